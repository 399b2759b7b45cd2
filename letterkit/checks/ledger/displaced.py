"""What an edit puts in the place of what a record gives: another name, number, day, charge, office, law.

The words of a drafted sentence know the fact that gave them. Where an edit leaves such words out and puts others in
their place that do not say the same, the record says otherwise than the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from letterkit.checks.ledger.lexicon import words_of
from letterkit.checks.ledger.meanings import LIGHT
from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.roles import Roles
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
_BESIDE = 12
"""How many characters can stand between a denial and what it denies: "never has been"."""
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
        self._roles = Roles(eyes, folding)
        claims = eyes.language.claims
        self._relations = tuple(claims.relations.values()) if claims else ()
        self._rights = {str(name): pattern for name, pattern in claims.rights.items()} if claims else {}

    def of(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Displaced | None:
        """The first thing in an edited sentence that stands where a record gives another."""
        return next(self._found(drafted, before, said), None)

    def _found(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        yield from self._turned(drafted, before, said)
        yield from self._weakened(drafted, before, said)
        yield from self._asked_for(drafted, before, said)
        yield from self._conditions(drafted, said)
        yield from self._parts(drafted, before, said)
        yield from self._others(drafted, before, said)
        yield from self._figures(drafted, before, said)
        yield from self._facts(drafted, before, said)
        yield from self._in_its_role(drafted, before, said)
        yield from self._another_right(drafted, before[0], said[0])
        yield from self._denied(drafted, said)

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
        """A word that asks for less than a demand does, by itself or in the place of one that makes it firm."""
        if not drafted.asks:
            return
        known = self._folding.meanings
        firm = [token for token in before[2] if self._folding.meaning(token) in known.firm]
        harmless = self._folding.courtesies | known.firm | {LIGHT}
        for new in said[2]:
            instead = firm and self._replaces(new, firm, before, said) and new.fold not in harmless and not new.small
            if self._folding.meaning(new) in known.weaker or instead:
                says = f"'{said[0].text[new.start : new.end]}' asks for less than the campaign demands"
                yield Displaced(new.start, new.end, says, drafted.location)

    def _replaces(self, new: Token, gone: Sequence[Token], before: _Side, said: _Side) -> bool:
        """Whether a word stands where one of others stood."""
        return any(new in here and any(one in there for one in gone) for there, here in _instead(before[1], said[1]))

    def _asked_for(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        """A demand in a list that begins with the act that it is to undo: "dismiss A" for "have A reinstated"."""
        was, now = _head(before), _head(said)
        if not drafted.asks or drafted.part != "item" or not was or not now or was.fold == now.fold:
            return
        if now.fold in self._harms and was.fold not in self._harms:
            says = f"'{said[0].text[now.start : now.end]}' asks for what the campaign complains of"
            yield Displaced(now.start, now.end, says, drafted.location)

    @cached_property
    def _harms(self) -> frozenset[str]:
        """What the words mean by which acts are told that no demand asks for."""
        library, code = self._eyes.cast.library, self._eyes.language.code
        complained = {str(name) for clause in library.demands.values() for name in clause.answers}
        told = [
            words_of(plain(phrase.replace("(", "").replace(")", "")))
            for name, kind in library.acts.items()
            if str(name) in complained and not kind.relief
            for named, words in kind.words.items()
            if named == code
            for phrase in map(str, words.verbs)
        ]
        return self._folding.folds({words[0].low for words in told if len(words) == 1})

    def _conditions(self, drafted: DraftedSentence, said: _Side) -> Iterator[Displaced]:
        """A condition of a release, or a suspension of a sentence, of which the record says nothing."""
        for new in said[2]:
            condition = self._folding.meaning(new) in self._folding.meanings.conditions
            own = self._folding.stems(word.low for word in words_of(said[0].text[new.start : new.end]))
            if condition and drafted.stated and not own & self._outcomes(said[0]):
                says = f"the campaign says nothing of '{said[0].text[new.start : new.end]}'"
                yield Displaced(new.start, new.end, says, drafted.location)

    def _outcomes(self, said: Seen) -> frozenset[str]:
        """The stems of the words of what came of the acts that befell those whom a sentence names."""
        people = self._eyes.cast.campaign.people
        keys = {key for each in said.of("person", "group", "head") for key in each.values}
        acts = [act for key in keys if (one := people.get(Scalar(key))) for act in one.acts]
        texts = [str(text) for act in acts if act.outcome for text in act.outcome.languages.values()]
        return self._folding.stems(word.low for text in texts for word in words_of(plain(text)))

    def _parts(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        """Some of those of whom the record tells it all: "most of the 52 teachers", "only Mr A" of two."""
        lists, parts = self._eyes.lexicon.lists, self._folding.meanings.parts
        people = [one for one in drafted.stated if one.kind is OriginKind.FACT]
        gone = [token for token in before[2] if token.fold.startswith("@")]
        for new in said[2]:
            some = self._folding.meaning(new) in parts and self._counts(new, said[0])
            if (some or (new.fold in lists["only"] and gone)) and people:
                says = f"'{said[0].text[new.start : new.end]}': the campaign tells it of others, too"
                yield Displaced(new.start, new.end, says, drafted.location)

    def _counts(self, token: Token, seen: Seen) -> bool:
        """Whether people stand close behind a word."""
        at = next((number for number, word in enumerate(seen.words) if word.end >= token.end), 0)
        return any(at < each.first <= at + 5 for each in seen.of("group", "head", "persons", "person"))

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
            if kind is _is_day and gone and not new:  # "last year", "a few days later"
                new = [each for each in said[2] if said[0].text[each.start : each.end].casefold() in self._units]
            for other, token in zip(gone, new, strict=False):
                yield self._told(drafted, before[0], other, token)

    @property
    def _units(self) -> frozenset[str]:
        return frozenset(self._eyes.lexicon.durations)

    # What else records give

    def _facts(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        known, now = before[1], said[1]
        for gone, new in _instead(known, now):
            told = [token for token in new if token in said[2] and not token.small and not token.days]
            for token in (each for each in gone if each in before[2]):
                stated = None if token.small or token.days else _stating(drafted, token)
                other = self._another_act(token, before[0], told, said[0])
                if other is None and stated:
                    other = self._other(drafted, stated, token, told, said[0])
                if other:
                    yield self._told(drafted, before[0], token, other, stated)
                    break

    def _in_its_role(self, drafted: DraftedSentence, before: _Side, said: _Side) -> Iterator[Displaced]:
        """Other words in the role in which a record's were, wherever they stand: "The mayor banned it"."""
        new = [token for token in said[2] if _names(token) and token.fold not in self._roles.generic]
        for stated in filter(_is_thing, drafted.stated) if new else ():
            gone, kept = _parted(stated, before)
            if gone and not _kindred(new, gone):
                taking = self._taking(stated, kept, new, before[0], said)
                yield from (self._told(drafted, before[0], gone[0], token, stated) for token in taking)

    def _taking(
        self, stated: Stated, kept: frozenset[str], new: Sequence[Token], before: Seen, said: _Side
    ) -> Iterator[Token]:
        """The words that stand beside what is kept of a record's, or else in the role of all of it."""
        names, role = self._own(stated), self._roles.of_stated(stated, before)
        others = [each for each in new if each.fold not in names]
        if kept:
            yield from (token for token in others if self._roles.is_beside(token, said[1], kept))
        elif role:
            yield from (token for token in others if self._roles.of(token, said[0], said[1]) == role)

    def _another_right(self, drafted: DraftedSentence, before: Seen, said: Seen) -> Iterator[Displaced]:
        """Another right than the one that the law of a sentence has."""
        if not any(one.kind is OriginKind.CITATION for one in drafted.stated):
            return
        was, now = self._named_rights(before), self._named_rights(said)
        more, less = now.keys() - was.keys(), was.keys() - now.keys()
        if more and less:
            found, lost = now[min(more)], was[min(less)]
            yield Displaced(*found.span(), f"the drafted sentence has '{lost[0]}'")

    def _denied(self, drafted: DraftedSentence, said: _Side) -> Iterator[Displaced]:
        """A word that denies what a State is to an instrument, as the law data have it: "signed but never ratified"."""
        if not any(one.kind is OriginKind.LAW for one in drafted.stated):
            return
        related = [found.start() for words in self._relations for found in words.finditer(said[0].text)]
        for new in said[2]:
            if new.fold in self._folding.denying and any(0 < at - new.end < _BESIDE for at in related):
                says = f"'{said[0].text[new.start : new.end]}' denies what the law data have"
                yield Displaced(new.start, new.end, says)

    def _named_rights(self, seen: Seen) -> dict[str, re.Match[str]]:
        """The rights that a sentence names, each with its words."""
        return {name: found for name, words in self._rights.items() if (found := words.search(seen.text))}

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

    def _other(
        self, drafted: DraftedSentence, stated: Stated, gone: Token, new: Sequence[Token], said: Seen
    ) -> Token | None:
        """The word that stands for one of a record, None where it may say the same."""
        own = self._own(stated)
        told = [token for token in new if not token.fold.startswith("@") and token.fold not in own]
        if stated.name.startswith("people."):  # "the two" for "Ms A and Mr B"
            many = sum(one.name.startswith("people.") for one in drafted.stated)
            told = [token for token in told if token.fold != f"={many}"]
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


def _head(side: _Side) -> Token | None:
    """The first token of a sentence that tells something."""
    return next((token for token in side[1] if not token.small and token.fold), None)


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


def _is_thing(stated: Stated) -> bool:
    """Whether a fact of the campaign gives words that are no name of a person."""
    return stated.kind is OriginKind.FACT and not stated.name.startswith("people.")


def _parted(stated: Stated, before: _Side) -> tuple[list[Token], frozenset[str]]:
    """The words of a record that an edit leaves out, days apart, and what those have in common that it keeps."""
    own = [token for token in before[1] if _lies_in(token, stated)]
    gone = [token for token in own if token in before[2] and not token.days]
    return gone, frozenset(token.fold for token in own if token not in gone)


def _lies_in(token: Token, stated: Stated) -> bool:
    """Whether a word that tells something is one of those that a record gives."""
    return stated.start <= token.start < stated.end and not token.small


def _kindred(some: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether one of some words is a form of one of others."""
    return any(_are_kin(one.fold, other.fold) for one in some for other in others)


def _names(token: Token) -> bool:
    """Whether a token is a word that tells something, and no figure, day, person or country."""
    return not (token.small or token.days or token.fold[:1] in "@#=")


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
