"""Lengths of time that a sentence gives, and the days that lie so far back: "ten days", "three weeks ago"."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from letterkit.checks.ledger.sentences.seen import EVER, OPEN, Days, Mention
from letterkit.checks.ledger.words.lexicon import Lexicon, TextWord
from letterkit.foundation.kept import Kept

DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""How many days a unit has, as people count."""
LASTING = frozenset({"lasting"})
"""What a date has among its values since which something has lasted."""
_HALF_A_YEAR = 6
_HALVES = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day")}
"""How many of a lesser unit a unit has, in which its halves are told."""


def durations(words: Sequence[TextWord], numbers: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The lengths of time: a number, or "a", before a unit; "the day" is one that something else measures."""
    counted = {number.last: number for number in numbers}
    ones = lexicon.lists.get("articles", frozenset()) | lexicon.lists.get("ones", frozenset())
    units = _UNITS.of(lexicon, None, lambda: _units(lexicon))
    for at, word in enumerate(words):
        if not at or word.low not in units or _names_month(words, at, lexicon):
            continue
        unit, times = units[word.low]
        number = counted.get(at)
        if number or words[at - 1].low in ones:
            first = number.first if number else at - 1
            value = times * (number.number if number else 1)
            if unit == "year" and at > 1 and words[at - 2].low in lexicon.lists["half-before"]:
                first, unit, value = at - 2, "month", _HALF_A_YEAR
            last, value, unit = _halved(words, at + 1, value, unit, lexicon)
            if not _is_share(words, at, lexicon):
                end = words[last - 1].end
                yield Mention("duration", words[first].start, end, first, last, values=frozenset({unit}), number=value)
        elif word.low in lexicon.lists.get("next-day", frozenset()):
            yield Mention("duration", word.start, word.end, at, at, values=frozenset({unit}), number=times)


_UNITS: Kept[dict[str, tuple[str, int]]] = Kept()


def _units(lexicon: Lexicon) -> dict[str, tuple[str, int]]:
    """The words for units, each with the unit that it is for, and how many of it."""
    once = {word: ("month", 3) if unit == "quarter" else (unit, 1) for word, unit in lexicon.durations.items()}
    return {**once, **dict.fromkeys(lexicon.lists["fortnights"], ("week", 2))}


def _names_month(words: Sequence[TextWord], at: int, lexicon: Lexicon) -> bool:
    """Whether a unit is that of a name behind it: "the month of May" is no length."""
    behind = [word.low for word in words[at + 1 : at + 3]]
    return len(behind) > 1 and behind[0] in lexicon.lists["partitive"] and behind[1] in lexicon.months


def _halved(words: Sequence[TextWord], at: int, number: int, unit: str, lexicon: Lexicon) -> tuple[int, int, str]:
    """The word behind a length, its number and unit; with "and a half" behind it, it is told in a lesser one."""
    for phrase in lexicon.lists.get("half", frozenset()) if unit in _HALVES else ():
        half = phrase.split()
        if [word.low for word in words[at : at + len(half)]] == half:
            times, lesser = _HALVES[unit]
            return at + len(half), times * number + times // 2, lesser
    return at, number, unit


def _is_share(words: Sequence[TextWord], at: int, lexicon: Lexicon) -> bool:
    """Whether a word for a unit is one for a share where it stands: "a quarter of them"."""
    behind = words[at + 1].low if at + 1 < len(words) else ""
    return words[at].low in lexicon.shares and behind in lexicon.lists["partitive"]


def are_about_as_long(one: Mention, other: Mention, vague: bool) -> bool:
    """Whether two lengths can be the same, told in two units, or vaguely: half the greater unit more or less."""
    units = [DAYS[min(each.values)] for each in (one, other)]
    days = [unit * each.number for unit, each in zip(units, (one, other), strict=True)]
    return (units[0] != units[1] or vague) and abs(days[0] - days[1]) <= max(units) / 2


def ago(
    words: Sequence[TextWord], lengths: Sequence[Mention], lexicon: Lexicon, today: datetime.date
) -> Iterator[Mention]:
    """The days that lie so far back, half a unit more or less, or so far ahead; and those since which it has lasted."""
    yield from _ahead(words, lengths, lexicon, today)
    yield from _lasting(words, lengths, lexicon, today)
    lists = lexicon.lists
    for length in lengths:
        behind = length.last < len(words) and words[length.last].low in lists.get("ago", frozenset())
        before = " ".join(word.low for word in words[max(0, length.first - 3) : length.first])
        if not behind and before not in lists.get("ago-before", frozenset()):
            continue
        unit = DAYS[min(length.values)]
        middle = today - datetime.timedelta(days=min(unit * length.number, 36500))
        slack = datetime.timedelta(days=unit // 2 + (unit == 1))
        first = length.first if behind else length.first - 3
        last = length.last + behind
        days = ((middle - slack, middle + slack),)
        yield Mention("date", words[first].start, words[last - 1].end, first, last, frozenset({"ago"}), days)


def _ahead(
    words: Sequence[TextWord], lengths: Sequence[Mention], lexicon: Lexicon, today: datetime.date
) -> Iterator[Mention]:
    """The days that lie so far ahead: "two weeks from today", « dans deux semaines »."""
    for length in lengths:
        behind = " ".join(word.low for word in words[length.last : length.last + 2])
        said = next((phrase for phrase in lexicon.lists["hence"] if f"{behind} ".startswith(f"{phrase} ")), "")
        before = length.first > 0 and words[length.first - 1].low in lexicon.lists["hence-before"]
        if said or before:
            yield _measured(
                words, length, length.first - before, length.last + len(said.split()), today, 1, (-0.5, 0.5)
            )


def _lasting(
    words: Sequence[TextWord], lengths: Sequence[Mention], lexicon: Lexicon, today: datetime.date
) -> Iterator[Mention]:
    """The days since which something has lasted: "for more than a month now", « depuis près d'un mois ».

    "For two years" can be the term of a sentence, too: it begins the sentence, is vague, or ends with "now".
    """
    lists = lexicon.lists
    for length in (each for each in lengths if each.last > each.first):
        first, vague = _vague(words, length.first, lexicon)
        low = words[first - 1].low if first else ""
        now = length.last < len(words) and words[length.last].low in lists["by-now"]
        lasts = vague or now or (first == 1 and not _is_over(words, length.last, lexicon))
        if low in lists["held-for"] or (low in lists["lasting-for"] and lasts):
            found = _measured(words, length, first - 1, length.last + now, today, -1, _SPANS[vague])
            yield found._replace(values=found.values | LASTING)


def _is_over(words: Sequence[TextWord], at: int, lexicon: Lexicon) -> bool:
    """Whether the first verb behind a length at the head of a sentence is in the past: "For two weeks, she was"."""
    past = lexicon.lists["past"] | lexicon.lists["able"]
    verbs = lexicon.lists["auxiliaries"] | past
    return next((word.low in past for word in words[at:] if word.low in verbs), False)


_SPANS = {"": (-0.5, 0.5), "about": (-0.5, 0.5), "more": (0.0, 1.0), "less": (-1.0, 0.0)}
"""How many units more or less a length can be, by the word before it."""


def _vague(words: Sequence[TextWord], first: int, lexicon: Lexicon) -> tuple[int, str]:
    """Where the words begin that make a length vague, and what they say of it."""
    for name in ("more", "less", "about"):
        for phrase in lexicon.lists[name]:
            own = phrase.replace("'", " ").split()
            begin = first - len(own)
            if begin >= 0 and [word.low for word in words[begin:first]] == own:
                return begin, name
    return first, ""


def _measured(
    words: Sequence[TextWord],
    length: Mention,
    first: int,
    last: int,
    today: datetime.date,
    way: int,
    span: tuple[float, float],
) -> Mention:
    """The days so many units ahead of today, or behind it, as a date from one word to another."""
    unit = DAYS[min(length.values)]
    least, most = (min(int(unit * (length.number + each)), 36500) for each in span)
    if unit == 1:
        most += 1
    days = sorted(today + datetime.timedelta(days=way * each) for each in (least, most))
    return Mention(
        "date", words[first].start, words[last - 1].end, first, last, frozenset({"ago"}), ((days[0], days[1]),)
    )


def after(
    words: Sequence[TextWord], lengths: Sequence[Mention], lexicon: Lexicon, day: datetime.date
) -> Iterator[Mention]:
    """The days that are told by the day last spoken of: "the next day", "three weeks later", "the same month".

    Of the second, the number is that of the days between.
    """
    yield from _near(words, lexicon, day)
    yield from _ordered(words, lengths, lexicon, day)
    for length in lengths:
        behind = " ".join(word.low for word in words[length.last : length.last + 2])
        for way, name in ((1, "afterwards"), (-1, "beforehand")):
            said = next((phrase for phrase in lexicon.lists[name] if f"{behind} ".startswith(f"{phrase} ")), None)
            measure = DAYS.get(min(length.values))
            if said and measure:
                middle = day + datetime.timedelta(days=way * min(measure * length.number, 36500))
                slack = datetime.timedelta(days=measure // 2)
                last = length.last + len(said.split())
                found = _mention(words, length.first, last, (middle - slack, middle + slack))
                yield found._replace(number=(middle - day).days)


def _near(words: Sequence[TextWord], lexicon: Lexicon, day: datetime.date) -> Iterator[Mention]:
    """The day, week, month or year itself, or the one beside it."""
    lists = lexicon.lists
    ahead, back, partitive = lists["next-day"], lists["previous-day"], lists["partitive"]
    following, same = lists["following"], lists["same-time"]
    for at, word in enumerate(words):
        way = (word.low in ahead) - (word.low in back)
        measured = way and at + 1 < len(words) and words[at + 1].low in partitive
        if way and not measured:
            yield _mention(words, at, at + 1, _beside(day, "day", way))
        follows = word.low in following
        if follows or word.low in same:
            units = (
                (other, lexicon.durations.get(words[other].low))
                for other in (at + 1, at - 1)
                if 0 <= other < len(words)
            )
            for other, unit in units:
                if unit in DAYS:
                    yield _mention(words, min(at, other), max(at, other) + 1, _beside(day, unit, follows))
                    break


def _ordered(
    words: Sequence[TextWord], lengths: Sequence[Mention], lexicon: Lexicon, day: datetime.date
) -> Iterator[Mention]:
    """All that came after the day last spoken of, or before it: "only then", « auparavant »."""
    phrases = _ORDERING.of(lexicon, None, lambda: _ordering(lexicon))
    if not any(word.low in phrases for word in words):
        return
    measured = {each.last for each in lengths}
    for at, word in enumerate(words):
        for way, own in phrases.get(word.low, ()) if at not in measured else ():
            if [word.low for word in words[at : at + len(own)]] == own:
                span = (day, day + EVER) if way > 0 else (day - EVER, day)
                yield _mention(words, at, at + len(own), span)._replace(values=OPEN)


_ORDERING: Kept[dict[str, list[tuple[int, list[str]]]]] = Kept()


def _ordering(lexicon: Lexicon) -> dict[str, list[tuple[int, list[str]]]]:
    """The phrases for what came later (1) or earlier (-1) than the day last spoken of, by their first words."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for way, name in ((1, "then-later"), (-1, "then-earlier")):
        for phrase in sorted(lexicon.lists[name]):
            if own := phrase.replace("'", " ").split():
                found.setdefault(own[0], []).append((way, own))
    return found


def tells_after(words: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether words in lower case can tell a day by another one."""
    lists = lexicon.lists
    names = ("afterwards", "beforehand", "then-later", "then-earlier")
    told = (phrase.replace("'", " ").split()[:1] for name in names for phrase in lists[name])
    first = {word for words_told in told for word in words_told}
    known = first.union(*(lists[name] for name in ("next-day", "previous-day", "following", "same-time")))
    return not known.isdisjoint(words)


def _beside(day: datetime.date, unit: str, way: int) -> Days:
    """The day, week, month or year of a day, or the one after or before it."""
    if unit == "day":
        found = day + datetime.timedelta(days=way)
        return found, found
    if unit == "week":
        first = day + datetime.timedelta(days=1 if way else -6)
        return first, day + datetime.timedelta(days=13 if way else 6)
    month = day.month + way if unit == "month" else 1
    year = day.year + (way if unit == "year" else month > 12)
    first, months = datetime.date(year, (month - 1) % 12 + 1, 1), 1 if unit == "month" else 12
    behind = datetime.date(year + (first.month + months > 12), (first.month + months - 1) % 12 + 1, 1)
    return first, behind - datetime.timedelta(days=1)


def _mention(words: Sequence[TextWord], first: int, last: int, days: Days) -> Mention:
    return Mention("date", words[first].start, words[last - 1].end, first, last, days=(days,))
