"""Words that say of which country something is: "Armenian", "arménien", by the names of countries and languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from letterkit.foundation.caches import prepared
from letterkit.language.spelling import folded

_STEM = 4
"""How many letters the adjective of a country shares with its name: "Turkey", "Turkish"."""


def countries_of(word: str, code: str) -> frozenset[str]:
    """The countries whose adjective a word of a language can be, as ISO 3166 alpha-2; none when it is no such word."""
    stems, languages = _tables(code)
    plain = folded(word).casefold()
    if len(plain) <= _STEM:
        return frozenset()
    return stems.get(plain[:_STEM], frozenset()) | languages.get(plain, frozenset())


_Tables = tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]


@lru_cache(maxsize=8)
def _tables(code: str) -> _Tables:
    """The countries by the beginning of a name of one word, and by the name of a language that is spoken there."""
    return prepared(f"adjectives of {code}", "CLDR", lambda: _made(code), lambda: "CLDR")


def _made(code: str) -> _Tables:
    locale = Locale.parse(code)
    stems: dict[str, set[str]] = {}
    for territory, name in locale.territories.items():
        plain = folded(str(name)).casefold()
        if len(territory) == 2 and str(name).isalpha() and len(plain) >= _STEM:
            stems.setdefault(plain[:_STEM], set()).add(territory)
    languages: dict[str, set[str]] = {}
    likely: Mapping[str, str] = get_global("likely_subtags")
    for language, name in locale.languages.items():
        territory = str(likely.get(str(language), "")).rpartition("_")[2]
        if len(territory) == 2 and language != "en":
            languages.setdefault(folded(str(name)).casefold(), set()).add(territory)
    return (
        {stem: frozenset(found) for stem, found in stems.items()},
        {name: frozenset(found) for name, found in languages.items()},
    )
