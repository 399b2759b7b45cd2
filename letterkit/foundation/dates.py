"""Dates as precise as they are known: a day, an ISO week, a month or a year."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import describe, location_of

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PATTERN = re.compile(r"(?P<year>[0-9]{4})(?:-W(?P<week>[0-9]{2})|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
YEARS = range(1800, 2200)
"""Years that a letter can speak of; another is a slip of the pen."""


def parse_day(text: str) -> datetime.date:
    """Read a day such as 2017-01-21; ValueError when it is none, does not exist, or lies in an unlikely year."""
    if not _DAY.fullmatch(text.strip()):
        raise ValueError("not written as 2017-01-21")
    day = datetime.date.fromisoformat(text.strip())
    _sane(day.year)
    return day


def _sane(year: int) -> int:
    if year not in YEARS:
        raise ValueError(f"the year {year} is out of range")
    return year


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A stretch of days known as one date: ``first`` to ``last``, both included.

    ``precision`` is ``day``, ``week``, ``month`` or ``year``, written ``2017-01-21``, ``2017-W03``, ``2017-01``
    or ``2017`` (ISO 8601). Where only a bound is known it is ``before`` (written ``before 2017-01-21``: earlier than
    the other events of that time) or ``by`` (``by 2017-01-21``: it was known then).
    """

    first: datetime.date
    last: datetime.date
    precision: str
    location: Location | None = field(default=None, compare=False)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO 8601 date, week, month or year; ValueError when it is none or does not exist."""
        bound, _, rest = text.strip().partition(" ")
        if bound in ("before", "by"):
            day = parse_day(rest)
            return cls(day, day, bound, location_of(text))
        found = _PATTERN.fullmatch(text.strip())
        if not found:
            raise ValueError("not an ISO 8601 date")
        year = _sane(int(found["year"]))
        if found["week"]:
            monday = datetime.date.fromisocalendar(year, int(found["week"]), 1)
            return cls(monday, monday + datetime.timedelta(days=6), "week", location_of(text))
        if found["day"]:
            day = datetime.date(year, int(found["month"]), int(found["day"]))
            return cls(day, day, "day", location_of(text))
        if found["month"]:
            month = int(found["month"])
            first = datetime.date(year, month, 1)
            last = datetime.date(year, month, calendar.monthrange(year, month)[1])
            return cls(first, last, "month", location_of(text))
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year", location_of(text))

    def __str__(self) -> str:
        if self.precision == "week":
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02}"
        shown = {"month": "%Y-%m", "year": "%Y"}.get(self.precision, "%Y-%m-%d")
        bound = f"{self.precision} " if self.precision in ("before", "by") else ""
        return bound + self.first.strftime(shown)

    def begun(self, day: datetime.date) -> bool:
        """Whether it has begun by ``day``."""
        return self.first <= day

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def _validate(cls, value: object) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return cls.parse(value) if isinstance(value, str) else cls.parse("")
        except ValueError:
            raise PydanticCustomError(
                "date",
                "expected a date such as 2017-01-21, 2017-W03, 2017-01, 2017, 'before 2017-01-21' or "
                "'by 2017-01-21', found {found}",
                {"found": describe(value)},
            ) from None


class Day(datetime.date):
    """A date to the day, as letters and terms of office need it."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def _validate(cls, value: object) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value.strip()):
            try:
                return parse_day(value)
            except ValueError as error:
                raise PydanticCustomError(
                    "day",
                    "there is no day {found}: {why}; {hint}",
                    {"found": describe(value), "why": str(error), "hint": "correct the date"},
                ) from None
        raise PydanticCustomError("day", "expected a day such as 2017-01-23, found {found}", {"found": describe(value)})
