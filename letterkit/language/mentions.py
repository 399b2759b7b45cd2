"""Dates and numbers that a text mentions, read as its language writes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from babel import Locale
from num2words import num2words

from letterkit.language.grammar import Language

# A day without a year lies in the last ten months, or in the next seven.
_BEHIND, _AHEAD = datetime.timedelta(days=300), datetime.timedelta(days=210)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day of a month in a text, from ``start`` to ``end``.

    ``days`` are those it can mean: one when the year stands there, none when there is no such day. ``weekday`` counts
    from Monday (0); None when the text names none.
    """

    start: int
    end: int
    days: tuple[datetime.date, ...]
    weekday: int | None


def dates_in(text: str, language: Language, today: datetime.date) -> Iterator[DateMention]:
    """The days that a text of ``today`` mentions: "23 January", "Monday, January 23rd, 2017", "lundi 1er mars"."""
    months, weekdays = _names(language.locale)
    for found in _date_pattern(language.locale).finditer(text):
        part = {key.rstrip("12"): value for key, value in found.groupdict().items() if value is not None}
        month, day = months[part["month"].lower().rstrip(".")], int(part["day"])
        weekday = weekdays[part["weekday"].lower()] if "weekday" in part else None
        if "year" in part:
            days = _existing([int(part["year"])], month, day)
        else:
            every = _existing(range(today.year - 1, today.year + 2), month, day)
            days = tuple(found for found in every if today - _BEHIND <= found <= today + _AHEAD) or every
        yield DateMention(found.start(), found.end(), days, weekday)


def _existing(years: Iterable[int], month: int, day: int) -> tuple[datetime.date, ...]:
    found = []
    for year in years:
        with suppress(ValueError):
            found.append(datetime.date(year, month, day))
    return tuple(found)


@cache
def _names(locale: Locale) -> tuple[dict[str, int], dict[str, int]]:
    """Months (from 1) and weekdays (from 0) by their names in lower case, without full stops."""
    months, weekdays = {}, {}
    for width in ("wide", "abbreviated"):
        months.update({name.lower().rstrip("."): key for key, name in locale.months["format"][width].items()})
        weekdays.update({name.lower().rstrip("."): key for key, name in locale.days["format"][width].items()})
    return months, weekdays


@cache
def _date_pattern(locale: Locale) -> re.Pattern[str]:
    month, weekday = (
        "|".join(sorted((_with_capital(name, locale) for name in names), key=len, reverse=True))
        for names in _names(locale)
    )
    year, day = r"\d{4}(?!\d)", r"\d{1,2}(?!\d)"
    return re.compile(
        rf"(?:\b(?P<weekday>{weekday})\.?,? (?:le |the )?)?"
        rf"(?:(?<![\d.,:])(?P<day1>{day})(?:st|nd|rd|th|er)?(?: of)? (?P<month1>{month})\b(?:\.?,? (?P<year1>{year}))?"
        rf"|\b(?P<month2>{month})\b\.? (?P<day2>{day})(?:st|nd|rd|th)?(?:,? (?P<year2>{year}))?)"
    )


def _with_capital(name: str, locale: Locale) -> str:
    """A name of a month or weekday with a capital, or with either where the language writes it with a small letter."""
    written = locale.months["format"]["wide"][1]
    first, rest = re.escape(name[0]), re.escape(name[1:])
    return f"{first.upper()}{rest}" if written[0].isupper() else f"[{first}{first.upper()}]{rest}"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A whole number in a text, in figures or words, from ``start`` to ``end``."""

    start: int
    end: int
    number: int


_FIGURES = re.compile(
    r"(?<![\w.,/§-])\d{1,3}(?:[, \u202f]\d{3})*(?![\d/-])(?!\.\d)|(?<![\w.,/§-])\d{4,}(?![\w/-])(?!\.\d)"
)


def numbers_in(text: str, language: Language) -> Iterator[NumberMention]:
    """The whole numbers of a text: figures with or without separators, and words up to a hundred."""
    words = _number_words(language.code)
    spelled = _number_pattern(language.code)
    for found in _FIGURES.finditer(text):
        yield NumberMention(found.start(), found.end(), int(re.sub(r"\D", "", found[0])))
    for found in spelled.finditer(text):
        yield NumberMention(found.start(), found.end(), words[found[0].lower()])


@cache
def _number_words(code: str) -> dict[str, int]:
    return {str(num2words(number, lang=code)).lower(): number for number in range(2, 101)}


@cache
def _number_pattern(code: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _number_words(code)), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
