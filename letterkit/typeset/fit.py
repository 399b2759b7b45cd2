"""Fit a letter onto its pages: how closely it is set, judged by where its blocks come to stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.typeset.breaking import LINE, MILLIMETRE, Box, LetterLayout, leaves_of
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.standards import STANDARDS, Window

Pages = Sequence[Mapping[str, Box]]
"""The boxes of each page by the ``id`` of their elements; an element that is broken has one on each of its pages."""

# With fewer lines above the close, the last page holds little more than the ending. Ascenders of a block may be cut.
_LINES = 3.7
# With more room below its text, a page looks broken off; about four lines.
_GAP = 22 * MILLIMETRE
# Where it has more than a little more, a wider setting is taken only when it is so many times as good.
_EARLY, _MUCH = 1.3, 4
# What is hardly bad, such as a millimetre of room more than that, nobody sees: no reason to set a letter otherwise.
_HARDLY = 0.05
# How bad it is that a page ends with the first item of a list: less than a page with two lines.
_FIRST = 0.4
# How bad it is that an ending is parted: it takes a page that is half empty to do so.
_PARTED = 0.6
# A letter is so bad when its first page has nothing of the text.
_EMPTY = 5

# Names a line of the roster holds beside the letter and at the foot of page one, and how many lines there are.
_SIDE_LINE, _SIDE_LINES = 27, 58
_FOOT_LINE, FOOT_COLUMNS, _FOOT_ROWS = 25, 5, 44


@dataclass(frozen=True, slots=True)
class Fit:
    """How closely a letter is set: the part of the usual space between blocks, and of the usual size of type.

    In a ``parted`` one, what stands below the close can go on to another page: rows of signatures, copies, notes.
    """

    air: float = 1
    size: float = 1
    parted: bool = False


NATURAL = Fit()
# How finely settings are reckoned, how far those that are laid out lie apart, and how far beyond the widest type spaces
# still grow: better than a page that ends early.
_STEPS, _APART, _WIDEST = 20, 0.24, 1.75
# Nearer to the natural setting, hardly anything would change.
_NEAREST = 0.15
# How many settings are laid out beside the natural one, which few letters need.
_TRIES = 2
# A setting that leaves at most this part of what is bad has broken better. Farther than this is far.
_BETTER, _FARTHEST = 0.75, 1.2
_SPREAD = {-1: (0.4, 0.04), 1: (0.6, 0.045)}


def set_by(degree: float) -> Fit:
    """The setting between the closest (-1) and the widest (1) that are still well set; beyond it, only spaces grow."""
    air, size = _SPREAD[-1 if degree < 0 else 1]
    return Fit(round(1 + air * degree, 3), round(1 + size * min(degree, 1), 4))


def choose(pages_with: Callable[[Fit], Pages]) -> Fit:
    """The setting nearest to the natural one in which a letter breaks well, found with few layouts.

    It breaks well when the page with the close holds four lines of text or more, no page is one item of a list, and no
    page before the last ends early. From where the blocks of the natural layout stand, the breaks of any setting are
    reckoned, and the nearest that promises to do is laid out. When none breaks well, the best is taken, if it is much
    better than the natural one; hardly one that is set wider and leaves a page that ends early all the same. Where a
    page is half empty whatever the setting, because the ending is high, the ending is parted.
    """
    natural = pages_with(NATURAL)
    if not _can_be_judged(natural):
        return NATURAL
    best, least = NATURAL, badness(natural, NATURAL)
    promising = _promising(natural) if least > _HARDLY else []
    tried: list[tuple[float, bool]] = []
    for _ in range(_TRIES):
        fit = _attempt(promising, tried, 0 if best.parted else least) if least > _HARDLY else None
        if fit is None:
            break
        pages = pages_with(fit)
        found = badness(pages, fit)
        if not fit.parted:
            tried.append((_degree(fit), found < _BETTER * least))
        if found < least / (_MUCH if fit.air > 1 and _ends_early(pages) else 2):
            best, least = fit, found
    return best


def _attempt(promising: Sequence[_Promise], tried: Sequence[tuple[float, bool]], least: float) -> Fit | None:
    """The setting to be laid out next: with its ending parted where much is bad and no other is promising."""
    promise = _next(promising, tried)
    if least > 2 * _PARTED and (promise is None or promise.badness > 2 * _PARTED or (tried and least > _EMPTY)):
        return replace(set_by(-1), parted=True)
    return set_by(promise.degree) if promise else None


def _degree(fit: Fit) -> float:
    return (fit.air - 1) / _SPREAD[-1 if fit.air < 1 else 1][0]


@dataclass(frozen=True, slots=True)
class _Promise:
    """What is reckoned of a setting: its degree, how badly it breaks, and how badly if a line were spared."""

    degree: float
    badness: float
    hope: float


def _promising(natural: Pages) -> list[_Promise]:
    """All settings, the most promising first.

    What one line more or less makes of a page is not reckoned; so it is looked at with a line less and a line more.
    """
    letter = LetterLayout.of(natural, _page_of("closing", natural))
    found: list[_Promise] = []
    for step in range(-_STEPS, round(_WIDEST * _STEPS) + 1):
        degree = step / _STEPS
        if abs(degree) < _NEAREST:
            continue
        fit = set_by(degree)
        sure, just, hope = (_reckoned(letter, fit, slack * LINE) for slack in (0.6, 0, -1))
        found.append(_Promise(degree, round(sure / 2 + just + hope / 2, 1), round(hope, 1)))
    return sorted(found, key=lambda one: (one.badness, abs(one.degree), one.degree))


def _next(promising: Sequence[_Promise], tried: Sequence[tuple[float, bool]]) -> _Promise | None:
    """The setting to be laid out next, and none near one that was tried, given with whether it broke better.

    After one that broke better, though not well, comes one farther from the natural setting on its side, unless that is
    far; after one that did not, the one on the other side that could do if a line were spared.
    """
    left = [one for one in promising if all(abs(one.degree - degree) > _APART for degree, _ in tried)]
    if tried:
        left = _after(*tried[0], left) or left
    return left[0] if left else None


def _after(first: float, better: bool, left: Sequence[_Promise]) -> list[_Promise]:
    beside = [one for one in left if one.degree * first > 0 and abs(first) < abs(one.degree)]
    across = sorted((one for one in left if one.degree * first < 0), key=_hope)
    is_far = bool(beside) and abs(beside[0].degree) > _FARTHEST
    if better and beside and not (is_far and across and not across[0].hope):
        return beside
    return across


def _hope(one: _Promise) -> tuple[float, float]:
    return one.hope, -abs(one.degree)


def _reckoned(letter: LetterLayout, fit: Fit, slack: float) -> float:
    """How badly a letter would break in a setting."""
    broken = letter.broken(fit.air, fit.size, slack)
    lines = [float(sum(lines)) for lines in broken.lines]
    return _bad(broken.gaps, lines, [len(lines) for lines in broken.lines], broken.alone)


def _can_be_judged(pages: Pages) -> bool:
    """Whether the blocks of a letter can be found: a letterhead's own page need not name them."""
    return all(any(name in boxes for boxes in pages) for name in ("sheet", "closing", "block-0"))


def _page_of(name: str, pages: Pages) -> int:
    return next(number for number, boxes in enumerate(pages) if name in boxes)


def _ends_early(pages: Pages) -> bool:
    return any(_gap(boxes) > _EARLY * _GAP for boxes in pages[: _page_of("closing", pages)])


def badness(pages: Pages, fit: Fit) -> float:
    """How badly a letter breaks; 0 when it does well."""
    last = _page_of("closing", pages)
    here = pages[: last + 1]
    lines = [_lines(boxes, fit.size) for boxes in here]
    alone = LetterLayout.of(here, last).alone_on(here)
    bad = _bad([_gap(boxes) for boxes in pages[:last]], lines, [len(leaves_of(boxes)) for boxes in here], alone)
    parted = fit.parted and any({"closing", "tail"} & {*boxes} for boxes in pages[last + 1 :])
    return bad + _PARTED * parted


def _bad(gaps: Sequence[float], lines: Sequence[float], blocks: Sequence[int], first: int) -> float:
    """How bad the room below pages is, the lines of those with the close, and pages that are one item of a list.

    ``first`` is how many pages end with the first item of a list.
    """
    if not gaps:
        return 0
    few = max(0.0, 1 - lines[-1] / _LINES)
    alone = sum(number == 1 and held < 2 * _LINES for number, held in zip(blocks[1:-1], lines[1:-1], strict=True))
    return few + alone + _FIRST * first + sum(max(0, gap / _GAP - 1) for gap in gaps)


def _lines(boxes: Mapping[str, Box], size: float) -> float:
    """The lines of text that a page holds."""
    return sum(box[3] - box[1] for box, _ in leaves_of(boxes)) / (LINE * size)


def _is_text(name: str) -> bool:
    return name.startswith("block-") or name == "closing"


def _bottom(boxes: Mapping[str, Box]) -> float:
    return max((box[3] for name, box in boxes.items() if _is_text(name)), default=boxes["sheet"][1])


def _gap(boxes: Mapping[str, Box]) -> float:
    """The room between the text of a page that another follows and the foot of the page."""
    return boxes["sheet"][3] - _bottom(boxes)


# --- What has its place on page one ---


def window_of(sheet: Sheet) -> Window | None:
    """The window of the standard by which a sheet is laid out."""
    return STANDARDS[sheet.standard].window if sheet.standard else None


def roster_place(sheet: Sheet) -> str:
    """Where the roster stands on page one: at the "side" where it has room, else at the "foot"; "" for none."""
    if not _roster_lines(sheet, _SIDE_LINE):
        return ""
    beside = sheet.roster_beside and window_of(sheet) is None
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


def overfull(sheet: Sheet, pages: Pages, height: float, proof: bool) -> Iterator[Problem]:
    """What of page one takes more than its room: the address its window (LK941), the head its zone (LK942).

    ``height`` is that of the page in pixels. A ``proof`` shows an address that is too long.
    """
    first = pages[0]
    if "head" not in first:
        return
    head = first["head"][3]
    window = window_of(sheet)
    if window:
        zone = window.zone.height
        room = (first["window"][3] - first["remarks"][3]) / MILLIMETRE if window.grows == "up" else zone
        needed = (first["address"][3] - first["address"][1]) / MILLIMETRE
        if needed > room + 0.1:
            begin, lines = sheet.inside_address[0], len(sheet.inside_address)
            message = (
                f"the inside address '{begin} ...' of {lines} lines is {needed:.1f} mm high; "
                f"the window has room for {room:.1f} mm"
            )
            hint = "shorten the address, or choose a layout without window"
            severity = Severity.WARNING if proof else Severity.ERROR
            yield Problem("LK941", message, sheet.address_location, hint, severity)
        most = window.head * MILLIMETRE
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
