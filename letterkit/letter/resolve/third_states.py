"""Of which state an embassy is to which a letter goes: the country's own, or one that is asked to intervene."""

from __future__ import annotations

import re

from letterkit.letter.resolve.context import Context
from letterkit.schema.campaign import Target
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library


def of_a_third_state(context: Context, target: Target) -> bool:
    """Whether a target's office or body names another state, and its own not before it: "Ambassador of X to Y"."""
    country = str(context.campaign.country)
    for text in (target.of, target.office):
        for code, words in text.languages.items() if text else ():
            named = _named(str(words), str(code) or PLAIN_LANGUAGE, context.library)
            if named:
                return named != country
    return False


def _named(text: str, language: str, library: Library) -> str:
    """The country that a text names first, by its ISO code; "" for none."""
    names = library.derived(_names, language)
    found = [
        (place.start(), -len(name), code)
        for name, code in names.items()
        if (place := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))
    ]
    return min(found)[2] if found else ""


def _names(library: Library, language: str) -> dict[str, str]:
    """The countries by all their names in a language."""
    return {name: code for code, name in library.language(language).writing.countries.every_name(language)}
