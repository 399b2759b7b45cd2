"""Words that two texts share, and one sentence with the changes of two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz.distance import Indel

from letterkit.drafts.merge.three_way import Side, chunks
from letterkit.language.words import is_word, tokens, words
from letterkit.typeset.typography import plain

# Where a person and the campaign change one sentence, so many words must stand unchanged between the two changes.
# With fewer, the changes are likely to be about each other ("was arrested on 21 January": "has been held since").
_APART = 3
# Words this alike, of at least so many letters, are two spellings of one.
_RESPELT, _LETTERS = 0.7, 4


def matching(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where two texts in tokens are the same: beginning in each, and length.

    They are matched by their words; spaces and marks belong to the words that they stand beside.

    >>> matching(["19", " ", "were", " ", "held"], ["22", " ", "were", ",", " ", "held"])
    [(1, 1, 2), (3, 4, 2)]
    """
    blocks: list[tuple[int, int, int]] = []
    for start, first in _pairs(one, other):
        if blocks and (start, first) == (blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]):
            blocks[-1] = (*blocks[-1][:2], blocks[-1][2] + 1)
        else:
            blocks.append((start, first, 1))
    return blocks


def _pairs(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The tokens that are the same, in order."""
    ones = [at for at, token in enumerate(one) if is_word(token)]
    others = [at for at, token in enumerate(other) if is_word(token)]
    said = SequenceMatcher(None, [one[at] for at in ones], [other[at] for at in others], autojunk=False)
    matched = [
        (ones[block.a + at], others[block.b + at]) for block in said.get_matching_blocks() for at in range(block.size)
    ]
    at = there = 0
    for end, last in matched:
        yield from _beside(one, other, (at, end), (there, last))
        yield end, last
        at, there = end + 1, last + 1
    yield from _beside(one, other, (at, len(one)), (there, len(other)))


def _beside(
    one: Sequence[str], other: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """The same tokens after the words matched before, and those before the words matched next."""
    (start, end), (first, last) = here, there
    while start < end and first < last and one[start] == other[first]:
        yield start, first
        start, first = start + 1, first + 1
    before = 0
    while end - before > start and last - before > first and one[end - before - 1] == other[last - before - 1]:
        before += 1
    yield from ((end - back, last - back) for back in range(before, 0, -1))


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of a sentence: who has changed it, the tokens that it had, and those that it comes to have."""

    side: Side
    base: Sequence[str]
    tokens: Sequence[str]


def merged_words(base: str, mine: str, new: str) -> str | None:
    """One sentence with the changes of both sides, its line breaks as in ``mine``.

    None when the two change the same words, or words so near to each other that the sentence could be garbled.

    >>> merged_words("On 5 May, 19 men were held.", "On 6 May, 19 men were held.", "On 5 May, 19 men were held there.")
    'On 6 May, 19 men were held there.'
    >>> merged_words("19 men were held.", "Nobody was held.", "22 men were held.")
    """
    regions = list(_regions(tokens(base), tokens(mine), tokens(new)))
    if any(region.side == "conflict" for region in regions) or _too_near(regions):
        return None
    return "".join(token for region in regions for token in region.tokens)


def _regions(base: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> Iterator[_Region]:
    was, ours, theirs = ([_plain_token(token) for token in text] for text in (base, mine, new))
    for chunk in chunks(was, ours, theirs, matching):
        taken = new[chunk.new] if chunk.side == "new" else mine[chunk.mine]
        yield _Region(chunk.side, base[chunk.base], taken)


def _too_near(regions: Sequence[_Region]) -> bool:
    changed: list[tuple[_Region, int]] = []  # with the words that stand unchanged before it
    since = 0
    for region in regions:
        if region.side == "unchanged":
            since += sum(map(is_word, region.tokens))
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
    before, after = words("".join(region.base)), words("".join(region.tokens))
    if [word.casefold() for word in before] == [word.casefold() for word in after]:
        return True
    if len(before) != 1 or len(after) != 1:
        return False
    (one,), (other,) = before, after
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit() and "1" not in (one, other)
    return min(len(one), len(other)) >= _LETTERS and Indel.normalized_similarity(one, other) >= _RESPELT


def _plain_token(token: str) -> str:
    return " " if token.isspace() else plain(token)
