"""Who the people of an opening are, and what a letter says of acts that it recalls and does not tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.composed import composed

CAMPAIGN = """
campaign: Introduced apart
country: KE
sources: {note: {title: A note, date: 2021-05-18}}
organisations:
  upt: {name: {en: Union of Primary Teachers, fr: Union des enseignants du primaire}, short: {en: UPT, fr: UEP}}
people:
  grace:
    name: Grace Otieno
    gender: female
    publish: yes
    office: {en: branch secretary, fr: secrétaire de section}
    of: upt
    acts: [{arrested: 2021-05-04, source: note}]
  peter:
    name: Peter Mwangi
    gender: male
    publish: yes
    office: treasurer
    of: upt
    acts: [{arrested: 2021-05-04, source: note}]
  mary:
    name: Mary Wafula
    gender: female
    publish: yes
    office: {en: journalist, fr: journaliste}
    acts:
      - {arrested: 2021-05-05, source: note}
      - {charged: 2021-05-06, outcome: {en: incitement, fr: incitation}, source: note}
  paul:
    name: Paul Kamau
    gender: male
    publish: yes
    acts: [{threatened: 2020-11-03, outcome: {en: death, fr: mort}, for: {en: a speech, fr: un discours}, source: note}]
  teachers:
    noun: {en: teachers, fr: enseignants}
    count: 300
    acts: [{struck: 2021-05-07, lasted: {en: three days, fr: trois jours}, source: note}]
targets:
  minister:
    {name: Ann Invented, gender: female, office: {en: Minister of Labour, fr: Ministre du Travail}, is: government}
demands: [{release: [grace, peter, mary]}]
letters:
  one:
    form: protest
    from: specimen
    to: minister
    date: 2021-05-20
    about: [grace.arrested, peter.arrested, mary.arrested]
    facts:
      - - mary.charged
        - unfounded: mary
        - teachers.struck
        - pattern: {acts: paul.threatened}
"""


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "the arrest of Grace Otieno, Peter Mwangi and Mary Wafula.",
                "Ms Otieno is branch secretary of the Union of Primary Teachers (UPT), Mr Mwangi treasurer of the UPT, "
                "and Ms Wafula a journalist.",
                "Ms Wafula was charged with incitement on 6 May.",
                "supports the accusations against her.",
                "Three hundred teachers were on strike for three days from 7 May.",
                "it follows the death threats made to Paul Kamau on 3 November 2020 for a speech",
            ],
        ),
        (
            "fr",
            [
                "de Grace Otieno, de Peter Mwangi et de Mary Wafula.",
                "Mme Otieno est secrétaire de section de l'Union des enseignants du primaire (UEP), M. Mwangi "
                "trésorier de l'UEP, et Mme Wafula journaliste.",
                "n'étaye les accusations portées contre elle.",
                "ont fait grève pendant trois jours à partir du 7 mai.",
                "il fait suite aux menaces de mort proférées contre Paul Kamau le 3 novembre 2020 pour un discours",
            ],
        ),
    ],
)
def test_some_are_introduced_apart_and_acts_recalled_are_dated(
    tmp_path: Path, language: str, sentences: list[str]
) -> None:
    draft = composed(tmp_path, CAMPAIGN.replace("    date:", f"    language: {language}\n    date:"), "one")
    said = " ".join(paragraph.text for paragraph in draft.paragraphs)
    assert [one for one in sentences if one not in said] == [], said
