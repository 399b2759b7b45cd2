"""The parties to an instrument as its own file lists them, and when it begins to bind one."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import Field, GetCoreSchemaHandler, field_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.strict_yaml import describe
from letterkit.schema.law.entries import Frozen, LawEntry, no_entries

_COUNTRY = re.compile(r"[A-Z]{2}")


class Denunciation(LawEntry):
    """A State that left: when it had become a party, and when its denunciation was registered."""

    party: PartialDate
    denounced: PartialDate


class Parties(LawEntry):
    """Who is bound by an instrument, as a public list gives it: States by their ISO 3166 code of two letters.

    ``source`` names the list and who publishes it, ``as_of`` the day as of which it holds. ``ratified``, ``acceded``,
    ``succeeded`` and ``party`` (how is not recorded) give the date of each, ``undated`` those whose date is not known,
    ``signed`` those that only signed, ``uncertain`` those of which the list cannot be relied on. With ``complete``,
    every other State had not become a party by that day: each Member of the ILO for its conventions, each of the
    United Nations for other treaties. Without it, a State that is not listed is unknown.
    """

    source: str
    publisher: str = ""
    as_of: PartialDate
    complete: bool = False
    ratified: Frozen[str, PartialDate] = Field(default_factory=no_entries)
    acceded: Frozen[str, PartialDate] = Field(default_factory=no_entries)
    succeeded: Frozen[str, PartialDate] = Field(default_factory=no_entries)
    party: Frozen[str, PartialDate] = Field(default_factory=no_entries)
    signed: Frozen[str, PartialDate] = Field(default_factory=no_entries)
    denounced: Frozen[str, Denunciation] = Field(default_factory=no_entries)
    undated: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    notes: Frozen[str, str] = Field(default_factory=no_entries)

    @field_validator("ratified", "acceded", "succeeded", "party", "signed", "denounced", "undated", "uncertain")
    @classmethod
    def _codes(cls, value: Any) -> Any:
        for code in value:
            if not _COUNTRY.fullmatch(code):
                raise PydanticCustomError(
                    "country",
                    "expected countries by their ISO 3166 code of two letters, found '{found}'",
                    {"found": code},
                )
        return value

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
        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def _validate(cls, value: object) -> "EntersAfter":
        found = re.fullmatch(r"(\d{1,3}) (days|months)", value) if isinstance(value, str) else None
        if not found:
            raise PydanticCustomError(
                "interval", "expected a time such as '30 days' or '3 months', found {found}", {"found": describe(value)}
            )
        return cls(int(found[1]), found[2])


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day ``months`` later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last))
