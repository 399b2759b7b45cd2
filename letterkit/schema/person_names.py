"""The parts of a person's name: titles before it, given names, family name, and what follows it.

A name is read by what is written in it, whatever language it comes from: a word in lower case ("van", "dos", "bin")
begins the family name, "Jr." and "PhD" are no part of it, and neither is what stands in quotation marks or brackets.
Which word is the family name is otherwise the last one; `doubts` says where that is no safe guess.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from letterkit.foundation.caches import content_of, prepared
from letterkit.foundation.files import shown
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import parse, read_text
from letterkit.schema.campaign import Person, Target
from letterkit.schema.fields import Record, ValidationContext, as_list
from letterkit.schema.templates import shipped_templates
from letterkit.schema.validate import validate

# A letter, but none of those that only modify another, such as the signs for an ayn ("ʿAbd").
_LETTER = re.compile(r"[^\W\d_\u02b0-\u02ff]")
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]|[“„«\"][^”“»\"]*[”“»\"]|(?<!\w)[‘'](?=\w)[^’']*[’'](?!\w)")


def _as_strings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str, words))


_Words = Annotated[frozenset[str], BeforeValidator(as_list), AfterValidator(_as_strings)]


class _Titles(Record):
    abbreviated: _Words
    whole: _Words
    with_a_stop: _Words
    called_by: _Words


class _Particles(Record):
    before: _Words
    leading: _Words
    between: _Words


class _Countries(Record):
    family_first: _Words
    two_family_names: _Words
    no_family_name: _Words


class _Given(Record):
    female: _Words
    male: _Words


class _Surnames(Record):
    first: _Words
    before_two: _Words


class NameWords(Record):
    """The words by which names are read, as ``templates/names.yml`` has them, and the customs of countries."""

    titles: _Titles
    suffixes: _Words
    born: _Words
    particles: _Particles
    countries: _Countries
    given: _Given
    surnames: _Surnames


@cache
def name_words() -> NameWords:
    """Those words, read once. Raises `UserError` for a file with problems."""
    files = {"names.yml": shipped_templates() / "names.yml"}
    return prepared("names", content_of(files), lambda: _read(files["names.yml"]), lambda: content_of(files))


def _read(path: Path) -> NameWords:
    reading = ValidationContext()
    found = validate(NameWords, parse(read_text(path), shown(path)), reading)
    if found is None or reading.problems:
        raise UserError(reading.problems)
    return found


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart; ``given`` and ``family`` are words, what stands aside is in none of them."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    suffixes: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name itself."""
        return (*self.given, *self.family)


@lru_cache(maxsize=4096)
def parts_of(name: str) -> NameParts:
    """The parts of a name, such as "Dr. Jan van den Berg Jr."; nothing but a family name where there is one word."""
    before, comma, after = _ASIDE.sub(" ", name).partition(",")
    words, suffixes = before.split(), after.split() if comma else []
    titles: list[str] = []
    while len(words) > 1 and _is_title(words[0]):
        titles.append(words.pop(0))
    born = next((place for place, word in enumerate(words) if place and _plain(word) in name_words().born), len(words))
    words, suffixes = words[:born], [*words[born:], *suffixes]
    while len(words) > 1 and _plain(words[-1]) in name_words().suffixes:
        suffixes.insert(0, words.pop())
    start = _family_start(words)
    return NameParts(tuple(titles), tuple(words[:start]), tuple(words[start:]), tuple(suffixes))


def _is_title(word: str) -> bool:
    titles, plain = name_words().titles, _plain(word)
    return plain in titles.abbreviated | titles.whole or (word.endswith(".") and plain in titles.with_a_stop)


def _family_start(words: list[str]) -> int:
    """Where the family name begins: at the first particle after a given name, or at the last word."""
    small = next((place for place, word in enumerate(words[:-1]) if place and _is_particle(word)), None)
    if small is None:
        return max(len(words) - 1, 0)
    # "Ortega y Gasset" begins before its "y", and "Van der Berg" at its "Van".
    particles = name_words().particles
    joined = words[small] in particles.between or words[small - 1].casefold() in particles.leading
    return small - 1 if joined and small > 1 else small


def _is_particle(word: str) -> bool:
    """Whether a word begins a family name: it is in lower case, or one that is none of its own in any case."""
    return word[:1].islower() or _plain(word) in name_words().particles.before


def address_of(name: str) -> str:
    """The title within a name by which its bearer is called again: "Dr." of "Dr. Maria Santos"; "" for none."""
    titles = parts_of(name).titles
    return titles[0] if titles and _plain(titles[0]) in name_words().titles.called_by else ""


def gender_shown(word: str) -> str:
    """The gender that a given name has wherever it is used; "" for one that has none, or is not known."""
    known, low = name_words().given, word.casefold()
    return "female" if low in known.female else "male" if low in known.male else ""


def family_name(name: str) -> str:
    """What follows Mr or Ms in a name of which nothing more is known."""
    return " ".join(parts_of(name).family) or name


def is_particle(word: str) -> bool:
    """Whether a word stands between the parts of names in many languages: "de", "van"."""
    return _plain(word) in name_words().particles.before | name_words().particles.between


def surname_of(person: Person | Target, language: str) -> str:
    """What follows Mr or Ms, as the campaign says or else as the name is written; "" for nobody."""
    if person.surname:
        return str(person.surname.within(language) or person.surname.first)
    return family_name(str(person.name.within(language) or person.name.first)) if person.name else ""


def initials_of(name: str) -> str:
    """The initials of a name: "N. L.", "J.-P. M."; of its words only, and of their letters only."""
    return " ".join(filter(None, (_initial(word) for word in parts_of(name).words)))


def _initial(word: str) -> str:
    letters = (_LETTER.search(part) for part in word.split("-"))
    return "-".join(f"{found[0]}." for found in letters if found)


def common_words(name: str) -> frozenset[str]:
    """The words of a name that many names have: titles, suffixes and particles ("Dr.", "Jr.", "van")."""
    parts = parts_of(name)
    return frozenset((*parts.titles, *parts.suffixes, *(word for word in parts.words if word[:1].islower())))


def doubts(name: str, country: str) -> Iterator[tuple[str, str]]:
    """Why the family name of a name is no safe guess in a campaign about a country, each with the likely one."""
    parts, plainly, countries = parts_of(name), _ASIDE.sub(" ", name), name_words().countries
    if "," in plainly and len(plainly.split(",")[0].split()) == 1:
        yield "a comma seems to stand after the surname", plainly.split(",")[0].strip()
    elif len(parts.words) < 2:
        return
    elif country in countries.family_first:
        yield "surnames come first in that country", parts.words[0]
    elif country in countries.no_family_name:
        yield "many people in that country have no surname", " ".join(parts.words)
    elif country in countries.two_family_names and len(parts.given) > 1:
        yield "many people in that country have two surnames", " ".join(parts.words[-2:])


def _plain(word: str) -> str:
    return word.rstrip(".,").casefold()
