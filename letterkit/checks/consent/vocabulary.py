"""What excuses a word that is like a withheld name: names that a letter may say, and words of its language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain, pairwise

from babel import Locale

from letterkit.checks.consent.withheld import Withheld, parts_of, withheld
from letterkit.drafts.document import Document
from letterkit.foundation.caches import prepared
from letterkit.foundation.kept import Kept
from letterkit.language.grammar import Language
from letterkit.language.lexicon import frequency_in
from letterkit.language.seen import atoms
from letterkit.letter.letter import Letter
from letterkit.letter.names import NameIndex, names_in
from letterkit.schema import person_names
from letterkit.schema.campaign import Campaign, Person, Target
from letterkit.schema.checking import Checking


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What excuses a word: names that a letter may say, and words of its language.

    All is in plain lower-case letters. ``known`` are the words of names, ``alone`` those that are a name by themselves,
    ``pairs`` two that follow each other in one, or a title and a surname; ``function`` are words that every text has,
    ``titles`` those that stand before names. ``initialled`` are the initials of given names with each word of their
    surnames. ``articles`` stand before nouns, ``before_names`` are the small words behind which a name can stand, none
    where that is not known. ``frequency`` tells how common a word is; ``latin`` says that it is the language's script.
    """

    known: frozenset[str]
    alone: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    function: frozenset[str]
    titles: frozenset[str]
    initialled: frozenset[tuple[str, str]]
    articles: frozenset[str]
    before_names: frozenset[str]
    frequency: Callable[[str], int]
    latin: bool


_VOCABULARIES: Kept[Vocabulary] = Kept()


def vocabulary_of(document: Document) -> Vocabulary:
    """The names that a letter may say, and the words of its language."""
    make = partial(_vocabulary_of, document.letter, document.campaign, document.known)
    return _VOCABULARIES.of(document, "", make)


def _vocabulary_of(letter: Letter, campaign: Campaign, index: NameIndex) -> Vocabulary:
    language, checking = letter.language, letter.language.checking
    hidden = [frozenset(parts) for person in withheld(campaign) for parts in person.names if len(set(parts)) > 1]

    def excuse(names: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        # A body or place whose name holds a whole name that is withheld excuses nothing.
        return [name for name in names if not any(whole.issubset(name) for whole in hidden)]

    said = excuse(map(parts_of, _names_of_people(letter, campaign)))
    others = excuse(filter(None, map(parts_of, names_in(letter, campaign, ()))))
    own = frozenset(word for name in said for word in name)
    common = _of_names(_common_names(language.code))
    if any(map(common.words.issuperset, hidden)):
        common = _of_names(frozenset(excuse(_common_names(language.code))))
    return Vocabulary(
        known=own | (_folded(index.words) - frozenset().union(*hidden)),
        alone=own | common.alone | frozenset(name[0] for name in others if len(name) == 1),
        pairs=common.pairs.union(_titled(letter, campaign), *(pairwise(name) for name in (*said, *others))),
        function=_OF_LANGUAGE.of(language.writing, None, lambda: _function_words(language)) | _folded(index.ordinary),
        titles=_folded(_titles(checking)),
        initialled=_initialled(said),
        articles=_folded(frozenset(map(str, checking.articles))),
        before_names=_folded(frozenset(map(str, checking.before_names))),
        frequency=frequency_in(language.code),
        latin=not any(atom.foreign for atom in atoms(language.conjunction)),
    )


def in_messages(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary of a letter for messages about it: they quote the letter, and are in English themselves."""
    own, english = vocabulary.frequency, frequency_in("en")
    return replace(vocabulary, frequency=lambda word: max(own(word), english(word)))


def vocabulary_of_messages(named: Iterable[str], people: Sequence[Withheld]) -> Vocabulary:
    """The words of letterkit's own messages, which are in English, and the names that may be printed."""
    hidden = frozenset(part for person in people for parts in person.names for part in parts)
    said = [name for name in map(parts_of, named) if name]
    words = frozenset(word for name in said for word in name)
    return Vocabulary(
        known=words - hidden,
        alone=(words - hidden) | frozenset(name[0] for name in _common_names("en") if len(name) == 1) - hidden,
        pairs=frozenset(pair for name in (*said, *_common_names("en")) for pair in pairwise(name)),
        function=frozenset(),
        titles=_folded(person_names.name_words().titles.abbreviated),
        initialled=_initialled(said),
        articles=frozenset(),
        before_names=frozenset(),
        frequency=frequency_in("en"),
        latin=True,
    )


def _titles(checking: Checking) -> frozenset[str]:
    """What stands before names."""
    offices = checking.forms_of_address.office if checking.forms_of_address else ()
    told = map(str, (*chain.from_iterable(checking.titles.values()), *offices))
    return person_names.name_words().titles.abbreviated.union(told)


def _initialled(names: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, str]]:
    """The initials of parts of names, with each other part of the name."""
    return frozenset((part[0], other) for name in names for part in name for other in name if part != other)


_TITLED: Kept[frozenset[tuple[str, str]]] = Kept()


def _titled(letter: Letter, campaign: Campaign) -> frozenset[tuple[str, str]]:
    """The titles of people who may be named, each with the first word of their surname.

    So "Ms Ebanda" may be said of a sister though her brother is withheld, and "Mr Ebanda" may not.
    """
    language = letter.language
    return _TITLED.of(campaign, language.code, lambda: _titled_in(campaign, language.code, language.checking))


def _titled_in(campaign: Campaign, code: str, checking: Checking) -> frozenset[tuple[str, str]]:
    people: list[Person | Target] = [
        one for one in campaign.people.values() if isinstance(one, Person) and one.publish == "yes"
    ]
    pairs = set()
    people += [target for target in campaign.targets.values() if target.name]
    for one in people:
        surname = parts_of(person_names.surname_of(one, code))
        own = [person_names.address_of(str(name)) for name in one.name.languages.values()] if one.name else []
        for title in (*checking.titles_of(one.gender), *own) if surname else ():
            pairs |= {(word, surname[0]) for word in parts_of(str(title))[-1:]}
    return frozenset(pairs)


def _function_words(language: Language) -> frozenset[str]:
    """The function words of a language, and those of the phrases that letterkit writes in it: "the unnamed officer"."""
    phrases = _texts(language.writing.phrases.model_dump())
    own = frozenset(word for text in phrases for word in text.casefold().split())
    return _folded(frozenset(language.checking.function_words or ()) | own)


_OF_LANGUAGE: Kept[frozenset[str]] = Kept()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | tuple | list):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)


def _names_of_people(letter: Letter, campaign: Campaign) -> Iterator[str]:
    """The names of the people whom a letter may name: those who agreed, those written to, officers, rosters."""
    for person in campaign.people.values():
        if isinstance(person, Person) and person.publish == "yes":
            yield from map(str, (*person.name.languages.values(), *person.also))
    for target in campaign.targets.values():
        yield from (str(name) for name in target.name.languages.values()) if target.name else ()
        yield from map(str, target.also)
    for house in (*letter.senders, *letter.notes):
        yield from (str(officer.name) for officer in house.officers.values() if officer.name)
        yield from (str(name) for roster in house.rosters for name in roster.names)


@dataclass(frozen=True, slots=True)
class _OfNames:
    """Of names in parts: all words, those that are a name by themselves, and two that follow each other in one."""

    words: frozenset[str]
    alone: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@lru_cache(maxsize=8)
def _of_names(names: frozenset[tuple[str, ...]]) -> _OfNames:
    return _OfNames(
        words=frozenset(chain.from_iterable(names)),
        alone=frozenset(name[0] for name in names if len(name) == 1),
        pairs=frozenset(pair for name in names for pair in pairwise(name)),
    )


@lru_cache(maxsize=16)
def _common_names(code: str) -> frozenset[tuple[str, ...]]:
    return prepared(f"names in {code}", "CLDR", lambda: _read_common_names(code), lambda: "CLDR")


def _read_common_names(code: str) -> frozenset[tuple[str, ...]]:
    locale = Locale.parse(code)
    tables = (locale.territories, locale.languages, locale.months["format"]["wide"], locale.days["format"]["wide"])
    return frozenset(parts_of(str(name)) for table in tables for name in table.values())


@lru_cache(maxsize=64)
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(part for word in words for part in parts_of(word))
