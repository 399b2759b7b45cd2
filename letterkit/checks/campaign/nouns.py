"""What a phrase is by its noun: "the police *station*" is a place to be at, « les *badges* des ouvriers » are things.

The nouns are those of the languages. Of a phrase with another noun nothing is known, nor of one that a preposition
leads, or that begins with a verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from letterkit.checks.ledger.words.lexicon import Lexicon
from letterkit.foundation.kept import Kept
from letterkit.language.grammar import Language


class NounKind(StrEnum):
    """The kinds of nouns that a language lists, as `nouns` of its checking has them."""

    PEOPLE = "people"
    BODIES = "bodies"
    PLACES = "places"
    BODIES_AND_PLACES = "bodies-and-places"
    GOODS = "goods"
    HARMS = "harms"
    GROUNDS = "grounds"


_LONGEST = 3
"""A noun has so many words: "public order", « trouble à l'ordre public »."""

_KNOWN: Kept[dict[str, NounKind]] = Kept()


def kinds_of_nouns(language: Language) -> dict[str, NounKind]:
    """All nouns of a language that say of what kind a phrase is, of one and of several, in lower case."""
    return _KNOWN.of(language.checking, None, lambda: dict(_all(language)))


def _all(language: Language) -> Iterator[tuple[str, NounKind]]:
    plurals = language.writing.plurals
    for kind, nouns in language.checking.nouns.items():
        for noun in map(str, nouns):
            yield from ((form, NounKind(kind)) for form in (noun, plurals.of(noun) if plurals else noun))


def kind_of_head(bare: str, language: Language, words: Lexicon) -> NounKind | None:
    """The kind of the noun that a phrase turns on, given in lower case and without its article.

    In a language whose nouns come first it is the first word, in others the last before what is said of it: "two
    *guards* of the estate".
    """
    known, spoken, plurals = kinds_of_nouns(language), bare.split(" "), language.writing.plurals
    behind = words.lists["governed"] | {str(word) for word in (plurals.until if plurals else ())}
    if not known or not plurals or spoken[0] in behind:
        return None
    end = next((at for at, word in enumerate(spoken) if at and _is_behind(word, behind)), len(spoken))
    if plurals.whole:
        pieces = [" ".join(spoken[:length]) for length in range(_LONGEST + 1, 0, -1)]
    else:
        pieces = [" ".join(spoken[max(end - length, 0) : end]) for length in range(_LONGEST, 0, -1)]
    return next((known[piece] for piece in pieces if piece in known), None)


def _is_behind(word: str, behind: frozenset[str]) -> bool:
    return word.strip(",") != word or word in behind or any(word.startswith(one) for one in behind if one.endswith("'"))
