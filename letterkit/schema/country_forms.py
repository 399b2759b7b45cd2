"""How a language says the names of countries: with an article, as where something happens, as those of a reader."""

from typing import Annotated

from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.fields import Record
from letterkit.schema.wording import Feature, gaps


class CountryForm(Record):
    """How the names of a kind of country are said: with an article, and as where something happens."""

    name: Annotated[Scalar, gaps(count=1)]
    in_: Annotated[Scalar, gaps(count=1)]
    elided: Annotated[Scalar, gaps(count=1)] | None = None
    elided_in: Annotated[Scalar, gaps(count=1)] | None = None
    agree: tuple[Feature, ...]


class YourCountry(Record):
    """How a country is said to those whose own it is: its name, and as where something happens."""

    name: Scalar
    in_: Scalar
    agree: tuple[Feature, ...]
