"""Turn parsed YAML into records, with every problem at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Row, Table, describe, location_of
from letterkit.schema.fields import R, ValidationContext

M = TypeVar("M", bound=BaseModel)


def validate(record: type[M], table: Table, reading: ValidationContext) -> M | None:
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


def salvage(record: type[R], table: Table, acts: Mapping[str, Sequence[str]]) -> tuple[R | None, frozenset[str]]:
    """What a table says once the values that have problems are taken out, and the keys of those taken out.

    It serves to look for further problems in the rest; None when nothing can be made of it, or too much is wrong.
    """
    rest: Table = _copied(table)
    taken: set[str] = set()
    for _ in range(_MOST_TAKEN):
        try:
            return record.model_validate(rest, context=ValidationContext(acts)), frozenset(taken)
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


def _problem(error: ErrorDetails, table: Table) -> Problem:
    value: Any = table
    location: Location | None = table.location
    at = location
    for step in error["loc"]:
        if isinstance(value, Table) and (key := value.key(str(step))) is not None:
            value, at, location = value[key], key.location, location_of(value[key], location_of(key, location))
        elif step == "[key]":
            value, location = "", at
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
            location = location_of(value, location)
    if error["type"] == "missing":
        return Problem("LK122", f"the key '{error['loc'][-1]}' is missing here", location, "add it")
    if error["type"] in ("dict_type", "mapping_type", "tuple_type"):
        expected = "a list" if error["type"] == "tuple_type" else "'key: value' lines"
        hint = "leave the key out when there is nothing to say" if describe(value) == "nothing" else ""
        return Problem("LK123", f"expected {expected}, found {describe(value)}", location, hint)
    if error["type"] == "literal_error":
        return Problem("LK123", f"expected {error['ctx']['expected']}, found {describe(value)}", location)
    hint = str(error.get("ctx", {}).get("hint", ""))
    code = "LK134" if error["type"] == "excess" else "LK123"
    return Problem(code, error["msg"].removesuffix(f"; {hint}"), location, hint)
