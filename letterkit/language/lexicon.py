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
def frequency_in(language: str) -> Callable[[str], int]:
    """How often a word of a language, in lower case, is met: 0 for one that is none, or of a language without list.

    The lists are counted in subtitles, and hold names, rarely.
    """
    if language not in SpellChecker.languages():
        return lambda word: 0
    words = SpellChecker(language=language, distance=1).word_frequency
    return lambda word: int(words[word])
