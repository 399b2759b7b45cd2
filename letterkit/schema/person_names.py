"""The parts of a person's name: titles before it, given names, family name, and what follows it.

A name is read by what is written in it, whatever language it comes from: a word in lower case ("van", "dos", "bin")
begins the family name, "Jr." and "PhD" are no part of it, and neither is what stands in quotation marks or brackets.
Which word is the family name is otherwise the last one; `doubt` says where that is no safe guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterkit.schema.campaign import Person, Target


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATED_TITLES = _words("dr prof hon rev revd eng engr atty")
"""Titles before names in whatever language, abbreviated, in lower case."""
_TITLES = ABBREVIATED_TITLES | _words(
    "professor mr mrs ms miss mx sir dame me maître maitre doña sheikh shaykh "
    "imam rabbi bishop archbishop father general colonel captain major h.e excellency m mme mlle herr frau dipl.-ing"
)
_TITLES_WITH_A_STOP = _words("gen col maj capt lt sgt fr sr sra arch lic adv ing mag")
"""Titles that are given names, too, when no full stop shows that they are abbreviations."""
_SUFFIXES = _words(
    "jr sr junior ii iii iv phd ph.d dphil m.d mp mep mpp qc kc esq esquire obe mbe cbe llm ll.m mba osb sj"
)
_BORN = frozenset({"née", "né", "nee", "born", "roz", "geb"})
_PARTICLES = _words("ben bin bint ibn ould abu abou al el van von de di da dos du della")
"""Written with a capital, too: "Karim Ben Salah", "Maria De Luca"."""
_BETWEEN = frozenset({"y", "e", "i"})
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]|[“„«\"][^”“»\"]*[”“»\"]|(?<!\w)[‘'](?=\w)[^’']*[’'](?!\w)")

# Where the family name comes first, where people have two, and where the last word is a father's name or no name of a
# family. So say the conventions of the countries' own authorities; who is meant is always the person's to say.
FAMILY_FIRST = _words("CN TW HK MO KR KP JP VN HU KH")
TWO_FAMILY_NAMES = _words("ES MX CO PE CL AR VE EC BO PY UY CR PA NI HN SV GT DO CU PR GQ")
NO_FAMILY_NAME = _words("MM ID ET ER IS MN TD SO DJ")


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


def parts_of(name: str) -> NameParts:
    """The parts of a name, such as "Dr. Jan van den Berg Jr."; nothing but a family name where there is one word."""
    before, comma, after = _ASIDE.sub(" ", name).partition(",")
    words, suffixes = before.split(), after.split() if comma else []
    titles: list[str] = []
    while len(words) > 1 and _is_title(words[0]):
        titles.append(words.pop(0))
    born = next((place for place, word in enumerate(words) if place and _plain(word) in _BORN), len(words))
    words, suffixes = words[:born], [*words[born:], *suffixes]
    while len(words) > 1 and _plain(words[-1]) in _SUFFIXES:
        suffixes.insert(0, words.pop())
    start = _family_start(words)
    return NameParts(tuple(titles), tuple(words[:start]), tuple(words[start:]), tuple(suffixes))


def _is_title(word: str) -> bool:
    return _plain(word) in _TITLES or (word.endswith(".") and _plain(word) in _TITLES_WITH_A_STOP)


def _family_start(words: list[str]) -> int:
    """Where the family name begins: at the first particle after a given name, or at the last word."""
    small = next((place for place, word in enumerate(words[:-1]) if place and _is_particle(word)), None)
    if small is None:
        return max(len(words) - 1, 0)
    # "Ortega y Gasset" begins before its "y", and "Van der Berg" at its "Van".
    joined = words[small] in _BETWEEN or words[small - 1].casefold() in ("van", "von", "de", "della")
    return small - 1 if joined and small > 1 else small


def _is_particle(word: str) -> bool:
    """Whether a word begins a family name: it is in lower case, or one that is none of its own in any case."""
    return word[:1].islower() or _plain(word) in _PARTICLES


_SPOKEN_OF_BY = _words("dr prof professor rev imam rabbi bishop archbishop father sister me maître engr atty adv")


def address_of(name: str) -> str:
    """The title within a name by which its bearer is called again: "Dr." of "Dr. Maria Santos"; "" for none."""
    titles = parts_of(name).titles
    return titles[0] if titles and _plain(titles[0]) in _SPOKEN_OF_BY else ""


def family_name(name: str) -> str:
    """What follows Mr or Ms in a name of which nothing more is known."""
    return " ".join(parts_of(name).family) or name


def is_particle(word: str) -> bool:
    """Whether a word stands between the parts of names in many languages: "de", "van"."""
    return _plain(word) in _PARTICLES or _plain(word) in _BETWEEN


def surname_of(person: Person | Target, language: str) -> str:
    """What follows Mr or Ms, as the campaign says or else as the name is written; "" for nobody."""
    if person.surname:
        return str(person.surname.within(language) or person.surname.first)
    return family_name(str(person.name.within(language) or person.name.first)) if person.name else ""


def initials_of(name: str) -> str:
    """The initials of a name: "N. L.", "J.-P. M."; of its words only, and of their letters only."""
    return " ".join(filter(None, (_initial(word) for word in parts_of(name).words)))


def _initial(word: str) -> str:
    letters = (re.search(r"[^\W\d_]", part) for part in word.split("-"))
    return "-".join(f"{found[0]}." for found in letters if found)


def common_words(name: str) -> frozenset[str]:
    """The words of a name that many names have: titles, suffixes and particles ("Dr.", "Jr.", "van")."""
    parts = parts_of(name)
    return frozenset((*parts.titles, *parts.suffixes, *(word for word in parts.words if word[:1].islower())))


def doubts(name: str, country: str) -> Iterator[tuple[str, str]]:
    """Why the family name of a name is no safe guess in a campaign about a country, each with the likely one."""
    parts, plainly = parts_of(name), _ASIDE.sub(" ", name)
    if "," in plainly and len(plainly.split(",")[0].split()) == 1:
        yield "a comma seems to stand after the surname", plainly.split(",")[0].strip()
    elif len(parts.words) < 2:
        return
    elif country in FAMILY_FIRST:
        yield "surnames come first in that country", parts.words[0]
    elif country in NO_FAMILY_NAME:
        yield "many people in that country have no surname", " ".join(parts.words)
    elif country in TWO_FAMILY_NAMES and len(parts.given) > 1:
        yield "many people in that country have two surnames", " ".join(parts.words[-2:])


def _plain(word: str) -> str:
    return word.rstrip(".,").casefold()
