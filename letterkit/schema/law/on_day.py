"""The law as a letter of one day, about one country, can cite it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from letterkit.foundation.kept import Kept
from letterkit.schema.law.instruments import Instrument
from letterkit.schema.law.precedents import Cause, Precedent, fitting
from letterkit.schema.law.ratifications import Standing
from letterkit.schema.law.rights_index import IndexPlace
from letterkit.schema.law.tables import LawTables


@dataclass(frozen=True, slots=True)
class LawOnDay:
    """What `LawTables` say as of ``day`` of ``country`` (ISO 3166 alpha-2), without what happened later.

    ``standings`` say of each instrument whether the country had ratified it. ``precedents`` are the measures taken
    before the day, by id in order of time, without restorations that came later; and those that were asked for by name.
    ``index`` has the country's places in the Global Rights Index that had come out by then, the oldest first.
    """

    country: str
    day: datetime.date
    instruments: Mapping[str, Instrument]
    standings: Mapping[str, Standing]
    precedents: Mapping[str, Precedent]
    causes: Mapping[Cause, Mapping[str, str]]
    is_ilo_member: bool
    index: tuple[IndexPlace, ...] = ()

    def instrument(self, instrument_id: str) -> Instrument:
        """The instrument of that id ("C087", "ICCPR"); KeyError when there is none."""
        return self.instruments[instrument_id]

    def standing(self, instrument_id: str) -> Standing:
        """Whether the country had ratified the instrument of that id; KeyError when there is none."""
        return self.standings[instrument_id]

    def measures(
        self,
        *,
        scheme: str,
        measure: str | None = None,
        country: str | None = None,
        petition_by: str | None = None,
    ) -> tuple[Precedent, ...]:
        """The precedents seen in a document that fit every condition given (see `precedents.fitting`)."""
        found = self.precedents.values()
        return fitting(found, scheme=scheme, measure=measure, country=country, petition_by=petition_by, before=self.day)


def law_on(tables: LawTables, country: str, day: datetime.date, named: Collection[str] = ()) -> LawOnDay:
    """The law as of a day, with the precedents of ``named`` ids whatever their date."""
    return _LAW.of(tables, (country, day, frozenset(named)), lambda: _law_on(tables, country, day, named))


_LAW = Kept["LawOnDay"](16)
"""Letters of a campaign are mostly about one country, and several have one date."""


def _law_on(tables: LawTables, country: str, day: datetime.date, named: Collection[str]) -> LawOnDay:
    precedents = {
        key: one if one.restored is None or one.restored_by(day) else replace(one, restored=None)
        for key, one in tables.every_precedent.items()
        if one.when.last < day or key in named
    }
    standings = {key: replace(tables.status(country, key, day), cell=None) for key in tables.instruments}
    return LawOnDay(
        country=country,
        day=day,
        instruments=tables.instruments,
        standings=standings,
        precedents=precedents,
        causes=tables.causes,
        is_ilo_member=tables.is_ilo_member(country),
        index=tuple(place for place in tables.index.get(country, ()) if place.is_known_on(day)),
    )
