"""What an edit puts in the place of what a record gives: another name, number, day, charge, office, law.

The words of a drafted sentence know the fact that gave them. Where an edit leaves such words out and puts others in
their place that do not say the same, the record says otherwise than the letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from letterkit.checks.ledger.lexicon import words_of
from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.seen import Seen
from letterkit.checks.ledger.tokens import Folding, Token
from letterkit.drafts.drafted import DraftedSentence, Stated
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Person

_KIN = 5
"""Words that begin with so many letters alike are forms of one: "gendarmerie" and "gendarmes"."""
_Side = tuple[Seen, Sequence[Token], Sequence[Token]]
"""A sentence, its tokens, and those of them that the other sentence lacks."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """Where other words stand, what is wrong with them, and where the record of what was drafted is."""

    start: int
    end: int
    says: str
    record: Location | None = None


class Displacing:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding

    def of(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Displaced | None:
        """The first thing in an edited sentence that stands where a record gives another."""
        return next(self._found(drafted, before, said), None)

    def _found(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        yield from self._turned(drafted, before, said)
        yield from self._weakened(drafted, before, said)
        yield from self._others(drafted, before, said)
        yield from self._figures(drafted, before, said)
        yield from self._facts(drafted, before, said)

    # Meanings

    def _turned(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        """A word of the opposite meaning of one that was left out."""
        opposites = self._folding.meanings.opposites
        for gone in before[2]:
            for new in said[2]:
                if (self._folding.meaning(gone), self._folding.meaning(new)) in opposites:
                    here, there = said[0].text[new.start : new.end], before[0].text[gone.start : gone.end]
                    says = f"'{here}' turns '{there}' of the drafted sentence into its opposite"
                    yield Displaced(new.start, new.end, says, drafted.location)

    def _weakened(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        """A word that asks for less than a demand does."""
        if not drafted.asks:
            return
        known = self._folding.meanings
        for new in said[2]:
            if self._folding.meaning(new) in known.weaker:
                says = f"'{said[0].text[new.start : new.end]}' asks for less than the campaign demands"
                yield Displaced(new.start, new.end, says, drafted.location)

    # People

    def _others(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        """Somebody else than was named, or more than one for one."""
        gone, new = (_people(side[2]) for side in (before, said))
        named = _people(before[1])
        if gone and new and not set(gone) & set(new):
            token, other = new[min(new)], gone[min(gone)]
            yield self._told(drafted, before[0], other, token)
        many = self._folding.plural
        one = [token for token in before[2] if token.fold in gone or token.fold in self._folding.singular]
        for token in said[2]:
            if token.fold in many and one and len(named) < 2 and not any(each.fold in many for each in before[1]):
                yield self._told(drafted, before[0], one[0], token)

    # Numbers and days

    def _figures(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        """Numbers and days that stand for others."""
        for kind in (_is_day, _is_number, _is_country):
            gone, new = ([each for each in side[2] if kind(each)] for side in (before, said))
            for other, token in zip(gone, new, strict=False):
                yield self._told(drafted, before[0], other, token)

    # What else records give

    def _facts(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        known, now = before[1], said[1]
        for gone, new in _instead(known, now):
            told = [token for token in new if token in said[2] and not token.small and not token.days]
            for token in (each for each in gone if each in before[2]):
                stated = None if token.small or token.days else _stating(drafted, token)
                other = self._another_act(token, before[0], told, said[0])
                if other is None and stated:
                    other = self._other(stated, token, told, said[0])
                if other:
                    yield self._told(drafted, before[0], token, other, stated)
                    break

    def _another_act(self, gone: Token, before: Seen, new: Sequence[Token], said: Seen) -> Token | None:
        """The word for another act, status or relative than the one that a word left out is for."""
        relatives = self._relatives
        if gone.fold in relatives:
            return next((token for token in new if token.fold in relatives), None)
        if not _is_of_act(gone, before):
            return None
        return next((token for token in new if _is_of_act(token, said) and not _are_kin(token.fold, gone.fold)), None)

    @property
    def _relatives(self) -> frozenset[str]:
        return self._folding.folds(self._eyes.lexicon.lists["relatives"])

    def _other(self, stated: Stated, gone: Token, new: Sequence[Token], said: Seen) -> Token | None:
        """The word that stands for one of a record, None where it may say the same."""
        own = self._own(stated)
        told = [token for token in new if not token.fold.startswith("@") and token.fold not in own]
        if not told or any(_are_kin(token.fold, gone.fold) for token in new):
            return None
        if stated.kind is OriginKind.CITATION and not any(said.text[token.start].isupper() for token in told):
            return None
        return told[0]

    def _own(self, stated: Stated) -> frozenset[str]:
        """The stems of all that somebody is called whom a record names, and of the offices that they have."""
        kind, _, key = stated.name.partition(".")
        campaign = self._eyes.cast.campaign
        texts: list[str] = []
        if kind == "organisations" and (body := campaign.organisations.get(Scalar(key))):
            texts = [str(each) for text in (body.name, body.short) if text for each in text.languages.values()]
            texts += sorted(self._eyes.lexicon.lists["bodies"])
        elif kind == "people" and isinstance(person := campaign.people.get(Scalar(key)), Person):
            offices = [each for office in person.offices for each in office.office.languages.values()]
            texts = [str(each) for each in (*person.name.languages.values(), *person.also, *offices)]
        return self._folding.stems({word.low for text in texts for word in words_of(plain(text))})

    def _told(
        self, drafted: DraftedSentence, before: Seen, gone: Token, new: Token, stated: Stated | None = None
    ) -> Displaced:
        stated = stated or _stating(drafted, gone)
        there = drafted.text[stated.start : stated.end] if stated else before.text[gone.start : gone.end]
        who = _WHO.get(stated.kind, "the campaign says") if stated else "the drafted sentence has"
        return Displaced(new.start, new.end, f"{who} '{there.strip()}'", stated.location if stated else None)


_WHO = {
    OriginKind.HOUSE: "the letterhead says",
    OriginKind.LAW: "the law data say",
    OriginKind.CITATION: "the law data say",
}


def _instead(known: Sequence[Token], now: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """The tokens that stand between the same ones, where they are others."""
    one, other = ([token.fold for token in tokens] for tokens in (known, now))
    for step, was, until, first, last in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if step == "replace":
            yield known[was:until], now[first:last]


def _people(tokens: Sequence[Token]) -> dict[str, Token]:
    return {token.fold: token for token in tokens if token.fold.startswith("@")}


def _is_day(token: Token) -> bool:
    return bool(token.days)


def _is_number(token: Token) -> bool:
    return token.fold.startswith("=") and not token.days


def _is_country(token: Token) -> bool:
    return token.fold.startswith("#")


def _is_of_act(token: Token, seen: Seen) -> bool:
    return any(each.start <= token.start < each.end for each in seen.of("verb", "noun"))


def _stating(drafted: DraftedSentence, token: Token) -> Stated | None:
    """What a record gives of which a word is part."""
    return next((one for one in drafted.stated if one.start < token.end and token.start < one.end), None)


def _are_kin(one: str, other: str) -> bool:
    one, other = one.lstrip("~"), other.lstrip("~")
    return len(one) >= _KIN and one[:_KIN] == other[:_KIN]
