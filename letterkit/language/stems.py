"""What the forms of a word have in common: "arrest" of "arrested" and "arrests"."""

from __future__ import annotations

from functools import cache

from babel import Locale
from Stemmer import Stemmer, algorithms


class Stems:
    """What gives the stem of a word of a language, in lower case; a language without rules keeps its words whole."""

    def __init__(self, language: str) -> None:
        name = str(Locale.parse(language).get_language_name("en")).casefold()
        self._language = language
        self._stemmer = Stemmer(name) if name in algorithms() else None

    def __call__(self, word: str) -> str:
        """The stem of a word."""
        return str(self._stemmer.stemWord(word)) if self._stemmer else word

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """What holds stems can be kept: they are made anew of the language."""
        return stem_in, (self._language,)


@cache
def stem_in(language: str) -> Stems:
    """The stems of a language (a code)."""
    return Stems(language)
