"""Countries by their codes, as campaigns name them."""

from __future__ import annotations

from typing import Annotated

from babel import Locale
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.strict_yaml import Scalar, describe
from letterkit.foundation.suggest import nearest

# What the language data names beside countries: unions, test regions, "unknown region".
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def countries() -> dict[str, str]:
    """The names of countries in English, by their codes of two letters (ISO 3166)."""
    names = Locale("en").territories.items()
    return {str(code): str(name) for code, name in names if len(code) == 2 and code not in _NO_COUNTRIES}


def _meant(code: str, near: str, names: dict[str, str]) -> str:
    """The mend for what is no code: the code in capitals, that of a name, or an example."""
    if code.upper() in countries():
        return f"write '{code.upper()}'"
    return f"{near} is {names[near]}" if near else "such as KZ; 'letterkit law NAME' finds the code of a country"


def _country(code: Scalar) -> Scalar:
    if code in countries():
        return code
    names = {name: key for key, name in countries().items()}
    near = nearest(code, names)
    raise PydanticCustomError(
        "country",
        "expected a country's code of two letters (ISO 3166), found {found}; {hint}",
        {"found": describe(code), "hint": _meant(code, near, names)},
    )


CountryCode = Annotated[Scalar, AfterValidator(_country)]
"""A country's code of two letters (ISO 3166)."""
