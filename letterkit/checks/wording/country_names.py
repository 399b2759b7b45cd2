"""The names of countries, looked up by country, made once for a library."""

from __future__ import annotations

from collections.abc import Mapping

from letterkit.schema.library import Library


def names_of_country(country: str, library: Library, language: str) -> tuple[str, ...]:
    """Each name that a country (an ISO code) has or had in a language."""
    return library.derived(_by_country, language).get(country, ())


def _by_country(library: Library, language: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for code, name in library.language(language).writing.countries.every_name(language):
        found.setdefault(code, {})[name] = None
    return {code: tuple(names) for code, names in found.items()}
