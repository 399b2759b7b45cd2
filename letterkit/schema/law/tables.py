"""What the law of a letter is: instruments, who ratified them, and which measures a letter may recall.

Every answer is as of a day, and "unknown" is an answer: what the tables do not prove is never given as false.
The facts stand in ``templates/law``, with their sources.
"""

import csv
import datetime
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, get_args

from letterkit.foundation.caches import content_of, prepared
from letterkit.foundation.files import real_path
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import describe, parse
from letterkit.schema.law.entries import Frozen, LawEntry, RatificationTable, Texts, as_date
from letterkit.schema.law.instruments import Instrument
from letterkit.schema.law.own_files import cells_of, one_file_each
from letterkit.schema.law.precedents import CAUSES, SCHEMES, Cause, Precedent
from letterkit.schema.law.preferences import Preference, read_preferences
from letterkit.schema.law.ratifications import (
    NEVER,
    Ratification,
    RatificationStatus,
    Standing,
    StandingKind,
    after_denunciation,
)
from letterkit.schema.law.rights_index import IndexPlace, read_places
from letterkit.schema.measures import Scheme


class _RatificationTables(LawEntry):
    tables: Frozen[str, RatificationTable]
    predecessors: Frozen[str, int]
    documents: Texts
    ratifications_page: str
    provenance: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True)
class LawTables:
    """All law data of one folder. `load_law` makes it.

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


_LAW: Kept[LawTables] = Kept()


class HasLawFiles(Protocol):
    """What knows where law data lies: a library."""

    def law_files(self) -> tuple[Path, tuple[Path, ...]]:
        """The folder of the law data, and the files of one instrument each."""


def law_of(library: HasLawFiles) -> LawTables:
    """The law data of a library, looked for once; as `load_law`."""
    return _LAW.of(library, None, lambda: load_law(*library.law_files()))


def load_law(folder: Path, own: Iterable[Path] | None = None) -> LawTables:
    """The law data in ``folder`` (``templates/law``), read once for each set of files.

    ``own`` are the files that hold one instrument each, those of ``folder / "instruments"`` when left out: one of the
    same name takes the place of an entry of ``instruments.yml``. The other files are part of letterkit: ValueError
    when one is malformed. `UserError` with every problem of a file of one instrument.
    """
    files = sorted((folder / "instruments").glob("*.yml")) if own is None else own
    return _load(real_path(folder), tuple(real_path(path) for path in files))


@cache
def _load(folder: Path, own: tuple[Path, ...]) -> LawTables:
    files = {path.name: path for path in (*sorted(folder.glob("*.yml")), *sorted(folder.glob("*.csv")))}
    files |= {f"instruments/{path.name}": path for path in own}
    return prepared("law", content_of(files), lambda: _read_all(folder, own), lambda: content_of(files))


def _read_all(folder: Path, own: tuple[Path, ...]) -> LawTables:
    sources = _RatificationTables.model_validate(_read(folder / "sources.yml"))
    written = _read(folder / "precedents.yml")
    if set(written) != {"schemes", "causes", "precedents"}:
        raise ValueError("precedents.yml: expected 'schemes', 'causes' and 'precedents'")
    schemes: Mapping[Scheme, Mapping[str, str]] = SCHEMES.validate_python(written["schemes"])
    causes: Mapping[Cause, Mapping[str, str]] = CAUSES.validate_python(written["causes"])
    instruments = {key: Instrument.model_validate(entry) for key, entry in _entries(_read(folder / "instruments.yml"))}
    alone = one_file_each(own)
    precedents = [Precedent.model_validate(entry) for _, entry in _entries(written["precedents"])]
    precedents.sort(key=lambda precedent: (precedent.when.first, precedent.id))
    _refer("precedents.yml: schemes", get_args(Scheme), schemes)
    _refer("precedents.yml: causes", get_args(Cause), causes)
    for instrument in instruments.values():
        _refer(f"instruments.yml: {instrument.id}: sources", instrument.sources, sources.documents)
    for precedent in precedents:
        _refer(f"precedents.yml: {precedent.id}: instruments", precedent.instruments, instruments)
    for name, table in sources.tables.items():
        _refer(f"sources.yml: {name}: covers", table.covers, instruments)
    instruments |= alone
    ratifications: dict[tuple[str, str], Ratification] = {}
    order = {key: place for place, key in enumerate(instruments)}
    for cell in sorted(_cells(folder / "ratifications.csv", sources), key=lambda cell: order[cell.instrument]):
        if ratifications.setdefault((cell.country, cell.instrument), cell) is not cell:
            raise ValueError(f"ratifications.csv: {cell.country} {cell.instrument} is given twice")
    ratifications |= _of_own_files(alone.values(), ratifications)
    return LawTables(
        MappingProxyType(instruments),
        MappingProxyType(ratifications),
        MappingProxyType({precedent.id: precedent for precedent in precedents}),
        schemes,
        causes,
        sources.predecessors,
        sources.documents,
        sources.ratifications_page,
        sources.provenance,
        sources.limits,
        read_places(folder / "rights_index.csv"),
        read_preferences(folder / "preferences.csv"),
    )


def _of_own_files(
    instruments: Iterable[Instrument], tables: Mapping[tuple[str, str], Ratification]
) -> dict[tuple[str, str], Ratification]:
    """The cells of instruments with a file of their own, whose lists may be complete for the Members of a body."""
    codes = {country: cell.iso3 for (country, _), cell in tables.items()}
    ilo, un = _states(tables, "C087"), _states(tables, "ICCPR")
    return {
        (cell.country, cell.instrument): cell
        for instrument in instruments
        for cell in cells_of(instrument, codes, ilo if instrument.of_the_ilo else un)
    }


def _states(ratifications: Mapping[tuple[str, str], Ratification], instrument: str) -> tuple[str, ...]:
    """The States of the table that covers an instrument: the Members of the body whose table it is."""
    cells = [cell for (_, key), cell in ratifications.items() if key == instrument]
    return tuple(cell.country for cell in cells if instrument in cell.source.covers)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        table = parse(path.read_text(encoding="utf-8"), path.name)
        return {str(key): value for key, value in table.items()}
    except UserError as error:
        raise ValueError(str(error)) from error


def _entries(table: object) -> Iterator[tuple[str, dict[str, object]]]:
    if not isinstance(table, Mapping):
        raise ValueError(f"expected a mapping of entries, found {describe(table)}")
    for key, entry in table.items():
        if not isinstance(entry, Mapping):
            raise ValueError(f"{key}: expected a mapping, found {describe(entry)}")
        yield str(key), {"id": str(key), **entry}


def _refer(where: str, used: Iterable[str], known: Container[str]) -> None:
    if missing := sorted(name for name in used if name not in known):
        raise ValueError(f"{where}: not known: {', '.join(missing)}")


def _cells(path: Path, sources: _RatificationTables) -> Iterator[Ratification]:
    covering = {instrument: table for table in sources.tables.values() for instrument in table.covers}
    dated = cache(as_date)  # States have ratified much on one day
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            try:
                cell = Ratification(
                    row["country"],
                    row["iso3"],
                    row["instrument"],
                    RatificationStatus(row["status"]),
                    sources.tables[row["source"]] if row["source"] else covering[row["instrument"]],
                    dated(row["date"]),
                    dated(row["denounced"]),
                    dated(row["other_date"]),
                    row["note"],
                )
            except KeyError as error:
                raise ValueError(f"{path.name}: {row} has no known {error}") from error
            _check(cell, row["precision"], path.name)
            yield cell


def _check(cell: Ratification, precision: str, name: str) -> None:
    undated = cell.status in NEVER - {RatificationStatus.SIGNED_ONLY} or cell.status is RatificationStatus.UNCERTAIN
    if (cell.date is None) is not undated or (cell.date.precision if cell.date else "") != precision:
        raise ValueError(f"{name}: {cell.country} {cell.instrument}: the date does not fit the status or the precision")
    if (cell.denounced is None) is (cell.status is RatificationStatus.DENOUNCED):
        raise ValueError(f"{name}: {cell.country} {cell.instrument}: 'denounced' needs a date, and only it has one")
