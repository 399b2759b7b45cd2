"""Words that an edit puts in and that records give of those whom a sentence tells of, or that name nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.edit import Edit
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.records.act_values import texts_of
from letterkit.checks.ledger.records.dossier import Dossier
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.reading import ReadSentence
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.foundation.problems import Location
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Group, Person
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Organisation

_WHO = ("person", "group", "head", "body")


class GivenTexts:
    """Tells them for the edits of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding, dossier: Dossier) -> None:
        self._eyes, self._folding, self._dossier = eyes, folding, dossier
        self._lists = eyes.lexicon.lists

    def known(self, edit: Edit, keys: Iterable[str], claims: Sequence[Claim]) -> set[Token]:
        """The words put in that are what a record gives, or most of it, or that name nobody in particular."""
        telling = [one for one in edit.more if not one.small]
        texts = list(self._told_texts(edit, keys, claims))
        runs = ({one for one in telling if first <= one.start < last} for first, last in edit.added)
        known = {one for run in runs if _is_text(run, texts) for one in run}
        if any(self._is_replaced(one, edit) for one in edit.less):
            return known
        generic = self._generic - (self._state_bodies if self._lacks_body(edit) else frozenset())
        return known | {one for one in telling if one.fold in generic}

    def _lacks_body(self, edit: Edit) -> bool:
        """Whether an organisation of the campaign is left out: "the government" may stand for an authority only."""
        left = {one.fold for one in edit.less if not one.small}
        bodies = [one for one in self._dossier.owners.values() if isinstance(one, Organisation)] if left else []
        names = (self._folding.content(str(text)) for one in bodies for text in one.name.languages.values())
        return any(bool(name) and name <= left for name in names)

    @cached_property
    def _state_bodies(self) -> frozenset[str]:
        return self._folding.folds(self._lists["state-bodies"])

    def _is_replaced(self, token: Token, edit: Edit) -> bool:
        """Whether a word left out told something that no record gives, or named nobody in particular either."""
        given = any(one.start <= token.start < one.end for one in edit.began.stated)
        return not token.small and (token.fold in self._generic or not given)

    def _told_texts(self, edit: Edit, keys: Iterable[str], claims: Sequence[Claim]) -> Iterator[frozenset[str]]:
        """What records say of those who are named and of the acts that a sentence tells, as words are compared."""
        places = [*(one.location for one in edit.began.stated), *map(_evidence, claims)]
        told = {(place.file, place.line) for place in places if place}
        yield from (self._folding.content(text) for key in keys for text in self._texts(key, told))

    def is_ahead(self, edit: Edit, keys: Iterable[str]) -> bool:
        """Whether a sentence tells what is to come, as the campaign announces it."""
        coming = {_line(act.location) for key in keys for act in self._dossier.announced(key)}
        return any(_line(one.location) in coming for one in edit.began.stated)

    @cached_property
    def _generic(self) -> frozenset[str]:
        """The words that name nobody and nothing in particular: "the authorities", "a court"."""
        return self._folding.folds(word for name in ("anything", "people", "be") for word in self._lists[name])

    def keys(self, edit: Edit, reading: ReadSentence) -> frozenset[str]:
        """All whom a sentence names, or named as it was drafted."""
        before = self._eyes.see(plain(edit.began.text))
        told = {str(one.name).partition(".")[2] for one in edit.began.stated}
        return frozenset(told | {*_named(before), *_named(reading.seen)}) & set(self._dossier.owners)

    def _texts(self, key: str, told: set[tuple[str, int]]) -> Iterator[str]:
        """What the campaign says of somebody's acts that a sentence tells, and what they and theirs are called."""
        owner = self._dossier.owners[key]
        texts: list[Text | None] = []
        for act in (*self._dossier.acts(key), *self._dossier.announced(key)):
            if _line(act.location) in told:
                texts += texts_of(act)
        if isinstance(owner, Person):
            texts += [office.office for office in owner.offices]
            bodies = (self._dossier.owners.get(str(office.of)) for office in owner.offices if office.of)
            texts += [text for body in bodies if isinstance(body, Organisation) for text in (body.name, body.short)]
        elif isinstance(owner, Organisation):
            texts += [owner.name, owner.short]
        elif isinstance(owner, Group):
            texts += [owner.noun]
        code = self._eyes.language.code
        yield from (str(text.within(code) or text.first) for text in texts if text)


def _is_text(run: set[Token], texts: Iterable[frozenset[str]]) -> bool:
    """Whether words are those of a text, or most of them."""
    folds = {one.fold for one in run if not one.days}
    return bool(folds) and any(folds <= text and 2 * len(folds) >= len(text) for text in texts)


def _evidence(claim: Claim) -> Location | None:
    """Where the record is that bears out a claim."""
    return claim.evidence if claim.verdict is Verdict.SUPPORTED else None


def _line(place: Location | None) -> tuple[str, int]:
    return (place.file, place.line) if place else ("", 0)


def _named(seen: Seen) -> Iterator[str]:
    return (key for each in seen.of(*_WHO) for key in each.values)
