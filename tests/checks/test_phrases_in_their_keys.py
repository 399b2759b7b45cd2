"""What a campaign says of an act fits its key, its sentence, its doers and its other acts."""

from __future__ import annotations

from pathlib import Path

from support.composed import campaign_in, problems_of
from support.library import library_of
from support.marked import slips_are_told_alone

from letterkit.checks.run import check_campaign

FILE = """
campaign: The tannery
country: KE
sources: {n: {title: Note, date: 2026-09-22}}
organisations:
  union: {name: Union of Tanners, short: UT}
  tannery: {name: Ahero Hides, article: none}
people:
  otieno: {name: Jo Otieno, gender: male, publish: yes, office: tanner, of: tannery, acts: [\
{demoted: 2026-08-02, by: «LK535 the Ministry of Labour», outcome: the post of cleaner, source: n}, \
{pay-cut: 2026-08-03, by: tannery, outcome: «LK535 by ninety tanners», source: n}, \
{attacked: 2026-08-05, by: masked men, object: «LK535 the prison of Mwea», reported: «LK535 masked men», source: n}, \
{fled: 2026-08-20, outcome: «LK535 torture», source: n}]}
  achieng: {name: Rose Achieng, gender: female, publish: yes, office: treasurer, of: union, acts: [\
{arrested: 2026-08-13, by: the police, place: outside the upper harbour, held-at: in the prison of Mwea, source: n}, \
{held-without-charge: since 2026-08-13, confirmed: «LK000 2026-09-20», source: n}, \
{«LK517 charged»: 2026-08-30, outcome: arson, source: n}, \
{hunger-strike: since 2026-09-01, object: «LK138 the refusal of bail», source: n}]}
  njoroge: {name: Sam Njoroge, gender: male, publish: yes, office: secretary, of: union, acts: [\
{arrested: 2026-08-13, by: the police, source: n}, \
{sentenced: 2026-09-01, by: the court, outcome: a suspended sentence of one year, source: n}, \
{«LK533 sentenced»: 2026-09-02, by: the court, outcome: two years on probation, source: n}]}
  tanners: {count: «LK505 90 of 74», noun: tanners, of: tannery, acts: [\
{wages-withheld: since 2026-06, by: tannery, outcome: two months, source: n}, \
{pay-cut: 2026-08-04, by: tannery, outcome: «LK535 cut by a tenth», source: n}]}
targets:
  labour: {office: Minister of Labour, of: Kenya, address: [Bima House, Nairobi]}
letters:
  en:
    from: specimen
    to: labour
    date: 2026-09-28
    facts: [tanners.pay-cut, tanners.wages-withheld, njoroge.sentenced]
    demands:
      - release: «LK501 njoroge»
      - pay-wages-owed: {people: tanners, for: «LK505 five months»}
""".replace("\\\n", "")

HONEST = (
    ("«LK535 the Ministry of Labour»", "tannery"),
    ("«LK535 by ninety tanners»", "by 900 shillings a month"),
    ("«LK535 the prison of Mwea»", "his stall"),
    ("«LK535 masked men»", "his neighbours"),
    ("«LK535 torture»", "a village in Uganda"),
    ("«LK000 2026-09-20»", "2026-08-28"),
    ("«LK517 charged»", "charged"),
    ("«LK138 the refusal of bail»", "against the refusal of bail"),
    ("«LK533 sentenced»: 2026-09-02, by: the court", "sentence-upheld: 2026-09-12, by: the High Court"),
    ("«LK505 90 of 74»", "74 of 90"),
    ("«LK535 cut by a tenth»", "to the minimum wage"),
    ("«LK501 njoroge»", "achieng"),
    ("«LK505 five months»", "nine weeks"),
)


def _found(text: str, folder: Path) -> set[tuple[int, str]]:
    codes = {"LK138", "LK501", "LK505", "LK517", "LK533", "LK535", "LK615"}
    found = [*check_campaign(campaign_in(folder, text), library_of())[0], *problems_of(folder, text, "en")]
    return {(one.location.line, one.code) for one in found if one.code in codes and one.location}


def test_what_fits_no_key_no_sentence_and_no_other_act_is_told_at_its_line(tmp_path: Path) -> None:
    slips_are_told_alone(FILE, HONEST, _found, tmp_path)
