"""The items of a list that two sides have changed: their numbers, and their punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby, pairwise

from letterkit.drafts.merge.blocks import Block

_CLOSED = re.compile(r"[.!?…:;][\"'”»)*_]*\s*$")
_NUMBER = re.compile(r"(\s*)(\d+)([.)]\s+)")
_DRAFTED = "- "
"""What a generated item begins with."""


def _lists(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The places of the items of each list."""
    for kind, run in groupby(range(len(blocks)), key=lambda at: blocks[at].kind):
        if kind == "item":
            yield list(run)


def _numbers(blocks: Sequence[Block]) -> Iterator[tuple[list[int], list[re.Match[str]]]]:
    """The places of the items of each list, and the numbers of those that have one."""
    for places in _lists(blocks):
        yield places, [found for at in places if (found := _NUMBER.fullmatch(blocks[at].lead))]


def counts_on(blocks: Sequence[Block]) -> bool:
    """Whether the numbers of each list are a count, and not those of what it quotes."""
    return all(int(b[2]) == int(a[2]) + 1 for _, counted in _numbers(blocks) for a, b in pairwise(counted))


def marked(blocks: Sequence[Block], counted_on: bool = False) -> list[Block]:
    """The blocks, a new item of a list with the sign or the number that a person has given to its neighbours.

    The items after a new number have theirs; where the lists of both sides are ``counted_on``, an item that went
    leaves no gap.

    >>> def leads(*marks):
    ...     return [block.lead for block in marked([Block("item", "", mark, ("So.",), "") for mark in marks])]
    >>> leads("1. ", "2. ", "- ", "3. ")
    ['1. ', '2. ', '3. ', '4. ']
    >>> leads("* ", "- ", "* ")
    ['* ', '* ', '* ']
    """
    result = list(blocks)
    for places in _lists(blocks):
        own = {blocks[at].lead for at in places} - {_DRAFTED}
        for at in places if len(own) == 1 else ():
            result[at] = replace(blocks[at], lead=min(own))
    for places, counted in _numbers(blocks):
        if counted and (len(counted) < len(places) or counted_on):
            indent, first, mark = counted[0].groups()
            for number, at in enumerate(places, int(first)):
                result[at] = replace(blocks[at], lead=f"{indent}{number}{mark}")
    return result


def closed(block: Block) -> Block:
    """An item to whose sentences others have come: those before the last one end as sentences do.

    >>> closed(Block("item", "", "- ", ("It is so ", "It was."), ".")).text
    '- It is so. It was.'
    """
    if block.kind != "item" or len(block.sentences) < 2:
        return block
    *before, last = block.sentences
    ended = [one if _CLOSED.search(one) else f"{one.rstrip()}.{one[len(one.rstrip()) :]}" for one in before]
    return replace(
        block, sentences=(*ended, last), ending="" if block.ending == "." and _CLOSED.search(last) else block.ending
    )


def punctuated(
    placed: Sequence[tuple[int, Block]],
    listed: Set[int],
    pattern: tuple[str, str, str] | None,
    mine: Sequence[str],
    drafted: Set[str],
) -> list[Block]:
    """Blocks, each with its number, the items of each list punctuated as a ``pattern`` has it for their places.

    ``listed`` are the numbers of generated items, ``mine`` the endings that a person has given to those, ``drafted``
    the endings of generated blocks. A list of the person's alone is left as it is, and so is a sentence among items.
    """

    def stands_alone(one: tuple[int, Block]) -> bool:
        number, block = one
        return number not in listed and block.ending == "." and block.sentences[0][:1].isupper()

    result: list[Block] = []
    for (kind, alone), run in groupby(placed, key=lambda one: (one[1].kind, stands_alone(one))):
        numbers, blocks = zip(*run, strict=True)
        generated = kind == "item" and not alone and not listed.isdisjoint(numbers)
        result += _ended(blocks, pattern, mine, drafted) if pattern and generated else blocks
    return result


def _ended(
    blocks: Sequence[Block], pattern: tuple[str, str, str], mine: Sequence[str], drafted: Set[str]
) -> Sequence[Block]:
    """The items of a list, each with the ending that a pattern has for its place; a mark of its own stays."""
    if len(mine) > 2 and len(set(mine)) == 1:
        return [replace(block, ending=mine[0]) for block in blocks]
    if not set(mine) <= {*pattern, *drafted}:
        return blocks
    middle, last_but_one, last = pattern
    endings = [*[middle] * (len(blocks) - 2), last_but_one, last][-len(blocks) :]
    return [
        block if re.search(r"[!?…:]$", block.sentences[-1]) else replace(block, ending=ending)
        for block, ending in zip(blocks, endings, strict=True)
    ]


def pattern_of(blocks: Sequence[Block]) -> tuple[str, str, str] | None:
    """How the items of a list end that is punctuated as a sentence: all, the last but one, the last."""
    endings = [block.ending for block in blocks if block.kind == "item"]
    if len(endings) < 2 or endings[-1] != ".":
        return None
    *rest, last_but_one, last = endings
    middle = rest[0] if rest else re.sub(r"\s\w+$", "", last_but_one)
    return (middle, last_but_one, last) if set(rest) <= {middle} else None
