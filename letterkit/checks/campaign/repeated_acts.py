"""One event that a campaign has under two dates: a slip of the month or the year, or two sources a day apart.

Looked at once a campaign, whatever its letters say. What is told twice in one way, `chronology` finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from letterkit.checks.campaign.phrase_kinds import Owner
from letterkit.foundation.problems import Problem
from letterkit.schema.campaign import Campaign, Group
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act

_ENOUGH = 2
"""So many details that agree, and none that does not, are no chance."""


def no_event_has_two_dates(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nothing was done twice to somebody by the same, in the same place, on one day of two months or years (LK533).

    Nor on two days that follow each other, as two sources have it. A group can be dismissed day by day, and whoever is
    threatened can be threatened again.
    """
    for key, owner in (*campaign.people.items(), *campaign.organisations.items()):
        acts = [] if isinstance(owner, Group) else _told_once(owner, library)
        for one, again in combinations(acts, 2):
            if one.kind == again.kind and _is_a_slip(one, again) and _agree(one, again):
                message = f"'{key}.{again.kind}' of {again.date} is told as that of {one.date}: by the same, alike"
                hint = "delete the one whose date is not right; or say how they differ, under 'place:' or 'how:'"
                yield Problem("LK533", message, again.kind.location, hint)


def _told_once(owner: Owner, library: Library) -> list[Act]:
    """The acts with a day of their own that nobody does again in the same way."""
    kinds = ((act, library.acts[act.kind]) for act in owner.acts if act.date.first == act.date.last)
    return [act for act, kind in kinds if not (act.date.bound or kind.own or kind.alleged or kind.lasts)]


def _is_a_slip(one: Act, again: Act) -> bool:
    """Whether two days differ in the month or the year alone, or are neighbours that two sources have."""
    first, second = one.date.first, again.date.first
    year = (first.month, first.day) == (second.month, second.day) and first.year != second.year
    month = (first.year, first.day) == (second.year, second.day) and abs(first.month - second.month) == 1
    return year or month or (abs((first - second).days) == 1 and one.source != again.source)


def _agree(one: Act, again: Act) -> bool:
    """Whether what is said of both is the same, or said of one in more words, in several details and all of them."""
    pairs = [(getattr(one, name), getattr(again, name)) for name in ("by", "place", "outcome", "object", "for_")]
    words = [
        (set(str(mine.first).casefold().split()), set(str(other.first).casefold().split()))
        for mine, other in pairs
        if mine and other
    ]
    return len(words) >= _ENOUGH and all(mine <= other or mine >= other for mine, other in words)
