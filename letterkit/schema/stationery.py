"""A designer's sheets: which files stand behind a letter, and the margins of its body on them."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from letterkit.foundation.strict_yaml import Scalar, describe
from letterkit.schema.fields import Record

_MOST = 200


def millimetres(value: object) -> float:
    """A length in millimetres, with decimals or without; the unit may be written."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?) ?(?:mm)?", str(value)) if isinstance(value, str | int) else None
    if found is None or not float(found[1]) <= _MOST:
        message = f"expected a length in millimetres, up to {_MOST}, such as 25, found {{found}}"
        raise PydanticCustomError("millimetres", message, {"found": describe(value)})
    return float(found[1])


Millimetres = Annotated[float, BeforeValidator(millimetres)]


def _sheet(file: Scalar) -> Scalar:
    if not re.fullmatch(r"[^/\\:]+\.(pdf|svg|png|jpe?g)", file, re.IGNORECASE):
        hint = "put it into the letterhead's folder and write its name, such as sheet.pdf"
        message = "expected the name of a PDF, SVG, PNG or JPEG file, found {found}; {hint}"
        raise PydanticCustomError("sheet", message, {"found": describe(file), "hint": hint})
    return file


SheetFile = Annotated[Scalar, AfterValidator(_sheet)]


class BodyMargins(Record):
    """The margins of a letter's body in millimetres; what is left out is as the layout has it."""

    top: Millimetres | None = None
    right: Millimetres | None = None
    bottom: Millimetres | None = None
    left: Millimetres | None = None


class OwnSheets(Record):
    """The sheets of a letter: ``first`` for page one, ``later`` for the others, each with the body's margins."""

    shorthand = "first"

    first: SheetFile
    later: SheetFile | None = None
    margins: BodyMargins = Field(default_factory=BodyMargins)
    later_margins: BodyMargins = Field(default_factory=BodyMargins)
