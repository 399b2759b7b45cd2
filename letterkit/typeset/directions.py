"""Marks of direction: which of them only do in a right-to-left text what its writer needs them for (UAX #9)."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache

from letterkit.typeset.script_runs import runs_leftwards

MARKS = "\u061c\u200e\u200f"
"""Marks that stand for a letter of one direction, and turn nothing but signs beside them."""
_ENDS = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069", "\u202a": "\u202c", "\u202b": "\u202c"}
_RIGHTWARDS, _LEFTWARDS = "\u2066\u202a", "\u2067\u202b"
DIRECTIONS = f"{MARKS}\u202c\u202d\u202e\u2069{''.join(_ENDS)}"
"""All marks of direction."""


def is_needed(text: str, at: int) -> bool:
    """Whether a mark of direction belongs to words that are read from right to left, and shows them as they are.

    A mark without an end does when a letter beside it is one of theirs. One with an end does when it holds words of the
    direction that it names, and stands within or beside such words. What overrides the direction of letters never does.
    """
    if text[at] in MARKS:
        return _is_beside(text, at, at)
    if at not in (pairs := _pairs(text)):
        return False
    start, end = pairs[at]
    held = text[start + 1 : end]
    leftwards = runs_leftwards(held)
    if text[start] in _LEFTWARDS:
        return leftwards
    rightwards = {"L"} >= {way for one in held if (way := _way(one))}
    if text[start] in _RIGHTWARDS:
        return rightwards and _is_beside(text, start, end)
    return leftwards or (rightwards and _is_beside(text, start, end))


@lru_cache(maxsize=4)
def _pairs(text: str) -> dict[int, tuple[int, int]]:
    """By each of two marks that hold something between them, where they are; those without an end are left out."""
    open_: list[int] = []
    found: dict[int, tuple[int, int]] = {}
    for at, one in enumerate(text):
        if one in _ENDS:
            open_.append(at)
        elif open_ and one == _ENDS[text[open_[-1]]]:
            start = open_.pop()
            found[start] = found[at] = start, at
    return found


def _is_beside(text: str, start: int, end: int) -> bool:
    """Whether the next letter on one of the sides is read from right to left."""
    places = _ways(text)
    behind = bisect_right(places, end, key=lambda each: each[0])
    before = bisect_left(places, start, key=lambda each: each[0])
    return "R" in [way for _, way in (*places[max(before - 1, 0) : before], *places[behind : behind + 1])]


@lru_cache(maxsize=4)
def _ways(text: str) -> tuple[tuple[int, str], ...]:
    """The letters of a text that have a direction, with it."""
    return tuple((at, way) for at, one in enumerate(text) if (way := _way(one)))


def _way(character: str) -> str:
    """The direction of a letter: "L", "R", or "" for what has none."""
    kind = unicodedata.bidirectional(character) if character not in DIRECTIONS else ""
    return {"L": "L", "R": "R", "AL": "R"}.get(kind, "")
