"""What checks need to know of a language: ``checking.yml`` and ``claims.yml`` in its folder. All of it is optional.

The description of each field says what goes unchecked without it, in the words of a problem (LK813).
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from letterkit.foundation.strict_yaml import Scalar, Table
from letterkit.schema.clause import Role
from letterkit.schema.fields import Gender, Record, ValidationContext, Words
from letterkit.schema.wording import CasedRegex, GroupRegex, LocaleCode, Regex

Stretch = Literal[
    "yesterday", "tomorrow", "this-week", "last-week", "next-week", "this-month", "last-month", "next-month"
]
"""A stretch of time as seen from the day of a letter."""

NounKind = Literal["people", "bodies", "places", "bodies-and-places", "goods", "harms", "grounds"]
"""What a phrase can be by its noun: who acts, where one is, what can be held in the hand, what hurts, why."""


class FormsOfAddress(Record):
    """Words of an ``office`` in forms of address ("Minister"), and of ``rank`` beside or instead of it ("Deputy")."""

    office: Words
    rank: Words


class UnfitClose(Record):
    """A close that does not go with a salutation, in one spelling, and what to write ``instead``."""

    salutation: CasedRegex
    close: CasedRegex
    instead: Scalar
    spelling: Scalar


class Ahead(Record):
    """``hints``: words of a sentence that can speak of what is to come; ``announces``: words before what is to come."""

    hints: Regex
    announces: Regex


class Notes(Record):
    """Notes to oneself or a colleague: what they say in brackets, how they begin, and words about the text itself.

    ``marks`` are those of versions of a text, before or behind it: "- DRAFT", "(final v2)". ``tasks`` are what is done
    to a text ("check", "confirm"), ``leads`` the words before them where somebody is to do it ("Ana to confirm"), and
    ``labels`` what is said of a text, or stands in the place of what is missing ("too long", "date here").
    """

    bracketed: CasedRegex
    tasks: Words = ()
    leads: Words = ()
    labels: Words = ()
    marks: CasedRegex | None = None
    openings: CasedRegex
    about: Regex


class Checking(Record):
    """What checks look for in a text, and what they pass over."""

    name_endings: Words = Field((), description="endings of names")
    titles: Mapping[Gender, Words] = Field(default_factory=dict, description="titles before names")
    articles: Words = Field((), description="offices after names")
    forms_of_address: FormsOfAddress | None = Field(None, description="whom the salutation addresses")
    openers: Words | None = Field(None, description="names that are like no known one")
    state: Regex | None = Field(None, description="whether a letter about a government goes to one")
    posts: Mapping[Role, Regex] = Field(default_factory=dict, description="whom an office shows its holder to act for")
    gendered: Mapping[Scalar, Scalar] = Field(default_factory=dict, description="offices of the other gender")
    feminine: Mapping[Scalar, Scalar] = Field(default_factory=dict, description="offices of women, held by men")
    familiar: Words | None = Field(None, description="abbreviations that are not explained")
    function_words: Words | None = Field(None, description="sentences in another language, phrases said three times")
    doubled: Words | None = Field(None, description="words that stand twice")
    haste: tuple[Regex, ...] = Field((), description="signs of haste")
    placeholders: tuple[CasedRegex, ...] = Field((), description="gaps to be filled in, but for those of any language")
    notes: Notes | None = Field(None, description="notes to oneself or a colleague")
    unfinished: Words = Field((), description="sentences that break off at a small word")
    unled: Words = Field((), description="prepositions behind another")
    no_demand: Regex | None = Field(None, description="demands in a campaign's own words that are none")
    plurals: Regex | None = Field(None, description="groups whose noun is in the singular")
    matters: Mapping[Scalar, Regex] = Field(default_factory=dict, description="texts of which two languages differ")
    deeds: Regex | None = Field(None, description="why something was done, in the place of who did it")
    doers: Regex | None = Field(None, description="who did something, in the place of where or why")
    persons: Words = Field((), description="people in the place of what came of something")
    nouns: Mapping[NounKind, Words] = Field(
        default_factory=dict, description="a phrase of a kind that its key never has"
    )
    answers: Words = Field((), description="answers in the place of phrases")
    sentences: Regex | None = Field(None, description="sentences in the place of phrases")
    somebodys: Words = Field((), description="groups of members of which nothing says whose")
    accusing: Regex | None = Field(None, description="reasons of those who acted, told in the letter's own voice")
    numbered: Words = Field((), description="Roman numbers")
    salutations: CasedRegex | None = Field(None, description="whether an edited draft has a salutation")
    closes: CasedRegex | None = Field(None, description="whether an edited draft has a complimentary close")
    unfit_closes: tuple[UnfitClose, ...] = Field((), description="closes that do not fit the salutation")
    close_repeats: GroupRegex | None = Field(None, description="the form of address in the close")
    belonging: Words = Field((), description="initials beside the organisation of a person who is not to be named")
    before_names: Words = Field((), description="common words in small letters that may be a withheld name")
    both_spellings: Words = Field((), description="words of either spelling")
    made_of: Mapping[Scalar, Words] = Field(default_factory=dict, description="endings of words made of others")
    two_spellings: Mapping[Scalar, Scalar] = Field(default_factory=dict, description="what two spellings write apart")
    spans: Words = Field((), description="the first of several days of one month")
    relative: Mapping[Stretch, Regex] = Field(default_factory=dict, description="words such as 'this week'")
    ahead: Ahead | None = Field(None, description="days that are said to be past or ahead")
    first_person: Regex | None = Field(None, description="for how many members the sender speaks, in the first person")
    to_come: Regex | None = Field(None, description="what is to come, or only would be")
    no_answer: Regex | None = Field(None, description="that no answer came, where one did")
    their_letters: Regex | None = Field(None, description="letters of the addressee that no reply records")
    enclosing: Regex | None = Field(None, description="that something is enclosed, where nothing is")
    units: Regex | None = Field(None, description="what numbers count")
    represents: Regex | None = Field(None, description="for how many countries and affiliates the sender speaks")
    counted: Mapping[Scalar, Words] = Field(default_factory=dict, description="what the sender's figures count")
    bare_counts: Regex | None = Field(None, description="counts of groups that lack their article")
    partitives: Words = Field((), description="words between a number of members and what it counts")

    # What a language can have none of, or what only saves it from false alarms.
    quiet: ClassVar = frozenset(
        {
            "articles",
            "bare_counts",
            "before_names",
            "both_spellings",
            "close_repeats",
            "counted",
            "feminine",
            "gendered",
            "made_of",
            "name_endings",
            "numbered",
            "partitives",
            "two_spellings",
            "units",
        }
    )

    def titles_of(self, gender: str | None) -> tuple[Scalar, ...]:
        """The titles that tell a gender."""
        return next((words for known, words in self.titles.items() if known == gender), ())

    def unchecked(self) -> Iterator[str]:
        """What goes unchecked, since the language does not say it."""
        for name, field in type(self).model_fields.items():
            if name not in self.model_fields_set and field.description and name not in self.quiet:
                yield field.description


class Claims(Record):
    """How a sentence claims something of the law (docs/languages.md#claims says what each finds)."""

    convention: Regex
    conventions: Regex
    other_treaty: Regex
    glue: Words
    and_: Regex
    ratified: Regex
    party: Regex
    ratified_by: Regex
    bound: Regex
    obligations: Regex
    bound_on: Regex
    relative: Regex
    who: Regex
    taken: Regex
    self_: Annotated[Regex, Field(alias="self")]
    having: Regex
    aforesaid: Regex
    others: Regex
    unsaid: Regex
    principles: Regex
    ratify: Regex
    date: Regex
    ordinal: Regex
    sign: Regex
    preferences: Regex
    grantors: Mapping[Scalar, Regex]
    withdrawn: Regex
    whole: Regex
    still: Regex
    lapsed: Regex
    relations: Mapping[Literal["ratified", "party", "bound"], Regex] = Field(default_factory=dict)
    denied: Regex | None = None
    asked: Regex | None = None
    supposed: Regex | None = None
    entering: Regex | None = None
    among: Regex | None = None
    agent: Regex | None = None
    fundamental: Regex | None = None
    fronted: Regex | None = None
    unratified: Regex | None = None
    left: Regex | None = None
    no_member: Regex | None = None
    article: Regex | None = None
    first: Regex | None = None
    about: Regex | None = None
    rights: Mapping[Scalar, Regex] = Field(default_factory=dict)

    def patterns(self) -> Iterator[tuple[str, str]]:
        """The regular expressions by their keys."""
        for name, field in type(self).model_fields.items():
            if hasattr(value := getattr(self, name), "pattern"):
                yield field.alias or name, value.pattern


class ForeignWords(Record):
    """Words that betray a sentence in a language in which no letters are written, by the language's code."""

    words: Mapping[LocaleCode, Words] = Field(default_factory=dict)

    @classmethod
    def rewrite(cls, table: Table, reading: ValidationContext) -> Table:
        """The file is the mapping itself."""
        inner, rewritten = Table(table), Table()
        inner.location = rewritten.location = table.location
        rewritten[Scalar("words", table.location)] = inner
        return rewritten
