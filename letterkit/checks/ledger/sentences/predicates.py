"""Predicates: what a sentence says of somebody, and the stretch of the sentence that belongs to it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from letterkit.checks.ledger.sentences.seen import Mention, Seen

NAMED = ("person", "group", "head", "body")


class Mood(StrEnum):
    """How a sentence says something: as a fact, in the words of others, as possible or to come, as a demand."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    UNREAL = "unreal"
    DEMANDED = "demanded"


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is said of somebody.

    ``kinds`` are the acts that the word can name, or the status. ``who`` has the keys of all who can be meant for each
    who is named; empty with ``other`` when it is somebody else. ``guessed`` says that they were not named in the
    sentence. ``lasts`` says that it is a participle since a day: "imprisoned since 14 October". ``within`` is the
    segment in words, ``before`` and ``after`` the word are parts of it.
    """

    kinds: frozenset[str]
    is_status: bool
    mention: Mention
    within: tuple[int, int]
    who: tuple[Mention, ...] = ()
    other: bool = False
    guessed: bool = False
    negated: bool = False
    mood: Mood = Mood.ASSERTED
    dates: tuple[Mention, ...] = ()
    numbers: tuple[Mention, ...] = ()
    lasts: bool = False

    def covers(self, mention: Mention) -> bool:
        """Whether a mention stands in its segment."""
        return self.within[0] <= mention.first < self.within[1]


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """Of whom a passage spoke last: those named together, and everybody so far, the last first; and of which day."""

    last: tuple[Mention, ...] = ()
    all: tuple[Mention, ...] = ()
    day: datetime.date | None = None


def clause(seen: Seen, mention: Mention, within: tuple[int, int]) -> tuple[int, int]:
    """A segment without what stands beyond a semicolon, colon or dash."""
    marks = [at for at in range(*within) if _STRONG.search(seen.words[at].gap)]
    first = max((at for at in marks if at <= mention.first), default=within[0])
    last = min((at for at in marks if at >= mention.last), default=within[1])
    return first, last


_STRONG = re.compile(r"[;:–—]")


def cut(seen: Seen, one: Mention, other: Mention, boundaries: frozenset[str], joining: frozenset[str]) -> int:
    """The word with which the segment of the second of two predicates begins."""
    weak = -1
    for at in range(one.last, other.first):
        word = seen.words[at]
        joins = word.low in joining
        if _STRONG.search(word.gap) or (word.low in boundaries and (not joins or "," in word.gap)):
            return at
        if joins:
            weak = at
    if weak >= 0:
        return weak
    return next(
        (at for at in range(one.last, other.first) if "," in seen.words[at].gap), max(one.last, other.first - 2)
    )
