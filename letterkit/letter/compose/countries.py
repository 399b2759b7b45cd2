"""How a letter speaks of a country."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from letterkit.language.grammar import Language


def country_noun(code: str, language: Language, fact: Callable[[str], str], on: datetime.date) -> Mapping[str, Any]:
    """A country by ISO code, as it was called on a day.

    ``name`` is its name with the language's article, ``in`` says where something happens, ``bare`` is the name
    alone; every word of the language's agreement table agrees with it.
    """
    name = language.country(code, on)
    form = language.writing.countries.form_of(code, name)
    vowel = name[0] in language.writing.vowels
    articled = (form.elided if vowel and form.elided else form.name).format(name)
    place = (form.elided_in if vowel and form.elided_in else form.in_).format(name)
    agreeing = {str(word): language.agreement(word, form.agree) or "" for word in language.writing.agreement}
    return {**agreeing, "many": "many" in form.agree, "name": fact(articled), "in": fact(place), "bare": fact(name)}
