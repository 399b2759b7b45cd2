"""The clause library, the forms, the languages and the letterheads: all that ``templates/`` folders hold.

Folders are searched in order, the workspace's own before the shipped one; a file of an earlier folder
overrides the file of the same relative path in a later one, and new files join.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from letterkit.dates import Day
from letterkit.problems import Mark, Problem, UserError
from letterkit.records import (
    Gender,
    Name,
    Names,
    Number,
    Organisation,
    Reading,
    Record,
    Text,
    Words,
    YesNo,
    did_you_mean,
    validate,
)
from letterkit.source import Row, Scalar, Table, describe, parse, read_text

KINDS = ("acts", "openings", "assessments", "grounds", "consequences", "leads", "demands", "closings")
PARAMETER_TYPES = (
    "people",
    "organisations",
    "instruments",
    "law",
    "laws",
    "occasion",
    "acts",
    "precedents",
    "text",
    "number",
    "date",
    "deadline",
    "source",
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a clause takes: a name, a type of `PARAMETER_TYPES`, and whether it can be left out."""

    name: str
    type: str
    optional: bool


def _parameters(value: object) -> tuple[Parameter, ...]:
    if not isinstance(value, Table):
        raise PydanticCustomError(
            "takes", "expected 'parameter: type' lines, found {found}", {"found": describe(value)}
        )
    parameters = []
    for name, kind in value.items():
        word = str(kind)
        if word.rstrip("?") not in PARAMETER_TYPES:
            raise PydanticCustomError(
                "takes",
                "there is no parameter type {found}; {hint}",
                {"found": describe(kind), "hint": did_you_mean(word, PARAMETER_TYPES)},
            )
        parameters.append(Parameter(str(name), word.rstrip("?"), word.endswith("?")))
    return tuple(parameters)


class Wording(Record):
    """The text of a clause in one language: one template, or for an act its noun phrase and its statement."""

    shorthand = "text"

    text: Scalar | None = None
    noun: Scalar | None = None
    statement: Scalar | None = None


class Clause(Record):
    """One reusable piece of a letter: what it takes, when it fits, where it comes from, and its words.

    ``when`` lists statuses of the people or organisations it speaks of for which it makes sense; empty for any.
    ``unless`` lists those that rule it out until another act brings back what they ended.
    ``relies_on`` lists instruments that must be valid on the letter's date, ``schemes`` and ``measures`` what its
    precedents must be. ``lasts`` says that an act can go on ("has been on strike since"). ``status`` is what an act
    makes of its victim, ``ends`` which earlier statuses it ends. ``example`` gives arguments that show the clause.
    ``words`` maps a language to its `Wording`.
    """

    derived = frozenset({"mark", "name", "kind"})

    name: str = ""
    kind: str = ""
    title: Scalar
    takes: Annotated[tuple[Parameter, ...], BeforeValidator(_parameters)] = ()
    when: Words = ()
    unless: Words = ()
    relies_on: Words = ()
    schemes: Words = ()
    measures: Words = ()
    ends: Words = ()
    lasts: YesNo = False
    status: Scalar | None = None
    of: Literal["person", "organisation", "either"] = "either"
    example: Any = None
    keywords: Words = ()
    source: Scalar
    words: Mapping[Scalar, Wording]

    def wording(self, language: str, form: str = "text") -> Scalar | None:
        """The template in a language, or None when the clause has none."""
        wording = next((wording for code, wording in self.words.items() if code == language), None)
        found = getattr(wording, form) if wording else None
        return found if isinstance(found, Scalar) else None

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters that cannot be left out."""
        return tuple(parameter for parameter in self.takes if not parameter.optional)


class Figures(Record):
    """Numbers about an organisation, valid from a day until a later entry."""

    as_of: Day
    members: Number | None = None
    affiliates: Number | None = None
    countries: Number | None = None
    territories: YesNo = False
    federations: Number | None = None
    source: Scalar | None = None


class OfficerTerm(Record):
    """An officer of an organisation: ``office`` as printed, ``head`` when the letterhead names them."""

    name: Scalar | None = None
    gender: Gender | None = None
    office: Text
    of: Name | None = None
    head: YesNo = False
    from_: Day | None = None
    until: Day | None = None


class RosterTerm(Record):
    """Names printed in a letterhead between two days."""

    title: Text
    names: Words
    from_: Day | None = None
    until: Day | None = None


class Contact(Record):
    """A line of a letterhead: its label (may be absent) and text."""

    shorthand = "text"

    label: Name | None = None
    text: Scalar


def _by_gender(value: object) -> object:
    if isinstance(value, Table):
        for key in value:
            if key not in ("male", "female", "any"):
                raise PydanticCustomError("gender", "expected male, female or any, found '{key}'", {"key": str(key)})
        return value
    return {"any": value} if isinstance(value, str) and value.strip() else value


def _two_pairs(marks: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    if len(marks) != 4 or any(len(mark.strip()) != 1 for mark in marks):
        raise PydanticCustomError("quotes", "expected four quotation marks: an outer and an inner pair")
    return marks


class HouseStyle(Record):
    """How a house writes one language; what is absent follows the language's own style.

    ``salutation`` is one pattern for all, or one for ``male``, ``female`` and ``any``.
    """

    spelling: Literal["british", "american", "french"] | None = None
    date: Scalar | None = None
    date_without_year: Scalar | None = None
    place_and_date: Scalar | None = None
    salutation: Annotated[Mapping[Scalar, Scalar] | None, BeforeValidator(_by_gender)] = None
    salutation_without_name: Scalar | None = None
    close: Scalar | None = None
    mr: Mapping[Scalar, Scalar] | None = None
    figures: Literal["words", "figures"] | None = None
    page: Scalar | None = None
    copies: Scalar | None = None
    enclosures: Scalar | None = None
    email: Scalar | None = None
    draft: Scalar | None = None
    quotes: Annotated[Words, AfterValidator(_two_pairs)] | None = None
    dash: Scalar | None = None
    text: Literal["ragged", "justified"] | None = None
    hyphenation: Literal["justified", "always", "never"] | None = None
    acronyms: Literal["capitals", "small-capitals"] | None = None


class Layout(Record):
    """How a letterhead lays a letter out. ``continuation`` lists what heads page two, in order."""

    paper: Literal["A4", "Letter"] = "A4"
    languages: Words = ()
    continuation: tuple[Literal["salutation", "target", "date", "sender"], ...] = ("target", "date")
    page_words: YesNo = False
    reference: Literal["head", "foot"] = "head"
    copies: Literal["head", "foot"] = "foot"
    office_with_name: YesNo = False


class Limits(Record):
    """What a house allows: how many days a person's status holds without confirmation."""

    status_days: Number = 60


class Letterhead(Record):
    """An organisation that sends letters: its facts, its house style, its layout.

    A ``familiar`` one is called by its short name from the first mention on in its own letters.
    """

    derived = frozenset({"mark", "key"})

    key: str = ""
    name: Name
    short: Name | None = None
    article: Name | None = None
    gender: Gender | None = None
    also: Words = ()
    familiar: YesNo = False
    slogan: Name | None = None
    place: Name
    language: Scalar = Scalar("en")
    address: Names = ()
    contacts: tuple[Contact, ...] = ()
    speaks_for: Text | None = None
    about: Text | None = None
    officers: Mapping[Scalar, OfficerTerm] = Field(default_factory=dict)
    signs: Scalar | None = None
    rosters: tuple[RosterTerm, ...] = ()
    figures: tuple[Figures, ...] = ()
    style: Mapping[Scalar, HouseStyle] = Field(default_factory=dict)
    layout: Layout = Layout()
    limits: Limits = Limits()

    def figures_on(self, day: datetime.date) -> Figures | None:
        """The newest figures stated on or before ``day``."""
        known = [figures for figures in self.figures if figures.as_of <= day]
        return max(known, key=lambda figures: figures.as_of, default=None)

    def as_organisation(self) -> Organisation:
        """The organisation as other letters speak of it."""
        return Organisation(
            name=self.name, short=self.short, article=self.article, gender=self.gender, also=self.also, mark=self.mark
        )


class Bodies(Record):
    """International bodies that any campaign can speak of."""

    organisations: Mapping[Scalar, Organisation]


class Form(Record):
    """A form that a letter can take.

    The head of its file says what a letter of the form has when the campaign does not choose: ``opening``,
    ``lead`` (what introduces the demands), ``closing``, how demands are set. ``direct`` says whether it is
    addressed to those responsible. ``template`` is the Jinja text, beginning at ``template.mark``.
    """

    derived = frozenset({"mark", "name"})

    name: str = ""
    title: Scalar
    direct: YesNo
    opening: Words
    lead: Scalar
    closing: Words
    demands_as: Literal["list", "sentence"] = "sentence"
    template: Scalar


class Library:
    """What the template folders hold, read when first asked for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self._clauses: dict[str, Clause] | None = None
        self._languages: dict[str, Mapping[str, Any]] = {}
        self._letterheads: dict[str, Letterhead] = {}
        self._forms: dict[str, Form] = {}
        self._bodies: dict[Scalar, Organisation] | None = None

    def files(self, pattern: str) -> dict[str, Path]:
        """The files that match a glob pattern, by path relative to their template folder."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted(folder.glob(pattern)):
                found.setdefault(path.relative_to(folder).as_posix(), path)
        return found

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """All clauses by name. Raises `UserError` with every problem of every clause file."""
        if self._clauses is None:
            self._clauses = self._read_clauses()
        return self._clauses

    def of_kind(self, kind: str) -> dict[str, Clause]:
        """The clauses of one kind of `KINDS`, by name."""
        return {name: clause for name, clause in self.clauses.items() if clause.kind == kind}

    def _read_clauses(self) -> dict[str, Clause]:
        problems: list[Problem] = []
        clauses: dict[str, Clause] = {}
        for relative, path in self.files("clauses/*/*.yml").items():
            kind, name = Path(relative).parts[1], path.stem
            file = shown(path)
            if kind not in KINDS:
                problems.append(
                    Problem("LK201", f"there is no kind of clause '{kind}'", Mark(file, 1), did_you_mean(kind, KINDS))
                )
                continue
            try:
                table = parse(read_text(path), file)
            except UserError as error:
                problems.extend(error.problems)
                continue
            reading = Reading(problems=problems)
            clause = validate(Clause, table, reading)
            if clause is None:
                continue
            if name in clauses:
                problems.append(
                    Problem(
                        "LK202", f"the clause '{name}' stands in two folders", Mark(file, 1), "rename one of the two"
                    )
                )
            clauses[name] = clause.model_copy(update={"name": name, "kind": kind})
        if problems:
            raise UserError(problems)
        return clauses

    def form_names(self) -> tuple[str, ...]:
        """The forms there are."""
        return tuple(Path(relative).name.removesuffix(".md.j2") for relative in self.files("letters/*.md.j2"))

    def form(self, name: str) -> Form:
        """A form by name; KeyError when there is none, `UserError` when its head has problems."""
        if name not in self._forms:
            self._forms[str(name)] = self._read_form(name)
        return self._forms[name]

    def _read_form(self, name: str) -> Form:
        path = self.files("letters/*.md.j2").get(f"letters/{name}.md.j2")
        if path is None:
            raise KeyError(name)
        text = read_text(path)
        head, fence, body = text.removeprefix("---\n").partition("\n---\n")
        if not fence:
            hint = "begin the file with '---', 'title: ...' and so on, and '---'"
            raise UserError([Problem("LK204", "the form has no head", Mark(shown(path), 1), hint)])
        table = parse("\n" + head, shown(path))
        table[Scalar("template")] = Scalar(body, Mark(shown(path), text.count("\n") - body.count("\n") + 1))
        reading = Reading()
        form = validate(Form, table, reading)
        if form is None or reading.problems:
            raise UserError(reading.problems)
        return form.model_copy(update={"name": name})

    def language_codes(self) -> tuple[str, ...]:
        """The languages there are, as codes ("en", "fr")."""
        return tuple(Path(relative).stem for relative in self.files("languages/*.yml"))

    def language(self, code: str) -> Mapping[str, Any]:
        """The data of a language; KeyError when there is none."""
        if code not in self._languages:
            path = self.files("languages/*.yml").get(f"languages/{code}.yml")
            if path is None:
                raise KeyError(code)
            data = _plain(parse(read_text(path), shown(path)))
            if missing := list(_missing(self._reference(), data)):
                hint = f"copy it from {shown(shipped_templates() / 'languages' / 'en.yml')}"
                raise UserError(
                    [Problem("LK228", f"the language has no '{key}'", Mark(shown(path), 1), hint) for key in missing]
                )
            self._languages[code] = data
        return self._languages[code]

    def _reference(self) -> Mapping[str, Any]:
        """The shipped English, which has every key that a language needs."""
        path = shipped_templates() / "languages" / "en.yml"
        return cast("Mapping[str, Any]", _plain(parse(read_text(path), shown(path))))

    def letterhead_names(self) -> tuple[str, ...]:
        """The letterheads there are, by folder name."""
        return tuple(Path(relative).parts[1] for relative in self.files("letterheads/*/letterhead.yml"))

    def letterhead(self, name: str) -> Letterhead:
        """A letterhead by folder name; KeyError when there is none, `UserError` when it has problems."""
        if name not in self._letterheads:
            path = self.files("letterheads/*/letterhead.yml").get(f"letterheads/{name}/letterhead.yml")
            if path is None:
                raise KeyError(name)
            reading = Reading()
            letterhead = validate(Letterhead, parse(read_text(path), shown(path)), reading)
            if letterhead is None or reading.problems:
                raise UserError(reading.problems)
            self._letterheads[name] = letterhead.model_copy(update={"key": name})
        return self._letterheads[name]

    def bodies(self) -> Mapping[Scalar, Organisation]:
        """International bodies and the organisations of all letterheads, by key."""
        if self._bodies is None:
            self._bodies = self._read_bodies()
        return self._bodies

    def _read_bodies(self) -> dict[Scalar, Organisation]:
        organisations: dict[Scalar, Organisation] = {}
        for path in self.files("bodies.yml").values():
            reading = Reading()
            bodies = validate(Bodies, parse(read_text(path), shown(path)), reading)
            if bodies is None or reading.problems:
                raise UserError(reading.problems)
            organisations.update(bodies.organisations)
        for name in self.letterhead_names():
            organisations[Scalar(name)] = self.letterhead(name).as_organisation()
        return organisations

    def law_folder(self) -> Path:
        """The folder of the law data."""
        return next(folder / "law" for folder in self.folders if (folder / "law" / "instruments.yml").is_file())


def _missing(reference: Mapping[str, Any], data: Any) -> Iterator[str]:
    """The keys of a reference language that another has not, those of its phrases, times, style and typography too."""
    own = data if isinstance(data, Mapping) else {}
    yield from (key for key in reference if key not in own)
    for section in ("phrases", "times", "style", "typography"):
        inner = own.get(section)
        if isinstance(inner, Mapping):
            yield from (f"{section}: {key}" for key in reference[section] if key not in inner)


def _plain(value: Any) -> Any:
    """Language data without places, for lookups."""
    if isinstance(value, Table):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Row):
        return [_plain(item) for item in value]
    return str(value)


def shown(path: Path) -> str:
    """A path as problems show it: relative to the working folder when it is below it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


@cache
def shipped_templates() -> Path:
    """The folder of the shipped templates, in a wheel, an editable installation or a checkout."""
    inside = Path(__file__).resolve().parent / "templates"
    return inside if inside.is_dir() else inside.parent.parent / "templates"


def open_library(workspace: Path) -> Library:
    """The library as seen from a workspace: its own ``templates/`` folder first, then the shipped one."""
    own = workspace / "templates"
    shipped = shipped_templates()
    folders = [own] if own.is_dir() and own.resolve() != shipped.resolve() else []
    return Library([*folders, shipped])
