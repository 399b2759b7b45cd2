"""Turn parsed YAML into records, with every problem at its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Row, Scalar, Table, describe, location_of
from letterkit.foundation.suggest import nearest
from letterkit.schema.fields import R, ValidationContext
from letterkit.schema.other_words import word_meant

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


def validate(record: type[M], table: Table, reading: ValidationContext) -> M | None:
    """Turn parsed YAML into a record.

    Every problem is added to ``reading.problems``; gives None when the record could not be made.
    """
    return validated(record.model_validate, table, reading)


def validated(make: Callable[..., T], table: Table, reading: ValidationContext) -> T | None:
    """What ``make`` makes of parsed YAML, which validates as pydantic does; as `validate`."""
    try:
        return make(table, context=reading)
    except ValidationError as invalid:
        unknown = tuple(reading.problems)
        for error in invalid.errors(include_url=False):
            if not _is_slip(error, table, unknown):
                reading.problems.append(_problem(error, table))
        return None


_MOST_TAKEN = 100


def salvage(record: type[R], table: Table, reading: ValidationContext) -> tuple[R | None, frozenset[str]]:
    """What a table says once the values that have problems are taken out, and the keys of those taken out.

    It serves to look for further problems in the rest; None when nothing can be made of it, or too much is wrong.
    """
    rest: Table = _copied(table)
    taken: set[str] = set()
    for _ in range(_MOST_TAKEN):
        try:
            context = replace(reading, problems=[])
            return record.model_validate(rest, context=context), frozenset(taken)
        except ValidationError as invalid:
            keys = _take_out(rest, invalid.errors(include_url=False)[0]["loc"])
            if not keys:
                break
            taken.update(keys)
    return None, frozenset(taken)


def _copied(value: Any) -> Any:
    if isinstance(value, Table):
        table = Table({key: _copied(item) for key, item in value.items()})
        table.location = value.location
        return table
    if isinstance(value, Row):
        row = Row(_copied(item) for item in value)
        row.location = value.location
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


def _other_shape(value: object) -> str:
    """The mend for a list in the place of keys, or the reverse."""
    if isinstance(value, Table):
        return "put '- ' before the first line of each entry, and indent its other lines as the text behind the dash"
    if isinstance(value, list):
        return "write a word of your own and a colon in the place of each dash, as in 'lomi:', and its keys below"
    nothing = describe(value) == "nothing"
    return "leave the key out when there is nothing to say" if nothing else "write keys below it, as in 'lomi:'"


def _meant(value: object, expected: str) -> str:
    """The mend for a word that is none of a few: the one that it begins like, or is nearest to."""
    words = re.findall(r"'([^']*)'", expected)
    text = str(value).strip().casefold() if isinstance(value, str) else ""
    unseen = [character for character in text if unicodedata.category(character) == "Cf"]
    if unseen:
        return f"it holds a character that nobody sees (U+{ord(unseen[0]):04X}); type it again"
    if same := word_meant(text, words):
        return f"write '{same}'"
    alike = [word for word in words if text and word.startswith(text)]
    near = alike[0] if len(alike) == 1 else nearest(text, words) if text else ""
    return f"did you mean '{near}'?" if near else "write one of these"


def _is_slip(error: ErrorDetails, table: Table, problems: Sequence[Problem]) -> bool:
    """Whether a key is missing only because it stands there under another name, which is a problem already."""
    within: Any = table
    for step in error["loc"][:-1]:
        if isinstance(within, Table) and (known := within.key(str(step))) is not None:
            within = within[known]
        elif isinstance(within, list) and isinstance(step, int) and step < len(within):
            within = within[step]
    if error["type"] != "missing" or not isinstance(within, Table):
        return False
    places = [location_of(key) for key in within]
    meant = f"'{error['loc'][-1]}'"
    return any(one.code == "LK121" and one.location in places and meant in one.hint for one in problems)


_WITHIN_A_SECTION = 2


def _further_in(key: Scalar, container: Table) -> str:
    """The mend for what stands as far in as a record above to which it can belong, "" where there is none above."""
    names = list(container)
    above = names[: names.index(key)][-1:]
    inner = container[above[0]] if above else None
    first = next(iter(inner), None) if isinstance(inner, Table) else None
    if first is None or first.location is None or key.location is None or first.location.line == key.location.line:
        return ""
    return f"if '{key}' belongs to '{above[0]}', indent it by {first.location.column - 1} spaces, as '{first}' there"


def _at(error: ErrorDetails, table: Table) -> tuple[Any, Location | None, str]:
    """The value that an error is about, its place, and the mend where it stands as far in as what it can belong to."""
    value: Any = table
    location: Location | None = table.location
    at = location
    further, depth = "", 0
    for step in error["loc"]:
        if isinstance(value, Table) and (key := value.key(str(step))) is not None:
            depth += 1
            # Keys of a person's own choice stand within a section; those of a record are known.
            named = depth == _WITHIN_A_SECTION and not isinstance(value[key], Table)
            further = _further_in(key, value) if named else ""
            value, at, location = value[key], key.location, location_of(value[key], location_of(key, location))
        elif step == "[key]":
            value, location = "", at
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            location = location_of(value, location)
    given = error["input"]
    if isinstance(value, Table) and isinstance(given, Scalar):  # written in a record's shorter way, as an act's date
        value, location = given, given.location
    return value, location, further


def _problem(error: ErrorDetails, table: Table) -> Problem:
    value, location, further = _at(error, table)
    if error["type"] == "missing":
        lacking = error["loc"][-1]
        return Problem("LK122", f"the key '{lacking}' is missing here", location, f"add '{lacking}: ...'")
    if error["type"] in ("dict_type", "mapping_type", "tuple_type"):
        expected = "a list" if error["type"] == "tuple_type" else "'key: value' lines"
        return Problem(
            "LK123", f"expected {expected}, found {describe(value)}", location, further or _other_shape(value)
        )
    if error["type"] == "literal_error":
        expected = error["ctx"]["expected"]
        return Problem("LK123", f"expected {expected}, found {describe(value)}", location, _meant(value, expected))
    hint = str(error.get("ctx", {}).get("hint", ""))
    if further and "'key: value' lines" in error["msg"]:
        return Problem("LK123", error["msg"].removesuffix(f"; {hint}"), location, further)
    code = "LK134" if error["type"] == "excess" else "LK123"
    return Problem(code, error["msg"].removesuffix(f"; {hint}"), location, hint)
