"""The words with which a language claims something of the law, made ready for reading."""

from __future__ import annotations

import re
from collections.abc import Mapping

from letterkit.checks.claims import Reader, Words
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language, make_language
from letterkit.schema.checking import Claims
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.law.tables import law_of
from letterkit.schema.library import Library


def reader(library: Library, code: str) -> Reader:
    """The reader of a language, which knows the instruments of a library's law data.

    In a language without ``claims.yml`` it finds instruments, and no claim.
    """
    return library.derived(_reader, code)


def _reader(library: Library, code: str) -> Reader:
    language, law = make_language(library.language(code)), law_of(library)
    claims = language.claims
    codes, keys = tuple(dict.fromkeys((PLAIN_LANGUAGE, language.code))), Claims.keys()
    spellings = [spelling.words for spelling in language.writing.spellings.values()]
    names: dict[str, str] = {}
    about: list[tuple[str, frozenset[str]]] = []
    for key, instrument in law.instruments.items():
        called = [name for table in (instrument.names, instrument.titles) for name in _in(table, codes)]
        called += [name for code in codes for name in instrument.also.get(code, ())]
        for name in called:
            bare = re.sub(r",? \d{4}(?=,|$| \()|,? ?\((?:No\.|n°) \d+\)", "", name).strip()
            for variant in {bare, *(_replaced(bare, other) for other in spellings)}:
                names.setdefault(variant, key)
        subjects = [*called, *_in(instrument.subject, codes)]
        words = {word for text in subjects for word in re.findall(r"[^\W\d_]+", text.casefold())}
        about.append(
            (key, frozenset(words | {str(other.get(Scalar(word), word)) for word in words for other in spellings}))
        )
    return Reader(
        Words(
            tuple(claims.patterns()) if claims else tuple((name, "(?!)") for name in keys),
            tuple((name, pattern.pattern) for name, pattern in claims.grantors.items()) if claims else (),
            tuple((name, pattern.pattern) for name, pattern in claims.relations.items()) if claims else (),
            frozenset(word.casefold() for word in claims.glue) if claims else frozenset(),
            tuple(names.items()),
            tuple((instrument.number, key) for key, instrument in law.instruments.items() if instrument.number),
            tuple(about),
            tuple(_country_names(language)),
            tuple(language.locale.months["format"]["wide"].values()),
        )
    )


def _in(table: Mapping[str, str], codes: tuple[str, ...]) -> list[str]:
    return [table[code] for code in codes if code in table]


def _replaced(text: str, words: Mapping[Scalar, Scalar]) -> str:
    def other(found: re.Match[str]) -> str:
        word = str(words.get(Scalar(found[0].lower()), found[0]))
        return word.capitalize() if found[0][0].isupper() else word

    return re.sub(r"[^\W\d_]+", other, text)


def _country_names(language: Language) -> list[tuple[str, str]]:
    """Each name that a country has or had, with its code."""
    return [(name, code) for code, name in language.writing.countries.every_name(language.code)]
