"""A drafted sentence that was divided, or reworded around "they" and "who", says of each what the records say."""

from __future__ import annotations

from pathlib import Path

from support.alterations import Alteration, judged, sample_of
from support.composed import campaign_in
from support.library import library_of

CAMPAIGN = """
campaign: One of them is left
country: TR
sources: {n: {title: Note, date: 2008-06-20}}
organisations: {union: {name: {en: Health Workers' Union, fr: Syndicat de la santé}}}
people:
  demir: {name: Zeynep Demir, gender: female, publish: yes, office: president, of: union, acts: [
    {arrested: 2008-01-08, confirmed: 2008-06-20, source: n}, {adjourned: 2008-06-02, source: n}]}
  kaya: {name: Leyla Kaya, gender: female, publish: yes, office: {en: mother, fr: mère}, of: demir, acts: [
    {summoned: 2008-06-04, by: {en: the prosecutor, fr: le procureur}, source: n}]}
  polat: {name: Arda Polat, gender: male, publish: yes, acts: [{arrested: 2008-01-10, source: n}]}
  porters: {count: 12, noun: {en: porters, fr: brancardiers}, acts: [
    {arrested: 2008-01-09, source: n}, {released: 2008-01-20, source: n}]}
targets: {pm: {office: {en: Prime Minister, fr: Premier ministre}, of: {en: Turkey, fr: Turquie}, address: [Ankara]}}
demands: [release: demir]
letters:
  en: {from: specimen, to: pm, language: en, date: 2008-06-27, about: demir.arrested,
    facts: [[porters.arrested, demir.adjourned, how-they-stand: [demir, porters]]]}
  fr: {from: specimen, to: pm, language: fr, date: 2008-06-27, about: demir.arrested,
    facts: [[porters.arrested, demir.adjourned, how-they-stand: [demir, porters]]]}
"""
DRAFTED = {
    "en": "As far as I know, Ms Demir is still in detention; the 12 porters have been released.",
    "fr": "À ma connaissance, Mme Demir est toujours en détention ; les 12 brancardiers ont été libérés.",
}
WRONG = {
    "en": [
        "The 12 porters are still in detention. Ms Demir has been released.",
        "The porters are still in prison. Ms Demir has been released.",
        "They are still in prison. Ms Demir is, too.",
        "Ms Demir and Mr Polat were arrested in January. They have since been released.",
        "Ms Demir has been released; the 12 porters are still in detention.",
        "As far as I know, Ms Demir, who has been released, is waiting for the 12 porters.",
    ],
    "fr": [
        "Les 12 brancardiers sont toujours en détention. Mme Demir a été libérée.",
        "Les brancardiers sont toujours en prison. Mme Demir a été libérée.",
        "Mme Demir a été libérée ; les 12 brancardiers sont toujours en détention.",
        "Mme Demir et M. Polat ont été arrêtés en janvier. Ils ont été libérés depuis.",
        "À ma connaissance, les 12 brancardiers attendent Mme Demir, qui a été libérée.",
    ],
}
RIGHT = {
    "en": [
        "As far as I know, Ms Demir is still in detention. The 12 porters have been released.",
        "The 12 porters, released meanwhile, wait for Ms Demir, who is still in prison.",
        "All of the others have been released; Ms Demir alone is still in detention.",
        "The prosecutor summoned Leyla Kaya, the mother of Ms Demir, for questioning on 4 June.",
    ],
    "fr": [
        "À ma connaissance, Mme Demir est toujours en détention. Les 12 brancardiers ont été libérés.",
        "Les 12 brancardiers, libérés depuis, attendent Mme Demir, qui est toujours en détention.",
    ],
}


def test_each_part_says_of_each_what_the_records_say(tmp_path: Path) -> None:
    campaign = campaign_in(tmp_path, CAMPAIGN)
    for code, drafted in DRAFTED.items():
        letter = sample_of(campaign, code, library_of(), code)
        told = {new: judged(Alteration(letter, "", drafted, new)) for new in (*WRONG[code], *RIGHT[code])}
        assert [new for new in WRONG[code] if told[new][0] != "contradicted"] == []
        assert [(new, told[new]) for new in RIGHT[code] if told[new][0] == "contradicted"] == []
