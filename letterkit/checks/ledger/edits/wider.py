"""Which words can mean what a record gives, for being wider: an officer, the security forces, a province, a quarter.

What stands in a record's place and is wider than any record says less, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.sides import Side, names_thing
from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import TextWord, words_of

_LISTS = ("any-office", "any-doer", "state-bodies", "people", "anything", "sexes")
_NEAR = 2
"""Within so many words of a name stands what says that it is a region's."""


class Wider:
    """Tells it in the language of one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._lexicon, self._doers = eyes.lexicon, eyes.language.checking.doers

    @cached_property
    def _words(self) -> frozenset[str]:
        lists = self._lexicon.lists
        wide = frozenset[str]().union(*(lists[name] for name in _LISTS))
        units = {*self._lexicon.durations, *self._lexicon.shares, *self._lexicon.dozens}
        return wide | units | {f"{word}s" for word in self._lexicon.dozens}

    def is_wide(self, token: Token, said: Side, before: Seen) -> bool:
        """Whether a word that an edit puts in is wider than what records give, or stands in one phrase with such.

        A share is none where the drafted sentence has one: "by half" is another than "by a fifth".
        """
        shares = self._lexicon.shares
        if any(word.low in shares for word in words_of(said[0].text[token.start : token.end])) and any(
            word.low in shares for word in before.words
        ):
            return False
        run = self._run(token, said)
        own = [word for one in run for word in words_of(said[0].text[one.start : one.end])]
        if any(word.low in self._words for word in own):
            return not any(self._narrows(word) for word in own)
        words, regions = said[0].words, self._lexicon.lists["regions"]
        first = next((at for at, word in enumerate(words) if word.start >= run[0].start), 0)
        last = next((at for at, word in enumerate(words) if word.start >= run[-1].end), len(words))
        near = [*words[max(0, first - _NEAR) : first], *words[first : last + 1]]
        return any(word.low in regions for word in near)

    def _narrows(self, word: TextWord) -> bool:
        """Whether a word of a phrase is for people of one kind, or of a name: "police officers"."""
        doers = self._doers
        return word.low not in self._words and (word.is_capital or bool(doers and doers.fullmatch(word.low)))

    @staticmethod
    def _run(token: Token, said: Side) -> Sequence[Token]:
        """The words put in that stand together with one, with no mark and no other word between."""
        new = [one for one in said[2] if names_thing(one)]
        at = new.index(token) if token in new else -1
        if at < 0:
            return [token]
        first = last = at
        text = said[0].text
        while first and not text[new[first - 1].end : new[first].start].strip(" '-"):
            first -= 1
        while last + 1 < len(new) and not text[new[last].end : new[last + 1].start].strip(" '-"):
            last += 1
        return new[first : last + 1]
