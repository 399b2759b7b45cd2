"""How a letter speaks of a country."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from letterkit.language.grammar import Language

_SAYING = ("name", "in")
"""The words after which those whose country it is know which one is meant; a name in a list is none."""


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
    said = {"name": fact(articled), "in": fact(place), "bare": fact(name)}
    return {**_agreeing(language, form.agree), **said}


def your_country(language: Language, fact: Callable[[str], str]) -> Mapping[str, Any]:
    """The country of those who are written to, as `country_noun` gives one; nothing where the language has no words."""
    form = language.writing.countries.yours
    if form is None:
        return {}
    said = {"name": fact(form.name), "in": fact(form.in_)}
    return {**_agreeing(language, form.agree), **said}


def _agreeing(language: Language, features: tuple[str, ...]) -> dict[str, Any]:
    agreeing = {str(word): language.agreement(word, features) or "" for word in language.writing.agreement}
    return {**agreeing, "many": "many" in features}


class CountryOfTheLetter(Mapping[str, Any]):
    """The country that a letter is about: named once, then "your country" to those who govern or judge it.

    It changes as it is said, so that words agree with how it was said last. ``named`` is its name, which says nothing.
    """

    def __init__(self, named: Mapping[str, Any], yours: Mapping[str, Any]) -> None:
        self.named, self._yours = named, yours
        self._now: Mapping[str, Any] = named
        self._told = False

    def __getitem__(self, word: str) -> Any:
        if word not in _SAYING:
            return self._now[word] if word in self._now else self.named[word]
        self._now = self._yours if self._told and self._yours else self.named
        self._told = True
        return self._now[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self.named)

    def __len__(self) -> int:
        return len(self.named)
