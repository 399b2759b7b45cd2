"""The pages of enclosed files, drawn on pages behind the letter, in the rooms that its template keeps for them.

They are a picture of the file for those who print: what they say is an artifact of the page, and no part of the tags.
The file itself, with whatever tags it has, goes out within the PDF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from letterkit.typeset.breaking import Box
from letterkit.typeset.foreign import Placing, Room, pages_of
from letterkit.typeset.sheet import Sheet

_POINT = 72 / 96
"""Points of a PDF in a pixel of CSS."""


def draw_enclosed(sheet: Sheet, pages: Sequence[Mapping[str, Box]], pdf: Any) -> None:
    """Draw the pages of the sheet's enclosed files where elements called ``enclosed-FILE-PAGE`` stand."""
    drawn = {
        f"enclosed-{at}-{number}": page
        for at, one in enumerate(sheet.attached)
        if one.pages
        for number, page in enumerate(pages_of(one.content, one.name, enclosed=True))
    }
    if not drawn:
        return
    placing = Placing(pdf)
    for number, boxes in enumerate(pages):
        for name in (name for name in boxes if name in drawn):
            left, top, right, bottom = (side * _POINT for side in boxes[name])
            placing.draw(drawn[name], name, number, Room(left, top, right - left, bottom - top))
