"""What records and their types are made of, found by their fields."""

from collections.abc import Iterator, Mapping
from typing import Any, get_origin

from letterkit.schema.fields import Record, Text, types_in


def records_in(value: Any) -> Iterator[Record]:
    """All records within a value, found by their fields."""
    if isinstance(value, Record):
        yield value
        for field in type(value).model_fields:
            yield from records_in(getattr(value, field))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from records_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from records_in(item)


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
