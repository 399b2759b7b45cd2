"""Lists that clauses take: each convention, law or person stands in them once.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign
from letterkit.schema.letter_plan import ClauseCall, LetterPlan
from letterkit.schema.library import Library


def lists_name_each_once(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nothing stands twice in a list that a clause takes: « ratified-conventions: [C087, C098, C087] » (LK812)."""
    for plan in campaign.letters.values():
        for field in LetterPlan.model_fields:
            yield from _within(getattr(plan, field))


def _within(value: Any) -> Iterator[Problem]:
    """What stands again in a list of a clause, among whatever a plan says; of facts and senders, others tell."""
    if isinstance(value, ClauseCall):
        yield from _twice(value.arguments)
    for one in value if isinstance(value, tuple | list) else ():
        yield from _within(one)


def _twice(value: Any) -> Iterator[Problem]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _twice(one)
    elif isinstance(value, tuple | list):
        seen = set[str]()
        for one in value:
            if isinstance(one, Scalar) and str(one) in seen and not one.isdigit():
                yield Problem("LK812", f"'{one}' stands twice in this list", one.location, "delete one of the two")
            elif isinstance(one, Scalar):
                seen.add(str(one))
            yield from _twice(one)
