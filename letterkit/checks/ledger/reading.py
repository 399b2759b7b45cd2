"""Make of what stands in a sentence what it says: of whom, that what was done, when, and whether as a fact.

A predicate is a word for an act or a status. It has a segment of the sentence to itself, between the conjunctions and
marks beside it; what stands in the segment belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.predicates import NAMED, Mood, Predicate, SpokenOf, clause, cut
from letterkit.checks.ledger.seen import Mention, Seen
from letterkit.checks.ledger.subjects import Subjects

_APPOSED = 5
"""Within how many words of a name a phrase ends that says more of whom it names."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence read; ``item`` says that it stands among the demands of a list."""

    seen: Seen
    predicates: tuple[Predicate, ...] = ()
    spoken: SpokenOf = field(default_factory=SpokenOf)
    item: bool = False


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads the sentences of one letter."""

    eyes: Eyes

    @property
    def subjects(self) -> Subjects:
        """What finds of whom something is said."""
        return Subjects(self.eyes)

    def read(self, sentence: str, spoken: SpokenOf, item: bool = False) -> ReadSentence:
        """A sentence that is plain; ``spoken`` is of whom the passage spoke before, ``item`` that it is a demand."""
        seen = self.eyes.see(sentence, spoken.day, _keys(spoken.last))
        found = self._predicates(seen)
        predicates: list[Predicate] = []
        carried = spoken
        for number, (mention, kinds) in enumerate(found):
            within = (
                cut(seen, found[number - 1][0], mention, self._list("boundaries"), self._list("joining"))
                if number
                else 0,
                cut(seen, mention, found[number + 1][0], self._list("boundaries"), self._list("joining"))
                if number + 1 < len(found)
                else len(seen.words),
            )
            within = clause(seen, mention, within)
            bare = Predicate(kinds, mention.kind == "status", mention, within)
            predicate = self._said(self.subjects.of_whom(bare, seen, carried, predicates), seen, item)
            if predicate.other and predicate.lasts and (owner := _apposed(mention, seen)):
                predicate = replace(predicate, who=(owner,), other=False)
            if (
                predicate.other
                and mention.kind == "verb"
                and not self.subjects.is_passive(mention, within[0], seen, ())
            ):
                continue
            predicates.append(predicate)
            carried = self._spoken(carried, predicate.who, seen, within[1])
        return ReadSentence(seen, tuple(predicates), self._spoken(carried, (), seen, len(seen.words)), item)

    def _list(self, name: str) -> frozenset[str]:
        return self.eyes.lexicon.lists.get(name, frozenset())

    def _spoken(self, before: SpokenOf, who: tuple[Mention, ...], seen: Seen, end: int) -> SpokenOf:
        named = tuple(mention for mention in seen.of(*NAMED) if mention.first < end and "" not in mention.values)
        everybody = tuple(dict.fromkeys((*reversed(named), *before.all)))[:12]
        return SpokenOf(who or before.last or named[-1:], everybody, self.eyes.day(seen) or before.day)

    # Which words say something of somebody

    def _predicates(self, seen: Seen) -> list[tuple[Mention, frozenset[str]]]:
        chosen: list[Mention] = []
        for mention in sorted(seen.of("status", "verb", "noun"), key=_telling):
            if any(mention.first < other.last and other.first < mention.last for other in chosen):
                continue
            if mention.kind == "noun" and not self.subjects.has_victim(mention, seen):
                continue
            if mention.kind == "verb" and (twin := self._as_noun(mention, seen)):
                mention = twin
            chosen.append(mention)
        chosen.sort(key=lambda mention: mention.first)
        return [(mention, mention.values) for mention in chosen]

    def _as_noun(self, verb: Mention, seen: Seen) -> Mention | None:
        """The noun that a word is rather than a verb: "the arrest of", "her release"."""
        twins = [noun for noun in seen.of("noun") if noun.first == verb.first and self.subjects.has_victim(noun, seen)]
        before = seen.words[verb.first - 1].low if verb.first else ""
        twins = [noun for noun in twins if noun.last >= verb.last]
        return twins[0] if twins and before not in self._list("be") else None

    # When, and how it is said

    def _said(self, predicate: Predicate, seen: Seen, item: bool) -> Predicate:
        mention, (first, last) = predicate.mention, predicate.within
        inside = [each for each in seen.mentions if first <= each.first < last]
        dates = [each for each in inside if each.kind == "date" and self._is_its_date(each, mention, seen)]
        dates = [each for each in dates if not each.first <= mention.first < each.last]  # "two days after her arrest"
        numbers = [each for each in inside if each.kind == "number"]
        lasts = mention.kind == "verb" and any(self._begins(date, predicate, seen) for date in dates)
        mood = self._mood(predicate, seen, item)
        return replace(
            predicate,
            dates=tuple(dates),
            numbers=tuple(numbers),
            negated=self._is_negated(inside, mention, seen),
            # What is asked for somebody "imprisoned since 14 October" does not ask for that.
            mood=Mood.ASSERTED if lasts and mood is Mood.DEMANDED else mood,
            lasts=lasts,
        )

    def _begins(self, date: Mention, predicate: Predicate, seen: Seen) -> bool:
        """Whether a participle is said to hold since a date, with no auxiliary that says when that was."""
        since = str(self.eyes.language.writing.times.since.partition("{")[0]).casefold().split()[:1]
        at = predicate.mention.first
        finite = {word.low for word in seen.words[max(predicate.within[0], at - 3) : at]} & self._list("auxiliaries")
        return not finite and any(word.low in since for word in seen.words[max(at, date.first - 2) : date.first])

    def _is_its_date(self, date: Mention, mention: Mention, seen: Seen) -> bool:
        """Whether a date is that of the predicate, and not of a noun ("the rally of 5 May") or a limit ("until")."""
        if mention.kind == "noun" and date.first < mention.first:
            return False
        if any(mention.last <= each.first < date.first for each in seen.of("occasion")):
            return False  # "the arrest of A, and the dialogue on 6 April"
        of_another = self._list("subordinating") | self._list("reporting")
        if any(word.low in of_another for word in seen.words[mention.last : max(mention.last, date.first - 1)]):
            return False  # "were dismissed because their colleagues had elected them on 2 November"
        at = date.first - 1
        while at >= 0 and seen.words[at].low in self._list("articles"):
            at -= 1
        if at < 0:
            return True
        before = seen.words[at].low
        if before in self._list("limits"):
            return False
        if at and seen.words[at - 1].low in self._list("weeks"):
            return True
        return before not in self._list("dated-nouns") or mention.kind == "noun" or at == mention.last

    def _is_negated(self, inside: Sequence[Mention], mention: Mention, seen: Seen) -> bool:
        before = seen.words[max(0, mention.first - 2) : mention.first]
        if any(word.low in self._list("absent") for word in before):
            return True
        if mention.kind == "noun" or self._denies_the_reason(mention, seen):
            return False
        for each in inside:
            if each.kind == "negations" and each.first < mention.last + (mention.kind == "status") * 9:
                after = seen.words[each.last].low if each.last < len(seen.words) else ""
                if each.first <= mention.last and after not in self._list("only"):
                    return True
        return False

    def _denies_the_reason(self, mention: Mention, seen: Seen) -> bool:
        """Whether a denial is of the reason only: "was not held for theft but for"; a new clause states something."""
        contrast, states = self._list("contrast"), self._list("auxiliaries") | self._list("finite")
        at = next((at for at in range(mention.last, len(seen.words)) if seen.words[at].low in contrast), None)
        return at is not None and not any(word.low in states for word in seen.words[at:])

    def _mood(self, predicate: Predicate, seen: Seen, item: bool) -> Mood:
        mention = predicate.mention
        before = [each for each in seen.mentions if each.first < mention.first]
        kinds = {each.kind for each in before}
        if seen.of("according") or "saying" in kinds or self._speaks_after(seen):
            return Mood.ATTRIBUTED
        finite = self._is_before("finite", 4, predicate, seen)
        wish = any(self._is_wish(each, predicate, seen) for each in before)
        if (item or "demanding" in kinds) and (wish or not finite):
            return Mood.DEMANDED
        if mention.kind != "noun" and (wish or self._is_before("infinitive", 2, predicate, seen)):
            return Mood.UNREAL
        return Mood.ASSERTED

    def _is_before(self, name: str, close: int, predicate: Predicate, seen: Seen) -> bool:
        """Whether one of the last words before that of a predicate, in its segment, is of a list."""
        at = predicate.mention.first
        return any(word.low in self._list(name) for word in seen.words[max(predicate.within[0], at - close) : at])

    def _is_wish(self, mention: Mention, predicate: Predicate, seen: Seen) -> bool:
        """Whether a word makes a predicate behind it unreal; an infinitive does so only close before it."""
        ahead = mention.kind == "unreal" and mention.first >= predicate.within[0]
        return ahead and seen.words[mention.first].low not in self._list("infinitive")

    def _speaks_after(self, seen: Seen) -> bool:
        """Whether the sentence ends with whose words it is: ", the minister said"."""
        be = self._list("be")
        return any(
            "," in "".join(word.gap for word in seen.words[max(0, each.first - 4) : each.first + 1])
            and len(seen.words) - each.last <= 4
            and not (each.first and seen.words[each.first - 1].low in be)  # "has been denied visits"
            for each in seen.of("saying")
        )


def _keys(named: Sequence[Mention]) -> frozenset[str]:
    """The keys of those who are named."""
    return frozenset(key for each in named for key in each.values if key)


def _apposed(mention: Mention, seen: Seen) -> Mention | None:
    """Who is named just before a phrase that ends with a participle: "of A, a journalist imprisoned since"."""
    near = [each for each in seen.of(*NAMED) if mention.first - _APPOSED <= each.last < mention.first]
    return near[-1] if near and "," in seen.words[near[-1].last].gap else None


def _telling(mention: Mention) -> tuple[bool, int, int]:
    """The order in which words are taken for predicates: statuses first, then the longest at a place."""
    return mention.kind != "status", mention.first, mention.first - mention.last
