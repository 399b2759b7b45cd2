"""What records and their types are made of, found by their fields."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, get_origin

from letterkit.schema.fields import Record, Text, types_in


def values_in(value: Any, but: Collection[str] = ()) -> Iterator[Any]:
    """A value, and all that are within it: found by the fields of records, ``but`` for some of these."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, str):  # most are
            continue
        if isinstance(one, Record):
            waiting += [getattr(one, field) for field in reversed(type(one).model_fields) if field not in but]
        elif isinstance(one, Mapping):
            waiting += [*one.values()][::-1]
        elif isinstance(one, list | tuple):
            waiting += reversed(one)


def records_in(value: Any) -> Iterator[Record]:
    """All records within a value."""
    return (one for one in values_in(value) if isinstance(one, Record))


def phrases(record: type[Record]) -> frozenset[str]:
    """The keys of a record whose text is of a language: phrases, but no names."""
    fields = record.model_fields.values()
    return frozenset(field.alias or "" for field in fields if Text in types_in(field.annotation))


def lists(record: type[Record]) -> frozenset[str]:
    """The keys of a record that take several values."""
    fields = record.model_fields.values()
    return frozenset(
        field.alias or "" for field in fields if any(get_origin(one) is tuple for one in types_in(field.annotation))
    )
