"""Whether an edit denies what the drafted sentence tells, or tells what it denies: "much" for "nothing", "not refused".

A denial is held against the words that it denies: where these are kept and it is new, or gone with no other word of
denial or refusal in its place, the sentence says the opposite, whatever else was changed in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from letterkit.checks.ledger.edits.denials import halves, is_denial
from letterkit.checks.ledger.edits.exchanged import exchanged
from letterkit.checks.ledger.edits.sides import Displaced, Side, names_thing, stating
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import TextWord
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.strict_yaml import Scalar

_MARKS = frozenset(",;:()")
_FIRST = 3
"""Within so many words of the head of a sentence, a denial is of all that it says: "At no time did they"."""


class Polarity:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding
        self._lists = eyes.lexicon.lists

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """The words with which an edited sentence says the opposite."""
        was, now = ([one for one in side[1] if self._is_denial(one, side[0])] for side in (before, said))
        # « n'a pas reparu », « nul ne l'a revu »
        if len(now) > max(len(was), any(one.fold in halves(self._eyes.lexicon) for one in before[1])):
            yield from self._denied(drafted, before, said, self._new(was, now, said))
            if not was and not drafted.asks:
                yield from self._denied_at_all(drafted, before, said, now)
        elif was and not now and not drafted.asks:
            yield from self._told(drafted, before, said, [one for one in was if one in before[2]])
        if not drafted.asks:
            yield from self._freed(drafted, before[0], said[0])
        yield from self._almost(drafted, before[0], said[0])

    def _freed(self, drafted: DraftedSentence, before: Seen, said: Seen) -> Iterator[Displaced]:
        """A denial that is gone from a sentence in which all else is as drafted: "has been seen twice since"."""
        denying = self._folding.denying | self._lists["nobody"]
        if any(word.low in denying | self._lists["absent"] for word in said.words) or said.of("withholding"):
            return
        for denial, told in self._undenied(before, said, denying):
            there = next(word for word in said.words if word.low == told.low)
            says = f"nothing is left of '{denial.text}' of the drafted sentence"
            yield Displaced(there.start, there.end, says, drafted.location, sure=True)
            return

    def _undenied(self, before: Seen, said: Seen, denying: frozenset[str]) -> Iterator[tuple[TextWord, TextWord]]:
        """The denials that are taken out with small words alone, each with what is told now."""
        known = self._eyes.lexicon.function | denying | self._lists["be"] | self._lists["auxiliaries"]
        places = exchanged(before, said)
        parted = [word for place in places for word in place.gone]
        for place in places:
            gone = [word for word in place.gone if word.low in denying]
            told = self._behind(gone[-1], before, known) if gone else None
            if told and told not in parted and known.issuperset(word.low for word in (*place.gone, *place.new)):
                yield gone[-1], told

    @staticmethod
    def _behind(denial: TextWord, seen: Seen, known: frozenset[str]) -> TextWord | None:
        """The first word behind a denial that tells something; None where a mark stands between."""
        for word in seen.words:
            if word.start >= denial.end and (set(word.gap) & _MARKS or word.low not in known):
                return None if set(word.gap) & _MARKS else word
        return None

    def _almost(self, drafted: DraftedSentence, before: Seen, said: Seen) -> Iterator[Displaced]:
        """A denial that is told of most, where the drafted sentence tells it of all: "almost nobody"."""
        near = self._lists["less"] | self._lists["about"]
        whole = self._lists["nobody"] | self._lists["absent"] | (self._lists["anything"] & self._lists["turning"])

        def found(seen: Seen) -> Iterator[tuple[int, int]]:
            led = ((one, two) for one, two in pairwise(seen.words) if one.low in near and two.low in whole)
            yield from ((one.start, two.end) for one, two in led)

        if not any(found(before)):
            for start, end in found(said):
                says = "the drafted sentence denies it of all"
                yield Displaced(start, end, says, drafted.location, sure=True)

    def _new(self, was: Sequence[Token], now: Sequence[Token], said: Side) -> list[Token]:
        """The denials that are put in; what was refused in other words is refused still."""
        refused = any(one.fold in self._refusing for one in was)
        new = (one for one in now if one in said[2] and not (refused and one.fold in self._refusing))
        return [one for one in new if not self._is_on_record(one, said[0])]

    def _is_on_record(self, refusal: Token, seen: Seen) -> bool:
        """Whether what is kept from those named is so by the records: "the teachers deprived of their wages"."""
        people = self._eyes.cast.letter.people
        named = (people.get(Scalar(key)) for each in seen.of("person", "group", "head") for key in each.values)
        acts = {str(act.kind) for one in named if one for act in one.acts}
        told = (each for each in seen.of("verb") if each.start <= refusal.start < each.end)
        return refusal.fold in self._refusing and any(each.values & acts for each in told)

    def _denied(
        self, drafted: DraftedSentence, before: Side, said: Side, denials: Sequence[Token]
    ) -> Iterator[Displaced]:
        """A denial that is put in before what the drafted sentence tells: "is not due to appear"."""
        # Who denies what somebody is accused of says nothing against the record.
        kept = {one.fold for one in before[1] if not stating(drafted, one)}
        for one in denials:
            head = None if self._is_bounded(one, said[0]) else self._denied_by(one, said)
            if head and head.fold in kept and (self._is_told(head, said[0]) or not self._is_aside(one, said[0])):
                text = said[0].text
                says = f"'{text[one.start : one.end]}' denies '{text[head.start : head.end]}' of the drafted sentence"
                yield Displaced(one.start, head.end, says, drafted.location, sure=True)

    def _denied_at_all(
        self, drafted: DraftedSentence, before: Side, said: Side, denials: Sequence[Token]
    ) -> Iterator[Displaced]:
        """A denial at the head of a sentence that tells no more what was done: "Nobody laid a hand on him"."""
        acts, kinds = before[0].of("verb"), self._eyes.cast.library.acts
        done = [each for each in acts if not any(kinds[kind].state for kind in each.values)]
        kept = {one.fold for one in said[1] if one not in said[2]}
        if not done or len(done) < len(acts) or not kept or any(self._is_kept(each, before) for each in done):
            return
        head = said[0].words[min(_FIRST, len(said[0].words)) - 1].end
        for one in denials:
            if one.start < head and one in said[2] and not self._is_bounded(one, said[0]):
                here, there = said[0].text[one.start : one.end], before[0].text[done[0].start : done[0].end]
                says = f"'{here}' denies where the drafted sentence tells '{there}'"
                yield Displaced(one.start, said[1][-1].end, says, drafted.location, untold=True)
                return

    def _told(
        self, drafted: DraftedSentence, before: Side, said: Side, denials: Sequence[Token]
    ) -> Iterator[Displaced]:
        """A denial that is gone, where what it denied is told: "much supports the accusations"."""
        for one in denials if not self._can_deny_else(drafted, before, said) else ():
            head = None if self._is_bounded(one, before[0]) else self._denied_by(one, before)
            there = next((each for each in said[1] if head and each.fold == head.fold), None)
            if head and there and self._is_told_now(one, there, said):
                told = before[0].text[one.start : one.end]
                says = f"nothing is left of '{told}', which denies this in the drafted sentence"
                yield Displaced(there.start, there.end, says, drafted.location, sure=True)
                return

    def _can_deny_else(self, drafted: DraftedSentence, before: Side, said: Side) -> bool:
        """Whether a sentence may deny in other words: where more than the denial was changed, or of what the law says.

        What the law forbids it protects from, too. Where all else is as drafted, what denies is known.
        """
        limits = self._lists["only"] | self._lists["limits"] | self._lists["nobody"]
        if any(word.low in limits for word in said[0].words):
            return True
        if any(one.kind in (OriginKind.LAW, OriginKind.CITATION) for one in drafted.stated):
            return True
        anew = not exchanged(before[0], said[0])
        return any(names_thing(one) if anew else self._is_strange(one) for one in said[2])

    def _is_told_now(self, denial: Token, there: Token, said: Side) -> bool:
        """Whether what was denied is told; of what was refused, nothing that is not known may be said beside it."""
        if denial.fold in self._folding.refusing and any(map(self._is_strange, said[2])):
            return False
        return not self._is_supposed(there, said[0])

    def _is_denial(self, token: Token, seen: Seen) -> bool:
        """Whether a token denies or refuses; the first half of a word in two parts, and "No. 98", do not do so."""
        denies = token.fold in self._denying or token.fold in self._refusing
        return denies and seen.text[token.end : token.end + 1] != "." and is_denial(token, seen, self._eyes.lexicon)

    @cached_property
    def _denying(self) -> frozenset[str]:
        lists = self._lists
        nothing = lists["anything"] & lists["turning"]
        return (self._folding.denying | lists["absent"] | lists["nobody"] | nothing) - halves(self._eyes.lexicon)

    @cached_property
    def _refusing(self) -> frozenset[str]:
        """The words by which something is refused or kept from somebody, and what they mean."""
        words = {word for phrase in self._lists["withholding"] for word in [phrase] if " " not in phrase}
        return self._folding.refusing | (self._folding.folds(words) - self._denying)

    def _denied_by(self, denial: Token, side: Side) -> Token | None:
        """The first word behind a denial, in the same part of a sentence, that tells something."""
        behind = [one for one in side[1] if one.start >= denial.end]
        for one in behind:
            if set(side[0].text[denial.end : one.start]) & _MARKS:
                return None
            if names_thing(one) or one.fold in self._folding.refusing:
                return one
        return None

    def _is_bounded(self, denial: Token, seen: Seen) -> bool:
        """Whether a denial says when, how much or what else: "not until", "not only", "no fewer than"."""
        lists = self._lists
        at = next((n for n, word in enumerate(seen.words) if word.start >= denial.end), len(seen.words))
        behind = seen.words[at : at + 1]
        limits = lists["limits"] | lists["earlier"]
        until = (word for word in seen.words[at:] if word.low in limits)
        figures = any(each.first <= at + 1 < each.last or each.first - at in (0, 1) for each in seen.of("more", "less"))
        dated = any(
            any(0 <= each.start - word.end <= 5 for each in seen.of("date", "duration", "noun", "verb"))
            for word in until
        )
        return figures or dated or any(word.low in lists["only"] | lists["contrast"] for word in behind)

    def _is_aside(self, denial: Token, seen: Seen) -> bool:
        """Whether a denial stands in a clause that another leads: "although he was not at the rally"."""
        mark = max(seen.text.rfind(mark, 0, denial.start) for mark in _MARKS)
        led = self._lists["subordinating"] | self._lists["reporting"]
        return any(word.low in led for word in seen.words if mark < word.start < denial.start)

    def _is_told(self, token: Token, seen: Seen) -> bool:
        """Whether a word is one of those for an act or a state."""
        return any(each.start < token.end and token.start < each.end for each in seen.of("verb", "noun", "status"))

    def _is_supposed(self, token: Token, seen: Seen) -> bool:
        """Whether a word is told as possible or to come: "remains to be disclosed"."""
        at = next((n for n, word in enumerate(seen.words) if word.start >= token.start), 0)
        near = any(word.low in self._lists["infinitive"] for word in seen.words[max(0, at - 2) : at])
        return near or any(each.start < token.start for each in seen.of("unreal"))

    @staticmethod
    def _is_kept(mention: Mention, side: Side) -> bool:
        """Whether a word for an act that tells something is in the other sentence, too."""
        told = [one for one in side[1] if one.start < mention.end and mention.start < one.end and not one.small]
        return any(one not in side[2] for one in told)

    def _is_strange(self, token: Token) -> bool:
        """Whether nothing knows what a word means: it may be one of denial."""
        return names_thing(token) and not token.fold.startswith("~") and token.fold not in self._folding.courtesies
