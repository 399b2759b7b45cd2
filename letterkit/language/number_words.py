"""Numbers in words: "eleven", "eleventh"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from letterkit.foundation.caches import prepared

Kind = Literal["cardinal", "ordinal"]

_USUAL: Mapping[Kind, int] = {"cardinal": 1_000, "ordinal": 30}
"""Numbers below are those that letters say in words; they are worked out once."""


def in_words(code: str, number: int, kind: Kind = "cardinal") -> str:
    """A number in the words of a language; in figures in one whose numbers num2words does not know."""
    usual = _usual(code, kind)
    return usual[number] if number in usual else _said(code, number, kind)


@cache
def _usual(code: str, kind: Kind) -> Mapping[int, str]:
    def said() -> Mapping[int, str]:
        return {number: _said(code, number, kind) for number in range(1, _USUAL[kind])}

    return prepared(f"{kind} numbers of {code}", "num2words", said, lambda: "num2words")


def _said(code: str, number: int, kind: Kind) -> str:
    from num2words import num2words  # brings fifty languages

    try:
        return str(num2words(number, lang=code, to=kind))
    except NotImplementedError:
        return str(number)
