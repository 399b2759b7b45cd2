"""The records of which files are made, found by reflection."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Any

from letterkit.schema.campaign import Group, Person
from letterkit.schema.fields import Record


def tables(value: Any, kind: Any) -> Iterator[tuple[type[Record], dict[str, Any]]]:
    """Every table of the data that is a record, with its record."""
    inner = typing.get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Record):
        if isinstance(value, dict):
            yield kind, value
            for name, field in kind.model_fields.items():
                yield from tables(value.get(field.alias or name), field.annotation)
    elif typing.get_origin(kind) is typing.Annotated:
        yield from tables(value, inner[0])
    elif inner and isinstance(value, dict) and typing.get_origin(kind) is Mapping:
        for item in value.values():
            yield from tables(item, inner[1])
    elif inner and {Person, Group} <= {*map(bare, inner)}:
        yield from tables(value, Group if "noun" in value else Person)
    elif inner and isinstance(value, list):
        for item in value:
            yield from tables(item, kind)
    else:
        for one in inner:
            yield from tables(value, one)


def bare(kind: Any) -> Any:
    return bare(typing.get_args(kind)[0]) if typing.get_origin(kind) is typing.Annotated else kind


def records(kind: Any, seen: set[type[Record]]) -> set[type[Record]]:
    """All records of which a record is made, and itself."""
    if isinstance(kind, type) and issubclass(kind, Record) and kind not in seen:
        seen.add(kind)
        for field in kind.model_fields.values():
            records(field.annotation, seen)
    for one in typing.get_args(kind):
        records(one, seen)
    return seen
