"""Look at a picture before it is set: a logo or a signature must be whole, of a size to work with, and self-contained.

What passes is handed on without anything that the letter does not show: a photograph's place, camera and author stay
behind (EXIF, text chunks, colour profiles).
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any, NoReturn
from xml.parsers import expat

from letterkit.foundation.problems import Location, Problem, UserError

SUFFIXES = (".svg", ".png", ".jpg", ".jpeg")
MAX_BYTES = 5_000_000
MAX_SVG_BYTES = 500_000
# In pixels: a side of 300 mm at 600 dots an inch, and what that makes of an A4 page in one picture.
MAX_SIDE, MAX_PIXELS = 7_200, 35_000_000
MAX_ELEMENTS, MAX_DEPTH, MAX_NUMBER = 5_000, 40, 1_000_000
MAX_RATIO = 40

# What draws shapes (SVG 1.1, chapters 5, 8, 9, 13 and 14); text, pictures, filters, patterns and scripts are not here.
_SHAPES = re.compile(
    "svg|g|defs|symbol|use|path|rect|circle|ellipse|line|polyline|polygon|clipPath|linearGradient|radialGradient|stop"
    "|style|title|desc|metadata"
)
# What the typesetter would draw or follow all the same, whatever the namespace.
_DRAWN = re.compile("a|image|text|textPath|tspan|filter|marker|mask|pattern|foreignObject|script")
_GEOMETRY = re.compile(
    "d|points|[xy][12]?|[cf][xy]|r[xy]?|width|height|viewBox|(gradientT|t)ransform|stroke-(width|dasharray|dashoffset)"
)
_SVG = "http://www.w3.org/2000/svg"
_REFERENCE = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_PAINT = re.compile(r"(?:fill|stroke)\s*:\s*url\(\s*[\"']?#", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(rf"\s*({_NUMBER.pattern})\s*(?:px|pt|pc|mm|cm|in)?\s*")
# Four numbers and nothing else: what draws it takes them apart by the spaces.
_BOX = re.compile(rf"\s*{_NUMBER.pattern}(?:[\s,]+{_NUMBER.pattern}){{3}}\s*")
_STROKES = re.compile(r"stroke-[a-z]+\s*:\s*([^;]*)", re.IGNORECASE)
_TO_PATHS = "turn text into paths before exporting (in Inkscape: Path > Object to Path)"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit to be set: its media type, its bytes, and its width as a multiple of its height."""

    kind: str
    content: bytes
    ratio: float


@lru_cache(maxsize=32)
def look_at(content: bytes, name: str) -> Picture:
    """The picture that ``content`` holds, PNG, JPEG or SVG; ``name`` is the file, as problems show it.

    Raises `UserError` (LK907, LK908) when it is too large, damaged, or an SVG that asks for more than shapes.
    """
    if len(content) > MAX_BYTES:
        _refuse("LK907", f"the picture '{name}' has more than {MAX_BYTES:,} bytes", _smaller(f"{MAX_BYTES:,} bytes"))
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _raster(content, name)
    if not re.search(rb"<(?:\w+:)?svg", content[:100_000]):
        _refuse("LK907", f"'{name}' is no picture that can be set", "save it as SVG, PNG or JPEG")
    return _vector(content, name)


def _refuse(code: str, message: str, hint: str, location: Location | None = None) -> NoReturn:
    raise UserError([Problem(code, message, location, hint)])


def _smaller(limit: str) -> str:
    return f"make it smaller: at most {limit}; a logo needs some hundred pixels"


# --- Pixels ---


def _raster(content: bytes, name: str) -> Picture:
    from PIL import Image, ImageFile, ImageOps

    damaged = f"the picture '{name}' is damaged"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
            if max(opened.size) > MAX_SIDE or opened.width * opened.height > MAX_PIXELS:
                size = f"{opened.width:,} by {opened.height:,} pixels"
                _refuse("LK907", f"the picture '{name}' has {size}", _smaller(f"{MAX_SIDE:,} pixels a side"))
            # WeasyPrint, once loaded, has Pillow pass over missing parts.
            with _attribute(ImageFile, "LOAD_TRUNCATED_IMAGES", False):
                opened.load()
    except Image.DecompressionBombError:
        _refuse("LK907", f"the picture '{name}' has too many pixels", _smaller(f"{MAX_SIDE:,} pixels a side"))
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        hint = "export it anew, or take the original"
        raise UserError([Problem("LK907", f"{damaged}: {error}", None, hint)]) from error
    if opened.mode not in ("1", "L", "LA", "P", "PA", "RGB", "RGBA"):
        # Colours for a printing press (CMYK) and 16 bits a channel have no place in a PDF/A with an sRGB intent.
        hint = "save it with 8 bits a channel, in RGB or grey"
        _refuse("LK907", f"the picture '{name}' has colours of a kind that cannot be set ({opened.mode})", hint)
    upright = ImageOps.exif_transpose(opened)
    seen_through = upright.mode in ("LA", "PA", "RGBA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if seen_through else "L" if upright.mode in ("1", "L") else "RGB")
    plain.info = {}
    saved = BytesIO()
    plain.save(saved, "PNG")
    return Picture("image/png", saved.getvalue(), _ratio(plain.width, plain.height, name))


@contextmanager
def _attribute(owner: Any, name: str, value: object) -> Iterator[None]:
    """Give an attribute another value for a while."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


def _ratio(width: float, height: float, name: str) -> float:
    if not (width > 0 and height > 0 and 1 / MAX_RATIO <= width / height <= MAX_RATIO):
        hint = f"cut it so that neither side is longer than {MAX_RATIO} times the other"
        _refuse("LK907", f"the picture '{name}' is {width:g} wide and {height:g} high", hint)
    return width / height


# --- Shapes ---


@dataclass(slots=True)
class _Element:
    """An element of an SVG: what it holds, and the ids it refers to."""

    location: Location
    children: list[_Element] = field(default_factory=list)
    refers: list[str] = field(default_factory=list)
    weight: int = 0
    height: int = 0


def _vector(content: bytes, name: str) -> Picture:
    if len(content) > MAX_SVG_BYTES:
        hint = f"simplify the drawing: at most {MAX_SVG_BYTES:,} bytes"
        _refuse("LK907", f"the SVG '{name}' has {len(content):,} bytes", hint)
    reader = _SvgReader(name)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        location = Location(name, error.lineno, error.offset + 1)
        problem = Problem("LK907", f"the SVG is damaged: {expat.ErrorString(error.code)}", location, "export it anew")
        raise UserError([problem]) from error
    except (LookupError, ValueError) as error:  # the codec that the file names is none of expat's
        problem = Problem("LK907", f"the SVG cannot be read: {error}", Location(name, 1), "save it as UTF-8")
        raise UserError([problem]) from error
    if reader.root is None or reader.size is None:
        _refuse("LK907", "the SVG does not say how large it is", "give its first element a viewBox", Location(name, 1))
    _weigh(reader.root, reader.ids, 0, ())
    return Picture("image/svg+xml", content, _ratio(*reader.size, name))


class _SvgReader:
    """Reads an SVG once, refusing what a logo does not need, each at its line."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: _Element | None = None
        self.size: tuple[float, float] | None = None
        self.ids: dict[str, _Element] = {}
        self.open: list[_Element] = []
        self.style: list[str] | None = None
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction

    def location(self) -> Location:
        return Location(self.name, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def refuse(self, message: str, hint: str) -> NoReturn:
        _refuse("LK908", message, hint, self.location())

    def entity(self, name: str, *rest: object) -> None:
        self.refuse(f"the SVG defines the entity '{name}'", "export it as plain SVG, without a document type")

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self.refuse("the SVG asks for a style sheet", "export it with its styles in attributes")

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        space, _, kind = tag.rpartition("}")
        self.count += 1
        if self.count > MAX_ELEMENTS or len(self.open) >= MAX_DEPTH:
            limit = f"{MAX_ELEMENTS:,} elements" if self.count > MAX_ELEMENTS else f"{MAX_DEPTH} levels"
            self.refuse(f"the SVG has more than {limit}", "simplify the drawing")
        element = _Element(self.location())
        if not _BOX.fullmatch(attributes.get("viewBox", "0 0 1 1")):
            self.refuse(f"the SVG's viewBox is '{attributes['viewBox'][:60]}'", "write four numbers, as in '0 0 40 20'")
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root, self.size = element, _size(attributes)
        self.open.append(element)
        if not _SHAPES.fullmatch(kind):
            # Drawing programs keep notes of their own beside the drawing; they are not drawn.
            if space not in ("", _SVG) and not _DRAWN.fullmatch(kind):
                return
            hint = _TO_PATHS if kind in ("text", "tspan", "textPath") else "a logo is made of shapes: take it out"
            self.refuse(f"the SVG has the element '{kind}'", hint)
        if "id" in attributes:
            self.ids.setdefault(attributes["id"], element)
        self.style = [] if kind == "style" else self.style
        for key, value in attributes.items():
            self.attribute(key.rpartition("}")[2], value, element)

    def attribute(self, key: str, value: str, element: _Element) -> None:
        if key == "href":
            self.reference(value, element)
        for target in _REFERENCE.findall(value):
            self.reference(target, element)
        if key == "style" and "\\" in value:
            self.refuse("the SVG has a backslash in a style", "write the style without it")
        lengths = _STROKES.findall(value) if key == "style" else [value] if _GEOMETRY.fullmatch(key) else []
        if any(abs(float(number)) > MAX_NUMBER for length in lengths for number in _NUMBER.findall(length)):
            self.refuse(f"the SVG has a number above {MAX_NUMBER:,} in '{key}'", "export it at a smaller size")

    def reference(self, target: str, element: _Element) -> None:
        if not target.strip().startswith("#"):
            shown = target if len(target) < 60 else f"{target[:57]}..."
            self.refuse(f"the SVG refers to '{shown}'", "draw what it needs within the file; nothing else is opened")
        element.refers.append(target.strip()[1:])

    def text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def end(self, tag: str) -> None:
        self.open.pop()
        if self.style is not None and tag.rpartition("}")[2] == "style":
            css, self.style = "".join(self.style), None
            if odd := re.search(r"@[\w-]+|\\", css):
                self.refuse(f"the SVG's style has '{odd[0]}'", "write plain rules of style")
            if len(_REFERENCE.findall(css)) != len(_PAINT.findall(css)):
                self.refuse("the SVG's style refers to something", "export it with its styles in attributes")


def _size(attributes: Mapping[str, str]) -> tuple[float, float] | None:
    box = [float(number) for number in _NUMBER.findall(attributes.get("viewBox", ""))]
    if len(box) == 4:
        return box[2], box[3]
    sides = [_LENGTH.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    width, height = (float(found[1]) if found else math.nan for found in sides)
    return None if math.isnan(width) or math.isnan(height) else (width, height)


def _weigh(element: _Element, ids: Mapping[str, _Element], depth: int, within: tuple[int, ...]) -> None:
    """How many elements are drawn for one, all that it refers to counted each time; too many are refused."""
    if id(element) in within:
        _refuse("LK908", "the SVG draws an element within itself", "take the reference out", element.location)
    if not element.weight:
        element.weight = 1
        inner = [*element.children, *(ids[name] for name in element.refers if name in ids)]
        for other in inner:
            if depth >= MAX_DEPTH:
                _refuse("LK908", f"the SVG is nested deeper than {MAX_DEPTH} levels", "simplify it", element.location)
            _weigh(other, ids, depth + 1, (*within, id(element)))
            element.weight += other.weight
            element.height = max(element.height, other.height + 1)
        if element.weight > MAX_ELEMENTS:
            message = f"the SVG draws more than {MAX_ELEMENTS:,} elements, those used several times counted each time"
            _refuse("LK908", message, "simplify the drawing", element.location)
    if depth + element.height > MAX_DEPTH:
        _refuse("LK908", f"the SVG is nested deeper than {MAX_DEPTH} levels", "simplify it", element.location)
