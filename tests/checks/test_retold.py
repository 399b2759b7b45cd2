"""Acts that a person tells in other words in a draft: by a light verb and a noun, in another voice, by an idiom."""

from __future__ import annotations

from pathlib import Path

from support.alterations import Alteration, Sample, judged, sample_of
from support.composed import campaign_in
from support.library import library_of

from letterkit.checks.ledger.words.notation import patterns

CAMPAIGN = """
campaign: Told anew
country: GE
sources: {n: {title: Note, date: 2024-03-12}}
organisations:
  udp: {name: {en: Union of Dockers of Poti, fr: Syndicat des dockers de Poti}, short: UDP}
people:
  lomi: {name: Ana Lomi, gender: female, publish: yes, office: {en: chair, fr: présidente}, of: udp, acts: [\
{arrested: 2024-03-04, by: {en: the police, fr: la police}, source: n}, \
{passport-seized: 2024-03-05, by: {en: the police, fr: la police}, source: n}, \
{released: 2024-03-09, outcome: {en: on bail, fr: sous caution}, by: {en: the Poti City Court, \
fr: le tribunal de Poti}, source: n}]}
  kapa: {name: Beso Kapa, gender: male, publish: yes, office: {en: treasurer, fr: trésorier}, of: udp, acts: [\
{abandoned: 2024-03-06, by: {en: the shipowner, fr: l'armateur}, place: {en: on board the Ula, fr: à bord de l'Ula}, \
source: n}]}
targets: {min: {office: {en: Minister of Labour, fr: ministre du Travail}, of: {en: Georgia, fr: Géorgie}, \
address: [Tbilisi]}}
letters:
  one: {from: specimen, to: min, date: 2024-03-18, about: lomi.arrested, facts: [lomi.arrested, \
lomi.passport-seized, lomi.released, kapa.abandoned], demands: [respect-rights]}
""".replace("\\\n", "")
FREED, TAKEN, LEFT = ("released", "libérée"), ("passport", "passeport"), ("abandoned", "abandonné")
RETOLD = {
    "en": [
        (FREED, "On 9 March the Poti City Court let her out on bail."),
        (FREED, "She was freed on bail by the Poti City Court on 9 March."),
        (TAKEN, "On 5 March her passport was taken away by the police."),
        (LEFT, "On 6 March the shipowner left Mr Kapa stranded on board the Ula."),
        (LEFT, "Mr Kapa has been left to his fate on board the Ula since 6 March."),
    ],
    "fr": [
        (FREED, "Le 9 mars, le tribunal de Poti l'a remise en liberté sous caution."),
        (FREED, "Elle a recouvré la liberté sous caution le 9 mars, sur décision du tribunal de Poti."),
        (TAKEN, "Le 5 mars, la police lui a retiré son passeport."),
        (LEFT, "Le 6 mars, l'armateur a laissé M. Kapa à l'abandon à bord de l'Ula."),
    ],
}
WRONG = {
    "en": [
        (FREED, "On 9 March the Poti City Court let her out."),
        (TAKEN, "On 5 March the army took her passport away."),
        (LEFT, "On 6 March, Beso Kapa, secretary of the UDP, was left stranded by the shipowner on board the Ula."),
        (LEFT, "On 6 March the shipowner beat Mr Kapa on board the Ula."),
    ],
    "fr": [
        (TAKEN, "Le 5 mars, l'armée lui a retiré son passeport."),
        (LEFT, "Le 6 mars, l'armateur a rendu sa liberté à M. Kapa à bord de l'Ula."),
    ],
}


def _alteration(sample: Sample, words: tuple[str, str], new: str) -> Alteration:
    """A sentence in the place of the drafted one that has a word."""
    word, language = words[sample.language == "fr"], sample.letter.language
    body = sample.text.split("\n---\n", 1)[1]
    told = [one[start:end].strip() for one in body.split("\n\n") for start, end in language.sentences.of(one)]
    (old,) = [one for one in told if word in one]
    return Alteration(sample, "retold", old, new)


def test_an_act_that_is_told_in_other_words_is_borne_out_and_another_is_not(tmp_path: Path) -> None:
    campaign = campaign_in(tmp_path, CAMPAIGN)
    for language in ("en", "fr"):
        sample = sample_of(campaign, "one", library_of(), language)
        right = {new: judged(_alteration(sample, old, new)) for old, new in RETOLD[language]}
        assert not {new: said for new, (verdict, said) in right.items() if verdict != "silent"}
        wrong = {new: judged(_alteration(sample, old, new)) for old, new in WRONG[language]}
        assert not [new for new, (verdict, _) in wrong.items() if verdict == "silent"]


def test_a_phrase_has_alternatives_and_two_orders() -> None:
    lift, ban = frozenset({"lift", "lifts", "lifted"}), frozenset({"ban"})
    assert list(patterns("lift(s|ed|) <> ban")) == [(ban, "<>", lift), (lift, "<>", ban)]
    assert list(patterns("libéré(e) * (en liberté|libre)")) == [
        (frozenset({"libéré", "libérée"}), "*", frozenset({"libre"})),
        (frozenset({"libéré", "libérée"}), "*", frozenset({"en"}), frozenset({"liberté"})),
    ]
