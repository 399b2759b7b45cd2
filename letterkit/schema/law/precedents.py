"""Measures that were taken before: who decided what, when, and why."""

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, Self, get_args

from pydantic import ConfigDict, Field, TypeAdapter, model_validator

from letterkit.foundation.dates import PartialDate
from letterkit.schema.law.entries import Frozen, LawEntry, Sourced, Texts
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


class Petition(LawEntry):
    """Who brought the case, and when."""

    by: str
    date: PartialDate


class Restoration(LawEntry):
    """When the preferences came back: the decision, and its effect where it is known apart."""

    date: PartialDate
    effective: PartialDate | None = None


class Scope(LawEntry):
    """How much of the preferences a measure took; ``words`` say it in each language."""

    extent: Extent
    words: Texts = Field(default_factory=lambda: MappingProxyType({}))


class Precedent(Sourced):
    """A withdrawal of trade preferences or a measure of the ILO.

    ``causes`` is what the decision rests on, ``instruments`` what it names. ``date`` is that of the decision,
    ``effective`` that of its effect; at least one of them is there.
    """

    country: str = Field(pattern="^[A-Z]{2}$")
    scheme: Scheme
    measure: Measure
    by: Decider | None = None
    date: PartialDate | None = None
    effective: PartialDate | None = None
    petition: Petition | None = None
    causes: tuple[Cause, ...] = Field(min_length=1)
    instruments: tuple[str, ...] = ()
    scope: Scope | None = None
    restored: Restoration | None = None
    citation: str = ""
    evidence: Evidence

    @property
    def when(self) -> PartialDate:
        """The date of the decision, or of its effect when only that is known."""
        when = self.date or self.effective
        assert when is not None
        return when

    def restored_by(self, day: datetime.date) -> bool:
        """Whether a restoration that is on record had taken effect by ``day``."""
        return self.restored is not None and (self.restored.effective or self.restored.date).last <= day

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if not (self.date or self.effective):
            raise ValueError(f"{self.id}: neither 'date' nor 'effective'")
        return self


_LATER = ConfigDict(defer_build=True)
SCHEMES: TypeAdapter[Mapping[Scheme, Mapping[str, str]]] = TypeAdapter(Frozen[Scheme, Texts], config=_LATER)
CAUSES: TypeAdapter[Mapping[Cause, Mapping[str, str]]] = TypeAdapter(Frozen[Cause, Texts], config=_LATER)


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
