"""What the law of a letter is: instruments, who ratified them, and which measures a letter may recall.

Every answer is as of a day, and "unknown" is an answer: what the tables do not prove is never given as false.
The facts stand in ``templates/law``, with their sources.
"""

from __future__ import annotations

import calendar
import csv
import datetime
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from letterkit.dates import PartialDate
from letterkit.problems import UserError
from letterkit.source import describe, parse

K = TypeVar("K")
V = TypeVar("V")
Frozen = Annotated[Mapping[K, V], AfterValidator(MappingProxyType)]
Texts = Frozen[str, str]


class InstrumentKind(StrEnum):
    """What sort of text an instrument is."""

    ILO_CONVENTION = "ilo-convention"
    ILO_PROTOCOL = "ilo-protocol"
    ILO_CONSTITUTION = "ilo-constitution"
    COVENANT = "covenant"
    REGIONAL_CONVENTION = "regional-convention"
    DECLARATION = "declaration"
    SOFT_LAW = "soft-law"
    PROCEDURE = "procedure"
    STATUTE = "statute"
    REGULATION = "regulation"


class Binds(StrEnum):
    """Whom an instrument binds: those that ratify it, members of a body or region, its own authorities, nobody."""

    PARTIES = "parties"
    REGION = "region"
    ILO_MEMBERS = "ilo-members"
    OWN_LAW = "own-law"
    NONE = "none"


class RatificationStatus(StrEnum):
    """What a ratification table says of one State and one instrument; ``party`` leaves open how it became one."""

    RATIFIED = "ratified"
    ACCEDED = "acceded"
    SUCCEEDED = "succeeded"
    PARTY = "party"
    DENOUNCED = "denounced"
    SIGNED_ONLY = "signed_only"
    NOT_RATIFIED = "not_ratified"
    NOT_PARTY = "not_party"
    UNCERTAIN = "uncertain"


class StandingKind(Enum):
    """Whether a State had ratified an instrument on a day.

    ``NOT_APPLICABLE``: there was nothing for it to ratify (a declaration, a statute, another region's convention).
    """

    RATIFIED = "ratified"
    NOT_RATIFIED = "not ratified"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


class Scheme(StrEnum):
    """Under which scheme or system a precedent was decided."""

    US_GSP = "us-gsp"
    EU_GSP = "eu-gsp"
    EU_GSP_PLUS = "eu-gsp-plus"
    EU_EBA = "eu-eba"
    ILO = "ilo"


class Measure(StrEnum):
    """What a precedent did; an announced suspension was not seen carried out."""

    WITHDRAWN = "withdrawn"
    PARTLY_WITHDRAWN = "partly-withdrawn"
    SUSPENDED = "suspended"
    PARTLY_SUSPENDED = "partly-suspended"
    PARTIAL_SUSPENSION_ANNOUNCED = "partial-suspension-announced"
    TERMINATED = "terminated"
    COMMISSION_OF_INQUIRY = "commission-of-inquiry"
    ARTICLE_33 = "article-33"
    EXAMINED = "examined"
    COMPLAINT = "complaint"


class Decider(StrEnum):
    """Who decided."""

    US_PRESIDENT = "us-president"
    EU_COUNCIL = "eu-council"
    EU_COMMISSION = "eu-commission"
    ILO_CONFERENCE = "ilo-conference"
    ILO_CONFERENCE_COMMITTEE = "ilo-conference-committee"
    ILO_GOVERNING_BODY = "ilo-governing-body"
    ILO_COMMISSION_OF_INQUIRY = "ilo-commission-of-inquiry"
    ILO_COMMITTEE_ON_FREEDOM_OF_ASSOCIATION = "ilo-committee-on-freedom-of-association"


class Cause(StrEnum):
    """What a decision rests on."""

    WORKER_RIGHTS = "worker-rights"
    FORCED_LABOUR = "forced-labour"
    FREEDOM_OF_ASSOCIATION = "freedom-of-association"
    CIVIL_AND_POLITICAL_RIGHTS = "civil-and-political-rights"


class Extent(StrEnum):
    """Whether a measure took all of a country's preferences."""

    WHOLE = "whole"
    PARTIAL = "partial"


class Evidence(StrEnum):
    """``seen``: stated in a document that was read; ``partial``: some of what matters was not."""

    SEEN = "seen"
    PARTIAL = "partial"


_NEVER = {RatificationStatus.NOT_RATIFIED, RatificationStatus.NOT_PARTY, RatificationStatus.SIGNED_ONLY}


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, alias_generator=lambda name: name.replace("_", "-")
    )


class Source(_Entry):
    """A public table of ratifications: its title, publisher, the day as of which it holds, what it covers."""

    title: str
    publisher: str
    as_of: PartialDate
    covers: tuple[str, ...] = ()


class _Sourced(_Entry):
    id: str
    sources: tuple[str, ...] = Field(min_length=1)
    unverified: tuple[str, ...] = ()
    note: str = ""

    def is_verified(self, field: str) -> bool:
        """Whether a source shows the field: ``titles.en``, ``articles.4``, ``adopted.day``.

        A field is not verified when it, what holds it, or part of it is listed as unverified.
        """
        return not any(_within(field, listed) or _within(listed, field) for listed in self.unverified)

    @model_validator(mode="after")
    def _lists_own_fields(self) -> _Sourced:
        for listed in self.unverified:
            name, _, part = listed.partition(".")
            value = getattr(self, name.replace("-", "_"), None)
            if not value or (part and isinstance(value, Mapping) and part not in value):
                raise ValueError(f"{self.id}: 'unverified' lists '{listed}', which is not there")
        return self


def _within(field: str, holder: str) -> bool:
    return field == holder or field.startswith(holder + ".")


class Instrument(_Sourced):
    """A convention, covenant, declaration, statute or rule that a letter relies on.

    ``names`` are short names, ``titles`` official ones, ``also`` what else it is called, ``subject`` words to follow a
    name ("on freedom of association …"), ``article`` the one before it, each by language. ``number`` is that of an ILO
    convention; ``articles`` are paraphrases by article, ``text`` the provision itself. ``members`` (ISO 3166 alpha-2)
    are the States of a regional convention, ``former_members`` those that left, with the day. ``fundamental_since`` is
    when it joined the ILO's fundamental conventions, where it was none from 1998. ``valid_until`` is the last day of
    the trade preferences that the provision governs. ``topics`` are those of `letterkit.library.Clause`.
    """

    kind: InstrumentKind
    group: str
    binds: Binds
    topics: tuple[str, ...] = ()
    number: int | None = None
    adopted: PartialDate | None = None
    in_force: PartialDate | None = None
    valid_until: datetime.date | None = None
    scheme: Scheme | None = None
    members: frozenset[str] = frozenset()
    former_members: Frozen[str, datetime.date] = Field(default_factory=lambda: MappingProxyType({}))
    fundamental_since: PartialDate | None = None
    names: Texts
    titles: Texts
    also: Frozen[str, tuple[str, ...]] = Field(default_factory=lambda: MappingProxyType({}))
    subject: Texts
    article: Texts = Field(default_factory=lambda: MappingProxyType({}))
    articles: Texts = Field(default_factory=lambda: MappingProxyType({}))
    text: str = ""
    citation: str = ""
    normlex: int | None = None

    @property
    def ratifiable(self) -> bool:
        """Whether States become bound by ratifying or acceding; nobody ratifies a declaration or a statute."""
        return self.binds in (Binds.PARTIES, Binds.REGION)

    @property
    def months_to_entry(self) -> int | None:
        """Months from a State's ratification until the instrument is in force for it; None when not recorded.

        Twelve from registration for ILO conventions (Convention No. 87, art. 15(3), and the same final article of
        the others; Protocol of 2014, art. 8); three from deposit for the covenants (ICCPR art. 49(2), ICESCR
        art. 27(2)).
        """
        match self.kind:
            case InstrumentKind.ILO_CONVENTION | InstrumentKind.ILO_PROTOCOL:
                return 12
            case InstrumentKind.COVENANT:
                return 3
            case _:
                return None

    def open_to(self, country: str, on: datetime.date) -> bool:
        """Whether the State could be bound by it on that day: always, but for the convention of a region."""
        if self.binds is not Binds.REGION or country in self.members:
            return True
        left = self.former_members.get(country)
        return left is not None and on < left

    def fundamental_on(self, day: datetime.date) -> bool:
        """Whether every Member of the ILO was bound by its principles on that day, ratified or not.

        Those of the Declaration of 1998; occupational safety and health joined them in June 2022.
        """
        since = self.fundamental_since
        return self.group == "fundamental" and (since is None or since.last <= day)

    def valid_on(self, day: datetime.date) -> bool:
        """Whether a letter of ``day`` can rely on it: adopted by then, and its trade preferences not expired.

        The United States preferences ended after 31 December 2020 (19 U.S.C. § 2465); those of Regulation (EU) No
        978/2012 end after 31 December 2027.
        """
        if self.adopted and day < self.adopted.first:
            return False
        return self.valid_until is None or day <= self.valid_until


@dataclass(frozen=True, slots=True)
class Ratification:
    """One cell of a ratification table.

    ``country`` is ISO 3166 alpha-2. ``date`` is that of registration (ILO) or deposit (UN), or of signature when
    the State only signed. ``other_date`` is what another table gives instead.
    """

    country: str
    iso3: str
    instrument: str
    status: RatificationStatus
    source: Source
    date: PartialDate | None = None
    denounced: PartialDate | None = None
    other_date: PartialDate | None = None
    note: str = ""

    @property
    def never(self) -> bool:
        """Whether the table says that the State had not become a party by the table's day."""
        return self.status in _NEVER

    @property
    def window(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day on which the State can have become a party; None when it never did."""
        if self.date is None or self.status in _NEVER:
            return None
        dates = [self.date, self.other_date or self.date]
        return min(date.first for date in dates), max(date.last for date in dates)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a State had ratified an instrument on a day, and how that is known.

    ``ratified`` is the date of registration or deposit, given only when the kind is ``RATIFIED``; ``denounced``
    only when a denunciation has taken effect. ``in_force`` says whether the instrument bound the State that day:
    True and False are certain, None is not known. ``in_force_by`` is the first day on which it surely did, the
    very day of entry into force when ``ratified`` is known to the day. ``cell`` is the table's own cell, if any.
    """

    kind: StandingKind
    country: str
    instrument: str
    on: datetime.date
    ratified: PartialDate | None = None
    denounced: PartialDate | None = None
    in_force: bool | None = None
    in_force_by: datetime.date | None = None
    cell: Ratification | None = None

    @property
    def source(self) -> Source | None:
        """The table that was asked; None when none covers the instrument and the State."""
        return self.cell.source if self.cell else None

    @property
    def as_of(self) -> PartialDate | None:
        """The day as of which that table holds."""
        return self.cell.source.as_of if self.cell else None


class Petition(_Entry):
    """Who brought the case, and when."""

    by: str
    date: PartialDate


class Restoration(_Entry):
    """When the preferences came back: the decision, and its effect where it is known apart."""

    date: PartialDate
    effective: PartialDate | None = None


class Scope(_Entry):
    """How much of the preferences a measure took; ``words`` say it in each language."""

    extent: Extent
    words: Texts = Field(default_factory=lambda: MappingProxyType({}))


class Precedent(_Sourced):
    """A withdrawal of trade preferences or a measure of the ILO.

    ``causes`` is what the decision rests on, ``instruments`` what it names. ``date`` is that of the decision,
    ``effective`` that of its effect; at least one of them is there.
    """

    country: str = Field(pattern="^[A-Z]{2}$")
    scheme: Scheme
    measure: Measure
    by: Decider | None = None
    date: PartialDate | None = None
    effective: PartialDate | None = None
    petition: Petition | None = None
    causes: tuple[Cause, ...] = Field(min_length=1)
    instruments: tuple[str, ...] = ()
    scope: Scope | None = None
    restored: Restoration | None = None
    citation: str = ""
    evidence: Evidence

    @property
    def when(self) -> PartialDate:
        """The date of the decision, or of its effect when only that is known."""
        when = self.date or self.effective
        assert when is not None
        return when

    def restored_by(self, day: datetime.date) -> bool:
        """Whether a restoration that is on record had taken effect by ``day``."""
        return self.restored is not None and (self.restored.effective or self.restored.date).last <= day

    @model_validator(mode="after")
    def _dated(self) -> Precedent:
        if not (self.date or self.effective):
            raise ValueError(f"{self.id}: neither 'date' nor 'effective'")
        return self


class _Sources(_Entry):
    tables: Frozen[str, Source]
    predecessors: Frozen[str, int]
    documents: Texts
    ratifications_page: str
    provenance: tuple[str, ...]
    limits: tuple[str, ...]


_SCHEMES: TypeAdapter[Mapping[Scheme, Mapping[str, str]]] = TypeAdapter(Frozen[Scheme, Texts])
_CAUSES: TypeAdapter[Mapping[Cause, Mapping[str, str]]] = TypeAdapter(Frozen[Cause, Texts])


@dataclass(frozen=True)
class Law:
    """All law data of one folder. `load_law` makes it.

    ``schemes`` and ``causes`` name those of the precedents by language. ``predecessors`` is the year up to which a
    successor State may have been bound through its predecessor. ``documents`` are the titles behind the
    ``sources`` of instruments; ``provenance`` says how the tables were obtained,
    ``limits`` what they do not cover.
    """

    instruments: Mapping[str, Instrument]
    ratifications: Mapping[tuple[str, str], Ratification]
    every_precedent: tuple[Precedent, ...]
    schemes: Mapping[Scheme, Mapping[str, str]]
    causes: Mapping[Cause, Mapping[str, str]]
    predecessors: Mapping[str, int]
    documents: Mapping[str, str]
    ratifications_page: str
    provenance: tuple[str, ...]
    limits: tuple[str, ...]

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
        denounced = cell.denounced if kind is StandingKind.NOT_RATIFIED and _after_denunciation(cell, on) else None
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

    def precedents(
        self,
        *,
        scheme: Scheme | str | None = None,
        country: str | None = None,
        measure: Measure | str | None = None,
        cause: Cause | str | None = None,
        petition_by: str | None = None,
        before: datetime.date | None = None,
        evidence: tuple[Evidence | str, ...] = (Evidence.SEEN,),
    ) -> tuple[Precedent, ...]:
        """The precedents that fit every condition given, by date.

        ``before`` keeps those surely dated before that day, whether or not the measure had taken effect or has been
        reversed since. ValueError for a scheme, measure, cause or evidence that there is not.
        """
        asked_scheme = Scheme(scheme) if scheme else None
        asked_measure = Measure(measure) if measure else None
        asked_cause = Cause(cause) if cause else None
        asked_evidence = {Evidence(item) for item in evidence}
        return tuple(
            precedent
            for precedent in self.every_precedent
            if precedent.evidence in asked_evidence
            and (asked_scheme is None or precedent.scheme is asked_scheme)
            and (country is None or precedent.country == country)
            and (asked_measure is None or precedent.measure is asked_measure)
            and (asked_cause is None or asked_cause in precedent.causes)
            and (petition_by is None or (precedent.petition is not None and precedent.petition.by == petition_by))
            and (before is None or precedent.when.last < before)
        )

    def _kind(self, cell: Ratification, on: datetime.date) -> StandingKind:
        if cell.status is RatificationStatus.UNCERTAIN:
            return StandingKind.UNKNOWN
        if cell.window is None:
            proves = on <= cell.source.as_of.first and not self._succeeding(cell.country, on)
            return StandingKind.NOT_RATIFIED if proves else StandingKind.UNKNOWN
        earliest, latest = cell.window
        if cell.denounced and on >= cell.denounced.first:
            proves = _after_denunciation(cell, on) and on <= cell.source.as_of.first
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
        months = text.months_to_entry
        if cell.window is None or months is None:
            return None, None
        earliest, latest = (_months_later(day, months) for day in cell.window)
        if text.in_force:
            earliest, latest = max(earliest, text.in_force.first), max(latest, text.in_force.last)
        if on >= latest:
            return True, latest
        succession = cell.status is RatificationStatus.SUCCEEDED or self._succeeding(cell.country, cell.window[0])
        return (False if on < earliest and not succession else None), latest


def _after_denunciation(cell: Ratification, on: datetime.date) -> bool:
    """Whether a denunciation surely has effect: one year after its registration (Convention No. 105, art. 5(1))."""
    return cell.denounced is not None and on >= _months_later(cell.denounced.last, 12)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day ``months`` later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return datetime.date(day.year + years, month + 1, min(day.day, last))


def load_law(folder: Path) -> Law:
    """The law data in ``folder`` (``templates/law``), read once for each folder.

    The files are part of letterkit: ValueError when one of them is malformed.
    """
    return _load(folder.resolve())


@cache
def _load(folder: Path) -> Law:
    sources = _Sources.model_validate(_read(folder / "sources.yml"))
    written = _read(folder / "precedents.yml")
    if set(written) != {"schemes", "causes", "precedents"}:
        raise ValueError("precedents.yml: expected 'schemes', 'causes' and 'precedents'")
    schemes: Mapping[Scheme, Mapping[str, str]] = _SCHEMES.validate_python(written["schemes"])
    causes: Mapping[Cause, Mapping[str, str]] = _CAUSES.validate_python(written["causes"])
    instruments = {key: Instrument.model_validate(entry) for key, entry in _entries(_read(folder / "instruments.yml"))}
    precedents = [Precedent.model_validate(entry) for _, entry in _entries(written["precedents"])]
    _refer("precedents.yml: schemes", Scheme, schemes)
    _refer("precedents.yml: causes", Cause, causes)
    for instrument in instruments.values():
        _refer(f"instruments.yml: {instrument.id}: sources", instrument.sources, sources.documents)
    for precedent in precedents:
        _refer(f"precedents.yml: {precedent.id}: instruments", precedent.instruments, instruments)
    for name, table in sources.tables.items():
        _refer(f"sources.yml: {name}: covers", table.covers, instruments)
    ratifications: dict[tuple[str, str], Ratification] = {}
    order = {key: place for place, key in enumerate(instruments)}
    for cell in sorted(_cells(folder / "ratifications.csv", sources), key=lambda cell: order[cell.instrument]):
        if ratifications.setdefault((cell.country, cell.instrument), cell) is not cell:
            raise ValueError(f"ratifications.csv: {cell.country} {cell.instrument} is given twice")
    return Law(
        MappingProxyType(instruments),
        MappingProxyType(ratifications),
        tuple(sorted(precedents, key=lambda precedent: (precedent.when.first, precedent.id))),
        schemes,
        causes,
        sources.predecessors,
        sources.documents,
        sources.ratifications_page,
        sources.provenance,
        sources.limits,
    )


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


def _cells(path: Path, sources: _Sources) -> Iterator[Ratification]:
    covering = {instrument: table for table in sources.tables.values() for instrument in table.covers}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            try:
                cell = Ratification(
                    row["country"],
                    row["iso3"],
                    row["instrument"],
                    RatificationStatus(row["status"]),
                    sources.tables[row["source"]] if row["source"] else covering[row["instrument"]],
                    _date(row["date"]),
                    _date(row["denounced"]),
                    _date(row["other_date"]),
                    row["note"],
                )
            except KeyError as error:
                raise ValueError(f"{path.name}: {row} has no known {error}") from error
            _check(cell, row["precision"], path.name)
            yield cell


def _check(cell: Ratification, precision: str, name: str) -> None:
    undated = cell.status in _NEVER - {RatificationStatus.SIGNED_ONLY} or cell.status is RatificationStatus.UNCERTAIN
    if (cell.date is None) is not undated or (cell.date.precision if cell.date else "") != precision:
        raise ValueError(f"{name}: {cell.country} {cell.instrument}: the date does not fit the status or the precision")
    if (cell.denounced is None) is (cell.status is RatificationStatus.DENOUNCED):
        raise ValueError(f"{name}: {cell.country} {cell.instrument}: 'denounced' needs a date, and only it has one")


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
