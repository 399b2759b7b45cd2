"""What people write in the place of keys and words of campaign files, for the mend of a problem."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from letterkit.foundation.files import shown
from letterkit.foundation.strict_yaml import parse, read_text
from letterkit.schema.templates import shipped_templates


def key_meant(word: str, known: Collection[str]) -> str:
    """The known key that a word of another language stands for, "" for none."""
    return next((key for key in _meanings("keys").get(word.strip().casefold(), ()) if key in known), "")


def word_meant(word: str, known: Collection[str]) -> str:
    """The known word that another stands for ("oui" for yes), "" for none."""
    return next((one for one in _meanings("words").get(word.strip().casefold(), ()) if one in known), "")


@cache
def _meanings(what: str) -> Mapping[str, tuple[str, ...]]:
    """The keys or words that each other word stands for; it is read where there is a problem only."""
    file = shipped_templates() / "other-words.yml"
    table = next(table for key, table in parse(read_text(file), shown(file)).items() if key == what)
    found: dict[str, tuple[str, ...]] = {}
    for meant, others in table.items():
        for other in others:
            found[str(other)] = (*found.get(str(other), ()), str(meant))
    return found
