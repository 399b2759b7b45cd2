"""Numbers and the units that they count, in the texts of a campaign: "three year in prison", « un ans »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from babel import Locale
from babel.units import format_unit

from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.problems import Problem
from letterkit.language.grammar import Language
from letterkit.language.mentions import NumberMention, numbers_in
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library
from letterkit.schema.reflection import records_in

_UNIT = re.compile(r"[ \u00a0](?P<unit>[^\W\d_]+)(?![\w'’-])(?P<more>\s+[^\W\d_]+)?")
_ONE = re.compile(r"(?<![\w'’-])(?P<one>[^\W\d_]+) (?P<unit>[^\W\d_]+)(?![\w'’-])")
_PART = re.compile(r"[\d/.,½¼¾-]\s?$")
_UNITS = ("hour", "day", "week", "month", "year")
_SHORTEST = 2


def units_agree_with_their_numbers(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Several years are years, and one year is a year (LK819)."""
    for record in records_in(campaign):
        for code, said in said_in(record, library) if isinstance(record, Text) else ():
            for phrase, right in _not_agreeing(plain(str(said)), code or PLAIN_LANGUAGE, library):
                yield Problem(
                    "LK819", f"'{phrase}' has another number than its unit", said.location, f"write '{right}'"
                )


class _Units(NamedTuple):
    """The units of time of a language in the singular, each with its plural, and the other way round."""

    plurals_of: Mapping[str, str]
    singulars_of: Mapping[str, str]

    def one_is_in(self, text: str) -> bool:
        """Whether a text can name a unit; most texts name none, and their numbers need not be looked for."""
        low = text.casefold()
        return any(form in low for forms in self for form in forms)


def _not_agreeing(text: str, code: str, library: Library) -> Iterator[tuple[str, str]]:
    """The numbers of a text whose unit is not in their number, each with its unit, as written and as it should be."""
    units = library.derived(_units, code)
    if not units.one_is_in(text):
        return
    language, (singulars, plurals) = language_of(library, code), units
    numbers = [number for number in numbers_in(text, language) if not _PART.search(text[: number.start])]
    yield from _of_one(text, units, language, numbers)
    for number in numbers:
        unit = _UNIT.match(text, number.end)
        low = unit["unit"].casefold() if unit else ""
        written = text[number.start : number.end]
        if number.number == 1 and low in plurals and low not in singulars:
            yield f"{written} {low}", f"{written} {plurals[low]}"
        several = number.number >= _SHORTEST and low in singulars and low not in plurals
        if unit and several and not _is_adjective(unit, language):
            yield f"{written} {low}", f"{written} {singulars[low]}"


def _of_one(
    text: str, units: _Units, language: Language, numbers: Sequence[NumberMention]
) -> Iterator[tuple[str, str]]:
    """A unit in the plural behind an article of one: « un ans », and not « vingt et un ans »."""
    singulars, plurals = units
    single = frozenset(map(str, language.writing.determiners.get("one", ())))
    for found in _ONE.finditer(text):
        low, alone = found["unit"].casefold(), not any(one.start <= found.start() < one.end for one in numbers)
        if alone and found["one"].casefold() in single and low in plurals and low not in singulars:
            yield found[0], f"{found['one']} {plurals[low]}"


def _is_adjective(unit: re.Match[str], language: Language) -> bool:
    """Whether a noun follows a unit, which is in the singular then: "a three year sentence"."""
    small = map(str, language.checking.function_words or ())
    return bool(unit["more"]) and unit["more"].strip().casefold() not in small


def _units(library: Library, code: str) -> _Units:
    """The units of time of a language, where its checks know of any.

    A plural that lacks its last letter is taken for a singular: « trois moi ».
    """
    locale, known = Locale.parse(code), library.language(code).checking.units
    singulars, plurals = dict[str, str](), dict[str, str]()
    for unit in _UNITS if known else ():
        one, many = (_word(format_unit(number, f"duration-{unit}", locale=locale)) for number in (1, 2))
        plurals[many] = one
        for form in {one, many[:-1]} if one != many or many.endswith("s") else {one}:
            singulars.setdefault(form, many)
    return _Units(singulars, plurals)


def _word(formatted: str) -> str:
    return "".join(re.findall(r"[^\W\d_]+", formatted)).casefold()
