"""Sheets that somebody else has designed: found, looked at, and put behind a letter as its background."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem, UserError
from letterkit.typeset import foreign
from letterkit.typeset.assets import locate, picture_of
from letterkit.typeset.sheet import PAPERS, Sheet

_POINT = 25.4 / 72
# How far a sheet can differ from the paper, in millimetres and as a part of its height.
_OFF, _OFF_RATIO = 1.0, 0.01
# What a letter needs of the paper, across and down, in millimetres.
_LEAST = (90, 60)
_PARTS = ("first", "later")


@dataclass(frozen=True, slots=True)
class Sheets:
    """What stands behind the pages of a letter: pages of PDFs, and the addresses of pictures, by ``first``, ``later``.

    Page one has the first, the others the later ones, or nothing.
    """

    pages: Mapping[str, foreign.Drawn]
    pictures: Mapping[str, str]

    def put_behind(self, pdf: Any, number: int) -> None:
        """Draw the pages of PDFs behind the ``number`` pages of a letter that pydyf is making."""
        for part, pages in (("first", range(1)), ("later", range(1, number))):
            if part in self.pages:
                foreign.place(self.pages[part], f"sheet-{part}", pdf, pages)


def sheets_of(sheet: Sheet, search: tuple[Path, ...]) -> Sheets:
    """The sheets that a letterhead names. Raises `UserError` (LK906, LK907, LK908, LK948), all at once."""
    pages: dict[str, foreign.Drawn] = {}
    pictures: dict[str, str] = {}
    problems: list[Problem] = list(_narrow(sheet))
    for part in _PARTS:
        if name := getattr(sheet.stationery, part):
            try:
                found = _look_at(name, sheet, search)
            except UserError as error:
                at = sheet.stationery.location
                problems += [replace(one, location=one.location or at) for one in error.problems]
                continue
            if isinstance(found, str):
                pictures[part] = found
            else:
                # A second page is for the pages after the first.
                pages |= {p: one for p, one in zip(_PARTS[_PARTS.index(part) :], found, strict=False) if p not in pages}
    if problems:
        raise UserError(list(dict.fromkeys(problems)))
    return Sheets(pages, pictures)


def _narrow(sheet: Sheet) -> Iterator[Problem]:
    """Margins that leave too little of the paper."""
    own, (width, height) = sheet.stationery, PAPERS[sheet.paper]
    for one in (own.margins, own.later_margins) if own.first else ():
        across, down = width - (one.left or 0) - (one.right or 0), height - (one.top or 0) - (one.bottom or 0)
        for left, least, way in ((across, _LEAST[0], "width"), (down, _LEAST[1], "height")):
            if left < least:
                message = f"the margins of the sheet leave {left:g} mm of its {way} for the letter"
                yield Problem("LK948", message, own.location, f"leave at least {least:g} mm")


def _look_at(name: str, sheet: Sheet, search: tuple[Path, ...]) -> str | Sequence[foreign.Drawn]:
    """The pages of a sheet, or the address of a picture."""
    file = locate(search, name)
    if file is None:
        hint = "put it into the letterhead's folder, or correct its name under 'stationery'"
        raise UserError([Problem("LK906", f"the sheet '{name}' is not there", None, hint)])
    width, height = PAPERS[sheet.paper]
    hint = f"export it as {sheet.paper} ({width:g} by {height:g} mm), or set 'paper' under 'layout'"
    if file.suffix.lower() != ".pdf":
        ratio = picture_of(file).ratio
        if abs(ratio * height / width - 1) > _OFF_RATIO:
            message = f"is no picture of a whole page of {sheet.paper}: it is {ratio:.2f} times as wide as high"
            raise foreign.refused(shown(file), message, hint)
        return f"asset://letterhead/{quote(name)}"
    with file.open("rb") as opened:
        pages = foreign.pages_of(opened.read(foreign.MAX_BYTES + 1), shown(file))
    for page in pages:
        size = page.width * _POINT, page.height * _POINT
        if abs(size[0] - width) > _OFF or abs(size[1] - height) > _OFF:
            message = f"is {size[0]:.0f} by {size[1]:.0f} mm, and the paper of the letter is {sheet.paper}"
            raise foreign.refused(shown(file), message, hint)
    return pages
