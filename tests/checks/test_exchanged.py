"""What shows only beside something else of a campaign file: an exchange, a relative, a second entry, a town."""

from __future__ import annotations

from pathlib import Path

from support.composed import campaign_in
from support.library import library_of
from support.marked import slips_are_told_alone

from letterkit.checks.run import check_campaign

ENGLISH = """
campaign: The tannery
country: KE
sources: {nation: {title: Daily Nation, date: 2026-09-22}}
laws: {trade: {name: the Trade Act «LK517 2031», sections: [4]}}
organisations:
  union: {name: «LK615 A Union of Tanners», short: UT}
  tannery: {name: Ahero Hides, article: none}
people:
  otieno: {name: Moses Otieno, gender: male, publish: yes, office: tanner, of: tannery, acts: [\
{dismissed: 2026-08-02, by: tannery, for: a fall in orders, stated-reason: «LK535 going on strike», source: nation}, \
{arrested: 2026-08-04, by: the police, place: Nairobi, held-at: a police station, source: nation}, \
{hospitalised: 2026-08-05, object: «LK535 a broken arm», source: nation}, \
{ill: 2026-08-06, outcome: «LK535 Kisumu», source: nation}, \
{killed: 2026-08-09, by: men in masks, place: «LK819 Thikka», reported: «LK535 nation», source: nation}]}
  achieng: {name: Rose Achieng, gender: female, publish: yes, office: widow, of: otieno, acts: [\
{«LK517 threatened»: 2026-08-03, by: the owner, outcome: eviction from a house in «LK819 Kisumuu», source: nation}]}
  tran: {name: «LK610 Nguyen Van Minh», gender: male, publish: yes, office: secretary, of: union}
  wekesa: {name: Patrick Wekesa, surname: «LK610 Patrick», gender: male, publish: yes, office: clerk, of: union}
  five: {count: 5, noun: tanners, among: [«LK533 otieno», wekesa], of: tannery, acts: [\
{arrested: 2026-08-07, by: the police, source: nation}]}
  tanners: {count: 90, noun: tanners, of: tannery, acts: [\
{wages-withheld: since 2026-06, by: tannery, outcome: «LK535 "KSh 40,000"», source: nation}]}
targets:
  labour: {name: Ann Koech, gender: female, office: Minister of Labour, of: Kenya, \
address: [Bima House, «LK819 Nairboi»]}
  interior: {name: «LK607 Ann Koech», gender: female, office: Minister of the Interior, of: Kenya}
  envoy: {name: Jane Rono, gender: female, office: Ambassador to Belgium, of: Kenya, is: embassy}
letters:
  en:
    from: specimen
    to: labour
    date: 2026-09-28
    subject: |
      «LK133 The tannery of Ahero»
      The killing of Moses Otieno
    grounds: [ratified-conventions: [C087, C098, «LK812 C087»]]
    demands: [investigate-death: otieno]
""".replace("\\\n", "")

HONEST = (
    ("Act «LK517 2031»", "Act 2007"),
    ("«LK615 A Union of Tanners»", "A Better Tannery"),
    ("«LK535 going on strike»", "going on an illegal strike"),
    ("«LK535 a broken arm»", "Kenyatta Hospital"),
    ("«LK819 Thikka»", "Thika"),
    ("«LK535 Kisumu»", "malaria"),
    ("«LK535 nation»", "the Nation"),
    ("«LK517 threatened»: 2026-08-03", "threatened: 2026-08-13"),
    ("«LK819 Kisumuu»", "Kisumu"),
    ("«LK610 Nguyen Van Minh», gender", "Nguyen Van Minh, surname: Nguyen, gender"),
    ("«LK610 Patrick»", "Wekesa"),
    ("«LK533 otieno», ", ""),
    ('«LK535 "KSh 40,000"»', "eleven weeks"),
    ("«LK819 Nairboi»", "Nairobi"),
    ("«LK607 Ann Koech»", "Ann Kones"),
    ("|\n      «LK133 The tannery of Ahero»\n      The", "The tannery of Ahero and the"),
    (", «LK812 C087»", ""),
)

FRENCH = """
campaign: La tannerie
country: TD
language: fr
sources: {note: {title: Note, date: 2026-09-22}}
organisations:
  syndicat: {name: Syndicat des tanneurs, short: ST, article: le}
  usine: {name: Plantations du Chari, article: «LK606 le»}
people:
  oumar: {name: Denise Oumar, surname: Oumar, gender: female, publish: yes, office: membre, of: syndicat, acts: [\
{arrested: 2026-08-04, by: la police, place: N'Djamena, held-at: «LK138 maison d'arrêt de Sarh», source: note}, \
{summoned: 2026-08-05, by: la police, for: «LK535 le préfet du Logone», source: note}, \
{charged: 2026-08-05, outcome: «LK517 diffamation (loi du 4 mai 2062)», source: note}, \
{fined: 2026-08-06, outcome: deux mois de salaire, for: «LK535 50 000 francs CFA», source: note}]}
  soeurs: {count: several, noun: soeurs, of: syndicat}
  issa: {name: Ali Issa, surname: Issa, gender: male, publish: yes, office: «LK606 épouse», of: oumar}
  tanneurs: {count: 12, noun: «LK606 ouvriers», gender: female, of: syndicat, acts: [\
{wages-withheld: by 2026-09-01, by: usine, outcome: «LK535 deux cent mille francs», source: note}]}
targets:
  travail: {name: Jean Seid, surname: Seid, gender: male, office: «LK535 Ministère du Travail», of: République du Tchad}
letters:
  fr: {from: specimen, language: fr, to: travail, date: 2026-09-28, demands: [release: oumar]}
""".replace("\\\n", "")

HONNETE = (
    ("«LK606 le»", "les"),
    ("«LK138 maison d'arrêt de Sarh»", "Amsinéné"),
    ("«LK535 50 000 francs CFA»", "avoir distribué des tracts"),
    ("«LK535 le préfet du Logone»", "un discours au préfet du Logone"),
    ("«LK517 diffamation (loi du 4 mai 2062)»", "diffamation (loi du 4 mai 2026)"),
    ("«LK606 épouse»", "compagnon"),
    ("«LK606 ouvriers»", "ouvrières"),
    ("«LK535 deux cent mille francs»", "juin et juillet"),
    ("«LK535 Ministère du Travail»", "ministre du Travail"),
)


def _found(text: str, folder: Path) -> list[tuple[int, str]]:
    codes = {
        "LK133",
        "LK138",
        "LK517",
        "LK518",
        "LK533",
        "LK535",
        "LK536",
        "LK606",
        "LK607",
        "LK610",
        "LK615",
        "LK812",
        "LK819",
    }
    found = check_campaign(campaign_in(folder, text), library_of())[0]
    return sorted((one.location.line, one.code) for one in found if one.code in codes and one.location)


def test_what_shows_only_beside_something_else_is_told_at_its_line(tmp_path: Path) -> None:
    slips_are_told_alone(ENGLISH, HONEST, _found, tmp_path)
    slips_are_told_alone(FRENCH, HONNETE, _found, tmp_path)
