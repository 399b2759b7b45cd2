"""Countries by their codes, as campaigns name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import exists
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.strict_yaml import Scalar, describe
from letterkit.foundation.suggest import nearest

# What the language data names beside countries: unions, test regions, "unknown region".
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def countries() -> Mapping[str, str]:
    """The names of countries in English, by their codes of two letters (ISO 3166)."""
    names = Locale("en").territories.items()
    return {str(code): str(name) for code, name in names if len(code) == 2 and code not in _NO_COUNTRIES}


def codes_named(name: str) -> tuple[str, ...]:
    """The codes of the countries that have a name in any language that is official somewhere; of none, nothing.

    "Cameroun", "Kamerun" and "cote d'ivoire" are found, accents, capitals and marks being no matter, and so are other
    codes ("UK", "PHL"); of two countries that a language does not tell apart ("Kongo"), both.
    """
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    other = tuple(code for code in aliases.get(name.strip().upper(), ()) if code in countries())
    return other or _names_everywhere().get(_folded(name), ())


def country_meant(name: str) -> str:
    """What to say to a word that is no country's code: the code it stands for, in capitals or by name, or ""."""
    if name.upper() in countries():
        return f"write '{name.upper()}'"
    if codes := codes_named(name):
        return f"{name} is {' or '.join(f'{code} ({countries()[code]})' for code in codes)}"
    names = {called: code for code, called in countries().items()}
    near = nearest(name, names)
    return f"{near} is {names[near]}" if near else f"such as KZ; try 'letterkit law \"{name}\"', which knows more names"


@cache
def _names_everywhere() -> Mapping[str, tuple[str, ...]]:
    """The codes of countries by their names, folded, in every language that is official somewhere."""
    known = countries()
    languages = {str(language) for code in known for language in get_official_languages(code, de_facto=True)}
    found: dict[str, dict[str, None]] = {}
    for language in sorted(filter(exists, languages)):
        names = Locale.parse(language).territories
        for code in known:
            if code in names:
                found.setdefault(_folded(names[code]), {})[code] = None
    return {name: tuple(codes) for name, codes in found.items()}


def _folded(name: str) -> str:
    from anyascii import anyascii  # only names that a person typed ask for it

    return re.sub(r"[^a-z0-9]+", "", anyascii(name).lower())


def _country(code: Scalar) -> Scalar:
    if code in countries():
        return code
    raise PydanticCustomError(
        "country",
        "expected a country's code of two letters (ISO 3166), found {found}; {hint}",
        {"found": describe(code), "hint": country_meant(code)},
    )


CountryCode = Annotated[Scalar, AfterValidator(_country)]
"""A country's code of two letters (ISO 3166)."""
