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
    """Which text of ``before`` is which of ``after``, by number; those that were added or deleted have no partner.

    Here the first sentence was moved to the end, the second has another number, and the last was deleted:

    >>> before = ["She is in prison.", "Police arrested 19 workers.", "They were on strike.", "Nobody was charged."]
    >>> after = ["Police arrested 22 workers.", "They were on strike.", "She is in prison."]
    >>> sorted(followed(before, after).items())
    [(0, 2), (1, 0), (2, 1)]
    """
    keys, others = [key_of(text) for text in before], [key_of(text) for text in after]
    found = _in_order(keys, others)
    gaps, other_gaps = _gaps(found.keys(), len(keys)), _gaps(found.values(), len(others))
    found |= _moved(found, keys, others)
    found |= _once_each(_alike(found, before, after, gaps, other_gaps))
    found |= _rewritten(found, before, after)
    return found


def in_sequence(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of some pairs that stand in the same order on both sides; the others were moved past them.

    >>> in_sequence([(0, 2), (1, 0), (2, 1)])
    [(1, 0), (2, 1)]
    """
    longest: list[list[tuple[int, int]]] = []  # of each length the run that ends earliest on the other side
    for one, other in sorted(pairs):
        at = bisect([run[-1][1] for run in longest], other)
        longest[at : at + 1] = [[*(longest[at - 1] if at else []), (one, other)]]
    return longest[-1] if longest else []


def _in_order(keys: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """The texts that are the same and stand in the same order."""
    blocks = SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)}


def _gaps(anchors: Iterable[int], length: int) -> list[int]:
    """In which gap between anchors each place is: after how many of them."""
    ordered = sorted(anchors)
    return [bisect(ordered, at) for at in range(length)]


def _moved(found: Mapping[int, int], keys: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """What was moved as it was."""
    moved: dict[int, int] = {}
    free, others_free = _free(found, len(keys), len(others))
    for one in free:
        if (same := next((at for at in others_free if others[at] == keys[one]), None)) is not None:
            moved[one] = same
            others_free.remove(same)
    return moved


def _alike(
    found: Mapping[int, int], before: Sequence[str], after: Sequence[str], gaps: Sequence[int], others: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs of free texts that can be one, reworded, the most alike first; to be still in place counts a little."""
    alike: list[tuple[float, int, int]] = []
    free, others_free = _free(found, len(before), len(after))
    for one in free:
        for other in others_free:
            here, score = gaps[one] == others[other], likeness(before[one], after[other])
            if score >= (_HERE if here else _MOVED):
                alike.append((-score - _IN_PLACE * here, one, other))
    return [(one, other) for _, one, other in sorted(alike)]


def _rewritten(found: Mapping[int, int], before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Texts that stand alone between the same neighbours: those of a gap in which both sides have as many left."""
    rewritten: dict[int, int] = {}
    kept = in_sequence(found.items())
    gaps, others = _gaps([one for one, _ in kept], len(before)), _gaps([other for _, other in kept], len(after))
    free, others_free = _free(found, len(before), len(after))
    for gap in {gaps[one] for one in free}:
        left = [at for at in free if gaps[at] == gap]
        right = [at for at in others_free if others[at] == gap]
        if len(left) == len(right):
            pairs = zip(left, right, strict=True)
            rewritten.update((one, two) for one, two in pairs if _is_rewritten(before[one], after[two]))
    return rewritten


def _is_rewritten(one: str, other: str) -> bool:
    """Whether one sentence can have taken the place of another: a salutation or close has few words to be known by."""
    return likeness(one, other) >= _ALONE or max(len(words(one)), len(words(other))) <= _FEW


def _free(found: Mapping[int, int], length: int, other_length: int) -> tuple[list[int], list[int]]:
    """What has no partner yet, of the one side and of the other."""
    taken = set(found.values())
    return [at for at in range(length) if at not in found], [at for at in range(other_length) if at not in taken]


def _once_each(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Partners out of pairs, the best of which come first."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for one, other in pairs:
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def arranged(base: Sequence[Thing], mine: Sequence[Thing], new: Sequence[Thing]) -> list[Thing]:
    """All things of ``mine`` and of ``new`` in one order, for a text that both sides have changed.

    The order is the person's where the person has moved something, and the new one otherwise. What only one side has
    stands behind what it stands behind there, that of the person first.

    Both have added something behind "b": the person "m", the campaign "n". The campaign has moved "a", the person
    nothing:

    >>> "".join(arranged("abc", "abmc", "bnac"))
    'bmnac'

    Now the person has moved "c":

    >>> "".join(arranged("abc", "cabm", "bnac"))
    'cabmn'
    """
    moved = _is_reordered(base, mine)
    result, side = (list(mine), new) if moved else (list(new), mine)
    added = set(mine).difference(new, base) if moved else set()
    for at, thing in enumerate(side):
        if thing in result:
            continue
        place = _place(at, side, result)
        while place < len(result) and result[place] in added:
            place += 1
        result.insert(place, thing)
    return result


def _is_reordered(base: Sequence[Thing], mine: Sequence[Thing]) -> bool:
    """Whether what is left of ``base`` in ``mine`` stands there in another order."""
    ours = set(mine)
    return [thing for thing in mine if thing in base] != [thing for thing in base if thing in ours]


def _place(at: int, side: Sequence[Thing], result: Sequence[Thing]) -> int:
    """Where the thing number ``at`` of one side goes: behind what it stands behind there, or else before what follows.

    >>> _place(2, "abnc", "cba"), _place(0, "nab", "cab"), _place(0, "n", "abc")
    (2, 1, 0)
    """
    before = next((result.index(other) + 1 for other in reversed(side[:at]) if other in result), None)
    if before is not None:
        return before
    return next((result.index(other) for other in side[at:] if other in result), 0)


def weighed(pairs: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """Partners out of (one, other, weight), the heaviest first, each once; the weights of a pair are added up.

    So a paragraph that was divided goes on in the part that most of its words went to:

    >>> weighed([(0, 0, 5), (0, 1, 4), (0, 1, 3), (1, 0, 2), (1, 1, 6)])
    {0: 1, 1: 0}
    """
    sums: dict[tuple[int, int], int] = {}
    for one, other, weight in pairs:
        sums[one, other] = sums.get((one, other), 0) + weight
    return _once_each(pair for pair, _ in sorted(sums.items(), key=lambda item: (-item[1], item[0])))
