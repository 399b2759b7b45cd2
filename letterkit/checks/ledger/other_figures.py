"""Numbers, days and countries that an edit puts in the place of others."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.seen import Seen
from letterkit.checks.ledger.sides import Displaced, Side, is_number, put_for
from letterkit.checks.ledger.tokens import Token
from letterkit.drafts.drafted import DraftedSentence


class OtherFigures:
    """Finds them in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Figures that stand for others."""
        for kind in (_is_day, is_number, _is_country):
            gone, new = ([each for each in side[2] if kind(each)] for side in (before, said))
            if kind is _is_day and gone and not new:  # "last year", "a few days later"
                new = [each for each in said[2] if said[0].text[each.start : each.end].casefold() in self._units]
            if kind is is_number and not new:  # "for two weeks" may be the days since then
                gone = [each for each in gone if " " in each.fold]
                new = [each for each in said[2] if _is_length(each, said[0])]
            for other, token in zip(gone, new, strict=False):
                yield put_for(drafted, before[0], other, token)

    @property
    def _units(self) -> frozenset[str]:
        return frozenset(self._eyes.lexicon.durations)


def _is_day(token: Token) -> bool:
    return bool(token.days)


def _is_length(token: Token, seen: Seen) -> bool:
    """Whether a token is a day that a length tells."""
    return any("ago" in each.values and each.start == token.start for each in seen.of("date"))


def _is_country(token: Token) -> bool:
    return token.fold.startswith("#")
