"""The items of a list that two sides have changed: their numbers, and their punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from letterkit.drafts.merge.blocks import Block

_NUMBER = re.compile(r"(\s*)(\d+)([.)]\s+)")


def _numbers(blocks: Sequence[Block]) -> Iterator[tuple[list[int], list[re.Match[str]]]]:
    """The places of the items of each list, and the numbers of those that have one."""
    for kind, run in groupby(range(len(blocks)), key=lambda at: blocks[at].kind):
        if kind == "item":
            places = list(run)
            yield places, [found for at in places if (found := _NUMBER.fullmatch(blocks[at].lead))]


def counts_on(blocks: Sequence[Block]) -> bool:
    """Whether the numbers of each list are a count, and not those of what it quotes."""
    return all(int(b[2]) == int(a[2]) + 1 for _, counted in _numbers(blocks) for a, b in pairwise(counted))


def numbered(blocks: Sequence[Block], counted_on: bool = False) -> list[Block]:
    """The blocks, a new item of a list that a person has numbered with its number, and the items after it with theirs.

    Where the lists of both sides are ``counted_on``, an item that went leaves no gap.

    >>> marks = ["1. ", "2. ", "- ", "3. "]
    >>> [block.lead for block in numbered([Block("item", "", mark, ("So.",), "") for mark in marks])]
    ['1. ', '2. ', '3. ', '4. ']
    """
    result = list(blocks)
    for places, counted in _numbers(blocks):
        if counted and (len(counted) < len(places) or counted_on):
            indent, first, mark = counted[0].groups()
            for number, at in enumerate(places, int(first)):
                result[at] = replace(blocks[at], lead=f"{indent}{number}{mark}")
    return result


def ended(blocks: Sequence[Block], pattern: tuple[str, str, str]) -> list[Block]:
    """The blocks, each item of a list with the ending that a pattern has for its place; a mark of its own stays."""
    middle, last_but_one, last = pattern
    result = list(blocks)
    for at, block in enumerate(blocks):
        if block.kind == "item" and not re.search(r"[!?…:]$", block.sentences[-1]):
            behind = [after.kind == "item" for after in blocks[at + 1 : at + 3]]
            ending = middle if behind == [True, True] else last_but_one if behind[:1] == [True] else last
            result[at] = replace(block, ending=ending)
    return result


def pattern_of(blocks: Sequence[Block]) -> tuple[str, str, str] | None:
    """How the items of a list end that is punctuated as a sentence: all, the last but one, the last."""
    endings = [block.ending for block in blocks if block.kind == "item"]
    if len(endings) < 2 or endings[-1] != ".":
        return None
    *rest, last_but_one, last = endings
    middle = rest[0] if rest else re.sub(r"\s\w+$", "", last_but_one)
    return (middle, last_but_one, last) if set(rest) <= {middle} else None
