"""The words of a language are found in their list as in the library that brings it."""

from __future__ import annotations

import random

import pytest
from spellchecker import SpellChecker

from letterkit.language.lexicon import frequency_in, one_letter_away


@pytest.mark.parametrize("code", ["en", "fr"])
def test_each_word_has_the_frequency_of_its_list(code: str) -> None:
    known = SpellChecker(language=code).word_frequency
    words = sorted(known.words())
    some = [*words[:50], *words[-50:], *random.Random(1).sample(words, 1000)]
    others = ["", "qqqqq", "\U0010ffff", "the\n", "0\t1", *(f"{word}q" for word in some[:200])]
    frequency = frequency_in(code)
    assert [frequency(word) for word in some] == [known[word] for word in some]
    assert [frequency(word) for word in others] == [known[word] for word in others]
    assert "house" in one_letter_away("en")("hous")


def test_a_language_without_list_has_no_words() -> None:
    assert frequency_in("xx")("house") == 0
    assert not one_letter_away("xx")("house")
