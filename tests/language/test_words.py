"""Words are found again in a file, whatever lines they stand on."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from letterkit.language.words import occurrences

TEXTS = st.text(alphabet="aab \n\t’'“\".", max_size=40)


@given(TEXTS, TEXTS.filter(str.strip))
def test_words_are_found_where_an_expression_finds_them(text: str, wanted: str) -> None:
    words = wanted.split()
    pattern = r"\s+".join(map(re.escape, words)).replace("’", "['’]").replace("“", '["“]')
    assert list(occurrences(words, text)) == [found.span() for found in re.finditer(pattern, text)]


def test_words_are_found_over_the_end_of_a_line() -> None:
    assert list(occurrences(["of", "the", "port"], "of the\n  port, off the port, of  the port")) == [(0, 13), (29, 41)]
