"""What a page from another program is made of: fonts, colours, pictures, each copied if PDF/A-3a lets it stand."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from letterkit.foundation.problems import Problem, UserError

DEVICE = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern")
_MOST_PIXELS = 20_000_000
_DECODED = ("/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode")
# ISO 32000-1, table 136 and 137.
_BLENDS = frozenset(
    ("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn")
) | frozenset(("/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity"))
_STATE = ("LW", "LC", "LJ", "ML", "D", "SA", "CA", "ca", "AIS", "TK")
_DESCRIPTOR = (
    *("FontName", "FontFamily", "FontStretch", "FontWeight", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent"),
    *("Leading", "CapHeight", "XHeight", "StemV", "StemH", "AvgWidth", "MaxWidth", "MissingWidth"),
)
_FONT = ("Type", "Subtype", "BaseFont", "FirstChar", "LastChar", "Widths", "Encoding", "ToUnicode")
_BY_NUMBER = ("Type", "Subtype", "BaseFont", "CIDSystemInfo", "DW", "W", "DW2", "W2", "CIDToGIDMap")
_PLAIN_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")
_OUTLINES = "embed all fonts when you export it, or turn its text into outlines"
_TOLD = "export it as PDF/A, or turn its text into outlines"
_RGB = "export it in RGB (sRGB), with no inks and no spot colours mixed"


@dataclass(frozen=True, slots=True, eq=False)
class Foreign:
    """A stream with its entries: bytes as they are written, mappings, lists, and other streams."""

    entries: Mapping[str, Any]
    data: bytes = field(repr=False)


class Faults:
    """What keeps pages of another program out of a letter, each said once.

    ``what`` they are, "sheet" or "enclosed", goes before their name.
    """

    def __init__(self, name: str, what: str = "sheet") -> None:
        self.name, self.what = name, what
        self.found: dict[str, Problem] = {}

    def add(self, message: str, hint: str) -> None:
        """Note a fault: what the sheet ``message``, and the mend."""
        self.found.setdefault(message, Problem("LK948", f"the {self.what} '{self.name}' {message}", None, hint))

    def press_colours(self) -> None:
        """Colours that are inks have no place in a PDF/A whose colours are those of screens (sRGB)."""
        self.add("has colours for a printing press (CMYK)", _RGB)

    def layers(self) -> None:
        """Layers can be shown or not; PDF/A asks for one look."""
        self.add("has layers", "flatten them, or export it without layers")

    def stop(self) -> None:
        """Raise what was found."""
        if self.found:
            raise UserError(list(self.found.values()))


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what pypdf says of a damaged file to itself; what it cannot read it raises."""
    logger = logging.getLogger("pypdf")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def token(value: Any) -> bytes:
    """A number, name, string or truth value as it is written in a PDF."""
    written = BytesIO()
    value.get_object().write_to_stream(written)
    return written.getvalue()


def plain(value: Any, faults: Faults, depth: int = 0) -> Any:
    """A value that draws nothing and names no colour, with all that it holds."""
    from pypdf.generic import DictionaryObject, StreamObject

    if depth > 12:
        faults.add("is nested too deep", "print it into a new PDF")
        faults.stop()
    value = value.get_object()
    if isinstance(value, StreamObject):
        kept = {key: inner for key, inner in _entries(value) if key not in ("Filter", "DecodeParms", "Length", "DL")}
        return Foreign({key: plain(inner, faults, depth + 1) for key, inner in kept.items()}, decoded(value, faults))
    if isinstance(value, DictionaryObject):
        return {key: plain(inner, faults, depth + 1) for key, inner in _entries(value)}
    if isinstance(value, list):
        return [plain(inner, faults, depth + 1) for inner in value]
    return token(value)


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    return ((key[1:], value.raw_get(key)) for key in value if key not in ("/Metadata", "/PieceInfo", "/Parent"))


def decoded(value: Any, faults: Faults) -> bytes:
    """What a stream holds, unpacked."""
    if odd := [one for one in _filters(value) if one not in _DECODED]:
        faults.add(f"is packed in a way that is not taken over ({odd[0][1:]})", "print it into a new PDF")
        return b""
    return bytes(value.get_data())


def _filters(value: Any) -> list[str]:
    names = value["/Filter"].get_object() if "/Filter" in value else []
    return [str(name.get_object()) for name in names] if isinstance(names, list) else [str(names)]


# --- Colours ---


def colour_space(value: Any, faults: Faults) -> Any:
    """A colour space that a PDF/A with an sRGB output intent can have (ISO 19005-3, 6.2.4)."""
    value = value.get_object()
    if isinstance(value, str):
        if value not in ("/DeviceGray", "/DeviceRGB", "/Pattern"):
            faults.press_colours()
        return token(value)
    kind = str(value[0])
    if kind in ("/CalGray", "/CalRGB", "/Lab"):
        return [token(value[0]), plain(value[1], faults)]
    if kind == "/ICCBased":
        profile = value[1].get_object()
        if profile.get("/N") not in (1, 3):
            faults.press_colours()
        return [b"/ICCBased", Foreign({"N": token(profile["/N"])}, decoded(profile, faults))]
    if kind == "/Indexed":
        return [token(value[0]), colour_space(value[1], faults), token(value[2]), plain(value[3], faults)]
    if kind == "/Separation":
        return [token(value[0]), token(value[1]), colour_space(value[2], faults), plain(value[3], faults)]
    if kind == "/Pattern" and len(value) == 2:
        return [token(value[0]), colour_space(value[1], faults)]
    if kind == "/Pattern":
        return [token(value[0])]
    faults.press_colours()
    return b"/DeviceGray"


def shading(value: Any, faults: Faults) -> Any:
    """A gradient."""
    kept = plain(value, faults)
    entries = dict(kept.entries if isinstance(kept, Foreign) else kept)
    entries["ColorSpace"] = colour_space(value["/ColorSpace"], faults)
    return Foreign(entries, kept.data) if isinstance(kept, Foreign) else entries


def shading_pattern(value: Any, faults: Faults) -> dict[str, Any]:
    """A gradient that something is filled with."""
    kept = {"Type": b"/Pattern", "PatternType": b"2", "Shading": shading(value["/Shading"].get_object(), faults)}
    return kept | ({"Matrix": plain(value["/Matrix"], faults)} if "/Matrix" in value else {})


def plain_state(value: Any, faults: Faults) -> dict[str, Any]:
    """The parameters of a graphics state, but for its mask."""
    kept: dict[str, Any] = {"Type": b"/ExtGState"}
    kept |= those(value, _STATE, faults)
    blend = value["/BM"].get_object() if "/BM" in value else "/Normal"
    blend = blend[0] if isinstance(blend, list) and blend else blend
    if str(blend) not in _BLENDS:
        faults.add(f"mixes colours in a way that PDF/A does not know ({blend})", "flatten its transparency")
    elif "/BM" in value:
        kept["BM"] = token(blend)
    if "/TR" in value or value.get("/TR2", "/Default") != "/Default" or "/Font" in value:
        faults.add("has a transfer function or a font among its graphics states", "print it into a new PDF")
    return kept


# --- Pictures ---


def image(value: Any, faults: Faults, mask: bool = False) -> Any:
    """A picture, unpacked, so that nothing of where and by whom it was made comes along."""
    width, height = int(value["/Width"]), int(value["/Height"])
    if width * height > _MOST_PIXELS:
        faults.add(f"has a picture of {width:,} by {height:,} pixels", "make it smaller; 300 dpi are enough")
        return b"null"
    kept: dict[str, Any] = {"Type": b"/XObject", "Subtype": b"/Image"}
    kept |= {key: token(value[f"/{key}"]) for key in ("Width", "Height", "BitsPerComponent") if f"/{key}" in value}
    bands = 0
    if value.get("/ImageMask"):
        kept["ImageMask"] = b"true"
    elif "/ColorSpace" in value:
        kept["ColorSpace"] = colour_space(value["/ColorSpace"], faults)
        bands = 3 if b"/DeviceRGB" in (kept["ColorSpace"],) else 0
    for key in ("Decode", "Matte"):
        if f"/{key}" in value:
            kept[key] = plain(value[f"/{key}"], faults)
    for key in ("Mask", "SMask"):
        over = value[f"/{key}"].get_object() if f"/{key}" in value and not mask else None
        if isinstance(over, list):
            kept[key] = plain(over, faults)
        elif over is not None:
            kept[key] = image(over, faults, mask=True)
    if "/DCTDecode" in _filters(value):
        kept["BitsPerComponent"] = b"8"
        return Foreign(kept, _photograph(value, bands, faults))
    return Foreign(kept, decoded(value, faults))


def _photograph(value: Any, bands: int, faults: Faults) -> bytes:
    """The pixels of a JPEG."""
    from PIL import Image

    if [one for one in _filters(value) if one not in (*_DECODED, "/DCTDecode")]:
        return decoded(value, faults)
    with Image.open(BytesIO(value.get_data()), formats=("JPEG",)) as opened:
        if opened.mode not in ("L", "RGB"):
            faults.press_colours()
        elif bands and len(opened.getbands()) != bands:
            faults.add("has a picture whose colours do not match", "export it anew")
        return opened.tobytes()


# --- Fonts ---


def font(value: Any, faults: Faults) -> Any:
    """A font that is embedded, and whose letters can be told (ISO 19005-3, 6.2.11)."""
    name = str(value.get("/BaseFont", "without a name")).lstrip("/").partition("+")
    called = name[2] or name[0]
    kind = str(value.get("/Subtype"))
    if kind not in ("/Type0", "/Type1", "/TrueType", "/MMType1"):
        faults.add(f"has the font '{called}' of a kind that is not taken over ({kind[1:]})", _OUTLINES)
        return b"null"
    below = value["/DescendantFonts"][0].get_object() if kind == "/Type0" else value
    descriptor = below["/FontDescriptor"].get_object() if "/FontDescriptor" in below else {}
    program = next((key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor), "")
    if not program:
        faults.add(f"has the font '{called}', which is not embedded", _OUTLINES)
        return b"null"
    if not _is_told(value, kind):
        faults.add(f"has the font '{called}', which does not say what its letters are (ToUnicode)", _TOLD)
    kept = those(value, _FONT, faults)
    about = those(descriptor, _DESCRIPTOR, faults)
    about |= {"Type": b"/FontDescriptor", program[1:]: plain(descriptor[program], faults)}
    if kind != "/Type0":
        return kept | {"FontDescriptor": about}
    return kept | {"DescendantFonts": [those(below, _BY_NUMBER, faults) | {"FontDescriptor": about}]}


def _is_told(value: Any, kind: str) -> bool:
    """Whether a font says which letters its signs are: by a table, or by names that all programs know."""
    encoding = value["/Encoding"].get_object() if "/Encoding" in value else ""
    named = kind != "/Type0" and (encoding in _PLAIN_ENCODINGS or isinstance(encoding, dict))
    return "/ToUnicode" in value or named


def those(value: Any, keys: Sequence[str], faults: Faults) -> dict[str, Any]:
    """The entries of these keys that there are."""
    return {key: plain(value[f"/{key}"], faults) for key in keys if f"/{key}" in value}
