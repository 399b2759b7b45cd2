"""Compare what a sentence says with an act of the campaign: when, where, with what outcome, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.sentences.arguments import Arguments, Slot
from letterkit.checks.ledger.sentences.durations import LASTING
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Predicate
from letterkit.checks.ledger.sentences.seen import EVENT, OPEN, Days, Mention, Seen
from letterkit.checks.ledger.weighing.kinds_of_doers import KindsOfDoers
from letterkit.checks.ledger.weighing.lengths import Lengths
from letterkit.checks.ledger.weighing.whereabouts import is_elsewhere
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.checks.ledger.words.meanings import Meanings, meanings
from letterkit.checks.ledger.words.portfolios import other_names
from letterkit.foundation.dates import PartialDate
from letterkit.language.spelling import plain
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a sentence and an act differ; ``fatal`` when both cannot be right."""

    says: str
    fatal: bool
    at: Mention | None = None


class Comparison:
    """Compares for one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes, self._lengths = eyes, Lengths(eyes)

    def covered(self, predicate: Predicate, act: Act, seen: Seen) -> frozenset[Mention]:
        """The mentions in the segment of a predicate that an act bears out."""
        own = self._act_words(act)
        told = {mention for mention in seen.mentions if predicate.covers(mention) and self._is_of(mention, own, seen)}
        numbers = (
            self._lengths.numbers(act.outcome) | self._lengths.numbers(act.object) | self._lengths.numbers(act.facing)
        )
        told.update(each for each in predicate.numbers if each.number in numbers)
        told.update(each for each in predicate.dates if _overlaps(each, act.date))
        return frozenset(told | set(predicate.who))

    def _act_words(self, act: Act) -> frozenset[str]:
        why = (act.for_, act.stated_reason, act.outcome, act.object, act.facing)
        texts = (act.place, act.held_at, act.by, act.how, *why)
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
        """Where a predicate and an act differ; of what is dated long before the act, nothing else is compared."""
        yield from self.dates(predicate, act)
        if any(mention.days and self._is_history(mention, act.date) for mention in predicate.dates):
            return
        yield from self._places(predicate, act, seen)
        yield from self._outcome(predicate, act, seen)
        yield from self._condition(predicate, act, seen)
        yield from self._agent(predicate, act, seen)
        yield from self._reason(predicate, act, seen)
        yield from self._object(predicate, act, seen)

    def tells_of(self, predicate: Predicate, act: Act, seen: Seen) -> bool:
        """Whether a predicate gives the day, the place, the charge or the reason of an act, and nothing else of it."""
        fatal = (each.at for each in self.differences(predicate, act, seen) if each.fatal)
        if any(at is None or at.kind != "date" for at in fatal):
            return False
        return self._is_when_or_where(predicate, act, seen) or self._is_why(predicate, act, seen)

    def _is_when_or_where(self, predicate: Predicate, act: Act, seen: Seen) -> bool:
        """Whether a predicate gives the day or the place of an act."""
        if act.date.precision == "day" and any(_overlaps(each, act.date) for each in predicate.dates):
            return True
        own = self._act_words(act)
        return bool(act.place) and any(
            predicate.covers(each) and self._is_of(each, own, seen) for each in seen.of("place")
        )

    def _is_why(self, predicate: Predicate, act: Act, seen: Seen) -> bool:
        """Whether a predicate gives the charge or the reason of an act."""
        slots = [*self._arguments.outcomes(predicate, seen), self._arguments.reason(predicate, seen)]
        said = (self._arguments.stems(slot.text) - self._generic for slot in slots if slot)
        known = self._arguments.stems(" ".join(map(self._said, (act.outcome, act.for_, act.stated_reason))))
        return any(bool(stems) and stems <= known for stems in said)

    def is_by(self, name: str, act: Act) -> bool:
        """Whether somebody who is named is who did something."""
        own = self._arguments.stems(name)
        return bool(own) and own <= self._arguments.stems(self._said(act.by))

    def is_doer(self, noun: str, dossier: Dossier) -> bool:
        """Whether a word is one by which the campaign calls those who did something."""
        own = self._arguments.stems(noun)
        acts = (act for key in dossier.owners for act in dossier.acts(key))
        return bool(own) and any(own <= self._arguments.stems(self._said(act.by)) for act in acts if act.by)

    def of_status(self, predicate: Predicate, act: Act, seen: Seen) -> list[Difference]:
        """Where a predicate of what lasts, and the act that began it, differ."""
        return [*self.dates(predicate, act, lasts=True), *self._outcome(predicate, act, seen)]

    def held_elsewhere(self, predicate: Predicate, place: Text, seen: Seen) -> list[Difference]:
        """Where a predicate says that somebody is held, and a record says where they are now: "in prison in Gweru".

        Beside the place of the record another one says more of it, and what is told of then is not judged by now.
        """
        told = list(self._told_places(predicate, seen))
        own = frozenset(word.low for each in place.languages.values() for word in words_of(plain(str(each))))
        past = any(word.low in self._eyes.lexicon.lists["past"] for word in seen.words[slice(*predicate.within)])
        if past or any(any(word.low in own for word in seen.words[each.first : each.last]) for each in told):
            return []
        return [
            Difference(
                f"the campaign says '{self._said(place)}', not '{seen.text[each.start : each.end]}'",
                each.first > predicate.mention.first and is_elsewhere(each, plain(self._said(place)), seen, self._eyes),
                each,
            )
            for each in told
        ]

    def _told_places(self, predicate: Predicate, seen: Seen) -> Iterator[Mention]:
        """The places in the segment of a predicate, each behind a word that leads one."""
        places = self._eyes.lexicon.lists["places"]
        for mention in seen.of("stranger", "place"):
            before = seen.words[mention.first - 1].low if mention.first else ""
            if predicate.covers(mention) and before in places:
                yield mention

    def dates(self, predicate: Predicate, act: Act, *, lasts: bool = False) -> list[Difference]:
        """Whether the dates that a predicate gives are those of an act; what ``lasts`` is so after all that came."""
        lasts = lasts or act.ongoing
        dates = _compared(predicate, act, lasts=lasts)
        apart = [mention for mention in dates if not (_overlaps(mention, act.date) or _is_confirmed(mention, act))]
        where = _where(act)
        if apart:
            says = f"the campaign says {act.date} ({where})"
            told = any(mention.values >= EVENT for mention in apart)  # "on 12 May, two days after the arrest of A"
            exact = not (act.date.bound or act.date.about or self._is_of_another_time(apart[0], act, lasts=lasts))
            return [Difference(says, exact and (told or len(apart) == len(dates)), apart[0])]
        if dates and not any(_tells(mention, act.date) for mention in dates):
            return [Difference(f"the campaign says {act.date} only ({where})", False)]
        return []

    def _is_of_another_time(self, mention: Mention, act: Act, *, lasts: bool) -> bool:
        """Whether a date can be of another such act; since when something lasts is not."""
        return self._is_history(mention, act.date) and not (lasts and mention.values >= LASTING)

    def _is_history(self, mention: Mention, date: PartialDate) -> bool:
        """Whether a date is so far from an act's that it can be of another such act."""
        first, last = mention.days[-1]
        if first == last and any((day.month, day.day) == (date.first.month, date.first.day) for day, _ in mention.days):
            return False
        return last.year < date.first.year

    def _places(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        own = self._act_words(act)
        lists = self._eyes.lexicon.lists
        place = act.place
        for mention in self._told_places(predicate, seen):
            if self._is_of(mention, own, seen):
                continue
            after = seen.words[mention.last].low if mention.last < len(seen.words) else ""
            text = seen.text[mention.start : mention.end]
            if place:
                is_part = after in lists.get("regions", ())
                yield Difference(
                    f"the campaign says '{self._said(place)}', not '{text}'",
                    not is_part and (mention.first > predicate.mention.first or mention.first < 2),
                    mention,
                )
            else:
                yield Difference(f"the campaign does not say that it was in '{text}'", False)

    def _outcome(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        """Whether the length of a sentence, or else the charge, is another."""
        if act.kind not in self._with_outcome:
            return
        units = self._eyes.lexicon.units
        timed = [each for each in predicate.numbers if units.match(seen.text[each.end :].lstrip(" -'"))]
        timed = [each for each in timed if not self._is_after(each, seen)]
        if apart := self._lengths.another(predicate, act.outcome, seen, timed):
            yield Difference(f"the campaign says '{self._said(act.outcome)}'", True, apart)
            return
        slot = next(self._strange(predicate, act, seen), None)
        if slot and not act.outcome:
            yield Difference("the campaign does not say with what outcome", False)
        elif slot:
            at = _of_slot("outcome", slot, seen)
            charged = not timed and not self._lengths.numbers(act.outcome) and slot.first <= predicate.mention.last + 1
            charged &= not any(slot.first <= each.first <= slot.first + 1 for each in seen.of("verb"))  # "to kill her"
            charged &= not self._arguments.stems(slot.text) & self._generic  # "a serious offence"
            yield Difference(f"the campaign says '{self._said(act.outcome)}'", charged, at)

    def _is_after(self, number: Mention, seen: Seen) -> bool:
        """Whether a number is of the time that has passed: "sentenced two months later, to three years"."""
        behind = " ".join(word.low for word in seen.words[number.last + 1 : number.last + 3])
        told = self._eyes.lexicon.lists["afterwards"] | self._eyes.lexicon.lists["beforehand"]
        return any(f"{behind} ".startswith(f"{phrase} ") for phrase in told)

    def _strange(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Slot]:
        """What stands in the place of an outcome, and is none of an act, nor who did it."""
        own = self._arguments.stems(" ".join(map(self._said, (act.outcome, act.object, act.by))))
        owned = {each.first for each in seen.of("possessives")}  # "suspended from their posts"
        for slot in self._arguments.outcomes(predicate, seen):
            said = self._arguments.stems(slot.text)
            if said and not said & own and not said <= self._generic and slot.first not in owned:
                yield slot

    def _condition(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        """A condition of a release, or a suspension of a sentence, that an act has not: "a suspended sentence"."""
        kind = self._eyes.cast.library.acts[act.kind]
        if kind.status != "convicted" and not (kind.relief and "detained" in kind.ends):
            return
        own = self._known.in_text(self._said(act.outcome))
        known, stems = self._known, [self._known.stem(word.low) for word in seen.words]
        for at in range(*predicate.within):
            found = known.at(stems, at)
            if found and found[1] in known.conditions and found[1] not in own:
                text = f"{seen.words[at].text}"
                says = (
                    f"the campaign says '{self._said(act.outcome)}'"
                    if act.outcome
                    else f"the campaign says nothing of '{text}'"
                )
                place = Mention("condition", seen.words[at].start, seen.words[found[0] - 1].end, at, found[0])
                yield Difference(says, bool(act.outcome), place)
                return

    @cached_property
    def _known(self) -> Meanings:
        return meanings(self._eyes.cast.library, self._eyes.language.code)

    @cached_property
    def _arguments(self) -> Arguments:
        return Arguments(self._eyes)

    @cached_property
    def _generic(self) -> frozenset[str]:
        """The beginnings of words that name no charge and nobody in particular: "a crime", "the authorities"."""
        return self._arguments.stems(" ".join(self._eyes.lexicon.lists.get("anything", ())))

    @cached_property
    def _with_outcome(self) -> frozenset[str]:
        keys_of_acts = self._eyes.cast.library.keys_of_acts
        return frozenset(kind for kind, keys in keys_of_acts.items() if "outcome" in keys)

    def _agent(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        slot = self._arguments.agent(predicate, seen, self._is_passive(predicate, seen))
        said = self._arguments.stems(slot.text) if slot else frozenset[str]()
        if slot is None or not said or said <= self._generic:
            return
        own = self._said(act.by)
        if not act.by:
            yield Difference("the campaign does not say by whom", False)
        elif other_names(slot.text, own, self._eyes.cast.library, self._eyes.language.code):
            return
        elif not self._arguments.stems(own) & said:
            at = KindsOfDoers(self._eyes).other(seen, slot.first, slot.last, own)
            yield Difference(f"the campaign says 'by {own}'", at is not None, at)
        elif self._is_of_another(own, slot):
            yield Difference(f"the campaign says 'by {own}'", True, _of_slot("agent", slot, seen))
        elif strange := self._strange_name(slot, act, seen):
            yield Difference(f"the campaign says 'by {own}'", True, strange)

    def _strange_name(self, slot: Slot, act: Act, seen: Seen) -> Mention | None:
        """The first name of a slot that an act does not give: "the police in Nakuru arrested"."""
        words = self._act_words(act)
        others = (each for each in seen.of("stranger", "place") if slot.first <= each.first < slot.last)
        return next((each for each in others if seen.words[each.first].low not in words), None)

    def _is_of_another(self, own: str, slot: Slot) -> bool:
        """Whether two have one title, and each is of something else: "the Ministry of Health", "of the Interior".

        "The court of this town" can be that of a town with a name.
        """
        (title, whole), (called, whose) = self._parted(own), self._parted(slot.text)
        named = any(map(str.isupper, whose)) or not any(map(str.isupper, whole))
        heads, others = self._arguments.stems(title), self._arguments.stems(called)
        of, its = self._arguments.stems(whole), self._arguments.stems(whose)
        return bool(of and its) and heads == others and not of & its and named

    def _parted(self, text: str) -> tuple[str, str]:
        """A title, and what it is of: "ministry", "home affairs"."""
        partitive = self._eyes.lexicon.lists["partitive"]
        words = words_of(plain(text))
        at = next((at for at, word in enumerate(words) if word.low in partitive), len(words))
        title, whole = (" ".join(word.text for word in part) for part in (words[:at], words[at + 1 :]))
        return title, whole

    def _object(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        """Whether what was taken is another thing, or another number of it."""
        if not act.object or act.kind not in self._eyes.lexicon.objective or not self._is_passive(predicate, seen):
            return
        says = f"the campaign says '{self._said(act.object)}'"
        own, numbers = self._arguments.stems(self._said(act.object)), self._lengths.numbers(act.object)
        for slot in self._arguments.taken(predicate, seen):
            counted = [each for each in predicate.numbers if slot.first <= each.first < slot.last]
            said = self._arguments.stems(_without(counted, slot, seen))
            another = [each for each in counted if numbers and each.number not in numbers]
            if said and not said & own:
                yield Difference(says, False)
            elif another and said:
                yield Difference(says, True, another[0])

    def _is_passive(self, predicate: Predicate, seen: Seen) -> bool:
        be, at = self._eyes.lexicon.lists.get("be", frozenset()), predicate.mention.first
        return any(word.low in be for word in seen.words[max(predicate.within[0], at - 4) : predicate.mention.last])

    def _reason(self, predicate: Predicate, act: Act, seen: Seen) -> Iterator[Difference]:
        slot = None if act.kind in self._eyes.lexicon.agentive else self._arguments.reason(predicate, seen)
        said = self._arguments.stems(slot.text) if slot else frozenset[str]()
        texts = (act.for_, act.stated_reason, act.outcome, act.object)
        own = " ".join(map(self._said, texts))
        if said and not said & self._arguments.stems(own):
            why = f"the campaign says 'for {self._said(act.for_)}'" if act.for_ else "the campaign does not say why"
            yield Difference(why, False)

    def _said(self, text: Text | None) -> str:
        return str(text.within(self._eyes.language.code) or text.first) if text else ""


def _of_slot(kind: str, slot: Slot, seen: Seen) -> Mention:
    """The words of a slot as a mention."""
    start, end = seen.words[slot.first].start, seen.words[slot.last - 1].end
    return Mention(kind, start, end, slot.first, slot.last)


def _without(numbers: list[Mention], slot: Slot, seen: Seen) -> str:
    """The words of a slot that are none of its numbers."""
    skipped = {at for each in numbers for at in range(each.first, each.last)}
    return " ".join(seen.words[at].text for at in range(slot.first, slot.last) if at not in skipped)


def _compared(predicate: Predicate, act: Act, *, lasts: bool) -> list[Mention]:
    """The dates of a predicate that can speak against an act."""
    dates = [each for each in predicate.dates if each.days and not (lasts and _is_later(each, act))]
    days = [span for each in dates for span in each.days if span[0] == span[1]]
    return [each for each in dates if not _is_named_within(each, days)]


def _is_named_within(mention: Mention, days: Sequence[Days]) -> bool:
    """Whether a stretch of time holds a day that is named beside it: "last month, on 3 May"."""
    return any(first < last and first <= day <= last for first, last in mention.days for day, _ in days)


def _is_later(mention: Mention, act: Act) -> bool:
    """Whether a date is all that came after something, which was after an act began."""
    return mention.values == OPEN and act.date.first <= min(first for first, _ in mention.days)


def _where(act: Act) -> str:
    """Where an act stands, in words."""
    return f"{act.location.file}:{act.location.line}" if act.location else "the campaign"


def _is_confirmed(mention: Mention, act: Act) -> bool:
    """Whether a date is a day on which an act was known still to hold."""
    return any(first in set(act.confirmed) for first, _ in mention.days)


def _overlaps(mention: Mention, date: PartialDate) -> bool:
    """Whether a date that a sentence gives can be that of an act."""
    if date.bound:
        return False
    return any(first <= date.last and date.first <= last for first, last in mention.days)


def _tells(mention: Mention, date: PartialDate) -> bool:
    """Whether an act is known to have been done at a time: it lies within it."""
    return any(first <= date.first and date.last <= last for first, last in mention.days)
