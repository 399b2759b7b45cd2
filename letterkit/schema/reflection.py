"""What records and their types are made of, found by their fields."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, get_origin

from letterkit.schema.fields import Record, Text, types_in


def values_in(value: Any, but: Collection[str] = ()) -> Iterator[Any]:
    """A value, and all that are within it: found by the fields of records, ``but`` for some of these."""
    yield value
    if isinstance(value, Record):
        for field in type(value).model_fields:
            if field not in but:
                yield from values_in(getattr(value, field), but)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from values_in(item, but)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from values_in(item, but)


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
