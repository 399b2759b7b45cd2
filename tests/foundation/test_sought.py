"""What is sought by its needles is found as the expression itself finds it."""

from __future__ import annotations

import re

import pytest
from support.library import ROOT, library_of

from letterkit.checks.law.legal_words import reader
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.foundation.sought import Sought, needles_of, sought


@pytest.mark.parametrize(
    ("expression", "needles"),
    [
        (r"(?:was|were) (?:arrested|detained)\b", ("arrested", "detained")),
        (r"(?:M|m)ay \d+|(?:J|j)une", ("june", "may 0")),
        (r"\bin(?: the)? (?P<where>exile)+", ("exile",)),
        (r"under(?: house)* arrest", (" arrest",)),
        ("(?i)No. STRASSE|straße", ("stra",)),
        (r"No\. ?\d{2}-[0-9]x|C\.?0?(?=\d{2,3}\b)", ("c.00", "c00", "no. 00-", "no.00-")),
        (r"\d+|word", ()),
        ("(?:word)?", ()),
    ],
)
def test_needles_are_what_each_match_must_have(expression: str, needles: tuple[str, ...]) -> None:
    assert sorted(needles_of(expression)) == sorted(needles)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_nothing_is_overlooked_that_the_expression_finds(code: str) -> None:
    known, law = lexicon(library_of(), code), reader(library_of(), code)
    expressions: list[Sought] = [one for _, one in (*known.statuses, *known.relative)]
    expressions += [value for value in vars(law).values() if isinstance(value, Sought)]
    assert len(expressions) > 8
    assert sum(not each.needles for each in expressions) <= 1
    drafts = sorted((ROOT / "tests/letters").glob("*/*.md"))[::4]
    lines = {line for path in drafts for line in path.read_text("utf-8").split("\n")}
    lines |= {line.upper() for line in sorted(lines)[::5]}
    assert len(lines) > 200
    found = 0
    for each in expressions:
        for line in lines:
            plainly = [match.span() for match in each.pattern.finditer(line)]
            assert [match.span() for match in each.finditer(line)] == plainly
            found += len(plainly)
    assert found > 20, found


def test_letters_that_an_expression_takes_for_others_are_taken_for_them() -> None:
    each = sought("in jail|ſeen|kept", re.IGNORECASE)
    assert each.needles
    for text in ("In JAİL", "ın jaıl", "SEEN", "\u212aept"):
        assert (each.search(text) is None) is (each.pattern.search(text) is None), text
