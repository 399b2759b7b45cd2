"""An edit that denies what is drafted, tells what is denied or over, or tells as done what is to come, is warned of."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alterations import Alteration, judged_together, sample_of
from support.composed import campaign_in
from support.library import library_of

CAMPAIGN = """
campaign: Turned round
country: SN
sources: {n: {title: Note, date: 2026-10-22}}
people:
  diop: {name: Awa Diop, gender: female, publish: yes, acts: [
    {beaten: 2026-10-02, by: {en: two guards, fr: deux gardiens}, place: Thiès, source: n},
    {charged: 2026-10-12, outcome: {en: theft, fr: vol}, source: n},
    {bail-refused: 2026-10-14, by: {en: the judge, fr: le juge}, source: n},
    {tried: 2026-11-20, place: Dakar, source: n}]}
  sy: {name: Modou Sy, gender: male, publish: yes, acts: [
    {abducted: 2026-10-01, place: Kaolack, source: n}, {found: 2026-10-05, source: n},
    {travel-ban: 2026-10-06, source: n}]}
  seck: {name: Aida Seck, gender: female, publish: yes, acts: [
    {remanded: 2026-10-07, source: n}, {denied-counsel: since 2026-10-08, source: n}]}
  fall: {name: Omar Fall, gender: male, publish: yes, acts: [{forbidden: 2026-10-09, outcome: \
{en: continue to broadcast, fr: de continuer à émettre}, source: n}]}
targets: {min: {office: {en: Minister of Justice, fr: ministre de la Justice}, \
of: {en: Senegal, fr: Sénégal}, address: [Dakar]}}
demands: [drop-charges: diop, release: seck, lift-travel-ban: sy, investigate-abduction: sy]
letters:
  en: {from: specimen, to: min, language: en, date: 2026-10-26, demands-as: list, \
grounds: [ratified-conventions: [C087]]}
  fr: {like: en, language: fr}
""".replace("\\\n", "")
BEATEN = "On 2 October, Ms Diop was attacked and beaten by two guards in Thiès."
BAIL = "and on 14 October she was refused bail by the judge."
TRIAL = "She is due to stand trial in Dakar on 20 November."
FOUND = "Mr Sy was found on 5 October."
HELD = "Ms Seck was remanded in custody on 7 October."
COUNSEL = "Since 8 October, she has been denied access to a lawyer."
FORBIDDEN = "Omar Fall was forbidden to continue to broadcast"
BOUND = "and is bound by it."
DEMAND = "lift the travel ban imposed on Modou Sy;"
LOOKED_INTO = "investigate his abduction fully, publish the findings and bring those responsible to justice."
CAUTION = "et le 14 octobre elle s'est vu refuser la liberté sous caution par le juge."
JUGEE = "Elle doit être jugée à Dakar le 20 novembre."
RETROUVE = "M. Sy a été retrouvé le 5 octobre."
DETENUE = "Mme Seck a été placée en détention provisoire le 7 octobre."
TENU = "il est tenu de la respecter."
LEVER = "de lever l'interdiction de voyager qui frappe Modou Sy ;"
WRONG = {
    "en": [
        (BEATEN, "Nobody laid a hand on Ms Diop in Thiès."),
        (BEATEN, "In Thiès, Ms Diop was not beaten by the guards."),
        (BAIL, "and on 14 October the judge did not refuse her bail."),
        (TRIAL, "She is not due to stand trial in Dakar at all."),
        (TRIAL, "Her trial in Dakar is over."),
        (TRIAL, "A court in Dakar has tried her in her absence."),
        (FOUND, f"{FOUND} His family is still without news of him."),
        (HELD, f"{HELD} She has since come home to her children."),
        (COUNSEL, "Her lawyer now visits Ms Seck every week."),
        (FORBIDDEN, "Omar Fall was forbidden to stop to broadcast"),
        (BOUND, f"{BOUND} It was only in 2015 that Senegal ratified Convention No. 87."),
        (BOUND, f"{BOUND} Senegal signed Convention No. 87 without ever ratifying it."),
        (DEMAND, "make known where Modou Sy is held;"),
        (LOOKED_INTO, "let him out of prison."),
    ],
    "fr": [
        (CAUTION, "et le 14 octobre le juge ne lui a pas refusé la liberté sous caution."),
        (JUGEE, "Son procès s'est tenu à Dakar."),
        (JUGEE, "Les juges de Dakar ont déjà examiné son cas."),
        (RETROUVE, f"{RETROUVE} Sa famille est toujours sans nouvelles de M. Sy."),
        (DETENUE, f"{DETENUE} Elle est aujourd'hui auprès des siens."),
        (TENU, f"{TENU} Le Sénégal a signé la convention n° 87 sans jamais la ratifier."),
        (LEVER, "de révéler où Modou Sy est retenu ;"),
    ],
}
HONEST = {
    "en": [
        (BEATEN, "On 2 October, two guards in Thiès did not stop until they had beaten Ms Diop."),
        (BAIL, "and on 14 October the judge would not grant her bail."),
        (TRIAL, "Her trial in Dakar has been set for 20 November."),
        (TRIAL, "On 20 November, a court in Dakar will try her."),
        (TRIAL, "She must answer the charge before a court in Dakar on 20 November, where nobody has been admitted."),
        (BEATEN, "Two guards, whom nobody has questioned, attacked and beat Ms Diop in Thiès on 2 October."),
        (HELD, "The arrested Ms Seck was remanded in custody on 7 October."),
        (FOUND, f"{FOUND} Until then, his family had had no news of him."),
        (HELD, f"{HELD} She has still not come home to her children."),
        (COUNSEL, "Since 8 October, her lawyer has not been allowed to visit her."),
        (FORBIDDEN, "Omar Fall was ordered to stop broadcasting"),
        (DEMAND, "allow Modou Sy to leave the country again;"),
    ],
    "fr": [
        (CAUTION, "et le 14 octobre le juge ne lui a pas accordé la liberté sous caution."),
        (JUGEE, "Son procès a été fixé au 20 novembre, à Dakar."),
        (RETROUVE, "Enlevé le 1er octobre, M. Sy a été retrouvé sain et sauf le 5 octobre."),
        (DETENUE, f"{DETENUE} Ses proches attendent qu'elle rentre chez elle."),
    ],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_turned_round_is_warned_of_and_an_honest_paraphrase_is_not(language: str, tmp_path: Path) -> None:
    sample = sample_of(campaign_in(tmp_path, CAMPAIGN), language, library_of(), language)
    for edits, warned in ((WRONG[language], True), (HONEST[language], False)):
        found = judged_together(
            [Alteration(sample, "turned", old, new) for old, new in edits],
            "contradicted".__eq__ if warned else "contradicted".__ne__,
        )
        assert not {one.new: said for one, verdict, said in found if (verdict == "contradicted") is not warned}
