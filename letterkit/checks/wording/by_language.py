"""The texts of a campaign, each in the languages in which it stands."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language, make_language
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library


def language_of(library: Library, code: str) -> Language:
    """A language of the library; "" is that of a text that names none."""
    return library.derived(_make, code or PLAIN_LANGUAGE)


def _make(library: Library, code: str) -> Language:
    return make_language(library.language(code))


def said_in(text: Text | None, library: Library) -> Iterator[tuple[str, Scalar]]:
    """A text in each of its languages that is known, by code; "" where it names none."""
    for code, written in text.languages.items() if text else ():
        if (code or PLAIN_LANGUAGE) in library.language_codes():
            yield code, written
