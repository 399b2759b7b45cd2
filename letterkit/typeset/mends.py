"""What WeasyPrint does wrongly to the lines of a letter, put right.

This reaches into WeasyPrint: a function of it is given another that returns the same where that was right.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from math import isfinite
from typing import Any

_COLLAPSED = ("normal", "nowrap", "pre-line")


@cache
def once() -> None:
    """Have lines end where there is no more room from now on."""
    breaking = import_module("weasyprint.text.line_break")
    plain, mended = breaking.split_first_line, _split(breaking.split_first_line)
    for name in ("text.line_break", "layout.inline", "layout.preferred"):
        module: Any = import_module(f"weasyprint.{name}")
        if module.split_first_line is plain:
            module.split_first_line = mended


def _split(plain: Callable[..., Any]) -> Callable[..., Any]:
    """What fits as much of a text as possible on a line.

    WeasyPrint ends the line behind the first word of a text when all of it has room but for the space at its end,
    behind which a link or a word in italics follows: "measures" alone on a line.
    """

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: Any, *rest: Any, **named: Any
    ) -> Any:
        found = plain(text, style, context, max_width, spacing, *rest, **named)
        _, _, resumed_at, *_ = found
        if resumed_at is None or max_width is None or not (text.endswith(" ") and isfinite(max_width)):
            return found
        if style["white_space"] not in _COLLAPSED:
            return found
        bare = plain(text.rstrip(" "), style, context, max_width, spacing, *rest, **named)
        _, _, resumed_at, width, *_ = bare
        if resumed_at is None and width <= max_width:
            return plain(text, style, context, None, spacing, *rest, **named)
        return found

    return split_first_line
