"""Days that an edit puts in, and that the sentence, its drafted form or a record tells already."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.records.records import TELLING, Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Days
from letterkit.language.spelling import plain


class KnownDays:
    """Tells them for the edits of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding

    def is_known(self, token: Token, edit: Edit, reading: ReadSentence, claims: Sequence[Claim]) -> bool:
        """Whether a word tells a day that is told already, or that what happened tells as records do."""
        return self._is_told_twice(token, edit, reading) or self._is_of_event(token, reading, claims)

    def _before(self, edit: Edit) -> Sequence[Token]:
        """The tokens of the drafted sentence."""
        return self._folding.tokens(self._eyes.see(plain(edit.began.text)))

    @staticmethod
    def _is_of_event(token: Token, reading: ReadSentence, claims: Sequence[Claim]) -> bool:
        """Whether a word belongs to a day of what a record bears out: "the same day as Ms A", "four days later"."""
        right = {one.start for one in claims if one.verdict is Verdict.SUPPORTED and one.kind in TELLING}
        days = (each for one in reading.predicates if one.mention.start in right for each in one.dates)
        return any(each.start <= token.start < each.end for each in days)

    def _is_told_twice(self, token: Token, edit: Edit, reading: ReadSentence) -> bool:
        """Whether the drafted sentence has the same day, or it stands right beside: "a week ago, on 19 November"."""
        if token.days and any(one.days == token.days or one.fold == token.fold for one in self._before(edit)):
            return len(reading.predicates) > 1 or not self._stands_apart(token, reading)
        told = [one for one in self._folding.tokens(reading.seen) if not one.small]
        at = next((at for at, one in enumerate(told) if one.start == token.start), 0)
        beside = told[max(0, at - 1) : at] + told[at + 1 : at + 2]
        days = token.days or self._days_ahead(token, reading)
        return any(
            first <= until and since <= last for other in beside for first, last in days for since, until in other.days
        )

    def _stands_apart(self, token: Token, reading: ReadSentence) -> bool:
        """Whether the same day stands elsewhere, and not right beside: "On 6 June, she was killed the same day"."""
        told = [one for one in self._folding.tokens(reading.seen) if not one.small]
        at = next((at for at, one in enumerate(told) if one.start == token.start), 0)
        return any(one.days == token.days for one in (*told[: max(0, at - 1)], *told[at + 2 :]))

    def _days_ahead(self, token: Token, reading: ReadSentence) -> tuple[Days, ...]:
        """The day that a length leads to, from that of the letter on, beside a later one: "in two weeks, on 16 May"."""
        return tuple(
            self._eyes.ahead(each) for each in reading.seen.of("duration") if each.start == token.start and each.values
        )
