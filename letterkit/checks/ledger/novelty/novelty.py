"""What an edit says that no record gives: of the words that it puts in and leaves out, those that make a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from letterkit.checks.law.claims import LegalReader
from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.edits.sides import Displaced
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.novelty.given_texts import GivenTexts
from letterkit.checks.ledger.novelty.known_days import KnownDays
from letterkit.checks.ledger.novelty.missed import Missed
from letterkit.checks.ledger.novelty.retelling import Retelling, words_put_in
from letterkit.checks.ledger.novelty.small_changes import SmallChanges
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.words.lexicon import Lexicon
from letterkit.foundation.problems import Location


class Novelty:
    """Tells it for the edits of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding, dossier: Dossier, look: LegalReader) -> None:
        self._eyes, self._folding, self._retelling = eyes, folding, Retelling(eyes, folding)
        self._given, self._days = GivenTexts(eyes, folding, dossier), KnownDays(eyes, folding)
        self._small, self._missed = SmallChanges(eyes, folding, dossier), Missed(eyes, folding, look)

    def retells(self, one: Displaced, edit: Edit, claims: Sequence[Claim], acts: frozenset[Location]) -> bool:
        """Whether words that stand for others only tell one of some acts in another way."""
        return self._retelling.retells(one, edit, claims, acts)

    def put_in(self, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> list[Token]:
        """The words put in that neither records nor the drafted sentence account for."""
        keys = self._given.keys(edit, reading)
        ahead = self._given.is_ahead(edit, keys)
        known = self._given.known(edit, keys, claims)
        unknown = [one for one in claims if one.verdict is Verdict.UNSUPPORTED and one.kind in ("demand", "granted")]
        more = self._retelling.besides(edit, claims)
        told = [token for token in more if not self._is_borne_out(token, edit, reading, claims)]
        return [
            token
            for token in told
            if any(one.start <= token.start < one.end for one in unknown)
            or (
                (token not in known or reading.seen.text[token.start].isupper())
                and not self._small.is_harmless(token, edit, reading, claims, ahead)
                and not self._days.is_known(token, edit, reading, claims)
            )
        ]

    def left_out(self, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> list[Token]:
        """The words left out without which a sentence says more than the drafted one, or a demand asks for less."""
        return self._missed.left_out(edit, reading, claims)

    def is_reworded(self, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a sentence has words that tell something and were not drafted, or the same in another order."""
        return self._missed.is_reworded(edit, reading)

    def _is_borne_out(self, token: Token, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> bool:
        """Whether a word is one of what a record bears out, or names somebody of whom it does."""
        right = [one for one in claims if one.verdict in (Verdict.SUPPORTED, Verdict.ANSWERED)]
        if token.fold.startswith("@"):
            return _is_known(token, right, claims)
        if self._is_of_state(token, edit, reading, right) or self._retelling.tells_act(token, edit, claims):
            return True
        run = next((place for place in edit.added if place[0] <= token.start < place[1]), (token.start, token.end))
        return _is_most(run, [(one.start, one.end) for one in right if one.kind not in ("count", "status")])

    def _is_of_status(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether a word is one of those for a status, and not one that a phrase for it can have within."""
        lexicon, told = self._eyes.lexicon, words_put_in(token, edit)
        if all(word in lexicon.telling for word in told):
            return True
        own = any(each.start <= token.start < each.end for each in reading.seen.of("status"))
        return own and all(token.small or lexicon.is_of_status(word) for word in told)

    def _is_of_state(self, token: Token, edit: Edit, reading: ReadSentence, right: Sequence[Claim]) -> bool:
        """Whether a word is of those for a state that a record bears out, or denies beside them."""
        states = [one for one in right if one.kind == "status"]
        if token.fold in self._folding.denying and any(one.start - 1 <= token.end <= one.end for one in states):
            return True
        stated = (part for one in states for part in parts_of(one, reading.seen.text, self._eyes.lexicon))
        return any(start <= token.start < end for start, end in stated) and self._is_of_status(token, edit, reading)


def parts_of(claim: Claim, said: str, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    """The stretches of a sentence that say what is claimed: of the words for a status, without others between them."""
    if claim.kind != "status":
        return ((claim.start, claim.end),)
    start, end = lexicon.needless(said[claim.start : claim.end])
    return (claim.start, claim.start + start), (claim.start + end, claim.end)


def _is_known(name: Token, right: Iterable[Claim], claims: Iterable[Claim]) -> bool:
    """Whether a name is of somebody of whom records bear out all that is claimed."""
    unknown = {key for one in claims if one.verdict is Verdict.UNSUPPORTED for key in one.who}
    return name.fold[1:] in {key for one in right for key in one.who} - unknown


def _is_most(run: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether words are one of some stretches, or almost all of it: a longer phrase can have others within."""
    first, last = run
    return any(begin <= first and last <= end and 2 * (last - first) >= end - begin for begin, end in spans)
