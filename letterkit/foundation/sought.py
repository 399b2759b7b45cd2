"""Long expressions that most texts have nothing for: looked for only where a text has letters that a match must have.

Python tries each alternative of an expression at each character. Whether one of a few strings stands in a text it knows
fifty times as quickly.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from letterkit.foundation.signs import with_other_signs

_LIKELY = 0.02
"""Letters that so large a part of all texts may have are not worth looking for."""
_SELDOM = 0.12
"""How much more seldom letters are met with each one more."""
_DOTLESS = (("ı", "i"), ("İ", "i"))
"""They are an i to expressions that take no heed of capitals, and to nothing else."""
_NOTHING_YET = frozenset({""})
_FEW, _MOST = 3, 24
"""As many letters can stand in one place, and as many strings come of them, without the search taking its time."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_DIGIT = re.compile(r"\d")
_UNREADABLE = (ImportError, AttributeError, TypeError, ValueError, RecursionError)
"""What comes of an expression that this Python parses into other parts, or that is nested too deeply."""
_ANY_DIGIT = "0"
"""Stands for any digit where needles are looked for."""


@dataclass(frozen=True, slots=True)
class Sought:
    """An expression, and ``needles``, one of which stands in each text that has a match, cases folded; none for any."""

    pattern: re.Pattern[str]
    needles: tuple[str, ...]

    def can_be_in(self, text: str) -> bool:
        """Whether a text can have a match; one that has one can."""
        if not self.needles:
            return True
        low = folded(text)
        return any(needle in low for needle in self.needles)

    def search(self, text: str) -> re.Match[str] | None:
        """As the expression does."""
        return self.pattern.search(text) if self.can_be_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As the expression does."""
        return self.pattern.finditer(text) if self.can_be_in(text) else iter(())


def sought(expression: str, flags: int = 0) -> Sought:
    """An expression with its needles. It takes longer than compiling it: for what is made ready once, and kept."""
    return Sought(re.compile(expression, flags), needles_of(expression, flags))


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """A text in which needles are looked for."""
    return _DIGIT.sub(_ANY_DIGIT, with_other_signs(text, _DOTLESS).casefold())


def needles_of(expression: str, flags: int = 0) -> tuple[str, ...]:
    """Strings of which each match of an expression has one, cases folded; none where nothing telling is known."""
    with suppress(*_UNREADABLE):
        parser: Any = importlib.import_module("re._parser")
        found = _of_parts(parser.parse(expression, flags))
        if found and _likely(found) <= _LIKELY:
            return tuple(sorted(_shortest(found), key=lambda one: (len(one), one)))
    return ()


def _of_parts(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The most telling strings of which one is in each match of some parts on end."""
    found: list[frozenset[str]] = []
    runs = _NOTHING_YET
    for operation, value in _flat(parts):
        letters, goes_on = _letters(str(operation), value)
        longer = frozenset(run + more for run in runs for more in letters)
        if not letters or len(longer) > _MOST:
            found += [runs, _of_part(str(operation), value)]
            runs = letters if goes_on and letters else _NOTHING_YET
        elif goes_on:
            runs = longer
        else:
            found.append(longer)
            runs = _NOTHING_YET
    found.append(runs)
    return min((each for each in found if each and all(each)), key=_likely, default=frozenset())


def _flat(parts: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """The parts, with those of groups in their place."""
    for operation, value in parts:
        if str(operation) == "SUBPATTERN":
            yield from _flat(value[-1])
        elif str(operation) == "ATOMIC_GROUP":
            yield from _flat(value)
        else:
            yield operation, value


def _letters(operation: str, value: Any) -> tuple[frozenset[str], bool]:
    """What a part can stand for, cases folded, and whether what follows stands right behind that; nothing for much."""
    if operation == "LITERAL":
        return _all(_folded(value)), True
    if operation == "IN":
        return _all(*(_folded(at) if str(kind) == "LITERAL" else _of_category(at) for kind, at in value)), True
    if operation == "ASSERT":
        ahead, parts = value
        return (_inner([*_flat(parts)][:1]) if ahead > 0 else frozenset()), False
    if operation in _REPEATS:
        least, most, parts = value
        inner = _inner(parts)
        if (least, most) == (0, 1) and inner:
            return inner | {""}, True
        return (frozenset(one * least for one in inner) if least else frozenset()), least == most
    return frozenset(), False


def _inner(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """What a group of one part stands for; nothing for much."""
    inside = [*_flat(parts)]
    return _letters(str(inside[0][0]), inside[0][1])[0] if len(inside) == 1 else frozenset()


def _all(*letters: str) -> frozenset[str]:
    return frozenset(letters) if all(letters) and len({*letters}) <= _FEW else frozenset()


def _of_category(category: Any) -> str:
    return _ANY_DIGIT if str(category) == "CATEGORY_DIGIT" else ""


def _folded(code: int) -> str:
    one = folded(chr(code))
    return one if len(one) == 1 else ""


def _of_part(operation: str, value: Any) -> frozenset[str]:
    if operation in _REPEATS:
        least, _, parts = value
        return _of_parts(parts) if least else frozenset()
    if operation == "BRANCH":
        each: Sequence[frozenset[str]] = [_of_parts(parts) for parts in value[1]]
        return frozenset().union(*each) if all(each) else frozenset()
    return frozenset()


def _likely(needles: Iterable[str]) -> float:
    """How likely a text has one of some strings, by their lengths alone."""
    return sum((_SELDOM ** len(needle) for needle in _shortest(needles)), 0.0)


def _shortest(needles: Iterable[str]) -> set[str]:
    """Strings without those that hold another of them."""
    kept: list[str] = []
    for needle in sorted(needles, key=len):
        if not any(shorter in needle for shorter in kept):
            kept.append(needle)
    return set(kept)
