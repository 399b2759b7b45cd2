"""What a language does to a letter: dates, numbers, lists, agreement, elision, punctuation.

The words stand in ``templates/languages/*.yml``; nothing here knows a particular language.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from num2words import num2words

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import MARKS, bare, capitalise
from letterkit.typeset.typography import Typography, make_typography, plain_spaces

_REGIONS = {"british": "en_GB", "american": "en_US"}
_M = f"{MARKS}*"


@dataclass(frozen=True, slots=True)
class Language:
    """A language in a house's style. ``data`` is a file of ``templates/languages``; ``style`` merges the house's."""

    code: str
    data: Mapping[str, Any]
    style: Mapping[str, Any]
    locale: Locale = field(repr=False)

    @property
    def tag(self) -> str:
        """The BCP 47 tag: "en-GB", "en-US", "fr"."""
        return str(self.locale).replace("_", "-")

    @property
    def typography(self) -> Typography:
        """How text of the language is set in the house's style."""
        months = self.locale.months["format"]
        names = dict.fromkeys(name for width in ("wide", "abbreviated") for name in months[width].values())
        return make_typography(self.data["typography"], self.style, tuple(names))

    def phrase(self, name: str, *values: object, agree: Sequence[str] = ()) -> str:
        """A phrase of the language with ``values`` in its gaps, in the variant that agrees."""
        return _choose(self.data["phrases"][name], agree).format(*values)

    def agreement(self, word: str, agree: Sequence[str]) -> str | None:
        """The variant of an agreeing word for a noun, or None when the language has no such word.

        A word that begins with a capital gives the capitalised variant.
        """
        table = self.data["agreement"].get(word)
        if table is None and word != word.lower():
            found = self.agreement(word.lower(), agree)
            return None if found is None else capitalise(found)
        return None if table is None else _choose(table, agree)

    def date(self, day: datetime.date, year: bool = True) -> str:
        """A date to the day in the house's form."""
        pattern = self.style["date" if year else "date-without-year"]
        text = plain_spaces(format_date(day, pattern, locale=self.locale))
        return re.sub(r"\b1\b", self.data["times"]["first"], text, count=1) if day.day == 1 else text

    def when(self, date: PartialDate, today: datetime.date, previous: PartialDate | None = None) -> str:
        """When something happened, as said in a letter of ``today``: "on 21 January", "this week", "in 2014"."""
        times = self.data["times"]
        this_year = date.first.year == today.year
        if date.precision in ("before", "by"):
            return str(times[date.precision])
        if date.precision == "day":
            if date.first == today:
                return str(times["today"])
            if previous == date:
                return str(times["same-day"])
            return str(times["day"].format(date=self.date(date.first, year=not this_year)))
        if date.precision == "week":
            weeks = (_monday(today) - date.first).days // 7
            if weeks in (0, 1):
                return str(times["this-week" if weeks == 0 else "last-week"])
            return str(times["week"].format(date=self.date(date.first, year=not this_year)))
        if date.precision == "month":
            months = (today.year - date.first.year) * 12 + today.month - date.first.month
            if months in (0, 1):
                return str(times["this-month" if months == 0 else "last-month"])
            pattern = "MMMM" if this_year else "MMMM y"
            return str(times["month"].format(date=format_date(date.first, pattern, locale=self.locale)))
        return str(times["this-year"] if this_year else times["year"].format(date=date.first.year))

    def since(self, date: PartialDate, today: datetime.date) -> str:
        """Since when something goes on: "since 22 February"; "" when that is not known."""
        if date.precision in ("before", "by"):
            return ""
        if date.precision == "day":
            text = self.date(date.first, year=date.first.year != today.year)
        else:
            month = "MMMM" if date.first.year == today.year else "MMMM y"
            pattern = "y" if date.precision == "year" else month
            text = format_date(date.first, pattern, locale=self.locale)
        return str(self.data["times"]["since" if date.precision == "day" else "since-month"].format(date=text))

    def elapsed(self, since: datetime.date, today: datetime.date) -> str:
        """How long it is from one day to another, in whole units: "ten days", "more than four weeks", "two months"."""
        days = (today - since).days
        months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
        if days < 14:
            unit, count, exact = "days", days, True
        elif months < 2:
            unit, count, exact = "weeks", days // 7, days % 7 == 0
        elif months < 24:
            unit, count, exact = "months", months, today.day == since.day
        else:
            unit, count, exact = "years", months // 12, months % 12 == 0 and today.day == since.day
        said = self.data["elapsed"][unit].format(num2words(count, lang=self.code))
        return said if exact else str(self.data["elapsed"]["more"].format(said))

    def number(self, number: int, words: bool | None = None) -> str:
        """A count in the house's form: "181 million", "twelve and a half million", "19", "six".

        ``words`` overrides the house's choice between words and figures for large numbers.
        """
        words = self.style["figures"] == "words" if words is None else words
        if number >= 1_000_000:
            millions = number / 1_000_000
            unit = _choose(self.data["numbers"]["million"], ("one" if millions < 2 else "many",))
            if words and millions % 1 == 0.5:
                return self.phrase("half", num2words(int(millions), lang=self.code), unit)
            if words and millions % 1 == 0:
                return f"{num2words(int(millions), lang=self.code)} {unit}"
            return f"{plain_spaces(format_decimal(millions, '#,##0.###', locale=self.locale))} {unit}"
        if words or number < 10:
            return str(num2words(number, lang=self.code))
        return plain_spaces(format_decimal(number, locale=self.locale))

    def ordinal(self, number: int) -> str:
        """An ordinal in words: "eleventh", "onzième"."""
        return str(num2words(number, lang=self.code, to="ordinal"))

    def list(self, items: Sequence[str]) -> str:
        """Items in a row: "A", "A and B", "A, B and C"; semicolons when an item has commas and there are three."""
        if len(items) >= 3 and any("," in bare(item) for item in items):
            closed = [re.sub(rf",({_M})$", r"\1", item) for item in items[:-1]]
            semicolon = self.spaced(";")
            return f"{f'{semicolon} '.join(closed)}{semicolon} {self.data['conjunction']} {items[-1]}"
        return format_list(list(items), locale=self.locale)

    def series(self, phrases: Sequence[str]) -> str:
        """Phrases in a row, with a comma before the last when a conjunction within them would mislead."""
        word = f" {self.data['conjunction']} "
        if len(phrases) == 2 and any(word in bare(phrase) for phrase in phrases):
            return f"{phrases[0]},{word}{phrases[1]}"
        if len(phrases) > 2 and not any("," in bare(phrase) for phrase in phrases):
            return f"{', '.join(phrases[:-1])},{word}{phrases[-1]}"
        return self.list(phrases)

    def is_list(self, text: str) -> bool:
        """Whether a phrase names several things."""
        return "," in text or f" {self.data['conjunction']} " in text

    def open_sentence(self, text: str) -> str:
        """A sentence that begins with figures, with them in words."""
        return re.sub(
            rf"^((?:{MARKS})*)(\d{{1,3}})(?=[^\d,.])",
            lambda found: found[1] + capitalise(num2words(int(found[2]), lang=self.code)),
            text,
        )

    def quote(self, text: str) -> str:
        """Text between quotation marks as they are typed; typesetting makes the language's of them."""
        return f'"{text}"'

    def polish(self, text: str) -> str:
        """A marked sentence with elision and contraction done, its punctuation in order, and plainly typed.

        Spaces are plain and apostrophes straight; how they are set is the matter of `typography`.
        """
        text = plain_spaces(text)
        for first, article, contracted in self.data["contractions"]:
            pattern = rf"\b({first[0].upper()}|{first[0]}){first[1:]} ({MARKS}+){article} "
            text = re.sub(pattern, lambda found, to=contracted: _like(found[1], to) + " " + found[2], text)  # type: ignore[misc]
        if self.data["elision"]:
            words, vowels = "|".join(self.data["elision"]), "".join(self.data["vowels"])
            pattern = rf"(?<![\w'’])({words}) ({_M})(?=[{vowels}])(?![yY][aeiou])"
            text = re.sub(pattern, lambda found: found[1][:-1] + "'" + found[2], text, flags=re.IGNORECASE)
        text = re.sub(rf",({_M}) ?({_M})([,.;:?!])", lambda found: found[1] + found[2] + self.spaced(found[3]), text)
        text = re.sub(rf"\.({MARKS}+)\.", r".\1", text)
        text = re.sub(rf" ({_M})([,.;:?!])(?=\s|{MARKS}|$)", self._before_punctuation, text)
        text = re.sub(rf" ({_M}) +", r" \1", text)
        # An apostrophe at the beginning of a word was typed to be one, and not to open a quotation.
        return re.sub(r"(?<=\w)’", "'", text).strip()

    def _before_punctuation(self, found: re.Match[str]) -> str:
        return f"{found[1]}{self.spaced(found[2])}"

    def spaced(self, mark: str) -> str:
        """A punctuation mark with the space that the language puts before it, if it does."""
        return f" {mark}" if mark in self.data["typography"]["space-before"] else mark

    def spell(self, text: str) -> str:
        """Our own words in the house's spelling (British is how they are written)."""
        if self.style["spelling"] != "american":
            return text
        table = self.data["american"]

        def american(found: re.Match[str]) -> str:
            word = table.get(found[0].lower())
            if word is None:
                return found[0]
            return capitalise(word) if found[0][0].isupper() else str(word)

        return re.sub(r"[^\W\d_]+(?:-[^\W\d_]+)*", american, text)


def make_language(code: str, data: Mapping[str, Any], house: Mapping[str, Any]) -> Language:
    """A language from its data and what a house's style says of it (absent keys follow the language)."""
    style = {**data["style"], **house}
    locale = Locale.parse(_REGIONS.get(style["spelling"], code))
    return Language(code, data, style, locale)


def _choose(table: Any, agree: Sequence[str]) -> str:
    if isinstance(table, str):
        return table
    for feature in agree:
        if feature in table:
            return str(table[feature])
    return str(table.get("one", next(iter(table.values()))))


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _like(letter: str, word: str) -> str:
    return word.capitalize() if letter.isupper() else word
