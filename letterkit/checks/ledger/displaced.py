"""What an edit puts in the place of what a record gives: another name, number, day, charge, office, law.

The words of a drafted sentence know the fact that gave them. Where an edit leaves such words out and puts others in
their place that do not say the same, the record says otherwise than the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterkit.checks.ledger.act_values import ActValues
from letterkit.checks.ledger.alleged import Alleged
from letterkit.checks.ledger.conditions import Conditions
from letterkit.checks.ledger.demanding import Demanding
from letterkit.checks.ledger.leaving import Leaving
from letterkit.checks.ledger.lexicon import words_of
from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.roles import Roles
from letterkit.checks.ledger.seen import Mention, Seen
from letterkit.checks.ledger.sides import Displaced, Side, acts_at, instead, is_number, names_thing
from letterkit.checks.ledger.standing import Standing
from letterkit.checks.ledger.tokens import Folding, Token
from letterkit.drafts.drafted import DraftedSentence, Stated
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Person

_KIN = 5
"""Words that begin with so many letters alike are forms of one: "gendarmerie" and "gendarmes"."""
_BESIDE = 12
"""How many characters can stand between a denial and what it denies: "never has been"."""


class Displacing:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding
        self._values = ActValues(eyes.cast.letter, eyes.language.code)
        self._roles, self._asking, self._leaving = (
            Roles(eyes, folding),
            Demanding(eyes, folding),
            Leaving(eyes, folding),
        )
        self._alleged, self._standing = Alleged(eyes, folding), Standing(eyes, folding)
        self._conditions = Conditions(eyes, folding)
        claims = eyes.language.claims
        self._relations = tuple(claims.relations.values()) if claims else ()
        self._rights = {str(name): pattern for name, pattern in claims.rights.items()} if claims else {}

    def of(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> tuple[Displaced, ...]:
        """What stands in an edited sentence where a record gives another thing.

        ``whom`` are the keys of those whom it befell that the drafted sentence tells.
        """
        return tuple(self._found(drafted, before, said, whom))

    def unframed(self, drafted: DraftedSentence, before: Side, said: Side) -> list[Token]:
        """The words of a drafted sentence without which what somebody says is told as what was done."""
        return self._alleged.frame(drafted, before, said)

    def _found(self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]) -> Iterator[Displaced]:
        yield from self._turned(drafted, before, said)
        yield from self._asking.found(drafted, before, said)
        yield from self._alleged.found(drafted, before, said)
        yield from self._leaving.found(drafted, before, said)
        yield from self._of_a_kind(drafted, before, said)
        yield from self._acted(drafted, before, said)
        yield from self._conditions.found(drafted, before, said, whom)
        yield from self._parts(drafted, before, said)
        yield from self._others(drafted, before, said)
        yield from self._instead_of_pronouns(drafted, before, said, whom)
        yield from self._figures(drafted, before, said)
        yield from self._facts(drafted, before, said)
        yield from self._of_another_act(drafted, before, said)
        yield from self._in_its_role(drafted, before, said)
        yield from self._another_right(drafted, before[0], said[0])
        yield from self._denied(drafted, said)

    # Meanings

    def _turned(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A word of the opposite meaning of one that was left out."""
        opposites = self._folding.meanings.opposites
        for gone in before[2]:
            for new in said[2]:
                turned = (self._folding.meaning(gone), self._folding.meaning(new)) in opposites
                if turned and not self._is_denied(new, said):
                    here, there = said[0].text[new.start : new.end], before[0].text[gone.start : gone.end]
                    says = f"'{here}' turns '{there}' of the drafted sentence into its opposite"
                    yield Displaced(new.start, new.end, says, drafted.location)

    def _is_denied(self, new: Token, said: Side) -> bool:
        """Whether a word that denies was put in before another in its clause: "no lawyer has been allowed"."""
        ahead = (one for one in said[2] if one.fold in self._folding.denying and one.end <= new.start)
        return any(not set(said[0].text[one.end : new.start]) & set(",;:") for one in ahead)

    def _of_a_kind(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A word of which another of its kind was left out: "the army" for "the police", "home" for "office"."""
        for gone in before[2]:
            for new in said[2]:
                if (self._folding.meaning(gone), self._folding.meaning(new)) in self._folding.meanings.apart:
                    yield self._told(drafted, before[0], gone, new)

    def _acted(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Another act than the drafted one, of which no word is left, wherever its verb stands."""
        was = [each for each in before[0].of("verb") if _is_told_by(each, before[2])]
        if not was or drafted.asks:
            return
        kinds = frozenset[str]().union(*(each.values for each in was))
        kept = {kind for each in said[0].of("verb", "noun", "status") for kind in self._kinds(each)}
        for new in said[0].of("verb") if not kinds & kept else ():
            if _is_told_by(new, said[2]) and not self._akin(kinds, new.values):
                here, there = (side[0].text[each.start : each.end] for side, each in ((said, new), (before, was[0])))
                yield Displaced(new.start, new.end, f"'{here}' stands for '{there}'", drafted.location)

    def _kinds(self, mention: Mention) -> frozenset[str]:
        """The acts that a word can name, or that bring about a status."""
        if mention.kind != "status":
            return mention.values
        acts = self._eyes.cast.library.acts.values()
        return frozenset(str(kind.name) for kind in acts if str(kind.status) in mention.values)

    def _akin(self, some: frozenset[str], others: frozenset[str]) -> bool:
        """Whether acts of some kinds and of others make the same of somebody, or are told in the same words."""
        acts = self._eyes.cast.library.acts
        if {acts[kind].status for kind in some} & {acts[kind].status for kind in others} - {None}:
            return True
        return any(self._phrases(one) & self._phrases(other) for one in some for other in others)

    def _phrases(self, kind: str) -> frozenset[str]:
        words = self._eyes.cast.library.acts[kind].words.values()
        return frozenset(str(phrase) for each in words for phrase in (*each.verbs, *each.nouns))

    def _parts(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
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

    def _others(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
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

    def _instead_of_pronouns(
        self, drafted: DraftedSentence, before: Side, said: Side, whom: frozenset[str]
    ) -> Iterator[Displaced]:
        """Somebody who is named in the place of a pronoun, and whom it did not befall."""
        was, now = (any(token.fold in self._folding.singular for token in side[1]) for side in (before, said))
        if not whom or not was or now or _people(before[1]):
            return
        for name, token in _people(said[2]).items():
            if not whom & set(name[1:].split("|")):
                says = f"by the campaign, it befell {' and '.join(sorted(whom))}"
                yield Displaced(token.start, token.end, says, drafted.location)

    # Numbers and days

    def _figures(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Numbers and days that stand for others."""
        for kind in (_is_day, is_number, _is_country):
            gone, new = ([each for each in side[2] if kind(each)] for side in (before, said))
            if kind is _is_day and gone and not new:  # "last year", "a few days later"
                new = [each for each in said[2] if said[0].text[each.start : each.end].casefold() in self._units]
            for other, token in zip(gone, new, strict=False):
                yield self._told(drafted, before[0], other, token)

    @property
    def _units(self) -> frozenset[str]:
        return frozenset(self._eyes.lexicon.durations)

    # What else records give

    def _facts(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        known, now = before[1], said[1]
        for gone, new in instead(known, now):
            told = [token for token in new if token in said[2] and not token.small and not token.days]
            for token in (each for each in gone if each in before[2]):
                stated = None if token.small or token.days else _stating(drafted, token)
                if other := self._in_its_place(drafted, stated, token, told, (before[0], said[0])):
                    yield self._told(drafted, before[0], token, other, stated)
                    break

    def _in_its_place(
        self,
        drafted: DraftedSentence,
        stated: Stated | None,
        gone: Token,
        told: Sequence[Token],
        seen: tuple[Seen, Seen],
    ) -> Token | None:
        """The word for another act, or for another thing than a record gives, where that stood."""
        before, said = seen
        if other := self._another_act(gone, before, told, said):
            return other
        placed = [each for each in told if self._standing.is_alike(gone, before, each, said)] if stated else []
        return self._other(drafted, stated, gone, placed, said) if stated else None

    def _of_another_act(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """What another act of the campaign has under the same key: who did that, where that was."""
        new = {token.fold: token for token in said[2] if names_thing(token)}
        for stated in filter(_is_thing, drafted.stated) if new else ():
            gone, kept = _parted(stated, before)
            others = self._values.others_than(stated.location) if gone and not kept else ()
            for text in others:
                folds = self._folding.content(text)
                if folds and folds <= new.keys():
                    token = min((new[fold] for fold in folds), key=lambda each: each.start)
                    yield self._told(drafted, before[0], gone[0], token, stated)

    def _in_its_role(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Other words in the role in which a record's were, wherever they stand: "The mayor banned it"."""
        new = [token for token in said[2] if names_thing(token) and token.fold not in self._roles.generic]
        for stated in filter(_is_thing, drafted.stated) if new else ():
            gone, kept = _parted(stated, before)
            gone = [one for one in gone if not any(one.fold == each.fold for each in said[1])]
            if gone and not _kindred(new, gone):
                taking = self._taking(stated, kept, new, (gone, before[0]), said)
                yield from (self._told(drafted, before[0], gone[0], token, stated) for token in taking)

    def _taking(
        self, stated: Stated, kept: frozenset[str], new: Sequence[Token], was: tuple[Sequence[Token], Seen], said: Side
    ) -> Iterator[Token]:
        """The words that stand beside what is kept of a record's, where others stood, or in the role of all of it."""
        (gone, before), names = was, self._own(stated)
        role = self._roles.of_stated(stated, before)
        for token in (each for each in new if each.fold not in names):
            if kept and self._roles.is_beside(token, *said[:2], kept):
                stood = any(self._standing.is_alike(one, before, token, said[0]) for one in gone)
                yield from (token,) if stood else ()
            elif role and not kept and self._roles.of(token, said[0], said[2]) == role:
                yield token

    def _another_right(self, drafted: DraftedSentence, before: Seen, said: Seen) -> Iterator[Displaced]:
        """Another right than the one that the law of a sentence has."""
        if not any(one.kind is OriginKind.CITATION for one in drafted.stated):
            return
        was, now = self._named_rights(before), self._named_rights(said)
        more, less = now.keys() - was.keys(), was.keys() - now.keys()
        if more and less:
            found, lost = now[min(more)], was[min(less)]
            yield Displaced(*found.span(), f"the drafted sentence has '{lost[0]}'")

    def _denied(self, drafted: DraftedSentence, said: Side) -> Iterator[Displaced]:
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
        if gone.fold in relatives and not _is_of_act(gone, before):
            return next((token for token in new if token.fold in relatives), None)
        if not _is_of_act(gone, before):
            return None
        kinds = acts_at(gone, before)
        others = (token for token in new if _is_of_act(token, said) and not _are_kin(token.fold, gone.fold))
        return next((token for token in others if not kinds & acts_at(token, said)), None)

    @property
    def _relatives(self) -> frozenset[str]:
        return self._folding.folds(self._eyes.lexicon.lists["relatives"])

    def _other(
        self, drafted: DraftedSentence, stated: Stated, gone: Token, new: Sequence[Token], said: Seen
    ) -> Token | None:
        """The word that stands for one of a record, None where it may say the same."""
        if stated.name == "country":
            return None  # "your country" may stand for it; another one is told by `_figures`
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


def _people(tokens: Sequence[Token]) -> dict[str, Token]:
    return {token.fold: token for token in tokens if token.fold.startswith("@")}


def _is_day(token: Token) -> bool:
    return bool(token.days)


def _is_thing(stated: Stated) -> bool:
    """Whether a fact of the campaign gives words that are no name of a person."""
    return stated.kind is OriginKind.FACT and not stated.name.startswith("people.")


def _parted(stated: Stated, before: Side) -> tuple[list[Token], frozenset[str]]:
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


def _is_country(token: Token) -> bool:
    return token.fold.startswith("#")


def _is_of_act(token: Token, seen: Seen) -> bool:
    return any(each.start <= token.start < each.end for each in seen.of("verb", "noun"))


def _is_told_by(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether the words of a mention that tell something are among some, the small ones apart."""
    told = [one for one in tokens if one.start < mention.end and mention.start < one.end and not one.small]
    return bool(told)


def _stating(drafted: DraftedSentence, token: Token) -> Stated | None:
    """What a record gives of which a word is part."""
    return next((one for one in drafted.stated if one.start < token.end and token.start < one.end), None)


def _are_kin(one: str, other: str) -> bool:
    one, other = one.lstrip("~"), other.lstrip("~")
    return len(one) >= _KIN and one[:_KIN] == other[:_KIN]
