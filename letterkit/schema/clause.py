"""A clause: what it takes, when it fits, and its words in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.strict_yaml import Scalar, Table, describe
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.fields import Record, Words, YesNo

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


class ClauseText(Record):
    """The text of a clause in one language: one template, or for an act its noun phrase and its statement.

    ``met`` says of a demand that it was met, as a clause that follows "that".
    ``entry`` is an act in a table, after the name of whom it befell: "sentenced to two years".
    """

    shorthand = "text"

    text: Scalar | None = None
    noun: Scalar | None = None
    statement: Scalar | None = None
    met: Scalar | None = None
    entry: Scalar | None = None


class Clause(Record):
    """One reusable piece of a letter: what it takes, when it fits, where it comes from, and its words.

    ``when`` lists statuses of the people or organisations it speaks of for which it makes sense; empty for any.
    ``unless`` lists those that rule it out until another act brings back what they ended.
    ``relies_on`` lists instruments that must be valid on the letter's date, ``schemes`` and ``measures`` what its
    precedents must be. ``lasts`` says that an act can go on ("has been on strike since"). ``status`` is what an act
    makes of its victim, ``ends`` which earlier statuses it ends. ``example`` gives arguments that show the clause.
    ``met_by`` lists the acts that meet a demand, ``next`` is what a letter that follows says in a clause's place.
    ``topics`` are what a demand needs a ground for, or what a ground, an act or the like can carry a demand of.
    ``words`` maps a language to its `Wording`.
    """

    derived = frozenset({"location", "name", "kind"})

    name: str = ""
    kind: str = ""
    title: Scalar
    takes: Annotated[tuple[Parameter, ...], BeforeValidator(_parameters)] = ()
    when: Words = ()
    unless: Words = ()
    relies_on: Words = ()
    schemes: Words = ()
    measures: Words = ()
    met_by: Words = ()
    next: Scalar | None = None
    topics: tuple[Topic, ...] = ()
    ends: Words = ()
    lasts: YesNo = False
    status: Scalar | None = None
    of: Literal["person", "organisation", "either"] = "either"
    example: Any = None
    keywords: Words = ()
    source: Scalar
    words: Mapping[Scalar, ClauseText]

    def wording(self, language: str, form: str = "text") -> Scalar | None:
        """The template in a language, or None when the clause has none."""
        wording = next((wording for code, wording in self.words.items() if code == language), None)
        found = getattr(wording, form) if wording else None
        return found if isinstance(found, Scalar) else None

    @property
    def required(self) -> tuple[Parameter, ...]:
        """The parameters that cannot be left out."""
        return tuple(parameter for parameter in self.takes if not parameter.optional)
