"""A drafted sentence and the edited one, side by side, and what stands where something else stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.drafts.drafted import DraftedSentence, Stated
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location

_KIN = 5
"""Words that begin with so many letters alike are forms of one: "gendarmerie" and "gendarmes"."""
_WHO = {
    OriginKind.HOUSE: "the letterhead says",
    OriginKind.LAW: "the law data say",
    OriginKind.CITATION: "the law data say",
}
Side = tuple[Seen, Sequence[Token], Sequence[Token]]
"""A sentence, its tokens, and those of them that the other sentence lacks."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """Where other words stand, what is wrong with them, and where the record of what was drafted is.

    ``sure`` says that they are wrong whatever else a sentence says of the act, ``untold`` that they are so only where
    the drafted act is told no more.
    """

    start: int
    end: int
    says: str
    record: Location | None = None
    sure: bool = False
    untold: bool = False


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
    return frozenset[str]().union(*(each.values for each in _acts_around(token, seen)))


def own_acts(token: Token, seen: Seen) -> frozenset[str]:
    """The acts that a word can name alone, or else within longer words, between which it may stand."""
    alone = [each for each in _acts_around(token, seen) if each.start >= token.start and each.end <= token.end]
    return frozenset[str]().union(*(each.values for each in alone)) or acts_at(token, seen)


def _acts_around(token: Token, seen: Seen) -> list[Mention]:
    return [each for each in seen.of("verb", "noun") if each.start <= token.start < each.end]


def is_of_act(token: Token, seen: Seen) -> bool:
    """Whether a word is one of those for an act."""
    return any(each.start <= token.start < each.end for each in seen.of("verb", "noun"))


def stating(drafted: DraftedSentence, token: Token) -> Stated | None:
    """What a record gives of which a word is part."""
    return next((one for one in drafted.stated if one.start < token.end and token.start < one.end), None)


def are_kin(one: str, other: str) -> bool:
    """Whether words are forms of one, by how they begin."""
    one, other = one.lstrip("~"), other.lstrip("~")
    return len(one) >= _KIN and one[:_KIN] == other[:_KIN]


def put_for(drafted: DraftedSentence, before: Seen, gone: Token, new: Token, stated: Stated | None = None) -> Displaced:
    """That a word stands where a record gives another, or where the drafted sentence has it."""
    stated = stated or stating(drafted, gone)
    there = drafted.text[stated.start : stated.end] if stated else before.text[gone.start : gone.end]
    who = _WHO.get(stated.kind, "the campaign says") if stated else "the drafted sentence has"
    return Displaced(new.start, new.end, f"{who} '{there.strip()}'", stated.location if stated else None)
