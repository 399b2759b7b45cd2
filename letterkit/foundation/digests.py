"""Digests of values that nobody can guess who has no secret: the same for the same value, in every run."""

from __future__ import annotations

import datetime
import enum
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

_SIZE = 16
_MOST = 8_000
"""Values whose digests are kept, and which are not let go meanwhile; the first go first."""


class UnsayableError(Exception):
    """A value that has no digest."""


class Digests:
    """Takes digests sealed with a ``secret``; ``standing_for`` gives what stands for a value that is told elsewhere."""

    def __init__(self, secret: bytes, standing_for: Callable[[object], bytes | None]) -> None:
        self._secret, self._standing_for = secret, standing_for
        self._known: OrderedDict[int, tuple[object, bytes]] = OrderedDict()

    def of(self, value: object) -> bytes:
        """The digest of a value; of an object that can do things, what it is ``made_of``. Raises `UnsayableError`."""
        if value is None or isinstance(value, bool | int | float):
            return repr(value).encode()
        if isinstance(value, str):
            place = getattr(value, "location", None)
            where = f"{place.file}\0{place.line}\0{place.column}\0{place.length}" if place else ""
            return self.sealed(type(value).__name__, value, where, getattr(value, "written", None) or "")
        if standing := self._standing_for(value):
            return standing
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._of(value))
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return known[1]

    def _of(self, value: Any) -> bytes:
        kind = type(value)
        name = f"{kind.__module__}.{kind.__qualname__}"
        if isinstance(value, BaseModel):
            return self.of_record(value, vars(value))
        if isinstance(value, enum.Enum | datetime.date | PurePath):
            return self.sealed(name, str(value))
        if isinstance(value, Mapping):
            return self.sealed("mapping", *(self.of(part) for pair in value.items() for part in pair))
        if isinstance(value, tuple | list):
            return self.sealed("list", *map(self.of, value))
        if isinstance(value, frozenset | set):
            return self.sealed("set", *sorted(map(self.of, value)))
        if isinstance(value, re.Pattern):
            return self.sealed(name, value.pattern, str(value.flags))
        if is_dataclass(value) and not isinstance(value, type):
            return self.sealed(name, *(self.of(getattr(value, one.name)) for one in fields(value)))
        if (parts := getattr(value, "made_of", None)) is not None:
            return self.sealed(name, self.of(parts))
        raise UnsayableError(name)

    def of_record(self, record: BaseModel, own: Mapping[str, Any]) -> bytes:
        """The digest of a record with its ``own`` fields."""
        parts = (part for name in sorted(own) for part in (name, self.of(own[name])))
        return self.sealed(type(record).__name__, given(record), *parts)

    def sealed(self, *parts: str | bytes) -> bytes:
        """The digest of parts, one after the other."""
        digest = hashlib.blake2b(key=self._secret, digest_size=_SIZE)
        for part in parts:
            content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            digest.update(b"%d:" % len(content))
            digest.update(content)
        return digest.digest()


def given(record: BaseModel) -> str:
    """Which fields of a record were given."""
    return ",".join(sorted(record.__pydantic_fields_set__))
