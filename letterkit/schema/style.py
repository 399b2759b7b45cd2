"""How a letter is styled: what a language says of it, and what a house changes."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from letterkit.foundation.strict_yaml import Scalar, Table
from letterkit.schema.fields import Gender, Record, Words
from letterkit.schema.wording import DatePattern, check_gaps, gaps


def _by_gender(value: object) -> object:
    if isinstance(value, Table):
        for key in value:
            if key not in ("male", "female", "any"):
                raise PydanticCustomError("gender", "expected male, female or any, found '{key}'", {"key": str(key)})
        return value
    return {"any": value} if isinstance(value, str) and value.strip() else value


def _two_pairs(marks: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
    if len(marks) != 4 or any(len(mark.strip()) != 1 for mark in marks):
        raise PydanticCustomError("quotes", "expected four quotation marks: an outer and an inner pair")
    return marks


def _with_their_gaps(patterns: Mapping[Scalar, Scalar]) -> dict[Scalar, Scalar]:
    return {key: check_gaps(text, ("dear", "surname", "mr")) for key, text in patterns.items()}


ByGender = Annotated[Mapping[Scalar, Scalar], BeforeValidator(_by_gender)]
Marks = Annotated[Words, AfterValidator(_two_pairs)]
Titles = Mapping[Gender, Scalar]
Figures = Literal["words", "figures"]
Setting = Literal["ragged", "justified"]
Hyphenation = Literal["justified", "always", "never"]
Acronyms = Literal["capitals", "small-capitals"]


class HouseStyle(Record):
    """How a house writes one language; what is absent follows the language's own style.

    ``salutation`` is one pattern for all, or one for ``male``, ``female`` and ``any``.
    """

    spelling: Scalar | None = None
    date: DatePattern | None = None
    date_without_year: DatePattern | None = None
    place_and_date: Scalar | None = None
    salutation: ByGender | None = None
    salutation_without_name: Scalar | None = None
    salutation_to_several: Scalar | None = None
    close: Scalar | None = None
    close_without_name: Scalar | None = None
    mr: Titles | None = None
    figures: Figures | None = None
    page: Scalar | None = None
    page_of: Scalar | None = None
    copies: Scalar | None = None
    enclosure: Scalar | None = None
    enclosures: Scalar | None = None
    cosigners: Scalar | None = None
    our_reference: Scalar | None = None
    your_reference: Scalar | None = None
    subject: Scalar | None = None
    dated: Scalar | None = None
    open_letter: Scalar | None = None
    email: Scalar | None = None
    draft: Scalar | None = None
    quotes: Marks | None = None
    dash: Scalar | None = None
    text: Setting | None = None
    hyphenation: Hyphenation | None = None
    acronyms: Acronyms | None = None


class Style(Record):
    """How a language writes letters where a house says nothing else: all keys of `HouseStyle`, but for ``subject``."""

    spelling: Scalar
    date: DatePattern
    date_without_year: DatePattern
    place_and_date: Annotated[Scalar, gaps("place", "date")]
    salutation: Annotated[ByGender, AfterValidator(_with_their_gaps)]
    salutation_without_name: Scalar
    salutation_to_several: Scalar
    close: Annotated[Scalar, gaps("dear", "writer", needed=False)]
    close_without_name: Annotated[Scalar, gaps("dear", "writer", needed=False)]
    mr: Titles
    figures: Figures
    page: Scalar
    page_of: Scalar
    copies: Scalar
    enclosure: Scalar
    enclosures: Scalar
    cosigners: Scalar
    our_reference: Scalar
    your_reference: Scalar
    subject: Scalar | None = None
    dated: Scalar
    open_letter: Annotated[Scalar, gaps("target")]
    email: Scalar
    draft: Scalar
    quotes: Marks
    dash: Scalar
    text: Setting
    hyphenation: Hyphenation
    acronyms: Acronyms

    def title_of(self, gender: str | None) -> str:
        """The title before a name: "Mr"; "" where the gender is not known, or has none."""
        return next((str(title) for known, title in self.mr.items() if known == gender), "")

    def in_house(self, house: "HouseStyle") -> Self:
        """The style with what a house changes; who has one label of enclosures has it for a single one, too."""
        changed = {name: value for name in HouseStyle.model_fields if (value := getattr(house, name)) is not None}
        changed = {"enclosure": house.enclosures, **changed} if house.enclosures else changed
        return self.model_copy(update={name: value for name, value in changed.items() if name != "location"})
