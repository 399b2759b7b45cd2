"""Entries of one person, organisation or place are found among many as among few."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest
from support.library import library_of

from letterkit.checks.names import entries
from letterkit.letter.names import Someone
from letterkit.pipeline.check import examine

GIVEN = ("Aigul", "Ayman", "Bolat", "Daniyar", "Erlan", "Gulnar", "Jamilya", "Leyla", "Larisa", "Murat", "Yerlan")
SURNAMES = ("Kushakbayev", "Kharkova", "Yeleusinov", "Eleusinov", "Harkova", "Nguyen", "Baltabay", "Ochoa", "Li")


def _someone(draw: random.Random, at: int) -> Someone:
    def slip(word: str) -> str:
        place = draw.randrange(len(word))
        return draw.choice(
            [*[word] * 6, word[:place] + word[place + 1 :], word[:place] + "e" + word[place:], word + "a"]
        )

    given = tuple(slip(draw.choice(GIVEN)) for _ in range(draw.randint(0, 2)))
    surnames = tuple(slip(draw.choice(SURNAMES)) for _ in range(draw.choice((1, 1, 1, 2))))
    also = (f"{draw.choice(GIVEN)} {draw.choice(SURNAMES)}",) if draw.random() < 0.2 else ()
    name = " ".join((*given, *surnames))
    return Someone(name, given, surnames, also, frozenset(), draw.choice((None, "male", "female")), None)


@pytest.mark.parametrize("seed", range(6))
def test_among_many_the_same_pairs_are_found_as_by_comparing_each_with_each(seed: int) -> None:
    draw = random.Random(seed)
    people = [_someone(draw, at) for at in range(250)]
    places = {id(one): at for at, one in enumerate(people)}
    ways = ((entries._spellings,), (entries._turned,), (entries._surnames, entries._given))
    found = [
        (places[id(one)], places[id(other)]) for one, other in entries._pairs(people, ways, entries._is_same_person)
    ]
    each = {
        (places[id(one)], places[id(other)])
        for one, other in combinations(people, 2)
        if entries._is_same_person(one, other)
    }
    assert len(each) > 10
    assert set(found) == each
    assert len(found) == len(each)


def test_a_thousand_names_that_differ_by_little_are_told_once_and_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    people = "".join(
        f"  p{at}: {{name: Bolat Suleimen{chr(97 + at % 26)}{chr(97 + at // 26 % 26)}v, gender: male, publish: yes,"
        " acts: [{arrested: 2017-01-02}]}\n"
        for at in range(600)
    )
    Path("many.yml").write_text(
        "campaign: Many\ncountry: KZ\npeople:\n"
        + people
        + "targets:\n  president: {office: President, of: Republic of Kazakhstan}\n"
        "demands: [release: p0]\nletters:\n  one: {from: ituc, to: president, date: 2017-03-01, subject: Arrests}\n",
        encoding="utf-8",
    )
    (found,) = examine([Path("many.yml")], library_of(tmp_path), Path("output"))
    told = [one for one in found.problems if one.code == "LK607"]
    # Of two pairs with one place, one is told.
    assert 40 < len(told) <= 51
    assert any("further ones are not told" in one.message for one in told)
