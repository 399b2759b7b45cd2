"""Of whom a drafted sentence tells, though it may name them by a pronoun: its words come from the records of acts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from letterkit.drafts.document import Document
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.problems import Location

_Line = tuple[str, int]


class Befallen:
    """Tells it for the sentences of one letter."""

    def __init__(self, document: Document) -> None:
        self._letter = document.letter

    def of(self, drafted: DraftedSentence) -> frozenset[str]:
        """The keys of those whose acts a sentence tells, by the places of the records that gave its words."""
        lines = {_line(stated.location) for stated in drafted.stated if stated.location}
        return frozenset[str]().union(*(self._owners.get(line, frozenset()) for line in lines))

    @cached_property
    def _owners(self) -> Mapping[_Line, frozenset[str]]:
        """The keys of those to whom the acts belong that stand on a line of the campaign."""
        found: dict[_Line, set[str]] = {}
        for owners in (self._letter.people, self._letter.organisations):
            for key, owner in owners.items():
                for act in owner.acts:
                    if act.location:
                        found.setdefault(_line(act.location), set()).add(str(key))
        return {line: frozenset(keys) for line, keys in found.items()}


def _line(place: Location) -> _Line:
    return place.file, place.line
