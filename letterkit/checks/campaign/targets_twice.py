"""Whoever a campaign's letters go to has one entry: no two targets are one person, or hold one office.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import folded
from letterkit.schema.campaign import Campaign, Target
from letterkit.schema.fields import Text
from letterkit.schema.library import Library

_OF_MANY = frozenset({"embassy", "parliament", "international"})
"""Where one title is held by many at once."""

_MOST = 100
"""Of more targets, which come from a list, not everybody is compared with everybody."""


def targets_are_told_apart(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No two targets have one name, and none without a name has the office of another (LK607)."""
    told = set[str]()
    for (first, one), (key, other) in combinations(list(campaign.targets.items())[:_MOST], 2):
        shared = _shared(one, other)
        if shared and str(key) not in told:
            told.add(str(key))
            what, said = shared
            message = f"'{first}' and '{key}' have one {what}: '{said}'"
            hint = "make one entry of them, or correct the one that is not right"
            yield Problem("LK607", message, said.location or other.location, hint)


def _shared(one: Target, other: Target) -> tuple[str, Scalar] | None:
    """The name or office that two targets share, as the second has it; none where one followed the other in office."""
    if (one.until and other.from_) or (other.until and one.from_):
        return None
    if one.name and other.name:
        return ("name", other.name.first) if _first(one.name) == _first(other.name) else None
    shared = other.office and _first(one.office) == _first(other.office) and _is_of_one_body(one, other)
    return ("office", other.office.first) if other.office and shared else None


def _is_of_one_body(one: Target, other: Target) -> bool:
    """Whether two hold an office of one body in one place, of which there is one: consuls and inspectors are many."""
    apart = one.address and other.address and _first(one.address[0]) != _first(other.address[0])
    return _first(one.of) == _first(other.of) and not apart and _OF_MANY.isdisjoint({one.is_, other.is_})


def _first(text: Text | None) -> str:
    return folded(str(text.first)) if text else ""
