"""Whose day is whose, where one verb tells of several: "dismissed A on 14 September and B on 17 September"."""

from __future__ import annotations

from dataclasses import replace

from letterkit.checks.ledger.sentences.predicates import Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen

_NEAR = 2
"""So few words stand between a name and the day that is said of it alone."""
_MARKS = frozenset(",;:()")


def dated_apart(predicate: Predicate, seen: Seen) -> list[tuple[Mention, Predicate]]:
    """Each of those named, with what a predicate says of them."""
    return [(mention, _own(mention, predicate, seen)) for mention in predicate.who]


def _own(mention: Mention, predicate: Predicate, seen: Seen) -> Predicate:
    """What a predicate says of one of those named: where each has a day behind the name, only that one.

    A day behind the last of several names is that of all, unless the others have their own.
    """
    if len(predicate.who) < 2 or not predicate.dates:
        return predicate
    own = {each.first: _behind(each, predicate, seen) for each in predicate.who}
    last = max(predicate.who, key=lambda each: each.first)
    apart = [each for each in predicate.who if own[each.first] and each is not last]
    if len(apart) < len(predicate.who) - 1:
        return predicate
    taken = {day.first for each in apart for day in own[each.first]}
    left = tuple(day for day in predicate.dates if day.first not in taken)
    return replace(predicate, dates=left if mention is last else own[mention.first])


def _behind(mention: Mention, predicate: Predicate, seen: Seen) -> tuple[Mention, ...]:
    """The day that stands right behind a name."""
    near = (each for each in predicate.dates if 0 <= each.first - mention.last <= _NEAR)
    return tuple(day for day in near if not set(seen.text[mention.end : day.start]) & _MARKS)
