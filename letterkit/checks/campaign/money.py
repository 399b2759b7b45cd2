"""Sums of money in a campaign's phrases: "K2,500", "500,000 tenge", « 50 000 francs CFA »."""

from __future__ import annotations

import re

from babel.numbers import get_currency_name, get_territory_currencies

from letterkit.foundation.kept import Kept
from letterkit.language.grammar import Language
from letterkit.language.lexicon import currencies_in
from letterkit.language.mentions import numbers_in

_ABROAD = ("USD", "EUR")
"""Sums are given in these wherever somebody is fined."""

# Thousands show that letters before a number are no name, such as that of a road ("M1") or a convention ("C087").
_SIGN = r"[A-Z]{0,3}[$€£¥₦₵₹₱₩₫₴₸₺₽฿₡₲₭₮₼₾] ?\d[\d.,\s\u00a0\u202f']*"
_LETTERS = r"[A-Z][A-Za-z]{0,3}\.? ?\d{1,3}(?:[.,\s\u00a0\u202f']\d{3})+"
_SIGNED = re.compile(f"{_SIGN}|{_LETTERS}")
_FIGURES = re.compile(r"\d[\d.,\s\u00a0\u202f']*")
_MOST = 4
_WORDS = re.compile(r"[^\W\d_]+")

_KNOWN: Kept[frozenset[str]] = Kept()


def is_money(said: str, language: Language, country: str) -> bool:
    """Whether a phrase is a sum in the money of a country or of the world, and nothing else; of any without one."""
    if _SIGNED.fullmatch(said):
        return True
    number = next(iter(numbers_in(said, language)), None)
    figures = _FIGURES.match(said)
    end = figures.end() if figures else number.end if number and number.start == 0 else 0
    words = _WORDS.findall(said[end:].casefold())
    # Words for thousands and millions stand between a number and its money.
    money, small = _words(language, country), {str(word) for word in language.checking.function_words or ()}
    return bool(end and words) and words[-1] in money and small.isdisjoint(words) and len(words) <= _MOST


def _words(language: Language, country: str) -> frozenset[str]:
    return _KNOWN.of(language.checking, country, lambda: _currencies(language.code, country))


def _currencies(language: str, country: str) -> frozenset[str]:
    """The words for the money of a country, of one and of several, in lower case."""
    if not country:
        return currencies_in(language)
    codes = (*get_territory_currencies(country), *_ABROAD)
    names = {get_currency_name(code, count, language) for code in codes for count in (None, 1, 2)}
    return frozenset(word for name in names for word in _WORDS.findall(name.casefold()))
