"""Nobody is named against their will: names are looked for in all that a letter says, hand edits included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from letterkit.problems import Problem
from letterkit.records import Person
from letterkit.resolve import Letter
from letterkit.subject import Subject
from letterkit.typography import plain


def is_named(subject: Subject) -> Iterator[Problem]:
    """What a letter says names nobody who has not agreed to be named (LK706).

    Looked for are names, other spellings, each word of them that nobody else in the letter has, and for those who are
    not to appear at all their initials; accents and invisible characters do not hide a name.
    """
    letter = subject.letter
    withheld = {
        str(key): person
        for key, person in letter.campaign.people.items()
        if isinstance(person, Person) and person.publish != "yes"
    }
    for key, person in withheld.items():
        pattern = _pattern(person, _shared_words(letter, key))
        hint = f"take the name out; '{key}' has not agreed to be named ('publish: {person.publish}')"
        for passage in subject.everything:
            for name, start, end in _found(pattern, passage.text):
                yield Problem("LK706", f"'{name}' is named", subject.place(passage, start, end) or person.mark, hint)
        for text in (subject.sheet.title, subject.sheet.author):
            for name, _, _ in _found(pattern, text):
                yield Problem("LK706", f"'{name}' is named", letter.plan.mark, hint)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, int, int]]:
    """Where a name is found in a text: as it is seen, and where it begins and ends in the text itself."""
    seen, places = _seen(text)
    for found in pattern.finditer(seen):
        yield found[0], places[found.start()], places[found.end() - 1] + 1


def is_withheld(letter: Letter) -> bool:
    """Whether a letter's campaign has people who have not agreed to be named."""
    people = letter.campaign.people.values()
    return any(isinstance(person, Person) and person.publish != "yes" for person in people)


def _seen(text: str) -> tuple[str, list[int]]:
    """A text plainly typed, without accents and invisible characters, and where each character stood."""
    characters: list[str] = []
    places: list[int] = []
    for place, written in enumerate(text):
        for letter in unicodedata.normalize("NFKD", plain(written)):
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
        single.update(word for word in words if len(word) > 2 and word not in shared)
        if person.publish == "no" and len(words) > 1:
            initials = [word[0] for word in words]
            single.update((".".join(initials) + ".", ". ".join(initials) + ".", "".join(initials)))
    single.update(word.upper() for word in tuple(single))
    parts = [f"(?i:{re.escape(name)})" for name in sorted(whole, key=len, reverse=True)]
    parts += [re.escape(word) for word in sorted(single, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?:s|['’]s)?(?!\w)")


def _shared_words(letter: Letter, key: str) -> frozenset[str]:
    """The words in the names of all others whom the letter can name."""
    others = [
        person.name for other, person in letter.campaign.people.items() if isinstance(person, Person) and other != key
    ]
    others += [target.name for target in (letter.target, *letter.copies) if target.name]
    names = [str(name) for other in others for name in other.languages.values()]
    names += [str(officer.name) for house in letter.houses for officer in house.officers.values() if officer.name]
    return frozenset(word for name in names for word in _plain(name).split())
