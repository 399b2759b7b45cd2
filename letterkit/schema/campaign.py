"""What a campaign file can say."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from letterkit.foundation.dates import Day, PartialDate
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Row, Scalar, Table, location_of
from letterkit.schema.approvals import Approvals
from letterkit.schema.clause import Role
from letterkit.schema.countries import CountryCode
from letterkit.schema.counts import count_of
from letterkit.schema.expectations import Expectation
from letterkit.schema.fields import (
    OTHERS_WORDS,
    Gender,
    Name,
    Names,
    OtherNames,
    Record,
    Text,
    ValidationContext,
    Words,
    WrittenIn,
    YesNo,
    as_list,
)
from letterkit.schema.letter_plan import Groups, LetterPlan, Mail, Paragraphs
from letterkit.schema.organisation import Act, Organisation
from letterkit.schema.sender import Sender


class Source(Record):
    """A document that a fact rests on; a confidential one is never named outside the workspace."""

    called: ClassVar[str] = "a source"

    title: Scalar
    date: PartialDate | None = None
    confidential: YesNo = False


class Office(Record):
    """An office held: its title, where, and from when until when; ``as_well`` as the one before it in the list."""

    shorthand: ClassVar[str] = "office"

    office: Text
    of: Scalar | None = None
    from_: PartialDate | None = None
    until: PartialDate | None = None
    as_well: YesNo = False


class Person(Record):
    """Someone a letter speaks of. ``publish`` is the person's own decision about being named."""

    called: ClassVar[str] = "a person"

    name: Name
    surname: Name | None = None
    initials: Scalar | None = None
    also: OtherNames = ()
    gender: Gender | None = None
    offices: Annotated[tuple[Office, ...], BeforeValidator(as_list)] = ()
    publish: Literal["yes", "initials", "no"]
    acts: tuple[Act, ...] = ()

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """One ``office`` (and ``of``) as a list of one office."""
        stray = [key for key in table if key in ("office", "of")]
        if stray and ("offices" in table or "office" not in table):
            hint = "write it within 'offices:'" if "offices" in table else "add 'office: ...'"
            reading.problems.append(Problem("LK121", f"'{stray[0]}' cannot stand here", stray[0].location, hint))
            return table
        if not stray:
            return table
        office = Table({key: table[key] for key in table if key in ("office", "of")})
        office.location = location_of(table.key("office")) or table.location
        rewritten = Table({key: value for key, value in table.items() if key not in ("office", "of")})
        rewritten.location = table.location
        row = Row([office])
        row.location = office.location
        rewritten[Scalar("offices", office.location)] = row
        return rewritten

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys, those of a single office among them."""
        return (*super().keys(), "office", "of")


class Group(Record):
    """People without names: "19 activists", "dozens of workers of ...".

    ``members`` names them all, where all are people of the campaign, ``among`` some of them. ``of`` is the organisation
    to which they belong, the person whose relatives they are, or the group of which they are a part. ``file`` is a CSV
    file whose rows are the members.
    """

    called: ClassVar[str] = "a group"

    noun: Text
    of: Scalar | None = None
    count: Text | None = None
    members: Words = ()
    among: Words = ()
    file: Scalar | None = None
    also: OtherNames = ()
    gender: Gender | None = None
    acts: tuple[Act, ...] = ()

    @property
    def is_one(self) -> bool:
        """Whether it is somebody of whom the campaign has no name: "a cleaner"."""
        return self.count is not None and self.count.first == "1"

    @property
    def is_class(self) -> bool:
        """Whether it is all of a kind, of whom nothing is told one by one: "all independent journalists"."""
        count = count_of(str(self.count.first)) if self.count else None
        return count is not None and (count.how, count.number) == ("all", None) and not (self.listed or self.acts)

    @property
    def listed(self) -> Words:
        """Those of them who are people of the campaign: all, or some."""
        return (*self.members, *self.among)

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """The table as it is; who names all of a group does not name some of them besides."""
        if "members" in table and "among" in table:
            message, hint = "'among' cannot stand beside 'members', which names all of them", "keep one of the two"
            reading.problems.append(Problem("LK121", message, location_of(table.key("among")), hint))
        return table


class NationalLaw(Record):
    """A national law that letters speak of, by its articles or by its sections."""

    called: ClassVar[str] = "a law"

    name: Name
    articles: Words = ()
    sections: Words = ()

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """The table as it is; a law is divided into articles or into sections, and letters cite one of the two."""
        if "articles" in table and "sections" in table:
            message = "'sections' cannot stand beside 'articles': letters cite a law by one of the two"
            hint = "keep what the law is divided into"
            reading.problems.append(Problem("LK121", message, location_of(table.key("sections")), hint))
        return table


class Target(Record):
    """Someone a letter is sent or copied to: a person in an office, an office, or a body.

    ``dear`` is what the salutation calls them, when it is not their office. ``is_`` says whom they act for, since that
    decides what can be asked of them, and how: of a company nobody asks what its government should do. ``checked`` is
    the day on which somebody last made sure that person, office and address hold.
    """

    called: ClassVar[str] = "a target"

    is_: Role = "government"
    name: Name | None = None
    surname: Name | None = None
    also: OtherNames = ()
    gender: Gender | None = None
    honorific: Name | None = None
    office: Text | None = None
    dear: Text | None = None
    of: Name | None = None
    address: Names = ()
    email: Annotated[tuple[Mail, ...], BeforeValidator(as_list)] = ()
    from_: Day | None = None
    until: Day | None = None
    checked: Day | None = None

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """The table as it is; what is said of a name that is not given would show nowhere."""
        for key in table:
            if key in ("honorific", "surname", "also") and "name" not in table:
                message = f"'{key}' cannot stand without a name"
                reading.problems.append(Problem("LK121", message, key.location, "add 'name: ...', or delete it"))
        return table


def _of_its_own(date: PartialDate) -> PartialDate:
    if not date.bound:
        return date
    message = "expected the day, the days or the month of an occasion, found '{found}'; {hint}"
    raise PydanticCustomError("occasion", message, {"found": str(date), "hint": "leave it out while nobody knows it"})


class Occasion(Record):
    """A meeting, hearing or visit at which a third party can raise the demands, and when it is.

    Without a date it is to come, and nothing says when.
    """

    called: ClassVar[str] = "an occasion"
    none_says: ClassVar[frozenset[str]] = frozenset({"article"})

    name: Name
    article: Name | None = None
    date: Annotated[PartialDate, AfterValidator(_of_its_own)] | None = None
    agenda: Annotated[Text | None, OTHERS_WORDS] = None


class Met(Record):
    """A demand that was met, where no act shows it: the clause, and for whom (for all whom it names, when left out).

    ``how`` is a clause that follows "we note that", for a demand whose clause has no words for it.
    """

    demand: Scalar
    people: Words = ()
    organisations: Words = ()
    date: PartialDate
    how: Annotated[Text | None, OTHERS_WORDS] = None
    source: Scalar | None = None

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """The table as it is; a demand that is written as it was asked ("release: lomi") is one mistake, not four."""
        known = cls.keys()
        other = next((key for key in table if key not in known), None)
        if other is None or "demand" in table:
            return table
        hint = f"write 'demand: {other}', for whom under 'people:' or 'organisations:', and 'date:'"
        raise PydanticCustomError("met", "expected 'demand: ...', found '{key}'; {hint}", {"key": other, "hint": hint})


def _who(value: object) -> str:
    if isinstance(value, Person) or (isinstance(value, Mapping) and "noun" not in value and not _lacks_noun(value)):
        return "person"
    return "group"


def _lacks_noun(value: Mapping[object, object]) -> bool:
    """Whether somebody means a group, and has mistyped 'noun': it has a key that groups alone take, and no name."""
    return "name" not in value and not _OF_GROUPS.isdisjoint(map(str, value))


_OF_GROUPS = frozenset(Group.keys()) - frozenset(Person.keys()) - {"file"}


PersonOrGroup = Annotated[Annotated[Person, Tag("person")] | Annotated[Group, Tag("group")], Discriminator(_who)]


class Shared(Record):
    """Facts that campaigns share: what an included file can hold."""

    sources: Mapping[Scalar, Source] = Field(default_factory=dict)
    senders: Mapping[Scalar, Sender] = Field(default_factory=dict)
    organisations: Mapping[Scalar, Organisation] = Field(default_factory=dict)
    people: Mapping[Scalar, PersonOrGroup] = Field(default_factory=dict)
    laws: Mapping[Scalar, NationalLaw] = Field(default_factory=dict)
    targets: Mapping[Scalar, Target] = Field(default_factory=dict)
    occasions: Mapping[Scalar, Occasion] = Field(default_factory=dict)


class Campaign(Shared):
    """A campaign file with what it includes: facts once, letters from them.

    ``key`` is the file's name without its suffix; it names the folder of the campaign's drafts. ``texts`` holds what
    its files say, by their names in marks. ``approvals`` are the roles that must approve its letters, None for those
    that the letterhead asks for. ``lists`` are the plans of which each sender or target has a letter among ``letters``;
    ``refused`` are the senders with mistakes, who have none. ``language`` is that
    of its plain phrases, and of its letters that name none. ``written_in`` are the letters that name their language,
    and the file that does: plain phrases in them are in it.
    """

    called: ClassVar[str] = "the campaign, at the margin"

    derived = frozenset({"location", "key", "folder", "texts", "lists", "refused", "written_in"})

    key: str = ""
    folder: str = ""
    texts: Mapping[str, str] = Field(default_factory=dict)
    lists: Mapping[Scalar, LetterPlan] = Field(default_factory=dict)
    refused: Mapping[Scalar, tuple[Problem, ...]] = Field(default_factory=dict)
    written_in: tuple[WrittenIn, ...] = ()
    campaign: Scalar
    country: CountryCode
    language: Scalar | None = None
    include: Words = ()
    grounds: Paragraphs = ()
    consequences: Paragraphs = ()
    demands: Groups = ()
    met: Annotated[tuple[Met, ...], BeforeValidator(as_list)] = ()
    approvals: Approvals | None = None
    tests: Annotated[tuple[Expectation, ...], BeforeValidator(as_list)] = ()
    letters: Mapping[Scalar, LetterPlan]
