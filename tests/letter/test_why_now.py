"""Why a letter is written today, by whom for how many, and what the words around the facts say in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.composed import composed

from letterkit.foundation.problems import UserError

CAMPAIGN = """
campaign: Why now
country: GN
sources: {n: {title: Note, date: 2009-04-20}}
organisations:
  ses: {name: Trade Union of Public Employees, short: SES, article: {fr: le}, short-article: {en: none}}
  kesk: {name: Confederation of Workers, short: KESK}
  lrsu: {name: Union of Railway Staff, short: LRSU}
  gazette: {name: Northern Gazette}
people:
  lomi:
    name: Nana Lomi
    gender: female
    publish: yes
    offices:
      - {office: {en: novelist and essayist, fr: romancière et essayiste}}
      - {office: {en: editor, fr: rédactrice}, of: gazette, until: 2006, as-well: yes}
    acts:
      - {arrested: 2008-05-03, source: n}
      - {adjourned: 2008-07/2008-10, when: {en: several times, fr: à plusieurs reprises}, source: n}
      - {abducted: 2009-01-02, source: n}
  berg:
    name: Jon Berg
    gender: male
    publish: yes
    office: {en: poet, fr: poète}
    acts:
      - {bombed: 2009-02-01, object: {en: the printing works, fr: l'imprimerie}, source: n}
      - {set-on-fire: 2009-02-02, object: {en: the car, fr: la voiture}, source: n, \
by: {en: men in masks, fr: des hommes masqués}}
      - {released: 2009-03-01, source: n}
occasions:
  day: {name: {en: World Press Freedom Day, fr: Journée mondiale de la liberté de la presse}, \
article: {en: none, fr: la}, date: 2009-05-03}
  visit: {name: {en: your visit to Brussels, fr: votre visite à Bruxelles}, \
article: none, date: 2009-05-13}
  soon: {name: {en: your next visit, fr: votre prochaine visite}, article: none}
  month: {name: the World Congress, article: none, date: 2009-06}
senders:
  one: &one
    letterhead: base
    name: {en: World Press Union, fr: Union mondiale de la presse}
    short: WPU
    place: Oslo
    speaks-for: {en: journalists, fr: journalistes}
    figures: {as-of: 2009-01-01, members: 18000, countries: 12}
    signatory: {name: A B, office: President}
  two:
    letterhead: base
    name: {en: Editors' League, fr: Ligue des rédacteurs}
    short: EL
    place: Oslo
    speaks-for: {en: editors, fr: rédacteurs}
    figures: {as-of: 2009-01-01, members: nearly 900}
    signatory: {name: C D, office: President}
targets:
  president: {name: E F, gender: male, office: {en: President, fr: président}, \
of: {en: Republic of Guinea, fr: République de Guinée}, address: [Conakry]}
  labour: {name: E F, gender: male, office: {en: Minister of Labour, fr: ministre du Travail}, \
of: {fr: République de Guinée}, address: [Conakry]}
letters:
  joint:
    from: [one, two]
    with: Other Union
    to: president
    language: en
    date: 2009-05-03
    occasion: day
    subject: {en: Nana Lomi, fr: Nana Lomi}
    about: lomi.arrested
    facts: [[lomi.arrested, lomi.adjourned, lomi.abducted], [berg.bombed, berg.set-on-fire], \
[how-they-stand: [berg, lomi]]]
    demands:
      - release: {people: lomi, unless: {en: she is charged, fr: elle ne soit inculpée}}
      - end-interference: [ses, kesk, lrsu]
  jointe: {like: joint, language: fr, opening: urgent}
  pair: {like: joint, from: one}
  paire: {like: pair, language: fr, opening: protest}
  ahead: {like: joint, from: one, with: [], occasion: visit, \
demands: [register: [ses, kesk, lrsu], end-interference: [ses, kesk, lrsu]], demands-as: list}
  past: {like: joint, from: one, with: [], occasion: visit, date: 2009-05-23, opening: concern}
  soon: {like: ahead, occasion: soon}
  bientot: {like: ahead, occasion: soon, language: fr}
  month: {like: ahead, occasion: month}
  meanwhile: {like: ahead, occasion: month, date: 2009-06-10}
  year: {like: joint, from: one, with: [], occasion: lomi.arrested}
  an: {like: year, language: fr, to: labour}
"""


def text(folder: Path, letter: str, campaign: str = CAMPAIGN) -> str:
    return "\n".join(one.text for one in composed(folder, campaign, letter).paragraphs)


def test_an_opening_says_why_today_and_for_how_many_each_sender_speaks(tmp_path: Path) -> None:
    joint, french = text(tmp_path, "joint"), text(tmp_path, "jointe")
    assert "On the occasion of World Press Freedom Day, we are writing on behalf of" in joint
    assert "The WPU speaks for 18,000 journalists in 12 countries, the EL for nearly 900 editors." in joint
    assert (
        "Nous vous écrivons d'urgence à l'occasion de la Journée mondiale de la liberté de la presse, au nom" in french
    )
    assert "(WPU)" in french
    assert "La WPU représente 18 000 journalistes dans 12 pays, l'EL près de 900 rédacteurs." in french
    pair = (
        "World Press Union (WPU), which represents 18,000 journalists in 12 countries, and the Other Union to protest"
    )
    assert pair in text(tmp_path, "pair")
    french = text(tmp_path, "paire")
    assert "(WPU), qui représente 18 000 journalistes dans 12 pays, et d'Other Union, nous vous" in french
    assert "Ahead of your visit to Brussels on 13 May, I am writing" in text(tmp_path, "ahead")
    assert "Ten days after your visit to Brussels, I am writing" in text(tmp_path, "past")
    assert "Ahead of your next visit, I am writing" in text(tmp_path, "soon")
    assert "à l'approche de votre prochaine visite, pour" in text(tmp_path, "bientot")
    assert "Ahead of the World Congress in June, I am writing" in text(tmp_path, "month")
    assert "On the occasion of the World Congress, I am writing" in text(tmp_path, "meanwhile")
    year = text(tmp_path, "year")
    assert "One year after the arrest of Nana Lomi, a novelist and essayist, and a former editor of the" in year
    assert "to protest against the continued detention of Ms Lomi." in year
    assert "je vous écris un an après l'arrestation de Nana Lomi" in text(tmp_path, "an")


def test_an_occasion_that_no_opening_says_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as stopped:
        text(tmp_path, "b", CAMPAIGN + "  b: {follows: joint, date: 2009-06-01, occasion: visit}\n")
    [problem] = stopped.value.problems
    assert problem.code == "LK217"
    assert "no opening of this letter says its occasion 'visit'" in problem.message


def test_what_happened_is_said_as_far_as_it_is_known(tmp_path: Path) -> None:
    joint, french = text(tmp_path, "joint"), text(tmp_path, "jointe")
    assert "The hearing was adjourned several times between July and October." in joint
    assert "not been seen since" not in joint
    assert "pas reparu" not in french
    assert "The printing works of Jon Berg, a poet, came under bomb attack" in joint
    assert "des hommes masqués ont incendié sa voiture" in french
    assert "Mr Berg has been released; " in joint
    assert "to release Ms Lomi unless she is charged" in joint
    assert "de libérer Mme Lomi à moins qu'elle ne soit inculpée" in french
    assert "(SES), the Confederation of Workers (KESK) and the Union of Railway Staff (LRSU)" in joint
    assert "of SES, KESK and the LRSU" in text(tmp_path, "ahead")


def test_a_french_letter_has_a_label_of_its_subject_and_an_office_with_its_state(tmp_path: Path) -> None:
    sheets = {letter: composed(tmp_path, CAMPAIGN, letter).sheet for letter in ("jointe", "an", "joint")}
    assert [sheet.subject_label for sheet in sheets.values()] == ["Objet :", "Objet :", ""]
    assert sheets["jointe"].inside_address == ("M. E F", "Président de la République de Guinée", "Conakry")
    assert sheets["an"].inside_address[1:3] == ("Ministre du Travail", "République de Guinée")
    assert sheets["joint"].inside_address[1:3] == ("President", "Republic of Guinea")


def test_a_campaign_file_can_be_in_french_throughout(tmp_path: Path) -> None:
    campaign = """
language: fr
campaign: Arrestation
country: GN
sources: {n: {title: Note, date: 2009-04-20}}
people:
  lomi: {name: Nana Lomi, gender: female, publish: yes, office: secrétaire général, \
acts: [{arrested: 2009-04-03, by: la police, source: n}]}
targets: {a: {office: ministre du Travail, gender: male}}
letters: {a: {from: specimen, to: a, date: 2009-05-03, demands: [release: lomi]}}
"""
    said = text(tmp_path, "a", campaign)
    assert "l'arrestation de Nana Lomi" in said
    assert "par la police" in said
    plain = (
        campaign.replace("language: fr\n", "")
        .replace("by: la police", "place: Conakry")
        .replace("2009-05-03,", "2009-05-03, language: fr,")
    )
    assert "secrétaire générale" in text(
        tmp_path, "a", plain.replace("office: ministre du Travail", "office: {fr: ministre du Travail}")
    )


def test_an_opening_names_those_once_who_suffered_several_acts(tmp_path: Path) -> None:
    campaign = """
campaign: Several acts
country: HN
sources: {n: {title: Note, date: 2018-02-20}}
people:
  lomi:
    name: Ana Lomi
    gender: female
    publish: yes
    office: {en: teacher, fr: enseignante}
    acts: [{arrested: 2018-02-01, source: n}, {tortured: 2018-02-02, source: n}, {threatened: 2018-02-03, source: n}]
  dockers:
    count: 12
    noun: {en: dockers, fr: dockers}
    acts: [{dismissed: 2018-02-01, source: n}, {attacked: 2018-02-02, source: n}]
targets: {one: {office: {en: Minister of Justice, fr: ministre de la Justice}, gender: male}}
letters:
  alike: {from: specimen, to: one, date: 2018-03-02, about: [lomi.arrested, lomi.tortured], demands: [release: lomi]}
  several: {like: alike, about: [lomi.arrested, lomi.threatened, dockers.dismissed, dockers.attacked]}
  plusieurs: {like: several, language: fr}
  tortures: {like: alike, language: fr}
"""
    assert "against the arrest and the torture of Ana Lomi, a teacher." in text(tmp_path, "alike", campaign)
    several = "a teacher; the threats made to her; the dismissal of 12 dockers; and the attack on them."
    assert several in text(tmp_path, "several", campaign)
    french = text(tmp_path, "plusieurs", campaign)
    assert "proférées contre elle ; et le licenciement et l'agression de 12 dockers." in french
    assert "enseignante, et les tortures infligées à Mme Lomi." in text(tmp_path, "tortures", campaign)
