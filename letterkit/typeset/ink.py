"""Hold what was set against the paper: nothing may reach over its edge, and no text into its margin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from letterkit.foundation.problems import Location, Problem
from letterkit.typeset.breaking import MILLIMETRE

Places = Callable[[str], tuple[Location | None, str]]
"""Gives where a word was written, and what to say of where it stands."""

# What rounding, and the side bearings of letters, can amount to.
_TOLERANCE = 0.6 * MILLIMETRE


def outside(document: Any, places: Places, written_at: Location | None) -> Iterator[Problem]:
    """What reaches over the edge of the paper (LK946), and what reaches into the right margin (LK947, a warning).

    ``document`` is as WeasyPrint laid it out. Each block is named once, by its first word that has no room. Blocks of
    the text know their line; ``written_at`` is where the first stands.
    """
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        margin = box.width + box.margin_left
        found: dict[Any, tuple[Any, bool]] = {}
        for block, ink, in_margin in _ink(box, None, False):
            over = (
                min(ink.position_x, ink.position_y) < -_TOLERANCE
                or ink.position_x + ink.width > page.width + _TOLERANCE
                or ink.position_y + ink.height > page.height + _TOLERANCE
            )
            beside = not in_margin and ink.position_x + ink.width > margin + _TOLERANCE
            if (over or beside) and not found.get(block, (None, False))[1]:
                found[block] = ink, over
        for block, (ink, over) in found.items():
            line = None if block is None else block.get("data-line")
            at = Location(written_at.file, written_at.line + int(line)) if written_at and line else None
            yield _problem(ink, number, over, at, places)


def _ink(box: Any, block: Any, in_margin: bool) -> Iterator[tuple[Any, Any, bool]]:
    """The boxes of text and pictures below a box, each with its block and whether it stands in a margin box."""
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    if box.element is not None and box.element.get("id") and "::" not in box.element_tag:
        block = box.element
    if kind == "TextBox":
        if box.text.strip():
            yield block, box, in_margin
    elif "Replaced" in kind:
        yield block, box, in_margin
    else:
        for child in getattr(box, "children", ()):
            yield from _ink(child, block, in_margin or kind == "MarginBox")


def _problem(ink: Any, page: int, over: bool, at: Location | None, places: Places) -> Problem:
    words = str(getattr(ink, "text", "")).replace("\u200b", "").replace("\u2060", "").split()
    word = max(words, key=len, default="")
    location, where = (at, "") if at or not word else places(word)
    what = f"'{' '.join(words)[:60]}'" if words else "a picture"
    if over:
        hint = "shorten it, or give it more lines or fewer columns"
        return Problem("LK946", f"{what} reaches over the edge of page {page}{where}", location, hint)
    message = f"{what} reaches into the margin of page {page}{where}"
    return Problem("LK947", message, location, "shorten it, or give it more lines")
