"""Compare what a sentence says with an act of the campaign: when, where, with what outcome, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from letterkit.checks.ledger.lexicon import words_of
from letterkit.checks.ledger.mentions import Eyes, Mention, Seen
from letterkit.checks.ledger.predicates import Predicate
from letterkit.foundation.dates import PartialDate
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act

_GAP = re.compile(r"[;:()]")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a sentence and an act differ; ``fatal`` when both cannot be right."""

    says: str
    fatal: bool
    at: Mention | None = None


class Comparison:
    """Compares for one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes

    def covered(self, predicate: Predicate, act: Act, seen: Seen) -> frozenset[Mention]:
        """The mentions in the segment of a predicate that an act bears out."""
        own = self._act_words(act)
        told = {mention for mention in seen.mentions if predicate.covers(mention) and self._is_of(mention, own, seen)}
        numbers = self._numbers(act.outcome) | self._numbers(act.object)
        told.update(each for each in predicate.numbers if each.number in numbers)
        told.update(each for each in predicate.dates if _overlaps(each, act.date))
        return frozenset(told | set(predicate.who))

    def _act_words(self, act: Act) -> frozenset[str]:
        texts = (act.place, act.held_at, act.by, act.for_, act.outcome, act.object)
        return frozenset(
            word.low
            for text in texts
            if text
            for each in text.languages.values()
            for word in words_of(plain(str(each)))
        )

    def _is_of(self, mention: Mention, own: frozenset[str], seen: Seen) -> bool:
        words = seen.words[mention.first : mention.last]
        return mention.kind in ("stranger", "place", "country", "number") and all(word.low in own for word in words)

    def differences(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        """Where a predicate and an act differ."""
        yield from self.dates(predicate, act)
        yield from self._places(predicate, act, seen)
        yield from self._outcome(predicate, act, seen)
        yield from self._agent(predicate, act, seen)

    def dates(self, predicate: Predicate, act: Act) -> list[Difference]:
        """Whether the dates that a predicate gives are those of an act."""
        dates = [mention for mention in predicate.dates if mention.days]
        confirmed = set(act.confirmed)
        apart = [
            mention
            for mention in dates
            if not _overlaps(mention, act.date) and not any(first in confirmed for first, _ in mention.days)
        ]
        where = f"{act.location.file}:{act.location.line}" if act.location else "the campaign"
        if apart:
            says = f"the campaign says {act.date} ({where})"
            fatal = not act.date.bound and not act.date.about and len(apart) == len(dates)
            return [Difference(says, fatal and not self._is_history(apart[0], act.date), apart[0])]
        if dates and not any(_tells(mention, act.date) for mention in dates):
            return [Difference(f"the campaign says {act.date} only ({where})", False)]
        return []

    def _is_history(self, mention: Mention, date: PartialDate) -> bool:
        """Whether a date is so far from an act's that it can be of another such act."""
        first, last = mention.days[-1]
        if first == last and any((day.month, day.day) == (date.first.month, date.first.day) for day, _ in mention.days):
            return False
        return last.year < date.first.year

    def _places(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        own = self._act_words(act)
        lists = self._eyes.lexicon.lists
        for mention in seen.of("stranger", "place"):
            before = seen.words[mention.first - 1].low if mention.first else ""
            if (
                not predicate.covers(mention)
                or before not in lists.get("places", ())
                or self._is_of(mention, own, seen)
            ):
                continue
            after = seen.words[mention.last].low if mention.last < len(seen.words) else ""
            text = seen.text[mention.start : mention.end]
            if act.place:
                place = act.place.within(self._eyes.language.code) or act.place.first
                is_part = after in lists.get("regions", ())
                yield Difference(
                    f"the campaign says '{place}', not '{text}'",
                    not is_part and mention.first > predicate.mention.first,
                    mention,
                )
            else:
                yield Difference(f"the campaign does not say that it was in '{text}'", False)

    def _outcome(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        numbers = self._numbers(act.outcome)
        timed = [
            each for each in predicate.numbers if self._eyes.lexicon.units.match(seen.text[each.end :].lstrip(" -'"))
        ]
        for each in timed:
            if numbers and each.number not in numbers:
                yield Difference(f"the campaign says '{self._said(act.outcome)}'", True, each)
                return
        at = predicate.mention.last
        if predicate.mention.kind == "noun":
            return
        slot = self._slot(seen, at, predicate.within[1], self._eyes.lexicon.lists.get("outcomes", frozenset()))
        if slot and act.kind in self._with_outcome:
            own = self._stems(self._said(act.outcome)) | self._stems(self._said(act.object))
            if not act.outcome:
                yield Difference("the campaign does not say with what outcome", False)
            elif not own & self._stems(slot):
                yield Difference(f"the campaign says '{self._said(act.outcome)}'", False)

    @cached_property
    def _with_outcome(self) -> frozenset[str]:
        acts = self._eyes.cast.library.acts.values()
        return frozenset(clause.name for clause in acts if "{{ outcome }}" in str(clause.words))

    def _agent(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        lists = self._eyes.lexicon.lists
        if predicate.mention.kind == "noun":
            return
        for at in range(predicate.mention.last, predicate.within[1]):
            if seen.words[at].low in lists.get("agents", ()):
                slot = self._slot(seen, at, predicate.within[1], lists["agents"])
                if not slot or not slot.strip()[0].isalpha():
                    return
                said = self._said(act.by)
                if not act.by:
                    yield Difference("the campaign does not say by whom", False)
                elif not self._stems(said) & self._stems(slot):
                    yield Difference(f"the campaign says 'by {said}'", False)
                return

    def _slot(self, seen: Seen, at: int, end: int, prepositions: frozenset[str]) -> str:
        """What follows a preposition at a word, up to the next preposition, date or mark."""
        if at >= end or seen.words[at].low not in prepositions:
            return ""
        lists = self._eyes.lexicon.lists
        dates = {mention.first for mention in seen.of("date")}
        stop = at + 1
        while stop < end:
            word = seen.words[stop]
            if stop in dates or _GAP.search(word.gap) or "," in word.gap:
                break
            if stop > at + 2 and word.low in (*lists.get("places", ()), *lists.get("agents", ()), "on", "le"):
                break
            stop += 1
        return seen.text[seen.words[at + 1].start : seen.words[stop - 1].end] if stop > at + 1 else ""

    def _stems(self, text: str) -> frozenset[str]:
        function = self._eyes.lexicon.function
        return frozenset(
            word.low[:5] for word in words_of(plain(text)) if word.low not in function and len(word.low) > 2
        )

    def _said(self, text: Text | None) -> str:
        return str(text.within(self._eyes.language.code) or text.first) if text else ""

    def _numbers(self, text: Text | None) -> frozenset[int]:
        return frozenset(each.number for each in numbers_in(self._said(text), self._eyes.language))


def _overlaps(mention: Mention, date: PartialDate) -> bool:
    """Whether a date that a sentence gives can be that of an act."""
    if date.bound:
        return False
    return any(first <= date.last and date.first <= last for first, last in mention.days)


def _tells(mention: Mention, date: PartialDate) -> bool:
    """Whether an act is known to have been done at a time: it lies within it."""
    return any(first <= date.first and date.last <= last for first, last in mention.days)
