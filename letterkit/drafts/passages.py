"""The stretches of a letter that are checked: paragraphs and lines, of runs that were each written at one place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location
from letterkit.typeset.typography import plain_spaces


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters written at one place.

    ``kind`` is that of its innermost origin. In an edited draft it is ``GENERATED`` for a sentence that stands in the
    generated text, and ``HAND`` for any other.
    """

    text: str
    location: Location | None
    kind: OriginKind


@dataclass(frozen=True)
class Passage:
    """A paragraph of a letter, or a line of what stands around its text.

    ``part`` is ``salutation``, ``text``, ``item`` or ``close`` in the letter's text; around it ``subject``,
    ``reference``, ``address``, ``copy``, ``enclosure``, ``annex``, ``signature``, ``note``, or the key of a notation.
    """

    part: str
    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        """What a reader sees, its no-break spaces as plain ones."""
        return plain_spaces("".join(run.text for run in self.runs))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate((len(run.text) for run in self.runs), initial=0))

    @cached_property
    def _begun(self) -> tuple[int, ...]:
        """Of each run, where the text begins that was written in one stretch with it."""
        begun: list[int] = []
        for at, start in enumerate(self._starts[:-1]):
            goes_on = at and self.runs[at - 1].location == self.runs[at].location
            begun.append(begun[-1] if goes_on else start)
        return tuple(begun)

    def _at(self, position: int) -> int:
        """The number of the run that holds the character at ``position``."""
        return min(bisect_right(self._starts, position), len(self.runs)) - 1

    def run_at(self, position: int) -> Run:
        """The run that holds the character at ``position``."""
        return self.runs[self._at(position)]

    def first_own(self, start: int, end: int) -> int | None:
        """Where the words begin that a campaign has for a stretch, behind those of the letter; None for none."""
        while start < end and self.run_at(start).kind is not OriginKind.TEXT:
            start = self.run_ends(start)
        return start if start < end else None

    def run_ends(self, position: int) -> int:
        """Where the run ends that holds the character at ``position``."""
        return self._starts[self._at(position) + 1]

    def written_from(self, position: int) -> int:
        """Where the text begins that was written in one stretch with the character at ``position``."""
        return self._begun[self._at(position)]
