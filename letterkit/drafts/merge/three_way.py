"""Divide three texts into chunks, by which side has changed what: the three-way merge known as diff3.

The definition is that of Khanna, Kunal and Pierce, "A formal investigation of diff3" (2007). A text is any sequence:
of words, lines or letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

Token = TypeVar("Token")

Side = Literal["unchanged", "same", "mine", "new", "conflict"]
"""Who has changed a chunk: nobody, both alike, one of the two, or both differently."""

Matching: TypeAlias = Callable[[Sequence[Token], Sequence[Token]], Iterable[tuple[int, int, int]]]
"""Finds blocks of the same tokens in two texts: where each begins in the one and in the other, and its length.

The blocks follow each other in both texts. The more they hold, the fewer conflicts there are.
"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of three texts: who has changed it, and where it stands in each."""

    side: Side
    base: slice
    mine: slice
    new: slice


def chunks(
    base: Sequence[Token], mine: Sequence[Token], new: Sequence[Token], matching: Matching[Token]
) -> Iterator[Chunk]:
    """The chunks of three texts, in order; together they are the whole of each text.

    A stable chunk is the longest run of tokens of ``base`` that are matched, without a gap, in ``mine`` and in
    ``new``. What lies between two of them is unstable: one side has changed it, or both. Two changes with no stable
    token between them lie in one chunk, because nothing says which of them comes first.

    >>> from difflib import SequenceMatcher
    >>> def matching(one, other):
    ...     return SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    >>> def told(base, mine, new):
    ...     for chunk in chunks(base, mine, new, matching):
    ...         print(chunk.side, base[chunk.base], mine[chunk.mine], new[chunk.new])
    >>> told(["19", "were", "held"], ["19", "were", "held", "there"], ["22", "were", "held"])
    new ['19'] ['19'] ['22']
    unchanged ['were', 'held'] ['were', 'held'] ['were', 'held']
    mine [] ['there'] []
    >>> told(["19", "were", "held"], ["19", "men", "were", "held"], ["22", "were", "held"])
    conflict ['19'] ['19', 'men'] ['22']
    unchanged ['were', 'held'] ['were', 'held'] ['were', 'held']
    """
    at = (0, 0, 0)
    ends = (len(base), len(mine), len(new))
    for starts, length in [*_stable(matching(base, mine), matching(base, new)), (ends, 0)]:
        if at != starts:
            was, ours, theirs = (slice(first, end) for first, end in zip(at, starts, strict=True))
            yield Chunk(_side(base[was], mine[ours], new[theirs]), was, ours, theirs)
        if length:
            yield Chunk("unchanged", *(slice(start, start + length) for start in starts))
        at = (starts[0] + length, starts[1] + length, starts[2] + length)


def _stable(
    in_mine: Iterable[tuple[int, int, int]], in_new: Iterable[tuple[int, int, int]]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Where each stable chunk begins in the three texts, and its length.

    >>> list(_stable([(0, 0, 2), (2, 3, 2)], [(1, 1, 3)]))
    [((1, 1, 1), 1), ((2, 3, 2), 2)]
    """
    mine, new = _partners(in_mine), _partners(in_new)
    starts, length = (0, 0, 0), 0
    for at in sorted(mine.keys() & new.keys()):
        here = (at, mine[at], new[at])
        if length and here == (starts[0] + length, starts[1] + length, starts[2] + length):
            length += 1
            continue
        if length:
            yield starts, length
        starts, length = here, 1
    if length:
        yield starts, length


def _partners(blocks: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """The place in the other text of each token that is matched.

    >>> _partners([(0, 1, 2), (5, 5, 1)])
    {0: 1, 1: 2, 5: 5}
    """
    return {start + at: first + at for start, first, length in blocks for at in range(length)}


def _side(base: Sequence[Token], mine: Sequence[Token], new: Sequence[Token]) -> Side:
    """Who has changed an unstable chunk.

    A side with the tokens of ``base`` has not, even where these were not matched.

    >>> _side("a", "b", "a"), _side("a", "a", "b"), _side("a", "b", "b"), _side("a", "b", "c")
    ('mine', 'new', 'same', 'conflict')
    """
    if mine == new:
        return "unchanged" if mine == base else "same"
    if mine == base:
        return "new"
    return "mine" if new == base else "conflict"
