"""Days that a sentence tells by what happened: "two days after her arrest", "la veille de son procès"."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from letterkit.checks.ledger.sentences.durations import DAYS
from letterkit.checks.ledger.sentences.seen import EVENT, EVER, OPEN, Days, Mention, Seen
from letterkit.checks.ledger.words.lexicon import Lexicon
from letterkit.foundation.kept import Kept

_NEAR = 5
"""How many words can stand between "after" and the word for what happened: "after she and Mr A were"."""


_SINCE = 3
"""What began within so many days of something is said to have lasted since then: "since his arrest"."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to somebody, by the kind of act and the key, on a day, or from one to the last."""

    kind: str
    key: str
    day: datetime.date
    last: datetime.date


@dataclass(frozen=True, eq=False)
class Happenings:
    """What the campaign dates to the day; it is looked up when a sentence first needs it."""

    look_up: Callable[[], tuple[Happening, ...]] = tuple

    def dated(self, seen: Seen, lexicon: Lexicon, among: frozenset[str] = frozenset()) -> Seen:
        """A sentence with the days that it tells by what happened, in the place of the lengths that measure them.

        ``among`` are the keys of those whom it means where it names nobody beside what happened: "after his arrest".
        """
        seen = self._since_their_own(seen, among)
        found = list(self._found(seen, lexicon, among)) if self._can_tell(seen, lexicon) else []
        if not found:
            return seen
        taken = {at for each in found for at in range(each.first, each.last)}
        kept = [each for each in seen.mentions if each.kind not in _TIMES or taken.isdisjoint({each.first})]
        return replace(seen, mentions=tuple(sorted((*kept, *found), key=lambda each: (each.first, -each.last))))

    def _since_their_own(self, seen: Seen, among: frozenset[str]) -> Seen:
        """A sentence whose "nine days later" can also count from what befell those before whom it is told of."""
        if not any(each.number for each in seen.of("date")):
            return seen
        keys = frozenset(key for each in seen.of(*_WHOM) for key in each.values) or among
        own = sorted({each.day for each in self.look_up() if each.key in keys})

        def with_own(each: Mention) -> Mention:
            if each.kind != "date" or not each.number:
                return each
            slack = (each.days[0][1] - each.days[0][0]).days // 2
            return each._replace(days=(*each.days, *(_around(day, each.number, slack) for day in own)))

        return replace(seen, mentions=tuple(map(with_own, seen.mentions)))

    @staticmethod
    def _can_tell(seen: Seen, lexicon: Lexicon) -> bool:
        """Whether a sentence has a word by which a day is told by what happened, and one for an act, or a name."""
        telling = _telling(lexicon).words
        return any(word.low in telling for word in seen.words) and bool(seen.of("noun", "verb", *_WHOM))

    def _found(self, seen: Seen, lexicon: Lexicon, among: frozenset[str]) -> Iterator[Mention]:
        measuring = _telling(lexicon).measuring
        for at, word in enumerate(seen.words):
            if word.low not in measuring:
                continue
            event = self._like(seen, at, lexicon) or self._event(seen, at, lexicon)
            measured = self._measuring(seen, at, event, lexicon) if event else None
            if event is None or measured is None:
                continue
            near = self._near(event, seen, at)
            named = among.union(*(each.values for each in seen.of(*_WHOM)))
            told = tuple(measured.from_(*days) for days in self._days(event, near, named))
            if told:
                last = max([event.last, *(each.last for each in near)])
                begin, kind = measured.begin, OPEN if measured.open else EVENT
                yield Mention("date", seen.words[begin].start, seen.words[last - 1].end, begin, last, kind, told)

    def _measuring(self, seen: Seen, at: int, event: Mention, lexicon: Lexicon) -> _Measure | None:
        """How words measure from what happened, None where they do not."""
        lists, low = lexicon.lists, seen.words[at].low
        begin, way = _way(seen, at, lexicon)
        beside = {**dict.fromkeys(lists["next-day"], 1), **dict.fromkeys(lists["previous-day"], -1)}
        lengths = {each.last: each for each in seen.of("duration") if each.last > each.first}
        same = self._same(seen, at, lexicon)
        if same is not None:
            return _Measure(same)
        if low in beside and _leads(seen, at, lists["partitive"]):
            return _Measure(at, beside[low])
        if way and begin in lengths:
            return _Measure(lengths[begin].first, *_measured(lengths[begin], way))
        if low in lists["since"]:
            named = any(each.first == event.first for each in seen.of("noun"))
            return _Measure(at, 0, _SINCE) if named else None
        return _Measure(begin, open=way) if way else None

    @staticmethod
    def _same(seen: Seen, at: int, lexicon: Lexicon) -> int | None:
        """Where "the same day" begins before a word that compares with it: "the same day as the arrest of Mr A"."""
        if at < 2 or seen.words[at].low not in lexicon.lists["comparing"]:
            return None
        one, other = seen.words[at - 2], seen.words[at - 1]
        is_day = lexicon.durations.get(other.low) == "day"
        return at - 2 if is_day and one.low in lexicon.lists["same-time"] else None

    def _event(self, seen: Seen, at: int, lexicon: Lexicon) -> Mention | None:
        """The word for an act close behind a word, with small words and names between: "after the army shot Mr A".

        Where somebody is named, one other word can stand between, but for those who are near them: "his family".
        """
        named = {n for each in seen.of(*_NAMED) for n in range(each.first, each.last)}
        events = (each for each in seen.of("noun", "verb") if each.first > at)
        return next((each for each in events if self._is_close(each, seen, at, named, lexicon)), None)

    def _is_close(self, event: Mention, seen: Seen, at: int, named: set[int], lexicon: Lexicon) -> bool:
        """Whether a word for an act stands close behind another; some words in between are of ``named`` people."""
        between = [n for n in range(at + 1, event.first) if n not in named]
        known = lexicon.lists["bodies"]  # "after the union was suspended"
        words = (seen.words[n].low for n in between)
        told = [low for low in words if low not in known and not _is_small(low, lexicon)]
        if len(between) > _NEAR or len(told) > 1 or lexicon.lists["relatives"].intersection(told):
            return False
        return not told or len(between) < event.first - at - 1 or bool(self._near(event, seen, at))

    def _like(self, seen: Seen, at: int, lexicon: Lexicon) -> Mention | None:
        """The act before "the same day as Ms A", or "before Ms A", of which that is when it befell her."""
        who = next((each for each in seen.of(*_WHOM) if each.first in (at + 1, at + 2)), None)
        if who is None:
            return None
        same = self._same(seen, at, lexicon) is not None
        if not same and not (_is_last(who, seen) and _way(seen, at, lexicon)[1]):
            return None
        behind = seen.words[who.last] if who.last < len(seen.words) else None
        before = [each for each in seen.of("verb") if each.last <= (at - 2 if same else at)]
        if not before or (behind and "," not in behind.gap and behind.low in lexicon.lists["auxiliaries"]):
            return None  # "the same day as Ms A was arrested"
        return before[-1]._replace(kind=_LIKE, first=who.first, last=who.last)

    @staticmethod
    def _near(event: Mention, seen: Seen, at: int) -> list[Mention]:
        """Those named beside a word for what happened, behind another, with no comma before: "the arrest of Mr A"."""
        named = (each for each in seen.of("person", "group", "body") if at < each.first <= event.last + 3)
        return [each for each in named if not any("," in word.gap for word in seen.words[event.last : each.first + 1])]

    def _days(self, event: Mention, near: Sequence[Mention], among: frozenset[str]) -> list[Days]:
        """The days on which what a word names happened, from first to last: to those named beside it, if any is."""
        fitting = [each for each in self.look_up() if each.kind in event.values]
        keys = {key for each in near for key in each.values} or among
        own = [each for each in fitting if each.key in keys]
        told = own if event.kind == _LIKE else own or fitting
        return sorted({(each.day, each.last) for each in told})


NOTHING = Happenings()
_LIKE = "like"
"""The kind of a name that stands for what befell whom it names: "before Ms A"."""
_WHOM = ("person", "group", "body")
_NAMED = (*_WHOM, "head")
_TIMES = frozenset({"duration", "number", "date"})


@dataclass(frozen=True, slots=True)
class _Measure:
    """How many days from what happened something was, where the words for it ``begin``.

    ``slack`` are the days that a longer unit leaves open; ``open`` says that it is all that was earlier (-1) or later.
    """

    begin: int
    days: int = 0
    slack: int = 0
    open: int = 0

    def from_(self, first: datetime.date, last: datetime.date) -> Days:
        """The stretch so far from what lasted from one day to another."""
        if self.open:
            return (first, last + EVER) if self.open > 0 else (first - EVER, last)
        return _around(first, self.days, self.slack)[0], _around(last, self.days, self.slack)[1]


@dataclass(frozen=True, slots=True)
class _Telling:
    """The words by which days are told by what happened, and those of them with which something can be measured.

    ``ways`` are the phrases for what was earlier (-1) or later (1), by their last words.
    """

    words: frozenset[str]
    measuring: frozenset[str]
    ways: Mapping[str, Sequence[tuple[int, list[str]]]]


_TELLING: Kept[_Telling] = Kept()


def _telling(lexicon: Lexicon) -> _Telling:
    return _TELLING.of(lexicon, None, lambda: _telling_in(lexicon))


def _telling_in(lexicon: Lexicon) -> _Telling:
    lists = lexicon.lists
    beside = lists["next-day"] | lists["previous-day"] | lists["since"]
    ways: dict[str, list[tuple[int, list[str]]]] = {}
    for way, name in ((-1, "earlier"), (1, "later")):
        for phrase in sorted(lists[name]):
            if own := phrase.replace("'", " ").split():
                ways.setdefault(own[-1], []).append((way, own))
    return _Telling(
        (beside | lists["same-time"]).union(*(phrase.split() for phrase in lists["earlier"] | lists["later"])),
        beside | lists["comparing"] | frozenset(ways),
        ways,
    )


def _is_last(who: Mention, seen: Seen) -> bool:
    """Whether a name ends its sentence, or a mark stands behind it."""
    return who.last == len(seen.words) or bool(set(seen.words[who.last].gap) & set(",;:"))


def _way(seen: Seen, at: int, lexicon: Lexicon) -> tuple[int, int]:
    """Where words begin that end with one and say what was earlier (-1) or later (1), 0 for none: "prior to"."""
    ends = [word.low for word in seen.words[: at + 1]]
    for way, own in _telling(lexicon).ways.get(ends[-1], ()):
        if ends[-len(own) :] == own:
            return at + 1 - len(own), way
    return at, 0


def _leads(seen: Seen, at: int, words: frozenset[str]) -> bool:
    """Whether one of some words stands behind a word."""
    return at + 1 < len(seen.words) and seen.words[at + 1].low in words


def _measured(length: Mention, way: int) -> tuple[int, int]:
    """The days of a length, back or ahead, and how many of them it leaves open."""
    unit = DAYS[min(length.values)]
    return way * min(unit * length.number, 36500), unit // 2 if unit > 1 else 0


def _is_small(word: str, lexicon: Lexicon) -> bool:
    lists = lexicon.lists
    small = ("articles", "possessives", "titles", "persons", "be", "auxiliaries", "joining", "partitive", "genitive")
    return word in lexicon.function or any(word in lists[name] for name in small)


def _around(day: datetime.date, days: int, slack: int) -> Days:
    """The day so many days after another, or before it, with what a longer unit leaves open."""
    middle = day + datetime.timedelta(days=days)
    return middle - datetime.timedelta(days=slack), middle + datetime.timedelta(days=slack)
