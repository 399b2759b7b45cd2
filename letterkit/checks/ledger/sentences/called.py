"""People whom a sentence calls by what they are to others: "its treasurer", "his wife", « la présidente du SMY »."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from letterkit.checks.ledger.sentences.cast import Cast
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import Lexicon, words_of
from letterkit.foundation.kept import Kept
from letterkit.language.grammar import Language
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Office, Person

_NEAR = 2
"""How many small words can stand between an office and its organisation, or a relative and whose it is."""


class _Role(NamedTuple):
    """What one person is to another, or in an organisation: the words for it, in lower case, and whose it is."""

    key: str
    words: frozenset[str]
    whose: str
    is_kin: bool


_ROLES: Kept[tuple[_Role, ...]] = Kept()


@dataclass(frozen=True, slots=True)
class Called:
    """Finds them in the sentences of one letter."""

    cast: Cast
    language: Language
    lexicon: Lexicon
    today: datetime.date

    def named(self, seen: Seen) -> Seen:
        """A sentence with those as people whom it names so, where nobody else can be meant.

        Who is named beside it, and who is not to be named, is left as it stands.
        """
        found = list(self._found(seen))
        if not found:
            return seen
        taken = {at for each in found for at in range(each.first, each.last)}
        kept = [each for each in seen.mentions if each.kind not in _OWNERS or each.first not in taken]
        return replace(seen, mentions=tuple(sorted((*kept, *found), key=lambda each: (each.first, -each.last))))

    def _found(self, seen: Seen) -> Iterator[Mention]:
        for role in self._said(seen):
            able = [each for each in self._roles if _title(role, seen) in each.words]
            phrase = self._phrase(role, seen) if able else None
            if phrase is None or self._is_beside_name(*phrase[:2], seen):
                continue
            first, last, whose = phrase
            keys = frozenset(each.key for each in able if whose is None or each.whose in whose)
            if len(keys) == 1 and not (whose is None and self._is_of_addressee(_title(role, seen))):
                yield Mention("person", seen.words[first].start, seen.words[last - 1].end, first, last, keys)

    def _said(self, seen: Seen) -> list[Mention]:
        """The words for offices and relatives in a sentence."""
        kin, offices = self.lexicon.lists["kinship"], _longest(seen.of("office"))
        taken = {at for each in offices for at in range(each.first, each.last)}
        others = (at for at, each in enumerate(seen.words) if each.low in kin and at not in taken)
        return [*offices, *(_word(seen, at) for at in others)]

    def _phrase(self, role: Mention, seen: Seen) -> tuple[int, int, frozenset[str] | None] | None:
        """The words of a phrase that means somebody certain, and the keys of whose that is, None where untold."""
        words, lists = seen.words, self.lexicon.lists
        if not role.first:
            return None
        before = words[role.first - 1]
        if before.low in lists["genitive"] and before.gap == "'":
            owner = next((each for each in seen.of(*_OWNERS) if each.last == role.first - 1), None)
            return (owner.first, role.last, owner.values) if owner else None
        if any(each.first == role.first - 1 for each in seen.of("possessives")):
            return role.first - 1, role.last, None
        if before.low not in lists["articles"] or before.low in self.language.writing.indefinites:
            return None
        return self._with_whose(role, seen)

    def _with_whose(self, role: Mention, seen: Seen) -> tuple[int, int, frozenset[str] | None] | None:
        """The same, of a phrase that tells behind it whose somebody is: "the treasurer of the union"."""
        behind = range(role.last + 1, role.last + _NEAR + 1)
        owner = next((each for each in seen.of(*_OWNERS) if each.first in behind), None)
        body = next((at for at in behind if self._is_body(at, seen)), None)
        first, last = (owner.first, owner.last) if owner else (body, body + 1) if body else (0, 0)
        if first and all(self._is_small(word.low) for word in seen.words[role.last : first]):
            return role.first - 1, last, owner.values if owner else None
        return None

    def _is_body(self, at: int, seen: Seen) -> bool:
        return at < len(seen.words) and seen.words[at].low in self.lexicon.lists["bodies"]

    def _is_small(self, word: str) -> bool:
        lists = self.lexicon.lists
        return word in self.lexicon.function or word in lists["articles"] or word in lists["titles"]

    def _is_beside_name(self, first: int, last: int, seen: Seen) -> bool:
        """Whether a name stands right before some words, or behind them: "Ms A, its chair", "the chair, Ms A"."""
        titles = self.lexicon.lists["titles"]
        for each in seen.of("person", "stranger"):
            between = seen.words[each.last : first] if each.last <= first else seen.words[last : each.first]
            outside = each.last <= first or each.first >= last
            if outside and all(word.low in titles for word in between):
                return True
        return False

    def _is_of_addressee(self, title: str) -> bool:
        """Whether those to whom the letters of a campaign go have an office, too: "its president"."""
        targets = self.cast.campaign.targets.values()
        offices = (text for each in targets if each.office for text in each.office.languages.values())
        return any(title == plain(str(text)).casefold() for text in offices)

    @property
    def _roles(self) -> tuple[_Role, ...]:
        campaign, key = self.cast.campaign, (self.language.code, self.today)
        return _ROLES.of(campaign, key, lambda: tuple(self._all_roles()))

    def _all_roles(self) -> Iterator[_Role]:
        for key, person in self.cast.campaign.people.items():
            for office in person.offices if isinstance(person, Person) and str(key) not in self.cast.withheld else ():
                if office.of and self._is_held(office):
                    yield self._role(str(key), office)

    def _role(self, key: str, office: Office) -> _Role:
        said = plain(str(office.office.within(self.language.code) or office.office.first)).casefold()
        kinship = self.lexicon.kinship
        told = {kinship[word.low] for word in words_of(said) if word.low in kinship}
        if told and str(office.of) in self.cast.campaign.people:
            return _Role(key, frozenset(word for word in kinship if word in said.split()), str(office.of), True)
        titles = {said, *self.lexicon.offices.get(said, ())} - self.lexicon.lists["any-office"]
        return _Role(key, frozenset(titles), str(office.of), False)

    def _is_held(self, office: Office) -> bool:
        """Whether an office is held on the letter's date."""
        begun = not office.from_ or office.from_.begun(self.today)
        return begun and (office.until is None or office.until.last >= self.today)


_OWNERS = ("person", "body")


def _longest(offices: tuple[Mention, ...]) -> list[Mention]:
    """The offices that are no part of a longer one."""
    return [
        one
        for at, one in enumerate(offices)
        if (one.first, one.last) not in {(other.first, other.last) for other in offices[:at]}
        and not any(other.first <= one.first and one.last <= other.last and other[3:5] != one[3:5] for other in offices)
    ]


def _title(role: Mention, seen: Seen) -> str:
    return seen.text[role.start : role.end].casefold()


def _word(seen: Seen, at: int) -> Mention:
    """A word as a mention of itself."""
    return Mention("kinship", seen.words[at].start, seen.words[at].end, at, at + 1)
