"""Show the law data."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.cli.report.law_answers import CountryAnswer, CoverageAnswer, InstrumentAnswer, LawAnswer, PrecedentAnswer
from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.machine import as_text
from letterkit.cli.report.tables import Column, show_table
from letterkit.schema.law.lookup import CountryRecord, Coverage, InstrumentRecord
from letterkit.schema.law.precedents import Precedent
from letterkit.schema.law.ratifications import StandingKind
from letterkit.schema.law.rights_index import IndexPlace
from letterkit.schema.law.words import in_force_in_words, standing_in_words


def show_law(record: CountryRecord | InstrumentRecord | Coverage, console: Printer) -> None:
    """Print what was looked up in the law data, with its sources."""
    if isinstance(record, CountryRecord):
        _show_country(record, console)
    elif isinstance(record, InstrumentRecord):
        _show_instrument(record, console)
    else:
        _show_coverage(record, console)


def _show_country(record: CountryRecord, console: Printer) -> None:
    member = "a Member of the ILO" if record.is_ilo_member else "not known as a Member of the ILO"
    console.print(Styled(f"{record.name} ({record.code}), {member}, on {record.day}", "bold"))
    show_table(_COLUMNS, _standings(record), console)
    for why, ids in _unknown(record):
        if ids:
            console.print(f"{why}: {', '.join(ids)}")
    _show_precedents(record.precedents, console)
    _show_list("ITUC Global Rights Index", [_place(place) for place in record.index], console)
    _show_list("Trade preferences, by the lists that were read", _preferences(record), console)
    sources = {standing.source: None for _, standing in record.standings if standing.source}
    _show_list("Sources", [f"{source.title} ({source.publisher}), as of {source.as_of}" for source in sources], console)
    notes = [f"{item.id}: {cell.note}" for item, standing in record.standings if (cell := standing.cell) and cell.note]
    _show_list("Notes", notes, console)


def _preferences(record: CountryRecord) -> list[str]:
    """What the country had under each scheme, with the years of the lists that say so."""
    years: dict[tuple[str, str], list[str]] = {}
    for one in record.preferences:
        years.setdefault((one.scheme.upper(), one.in_words), []).append(str(one.year))
    return [f"{scheme}: {words} ({' and '.join(lists)})" for (scheme, words), lists in years.items()]


def _place(place: IndexPlace) -> str:
    rating = f"rating {place.rating}" if place.rating else "rating not seen"
    worst = {True: ", among the ten worst", False: "", None: ""}[place.ten_worst]
    return f"{place.year}: {rating}{worst}{'' if place.seen else ' (worked out from the index of the year after)'}"


_COLUMNS = (
    Column(whole=True),
    Column("standing", least=19),
    Column("in force", least=16),
    Column("as of", least=10),
    Column("subject"),
)


def _standings(record: CountryRecord) -> list[tuple[str, ...]]:
    """How the country stands to each instrument of which a table says so: a row for each, by `_COLUMNS`."""
    return [
        (
            instrument.id,
            standing_in_words(standing),
            in_force_in_words(standing),
            str(standing.as_of or ""),
            instrument.subject.get("en", ""),
        )
        for instrument, standing in record.standings
        if standing.cell or standing.kind is StandingKind.NOT_APPLICABLE
    ]


def _unknown(record: CountryRecord) -> tuple[tuple[str, list[str]], ...]:
    """The instruments of which nothing is known for the country, under why that is so."""
    left_out = [
        item for item, standing in record.standings if standing.kind is StandingKind.UNKNOWN and standing.cell is None
    ]
    return (
        ("Unknown, in no table", [item.id for item in left_out if item.parties is None]),
        ("Unknown, not named by a list that is not complete", [item.id for item in left_out if item.parties]),
    )


def _show_instrument(record: InstrumentRecord, console: Printer) -> None:
    instrument = record.instrument
    console.print(Styled(f"{instrument.id}: {instrument.called_on(record.day, 'en')}", "bold"))
    console.print(instrument.titles["en"])
    dates = {"adopted": instrument.adopted, "in force": instrument.in_force, "valid until": instrument.valid_until}
    told = [f"{name} {date}" for name, date in dates.items() if date]
    console.print(", ".join([instrument.kind.value, *told, *filter(None, [instrument.citation])]))
    if instrument.last_article:
        console.print(f"Articles 1 to {instrument.last_article}")
    _show_list("Articles", [f"{number}: {text}" for number, text in instrument.articles.items()], console)
    if not instrument.ratifiable:
        console.print("Nobody ratifies it.")
    elif record.source is None:
        console.print("Who has ratified it is unknown: no table covers it.")
    else:
        console.print(f"Ratified by {record.day}: {record.ratified} of the States in the table")
        for title, countries in (
            (f"Not ratified by {record.last_known}", record.not_ratified),
            ("Unknown", record.unknown),
        ):
            if countries:
                console.print(f"{title} ({len(countries)}): {', '.join(countries)}")
        if record.partial:
            gap = "Unknown: every other State. The list is not complete; what it leaves out proves nothing."
            console.print(gap)
    _show_precedents(record.precedents, console)
    table = f"{record.source.title}, as of {record.source.as_of}" if record.source else ""
    _show_list("Sources", list(filter(None, [*record.documents, table, record.page])), console)
    _show_list("Not verified", instrument.unverified, console)
    _show_list("Note", [instrument.note] if instrument.note else [], console)


def _show_coverage(record: Coverage, console: Printer) -> None:
    for source, count in record.tables:
        covers = f" of {', '.join(source.covers)}" if source.covers else ""
        console.print(
            f"{source.title}, as of {source.as_of}: {count} ratifications or their absence{covers}",
        )
    for title, instruments in (
        ("Ratifications unknown", record.uncovered),
        ("Not ratified by anybody", record.unratifiable),
    ):
        console.print(f"{title}: {', '.join(item.id for item in instruments)}")
    _show_list("Precedents", [f"{name}: {count}" for name, count in record.precedents.items()], console)
    _show_list("Not covered", record.limits, console)


def _show_precedents(precedents: Sequence[Precedent], console: Printer) -> None:
    lines = []
    for item in precedents:
        effective = f", effective {item.effective}" if item.effective and item.date else ""
        extent = f", {item.scope.extent}" if item.scope else ""
        restored = f", restored {item.restored.effective or item.restored.date}" if item.restored else ""
        doubt = f"; not verified: {', '.join(item.unverified)}" if item.unverified else ""
        lines.append(
            f"{item.id}: {item.measure} {item.when}{effective}{extent}{restored}, "
            f"over {' and '.join(item.causes)} ({'; '.join(item.sources)}{doubt})"
        )
    _show_list("Precedents", lines, console)


def _show_list(title: str, lines: Sequence[str], console: Printer) -> None:
    if lines:
        console.print(f"{title}:")
        for line in lines:
            console.print(f"  {line}")


def law_data(record: CountryRecord | InstrumentRecord | Coverage) -> LawAnswer:
    """What was looked up in the law data, as plain data."""
    if isinstance(record, CountryRecord):
        return _country_data(record)
    return _instrument_data(record) if isinstance(record, InstrumentRecord) else _coverage_data(record)


def _instrument_data(record: InstrumentRecord) -> InstrumentAnswer:
    instrument = record.instrument
    return {
        "instrument": instrument.id,
        "name": instrument.called_on(record.day, "en") or instrument.id,
        "title": instrument.titles["en"],
        "kind": instrument.kind.value,
        "citation": instrument.citation or None,
        "articles": dict(instrument.articles),
        "last_article": instrument.last_article,
        "rights": dict(instrument.rights),
        "unverified": list(instrument.unverified),
        "adopted": as_text(instrument.adopted),
        "in_force": as_text(instrument.in_force),
        "valid_until": as_text(instrument.valid_until),
        "on": str(record.day),
        "ratified": record.ratified if record.source else None,
        "last_known": str(record.last_known),
        "not_ratified": list(record.not_ratified),
        "unknown": list(record.unknown),
        "source": record.source.title if record.source else None,
        "as_of": as_text(record.source.as_of) if record.source else None,
        "partial": record.partial,
        "page": record.page or None,
        "documents": list(record.documents),
        "precedents": [_precedent_data(item) for item in record.precedents],
    }


def _coverage_data(record: Coverage) -> CoverageAnswer:
    return {
        "tables": [{"title": table.title, "as_of": str(table.as_of), "cells": count} for table, count in record.tables],
        "ratifications_unknown": [item.id for item in record.uncovered],
        "not_ratifiable": [item.id for item in record.unratifiable],
        "precedents": dict(record.precedents),
        "not_covered": list(record.limits),
    }


def _precedent_data(item: Precedent) -> PrecedentAnswer:
    return {
        "id": item.id,
        "country": item.country,
        "measure": item.measure,
        "date": as_text(item.date),
        "effective": as_text(item.effective),
        "extent": item.scope.extent if item.scope else None,
        "restored": as_text(item.restored and (item.restored.effective or item.restored.date)),
        "causes": list(item.causes),
        "evidence": item.evidence,
        "unverified": list(item.unverified),
        "sources": list(item.sources),
    }


def _country_data(record: CountryRecord) -> CountryAnswer:
    return {
        "country": record.code,
        "name": record.name,
        "on": str(record.day),
        "ilo_member": record.is_ilo_member,
        "instruments": [
            {
                "instrument": instrument.id,
                "name": instrument.called_on(record.day, "en") or instrument.id,
                "standing": standing.kind.value,
                "in_words": standing_in_words(standing),
                "ratified": as_text(standing.ratified),
                "in_force": standing.in_force,
                "in_force_by": as_text(standing.in_force_by),
                "denounced": as_text(standing.denounced),
                "source": standing.source.title if standing.source else None,
                "as_of": as_text(standing.as_of),
            }
            for instrument, standing in record.standings
        ],
        "precedents": [_precedent_data(item) for item in record.precedents],
        "index": [
            {"year": one.year, "rating": one.rating or None, "ten_worst": one.ten_worst, "seen": one.seen}
            for one in record.index
        ],
        "preferences": [
            {"scheme": one.scheme, "list": one.year, "arrangement": one.arrangement} for one in record.preferences
        ],
    }
