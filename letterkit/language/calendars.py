"""Days of rest in a country, and the days on which a reply can be asked for: by the tables of the library holidays."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_WEEKEND = frozenset({5, 6})
_REST_IN_MANY = {(1, 1): "New Year's Day", (12, 25): "Christmas Day", (12, 26): "the day after Christmas"}
"""The days on which embassies and international bodies rest wherever they are."""


@lru_cache(maxsize=32)
def _holidays(country: str) -> HolidayBase | None:
    """The public holidays of a country by its ISO code, named in English where they can be; None when not known."""
    import holidays

    try:
        return holidays.country_holidays(country, language="en_US")
    except NotImplementedError:
        return None


def rest_on(day: datetime.date, country: str | None) -> str:
    """Why nobody works on a day in a country by its ISO code: "a holiday (Nauryz)"; "" on a working day.

    Where the country is none, or not known, Saturday and Sunday are the weekend, and Christmas and New Year holidays.
    """
    known = _holidays(country) if country else None
    if known is None:
        many = _REST_IN_MANY.get((day.month, day.day))
        return "part of the weekend" if day.weekday() in _WEEKEND else f"a holiday ({many})" if many else ""
    if known.is_working_day(day):
        return ""
    return f"a holiday ({known[day]})" if day in known else "part of the weekend"


def working_day_from(day: datetime.date, country: str | None) -> datetime.date:
    """The day, or the first one after it on which people work in a country."""
    while rest_on(day, country):
        day += datetime.timedelta(days=1)
    return day
