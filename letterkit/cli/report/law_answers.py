"""The shapes of what ``law --json`` says, as those of `letterkit.cli.report.answers`."""

from __future__ import annotations

from typing import TypedDict


class StandingAnswer(TypedDict):
    """How a country stands to an instrument; ``in_force`` is None where that is not known."""

    instrument: str
    name: str
    standing: str
    in_words: str
    ratified: str | None
    in_force: bool | None
    in_force_by: str | None
    denounced: str | None
    source: str | None
    as_of: str | None


class PrecedentAnswer(TypedDict):
    """A measure that a letter may recall; ``restored`` is the day on which it was taken back."""

    id: str
    country: str
    measure: str
    date: str | None
    effective: str | None
    extent: str | None
    restored: str | None
    causes: list[str]
    evidence: str
    unverified: list[str]
    sources: list[str]


class IndexAnswer(TypedDict):
    """A country's place in the Global Rights Index of a year."""

    year: int
    rating: str | None
    ten_worst: bool | None
    seen: bool


class PreferenceAnswer(TypedDict):
    """What trade preferences a country had by the list of a year (``list``)."""

    scheme: str
    list: int
    arrangement: str


class CountryAnswer(TypedDict):
    """``law``: the record of a country (``country`` is ISO 3166 alpha-2) on a day."""

    country: str
    name: str
    on: str
    ilo_member: bool
    instruments: list[StandingAnswer]
    precedents: list[PrecedentAnswer]
    index: list[IndexAnswer]
    preferences: list[PreferenceAnswer]


class InstrumentAnswer(TypedDict):
    """``law``: an instrument; ``ratified`` is None when no table says who ratified it."""

    instrument: str
    name: str
    title: str
    kind: str
    citation: str | None
    articles: dict[str, str]
    last_article: int | None
    rights: dict[str, str]
    unverified: list[str]
    adopted: str | None
    in_force: str | None
    valid_until: str | None
    on: str
    ratified: int | None
    last_known: str
    not_ratified: list[str]
    unknown: list[str]
    source: str | None
    as_of: str | None
    partial: bool
    page: str | None
    documents: list[str]
    precedents: list[PrecedentAnswer]


class TableAnswer(TypedDict):
    """A table of ratifications: the day as of which it holds, and how many it has."""

    title: str
    as_of: str
    cells: int


class CoverageAnswer(TypedDict):
    """``law`` without a name: what is covered; ``precedents`` are counted by scheme."""

    tables: list[TableAnswer]
    ratifications_unknown: list[str]
    not_ratifiable: list[str]
    precedents: dict[str, int]
    not_covered: list[str]


LawAnswer = CountryAnswer | InstrumentAnswer | CoverageAnswer
