"""Whom and what a letter can speak of, by the words of their names."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from letterkit.checks.ledger.words.lexicon import PhraseTable, TextWord, words_of
from letterkit.checks.wording.country_names import names_of_country
from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.language.spelling import plain
from letterkit.letter.letter import Letter
from letterkit.letter.names import WORD, NameIndex
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.fields import Text
from letterkit.schema.letterhead import COUNTED
from letterkit.schema.library import Library


@dataclass(frozen=True, slots=True)
class NamesByWord:
    """Names by their words.

    ``surnames`` and ``given`` map a word of a name to the keys of those who bear it; "" is the key of everybody whom
    the campaign has no record of as a person: targets, officers, bodies that any letter can name. ``titles`` are the
    names of bodies and groups, and offices that the campaign gives; ``known`` all words of right names, ``ordinary``
    those that are words of the language, too, ``places`` those of places where acts were done.
    """

    surnames: Mapping[str, frozenset[str]]
    given: Mapping[str, frozenset[str]]
    titles: PhraseTable
    known: frozenset[str]
    ordinary: frozenset[str]
    places: frozenset[str]

    def beginning_in(self, words: Sequence[TextWord]) -> NamesByWord:
        """The names of which a word stands in a sentence."""
        capital = {word.low for word in words if word.is_capital}
        return NamesByWord(
            {low: self.surnames[low] for low in capital if low in self.surnames},
            {low: self.given[low] for low in capital if low in self.given},
            self.titles.beginning_with({word.low for word in words}),
            self.known & capital,
            self.ordinary & capital,
            self.places & capital,
        )

    @property
    def key(self) -> Hashable:
        """What two have in common that are the same."""
        borne = (frozenset(table.items()) for table in (self.surnames, self.given))
        return (*borne, self.titles.key, self.known, self.ordinary, self.places)

    def person_at(self, words: Sequence[TextWord], at: int) -> tuple[int, frozenset[str]] | None:
        """The person named at a word: the word behind the name, and the keys of all who can be meant."""
        keys: frozenset[str] = frozenset()
        by_surname, end = False, at
        while _goes_on(words, at, end):
            low = words[end].low
            bearers = self.surnames.get(low, frozenset()) | self.given.get(low, frozenset())
            if not bearers and not (len(low) == 1 and end > at):
                break
            both = bearers & keys if keys and bearers else bearers or keys
            if not both:
                break
            keys, end = both, end + 1
            by_surname = by_surname or low in self.surnames
        if not keys or (not by_surname and len(keys) > 1) or (end - at == 1 and len(words[at].low) == 1):
            return None
        return end, keys


@dataclass(frozen=True, slots=True)
class Cast(NamesByWord):
    """The names of one letter; ``figures`` are the sender's, ``withheld`` the keys of people not to be named.

    ``agents`` are the words by which the campaign calls those who did something, of more than one word.
    """

    letter: Letter
    campaign: Campaign
    library: Library
    figures: frozenset[int]
    withheld: frozenset[str]
    agents: frozenset[tuple[str, ...]]

    def calls_agent(self, words: Sequence[TextWord], first: int, last: int) -> bool:
        """Whether words stand within what somebody is called who did something: "the Court of Appeal of Conakry"."""
        low = tuple(word.low for word in words)
        return any(
            low[start : start + len(name)] == name
            for name in self.agents
            for start in range(max(0, last - len(name)), first + 1)
        )


def _goes_on(words: Sequence[TextWord], at: int, end: int) -> bool:
    """Whether a word can belong to the name that begins at ``at``."""
    if end >= len(words) or not words[end].is_capital:
        return False
    return end == at or words[end].gap in (" ", "-", ". ")


def cast_of(document: Document) -> Cast:
    """All whom a letter can speak of."""
    letter, campaign, known = document.letter, document.campaign, document.known
    surnames, given = _BORNE.of(campaign, Same(known), lambda: _borne(campaign, known))
    return Cast(
        letter=letter,
        campaign=campaign,
        library=document.library,
        surnames=surnames,
        given=given,
        titles=_ALL_TITLES.of(campaign, (Same(known), document.language.code), lambda: _titles(document)),
        known=known.words,
        ordinary=known.ordinary,
        places=frozenset(word.low for place in known.places for word in words_of(place)),
        figures=frozenset(_figures(letter)),
        withheld=_people(campaign).withheld,
        agents=_AGENTS.of(campaign, document.language.code, lambda: frozenset(_agents(document))),
    )


def _agents(document: Document) -> Iterator[tuple[str, ...]]:
    """The words of what a campaign calls those who did something, without their article."""
    campaign, articles = document.campaign, document.library.language(document.language.code).reading
    skipped = frozenset(map(str, articles.articles)) if articles else frozenset[str]()
    for owner in (*campaign.people.values(), *campaign.organisations.values()):
        for act in owner.acts:
            words = [word.low for word in words_of(plain(_said(act.by, document)))] if act.by else []
            words = words[1:] if words and words[0] in skipped else words
            if len(words) > 1:
                yield tuple(words)


@dataclass(frozen=True, slots=True)
class _People:
    """The words of the names of a campaign's people, as in `Cast`, and all their spellings."""

    surnames: Mapping[str, frozenset[str]]
    given: Mapping[str, frozenset[str]]
    spellings: frozenset[str]
    withheld: frozenset[str]


_PEOPLE: Kept[_People] = Kept()
_TITLES: Kept[PhraseTable] = Kept()
_ALL_TITLES: Kept[PhraseTable] = Kept()
_AGENTS: Kept[frozenset[tuple[str, ...]]] = Kept()
_BORNE: Kept[tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]] = Kept()


def _people(campaign: Campaign) -> _People:
    return _PEOPLE.of(campaign, None, lambda: _people_of(campaign))


def _people_of(campaign: Campaign) -> _People:
    people = {str(key): person for key, person in campaign.people.items() if isinstance(person, Person)}
    surnames: dict[str, frozenset[str]] = {}
    given: dict[str, frozenset[str]] = {}
    for key, person in people.items():
        _take(surnames, given, key, *_name_words(person))
    return _People(
        surnames,
        given,
        frozenset(text for person in people.values() for text in _spellings(person)),
        frozenset(key for key, each in people.items() if each.publish != "yes"),
    )


def _borne(campaign: Campaign, known: NameIndex) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """The words of surnames and of given names, each with the keys of those who bear it."""
    people = _people(campaign)
    surnames, given = dict(people.surnames), dict(people.given)
    for someone in known.people:
        if someone.name not in people.spellings:
            _take(surnames, given, "", _parts(someone.surnames), _parts(someone.given))
    return surnames, given


def _take(
    surnames: dict[str, frozenset[str]],
    given: dict[str, frozenset[str]],
    key: str,
    last: Sequence[str],
    first: Sequence[str],
) -> None:
    for table, parts in ((surnames, last), (given, first)):
        for part in parts:
            table[part] = table.get(part, frozenset()) | {key}


def _parts(names: Sequence[str]) -> list[str]:
    return [word.low for name in names for word in words_of(plain(name)) if len(word.low) > 1]


def _spellings(person: Person) -> Iterator[str]:
    yield from (plain(str(name)) for name in (*person.name.languages.values(), *person.also))


def _name_words(person: Person) -> tuple[list[str], list[str]]:
    """The words of a person's surnames and given names, in all spellings."""
    last: list[str] = [str(text) for text in person.surname.languages.values()] if person.surname else []
    first: list[str] = []
    surnames = set(_parts(last))
    for name in _spellings(person):
        words = [found[0] for found in WORD.finditer(name)]
        # Without a surname of its own, the last word is it, and the first the given name.
        if surnames:
            last.extend(word for word in words if word.casefold() in surnames)
            first.extend(word for word in words if word.casefold() not in surnames)
        else:
            last.extend(words[-1:])
            first.extend(words[:-1])
    return _parts(last), _parts(first)


def _titles(document: Document) -> PhraseTable:
    """Names of bodies, groups and offices as phrases."""
    campaign, language = document.campaign, document.language.code
    made = _TITLES.of(campaign, (language, Same(document.library)), lambda: _titles_of_campaign(document))
    titles, own = PhraseTable(others=made), {str(key) for key in campaign.organisations}
    for body in document.known.bodies:
        key = body.key if body.key in own else ""
        for name in (*body.names, *body.shorts, *body.also):
            _add(titles, name, ("body", key))
    return titles


def _titles_of_campaign(document: Document) -> PhraseTable:
    """What a campaign itself calls groups, offices, laws, occasions and targets, in the language of a letter."""
    campaign, titles = document.campaign, PhraseTable()
    for key, record in campaign.people.items():
        if isinstance(record, Group):
            noun = str(record.noun.within(document.language.code) or record.noun.first)
            _add(titles, noun, ("group", str(key)))
            _add(titles, _head(noun, document), ("head", str(key)))
        else:
            if record.publish != "yes":
                _add_unnamed(titles, str(key), document)
            for office in record.offices:
                _add(titles, _said(office.office, document), ("office", _said(office.office, document).casefold()))
    for key, law in campaign.laws.items():
        for name in dict.fromkeys((_said(law.name, document), _bare(_said(law.name, document), document))):
            _add(titles, name, ("law", str(key)))
    for occasion in campaign.occasions.values():
        _add(titles, _said(occasion.name, document), ("occasion", ""))
    for target in campaign.targets.values():
        for text in filter(None, (target.office, target.of)):
            _add(titles, _said(text, document), ("addressee", ""))
        if target.is_ == "government" and target.of and _is_the_state(_said(target.of, document), document):
            _add(titles, _said(target.of, document), ("country", str(campaign.country)))
    return titles


def _is_the_state(name: str, document: Document) -> bool:
    """Whether a name is the country's, with one word before it at most that says what it is: "Republic of Kenya"."""
    small = {str(word) for word in document.language.checking.function_words or ()}
    for country in names_of_country(str(document.campaign.country), document.library, document.language.code):
        before, found, after = plain(name).casefold().partition(plain(country).casefold())
        telling = [word for word in re.findall(r"[^\W\d_]{2,}", f"{before} {after}") if word not in small]
        if found and len(telling) <= 1:
            return True
    return False


def _add_unnamed(titles: PhraseTable, key: str, document: Document) -> None:
    """What somebody is called whose name is withheld."""
    phrases = document.language.writing.phrases
    for name in ("unnamed", "unnamed_again", "unnamed_officer_again", "unnamed_in_list", "unnamed_with_office"):
        for text in getattr(phrases, name).all:
            titles.add(re.sub(r"\{\}[,.]?", "*", plain(text)).strip(" *,"), ("group", key))


def _add(titles: PhraseTable, name: str, term: tuple[str, str]) -> None:
    name = plain(name).replace("(", " ").replace(")", " ").replace("*", " ")
    if words_of(name):
        titles.add(name, term)


def _said(text: Text, document: Document) -> str:
    return str(text.within(document.language.code) or text.first)


def _bare(name: str, document: Document) -> str:
    """A name without the article that it begins with: « du Code pénal » has another than « le Code pénal »."""
    articles = "|".join(map(re.escape, sorted(map(str, document.language.checking.articles), key=len, reverse=True)))
    return re.sub(rf"^(?:{articles})(?:(?<=')|\s+)", "", plain(name), flags=re.IGNORECASE) if articles else name


def _head(noun: str, document: Document) -> str:
    """The words of a group's noun before its first function word: "workers" of "workers of the refinery"."""
    function = frozenset(map(str, document.language.checking.function_words or ()))
    words = noun.split()
    end = next((at for at, word in enumerate(words) if at and word.casefold().split("'")[0] in function), len(words))
    return " ".join(words[:end])


def _figures(letter: Letter) -> Iterator[int]:
    """The sender's figures of the letter's date."""
    for house in (*letter.senders, *letter.notes):
        figures = house.figures_on(letter.date)
        for kind in COUNTED:
            if figures and (number := figures.number(kind)) is not None:
                yield number
                yield from [number // 1_000_000] if number >= 1_000_000 else []
