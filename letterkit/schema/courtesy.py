"""Titles that say no more than the gender, such as Mr and Mme: letters put them, so that no name has them."""

from __future__ import annotations

from collections.abc import Mapping

from letterkit.schema.library import Library

_HONOURS = frozenset({"sir", "dame"})
"""Told with the given name: they belong to it."""


def courtesy_titles(library: Library, language: str) -> Mapping[str, str]:
    """The titles that a name can have by mistake in letters of a language, in lower case, each with its gender.

    They are those of all languages; one of a single letter ("M.") is an initial elsewhere.
    """
    return library.derived(_titles, language)


def _titles(library: Library, language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code in library.language_codes():
        for gender, titles in library.language(code).checking.titles.items():
            own = (str(title).casefold() for title in titles if len(title) > 1 or code == language)
            found.update((title, str(gender)) for title in own if title not in _HONOURS)
    return found


def courtesy_of(name: str, titles: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The title that a name begins with, its gender, and the name without it; None where there is none."""
    first, _, rest = name.strip().partition(" ")
    gender = titles.get(first.rstrip(".").casefold())
    return (first, gender, rest.strip()) if gender and rest.strip() else None
