"""Which words are words of a language, and how common: what a name that is a word is weighed against."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spellchecker import SpellChecker

COMMON = 20_000
"""A word of this frequency is met on every other page: "rose", "park", "hope" in English."""
WORD = 5_000
"""Below this, a word of the list is as likely to be a name: "maria", "martin", "claire"."""
RARE = 25
"""Below this, an entry of the list can be anything."""


@cache
def _list_of(language: str) -> SpellChecker | None:
    """The list of a language's words, or None where there is none."""
    return SpellChecker(language=language, distance=1) if language in SpellChecker.languages() else None


def has_list(language: str) -> bool:
    """Whether the words of a language are known."""
    return _list_of(language) is not None


@cache
def frequency_in(language: str) -> Callable[[str], int]:
    """How often a word of a language, in lower case, is met: 0 for one that is none, or of a language without list.

    The lists are counted in subtitles, and hold names, rarely.
    """
    known = _list_of(language)
    if known is None:
        return lambda word: 0
    words = known.word_frequency
    return lambda word: int(words[word])


def one_letter_away(language: str) -> Callable[[str], set[str]]:
    """What gives every string that one letter more, fewer, another or exchanged with its neighbour makes of a word."""
    known = _list_of(language)
    return (lambda word: set()) if known is None else (lambda word: set(known.edit_distance_1(word)))
