"""The properties of styles, and what fits a box to what is in it: asked for only where something decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module
from typing import Any

from letterkit.typeset.shorter_ways.ways import Way

_PLACES = ("inline", "float", "absolute")
"""The modules of layout that fit boxes to what is in them."""


def ways() -> Iterator[Way]:
    """The ways to a property, and to the width of a box."""
    preferred: Any = import_module("weasyprint.layout.preferred")
    for place in _PLACES:
        yield Way(import_module(f"weasyprint.layout.{place}"), "shrink_to_fit", _shrink_to_fit(preferred))
    css: Any = import_module("weasyprint.css")
    yield Way(css.ComputedStyle, "__missing__", _missing(css, css.ComputedStyle.__missing__))


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


def _missing(css: Any, plain: Callable[..., Any]) -> Callable[..., Any]:
    """What gives a property of an element when it is first asked for: at once, where nothing decides but its parent."""
    special = {"page", "position", "float", "display"}
    # A side is also set by the name that it has in the direction of writing: "margin-inline-start" for the left one.
    sides = {
        key: tuple({name(block="ttb", inline=direction) for direction in ("ltr", "rtl")})
        for key, name in css.PHYSICAL_FUNCTIONS.items()
    }
    known = {key for key in css.INITIAL_VALUES if key not in special and key[:16] != "text_decoration_"}
    inherited = known & css.INHERITED
    initial = {
        key: css.INITIAL_VALUES[key]
        for key in known - css.INHERITED - set(css.INITIAL_NOT_COMPUTED)
        if not css.check_math(css.INITIAL_VALUES[key])
    }

    @wraps(plain)
    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key not in cascaded and not (key in sides and any(name in cascaded for name in sides[key])):
            if key in initial:
                value = style[key] = initial[key]
                return value
            parent = style.parent_style
            if parent is not None and key in inherited:
                value = parent[key]
                if not css.check_math(value):
                    style[key] = value
                    return value
        return plain(style, key)

    return missing
