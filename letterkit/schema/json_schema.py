"""JSON Schemas (draft 2020-12) of the files that people write, made from the very records that read them.

What a schema cannot say, it lets pass: that names stand for something, that a day exists, that a pattern can be used.
`BEYOND` are the codes of such problems. A validator that is not known here makes its value anything that YAML can say,
so that a schema never refuses what the reader takes.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from letterkit.foundation.codes import CODES
from letterkit.foundation.dates import Day, PartialDate
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema import approvals, campaign, clause, expectations, fields, letter_plan, style
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Person, Shared, Target
from letterkit.schema.checking import Checking, Claims
from letterkit.schema.clause import PARAMETER_TYPES, Consequence, Demand, Ground, TextClause
from letterkit.schema.countries import countries
from letterkit.schema.counts import Count
from letterkit.schema.expectations import Expectations
from letterkit.schema.fields import Record, Text
from letterkit.schema.keys import Keys
from letterkit.schema.language import Writing
from letterkit.schema.letter_plan import ClauseCall
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act
from letterkit.schema.reading import Reading
from letterkit.schema.reviewing import Reviewing
from letterkit.schema.settings import Settings
from letterkit.schema.synonyms import Synonyms
from letterkit.schema.wording import Variants

Schema = dict[str, Any]

FILES: Mapping[str, tuple[type[Record], ...]] = {
    "campaign": (Campaign,),
    "shared": (Shared,),
    "letterhead": (Letterhead,),
    "clause": (TextClause, Ground, Consequence, Demand, ActKind),
    "language": (Writing, Checking, Claims, Reading, Reviewing, Synonyms),
    "settings": (Settings,),
    "tests": (Expectations,),
}
"""The kinds of files that have a schema, each with the records that one of them can be."""
SAID = frozenset({"LK104", "LK121", "LK122", "LK123"})
"""The codes of what a schema says; of the last of them, what the form of a value shows."""
BEYOND = tuple(code for code in CODES if code < "LK3" and code not in SAID)
"""The codes of what only the reader says of a file."""

_PLAIN: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_DAY: Schema = {"type": "string", "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"}
_DATE: Schema = {
    "type": ["string", "integer"],
    "minimum": 1000,
    "maximum": 9999,
    "pattern": r"^\s*(since |before |by |early |mid |late |[A-Z][a-z]+day )?[0-9]{4}(-W?[0-9]{2}(-[0-9]{2})?)?~?"
    r"(/[0-9]{4}(-W?[0-9]{2}(-[0-9]{2})?)?)?\s*$",
}
_YES_NO: Schema = {"enum": ["yes", "no", True, False, "true", "false"]}
_NUMBER: Schema = {"type": ["integer", "string"], "minimum": 0, "pattern": r"^[0-9][0-9, _]*$"}
_COUNT: Schema = {
    "type": ["integer", "string"],
    "minimum": 0,
    "pattern": r"^([a-z]+( [a-z]+)* )?[0-9][0-9 ,_]*(\.[0-9]+)?( thousand| million)?$",
}
_LANGUAGES = r"^[a-z]{2,3}$"


def schema_of(kind: str, library: Library) -> Schema:
    """The schema of a kind of `FILES`, with the acts and clauses of a library among what completes a word."""
    making = _Making(library)
    roots = [making.record(record) for record in FILES[kind]]
    root = roots[0] if len(roots) == 1 else {"anyOf": roots}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"letterkit: {kind}",
        "$comment": "letterkit check says more: " + "; ".join(CODES[code].title for code in BEYOND),
        **root,
        "$defs": making.defined,
    }


class _Making:
    """Makes the schemas of records, each once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.keys = Keys(library)
        self.defined: dict[str, Schema] = {}

    def record(self, record: type[Record]) -> Schema:
        """A reference to the schema of a record, which is made when it is first asked for."""
        name = record.__name__
        if name not in self.defined:
            self.defined[name] = {}
            special = _SPECIAL.get(record)
            self.defined[name] = special(self) if special else self.of_fields(record)
        return {"$ref": f"#/$defs/{name}"}

    def of_fields(self, record: type[Record]) -> Schema:
        """A record by its fields, or its shorthand."""
        own = {name: field for name, field in record.model_fields.items() if name not in record.derived}
        properties = {
            field.alias or name: self.described(record, field.alias or name, field) for name, field in own.items()
        }
        schema: Schema = {
            "type": "object",
            "properties": properties,
            "required": [field.alias or name for name, field in own.items() if field.is_required()],
            "additionalProperties": False,
        }
        if record.__doc__:
            schema["description"] = " ".join(record.__doc__.split("\n\n")[0].replace("``", "'").split())
        if record is Act:
            schema = self.act(schema)
        if record in _MORE:
            schema = _MORE[record](self, schema)
        return {"anyOf": [_PLAIN, schema]} if record.shorthand else schema

    def described(self, record: type[Record], key: str, field: FieldInfo | None) -> Schema:
        """A key with what it holds and an example of it."""
        schema = self.field(field) if field else {}
        if choices := self.choices(key) if record in (Campaign, letter_plan.LetterPlan) else ():
            schema = {"anyOf": [{"enum": sorted(choices)}, schema]}
        known = self.keys.of(record, key)
        if known is None:
            return schema
        told: Schema = {"description": known.says}
        if known.example is not None:
            told["examples"] = [known.example]
        return {**told, **schema}

    def choices(self, key: str) -> Collection[str]:
        """What there is to name by a key, for completion; another name may stand there, too."""
        known: Mapping[str, Callable[[], Collection[str]]] = {
            "form": self.library.form_names,
            "from": self.library.letterhead_names,
            "letterhead": self.library.letterhead_names,
            "language": self.library.language_codes,
            "country": countries,
        }
        return known[key]() if key in known else ()

    def field(self, field: FieldInfo) -> Schema:
        return self.annotated(field.annotation, tuple(field.metadata))

    def before(self, function: Any, schema: Schema) -> Schema:
        """What a value can be before a validator makes of it what the schema says."""
        known = _BEFORE.get(function)
        if known is not None:
            return known(self, schema)
        return _PLAIN if schema == _PLAIN else {}

    def type(self, annotation: Any) -> Schema:
        """The schema of an annotation."""
        if annotation in _TYPES:
            return dict(_TYPES[annotation])
        if isinstance(annotation, type) and issubclass(annotation, Record):
            return self.record(annotation)
        return self.composed(annotation)

    def composed(self, annotation: Any) -> Schema:
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.annotated(inner[0], inner[1:])
        if origin is Literal:
            return {"enum": [*inner, *(value for text, value in (("yes", True), ("no", False)) if text in inner)]}
        if origin in (Union, types.UnionType):
            kinds = [self.type(one) for one in inner if one is not type(None)]
            return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        if origin is tuple:
            return {"type": "array", "items": self.type(inner[0])}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            keys = {"propertyNames": self.type(inner[0])} if get_origin(inner[0]) is Literal else {}
            return {"type": "object", "additionalProperties": self.type(inner[1]), **keys}
        return _PLAIN if annotation in (re.Pattern[str], float) else {}

    def annotated(self, annotation: Any, metadata: tuple[Any, ...]) -> Schema:
        schema = self.type(annotation)
        for one in reversed(metadata):
            schema = self.before(one.func, schema) if isinstance(one, BeforeValidator) else schema
        return schema

    def act(self, schema: Schema) -> Schema:
        """An act begins with its kind and date, and takes the keys that its kind says."""
        taken = self.library.keys_of_acts
        properties = {name: self.kind_of_act(name) for name in sorted(taken)}
        schema["properties"] = {
            **properties,
            **{k: v for k, v in schema["properties"].items() if k not in ("kind", "date")},
        }
        schema["required"] = []
        schema["oneOf"] = [{"required": [name]} for name in sorted(taken)]
        schema["allOf"] = [
            {"if": {"required": [name]}, "then": {"propertyNames": {"enum": [name, *keys]}}}
            for name, keys in sorted(taken.items())
        ]
        return schema

    def kind_of_act(self, name: str) -> Schema:
        return {"description": f"{self.library.acts[name].title}: when", "examples": ["2024-05-13"], **_DATE}

    def clauses(self) -> Schema:
        """The name of a clause or a fact: any text, those that there are among it for completion."""
        return {"anyOf": [{"enum": sorted(self.library.clauses)}, _PLAIN]}


def _text(making: _Making) -> Schema:
    languages = {
        "type": "object",
        "patternProperties": {_LANGUAGES: _PLAIN},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [_PLAIN, languages]}


def _variants(making: _Making) -> Schema:
    features = get_args(_feature())
    return {"anyOf": [_PLAIN, {"type": "object", "propertyNames": {"enum": list(features)}, "minProperties": 1}]}


def _feature() -> Any:
    from letterkit.schema.wording import Feature

    return Feature


def _use(making: _Making) -> Schema:
    """A clause by name, with what it speaks of, or a free text, perhaps with its source."""
    names: Schema = {name: {} for name in sorted(making.library.clauses)}
    one = {"type": "object", "minProperties": 1, "maxProperties": 1, "properties": names}
    text = {"type": "object", "properties": {"text": {}, "source": _PLAIN}, "required": ["text", "source"]}
    return {"anyOf": [making.clauses(), one, {**text, "additionalProperties": False}]}


def _person(making: _Making, schema: Schema) -> Schema:
    """One office may stand beside the name."""
    office = {key: making.described(Person, key, campaign.Office.model_fields[key]) for key in ("office", "of")}
    schema["properties"] = {**schema["properties"], **office}
    schema["dependentRequired"] = {"of": ["office"]}
    schema["not"] = {"anyOf": [{"required": ["offices", key]} for key in office]}
    return schema


def _target(making: _Making, schema: Schema) -> Schema:
    schema["dependentRequired"] = {key: ["name"] for key in ("honorific", "surname", "also")}
    return schema


def _one_or_several(making: _Making, schema: Schema) -> Schema:
    return {"anyOf": [schema["items"], schema]} if "items" in schema else {}


def _paragraphs(making: _Making, schema: Schema) -> Schema:
    """A use, a list of uses, or a list with lists of uses in it."""
    use = schema["items"]["items"]
    return {"anyOf": [use, {"type": "array", "items": {"anyOf": [use, {"type": "array", "items": use}]}}]}


def _of_people(making: _Making, schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": _PLAIN}]}


def _genders(making: _Making, schema: Schema) -> Schema:
    table = {"type": "object", "propertyNames": {"enum": ["male", "female", "any"]}, "additionalProperties": _PLAIN}
    return {"anyOf": [_PLAIN, table]}


def _asked(making: _Making, schema: Schema) -> Schema:
    """The names of demands, each with those for whom it is made."""
    keys = {"anyOf": [_PLAIN, {"type": "array", "items": _PLAIN}]}
    demands = sorted(making.library.demands)
    table = {
        "type": "object",
        "minProperties": 1,
        "properties": dict.fromkeys(demands, keys),
        "additionalProperties": keys,
    }
    one = {"anyOf": [{"enum": demands}, _PLAIN, table]}
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _page_count(making: _Making, schema: Schema) -> Schema:
    return {
        "type": ["string", "integer"],
        "minimum": 1,
        "maximum": 99,
        "pattern": r"^((at most|at least) )?[1-9][0-9]?$",
    }


def _parameters(making: _Making, schema: Schema) -> Schema:
    kinds = [word for name in PARAMETER_TYPES for word in (name, f"{name}?")]
    choice: Schema = {"type": "string", "pattern": r"^[^|\s]+( ?\| ?[^|\s]+)+$"}
    return {"type": "object", "additionalProperties": {"anyOf": [{"enum": kinds}, choice]}}


_TYPES: Mapping[Any, Schema] = {
    Scalar: _PLAIN,
    str: _PLAIN,
    Day: _DAY,
    PartialDate: _DATE,
    bool: _YES_NO,
    int: _NUMBER,
    Count: _COUNT,
}
_SPECIAL: Mapping[type[Record], Callable[[_Making], Schema]] = {
    Text: _text,
    fields.Name: _text,
    Variants: _variants,
    ClauseCall: _use,
}
_MORE: Mapping[type[Record], Callable[[_Making, Schema], Schema]] = {Person: _person, Target: _target}
_BEFORE: Mapping[Any, Callable[[_Making, Schema], Schema]] = {
    fields.as_list: _one_or_several,
    fields._yes_or_no: lambda making, schema: schema,
    fields._whole_number: lambda making, schema: schema,
    letter_plan._paragraphs: _paragraphs,
    letter_plan._groups: _paragraphs,
    approvals._people: _of_people,
    style._by_gender: _genders,
    clause._parameters: _parameters,
    expectations.demands_written: _asked,
    expectations.pages_written: _page_count,
}
