"""The lines of a letter's text as they are set: counted, found by their words, numbered in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from letterkit.typeset import fonts

# Every fifth line is numbered, as courts and publishers do.
EVERY = 5
# The size of the numbers in points, and how far they stand from the text.
_SIZE, _AWAY = 7, 11
# CSS pixels and points.
_POINTS = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its number, counted through the letter from 1, its page (from 0), its words.

    ``left`` and ``bottom`` are in CSS pixels from the left and the upper edge of the page.
    """

    number: int
    page: int
    text: str
    left: float
    bottom: float


def lines_of(document: Any) -> tuple[Line, ...]:
    """The lines of a document of WeasyPrint from the salutation to the complimentary close, both included."""
    found: list[Line] = []
    for page, one in enumerate(document.pages):
        for box in _line_boxes(one._page_box, False):
            text = "".join(_texts(box))
            if _bare(text):
                found.append(Line(len(found) + 1, page, text, box.position_x, box.position_y + box.height))
    return tuple(found)


def _line_boxes(box: Any, within: bool) -> Iterator[Any]:
    element = getattr(box, "element", None)
    if element is not None and not within:
        within = (element.get("id") or "").startswith("block-") or element.get("class") == "close"
    for child in getattr(box, "children", ()):
        if str(getattr(child, "element_tag", "")).endswith("::marker"):
            continue  # the sign before a list item has a line of its own
        if type(child).__name__ == "LineBox":
            yield from [child] if within else ()
        else:
            yield from _line_boxes(child, within)


def _texts(box: Any) -> Iterator[str]:
    if isinstance(getattr(box, "text", None), str):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def numbers_of(sentences: Iterable[str], lines: Sequence[Line]) -> list[int]:
    """The number of the line on which each sentence begins, in their order; 0 where it is not found.

    Letters and digits are compared, since the typesetter changes spaces, quotation marks and ends of lines.
    """
    where = [line.number for line in lines for _ in _bare(line.text)]
    all_ = "".join(_bare(line.text) for line in lines)
    found, behind = [], 0
    for sentence in sentences:
        wanted = _bare(sentence)
        at = all_.find(wanted, behind) if wanted else -1
        found.append(where[at] if at >= 0 else 0)
        behind = at + len(wanted) if at >= 0 else behind
    return found


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


# --- In the margin ---


def number(lines: Sequence[Line], pdf: Any) -> None:
    """Draw the number of every fifth line into the margin, as shapes that screen readers pass over."""
    for page, reference in enumerate(pdf.page_references):
        here = [line for line in lines if line.page == page]
        left = min((line.left for line in here), default=0.0) * _POINTS - _AWAY
        entry = pdf.objects[int(reference.split()[0])]
        height = float(entry["MediaBox"][3])
        drawn = [_digits(str(line.number), left, height - line.bottom * _POINTS + 3) for line in here if _is_told(line)]
        if drawn:
            stream = _plain_stream(pdf, entry)(["/Artifact BMC q 0.35 g", *drawn, "Q EMC"])
            pdf.add_object(stream)
            *behind, own = entry["Contents"] if isinstance(entry["Contents"], list) else [entry["Contents"]]
            # The page's own stream turns the page upside down, and leaves it so.
            entry["Contents"] = type(entry["MediaBox"])([*behind, stream.reference, own])


def _is_told(line: Line) -> bool:
    return line.number % EVERY == 0


def _plain_stream(pdf: Any, entry: Any) -> Any:
    """The kind of stream that the one of a page builds on, without what WeasyPrint adds to it."""
    contents = entry["Contents"]
    own = contents[-1] if isinstance(contents, list) else contents
    return next(kind for kind in type(pdf.objects[int(own.split()[0])]).__mro__ if kind.__module__ == "pydyf")


def _digits(text: str, right: float, base: float) -> str:
    """The shapes of a number that ends at ``right`` on a base line, in points, as operators of PDF."""
    parts, width = [], 0.0
    for digit in reversed(text):
        shape, advance = _shape(digit)
        width += advance * _SIZE
        scaled = [
            f"{_SIZE * part + (right - width if at % 2 == 0 else base):.2f}" if isinstance(part, float) else part
            for at, part in shape
        ]
        parts.append(" ".join(scaled))
    return " ".join([*parts, "f"])


@cache
def _shape(digit: str) -> tuple[tuple[tuple[int, float | str], ...], float]:
    """The outline of a digit in ems, each number with its place in its operator, and how wide it is."""
    from fontTools.pens.basePen import BasePen
    from fontTools.ttLib import TTFont

    drawn: list[tuple[int, float | str]] = []

    class Operators(BasePen):  # type: ignore[misc]
        """Writes an outline as operators of PDF (ISO 32000-1, 8.5.2)."""

        def _write(self, operator: str, *points: tuple[float, float]) -> None:
            numbers = [float(part) / units for point in points for part in point]
            drawn.extend([*enumerate(numbers), (0, operator)])

        def _moveTo(self, point: tuple[float, float]) -> None:
            self._write("m", point)

        def _lineTo(self, point: tuple[float, float]) -> None:
            self._write("l", point)

        def _curveToOne(self, one: tuple[float, float], other: tuple[float, float], end: tuple[float, float]) -> None:
            self._write("c", one, other, end)

        def _closePath(self) -> None:
            self._write("h")

    with TTFont(fonts.folder() / "Source Sans 3" / "SourceSans3-Regular.ttf", lazy=True) as font:
        glyphs, units = font.getGlyphSet(), font["head"].unitsPerEm
        glyph = glyphs[font.getBestCmap()[ord(digit)]]
        glyph.draw(Operators(glyphs))
        return tuple(drawn), glyph.width / units
