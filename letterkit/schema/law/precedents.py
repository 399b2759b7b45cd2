"""Measures that were taken before: who decided what, when, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from letterkit.foundation.dates import PartialDate
from letterkit.schema.law.entries import LawEntry, Some, Sound, Texts
from letterkit.schema.measures import Measure, Scheme

Decider = Literal[
    "us-president",
    "eu-council",
    "eu-commission",
    "ilo-conference",
    "ilo-conference-committee",
    "ilo-governing-body",
    "ilo-commission-of-inquiry",
    "ilo-committee-on-freedom-of-association",
]
"""Who decided."""

Cause = Literal["worker-rights", "forced-labour", "freedom-of-association", "civil-and-political-rights"]
"""What a decision rests on."""

Extent = Literal["whole", "partial"]
"""Whether a measure took all of a country's preferences."""

Evidence = Literal["seen", "partial"]
"""``seen``: stated in a document that was read; ``partial``: some of what matters was not."""


@dataclass(frozen=True, slots=True)
class Petition(LawEntry):
    """Who brought the case, and when."""

    by: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Restoration(LawEntry):
    """When the preferences came back: the decision, and its effect where it is known apart."""

    date: PartialDate
    effective: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Scope(LawEntry):
    """How much of the preferences a measure took; ``words`` say it in each language."""

    extent: Extent
    words: Texts = field(default_factory=dict)


def _causes(values: tuple[Cause, ...]) -> tuple[Cause, ...]:
    if not values:
        raise ValueError("a decision rests on something")
    return values


@dataclass(frozen=True, slots=True)
class Precedent(LawEntry):
    """A withdrawal of trade preferences or a measure of the ILO.

    ``causes`` is what the decision rests on, ``instruments`` what it names. ``date`` is that of the decision,
    ``effective`` that of its effect; at least one of them is there.
    """

    id: str
    country: str
    scheme: Scheme
    measure: Measure
    causes: Annotated[tuple[Cause, ...], Sound(_causes)]
    evidence: Evidence
    sources: Some
    by: Decider | None = None
    date: PartialDate | None = None
    effective: PartialDate | None = None
    petition: Petition | None = None
    instruments: tuple[str, ...] = ()
    scope: Scope | None = None
    restored: Restoration | None = None
    citation: str = ""
    unverified: tuple[str, ...] = ()
    note: str = ""

    @property
    def when(self) -> PartialDate:
        """The date of the decision, or of its effect when only that is known."""
        when = self.date or self.effective
        assert when is not None
        return when

    def restored_by(self, day: datetime.date) -> bool:
        """Whether a restoration that is on record had taken effect by ``day``."""
        return self.restored is not None and (self.restored.effective or self.restored.date).last <= day


def fitting(
    precedents: Iterable[Precedent],
    *,
    scheme: str | None = None,
    country: str | None = None,
    measure: str | None = None,
    petition_by: str | None = None,
    before: datetime.date | None = None,
) -> tuple[Precedent, ...]:
    """The precedents seen in a document that fit every condition given, in their order.

    ``before`` keeps those surely dated before that day, whether or not the measure had taken effect or has been
    reversed since. ValueError for a scheme or measure that there is not.
    """
    if scheme not in (None, *get_args(Scheme)) or measure not in (None, *get_args(Measure)):
        raise ValueError(f"there is no '{scheme}' or no '{measure}'")
    equal = {"scheme": scheme, "measure": measure, "country": country}

    def fits(precedent: Precedent) -> bool:
        petitioner = precedent.petition.by if precedent.petition else None
        return (
            precedent.evidence == "seen"
            and all(value is None or getattr(precedent, name) == value for name, value in equal.items())
            and (petition_by is None or petitioner == petition_by)
            and (before is None or precedent.when.last < before)
        )

    return tuple(filter(fits, precedents))
