"""What a campaign says of somebody stays in the letter: in openings, demands for groups, and to a parent company."""

from __future__ import annotations

from pathlib import Path

from support.composed import texts_in

CAMPAIGN = """
campaign: A strike
country: KE
sources: {note: {title: Notes, date: 2026-11-10, confidential: yes}}
organisations:
  parent: {name: {en: Vessel Motors Ltd, fr: Vessel Motors Ltd}, short: Vessel, article: none}
  works: {name: {en: Prospect Works, fr: Prospect Works}, article: none, owned-by: parent}
  union:
    name: {en: Union of Fitters, fr: Union des ajusteurs}
    short: {en: UF, fr: UA}
    article: {en: the, fr: l'}
    acts:
      - {rally: 2026-11-05, place: Nakuru, source: note}
      - {recognition-refused: 2026-11-06, by: works, source: note}
people:
  berg: {name: Jon Berg, gender: male, publish: yes, office: {en: treasurer, fr: trésorier}, of: union}
  strikers:
    noun: {en: strikers, fr: grévistes}
    count: {en: several, fr: plusieurs}
    among: berg
    acts:
      - arrested: 2026-11-07
        by: {en: officers of the riot police, fr: des agents de la police antiémeute}
        place: Nakuru
        source: note
  choirs:
    noun: {en: choirs of the town, fr: chorales de la ville}
    count: {en: several, fr: plusieurs}
    gender: female
    acts: [{rally: 2026-11-05, place: Nakuru, source: note}]
  marchers:
    noun: {en: marchers, fr: manifestants}
    acts:
      - dispersed: 2026-11-05
        when: {en: that evening, fr: ce soir-là}
        by: {en: the police, fr: la police}
        outcome: {en: tear gas, fr: violence}
        source: note
  workers:
    count: 368
    noun: {en: workers, fr: ouvriers}
    of: works
    acts:
      - {talks-broken-off: 2026-10, object: {en: wages, fr: les salaires}, source: note}
      - {suspended-from-work: 2026-10, outcome: {en: without pay, fr: sans salaire}, source: note}
targets:
  minister:
    {is: government, gender: female, office: {en: Minister of Labour, fr: Ministre du Travail}, address: [Nairobi]}
  chair:
    {is: company, name: Ana Sol, gender: female, office: {en: Chair, fr: Présidente}, of: Vessel Motors Ltd,
     address: [Kobe]}
letters:
  minister:
    {form: protest, from: LETTERHEAD, to: minister, date: 2026-11-10, about: marchers.dispersed,
     facts: [[union.rally, choirs.rally, marchers.dispersed, strikers.arrested]],
     demands: [release: [strikers, berg], drop-any-charges: [strikers, berg]]}
  ministre: {like: minister, language: fr, from: LETTRE}
  list: {like: minister, demands-as: list}
  chair:
    {form: protest, from: LETTERHEAD, to: chair, date: 2026-11-10, about: workers.suspended-from-work,
     facts: [[workers.suspended-from-work]],
     demands: [respect-rights: {at: works}, resume-talks: workers, recognise-and-bargain: union]}
  asked: {like: chair, opening: {respect: {organisations: works}}, demands: [respect-rights]}
  chaire: {like: chair, language: fr, from: LETTRE, opening: {respect: {organisations: works}}}
"""


def test_a_letter_says_of_everybody_what_its_campaign_says(tmp_path: Path) -> None:
    said = texts_in(tmp_path, CAMPAIGN.replace("LETTERHEAD", "specimen").replace("LETTRE", "specimen"))
    told = {
        "minister": (
            "protest against the dispersal with tear gas of marchers.",
            "Several choirs of the town and the Union of Fitters (UF) held a rally in Nakuru on 5 November.",
            "The police dispersed marchers with tear gas that evening.",
            "several strikers, among them Jon Berg, treasurer of the UF, were arrested in Nakuru by officers",
            "release the strikers, among them Mr Berg, immediately and without conditions, and to drop any charges",
        ),
        "list": ("release the strikers, among them Jon Berg,",),
        "ministre": (
            "la dispersion avec violence de manifestants.",
            "ont tenu un rassemblement à Nakuru le 5 novembre. Des manifestants ont été dispersés avec violence par",
            "les grévistes, dont M. Berg, et",
        ),
        "chair": (
            "the suspension from work without pay of 368 workers at your subsidiary Prospect Works.",
            "see that the fundamental rights of workers and trade unions are respected at Prospect Works",
            "have talks with the 368 workers resumed in good faith",
            "have the Union of Fitters (UF) recognised and bargained with in good faith",
        ),
        "asked": (
            "your company respect the fundamental rights of workers and trade unions at your subsidiary Prospect",
            "ask you to respect the fundamental rights of workers and trade unions.",
        ),
        "chaire": (
            "respecte les droits fondamentaux des travailleurs et des syndicats au sein de votre filiale Prospect",
            "obtenir que reprennent de bonne foi les négociations avec les 368 ouvriers",
        ),
    }
    missing = [(name, part, said[name]) for name, parts in told.items() for part in parts if part not in said[name]]
    assert missing == []
