"""What the forms of a word have in common: "arrest" of "arrested" and "arrests"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

import snowballstemmer
from babel import Locale


@cache
def stem_in(language: str) -> Callable[[str], str]:
    """What gives the stem of a word of a language, in lower case; a language without rules keeps its words whole."""
    name = str(Locale.parse(language).get_language_name("en")).casefold()
    if name not in snowballstemmer.algorithms():
        return lambda word: word
    stemmer = snowballstemmer.stemmer(name)
    return lru_cache(maxsize=4096)(lambda word: str(stemmer.stemWord(word)))
