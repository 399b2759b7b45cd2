"""An edit that denies what is drafted, tells what is denied, or tells as done what is to come, is warned of."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alterations import Alteration, judged, sample_of
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
targets: {min: {office: {en: Minister of Justice, fr: ministre de la Justice}, \
of: {en: Senegal, fr: Sénégal}, address: [Dakar]}}
demands: [drop-charges: diop]
letters:
  en: {from: specimen, to: min, language: en, date: 2026-10-26}
  fr: {from: specimen, to: min, language: fr, date: 2026-10-26}
""".replace("\\\n", "")
WRONG = {
    "en": {
        "beaten": ("Nobody laid a hand on Ms Diop in Thiès.", "In Thiès, Ms Diop was not beaten by the guards."),
        "bail": ("On 14 October, the judge did not refuse her bail.",),
        "trial": (
            "She is not due to stand trial in Dakar at all.",
            "Her trial in Dakar is over.",
            "A court in Dakar has tried her in her absence.",
        ),
    },
    "fr": {
        "battue": ("Personne n'a touché à Mme Diop à Thiès.",),
        "caution": ("Le 14 octobre, le juge ne lui a pas refusé la liberté sous caution.",),
        "jugée": ("Son procès s'est tenu à Dakar.", "Les juges de Dakar ont déjà examiné son cas."),
    },
}
HONEST = {
    "en": {
        "beaten": ("On 2 October, two guards in Thiès did not stop until they had beaten Ms Diop.",),
        "bail": ("On 14 October, the judge would not grant her bail.",),
        "trial": ("Her trial in Dakar has been set for 20 November.", "On 20 November, a court in Dakar will try her."),
    },
    "fr": {
        "caution": ("Le 14 octobre, le juge ne lui a pas accordé la liberté sous caution.",),
        "jugée": ("Son procès a été fixé au 20 novembre, à Dakar.",),
    },
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_turned_round_is_warned_of_and_an_honest_paraphrase_is_not(language: str, tmp_path: Path) -> None:
    sample = sample_of(campaign_in(tmp_path, CAMPAIGN), language, library_of(), language)
    drafted = [
        part[start:end].strip()
        for part in sample.text.split("\n\n")
        for start, end in sample.letter.language.sentences.of(part)
    ]
    for told, warned in ((WRONG[language], True), (HONEST[language], False)):
        for word, edits in told.items():
            old = next(one for one in drafted if word in one and "calls on" not in one and "demande" not in one)
            for new in edits:
                verdict, said = judged(Alteration(sample, "turned", old, new))
                assert (verdict == "contradicted") is warned, (old, new, said)
