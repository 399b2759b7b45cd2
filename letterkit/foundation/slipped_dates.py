"""Dates as people write them elsewhere, and how to write them here."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

_NUMBERS = re.compile(r"(\d{1,4})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{1,4})\.?")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_WORDS = re.compile(r"[^\W\d_]+|\d+")
# Languages in which many write dates; of another, the mend says the form alone.
_LOCALES = ("en", "fr", "es", "pt", "de", "it", "nl", "ru", "tr", "id")
_MONTHS = 12
_DAY = "write the year, the month and the day, as in 2017-01-21"
_FORMS = _DAY + "; or 2017-01 where only the month is known"


def mend_of_day(value: object) -> str:
    """How to write a day that was written in another way; a month alone is none."""
    return mend_of_date(value).replace(_FORMS, _DAY)


def mend_of_date(value: object) -> str:
    """How to write a date that was written in another way: the day itself where it can only be one."""
    text = str(value).strip().translate(_DASHES)
    if (found := _NUMBERS.fullmatch(text)) and len(days := sorted({*_days(*map(int, found.groups()))})):
        said = " or ".join(day.isoformat() for day in days)
        dashes = ", with plain hyphens" if text in said and text != str(value).strip() else ""
        return f"write {said}" + (", whichever is meant" if len(days) > 1 else dashes)
    if found:
        return "there is no such day; " + _FORMS
    return next((f"write {written}" for written in _in_words(text)), _FORMS)


def _days(first: int, second: int, third: int) -> Iterator[datetime.date]:
    """The days that three numbers can be: year first, or else day or month first."""
    orders = [(first, second, third), (first, third, second)][: 2 if second > _MONTHS else 1]
    orders = orders if first > 31 else [(third, second, first), (third, first, second)]
    for year, month, day in orders:
        century = 2000 if year < 100 else 0
        try:
            yield datetime.date(century + year, month, day)
        except ValueError:
            continue


def _in_words(text: str) -> Iterator[str]:
    """A day or a month whose month is written as a word."""
    words = _WORDS.findall(text.casefold())
    months = [_months()[word] for word in words if word in _months()]
    numbers = [int(word) for word in words if word.isdecimal()]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return
    try:
        day = datetime.date(years[0], months[0], *(days or [1]))
    except ValueError:
        return
    yield day.isoformat() if days else day.isoformat()[:7]


@cache
def _months() -> dict[str, int]:
    """The names of months, whole and cut short, as the Unicode CLDR has them; the same in two languages once."""
    found: dict[str, int] = {}
    for locale in _LOCALES:
        names = Locale(locale).months["format"]
        for width in ("wide", "abbreviated"):
            for number, name in names[width].items():
                found.setdefault(name.casefold().rstrip("."), number)
    return found
