"""A clause: what it takes, when it fits, and its words in each language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, Table, describe
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.fields import Record, Words, YesNo, as_list
from letterkit.schema.measures import Measure, Scheme

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
    "infinitive",
    "number",
    "date",
    "deadline",
    "source",
)
CHOICE = "choice"
"""The type of a parameter that is one of some words, which stand in its place with bars between: ``deep|gravest``."""
_BETWEEN = "|"
_UNPRINTED = frozenset({"source", "occasion"})
"""Types whose parameters no template prints: a source is never shown, an occasion is the letter's own value."""


Topic = Literal[
    "association", "assembly", "expression", "liberty", "fair-trial", "treatment", "life", "property", "work"
]


Role = Literal["government", "authority", "company", "embassy", "parliament", "court", "international"]
"""Whom the addressee of a letter acts for."""
ROLES: tuple[str, ...] = get_args(Role)

OF_THE_STATE: tuple[str, ...] = ("government", "authority", "parliament", "court")
"""The roles of those who act for a state at home."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a clause takes: a name, a type of `PARAMETER_TYPES`, and whether it can be left out.

    One of type `CHOICE` is one of its ``choices``.
    """

    name: str
    type: str
    optional: bool
    choices: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """What can be given for it, as a clause file has it and a list shows it."""
        return _BETWEEN.join(self.choices) or self.type


WHEN: tuple[Parameter, ...] = (Parameter("deadline", "deadline", True), Parameter("before", "text", True))
"""What any demand takes besides: the day by which, and what before which, it is to be done."""

IF: tuple[Parameter, ...] = (Parameter("if", "text", True), Parameter("unless", "text", True))
"""What any demand takes besides: in which case, and in which not, it is asked."""


def _parameters(value: object) -> tuple[Parameter, ...]:
    if not isinstance(value, Table):
        raise PydanticCustomError(
            "takes", "expected 'parameter: type' lines, found {found}", {"found": describe(value)}
        )
    parameters = []
    for name, kind in value.items():
        word = str(kind)
        choices = tuple(one.strip() for one in word.rstrip("?").split(_BETWEEN)) if _BETWEEN in word else ()
        if choices and all(choices):
            parameters.append(Parameter(str(name), CHOICE, word.endswith("?"), choices))
            continue
        if word.rstrip("?") not in PARAMETER_TYPES:
            raise PydanticCustomError(
                "takes",
                "there is no parameter type {found}; {hint}",
                {"found": describe(kind), "hint": did_you_mean(word, PARAMETER_TYPES)},
            )
        parameters.append(Parameter(str(name), word.rstrip("?"), word.endswith("?")))
    return tuple(parameters)


class ClauseWords(Record):
    """The words of a clause in one language; each field is a template."""

    def template(self, form: str) -> Scalar | None:
        """The template of a form ("text", "statement"), or None when there is none."""
        found = getattr(self, form, None)
        return found if isinstance(found, Scalar) else None

    def templates(self) -> Iterator[Scalar]:
        """The templates of all forms."""
        return filter(None, (self.template(form) for form in type(self).model_fields))


class ClauseText(ClauseWords):
    """The text of a clause in one language."""

    shorthand: ClassVar[str] = "text"

    text: Scalar


class GroundText(ClauseText):
    """The text of a ground in one language.

    ``within`` says in its place what an instrument does that says less, or something else, by the instrument's key.
    """

    within: Mapping[Scalar, Scalar] = Field(default_factory=dict)

    def template(self, form: str) -> Scalar | None:
        """The template of a form; ``within KEY`` is what an instrument does, by its own words or those of all."""
        before, found, key = form.partition("within ")
        return self.within.get(Scalar(key), self.text) if found and not before else super().template(form)

    def templates(self) -> Iterator[Scalar]:
        """The templates of all forms."""
        yield from super().templates()
        yield from self.within.values()


def _phrase(value: Scalar) -> Scalar:
    """A phrase in the notation of docs/languages.md; words between stand between words that are always there."""
    places = [place for place in str(value).split() if not _LEFT_OUT.fullmatch(place)]
    if places and {places[0], places[-1]} & _GAPS:
        raise PydanticCustomError(
            "phrase",
            "{found}: '*' and '<>' stand between two words that cannot be left out",
            {"found": describe(value)},
        )
    return value


_GAPS = frozenset({"*", "<>"})
_LEFT_OUT = re.compile(r"\([^)|]*\)")
"""A word in brackets, which can be left out; one of several with bars between cannot."""
Phrases = Annotated[tuple[Annotated[Scalar, AfterValidator(_phrase)], ...], BeforeValidator(as_list)]
"""Words by which a text is known, in that notation."""


class DemandText(ClauseText):
    """The text of a demand in one language.

    ``again`` is the text after another demand for the same people, with pronouns; ``met`` says that the demand was met,
    as a clause that follows "that". ``verbs`` are the words by which the demand is known where a person words it, in
    the notation of those of acts. ``tail`` ends the text; of demands with one tail in a row, the last alone has it.
    """

    tail: Scalar | None = None
    again: Scalar | None = None
    met: Scalar | None = None
    verbs: Phrases = ()


class Clause(Record):
    """One reusable piece of a letter: what it says, where it comes from, and its words by language.

    ``topics`` are what a demand needs a ground for, or what a ground, an act or the like can carry a demand of.
    ``protests`` says that the acts it names, or an opening what the letter is about, are held against somebody: they
    are then no good news. ``welcomes`` says that they are nothing else.
    ``relies_on`` lists instruments that must be valid on the letter's date, ``schemes`` and ``measures`` what its
    precedents must be. ``example`` gives arguments that show the clause.
    """

    derived = frozenset({"location", "name", "kind"})

    name: str = ""
    kind: str = ""
    title: Scalar
    takes: Annotated[tuple[Parameter, ...], BeforeValidator(_parameters)] = ()
    relies_on: Words = ()
    schemes: tuple[Scheme, ...] = ()
    measures: tuple[Measure, ...] = ()
    topics: tuple[Topic, ...] = ()
    protests: YesNo = False
    welcomes: YesNo = False
    example: Any = None
    keywords: Words = ()
    source: Scalar
    words: Mapping[Scalar, ClauseWords]

    def wording(self, language: str, form: str = "text") -> Scalar | None:
        """The template in a language, or None when the clause has none."""
        words = next((words for code, words in self.words.items() if code == language), None)
        return words.template(form) if words else None

    def tells_the_occasion(self, *, ahead: bool = False) -> bool:
        """Whether it says the occasion of the letter; ``ahead``, as one at which something is to be raised."""
        name = re.compile(rf"\boccasion{'' if ahead else '(?:ed)?'}\b")
        return any(name.search(str(words.template("text") or "")) for words in self.words.values())

    @property
    def accepts(self) -> tuple[Parameter, ...]:
        """What a campaign can give it: what it takes."""
        return self.takes

    @property
    def unprinted(self) -> frozenset[str]:
        """Types whose parameters the text need not print."""
        return _UNPRINTED

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters that cannot be left out."""
        return tuple(parameter for parameter in self.takes if not parameter.optional)

    def faults(self) -> Iterator[Problem]:
        """What the clause takes or says that has no effect: what is given there would vanish from a letter."""
        for code, words in self.words.items():
            used = set().union(*(names_in(template) for template in words.templates()))
            for parameter in self.takes:
                if parameter.type not in self.unprinted and parameter.name.replace("-", "_") not in used:
                    message = f"the clause takes '{parameter.name}', and its text in '{code}' leaves it out"
                    hint = f"say '{{{{ {parameter.name.replace('-', '_')} }}}}' in it, or take the parameter out"
                    yield Problem("LK237", message, words.location, hint)


class TextClause(Clause):
    """A clause that is told as it stands: an opening, an assessment, a ground, a lead, a closing."""

    words: Mapping[Scalar, ClauseText]


class Ground(TextClause):
    """A ground.

    ``right`` says which right it is about: its text is then what the law that holds the right does, and the composer
    puts the instruments that bind the country before it. ``under`` keeps it to some instruments; a campaign does so
    by a parameter of that name. ``addressed_to`` are the roles of addressees whom it binds itself, where it binds no
    state: a letter to one of them begins with it.
    """

    right: Scalar | None = None
    under: Words = ()
    addressed_to: tuple[Role, ...] = ()

    @property
    def unprinted(self) -> frozenset[str]:
        """Types whose parameters the text need not print."""
        return _UNPRINTED | {"instruments"} if self.right else _UNPRINTED

    words: Mapping[Scalar, GroundText]


class Consequence(TextClause):
    """What may follow; ``next`` is what a letter that follows says in its place."""

    next: Scalar | None = None


class Demand(Clause):
    """A demand.

    ``when`` lists statuses of the people or organisations it speaks of for which it makes sense; empty for any.
    ``unless`` lists those that rule it out until another act brings back what they ended. ``met_by`` lists the acts
    that meet it, ``answers`` those of which one must have happened to whom it is for; any, when empty. ``excludes`` are
    the demands that it leaves without sense for the same people, ``ended_by`` the acts after which what its text names
    is past (a bill that was adopted). ``asked_of`` are the roles of those who can do it;
    any, when empty; ``of_what_lasts`` says that the acts it names have to go on or hold still, ``of_the_doer`` that it
    is asked of whoever did what it answers. ``by_third_party`` says that it is no demand to raise with a government: a
    third party does it itself, which observes a trial or visits a prisoner.
    """

    asked_of: tuple[Role, ...] = ()
    of_what_lasts: YesNo = False
    of_the_doer: YesNo = False
    by_third_party: YesNo = False
    when: Words = ()
    unless: Words = ()
    met_by: Words = ()
    answers: Words = ()
    excludes: Words = ()
    ended_by: Words = ()

    @property
    def accepts(self) -> tuple[Parameter, ...]:
        """What it takes, when it is to be done, and on what condition."""
        return (*self.takes, *WHEN, *IF)

    @property
    def minds_status(self) -> bool:
        """Whether it makes sense for some statuses only."""
        return bool(self.when or self.unless)

    words: Mapping[Scalar, DemandText]


_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"(?<![\w.])[a-z_]\w*")


@lru_cache(maxsize=4096)
def names_in(template: str) -> frozenset[str]:
    """The words of a template's code that can be names of values: no attributes, no quoted text."""
    code = " ".join(_QUOTED.sub(" ", part) for part in _CODE.findall(template))
    return frozenset(_NAME.findall(code))
