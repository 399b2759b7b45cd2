"""The sizes of boxes: a length that is no percentage is what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module
from typing import Any

from letterkit.typeset.shorter_ways.ways import Way

_PLACES = ("absolute", "block", "column", "flex", "float", "grid", "inline", "leader", "page", "replaced", "table")
"""The modules of layout that look for the sizes of boxes; those that do not are passed over."""


def ways() -> Iterator[Way]:
    """The way to the sizes of a box."""
    percent: Any = import_module("weasyprint.layout.percent")
    shorter = _one(percent)
    yield Way(percent, "resolve_one_percentage", shorter)
    for place in _PLACES:
        module: Any = import_module(f"weasyprint.layout.{place}")
        if hasattr(module, "resolve_one_percentage"):
            yield Way(module, "resolve_one_percentage", shorter)


def _one(percent: Any) -> Callable[..., Any]:
    """What gives a box one of its sizes."""
    plain: Callable[..., Any] = percent.resolve_one_percentage

    @wraps(plain)
    def resolve_one_percentage(box: Any, property_name: str, refer_to: Any) -> None:
        value = box.style[property_name]
        if getattr(value, "unit", None) == "px":
            setattr(box, property_name, value.value)
        elif value == "auto":
            setattr(box, property_name, 0 if property_name in ("min_width", "min_height") else value)
        else:
            plain(box, property_name, refer_to)

    return resolve_one_percentage
