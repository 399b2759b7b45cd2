"""A page that another program made is taken over into a letter: what it draws, checked part by part, and nothing else.

Only what is known to hold in PDF/A-3a and PDF/UA-1 (ISO 19005-3, 6.2; ISO 14289-1, 7) is copied. So scripts, notes,
metadata and what programs keep for themselves stay behind by construction, and what would be missed is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from letterkit.foundation.problems import Problem, UserError
from letterkit.typeset import foreign_parts as parts
from letterkit.typeset.foreign_parts import Faults, Foreign, token

MAX_BYTES = 5_000_000
MAX_PAGES, MAX_ENCLOSED_PAGES = 2, 40
_MOST_OPERATIONS, _DEEPEST = 60_000, 16
# ISO 19005-3, 6.1.13: the graphics state is saved within itself no more often than this.
_MOST_SAVED = 27

# Which resource an operator asks for by name (ISO 32000-1, 8 and 9).
_ASKS = {
    b"Do": "XObject",
    b"Tf": "Font",
    b"gs": "ExtGState",
    b"cs": "ColorSpace",
    b"CS": "ColorSpace",
    b"sh": "Shading",
}
_PATTERNS = (b"scn", b"SCN")
_DRAWS = frozenset(
    b"q Q cm w J j M d i m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tr Ts Td TD Tm T* Tj TJ ' \""
    b" SC sc G g RG rg".split()
)
# What a reading program would follow, and rendering intents, which pictures without inks do not need.
_LEFT_OUT = frozenset(b"BMC EMC MP DP BX EX ri".split())
_INLINE_COLOURS = ("/G", "/RGB", "/DeviceGray", "/DeviceRGB")
_INLINE_FILTERS = (
    "/Fl",
    "/FlateDecode",
    "/A85",
    "/ASCII85Decode",
    "/AHx",
    "/ASCIIHexDecode",
    "/RL",
    "/RunLengthDecode",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it can be drawn within another: its size in points, and what draws it."""

    width: float
    height: float
    form: Foreign


@dataclass(frozen=True, slots=True)
class Room:
    """Where a page is drawn within another, in points, from the left and the top."""

    left: float
    top: float
    width: float
    height: float


@lru_cache(maxsize=8)
def pages_of(content: bytes, name: str, *, enclosed: bool = False) -> tuple[Drawn, ...]:
    """The pages of a PDF, which is called ``name`` in what is said of it: a sheet, or ``enclosed`` with a letter.

    Raises `UserError` (LK948) with all that keeps it from standing behind a letter.
    """
    most = MAX_ENCLOSED_PAGES if enclosed else MAX_PAGES
    from pypdf import PdfReader

    faults = Faults(name, "enclosed" if enclosed else "sheet")
    if len(content) > MAX_BYTES:
        faults.add(f"has more than {MAX_BYTES:,} bytes", "make its pictures smaller: each letter would be as heavy")
        faults.stop()
    try:
        with parts.quiet():
            reader = PdfReader(BytesIO(content))
            if reader.is_encrypted:
                faults.add("is encrypted", "save it without a password and without restrictions")
                faults.stop()
            if len(reader.pages) > most:
                hint = "keep the sheet for page one and, if you have one, that for the pages after it"
                hint = f"enclose it as a file alone, or at most {most} pages of it" if enclosed else hint
                faults.add(f"has {len(reader.pages)} pages", hint)
                faults.stop()
            _active(reader, faults)
            # Pages of one report share their fonts; each may draw as much as a sheet.
            taker = _Taker(reader, faults, _MOST_OPERATIONS * len(reader.pages))
            drawn = tuple(map(taker.page, reader.pages))
    except UserError:
        raise
    except (Exception, RecursionError) as error:  # pypdf raises whatever it stumbles over in a damaged file
        faults.add(f"cannot be read ({str(error) or type(error).__name__})", "export it anew, or take the original")
    faults.stop()
    return drawn


def _active(reader: Any, faults: Faults) -> None:
    """Name what a PDF would do by itself, and what lies over its pages and is not part of them."""
    root = reader.trailer["/Root"]
    opening = root.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    names = root["/Names"].get_object() if "/Names" in root else {}
    acts = isinstance(opening, Mapping) and opening.get("/S") != "/GoTo"
    if acts or "/JavaScript" in names or "/AA" in root or any("/AA" in page for page in reader.pages):
        faults.add("has a script or an action that starts by itself (JavaScript)", "export it anew without")
    lying = [note.get_object() for page in reader.pages for note in page.get("/Annots") or ()]
    if any(note.get("/Subtype") not in ("/Link", "/Popup") for note in lying):
        hint = "flatten them: print the file into a new PDF"
        faults.add("has notes or form fields, which are not part of its pages", hint)


class _Taker:
    """Takes over what pages of one PDF draw; what cannot be is noted in ``faults``."""

    def __init__(self, reader: Any, faults: Faults, most: int) -> None:
        self.reader = reader
        self.faults = faults
        self.most = most
        self.taken: dict[tuple[str, int], Any] = {}
        self.depth = 0
        self.operations = 0

    def page(self, page: Any) -> Drawn:
        turned = page.rotation % 360
        # What lies outside the medium is not there (ISO 32000-1, 14.11.2).
        trim, medium = ([float(side) for side in box] for box in (page.trimbox, page.mediabox))
        left, bottom = (max(sides) for sides in zip(trim[:2], medium[:2], strict=True))
        right, top = (min(sides) for sides in zip(trim[2:], medium[2:], strict=True))
        if float(page.get("/UserUnit", 1)) != 1:
            self.faults.add("measures in units of its own (UserUnit)", "export it anew at its real size")
        matrix = {
            0: (1, 0, 0, 1, -left, -bottom),
            90: (0, -1, 1, 0, -bottom, right),
            180: (-1, 0, 0, -1, right, top),
            270: (0, 1, -1, 0, top, -left),
        }.get(turned, (1, 0, 0, 1, -left, -bottom))
        width, height = (right - left, top - bottom) if turned in (0, 180) else (top - bottom, right - left)
        extra: dict[str, Any] = {
            "BBox": [b"%f" % side for side in (left, bottom, right, top)],
            "Matrix": [b"%f" % m for m in matrix],
        }
        if "/Group" in page:
            extra["Group"] = self.group(page["/Group"])
        contents = page.get("/Contents")
        resources = page["/Resources"].get_object() if "/Resources" in page else {}
        return Drawn(width, height, self.content(contents, resources, extra))

    def content(self, source: Any, resources: Mapping[str, Any], extra: dict[str, Any]) -> Foreign:
        """A content stream as a form of its own, with the resources that it asks for."""
        from pypdf.generic import ContentStream, NameObject

        stream = ContentStream(source, self.reader)
        asked: dict[str, dict[str, None]] = defaultdict(dict)
        kept: list[tuple[Any, bytes]] = []
        saved = 0
        self.operations += len(stream.operations)
        if self.operations > self.most:
            self.faults.add(f"draws more than {self.most:,} things", "simplify it, or take a picture of it")
            self.faults.stop()
        for operands, operator in stream.operations:
            saved += {b"q": 1, b"Q": -1}.get(operator, 0)
            if saved < 0 or saved > _MOST_SAVED:
                self.faults.add("is not drawn as the standard says", "print it into a new PDF")
                break
            if self.keeps(operands, operator):
                kept.append((operands, operator))
                kind = _ASKS.get(operator) or ("Pattern" if operator in _PATTERNS else "")
                asked[kind].update(dict.fromkeys(one for one in operands if kind and isinstance(one, NameObject)))
        stream.operations = [*kept, *[([], b"Q")] * max(0, saved)]
        if "/DeviceCMYK" in asked["ColorSpace"]:
            self.faults.press_colours()
        for device in parts.DEVICE:
            asked["ColorSpace"].pop(device, None)
        found = {kind: dict(self.resources(kind, tuple(names), resources)) for kind, names in asked.items() if names}
        return Foreign({"Type": b"/XObject", "Subtype": b"/Form", **extra, "Resources": found}, stream.get_data())

    def keeps(self, operands: Any, operator: bytes) -> bool:
        """Whether an operator is drawn; one that cannot be is a fault."""
        if operator in (b"k", b"K"):
            self.faults.press_colours()
        elif operator == b"INLINE IMAGE":
            self.inline(operands["settings"])
            return True
        elif operator == b"BDC":
            if operands and operands[0] == "/OC":
                self.faults.layers()
        elif operator in _DRAWS or operator in _ASKS or operator in _PATTERNS:
            return True
        elif operator not in _LEFT_OUT:
            shown = operator.decode("latin-1")[:20]
            self.faults.add(f"has the operator '{shown}', which no page has", "print it into a new PDF")
        return False

    def inline(self, settings: Any) -> None:
        """Look at a picture that stands within a content stream."""
        short = {"/ColorSpace": "/CS", "/Filter": "/F", "/ImageMask": "/IM"}
        said = {short.get(key, key): value for key, value in settings.items()}
        filters = said.get("/F", [])
        filters = filters if isinstance(filters, list) else [filters]
        plain = all(one in _INLINE_FILTERS for one in filters)
        if not plain or (not said.get("/IM") and said.get("/CS") not in _INLINE_COLOURS):
            self.faults.add("has a small picture of a kind that is not taken over", "print it into a new PDF")
        for key in ("/I", "/Interpolate", "/Intent"):
            settings.pop(key, None)

    def resources(self, kind: str, names: Sequence[str], given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The resources of a kind that content asks for."""
        those = given.get(f"/{kind}")
        those = those.get_object() if those is not None else {}
        for name in names:
            if name not in those:
                self.faults.add(f"asks for '{name}', which is not in it", "export it anew")
                continue
            yield token(name)[1:].decode("latin-1"), self.resource(kind, those, name, given)

    def resource(self, kind: str, those: Any, name: str, given: Mapping[str, Any]) -> Any:
        """A resource, taken over once; within itself it is a fault."""
        raw = those.raw_get(name)
        key = (kind, getattr(raw, "idnum", 0) or id(raw))
        if key not in self.taken:
            with self.deeper():
                self.taken[key] = None
                self.taken[key] = self.take(kind, raw.get_object(), given)
        return self.taken[key]

    @contextmanager
    def deeper(self) -> Iterator[None]:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.faults.add(f"is nested deeper than {_DEEPEST} levels", "print it into a new PDF")
            self.faults.stop()
        yield
        self.depth -= 1

    def take(self, kind: str, value: Any, given: Mapping[str, Any]) -> Any:
        if kind == "Font":
            return parts.font(value, self.faults)
        if kind == "ColorSpace":
            return parts.colour_space(value, self.faults)
        if kind == "Shading":
            return parts.shading(value, self.faults)
        if kind == "ExtGState":
            return self.state(value, given)
        if kind == "Pattern" and value.get("/PatternType") == 2:
            return parts.shading_pattern(value, self.faults)
        if kind == "Pattern":
            return self.tiles(value, given)
        return self.drawing(value, given)

    def drawing(self, value: Any, given: Mapping[str, Any]) -> Any:
        """A picture, or content of its own."""
        if "/OC" in value:
            self.faults.layers()
        if value.get("/Subtype") == "/Image":
            return parts.image(value, self.faults)
        if value.get("/Subtype") != "/Form" or "/Ref" in value or "/PS" in value:
            self.faults.add("has a drawing of a kind that PDF/A forbids (PostScript, another file)", "export it anew")
            return b"null"
        return self.form(value, given)

    def form(self, value: Any, given: Mapping[str, Any]) -> Foreign:
        extra = parts.those(value, ("BBox", "Matrix"), self.faults)
        if "/Group" in value:
            extra["Group"] = self.group(value["/Group"])
        return self.content(value, self.own(value, given), extra)

    def tiles(self, value: Any, given: Mapping[str, Any]) -> Foreign:
        wanted = ("PatternType", "PaintType", "TilingType", "BBox", "XStep", "YStep", "Matrix")
        extra = parts.those(value, wanted, self.faults)
        made = self.content(value, self.own(value, given), {})
        return Foreign({"Type": b"/Pattern", **extra, "Resources": made.entries["Resources"]}, made.data)

    @staticmethod
    def own(value: Any, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """The resources of content, else those of the page around it (ISO 32000-1, 7.8.3)."""
        found: Mapping[str, Any] = value["/Resources"].get_object() if "/Resources" in value else given
        return found

    def group(self, value: Any) -> dict[str, Any]:
        group = value.get_object()
        kept: dict[str, Any] = {"S": b"/Transparency"}
        kept |= {key: token(group[f"/{key}"]) for key in ("I", "K") if f"/{key}" in group}
        if "/CS" in group:
            kept["CS"] = parts.colour_space(group["/CS"], self.faults)
        return kept

    def state(self, value: Any, given: Mapping[str, Any]) -> dict[str, Any]:
        """Parameters of the graphics state; how inks lie over each other has no meaning without inks."""
        kept = parts.plain_state(value, self.faults)
        mask = value["/SMask"].get_object() if "/SMask" in value else None
        if isinstance(mask, Mapping):
            kept["SMask"] = {"S": token(mask["/S"]), "G": self.form(mask["/G"].get_object(), given)}
            if "/BC" in mask:
                kept["SMask"]["BC"] = parts.plain(mask["/BC"], self.faults)
            if mask.get("/TR", "/Identity") != "/Identity":
                self.faults.add("has a mask with a transfer function", "flatten its transparency")
        elif mask is not None:
            kept["SMask"] = b"/None"
        return kept


# --- Into a PDF that is being made ---


class Placing:
    """Draws pages of other programs on those of a PDF that pydyf is making; what they share is written once."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.entries = [pdf.objects[int(reference.split()[0])] for reference in pdf.page_references]
        self.record, self.array = type(self.entries[0]), type(self.entries[0]["MediaBox"])
        contents = self.entries[0]["Contents"]
        own = contents[-1] if isinstance(contents, list) else contents
        self.stream = type(pdf.objects[int(own.split()[0])]).__mro__[1]
        self.made: dict[int, bytes] = {}

    def draw(self, drawn: Drawn, name: str, number: int, room: Room | None = None) -> None:
        """Draw a page behind page ``number``, from 0: over the whole of its size, or within a room of it."""
        entry = self.entries[number]
        resources = self.pdf.objects[int(entry["Resources"].split()[0])]
        resources["XObject"][name] = self.of(drawn.form)
        width, height = entry["MediaBox"][2], entry["MediaBox"][3]
        scale = (width / drawn.width, height / drawn.height)
        left = bottom = 0.0
        if room:
            scale = (min(room.width / drawn.width, room.height / drawn.height),) * 2
            left = room.left + (room.width - scale[0] * drawn.width) / 2
            bottom = height - room.top - scale[1] * drawn.height
        matrix = f"{scale[0]:.6f} 0 0 {scale[1]:.6f} {left:.4g} {bottom:.4g} cm"
        stream = self.stream(["/Artifact <</Type /Background>> BDC q", matrix, f"/{name} Do", "Q EMC"])
        self.pdf.add_object(stream)
        before = entry["Contents"] if isinstance(entry["Contents"], list) else [entry["Contents"]]
        entry["Contents"] = self.array([stream.reference, *before])

    def of(self, value: Any) -> Any:
        """What a page is drawn with, as pydyf writes it."""
        if isinstance(value, Foreign):
            return self.once(value, lambda: self.stream([value.data], self.record(self.all_of(value.entries)), True))
        if isinstance(value, Mapping) and value.get("Type") in (b"/Font", b"/FontDescriptor"):
            return self.once(value, lambda: self.record(self.all_of(value)))
        if isinstance(value, Mapping):
            return self.record(self.all_of(value))
        if isinstance(value, list):
            return self.array(map(self.of, value))
        return value

    def all_of(self, entries: Mapping[str, Any]) -> dict[str, Any]:
        """Entries as pydyf writes them."""
        return {key: self.of(inner) for key, inner in entries.items()}

    def once(self, value: Any, make: Callable[[], Any]) -> bytes:
        """An object of its own, written once."""
        if id(value) not in self.made:
            thing = make()
            self.pdf.add_object(thing)
            self.made[id(value)] = bytes(thing.reference)
        return self.made[id(value)]


def place(drawn: Drawn, name: str, pdf: Any, pages: Sequence[int]) -> None:
    """Draw a page behind others of a PDF that pydyf is making, as their background, over the whole of their size."""
    placing = Placing(pdf)
    for number in pages:
        placing.draw(drawn, name, number)


def refused(name: str, message: str, hint: str) -> UserError:
    """The error of a sheet that cannot stand behind a letter."""
    return UserError([Problem("LK948", f"the sheet '{name}' {message}", None, hint)])
