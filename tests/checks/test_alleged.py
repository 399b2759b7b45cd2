"""What people are accused of, threatened with or pressed to do is not told as done without a warning."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alterations import Alteration, Sample, judged, judged_together, sample_of
from support.composed import campaign_in
from support.library import library_of

CAMPAIGN = """
campaign: Told as done
country: SN
sources: {n: {title: Note, date: 2026-10-22}}
people:
  diop: {name: Awa Diop, gender: female, publish: yes, acts: [{pressured: 2026-10-15, \
by: {en: the director, fr: le directeur}, \
outcome: {en: leave the union, fr: quitter le syndicat}, source: n}]}
  fall: {name: Omar Fall, gender: male, publish: yes, acts: [{charged: 2026-10-12, \
outcome: {en: assault of a guard, fr: agression d'un gardien}, source: n}]}
  ba: {name: Ali Ba, gender: male, publish: yes, acts: [{\
threatened: 2026-10-14, by: {en: the police, fr: la police}, outcome: {en: arrest, fr: arrestation}, source: n}]}
  ka: {name: Lamine Ka, gender: male, publish: yes, acts: [{\
arrested: 2026-10-10, by: {en: the police, fr: la police}, \
stated-reason: {en: an illegal strike, fr: une grève illégale}, source: n}]}
  sy: {name: Moussa Sy, gender: male, publish: yes, acts: [{dismissed: 2026-10-09, \
by: {en: the port, fr: le port}, reported: {en: the press, fr: la presse}, source: n}]}
targets: {min: {office: {en: Minister of Labour, fr: ministre du Travail}, \
of: {en: Senegal, fr: Sénégal}, address: [Dakar]}}
demands: [protect: [diop, ba, sy], drop-charges: fall, release: ka]
letters:
  en: {from: specimen, to: min, language: en, date: 2026-10-26}
  fr: {from: specimen, to: min, language: fr, date: 2026-10-26}
""".replace("\\\n", "")
FALL, KA, BA, DIOP = "Mr Fall was charged", "Mr Ka was arrested", "Mr Ba was threatened", "Ms Diop was put"
SY, SY_FR = "Mr Sy was dismissed", "M. Sy aurait été"
FALL_FR, KA_FR = "M. Fall a été inculpé", "M. Ka a été arrêté"
BA_FR, DIOP_FR = "M. Ba a été menacé", "Mme Diop a subi"
DONE = {
    "en": [
        (FALL, "On 12 October, Mr Fall assaulted a guard"),
        (FALL, "On 12 October, Mr Fall was charged after he had assaulted a guard"),
        (KA, "Mr Ka was arrested by the police on 10 October for an illegal strike"),
        (KA, "Mr Ka, who had led an illegal strike, was arrested by the police on 10 October"),
        (BA, "The police arrested Mr Ba on 14 October"),
        (DIOP, "On 15 October, Ms Diop left the union"),
        (SY, "Mr Sy was dismissed by the port on 9 October"),
        (SY, "The port dismissed Mr Sy on 9 October"),
        (FALL, "On 12 October, Mr Fall, who had deliberately hit a guard, was charged"),
        (FALL, "On 12 October, because of his assault of a guard, Mr Fall was charged"),
        (FALL, "On 12 October, Mr Fall was charged; the evidence shows that he assaulted a guard"),
        (FALL, "Mr Fall is guilty of assault of a guard"),
    ],
    "fr": [
        (FALL_FR, "M. Fall a agressé un gardien"),
        (FALL_FR, "M. Fall a été inculpé après avoir agressé un gardien"),
        (KA_FR, "M. Ka a été arrêté par la police le 10 octobre pour avoir mené une grève illégale"),
        (BA_FR, "M. Ba a été arrêté par la police le 14 octobre"),
        (DIOP_FR, "Mme Diop a quitté le syndicat"),
        (SY_FR, "M. Sy a été licencié par le port le 9 octobre"),
        (FALL_FR, "M. Fall a été inculpé parce qu'il avait violemment frappé un gardien"),
        (FALL_FR, "M. Fall a été inculpé à la suite de son agression d'un gardien"),
        (FALL_FR, "M. Fall s'est rendu coupable d'agression"),
    ],
}
TOLD_SO = {
    "en": [
        (FALL, "On 12 October the prosecutor charged Mr Fall with assaulting a guard"),
        (FALL, "Mr Fall did not assault a guard"),
        (FALL, "On 12 October, Mr Fall was accused of having committed assault of a guard"),
        (FALL, "Mr Fall, who has been charged with assaulting a guard, is at home"),
        (FALL, "According to the indictment of 12 October, Mr Fall assaulted a guard"),
        (KA, "On 10 October the police arrested Mr Ka for what they called an illegal strike"),
        (KA, "Mr Ka was arrested by the police on 10 October over an alleged illegal strike"),
        (BA, "On 14 October the police threatened to arrest Mr Ba"),
        (BA, "On 14 October the police told Mr Ba that he would be arrested"),
        (DIOP, "On 15 October the director wanted Ms Diop to leave the union"),
        (SY, "Mr Sy was reportedly sacked by the port on 9 October"),
        (SY, "The press reports that the port dismissed Mr Sy on 9 October"),
    ],
    "fr": [
        (FALL_FR, "M. Fall est accusé d'avoir agressé un gardien"),
        (FALL_FR, "Le 12 octobre, la justice a reproché à M. Fall d'avoir agressé un gardien"),
        (FALL_FR, "M. Fall nie avoir agressé un gardien, ce dont il est inculpé"),
        (KA_FR, "M. Ka a été arrêté par la police le 10 octobre, sous prétexte d'une grève illégale"),
        (BA_FR, "Le 14 octobre, la police a menacé M. Ba de l'arrêter"),
        (SY_FR, "M. Sy aurait été renvoyé par le port le 9 octobre"),
        (SY_FR, "La presse rapporte que le port a licencié M. Sy le 9 octobre"),
        (DIOP_FR, "Le directeur a fait pression sur Mme Diop pour qu'elle quitte le syndicat"),
    ],
}


def _sample(language: str, folder: Path) -> Sample:
    return sample_of(campaign_in(folder, CAMPAIGN), language, library_of(), language)


def _sentence(sample: Sample, words: str) -> str:
    """The drafted sentence that has some words, without its full stop."""
    for paragraph in sample.text.split("\n\n"):
        for start, end in sample.letter.language.sentences.of(paragraph):
            if words in paragraph[start:end]:
                return paragraph[start:end].strip().removesuffix(".")
    raise AssertionError(words)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_others_say_is_warned_of_where_it_is_told_as_done(language: str, tmp_path: Path) -> None:
    sample = _sample(language, tmp_path)
    edits = [Alteration(sample, "done", _sentence(sample, old), new) for old, new in DONE[language]]
    found = {one.new: (verdict, said) for one, verdict, said in judged_together(edits, "contradicted".__eq__)}
    assert not {new: said for new, (verdict, said) in found.items() if verdict != "contradicted"}
    assert all(any("told as done" in each or "told as known" in each for each in said) for _, said in found.values())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_told_as_what_others_say_is_not_warned_of(language: str, tmp_path: Path) -> None:
    sample = _sample(language, tmp_path)
    edits = [Alteration(sample, "told", _sentence(sample, old), new) for old, new in TOLD_SO[language]]
    found = {one.new: (verdict, said) for one, verdict, said in judged_together(edits, "contradicted".__ne__)}
    assert not {new: said for new, (verdict, said) in found.items() if verdict == "contradicted"}


GROUPS = """
campaign: Three groups of dockers
country: SN
sources: {n: {title: Note, date: 2026-10-22}}
people:
  first: {count: 34, noun: dockers, acts: [{dismissed: 2026-09-01, by: the port, source: n}]}
  strikers: {count: 350, noun: workers, acts: [{dismissed: 2026-10-05, by: the port, for: striking, source: n}]}
  others: {count: 20, noun: drivers, acts: [{dismissed: 2026-10-19, by: the port, reported: yes, source: n}]}
targets: {min: {office: Minister of Labour, of: Senegal, address: [Dakar]}}
letters:
  en: {from: specimen, to: min, date: 2026-10-26, about: strikers.dismissed, demands: [reinstate: [first, strikers]]}
"""


def test_what_is_reported_of_one_group_says_nothing_of_another(tmp_path: Path) -> None:
    letter = sample_of(campaign_in(tmp_path, GROUPS), "en", library_of(), "en")
    old = _sentence(letter, "drivers were")
    told = {
        "The port then dismissed 350 workers for striking": "noted",
        "On 19 October, 20 drivers were dismissed by the port": "contradicted",
    }
    assert {new: judged(Alteration(letter, "", old, new))[0] for new in told} == told
