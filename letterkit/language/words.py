"""Words as a merge and a comparison see them: what counts as the same, how alike two texts are, what differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from merge3 import Merge3
from rapidfuzz.distance import Indel

from letterkit.language.typography import plain

Side = Literal["unchanged", "same", "mine", "new", "conflict"]

# Where a person and the campaign change one sentence, so many words must stand unchanged between the two changes.
# With fewer, the changes are likely to be about each other ("was arrested on 21 January": "has been held since").
_APART = 3
_TOKEN = re.compile(r"\w+(?:['’.-]\w+)*|\s+|[^\w\s]")
# Words this alike, of at least so many letters, are two spellings of one.
_RESPELT, _LETTERS = 0.7, 4


def tokens(text: str) -> list[str]:
    """A text in its words, marks and spaces; together they are the text."""
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """The words of a text, plainly typed."""
    return [token for token in tokens(plain(text)) if _is_word(token)]


def key_of(text: str) -> str:
    """What two texts have in common that differ in line breaks, spaces and kinds of quotation marks only."""
    return " ".join(plain(text).split())


def likeness(one: str, other: str) -> float:
    """How alike two texts are in their words and the order of these, from 0 to 1."""
    return Indel.normalized_similarity(words(one), words(other)) if one.strip() and other.strip() else 0.0


class Matcher:
    """Matches texts in tokens by their words; spaces and marks belong to the words that they stand beside.

    It has the shape of `difflib.SequenceMatcher`, for `merge3`.
    """

    def __init__(
        self,
        isjunk: Callable[[str], bool] | None = None,
        a: Sequence[str] = "",
        b: Sequence[str] = "",
        autojunk: bool = False,
    ) -> None:
        self._one, self._other = a, b

    def get_matching_blocks(self) -> list[tuple[int, int, int]]:
        """Where the two are the same: beginning in each, and length. The last block is empty and at the ends."""
        blocks: list[tuple[int, int, int]] = []
        for start, first in self._pairs():
            if blocks and (start, first) == (blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]):
                blocks[-1] = (*blocks[-1][:2], blocks[-1][2] + 1)
            else:
                blocks.append((start, first, 1))
        return [*blocks, (len(self._one), len(self._other), 0)]

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """The tokens that are the same, in order."""
        ones = [at for at, token in enumerate(self._one) if _is_word(token)]
        others = [at for at, token in enumerate(self._other) if _is_word(token)]
        said = SequenceMatcher(None, [self._one[at] for at in ones], [self._other[at] for at in others], autojunk=False)
        at = there = 0
        for block in said.get_matching_blocks():
            ends = [(ones[block.a + k], others[block.b + k]) for k in range(block.size)]
            for end, last in ends or [(len(self._one), len(self._other))]:
                yield from self._beside(at, end, there, last)
                if ends:
                    yield end, last
                    at, there = end + 1, last + 1

    def _beside(self, at: int, end: int, there: int, last: int) -> Iterator[tuple[int, int]]:
        """The same tokens after the words matched before, and those before the words matched next."""
        after = 0
        while at + after < end and there + after < last and self._one[at + after] == self._other[there + after]:
            yield at + after, there + after
            after += 1
        before = 0
        while (
            end - before > at + after
            and last - before > there + after
            and self._one[end - before - 1] == self._other[last - before - 1]
        ):
            before += 1
        yield from ((end - back, last - back) for back in range(before, 0, -1))


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of three texts; ``between`` is the number of words in it that nobody changed."""

    side: Side
    base: tuple[str, ...]
    text: tuple[str, ...]
    between: int = 0


def merged_words(base: str, mine: str, new: str) -> str | None:
    """One sentence with the changes of both sides, its line breaks as in ``mine``.

    None when the two change the same words, or words so near to each other that the sentence could be garbled.
    """
    regions = list(_regions(tokens(base), tokens(mine), tokens(new)))
    if any(region.side == "conflict" for region in regions) or _too_near(regions):
        return None
    return "".join(token for region in regions for token in region.text)


def _regions(base: list[str], mine: list[str], new: list[str]) -> Iterator[_Region]:
    plainly = [[_plain_token(token) for token in text] for text in (base, mine, new)]
    three = Merge3[str](plainly[0], plainly[1], plainly[2], sequence_matcher=Matcher)
    at_base = at_mine = at_new = 0
    regions = list(three.merge_regions())
    for number, (what, start, end, *_) in enumerate(regions):
        if what == "unchanged":
            length = end - start
            text = mine[at_mine : at_mine + length]
            between = sum(map(_is_word, text))
            yield _Region("unchanged", tuple(base[start:end]), tuple(text), between)
            at_base, at_mine, at_new = end, at_mine + length, at_new + length
            continue
        until = next((first for kind, first, *_ in regions[number + 1 :] if kind == "unchanged"), len(base))
        was = tuple(base[at_base:until])
        if what == "conflict":
            yield _Region("conflict", was, ())
            return
        length = end - start
        if what == "b":
            yield _Region("new", was, tuple(new[start:end]))
            at_mine, at_new = at_mine + (until - at_base), end
        elif what == "a":
            yield _Region("mine", was, tuple(mine[start:end]))
            at_mine, at_new = end, at_new + (until - at_base)
        else:
            yield _Region("same", was, tuple(mine[start:end]))
            at_mine, at_new = end, at_new + length
        at_base = until


def _too_near(regions: Sequence[_Region]) -> bool:
    changed: list[tuple[_Region, int]] = []  # with the words that stand unchanged before it
    since = 0
    for region in regions:
        if region.side == "unchanged":
            since += region.between
        elif region.side in ("mine", "new"):
            changed.append((region, since))
            since = 0
    return any(
        after.side != before.side and between < _APART and not _is_slight(before) and not _is_slight(after)
        for (before, _), (after, between) in pairwise(changed)
    )


def _is_slight(region: _Region) -> bool:
    """Whether a change leaves the words around it as right as they were.

    So do a change of marks, emphasis or case, another spelling of a word, and another number in figures.
    """
    before, after = words("".join(region.base)), words("".join(region.text))
    if [word.casefold() for word in before] == [word.casefold() for word in after]:
        return True
    if len(before) != 1 or len(after) != 1:
        return False
    (one,), (other,) = before, after
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit() and "1" not in (one, other)
    return min(len(one), len(other)) >= _LETTERS and Indel.normalized_similarity(one, other) >= _RESPELT


def _is_word(token: str) -> bool:
    return any(letter.isalnum() for letter in token)


def _plain_token(token: str) -> str:
    return " " if token.isspace() else plain(token)
