"""The notation of phrases in clauses and language files, and what it stands for.

Letters in brackets can be left out ("libéré(e)(s)"); of those with bars between, one stands there ("lift(s|ed)");
``*`` stands for words between, and ``<>`` for a few of them, in either order: "lifted <> ban" is "ban lifted", too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from letterkit.language.spelling import plain

BETWEEN, NEAR = "*", "<>"
"""In a pattern, where words can stand between, and where a few can."""
Part = str | frozenset[str]
"""What stands at a place of a pattern: one of some words in lower case, or words between."""
_BRACKETS = re.compile(r"\(([^)]*)\)")
_PLACES = re.compile(r"(?:\([^)]*\)|[^\s(])+")
_WORD = re.compile(r"[^\W_]+")


def patterns(phrase: str) -> Iterator[tuple[Part, ...]]:
    """The patterns of a phrase: the words that can stand at each place of it, in its orders.

    One that would end with words between ends before them.
    """
    written = _PLACES.findall(phrase)
    near = written.index(NEAR) if NEAR in written else None
    for chosen in product(*map(_at_place, written)):
        if near is not None:
            yield tuple(_joined((*chosen[near + 1 :], chosen[near], *chosen[:near])))
        joined = tuple(_joined(chosen))
        while joined and joined[-1] in (BETWEEN, NEAR):
            joined = joined[:-1]
        if joined:
            yield joined


def _joined(chosen: Iterable[tuple[Part, ...]]) -> Iterator[Part]:
    return (part for each in chosen for part in each)


@lru_cache(maxsize=8192)
def _at_place(place: str) -> tuple[tuple[Part, ...], ...]:
    """The ways to fill a place: with one of all its single words, or with several words of it."""
    if place in (BETWEEN, NEAR):
        return ((place,),)
    told = [[word[0].casefold() for word in _WORD.finditer(plain(each))] for each in _filled(place)]
    single = frozenset(words[0] for words in told if len(words) == 1)
    several = tuple(tuple(frozenset({word}) for word in words) for words in told if len(words) != 1)
    return ((single,), *several) if single else several


def _filled(text: str) -> Iterator[str]:
    parts = _BRACKETS.split(text)
    for chosen in product(*((part,) if at % 2 == 0 else _choices(part) for at, part in enumerate(parts))):
        yield "".join(chosen)


def _choices(part: str) -> Sequence[str]:
    return part.split("|") if "|" in part else ("", part)


def spelled(phrase: str) -> Iterator[str]:
    """The spellings of a phrase that has one order."""
    yield from _filled(phrase)


def words_in(phrase: str) -> frozenset[str]:
    """All words of a phrase, in lower case."""
    return frozenset(
        word for pattern in patterns(phrase) for part in pattern if isinstance(part, frozenset) for word in part
    )


def first_spellings(phrase: str) -> Iterator[str]:
    """The spellings of a phrase without what can be left out in it, which is of one stem with the rest."""
    parts = _BRACKETS.split(phrase)
    chosen = ((part,) if at % 2 == 0 else part.split("|") if "|" in part else ("",) for at, part in enumerate(parts))
    yield from map("".join, product(*chosen))


def has_words_between(phrase: str) -> bool:
    """Whether other words can stand within a phrase."""
    return BETWEEN in phrase or NEAR in phrase
