"""What a layout shows: where the blocks of each page stand; and what of it is changed without another.

This goes by the boxes of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from letterkit.typeset.breaking import Box

_NUMBER = "@bottom-right-corner"
"""Where page one says of how many it is the first."""


def boxes_of(document: Any) -> list[Mapping[str, Box]]:
    """The boxes of each page of a document by the ``id`` of their elements.

    A block ends with its last line here, where that ends: WeasyPrint has what goes on to the next page fill its own.
    """
    return [{**page.anchors, **_ended(page._page_box, page.anchors)} for page in document.pages]


def _ended(page_box: Any, boxes: Mapping[str, Box]) -> dict[str, Box]:
    """The boxes of the blocks of a page, each up to the end of its last line."""
    found: dict[str, Box] = {}
    for block in _blocks(page_box):
        name = block.element.get("id")
        line = _last_line(block)
        if line is not None and name in boxes:
            left, top, _, bottom = boxes[name]
            end = max((child.position_x + child.width for child in line.children), default=left)
            found[name] = (left, top, end, min(bottom, line.position_y + line.height))
    return found


def _blocks(box: Any) -> Iterator[Any]:
    """The blocks of the text below a box."""
    if type(box).__name__ == "LineBox":
        return
    if box.element is not None and str(box.element.get("id")).startswith("block-") and "::" not in box.element_tag:
        yield box
    for child in getattr(box, "children", ()):
        yield from _blocks(child)


def _last_line(box: Any) -> Any:
    """The last line below a box; None when there is none."""
    if type(box).__name__ == "LineBox":
        return box
    lines = (_last_line(child) for child in reversed(getattr(box, "children", ())))
    return next((line for line in lines if line is not None), None)


def finish(document: Any, boxes: Sequence[Mapping[str, Box]]) -> None:
    """Put the notes at the foot of the page they stand on, and take the number off the page of a letter that has one.

    ``boxes`` are those of its pages. Nothing else of a page changes by that, so that it takes no further layout.
    """
    from weasyprint.document import Page

    holding = [number for number, here in enumerate(boxes) if "notes" in here]
    if len(holding) == 1 and "end" in boxes[holding[0]]:
        page = document.pages[holding[0]]
        here = boxes[holding[0]]
        sink = max(0, round(here["end"][3] - here["notes"][3]))
        notes = next(_named("notes", page._page_box), None)
        if sink and notes and notes.style["position"] == "relative":
            notes.translate(0, sink)
            document.pages[holding[0]] = Page(page._page_box)
    if len(boxes) == 1:
        page_box = document.pages[0]._page_box
        page_box.children = [one for one in page_box.children if getattr(one, "at_keyword", "") != _NUMBER]


def _named(name: str, box: Any) -> Iterator[Any]:
    """The boxes below one that are of an element with an ``id``, but for what stands before and behind its text."""
    if box.element is not None and box.element.get("id") == name and "::" not in box.element_tag:
        yield box
    for child in getattr(box, "children", ()):
        yield from _named(name, child)
