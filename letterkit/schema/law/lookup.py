"""Look up the law data: a country's record, an instrument's, and what the tables cover, each as of a day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.suggest import nearest
from letterkit.schema.law.entries import RatificationTable
from letterkit.schema.law.instruments import Instrument
from letterkit.schema.law.load import law_of
from letterkit.schema.law.precedents import Precedent
from letterkit.schema.law.preferences import Preference
from letterkit.schema.law.ratifications import Ratification, Standing, StandingKind
from letterkit.schema.law.rights_index import IndexPlace
from letterkit.schema.law.tables import LawTables
from letterkit.schema.library import Library

_SLIPS, _SHORT = 2, 6
"""So many letters are amiss in a name that is mistyped; one in a short name. Somaliland is no slip of Somalia."""


@dataclass(frozen=True, slots=True)
class CountryRecord:
    """What the tables say of a country (``code`` is ISO 3166 alpha-2) on a day: a standing for each instrument."""

    code: str
    name: str
    day: datetime.date
    is_ilo_member: bool
    standings: tuple[tuple[Instrument, Standing], ...]
    precedents: tuple[Precedent, ...]
    index: tuple[IndexPlace, ...] = ()
    preferences: tuple[Preference, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentRecord:
    """What there is about an instrument on a day.

    ``ratified`` counts the States that surely had ratified it by then. ``not_ratified`` are those that had not by
    ``last_known``, that day or the last that the table knows, and ``unknown`` all others in the table. ``source`` is
    the table that covers it, None for none; ``partial`` when it lists parties only, and the States that it leaves out
    are unknown; ``page`` where the ILO lists its ratifications, or "".
    """

    instrument: Instrument
    day: datetime.date
    last_known: datetime.date
    ratified: int
    not_ratified: tuple[str, ...]
    unknown: tuple[str, ...]
    source: RatificationTable | None
    partial: bool
    page: str
    documents: tuple[str, ...]
    precedents: tuple[Precedent, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the tables cover and what they do not."""

    tables: tuple[tuple[RatificationTable, int], ...]
    uncovered: tuple[Instrument, ...]
    unratifiable: tuple[Instrument, ...]
    precedents: Mapping[str, int]
    limits: tuple[str, ...]


def look_up(name: str, library: Library, day: datetime.date) -> CountryRecord | InstrumentRecord:
    """The record of a country (code or name) or an instrument (id such as C087, C87, ICCPR, or a name).

    Raises `UserError` (LK221) with the nearest name when there is none.
    """
    law = law_of(library)
    wanted = _plain(name)
    instruments = {_plain(called): key for called, key in _names_of_instruments(law)}
    if key := instruments.get(_numbered(wanted)):
        return _of_instrument(law.instrument(key), law, library, day)
    countries = country_names(library)
    codes = codes_of_country(name, library)
    if len(codes) != 1:
        raise UserError([_not_there(name, codes, law, countries)])
    return _of_country(codes[0], countries[codes[0]], law, day)


def codes_of_country(name: str, library: Library) -> tuple[str, ...]:
    """The codes of the countries that a code or a name can mean.

    Names are those that the languages of letters have or had for it, else those of any language official somewhere.
    """
    known = country_names(library)
    if name.strip().upper() in known:
        return (name.strip().upper(),)
    called = (code for code, called in _all_country_names(library) if _plain(called) == _plain(name))
    if codes := tuple(dict.fromkeys(called)):
        return codes
    from letterkit.schema.countries import codes_named  # the names in all languages are a lot

    return tuple(filter(known.__contains__, codes_named(name)))


def _not_there(name: str, codes: Sequence[str], law: LawTables, countries: Mapping[str, str]) -> Problem:
    """That there is no such name, or that it means several; of an instrument elsewhere, that it is not covered."""
    if codes:
        hint = "name " + " or ".join(f"{code} ({countries[code]})" for code in codes)
        return Problem("LK221", f"'{name}' can mean {len(codes)} countries", None, hint)
    if re.fullmatch(r"(?i)(?:ILO )?C(?:onvention)? ?(?:No\.? ?)?\d{1,3}", name.strip()):
        key = _numbered("C" + re.sub(r"\D", "", name))
        hint = f"add it with its parties, as templates/law/instruments/{key}.yml (docs/law.md)"
        return Problem("LK221", f"'{name}' is not covered: letterkit has no entry for it", None, hint)
    from rapidfuzz.distance import OSA  # only what is mistyped asks for it

    near = nearest(_numbered(name.upper()), law.instruments) or nearest(name, countries.values())
    is_meant = OSA.distance(near.casefold(), name.casefold()) <= (_SLIPS if len(name) > _SHORT else 1)
    covered = "it is not covered: 'letterkit law' lists the instruments that are; States go by name or code"
    hint = f"did you mean '{near}'?" if near and is_meant else covered
    return Problem("LK221", f"there is no country and no instrument named '{name}'", None, hint)


def coverage(library: Library) -> Coverage:
    """What the tables cover."""
    law = law_of(library)
    counts: dict[str, int] = {}
    for cell in law.ratifications.values():
        counts[cell.source.title] = counts.get(cell.source.title, 0) + 1
    sources = {cell.source.title: cell.source for cell in law.ratifications.values()}
    covered = {instrument for _, instrument in law.ratifications}
    others = [instrument for key, instrument in law.instruments.items() if key not in covered]
    precedents: dict[str, int] = {}
    for precedent in law.every_precedent.values():
        name = law.schemes[precedent.scheme]["en"]
        precedents[name] = precedents.get(name, 0) + 1
    return Coverage(
        tuple((sources[title], count) for title, count in counts.items()),
        tuple(instrument for instrument in others if instrument.ratifiable),
        tuple(instrument for instrument in others if not instrument.ratifiable),
        precedents,
        law.limits,
    )


def country_names(library: Library) -> dict[str, str]:
    """The English name of each country, by ISO 3166 alpha-2 code."""
    return library.derived(_names_in, "en")


def _names_in(library: Library, language: str) -> dict[str, str]:
    countries = library.language(language).writing.countries
    return {code: countries.name_of(language, code) for code, _ in countries.every_name(language)}


def _all_country_names(library: Library) -> list[tuple[str, str]]:
    return [
        pair for code in library.language_codes() for pair in library.language(code).writing.countries.every_name(code)
    ]


def _names_of_instruments(law: LawTables) -> list[tuple[str, str]]:
    names = [(key, key) for key in law.instruments]
    for key, instrument in law.instruments.items():
        also = [name for several in instrument.also.values() for name in several]
        names += [(name, key) for name in (*instrument.names.values(), *instrument.titles.values(), *also)]
        if instrument.number:
            names += [(f"Convention No. {instrument.number}", key), (f"Convention {instrument.number}", key)]
    return names


def _numbered(name: str) -> str:
    """The id of a convention with its number in three digits: C087 for C87."""
    return re.sub(r"^([CcPp])0*(\d{1,3})$", lambda found: f"{found[1]}{found[2]:0>3}", name)


def _plain(name: str) -> str:
    return re.sub(r"[\s.]+", " ", name.replace("’", "'")).strip().casefold()


def _of_country(code: str, name: str, law: LawTables, day: datetime.date) -> CountryRecord:
    standings = tuple(
        (instrument, law.status(code, key, day)) for key, instrument in law.instruments.items() if instrument.ratifiable
    )
    precedents = tuple(item for item in law.every_precedent.values() if item.country == code and item.when.first <= day)
    places = tuple(place for place in law.index.get(code, ()) if place.is_known_on(day))
    preferences = tuple(one for one in law.preferences.get(code, ()) if one.year <= day.year)
    return CountryRecord(code, name, day, law.is_ilo_member(code), standings, precedents, places, preferences)


def _of_instrument(instrument: Instrument, law: LawTables, library: Library, day: datetime.date) -> InstrumentRecord:
    names = country_names(library)
    cells = [cell for (_, key), cell in law.ratifications.items() if key == instrument.id]
    sources = [cell.source for cell in cells]
    source = max(sources, key=sources.count, default=None)
    last_known = min(day, source.as_of.first) if source else day
    ratified = _countries(StandingKind.RATIFIED, law, cells, day)
    not_ratified = _countries(StandingKind.NOT_RATIFIED, law, cells, last_known) - ratified
    unknown = {cell.country for cell in cells} - ratified - not_ratified
    return InstrumentRecord(
        instrument,
        day,
        last_known,
        len(ratified),
        tuple(sorted(names[code] for code in not_ratified)),
        tuple(sorted(names[code] for code in unknown)),
        source,
        instrument.parties is not None and not instrument.parties.complete,
        law.page(instrument.id),
        tuple(law.documents.get(source, source) for source in instrument.sources),
        tuple(
            item
            for item in law.every_precedent.values()
            if instrument.id in item.instruments and item.when.first <= day
        ),
    )


def _countries(kind: StandingKind, law: LawTables, cells: Sequence[Ratification], day: datetime.date) -> frozenset[str]:
    """The countries whose standing to an instrument is of a kind on a day."""
    return frozenset(cell.country for cell in cells if law.status(cell.country, cell.instrument, day).kind is kind)
