"""What a name, a pronoun or a place refers to, and whom a letter speaks to, where two could be meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_composing import person, text

COURT = {"en": "the military court of Nakuru", "fr": "le tribunal militaire de Nakuru"}


@pytest.mark.parametrize(
    ("country", "language", "expected"),
    [
        ("KE", "en", "The ICCPR also"),
        ("CM", "fr", "Le PIDCP "),
        ("TR", "fr", "Il "),
    ],
)
def test_a_treaty_is_named_where_a_pronoun_could_mean_the_country(
    tmp_path: Path, country: str, language: str, expected: str
) -> None:
    rights = ["freedom-of-expression", "arbitrary-detention", "right-to-fair-trial", "peaceful-assembly"]
    under = [{right: {"under": "ICCPR"}} for right in rights]
    said = text(tmp_path, country=country, language=language, grounds=[under])
    second = said.split("(ICCPR)" if language == "en" else "(PIDCP)")[1].split(". ")[1]
    assert second.startswith(expected)


def test_a_pronoun_does_not_stand_for_one_of_two_women(tmp_path: Path) -> None:
    people = {
        "lomi": person("Nana Lomi", "female", {"arrested": "2021-05-02"}),
        "sister": person(
            "Ana Berg",
            "female",
            {"arrested": "2021-05-04"},
            {"charged": "2021-05-06", "outcome": "fraud"},
            office="sister",
            of="lomi",
        ),
    }
    said = text(tmp_path, people=people, demands=[{"release": ["lomi", "sister"]}], about=["lomi.arrested"])
    assert "Ana Berg, her sister, were arrested" in said
    assert "Ms Berg was charged with fraud" in said


@pytest.mark.parametrize(("language", "court"), [("en", "the military court of Nakuru"), ("fr", "militaire de Nakuru")])
def test_a_place_is_said_once(tmp_path: Path, language: str, court: str) -> None:
    act = {"sentenced": "2021-05-05", "by": COURT, "place": "Nakuru", "outcome": {"en": "two years", "fr": "deux ans"}}
    people = {"lomi": person("Nana Lomi", "female", act)}
    said = text(tmp_path, people=people, language=language)
    assert court in said
    assert said.count("Nakuru") == 1


@pytest.mark.parametrize(
    ("of", "own"),
    [("Embassy of Kenya in Germany", True), ("Embassy of Germany in Kenya", False), ("the Embassy", True)],
)
@pytest.mark.parametrize("form", ["request", "protest"])
def test_an_embassy_is_of_the_country_or_of_a_third_state(tmp_path: Path, of: str, own: bool, form: str) -> None:
    target = {"office": "Ambassador", "of": of, "is": "embassy"}
    said = text(tmp_path, target=target, form=form)
    asked = "convey to your government my appeal to release" in said
    assert asked is (own or form == "protest")
    assert ("the government of Kenya" in said) is not asked


@pytest.mark.parametrize(
    ("own", "language", "expected"),
    [
        (
            "to publish the ruling",
            "en",
            "without conditions, and to publish the ruling.",
        ),
        ("publish the ruling", "en", "without conditions, and to publish the ruling."),
        ("de publier le jugement", "fr", "sans condition Mme Lomi, et de publier le jugement."),
        ("d'abroger la loi", "fr", "sans condition Mme Lomi, et d'abroger la loi."),
    ],
)
def test_a_demand_of_ones_own_can_begin_with_its_particle(
    tmp_path: Path, own: str, language: str, expected: str
) -> None:
    demands: list[Any] = [{"release": "lomi"}, {"text": {language: own}}]
    assert expected in text(tmp_path, language=language, demands=demands)


def test_a_french_list_has_its_particle_before_each_demand(tmp_path: Path) -> None:
    demands: list[Any] = [{"release": "lomi"}, {"drop-charges": "lomi"}, {"text": {"fr": "publier le jugement"}}]
    said = text(tmp_path, language="fr", demands=demands, **{"demands-as": "list"})
    assert "demande à votre gouvernement :\n" in said
    assert "- de libérer" in said
    assert "- d'abandonner" in said
    assert "- de publier" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["a relative of Nana Lomi, whose name is withheld, was", "the unnamed person"]),
        (
            "fr",
            [
                "une personne de la famille de Nana Lomi, dont le nom n'est pas divulgué,",
                "la personne restée anonyme",
            ],
        ),
    ],
)
def test_a_relative_whose_name_is_withheld_stays_a_relative(tmp_path: Path, language: str, words: list[str]) -> None:
    brother = person(
        "Zaza Lomi", "male", {"threatened": "2021-05-05"}, {"summoned": "2021-05-07"}, office="brother", of="lomi"
    )
    lomi = person("Nana Lomi", "female", office={"en": "sister", "fr": "sœur"}, of="brother")
    people = {"lomi": lomi, "brother": brother | {"publish": "no"}}
    facts = [["brother.threatened", "brother.summoned"]]
    opening = [{"text": {"en": "We write.", "fr": "Nous vous écrivons."}}]
    letter: dict[str, Any] = {"facts": facts, "opening": opening, "demands": [{"protect": "brother"}]}
    said = text(tmp_path, people=people, language=language, **letter)
    assert all(expected.lower() in said.lower() for expected in words), said
    assert not [word for word in ("Zaza", "sister", "sœur") if word in said]


def test_an_act_names_who_did_it_by_the_key_of_an_organisation(tmp_path: Path) -> None:
    organisations = {
        "port": {"name": "Port of Nakuru"},
        "guard": {
            "name": {"en": "Harbour Guard", "fr": "Garde du port"},
            "short": "HG",
            "article": {"en": "the", "fr": "la"},
        },
    }
    lomi = person(
        "Nana Lomi", "female", {"dismissed": "2021-05-04", "by": "port"}, {"threatened": "2021-05-05", "by": "guard"}
    )
    bek = person(
        "Aino Bek",
        "female",
        {"dismissed": "2021-05-06", "by": "Port of Nakuru"},
        {"beaten": "2021-05-07", "by": "guard"},
    )
    for language, guard in (("en", "by the Harbour Guard (HG)"), ("fr", "par la Garde du port (HG)")):
        said = text(tmp_path, people={"lomi": lomi, "bek": bek}, organisations=organisations, language=language)
        assert guard in said
        assert {"en": "by the HG", "fr": "par la HG"}[language] in said
        assert said.count("Port of Nakuru") == 2  # by its key and by its name


def test_a_place_keeps_its_preposition_and_a_length_stands_behind_the_day_it_began(tmp_path: Path) -> None:
    months = {"en": "two months", "fr": "deux mois"}
    gate = {"en": "Inside the gate of the port", "fr": "Devant la grille du port"}
    acts = {"wages-withheld": "since 2021-03", "outcome": months}, {"beaten": "2021-05-02", "place": gate}
    for language, wages, place in (
        ("en", "since March, two months in all.", "beaten inside the gate of the port."),
        ("fr", "depuis mars, soit deux mois.", "devant la grille du port"),
    ):
        said = text(tmp_path, people={"lomi": person("Nana Lomi", "female", *acts)}, language=language)
        assert wages in said, said
        assert place in said, said


def test_what_several_suffered_alike_is_told_together_though_another_was_hit_that_day(tmp_path: Path) -> None:
    arrest = {"arrested": "2021-05-04", "by": "the police"}
    people = {
        "adan": person("Ali Adan", "male", arrest),
        "bek": person("Aino Bek", "female", {"threatened": "2021-05-04"}),
        "lomi": person("Nana Lomi", "female", arrest),
    }
    said = text(tmp_path, people=people, about=["bek.threatened"])
    assert "Nana Lomi and Ali Adan were arrested by the police" in said


@pytest.mark.parametrize(("language", "since"), [("en", "not been seen since"), ("fr", "pas reparu depuis")])
def test_somebody_who_was_found_is_not_said_to_be_missing_since(tmp_path: Path, language: str, since: str) -> None:
    gone, found = {"disappeared": "2021-05-04"}, {"found": "2021-05-06"}
    demands = [{"protect": "lomi"}]
    for acts, missing in (((gone,), True), ((gone, found), False)):
        said = text(tmp_path, people={"lomi": person("Nana Lomi", "female", *acts)}, language=language, demands=demands)
        assert (since in said) == missing
