"""Fit a letter onto its pages: how closely it is set, judged by where its blocks come to stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from letterkit.foundation.problems import Problem
from letterkit.typeset.sheet import Sheet

Box = tuple[float, float, float, float]
"""Left, top, right and bottom edge on the page, in CSS pixels."""

Pages = Sequence[Mapping[str, Box]]
"""The boxes of each page by the ``id`` of their elements; an element that is broken has one on each of its pages."""

WINDOWS = ("din-5008-b", "us-business-window")
MILLIMETRE = 96 / 25.4

# With less text above the close, the last page holds little more than the ending; about five lines.
_LITTLE = 25 * MILLIMETRE
# With more room below its text, a page looks broken off; about four lines.
_GAP = 22 * MILLIMETRE
# What the tightest setting saves of a letter's depth.
_SAVED = 0.14

# Lines of a window's address, and the type size in points that holds so many.
_WINDOW_SIZES = ((6, 10), (8, 9), (12, 8))
_WINDOW_LINE = 44

# Names a line of the roster holds beside the letter and at the foot of page one, and how many lines there are.
_SIDE_LINE, _SIDE_LINES = 27, 58
_FOOT_LINE, FOOT_COLUMNS, _FOOT_ROWS = 25, 5, 44


@dataclass(frozen=True, slots=True)
class Fit:
    """How closely a letter is set: the part of the usual space between blocks, and of the usual size of type.

    ``sink`` is how far the notes at the end stand below the text, in pixels.
    """

    air: float = 1
    size: float = 1
    sink: float = 0


NATURAL = Fit()
_TIGHTER = (Fit(0.85), Fit(0.72, 0.985), Fit(0.65, 0.965))
_LOOSER = (Fit(1.15), Fit(1.3, 1.02))


def choose(pages_with: Callable[[Fit], Pages]) -> Fit:
    """The setting nearest to the natural one in which a letter breaks well.

    It breaks well when the page with the close holds five lines of text or more, and no page before ends early. When
    no setting does, the best of them is taken, if it is much better than the natural one.
    """
    natural = pages_with(NATURAL)
    if not _can_be_judged(natural):
        return NATURAL
    best, least = NATURAL, _badness(natural)
    for fit in _others(natural) if least else ():
        badness = _badness(pages_with(fit))
        if badness < least / 2:
            best, least = fit, badness
        if not badness:
            break
    return best


def sunk(fit: Fit, pages: Pages) -> Fit:
    """The setting with the notes at the foot of the last page."""
    last = next((boxes for boxes in pages if "end" in boxes), {})
    if "notes" not in last:
        return fit
    return replace(fit, sink=max(0, round(last["end"][3] - last["notes"][3])))


def _can_be_judged(pages: Pages) -> bool:
    """Whether the blocks of a letter can be found: a letterhead's own page need not name them."""
    return all(any(name in boxes for boxes in pages) for name in ("sheet", "closing", "block-0"))


def _page_of(name: str, pages: Pages) -> int:
    return next(number for number, boxes in enumerate(pages) if name in boxes)


def _others(natural: Pages) -> Iterator[Fit]:
    """The settings worth trying: tighter ones when they can save a page, then looser ones."""
    last = _page_of("closing", natural)
    surplus = natural[last]["closing"][3] - natural[last]["sheet"][1] - _gap(natural[last - 1])
    depth = sum(_bottom(boxes) - boxes["sheet"][1] for boxes in natural[: last + 1])
    if surplus < _SAVED * depth:
        yield from _TIGHTER
    yield from _LOOSER


def _badness(pages: Pages) -> float:
    """How badly a letter breaks; 0 when it does well."""
    last = _page_of("closing", pages)
    if last == 0:
        return 0
    text = pages[last]["closing"][1] - min(box[1] for name, box in pages[last].items() if _is_text(name))
    gaps = (_gap(boxes) for boxes in pages[:last])
    return max(0, 1 - text / _LITTLE) + sum(max(0, gap / _GAP - 1) for gap in gaps)


def _is_text(name: str) -> bool:
    return name.startswith("block-") or name == "closing"


def _bottom(boxes: Mapping[str, Box]) -> float:
    return max((box[3] for name, box in boxes.items() if _is_text(name)), default=boxes["sheet"][1])


def _gap(boxes: Mapping[str, Box]) -> float:
    """The room between the text of a page that another follows and the foot of the page."""
    return boxes["sheet"][3] - _bottom(boxes)


# --- What has its place on page one ---


def window_size(sheet: Sheet) -> int:
    """The size in points at which the inside address fits a window."""
    lines = sum(ceil(len(line) / _WINDOW_LINE) for line in sheet.inside_address)
    return next((size for most, size in _WINDOW_SIZES if lines <= most), _WINDOW_SIZES[-1][1])


def roster_place(sheet: Sheet) -> str:
    """Where the roster stands on page one: at the "side" where it has room, else at the "foot"; "" for none."""
    if not _roster_lines(sheet, _SIDE_LINE):
        return ""
    beside = sheet.roster_beside and sheet.standard not in WINDOWS
    return "side" if beside and _roster_lines(sheet, _SIDE_LINE) <= _SIDE_LINES else "foot"


def roster_rows(sheet: Sheet) -> int:
    """The rows of a roster at the foot of page one."""
    return ceil(_roster_lines(sheet, _FOOT_LINE) / FOOT_COLUMNS)


def _roster_lines(sheet: Sheet, width: int) -> int:
    roster = sheet.heads[0].roster if len(sheet.heads) == 1 else None
    return sum(ceil(len(name) / width) for name in roster.names) if roster else 0


def too_long(sheet: Sheet) -> Iterator[Problem]:
    """A roster that no page one holds at a size that can be read (LK943)."""
    if roster_rows(sheet) > _FOOT_ROWS:
        most = _FOOT_ROWS * FOOT_COLUMNS
        names = len(sheet.heads[0].roster.names) if sheet.heads[0].roster else 0
        message = f"the roster has {names} names; page one has room for {most} lines of {_FOOT_LINE} characters"
        yield Problem("LK943", message, hint="print the officers of the body instead, or enclose the list")


def overfull(sheet: Sheet, pages: Pages, height: float) -> Iterator[Problem]:
    """What of page one takes more than its room: the address its window (LK941), the head its zone (LK942).

    ``height`` is that of the page in pixels.
    """
    first = pages[0]
    if "head" not in first:
        return
    head = first["head"][3]
    if sheet.standard in WINDOWS:
        room = (first["window"][3] - first["remarks"][3]) / MILLIMETRE
        needed = (first["address"][3] - first["address"][1]) / MILLIMETRE
        if needed > room + 0.1:
            begin, lines = sheet.inside_address[0], len(sheet.inside_address)
            message = (
                f"the inside address '{begin} ...' of {lines} lines is {needed:.1f} mm high; "
                f"the window has room for {room:.1f} mm"
            )
            hint = "shorten the address, or choose a layout without window"
            yield Problem("LK941", message, sheet.address_location, hint)
        most = first["window"][1]
        if first["information"][3] > first["sheet"][1] + 1:
            message = "the address and contacts of the letterhead take more room than there is beside the window"
            yield Problem("LK942", message, sheet.layout_location, "shorten them, or choose a layout without window")
    else:
        most = height * 0.6
    if head > most + 1 or "head" in (pages[1] if len(pages) > 1 else ()):
        ends, room = head / MILLIMETRE, most / MILLIMETRE
        message = f"the head ends {ends:.1f} mm below the edge of the paper; it has room for {room:.1f} mm"
        hint = "shorten it, set it smaller in letter.css, or choose another layout"
        yield Problem("LK942", message, sheet.layout_location, hint)
