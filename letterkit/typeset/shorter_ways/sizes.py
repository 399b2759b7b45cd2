"""The sizes of boxes: a length that is no percentage is what it says, and no box is narrower than it has to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module
from typing import Any

from letterkit.typeset.shorter_ways.ways import Way

_FITTED = ("inline", "float", "absolute")
"""The modules of layout that fit boxes to what is in them."""
_PLACES = ("absolute", "block", "column", "flex", "float", "grid", "inline", "leader", "page", "replaced", "table")
"""The modules of layout that look for the sizes of boxes; those that do not are passed over."""


def ways() -> Iterator[Way]:
    """The ways to the sizes of a box, and to the width of what is in it."""
    preferred: Any = import_module("weasyprint.layout.preferred")
    for place in _FITTED:
        yield Way(import_module(f"weasyprint.layout.{place}"), "shrink_to_fit", _shrink_to_fit(preferred))
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


def _shrink_to_fit(preferred: Any) -> Callable[..., Any]:
    """What fits a box to what is in it (CSS 2.1, 10.3.5: min(max(narrowest, available), widest)).

    Where there is room for the widest, the narrowest does not matter. To find it, each place is tried at which a line
    may end, which is after every letter where words may be divided anywhere.
    """
    plain: Callable[..., Any] = preferred.shrink_to_fit

    @wraps(plain)
    def shrink_to_fit(context: Any, box: Any, available_content_width: Any) -> Any:
        widest = preferred.max_content_width(context, box, outer=False)
        return widest if available_content_width >= widest else plain(context, box, available_content_width)

    return shrink_to_fit
