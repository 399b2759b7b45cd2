"""A drafted sentence and the edited one, side by side, and what stands where something else stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from letterkit.checks.ledger.seen import Seen
from letterkit.checks.ledger.tokens import Token
from letterkit.foundation.problems import Location

Side = tuple[Seen, Sequence[Token], Sequence[Token]]
"""A sentence, its tokens, and those of them that the other sentence lacks."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """Where other words stand, what is wrong with them, and where the record of what was drafted is.

    ``sure`` says that they are wrong whatever else a sentence says of the act.
    """

    start: int
    end: int
    says: str
    record: Location | None = None
    sure: bool = False


def instead(known: Sequence[Token], now: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """The tokens that stand between the same ones, where they are others."""
    one, other = ([token.fold for token in tokens] for tokens in (known, now))
    for step, was, until, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if step == "replace":
            yield known[was:until], now[first:last]


def is_number(token: Token) -> bool:
    """Whether a token is a number, and no day."""
    return token.fold.startswith("=") and not token.days


def names_thing(token: Token) -> bool:
    """Whether a token is a word that tells something, and no figure, day, person or country."""
    return not (token.small or token.days or token.fold[:1] in "@#=")


def acts_at(token: Token, seen: Seen) -> frozenset[str]:
    """The acts that the word at a place can name, within longer words for it."""
    around = (each for each in seen.of("verb", "noun") if each.start <= token.start < each.end)
    return frozenset[str]().union(*(each.values for each in around))
