"""What people are called after Mr and Ms, where their names alone do not show it, and who cannot be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import folded, plain
from letterkit.letter.following import concerned
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Person, Target
from letterkit.schema.person_names import doubts, family_name


def surnames_are_no_guess(document: Document) -> Iterator[Problem]:
    """Whoever a letter calls Mr or Ms has a surname that their name shows, or that the campaign gives (LK610)."""
    letter, country = document.letter, str(document.campaign.country)
    people = [person for _, person in _people(letter) if person.publish == "yes"]
    seen: set[str] = set()
    everybody: tuple[Person | Target, ...] = (*people, *letter.recipients)
    for one in everybody:
        name = str(one.name.within(letter.language.code) or one.name.first) if one.name else ""
        if not name or one.surname or not one.gender or name in seen:
            continue
        seen.add(name)
        for why, likely in doubts(name, country if _is_of_the_country(one, letter) else ""):
            message = f"is '{family_name(name)}' the surname of '{name}'? {why}"
            location = one.name.first.location if one.name else one.location
            yield Problem("LK610", message, location, f"say which it is, such as 'surname: {likely}'")


def _is_of_the_country(one: Person | Target, letter: Letter) -> bool:
    """Whether the names of a letter's country are somebody's: those of a company or of a third party may be others."""
    return isinstance(one, Person) or (letter.direct and one.is_ not in ("company", "international"))


def parts_of_names_agree(document: Document) -> Iterator[Problem]:
    """A surname stands in the name that it is of, and initials are its initials (LK610)."""
    named: list[tuple[str, Person | Target]] = [*_people(document.letter)]
    named += [(str(one.name.first), one) for one in document.letter.recipients if one.name]
    for key, one in named:
        if one.name is None:
            continue
        for code, surname in one.surname.languages.items() if one.surname else ():
            name = str(one.name.within(code) or one.name.first)
            if not _stands_in(str(surname), name):
                shown = f"the name of '{key}'" if isinstance(one, Person) and one.publish != "yes" else f"'{name}'"
                hint = "write the surname as it stands in the name; one that is only an alias belongs under 'also:'"
                yield Problem("LK610", f"the 'surname:' does not stand in {shown}", surname.location, hint)
        if isinstance(one, Person) and one.initials and not _are_initials(str(one.initials), str(one.name.first)):
            message = f"'{one.initials}' are not the initials of the name of '{key}'"
            hint = "correct them; where they are meant to hide who it is, leave them"
            yield Problem("LK610", message, one.initials.location, hint, Severity.NOTE)


def _stands_in(surname: str, name: str) -> bool:
    """Whether the words of a surname stand one after the other in a name."""
    words, all_words = (re.findall(r"\w+", plain(text).casefold()) for text in (surname, name))
    return any(all_words[at : at + len(words)] == words for at in range(len(all_words)))


def _are_initials(initials: str, name: str) -> bool:
    """Whether letters are those with which words of a name begin; of a name in another script nothing is known."""
    letters, words = re.findall(r"[^\W\d_]", folded(initials)), re.findall(r"[^\W\d_]+", name)
    begin = {folded(word)[:1] for word in words}
    return not name.isascii() or set(letters) <= begin or not letters


def the_unnamed_can_be_told_apart(document: Document) -> Iterator[Problem]:
    """Of people whose names are withheld, a letter speaks of two at most who could be called the same (LK611)."""
    called: dict[bool, list[str]] = {}
    for key, person in _people(document.letter):
        if person.publish == "no":
            officer = any(office.of for office in person.offices)
            others = called.setdefault(officer, [])
            if len(others) > 1:
                words = "unnamed officers" if officer else "unnamed people"
                message = f"'{key}' is the third of '{words}', and the reader loses who is who"
                yield Problem("LK611", message, person.location, "put them into a group, or leave some of them out")
            others.append(key)


def _people(letter: Letter) -> list[tuple[str, Person]]:
    """The people of whom a letter speaks."""
    keys = sorted(concerned(letter.items()))
    return [(key, person) for key in keys if isinstance(person := letter.people.get(key), Person)]
