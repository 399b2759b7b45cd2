"""How those are spoken to who did it themselves, who can only press others, and who hold an office; what lasts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.composed import composed, problems_of

from letterkit.letter.draft import Draft

pytestmark = pytest.mark.quick

CAMPAIGN = """
campaign: Who is asked
country: EG
sources: {list: {title: A list, date: 2018-05-01}}
organisations:
  union:
    name: {en: Union of Packers of Oran and Giza, fr: Syndicat des emballeurs de Oran et de Giza}
    short: {en: UPG, fr: SEG}
    acts:
      - {bargaining-refused: since 2018-02, by: {en: the mill, fr: l'usine}, source: list}
people:
  hale:
    name: Ruth Hale
    gender: female
    publish: yes
    acts: [{dismissed: 2018-03-01, by: {en: the Ministry of Education, fr: le ministère de l'Éducation}, source: list}]
  samir:
    name: Amin Samir
    gender: male
    publish: yes
    acts: [{detained: 1995-09, place: {en: Cairo, fr: Le Caire}, source: list}]
  bahr:
    name: Cid Bahr
    gender: male
    publish: yes
    acts: [{detained: 1995-09/1996-02, source: list}]
  packers:
    count: 40
    noun: {en: packers, fr: emballeurs}
    of: union
    acts: [{dismissed: 2018-03-05, by: {en: the mill, fr: l'usine}, source: list}]
targets:
  minister:
    office: {en: Minister of Education, fr: ministre de l'Éducation}
    gender: female
    of: {en: Egypt, fr: Égypte}
    address: [1 Nile Street, Cairo]
    email: m@example.org
  other: {office: {en: Minister of Health, fr: ministre de la Santé}, gender: female, of: {en: Egypt, fr: Égypte}}
  president: {office: {en: President of the Republic, fr: président de la République}, gender: male}
  chief: {office: {en: Chief of Police, fr: chef de la police}, gender: male, of: {en: Egypt, fr: Égypte}}
  buyer: {is: company, office: {en: Director, fr: directrice}, gender: female, of: Northern Mills, email: b@example.org}
occasions:
  visit: {name: {en: visit, fr: visite de la mission de Oran}, date: 2018-06-20}
letters:
  minister: {from: specimen, to: minister, date: 2018-06-01, demands: [reinstate: hale]}
  ministre: {like: minister, language: fr}
  packers: {like: minister, demands: [reinstate: packers]}
  emballeurs: {like: packers, language: fr}
  several: {like: minister, language: fr, to: [minister, other]}
  president: {like: minister, language: fr, to: president}
  chief: {like: minister, language: fr, to: chief}
  police: {like: chief, language: en}
  held: {like: minister, demands: [release: samir], annex: all}
  buyer: {form: request, from: specimen, to: buyer, date: 2018-06-01, demands: [reinstate: packers]}
  acheteuse: {like: buyer, language: fr}
  visit: {like: ministre, form: request, occasion: visit}
"""


def drafted(tmp_path: Path, letter: str) -> Draft:
    return composed(tmp_path, CAMPAIGN, letter)


def text(tmp_path: Path, letter: str) -> str:
    return "\n".join(paragraph.text for paragraph in drafted(tmp_path, letter).paragraphs)


@pytest.mark.parametrize(
    ("letter", "asked", "told"),
    [
        ("minister", "calls on your government to reinstate Ms Hale", "was dismissed by your ministry on 1 March"),
        ("ministre", "de réintégrer Mme Hale", "a été licenciée par votre ministère le 1er mars"),
        ("packers", "to have the 40 packers reinstated", "dismissed by the mill"),
        ("emballeurs", "d'obtenir la réintégration des 40 emballeurs", "licenciés par l'usine"),
        ("buyer", "to use your influence and to press the mill to reinstate the 40 packers", "learn what comes of it"),
        (
            "acheteuse",
            "d'user de votre influence et d'appeler l'usine à réintégrer les 40 emballeurs",
            "donnée à cette",
        ),
    ],
)
def test_who_did_it_is_asked_to_undo_it_and_others_to_press(tmp_path: Path, letter: str, asked: str, told: str) -> None:
    said = text(tmp_path, letter)
    assert asked in said
    assert told in said
    assert ("authorities" in said or "autorités" in said) is False


def test_an_authority_is_asked_itself_and_nobody_calls_its_government_theirs(tmp_path: Path) -> None:
    told = {letter: text(tmp_path, letter) for letter in ("police", "chief")}
    assert (
        "I therefore ask you to have Ms Hale reinstated" in told["police"] or "ask you to reinstate" in told["police"]
    )
    assert "Je vous demande donc " in told["chief"]
    assert not re.search("your government|votre gouvernement", "".join(told.values()))
    passed_on = CAMPAIGN.replace("{like: chief, language: en}", "{like: chief, language: en, demands: [ratify: C151]}")
    found = [problems_of(tmp_path, one, "police") for one in (CAMPAIGN, passed_on)]
    told = [[(one.code, one.severity.value) for one in each if one.code in ("LK518", "LK519")] for each in found]
    assert told == [[], [("LK519", "note")]]
    said = CAMPAIGN.replace("chief: {office", "chief: {is: government, office")
    draft = composed(tmp_path, said, "police")
    assert any("calls on your government" in one.text for one in draft.paragraphs)


BEFORE = """
campaign: Before
country: EG
sources: {list: {title: A list, date: 2018-05-01}}
people:
  hale:
    name: Ruth Hale
    gender: female
    publish: yes
    acts:
      - {travel-ban: 2018-03, ongoing: yes, when: after a visit to her mother, source: list}
targets:
  buyer: {is: company, office: Director, of: Northern Mills, email: b@example.org}
letters:
  company:
    from: specimen
    to: buyer
    date: 2018-06-01
    facts:
      - hale.travel-ban
      - not-the-first-time: {people: hale, by: your company, source: list}
      - not-the-first-time: {people: hale, by: the police, source: list}
    grounds: [company-code: {code: labour guidelines, says: workers may organise, source: list}]
    demands: [social-dialogue]
"""


def test_verbs_agree_with_who_a_clause_is_given_and_what_goes_on_does_so_since_a_day(tmp_path: Path) -> None:
    said = " ".join(one.text for one in composed(tmp_path, BEFORE, "company").paragraphs)
    assert "has been banned from leaving the country since March, after a visit to her mother" in said
    assert "that your company has taken action" in said
    assert "that the police have taken action" in said
    assert "Your own labour guidelines say that" in said


def test_a_verb_agrees_with_who_acts_in_english(tmp_path: Path) -> None:
    assert "the mill has refused to bargain with the UPG" in text(tmp_path, "packers").replace("The mill", "the mill")


@pytest.mark.parametrize(
    ("letter", "called"),
    [
        ("ministre", "Madame la Ministre,"),
        ("several", "Madame la ministre de l'Éducation, Madame la ministre de la Santé,"),
        ("president", "Monsieur le Président de la République,"),
        ("chief", "Monsieur le Chef de la police,"),
    ],
)
def test_a_french_salutation_calls_a_minister_without_the_portfolio(tmp_path: Path, letter: str, called: str) -> None:
    paragraphs = drafted(tmp_path, letter).paragraphs
    assert paragraphs[0].text == called
    assert called[:-1] in paragraphs[-1].text


def test_a_country_ends_an_address(tmp_path: Path) -> None:
    assert drafted(tmp_path, "minister").sheet.inside_address == (
        "Minister of Education",
        "1 Nile Street",
        "Cairo",
        "Egypt",
    )


def test_what_a_person_typed_is_printed_as_typed(tmp_path: Path) -> None:
    said = text(tmp_path, "visit")
    assert said.splitlines()[1].startswith("La visite de la mission de Oran aura lieu le 20 juin.")
    assert "Syndicat des emballeurs de Oran et de Giza" in text(tmp_path, "emballeurs")
    assert "détenu au Caire" in said


def test_nobody_is_said_to_be_held_still_only_because_no_end_is_known(tmp_path: Path) -> None:
    def found(name: str) -> list[str]:
        return [one.message for one in problems_of(tmp_path, CAMPAIGN, name) if one.code == "LK406"]

    silent = text(tmp_path, "minister")
    assert "Mr Samir was held" in silent.replace("Amin Samir", "Mr Samir")
    assert [message for message in found("minister") if "'samir' is still detained is not known" in message]
    assert not [message for message in found("minister") if "bahr" in message]
    asked = drafted(tmp_path, "held")
    assert "Mr Samir has been in detention in Cairo since September 1995." in "\n".join(
        p.text for p in asked.paragraphs
    )
    rows = {row[0]: row[-1] for row in asked.sheet.annex.rows} if asked.sheet.annex else {}
    assert (rows["Amin Samir"], rows["Cid Bahr"]) == ("In detention", "–")


TIES = """
campaign: A supplier and a subsidiary
country: EG
sources: {list: {title: A list, date: 2018-05-01}}
organisations:
  buyer: {name: Northern Mills, article: none}
  tannery:
    name: {en: Tannery Company, fr: Tannerie du Delta}
    article: {en: the, fr: la}
    supplies: buyer
  press: {name: Delta Press, short: Press, article: none, owned-by: buyer}
people:
  hale:
    name: Ruth Hale
    gender: female
    publish: yes
    office: {en: packer, fr: emballeuse}
    of: tannery
    acts: [{demoted: 2018-03-01, by: tannery, source: list}]
  samir: {name: Amin Samir, gender: male, publish: yes, acts: [{dismissed: 2018-03-01, by: press, source: list}]}
  bahr: {name: Cid Bahr, gender: male, publish: yes, acts: [{dismissed: 2018-03-02, by: press, source: list}]}
targets:
  director: {is: company, office: {en: Director, fr: directrice}, gender: female, of: Northern Mills}
letters:
  en:
    from: specimen
    to: director
    date: 2018-05-06
    annex: all
    demands: [lift-sanctions: hale, reinstate: samir, press-supplier: {supplier: tannery}]
  fr: {like: en, language: fr}
"""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "a packer at your supplier, the Tannery Company,",
                "demoted by the Tannery Company",
                "by your subsidiary Delta Press",
                "see that the disciplinary measures taken against Ms Hale are withdrawn",
                "have Mr Samir reinstated",
                "influence with the Tannery Company",
            ],
        ),
        (
            "fr",
            [
                "emballeuse de votre fournisseur, la Tannerie du Delta,",
                "rétrogradée par la Tannerie du Delta",
                "par votre filiale Delta Press",
                "faire lever les sanctions disciplinaires prises contre Mme Hale",
                "obtenir la réintégration de M. Samir",
                "auprès de la Tannerie du Delta",
            ],
        ),
    ],
)
def test_a_company_is_told_once_what_its_suppliers_and_subsidiaries_are_to_it(
    tmp_path: Path, language: str, words: list[str]
) -> None:
    draft = composed(tmp_path, TIES, language)
    said = "\n".join(one.text for one in draft.paragraphs)
    assert [each for each in words if each not in said] == []
    assert len(re.findall("your supplier|votre fournisseur", said)) == 1
    assert len(re.findall("your subsidiary|votre filiale", said)) == 1
    cells = [cell for row in draft.sheet.annex.rows for cell in row] if draft.sheet.annex else []
    assert any(cell.endswith(("Tannery Company", "Tannerie du Delta")) for cell in cells)
    assert not [sign for sign in said + "".join(cells) if "\ue000" <= sign <= "\uf8ff"]
