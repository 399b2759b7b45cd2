"""What an edit leaves open, or gives as what others say, and the campaign knows: "may have been", "was reportedly"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from letterkit.checks.ledger.edits.hedges import Hedges
from letterkit.checks.ledger.edits.sides import Displaced, Side
from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.drafts.drafted import DraftedSentence


class ToldAs:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, hedges: Hedges) -> None:
        self._lists, self._hedges = eyes.lexicon.lists, hedges
        self._first = eyes.language.checking.first_person

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """The words with which alone a sentence that tells a record leaves it open, or says that others report it.

        Who names those others says more, and where other words are changed, too, others may say the same.
        """
        if drafted.asks or not drafted.location or any(not one.small for one in before[2]):
            return
        for is_one, how in ((self._hedges.is_hedge, "reported"), (self._is_possible, "possible")):
            if self._only(said, is_one) and not any(is_one(one, before[0]) for one in before[1]):
                says = f"told as {how}: the campaign has it as known"
                yield Displaced(said[2][0].start, said[2][-1].end, says, drafted.location, sure=True)

    @staticmethod
    def _only(said: Side, is_one: Callable[[Token, Seen], bool]) -> bool:
        """Whether all words put in are such, but for auxiliaries."""
        return bool(said[2]) and all(is_one(one, said[0]) for one in said[2])

    def _is_possible(self, token: Token, seen: Seen) -> bool:
        """Whether a word says that something only can be, and is none of politeness: "May I ask"."""
        asks = bool(self._first and self._first.match(seen.text[token.end :].lstrip(" -")))
        return not asks and seen.text[token.start : token.end].casefold() in self._lists["possibly"]
