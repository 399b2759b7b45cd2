"""Dates as precise as they are known: a day, an ISO week, a month, a part of one, a year, or a span."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from letterkit.foundation.problems import Location
from letterkit.foundation.scalars import describe, location_of

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PATTERN = re.compile(r"(?P<year>[0-9]{4})(?:-W(?P<week>[0-9]{2})|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Bound = Literal["", "before", "by"]
Part = Literal["", "early", "mid", "late"]
_BOUNDS: Mapping[str, Bound] = {"before": "before", "by": "by"}
_PARTS: Mapping[str, Part] = {"early": "early", "mid": "mid", "late": "late"}
_THIRDS: Mapping[Part, int] = {"early": 0, "mid": 1, "late": 2}
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
    or ``2017`` (ISO 8601), or ``span``, written ``2017-01-21/2017-01-23`` between two of these (``ends``).
    Where only a bound is known, ``bound`` is ``before`` (written ``before 2017-01-21``: earlier than the other events
    of that time) or ``by`` (``by 2017-01-21``: it was known then). ``part`` is the third of a month or year that
    ``early 2017-01``, ``mid 2017-01`` and ``late 2017-01`` name. ``about`` says that it is not exact (``2017-01~``, as
    in ISO 8601-2). ``weekday`` says that its weekday is to be said (``Saturday 2017-01-21``).
    """

    first: datetime.date
    last: datetime.date
    precision: Literal["day", "week", "month", "year", "span"]
    location: Location | None = field(default=None, compare=False)
    bound: Bound = ""
    part: Part = ""
    about: bool = False
    weekday: bool = field(default=False, compare=False)
    ends: tuple[PartialDate, PartialDate] | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a date in one of its forms; ValueError when it is none or does not exist."""
        location = location_of(text)
        word, _, rest = text.strip().partition(" ")
        if bound := _BOUNDS.get(word):
            day = parse_day(rest)
            return cls(day, day, "day", location, bound=bound)
        if word in _WEEKDAYS:
            day = parse_day(rest)
            if _WEEKDAYS[day.weekday()] != word:
                raise ValueError(f"{day} is a {_WEEKDAYS[day.weekday()]}")
            return cls(day, day, "day", location, weekday=True)
        if part := _PARTS.get(word):
            return replace(_simple(rest).third(part), location=location)
        if "/" in text:
            start, end = (_simple(part) for part in text.split("/", 1))
            if end.first <= start.first or start.precision != end.precision:
                raise ValueError("a span runs from one date to a later one of the same kind")
            return cls(start.first, end.last, "span", location, ends=(start, end))
        if text.strip().endswith("~"):
            return replace(_simple(text.strip()[:-1]), location=location, about=True)
        return replace(_simple(text), location=location)

    def third(self, part: Part) -> PartialDate:
        """The early, middle or late part of a month or a year."""
        if self.precision not in ("month", "year"):
            raise ValueError(f"'{part}' goes with a month or a year")
        length = (self.last - self.first).days + 1
        first = self.first + datetime.timedelta(days=_THIRDS[part] * length // 3)
        last = self.first + datetime.timedelta(days=(_THIRDS[part] + 1) * length // 3 - 1)
        return replace(self, first=first, last=last, part=part)

    @property
    def exact(self) -> bool:
        """Whether it is known to the day."""
        return self.precision == "day" and not self.bound and not self.about

    def __str__(self) -> str:
        if self.ends:
            return "/".join(map(str, self.ends))
        if self.precision == "week":
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02}"
        shown = {"month": "%Y-%m", "year": "%Y"}.get(self.precision, "%Y-%m-%d")
        word = self.bound or self.part or (_WEEKDAYS[self.first.weekday()] if self.weekday else "")
        return f"{word} {self.first.strftime(shown)}".strip() + ("~" if self.about else "")

    def begun(self, day: datetime.date) -> bool:
        """Whether it has begun by ``day``."""
        return self.first <= day

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def _validate(cls, value: object) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return cls.parse(value) if isinstance(value, str) else cls.parse("")
        except ValueError as error:
            message = "expected a date such as 2017-01-21 or 2017-01, found {found}{why}; {hint}"
            raise _refused(value, "date", message, _why(error)) from None


def _refused(value: object, kind: str, message: str, why: str = "", mend: str = "") -> ValueError:
    """What says that a value is no date; pydantic takes it."""
    from pydantic_core import PydanticCustomError

    from letterkit.foundation.slipped_dates import mend_of_date

    return PydanticCustomError(
        kind, message, {"found": describe(value), "why": why, "hint": mend or mend_of_date(value)}
    )


_OWN_WORDS = ("is a", "a span", "goes with")


def _why(error: ValueError) -> str:
    """What is wrong with a date, where it is more than how it is written."""
    return f": {error}" if any(words in str(error) for words in _OWN_WORDS) else ""


def _simple(text: str) -> PartialDate:
    """A day, week, month or year of ISO 8601; ValueError when it is none or does not exist."""
    found = _PATTERN.fullmatch(text.strip())
    if not found:
        raise ValueError("not an ISO 8601 date")
    year = _sane(int(found["year"]))
    if found["week"]:
        monday = datetime.date.fromisocalendar(year, int(found["week"]), 1)
        return PartialDate(monday, monday + datetime.timedelta(days=6), "week")
    if found["day"]:
        day = datetime.date(year, int(found["month"]), int(found["day"]))
        return PartialDate(day, day, "day")
    if found["month"]:
        month = int(found["month"])
        first = datetime.date(year, month, 1)
        return PartialDate(first, datetime.date(year, month, calendar.monthrange(year, month)[1]), "month")
    return PartialDate(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")


class Day(datetime.date):
    """A date to the day, as letters and terms of office need it."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def _validate(cls, value: object) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value.strip()):
            try:
                return parse_day(value)
            except ValueError as error:
                message = "there is no day {found}: {why}; {hint}"
                raise _refused(value, "day", message, str(error), "correct the date") from None
        from letterkit.foundation.slipped_dates import mend_of_day

        message = "expected a day such as 2017-01-23, found {found}; {hint}"
        raise _refused(value, "day", message, mend=mend_of_day(value))
