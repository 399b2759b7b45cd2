"""Find in a sentence what its claims are made of: names, dates, numbers, acts, offices, and words that turn a claim."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from letterkit.checks.ledger.sentences.called import Called
from letterkit.checks.ledger.sentences.cast import Cast, NamesByWord
from letterkit.checks.ledger.sentences.durations import DAYS, after, ago, durations
from letterkit.checks.ledger.sentences.events import NOTHING, Happenings
from letterkit.checks.ledger.sentences.seen import Days, Mention, Seen
from letterkit.checks.ledger.sentences.stretches import narrowed, stretch_of
from letterkit.checks.ledger.words.lexicon import Lexicon, Term, TextWord, words_of
from letterkit.foundation.kept import Kept, Same
from letterkit.language.grammar import Language
from letterkit.language.mentions import dates_in, numbers_in

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LEADING = 4
"""Within how many words a figure follows what leads it: « soit depuis plus de deux semaines »."""
_ORDINAL = re.compile(r"[IVXLC]+(?:e|er|re|ème|th)")
"""The number of a century: « XIXe »."""
_DECADE = re.compile(r"(?:19|20)\d0s")


@dataclass(frozen=True, slots=True)
class Eyes:
    """All that finding depends on: the language, whom the letter can speak of, and its date."""

    lexicon: Lexicon
    language: Language
    cast: Cast
    today: datetime.date
    happenings: Happenings = NOTHING

    def see(self, sentence: str, day: datetime.date | None = None, among: frozenset[str] = frozenset()) -> Seen:
        """What stands in a sentence that is plain, with quotations masked; ``day`` is the one last spoken of.

        ``among`` are the keys of those of whom it speaks without their names.

        It depends on nothing but the sentence, the names of which words stand in it, the language and the day, so that
        what two letters say alike is looked at once.
        """
        names = self.cast.beginning_in(words_of(sentence))
        checking, writing = self.language.checking, self.language.writing
        said = (str(self.language.locale), Same(checking), Same(writing))
        key = (sentence, names.key, *said, self.today, day)
        sight = _Sight(self.lexicon, self.language, names, self.today)
        seen = _SEEN.of(self.lexicon, key, lambda: sight.see(sentence, day))
        called = Called(self.cast, self.language, self.lexicon, self.today)
        return self.happenings.dated(called.named(seen), self.lexicon, among)

    @staticmethod
    def day(seen: Seen) -> datetime.date | None:
        """The day that a sentence names last."""
        return next((each.days[0][0] for each in reversed(seen.of("date")) if _is_day(each)), None)

    def ahead(self, length: Mention) -> Days:
        """The days so far ahead of the letter's date, half a unit more or less."""
        unit = DAYS[min(length.values)]
        middle = self.today + datetime.timedelta(days=min(unit * length.number, 36500))
        slack = datetime.timedelta(days=unit // 2)
        return middle - slack, middle + slack

    def dates(self, sentence: str) -> Iterator[Mention]:
        """The dates in a sentence that is plain, as `see` finds them."""
        return _Sight(self.lexicon, self.language, self.cast, self.today).dates(sentence)


_SEEN: Kept[Seen] = Kept(512)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What `Eyes` depend on for one sentence: the names are those of which words stand in it."""

    lexicon: Lexicon
    language: Language
    names: NamesByWord
    today: datetime.date

    def see(self, sentence: str, day: datetime.date | None) -> Seen:
        """As `Eyes.see`."""
        words = words_of(sentence)
        starts = {word.start: at for at, word in enumerate(words)}
        numbers = list(self._numbers(sentence, words, starts))
        lengths = list(durations(words, numbers, self.lexicon))
        figures = [
            *self._dates(sentence, words, starts, day.year if day else None),
            *self._relative(sentence, words),
            *ago(words, lengths, self.lexicon, self.today),
            *self._statuses(sentence, words),
        ]
        if day:
            figures += self._after(words, lengths, figures, day)
        taken = {at for mention in figures if mention.kind == "date" for at in range(mention.first, mention.last)}
        figures += [
            each for each in (*lengths, *numbers) if taken.isdisjoint({each.first, *range(each.first, each.last)})
        ]
        taken |= {at for mention in figures if mention.kind == "number" for at in range(mention.first, mention.last)}
        terms = _nearest(list(self._names_and_terms(words, taken)))
        found = [*figures, *(each for each in terms if not self._is_apposing(each, words, figures))]
        found.sort(key=lambda mention: (mention.first, -mention.last))
        return Seen(sentence, words, tuple(found))

    def _is_apposing(self, word: Mention, words: Sequence[TextWord], figures: Sequence[Mention]) -> bool:
        """Whether a word only leads a figure in other words: « , soit neuf jours plus tard », « soit 12 »."""
        if word.kind != "unreal" or word.last - word.first > 1:
            return False
        near = range(word.last, word.last + _LEADING)
        leads = any(each.first in near for each in figures)
        return leads and words[word.first].low in self.lexicon.lists["apposing"]

    def dates(self, sentence: str) -> Iterator[Mention]:
        """As `Eyes.dates`."""
        words = words_of(sentence)
        starts = {word.start: at for at, word in enumerate(words)}
        yield from self._dates(sentence, words, starts, None)
        yield from self._relative(sentence, words)
        lengths = list(durations(words, list(self._numbers(sentence, words, starts)), self.lexicon))
        yield from ago(words, lengths, self.lexicon, self.today)

    def _dates(
        self, sentence: str, words: Sequence[TextWord], starts: dict[int, int], year: int | None
    ) -> Iterator[Mention]:
        taken: set[int] = set()
        for date in self._days(sentence, words, starts, year):
            taken.update(range(date.first, date.last))
            yield date
        for at, word in enumerate(words):
            if at in taken or not (word.low in self.lexicon.months or word.text[0].isdigit()):
                continue
            if stretch := self._month_at(words, at) or self._year_at(words, at):
                taken.update(range(at, stretch.last))
                yield narrowed(stretch, words, self.lexicon)

    def _days(
        self, sentence: str, words: Sequence[TextWord], starts: dict[int, int], year: int | None
    ) -> Iterator[Mention]:
        """Dates to the day; in "the week of 5 May", each is its week."""
        weeks = self.lexicon.lists.get("weeks", ())
        for date in dates_in(sentence, self.language, self.today, year):
            first = next((at for start, at in starts.items() if start >= date.start), len(words))
            last = next((at for at in range(first, len(words)) if words[at].start >= date.end), len(words))
            week = any(word.low in weeks for word in words[max(0, first - 3) : first])
            days = tuple(_week(day) if week else (day, day) for day in date.days)
            yield Mention("date", date.start, date.end, first, last, days=days)

    def _after(
        self, words: Sequence[TextWord], lengths: Sequence[Mention], figures: Sequence[Mention], day: datetime.date
    ) -> list[Mention]:
        """The days that are told by the one before them in the sentence, or by the one last spoken of."""
        dates = [each for each in figures if each.kind == "date"]
        taken = {at for each in dates for at in range(each.first, each.last)}
        found = []
        for told in after(words, lengths, self.lexicon, day):
            if taken.isdisjoint(range(told.first, told.last)):
                before = [each for each in dates if each.last <= told.first and _is_day(each)]
                own = after(words, lengths, self.lexicon, before[-1].days[0][0]) if before else [told]
                found += [each for each in own if each.first == told.first]
        return found

    def _month_at(self, words: Sequence[TextWord], at: int) -> Mention | None:
        """A month, with the year behind it; without one it is of the letter's year or of the year before."""
        month = self.lexicon.months.get(words[at].low)
        if not month or not self._is_month(words, at):
            return None
        following = words[at + 1].text if at + 1 < len(words) else ""
        dated = _YEAR.fullmatch(following) is not None
        years = [int(following)] if dated else [self.today.year, self.today.year - 1]
        last = at + (2 if dated else 1)
        days = tuple(_month(year, month) for year in years)
        return Mention("date", words[at].start, words[last - 1].end, at, last, days=days)

    def _year_at(self, words: Sequence[TextWord], at: int) -> Mention | None:
        """A year behind a function word, or ten of them: "in 2016", "during the 1980s", "dans les années 1980"."""
        word, before = words[at], words[at - 1].low if at else ""
        led = self.lexicon.durations.get(before) == "year"
        decade = _DECADE.fullmatch(word.text) is not None or (led and word.text.endswith("0"))
        plain = _YEAR.fullmatch(word.text) is not None
        if not (plain or decade) or not word.text[:4].isdigit() or len(word.text) < 4:
            return None
        if before not in self.lexicon.function and not (decade or led):
            return None
        year = int(word.text[:4])
        span = (datetime.date(year, 1, 1), datetime.date(year + 9 * decade, 12, 31))
        return Mention("date", word.start, word.end, at, at + 1, days=(span,))

    def _relative(self, sentence: str, words: Sequence[TextWord]) -> Iterator[Mention]:
        """Stretches of time as seen from the day of the letter: "yesterday", "last week"."""
        for name, pattern in self.lexicon.relative:
            for found in pattern.finditer(sentence):
                first = next((at for at, word in enumerate(words) if word.end > found.start()), 0)
                last = next((at for at, word in enumerate(words) if word.start >= found.end()), len(words))
                yield Mention("date", *found.span(), first, last, frozenset({name}), (stretch_of(name, self.today),))

    def _is_month(self, words: Sequence[TextWord], at: int) -> bool:
        """Whether a word is the name of a month, and no verb or name ("May", "March")."""
        before = words[at - 1].low if at else ""
        dated = at + 1 < len(words) and _YEAR.fullmatch(words[at + 1].text) is not None
        return dated or before in self.lexicon.lists.get("before-months", ())

    def _numbers(self, sentence: str, words: Sequence[TextWord], starts: dict[int, int]) -> Iterator[Mention]:
        known = self.lexicon.dozens
        dozens = {at: known[word.low] for at, word in enumerate(words) if word.low in known}
        told = list(numbers_in(sentence, self.language))
        yield from (each for each in self._measuring(words) if each.start not in {number.start for number in told})
        for number in told:
            if number.start in starts:
                first = starts[number.start]
                last = next((at for at in range(first, len(words)) if words[at].start >= number.end), len(words))
                if last in dozens:
                    yield _mention("number", words, first, last + 1, frozenset(), dozens.pop(last) * number.number)
                else:
                    yield Mention("number", number.start, number.end, first, last, number=number.number)
        ones = self.lexicon.lists["articles"]
        for at in sorted(dozens):
            if at and words[at - 1].low in ones:
                yield _mention("number", words, at, at + 1, frozenset(), dozens[at])

    def _measuring(self, words: Sequence[TextWord]) -> Iterator[Mention]:
        """The numbers that a hyphen joins to a unit of time: "an eight-month sentence"."""
        for at, (word, unit) in enumerate(pairwise(words)):
            if unit.gap == "-" and unit.low in self.lexicon.durations and word.text.isalpha():
                for number in list(numbers_in(word.text, self.language))[:1]:
                    yield Mention("number", word.start, word.end, at, at + 1, number=number.number)

    def _statuses(self, sentence: str, words: Sequence[TextWord]) -> Iterator[Mention]:
        for status, pattern in self.lexicon.statuses:
            for found in pattern.finditer(sentence):
                first = next((at for at, word in enumerate(words) if word.end > found.start()), 0)
                last = next((at for at, word in enumerate(words) if word.start >= found.end()), len(words))
                yield Mention("status", found.start(), found.end(), first, last, frozenset({status}))

    def _names_and_terms(self, words: Sequence[TextWord], taken: set[int]) -> Iterator[Mention]:
        at, titles, phrases = 0, self.names.titles, self.lexicon.phrases
        while at < len(words):
            word = words[at]
            if at in taken or not (word.is_capital or word.low in phrases or word.low in titles):
                at += 1
                continue
            found = list(self._at(words, at))
            yield from found
            at = max([at + 1, *(mention.last for mention in found if mention.kind in _WHOLE)])

    def _at(self, words: Sequence[TextWord], at: int) -> Iterator[Mention]:
        """What begins at a word: the longest name, and the longest terms."""
        titles = self.names.titles.at(words, at)
        if not words[at].is_capital and words[at].low in self.lexicon.lists["articles"]:
            titles = [(end, title) for end, title in titles if end > at + 1]  # "un" is not the UN
        reach = titles[0][0] if titles else at
        if name := self._person(words, at, reach) or self._country(words, at, reach):
            yield name
            return
        yield from _titled(words, at, titles)
        if titles and titles[0][1][0] not in _BESIDE_TERMS:
            return
        terms = self.lexicon.phrases.at(words, at)
        if any(kind == "noticing" for _, (kind, _) in terms):
            terms = [term for term in terms if term[1][0] != "demanding"]
        yield from _longest_terms(words, at, terms)
        if not terms:
            yield from self._unknown(words, at, bool(titles))

    def _unknown(self, words: Sequence[TextWord], at: int, titled: bool) -> Iterator[Mention]:
        """The place, or the name that nothing knows, that begins at a word without terms."""
        if words[at].is_capital and words[at].low in self.names.places:
            yield _mention("place", words, at, at + 1, frozenset())
        elif not titled and self._is_strange(words, at):
            yield _mention("stranger", words, at, self._strange_until(words, at), frozenset())

    def _person(self, words: Sequence[TextWord], at: int, reach: int) -> Mention | None:
        """The person named at a word, unless a title reaches further."""
        person = self.names.person_at(words, at) if words[at].is_capital else None
        return _mention("person", words, at, *person) if person and person[0] >= reach else None

    def _country(self, words: Sequence[TextWord], at: int, reach: int) -> Mention | None:
        """The country named at a word, unless a title reaches further: the body of an addressee can be the State."""
        if not words[at].is_capital or words[at].low not in self.lexicon.countries_begin:
            return None
        for length in range(min(5, len(words) - at), 0, -1):
            name = " ".join(word.low for word in words[at : at + length])
            if code := self.lexicon.countries.get(name):
                is_whole = at + length >= reach
                return _mention("country", words, at, at + length, frozenset({code})) if is_whole else None
        return None

    def _is_strange(self, words: Sequence[TextWord], at: int) -> bool:
        """Whether a word is part of a name that nothing knows."""
        word = words[at]
        if not word.is_capital or len(word.low) < 3 or word.low in self.names.known:
            return False
        if _ORDINAL.fullmatch(word.text):
            return False
        lists = self.lexicon.lists
        common = (
            word.low in lists.get("common", ()) or word.low in self.lexicon.function or word.low in self.names.ordinary
        )
        opens = at == 0 or word.gap.strip()[-1:] in (".", ":", "?", "!")
        follows = at + 1 < len(words) and words[at + 1].is_capital and words[at + 1].gap == " "
        return (
            not common
            and not word.text.isupper()
            and (not opens or (follows and words[at + 1].low not in lists.get("common", ())))
        )

    def _strange_until(self, words: Sequence[TextWord], at: int) -> int:
        end = at + 1
        while end < len(words) and words[end].is_capital and words[end].gap in (" ", "-"):
            end += 1
        return end


_WHOLE = frozenset({"person", "group", "body", "country", "stranger", "law", "occasion", "addressee", "describing"})
"""Mentions whose words are none of another."""
_BESIDE_TERMS = frozenset({"office", "head", "addressee"})
"""Titles whose words can be terms of the language, too."""


def _mention(
    kind: str, words: Sequence[TextWord], first: int, last: int, values: frozenset[str], number: int = 0
) -> Mention:
    return Mention(kind, words[first].start, words[last - 1].end, first, last, values, number=number)


def _titled(words: Sequence[TextWord], at: int, titles: Sequence[tuple[int, Term]]) -> Iterator[Mention]:
    """A mention for each kind of the longest titles; a group is not its head, too."""
    longest = [term for end, term in titles if end == titles[0][0]]
    kinds = dict.fromkeys(kind for kind, _ in longest)
    for kind in kinds:
        if kind != "head" or "group" not in kinds:
            keys = frozenset(key for each, key in longest if each == kind)
            yield _mention(kind, words, at, titles[0][0], keys)


def _longest_terms(words: Sequence[TextWord], at: int, terms: Sequence[tuple[int, Term]]) -> Iterator[Mention]:
    """A mention for each kind of terms, as long as its longest."""
    longest_of: dict[str, int] = {}
    for end, (kind, _) in terms:
        longest_of[kind] = max(end, longest_of.get(kind, 0))
    for kind, longest in longest_of.items():
        values = frozenset(value for end, (each, value) in terms if each == kind and end == longest)
        yield _mention(kind, words, at, longest, values)


def _is_day(mention: Mention) -> bool:
    """Whether a mention names one day."""
    return len(mention.days) == 1 and mention.days[0][0] == mention.days[0][1]


def _month(year: int, month: int) -> Days:
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def _week(day: datetime.date) -> Days:
    monday = day - datetime.timedelta(days=day.weekday())
    return monday, monday + datetime.timedelta(days=6)


def _nearest(terms: Sequence[Mention]) -> list[Mention]:
    """Terms without those whose last words belong to a like one that begins nearer: "free A, and let B travel"."""
    acts = [each for each in terms if each.kind == "verb" and each.last - each.first > 1]
    far = {
        one
        for one in acts
        for other in acts
        if other.last == one.last and other.first > one.first + 1 and other.values >= one.values
    }
    return [each for each in terms if each not in far]
