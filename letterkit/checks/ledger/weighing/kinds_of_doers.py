"""Whether those who are told to have done something can be those of a record: "two policemen" for "two men"."""

from __future__ import annotations

from dataclasses import dataclass

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import TextWord, words_of
from letterkit.checks.ledger.words.meanings import meanings
from letterkit.language.spelling import plain

_KIN = 4
"""Words that begin with so many letters alike are of one: "gendarmes", "gendarmerie"."""


@dataclass(frozen=True)
class KindsOfDoers:
    """Tells it in the language of one letter."""

    eyes: Eyes

    def other(self, seen: Seen, first: int, last: int, own: str) -> Mention | None:
        """The word of a stretch for a kind of doer, where a record has another or only people; None where it may fit.

        Who names nobody in particular, as "the authorities", can mean any of them.
        """
        lists, known = self.eyes.lexicon.lists, words_of(plain(own))
        theirs = [word for word in known if self._is_doer(word)]
        anybody = lists["state-bodies"] | lists["any-doer"]
        if not theirs or any(word.low in anybody for word in known):
            return None
        told = self._particular(seen, first, last)
        if not told or any(self._are_one(seen.words[at].low, one.low) for at in told for one in theirs):
            return None
        word = seen.words[told[0]]
        return Mention("agent", word.start, word.end, told[0], told[0] + 1)

    def _particular(self, seen: Seen, first: int, last: int) -> list[int]:
        """The words of a stretch for doers of one kind; none where it names the authorities."""
        lists = self.eyes.lexicon.lists
        if any(word.low in lists["state-bodies"] for word in seen.words[first:last]):
            return []
        of_anybody = ("any-doer", "people", "anything", "sexes", "offices", "any-office")
        nobody = frozenset[str]().union(*(lists[name] for name in of_anybody))
        return [at for at in range(first, last) if self._is_doer(seen.words[at]) and seen.words[at].low not in nobody]

    def _is_doer(self, word: TextWord) -> bool:
        """Whether a word is for people or a body who do things."""
        doers = self.eyes.language.checking.doers
        return bool(doers and doers.fullmatch(word.low))

    def _are_one(self, one: str, other: str) -> bool:
        """Whether two words are of one kind: forms of one, or of one meaning."""
        known = meanings(self.eyes.cast.library, self.eyes.language.code)
        found = [known.at([known.stem(word)], 0) for word in (one, other)]
        means = [each[1] if each else "" for each in found]
        return one[:_KIN] == other[:_KIN] or (means[0] != "" and means[0] == means[1])
