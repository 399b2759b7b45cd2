"""Instruments that have a file of their own, with their parties: one file is all that it takes to add one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, TypeAdapter

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, Table, parse, read_text
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.fields import ValidationContext
from letterkit.schema.law.entries import RatificationTable
from letterkit.schema.law.instruments import Instrument, InstrumentKind
from letterkit.schema.law.parties import Parties
from letterkit.schema.law.precedents import Precedent
from letterkit.schema.law.ratifications import Ratification, RatificationStatus
from letterkit.schema.validate import validated

E = TypeVar("E", Instrument, Precedent)


def lists_own_fields(entry: E) -> E:
    """An entry as it is. Raises `ValueError` where it says of something that is not there that it was not verified."""
    for listed in entry.unverified:
        name, _, part = listed.partition(".")
        value = getattr(entry, name.replace("-", "_"), None)
        if not value or (part and isinstance(value, Mapping) and part not in value):
            raise ValueError(f"{entry.id}: 'unverified' lists '{listed}', which is not there")
    return entry


INSTRUMENT: TypeAdapter[Instrument] = TypeAdapter(Annotated[Instrument, AfterValidator(lists_own_fields)])

_STATUS = {"signed": RatificationStatus.SIGNED_ONLY}
_DEFAULTS = {"group": "own", "binds": "parties", "kind": InstrumentKind.TREATY.value}


def one_file_each(paths: Iterable[Path]) -> dict[str, Instrument]:
    """The instruments of files ``INSTRUMENT.yml`` by id. Raises `UserError` with every problem of every file."""
    found: dict[str, Instrument] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            table = parse(read_text(path), shown(path))
        except UserError as error:
            problems.extend(error.problems)
            continue
        instrument = _read(table, path, problems)
        if instrument is not None:
            found[path.stem] = instrument
    if problems:
        raise UserError(problems)
    return found


def _read(table: Table, path: Path, problems: list[Problem]) -> Instrument | None:
    problems.extend(_unknown_keys(table, Instrument))
    parties = table.get(Scalar("parties"))
    if isinstance(parties, Table):
        problems.extend(_unknown_keys(parties, Parties))
    if problems:
        return None
    for key, value in {"id": path.stem, **_DEFAULTS}.items():
        if table.key(key) is None:
            table[Scalar(key)] = Scalar(value)
    if table.key("titles") is None:
        table[Scalar("titles")] = table.get(Scalar("names"), Table())
    if table.key("subject") is None:
        table[Scalar("subject")] = Table()
    if table.key("sources") is None:
        table[Scalar("sources")] = [Scalar("the file itself")]
    reading = ValidationContext()
    instrument = validated(INSTRUMENT.validate_python, table, reading)
    problems.extend(reading.problems)
    return instrument


def _unknown_keys(table: Table, record: type[Instrument] | type[Parties]) -> Iterator[Problem]:
    known = {field.name.replace("_", "-") for field in fields(record)} - {"id"}
    for key in table:
        if str(key) not in known:
            yield Problem("LK121", f"unknown key '{key}'", key.location, did_you_mean(str(key), known))


def cells_of(instrument: Instrument, iso3: Mapping[str, str], members: Iterable[str]) -> Iterator[Ratification]:
    """The cells of an instrument's own list of parties; with a complete one, of the ``members`` that it leaves out."""
    parties = instrument.parties
    if parties is None:
        return
    source = RatificationTable(
        title=parties.source, publisher=parties.publisher, as_of=parties.as_of, covers=(instrument.id,)
    )

    def cell(country: str, status: RatificationStatus, date: PartialDate | None = None) -> Ratification:
        code, note = str(country), str(parties.notes.get(country, ""))
        return Ratification(code, iso3.get(code, ""), instrument.id, status, source, date, note=note)

    named = set()
    for country, key, date in parties.dated():
        named.add(country)
        yield cell(country, _STATUS.get(key) or RatificationStatus(key), date)
    # A party of which only that is known: it became one some day between the adoption and the day of the list.
    since = instrument.adopted.first if instrument.adopted else parties.as_of.first
    known = PartialDate(since, parties.as_of.last, "span", bound="by")
    for country in parties.undated:
        named.add(country)
        yield cell(country, RatificationStatus.PARTY, known)
    for country in parties.uncertain:
        named.add(country)
        yield cell(country, RatificationStatus.UNCERTAIN)
    for country, left in parties.denounced.items():
        named.add(country)
        note = str(parties.notes.get(country, ""))
        yield Ratification(
            str(country),
            iso3.get(country, ""),
            instrument.id,
            RatificationStatus.DENOUNCED,
            source,
            left.party,
            left.denounced,
            note=note,
        )
    if parties.complete:
        never = RatificationStatus.NOT_RATIFIED if instrument.of_the_ilo else RatificationStatus.NOT_PARTY
        yield from (cell(country, never) for country in members if country not in named)
