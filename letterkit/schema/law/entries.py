"""What every entry of the law data has: strict fields, and the sources in which it was seen."""

import copyreg
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from letterkit.foundation.dates import PartialDate

K = TypeVar("K")
V = TypeVar("V")
Frozen = Annotated[Mapping[K, V], AfterValidator(MappingProxyType)]
Texts = Frozen[str, str]


def _view(mapping: dict[K, V]) -> MappingProxyType[K, V]:
    return MappingProxyType(mapping)


# The standard library cannot pickle a view of a mapping; a letter goes to another process with its law.
copyreg.pickle(MappingProxyType, lambda view: (_view, (dict(view),)))


def no_entries() -> Mapping[str, Any]:
    """What a mapping holds that is left out."""
    return MappingProxyType({})


class LawEntry(BaseModel):
    """An entry of the law data, read strictly."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        extra="forbid",
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )


class RatificationTable(LawEntry):
    """A public table of ratifications: its title, publisher, the day as of which it holds, what it covers."""

    title: str
    publisher: str
    as_of: PartialDate
    covers: tuple[str, ...] = ()


class Sourced(LawEntry):
    """An entry that says where it was seen."""

    id: str
    sources: tuple[str, ...] = Field(min_length=1)
    unverified: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _lists_own_fields(self) -> Self:
        for listed in self.unverified:
            name, _, part = listed.partition(".")
            value = getattr(self, name.replace("-", "_"), None)
            if not value or (part and isinstance(value, Mapping) and part not in value):
                raise ValueError(f"{self.id}: 'unverified' lists '{listed}', which is not there")
        return self


def as_date(text: str) -> PartialDate | None:
    """A date as the law data writes it, None for an empty field."""
    return PartialDate.parse(text) if text else None
