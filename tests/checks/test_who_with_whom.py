"""Sentences that a hurried person writes or leaves in a draft: who with whom, by which ministry, before the day."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from support.alterations import Alteration, Sample, judged, judged_together, sample_of
from support.composed import campaign_in
from support.library import library_of

CAMPAIGN = """
campaign: The quarry
country: MA
sources: {n: {title: Note, date: 2026-09-22}}
laws: {code: {name: {en: the Penal Code, fr: le Code pénal}, articles: [12]}}
people:
  idrissi: {name: Samir Idrissi, gender: male, publish: yes, office: {en: quarryman, fr: carrier}, acts: [\
{arrested: 2026-09-02, by: {en: the gendarmerie, fr: la gendarmerie}, place: Settat, source: n}, \
{charged: 2026-09-05, law: code, outcome: {en: theft, fr: vol}, source: n}, \
{tried: 2026-10-20, place: Casablanca, source: n}]}
  tazi: {name: Salma Tazi, gender: female, publish: yes, office: {en: nurse, fr: infirmière}, acts: [\
{arrested: 2026-09-09, by: {en: the gendarmerie, fr: la gendarmerie}, place: Berrechid, source: n}, \
{released: 2026-09-15, outcome: {en: on bail, fr: sous caution}, source: n}]}
  alami: {name: Karim Alami, gender: male, publish: yes, acts: [{passport-seized: 2026-09-11, \
by: {en: the Ministry of Foreign Affairs, fr: le ministère des Affaires étrangères}, source: n}]}
  berrada: {name: Hassan Berrada, gender: male, publish: yes, acts: [{killed: 2026-09-04, source: n}]}
  nadia: {name: Nadia Berrada, gender: female, publish: yes, acts: [{dismissed: 2026-09-12, source: n}]}
  porters: {count: 14, noun: {en: porters, fr: porteurs}, acts: [{dismissed: 2026-09-13, source: n}]}
targets: {pm: {office: {en: Prime Minister, fr: Premier ministre}, of: {en: Morocco, fr: Maroc}, address: [Rabat]}}
grounds: [ratified-conventions: C098]
demands: [release: idrissi, return-passport: alami, investigate-death: berrada]
letters:
  en: {from: specimen, to: pm, language: en, date: 2026-09-28, demands-as: list}
  fr: {from: specimen, to: pm, language: fr, date: 2026-09-28, demands-as: list}
""".replace("\\\n", "")

WRONG = {
    "en": [
        # Who suffered it with whom, and on which day
        ("", "Mr Idrissi was arrested together with Ms Tazi."),
        ("", "Mr Idrissi and Ms Tazi were arrested together."),
        ("", "Ms Tazi was released along with Mr Idrissi."),
        ("on 9 September", "on 9 September alongside Mr Alami"),
        ("", "Mr Idrissi was arrested on 9 September and Ms Tazi on 2 September."),
        ("", "Mr Idrissi was arrested in Settat on 2 September, and Ms Tazi in Rabat on 9 September."),
        ("", "No quarryman has been arrested."),
        # What came before what, and in which part of a month
        ("", "Ms Tazi was released before Mr Idrissi had been charged."),
        ("", "Prior to Mr Berrada's death, the porters were dismissed."),
        ("On 15 September", "Two days after her arrest"),
        ("on 5 September", "in the last week of September"),
        ("on 9 September", "three days before Mr Idrissi's arrest"),
        # One put for another, or beside another
        ("Mr Idrissi is due", "Mr Idrissi and Ms Tazi are due"),
        ("Mr Idrissi is due", "Ms Tazi is due"),
        ("", "The porters were dismissed on 13 September. Only then was Mr Berrada killed."),
        ("Salma Tazi, a nurse,", "His wife, Salma Tazi, a nurse,"),
        ("", "Ms Tazi spent two months in custody."),
        # By whom
        ("", "The Ministry of Justice seized the passport of Mr Alami."),
        ("", "It was the Ministry of Labour that seized Mr Alami's passport."),
        # What is to come, and what was under a condition
        ("is due to stand trial", "stood trial"),
        ("", "Mr Idrissi has been tried in Casablanca."),
        ("released on bail", "released"),
        # The dead and the living
        ("", "The funeral of Mr Idrissi was held on 12 September."),
        ("", "Mr Idrissi's widow has been questioned."),
        ("investigate the killing", "investigate the disappearance"),
        ("", "Mr Alami, a driver and brother of Ms Tazi, was well known."),
        ("", "Mr Berrada is still in hospital."),
        # How often
        ("Mr Idrissi, a quarryman, was arrested", "Mr Idrissi, a quarryman, was once again arrested"),
        ("", "The killing of Mr Berrada is one of a series of killings."),
        ("", "The three arrests have put the harbour in fear."),
        # Who is meant, and who gets the letter
        ("had his passport seized", "had her passport seized"),
        ("Salma Tazi, a nurse,", "Salma Bennis, a nurse,"),
        ("", "Mr Idrissi was charged and then arrested."),
        ("", "A copy of this letter goes to the Minister of Justice."),
        # The law
        ("article 12 of the Penal Code", "article 12 of the Labour Code"),
        ("", "Convention No. 98 on child labour binds Morocco."),
        ("on the right to organise and to bargain collectively", "on the abolition of forced labour"),
        ("", "Convention 98 on freedom of association binds Morocco."),
        ("", "Morocco denounced Convention No. 98 in 2011."),
        # What is left over
        ("", "Enclosed you will find the list."),
        ("", "Thank you for your letter of 3 August."),
        ("", "All 14 porter lost their jobs."),
        ("", "Note for Paul: is this the right figure?"),
    ],
    "fr": [
        ("", "M. Idrissi a été arrêté en même temps et en compagnie de Mme Tazi."),
        ("", "M. Idrissi et Mme Tazi ont été arrêtés ensemble."),
        ("", "Mme Tazi a été libérée sous caution avant que M. Idrissi ne soit inculpé."),
        ("", "Les porteurs ont été licenciés avant Mme Berrada."),
        ("le 5 septembre", "à la fin du mois de septembre"),
        ("M. Idrissi doit être jugé", "M. Alami doit être jugé"),
        ("", "Mme Tazi a été libérée sous caution après deux mois de détention."),
        ("", "Aucun carrier n'a perdu sa liberté : aucun carrier n'a été arrêté."),
        ("sous caution", "sous caution avec M. Idrissi"),
        ("", "M. Idrissi a été arrêté le 9 septembre et Mme Tazi le 2 septembre."),
        ("", "Le ministère de la Justice a confisqué le passeport de M. Alami."),
        ("", "C'est le ministère du Travail qui a confisqué le passeport de M. Alami."),
        ("doit être jugé", "a été jugé"),
        ("libérée sous caution", "libérée"),
        ("a confisqué", "a restitué"),
        ("", "Les obsèques de M. Idrissi ont réuni la foule."),
        ("", "La veuve de M. Alami demande justice."),
        ("", "M. Alami, chauffeur et frère de Mme Tazi, était très connu."),
        ("sur le droit d'organisation et de négociation collective", "sur le travail forcé"),
        ("le Maroc a ratifié", "le Maroc a dénoncé"),
        ("", "Le Maroc n'a fait que signer la convention n° 98."),
        ("", "Vous trouverez ci-joint la liste."),
        ("", "Nous avons bien reçu votre courrier du 3 août."),
        ("", "M. Berrada est toujours à l'hôpital."),
        ("article 12 du Code pénal", "article 12 du Code du travail"),
        ("Quatorze porteurs", "Quatorze porteur"),
        ("", "Note pour Marie : est-ce le bon chiffre ?"),
        ("M. Idrissi, carrier, a été arrêté", "M. Idrissi, carrier, a été une nouvelle fois arrêté"),
        ("", "M. Idrissi a été inculpé, puis arrêté."),
        ("Salma Tazi, infirmière", "Salma Bennis, infirmière"),
        ("", "Copie de la présente est adressée au ministre de la Justice."),
    ],
}
RIGHT = {
    "en": [
        ("", "Mr Idrissi was arrested on 2 September and Ms Tazi on 9 September."),
        ("", "Mr Idrissi was arrested in Settat on 2 September, and Ms Tazi in Berrechid on 9 September."),
        ("", "It was the Ministry of Foreign Affairs that seized Mr Alami's passport."),
        ("the Ministry of Foreign Affairs", "the Ministry of External Affairs"),
        ("is due to stand trial", "will stand trial"),
        ("is due to stand trial in Casablanca", "is due to be tried"),
        ("", "Ms Tazi was released after Mr Idrissi had been charged, in mid-September."),
        ("on 5 September", "three days after his arrest"),
        ("on 9 September", "in early September, a week after Mr Idrissi's arrest"),
        ("", "Since then, Mr Idrissi has feared another arrest."),
        ("", "Ms Tazi spent six days in custody. Only then was she released."),
        ("", "Two officers of the ministry rang Mr Alami before the porters were dismissed."),
        ("released on bail", "set free on bail"),
        ("", "Mr Idrissi has not been tried."),
        ("", "The funeral of Mr Berrada was held in silence."),
        ("investigate the killing", "investigate the killing"),
        ("", "Convention No. 98 of the ILO on collective bargaining binds Morocco."),
        ("", "We have not received your reply."),
        ("", "No conditions are attached to this request."),
        ("", "Ms Berrada has been in hospital."),
        ("article 12 of the Penal Code", "article 12 of that Code"),
        ("", "We work closely with Ms Tazi."),
        ("Salma Tazi, a nurse, was arrested", "Salma Tazi, a nurse, was, yet again, arrested"),  # as Mr Idrissi was
        ("", "Once again, we ask you to release Mr Idrissi."),
        ("", "Ms Tazi was arrested, and then released on bail."),
        ("had his passport seized", "had his own passport seized"),
        ("", "The release of Mr Idrissi would be a first step."),
    ],
    "fr": [
        ("", "M. Idrissi a été arrêté le 2 septembre et Mme Tazi le 9 septembre."),
        ("", "C'est le ministère des Affaires étrangères qui a confisqué le passeport de M. Alami."),
        ("ministère des Affaires étrangères", "ministère des Relations extérieures"),
        ("doit être jugé", "sera jugé"),
        ("", "Mme Tazi a été libérée sous caution à la mi-septembre, après l'inculpation de M. Idrissi."),
        ("le 5 septembre", "au début du mois de septembre"),
        ("libérée sous caution", "relâchée contre une caution"),
        ("", "M. Idrissi n'a pas encore été jugé."),
        ("", "Les obsèques de M. Berrada se sont déroulées dans le calme."),
        ("", "La convention n° 98 de l'OIT sur la négociation collective lie le Maroc."),
        ("", "Nous attendons votre réponse."),
        ("", "Une nouvelle fois, la gendarmerie a arrêté Mme Tazi."),
        ("", "Mme Tazi a été arrêtée, puis libérée sous caution."),
        ("", "La libération de M. Idrissi serait un premier pas."),
        ("", "Nous travaillons avec Mme Tazi depuis longtemps."),
    ],
}

UNION = """
campaign: The harbour
country: MA
sources: {n: {title: Note, date: 2026-09-22}}
organisations:
  union: {name: Dockers' Union, short: DU, acts: [{assets-frozen: 2026-09-04, by: the district court, source: n}]}
  works: {name: Harbour Works, short: HW}
people:
  amrani: {name: Omar Amrani, gender: male, publish: yes, office: president, of: union, acts: [\
{dismissed: 2026-09-02, by: works, source: n}]}
targets: {pm: {office: Prime Minister, of: Morocco, address: [Rabat]}}
letters:
  en: {from: specimen, to: pm, date: 2026-09-28, about: [amrani.dismissed], facts: [[amrani.dismissed], \
[union.assets-frozen]], demands: [reinstate: amrani]}
""".replace("\\\n", "")


@cache
def _sample(language: str, folder: Path) -> Sample:
    return sample_of(campaign_in(folder, CAMPAIGN), language, library_of(), language)


def _edit(language: str, folder: Path, old: str, new: str) -> Alteration:
    sample = _sample(language, folder)
    if not old:
        return Alteration(sample, "added", "", new)
    sentences = [
        paragraph[start:end].strip()
        for paragraph in sample.text.split("\n---\n")[1].split("\n")
        for start, end in sample.letter.language.sentences.of(paragraph)
    ]
    sentence = next(each for each in sentences if old in each)
    return Alteration(sample, "edited", sentence, sentence.replace(old, new))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_records_contradict_is_warned_of(language: str, tmp_path: Path) -> None:
    edits = [_edit(language, tmp_path, *pair) for pair in WRONG[language]]
    found = judged_together(edits, "contradicted".__eq__)
    assert not [(one.old, one.new) for one, verdict, _ in found if verdict != "contradicted"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_says_the_same_is_not_warned_of(language: str, tmp_path: Path) -> None:
    edits = [_edit(language, tmp_path, *pair) for pair in RIGHT[language]]
    found = judged_together(edits, "contradicted".__ne__)
    assert not [(one.old, one.new) for one, verdict, _ in found if verdict == "contradicted"]


@pytest.mark.parametrize(
    ("day", "said", "verdict"),
    [
        ("2022-09-28", "In Swaziland, nobody who organises is safe.", "contradicted"),
        ("2022-09-28", "In 1973, Swaziland banned all parties.", "silent"),
        ("2016-09-28", "In Eswatini, nobody who organises is safe.", "contradicted"),
    ],
)
def test_the_country_has_the_name_of_the_day(day: str, said: str, verdict: str, tmp_path: Path) -> None:
    text = CAMPAIGN.replace("country: MA", "country: SZ").replace("2026-", f"{day[:4]}-")
    campaign = campaign_in(tmp_path, text.replace("2026", day[:4]))
    assert judged(Alteration(sample_of(campaign, "en", library_of(), "en"), "added", "", said))[0] == verdict


def test_the_union_is_the_one_that_is_called_so(tmp_path: Path) -> None:
    sample = sample_of(campaign_in(tmp_path, UNION), "en", library_of(), "en")
    for said, verdict in (
        ("On 4 September, the district court froze the assets of the union.", "silent"),
        ("On 4 September, the district court froze the assets of the Harbour Works.", "contradicted"),
    ):
        assert judged(Alteration(sample, "added", "", said))[0] == verdict, said
