"""Parsed style sheets as bytes, so that what was parsed once is not parsed at each start.

WeasyPrint has no way to keep them, because cssselect2 makes a function of each selector. Such a function uses nothing
but three others, so its code is all of it.
"""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any

VERSIONS = ("70.0",)
"""The versions of WeasyPrint with which it was tested."""


def as_bytes(parsed: Any) -> bytes:
    """Style sheets and what was parsed with them, as bytes. Raises `pickle.PicklingError` for what cannot be kept."""
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(parsed)
    return buffer.getvalue()


def from_bytes(content: bytes) -> Any:
    """Style sheets as they were parsed, from bytes of `as_bytes`."""
    return pickle.loads(content)


class _Pickler(pickle.Pickler):
    def reducer_override(self, thing: Any) -> Any:
        if isinstance(thing, FunctionType) and thing.__qualname__ == "<lambda>":
            if thing.__closure__ or thing.__defaults__ or not thing.__globals__.keys() <= {*_used(), "__builtins__"}:
                raise pickle.PicklingError("a function of a selector that uses something else")
            return _selector, (marshal.dumps(thing.__code__),)
        return NotImplemented


@cache
def _used() -> dict[str, Callable[..., Any]]:
    """What the functions of selectors use, by the names that cssselect2 has for it."""
    from cssselect2 import compiler

    return {name: getattr(compiler, name) for name in ("split_whitespace", "ascii_lower", "urlparse")}


def _selector(code: bytes) -> FunctionType:
    return FunctionType(marshal.loads(code), _used(), "<lambda>")
