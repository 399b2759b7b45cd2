"""What a letterhead looks like where it departs from its style sheet."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.strict_yaml import Scalar, describe, location_of
from letterkit.foundation.suggest import nearest
from letterkit.schema.fields import Record
from letterkit.schema.stationery import Millimetres
from letterkit.typeset import fonts

_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
# WCAG 2.2, 1.4.3: letters of the size of a letterhead's names need this contrast with the paper.
_CONTRAST = 4.5


def _accent(value: object) -> object:
    """A colour as ``#rrggbb``: written so, with or without "#", or by its name in CSS (``navy``)."""
    from PIL import ImageColor

    message, found = "expected a colour, found {found}; {hint}", describe(value)
    if not isinstance(value, str) or not value.strip():
        hint = "write '#17456b' with quotes: without them, what follows '#' is a comment"
        raise PydanticCustomError("colour", message, {"found": found, "hint": hint})
    digits = _HEX.fullmatch(value)
    if not digits and value.lower() not in ImageColor.colormap:
        near = nearest(value, ImageColor.colormap) if value.isalpha() else ""
        hint = f"did you mean '{near}'?" if near else "write six digits, such as '#17456b', or a name, such as navy"
        raise PydanticCustomError("colour", message, {"found": found, "hint": hint})
    parts = ImageColor.getrgb(f"#{digits[1]}" if digits else value)[:3]
    return Scalar("#" + "".join(f"{part:02x}" for part in parts), location_of(value))


def _colour(value: object) -> object:
    """A colour, as `_accent` reads it, in which words on white paper can be read."""
    colour = str(_accent(value))
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    light = sum(share * _linear(part / 255) for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
    if 1.05 / (light + 0.05) < _CONTRAST:
        hint = "take a darker one: names are set in it, on white paper; 'accent' is for rules and marks alone"
        message = "{found} is too light to be read; {hint}"
        raise PydanticCustomError("colour", message, {"found": describe(value), "hint": hint})
    return Scalar(colour, location_of(value))


def _linear(part: float) -> float:
    """A part of an sRGB colour (0 to 1) as light (WCAG 2.2, relative luminance)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _font(value: object) -> object:
    known = {name.casefold(): name for name in fonts.FAMILIES}
    if isinstance(value, str) and value.casefold() in known:
        return Scalar(known[value.casefold()], location_of(value))
    hint = f"take one of {', '.join(fonts.FAMILIES)}"
    message = "expected a font that comes with letterkit, found {found}; {hint}"
    raise PydanticCustomError("font", message, {"found": describe(value), "hint": hint})


def _logo(value: object) -> object:
    if isinstance(value, str) and (value == "none" or re.fullmatch(r"[^/\\:]+\.(svg|png|jpe?g)", value, re.IGNORECASE)):
        return value
    hint = "put the picture into the letterhead's folder and write its name, such as logo.svg; or write none"
    message = "expected the name of an SVG, PNG or JPEG file, found {found}; {hint}"
    raise PydanticCustomError("logo", message, {"found": describe(value), "hint": hint})


class HouseLook(Record):
    """What a letterhead looks like, for whom the shared design will do with other colours and fonts.

    ``name`` is ``none`` where the logo holds the organisation's name.
    """

    logo: Annotated[Scalar | None, BeforeValidator(_logo)] = None
    colour: Annotated[Scalar | None, BeforeValidator(_colour)] = None
    accent: Annotated[Scalar | None, BeforeValidator(_accent)] = None
    font: Annotated[Scalar | None, BeforeValidator(_font)] = None
    head_font: Annotated[Scalar | None, BeforeValidator(_font)] = None
    logo_height: Millimetres | None = None
    name: Literal["none"] | None = None
