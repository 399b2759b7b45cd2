"""What kind of thing a phrase of a campaign certainly is: somebody who acts, a place, a deed, a time, a sentence.

Most phrases are of no kind that can be known; of those nothing is said. The words are those of the languages, and what
the campaign itself says: whom it names, and where it says that something was done.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from letterkit.checks.campaign.money import is_money
from letterkit.checks.campaign.nouns import NounKind, kind_of_head
from letterkit.checks.campaign.posts import is_an_official
from letterkit.checks.ledger.words.lexicon import Lexicon, lexicon, words_of
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.kept import Kept, Same
from letterkit.language.grammar import Language
from letterkit.language.lexicon import frequency_in
from letterkit.language.mentions import dates_in, numbers_in
from letterkit.language.spelling import folded, plain
from letterkit.language.towns import towns_of
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation
from letterkit.schema.person_names import name_words

Owner = Person | Group | Organisation

ELSEWHERE = "said of where something was done elsewhere"
_SOME_DAY = datetime.date(2000, 1, 1)
"""Dates are looked for, and not what they mean."""

_WRITTEN_DATE = re.compile(r"(?:since |before |by |early |mid |late )?\d{4}-(?:\d\d|W\d\d)(?:-\d\d)?~?")
_FIGURES = re.compile(r"[\d.,\s\u00a0\u202f']*\d[\d.,\s\u00a0\u202f']*")


class Kind(StrEnum):
    """What a phrase is, in the words of a problem."""

    SENTENCE = "a sentence of its own"
    TIME = "a day"
    LENGTH = "a length of time"
    PENALTY = "a penalty"
    NUMBER = "a number"
    MONEY = "a sum of money"
    PLACE = "a place"
    PRISON = "where the campaign says that somebody is held"
    LED = "begun with a preposition of a place"
    AROUND = "begun with a preposition"
    ACT = "an act, and nobody"
    PERSON = "somebody who does something"
    BODY = "an organisation"
    DEED = "a deed"
    CHARGE = "what somebody is charged with"
    KEY = "a key of the campaign"
    ANSWER = "an answer, and names nothing"
    ACTING = "a body that acts"
    SITE = "a place to be at"
    HOUSED = "a body, or where it sits"
    GOODS = "a thing"
    HARM = "an injury"
    GROUND = "a reason"


class Found(NamedTuple):
    """A kind that a phrase is of, and what shows it, for a message: "the name of 'union'"."""

    kind: Kind
    shown: str


@dataclass(slots=True)
class CampaignWords:
    """What a campaign calls people, organisations and charges, and says under a key of its acts; in lower case.

    ``prisons`` are the places with a name where it says that somebody is held, without the preposition before them.

    ``called`` are its nouns of people, by which nobody is named: those of groups and offices.
    """

    under: dict[str, Counter[str]] = field(default_factory=lambda: {"by": Counter(), "place": Counter()})
    bodies: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    called: frozenset[str] = frozenset()
    charges: frozenset[str] = frozenset()
    keys: dict[str, str] = field(default_factory=dict)
    prisons: frozenset[str] = frozenset()
    country: str = ""


_KNOWN: Kept[CampaignWords] = Kept()


def known_of(campaign: Campaign, library: Library) -> CampaignWords:
    """What a campaign itself says that tells a kind of phrase."""
    return _KNOWN.of(campaign, Same(library), lambda: _known(campaign, library))


def acts_of(campaign: Campaign) -> Iterator[tuple[str, Owner, Act]]:
    """All acts of a campaign, each with whom it befell."""
    for key, owner in (*campaign.people.items(), *campaign.organisations.items()):
        yield from ((str(key), owner, act) for act in owner.acts)


def _known(campaign: Campaign, library: Library) -> CampaignWords:
    found = CampaignWords(country=str(campaign.country))
    for key, body in campaign.organisations.items():
        for name in filter(None, (body.name, body.short)):
            found.bodies.update((lowered(str(said), code, library), str(key)) for code, said in said_in(name, library))
    for key, person in campaign.people.items():
        for code, said in said_in(person.name, library) if isinstance(person, Person) else ():
            found.people[lowered(str(said), code, library)] = str(key)
    found.called = frozenset(_nouns(campaign, library))
    charges = set[str]()
    for _, _, act in acts_of(campaign):
        for under, text in (("by", act.by), ("place", act.place)):
            found.under[under].update(lowered(str(said), code, library) for code, said in said_in(text, library))
        if library.acts[act.kind].status == _CHARGED and library.acts[act.kind].alleged:
            charges.update(lowered(str(said), code, library) for code, said in said_in(act.outcome, library))
    found.charges, found.prisons = frozenset(charges), frozenset(_prisons(campaign, library))
    sections = (("person", campaign.people), ("source", campaign.sources), ("law", campaign.laws))
    for what, section in (*sections, ("target", campaign.targets), ("organisation", campaign.organisations)):
        found.keys.update((str(key), _what(what, section[key])) for key in section)
    return found


def _nouns(campaign: Campaign, library: Library) -> Iterator[str]:
    """What groups and offices of people are called, in lower case."""
    for person in campaign.people.values():
        texts = [person.noun] if isinstance(person, Group) else [office.office for office in person.offices]
        for text in texts:
            yield from (lowered(str(said), code, library) for code, said in said_in(text, library))


_CHARGED = "charged"


def _what(section: str, record: object) -> str:
    return "group" if isinstance(record, Group) else section


def lowered(text: str, code: str, library: Library) -> str:
    """A phrase in lower case, without the article before it."""
    found = plain(text).casefold().strip()
    elided = lexicon(library, code or PLAIN_LANGUAGE).lists["articles"]
    for article in (*map(str, language_of(library, code).checking.articles), *sorted(elided)):
        gap = "" if article.endswith("'") else "'" if len(article) == 1 and f"{article}'" in found[:2] else " "
        if found.startswith(article + gap):
            return found.removeprefix(article + gap)
    return found


def _prisons(campaign: Campaign, library: Library) -> Iterator[str]:
    """The places with a name where people are held."""
    for _, _, act in acts_of(campaign):
        yield from (unled(str(said), code, library) for code, said in said_in(act.held_at, library) if _named(said))


def _named(said: str) -> bool:
    """Whether a phrase has a name in it: "in the Luzira prison"."""
    return any(word[:1].isupper() for word in said.split()[1:])


def unled(text: str, code: str, library: Library) -> str:
    """A phrase in lower case, without the preposition of a place and the article before it."""
    words, language = lexicon(library, code or PLAIN_LANGUAGE), language_of(library, code)
    first, _, rest = plain(text).strip().partition(" ")
    contracted = {str(both) for one, _, both in language.writing.contractions if one != both}
    led = bool(rest) and first.casefold() in words.lists["places"] | contracted
    return lowered(rest if led else text, code, library)


def kinds_of(text: str, code: str, known: CampaignWords, library: Library) -> Iterator[Found]:
    """The kinds of thing that a phrase certainly is; none of most phrases."""
    language, words = language_of(library, code), lexicon(library, code or PLAIN_LANGUAGE)
    said, short = plain(text).strip(), lowered(text, code, library)
    yield from (
        Found(kind, kind) for kind in (*_measured(said, known.country, language, words), *_told(said, language))
    )
    yield from _where(said, unled(text, code, library) if known.prisons else "", short, known, language, words)
    # Of other prepositions, the sentence in which they stand tells.
    if " " in said and said.partition(" ")[0] in words.lists["absent"] & words.lists["governed"]:
        yield Found(Kind.AROUND, Kind.AROUND)
    if _is_whole(said, "noun", words) or _is_whole(short, "noun", words):
        yield Found(Kind.ACT, Kind.ACT)
    if short in known.charges or _is_whole(said, "offence", words):
        yield Found(Kind.CHARGE, Kind.CHARGE)
    yield from _who(said, short, known, language)
    if _is_people(said, known, language, words):
        yield Found(Kind.PERSON, "people")
    elif is_an_official(said, short, language, words):
        yield Found(Kind.PERSON, Kind.PERSON)
    yield from _by_noun(said, language, words)
    if (what := known.keys.get(text)) and not _is_word(text, what, code):
        yield Found(Kind.KEY, f"the key of a {what}" if what != "organisation" else "the key of an organisation")


_BY_NOUN = {
    NounKind.PEOPLE: Kind.PERSON,
    NounKind.BODIES: Kind.ACTING,
    NounKind.PLACES: Kind.SITE,
    NounKind.BODIES_AND_PLACES: Kind.HOUSED,
    NounKind.GOODS: Kind.GOODS,
    NounKind.HARMS: Kind.HARM,
    NounKind.GROUNDS: Kind.GROUND,
}


def _by_noun(said: str, language: Language, words: Lexicon) -> Iterator[Found]:
    """What a phrase is by the noun that it turns on, or that it only answers: "maybe"."""
    if said.casefold() in map(str, language.checking.answers):
        yield Found(Kind.ANSWER, Kind.ANSWER)
    elif noun := kind_of_head(without_determiner(said.casefold(), language, words), language, words):
        yield Found(_BY_NOUN[noun], "people" if noun is NounKind.PEOPLE else _BY_NOUN[noun])


def _where(
    said: str, unled_: str, short: str, known: CampaignWords, language: Language, words: Lexicon
) -> Iterator[Found]:
    """Whether a phrase is a place, a prison of the campaign, or begins as places do."""
    if shown := _place_shown(said, short, known, language, words):
        yield Found(Kind.PLACE, shown)
    elif unled_ in known.prisons:
        yield Found(Kind.PRISON, Kind.PRISON)
    elif _is_led(said, language, words):
        yield Found(Kind.LED, Kind.LED)


def _measured(said: str, country: str, language: Language, words: Lexicon) -> Iterator[Kind]:
    """Whether a phrase is a day, a length of time, a penalty of some length, a number, or a sum of money."""
    if _is_time(said, language, words):
        yield Kind.TIME
    if is_length(said, language, words):
        yield Kind.LENGTH
    elif begins_with_length(said, language) and any(pattern.search(said) for pattern in _penal(language)):
        yield Kind.PENALTY
    if _FIGURES.fullmatch(said):
        yield Kind.NUMBER
    if is_money(said, language, country):
        yield Kind.MONEY


def _told(said: str, language: Language) -> Iterator[Kind]:
    """Whether a phrase tells that somebody did something: as a sentence, or as a deed."""
    if language.checking.sentences and language.checking.sentences.match(said):
        yield Kind.SENTENCE
    if language.checking.deeds and language.checking.deeds.match(said):
        yield Kind.DEED


def _who(said: str, short: str, known: CampaignWords, language: Language) -> Iterator[Found]:
    """Whether a phrase is somebody of the campaign, or somebody who does things: "the police"."""
    if short in known.people:
        yield Found(Kind.PERSON, f"the name of '{known.people[short]}'")
    elif language.checking.doers and said[:1].islower() and language.checking.doers.fullmatch(said):
        yield Found(Kind.PERSON, Kind.PERSON)
    elif (named := _entitled(said, language)) is not None:
        key = next((key for name, key in known.people.items() if name.endswith(f" {named}")), "")
        yield Found(Kind.PERSON, f"how a letter calls '{key}'" if key else "somebody's name")
    if short in known.bodies:
        yield Found(Kind.BODY, f"the name of '{known.bodies[short]}'")
    elif known.under["by"][short] > known.under["place"][short]:
        yield Found(Kind.BODY, "said of who did something elsewhere")


def _entitled(said: str, language: Language) -> str | None:
    """The name behind a title, in lower case, where a phrase is nothing else: "Ms Xol", « maître Ndongo »."""
    title, _, name = said.partition(" ")
    known = {str(word).casefold() for words in language.checking.titles.values() for word in words}
    named = name and all(word[:1].isupper() for word in name.split(" "))
    return (
        name.casefold()
        if named and title.casefold().removesuffix(".") in known | name_words().titles.called_by
        else None
    )


def _is_people(said: str, known: CampaignWords, language: Language, words: Lexicon) -> bool:
    """Whether a phrase is a noun of people, with an article or a number before it at most: "four dockers"."""
    noun = without_determiner(said.casefold(), language, words)
    manager = language.checking.posts.get("company")
    held = bool(manager and manager.fullmatch(noun))
    return held or noun in known.called | words.kinship.keys() | words.offices.keys() | _persons(language)


def without_determiner(low: str, language: Language, words: Lexicon) -> str:
    """A phrase in lower case without the article, the possessive or the number before it."""
    number = min(numbers_in(low, language), default=None, key=lambda one: one.start)
    if number and number.start == 0:
        return low[number.end :].strip()
    written = (*language.writing.determiners.values(), language.writing.quantities)
    known = {str(word) for words_ in written for word in words_}
    known |= words.lists["articles"] | words.lists["definite"] | words.lists["possessives"]
    if elided := next((word for word in known if word.endswith("'") and low.startswith(word)), ""):
        return low.removeprefix(elided)
    first, _, rest = low.partition(" ")
    return rest if rest and first in known else low


def _persons(language: Language) -> frozenset[str]:
    """The further nouns of people that a language knows."""
    return frozenset(map(str, language.checking.persons))


def _is_word(key: str, what: str, code: str) -> bool:
    """Whether a key can be meant as a word of the language: "archive", and not the key of somebody."""
    return what not in ("person", "target") and frequency_in(code or PLAIN_LANGUAGE)(key.casefold()) > 0


def _is_time(said: str, language: Language, words: Lexicon) -> bool:
    """Whether a phrase is a day, and nothing else."""
    if _WRITTEN_DATE.fullmatch(said):
        return True
    found = next(dates_in(said, language, _SOME_DAY), None)
    small = words.lists["before-months"] | words.function
    if found is not None:
        around = (said[: found.start] + " " + said[found.end :]).casefold()
        return all(word in small for word in re.findall(r"[^\W_]+", around))
    relative = language.checking.relative.values()
    return any(pattern.fullmatch(said) for pattern in relative)


def is_length(said: str, language: Language, words: Lexicon) -> bool:
    """Whether a phrase is a number of days, weeks, months or years, and nothing else, but for "for" before it."""
    first, _, rest = said.partition(" ")
    said = rest if first.casefold() in words.lists["lasting"] else said
    number = next(iter(numbers_in(said, language)), None)
    if number is None or number.start > 0:
        return False
    return said[number.end :].strip().casefold() in words.durations


def begins_with_length(text: str, language: Language) -> bool:
    """Whether a text begins with a number of days, months or years."""
    units, number = language.checking.units, next(iter(numbers_in(text, language)), None)
    if units is None or number is None or number.start > 0:
        return False
    return units.match(text[number.end :].lstrip()) is not None


def _place_shown(said: str, short: str, known: CampaignWords, language: Language, words: Lexicon) -> str:
    """What shows that a phrase is a place: "in Larkana", or that the campaign has it so elsewhere; "" for nothing."""
    first, _, rest = said.partition(" ")
    if known.under["place"][short] > known.under["by"][short] and said[:1].isupper() and short not in known.bodies:
        return ELSEWHERE
    led = first.casefold() in words.lists["places"] and rest
    sites = {str(site) for site in language.writing.sites}.intersection(re.findall(r"[^\W\d_]+", rest.casefold()))
    if led and (rest[:1].isupper() or (sites and _is_led(said, language, words))):
        return Kind.PLACE
    bare = rest if first.casefold() in words.lists["governed"] else said
    town = bare[:1].isupper() and towns_of(known.country).has(folded(bare))
    return "a town of the country" if town and short not in known.bodies and short not in known.people else ""


def _is_led(said: str, language: Language, words: Lexicon) -> bool:
    """Whether a phrase begins with a preposition of places and an article: "at the gate", « au siège »."""
    first, *others = said.casefold().split(" ")
    if not others or first not in words.lists["places"]:
        return False
    articles = words.lists["articles"] | words.lists["definite"] | words.lists["possessives"]
    contracted = {str(both) for one, _, both in language.writing.contractions if one != both}
    return first in contracted or (len(others) > 1 and others[0].partition("'")[0] in articles)


_PENAL = ("prison", "fine", "probation", "death")


def _penal(language: Language) -> Iterator[re.Pattern[str]]:
    """What shows that a text is about a penalty."""
    yield from (pattern for matter, pattern in language.checking.matters.items() if matter in _PENAL)


def _is_whole(said: str, sort: str, words: Lexicon) -> bool:
    """Whether a phrase is one of a sort that the language knows, and nothing else: an offence, the noun of an act."""
    spoken = words_of(said)
    found = words.phrases.at(spoken, 0) if spoken else []
    return any(end == len(spoken) and what == sort for end, (what, _) in found)


def text_kinds(text: Text | None, known: CampaignWords, library: Library) -> frozenset[Kind]:
    """All kinds of a text, in whichever of its languages."""
    read = (kinds_of(str(said), code, known, library) for code, said in said_in(text, library))
    return frozenset(found.kind for each in read for found in each)
