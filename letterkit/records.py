"""What a campaign, a clause library and a letterhead can say: immutable records that know where they stand.

Keys in YAML are written with hyphens (``held-at``); the attribute is the same with underscores, and a key that
is a word of Python has a trailing one (``from_``). `validate` turns parsed YAML into a record and gathers every
problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from rapidfuzz import fuzz, process

from letterkit.dates import Day, PartialDate
from letterkit.problems import Mark, Problem
from letterkit.source import Row, Scalar, Table, describe, mark_of

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True)
class Reading:
    """What validation needs besides the data: the acts there are, and where problems gather."""

    act_kinds: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to ``word``, or "" when none is near."""
    names = list(known)
    found = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=60)
    if found is None and len(word) > 3:  # a part of a longer name
        found = process.extractOne(word, names, score_cutoff=80)
    return str(found[0]) if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The mend for a mistyped word: the nearest known one, or the list of those known."""
    names = sorted(set(known))
    if near := nearest(word, names):
        return f"did you mean '{near}'?"
    more = ", ..." if len(names) > 20 else ""
    return f"known here: {', '.join(names[:20])}{more}" if names else "none is known here yet; add it"


def _key(attribute: str) -> str:
    return attribute.rstrip("_").replace("_", "-")


class Record(BaseModel):
    """The base of all records: frozen, strict about keys, with the place where it was written."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=_key, populate_by_name=True, arbitrary_types_allowed=True
    )

    mark: Mark | None = None

    shorthand: ClassVar[str] = ""
    derived: ClassVar[frozenset[str]] = frozenset({"mark"})

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that the record takes in YAML: its fields but those ``derived`` from where it stands."""
        return tuple(field.alias or name for name, field in cls.model_fields.items() if name not in cls.derived)

    @model_validator(mode="before")
    @classmethod
    def _located(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, Scalar) and cls.shorthand and data.strip():
            return {cls.shorthand: data, "mark": data.mark}
        if not isinstance(data, Table):
            if isinstance(data, Mapping):
                return data
            raise PydanticCustomError(
                "mapping", "expected 'key: value' lines, found {found}", {"found": describe(data)}
            )
        reading = info.context if isinstance(info.context, Reading) else Reading()
        known = cls.keys()
        data = cls.rewrite(data, reading)
        for key in data:
            if key not in known:
                hint = did_you_mean(key, known)
                reading.problems.append(Problem("LK121", f"unknown key '{key}'", mark_of(key), hint))
        return {**{str(key): value for key, value in data.items() if key in known}, "mark": data.mark}

    @classmethod
    def rewrite(cls, table: Table, reading: Reading) -> Table:
        """The table in the record's own keys; records with a shorter way of writing override this."""
        return table


def one_key(table: Table, keys: Iterable[str], into: str, value_into: str) -> Table:
    """Rewrite ``{key: value, ...}`` with one of ``keys`` as ``{into: key, value_into: value, ...}``."""
    chosen = [key for key in table if key in set(keys)]
    if len(chosen) > 1:
        words = " and ".join(f"'{key}'" for key in chosen)
        raise PydanticCustomError("one_key", "expected one of them, found {words}", {"words": words})
    if not chosen:
        return table
    rewritten = Table({key: value for key, value in table.items() if key != chosen[0]})
    rewritten.mark = table.mark
    rewritten[Scalar(into, chosen[0].mark)] = chosen[0]
    rewritten[Scalar(value_into, chosen[0].mark)] = table[chosen[0]]
    return rewritten


def _as_list(value: object) -> object:
    if isinstance(value, list | tuple):
        return value
    row = Row([value])
    row.mark = mark_of(value) or Mark("", 1)
    return row


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if str(value) in ("yes", "true"):
        return True
    if str(value) in ("no", "false"):
        return False
    raise PydanticCustomError("yes_no", "expected yes or no, found {found}", {"found": describe(value)})


def _whole_number(value: object) -> int:
    if isinstance(value, int):
        return value
    text = str(value).replace(",", "").replace(" ", "").replace("_", "")
    if isinstance(value, str) and text.isdecimal():
        return int(text)
    raise PydanticCustomError("number", "expected a whole number, found {found}", {"found": describe(value)})


YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Number = Annotated[int, BeforeValidator(_whole_number)]


class Text(Record):
    """A phrase in one or more languages; written plainly, it is in English."""

    languages: Mapping[str, Scalar] = Field(default_factory=dict)
    neutral: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _located(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, str) and data.strip():
            return {"languages": {"": data}, "mark": mark_of(data)}
        if isinstance(data, Table) and data:
            for key in data:
                if not re.fullmatch(r"[a-z]{2,3}", key):
                    hint = "write 'en: ...', 'fr: ...'"
                    raise PydanticCustomError(
                        "language", "expected a language code, found '{key}'; {hint}", {"key": str(key), "hint": hint}
                    )
                if isinstance(data[key], list):
                    hint = "give the languages within each item of the list: '- {en: ..., fr: ...}'"
                    message = "expected text in '{key}', found a list; {hint}"
                    raise PydanticCustomError("text", message, {"key": str(key), "hint": hint})
            return {"languages": {str(key): value for key, value in data.items()}, "mark": data.mark}
        if isinstance(data, dict) and "languages" in data:
            return data
        raise PydanticCustomError(
            "text", "expected text, or text by language ('en: ...'), found {found}", {"found": describe(data)}
        )

    def within(self, language: str) -> Scalar | None:
        """The text in a language ("en", "fr"), or None when it has none in it."""
        if language in self.languages:
            return self.languages[language]
        return self.languages.get("") if self.neutral or language == "en" else None

    @property
    def first(self) -> Scalar:
        """The text in the first language given, for messages."""
        return next(iter(self.languages.values()))


class Name(Text):
    """A name: written plainly, it is the same in every language."""

    neutral: ClassVar[bool] = True


Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_as_list)]
Words = Annotated[tuple[Scalar, ...], BeforeValidator(_as_list)]
Days = Annotated[tuple[Day, ...], BeforeValidator(_as_list)]
Gender = Literal["male", "female"]


class Source(Record):
    """A document that a fact rests on; a confidential one is never named outside the workspace."""

    title: Scalar
    date: PartialDate | None = None
    confidential: YesNo = False


class Act(Record):
    """Something done to a person or an organisation, or by one, on a date (HURIDOCS: act).

    ``kind`` is one of the files in ``templates/clauses/acts``. ``confirmed`` lists days on which what it made of its
    victim was known still to hold.
    """

    kind: Scalar
    date: PartialDate
    confirmed: Days = ()
    ongoing: YesNo = False
    place: Text | None = None
    by: Text | None = None
    law: Scalar | None = None
    for_: Text | None = None
    held_at: Text | None = None
    outcome: Text | None = None
    object: Text | None = None
    alongside: Words = ()
    source: Scalar | None = None

    @classmethod
    def rewrite(cls, table: Table, reading: Reading) -> Table:
        """``{arrested: DATE}`` as ``{kind: arrested, date: DATE}``."""
        if not any(key in reading.act_kinds for key in table):
            known = cls.keys()
            unknown = [key for key in table if key not in known]
            hint = (
                did_you_mean(unknown[0], reading.act_kinds)
                if unknown
                else "begin with one, such as 'arrested: 2017-01-21'"
            )
            raise PydanticCustomError("act", "no act is named here; {hint}", {"hint": hint})
        for key in table:
            if key in ("kind", "date"):
                hint = "the act's name stands before its date, as in 'arrested: 2017-01-21'"
                reading.problems.append(Problem("LK121", f"unknown key '{key}'", key.mark, hint))
        return one_key(table, reading.act_kinds, "kind", "date")


class Office(Record):
    """An office held: its title, where, and from when until when."""

    shorthand: ClassVar[str] = "office"

    office: Text
    of: Scalar | None = None
    from_: PartialDate | None = None
    until: PartialDate | None = None


class Person(Record):
    """Someone a letter speaks of. ``publish`` is the person's own decision about being named."""

    name: Name
    surname: Name | None = None
    initials: Scalar | None = None
    also: Words = ()
    gender: Gender | None = None
    offices: Annotated[tuple[Office, ...], BeforeValidator(_as_list)] = ()
    publish: Literal["yes", "initials", "no"]
    acts: tuple[Act, ...] = ()

    @classmethod
    def rewrite(cls, table: Table, reading: Reading) -> Table:
        """One ``office`` (and ``of``) as a list of one office."""
        stray = [key for key in table if key in ("office", "of")]
        if stray and ("offices" in table or "office" not in table):
            hint = "write it within 'offices:'" if "offices" in table else "add 'office: ...'"
            reading.problems.append(Problem("LK121", f"'{stray[0]}' cannot stand here", stray[0].mark, hint))
            return table
        if not stray:
            return table
        office = Table({key: table[key] for key in table if key in ("office", "of")})
        office.mark = mark_of(table.key("office")) or table.mark
        rewritten = Table({key: value for key, value in table.items() if key not in ("office", "of")})
        rewritten.mark = table.mark
        row = Row([office])
        row.mark = office.mark
        rewritten[Scalar("offices", office.mark)] = row
        return rewritten

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys, those of a single office among them."""
        return (*super().keys(), "office", "of")


class Group(Record):
    """People without names: "19 activists", "dozens of workers of ...".

    ``members`` names them all, where all are people of the campaign.
    """

    noun: Text
    count: Text | None = None
    members: Words = ()
    also: Words = ()
    gender: Gender | None = None
    acts: tuple[Act, ...] = ()


class Organisation(Record):
    """A union, a company, an authority or an international body.

    ``article`` is the word that goes before its short name in a sentence ("the", "le", "l'"); "none" for none.
    """

    name: Name
    short: Name | None = None
    article: Name | None = None
    gender: Gender | None = None
    also: Words = ()
    acts: tuple[Act, ...] = ()


class Law(Record):
    """A national law that letters speak of."""

    name: Name
    articles: Words = ()
    sections: Words = ()


class Mail(Record):
    """An e-mail address; ``note`` says whose it is."""

    shorthand: ClassVar[str] = "address"

    address: Scalar
    note: Text | None = None


class Target(Record):
    """Someone a letter is sent or copied to: a person in an office, an office, or a body.

    ``dear`` is what the salutation calls them, when it is not their office.
    """

    name: Name | None = None
    surname: Name | None = None
    also: Words = ()
    gender: Gender | None = None
    honorific: Name | None = None
    office: Text | None = None
    dear: Text | None = None
    of: Name | None = None
    address: Names = ()
    email: Annotated[tuple[Mail, ...], BeforeValidator(_as_list)] = ()
    from_: Day | None = None
    until: Day | None = None


class Occasion(Record):
    """A meeting, hearing or visit with a date, at which a third party can raise the demands."""

    name: Name
    article: Name | None = None
    date: Day
    agenda: Text | None = None


class Use(Record):
    """One use of a clause, an act or a free text: ``name``, ``{name: value}`` or ``{text: ...}``."""

    name: Scalar
    arguments: Any = None

    @model_validator(mode="before")
    @classmethod
    def _located(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, Scalar) and data.strip():
            return {"name": data, "mark": data.mark}
        if isinstance(data, Table) and len(data) == 1:
            [(name, arguments)] = data.items()
            return {"name": name, "arguments": arguments, "mark": name.mark}
        if isinstance(data, Mapping) and not isinstance(data, Table):
            return data
        found = " and ".join(f"'{key}'" for key in data) if isinstance(data, Table) else describe(data)
        raise PydanticCustomError(
            "use", "expected the name of a clause, or 'name: what it speaks of', found {found}", {"found": found}
        )


def _paragraphs(value: object) -> object:
    """Uses in lists of their own are paragraphs; uses that stand alone between them share one."""
    if not isinstance(value, list):
        value = _as_list(value)
    paragraphs: list[list[object]] = []
    alone = False
    for item in value if isinstance(value, list) else ():
        if isinstance(item, list):
            paragraphs.append(list(item))
            alone = False
        elif alone:
            paragraphs[-1].append(item)
        else:
            paragraphs.append([item])
            alone = True
    return paragraphs


Paragraphs = Annotated[tuple[tuple[Use, ...], ...], BeforeValidator(_paragraphs)]


def _groups(value: object) -> object:
    """Each use alone, but those of a list of their own together."""
    items = value if isinstance(value, list) else _as_list(value)
    return [item if isinstance(item, list) else [item] for item in items] if isinstance(items, list) else items


Groups = Annotated[tuple[tuple[Use, ...], ...], BeforeValidator(_groups)]
Uses = Annotated[tuple[Use, ...], BeforeValidator(_as_list)]


class Reply(Record):
    """What came back on a letter: when, from whom (the target, when left out), and what it said.

    ``says`` is a clause that follows "replied that"; the word ``nothing`` for one that does not answer.
    """

    date: PartialDate
    by: Text | None = None
    says: Text
    source: Scalar | None = None


class EarlierLetter(Record):
    """A letter that another follows: one of the campaign by its key (``letter``), or any other by what is known of it.

    ``from_`` are letterheads (the sender of the later letter when left out), ``about`` is what it was about.
    """

    shorthand: ClassVar[str] = "letter"

    letter: Scalar | None = None
    date: PartialDate | None = None
    reference: Scalar | None = None
    from_: Words = ()
    about: Text | None = None
    replies: Annotated[tuple[Reply, ...], BeforeValidator(_as_list)] = ()


class Met(Record):
    """A demand that was met, where no act shows it: the clause, and for whom (for all whom it names, when left out).

    ``how`` is a clause that follows "we note that", for a demand whose clause has no words for it.
    """

    demand: Scalar
    people: Words = ()
    organisations: Words = ()
    date: PartialDate
    how: Text | None = None
    source: Scalar | None = None


class LetterPlan(Record):
    """One letter of a campaign: who writes to whom, when, in what form, about what.

    What it leaves out (grounds, demands, ...) it takes from the campaign; ``like`` takes everything else from
    another letter of the same campaign. ``follows`` is the letter that it follows, from which it takes who writes to
    whom; ``replies`` are those that came on it, ``reply_by`` is the day by which one is asked for.
    """

    like: Scalar | None = None
    follows: EarlierLetter | None = None
    replies: Annotated[tuple[Reply, ...], BeforeValidator(_as_list)] = ()
    reply_by: PartialDate | None = None
    form: Scalar | None = None
    from_: Words = ()
    letterhead: Scalar | None = None
    to: Scalar | None = None
    date: Day | None = None
    language: Scalar | None = None
    signed_by: Words = ()
    via: Text | None = None
    delivery: Text | None = None
    email: Annotated[tuple[Mail, ...], BeforeValidator(_as_list)] | None = None
    reference: Scalar | None = None
    initials: Scalar | None = None
    union_label: Scalar | None = None
    subject: Text | None = None
    copies: Words = ()
    enclosures: Texts = ()
    annex: Words = ()
    notes: Words = ()
    occasion: Scalar | None = None
    opening: Uses = ()
    about: Words = ()
    facts: Paragraphs | None = None
    grounds: Paragraphs | None = None
    consequences: Paragraphs | None = None
    lead: Use | None = None
    figures: Literal["words", "figures"] | None = None
    demands: Groups | None = None
    demands_as: Literal["list", "sentence"] | None = None
    closing: Uses = ()


# What the language data names beside countries: unions, test regions, "unknown region".
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def _country(code: Scalar) -> Scalar:
    if len(code) == 2 and str(code) in Locale("en").territories and code not in _NO_COUNTRIES:
        return code
    names = {name: key for key, name in Locale("en").territories.items() if len(key) == 2 and key not in _NO_COUNTRIES}
    near = nearest(code, names)
    raise PydanticCustomError(
        "country",
        "expected a country's code of two letters (ISO 3166), found {found}; {hint}",
        {"found": describe(code), "hint": f"{near} is {names[near]}" if near else "such as KZ"},
    )


def _who(value: object) -> str:
    named = isinstance(value, Person) or (isinstance(value, Mapping) and "noun" not in value)
    return "person" if named else "group"


PersonOrGroup = Annotated[Annotated[Person, Tag("person")] | Annotated[Group, Tag("group")], Discriminator(_who)]


class Shared(Record):
    """Facts that campaigns share: what an included file can hold."""

    sources: Mapping[Scalar, Source] = Field(default_factory=dict)
    organisations: Mapping[Scalar, Organisation] = Field(default_factory=dict)
    people: Mapping[Scalar, PersonOrGroup] = Field(default_factory=dict)
    laws: Mapping[Scalar, Law] = Field(default_factory=dict)
    targets: Mapping[Scalar, Target] = Field(default_factory=dict)
    occasions: Mapping[Scalar, Occasion] = Field(default_factory=dict)


class Campaign(Shared):
    """A campaign file with what it includes: facts once, letters from them.

    ``key`` is the file's name without its suffix; it names the folder of the campaign's drafts. ``texts`` holds what
    its files say, by their names in marks.
    """

    derived = frozenset({"mark", "key", "texts"})

    key: str = ""
    texts: Mapping[str, str] = Field(default_factory=dict)
    campaign: Scalar
    country: Annotated[Scalar, AfterValidator(_country)]
    include: Words = ()
    grounds: Paragraphs = ()
    consequences: Paragraphs = ()
    demands: Groups = ()
    met: Annotated[tuple[Met, ...], BeforeValidator(_as_list)] = ()
    letters: Mapping[Scalar, LetterPlan]


def validate(record: type[R], table: Table, reading: Reading) -> R | None:
    """Turn parsed YAML into a record.

    Every problem is added to ``reading.problems``; gives None when the record could not be made.
    """
    try:
        return record.model_validate(table, context=reading)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            reading.problems.append(_problem(error, table))
        return None


_MOST_TAKEN = 100


def salvage(record: type[R], table: Table, act_kinds: frozenset[str]) -> tuple[R | None, frozenset[str]]:
    """What a table says once the values that have problems are taken out, and the keys of those taken out.

    It serves to look for further problems in the rest; None when nothing can be made of it, or too much is wrong.
    """
    rest: Table = _copied(table)
    taken: set[str] = set()
    for _ in range(_MOST_TAKEN):
        try:
            return record.model_validate(rest, context=Reading(act_kinds)), frozenset(taken)
        except ValidationError as invalid:
            keys = _take_out(rest, invalid.errors(include_url=False)[0]["loc"])
            if not keys:
                break
            taken.update(keys)
    return None, frozenset(taken)


def _copied(value: Any) -> Any:
    if isinstance(value, Table):
        table = Table({key: _copied(item) for key, item in value.items()})
        table.mark = value.mark
        return table
    if isinstance(value, Row):
        row = Row(_copied(item) for item in value)
        row.mark = value.mark
        return row
    return value


def _take_out(table: Table, path: tuple[int | str, ...]) -> set[str]:
    """Delete the innermost value that lies on a path, and give its key, with the first of an act that is deleted.

    Nothing is given when the path does not enter the table.
    """
    value: Any = table
    last: tuple[Any, Any] | None = None
    for step in path:
        if isinstance(value, Table) and (key := value.key(str(step))) is not None:
            last, value = (value, key), value[key]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            last, value = (value, step), value[step]
    if last is None:
        return set()
    container, place = last
    taken = container.pop(place)
    return {str(place), *(str(key) for key in list(taken)[:1] if isinstance(taken, Table))}


def _problem(error: ErrorDetails, table: Table) -> Problem:
    value: Any = table
    mark: Mark | None = table.mark
    at = mark
    for step in error["loc"]:
        if isinstance(value, Table) and (key := value.key(str(step))) is not None:
            value, at, mark = value[key], key.mark, mark_of(value[key], mark_of(key, mark))
        elif step == "[key]":
            value, mark = "", at
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            mark = mark_of(value, mark)
    if error["type"] == "missing":
        return Problem("LK122", f"the key '{error['loc'][-1]}' is missing here", mark, "add it")
    if error["type"] in ("dict_type", "mapping_type", "tuple_type"):
        expected = "a list" if error["type"] == "tuple_type" else "'key: value' lines"
        hint = "leave the key out when there is nothing to say" if describe(value) == "nothing" else ""
        return Problem("LK123", f"expected {expected}, found {describe(value)}", mark, hint)
    if error["type"] == "literal_error":
        return Problem("LK123", f"expected {error['ctx']['expected']}, found {describe(value)}", mark)
    hint = str(error.get("ctx", {}).get("hint", ""))
    return Problem("LK123", error["msg"].removesuffix(f"; {hint}"), mark, hint)
