"""Text with the place where it was written.

What reads and validates such text is elsewhere, or imported when it is needed: most of what is kept between two runs is
scalars, and needs neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from letterkit.foundation.limits import excess_in_phrase, refuse_excess
from letterkit.foundation.problems import Location

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Place = tuple[str, int, int, int] | None
"""A location as it is kept."""


class Scalar(str):
    """Text that knows where it was written (``location`` is None for text made by a program).

    ``written`` is a block of several lines as it stands in the file, so that a template's lines are the file's.
    """

    __slots__ = ("_place", "location", "written")  # half of the time and room that attributes in a mapping take

    _place: Place
    location: Location | None
    written: str | None

    def __new__(cls, text: str, location: Location | None = None) -> Scalar:
        """The text, written at ``location``."""
        self = super().__new__(cls, text)
        self.location = location
        return self

    def __getattr__(self, name: str) -> Any:
        """What has not been set: no block, and of a scalar that was kept its location until somebody asks for it."""
        if name == "written":
            return None
        if name == "location":
            place: Place = self._place
            self.location = place and Location(*place)
            return self.location
        raise AttributeError(name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (str(self), place_of(self), self.written)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def _validate(cls, value: object) -> Scalar:
        if isinstance(value, str) and value.strip():
            refuse_excess(excess_in_phrase(value))
            return value if isinstance(value, Scalar) else cls(value)
        from pydantic_core import PydanticCustomError

        context = {"found": describe(value), "hint": _as_one_text(value)}
        raise PydanticCustomError("text", "expected text, found {found}; {hint}", context)


def _as_one_text(value: object) -> str:
    """The mend for something else in the place of a text."""
    if isinstance(value, dict):
        return "write it as one text, without keys: it is not given by language"
    if isinstance(value, list):
        return "write one text, without brackets and dashes"
    return "write it, or leave the key out"


def _again(text: str, place: Place, written: str | None) -> Scalar:
    scalar = str.__new__(Scalar, text)
    scalar._place = place
    if written is not None:
        scalar.written = written
    return scalar


def place_of(scalar: Scalar) -> Place:
    """The location of a scalar, as it is kept."""
    at = scalar.location
    return (at.file, at.line, at.column, at.length) if at else None


def put(scalars: Sequence[Scalar], places: Sequence[Place]) -> None:
    """Give scalars that were taken up by their text alone their places."""
    for scalar, place in zip(scalars, places, strict=True):
        scalar._place = place


def describe(value: object) -> str:
    """What a value is, in the words of a problem: "a list", "nothing", "'19'"."""
    if isinstance(value, dict):
        return "'key: value' lines"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str) and value.strip():
        return f"'{value}'" if len(value) < 40 else f"'{value[:37]}...'"
    return "nothing"


def location_of(value: object, default: Location | None = None) -> Location | None:
    """The place of a value that was read, or ``default``."""
    return getattr(value, "location", None) or default
