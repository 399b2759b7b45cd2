"""Offices of a state in phrases of acts: "the city prosecutor" is somebody, and "insulting the mayor" is a deed."""

from __future__ import annotations

from letterkit.checks.ledger.words.lexicon import Lexicon
from letterkit.language.grammar import Language

_OFFICIAL = ("authority", "government", "court", "parliament")


def is_an_official(said: str, bare: str, language: Language, words: Lexicon) -> bool:
    """Whether a phrase is somebody in an office, with an article before it and at most what the office is of behind it.

    ``bare`` is the phrase in lower case without its article.
    """
    if not said[:1].islower() or len(bare) == len(said):
        return False
    contracted = {str(both) for one, _, both in language.writing.contractions if one != both}
    joining = words.lists["governed"] | contracted
    for post, pattern in language.checking.posts.items():
        found = pattern.match(bare) if post in _OFFICIAL else None
        # « un discours au préfet » is none: the title stands behind a preposition.
        before = found[0].replace("'", " ").split(" ")[:-1] if found else ()
        if found and joining.isdisjoint(before) and _is_of_it(said[len(said) - len(bare) + found.end() :], words):
            return True
    return False


def _is_of_it(rest: str, words: Lexicon) -> bool:
    """Whether what stands behind a title says of what it is: nothing, "of Justice", « du Moungo », a name."""
    first = rest.strip().replace("'", " ").split(" ")[0]
    return not rest or (rest[0] == " " and (first.casefold() in words.lists["governed"] or first[:1].isupper()))
