"""What goes on, for how long, and by whom again: told as it stands, and lost nowhere between the file and the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.composed import composed

from letterkit.foundation.problems import UserError

CAMPAIGN = """
campaign: As it stands
country: VN
sources: {n: {title: Note, date: 2010-03-10}}
organisations:
  court:
    name: {en: People's Court in Dong Da district of Hanoi, fr: Tribunal populaire du district de Dong Da à Hanoï}
    article: {en: the, fr: le}
people:
  lan:
    name: Pham Thi Mai Lan
    surname: Lan
    gender: female
    publish: yes
    acts:
      - {surveillance: since 2006-09, for: {en: her writings, fr: ses écrits}, source: n}
      - {harassed: since 2006-09, for: {en: her writings, fr: ses écrits}, source: n}
      - {defamed: 2009-10, when: {en: before 300 people, fr: devant 300 personnes}, source: n}
      - {arrested: by 2009-11-01, held-at: undisclosed, source: n}
      - {transferred: by 2009-11-01, outcome: {en: the Golf Hotel, fr: l'hôtel du Golf}, source: n}
      - {held-incommunicado: 2009-11, lasted: {en: 48 hours, fr: quarante-huit heures}, source: n}
      - {sentenced: 2010-02-05, by: court, outcome: {en: two years in prison, fr: deux ans de prison}, source: n}
      - {ill: by 2010-03-10, ongoing: yes, outcome: {en: diabetes, fr: diabète}, source: n}
      - {house-arrest: by 2010-03-10, ongoing: yes, source: n}
  son:
    name: Do Van Son
    surname: Son
    gender: male
    publish: yes
    office: {en: husband, fr: mari}
    of: lan
    acts: [{sentenced: 2010-02-05, by: court, outcome: {en: one year in prison, fr: un an de prison}, source: n}]
targets:
  one: {name: A B, surname: B, gender: male, office: {en: President, fr: Président}, \
dear: {en: Your Excellency, fr: Excellence}, address: [Hanoi]}
  two: {name: C D, surname: D, gender: male, office: {en: Prime Minister, fr: Premier ministre}, \
dear: {en: Your Excellency, fr: Excellence}, address: [Hanoi]}
letters:
  en:
    from: specimen
    to: [one, two]
    language: en
    date: 2010-03-16
    subject: none
    about: lan.sentenced
    facts:
      - [lan.sentenced, son.sentenced]
      - [lan.arrested, lan.transferred]
      - [lan.surveillance, lan.harassed, lan.defamed, lan.held-incommunicado, lan.ill, lan.house-arrest]
    grounds: [health-in-custody, counsel-in-custody]
    demands: [release: lan, text: {en: answer the FSU, fr: répondre à la FSU}]
  fr: {like: en, language: fr}
""".replace("\\\n", "")
TOLD = {
    "en": [
        "Your Excellencies,",
        "Do Van Son, her husband, was sentenced to one year in prison by the same court the same day.",
        "has been under surveillance and harassed",
        "in October 2009, before 300 people",
        "was held incommunicado for 48 hours in November 2009",
        "suffers from diabetes",
        "is under house arrest",
        "The UN Standard Minimum Rules for the Treatment of Prisoners require that every prison have medical",
    ],
    "fr": [
        "Excellences,",
        "Do Van Son, son mari, a été condamné à un an de prison par le même tribunal le même jour.",
        "est sous surveillance et harcelée",
        "en octobre 2009, devant 300 personnes",
        "a été détenue au secret pendant quarante-huit heures en novembre 2009",
        "souffre de diabète",
        "est assignée à résidence",
        "L'Ensemble de règles minima des Nations Unies pour le traitement des détenus exige que",
        "Fédération des syndicats témoins (FSU)",
    ],
}
NEVER = {
    "en": ["not been disclosed", "access to a lawyer", "free of charge"],
    "fr": ["communiqué", "accès à un avocat", "gratuits", "l' E"],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_goes_on_is_told_as_it_stands(tmp_path: Path, language: str) -> None:
    draft = composed(tmp_path, CAMPAIGN, language)
    said = "\n".join(paragraph.text for paragraph in draft.paragraphs).replace("’", "'")
    low = said.lower()
    assert [words for words in TOLD[language] if words.lower() not in low] == [], said
    assert [words for words in NEVER[language] if words in said] == []
    assert draft.sheet.subject == ""


HEARSAY = """
campaign: Hearsay
country: CI
sources: {n: {title: Note, date: 2011-05-09}}
people:
  ka:
    name: Firmin Ka
    gender: male
    publish: yes
    acts:
      - {arrested: 2011-05-05, reported: {en: the press, fr: la presse}, source: n}
      - {beaten: 2011-05-05, reported: {en: the press, fr: la presse}, source: n}
      - {released: 2011-05-08, source: n}
  ba: {name: Awa Ba, gender: female, publish: yes, acts: [{dismissed: 2011-05-04, source: n}]}
targets: {min: {office: {en: Minister of Labour, fr: ministre du Travail}, of: Côte d'Ivoire, address: [Abidjan]}}
demands: [protect: ka, reinstate: ba]
letters:
  en: {from: specimen, to: min, language: en, date: 2011-05-10, about: [ba.dismissed, ka.arrested, ka.beaten]}
  fr: {from: specimen, to: min, language: fr, date: 2011-05-10, about: [ba.dismissed, ka.arrested, ka.beaten]}
  against: {from: specimen, to: min, language: en, date: 2011-05-10, about: ka.arrested, opening: protest}
""".replace("\\\n", "")


def test_hearsay_is_told_as_such(tmp_path: Path) -> None:
    """Who reports it once for neighbours; what is known beside it, as known; nobody protests against reports."""
    english, french = (
        " ".join(paragraph.text for paragraph in composed(tmp_path, HEARSAY, language).paragraphs)
        for language in ("en", "fr")
    )
    assert "concern about the dismissal of Awa Ba and reports of the arrest and the beating of Firmin Ka" in english
    assert "According to the press, Mr Ka was arrested, and attacked and beaten on 5 May. On 8 May, he was" in english
    assert "informations faisant état de l'arrestation et de l'agression de Firmin Ka" in french.replace("’", "'")
    assert "Selon la presse, M. Ka aurait été arrêté et battu le 5 mai. Le 8 mai, il a été libéré." in french
    with pytest.raises(UserError) as refused:
        composed(tmp_path, HEARSAY, "against")
    assert [problem.code for problem in refused.value.problems] == ["LK243"]
