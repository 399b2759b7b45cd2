"""The words with which a language claims something of the law, made ready for reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from letterkit.checks.law.claim_words import Words
from letterkit.checks.law.claims import LegalReader
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language, make_language
from letterkit.schema.checking import Claims
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.law.instruments import Instrument
from letterkit.schema.law.load import law_of
from letterkit.schema.library import Library

_Patterns = tuple[tuple[str, str], ...]
_Spelling = Mapping[Scalar, Scalar]


def reader(library: Library, code: str) -> LegalReader:
    """The reader of a language, which knows the instruments of a library's law data.

    In a language without ``claims.yml`` it finds instruments, and no claim.
    """
    return library.derived(_reader, code)


def _reader(library: Library, code: str) -> LegalReader:
    language, law = make_language(library.language(code)), law_of(library)
    codes = tuple(dict.fromkeys((PLAIN_LANGUAGE, language.code)))
    spellings = [spelling.words for spelling in language.writing.spellings.values()]
    names: dict[str, str] = {}
    about: list[tuple[str, frozenset[str]]] = []
    for key, instrument in law.instruments.items():
        called = _called(instrument, codes)
        for variant in (variant for name in called for variant in _variants(name, spellings)):
            names.setdefault(variant, key)
        about.append((key, _words_in([*called, *_in(instrument.subject, codes)], spellings)))
    patterns, grantors, relations, glue = _claim_words(language.claims)
    return LegalReader(
        Words(
            patterns,
            grantors,
            relations,
            glue,
            tuple(names.items()),
            tuple((instrument.number, key) for key, instrument in law.instruments.items() if instrument.number),
            tuple(about),
            tuple(_country_names(language)),
            tuple(language.locale.months["format"]["wide"].values()),
        )
    )


def _claim_words(claims: Claims | None) -> tuple[_Patterns, _Patterns, _Patterns, frozenset[str]]:
    """The patterns, grantors, relations and glue of a language; without ``claims.yml``, patterns that match nothing."""
    if not claims:
        keys = Claims.keys()
        return tuple((name, "(?!)") for name in keys), (), (), frozenset()
    return (
        tuple(claims.patterns()),
        tuple((name, pattern.pattern) for name, pattern in claims.grantors.items()),
        tuple((name, pattern.pattern) for name, pattern in claims.relations.items()),
        frozenset(word.casefold() for word in claims.glue),
    )


def _called(instrument: Instrument, codes: tuple[str, ...]) -> list[str]:
    """The names, titles and other names of an instrument."""
    tables = (instrument.names, instrument.amended_names, instrument.titles)
    called = [name for table in tables for name in _in(table, codes)]
    return called + [name for code in codes for name in instrument.also.get(code, ())]


def _variants(name: str, spellings: Sequence[_Spelling]) -> set[str]:
    """A name without its year and number, in all spellings."""
    bare = re.sub(r",? \d{4}(?=,|$| \()|,? ?\((?:No\.|n°) \d+\)", "", name).strip()
    return {bare, *(_replaced(bare, other) for other in spellings)}


def _words_in(texts: Sequence[str], spellings: Sequence[_Spelling]) -> frozenset[str]:
    """The words of texts in lower case, in all spellings."""
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())}
    return frozenset(words | {str(other.get(Scalar(word), word)) for word in words for other in spellings})


def _in(table: Mapping[str, str], codes: tuple[str, ...]) -> list[str]:
    return [table[code] for code in codes if code in table]


def _replaced(text: str, words: _Spelling) -> str:
    def other(found: re.Match[str]) -> str:
        word = str(words.get(Scalar(found[0].lower()), found[0]))
        return word.capitalize() if found[0][0].isupper() else word

    return re.sub(r"[^\W\d_]+", other, text)


def _country_names(language: Language) -> list[tuple[str, str]]:
    """Each name that a country has or had, with its code."""
    return [(name, code) for code, name in language.writing.countries.every_name(language.code)]
