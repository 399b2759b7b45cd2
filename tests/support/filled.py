"""Records of the page with something in every field that there is, found by their types."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass, replace
from typing import Any

from letterkit.foundation.problems import Location
from letterkit.typeset.typography import Typography


def filled(kind: Any) -> Any:
    """A value of a type, every text, tuple and record in it with something."""
    if kind is Typography or kind is Location or kind == Location | None:
        return kind() if kind is Typography else None
    if typing.get_origin(kind) is tuple:
        kinds = [one for one in typing.get_args(kind) if one is not Ellipsis]
        return tuple(map(filled, kinds))
    if typing.get_origin(kind) is not None or hasattr(kind, "__args__"):
        return filled(next(one for one in typing.get_args(kind) if one is not type(None)))
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{one.name: filled(hints[one.name]) for one in fields(kind)})  # type: ignore[operator]
    return {str: "word", bytes: b"", bool: True, float: 1.0, int: 0}[kind]


def put(value: Any, path: tuple[Any, ...], text: str) -> Any:
    """A record with another text at a path."""
    if not path:
        return text
    if isinstance(value, tuple):
        return tuple(put(one, path[1:], text) if at == path[0] else one for at, one in enumerate(value))
    return replace(value, **{path[0]: put(getattr(value, path[0]), path[1:], text)})
