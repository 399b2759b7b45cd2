"""Whether somebody is named together with somebody else: "she and Mr A", "Mr A and Ms B"."""

from __future__ import annotations

from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import Lexicon

_NEAR = 2
"""Within how many words of one that joins a name stands, with its title."""


def is_joined(token: Token, seen: Seen, lexicon: Lexicon) -> bool:
    """Whether a word that joins stands right before a name or behind it, and another person or pronoun beyond."""
    first, last = _words_of(token, seen)
    others = [each for each in seen.of("person", "persons") if not first <= each.first < last]
    before = _joins(first - 1, seen, lexicon) and any(each.last == first - 1 for each in others)
    return before or _leads(last, others, seen, lexicon)


def _leads(at: int, others: list[Mention], seen: Seen, lexicon: Lexicon) -> bool:
    return _joins(at, seen, lexicon) and any(0 < each.first - at <= _NEAR for each in others)


def _joins(at: int, seen: Seen, lexicon: Lexicon) -> bool:
    return 0 <= at < len(seen.words) and seen.words[at].low in lexicon.lists["joining"]


def _words_of(token: Token, seen: Seen) -> tuple[int, int]:
    """The words of a token, from the first to the one behind it."""
    first = next((at for at, word in enumerate(seen.words) if word.start >= token.start), len(seen.words))
    last = next((at for at, word in enumerate(seen.words) if word.start >= token.end), len(seen.words))
    return first, last
