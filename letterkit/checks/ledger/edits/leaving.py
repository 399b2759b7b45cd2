"""What an edit leaves of a drafted sentence: no refusal where something was refused, a number that counts others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from letterkit.checks.ledger.edits.sides import Displaced, Side, is_number, names_thing, stating
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import TextWord, words_of
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.origins import OriginKind
from letterkit.language.spelling import plain

_LACKED = 3
"""So many words behind "without" are what somebody was without: "without access to a lawyer"."""
_BEHIND = 7
"""Within how many words behind the first one of a law's name the next one stands."""


class Leaving:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """What is left of a sentence that says otherwise than the whole."""
        if not drafted.asks:
            yield from self._granted(drafted, before, said)
        yield from self._counting(drafted, before, said)
        yield from self._of_another_law(drafted, said)

    def _granted(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A refusal that is gone, and of which no other word is left: "her family has visited her"."""
        if self._is_told(before[0], said):
            return
        gone = [
            each for each in before[2] if each.fold in self._folding.refusing or self._is_lacked(each, before, said)
        ]
        denied = any(word.low in self._folding.denying for word in said[0].words)
        denied = denied or any({self._folding.meaning(each), each.fold} & self._denials for each in said[1])
        if gone and said[2] and not denied and not any(self._is_strange(each, said) for each in said[2]):
            there = before[0].text[gone[0].start : gone[0].end]
            says = f"nothing is left of '{there}' of the drafted sentence"
            yield Displaced(said[2][0].start, said[2][-1].end, says, drafted.location, untold=True)

    @staticmethod
    def _is_told(before: Seen, said: Side) -> bool:
        """Whether a sentence calls an act that the drafted one tells by a verb: "failed to carry out", "ignored"."""
        was = frozenset[str]().union(*(each.values for each in before.of("verb")))
        return any(was & each.values for each in said[0].of("verb")) or any(one.fold[1:] in was for one in said[1])

    def _is_lacked(self, token: Token, before: Side, said: Side) -> bool:
        """Whether a word led what somebody was without, and that is told still: "without access to a lawyer"."""
        if before[0].text[token.start : token.end].casefold() not in self._eyes.lexicon.lists["absent"]:
            return False
        behind = [one.fold for one in before[1] if one.start >= token.end and not one.small][:_LACKED]
        return bool(set(behind) & {one.fold for one in said[1]})

    def _is_strange(self, token: Token, said: Side) -> bool:
        """Whether nothing knows what a word means: it may be one of refusal."""
        unit = said[0].text[token.start : token.end].casefold() in self._eyes.lexicon.durations
        relieved = any(each.start <= token.start < each.end for each in said[0].of("over"))  # "seen by a doctor"
        return names_thing(token) and not token.fold.startswith("~") and not unit and not relieved

    @cached_property
    def _denials(self) -> frozenset[str]:
        """The words that deny or refuse, and what they mean."""
        lists = self._eyes.lexicon.lists
        nothing = lists["absent"] | lists["nobody"] | (lists["anything"] & lists["turning"])
        return self._folding.refusing | self._folding.denying | self._folding.both(nothing)

    def _counted(self, side: Side) -> Iterator[tuple[str, Token]]:
        """The numbers of a sentence, each with the telling word behind it: not "six of them with clubs"."""
        leading = self._eyes.lexicon.lists["governed"]
        for number, noun in pairwise(token for token in side[1] if not token.small):
            between = (word.low for word in side[0].words if number.end <= word.start < noun.start)
            if is_number(number) and " " not in number.fold and names_thing(noun) and leading.isdisjoint(between):
                yield number.fold, noun

    def _of_another_law(self, drafted: DraftedSentence, said: Side) -> Iterator[Displaced]:
        """A law of the campaign of which the first word is left, and another behind it: « Code du travail »."""
        told = {word.low for word in said[0].words}
        for stated in (one for one in drafted.stated if one.name.startswith("laws.")):
            there = drafted.text[stated.start : stated.end]
            first, *others = [word.low for word in words_of(plain(there)) if self._is_of_a_name(word)] or [""]
            other = self._behind(said[0], first) if others and not told.intersection(others) else None
            if other:
                yield Displaced(other.start, other.end, f"the campaign says '{there}'", stated.location)

    def _behind(self, seen: Seen, first: str) -> TextWord | None:
        """The word of a name behind its first one, with no mark between, and no day."""
        head = next((at for at, word in enumerate(seen.words) if word.low == first), len(seen.words))
        for word in seen.words[head + 1 : head + _BEHIND]:
            if set(word.gap) & set(",;:()"):
                return None
            if self._is_of_a_name(word):
                dated = any(each.days and each.start <= word.start < each.end for each in seen.of("date"))
                return None if dated else word
        return None

    def _is_of_a_name(self, word: TextWord) -> bool:
        """Whether a word can be one of a name: no small word, no year, no elided one."""
        return word.low not in self._eyes.lexicon.function and not word.low.isdigit() and len(word.low) > 1

    def _counting(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A number that counts others than the drafted sentence counts, who stand elsewhere in both."""
        was, now = (dict(self._counted(side)) for side in (before, said))
        cited = {one.fold for one in before[1] if is_number(one) and _is_cited(drafted, one)}
        known, told = ({token.fold for token in side[1]} for side in (before, said))
        for number, noun in now.items():
            old = was.get(number)
            if old and number not in cited and old.fold != noun.fold and old.fold in told and noun.fold in known:
                says = f"the drafted sentence counts '{before[0].text[old.start : old.end]}' so"
                yield Displaced(noun.start, noun.end, says, drafted.location)


def _is_cited(drafted: DraftedSentence, token: Token) -> bool:
    """Whether a number is that of an instrument, and counts nobody."""
    stated = stating(drafted, token)
    return stated is not None and stated.kind in (OriginKind.CITATION, OriginKind.LAW)
