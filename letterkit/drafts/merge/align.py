"""Follow sentences from one version of a text into another: which became which, wherever it was moved to."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from letterkit.language.words import key_of, likeness, words

Thing = TypeVar("Thing", bound=Hashable)

# A sentence that kept its place among its neighbours is known again by fewer of its words than one that was moved,
# and one that stands alone between the same neighbours by fewer still.
_HERE, _MOVED, _ALONE, _FEW = 0.5, 0.7, 0.2, 5
# Between sentences that stay where they were.
_IN_PLACE = 0.15


def followed(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Which text of ``before`` is which of ``after``, by number; those that were added or deleted have no partner."""
    keys, others = [key_of(text) for text in before], [key_of(text) for text in after]
    blocks = SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks()
    found = {block.a + at: block.b + at for block in blocks for at in range(block.size)}
    anchors, other_anchors = sorted(found), sorted(found.values())
    free, others_free = _free(found, keys, others)
    for one in free:  # what was moved as it was
        if (same := next((at for at in others_free if others[at] == keys[one]), None)) is not None:
            found[one] = same
            others_free.remove(same)
    gaps = {one: bisect(anchors, one) for one in range(len(keys))}
    other_gaps = {other: bisect(other_anchors, other) for other in range(len(others))}
    free, others_free = _free(found, keys, others)
    alike: list[tuple[float, int, int]] = []
    for one in free:
        for other in others_free:
            here, score = gaps[one] == other_gaps[other], likeness(before[one], after[other])
            if score >= (_HERE if here else _MOVED):
                alike.append((-score - _IN_PLACE * here, one, other))
    for _, one, other in sorted(alike):
        if one not in found and other not in found.values():
            found[one] = other
    free, others_free = _free(found, keys, others)
    for gap in {gaps[one] for one in free}:
        left = [at for at in free if gaps[at] == gap]
        right = [at for at in others_free if other_gaps[at] == gap]
        if len(left) == len(right):
            pairs = zip(left, right, strict=True)
            found.update((one, two) for one, two in pairs if _is_rewritten(before[one], after[two]))
    return found


def _is_rewritten(one: str, other: str) -> bool:
    """Whether one sentence can have taken the place of another: a salutation or close has few words to be known by."""
    return likeness(one, other) >= _ALONE or max(len(words(one)), len(words(other))) <= _FEW


def _free(found: Mapping[int, int], keys: Sequence[str], others: Sequence[str]) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    return [at for at in range(len(keys)) if at not in found], [at for at in range(len(others)) if at not in taken]


def arranged(base: Sequence[Thing], mine: Sequence[Thing], new: Sequence[Thing]) -> list[Thing]:
    """The things of ``mine`` and ``new`` in one order.

    It is the person's where the person has moved something, and the new one otherwise. What only one side has stands
    behind what it stands behind there, that of the person first.
    """
    ours, theirs = set(mine), set(new)
    moved = [thing for thing in mine if thing in base] != [thing for thing in base if thing in ours]
    result = list(mine if moved else new)
    side = list(new if moved else mine)
    for at, thing in enumerate(side):
        if thing in result:
            continue
        before = next((other for other in reversed(side[:at]) if other in result), None)
        place = 0 if before is None else result.index(before) + 1
        if before is None and (after := next((other for other in side[at:] if other in result), None)) is not None:
            place = result.index(after)
        while moved and place < len(result) and result[place] not in theirs and result[place] not in base:
            place += 1
        result.insert(place, thing)
    return result


def weighed(pairs: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """Partners out of (one, other, weight), the heaviest first, each once."""
    sums: dict[tuple[int, int], int] = {}
    for one, other, weight in pairs:
        sums[one, other] = sums.get((one, other), 0) + weight
    found: dict[int, int] = {}
    for (one, other), _ in sorted(sums.items(), key=lambda item: (-item[1], item[0])):
        if one not in found and other not in found.values():
            found[one] = other
    return found
