"""Weigh the order and the length of what happened: "charged before her arrest", "freed after two weeks"."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Mood, Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.foundation.kept import Kept, Same
from letterkit.language.spelling import plain
from letterkit.schema.organisation import Act

_ONLY: Kept[Act | None] = Kept(64)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MARKS = frozenset("()")
_Told = tuple[Mention, Act]


@dataclass(frozen=True, slots=True)
class _Order:
    """That one thing was earlier (-1) or later (1) than the other, and by how much, where a sentence says so."""

    one: _Told
    other: _Told
    way: int
    by: Mention | None


class Sequence:
    """Weighs it for one letter."""

    def __init__(self, dossier: Dossier, eyes: Eyes) -> None:
        self._dossier, self._lists, self._today = dossier, eyes.lexicon.lists, eyes.today
        self._eyes = eyes
        self._campaign = eyes.cast.campaign
        self._acts = eyes.cast.library.acts
        self._next, self._previous = (self._lists.get(name, frozenset()) for name in ("next-day", "previous-day"))

    def claims(self, seen: Seen, predicates: tuple[Predicate, ...]) -> Iterator[tuple[Claim, frozenset[Mention]]]:
        """The claims of a sentence about order and length, each with the mentions that it accounts for."""
        denied = any(each.negated and each.mention.kind != "over" for each in predicates)
        if denied or any(each.mood in (Mood.ATTRIBUTED, Mood.DEMANDED) for each in predicates):
            return
        for order in self._orders(seen, predicates):
            yield self._of_order(order, seen)
        for predicate in predicates:
            yield from self._lengths(seen, predicate)
        yield from self._in_custody(seen, predicates)

    # Order

    def _orders(self, seen: Seen, predicates: tuple[Predicate, ...]) -> Iterator[_Order]:
        told = self._told(seen, predicates)
        for at, word in enumerate(seen.words) if len(told) > 1 else ():
            way = self._way(word.low)
            if not way:
                continue
            pair = _beside(told, at)
            if pair is None or any(set(each.gap) & _MARKS for each in seen.words[at + 1 : pair[1][0].first]):
                continue  # "a hearing before a court (article 14) and forbids"
            by = next((each for each in seen.of("duration") if each.last == at), None)
            if word.low in self._lists["thereupon"] and pair[0][0].first > at:
                continue  # "Then she was released": before what, the sentence does not say
            if any(at < each.first < pair[1][0].last for each in seen.of("unreal")):
                continue  # "waited three days before she could see a lawyer"
            adverb = pair[0][0].first < at and self._is_adverb(at, seen)
            yield _Order(*pair, -way if adverb else way, by)

    def _is_adverb(self, at: int, seen: Seen) -> bool:
        """Whether a word for the next day, or the one before, is that of what follows: « et, le lendemain, A a »."""
        behind = seen.words[at + 1] if at + 1 < len(seen.words) else None
        day = seen.words[at].low in self._next | self._previous
        return day and behind is not None and behind.low not in self._lists["partitive"]

    def _way(self, word: str) -> int:
        if word in self._lists.get("earlier", frozenset()) | self._previous | self._lists["thereupon"]:
            return -1
        later = self._lists["later"] - self._lists["since"]  # "since then, he has been in hiding for fear of arrest"
        return 1 if word in later | self._next else 0

    def _told(self, seen: Seen, predicates: tuple[Predicate, ...]) -> list[_Told]:
        """What a sentence speaks of, where the campaign knows exactly one such act, on a day, in order."""
        found: list[_Told] = []
        taken: set[int] = set()
        for predicate in predicates:
            taken.update(range(predicate.mention.first, predicate.mention.last))
            keys = [key for each in self._meant(predicate, seen) for key in each.values]
            act = self._only(predicate.kinds, keys, predicate.is_status)
            if act is None and predicate.guessed and not predicate.is_status:
                act = self._only(predicate.kinds, [], False)  # "before the arrests"
            if act:
                found.append((predicate.mention, act))
        for noun in seen.of("noun"):
            dated = any(0 <= date.first - noun.last <= 2 for date in seen.of("date"))
            if noun.first not in taken and not dated and (act := self._only(noun.values, [], False)):
                found.append((noun, act))
        return sorted(found, key=lambda each: each[0].first)

    @staticmethod
    def _meant(predicate: Predicate, seen: Seen) -> tuple[Mention, ...]:
        """Of whom a predicate speaks; of « son licenciement », who is named behind it before those named earlier."""
        behind = tuple(each for each in seen.of("person") if each.first >= predicate.mention.last)
        return behind[:1] if predicate.guessed and predicate.mention.kind == "noun" and behind else predicate.who

    def _only(self, kinds: frozenset[str], keys: list[str], is_status: bool) -> Act | None:
        """The one act of some kinds that those named have, or anybody; None when there are several days."""
        if keys or self._dossier.has_met:
            return self._one(kinds, keys or self._dossier.owners, is_status)
        letter = self._dossier.letter
        key = Same(letter.people), Same(letter.organisations), tuple(sorted(kinds)), is_status
        return _ONLY.of(self._campaign, key, lambda: self._one(kinds, self._dossier.owners, is_status))

    def _one(self, kinds: frozenset[str], keys: Iterable[str], is_status: bool) -> Act | None:
        acts = [
            act
            for key in keys
            for act in (self._dossier.acts(key) if key in self._dossier.owners else ())
            if (self._acts[act.kind].status if is_status else act.kind) in kinds
        ]
        days = {(act.date.first, act.date.last) for act in acts}
        exact = len(days) == 1 and all(act.date.precision == "day" and not act.date.bound for act in acts)
        return acts[0] if exact else None

    def _of_order(self, order: _Order, seen: Seen) -> tuple[Claim, frozenset[Mention]]:
        (mention, one), (_, other) = order.one, order.other
        days = (one.date.first - other.date.first).days * order.way
        right = days >= 0
        if right and order.by:
            right = _is_about(days, order.by)
        says = f"the campaign dates them {one.date} and {other.date}"
        covers = _measured(order.by, seen) if order.by else frozenset[Mention]()
        verdict = Verdict.SUPPORTED if right else Verdict.CONTRADICTED
        return self._claim("order", order.by or mention, one, verdict, says), covers

    # Length

    def _lengths(self, seen: Seen, predicate: Predicate) -> Iterator[tuple[Claim, frozenset[Mention]]]:
        """For how long something held that has ended, or that holds: "spent ten days in detention"."""
        for length in seen.of("duration"):
            if not predicate.covers(length) or not self._lists["lasting"].intersection(_before(length, seen)):
                continue
            spans = [span for each in predicate.who for key in each.values for span in self._held(key, predicate)]
            if len(spans) != 1:
                continue
            act, days = spans[0]
            right = _is_about(days, length)
            says = f"by the campaign, it was {days} days"
            verdict = Verdict.SUPPORTED if right else Verdict.CONTRADICTED
            yield self._claim("length", length, act, verdict, says), _measured(length, seen)

    def _in_custody(self, seen: Seen, predicates: tuple[Predicate, ...]) -> Iterator[tuple[Claim, frozenset[Mention]]]:
        """For how long somebody was locked up: "spent ten days in custody", of one who has been released or has not."""
        if any(each.is_status for each in predicates):
            return
        for place in seen.of("confined"):
            length = next((each for each in seen.of("duration") if 0 <= place.first - each.last <= 1), None)
            # "could be sentenced to six years in prison" tells no such length
            if length is None or not self._lists["lasting"].intersection(_before(length, seen)):
                continue
            people = _named_near(length, seen)
            spans = [span for each in people for key in sorted(each.values) for span in self._locked_up(key)]
            if len(spans) == 1:
                act, days = spans[0]
                verdict = Verdict.SUPPORTED if _is_about(days, length) else Verdict.CONTRADICTED
                says = f"by the campaign, it was {days} days"
                covers = _measured(length, seen) | {place, *people}
                yield self._claim("length", length, act, verdict, says), covers

    def _locked_up(self, key: str) -> Iterator[tuple[Act, int]]:
        """The act with which somebody's detention began, with the days that it lasted so far."""
        acts = self._dossier.acts(key) if key in self._dossier.owners else ()
        for number, act in enumerate(acts):
            if self._acts[act.kind].status == "detained" and act.date.precision == "day" and not act.date.bound:
                ends = (each.date.first for each in acts[number + 1 :] if "detained" in self._acts[each.kind].ends)
                yield act, (next(ends, self._today) - act.date.first).days
                return

    def _held(self, key: str, predicate: Predicate) -> Iterator[tuple[Act, int]]:
        """Acts that brought what a predicate speaks of, or that it ended, each with the days that it lasted so far."""
        acts = self._dossier.acts(key) if key in self._dossier.owners else ()
        statuses = self._statuses(predicate)
        for number, act in enumerate(acts):
            status = self._acts[act.kind].status
            if act.kind in predicate.kinds and act.date.ends and not act.date.bound:
                yield act, (act.date.last - act.date.first).days + 1
            elif status in statuses:
                ends = (each.date.first for each in acts[number + 1 :] if status in self._acts[each.kind].ends)
                yield from ((act, days) for days in self._lasted(act, next(ends, None), predicate))

    def _lasted(self, act: Act, ended: datetime.date | None, predicate: Predicate) -> Iterator[int]:
        """For how many days what an act brought lasted: as its words say, to the day on which it ended, or so far."""
        if act.lasted and not act.ongoing:
            said = plain(str(act.lasted.within(self._eyes.language.code) or act.lasted.first))
            yield from (_DAYS[min(each.values)] * each.number for each in self._eyes.see(said).of("duration"))
        elif act.date.precision == "day" and not act.date.bound:
            end = ended or (self._today if predicate.is_status and predicate.mention.kind != "over" else None)
            if end:  # "was banned for two years" of a ban that lasts speaks of what is to come
                yield (end - act.date.first).days

    def _statuses(self, predicate: Predicate) -> frozenset[str]:
        """The statuses of whose length a predicate can speak: its own, those that it brought, or ended as good news."""
        if predicate.is_status:
            return predicate.kinds
        kinds = [self._acts[kind] for kind in predicate.kinds]
        ended = frozenset(str(status) for kind in kinds if kind.relief for status in kind.ends)
        return ended or frozenset(str(kind.status) for kind in kinds if kind.status)

    def _claim(self, kind: str, at: Mention, act: Act, verdict: Verdict, says: str) -> Claim:
        bad = verdict is Verdict.CONTRADICTED
        code = "LK521" if bad else ""
        return Claim(kind, str(act.kind), (), at.start, at.end, verdict, says if bad else "", act.location, code)


def _beside(told: list[_Told], at: int) -> tuple[_Told, _Told] | None:
    """What a word at a place sets in order: what is told right before and behind it, or the two next behind it."""
    before, behind = ([one for one in told if (one[0].first < at) is ahead] for ahead in (True, False))
    if not behind or (not before and len(behind) < 2):
        return None
    return before[-1] if before else behind[1], behind[0]


def _named_near(length: Mention, seen: Seen) -> list[Mention]:
    """Who is named last before a length of time, or else first behind it."""
    named = seen.of("person", "group")
    return [each for each in named if each.last <= length.first][-1:] or [*named][:1]


def _before(length: Mention, seen: Seen) -> list[str]:
    """The two words before a length of time."""
    return [word.low for word in seen.words[max(0, length.first - 2) : length.first]]


def _measured(length: Mention, seen: Seen) -> frozenset[Mention]:
    """A length of time and its number."""
    return frozenset({length, *(each for each in seen.of("number") if each.first == length.first)})


def _is_about(days: int, length: Mention) -> bool:
    """Whether so many days are the length that a sentence gives: a day more or less, half a week, month or year."""
    unit = _DAYS[min(length.values)]
    slack = (1 if length.number > 1 else 0) if unit == 1 else unit // 2
    return abs(days - length.number * unit) <= slack
