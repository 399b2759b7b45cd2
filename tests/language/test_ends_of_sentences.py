"""Where sentences end."""

from __future__ import annotations

import pytest

from letterkit.language.sentences import Sentences


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["He was freed on 1 May.", "Ms Bek was not."]),
        ("en", ["It happened on 12 May.", "“She is innocent,” he said."]),
        ("en", ["The police came on day 2.", "They left on day 3."]),
        ("en", ["They came to room 4.", "Nobody was there."]),
        ("en", ["This is said in point 3.", "It is true."]),
        ("en", ["The number of the convention is No. 87.", "It binds you."]),
        ("en", ["1. The minister answers."]),
        ("en", ["They met in May.", "R. Kim was there."]),
        ("fr", ["Elle est libre depuis le 3 mai.", "Il ne l'est pas."]),
        ("fr", ["La police est venue le jour 2.", "Elle est repartie."]),
        ("de", ["Sie kam am 3. Mai nach Wien."]),
        ("de", ["Sie ist seit Mai.", "Er ist es nicht."]),
    ],
)
def test_sentences_end_after_months_and_figures(code: str, said: list[str]) -> None:
    text = " ".join(said)
    abbreviations = ("Mr", "Ms", "No")
    assert [text[start:end] for start, end in Sentences(code, abbreviations).of(text)] == said
