"""Where the pages of a letter would break in another setting, reckoned from the layout of one.

A layout costs a third of a second, a reckoning next to nothing; so settings are reckoned, and few are laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from math import ceil
from statistics import median

Box = tuple[float, float, float, float]
"""Left, top, right and bottom edge on the page, in CSS pixels; of a block of text, where its last line ends."""

LINE = 15.4 * 96 / 72
"""The leading of every letterhead's text, in pixels: 15.4 points."""
MILLIMETRE = 96 / 25.4

# Of what stands above the text so much is space that a setting changes; of the ending so much for each row of
# signatures, which have some such depth, and for each part below them (structure.css).
_SPACE_ABOVE, _SPACE_IN_WINDOWED = 28 * MILLIMETRE, 8 * MILLIMETRE
_SPACE_IN_ROW, _SPACE_OF_PART = 6 * MILLIMETRE, 4 * MILLIMETRE
_ROW, _PART, _CLOSE = 34 * MILLIMETRE, 12 * MILLIMETRE, 8 * MILLIMETRE
_PARTS = ("cosigners", "enclosures", "copies", "notes")
# A paragraph, or an item of a list, is divided so that this many lines stay together (structure.css).
_TOGETHER, _TYING = 2, 3
# So many lines at least stay with the close.
_CLOSING = 4


@dataclass(frozen=True, slots=True)
class BlockLines:
    """A paragraph or item of a list: its lines, the space before it in pixels, and whether it is an item.

    ``filled`` is the part of its last line that it fills.
    """

    lines: int
    space: float
    item: bool
    filled: float = 0.5


@dataclass(slots=True)
class PageBreaks:
    """Pages as they are reckoned: the lines of each block on each, and the room that is left below them.

    ``alone`` is how many of them end with the first item of a list.
    """

    lines: list[list[int]] = field(default_factory=lambda: [[]])
    gaps: list[float] = field(default_factory=list)
    alone: int = 0


@dataclass(frozen=True, slots=True)
class LetterLayout:
    """What a layout shows of a letter: the depth above its text and of its ending, its blocks, the room of pages.

    Of what stands above the text, ``typed_above`` is in its type, and grows with that. Of the ending,
    ``space_in_ending`` is space.
    """

    above: float
    space_above: float
    ending: float
    blocks: tuple[BlockLines, ...]
    rooms: tuple[float, ...]
    typed_above: float = 0
    space_in_ending: float = 12 * MILLIMETRE

    @classmethod
    def of(cls, pages: Sequence[Mapping[str, Box]], last: int) -> LetterLayout:
        """The letter as it was laid out, with its close on page ``last``."""
        first = pages[0]
        begun = next((boxes for boxes in pages if "block-0" in boxes), first)
        above = begun["block-0"][1] - begun["sheet"][1] if "block-0" in begun else 0.0
        if begun is not first and "opening" in first:
            # Page one has nothing of the text.
            above += first["opening"][3] - first["sheet"][1]
        space = _SPACE_IN_WINDOWED if "window" in first else _SPACE_ABOVE
        ending = max(box[3] for name, box in pages[last].items() if name in ("closing", "tail"))
        # The last page ends where the letter does; the mark at its foot says how far it goes.
        feet = [boxes["end"][3] if "end" in boxes else boxes["sheet"][3] for boxes in pages[: last + 1]]
        rooms = tuple(foot - boxes["sheet"][1] for foot, boxes in zip(feet, pages, strict=False))
        space, typed = min(space, above / 2), first["opening"][3] - first["opening"][1] if "opening" in first else 0.0
        ending -= pages[last]["closing"][1]
        parts = sum(any(name in boxes for boxes in pages[last:]) for name in _PARTS)
        rows = max(1, round((ending - _CLOSE - parts * _PART) / _ROW))
        within = rows * _SPACE_IN_ROW + parts * _SPACE_OF_PART
        return cls(above, space, ending, tuple(_blocks(pages)), rooms, max(0.0, typed - space / 2), within)

    def alone_on(self, pages: Sequence[Mapping[str, Box]]) -> int:
        """How many pages of a layout of the letter end with the first item of a list."""
        begun, alone = 0, 0
        for leaves, before in zip(map(leaves_of, pages), ([], *map(leaves_of, pages)), strict=False):
            goes_on = bool(leaves and before) and leaves[0][1] == before[-1][1]
            alone += bool(leaves and before) and not goes_on and self._is_second(begun)
            begun += len(leaves) - goes_on
        return alone

    def broken(self, air: float, size: float, slack: float = 0) -> PageBreaks:
        """The pages with spaces and type of so much of the natural size; ``slack`` is room that may be missing."""
        line = LINE * size
        made = PageBreaks()
        at = self.above - self.space_above * (1 - air) + self.typed_above * (size - 1)

        def room() -> float:
            return self.rooms[min(len(made.lines), len(self.rooms)) - 1] - slack

        def turn() -> None:
            # A page with nothing of the text is empty, whatever stands above that.
            made.gaps.append(room() - at if made.lines[-1] else room())
            made.lines.append([])

        for number, block in enumerate(self.blocks):
            lines = block.lines if size == 1 else max(1, ceil((block.lines - 1 + block.filled) * size))
            space = block.space * air if made.lines[-1] else 0.0
            fit = int((room() - at - space + 0.1) / line)
            if lines > fit:
                stay = min(fit, lines - self._with_close(number))
                if stay >= _TOGETHER:
                    made.lines[-1].append(stay)
                    at += space + stay * line
                    lines -= stay
                    turn()
                    at = space = 0.0
                else:
                    held = len(made.lines[-1])
                    lead = self._lead(number, made.lines[-1])
                    is_whole = held - len(made.lines[-1]) == len(lead)
                    made.alone += is_whole and self._is_second(number - len(lead))
                    at -= sum(lead) * line
                    turn()
                    made.lines[-1] += lead
                    at, space = sum(lead) * line, block.space * air if lead else 0.0
            made.lines[-1].append(lines)
            at += space + lines * line
        ending = self.ending * size - self.space_in_ending * (size - air)
        self._end(made, at, room() - at - ending, line)
        return made

    def _with_close(self, number: int) -> int:
        """The lines of a block that go to the next page at least, when it is divided."""
        if number == len(self.blocks) - 1 and self.blocks[number].lines >= _CLOSING:
            return _CLOSING
        is_followed_by_one = sum(block.lines for block in self.blocks[number + 1 :]) == 1
        return _TYING if number == self._tying() and is_followed_by_one else _TOGETHER

    def _tying(self) -> int:
        """The block with which the lines before the close are as many as stay with it; those after it begin no page."""
        held, number = 0, len(self.blocks)
        while number > 0 and (held < _CLOSING or (number == len(self.blocks) - 1 and self._is_item(number))):
            number -= 1
            held += self.blocks[number].lines
        return number

    def _lead(self, number: int, here: list[int]) -> list[int]:
        """The lines taken from the page on which a block does not begin, because it cannot be parted from them."""
        lead: list[int] = []
        while self._is_tied(number) and here and (len(here) > 1 or number == 1 or here[-1] >= 2 * _TOGETHER):
            number, blocks = number - 1, len(here)
            lead.insert(0, _taken(here, self._with_close(number)))
            if len(here) == blocks:
                break
        return lead

    def _is_tied(self, number: int) -> bool:
        """Whether a block begins no page: the first item of a list, the second, and the last.

        Of two or three, the second may where the first has three lines: else all would go to the next page together.
        Neither does what stands behind the salutation, or is tied to the close.
        """
        if number == 0:
            return False
        if number > self._tying() or (number == 1 and self.blocks[0].lines < _TYING):
            return True
        if not self._is_item(number):
            return False
        first, last = self._list_of(number)
        if number == first:
            return True
        if number == first + 1:
            return last - first > 2 or self.blocks[first].lines < _TYING
        return number == last

    def _is_second(self, number: int) -> bool:
        """Whether a block is the second item of a list of more than two."""
        first, last = self._list_of(number) if self._is_item(number) else (number, number)
        return number == first + 1 < last

    def _list_of(self, number: int) -> tuple[int, int]:
        """The first and the last item of the list that an item is of."""
        first = last = number
        while self._is_item(first - 1):
            first -= 1
        while self._is_item(last + 1):
            last += 1
        return first, last

    def _is_item(self, number: int) -> bool:
        return 0 <= number < len(self.blocks) and self.blocks[number].item

    def _end(self, made: PageBreaks, at: float, left: float, line: float) -> None:
        """Turn the page before the ending where it has no room, with the lines that have to go with it."""
        here = made.lines[-1]
        if left >= 0 or len(here) < 2:
            return
        moved, spaces, number = 0, 0.0, len(self.blocks) - 1
        while here and number >= self._tying():
            blocks = len(here)
            moved += _taken(here, self._with_close(number))
            if len(here) == blocks:
                break
            spaces += self.blocks[number].space
            number -= 1
        made.gaps.append(left + self.ending + moved * line + spaces)
        made.lines.append([moved])


def _taken(lines: list[int], wanted: int) -> int:
    """So many lines taken from the last block, or all of it where too few would stay."""
    if lines[-1] >= wanted + _TOGETHER:
        lines[-1] -= wanted
        return wanted
    return lines.pop()


def _blocks(pages: Sequence[Mapping[str, Box]]) -> Iterator[BlockLines]:
    """The blocks of a letter in their order, each whole, without lists that hold others."""
    heights: dict[str, float] = {}
    lefts: dict[str, float] = {}
    spaces: dict[str, float] = {}
    filled: dict[str, float] = {}
    for boxes in pages:
        leaves = leaves_of(boxes)
        for before, (box, name) in zip([None, *leaves], leaves, strict=False):
            heights[name] = heights.get(name, 0.0) + box[3] - box[1]
            lefts.setdefault(name, box[0])
            measure = boxes["text"][2] - box[0] if "text" in boxes else 0.0
            filled[name] = min(1.0, max(0.0, (box[2] - box[0]) / measure)) if measure > 0 else 0.5
            if before and name not in spaces:
                spaces[name] = max(0.0, box[1] - before[0][3])
    usual = median(spaces.values()) if spaces else 0.6 * LINE
    edge = min(lefts.values(), default=0.0)
    for name, height in heights.items():
        is_item = lefts[name] > edge + 2
        yield BlockLines(max(1, round(height / LINE)), spaces.get(name, usual), is_item, filled[name])


def leaves_of(boxes: Mapping[str, Box]) -> list[tuple[Box, str]]:
    """The blocks of text on a page from the top down, with their names; each item of a list by itself."""
    found = sorted(((box, name) for name, box in boxes.items() if name.startswith("block-")), key=_downwards)
    return [one for one, other in zip_longest(found, found[1:]) if not other or other[0][1] >= one[0][3] - 1]


def _downwards(one: tuple[Box, str]) -> tuple[float, float]:
    return one[0][1], -one[0][3]
