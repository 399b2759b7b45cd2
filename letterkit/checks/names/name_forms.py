"""How names are written: with their capitals, and without letters that changed places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.lexicon import RARE, frequency_in, has_list
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library
from letterkit.schema.organisation import Organisation
from letterkit.schema.person_names import parts_of

_LETTERS = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXL]+")
# Capitals alone are initials or an abbreviation up to this length: "JP", "ITUC".
_LONG = 4
# A word in front of a name that is written small is longer than "al", "van", "dos".
_PARTICLE = 3


def names_have_their_capitals(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """The names of people, organisations and places begin with a capital, and are not all capitals (LK615)."""
    for key, person in campaign.people.items():
        if isinstance(person, Person):
            found = _of_people(person.name)
            yield from found if person.publish == "yes" else (_unnamed(str(key), problem) for problem in found)
    for target in campaign.targets.values():
        if target.gender:  # a body is written as it writes itself
            yield from _of_people(target.name)
    for body in campaign.organisations.values():
        yield from _of_a_body(body, str(campaign.language or PLAIN_LANGUAGE), library)
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in record.acts:
            yield from _of_a_place(act.place, library)


def _of_a_body(body: Organisation, plainly: str, library: Library) -> Iterator[Problem]:
    """An organisation with an abbreviation; what has none may be a description: "branch of the union in the region"."""
    for code, name in said_in(body.name, library):
        if article := _indefinite(name, code or plainly, library):
            message = f"'{name}' begins with '{article}', and says what the organisation is, not its name"
            yield Problem("LK615", message, name.location, "write its name; its article stands under 'article:'")
        elif body.short and not body.several and name.islower() and (" " in name or _is_word(name, code, RARE)):
            yield _small(name, name, "write the name with its capitals, and its article under 'article:'")


def _indefinite(name: str, code: str, library: Library) -> str:
    """The article with which a description begins: "A Union of Millers"; "" of a name, such as "A Better World"."""
    language, words = language_of(library, code), name.casefold().split()
    articles = {*map(str, language.writing.indefinites), *lexicon(library, code).lists["articles"]}
    articles -= lexicon(library, code).lists["definite"]
    kinds = {str(kind) for kind in language.writing.kinds_of_organisations}
    kinds |= {str(noun) for nouns in language.writing.articles_of.values() for noun in nouns}
    described = len(words) > 1 and words[0] in articles and not kinds.isdisjoint(words[1:3])
    return name.split()[0] if described else ""


def _of_a_place(place: Text | None, library: Library) -> Iterator[Problem]:
    """A place whose last word is none of the language ends with a name: "near atyrau"; behind "the", with a noun."""
    for code, said in said_in(place, library):
        words, articles = _LETTERS.findall(said), set(map(str, language_of(library, code).checking.articles))
        named = words and said.islower() and articles.isdisjoint(words)
        if named and has_list(code or PLAIN_LANGUAGE) and not _is_any_word(words[-1], library):
            yield _small(said, words[-1], "write the place with its capital")


def _is_any_word(word: str, library: Library) -> bool:
    """Whether a word is one of some language that letters are written in."""
    return any(_is_word(word, code, RARE) for code in library.language_codes())


def _of_people(name: Text | None) -> Iterator[Problem]:
    for written in name.languages.values() if name else ():
        words = [word for word in parts_of(str(written)).words if _LETTERS.search(word)]
        if not words:
            continue
        first, last = words[0], words[-1]
        small = [last] if last.islower() else [first] if first.islower() and len(first) > _PARTICLE else []
        loud = [word for word in words if _is_loud(word)]
        if small:
            yield _small(written, small[0], "write the name with its capitals")
        elif loud:
            message = f"'{written}': '{loud[-1]}' is all capitals"
            yield Problem("LK615", message, written.location, "write it as letters do: with one capital")


def _unnamed(key: str, problem: Problem) -> Problem:
    """What others may read of the name of somebody who has not agreed to be named."""
    return replace(problem, message=f"the name of '{key}' has not its capitals, or nothing else", internal=problem)


def _is_loud(word: str) -> bool:
    letters = "".join(_LETTERS.findall(word))
    return letters.isupper() and len(letters) >= _LONG and not _ROMAN.fullmatch(letters)


def _small(written: Scalar, word: str, hint: str) -> Problem:
    said = f"'{written}': '{word}'" if word != written else f"'{written}'"
    return Problem("LK615", f"{said} begins with a small letter", written.location, hint)


def _is_word(word: str, code: str, often: int) -> bool:
    return frequency_in(code or PLAIN_LANGUAGE)(word.casefold()) >= often
