"""An organisation that sends letters: its facts, its house style, its layout."""

import datetime
import re
from collections.abc import Mapping
from itertools import combinations
from typing import Annotated, ClassVar, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.dates import Day
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar, Table, describe
from letterkit.schema.approvals import Approvals
from letterkit.schema.counts import Count, count_of
from letterkit.schema.fields import Gender, Name, Names, Number, OtherNames, Record, Text, Words, WrittenIn, YesNo
from letterkit.schema.look import HouseLook
from letterkit.schema.organisation import Organisation
from letterkit.schema.stationery import OwnSheets
from letterkit.schema.style import HouseStyle

Counted = Literal["members", "affiliates", "countries", "federations"]
COUNTED: tuple[Counted, ...] = get_args(Counted)
"""What the figures of an organisation count."""


def _number_of_members(value: object) -> Count:
    if isinstance(value, Count):
        return value
    count = count_of(str(value).replace("_", "")) if isinstance(value, str) else None
    if count is None or count.number is None or count.how == "all":
        message = "expected a whole number, such as 250000, found {found}; {hint}"
        hint = "write it in digits; 'more than', 'at least', 'nearly', 'about' or 'up to' can stand before it"
        raise PydanticCustomError("members", message, {"found": describe(value), "hint": hint})
    return count


class Figures(Record):
    """Numbers about an organisation, valid from a day until a later entry; that of its members need not be exact."""

    as_of: Day
    members: Annotated[Count, PlainValidator(_number_of_members)] | None = None
    affiliates: Number | None = None
    countries: Number | None = None
    territories: YesNo = False
    federations: Number | None = None
    source: Scalar | None = None

    def number(self, of: Counted) -> int | None:
        """How many members, affiliates, countries or federations; None where it is not said."""
        said: Count | int | None = getattr(self, of)
        return said.number if isinstance(said, Count) else said


def _picture(file: Scalar) -> Scalar:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 _-]*\.(png|jpe?g|svg)", file):
        raise PydanticCustomError(
            "picture",
            "expected a picture in the letterhead's folder, such as signature.png, found {found}",
            {"found": describe(file)},
        )
    return file


class OfficerTerm(Record):
    """An officer of an organisation: ``office`` as printed, ``head`` when the letterhead names them.

    ``signature`` is a picture of the officer's signature, a file in the letterhead's folder.
    """

    sample: ClassVar[str] = "{name: Jane Berg, office: General Secretary}"

    name: Scalar | None = None
    gender: Gender | None = None
    office: Text
    of: Name | None = None
    head: YesNo = False
    signature: Annotated[Scalar, AfterValidator(_picture)] | None = None
    from_: Day | None = None
    until: Day | None = None


class RosterTerm(Record):
    """Names printed in a letterhead between two days."""

    title: Text
    names: Words
    from_: Day | None = None
    until: Day | None = None


Term = TypeVar("Term", OfficerTerm, RosterTerm)


def _ends_after_it_begins(term: Term) -> Term:
    """A term of office ends no earlier than it begins."""
    if term.from_ and term.until and term.until < term.from_:
        found, hint = f"{term.from_} to {term.until}", "exchange the two days, or correct one"
        raise PydanticCustomError(
            "term", "expected a term that ends after it begins, found {found}; {hint}", {"found": found, "hint": hint}
        )
    return term


def _one_at_a_time(rosters: tuple[RosterTerm, ...]) -> tuple[RosterTerm, ...]:
    """Rosters of which one is printed at a time; on the day of a change, both may hold, and the first is."""
    for one, other in combinations(rosters, 2):
        start = max(roster.from_ or datetime.date.min for roster in (one, other))
        if start < min(roster.until or datetime.date.max for roster in (one, other)):
            found = f"'{one.title.first}' and '{other.title.first}' at the same time"
            hint = "end one with 'until:' before the other begins"
            message = "expected rosters that follow each other, found {found}; {hint}"
            raise PydanticCustomError("rosters", message, {"found": found, "hint": hint})
    return rosters


class Contact(Record):
    """A line of a letterhead: its label (may be absent) and text."""

    shorthand = "text"

    label: Name | None = None
    text: Scalar


StandardName = Literal[
    "din-5008-a",
    "din-5008-b",
    "sn-010130",
    "sn-010130-left",
    "nf-z-11-001",
    "us-business",
    "us-business-window",
]


class Layout(Record):
    """How a letterhead lays a letter out. ``continuation`` lists what heads page two, in order.

    ``standard`` is one of `letterkit.typeset.standards`; without one, the letterhead's own flow. ``enclosed_pages``
    says that the pages of enclosed files stand behind the letter.
    """

    paper: Literal["A4", "Letter"] = "A4"
    standard: StandardName | None = None
    fold_marks: YesNo = False
    date: Literal["above", "below"] = "above"
    roster: Literal["side", "foot"] = "foot"
    languages: Words = ()
    continuation: tuple[Literal["salutation", "target", "date", "sender"], ...] = (
        "sender",
        "target",
        "date",
    )
    page_words: YesNo = False
    reference: Literal["head", "foot"] = "head"
    copies: Literal["head", "foot"] = "foot"
    office_with_name: YesNo = False
    enclosed_pages: YesNo = False


class Limits(Record):
    """How long a house lets a letter and a paragraph be, in words, and how old what nobody looked at since, in days.

    ``status_days`` are those of an unconfirmed status, ``address_days`` those of a target that was checked some day.
    """

    words: Number = 750
    paragraph: Number = 180
    status_days: Number = 60
    address_days: Number = 180


class Letterhead(Record):
    """An organisation that sends letters: its facts, its house style, its layout, its limits.

    ``stationery`` are sheets that somebody has designed, on which its letters are set. A ``familiar`` one is called by
    its short name from the first mention on in its own letters. ``lineage`` are the folders where its files are looked
    for: its own, then those of the letterheads that it is ``like``. ``told`` is what a spreadsheet says of it, by
    place: the name of the value, and the value. ``joint`` are those who write on it together. ``counted`` says of
    that of a letter that it has figures of later days.
    """

    derived = frozenset({"location", "key", "lineage", "told", "counted"})

    key: str = ""
    lineage: tuple[str, ...] = ()
    told: Mapping[Location, tuple[str, str]] = Field(default_factory=dict)
    like: Scalar | None = None
    joint: Words = ()
    name: Name
    short: Name | None = None
    article: Name | None = None
    short_article: Name | None = None
    gender: Gender | None = None
    described_as: Text | None = None
    also: OtherNames = ()
    familiar: YesNo = False
    slogan: Name | None = None
    place: Name
    language: Scalar = Scalar("en")
    address: Names = ()
    contacts: tuple[Contact, ...] = ()
    speaks_for: Text | None = None
    writes_as: Text | None = None
    about: Text | None = None
    officers: Mapping[Scalar, Annotated[OfficerTerm, AfterValidator(_ends_after_it_begins)]] = Field(
        default_factory=dict
    )
    signs: Scalar | None = None
    approvals: Approvals = Field(default_factory=dict)
    rosters: Annotated[tuple[RosterTerm, ...], AfterValidator(_one_at_a_time)] = ()
    figures: tuple[Figures, ...] = ()
    counted: bool = False
    style: Mapping[Scalar, HouseStyle] = Field(default_factory=dict)
    layout: Layout = Field(default_factory=Layout)
    limits: Limits = Field(default_factory=Limits)
    look: HouseLook = Field(default_factory=HouseLook)
    stationery: OwnSheets | None = None

    def figures_on(self, day: datetime.date) -> Figures | None:
        """The newest figures stated on or before ``day``."""
        known = [figures for figures in self.figures if figures.as_of <= day]
        return max(known, key=lambda figures: figures.as_of, default=None)

    def as_organisation(self) -> Organisation:
        """The organisation as other letters speak of it."""
        return Organisation(
            name=self.name,
            short=self.short,
            article=self.article,
            short_article=self.short_article,
            gender=self.gender,
            described_as=self.described_as,
            also=self.also,
            location=self.location,
        )


class Bodies(Record):
    """International bodies that any campaign can speak of."""

    organisations: Mapping[Scalar, Organisation]


# What a letterhead takes from the one that it is like key by key, and how many levels deep; all else it takes whole,
# because half of another's facts would be nobody's.
_BY_KEY = {"style": 2, "layout": 1, "look": 1}


def join_tables(own: Table, other: Table, depths: Mapping[str, int] = _BY_KEY) -> Table:
    """The keys of both, the own ones first; an own key without a value takes the other's out."""
    joined = Table({key: value for key, value in own.items() if value != ""})
    joined.location = own.location
    for key, value in other.items():
        mine = own.get(key, value)
        if key not in own:
            joined[key] = value
        elif (depth := depths.get(key, 0)) and isinstance(mine, Table) and isinstance(value, Table):
            joined[key] = join_tables(mine, value, dict.fromkeys((*mine, *value), depth - 1))
    return joined


_WHOLE = 1_000_000
"""No letterhead has so many lines."""


def plain_words_of(table: Table, file: str) -> tuple[WrittenIn, ...]:
    """The lines of a letterhead's file whose plain text is in the language that it names, and in no other."""
    named = table.get(Scalar("language"))
    return (WrittenIn(file, 1, _WHOLE, str(named)),) if isinstance(named, Scalar) and named.strip() else ()
