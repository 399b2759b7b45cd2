"""What a phrase, a name or an office of a campaign file is by its words does not contradict where it stands."""

from __future__ import annotations

from pathlib import Path

from support.composed import campaign_in
from support.library import library_of
from support.marked import slips_are_told_alone

from letterkit.checks.campaign.nouns import NounKind, kind_of_head, kinds_of_nouns
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.run import check_campaign
from letterkit.checks.wording.by_language import language_of

FILE = """
campaign: The ferry
country: KE
sources:
  n: {title: «LK606 Statement of Mr Wairimu», date: 2026-09-22}
organisations:
  union: {name: {en: Ferry Union, fr: Syndicat des ferries}, article: {en: the, fr: «LK606 la»}}
  line: {name: {en: Mombasa Ferries, fr: Compagnie des ferries}, article: {en: none, fr: «LK606 l'»}}
  league: {name: {en: Pilots, fr: Fédération des pilotes}, «LK606 gender: male», article: {en: the, fr: la}}
people:
  odhiambo: {name: Peter Odhiambo, gender: «LK606 female», publish: yes, office: pilot, of: line, acts: [\
{arrested: 2026-08-02, by: the police, held-at: «LK535 unpaid overtime», source: n}, \
{summoned: 2026-08-02, by: «LK535 rubber bullets», source: n}, \
{sentenced: 2026-08-20, by: the court, outcome: «LK535 the police station», source: n}]}
  wairimu: {name: Rose Wairimu, gender: female, publish: yes, office: treasurer, of: union, acts: [\
{arrested: 2026-08-13, by: {fr: «LK535 l'ordre public»}, place: Kisumu, source: n}, \
{fined: 2026-08-14, outcome: {fr: «LK535 trois pancartes»}, reported: «LK535 maybe», source: n}, \
{travel-ban: 2026-08-15, stated-reason: {fr: «LK535 la radio nationale»}, source: n}]}
  njoroge: {name: «LK610 Njoroge Wafula», gender: male, publish: yes, acts: [\
{arrested: 2026-08-13, place: «LK535 a local newspaper», source: n}, \
{released: 2026-08-14, outcome: «LK535 the High Court», source: n}]}
  daughter: {name: Ann Njoroge, gender: female, publish: yes, office: daughter, of: njoroge, acts: [\
{questioned: 2026-08-13, by: the police, reported: «LK535 Kisumu», source: n}]}
  crew: {count: 40, noun: pilots, of: line, acts: [{struck: 2026-08-01, object: «LK535 over Kisumu», source: n}]}
targets:
  pm: {office: Prime Minister, of: Kenya, address: [Harambee House, Nairobi]}
  labour: {office: «LK535 Republic of Kenya», of: Minister of Labour, address: [Bima House, Nairobi]}
  roads: {is: company, office: «LK518 Minister of Transport», of: Kenya, address: [Bima House, Nairobi]}
letters:
  en: {from: specimen, to: pm, copies: [labour, roads], date: 2026-09-28, about: wairimu.arrested}
""".replace("\\\n", "")

HONEST = (
    ("«LK606 Statement of Mr Wairimu»", "Statement of Ms Wairimu and Mr Odhiambo"),
    ("«LK606 la»", "le"),
    ("«LK606 l'»", "la"),
    ("«LK606 gender: male»", "gender: female"),
    ("«LK606 female»", "male"),
    ("«LK535 unpaid overtime»", "in a cell of the border post"),
    ("«LK535 rubber bullets»", "the Registrar of Trade Unions"),
    ("«LK535 the police station»", "six months in prison"),
    ("«LK535 l'ordre public»", "le bureau du procureur"),
    ("«LK535 trois pancartes»", "40 000 shillings"),
    ("«LK535 maybe»", "yes"),
    ("«LK535 la radio nationale»", "trois absences en janvier"),
    ("«LK610 Njoroge Wafula»", "Wafula Njoroge"),
    ("«LK535 a local newspaper»", "chez sa sœur"),
    ("«LK535 the High Court»", "after his lawyer had come"),
    ("«LK535 Kisumu»", "neighbours"),
    ("«LK535 over Kisumu»", "over a bus that never came"),
    ("«LK535 Republic of Kenya», of: Minister of Labour", "Minister of Labour, of: Kenya"),
    ("«LK518 Minister of Transport»", "Managing Director"),
)


def _found(text: str, folder: Path) -> list[tuple[int, str]]:
    codes = {"LK138", "LK518", "LK535", "LK606", "LK610", "LK615"}
    found = check_campaign(campaign_in(folder, text), library_of())[0]
    return sorted((one.location.line, one.code) for one in found if one.code in codes and one.location)


def test_what_contradicts_its_key_is_told_at_its_line_and_what_only_is_odd_is_not(tmp_path: Path) -> None:
    slips_are_told_alone(FILE, HONEST, _found, tmp_path)


def test_each_noun_is_of_one_kind_and_says_it_of_a_phrase() -> None:
    library = library_of()
    for code in library.language_codes():
        language, words = language_of(library, code), lexicon(library, code)
        nouns = [str(noun) for listed in language.checking.nouns.values() for noun in listed]
        assert len(nouns) == len(set(nouns)) > 100
        for noun, kind in kinds_of_nouns(language).items():
            assert kind_of_head(noun, language, words) is kind is not None
        assert set(kinds_of_nouns(language).values()) == set(NounKind)


def test_each_act_shows_what_its_phrases_hold() -> None:
    kinds = library_of().acts
    keys = [(name, key) for name, kind in kinds.items() for key in kind.keys_taken if key in SHOWN]
    assert len(keys) > 60
    assert [each for each in keys if not (shown := kinds[each[0]].example) or each[1] not in shown] == []


SHOWN = ("outcome", "object", "facing")
"""What an act came to, and what it was about, is of another kind with each act: its example says of which."""
