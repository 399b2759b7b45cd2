"""How near two spellings of a name are.

Names come into letters through several alphabets and hands. One name in Cyrillic has a dozen Latin forms (BGN/PCGN,
ISO 9, passports, the French press), and each hand mistypes in its own way. So two spellings are compared twice: letter
by letter, and by what their letters stand for in the usual romanisations. The lesser difference counts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from letterkit.foundation.signs import with_other_signs

_SAME = tuple(zip("\u2018\u2019\u02bc\u0060\u00b4\u2010\u2011\u2013\u00a0\u202f", "'''''---  ", strict=True))
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a"})

# What romanisations write in different ways, the longer before the shorter. A capital stands for one sound.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch|tch|ch|sh", "S"),
        (r"dzh|dj|zh", "Z"),
        (r"ks", "x"),
        (r"kh|gh|x", "h"),
        (r"ts|tz", "c"),
        (r"ck|q|c(?=[aoulr])", "k"),
        (r"gu(?=[ei])", "g"),
        (r"ph|f+$", "v"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"[iy]+(?=e)", ""),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
    )
)


def plain(text: str) -> str:
    """A text with straight apostrophes, plain hyphens and plain spaces, each character in its place."""
    return with_other_signs(text, _SAME)


@lru_cache(maxsize=10_000)
def folded(word: str) -> str:
    """The letters and digits of a word without accents, in lower case."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if letter.isalnum())


@lru_cache(maxsize=10_000)
def sounds(word: str) -> frozenset[str]:
    """What a word's letters stand for; two ways when it has a j, which is the sound of "zh" or that of "y"."""
    return frozenset(_sound(folded(word).replace("j", letter)) for letter in ("zh", "y"))


def _sound(letters: str) -> str:
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters


def apart(written: str, name: str) -> int:
    """The edits between two spellings: a letter more, less, other, or two that changed places.

    It is 0 for two ways to romanise one name ("Kushakbayev", "Kushakbaev"), with and without accents. Sounds are so few
    in a short name that only the same ones count.
    """
    by_sound = [
        (OSA.distance(one, other), min(len(one), len(other))) for one in sounds(written) for other in sounds(name)
    ]
    counting = [edits for edits, size in by_sound if edits == 0 or size > 4]
    return min([OSA.distance(folded(written), folded(name)), *counting])


def is_form(written: str, name: str) -> bool:
    """Whether one is the other with an ending: a plural, an adjective, the name of a woman of the family."""
    one, other = folded(written), folded(name)
    if other == f"{one}a":
        return True
    return one != other and one.startswith(other) and len(one) - len(other) < 5


def exchanged(written: str, name: str) -> bool:
    """Whether two letters beside each other changed places, in a name of four letters or more ("Imsu", "Imus")."""
    one, other = folded(written), folded(name)
    return len(one) > 3 and one != other and sorted(one) == sorted(other) and OSA.distance(one, other) == 1
