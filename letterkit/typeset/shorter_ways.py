"""The same page by shorter ways: what WeasyPrint works out and then has no use for is left out.

This reaches into WeasyPrint: functions of it are given another that returns the same. It is done for the versions that
it was tested with; `tests/typeset/test_shorter_ways.py` holds that the bytes are the same both ways.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from typing import Any

from letterkit.typeset.kept_sheets import VERSIONS

_PLACES = ("inline", "float", "absolute")
"""The modules of layout that fit boxes to what is in them."""


@cache
def taken() -> bool:
    """Have pages set by shorter ways from now on; says whether that is done."""
    if import_module("weasyprint").__version__ not in VERSIONS:
        return False
    preferred: Any = import_module("weasyprint.layout.preferred")
    for place in _PLACES:
        module: Any = import_module(f"weasyprint.layout.{place}")
        module.shrink_to_fit = _shrink_to_fit(preferred)
    css: Any = import_module("weasyprint.css")
    css.ComputedStyle.__missing__ = _missing(css, css.ComputedStyle.__missing__)
    return True


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
