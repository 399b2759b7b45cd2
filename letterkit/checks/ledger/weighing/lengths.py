"""Which numbers and lengths of time a record's words give, and whether a sentence gives another length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letterkit.checks.ledger.sentences.durations import are_about_as_long
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import Predicate
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.schema.fields import Text

_BOUNDS = ("more", "less", "about")


@dataclass(frozen=True)
class Lengths:
    """Tells it in the language of one letter."""

    eyes: Eyes

    def numbers(self, text: Text | None) -> frozenset[int]:
        """The numbers that a text gives."""
        return frozenset(each.number for each in numbers_in(self._said(text), self.eyes.language))

    def another(
        self, predicate: Predicate, outcome: Text | None, seen: Seen, timed: Sequence[Mention]
    ) -> Mention | None:
        """A number before a unit of time that an outcome has not, or has of another unit; of none that is no length.

        What is as long in another unit, or about as long, is no other length.
        """
        known = [*self.eyes.see(plain(self._said(outcome))).of("duration")]
        told = {each.first: each for each in seen.of("duration") if predicate.covers(each)}
        apart = (each for each in timed if self._is_apart(each, told.get(each.first), known, seen))
        return next((each for each in apart if known), None)

    @staticmethod
    def _is_apart(number: Mention, length: Mention | None, known: Sequence[Mention], seen: Seen) -> bool:
        """Whether a number, or the length that begins with it, is none of some lengths, nor about one of them."""
        if length is None:
            return all(each.number != number.number for each in known)
        vague = {each.last for each in seen.of(*_BOUNDS)} | {each.first for each in seen.of("about")}
        bound = not vague.isdisjoint({number.first, length.last})
        same = any((each.number, each.values) == (length.number, length.values) for each in known)
        return not (same or any(are_about_as_long(one, length, bound) for one in known))

    def _said(self, text: Text | None) -> str:
        return str(text.within(self.eyes.language.code) or text.first) if text else ""
