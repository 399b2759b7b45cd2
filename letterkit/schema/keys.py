"""What each key of a file holds, in words, with an example: for editors, and for the reference."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from letterkit.foundation.files import shown
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Row, Scalar, Table, parse, read_text
from letterkit.schema.fields import Record, ValidationContext
from letterkit.schema.library import Library
from letterkit.schema.validate import validate

_FILE = "keys.yml"


class KeyWords(Record):
    """What a key ``says``, and an ``example`` of its value."""

    says: Scalar
    example: Any = None


class KeysOfRecords(Record):
    """The keys of records, by the name of the record."""

    records: Mapping[Scalar, Mapping[Scalar, KeyWords]]


class Keys:
    """The words of keys, as a library has them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def records(self) -> Mapping[Scalar, Mapping[Scalar, KeyWords]]:
        """The keys of records by name. Raises `UserError` for a file with problems."""
        path = self._library.files(_FILE)[_FILE]
        return _records(read_text(path), shown(path))

    def of(self, record: type[Record], key: str) -> KeyWords | None:
        """The words of a key of a record, those of the record that it extends among them; None where there are none."""
        for one in record.__mro__:
            known = self.records.get(Scalar(one.__name__), {}).get(Scalar(key))
            if known is not None:
                return known
        return None


@lru_cache(maxsize=2)
def _records(text: str, name: str) -> Mapping[Scalar, Mapping[Scalar, KeyWords]]:
    """What a file says of keys: read once for the schemas of all kinds of files."""
    reading = ValidationContext()
    found = validate(KeysOfRecords, parse(text, name), reading)
    if found is None or reading.problems:
        raise UserError(reading.problems)
    return found.records


def plain(value: Any) -> Any:
    """A parsed value as JSON has it."""
    if isinstance(value, Table):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, Row) else str(value)
