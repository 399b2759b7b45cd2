"""The parties to an instrument as its own file lists them, and when it begins to bind one."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.scalars import describe
from letterkit.schema.law.entries import LawEntry, Sound

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_COUNTRY = re.compile(r"[A-Z]{2}")
C = TypeVar("C", bound=Iterable[str])


def _codes(countries: C) -> C:
    for code in countries:
        if not _COUNTRY.fullmatch(code):
            from pydantic_core import PydanticCustomError

            message = "expected countries by their ISO 3166 code of two letters, found '{found}'"
            raise PydanticCustomError("country", message, {"found": code})
    return countries


States = Annotated[tuple[str, ...], Sound(_codes)]
"""States by their ISO 3166 code of two letters."""
Dated = Annotated[Mapping[str, PartialDate], Sound(_codes)]
"""States, each with a date."""


@dataclass(frozen=True, slots=True)
class Denunciation(LawEntry):
    """A State that left: when it had become a party, and when its denunciation was registered."""

    party: PartialDate
    denounced: PartialDate


@dataclass(frozen=True, slots=True)
class Parties(LawEntry):
    """Who is bound by an instrument, as a public list gives it: States by their ISO 3166 code of two letters.

    ``source`` names the list and who publishes it, ``as_of`` the day as of which it holds. ``ratified``, ``acceded``,
    ``succeeded`` and ``party`` (how is not recorded) give the date of each, ``undated`` those whose date is not known,
    ``signed`` those that only signed, ``uncertain`` those of which the list cannot be relied on. With ``complete``,
    every other State had not become a party by that day: each Member of the ILO for its conventions, each of the
    United Nations for other treaties. Without it, a State that is not listed is unknown.
    """

    source: str
    as_of: PartialDate
    publisher: str = ""
    complete: bool = False
    ratified: Dated = field(default_factory=dict)
    acceded: Dated = field(default_factory=dict)
    succeeded: Dated = field(default_factory=dict)
    party: Dated = field(default_factory=dict)
    signed: Dated = field(default_factory=dict)
    denounced: Annotated[Mapping[str, Denunciation], Sound(_codes)] = field(default_factory=dict)
    undated: States = ()
    uncertain: States = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    def dated(self) -> Iterator[tuple[str, str, PartialDate]]:
        """Each State that became a party or signed: its code, the key it stands under, the date."""
        for key in ("ratified", "acceded", "succeeded", "party", "signed"):
            for country, date in getattr(self, key).items():
                yield str(country), key, date


@dataclass(frozen=True, slots=True)
class EntersAfter:
    """The time from a State's deposit to the day on which a treaty binds it: "30 days", "3 months"."""

    count: int
    unit: str

    def following(self, deposit: datetime.date) -> datetime.date:
        """The day that far after ``deposit``."""
        if self.unit == "days":
            return deposit + datetime.timedelta(days=self.count)
        return months_later(deposit, self.count)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def _validate(cls, value: object) -> EntersAfter:
        found = re.fullmatch(r"(\d{1,3}) (days|months)", value) if isinstance(value, str) else None
        if not found:
            from pydantic_core import PydanticCustomError

            raise PydanticCustomError(
                "interval", "expected a time such as '30 days' or '3 months', found {found}", {"found": describe(value)}
            )
        return cls(int(found[1]), found[2])


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day ``months`` later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last))
