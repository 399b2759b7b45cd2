"""What a letter can say of several organisations under one name, of the degree of a protest, and of an act itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.composed import composed, problems_of

from letterkit.foundation.problems import UserError

pytestmark = pytest.mark.quick

CAMPAIGN = """
campaign: Newspapers closed
country: ER
sources: {note: {title: A note, date: 2002-04-10}}
senders:
  ana:
    {letterhead: base, name: Union A, short: UA, place: Bergen, language: en,
     signatory: {name: A. Bee, office: president}}
  bod:
    {letterhead: base, name: Union B, short: UB, place: Bergen, language: en,
     signatory: {name: B. Cee, office: president}}
organisations:
  papers:
    name: {en: independent newspapers Setit and Keste, fr: journaux indépendants Setit et Keste}
    short: {en: two newspapers, fr: deux journaux}
    article: {en: the, fr: les}
    several: yes
    acts: [{closed: 2001-09-18, by: {en: the police, fr: la police}, source: note}]
people:
  woldu:
    name: Isaac Woldu
    surname: Woldu
    gender: male
    publish: yes
    office: {en: a Swedish citizen, fr: citoyen suédois}
    acts: [{held-without-trial: since 2001-09-18, source: note}]
  all: {count: all, noun: {en: independent journalists, fr: journalistes indépendants}}
targets:
  president: {office: {en: President, fr: Président}, gender: male, email: p@example.org}
letters:
  english:
    from: [ana, bod]
    to: president
    date: 2002-04-15
    opening: {concern: {degree: gravest}}
    about: [woldu.held-without-trial, papers.closed]
    facts:
      - - affiliation: {organisations: [ana, bod], of: ituc}
        - papers.closed
      - - woldu.held-without-trial
        - only-their-work: woldu
        - unacceptable: {degree: never}
    grounds: [freedom-of-expression, ilo-membership: {since: 1993}]
    lead: use-your-office
    demands:
      - reopen: papers
      - release: woldu
      - release-all: all
      - restore-freedom: press
      - bring-to-justice: papers.closed
    closing: [personal-attention, solidarity: woldu]
  french: {like: english, language: fr}
"""
SAID = {
    "english": [
        "to express our gravest concern about the continued detention without charge or trial of Isaac Woldu, a",
        "and the closure of the independent newspapers Setit and Keste.",
        "Our two organisations belong to the International Trade Union Confederation",
        "The two newspapers were closed by the police",
        "All that he has done is his work. This is unacceptable, and nothing can justify it.",
        "As a Member of the International Labour Organization (ILO) since 1993,",
        "We ask you to use the authority of your office to:",
        "let the two newspapers reopen",
        "release all independent journalists who are held, immediately and without conditions",
        "restore and uphold freedom of the press",
        "bring to justice those responsible for the closure of the two newspapers",
        "stand in full solidarity with Mr Woldu",
    ],
    "french": [
        "notre plus vive préoccupation au sujet du maintien en détention sans inculpation ni jugement d'Isaac Woldu",
        "la fermeture des journaux indépendants Setit et Keste.",
        "Les deux journaux ont été fermés par la police",
        "Tout ce qu'il a fait, c'est son travail. Cela est inadmissible, et rien ne saurait le justifier.",
        "d'user de l'autorité de votre charge pour :",
        "permettre aux deux journaux de reprendre leurs activités",
        "libérer immédiatement et sans condition tous les journalistes indépendants détenus",
        "rétablir et garantir la liberté de la presse",
        "traduire en justice les responsables de la fermeture des deux journaux",
        "assurent M. Woldu de leur entière solidarité",
    ],
}


@pytest.mark.parametrize("letter", SAID)
def test_what_it_says(tmp_path: Path, letter: str) -> None:
    draft = composed(tmp_path, CAMPAIGN, letter)
    text = "\n".join(paragraph.text for paragraph in draft.paragraphs).replace("\u00a0", " ").replace("\u202f", " ")
    assert [one for one in SAID[letter] if one not in text] == [], text


def test_a_word_that_is_none_of_those_to_choose_from(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        composed(tmp_path, CAMPAIGN.replace("degree: gravest", "degree: gravst"), "english")
    (problem,) = refused.value.problems
    assert (problem.code, problem.hint) == ("LK123", "did you mean 'gravest'?")
    assert "some, deep, gravest" in problem.message


def test_acts_that_a_clause_cannot_be_said_of(tmp_path: Path) -> None:
    freed = "{held-without-trial: since 2001-09-18, source: note}, {released: 2002-04-01, source: note}"
    campaign = CAMPAIGN.replace("{held-without-trial: since 2001-09-18, source: note}", freed)
    wrong = campaign.replace(
        "- unacceptable: {degree: never}", "- unacceptable: woldu.released\n        - welcome: papers.closed"
    )
    with pytest.raises(UserError) as refused:
        composed(tmp_path, wrong.replace("since: 1993", "since: 2093"), "english")
    assert [problem.code for problem in refused.value.problems] == ["LK243", "LK243", "LK123"]
    over = campaign.replace("release: woldu", "put-an-end-to: woldu.held-without-trial")
    assert "which is over" in next(one.message for one in problems_of(tmp_path, over, "english") if one.code == "LK501")
