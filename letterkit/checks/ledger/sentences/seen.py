"""What stands in a sentence: mentions of people, dates, numbers and words that the ledger knows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from letterkit.checks.ledger.words.lexicon import TextWord

Days = tuple[datetime.date, datetime.date]


EVENT = frozenset({"event"})
"""What a date has as its values that is told by what happened."""
OPEN = EVENT | {"open"}
"""The same, of one that is only told to be earlier or later than that."""
EVER = datetime.timedelta(days=36500)
"""How far a date reaches that is only told to be earlier or later than another."""


class Mention(NamedTuple):
    """One of these in a sentence, from ``start`` to ``end``; ``first`` and ``last`` are its words (``last`` is behind).

    ``kind`` is ``person``, ``group``, ``head`` (of a group), ``body``, ``stranger`` (a name that nothing knows),
    ``country``, ``date``, ``duration`` (``values`` has its unit), ``number``, ``verb`` or ``noun`` (of acts),
    ``status``, ``over`` (that one holds no longer), ``withheld`` (that it does), ``office``, or a name of the lists of
    ``reading.yml``. ``values`` are the keys or terms that it can stand for, ``days`` the stretches of time, ``number``
    the number.
    """

    kind: str
    start: int
    end: int
    first: int
    last: int
    values: frozenset[str] = frozenset()
    days: tuple[Days, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence with what was found in it, in order."""

    text: str
    words: tuple[TextWord, ...]
    mentions: tuple[Mention, ...]
    _by_kind: dict[str, tuple[Mention, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for mention in self.mentions:
            self._by_kind[mention.kind] = (*self._by_kind.get(mention.kind, ()), mention)

    def of(self, *kinds: str) -> tuple[Mention, ...]:
        """The mentions of some kinds, in order."""
        by_kind = self._by_kind
        if by_kind.keys().isdisjoint(kinds):  # each sentence is asked for dozens, and has few
            return ()
        found = [kind for kind in kinds if kind in by_kind]
        if len(found) == 1:
            return by_kind[found[0]]
        return tuple([mention for mention in self.mentions if mention.kind in found])
