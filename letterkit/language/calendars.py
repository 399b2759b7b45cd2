"""Days on which nobody works, and those on which a reply can be asked for."""

from __future__ import annotations

import datetime
from contextlib import suppress

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages


def weekend(country: str | None) -> frozenset[int]:
    """The weekdays, from Monday (0), that are the weekend in a country by its ISO code (Unicode CLDR).

    Saturday and Sunday where the country is none, or not known.
    """
    locale = Locale("en", "GB")
    for language in get_official_languages(country, de_facto=True) if country else ():
        with suppress(UnknownLocaleError):
            locale = Locale(language, country)
            break
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + days) % 7 for days in range((last - first) % 7 + 1))


def working_day(day: datetime.date, country: str | None) -> datetime.date:
    """The day, or the first one after the weekend on which it falls in a country."""
    while day.weekday() in weekend(country):
        day += datetime.timedelta(days=1)
    return day
