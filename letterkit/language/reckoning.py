"""Dates, spans of time and numbers, as a language says them in a house's style."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from letterkit.foundation.dates import PartialDate
from letterkit.language.number_words import in_words
from letterkit.schema.language import Writing
from letterkit.schema.style import Style
from letterkit.schema.wording import Variants
from letterkit.typeset.typography import plain_spaces


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a language (``code``) says when something was and how much it is, by its words and a house's ``style``."""

    code: str
    writing: Writing
    style: Style
    locale: Locale = field(repr=False)

    def phrase(self, name: str, *values: object, agree: Sequence[str] = ()) -> str:
        """A phrase of `Phrases`, by its key, with ``values`` in its gaps and in the variant that agrees."""
        phrase: Variants = getattr(self.writing.phrases, name.replace("-", "_"))
        return phrase.choose(agree).format(*values)

    def date(self, day: datetime.date, year: bool = True) -> str:
        """A date to the day in the house's form."""
        pattern = self.style.date if year else self.style.date_without_year
        text = plain_spaces(format_date(day, pattern, locale=self.locale))
        return re.sub(r"\b1\b", lambda _: self.writing.times.first, text, count=1) if day.day == 1 else text

    def when(
        self,
        date: PartialDate,
        today: datetime.date,
        previous: PartialDate | None = None,
        *,
        ahead: bool = False,
        year: int | None = None,
        within: bool = False,
    ) -> str:
        """When something happens, as said in a letter of ``today``: "on 21 January", "this week", "in 2014".

        ``ahead`` says that it is or was to come, so that nothing is "earlier this month". ``year`` is the one that a
        reader takes a day without a year to be of; that of ``today``, when it is left out. ``within`` says that it
        befell several people one after the other: "between 8 and 12 May".
        """
        year = today.year if year is None else year
        times = self.writing.times
        if date.bound:
            return str(times.before) if date.bound == "before" else ""
        if date.ends:
            return self._span(*date.ends, year, within)
        if date.part:
            return str(getattr(times, date.part).format(date=self._month_or_year(date, year)))
        if date.about:
            pattern = times.about_day if date.precision == "day" else times.about
            return str(pattern.format(date=self._shown(date, year)))
        relative = "" if ahead and date.precision != "day" else self._relative(date, today, previous)
        pattern = {"day": times.day, "week": times.week, "month": times.month, "year": times.year}[date.precision]
        return relative or str(pattern.format(date=self._shown(date, year)))

    def dated(self, date: PartialDate) -> str:
        """A date in a table, with its year: "21 January 2017", "January 2017", "21 January 2017 – 23 January 2017"."""
        if date.ends:
            return str(self.style.dash).join(self.dated(end) for end in date.ends)
        # Seen from a day that is far away, nothing is "this month", and the year is said.
        far = datetime.date(date.first.year + 100, 1, 1)
        said = self._shown(date, far.year) if date.precision in ("day", "month", "year") else ""
        return said if said and not (date.part or date.about) else self.when(date, far)

    def _relative(self, date: PartialDate, today: datetime.date, previous: PartialDate | None) -> str:
        """A time as seen from today ("today", "last week", "earlier this month"); "" when it is too far away."""
        times = self.writing.times
        if date.precision == "day":
            said = times.today if date.first == today else times.same_day if previous == date else ""
            return "" if date.weekday else str(said)
        if date.first > today:
            return ""
        if previous and (same := self._same(date, previous)):
            return same
        if date.precision == "week":
            weeks = (_monday(today) - date.first).days // 7
            return str({0: times.this_week, 1: times.last_week}.get(weeks, ""))
        if date.precision == "month":
            months = (today.year - date.first.year) * 12 + today.month - date.first.month
            return str({0: times.this_month, 1: times.last_month}.get(months, ""))
        return str(times.this_year) if date.first.year == today.year else ""

    def _same(self, date: PartialDate, previous: PartialDate) -> str:
        """A month or year as that of the sentence before; "" for another, or where a language has no such words."""
        times = self.writing.times
        if date.precision == "month" and _is_within(previous, date):
            return str(times.same_month or "")
        return str(times.same_year or "") if date.precision == "year" and previous == date else ""

    def _shown(self, date: PartialDate, year: int) -> str:
        """A date without its preposition: "21 January", "Saturday 21 January", "January 2016", "2016"."""
        if date.precision not in ("day", "week"):
            return self._month_or_year(date, year)
        said = self.date(date.first, year=date.first.year != year)
        if not date.weekday:
            return said
        comma = "," if self._month_first else ""
        return f"{format_date(date.first, 'EEEE', locale=self.locale)}{comma} {said}"

    def _month_or_year(self, date: PartialDate, year: int) -> str:
        month = "MMMM" if date.first.year == year else "MMMM y"
        return str(format_date(date.first, "y" if date.precision == "year" else month, locale=self.locale))

    @property
    def _month_first(self) -> bool:
        """Whether the house writes the month before the day."""
        return bool(re.match(r"M", self.style.date_without_year))

    def _span(self, start: PartialDate, end: PartialDate, known: int, within: bool) -> str:
        """From one date to another, with the month and the year once when both share them."""
        times, same_year = self.writing.times, start.first.year == end.last.year
        if start.precision in ("month", "year"):
            months = (within and times.within_months) or times.months
            pattern = months if start.precision == "month" else times.years
            shared = "MMMM" if start.precision == "month" and same_year else ""
            first = (
                format_date(start.first, shared, locale=self.locale)
                if shared
                else self._month_or_year(start, known if same_year else 0)
            )
            # "From August 2009 to September 2010": the year of the end, lest it be taken for that of the beginning.
            return str(pattern.format(first=first, last=self._month_or_year(end, known if same_year else 0)))
        days = (within and times.within_days) or times.days
        return self._days(start, end, known, times.two_days if (end.last - start.first).days == 1 else days)

    def _days(self, start: PartialDate, end: PartialDate, known: int, pattern: str) -> str:
        """Two days, or from one to the other, with the month and the year once when both share them."""
        same_year, year = start.first.year == end.last.year, end.last.year != known
        first = self.date(start.first, year=not same_year)
        last = self.date(end.last, year=year or not same_year)
        if same_year and start.first.month == end.last.month:
            if self._month_first:
                last = self._day(end.last, "d, y" if year else "d")
            else:
                first = self._day(start.first, (re.match(r"d\S*", self.style.date_without_year) or ["d"])[0])
        return str(pattern.format(first=first, last=last))

    def respectively(self, first: PartialDate, last: PartialDate, today: datetime.date) -> str:
        """Two days of two people: "on 3 and 5 May respectively"."""
        days = self._days(first, last, today.year, self.writing.times.two_days)
        return str(self.writing.times.respectively.format(days=days))

    def _day(self, day: datetime.date, pattern: str) -> str:
        text = plain_spaces(format_date(day, pattern, locale=self.locale))
        return re.sub(r"^1\b", lambda _: self.writing.times.first, text) if day.day == 1 else text

    def since(self, date: PartialDate, year: int) -> str:
        """Since when something goes on: "since 22 February"; "" when that is not known. For ``year`` see `when`."""
        if date.bound:
            return ""
        start = date.ends[0] if date.ends else date
        times = self.writing.times
        said = self._shown(start, year) if start.precision == "day" else self._month_or_year(start, year)
        if start.part:
            # "At the beginning of July" is "since the beginning of July".
            told = str(getattr(times, start.part).format(date=said))
            first, _, rest = told.partition(" ")
            said = rest if first in self.writing.prepositions else told
        exact = times.since if start.precision == "day" else times.since_month
        return str((times.since_about if start.about else exact).format(date=said))

    def beginning(self, date: PartialDate, year: int) -> str:
        """When something begins that goes on after that day or month: "from 21 January"; "" where it has no words."""
        times = self.writing.times
        said = self._shown(date, year) if date.precision == "day" else self._month_or_year(date, year)
        pattern = times.from_day if date.precision == "day" else times.from_month
        return str(pattern.format(date=said)) if pattern else ""

    def elapsed(self, since: datetime.date, today: datetime.date) -> str:
        """How long it is from one day to another, in whole units: "ten days", "more than four weeks", "two months"."""
        elapsed, days = self.writing.elapsed, (today - since).days
        months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
        if days < 14:
            pattern, count, exact = elapsed.days, days, True
        elif months < 2:
            pattern, count, exact = elapsed.weeks, days // 7, days % 7 == 0
        elif months < 24:
            pattern, count, exact = elapsed.months, months, today.day == since.day
        else:
            pattern, count, exact = elapsed.years, months // 12, months % 12 == 0 and today.day == since.day
        said = pattern.format(in_words(self.code, count))
        return said if exact else str(elapsed.more.format(said))

    def anniversary(self, since: datetime.date, today: datetime.date) -> str:
        """How long it is from one day to another, a year as such: "one year", "ten days"."""
        years = today.year - since.year
        if years == 1 and (today.month, today.day) == (since.month, since.day):
            return str(self.writing.elapsed.year)
        return self.elapsed(since, today)

    def number(self, number: int, words: bool | None = None) -> str:
        """A count in the house's form: "181 million", "twelve and a half million", "19", "six".

        ``words`` overrides the house's choice between words and figures for large numbers.
        """
        words = self.style.figures == "words" if words is None else words
        if number >= 1_000_000:
            millions = number / 1_000_000
            unit = self.writing.numbers.million.choose(("one" if millions < 2 else "many",))
            if words and millions % 1 == 0.5:
                return self.phrase("half", in_words(self.code, int(millions)), unit)
            if words and millions % 1 == 0:
                return f"{in_words(self.code, int(millions))} {unit}"
            return f"{plain_spaces(format_decimal(millions, '#,##0.###', locale=self.locale))} {unit}"
        if words or number < 10:
            return in_words(self.code, number)
        return plain_spaces(format_decimal(number, locale=self.locale))

    def ordinal(self, number: int) -> str:
        """An ordinal in words: "eleventh", "onzième"."""
        return in_words(self.code, number, "ordinal")


def _is_within(date: PartialDate, month: PartialDate) -> bool:
    """Whether a date is of a day in a month, or of that month."""
    within = month.first <= date.first and date.last <= month.last
    return within and date.precision in ("day", "month") and not (date.bound or date.ends or date.part or date.about)


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())
