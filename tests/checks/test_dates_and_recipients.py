"""One event under two dates, a reason that came later, letters to the dead, and messages that name the right place."""

from __future__ import annotations

from pathlib import Path

from support.composed import campaign_in
from support.library import library_of
from support.marked import slips_are_told_alone

from letterkit.checks.run import check_campaign, check_whole
from letterkit.drafts.document import composed_document
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve

FILE = """
campaign: The ferry
country: KE
sources: {n: {title: Note, date: 2026-08-22}, o: {title: Older note, date: 2026-08-20}}
organisations:
  union: {name: Ferry Union, short: FU}
  line: {name: {en: Mombasa Ferries, fr: Compagnie des ferries}, article: {en: none, fr: la}}
people:
  odhiambo: {name: Peter Odhiambo, gender: male, publish: yes, office: organiser, of: union, acts: [\
{attacked: 2026-07-02, by: four men, place: Kisumu, source: n}, \
{«LK533 attacked»: 2026-07-03, by: four men with machetes, place: Kisumu, source: o}, \
{arrested: 2026-08-02, by: the police, place: Kisumu, source: n}]}
  wairimu: {name: Rose Wairimu, gender: female, publish: yes, office: treasurer, of: union, acts: [\
{searched: 2026-07-13, by: the police, place: Kisumu, object: her home, source: n}, \
{«LK533 searched»: 2026-06-13, by: the police, place: Kisumu, object: her home, source: n}, \
{killed: 2026-08-10, by: four men, place: Kisumu, source: n}]}
  crew: {count: 40, noun: {en: workers of the ferries, fr: salariés de la Compagnie des ferries}, of: line, acts: [\
{«LK517 dismissed»: 2026-07-01, by: line, for: {en: «LK000 going on strike», fr: avoir fait grève}, source: n}, \
{struck: 2026-07-06, source: n}]}
  held: {count: 2, noun: «LK137 those arrested», members: [odhiambo, wairimu]}
targets:
  pm: {office: Prime Minister, of: Kenya, address: [1 Harambee Avenue, «LK536 Kampala»]}
  peter: {is: international, name: «LK613 Peter Odhiambo», gender: male, office: Organiser, of: Ferry Union}
  rose: {is: international, name: «LK613 Rose Wairimu», gender: female, office: Treasurer, of: Ferry Union}
letters:
  en:
    from: specimen
    to: pm
    copies: [peter, rose]
    date: 2026-08-28
    facts: [odhiambo.arrested, wairimu.killed, crew.dismissed]
    demands-as: sentence
    demands:
      - release: odhiambo
      - reinstate: crew
      - text: «LK522 pay nine weeks' wages to each of the relatives»
""".replace("\\\n", "")

HONEST = (
    ("«LK533 attacked»: 2026-07-03", "attacked: 2026-06-12"),
    ("«LK533 searched»: 2026-06-13, by: the police", "searched: 2026-06-13, by: tax officers"),
    ("«LK517 dismissed»: 2026-07-01", "dismissed: 2026-07-10"),
    ("«LK000 going on strike»", "going on strike"),
    ("«LK137 those arrested»", "unionists"),
    ("«LK536 Kampala»", "Nairobi"),
    ("«LK613 Peter Odhiambo»", "Paul Odhiambo"),
    ("«LK613 Rose Wairimu»", "Ann Wairimu"),
    ("«LK522 pay nine weeks' wages to each of the relatives»", "see that they are told why"),
)


def _found(text: str, folder: Path) -> set[tuple[int, str]]:
    codes = {"LK137", "LK517", "LK522", "LK533", "LK535", "LK536", "LK613", "LK809"}
    known, library = campaign_in(folder, text), library_of()
    letter = resolve(known, "en", library)
    checked = check_whole(composed_document(letter, compose(letter), known, library))
    found = [*check_campaign(known, library)[0], *checked.problems, *checked.notes]
    return {(one.location.line, one.code) for one in found if one.code in codes and one.location}


def test_slips_of_dates_and_recipients_are_told_where_they_stand(tmp_path: Path) -> None:
    slips_are_told_alone(FILE, HONEST, _found, tmp_path)
