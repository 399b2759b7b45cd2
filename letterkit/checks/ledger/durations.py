"""Lengths of time that a sentence gives, and the days that lie so far back: "ten days", "three weeks ago"."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from letterkit.checks.ledger.lexicon import Lexicon, TextWord
from letterkit.checks.ledger.seen import Mention

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def durations(words: Sequence[TextWord], numbers: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The lengths of time: a number, or "a", before a unit; "the day" is one that something else measures."""
    counted = {number.last: number for number in numbers}
    ones = lexicon.lists.get("articles", frozenset()) | lexicon.lists.get("ones", frozenset())
    for at, word in enumerate(words):
        unit = lexicon.durations.get(word.low)
        if not unit or not at:
            continue
        number = counted.get(at)
        if number or words[at - 1].low in ones:
            first = number.first if number else at - 1
            value = number.number if number else 1
            yield Mention(
                "duration", words[first].start, word.end, first, at + 1, values=frozenset({unit}), number=value
            )
        elif word.low in lexicon.lists.get("next-day", frozenset()):
            yield Mention("duration", word.start, word.end, at, at, values=frozenset({unit}), number=1)


def ago(
    words: Sequence[TextWord], lengths: Sequence[Mention], lexicon: Lexicon, today: datetime.date
) -> Iterator[Mention]:
    """The days that lie so far back, half a unit more or less."""
    lists = lexicon.lists
    for length in lengths:
        behind = length.last < len(words) and words[length.last].low in lists.get("ago", frozenset())
        before = " ".join(word.low for word in words[max(0, length.first - 3) : length.first])
        if not behind and before not in lists.get("ago-before", frozenset()):
            continue
        unit = _DAYS[min(length.values)]
        middle = today - datetime.timedelta(days=min(unit * length.number, 36500))
        slack = datetime.timedelta(days=unit // 2 + (unit == 1))
        first = length.first if behind else length.first - 3
        last = length.last + behind
        days = ((middle - slack, middle + slack),)
        yield Mention("date", words[first].start, words[last - 1].end, first, last, frozenset({"ago"}), days)
