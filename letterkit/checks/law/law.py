"""Law: what a letter claims of instruments, ratifications and precedents holds on its date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from letterkit.checks.law.claims import LegalClaim, LegalReader
from letterkit.checks.law.legal_phrases import FUNDAMENTAL
from letterkit.checks.law.legal_words import reader
from letterkit.checks.law.orders import claims_in
from letterkit.drafts.document import Document, by_hand
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.words import words
from letterkit.letter.items import FilledClause, FreeText
from letterkit.schema.law.instruments import Instrument, InstrumentKind
from letterkit.schema.law.ratifications import Standing, StandingKind

# The clauses of a letter


def relied_on_law_is_valid(document: Document) -> Iterator[Problem]:
    """A clause relies on provisions that are in force on the letter's date, of a scheme open to the country."""
    letter = document.letter
    for said in letter.said():
        for key, location in _relied_on(said):
            instrument = document.law.instrument(key)
            if instrument.scheme == "us-gsp" and document.campaign.country == "US":
                message = f"'{said.clause.name}' speaks of what the United States grants to others"
                yield Problem("LK306", message, location, "leave it out")
            if not instrument.valid_on(letter.date):
                message = f"'{said.clause.name}' relies on {called(instrument)}, which is not in force on {letter.date}"
                lapsed = instrument.valid_until and letter.date > instrument.valid_until
                why = f"it lapsed after {instrument.valid_until}" if lapsed else f"it is of {instrument.adopted}"
                yield Problem("LK301", message, location, f"{why}; leave the clause out")


def precedents_had_happened(document: Document) -> Iterator[Problem]:
    """A precedent that a letter recalls lies before its date."""
    letter = document.letter
    precedents = document.law.every_precedent
    for key in _precedents(letter.said()):
        if precedents[key].when.last >= letter.date:
            yield Problem("LK305", f"'{key}' had not happened on the letter's date", key.location, "leave it out")


def precedents_are_proven(document: Document) -> Iterator[Problem]:
    """A precedent that a letter recalls was read in a document, all that matters of it."""
    precedents = document.law.every_precedent
    for key in _precedents(document.letter.said()):
        if precedents[key].evidence != "seen":
            unverified = ", ".join(precedents[key].unverified)
            message = f"of '{key}' these were not seen in a document: {unverified}"
            yield Problem("LK307", message, key.location, "confirm them, or leave it out", Severity.WARNING)


def _to_a_company(document: Document) -> bool:
    return document.letter.form.direct and document.letter.target.is_ == "company"


def unratified_grounds_are_followed_up(document: Document) -> Iterator[Problem]:
    """A letter that relies on a convention which the country has not ratified asks to ratify it; no company can."""
    letter = document.letter
    country = str(document.campaign.country)
    asked = _asked_to_ratify(document)
    for said in _grounds(document):
        for key, location in _relied_on(said):
            standing = document.law.status(country, key, letter.date)
            if key in asked or not document.law.instrument(key).ratifiable:
                continue
            name = called(document.law.instrument(key))
            if _not_ratified_when_last_seen(standing) and not _to_a_company(document):
                message = f"{_country(document, country)} has not ratified {name}, and the letter does not ask it to"
                hint = f"add '- ratify: {key}' under 'demands:'; the table holds as of {standing.as_of}"
                yield Problem("LK317", message, location, hint, Severity.WARNING)
            elif standing.kind is StandingKind.UNKNOWN:
                message = (
                    f"whether {_country(document, country)} has ratified {name} is not known: the letter cannot say it"
                )
                yield Problem("LK318", message, location, _where(document, standing), Severity.WARNING)


def instruments_can_be_ratified(document: Document) -> Iterator[Problem]:
    """What a letter relies on is open to the country, and what it asks to ratify can still be ratified."""
    letter = document.letter
    country = str(document.campaign.country)
    for said in letter.said():
        for key, location in _named(said):
            instrument, standing = document.law.instrument(key), document.law.status(country, key, letter.date)
            if instrument.ratifiable and standing.kind is StandingKind.NOT_APPLICABLE:
                yield _closed(document, country, instrument, location)
            elif _asks_to_ratify(document, said) and not instrument.ratifiable:
                yield _soft(instrument, f"'{key}'", location)
            elif _asks_to_ratify(document, said) and standing.kind is StandingKind.RATIFIED:
                message = f"{_country(document, country)} ratified {called(instrument)} in {_first_year(standing)}"
                yield Problem("LK319", message, location, "ask to respect it, or leave the demand out")


def what_is_ratified_is_not_asked_for_by_hand(document: Document) -> Iterator[Problem]:
    """A demand in a person's own words does not ask to ratify what is ratified (LK319), or cannot be (LK312)."""
    look, country, tables = _reader(document), str(document.campaign.country), document.law
    for passage, start, text in document.sentences():
        if not _is_to_be_ratified(text, passage.part == "item", document):
            continue
        others = {code for _, _, code in look.countries(text)} - {country}
        own = [each for each in look.citations(text) if not others and by_hand(passage, start + each.start)]
        cited = [(each, key) for each in own for key in each.instruments]
        for citation, key in cited:
            if key not in tables.instruments:
                continue
            place = document.place(passage, start + citation.start, start + citation.end)
            instrument, standing = tables.instrument(key), tables.status(country, key, document.letter.date)
            if not instrument.ratifiable:
                yield _soft(instrument, f"'{citation.text}'", place)
            elif standing.kind is StandingKind.RATIFIED:
                message = f"{_country(document, country)} ratified {called(instrument)} in {_first_year(standing)}"
                yield Problem("LK319", message, place, "ask to respect it, or leave the demand out")


def _is_to_be_ratified(text: str, item: bool, document: Document) -> bool:
    """Whether a sentence asks to ratify something, and does not say that it was, or would be, ratified."""
    look = _reader(document)
    if not look.has("ratify", text):
        return False
    reading = document.library.language(document.language.code).reading
    demanding = frozenset(map(str, reading.demanding)) if reading else frozenset[str]()
    asks = item or look.has("asked", text) or not demanding.isdisjoint(words(text))
    said = any(look.has(name, text) for name in ("ratified", "denied", "entering"))
    return asks and not said


def _relied_on(said: FilledClause) -> Iterator[tuple[str, Location | None]]:
    """The instruments that a clause relies on or is given, each with its place in the campaign."""
    yield from ((key, said.location) for key in said.clause.relies_on)
    yield from _named(said)


def _named(said: FilledClause) -> Iterator[tuple[str, Location | None]]:
    for parameter in said.clause.takes:
        if parameter.type == "instruments":
            yield from ((key, key.location or said.location) for key in said.arguments.get(parameter.name) or ())


def _grounds(document: Document) -> Iterator[FilledClause]:
    return (said for said in document.letter.said() if said.clause.kind == "grounds")


def _asked_to_ratify(document: Document) -> set[str]:
    """The instruments that demands name: those of clauses, and of free text that speaks of ratifying."""
    asked: set[str] = set()
    look = _reader(document)
    for item in (item for group in document.letter.demands for item in group):
        if isinstance(item, FilledClause) and _asks_to_ratify(document, item):
            asked.update(key for key, _ in _named(item))
        elif isinstance(item, FreeText):
            text = " ".join(map(str, item.text.languages.values()))
            if look.has("ratify", text):
                asked.update(key for citation in look.citations(text) for key in citation.instruments)
    return asked


def _asks_to_ratify(document: Document, said: FilledClause) -> bool:
    """Whether a clause is a demand whose words speak of ratifying."""
    words = said.clause.wording(document.letter.language.code) or ""
    return said.clause.kind == "demands" and _reader(document).has("ratify", words)


def _not_ratified_when_last_seen(standing: Standing) -> bool:
    """Whether the State surely had not ratified on that day, or on the last day that the table knows."""
    if standing.kind is StandingKind.NOT_RATIFIED:
        return True
    cell = standing.cell
    return cell is not None and cell.never and standing.on > cell.source.as_of.first


def _precedents(clauses: Iterator[FilledClause]) -> Iterator[Scalar]:
    for said in clauses:
        yield from said.arguments.get("precedents") or ()


# What sentences claim of ratifications


@dataclass(frozen=True, slots=True)
class Spoken:
    """A claim of a sentence, with its passage and where in it the claim's sentence begins."""

    claim: LegalClaim
    passage: Passage
    start: int

    def location(self, document: Document, *, dated: bool = False) -> Location | None:
        """Where the citation stands, or the date."""
        start, end = self.claim.dated if dated else (self.claim.citation.start, self.claim.citation.end)
        return document.place(self.passage, self.start + start, self.start + end)


def claimed_ratifications_are_on_record(document: Document) -> Iterator[Problem]:
    """What a sentence says a State ratified or is bound by, it had ratified, on the date that the sentence gives."""
    for spoken in _claims(document):
        yield from weigh_claim(document, spoken)


def weigh_claim(document: Document, spoken: Spoken) -> Iterator[Problem]:
    """What is wrong with a claim as of the letter's date: an error where a table says otherwise, else a warning."""
    law, day = document.law, document.letter.date
    claim, country = spoken.claim, _country(document, spoken.claim.country)
    said, location = f"'{claim.citation.text}'", spoken.location(document)
    if not claim.instrument:
        message = f"whether {country} has ratified {said} is in no table"
        hint = "look it up at the depositary; leave the claim out, or set this finding aside with what you found"
        yield Problem("LK310", message, location, hint, Severity.WARNING)
        return
    if claim.instrument == FUNDAMENTAL:
        for key, each in law.instruments.items():
            if each.fundamental_on(day) and each.ratifiable and each.number:
                yield from weigh_claim(document, replace(spoken, claim=replace(claim, instrument=key)))
        return
    yield from _weigh_standing(document, spoken)


def _weigh_standing(document: Document, spoken: Spoken) -> Iterator[Problem]:
    """What is wrong with a claim of one instrument that is known."""
    law, day, claim = document.law, document.letter.date, spoken.claim
    said, location = f"'{claim.citation.text}'", spoken.location(document)
    country = _country(document, claim.country)
    instrument, standing = law.instrument(claim.instrument), law.status(claim.country, claim.instrument, day)
    name = called(instrument)
    if not instrument.ratifiable:
        if claim.verb != "bound" and instrument.kind is not InstrumentKind.ILO_CONSTITUTION:
            yield _soft(instrument, said, location)
    elif standing.kind is StandingKind.NOT_APPLICABLE:
        yield _closed(document, claim.country, instrument, location)
    elif standing.kind is StandingKind.NOT_RATIFIED:
        since = f": it denounced it in {standing.denounced.first.year}" if standing.denounced else ""
        message = f"{country} had not ratified {name} by {day}{since}"
        yield Problem("LK309", message, location, _without(document, instrument))
    elif claim.country != document.campaign.country and standing.kind is StandingKind.UNKNOWN:
        return  # what other countries have ratified is looked up by whoever speaks of them
    elif standing.kind is StandingKind.UNKNOWN and (claim.dates or claim.country not in instrument.members):
        message = f"whether {country} had ratified {name} by {day} is not known"
        yield Problem("LK310", message, location, _where(document, standing), Severity.WARNING)
    elif standing.kind is StandingKind.RATIFIED:
        yield from _in_force(document, spoken, standing, f"{name} for {country}")
        yield from _dated(document, spoken, standing, country, name)


def _in_force(document: Document, spoken: Spoken, standing: Standing, what: str) -> Iterator[Problem]:
    if spoken.claim.verb == "bound" and not standing.in_force:
        surely = standing.in_force is False
        message = f"{what} is not {'' if surely else 'surely '}in force on {standing.on}"
        hint = (
            f"ratified in {_first_year(standing)}, it is in force by {standing.in_force_by}; say that it was ratified"
        )
        severity = Severity.ERROR if surely else Severity.WARNING
        yield Problem("LK313", message, spoken.location(document), hint, severity)


def _dated(document: Document, spoken: Spoken, standing: Standing, country: str, name: str) -> Iterator[Problem]:
    claim, cell = spoken.claim, standing.cell
    if cell is None or cell.window is None or not claim.dates:
        return
    fitting = [] if claim.verb == "bound" else [cell.window]
    if claim.verb != "ratified" and standing.in_force_by:
        fitting.append((standing.in_force_by - (cell.window[1] - cell.window[0]), standing.in_force_by))
    adopted = document.law.instrument(claim.instrument).adopted
    if adopted:  # "Convention No. 87 (1948)"
        fitting.append((datetime.date(adopted.first.year, 1, 1), datetime.date(adopted.first.year, 12, 31)))
    if fitting and not any(_within(date, span) for date in claim.dates for span in fitting):
        said = " or ".join(map(str, claim.dates))
        if claim.verb == "bound":
            message = f"{name} has not been in force for {country} since {said}"
        else:
            message = f"{country} ratified {name} in {cell.date}, not in {said}"
        hint = f"write {cell.date}: what counts is the registration or deposit, not the law that approved it at home"
        if claim.verb == "bound":
            hint = f"it was ratified in {cell.date}, and surely in force on {standing.in_force_by}"
        yield Problem("LK311", message, spoken.location(document, dated=True), hint)


def _within(date: PartialDate, span: tuple[datetime.date, datetime.date]) -> bool:
    return date.first <= span[1] and span[0] <= date.last


def _claims(document: Document) -> Iterator[Spoken]:
    letter, look = document.letter, _reader(document)
    country = str(document.campaign.country)
    before, known = None, country
    for passage, start, sentence in document.sentences():
        known = known if passage is before else country
        before = passage
        for claim in claims_in(look, sentence, country if letter.direct else "", known):
            yield Spoken(claim, passage, start)
        named = look.countries(sentence)
        known = named[-1][2] if named else known


def _closed(document: Document, country: str, instrument: Instrument, location: Location | None) -> Problem:
    message = f"{_country(document, country)} cannot be a party to {called(instrument)}, which is for its region only"
    return Problem("LK309", message, location, "rely on the ICCPR, or on the Universal Declaration of Human Rights")


def _soft(instrument: Instrument, said: str, location: Location | None) -> Problem:
    message = f"{said} cannot be ratified: it is a {instrument.kind.value.replace('soft-law', 'set of rules')}"
    return Problem("LK312", message, location, "say what it proclaims or requires, and who adopted it")


def _without(document: Document, instrument: Instrument) -> str:
    if instrument.fundamental_on(document.letter.date):
        return "say what binds the country as a Member of the ILO: the clause 'ratified-conventions' words it"
    return "leave the claim out, and rely on the Universal Declaration or on another instrument"


def _where(document: Document, standing: Standing) -> str:
    law = document.law
    held = f"the table holds as of {standing.as_of}" if standing.as_of else "no table covers it"
    return f"{held}; look it up {f'at {page}' if (page := law.page(standing.instrument)) else 'at the depositary'}"


def _first_year(standing: Standing) -> int:
    assert standing.ratified is not None
    return standing.ratified.first.year


def _country(document: Document, code: str) -> str:
    return document.language.country(code, document.letter.date)


def called(instrument: Instrument) -> str:
    """An instrument as findings call it."""
    return f"Convention No. {instrument.number}" if instrument.number else f"the {instrument.names['en']}"


def _reader(document: Document) -> LegalReader:
    return reader(document.library, document.letter.language.code)
