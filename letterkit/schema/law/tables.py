"""What the law of a letter is: instruments, who ratified them, and which measures a letter may recall.

Every answer is as of a day, and "unknown" is an answer: what the tables do not prove is never given as false.
The facts stand in ``templates/law``, with their sources.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from letterkit.schema.law.instruments import Instrument
from letterkit.schema.law.precedents import Cause, Precedent
from letterkit.schema.law.preferences import Preference
from letterkit.schema.law.ratifications import (
    Ratification,
    RatificationStatus,
    Standing,
    StandingKind,
    after_denunciation,
)
from letterkit.schema.law.rights_index import IndexPlace
from letterkit.schema.measures import Scheme


@dataclass(frozen=True)
class LawTables:
    """All law data of one folder. `letterkit.schema.law.load` has it.

    ``every_precedent`` has them by id, in order of time; ``schemes`` and ``causes`` name theirs by language.
    ``predecessors`` is the year up to which a successor State may have been bound through its predecessor.
    ``documents`` are the titles behind the ``sources`` of instruments; ``provenance`` says how the tables were
    obtained, ``limits`` what they do not cover. ``index`` has the places of each country in the Global Rights Index.
    """

    instruments: Mapping[str, Instrument]
    ratifications: Mapping[tuple[str, str], Ratification]
    every_precedent: Mapping[str, Precedent]
    schemes: Mapping[Scheme, Mapping[str, str]]
    causes: Mapping[Cause, Mapping[str, str]]
    predecessors: Mapping[str, int]
    documents: Mapping[str, str]
    ratifications_page: str
    provenance: tuple[str, ...]
    limits: tuple[str, ...]
    index: Mapping[str, tuple[IndexPlace, ...]] = field(default_factory=dict)
    preferences: Mapping[str, tuple[Preference, ...]] = field(default_factory=dict)

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument of that id ("C087", "ICCPR"); KeyError when there is none."""
        return self.instruments[instrument_id]

    def status(self, country: str, instrument: str, on: datetime.date) -> Standing:
        """Whether ``country`` (ISO 3166 alpha-2) had ratified the instrument on that day.

        A ratification counts from the day it is certain: with a date to the year, from 31 December. "Not ratified"
        holds up to the day of the table, not after it. KeyError for an instrument that there is not.
        """
        text = self.instruments[instrument]
        if not text.ratifiable or not text.open_to(country, on):
            return Standing(StandingKind.NOT_APPLICABLE, country, instrument, on)
        cell = self.ratifications.get((country, instrument))
        if cell is None:
            return Standing(StandingKind.UNKNOWN, country, instrument, on)
        kind = self._kind(cell, on)
        if kind is StandingKind.RATIFIED:
            in_force, by = self._in_force(cell, text, on)
            return Standing(kind, country, instrument, on, cell.date, None, in_force, by, cell)
        in_force = False if kind is StandingKind.NOT_RATIFIED else None
        denounced = cell.denounced if kind is StandingKind.NOT_RATIFIED and after_denunciation(cell, on) else None
        return Standing(kind, country, instrument, on, denounced=denounced, in_force=in_force, cell=cell)

    def country(self, code: str) -> tuple[Ratification, ...]:
        """All cells of a country (ISO 3166 alpha-2), in the order of the instruments; empty when there is none."""
        return tuple(cell for (country, _), cell in self.ratifications.items() if country == code)

    def is_ilo_member(self, country: str) -> bool:
        """Whether the State is among the 187 Members of the ILO that the table of fundamental conventions lists."""
        return (country, "C087") in self.ratifications

    def page(self, instrument: str) -> str:
        """The ILO page of a convention's ratifications, or "" when its number there is not recorded."""
        number = self.instruments[instrument].normlex
        return self.ratifications_page.replace("{normlex}", str(number)) if number else ""

    def _kind(self, cell: Ratification, on: datetime.date) -> StandingKind:
        if cell.status is RatificationStatus.UNCERTAIN:
            return StandingKind.UNKNOWN
        if cell.window is None:
            proves = on <= cell.source.as_of.first and not self._succeeding(cell.country, on)
            return StandingKind.NOT_RATIFIED if proves else StandingKind.UNKNOWN
        earliest, latest = cell.window
        if cell.denounced and on >= cell.denounced.first:
            proves = after_denunciation(cell, on) and on <= cell.source.as_of.first
            return StandingKind.NOT_RATIFIED if proves else StandingKind.UNKNOWN
        if on >= latest:
            return StandingKind.RATIFIED
        # A successor State dates its succession later than it was bound.
        succession = cell.status is RatificationStatus.SUCCEEDED or self._succeeding(cell.country, on)
        return StandingKind.NOT_RATIFIED if on < earliest and not succession else StandingKind.UNKNOWN

    def _succeeding(self, country: str, on: datetime.date) -> bool:
        return on.year <= self.predecessors.get(country, datetime.MINYEAR)

    def _in_force(
        self, cell: Ratification, text: Instrument, on: datetime.date
    ) -> tuple[bool | None, datetime.date | None]:
        if cell.window is None:
            return None, None
        earliest, latest = (text.binds_from(day) for day in cell.window)
        if earliest is None or latest is None:
            return None, None
        if text.in_force:
            earliest, latest = max(earliest, text.in_force.first), max(latest, text.in_force.last)
        if on >= latest:
            return True, latest
        succession = cell.status is RatificationStatus.SUCCEEDED or self._succeeding(cell.country, cell.window[0])
        return (False if on < earliest and not succession else None), latest
