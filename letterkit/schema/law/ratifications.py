"""How a country stands to an instrument, with "unknown" as an answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from letterkit.foundation.dates import PartialDate
from letterkit.schema.law.entries import RatificationTable
from letterkit.schema.law.parties import months_later


class RatificationStatus(StrEnum):
    """What a ratification table says of one State and one instrument; ``party`` leaves open how it became one."""

    RATIFIED = "ratified"
    ACCEDED = "acceded"
    SUCCEEDED = "succeeded"
    PARTY = "party"
    DENOUNCED = "denounced"
    SIGNED_ONLY = "signed_only"
    NOT_RATIFIED = "not_ratified"
    NOT_PARTY = "not_party"
    UNCERTAIN = "uncertain"


NEVER = {RatificationStatus.NOT_RATIFIED, RatificationStatus.NOT_PARTY, RatificationStatus.SIGNED_ONLY}


class StandingKind(Enum):
    """Whether a State had ratified an instrument on a day.

    ``NOT_APPLICABLE``: there was nothing for it to ratify (a declaration, a statute, another region's convention).
    """

    RATIFIED = "ratified"
    NOT_RATIFIED = "not ratified"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


class Ratification(NamedTuple):
    """One cell of a ratification table, of which there are thousands.

    ``country`` is ISO 3166 alpha-2. ``date`` is that of registration (ILO) or deposit (UN), or of signature when
    the State only signed. ``other_date`` is what another table gives instead.
    """

    country: str
    iso3: str
    instrument: str
    status: RatificationStatus
    source: RatificationTable
    date: PartialDate | None = None
    denounced: PartialDate | None = None
    other_date: PartialDate | None = None
    note: str = ""

    @property
    def never(self) -> bool:
        """Whether the table says that the State had not become a party by the table's day."""
        return self.status in NEVER

    @property
    def window(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day on which the State can have become a party; None when it never did."""
        if self.date is None or self.status in NEVER:
            return None
        dates = [self.date, self.other_date or self.date]
        return min(date.first for date in dates), max(date.last for date in dates)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a State had ratified an instrument on a day, and how that is known.

    ``ratified`` is the date of registration or deposit, given only when the kind is ``RATIFIED``; ``denounced``
    only when a denunciation has taken effect. ``in_force`` says whether the instrument bound the State that day:
    True and False are certain, None is not known. ``in_force_by`` is the first day on which it surely did, the
    very day of entry into force when ``ratified`` is known to the day. ``cell`` is the table's own cell, if any.
    """

    kind: StandingKind
    country: str
    instrument: str
    on: datetime.date
    ratified: PartialDate | None = None
    denounced: PartialDate | None = None
    in_force: bool | None = None
    in_force_by: datetime.date | None = None
    cell: Ratification | None = None

    @property
    def source(self) -> RatificationTable | None:
        """The table that was asked; None when none covers the instrument and the State."""
        return self.cell.source if self.cell else None

    @property
    def as_of(self) -> PartialDate | None:
        """The day as of which that table holds."""
        return self.cell.source.as_of if self.cell else None


def after_denunciation(cell: Ratification, on: datetime.date) -> bool:
    """Whether a denunciation surely has effect: one year after its registration (Convention No. 105, art. 5(1))."""
    return cell.denounced is not None and on >= months_later(cell.denounced.last, 12)
