"""What the entries of the law data are made of: plain records, which `letterkit.schema.law.files` reads strictly.

Most that is asked of the law was read before. So nothing here needs what validates; it is imported when a file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from letterkit.foundation.dates import PartialDate

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Texts = Mapping[str, str]


class LawEntry:
    """An entry of the law data. In a file its keys have hyphens, and no others are taken."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.replace("_", "-"),
    }


@dataclass(frozen=True, slots=True)
class Sound:
    """Marks what is looked at when it is read: ``check`` gives the value back, or raises what pydantic takes."""

    check: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.check, handler(source))


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    if values:
        return values
    from pydantic_core import PydanticCustomError

    raise PydanticCustomError("some", "expected at least one, found nothing")


Some = Annotated[tuple[str, ...], Sound(_some)]
"""Texts, of which there is one at least."""


@dataclass(frozen=True, slots=True)
class RatificationTable(LawEntry):
    """A public table of ratifications: its title, publisher, the day as of which it holds, what it covers."""

    title: str
    publisher: str
    as_of: PartialDate
    covers: tuple[str, ...] = ()


def as_date(text: str) -> PartialDate | None:
    """A date as the law data writes it, None for an empty field."""
    return PartialDate.parse(text) if text else None
