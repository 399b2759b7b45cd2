"""Find the sentences of a letter again in its draft file and on its pages, and the words that have changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from letterkit.typeset.depiction import Box, Page

_WORD = re.compile(r"[^\W_]+")
# Words between two of a sentence that are taken for its own: a divided or escaped word, no foot of a page.
_GAP = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: ``sentence`` is the number of the sentence that it belongs to, -1 where it is of none."""

    text: str
    sentence: int
    changed: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a draft file in its pieces; ``changed`` also where words have gone."""

    pieces: tuple[Piece, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands on a page: a sentence by its number, or a change (-1), as one box for each line."""

    sentence: int
    boxes: tuple[Box, ...]


def lines_of(text: str, sentences: Sequence[str], before: str) -> tuple[DraftLine, ...]:
    """The lines of a draft file, divided into sentences, with what differs from the text ``before`` marked."""
    found = list(_WORD.finditer(text))
    words = [one[0] for one in found]
    owners = _owners(sentences, words)
    new, gone = _changed([one[0] for one in _WORD.finditer(before)], words)
    starts = [one.start() for one in found]
    lines, begin = [], 0
    for line in text.split("\n"):
        first, last = bisect_right(starts, begin - 1), bisect_right(starts, begin + len(line))
        pieces = tuple(_pieces(line, [(starts[at] - begin, owners[at], at in new) for at in range(first, last)]))
        lines.append(DraftLine(pieces, any(at in new or at in gone for at in range(first, last))))
        begin += len(line) + 1
    return tuple(lines)


def _pieces(line: str, words: Sequence[tuple[int, int, bool]]) -> Iterator[Piece]:
    """A line cut where the sentence, or whether it is new, is another from one word to the next."""
    begin, state = 0, words[0][1:] if words else (-1, False)
    for start, owner, changed in words[1:]:
        if (owner, changed) != state:
            yield Piece(line[begin:start], *state)
            begin, state = start, (owner, changed)
    if line:
        yield Piece(line[begin:], *state)


def spots_of(
    pages: Sequence[Page], sentences: Sequence[str], before: Sequence[Page]
) -> tuple[tuple[tuple[Spot, ...], tuple[Box, ...]], ...]:
    """For each page where its sentences stand, and what differs from the pages ``before``."""
    words = [word.text for page in pages for word in page.words]
    owners = _owners(sentences, words)
    new, gone = _changed([word.text for page in before for word in page.words], words) if before else (set(), set())
    found, begin = [], 0
    for page in pages:
        boxes: dict[int, list[Box]] = {}
        for at, word in enumerate(page.words, begin):
            if owners[at] >= 0:
                _add(boxes.setdefault(owners[at], []), word.box)
            if at in new or at in gone:
                _add(boxes.setdefault(-1, []), word.box)
        begin += len(page.words)
        changes = tuple(boxes.pop(-1, ()))
        found.append((tuple(Spot(number, tuple(stretch)) for number, stretch in boxes.items()), changes))
    return tuple(found)


def _add(boxes: list[Box], box: Box) -> None:
    """Add a box to those of a stretch of text: a line of it is one box."""
    if boxes and boxes[-1].beside(box) and box.left - (boxes[-1].left + boxes[-1].width) < 0.05:
        boxes[-1] = boxes[-1].joined(box)
    else:
        boxes.append(box)


def _owners(sentences: Sequence[str], words: Sequence[str]) -> list[int]:
    """For each word of a text the number of the sentence that it belongs to, -1 for none; their order is kept."""
    said = [(word, number) for number, text in enumerate(sentences) for word in _WORD.findall(text)]
    owners = [-1] * len(words)
    for step in Indel.opcodes([_key(word) for word, _ in said], [_key(word) for word in words]):
        if step.tag == "equal":
            for at in range(step.dest_end - step.dest_start):
                owners[step.dest_start + at] = said[step.src_start + at][1]
    last = -1
    for at, owner in enumerate(owners):
        if owner >= 0:
            if last >= 0 and owners[last] == owner and at - last - 1 <= _GAP:
                owners[last:at] = [owner] * (at - last)
            last = at
    return owners


def _changed(before: Sequence[str], words: Sequence[str]) -> tuple[set[int], set[int]]:
    """The numbers of the words that were not there before, and of those beside which some have gone."""
    new: set[int] = set()
    gone: set[int] = set()
    for step in Indel.opcodes(list(before), list(words)):
        if step.tag == "insert":
            new.update(range(step.dest_start, step.dest_end))
        elif step.tag == "delete" and words:
            gone.add(min(step.dest_start, len(words) - 1))
    # Where words stand in the place of others, these are marked, and not the word after them.
    return new, {at for at in gone if at not in new and at - 1 not in new}


def _key(word: str) -> str:
    return word.casefold()
