"""The clause library, the forms, the languages and the letterheads: all that ``templates/`` folders hold.

Folders are searched in order, the workspace's own before the shipped one; a file of an earlier folder
overrides the file of the same relative path in a later one, and new files join.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from letterkit import fonts
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
    nearest,
    validate,
)
from letterkit.source import Row, Scalar, Table, describe, mark_of, parse, read_text

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


Topic = Literal["association", "assembly", "liberty", "fair-trial", "treatment", "life", "property", "work"]


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
    """The text of a clause in one language: one template, or for an act its noun phrase and its statement.

    ``entry`` is an act in a table, after the name of whom it befell: "sentenced to two years".
    """

    shorthand = "text"

    text: Scalar | None = None
    noun: Scalar | None = None
    statement: Scalar | None = None
    entry: Scalar | None = None


class Clause(Record):
    """One reusable piece of a letter: what it takes, when it fits, where it comes from, and its words.

    ``when`` lists statuses of the people or organisations it speaks of for which it makes sense; empty for any.
    ``unless`` lists those that rule it out until another act brings back what they ended.
    ``relies_on`` lists instruments that must be valid on the letter's date, ``schemes`` and ``measures`` what its
    precedents must be. ``lasts`` says that an act can go on ("has been on strike since"). ``status`` is what an act
    makes of its victim, ``ends`` which earlier statuses it ends. ``example`` gives arguments that show the clause.
    ``topics`` are what a demand needs a ground for, or what a ground, an act or the like can carry a demand of.
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
    topics: tuple[Topic, ...] = ()
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
    close_without_name: Scalar | None = None
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


_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
# WCAG 2.2, 1.4.3: large letters, such as an organisation's name in its letterhead, need this contrast with the paper.
_CONTRAST = 3


def _colour(value: object) -> object:
    """A colour as ``#rrggbb``: written so, with or without "#", or by its name in CSS (``navy``)."""
    from PIL import ImageColor

    message, found = "expected a colour, found {found}; {hint}", describe(value)
    if not isinstance(value, str) or not value.strip():
        hint = "write '#17456b' with quotes: without them, what follows '#' is a comment"
        raise PydanticCustomError("colour", message, {"found": found, "hint": hint})
    digits = _HEX.fullmatch(value)
    if not digits and value.lower() not in ImageColor.colormap:
        near = nearest(value, ImageColor.colormap) if value.isalpha() else ""
        hint = f"did you mean '{near}'?" if near else "write six digits, such as '#17456b', or a name, such as navy"
        raise PydanticCustomError("colour", message, {"found": found, "hint": hint})
    parts = ImageColor.getrgb(f"#{digits[1]}" if digits else value)[:3]
    light = sum(share * _linear(part / 255) for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
    if 1.05 / (light + 0.05) < _CONTRAST:
        hint = "take a darker one: the organisation's name is set in it, on white paper"
        raise PydanticCustomError("colour", "{found} is too light to be read; {hint}", {"found": found, "hint": hint})
    return Scalar("#" + "".join(f"{part:02x}" for part in parts), mark_of(value))


def _linear(part: float) -> float:
    """A part of an sRGB colour (0 to 1) as light (WCAG 2.2, relative luminance)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _font(value: object) -> object:
    known = {name.casefold(): name for name in fonts.FAMILIES}
    if isinstance(value, str) and value.casefold() in known:
        return Scalar(known[value.casefold()], mark_of(value))
    hint = f"take one of {', '.join(fonts.FAMILIES)}"
    message = "expected a font that comes with letterkit, found {found}; {hint}"
    raise PydanticCustomError("font", message, {"found": describe(value), "hint": hint})


def _logo(value: object) -> object:
    if isinstance(value, str) and (value == "none" or re.fullmatch(r"[^/\\:]+\.(svg|png|jpe?g)", value, re.IGNORECASE)):
        return value
    hint = "put the picture into the letterhead's folder and write its name, such as logo.svg; or write none"
    message = "expected the name of an SVG, PNG or JPEG file, found {found}; {hint}"
    raise PydanticCustomError("logo", message, {"found": describe(value), "hint": hint})


class Look(Record):
    """What a letterhead looks like, for whom the shared design will do with other colours and fonts."""

    logo: Annotated[Scalar | None, BeforeValidator(_logo)] = None
    colour: Annotated[Scalar | None, BeforeValidator(_colour)] = None
    font: Annotated[Scalar | None, BeforeValidator(_font)] = None
    head_font: Annotated[Scalar | None, BeforeValidator(_font)] = None


class Layout(Record):
    """How a letterhead lays a letter out. ``continuation`` lists what heads page two, in order.

    ``standard`` is DIN 5008 form B, with the address for a window envelope, or the US business letter, with or without
    the window of a No. 10 envelope; without one, the letterhead's own flow.
    """

    paper: Literal["A4", "Letter"] = "A4"
    standard: Literal["din-5008-b", "us-business", "us-business-window"] | None = None
    fold_marks: YesNo = False
    date: Literal["above", "below"] = "above"
    roster: Literal["side", "foot"] = "foot"
    languages: Words = ()
    continuation: tuple[Literal["salutation", "target", "date", "sender"], ...] = ("target", "date")
    page_words: YesNo = False
    reference: Literal["head", "foot"] = "head"
    copies: Literal["head", "foot"] = "foot"
    office_with_name: YesNo = False


class Limits(Record):
    """How long a house lets a letter and a paragraph be, in words, and how many days old an unconfirmed status."""

    words: Number = 750
    paragraph: Number = 180
    status_days: Number = 60


class Letterhead(Record):
    """An organisation that sends letters: its facts, its house style, its layout, its limits.

    A ``familiar`` one is called by its short name from the first mention on in its own letters. ``lineage`` are the
    folders where its files are looked for: its own, then those of the letterheads that it is ``like``. ``joint`` are
    those who write on it together.
    """

    derived = frozenset({"mark", "key", "lineage"})

    key: str = ""
    lineage: tuple[str, ...] = ()
    like: Scalar | None = None
    joint: Words = ()
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
    look: Look = Look()

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
    addressed to those responsible, ``reply_by`` whether a letter of the form asks for a reply by a day.
    ``template`` is the Jinja text, beginning at ``template.mark``.
    """

    derived = frozenset({"mark", "name"})

    name: str = ""
    title: Scalar
    direct: YesNo
    opening: Words
    lead: Scalar
    closing: Words
    demands_as: Literal["list", "sentence"] = "sentence"
    reply_by: YesNo = False
    template: Scalar


class Library:
    """What the template folders hold, read when first asked for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self._clauses: dict[str, Clause] | None = None
        self._languages: dict[str, Mapping[str, Any]] = {}
        self._foreign: Mapping[str, Any] | None = None
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

    def foreign_words(self) -> Mapping[str, Any]:
        """Words that betray a sentence in another language than those of letters, by its code."""
        if self._foreign is None:
            self._foreign = {}
            for path in self.files("foreign.yml").values():
                self._foreign = _plain(parse(read_text(path), shown(path)))
        return self._foreign

    def letterhead_names(self) -> tuple[str, ...]:
        """The letterheads there are, by folder name."""
        return tuple(Path(relative).parts[1] for relative in self.files("letterheads/*/letterhead.yml"))

    def letterhead(self, name: str) -> Letterhead:
        """A letterhead by folder name; KeyError when there is none, `UserError` when it has problems."""
        if name not in self._letterheads:
            reading = Reading()
            table, lineage = self._letterhead_table(name, reading)
            letterhead = validate(Letterhead, table, reading)
            if letterhead is not None:
                reading.problems.extend(self._absent_logo(letterhead, lineage))
            if letterhead is None or reading.problems:
                raise UserError(reading.problems)
            self._letterheads[name] = letterhead.model_copy(update={"key": name, "lineage": lineage})
        return self._letterheads[name]

    def letterhead_files(self, name: str) -> tuple[Path, ...]:
        """The files ``letterhead.yml`` of that name, the workspace's own before the shipped one."""
        if name not in self.letterhead_names():
            return ()
        files = (folder / "letterheads" / name / "letterhead.yml" for folder in self.folders)
        return tuple(file for file in files if file.is_file())

    def _letterhead_table(self, name: str, reading: Reading) -> tuple[Table, tuple[str, ...]]:
        """What a letterhead says, with what it takes from those it is ``like``, and the names of all of them.

        A letterhead that is like its own name takes from the next folder's: a workspace's from the shipped one.
        """
        files = self.letterhead_files(name)
        if not files:
            raise KeyError(name)
        path, seen, lineage, tables = files[0], set[Path](), [str(name)], list[Table]()
        while True:
            table = parse(read_text(path), shown(path))
            tables.append(table)
            seen.add(path)
            like: Any = next((value for key, value in table.items() if key == "like"), None)
            if not isinstance(like, Scalar) or not like.strip():
                break
            same = like == lineage[-1]
            choice = files[files.index(path) + 1 :] if same else self.letterhead_files(like)
            if not choice or choice[0] in seen:
                known = {*self.letterhead_names()} - {*lineage}
                message = f"no letterhead named '{like}'" if like not in lineage else f"'{name}' is like itself"
                reading.problems.append(Problem("LK213", message, like.mark, did_you_mean(like, known)))
                break
            files, path = (files if same else choice), choice[0]
            lineage.append(str(like))
        joined = tables[-1]
        for table in reversed(tables[:-1]):
            joined = _joined(table, joined)
        return joined, tuple(dict.fromkeys(lineage))

    def _absent_logo(self, letterhead: Letterhead, lineage: Sequence[str]) -> Iterator[Problem]:
        logo = letterhead.look.logo
        houses = [folder / "letterheads" / name for name in lineage for folder in self.folders]
        if logo and logo != "none" and not any((house / logo).is_file() for house in houses):
            hint = f"put it into the folder '{shown(houses[0])}', or delete this line to go without"
            yield Problem("LK906", f"there is no picture '{logo}'", logo.mark, hint)

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


# What a letterhead takes from the one that it is like key by key, and how many levels deep; all else it takes whole,
# because half of another's facts would be nobody's.
_BY_KEY = {"style": 2, "layout": 1, "look": 1}


def _joined(own: Table, other: Table, depths: Mapping[str, int] = _BY_KEY) -> Table:
    """The keys of both, the own ones first; an own key without a value takes the other's out."""
    joined = Table({key: value for key, value in own.items() if value != ""})
    joined.mark = own.mark
    for key, value in other.items():
        mine = own.get(key, value)
        if key not in own:
            joined[key] = value
        elif (depth := depths.get(key, 0)) and isinstance(mine, Table) and isinstance(value, Table):
            joined[key] = _joined(mine, value, dict.fromkeys((*mine, *value), depth - 1))
    return joined


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
