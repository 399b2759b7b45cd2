"""The grid of page one as a picture: what a standard keeps for the address, beside it, and for the letter."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from letterkit.typeset.sheet import PAPERS, Sheet
from letterkit.typeset.standards import STANDARDS, Area, Standard

_FIELD, _ZONE, _BESIDE, _LINE = "#c0392b", "#2e8b57", "#2c6fbb", "#8e44ad"


def grid_of(sheet: Sheet) -> str:
    """The grid as the address of an SVG; every centimetre has a line."""
    width, height = PAPERS[sheet.paper]
    lines = [_line(x, 0, x, height, "#ccc", 0.1) for x in range(10, int(width), 10)]
    lines += [_line(0, y, width, y, "#ccc", 0.1) for y in range(10, int(height), 10)]
    if sheet.standard:
        lines += _of(STANDARDS[sheet.standard], width, height)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">{"".join(lines)}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _of(standard: Standard, width: float, height: float) -> Iterator[str]:
    for x in (standard.left, width - standard.right):
        yield _line(x, 0, x, height, _LINE, 0.2)
    yield _line(0, height - standard.bottom, width, height - standard.bottom, _LINE, 0.2)
    for y in (*(standard.folds or (height / 3, height * 2 / 3)), *([standard.hole] if standard.hole else [])):
        yield _line(0, y, 15, y, _LINE, 0.3)
    if window := standard.window:
        yield _line(0, window.text, width, window.text, _LINE, 0.2)
        yield _area(window.field, _FIELD)
        yield _area(window.zone, _ZONE)
        yield _area(window.information, _BESIDE)


def said(sheet: Sheet) -> Iterator[str]:
    """The grid in words, one line a part."""
    yield "every line of the grid is 10 mm from the next"
    if not sheet.standard:
        return
    standard = STANDARDS[sheet.standard]
    yield f"margins: {standard.left:g} mm left, {standard.right:g} mm right, {standard.bottom:g} mm below (violet)"
    if window := standard.window:
        yield f"field of the address, where nothing else stands: {_measures(window.field)} (red)"
        yield f"inside address, which shows wherever the sheet slides: {_measures(window.zone)} (green)"
        yield f"beside it: {_measures(window.information)} (blue)"
        yield f"the letter begins {window.text:g} mm below the edge of the paper (violet)"


def _measures(area: Area) -> str:
    return f"{area.left:g} mm from the left, {area.top:g} from the top, {area.width:g} by {area.height:g} mm"


def _area(area: Area, colour: str) -> str:
    place = f'x="{area.left:g}" y="{area.top:g}" width="{area.width:g}" height="{area.height:g}"'
    return f'<rect {place} fill="{colour}" fill-opacity="0.07" stroke="{colour}" stroke-width="0.25"/>'


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, width: float) -> str:
    return f'<path d="M{x:.2f} {y:.2f}L{to_x:.2f} {to_y:.2f}" stroke="{colour}" stroke-width="{width:g}"/>'
