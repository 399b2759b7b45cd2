"""Text that remembers where each part comes from while templates and grammar work on it.

A run of text is put between two private-use characters, the first of which stands for its `Origin`. Joining
strings keeps them; `Tracer.spans` reads them back. Campaign files cannot hold such characters (see `source`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterkit.foundation.problems import Location

_FIRST = 0xF0000
_LAST = 0xFFFFD
_CLOSE = "\ue001"
MARKS = "[\U000f0000-\U000ffffd\ue001]"

_SPLIT = re.compile(f"({MARKS})")


class Tracer:
    """Hands out marks for origins, and reads them back, within one letter."""

    def __init__(self) -> None:
        self._origins: list[Origin] = []
        self._numbers: dict[Origin, int] = {}

    def wrap(self, text: str, origin: Origin) -> str:
        """The text between marks that stand for ``origin``."""
        if origin not in self._numbers:
            if _FIRST + len(self._origins) > _LAST:
                raise OverflowError("one letter has more origins than there are marks")
            self._numbers[origin] = len(self._origins)
            self._origins.append(origin)
        return f"{chr(_FIRST + self._numbers[origin])}{text}{_CLOSE}"

    def spans(self, text: str) -> tuple[Span, ...]:
        """The runs of a marked text, each with its origins from the outermost to the innermost."""
        stack: list[Origin] = []
        spans: list[Span] = []
        for part in _SPLIT.split(text):
            if part == _CLOSE:
                # A template can print such a character by itself.
                if stack:
                    stack.pop()
            elif len(part) == 1 and _FIRST <= ord(part) <= _LAST:
                stack.append(self._origins[ord(part) - _FIRST])
            elif part:
                spans.append(Span(part, tuple(stack)))
        return tuple(spans)


def bare(text: str) -> str:
    """The text without its marks."""
    return re.sub(MARKS, "", text)


def one_line(text: str) -> str:
    """The text with its line breaks and runs of spaces as single spaces; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def capitalise(text: str) -> str:
    """The text with its first letter in upper case, marks and opening quotation marks left as they are."""
    return re.sub(rf"^((?:{MARKS}|[\s\"'“‘«(])*)(\w)", lambda found: found[1] + found[2].upper(), text, count=1)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of text comes from.

    ``kind`` is ``form``, ``clause``, ``language``, ``house``, ``fact``, ``law``, ``citation``, ``phrase`` (a phrase of
    the campaign that a clause takes) or ``text`` (its free text);
    ``name`` is the clause's or form's name; ``sources`` are titles of the campaign's sources for it.
    """

    kind: str
    name: str
    location: Location | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of one origin, the innermost when origins nest."""

    text: str
    origins: tuple[Origin, ...]
