"""What others report is told as reported, in every kind of act and both languages, and checked as no more than that."""

from __future__ import annotations

import pytest
from support.grammar import ACTS, LANGUAGES, LIBRARY, act, cases_of, letter_of, use

from letterkit.letter.compose.composer import compose

HOUSE = {"en": "british", "fr": "french"}
HEDGES = {"en": ("reportedly", "ccording to reports"), "fr": ("rait ", "raient ", "elon les informations reçues")}
PRESS = {"en": "the national press", "fr": "la presse nationale"}
BY = {"en": "According to the national press,", "fr": "Selon la presse nationale,"}


@pytest.mark.by_kind
@pytest.mark.parametrize("kind", ACTS)
def test_every_act_can_be_told_as_reported(kind: str) -> None:
    """By its verb or before its sentence where nobody is named; and as what somebody reports."""
    assert "reported" in LIBRARY.acts[kind].keys_taken
    who = next(iter(cases_of(kind).values()))[0]
    acts = [act(kind, "2017-01-19", reported="yes"), act(kind, "2017-01-21", reported=PRESS)]
    facts = ((use(f"{who}.{kind}.2017-01-19"),), (use(f"{who}.{kind}.2017-01-21"),))
    for language in LANGUAGES:
        draft = compose(letter_of(HOUSE[language], {who: acts}, facts=facts))
        texts = [paragraph.text for paragraph in draft.paragraphs]
        assert any(hedge in text for text in texts for hedge in HEDGES[language]), texts
        assert any(text.startswith(BY[language]) for text in texts), texts
