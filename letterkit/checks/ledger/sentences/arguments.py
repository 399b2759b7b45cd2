"""What stands beside a predicate: who did it, with what outcome, and why, in the words of the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.language.spelling import plain

_MARKS = frozenset(";:(),–—")
_NEAR = 2
"""How many words can stand between a word for an act and the preposition of its outcome: "sentenced on appeal to"."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a sentence, from one of its words to another (which is behind them)."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Arguments:
    """Finds them in the sentences of one letter."""

    eyes: Eyes

    def _list(self, name: str) -> frozenset[str]:
        return self.eyes.lexicon.lists.get(name, frozenset())

    def outcomes(self, predicate: Predicate, seen: Seen) -> Iterator[Slot]:
        """What follows "to", "with" or "of" behind the word, each of several joined ones for itself."""
        last = max(predicate.mention.last, predicate.within[0])
        for at in range(predicate.mention.first + 1, predicate.mention.last - 1):  # "a charge of fraud was laid"
            slot = self._slot(seen, at, last) if seen.words[at].low in self._list("outcomes") else None
            if slot and any(word.low not in self.eyes.lexicon.telling for word in seen.words[slot.first : slot.last]):
                yield from self._joined(slot, seen) if not self._names(slot, seen) else ()
                return
        for at in range(last, min(last + _NEAR, predicate.within[1])):
            if seen.words[at].low in self._list("outcomes"):
                slot = self._slot(seen, at, predicate.within[1])
                yield from self._joined(slot, seen) if slot and not self._names(slot, seen) else ()
                return
            if at >= last and predicate.mention.kind == "noun":
                return

    def reason(self, predicate: Predicate, seen: Seen) -> Slot | None:
        """What follows "for" or "because of" behind the word."""
        for at in range(max(predicate.mention.last, predicate.within[0]), predicate.within[1]):
            if seen.words[at].low in self._list("reasons"):
                slot = self._slot(seen, at, predicate.within[1], self._list("governed") | self._list("objects"))
                timed = slot and any(slot.first <= each.first < slot.last for each in seen.of("number", "date"))
                return None if timed or (slot and self._names(slot, seen)) else slot
        return None

    def agent(self, predicate: Predicate, seen: Seen, passive: bool) -> Slot | None:
        """Who did it: behind "by", or before an active verb."""
        if predicate.mention.kind == "noun" or predicate.is_status:
            return None
        for at in range(max(predicate.mention.last, predicate.within[0]), predicate.within[1]):
            if seen.words[at].low in self._list("agents"):
                slot = self._slot(seen, at, predicate.within[1])
                return slot if slot and slot.text[0].isalpha() else None
        noun = any(each.first == predicate.mention.first for each in seen.of("noun"))  # "charges brought against A"
        return None if passive or noun else self._subject(predicate, seen)

    def taken(self, predicate: Predicate, seen: Seen) -> Iterator[Slot]:
        """What stands before a passive verb as what was taken, each of several joined ones for itself."""
        first, last = predicate.within[0], predicate.mention.first
        small = self._list("auxiliaries") | self._list("be") | self._list("boundaries") - self._list("joining")
        skipped = {at for each in seen.of("date", "negations") for at in range(each.first, each.last)}
        own = [at for at in range(first, last) if at not in skipped and seen.words[at].low not in small]
        if own and not any(first <= each.first < last for each in predicate.who):
            whole = Slot(seen.text[seen.words[own[0]].start : seen.words[own[-1]].end], own[0], own[-1] + 1)
            yield from self._joined(whole, seen)

    def _subject(self, predicate: Predicate, seen: Seen) -> Slot | None:
        """What stands before an active verb, where those whom it befalls stand behind it."""
        mention, (first, _) = predicate.mention, predicate.within
        if cleft := self._brought_forward(mention, seen):
            return cleft
        if not predicate.who or any(each.first < mention.first for each in predicate.who):
            return None
        skipped = {at for each in seen.of("date", "negations") for at in range(each.first, each.last)}
        spoken = self._list("persons") | self._list("auxiliaries") | self._list("boundaries") | self._list("adverbs")
        own = [at for at in range(first, mention.first) if at not in skipped and seen.words[at].low not in spoken]
        own = [at for at in own if seen.words[at].low not in self._list("governed") - self._list("outcomes")]
        if not own:
            return None
        start, end = seen.words[own[0]].start, seen.words[own[-1]].end
        return Slot(seen.text[start:end], own[0], own[-1] + 1)

    def _brought_forward(self, mention: Mention, seen: Seen) -> Slot | None:
        """Who is brought forward as the doer of a verb: "It was the army that arrested A", « C'est l'armée qui »."""
        at = mention.first - 1
        while at > 0 and seen.words[at].low in self._list("auxiliaries") | self._list("adverbs"):
            at -= 1
        relative = self._list("subordinating") | self._list("reporting")
        if at < 3 or seen.words[at].low not in relative or seen.words[1].low not in self._list("be"):
            return None
        if seen.words[0].low in self._list("articles") or any(word.gap.strip(" '") for word in seen.words[1 : at + 1]):
            return None
        return Slot(seen.text[seen.words[2].start : seen.words[at - 1].end], 2, at)

    def _slot(self, seen: Seen, at: int, end: int, besides: frozenset[str] = frozenset()) -> Slot | None:
        """What follows a preposition, up to the next preposition, date, auxiliary or mark."""
        stops = (
            (self._list("objects") - self._list("outcomes"))
            | self._list("places")
            | self._list("reasons")
            | self._list("limits")
            | self._list("auxiliaries")
        ) - besides
        dates = {mention.first for mention in seen.of("date")}
        stop, content = at + 1, False
        while stop < end:
            word = seen.words[stop]
            content = content or (stop > at + 1 and seen.words[stop - 1].low not in self.eyes.lexicon.function)
            if stop in dates or set(word.gap) & _MARKS or (content and word.low in stops):
                break
            stop += 1
        if stop == at + 1:
            return None
        return Slot(seen.text[seen.words[at + 1].start : seen.words[stop - 1].end], at + 1, stop)

    def _joined(self, slot: Slot, seen: Seen) -> Iterator[Slot]:
        """The parts of a slot that "and" joins."""
        cuts = [at for at in range(slot.first + 1, slot.last) if seen.words[at].low in self._list("joining")]
        begins, ends = [slot.first, *(at + 1 for at in cuts)], [*cuts, slot.last]
        for first, last in zip(begins, ends, strict=True):
            if first < last:
                yield Slot(seen.text[seen.words[first].start : seen.words[last - 1].end], first, last)

    def _names(self, slot: Slot, seen: Seen) -> bool:
        """Whether a slot names whom an act befell: "the charges of Ms A"."""
        named: tuple[Mention, ...] = seen.of("person", "group", "body", "head", "country")
        small = self._list("partitive") | set(self.eyes.lexicon.dozens)
        small |= {f"{word}s" for word in self.eyes.lexicon.dozens}
        first = slot.first
        while first + 1 < slot.last and seen.words[first].low in small:
            first += 1  # "dozens of strikers"
        return any(slot.first <= each.first <= first + 1 for each in named)

    def stems(self, text: str) -> frozenset[str]:
        """The beginnings of the words of a text that tell something."""
        function, counted = self.eyes.lexicon.function, self.eyes.lexicon.units
        return frozenset(
            word.low[:5]
            for word in words_of(plain(text))
            if word.low not in function and len(word.low) > 2 and not counted.fullmatch(word.low)
        )
