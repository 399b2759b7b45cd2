"""What a clause is given: each argument as its parameter wants it, and nothing that it does not take."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Row, Scalar, Table, describe, location_of
from letterkit.foundation.suggest import did_you_mean, nearest
from letterkit.letter.items import Event
from letterkit.letter.resolve.context import Context
from letterkit.letter.resolve.events import event
from letterkit.schema.clause import CHOICE, Clause, Parameter
from letterkit.schema.fields import Text
from letterkit.schema.letter_plan import ClauseCall

_IS_AN_INSTRUMENT = re.compile(r"[CP]\d{3}|[A-Z]{2,}(?:-[A-Z\d]+)?")
"""How conventions of the ILO and other instruments are called, known or not: "C186", "MLC"."""


def arguments_of(context: Context, clause: Clause, call: ClauseCall) -> Mapping[str, Any]:
    """The arguments of a clause by the names of its parameters."""
    table = _by_name(context, clause, call)
    if table is None:
        return {}
    names = [parameter.name for parameter in clause.accepts]
    for key in table:
        if key not in names:
            message, hint = f"the clause '{clause.name}' takes no '{key}'", _taken(clause, key)
            context.misuse("LK219", message, key.location, hint, of=[clause.name, key])
    arguments: dict[str, Any] = {}
    for parameter in clause.accepts:
        given = table.key(parameter.name)
        if given is not None:
            location = location_of(table[given], given.location)
            arguments[parameter.name] = _argument(context, clause, parameter, table[given], location)
        elif not parameter.optional:
            message = f"the clause '{clause.name}' needs '{parameter.name}'"
            hint = f"write '{clause.name}: {{{parameter.name}: ...}}' ({parameter.written})"
            context.misuse("LK220", message, call.location, hint, of=[clause.name, parameter.name])
    return arguments


def _by_name(context: Context, clause: Clause, call: ClauseCall) -> Table | None:
    """What is given by the names of parameters; a value alone is that of the one parameter it can be of."""
    given, lone = call.arguments, _lone(clause) or _of_its_kind(context, clause, call.arguments)
    if given is None or (isinstance(given, Scalar) and not given.strip()):
        return Table()
    names = [parameter.name for parameter in clause.accepts]
    if isinstance(given, Table) and (lone is None or lone.type != "text" or any(key in names for key in given)):
        return given
    location = location_of(given, call.location)
    if lone is None:
        message = f"the clause '{clause.name}' needs its parameters by name"
        hint = "; ".join(f"{parameter.name}: {parameter.written}" for parameter in clause.takes) or "it takes nothing"
        context.misuse("LK218", message, location, hint, of=[clause.name])
        return None
    return Table({Scalar(lone.name, location): given})


def _lone(clause: Clause) -> Parameter | None:
    """The parameter that can be given without its name."""
    choice = clause.required if len(clause.required) == 1 else clause.takes
    return choice[0] if len(choice) == 1 else None


def _is_of_an_act(key: Any) -> bool:
    """Whether it is written as acts are: ``lomi.arrested``."""
    return isinstance(key, Scalar) and "." in key


def _of_its_kind(context: Context, clause: Clause, given: Any) -> Parameter | None:
    """The only parameter that can be meant by keys given without its name: of people, organisations or acts."""
    if len(clause.required) > 1 or isinstance(given, Table):
        return None
    keys = given if isinstance(given, Row) else [given]
    for kind in ("people", "organisations", "acts"):
        known = [*filter(_is_of_an_act, keys)] if kind == "acts" else _known(context, kind)
        named = [parameter for parameter in clause.takes if parameter.type == kind]
        if len(named) == 1 and all(isinstance(key, Scalar) and key in known for key in keys):
            return named[0]
    return None


def _taken(clause: Clause, key: str) -> str:
    """The mend for what a clause does not take: the nearest that it does, and all of them."""
    names = [parameter.name for parameter in clause.accepts]
    near = f"did you mean '{found}'? " if (found := nearest(key, names)) else ""
    return f"{near}it takes {', '.join(names)}" if names else "it takes nothing; write its name alone"


def _argument(context: Context, clause: Clause, parameter: Parameter, value: Any, location: Location | None) -> Any:
    if parameter.type in ("text", "infinitive"):
        return text_of(context, value, location)
    if parameter.type == CHOICE:
        return _chosen(context, parameter, value, location)
    if parameter.type == "number":
        return _number(context, parameter, value, location)
    if parameter.type in ("date", "deadline"):
        return _date(context, value, location)
    keys = value if isinstance(value, Row) else [value]
    words = [key for key in keys if isinstance(key, Scalar) and key.strip()]
    if len(words) != len(keys):
        hint = "write their keys, as in '[one, other]'"
        context.report("LK123", f"expected names of {parameter.type}, found {describe(value)}", location, hint)
        return ()
    if parameter.type == "acts":
        events = tuple(filter(None, (event(context, word) for word in words)))
        _refuse_others(context, clause, events)
        return events
    if parameter.type == "precedents":
        _fit(context, clause, words)
    return _listed(context, parameter.type, words)


def text_of(context: Context, value: Any, location: Location | None) -> Text | None:
    """A phrase of the campaign; None for what is none."""
    if not isinstance(value, Scalar | Table):
        hint = "write one text, without brackets and dashes" if isinstance(value, Row) else "write it, or leave it out"
        context.report("LK123", f"expected text, found {describe(value)}", location, hint)
        return None
    try:
        reading = context.library.reading(passages=context.campaign.written_in)
        return Text.model_validate(value, context=reading)
    except ValidationError as invalid:
        for error in invalid.errors():
            hint = str(error.get("ctx", {}).get("hint", ""))
            context.report("LK123", error["msg"].removesuffix(f"; {hint}"), location_of(value), hint)
        return None


def _refuse_others(context: Context, clause: Clause, events: Sequence[Event]) -> None:
    """A clause that holds acts against somebody names no good news, nor hearsay; one that welcomes, nothing else."""
    for one in events:
        kind, named = context.library.acts[one.act.kind], f"'{one.who}.{one.act.kind}'"
        if clause.protests and (kind.relief or kind.own):
            what = "good news" if kind.relief else "what people did themselves"
            message = f"'{clause.name}' is said of {named}, {what}"
            context.report("LK243", message, one.location, "name what was done to them, or leave the clause out")
        elif clause.protests and one.act.reported:
            message = f"'{clause.name}' is said of {named}, what is only reported"
            hint = "take 'reported:' out of the act once it is known, or leave the clause out"
            context.report("LK243", message, one.location, hint)
        elif clause.welcomes and not kind.relief:
            message = f"'{clause.name}' is said of {named}, which is no good news"
            context.report("LK243", message, one.location, "name a release, an acquittal or the like")


def _chosen(context: Context, parameter: Parameter, value: Any, location: Location | None) -> Scalar | None:
    if isinstance(value, Scalar) and value in parameter.choices:
        return value
    hint = did_you_mean(str(value), parameter.choices) if isinstance(value, Scalar) else ""
    message = f"expected one word of {', '.join(parameter.choices)}, found {describe(value)}"
    context.report("LK123", message, location, hint or f"write one of: {', '.join(parameter.choices)}")
    return None


_YEARS = ("since", "year")
"""What parameters are called that are years gone by."""


def _number(context: Context, parameter: Parameter, value: Any, location: Location | None) -> Scalar | None:
    if isinstance(value, Scalar) and value.replace(",", "").isdecimal():
        if parameter.name in _YEARS and int(value.replace(",", "")) > context.day.year:
            message = f"expected a year that has begun by {context.day}, found {describe(value)}"
            context.report("LK123", message, location, "correct the year, or the letter's date")
        return value
    hint = "write it in figures"
    context.report("LK123", f"expected a whole number, found {describe(value)}", location, hint)
    return None


def _date(context: Context, value: Any, location: Location | None) -> PartialDate | None:
    try:
        return PartialDate.parse(value)
    except (ValueError, TypeError, AttributeError):
        context.report("LK123", f"expected a date such as 2017-01-21, found {describe(value)}", location)
        return None


def _listed(context: Context, kind: str, words: Sequence[Scalar]) -> tuple[Scalar, ...]:
    """Those of some words that name what there is of a kind of parameter."""
    known = _known(context, kind)
    what = {"people": "person", "organisations": "organisation"}.get(kind, kind.rstrip("s"))

    def hint(word: str) -> str:
        parts = word.split()
        if len(parts) > 1 and all(part in known for part in parts):
            return f"a comma is missing: [{', '.join(parts)}]"
        others = {"people": "organisations", "organisations": "people"}.get(kind, "")
        if others and word in _known(context, others):
            return f"it is one of the {others}, and here stand {kind}" + (f": {', '.join(known)}" if known else "")
        if kind == "instruments" and _IS_AN_INSTRUMENT.fullmatch(word):
            near = nearest(word, known)
            meant = f"did you mean '{near}'? if not, " if near else ""
            return f"{meant}no table covers it: see 'Adding an instrument' in docs/law.md, or leave it out"
        return ""

    found = (context.references.look_up(word, known, "LK221", f"no {what} named '{{}}'", hint) for word in words)
    return tuple(filter(None, found))


def _known(context: Context, kind: str) -> Collection[str]:
    campaign, law = context.campaign, context.law
    sources: dict[str, Callable[[], Collection[str]]] = {
        "people": lambda: campaign.people,
        "organisations": lambda: {
            *context.known.organisations,
            *(key for key in context.plan.from_ if key in campaign.senders),
        },
        "law": lambda: campaign.laws,
        "laws": lambda: campaign.laws,
        "occasion": lambda: campaign.occasions,
        "source": lambda: campaign.sources,
        "instruments": lambda: law.instruments,
        "precedents": lambda: law.every_precedent,
    }
    return sources[kind]()


def _fit(context: Context, clause: Clause, words: Sequence[Scalar]) -> None:
    """A precedent belongs to a scheme that the clause speaks of, and is a measure of the kind."""
    for word in words:
        precedent = context.law.every_precedent.get(word)
        if precedent and clause.schemes and precedent.scheme not in clause.schemes:
            hint = f"choose one of: {', '.join(clause.schemes)}"
            context.report("LK304", f"'{word}' is a precedent of {precedent.scheme}", word.location, hint)
        if precedent and clause.measures and precedent.measure not in clause.measures:
            hint = f"the clause speaks of: {', '.join(clause.measures)}"
            context.report("LK304", f"'{word}' is a precedent of another kind", word.location, hint)
