"""Reads the files of the law data, strictly, into plain records."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, TypeAdapter

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import describe, parse
from letterkit.schema.law.entries import LawEntry, RatificationTable, Texts, as_date
from letterkit.schema.law.instruments import Instrument
from letterkit.schema.law.own_files import INSTRUMENT, cells_of, lists_own_fields, one_file_each
from letterkit.schema.law.precedents import Cause, Precedent
from letterkit.schema.law.preferences import read_preferences
from letterkit.schema.law.ratifications import NEVER, Ratification, RatificationStatus
from letterkit.schema.law.rights_index import read_places
from letterkit.schema.law.tables import LawTables
from letterkit.schema.measures import Scheme


@dataclass(frozen=True, slots=True)
class _RatificationTables(LawEntry):
    tables: Mapping[str, RatificationTable]
    predecessors: Mapping[str, int]
    documents: Texts
    ratifications_page: str
    provenance: tuple[str, ...]
    limits: tuple[str, ...]


def _dated(precedent: Precedent) -> Precedent:
    if not (precedent.date or precedent.effective):
        raise ValueError(f"{precedent.id}: neither 'date' nor 'effective'")
    return precedent


_SOURCES = TypeAdapter(_RatificationTables)
_PRECEDENT: TypeAdapter[Precedent] = TypeAdapter(
    Annotated[Precedent, AfterValidator(_dated), AfterValidator(lists_own_fields)]
)
_SCHEMES: TypeAdapter[Mapping[Scheme, Mapping[str, str]]] = TypeAdapter(Mapping[Scheme, Texts])
_CAUSES: TypeAdapter[Mapping[Cause, Mapping[str, str]]] = TypeAdapter(Mapping[Cause, Texts])


def read_law(folder: Path, own: tuple[Path, ...]) -> LawTables:
    """The law data of a folder, and of files of one instrument each. Raises as `letterkit.schema.law.load.load_law`."""
    sources = _SOURCES.validate_python(_read(folder / "sources.yml"))
    written = _read(folder / "precedents.yml")
    if set(written) != {"schemes", "causes", "precedents"}:
        raise ValueError("precedents.yml: expected 'schemes', 'causes' and 'precedents'")
    schemes, causes = _SCHEMES.validate_python(written["schemes"]), _CAUSES.validate_python(written["causes"])
    entries = _entries(_read(folder / "instruments.yml"))
    instruments = {key: INSTRUMENT.validate_python(entry) for key, entry in entries}
    alone = one_file_each(own)
    precedents = [_PRECEDENT.validate_python(entry) for _, entry in _entries(written["precedents"])]
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
        instruments,
        ratifications,
        {precedent.id: precedent for precedent in precedents},
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
