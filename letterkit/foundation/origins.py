"""Text that remembers where each part comes from while templates and grammar work on it.

A run of text is put between two private-use characters, the first of which stands for its `Origin`. Joining
strings keeps them; `Tracer.spans` reads them back. Campaign files cannot hold such characters (see `source`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

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
        number = self._numbers.setdefault(origin, len(self._origins))
        if number == len(self._origins):
            if _FIRST + number > _LAST:
                raise OverflowError("one letter has more origins than there are marks")
            self._origins.append(origin)
        return f"{chr(_FIRST + number)}{text}{_CLOSE}"

    def innermost(self, text: str, position: int) -> Origin | None:
        """The origin of the run of a marked text in which a position lies; None outside of all."""
        stack: list[Origin] = []
        for mark in re.findall(MARKS, text[:position]):
            if mark != _CLOSE:
                stack.append(self._origins[ord(mark) - _FIRST])
            elif stack:
                stack.pop()
        return stack[-1] if stack else None

    def is_given(self, text: str, position: int) -> bool:
        """Whether somebody's own words, or a fact that the campaign gives, stand at a position of a marked text."""
        origin = self.innermost(text, position)
        return origin is not None and origin.kind.is_given

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
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:  # seldom, and a search costs twenty times as much
        text = re.sub(r"[ \t\r\n]+", " ", text)
    return text.strip(" ")


def capitalise(text: str) -> str:
    """The text with its first letter in upper case, marks and opening quotation marks left as they are."""
    return re.sub(rf"^((?:{MARKS}|[\s\"'“‘«(])*)(\w)", lambda found: found[1] + found[2].upper(), text, count=1)


class OriginKind(StrEnum):
    """Who gives a stretch of text its words."""

    FORM = "form"
    CLAUSE = "clause"
    LANGUAGE = "language"
    """A phrase of the language."""
    HOUSE = "house"
    """The letterhead."""
    LAW = "law"
    """The law data."""
    CITATION = "citation"
    """An instrument as the language cites it."""
    FACT = "fact"
    """A fact of the campaign."""
    PHRASE = "phrase"
    """A phrase of the campaign that a clause takes."""
    TEXT = "text"
    """The campaign's own words."""
    HAND = "hand"
    """What a person wrote into the draft."""
    GENERATED = "generated"
    """What stands in an edited draft as it was generated."""

    @property
    def is_ours(self) -> bool:
        """Whether templates word it, in the spelling that all templates have."""
        return self in (OriginKind.FORM, OriginKind.CLAUSE, OriginKind.LANGUAGE, OriginKind.CITATION)

    @property
    def is_a_persons(self) -> bool:
        """Whether somebody worded it for this letter, in the campaign or in the draft."""
        return self in (OriginKind.PHRASE, OriginKind.TEXT, OriginKind.HAND)

    @property
    def is_given(self) -> bool:
        """Whether it is somebody's own words, or a fact that the campaign gives."""
        return self.is_a_persons or self is OriginKind.FACT


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of text comes from.

    ``name`` is the clause's or form's name; ``sources`` are titles of the campaign's sources for it.
    """

    kind: OriginKind
    name: str
    location: Location | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of one origin, the innermost when origins nest."""

    text: str
    origins: tuple[Origin, ...]
