"""Which words that an edit leaves out are missed: those that limited what was said, or made a demand firm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letterkit.checks.law.claims import LegalReader
from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.novelty.retelling import Retelling
from letterkit.checks.ledger.records.records import TELLING, Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.language.spelling import plain

_LIMITS = ("only", "more", "less", "about", "former")


class Missed:
    """Tells them for the edits of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding, look: LegalReader) -> None:
        self._eyes, self._folding, self._look = eyes, folding, look
        self._lists, self._retelling = eyes.lexicon.lists, Retelling(eyes, folding)

    def left_out(self, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> list[Token]:
        """The words left out without which a sentence says more than the drafted one, or a demand asks for less.

        A refusal can be told as what somebody has not: "has had no medical care".

        Where all else is word for word as drafted, every one is told: what is left may be garbled.
        """
        firm = self._folding.meanings.firm - self._folding.both(self._lists["all-of"])
        turned = self._retelling.is_turned(edit)
        edit = replace(edit, less=self._retelling.without_own_denials(edit, reading.seen, claims))
        if any(one.kind == "status" and one.verdict is Verdict.SUPPORTED for one in claims):
            edit = replace(edit, less=tuple(token for token in edit.less if token.fold not in self._folding.refusing))
        if not (turned or self.is_reworded(edit, reading)):
            return list(edit.less)
        untold = self._acts_untold(edit, claims)
        return [
            token
            for token in edit.less
            if token in untold
            or token in edit.unframed
            or self._is_missed(token, edit, firm)
            or self._relates(token, edit, reading)
        ]

    def _acts_untold(self, edit: Edit, claims: Sequence[Claim]) -> list[Token]:
        """The words for what was done that are left out of a sentence in which nothing is read to have been done."""
        if edit.began.asks or any(one.kind in TELLING or one.kind == "count" for one in claims):
            return []
        acts = self._eyes.see(plain(edit.began.text)).of("verb")
        return [one for one in edit.less if not one.small and any(each.start <= one.start < each.end for each in acts)]

    def _is_missed(self, token: Token, edit: Edit, firm: frozenset[str]) -> bool:
        """Whether a word that is left out limits what is said, or makes a demand firm."""
        if token.fold in self._folding.agents and not edit.exchanged and self._leads(token, edit):
            return not edit.from_them
        if token.small and self._limits(token):
            return not (
                token.fold in self._folding.refusing and any(one.fold in self._folding.refusing for one in edit.more)
            )
        return edit.began.asks and self._folding.meaning(token) in firm

    @staticmethod
    def _leads(token: Token, edit: Edit) -> bool:
        """Whether a word led those who did it, as a record gives them, and the sentence still has their words."""
        led = (one for one in edit.began.stated if 0 <= one.start - token.end <= 1)
        return any(not any(one.start <= each.start < one.end for each in edit.less if not each.small) for one in led)

    def _relates(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a word says what a State is to an instrument, in a sentence that says so no more."""
        if token.small or any(True for _ in self._look.relations(reading.seen.text)):
            return False
        related = self._look.relations(plain(edit.began.text))
        return any(found.start() <= token.start < found.end() for _, found in related)

    def is_reworded(self, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a sentence has words that tell something and were not drafted, or the same in another order."""
        before = {word.low for word in self._eyes.see(plain(edit.began.text)).words}
        new = [word for word in reading.seen.words if word.low not in before]
        return any(self._folding.tells(word) or word.low in self._folding.reversing for word in new)

    def _limits(self, token: Token) -> bool:
        """Whether a small word limits what a sentence says: "not", "only", "former", "nearly"."""
        limiting = self._folding.denying | self._folding.reversing | self._folding.ranking
        return token.fold in limiting | frozenset(word for name in _LIMITS for word in self._lists[name])
