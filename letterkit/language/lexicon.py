"""Which words are words of a language, and how common: what a name that is a word is weighed against."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.numbers import get_currency_name

from letterkit.foundation.caches import prepared

if TYPE_CHECKING:
    from spellchecker import SpellChecker

COMMON = 20_000
"""A word of this frequency is met on every other page: "rose", "park", "hope" in English."""
WORD = 5_000
"""Below this, a word of the list is as likely to be a name: "maria", "martin", "claire"."""
RARE = 25
"""Below this, an entry of the list can be anything."""


@cache
def _checker(language: str) -> SpellChecker:
    from spellchecker import SpellChecker  # only lists that were not made yet ask for it

    return SpellChecker(language=language, distance=1)


def has_list(language: str) -> bool:
    """Whether the words of a language are known."""
    return language in _with_lists()


@cache
def _with_lists() -> tuple[str, ...]:
    def named() -> tuple[str, ...]:
        from spellchecker import SpellChecker

        return tuple(map(str, SpellChecker.languages()))

    return prepared("languages with lists", "spellchecker", named, lambda: "spellchecker")


class _List:
    """Words with their frequencies as lines, searched where they lie: a letter asks for few of two hundred thousand."""

    def __init__(self, lines: bytes) -> None:
        self._lines = lines

    def __call__(self, word: str) -> int:
        """The frequency of a word, 0 for one that is not in the list."""
        wanted, lines = word.encode(), self._lines
        low, high = 0, len(lines)  # both are where a line begins
        while low < high:
            begin = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = lines.index(b"\n", begin)
            found, _, frequency = lines[begin:end].partition(b"\t")
            if found == wanted:
                return int(frequency)
            low, high = (end + 1, high) if found < wanted else (low, begin)
        return 0


def _lines_of(language: str) -> bytes:
    words = _checker(language).word_frequency.items()
    found = sorted((str(word).encode(), int(frequency)) for word, frequency in words)
    return b"".join(b"%b\t%d\n" % each for each in found if b"\n" not in each[0] and b"\t" not in each[0])


def frequency_in(language: str) -> Callable[[str], int]:
    """How often a word of a language, in lower case, is met: 0 for one that is none, or of a language without list.

    The lists are counted in subtitles, and hold names, rarely.
    """
    return _frequency_in(str(language))


@cache
def _frequency_in(language: str) -> Callable[[str], int]:
    if not has_list(language):
        return lambda word: 0
    lines = prepared(f"words of {language}", "spellchecker", lambda: _lines_of(language), lambda: "spellchecker")
    listed = _List(lines)

    @lru_cache(maxsize=16384)
    def frequency(word: str) -> int:
        # The lists have « soeur » for « sœur ».
        parted = word.replace("œ", "oe").replace("æ", "ae")
        return listed(word) or (listed(parted) if parted != word else 0)

    return frequency


@cache
def currencies_in(language: str) -> frozenset[str]:
    """The words in the names of the currencies of all countries, in lower case: "tenge", "tenges", "lempira" (CLDR)."""
    codes = map(str, Locale(language).currencies)
    names = {get_currency_name(code, count, language) for code in codes for count in (None, 1, 2)}
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", name.lower()))


def one_letter_away(language: str) -> Callable[[str], set[str]]:
    """What gives every string that one letter more, fewer, another or exchanged with its neighbour makes of a word."""
    letters = _letters_of(language) if has_list(language) else ""
    return lambda word: _edited(word.lower(), letters) if letters else set()


@cache
def _letters_of(language: str) -> str:
    """The letters of which the words of a language are made; reading its whole list for them takes long."""

    def found() -> str:
        return "".join(sorted(_checker(language).word_frequency.letters))

    return prepared(f"letters of {language}", "spellchecker", found, lambda: "spellchecker")


def _edited(word: str, letters: str) -> set[str]:
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    edited = {begin + rest[1:] for begin, rest in parts if rest}
    edited |= {begin + rest[1] + rest[0] + rest[2:] for begin, rest in parts if len(rest) > 1}
    edited |= {begin + letter + rest[1:] for begin, rest in parts if rest for letter in letters}
    return edited | {begin + letter + rest for begin, rest in parts for letter in letters}
