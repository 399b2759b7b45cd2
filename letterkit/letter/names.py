"""Who and what a letter knows by name, and the words that are no mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from babel import Locale

from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Location
from letterkit.language.grammar import Language
from letterkit.language.spelling import plain
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.fields import Name, Text
from letterkit.schema.law.load import law_of
from letterkit.schema.law.tables import LawTables
from letterkit.schema.library import Library
from letterkit.schema.organisation import Organisation
from letterkit.schema.person_names import family_name

WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
"""A word of a text that `plain` has made plain: letters, with apostrophes and hyphens between them."""

MOST_LISTED = 12
"""How many members of a group a letter names in a sentence."""

_KEPT: Kept[NameIndex] = Kept()
_PEOPLE: Kept[tuple[Someone, ...]] = Kept()
_SEVERAL = re.compile(r"[A-Z\u00c0-\u00de][^\W\d_]+(?:[ -](?:[a-z]{1,3}[ -])?[A-Z\u00c0-\u00de][^\W\d_]+)+")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the campaign, one written to or copied, or an officer of those who write.

    ``given`` and ``surnames`` are the words of the name, ``variants`` those of its other spellings, in lower case, that
    no right name has. ``withheld`` says that the letter is not to name them.
    """

    name: str
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    also: tuple[str, ...]
    variants: frozenset[str]
    gender: str | None
    location: Location | None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as the letter's language calls it, with its names and short names in all languages.

    ``own`` says that the campaign or the sender brings it, and that it is not one of those any letter can name.
    """

    key: str
    name: str
    short: str
    names: tuple[str, ...]
    shorts: tuple[str, ...]
    also: tuple[str, ...]
    location: Location | None
    own: bool


@dataclass(frozen=True, slots=True, weakref_slot=True)
class NameIndex:
    """All that a letter can name: people, organisations, places, and abbreviations of instruments with their titles.

    ``words`` are those of all right names, ``of_people`` those of people's, ``ordinary`` those of the library's own
    text, all in lower case.
    """

    people: tuple[Someone, ...]
    bodies: tuple[Body, ...]
    places: tuple[str, ...]
    instruments: tuple[tuple[str, str], ...]
    words: frozenset[str]
    ordinary: frozenset[str]
    of_people: frozenset[str]

    def is_right(self, word: str) -> bool:
        """Whether a word stands in a right name, with or without the parts that hyphens join."""
        word = word.casefold()
        return word in self.words or ("-" in word and self.words.issuperset(word.split("-")))


def name_index(letter: Letter, campaign: Campaign, library: Library) -> NameIndex:
    """What a letter of a campaign can name, in its language; letters of one day and the same senders share it."""
    houses = (tuple(house.key for house in letter.senders), tuple(house.key for house in letter.notes))
    said = (letter.language.code, letter.language.country(str(campaign.country)))
    key = (Same(library), Same(letter.organisations), houses, said)
    return _KEPT.of(campaign, key, lambda: _name_index(letter, campaign, library))


def _name_index(letter: Letter, campaign: Campaign, library: Library) -> NameIndex:
    language = letter.language
    people, bodies = tuple(_people(letter, campaign)), tuple(_bodies(letter, campaign))
    places, law = _places(campaign, language), dict(_abbreviated(law_of(library), language.code))
    right = tuple(_right_names(letter, campaign, people, bodies))
    words = {word for name in (*right, *places) for word in words_of(name)}
    words |= {part for word in words for part in word.split("-")}
    return NameIndex(
        people=people,
        bodies=bodies,
        places=tuple(dict.fromkeys((*places, *_country(campaign, language)))),
        instruments=tuple(law.items()),
        words=frozenset(words) | library.derived(_common_names, language.code),
        ordinary=library.derived(_ordinary, language.code),
        of_people=frozenset(name.casefold() for person in people for name in (*person.given, *person.surnames)),
    )


def _right_names(
    letter: Letter, campaign: Campaign, people: Sequence[Someone], bodies: Sequence[Body]
) -> Iterator[str]:
    """The names and titles that stand in a letter as they are written."""
    yield from (person.name for person in people if not person.withheld)
    yield from (name for body in bodies for name in (*body.names, *body.shorts))
    yield from (name for house in letter.senders for roster in house.rosters for name in roster.names)
    yield from (name for text in _titles(letter, campaign) for name in text.languages.values())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    return tuple(found[0].casefold() for found in WORD.finditer(plain(text)))


def telling_words(name: str) -> tuple[str, ...]:
    """The words that tell an organisation's name from others: those of more than three letters."""
    return tuple(found[0] for found in WORD.finditer(name) if len(found[0]) > 3)


def _said(text: Text | None, language: Language) -> str:
    return plain(str(text.within(language.code) or text.first)) if text else ""


def _people(letter: Letter, campaign: Campaign) -> Iterator[Someone]:
    language = letter.language
    yield from _PEOPLE.of(campaign, language.code, lambda: tuple(_people_of(campaign, language)))
    for house in {house.key: house for house in (*letter.senders, *letter.notes)}.values():
        for officer in house.officers.values():
            if officer.name:
                name = Name(languages={"": officer.name}, location=officer.name.location)
                yield _someone(name, None, (), officer.gender, officer.location, language)


def _people_of(campaign: Campaign, language: Language) -> Iterator[Someone]:
    """The people and targets of a campaign, whatever letter names them."""
    for person in campaign.people.values():
        if isinstance(person, Person):
            withheld = person.publish != "yes"
            yield _someone(person.name, person.surname, person.also, person.gender, person.location, language, withheld)
    for target in campaign.targets.values():
        if target.name:
            yield _someone(target.name, target.surname, target.also, target.gender, target.location, language)


def _someone(
    name: Name,
    surname: Name | None,
    also: Iterable[str],
    gender: str | None,
    location: Location | None,
    language: Language,
    withheld: bool = False,
) -> Someone:
    whole = _said(name, language)
    words = [found[0] for found in WORD.finditer(whole) if len(found[0]) > 1]
    family = _said(surname, language) or plain(family_name(str(name.within(language.code) or name.first)))
    last = [found[0] for found in WORD.finditer(family) if len(found[0]) > 1 or family == whole]
    given = tuple(word for word in words if word not in last)
    others = tuple(map(plain, also))
    variants = frozenset(word for other in others for word in words_of(other) if len(word) > 2)
    return Someone(whole, given, tuple(last), others, variants, gender, name.first.location or location, withheld)


def _bodies(letter: Letter, campaign: Campaign) -> Iterator[Body]:
    own = {*map(str, campaign.organisations), *(house.key for house in (*letter.senders, *letter.notes))}
    for key, record in letter.organisations.items():
        yield _body(str(key), record, letter.language, str(key) in own)


def _body(key: str, record: Organisation, language: Language, own: bool) -> Body:
    return Body(
        key=key,
        name=_said(record.name, language),
        short=_said(record.short, language),
        names=tuple(plain(name) for name in record.name.languages.values()),
        shorts=tuple(plain(name) for name in record.short.languages.values()) if record.short else (),
        also=tuple(plain(name) for name in record.also),
        location=record.name.first.location or record.location,
        own=own,
    )


_GROUPS: Kept[tuple[Group, ...]] = Kept()


def groups(campaign: Campaign) -> tuple[Group, ...]:
    """The people without names of whom a campaign speaks."""
    return _GROUPS.of(
        campaign, None, lambda: tuple(group for group in campaign.people.values() if isinstance(group, Group))
    )


def places_named(campaign: Campaign, language: Language) -> Iterator[tuple[str, Location | None]]:
    """The names, of several words or parts, of places where the campaign's acts were done, in a language."""
    for text in _where(campaign):
        said = text.within(language.code) or text.first
        yield from ((found[0], said.location) for found in _SEVERAL.finditer(plain(str(said))))


def _where(campaign: Campaign) -> Iterator[Text]:
    records = (*campaign.organisations.values(), *campaign.people.values())
    return (text for record in records for act in record.acts for text in (act.place,) if text)


def placed(campaign: Campaign, language: Language) -> Iterator[tuple[str, Location | None]]:
    """The names of places where the campaign's acts were done, in a language, in the order of the file."""
    for text in _where(campaign):
        said = text.within(language.code) or text.first
        for found in WORD.finditer(plain(str(said))):
            if found[0][0].isupper() and len(found[0]) > 3:
                yield found[0], said.location


def _places(campaign: Campaign, language: Language) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word, _ in placed(campaign, language)))


def _country(campaign: Campaign, language: Language) -> tuple[str, ...]:
    code = str(campaign.country)
    if any(known == code for known in language.writing.countries.formerly):
        return ()  # Which of its names is right depends on the day of the letter.
    name = plain(language.country(code))
    return (name,) if len(name) > 4 and WORD.fullmatch(name) else ()


def _titles(letter: Letter, campaign: Campaign) -> Iterator[Text]:
    """Names and titles that a campaign gives, but for those of people and organisations."""
    yield from (law.name for law in campaign.laws.values())
    yield from (occasion.name for occasion in campaign.occasions.values())
    for target in campaign.targets.values():
        yield from (text for text in (target.office, target.of) if text)
    for person in campaign.people.values():
        if isinstance(person, Person):
            yield from (office.office for office in person.offices)
    for house in (*letter.senders, *letter.notes):
        yield from (officer.office for officer in house.officers.values())
        yield house.place


def _abbreviated(law: LawTables, code: str) -> Iterator[tuple[str, str]]:
    """The abbreviations by which instruments are cited, with the titles that they stand for."""
    for instrument in law.instruments.values():
        name, title = instrument.names.get(code, ""), instrument.titles.get(code, "")
        if title and is_abbreviation(name):
            yield plain(name), plain(title)


def is_abbreviation(word: str) -> bool:
    """Whether a word is written as abbreviations are: in capitals, three or more of them."""
    return word.upper() == word and " " not in word and sum(map(str.isupper, word)) > 2


def _common_names(library: Library, code: str) -> frozenset[str]:
    """The words of names that every letter can use: countries, languages, days and months, instruments, titles."""
    locale, files = Locale.parse(code), library.language(code)
    texts = [*locale.territories.values(), *locale.languages.values()]
    texts += [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
    for instrument in law_of(library).instruments.values():
        texts += [*instrument.names.values(), *instrument.titles.values(), *instrument.subject.values()]
    forms = files.checking.forms_of_address
    texts += [word for words in files.checking.titles.values() for word in words]
    texts += [*forms.office, *forms.rank] if forms else []
    texts += [title for office in files.writing.offices.values() for title in office.all]
    return frozenset(word for text in texts for word in words_of(str(text)))


def _ordinary(library: Library, code: str) -> frozenset[str]:
    """The words of the library's own text in a language."""
    texts = [
        wording
        for clause in library.clauses.values()
        for form in ("text", "noun", "statement")
        if (wording := clause.wording(code, form))
    ]
    words = {word for text in texts for word in words_of(_TEMPLATE.sub(" ", text))}
    return frozenset(words) | frozenset(library.language(code).checking.openers or ())


def names_in(letter: Letter, campaign: Campaign, people: Iterable[Person]) -> tuple[str, ...]:
    """All names that a letter can hold: of ``people``, bodies, targets, officers, laws, occasions, places, offices."""
    records: tuple[Person | Organisation, ...] = (*people, *letter.organisations.values())
    officers = [officer for house in letter.senders for officer in house.officers.values()]
    texts = [
        *(text for record in records for text in (record.name, getattr(record, "surname", None))),
        *(body.short for body in letter.organisations.values()),
        *_texts_of_acts(campaign),
        *_texts_of_targets(campaign),
        *(text for officer in officers for text in (officer.office, officer.of)),
    ]
    names = [str(name) for text in texts if text for name in text.languages.values()]
    names += (str(officer.name) for officer in officers if officer.name)
    return (*names, *(str(name) for record in records for name in record.also))


def _texts_of_acts(campaign: Campaign) -> Iterator[Text | None]:
    """The places of acts, and the offices that people hold."""
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        yield from (act.place for act in record.acts)
        if isinstance(record, Person):
            yield from (office.office for office in record.offices)


def _texts_of_targets(campaign: Campaign) -> Iterator[Text | None]:
    """What targets are called, with the laws and occasions of which a letter speaks to them."""
    for target in campaign.targets.values():
        yield from (target.name, target.surname, target.office, target.of, *target.address)
    yield from (law.name for law in campaign.laws.values())
    yield from (occasion.name for occasion in campaign.occasions.values())
