"""Trade preferences: what a letter claims of those granted, withdrawn and restored is on record."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from letterkit.checks.law.claims import LegalReader
from letterkit.checks.law.legal_words import reader
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem
from letterkit.schema.law.precedents import Precedent
from letterkit.schema.measures import Scheme


def preferences_can_still_be_granted(document: Document) -> Iterator[Problem]:
    """Trade preferences that a text speaks of have not lapsed by the letter's date."""
    letter, look = document.letter, _reader(document)
    last_days: dict[str, datetime.date] = {}
    for instrument in document.law.instruments.values():
        if instrument.scheme and instrument.valid_until:
            grantor = _grantor(instrument.scheme)
            last_days[grantor] = max(instrument.valid_until, last_days.get(grantor, instrument.valid_until))
    told = {
        _grantor(scheme)
        for said in letter.said()
        for key in said.clause.relies_on
        if (scheme := document.law.instrument(key).scheme)
    }
    for passage, start, sentence in document.sentences():
        found = look.preferences(sentence)
        if found is None or found[0] in told or found[0] not in last_days or look.has("lapsed", sentence):
            continue
        last = last_days[found[0]]
        if letter.date > last and not any(year <= last.year for year, _ in look.years(sentence)):
            message = f"these preferences lapsed after {last}"
            hint = "leave them out, or say that they lapsed; that they were renewed needs a source"
            location = document.place(passage, start + found[1], start + found[2])
            yield Problem("LK314", message, location, hint, Severity.WARNING)


def recalled_preferences_are_on_record(document: Document) -> Iterator[Problem]:
    """A withdrawal of preferences that a text recalls has its year, its extent, and whether it still holds."""
    look = _reader(document)
    for passage, start, sentence in document.sentences():
        found = look.preferences(sentence)
        if found is None or not look.has("withdrawn", sentence):
            continue
        countries = [found for found in look.countries(sentence) if not look.grantors(sentence[found[0] : found[1]])]
        recalled = _recalled(document, found[0], [code for _, _, code in countries])
        for code, year, place in _years_not_on_record(look, sentence, countries, recalled):
            known = ", ".join(f"{_country(document, code)} {item.when}" for item in recalled[code])
            message = f"no measure against {_country(document, code)} in {year} is on record"
            location = document.place(passage, start + place, start + place + 4)
            yield Problem("LK315", message, location, f"on record: {known}", Severity.WARNING)
        if len(recalled) == 1:
            [(code, precedents)] = recalled.items()
            at, end, _ = next(found for found in countries if found[2] == code)
            location = document.place(passage, start + at, start + end)
            yield from _extent(document, look, sentence, code, precedents, location)


def _recalled(document: Document, grantor: str, countries: Sequence[str]) -> dict[str, list[Precedent]]:
    """What is on record against each of some countries, where anything is, of the preferences of a grantor."""
    precedents = document.law.every_precedent.values()
    on_record = {code: [item for item in precedents if _is_of(item, code, grantor)] for code in countries}
    return {code: found for code, found in on_record.items() if found}


def _years_not_on_record(
    look: LegalReader,
    sentence: str,
    countries: Sequence[tuple[int, int, str]],
    recalled: Mapping[str, Sequence[Precedent]],
) -> Iterator[tuple[str, int, int]]:
    """Each country of a sentence to which years are given of which none is on record, with the first and its place."""
    for at, _, code in countries:
        given = _years_of(look, sentence, countries, at)
        if code in recalled and given and not _years(recalled[code]).intersection(year for year, _ in given):
            yield code, *given[0]


def _extent(
    document: Document,
    look: LegalReader,
    sentence: str,
    code: str,
    precedents: Sequence[Precedent],
    location: Location | None,
) -> Iterator[Problem]:
    day, country = document.letter.date, _country(document, code)
    partial = [item for item in precedents if item.scope and item.scope.extent == "partial"]
    restored = [item.restored for item in precedents if item.restored and item.restored_by(day)]
    if len(partial) == len(precedents) and look.has("whole", sentence):
        words = partial[0].scope.words.get("en", "") if partial[0].scope else ""
        hint = f"say that it was a part{f': {words}' if words else ''}"
        yield Problem("LK316", f"{country} lost a part of its preferences only", location, hint, Severity.WARNING)
    if len(restored) == len(precedents) and look.has("still", sentence):
        when = restored[0].effective or restored[0].date
        message = f"the preferences of {country} were restored in {when}"
        hint = "say that they were withdrawn then, and have been restored since"
        yield Problem("LK316", message, location, hint, Severity.WARNING)


def _years_of(
    look: LegalReader, sentence: str, countries: Sequence[tuple[int, int, str]], at: int
) -> list[tuple[int, int]]:
    """The years that belong to a country: those after it and before the next, or all when it is the only one."""
    later = [begin for begin, _, _ in countries if begin > at]
    years = look.years(sentence)
    following = [found for found in years if at < found[1] < min(later, default=len(sentence))]
    return following or (years if len({code for _, _, code in countries}) == 1 else [])


def _years(precedents: Sequence[Precedent]) -> set[int]:
    """The years in which a measure was petitioned for, decided, took effect or was reversed."""
    dates = [date for item in precedents for date in (item.date, item.effective)]
    dates += [item.petition.date for item in precedents if item.petition]
    dates += [date for item in precedents if item.restored for date in (item.restored.date, item.restored.effective)]
    return {date.first.year for date in dates if date}


def _is_of(precedent: Precedent, country: str, grantor: str) -> bool:
    return precedent.country == country and _grantor(precedent.scheme) == grantor


def _grantor(scheme: Scheme) -> str:
    """Who grants the preferences of a scheme: what its name begins with, and a key of the languages' ``grantors``."""
    return scheme.partition("-")[0]


def _country(document: Document, code: str) -> str:
    return document.language.country(code, document.letter.date)


def _reader(document: Document) -> LegalReader:
    return reader(document.library, document.letter.language.code)
