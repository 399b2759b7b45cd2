"""Whether a figure can be told for another, less exactly or in another unit: "more than two dozen" of 27.

What is told so is no mistake for sure; what no bound, unit or dozen explains is another figure.
"""

from __future__ import annotations

from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.durations import are_about_as_long
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.language.grammar import Language
from letterkit.language.mentions import numbers_in
from letterkit.schema.campaign import Campaign, Group

_EXACT, _DOZENS = 0.1, 0.2
"""By what share of a figure "about 50" and "some fifty" can differ from it."""
_TWICE = 2
"""A bound is told near what it bounds: "more than ten" are not a hundred."""


class Estimates:
    """Tells it in the language of one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._lexicon = eyes.lexicon

    def can_be(self, known: Token, before: Seen, told: Token, said: Seen) -> bool:
        """Whether a figure of an edited sentence can mean the one that it stands for."""
        if known.days or told.days:
            return False
        lengths = [_length_at(token, seen) for token, seen in ((known, before), (told, said))]
        if lengths[0] and lengths[1]:
            return are_about_as_long(lengths[0], lengths[1], bool(self._bounds(told, said)))
        counts = [_number_at(token, seen) for token, seen in ((known, before), (told, said))]
        if any(lengths) or counts[0] is None or counts[1] is None:
            return False
        return self._holds(counts[0].number, counts[1].number, told, said)

    def _holds(self, known: int, told: int, token: Token, said: Seen) -> bool:
        """Whether a number holds of another, with what is said before it."""
        bounds = self._bounds(token, said)
        if "more" in bounds:
            return told <= known <= _TWICE * told
        if "less" in bounds:
            return known <= told <= _TWICE * known
        dozens = any(word.low.rstrip("s") in self._dozens for word in words_of(said.text[token.start : token.end]))
        if dozens or "about" in bounds:
            return abs(told - known) <= known * (_DOZENS if dozens else _EXACT)
        return False

    @property
    def _dozens(self) -> frozenset[str]:
        return frozenset(self._lexicon.dozens)

    @staticmethod
    def _bounds(token: Token, said: Seen) -> frozenset[str]:
        """What is said right before a figure, or behind it, of how exactly it is meant."""
        at = next((at for at, word in enumerate(said.words) if word.start >= token.start), 0)
        end = next((at for at, word in enumerate(said.words) if word.start >= token.end), len(said.words))
        told = said.of("more", "less", "about")
        return frozenset(each.kind for each in told if each.last == at or (each.first == end and each.kind == "about"))


def counted(campaign: Campaign, language: Language) -> frozenset[int]:
    """How many the groups of a campaign are."""
    groups = (one for one in campaign.people.values() if isinstance(one, Group) and one.count)
    texts = (str(text) for one in groups if one.count for text in one.count.languages.values())
    return frozenset(each.number for text in texts for each in numbers_in(text, language))


def _length_at(token: Token, seen: Seen) -> Mention | None:
    return next((each for each in seen.of("duration") if each.start == token.start and each.values), None)


def _number_at(token: Token, seen: Seen) -> Mention | None:
    return next((each for each in seen.of("number") if token.start <= each.start < token.end), None)
