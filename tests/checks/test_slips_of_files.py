"""Slips of whoever types a campaign file: towns, units, addresses, languages, the dead among the hurt."""

from __future__ import annotations

import re
from pathlib import Path

from support.composed import campaign_in
from support.library import library_of
from support.marked import slips_are_told_alone

from letterkit.checks.run import check_campaign
from letterkit.foundation.strict_yaml import Scalar

FILE = """
campaign: The sugar mill
country: KE
sources: {n: {title: Note, date: 2026-09-22}}
organisations:
  union: {name: Union of Sugar Workers, short: USW}
  mill: {name: Ahero Sugar, article: none}
people:
  otieno: {name: Jo Otieno, gender: male, publish: yes, office: {fr: «LK606 coupeuse», en: cutter}, of: mill, acts: [\
{killed: 2026-09-02, place: «LK819 Kisuum», source: n}]}
  achieng: {name: Rose Achieng, gender: female, publish: yes, office: treasurer, of: union, acts: [\
{arrested: 2026-09-03, by: the police, place: Eldoret, held-at: in the prison of «LK536 Kampala», source: n}, \
{charged: 2026-09-04, outcome: arson, place: «LK536 Mumbai», source: n}, \
{sentenced: 2026-09-10, outcome: {en: «LK819 three year in prison», fr: «LK819 trois moi de prison»}, source: n}]}
  cutters: {count: about 90, noun: cutters, of: mill, acts: [\
{evicted: 2026-09-08, by: the police, source: n}, \
{dismissed: 2026-09-12, by: mill, stated-reason: «LK809 licenciement collectif», source: n}]}
  hurt: {count: «LK505 120», noun: cutters, of: cutters, among: [«LK516 otieno»], acts: [\
{«LK517 injured»: 2026-09-05, object: the eviction, source: n}]}
targets:
  labour: {office: Minister of Labour, of: Kenya, address: [«LK819 Minitsry of Labour», Haile Selassie Avenue, \
«LK812 Haile Selassie Avenue», Nairobi]}
letters: {en: {from: specimen, to: labour, date: 2026-09-28, about: achieng.arrested, demands: [release: achieng]}}
""".replace("\\\n", "")

HONEST = (
    ("«LK606 coupeuse»", "coupeur"),
    ("«LK819 Kisuum»", "Kisumu Ndogo"),
    ("«LK536 Kampala»", "Mwea"),
    ("«LK536 Mumbai»", "Mombasa"),
    ("«LK819 three year in prison»", "a three year prison sentence"),
    ("«LK819 trois moi de prison»", "vingt et un ans de prison"),
    ("«LK809 licenciement collectif»", "a sit-in"),
    ("«LK505 120»", "95"),
    ("«LK516 otieno»", "achieng"),
    ("«LK517 injured»: 2026-09-05", "injured: 2026-09-08"),
    ("«LK819 Minitsry of Labour»", "Bima House"),
    ("«LK812 Haile Selassie Avenue»", "Haile Selassie Roundabout"),
)


def _found(text: str, folder: Path) -> list[tuple[int, str]]:
    codes = {"LK505", "LK516", "LK517", "LK536", "LK606", "LK809", "LK812", "LK819"}
    found = check_campaign(campaign_in(folder, text), library_of())[0]
    return sorted((one.location.line, one.code) for one in found if one.code in codes and one.location)


def test_slips_are_told_at_their_lines_and_what_is_only_like_them_is_not(tmp_path: Path) -> None:
    slips_are_told_alone(FILE, HONEST, _found, tmp_path)


def test_a_key_where_letters_print_words_is_told_and_the_body_of_a_target_can_be_one(tmp_path: Path) -> None:
    text = FILE.replace("«LK819 Kisuum»", "mill").replace("«LK809 licenciement collectif»", "act")
    text = re.sub("«LK[0-9]+ ([^»]*)»", r"\1", text).replace("letters:", "laws: {act: {name: the Sugar Act}}\nletters:")
    campaign = campaign_in(
        tmp_path, text.replace("{office: Minister of Labour, of: Kenya,", "{office: Head, of: mill,")
    )
    told = [one.message for one in check_campaign(campaign, library_of())[0] if " is the key of " in one.message]
    assert [one.split(",")[0] for one in told] == ["'mill' is the key of an organisation", "'act' is the key of a law"]
    of = campaign.targets[Scalar("labour")].of
    assert of
    assert str(of.first) == "Ahero Sugar"
