"""Dates and numbers that a text mentions, read as its language writes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from letterkit.foundation.caches import prepared
from letterkit.foundation.kept import Kept, Same
from letterkit.language.date_patterns import dates_in_patterns, names, ordinals
from letterkit.language.grammar import Language

# A day without a year lies in the last ten months, or in the next seven.
_BEHIND, _AHEAD = datetime.timedelta(days=300), datetime.timedelta(days=210)
# The figures of a day and what joins it to the next are no longer than this.
_NEAR = 20
_MONTHS = 12
_DAYS = 31
_YEAR = re.compile(r",?\s+(\d{4})(?!\d)")
_SAID = re.compile(r"(?<!\d)\d{4}(?!\d)")


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


def dates_in(text: str, language: Language, today: datetime.date, year: int | None = None) -> Iterator[DateMention]:
    """The days that a text of ``today`` mentions, as its language writes them, in the order in which they stand.

    A day without a year can be of the one that was said last, be it in the text or, as ``year``, before it.

    "23 January", "Monday, January 23rd, 2017", "lundi 1er mars", "23 de enero de 2017", "2017-01-23"; and each day of
    "3 and 4 May", "May 3-5, 2017".
    """
    if not any(map(str.isdecimal, text)):
        return iter(())
    key = str(language.locale), Same(language.checking)
    return iter(_dates_in(text, *_WAYS.of(language.writing, key, lambda: _ways(language)), today, year))


@lru_cache(maxsize=4096)
def _dates_in(
    text: str,
    codes: tuple[str, ...],
    fillers: tuple[str, ...],
    joints: str,
    today: datetime.date,
    year: int | None,
) -> tuple[DateMention, ...]:
    found = list(dates_in_patterns(text, codes, fillers))
    mentions: list[DateMention] = []
    end = 0
    for code, match in sorted(found, key=lambda one: _rank(one[1])):
        if match.start() >= end and not _is_count(match):
            mentions += _read(text, match, code, joints, (today, year))
            end = mentions[-1].end
            said = _SAID.search(text, match.start(), end)
            year = int(said[0]) if said else year
    return tuple(mentions)


def _is_count(match: re.Match[str]) -> bool:
    """Whether what stands behind a month counts something: "In January, the 40 packers"."""
    return "month" in match.groupdict() and match.start("month") < match.start("day") and int(match["day"]) > _DAYS


def _rank(match: re.Match[str]) -> tuple[int, int, bool]:
    """Which of several readings comes first: the one that begins first, then the longest, then one with a month."""
    number = match.groupdict().get("number")
    return match.start(), -match.end(), number is not None and not 1 <= int(number) <= _MONTHS


def _read(
    text: str, match: re.Match[str], code: str, joints: str, seen_from: tuple[datetime.date, int | None]
) -> Iterator[DateMention]:
    """The day of a match, and those beside it that share its month: "3 and 4 May", "May 3-5, 2017"."""
    part = {key: value for key, value in match.groupdict().items() if value is not None}
    months, weekdays = ({name.lower(): number for name, number in table.items()} for table in names(code))
    month = months[part["month"].lower()] if "month" in part else int(part["number"])
    weekday = weekdays[part["weekday"].lower()] if "weekday" in part else None
    year, last = (int(part["year"]) if "year" in part else None), match.end()
    before, after = _beside(text, match, joints) if "month" in part else ([], [])
    if after:
        closing = _YEAR.match(text, after[-1][1])
        year = int(closing[1]) if closing else None
        after[-1] = (after[-1][0], closing.end() if closing else after[-1][1])
    for start, stop in reversed(before):
        yield DateMention(start, stop, _meant(_day(text[start:stop]), month, year, seen_from), None)
    yield DateMention(match.start(), last, _meant(int(part["day"]), month, year, seen_from), weekday)
    for start, stop in after:
        yield DateMention(start, stop, _meant(_day(text[start:stop]), month, year, seen_from), None)


_WAYS: Kept[tuple[tuple[str, ...], tuple[str, ...], str]] = Kept()


def _day(text: str) -> int:
    """The figures with which a text begins."""
    return int(re.match(r"\d+", text)[0])  # type: ignore[index]


def _ways(language: Language) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The locales in whose ways a language's dates are read, the words within one, and what joins two days."""
    spelled = (str(spelling.locale).replace("-", "_") for spelling in language.writing.spellings.values())
    codes = tuple(dict.fromkeys((str(language.locale), *spelled)))
    checking = language.checking
    fillers = tuple(dict.fromkeys(map(str, (*checking.articles, *checking.partitives))))
    words = "|".join(map(re.escape, (language.conjunction, *checking.spans)))
    ending = ordinals(codes)
    after = f"(?:{ending})?" if ending else ""
    return codes, fillers, rf"{after}(?:\s*[-–]\s*|\s+(?:{words})\s+)"


def _beside(text: str, match: re.Match[str], joints: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where the days stand that are joined to a date: before it, and after one that has no year yet."""
    dated = match.groupdict().get("year") is not None
    return list(_before(text, match, joints)), [] if dated else list(_after(text, match, joints))


def _before(text: str, match: re.Match[str], joints: str) -> Iterator[tuple[int, int]]:
    """Where the days stand that are joined to a date which begins with its day, the nearest first."""
    pattern, start = re.compile(rf"(?<![\w.,:/-])(\d{{1,2}}){joints}\Z"), match.start()
    while match.start() == match.start("day") and (found := pattern.search(text, max(0, start - _NEAR), start)):
        yield found.span(1)
        start = found.start()


def _after(text: str, match: re.Match[str], joints: str) -> Iterator[tuple[int, int]]:
    """Where the days stand that are joined to a date which ends with its day."""
    pattern, end = re.compile(rf"{joints}(\d{{1,2}})(?![\w/:-]|[.,]\d)"), match.end("day")
    while match.start("month") < match.start("day") and (found := pattern.match(text, end)):
        yield found.span(1)
        end = found.end()


def _meant(
    day: int, month: int, year: int | None, seen_from: tuple[datetime.date, int | None]
) -> tuple[datetime.date, ...]:
    """The days that a day of a month can mean.

    Without a year, that of the year said last, and those that lie nearest to the day from which it is seen.
    """
    if year is not None:
        return _existing([year], month, day)
    today, said = seen_from
    every = _existing(range(today.year - 1, today.year + 2), month, day)
    near = tuple(one for one in every if today - _BEHIND <= one <= today + _AHEAD) or every
    return tuple(dict.fromkeys((*_existing([said] if said else [], month, day), *near)))


def _existing(years: Iterable[int], month: int, day: int) -> tuple[datetime.date, ...]:
    found = []
    for year in years:
        with suppress(ValueError):
            found.append(datetime.date(year, month, day))
    return tuple(found)


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
    """The whole numbers of a text: figures with or without separators, and words up to a million."""
    return iter(_numbers_in(text, language.code, language.conjunction))


@lru_cache(maxsize=512)  # several checks read each sentence
def _numbers_in(text: str, code: str, conjunction: str) -> tuple[NumberMention, ...]:
    return tuple(_found_numbers(text, _spelled(code, conjunction)))


def _found_numbers(text: str, spelled: _Spelled) -> Iterator[NumberMention]:
    for found in _FIGURES.finditer(text):
        yield NumberMention(found.start(), found.end(), int(re.sub(r"\D", "", found[0])))
    if spelled.words.isdisjoint(_WORD_OF_NUMBER.findall(text.lower())):
        return  # the expression takes ten times as long to find none
    for run in spelled.run.finditer(text):
        words = [found for found in _WORD_OF_NUMBER.finditer(text, *run.span()) if found[0].lower() in spelled.words]
        each = [(found[0].lower(), found.start(), found.end()) for found in words]
        yield from _read_out(each, spelled, text[: run.start()])


class _Spelled(NamedTuple):
    """How the numbers of a language are written out: by their words, without what joins them."""

    numbers: Mapping[tuple[str, ...], int]
    thousand: str
    words: frozenset[str]
    run: re.Pattern[str]


_WORD_OF_NUMBER = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 7


def _read_out(words: Sequence[tuple[str, int, int]], spelled: _Spelled, before: str) -> Iterator[NumberMention]:
    """The numbers of words in a row, each as long as it can be: "one hundred and forty" is one, and no forty.

    ``before`` is the text before them: the thousand of "50 thousand" is no number of its own.
    """
    at = 0
    while at < len(words):
        number, end = _longest(words, at, spelled)
        if end < len(words) and words[end][0] == spelled.thousand:
            rest, end = _longest(words, end + 1, spelled)
            number = (number or 1) * 1000 + rest
        behind_figures = at == 0 and words[0][0] == spelled.thousand and before.rstrip()[-1:].isdigit()
        if number > 1 and not behind_figures:
            yield NumberMention(words[at][1], words[end - 1][2], number)
        at = max(end, at + 1)


def _longest(words: Sequence[tuple[str, int, int]], at: int, spelled: _Spelled) -> tuple[int, int]:
    """The number below a thousand that begins at a word, as long as it can be, and where it ends; 0 for none."""
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        number = spelled.numbers.get(tuple(word for word, _, _ in words[at : at + length]))
        if number is not None:
            return number, at + length
    return 0, at


@cache
def _spelled(code: str, conjunction: str) -> _Spelled:
    what = f"numbers in words {code} {conjunction}"
    return prepared(what, "num2words", lambda: _spelled_out(code, conjunction), lambda: "num2words")


def _spelled_out(code: str, conjunction: str) -> _Spelled:
    from num2words import num2words  # brings fifty languages

    def said(number: int) -> tuple[str, ...]:
        words = _WORD_OF_NUMBER.findall(str(num2words(number, lang=code)).lower())
        return tuple(word for word in words if word != conjunction)

    numbers: dict[tuple[str, ...], int] = {}
    one, two = said(1)[0], said(2)
    for number in range(1, 1000):
        words = said(number)
        numbers.setdefault(words, number)
        if number > 100 and len(words) > 2 and words[0] == one:
            # "a hundred and forty": the article is no word of the number.
            numbers.setdefault(words[1:], number)
    hundred, thousand = (words[len(two) :] if words[: len(two)] == two else () for words in (said(200), said(2000)))
    for number in range(11, 100) if hundred else ():
        numbers.setdefault((*said(number), *hundred), number * 100)  # "twelve hundred"
    for number in range(200, 1000, 100):
        numbers.setdefault(
            said(number * 1000)[: -len(thousand) or None], number
        )  # « trois cents », « trois cent mille »
    known = frozenset(word for words in numbers for word in words).union(thousand)
    either = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    joined = rf"(?:[\s-]+(?:{re.escape(conjunction)}[\s-]+)?(?:{either})(?!\w))*"
    run = re.compile(rf"(?<![\w-])(?:{either})(?!\w){joined}(?![\w-])", re.IGNORECASE)
    return _Spelled(numbers, thousand[0] if len(thousand) == 1 else "", known, run)
