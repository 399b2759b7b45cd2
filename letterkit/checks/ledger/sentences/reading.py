"""Make of what stands in a sentence what it says: of whom, that what was done, when, and whether as a fact.

A predicate is a word for an act or a status. It has a segment of the sentence to itself, between the conjunctions and
marks beside it; what stands in the segment belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from letterkit.checks.ledger.sentences.ellipses import Ellipses
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import NAMED, Mood, Predicate, SpokenOf, clause, cut
from letterkit.checks.ledger.sentences.seen import EVENT, Mention, Seen
from letterkit.checks.ledger.sentences.subjects import Subjects
from letterkit.checks.ledger.sentences.trades import Trades

_APPOSED = 5
"""Within how many words of a name a phrase ends that says more of whom it names."""
_ASIDE = 2
"""Within how many words of a mark a participle stands that it sets off: "arrested on 3 May, then accused of"."""
_WITHHELD = 6
"""How many words can stand between a denial and what would end a state: "no lawyer has so far been allowed to see"."""


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
            within = clause(seen, mention, self._segment(number, [each for each, _ in found], seen))
            further = Ellipses(self.eyes).of(mention, within, seen)
            ends = [*(at for at, _ in further), within[1]]
            within = (within[0], ends[0])
            bare = Predicate(kinds, mention.kind in ("status", "over"), mention, within)
            predicate = self._said(self.subjects.of_whom(bare, seen, carried, predicates), seen, item)
            predicate = self.subjects.with_company(predicate, seen)
            if predicate.other and (owner := self._apposed(predicate, seen)):
                predicate = replace(predicate, who=(owner,), other=False)
            if (
                predicate.other
                and mention.kind == "verb"
                and not self._is_of_nobody(predicate, seen)
                and not self.subjects.is_passive(mention, within[0], seen, ())
            ):
                continue
            if not predicate.who and self._is_bare_noun(predicate.mention, seen):
                continue
            predicates.append(predicate)
            for (at, who), end in zip(further, ends[1:], strict=True):
                predicates.append(self._said(replace(bare, within=(at, end), who=(who,)), seen, item))
            carried = self._spoken(carried, predicate.who, seen, within[1])
        return ReadSentence(seen, tuple(predicates), self._spoken(carried, (), seen, len(seen.words)), item)

    def _segment(self, number: int, found: Sequence[Mention], seen: Seen) -> tuple[int, int]:
        """The stretch of a sentence that belongs to a word for an act: all of a day that is told by that act.

        "On 11 October, two days after she was questioned, he was arrested" has two: the day is that of his arrest.
        """
        mention = found[number]
        days = [each for each in seen.of("date") if each.values >= EVENT]
        if day := next((each for each in days if each.first <= mention.first < each.last), None):
            return day.first, day.last
        lists = self._list("boundaries"), self._list("joining")
        others = [each for each in found if not any(day.first <= each.first < day.last for day in days)]
        at = others.index(mention)
        first = cut(seen, others[at - 1], mention, *lists) if at else 0
        last = cut(seen, mention, others[at + 1], *lists) if at + 1 < len(others) else len(seen.words)
        return first, last

    def _apposed(self, predicate: Predicate, seen: Seen) -> Mention | None:
        """Who is named just before a phrase that ends with a participle: "of A, killed on", "A, imprisoned since"."""
        mention = predicate.mention
        near = [each for each in seen.of(*NAMED) if mention.first - _APPOSED <= each.last <= mention.first]
        if mention.kind != "verb" or not near or "," not in seen.words[near[-1].last].gap:
            return None
        between = seen.words[near[-1].last : mention.first]
        states = self._list("auxiliaries") | self._list("finite")
        return None if any(word.low in states for word in between) else near[-1]

    def _is_bare_noun(self, mention: Mention, seen: Seen) -> bool:
        """Whether a word is a noun of an act rather than a verb, and says nothing of anybody: "Torture is a crime"."""
        noun = mention.kind == "verb" and any(each.first == mention.first for each in seen.of("noun"))
        return noun and not any(
            word.low in self._list("be") for word in seen.words[max(0, mention.first - 2) : mention.first]
        )

    def _is_of_nobody(self, predicate: Predicate, seen: Seen) -> bool:
        """Whether a verb is denied of people by what they are: "no docker has lost his job"."""
        ahead = range(predicate.within[0], predicate.mention.first)
        nobody = self._list("absent") | self._list("nobody")
        return any(seen.words[at].low in nobody and Trades(self.eyes).at(seen, at + 1) for at in ahead)

    def _list(self, name: str) -> frozenset[str]:
        return self.eyes.lexicon.lists.get(name, frozenset())

    def _spoken(self, before: SpokenOf, who: tuple[Mention, ...], seen: Seen, end: int) -> SpokenOf:
        named = tuple(mention for mention in seen.of(*NAMED) if mention.first < end and "" not in mention.values)
        everybody = tuple(dict.fromkeys((*reversed(named), *before.all)))[:12]
        return SpokenOf(who or before.last or named[-1:], everybody, self.eyes.day(seen) or before.day)

    # Which words say something of somebody

    def _predicates(self, seen: Seen) -> list[tuple[Mention, frozenset[str]]]:
        chosen: list[Mention] = []
        for mention in sorted(seen.of("status", "verb", "noun", "over"), key=_telling):
            taken = any(mention.first < other.last and other.first < mention.last for other in chosen)
            if taken or (mention.kind == "status" and self._spans_an_act(mention, seen)):
                continue
            called = self.eyes.cast.calls_agent(seen.words, mention.first, mention.last)
            if called or (mention.kind == "noun" and not self.subjects.has_victim(mention, seen)):
                continue
            chosen.append(self._as_noun(mention, seen) or mention if mention.kind == "verb" else mention)
        told = [one for one in chosen if not self._is_threatened(chosen, one, seen)]
        return [(mention, mention.values) for mention in sorted(told, key=lambda mention: mention.first)]

    def _spans_an_act(self, status: Mention, seen: Seen) -> bool:
        """Whether words for a status have those for an act between them that says something else: "has died in prison".

        Then the act is what the sentence says, and the rest where or how.
        """
        within = (each for each in seen.of("verb") if status.first < each.first and each.last < status.last)
        made = self.eyes.lexicon.status_of
        return any(not any(made.get(kind) in status.values for kind in each.values) for each in within)

    def _is_threatened(self, chosen: Sequence[Mention], mention: Mention, seen: Seen) -> bool:
        """Whether a word only says with what somebody was threatened, or of what accused: « menaces de mort »."""
        return any(self._leads(each, mention, seen) for each in chosen)

    def _leads(self, before: Mention, mention: Mention, seen: Seen) -> bool:
        """Whether a word for a threat or a charge leads another."""
        acts = self.eyes.cast.library.acts
        alleged = before.kind in ("verb", "noun") and all(acts[kind].alleged for kind in before.values)
        leads = self._list("outcomes") | self._list("articles")
        between = seen.words[before.last : mention.first]
        if not between and before.last - before.first > 1 and before.last == mention.first:
            between = seen.words[before.last - 1 : mention.first]  # « menacée de mort »
        return alleged and bool(between) and all(word.low in leads for word in between)

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
        dates = self._dates(inside, mention, seen)
        numbers = [each for each in inside if each.kind == "number"]
        lasts = mention.kind == "verb" and any(self._begins(date, predicate, seen) for date in dates)
        negated = self._is_negated(inside, mention, seen) or (mention.kind == "verb" and _is_cut_off(first, seen))
        mood = self._mood(replace(predicate, negated=negated), seen, item)
        return replace(
            predicate,
            dates=tuple(dates),
            numbers=tuple(numbers),
            negated=negated,
            # What is asked for somebody "imprisoned since 14 October" does not ask for that.
            mood=Mood.ASSERTED if lasts and mood is Mood.DEMANDED else mood,
            lasts=lasts,
            mention=self._whole(mention, inside, seen) if mention.kind == "over" else mention,
        )

    def _dates(self, inside: Sequence[Mention], mention: Mention, seen: Seen) -> list[Mention]:
        """The days of what a word says: of "two days after her arrest, he was", none is that of her arrest."""
        dates = (each for each in inside if each.kind == "date" and self._is_its_date(each, mention, seen))
        return [each for each in dates if not each.first <= mention.first < each.last]

    def _begins(self, date: Mention, predicate: Predicate, seen: Seen) -> bool:
        """Whether a participle is said to hold since a date, with no auxiliary that says when that was."""
        since = str(self.eyes.language.writing.times.since.partition("{")[0]).casefold().split()[:1]
        at = predicate.mention.first
        finite = {word.low for word in seen.words[max(predicate.within[0], at - 3) : at]} & self._list("auxiliaries")
        return not finite and any(word.low in since for word in seen.words[max(at, date.first - 2) : date.first])

    def _is_its_date(self, date: Mention, mention: Mention, seen: Seen) -> bool:
        """Whether a date is that of the predicate, and not of a noun ("the rally of 5 May") or a limit ("until")."""
        if date.first < mention.first and self._is_of_noun(mention, seen):
            return False
        if self._is_of_ours(date, mention, seen) or self._closes_another(date, mention, seen):
            return False
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
        return before not in self._list("dated-nouns") or self._has_day(mention, at)

    def _is_of_ours(self, date: Mention, mention: Mention, seen: Seen) -> bool:
        """Whether a date is of an occasion, or of what was written: "On 6 March I wrote to you about the arrest of"."""
        if any(mention.last <= each.first < date.first for each in seen.of("occasion")):
            return True  # "the arrest of A, and the dialogue on 6 April"
        return any(word.low in self._list("corresponding") for word in seen.words[date.last : mention.first])

    def _closes_another(self, date: Mention, mention: Mention, seen: Seen) -> bool:
        """Whether a day is of the verb before it, and set off from a participle: "arrested on 3 May, accused of"."""
        between = seen.words[date.last : mention.first + 1]
        if not 0 < len(between) <= _ASIDE or "," not in between[0].gap or between[-1].low in self._list("be"):
            return False
        finite = self._list("be") | self._list("auxiliaries")
        subjects = any(date.last <= each.first < mention.first for each in seen.of("persons", "person", "group"))
        told = (each for each in seen.of("verb") if each.last <= date.first)
        ends = any(not set(seen.text[each.end : date.start]) & set(",;:") for each in told)
        return ends and not subjects and not any(word.low in finite for word in between)

    def _is_of_noun(self, mention: Mention, seen: Seen) -> bool:
        """Whether a word is the noun of an act; behind an article, one that could be a verb is: "the arrest in"."""
        twin = any(each.first == mention.first for each in seen.of("noun"))
        led = mention.first > 0 and seen.words[mention.first - 1].low in self._list("articles")
        return mention.kind == "noun" or (twin and led)

    @staticmethod
    def _has_day(mention: Mention, at: int) -> bool:
        """Whether a day behind "of" can be that of an act: "the arrest of 3 May", not "broke the pact of 3 May"."""
        return mention.kind == "noun" or (at == mention.last and mention.last - mention.first == 1)

    def _is_negated(self, inside: Sequence[Mention], mention: Mention, seen: Seen) -> bool:
        if mention.kind == "over":
            return self._whole(mention, inside, seen) == mention
        if self._is_of_nothing(mention, seen):
            return True
        if (mention.kind == "noun" and not self._is_undergone(mention, seen)) or self._denies_the_reason(mention, seen):
            return False
        for each in inside:
            if each.kind == "negations" and each.first < mention.last + (mention.kind == "status") * 9:
                after = seen.words[each.last].low if each.last < len(seen.words) else ""
                # "not been paid" says in its own words what is not
                aside = self._is_aside(each, mention, seen)
                if each.first <= mention.last and after not in self._list("only") and not aside:
                    return True
        return False

    def _is_of_nothing(self, mention: Mention, seen: Seen) -> bool:
        """Whether "no" or "without" stands before a word, or "nothing" behind it: "guilty of nothing"."""
        before, behind = seen.words[max(0, mention.first - 2) : mention.first], seen.words[mention.last :][:1]
        nothing = self._list("anything") & self._list("turning")
        return any(word.low in self._list("absent") for word in before) or any(word.low in nothing for word in behind)

    def _whole(self, mention: Mention, inside: Sequence[Mention], seen: Seen) -> Mention:
        """What would end a state, with what denies it or keeps it from somebody: "no lawyer was allowed to see"."""
        near = range(self._begins_near(mention, seen), mention.last)
        denied = {each.first for each in inside if each.kind in ("negations", "withholding")}
        words = self._list("absent") | self._list("withholding")
        at = next((at for at in near if at in denied or seen.words[at].low in words), mention.first + 1)
        if at > mention.first:
            own = any(at in denied or seen.words[at].low in words for at in range(mention.first, mention.last))
            return mention._replace(kind="withheld") if own else mention
        return mention._replace(kind="withheld", start=seen.words[at].start, first=at)

    def _is_aside(self, each: Mention, mention: Mention, seen: Seen) -> bool:
        """Whether a word before another stands in a relative clause that ends before it: ", who would not go, lost".

        "Not been paid" says in its own words what is not, and so does « n'a pas été tenu » with its last one.
        """
        spells, places = self.eyes.lexicon.phrases.spells, (each.first, each.last - 1)
        own = any(spells(seen.words, mention.first, mention.last, at) or at == mention.first for at in places)
        if mention.kind == "verb" and own:
            return True
        begins = [at for at in range(each.first + 1) if "," in seen.words[at].gap]
        relative = bool(begins) and seen.words[begins[-1]].low in self._list("subordinating")
        return relative and any("," in word.gap for word in seen.words[each.last : mention.first + 1])

    def _is_undergone(self, noun: Mention, seen: Seen) -> bool:
        """Whether a verb says that somebody underwent what a noun names: "was the object of a raid"."""
        near = [each for each in seen.of("undergoing") if each.last <= noun.first]
        small = self._list("articles") | self._list("objects") | self._list("adverbs") | self._list("absent")
        return bool(near) and all(word.low in small for word in seen.words[near[-1].last : noun.first])

    def _begins_near(self, mention: Mention, seen: Seen) -> int:
        """The word from which on a denial belongs to a phrase: none stands between that joins another clause to it."""
        first = max(0, mention.first - _WITHHELD)
        ends = self._list("joining") | self._list("subordinating") | self._list("contrast")
        near = range(first, mention.first)
        cuts = [at for at in near if "," in seen.words[at].gap] + [at + 1 for at in near if seen.words[at].low in ends]
        return max(cuts, default=first)

    def _denies_the_reason(self, mention: Mention, seen: Seen) -> bool:
        """Whether a denial is of the reason only: "was not held for theft but for"; a new clause states something."""
        contrast, states = self._list("contrast"), self._list("auxiliaries") | self._list("finite")
        at = next((at for at in range(mention.last, len(seen.words)) if seen.words[at].low in contrast), None)
        return at is not None and not any(word.low in states for word in seen.words[at:])

    def _mood(self, predicate: Predicate, seen: Seen, item: bool) -> Mood:
        mention = predicate.mention
        before = [each for each in seen.mentions if each.first < mention.first]
        kinds = {each.kind for each in before}
        if "saying" in kinds or self._is_in_whose_words(mention, seen):
            return Mood.ATTRIBUTED
        finite = self._is_before("finite", 4, predicate, seen)
        wish = any(self._is_wish(each, predicate, seen) for each in before)
        if (item or "demanding" in kinds) and (wish or not finite):
            return Mood.DEMANDED
        return Mood.UNREAL if self._is_unreal(predicate, wish, seen) else Mood.ASSERTED

    def _is_unreal(self, predicate: Predicate, wish: bool, seen: Seen) -> bool:
        """Whether something is only possible, supposed or named; ``wish`` says that a word before it makes it so."""
        if predicate.mention.kind == "noun":
            return self._is_supposed_good(predicate, seen)
        return wish or self._is_only_named(predicate, seen)

    def _is_supposed_good(self, predicate: Predicate, seen: Seen) -> bool:
        """Whether good news is said of which only is told what it would be: "the release of A would be a step"."""
        acts = self.eyes.cast.library.acts
        supposed = (each for each in seen.of("unreal") if predicate.covers(each))
        return all(acts[kind].relief for kind in predicate.kinds) and any(
            each.first >= predicate.mention.last and seen.words[each.first].low not in self._list("infinitive")
            for each in supposed
        )

    def _is_only_named(self, predicate: Predicate, seen: Seen) -> bool:
        """Whether an infinitive only names what is said; that somebody can do it, or is kept from it, is stated.

        Of what somebody had to undergo, it is stated, too: "had to be taken to hospital".
        """
        if not self._is_before("infinitive", 2, predicate, seen) or self._is_before("implying", 3, predicate, seen):
            return False
        stated = not predicate.negated or self._is_before("able", 5, predicate, seen)
        return predicate.mention.kind != "over" or not stated

    def _is_before(self, name: str, close: int, predicate: Predicate, seen: Seen) -> bool:
        """Whether one of the last words before that of a predicate, in its segment, is of a list."""
        at = predicate.mention.first
        return any(word.low in self._list(name) for word in seen.words[max(predicate.within[0], at - close) : at])

    def _is_wish(self, mention: Mention, predicate: Predicate, seen: Seen) -> bool:
        """Whether a word makes a predicate behind it unreal; an infinitive does so only close before it."""
        ahead = mention.kind == "unreal" and mention.first >= predicate.within[0]
        if predicate.mention.kind == "over" and seen.words[mention.first].low in self._list("able"):
            return False  # "can see his lawyer again"
        return (
            ahead
            and not self._is_aside(mention, predicate.mention, seen)
            and seen.words[mention.first].low not in self._list("infinitive")
        )

    def _is_in_whose_words(self, mention: Mention, seen: Seen) -> bool:
        """Whether a sentence says whose words it gives, or somebody only describes themselves: « se dit innocente »."""
        described = any(0 <= mention.first - each.last <= 1 for each in seen.of("describing"))
        return described or bool(seen.of("according")) or self._speaks_after(seen)

    def _speaks_after(self, seen: Seen) -> bool:
        """Whether the sentence ends with whose words it is: ", the minister said"."""
        be = self._list("be")
        return any(
            "," in "".join(word.gap for word in seen.words[max(0, each.first - 4) : each.first + 1])
            and len(seen.words) - each.last <= 4
            and not (each.first and seen.words[each.first - 1].low in be)  # "has been denied visits"
            for each in seen.of("saying")
        )


def _is_cut_off(first: int, seen: Seen) -> bool:
    """Whether a segment begins within a denial: « n'a pas | refusé »."""
    return any(each.first < first < each.last for each in seen.of("negations"))


def _keys(named: Sequence[Mention]) -> frozenset[str]:
    """The keys of those who are named."""
    return frozenset(key for each in named for key in each.values if key)


def _telling(mention: Mention) -> tuple[bool, int, int]:
    """The order in which words are taken for predicates: statuses first, then the longest at a place."""
    return mention.kind != "status", mention.first, mention.first - mention.last
