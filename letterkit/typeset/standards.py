"""Where standards put the parts of page one, in millimetres from the left and the upper edge of the paper.

DIN 5008, forms A and B; SN 10130 (before 2016: SN 010130); NF Z 11-001; the US business letter. The standards are sold,
and were not at hand; their measures are taken from those who print them, and held against the windows that makers of
envelopes and posts print:

- SN 10130: the head ends at 38 mm, the area of the address at 97; the address on the right has 117 to 198 mm from the
  left and 52 to 84 from the top; the text has 26 to 30 mm on its left and 15 to 20 on its right; a hole mark at 148.5
  (Kaufmännischer Verband Schweiz, "Professionelle Briefe schreiben"; a programmer's notes on the edition of 2026).
- Switzerland, right: 100 by 45 mm, 12 mm from the right, 65 (C5) or 21 mm (C6/5) from the bottom; and, beside it since
  1980, 90 by 40 mm, 17 or 15 mm from the right, 77 or 30 mm from the bottom ("Normen für Fensterkuverts", July 2014).
- Switzerland, left: 100 by 45 mm, 109 (C5) or 104 mm (C6/5) from the right (the same sheet).
- NF Z 11-001: the address 110 mm from the left and 50 to 55 from the top, up to 85 wide; 20 mm on the left and on the
  right of the text (Edics, "Rédiger vos adresses"; Espace Jas de Bouffan, "Norme AFNOR", October 2010).
- France, DL: 100 by 35 mm, 20 mm from the right and the bottom (La Poste, "Guide pratique courrier").
- US No. 10: 4 1/2 by 1 1/8 inches, 7/8 inch from the left, 1/2 inch from the bottom.

The zone of the address is what shows in them wherever the folded sheet slides: an A4 sheet has 19 mm of play in the
width of a C5 or C6/5 and 13.5 or 15 mm in its height. In the smaller Swiss window, 17 mm of it show, the first lines;
so the zone begins 5 mm behind the edge of what the standard has. What stands above the head's lower edge never shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

LINES = {10: 4.4, 9: 4.0, 8: 3.3}
"""The sizes of type of an address in a window, in points, and the height of a line of each."""
# The width of a character, as a part of its size in points.
_CHARACTER = 0.18


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the paper."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Window:
    """The field of the address: all of it, the zone of the inside address in it, and what stands beside it.

    Where the address grows beyond its ``zone``, it ``grows`` up into the room that the return address leaves, or down.
    ``return_address`` and ``remarks`` (registered mail) stand above it in the field. ``head`` is the lower edge of what
    can stand above. ``text`` is where the letter begins.
    """

    field: Area
    zone: Area
    information: Area
    head: float
    text: float
    return_address: bool = False
    remarks: bool = False
    grows: str = "down"

    def size(self, lines: Sequence[str]) -> int:
        """The size of type in points at which the lines of an inside address fit; the smallest when none does."""
        width, room = self.zone.width, self.zone.bottom - (self.field.top + 5 if self.grows == "up" else self.zone.top)
        for points, high in LINES.items():
            if high * sum(max(1, ceil(len(line) * _CHARACTER * points / width)) for line in lines) <= room:
                return points
        return min(LINES)


@dataclass(frozen=True, slots=True)
class Standard:
    """A layout: its name, the margins of all pages (right, bottom, left), its window, and where the sheet is folded.

    ``folds`` is empty for thirds of the paper; ``hole`` is where the middle of a punch goes, 0 for none. ``counted``
    says that page one is numbered, too, when there are more; ``dated`` that the date has a label, and no place beside
    it. In ``mail_above`` ones, notes of delivery stand between date and inside address.
    """

    name: str
    right: float
    bottom: float
    left: float
    window: Window | None = None
    folds: tuple[float, ...] = ()
    hole: float = 0
    counted: bool = False
    dated: bool = False
    mail_above: bool = False


def _din(name: str, top: float, folds: tuple[float, float]) -> Standard:
    field = Area(20, top, 85, 45)
    zone = Area(25, top + 17.7, 79, 27.3)
    information = Area(125, top + 5, 65, 40)
    window = Window(field, zone, information, top, top + 53.46, return_address=True, remarks=True, grows="up")
    return Standard(name, 20, 24, 25, window, folds, 148.5, counted=True, dated=True)


_SWISS_LEFT_EDGE, _FRENCH_EDGE = 26, 20


def _beside(left: float) -> Area:
    return Area(left, 50, 75, 40)


_SWISS = Window(
    Area(116, 45, 76, 45),
    Area(122, 53, 70, 25),
    _beside(_SWISS_LEFT_EDGE),
    38,
    98.46,
    return_address=True,
    remarks=True,
)
_SWISS_LEFT = Window(
    Area(21, 45, 89, 45), Area(26, 53, 75, 25), Area(125, 50, 65, 40), 38, 98.46, return_address=True, remarks=True
)
_FRENCH = Window(Area(105, 45, 95, 45), Area(110, 55, 80, 24), _beside(_FRENCH_EDGE), 45, 98.46)
_US = Window(Area(22.2, 51.8, 114.3, 28.6), Area(25.4, 53.3, 104.1, 27.1), Area(137, 53.3, 47.6, 38), 51.8, 92)

STANDARDS = {
    standard.name: standard
    for standard in (
        _din("din-5008-a", 27, (87, 192)),
        _din("din-5008-b", 45, (105, 210)),
        Standard("sn-010130", 20, 24, _SWISS_LEFT_EDGE, _SWISS, (99, 198), 148.5),
        Standard("sn-010130-left", 20, 24, _SWISS_LEFT_EDGE, _SWISS_LEFT, (99, 198), 148.5),
        Standard("nf-z-11-001", 20, 24, _FRENCH_EDGE, _FRENCH, (99, 198)),
        Standard("us-business", 25.4, 25.4, 25.4, mail_above=True),
        Standard("us-business-window", 25.4, 25.4, 25.4, _US, mail_above=True),
    )
}
"""The standards by name."""
