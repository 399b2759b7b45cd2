"""Hold what was set against the paper: nothing may reach over its edge, and nothing of the letter into its margins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from letterkit.foundation.problems import Location, Problem
from letterkit.typeset.breaking import MILLIMETRE

Places = Callable[[str], tuple[Location | None, str]]
"""Gives where a word was written, and what to say of where it stands."""

# What rounding, and the side bearings of letters, can amount to.
_TOLERANCE = 0.6 * MILLIMETRE
# How far letters reach above and below the line they stand on, as parts of their size.
_ABOVE, _BELOW = 0.75, 0.25
# Where more blocks than these have no room on one side, the column stands there, and one is named for all.
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Frame:
    """What has to hold some ink, by its edges in pixels; without limits, it can be anywhere on the paper."""

    left: float = -inf
    top: float = -inf
    right: float = inf
    bottom: float = inf

    def beyond(self, other: _Frame) -> str:
        """The side on which this reaches beyond another; "" for none."""
        over = {
            "left": other.left - self.left,
            "right": self.right - other.right,
            "upper": other.top - self.top,
            "lower": self.bottom - other.bottom,
        }
        side = max(over, key=lambda side: over[side])
        return side if over[side] > _TOLERANCE else ""


@dataclass(frozen=True, slots=True)
class _Ink:
    """Text or a picture that was set: its words, its edges, its block, and what has to hold it."""

    text: str
    edges: _Frame
    block: Any
    frame: _Frame


def outside(document: Any, places: Places, written_at: Location | None) -> Iterator[Problem]:
    """What reaches over the edge of the paper (LK946), and what reaches into one of its margins (LK947, a warning).

    ``document`` is as WeasyPrint laid it out. Each block is named once, by its first word that has no room. Blocks of
    the text know their line; ``written_at`` is where the first stands.
    """
    for number, page in enumerate(document.pages, 1):
        found = _beyond(page)
        sides = Counter(side for _, side in found)
        told: set[str] = set()
        for ink, side in found:
            if side not in told or sides[side] <= _FEW:
                told.add(side)
                more = f", and {sides[side] - 1} others there" if sides[side] > _FEW else ""
                yield _problem(ink, f"page {number}{more}", side, _line_of(ink.block, written_at), places)


def _beyond(page: Any) -> list[tuple[_Ink, str]]:
    """The first ink of each block of a page that has no room, with the side of its margin; "" for over the paper."""
    paper = _Frame(0, 0, page.width, page.height)
    found: dict[Any, tuple[_Ink, str]] = {}
    for ink in _ink(page._page_box, None, _content(page._page_box), False):
        over, side = ink.edges.beyond(paper), ink.edges.beyond(ink.frame)
        if over and found.get(ink.block, (ink, "none"))[1]:
            found[ink.block] = ink, ""
        elif side:
            found.setdefault(ink.block, (ink, side))
    return list(found.values())


def _line_of(block: Any, written_at: Location | None) -> Location | None:
    line = None if block is None else block.get("data-line")
    return Location(written_at.file, written_at.line + int(line)) if written_at and line else None


def _content(box: Any) -> _Frame:
    left, top = box.content_box_x(), box.content_box_y()
    return _Frame(left, top, left + box.width, top + box.height)


def _ink(box: Any, block: Any, frame: _Frame, in_head: bool) -> Iterator[_Ink]:
    """The ink below a box. What stands in a margin box, or is placed in a margin by a letterhead, is meant to be there.

    What is placed holds what is in it by its own width; a head can be wider than the letter.
    """
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    if box.element is not None and box.element.get("id") and "::" not in box.element_tag:
        block = box.element
        in_head = in_head or block.get("id") == "head"
    if kind == "MarginBox":
        frame = _Frame()
    elif box.style["position"] in ("absolute", "fixed"):
        frame = _Frame(left=box.border_box_x(), right=box.border_box_x() + box.border_width())
    elif in_head and kind not in ("TextBox", "LineBox"):
        frame = _widened(frame, box)
    if kind == "TextBox":
        if box.text.strip():
            yield _Ink(box.text, _letters(box), block, frame)
    elif "Replaced" in kind or _is_drawn(box):
        left, top = box.position_x, box.position_y
        yield _Ink("", _Frame(left, top, left + box.margin_width(), top + box.margin_height()), block, frame)
    for child in getattr(box, "children", ()):
        yield from _ink(child, block, frame, in_head)


def _letters(box: Any) -> _Frame:
    """The edges of the letters of a text, whatever the height of its line."""
    base, size = box.position_y + box.baseline, box.style["font_size"]
    return _Frame(box.position_x, base - _ABOVE * size, box.position_x + box.width, base + _BELOW * size)


def _is_drawn(box: Any) -> bool:
    """Whether a picture is drawn behind a box, as logos are."""
    return box.element is not None and any(kind == "url" for kind, _ in box.style["background_image"])


def _widened(frame: _Frame, box: Any) -> _Frame:
    """A frame with a box of a head in it that goes beyond it by a negative margin."""
    left, right = box.margin_left, box.margin_right
    edge = box.border_box_x()
    return replace(
        frame,
        left=min(frame.left, edge) if left != "auto" and left < 0 else frame.left,
        right=max(frame.right, edge + box.border_width()) if right != "auto" and right < 0 else frame.right,
        top=min(frame.top, box.border_box_y()) if box.margin_top != "auto" and box.margin_top < 0 else frame.top,
    )


def _problem(ink: _Ink, page: str, side: str, at: Location | None, places: Places) -> Problem:
    """What is wrong with some ink: it reaches over the paper, or into the margin on a ``side``."""
    words = ink.text.replace("\u200b", "").replace("\u2060", "").split()
    word = max(words, key=len, default="")
    location, where = (at, "") if at or not word else places(word)
    what = f"'{' '.join(words)[:60]}'" if words else "a picture"
    if not side:
        hint = "shorten it, or give it more lines or fewer columns" if words else "give it less height"
        return Problem("LK946", f"{what} reaches over the edge of {page}{where}", location, hint)
    message = f"{what} reaches into the {side} margin of {page}{where}"
    return Problem("LK947", message, location, "shorten it, or give it more lines" if words else "give it less height")
