"""Nobody is named against their will: names are looked for in all that a letter says, hand edits included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from babel import Locale
from rapidfuzz.distance import OSA

from letterkit.drafts.document import Document
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.language.spelling import sounds
from letterkit.letter.letter import Letter
from letterkit.letter.names import names_in
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.law.tables import load_law
from letterkit.schema.person_names import common_words, parts_of
from letterkit.typeset.typography import plain


def is_named(document: Document) -> Iterator[Problem]:
    """What a letter says names nobody who has not agreed to be named (LK706).

    Looked for are names, other spellings and those that differ by a letter or by how they are written in Latin script,
    each word of them that nobody else in the letter has; in addresses and names of files, too; and initials, for those
    who are not to appear at all anywhere, for others beside their office or organisation. Accents and invisible
    characters do not hide a name.
    """
    letter = document.letter
    people = withheld(document.campaign)
    known = _known_words(document) if people else frozenset()
    for key, person in people.items():
        hint = f"take the name out; '{key}' has not agreed to be named ('publish: {person.publish}')"
        hint += "; somebody else of that name belongs under 'people:'"
        beside = "leave the office and the organisation out, or the initials: together they say who it is"
        shared = _shared_words(document, key)
        traces: list[tuple[Callable[[str], Iterator[_Found]], str, str]] = [
            (partial(_found, _pattern(person, shared)), "is named", hint),
            (partial(_in_addresses, _single_words(person, shared)), "shows in an address or the name of a file", hint),
            (partial(_variants, _single_words(person, shared), known), "is named in another spelling", hint),
        ]
        if person.publish == "initials":
            pattern = _initials_with_office(person, letter, document.language)
            traces.append((partial(_found, pattern), "says who it is", beside))
        for text, place, location in _shown(document):
            seen: list[_Found] = []
            for look, what, mend in traces:
                for name, start, end in look(text):
                    if all(end <= earlier[1] or earlier[2] <= start for earlier in seen):
                        seen.append((name, start, end))
                        yield Problem(
                            "LK706", f"'{name}' {what}", place(start, end) or location or person.location, mend
                        )


_Found = tuple[str, int, int]
_Place = Callable[[int, int], Location | None]


def _shown(document: Document) -> Iterator[tuple[str, _Place, Location | None]]:
    """All that is sent: texts, with how to find a place in them and the place when that finds none."""
    letter, plan = document.letter, document.letter.plan
    for passage in document.all_that_is_sent:
        yield passage.text, partial(document.place, passage), None
    elsewhere = [(f"{letter.name}.pdf", plan.location)]
    mails = [mail for target in (letter.target, *letter.copies) for mail in target.email]
    printed = {mailbox.address for mailbox in document.sheet.mailboxes}
    elsewhere += [(str(mail.address), mail.address.location) for mail in mails if mail.address not in printed]
    for text, location in elsewhere:
        yield text, lambda start, end: None, location


def withheld(campaign: Campaign) -> dict[str, Person]:
    """The people of a campaign who have not agreed to be named, or with their initials only."""
    return {
        str(key): person
        for key, person in campaign.people.items()
        if isinstance(person, Person) and person.publish != "yes"
    }


def _found(pattern: re.Pattern[str], text: str) -> Iterator[_Found]:
    """Where a name is found in a text: as it is seen, and where it begins and ends in the text itself."""
    seen, places = _seen(text)
    for found in pattern.finditer(seen):
        yield found[0], places[found.start()], places[found.end() - 1] + 1


_SUFFIXES = "pdf|docx?|odt|rtf|txt|md|xlsx?|csv|jpe?g|png|gif|svg|tiff?|mp[34]|zip"
_NAME_OF_FILE = re.compile(
    rf"\S*@\S*|(?:https?:|mailto:|www\.)\S+|[\w./\\-]+\.(?:{_SUFFIXES})\b|\w+(?:[_/]\w+)+", re.IGNORECASE
)


def _in_addresses(words: frozenset[str], text: str) -> Iterator[_Found]:
    """Names within addresses and names of files, where nothing need divide them from other letters."""
    for token in _NAME_OF_FILE.finditer(text):
        seen, places = _seen(token[0])
        for word in sorted(words, key=lambda word: (-len(word), word)):
            bounds = ("", "") if len(word) >= _LONG else ("(?<![a-z])", "(?![a-z])")
            for found in re.finditer(f"{bounds[0]}{re.escape(word.lower())}{bounds[1]}", seen.lower()):
                at = token.start()
                yield seen[found.start() : found.end()], at + places[found.start()], at + places[found.end() - 1] + 1


_LONG, _LONG_AT_FIRST = 5, 7
_BEFORE = 4
_CAPITALISED = re.compile(r"(?<![\w@./])[^\W\d_a-z][^\W\d_]{4,}(?![\w@])")
_SENTENCE_BEGINS = re.compile(r"(?:^\s*|[.!?:…][”»\"]?\s+|[“«\"]\s?)$")


def _variants(words: frozenset[str], known: frozenset[str], text: str) -> Iterator[_Found]:
    """Words that differ from a name of five letters or more by one, or by how it is written in Latin script.

    Words of other names are none. The first word of a sentence, which may be any word, has to be longer.
    """
    names = {word.lower(): _heard(word) for word in words if len(word) >= _LONG}
    if not names:
        return
    seen, places = _seen(text)
    for found in _CAPITALISED.finditer(seen):
        written = found[0].lower()
        word = written if written in names else re.sub(r"['’]?s$", "", written)
        first = _SENTENCE_BEGINS.search(seen[max(found.start() - _BEFORE, 0) : found.start()])
        least = _LONG_AT_FIRST if first else _LONG
        if not known.intersection((written, word)) and len(word) >= least:
            for name, heard in names.items():
                if len(name) >= least and (heard & _heard(word) or OSA.distance(word, name, score_cutoff=1) <= 1):
                    yield found[0], places[found.start()], places[found.end() - 1] + 1
                    break


def _heard(word: str) -> frozenset[str]:
    """What a name's letters stand for, "o" and "a" alike, as Belarusian spells Russian names: Kavalenka, Kovalenko."""
    return frozenset(sound.replace("o", "a") for sound in sounds(word))


def _initials_with_office(person: Person, letter: Letter, language: Language) -> re.Pattern[str]:
    """Initials of a person beside an office of theirs or its organisation, which together say who it is."""
    initials = {str(person.initials)} if person.initials else set()
    for name in person.name.languages.values():
        initials.update(_initials(_plain(name).split()))
        initials.update(_initials(parts_of(_plain(name)).words))
    offices: set[str] = set()
    bodies: set[str] = set()
    for held in person.offices:
        translated = language.writing.offices.get(Scalar(held.office.first.lower()))
        offices.update(held.office.languages.values())
        offices.update(translated.all if translated else ())
        if body := letter.organisations.get(held.of) if held.of else None:
            bodies.update((*body.name.languages.values(), *body.also))
            bodies.update(body.short.languages.values() if body.short else ())
    who, title, union = _any(initials), f"(?i:{_any(offices)})", _any(bodies)
    words = rf"(?:(?!{re.escape(language.conjunction)}\b)[a-z]+['’ ] ?){{0,3}}?"
    joined = rf"{_any(language.checking.belonging)}['’ ] ?"
    after = rf"[ ,(–—]+{words}(?:{title}|(?:(?<=\()|{joined}){words}{union})"
    before = rf"(?:{title}|{union})(?:['’]s)?(?: {title})?[ (]+"
    return re.compile(rf"(?<!\w)(?:{before}{who}|{who}{after})(?!\w)")


def _initials(words: Sequence[str]) -> tuple[str, ...]:
    """The ways to write the initials of a name of several words: "A.B.", "A. B.", "AB"."""
    letters = [word[0] for word in words]
    return (".".join(letters) + ".", ". ".join(letters) + ".", "".join(letters)) if len(words) > 1 else ()


def _any(names: Iterable[str]) -> str:
    """A regular expression of any of the names, as texts are seen; of nothing when there is none."""
    written = sorted({_plain(name) for name in names}, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, written)) or '(?!)'})"


def _known_words(document: Document) -> frozenset[str]:
    """The words, in lower case, that a letter holds as other names: of those who agreed, of law, months, countries."""
    people = (person for person in document.campaign.people.values() if isinstance(person, Person))
    agreed = (person for person in people if person.publish == "yes")
    names = [*names_in(document.letter, document.campaign, agreed), *document.language.writing.offices]
    return _lower_words(names) | _words_of_law_and_time(document.library.law_files(), document.language.code)


@lru_cache(maxsize=8)
def _words_of_law_and_time(files: tuple[Path, tuple[Path, ...]], language: str) -> frozenset[str]:
    locale = Locale(language)
    tables = (locale.months["format"]["wide"], locale.days["format"]["wide"], locale.territories, locale.languages)
    instruments = load_law(*files).instruments.values()
    names = [name for instrument in instruments for name in instrument.names.values()]
    return _lower_words((*names, *(name for table in tables for name in table.values())))


def _lower_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for name in names for word in re.findall(r"\w+", _plain(name)))


def is_withheld(campaign: Campaign) -> bool:
    """Whether a campaign has people who have not agreed to be named."""
    return bool(withheld(campaign))


_SPACES = re.compile(r" {2}|[^\S ]")


@lru_cache(maxsize=4096)
def _seen(text: str) -> tuple[str, Sequence[int]]:
    """A text plainly typed, without accents and invisible characters, and where each character stood."""
    if text.isascii() and not _SPACES.search(text):
        return text, range(len(text))
    characters: list[str] = []
    places: list[int] = []
    for place, written in enumerate(text):
        for letter in written if written.isascii() else unicodedata.normalize("NFKD", plain(written)):
            letter = " " if letter.isspace() else letter
            if unicodedata.category(letter) not in ("Mn", "Cf") and not (letter == " " == (characters or [""])[-1]):
                characters.append(letter)
                places.append(place)
    return "".join(characters), places


def _plain(text: str) -> str:
    return _seen(text)[0]


def _pattern(person: Person, shared: frozenset[str]) -> re.Pattern[str]:
    """Every way in which a person could be named, the longest first.

    Whole names are found in any case; single words, which could be words of the language, with a capital.
    """
    whole: set[str] = set()
    single: set[str] = set()
    names = [*person.name.languages.values(), *person.also]
    names += person.surname.languages.values() if person.surname else ()
    for name in map(_plain, names):
        words = name.split()
        for start in range(len(words)):
            whole.update(" ".join(words[start:end]) for end in range(start + 2, len(words) + 1))
        common = common_words(name)
        single.update(word for word in words if len(word) > 2 and word not in shared and word not in common)
        if person.publish == "no" and len(words) > 1:
            single.update((*_initials(words), *_initials(parts_of(name).words)))
    single.update(word.upper() for word in tuple(single))
    parts = [f"(?i:{re.escape(name)})" for name in sorted(whole, key=len, reverse=True)]
    parts += [re.escape(word) for word in sorted(single, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:s|['’]s)?(?!\w)")


def _single_words(person: Person, shared: frozenset[str]) -> frozenset[str]:
    """The words of a person's names that nobody else has, without accents."""
    names = [*person.name.languages.values(), *person.also]
    names += person.surname.languages.values() if person.surname else ()
    return frozenset(word for name in names for word in _plain(name).split() if len(word) > 3 and word not in shared)


def _shared_words(document: Document, key: str) -> frozenset[str]:
    """The words in the names of all others whom the letter can name."""
    letter = document.letter
    others = [
        person.name for other, person in document.campaign.people.items() if isinstance(person, Person) and other != key
    ]
    others += [target.name for target in (letter.target, *letter.copies) if target.name]
    names = [str(name) for other in others for name in other.languages.values()]
    names += [str(officer.name) for house in letter.senders for officer in house.officers.values() if officer.name]
    return frozenset(word for name in names for word in _plain(name).split())
