"""Parts of months and years that a sentence gives: "in early June", "the last week of May", « à la mi-mars »."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence

from letterkit.checks.ledger.sentences.seen import Days, Mention
from letterkit.checks.ledger.words.lexicon import Lexicon, TextWord

_DAYS = 31
"""The last day of a month, however many it has."""


def narrowed(stretch: Mention, words: Sequence[TextWord], lexicon: Lexicon) -> Mention:
    """A month or a year, or the part of it of which the words before it speak."""
    at, skipped = stretch.first, lexicon.lists["articles"] | lexicon.lists["partitive"]
    while at and (words[at - 1].low in skipped or lexicon.durations.get(words[at - 1].low) in ("month", "year")):
        at -= 1
    for length in range(min(4, at), 0, -1):
        phrase = tuple(word.low for word in words[at - length : at])
        if part := lexicon.parts.get(phrase):
            first, leading = at - length, lexicon.lists["places"]
            while first and words[first - 1].low in lexicon.lists["articles"] | leading:
                first -= 1  # "at the end of"
            days = tuple(_part(each, *part) for each in stretch.days)
            return stretch._replace(start=words[first].start, first=first, days=days)
    return stretch


def stretch_of(name: str, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and last day of what is called "this week", "last month", "yesterday" on a day."""
    if name in ("yesterday", "tomorrow"):
        other = day + datetime.timedelta(days=1 if name == "tomorrow" else -1)
        return other, other
    which, _, unit = name.partition("-")
    steps = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        monday = day + datetime.timedelta(days=7 * steps - day.weekday())
        return monday, monday + datetime.timedelta(days=6)
    years, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
    return datetime.date(years, month + 1, 1), datetime.date(years, month + 1, calendar.monthrange(years, month + 1)[1])


def _part(stretch: Days, first: int, last: int) -> Days:
    """The days of a month from one to another; of a year, as large a part."""
    begin, end = stretch
    if (begin.year, begin.month) == (end.year, end.month):
        days = calendar.monthrange(begin.year, begin.month)[1]
        return begin.replace(day=min(first, days)), begin.replace(day=min(last, days))
    whole = (end - begin).days
    since, until = ((first - 1) * whole // _DAYS, last * whole // _DAYS)
    return begin + datetime.timedelta(days=since), begin + datetime.timedelta(days=until)
