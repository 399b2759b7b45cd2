"""Where the text of a PDF stands, and what is wrong with it: text outside the margins, over other text, or alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

import pikepdf

POINT = 25.4 / 72
"""Millimetres."""
# A page with its last text so far above the edge of the paper ends early: the margin, 22 mm, and a line.
_EARLY = 56
ARTIFACT = -1
"""The number of what is marked as belonging to the page, and not to the letter."""


@dataclass(frozen=True)
class Run:
    """Text drawn at once: its box from cap height to descender, in millimetres from the upper left corner.

    ``tagged`` is the number of its marked content, by which the tags of the PDF call it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    tagged: int | None = None


@dataclass(frozen=True)
class Page:
    """A page in millimetres: its size, its text in the order of drawing, and the rectangles (left, top, right, bottom)
    it fills."""

    width: float
    height: float
    runs: tuple[Run, ...]
    filled: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True)
class _Font:
    widths: dict[int, float]
    characters: dict[int, str]


def pages_of(pdf: bytes) -> list[Page]:
    """The pages of a PDF, whose fonts have two-byte codes and whose text is set horizontally, as ours is."""
    return list(_pages_of(pdf))


@lru_cache(maxsize=128)
def _pages_of(pdf: bytes) -> tuple[Page, ...]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return tuple(_page(page) for page in document.pages)


def _page(page: pikepdf.Page) -> Page:
    height = float(page.mediabox[3])
    fonts = {name: _font(font) for name, font in page.Resources.Font.items()}
    matrix, stack, runs, filled, path = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], [], [], []
    font, size, at, tagged = _Font({}, {}), 0.0, matrix, None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = _product(tuple(map(float, operands)), matrix)
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Tm":
                at = _product(tuple(map(float, operands)), matrix)
            case "TJ":
                if run := _run(operands[0], font, size, at, height):
                    runs.append(replace(run, tagged=tagged))
            case "BDC":
                tagged = int(operands[1].MCID) if "/MCID" in operands[1] else ARTIFACT
            case "BMC":
                tagged = ARTIFACT
            case "EMC":
                tagged = None
            case "re":
                x, y, w, h = map(float, operands)
                path += [(x, y), (x + w, y + h)]
            case "m" | "l":
                path.append((float(operands[0]), float(operands[1])))
            case "f" | "f*" | "n" | "S":
                if str(operator).startswith("f") and path:
                    corners = [_point(matrix, *corner) for corner in path]
                    xs, ys = [x * POINT for x, _ in corners], [(height - y) * POINT for _, y in corners]
                    filled.append((min(xs), min(ys), max(xs), max(ys)))
                path = []
    return Page(float(page.mediabox[2]) * POINT, height * POINT, tuple(runs), tuple(filled))


def _font(font: Any) -> _Font:
    widths: dict[int, float] = {}
    items = list(font.DescendantFonts[0].W)
    while items:
        first, listed = int(items.pop(0)), items.pop(0)
        widths.update({first + place: float(width) for place, width in enumerate(listed)})
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n", font.ToUnicode.read_bytes())
    return _Font(widths, {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs})


def _run(array: Any, font: _Font, size: float, at: tuple[float, ...], height: float) -> Run | None:
    text, advance = "", 0.0
    for item in array:
        if isinstance(item, pikepdf.String):
            raw = bytes(item)
            for code in (int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2)):
                text += font.characters.get(code, "")
                advance += font.widths.get(code, 0) / 1000
        else:
            advance -= float(item) / 1000
    if not text.strip():
        return None
    left, base = _point(at, 0, 0)
    right, _ = _point(at, advance * size, 0)
    scale = abs(at[3]) * size
    baseline = (height - base) * POINT
    box = (baseline - 0.66 * scale * POINT, right * POINT, baseline + 0.2 * scale * POINT)
    return Run(text, left * POINT, *box, baseline, scale)


def _product(one: Sequence[float], other: Sequence[float]) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _point(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def read_in_order(pdf: bytes) -> list[str]:
    """The text of a PDF in the order of its tags, as screen readers read it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        order = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        marked = [
            {run.tagged: run.text for run in _page(page).runs if run.tagged is not None} for page in document.pages
        ]
        found: list[str] = []

        def read(element: Any, page: int) -> None:
            page = order[element.Pg.objgen] if "/Pg" in element else page
            for kid in element.K:
                if isinstance(kid, int):
                    found.append(marked[page].get(kid, ""))
                elif "/K" in kid:
                    read(kid, page)

        read(document.Root.StructTreeRoot, 0)
    return found


def faults(pdf: bytes, close: str, header: Sequence[str]) -> list[str]:
    """What is wrong with a letter that closes with ``close``, and whose pages from two on begin with ``header``."""
    pages = pages_of(pdf)
    found = [fault for number, page in enumerate(pages, 1) for fault in _misplaced(page, number)]
    closes = [number for number, page in enumerate(pages, 1) if any(run.text.startswith(close) for run in page.runs)]
    if len(closes) != 1:
        return [*found, f"'{close}' stands on pages {closes}"]
    for number, page in enumerate(pages[1:], 2):
        lines = lines_below(page, header)
        if not lines:
            found.append(f"page {number} has a header and no text")
        if number == closes[0] and sum(line < _baseline(page, close) for line in lines) < 4:
            found.append(f"the close on page {number} has fewer than four lines of text above it")
    for number, page in enumerate(pages[: closes[0] - 1], 1):
        room = page.height - max(run.baseline for run in page.runs)
        if room > _EARLY:
            found.append(f"page {number} ends {room:.0f} mm above the edge of the paper")
    return found


def lines_below(page: Page, header: Sequence[str]) -> list[float]:
    """The baselines of a page below its header, of which the page number is the last line."""
    named = [run.baseline for run in page.runs if any(line in run.text for line in header) and run.baseline < 60]
    floor = max(named) + 6 if named else 0
    return sorted({round(run.baseline, 1) for run in page.runs if run.baseline > floor})


def _baseline(page: Page, text: str) -> float:
    return next(run.baseline for run in page.runs if run.text.startswith(text))


def _misplaced(page: Page, number: int) -> Iterator[str]:
    for run in page.runs:
        # A draft label stands in the corner.
        if run.left < 19.5 or run.right > page.width - 19.5 or run.top < 7 or run.bottom > page.height - 7:
            yield f"page {number}: '{run.text}' stands outside the margins"
    for one, other in combinations(page.runs, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        if across > 0.4 and down > 0.15:
            yield f"page {number}: '{one.text}' stands over '{other.text}'"
