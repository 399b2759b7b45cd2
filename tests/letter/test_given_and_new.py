"""What comes first, what a later sentence or demand leaves to an earlier one, and who a group is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.composed import composed, problems_of

from letterkit.letter.draft import Draft

pytestmark = pytest.mark.quick

CAMPAIGN = """
campaign: Given and new
country: IR
sources: {list: {title: A list, date: 2009-02-09}}
organisations:
  workers:
    name: {en: Confederation of Bus Workers, fr: Confédération des chauffeurs}
    short: {en: CBW, fr: CC}
    acts:
      - {raided: 2009-01-03, source: list}
      - {suspended: 2009-01-04, source: list}
      - {website-blocked: 2009-01-06, source: list}
people:
  haddad:
    name: Omid Haddad
    gender: male
    publish: yes
    office: president
    of: workers
    acts: [{arrested: 2009-01-03, source: list}]
  kamrani:
    name: Behrouz Kamrani
    gender: male
    publish: yes
    acts:
      - {arrested: 2009-01-27, held-at: {en: Evin prison, fr: la prison d'Evin}, source: list}
      - {heard: 2009-01-28, by: {en: the court, fr: le tribunal}, source: list}
  farahani:
    name: Mohsen Farahani
    gender: male
    publish: yes
    acts: [{arrested: 2008-12-22, source: list}]
  keita:
    name: Ali Keita
    gender: male
    publish: yes
    acts:
      - {arrested: 2009-01-09, held-at: {en: Evin prison, fr: la prison d'Evin}, source: list}
      - {transferred: 2009-01-20, outcome: {en: Karaj prison, fr: la prison de Karaj}, source: list}
      - {charged: 2009-01-21, source: list}
      - {threatened: 2009-01, source: list}
  kin:
    count: 3
    noun: {en: relatives, fr: proches}
    of: kamrani
    acts: [{arrested: 2009-01-27, source: list}]
  crowd:
    noun: {en: clerks, fr: employés}
    count: 13
    members: [a, b, c, d, e, f, g, h, i, j, k, l, m]
    acts: [{dismissed: 2009-01-13, source: list}]
  h: {name: Ana Eight, gender: female, publish: yes}
  i: {name: Ana Nine, gender: female, publish: yes}
  j: {name: Ana Ten, gender: female, publish: yes}
  k: {name: Ana Eleven, gender: female, publish: yes}
  l: {name: Ana Twelve, gender: female, publish: yes}
  m: {name: Ana Thirteen, gender: female, publish: yes}
  a: {name: Ana One, gender: female, publish: yes}
  b: {name: Ana Two, gender: female, publish: yes}
  c: {name: Ana Three, gender: female, publish: yes}
  d: {name: Ana Four, gender: female, publish: yes}
  e: {name: Ana Five, gender: female, publish: yes}
  f: {name: Ana Six, gender: female, publish: yes}
  g: {name: Ana Seven, gender: female, publish: yes}
  seven:
    noun: {en: nurses, fr: infirmières}
    count: 7
    gender: female
    members: [a, b, c, d, e, f, g]
    acts: [{hunger-strike: since 2009-01-06, source: list}]
  some:
    noun: {en: nurses, fr: infirmières}
    count: {en: several, fr: plusieurs}
    of: seven
    acts: [{hospitalised: 2009-01-12, source: list}]
laws: {code: {name: {en: the Press Code, fr: le Code de la presse}, articles: [4]}}
targets: {president: {office: {en: President, fr: président}, gender: male, email: p@example.org}}
letters:
  listed:
    from: specimen
    to: president
    date: 2009-02-10
    demands: [release: kamrani, access: kamrani, medical-care: {people: kamrani}, drop-charges: kamrani]
    demands-as: list
  liste: {like: listed, language: fr}
  sentence: {like: listed, demands-as: sentence}
  phrase: {like: liste, demands-as: sentence}
  keita:
    like: listed
    demands: [release: keita]
    facts: [keita.arrested, keita.transferred, keita.charged, keita.threatened]
  keita-fr: {like: keita, language: fr}
  bodies:
    like: listed
    demands: [lift-suspension: workers, abolish-offence: {offence: {en: insult, fr: outrage}, law: code}]
    facts: [[workers.raided, haddad.arrested, workers.suspended], [workers.website-blocked]]
  corps: {like: bodies, language: fr}
  kin: {like: listed, about: [kamrani.arrested, kin.arrested], facts: [kamrani.arrested, kin.arrested]}
  proches: {like: kin, language: fr}
  crowd: {like: listed, demands: [reinstate: crowd], facts: crowd.dismissed}
  annexed: {like: crowd, annex: crowd}
  seven:
    like: listed
    demands: [social-dialogue]
    opening: concern
    about: seven.hunger-strike
    facts: [seven.hunger-strike, some.hospitalised]
  sept: {like: seven, language: fr}
"""


def drafted(tmp_path: Path, letter: str) -> Draft:
    return composed(tmp_path, CAMPAIGN, letter)


def text(tmp_path: Path, letter: str) -> str:
    return "\n".join(paragraph.text for paragraph in drafted(tmp_path, letter).paragraphs)


def test_the_facts_begin_with_those_whom_the_letter_is_about(tmp_path: Path) -> None:
    paragraphs = [one.text for one in drafted(tmp_path, "listed").paragraphs]
    assert paragraphs[2].startswith("Mr Kamrani was arrested on 27 January.")
    assert "Farahani" in paragraphs[3]
    assert "Farahani" not in paragraphs[2]


def test_where_somebody_is_held_is_said_after_what_befell_them(tmp_path: Path) -> None:
    said = "On 28 January, Mr Kamrani appeared before the court. He is held in Evin prison."
    assert drafted(tmp_path, "listed").paragraphs[2].text.endswith(said)
    assert "Evin" not in text(tmp_path, "keita")  # he is elsewhere since


@pytest.mark.parametrize(
    ("letter", "demands"),
    [
        (
            "listed",
            [
                "release Behrouz Kamrani immediately and without conditions;",
                "until then, allow him to see lawyers of his own choosing, his family and doctors;",
                "see that he receives the medical care that he needs; and",
                "drop all charges against Mr Kamrani.",
            ],
        ),
        (
            "liste",
            [
                "de libérer immédiatement et sans condition Behrouz Kamrani ;",
                "d'ici là, de lui permettre de voir un avocat de son choix, ses proches et un médecin ;",
                "de veiller à ce qu'il reçoive les soins dont il a besoin ; et",
                "d'abandonner toutes les charges retenues contre M. Kamrani.",
            ],
        ),
    ],
)
def test_points_of_a_list_go_on_with_pronouns_and_name_again(tmp_path: Path, letter: str, demands: list[str]) -> None:
    assert [one.text for one in drafted(tmp_path, letter).paragraphs if one.kind == "item"] == demands


@pytest.mark.parametrize(
    ("letter", "words"),
    [("sentence", "conditions, until then, to allow him to"), ("phrase", "d'ici là, de lui permettre de voir")],
)
def test_what_is_asked_until_somebody_is_free_says_so(tmp_path: Path, letter: str, words: str) -> None:
    said = text(tmp_path, letter)
    assert words in said.replace(";", ",")
    assert said.count("until then") + said.count("d'ici là") == 1


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("keita", ["against him. The same month, Mr Keita was threatened."]),
        ("keita-fr", ["ont été engagées contre lui. Le même mois, M. Keita a été menacé."]),
    ],
)
def test_a_month_is_said_once_and_objects_are_pronouns(tmp_path: Path, letter: str, words: list[str]) -> None:
    said = text(tmp_path, letter)
    assert [one for one in words if one not in said] == [], said


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        (
            "seven",
            "Ana Three, Ana Four, Ana Five, Ana Six and Ana Seven. On 12 January, several of them were",
        ),
        ("sept", "Ana Six et Ana Seven. Le 12 janvier, plusieurs d'entre elles ont été transportées à l'hôpital"),
    ],
)
def test_a_larger_group_is_named_in_a_sentence_and_its_part_is_some_of_them(
    tmp_path: Path, letter: str, words: str
) -> None:
    assert words in text(tmp_path, letter)


@pytest.mark.parametrize(
    ("letter", "again", "asked"),
    [
        (
            "bodies",
            ["president of the confederation", "the confederation was suspended", "website of the CBW"],
            "suspension of the CBW",
        ),
        (
            "corps",
            ["président de la confédération", "la confédération a été suspendue", "site de la CC"],
            "suspension de la CC",
        ),
    ],
)
def test_an_organisation_that_a_paragraph_has_named_is_called_what_it_is(
    tmp_path: Path, letter: str, again: list[str], asked: str
) -> None:
    said = text(tmp_path, letter)
    assert [one for one in again if one not in said] == [], said
    assert asked in said, "each demand can be quoted"


def test_relatives_are_those_of_one_who_was_just_named(tmp_path: Path) -> None:
    assert "the arrest of Behrouz Kamrani and three of his relatives" in text(tmp_path, "kin")
    assert "His three relatives were arrested the same day." in text(tmp_path, "kin")
    assert "l'arrestation de Behrouz Kamrani et de trois de ses proches" in text(tmp_path, "proches")


def test_a_group_too_large_to_be_named_is_noted(tmp_path: Path) -> None:
    for letter, noted in (("crowd", True), ("annexed", False)):
        found = problems_of(tmp_path, CAMPAIGN, letter)
        assert any(one.code == "LK140" and "13 members of 'crowd'" in one.message for one in found) is noted
