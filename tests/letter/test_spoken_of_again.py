"""Who is spoken of again: groups by their number or as others, somebody without known gender, relatives, the state."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.library import library_of

from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

CAMPAIGN = """
campaign: Spoken of again
country: TR
sources: {note: {title: A note, date: 2021-02-10}}
organisations: {uni: {name: {en: University of Marmaris, fr: Université de Marmaris}, article: {en: the, fr: "l'"}}}
people:
  arslan:
    {name: Deniz Arslan, publish: yes, office: {en: professor of history, fr: professeur d'histoire}, of: uni, acts: [{suspended-from-work: 2021-01-06, source: note}, {dismissed: 2021-01-20, source: note}, {passport-seized: 2021-01-20, source: note}]}
  kaya: {name: Ilker Kaya, gender: male, publish: yes, acts: [{dismissed: 2021-02-03, source: note}, {released: 2021-02-07, source: note}]}
  sister: {name: Leyla Kaya, gender: female, publish: yes, offices: [{office: {en: sister, fr: sœur}, of: kaya}], acts: [{dismissed: 2021-02-03, source: note}]}
  nurse: {name: Grace Atieno, gender: female, publish: yes, office: {en: nurse, fr: infirmière}, acts: [{dismissed: 2021-02-06, source: note}]}
  other-nurse: {name: Peter Otieno, gender: male, publish: yes, office: {en: nurse, fr: infirmier}, acts: [{dismissed: 2021-02-06, source: note}]}
  mats: {name: Olga Mats, gender: female, publish: yes, acts: [{licence-withdrawn: 2021-01-12, source: note}, {questioned: 2021-01-20, by: {en: the security service, fr: les services de sécurité}, source: note}, {release-refused: 2021-01-24, source: note}]}
  strikers: {noun: {en: strikers, fr: grévistes}, count: {en: dozens of, fr: des dizaines de}, acts: [{detained: 2020-10, reported: {en: the press, fr: la presse}, source: note}, {tortured: 2020-10, reported: {en: the press, fr: la presse}, source: note}]}
  wife: {noun: {en: wife, fr: épouse}, gender: female, count: 1, of: kaya, acts: [{threatened: 2021-02-08, source: note}]}
  son: {noun: {en: son, fr: fils}, gender: male, count: 1, of: kaya, acts: [{evicted: 2021-02-09, source: note}]}
  eight:
    {noun: {en: union leaders and activists, fr: dirigeants syndicaux}, count: 8, acts: [{arrested: 2021-01-22, by: {en: the police, fr: la police}, source: note}, {charged: 2021-01-25, outcome: {en: incitement, fr: incitation}, source: note}]}
  students: {noun: {en: students, fr: étudiants}, count: 159, of: uni, acts: [{arrested: 2021-02-01, source: note}]}
  other-students: {noun: {en: students, fr: étudiants}, count: at least 20, of: uni, acts: [{arrested: 2021-02-03, source: note}]}
  more: {noun: {en: union activists, fr: dirigeants syndicaux}, acts: [{arrested: 2021-02-04, source: note}]}
  unions: {noun: {en: trade unions, fr: syndicats}, acts: [{threatened: 2021-02-05, by: {en: the government, fr: le gouvernement}, source: note}]}
targets: {minister: {office: {en: Minister of Justice, fr: ministre de la Justice}, gender: male}}
letters:
  a:
    from: specimen
    to: minister
    date: 2021-02-15
    language: LANGUAGE
    about: [arslan.dismissed, students.arrested, other-students.arrested]
    facts:
      - [arslan.suspended-from-work, arslan.dismissed, arslan.passport-seized]
      - [students.arrested, other-students.arrested]
      - [kaya.dismissed, sister.dismissed]
      - [kaya.released, wife.threatened]
      - [son.evicted]
      - [mats.licence-withdrawn, mats.questioned, mats.release-refused, {violates-rights: {acts: mats.release-refused}}]
      - [strikers.detained, strikers.tortured]
      - [nurse.dismissed, other-nurse.dismissed]
      - [eight.arrested, eight.charged, more.arrested, unions.threatened]
    demands: [release: [eight, more], protect: wife]
"""  # noqa: E501


def said(folder: Path, language: str) -> str:
    path = folder / "again.yml"
    path.write_text(CAMPAIGN.replace("LANGUAGE", language), encoding="utf-8")
    draft = compose(resolve(read(path, library_of()), "a", library_of()))
    return " ".join(paragraph.text for paragraph in draft.paragraphs)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "professor of history at the University of Marmaris, and the arrest of 159 students at the university",
                "students at the university and at least 20 others. ",
                "The 159 students and the other students were arrested",
                "On 20 January, they were dismissed and had their passport seized",
                "Grace Atieno and Peter Otieno, both nurses,",
                "According to the press, dozens of strikers have been in detention since October 2020, and they were",
                "This rejection is a violation of",
                "Ilker Kaya and Leyla Kaya, his sister,",
                "his wife was threatened",
                "The son of Mr Kaya was evicted",
                "the eight were charged",
                "Other union activists were arrested",
                "by your government",
                "the eight union leaders and activists and the other union activists",
                "the safety of the wife of Mr Kaya",
            ],
        ),
        (
            "fr",
            [
                "professeur d'histoire à l'Université de Marmaris",
                "de 159 étudiants à l'université et d'au moins 20 autres",
                "il a été licencié",
                "Grace Atieno et Peter Otieno, tous deux infirmiers,",
                "Selon la presse, des dizaines de grévistes seraient en détention depuis octobre 2020, et ils auraient",
                "Ce rejet constitue",
                "Ilker Kaya et Leyla Kaya, sa sœur,",
                "son épouse a été menacée",
                "ils ont été inculpés",
                "D'autres dirigeants syndicaux ont été arrêtés",
                "par votre gouvernement",
                "les huit dirigeants syndicaux et les autres dirigeants syndicaux",
                "la sécurité de l'épouse de M. Kaya",
            ],
        ),
    ],
)
def test_who_is_spoken_of_again_is_neither_repeated_nor_confused(
    language: str, words: list[str], tmp_path: Path
) -> None:
    text = said(tmp_path, language)
    assert [one for one in words if one not in text] == [], text


SUPPLIER = """
campaign: A supplier
country: TR
sources: {note: {title: A note, date: 2023-02-10}}
organisations:
  mill: {name: Anadolu Textile, article: none, supplies: brand}
  brand: {name: Maison Claire, article: none}
  union: {name: Textile Workers' Union, short: TWU, article: the, acts: [{recognition-refused: 2023-01-05, by: mill, source: note}, {interfered: 2023-01-10, by: mill, source: note}]}
targets: {head: {office: Chief Executive Officer, gender: female, is: company, of: Maison Claire}}
letters:
  a: {from: specimen, to: head, date: 2023-02-14, facts: [[union.recognition-refused, union.interfered]], demands: [recognise-and-bargain: union]}
"""  # noqa: E501


def test_a_supplier_is_called_so_where_the_letter_first_names_it(tmp_path: Path) -> None:
    path = tmp_path / "supplier.yml"
    path.write_text(SUPPLIER, encoding="utf-8")
    draft = compose(resolve(read(path, library_of()), "a", library_of()))
    text = " ".join(paragraph.text for paragraph in draft.paragraphs)
    assert "Your supplier Anadolu Textile refused to recognise the TWU" in text
    assert "On 10 January, your supplier interfered" in text
