"""``clauses search`` finds what people call by everyday words; ``clauses show`` has an example of each clause."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.helpers import letterkit as run
from support.library import library_of

from letterkit.pipeline.clauses import examples
from letterkit.schema.clause_search import search

ROOT = Path(__file__).resolve().parents[2]

SAID = {
    "the demand that he may see a doctor": "medical-care",
    "let her see a lawyer": "counsel",
    "get them out of prison": "release",
    "give them their jobs back": "reinstate",
    "find out who did it": "investigate-violence",
    "where is he being held": "disclose-whereabouts",
    "his wife should be able to visit him": "family-visits-allowed",
    "stop the execution": "stay-execution",
    "pay what they are owed": "pay-wages-owed",
    "talk to the union": "social-dialogue",
    "let us send someone to the trial": "observers",
    "the government signed the convention": "ratified-conventions",
    "they were sacked for joining a union": "dismissed",
    "he was beaten up by the police": "beaten",
    "the police broke up the demonstration": "dispersed",
    "he has disappeared": "disappeared",
    "she is not allowed to leave the country": "travel-ban",
    "tear gas at a march": "dispersed",
    "gunned down": "killed",
    "put on trial": "tried",
    "her phone was tapped": "surveillance",
    "salaires impayés": "wages-withheld",
    "expulsé de son logement": "evicted",
    "we would like to meet you": "ask-meeting",
    "freedom of speech": "freedom-of-expression",
    "change the law": "revise-law",
    "he is very sick": "ill",
    "the court turned down the appeal": "sentence-upheld",
    "nobody has answered our letter": "replies-so-far",
    "qu'il puisse voir un médecin": "medical-care",
    "qu'elle voie son avocat": "counsel",
    "les faire sortir de prison": "release",
    "leur rendre leur travail": "reinstate",
    "savoir où il est détenu": "disclose-whereabouts",
    "que sa femme puisse lui rendre visite": "family-visits-allowed",
    "payer les salaires dus": "pay-wages-owed",
    "négocier avec le syndicat": "recognise-and-bargain",
    "enquêter sur l'agression": "investigate-attack",
    "assister au procès": "observers",
    "licenciés pour avoir adhéré au syndicat": "dismissed",
    "frappé par la police": "beaten",
    "la liberté d'expression": "freedom-of-expression",
    "retirer le projet de loi": "withdraw-bill",
    "demander un rendez-vous": "ask-meeting",
    "il est gravement malade": "ill",
    "interdiction de quitter le pays": "travel-ban",
    "manifestation dispersée": "dispersed",
    "abandonner les poursuites": "drop-charges",
    "lui rendre son passeport": "lift-travel-ban",
    "the demand that she gets medicine": "medical-care",
    "no lawyer was allowed in": "denied-counsel",
    "tell the family where she is": "disclose-whereabouts",
    "hand back the computers": "return-property",
    "move him to a prison near his home": "transfer",
    "the police used violence against strikers": "investigate-violence",
    "a new trial": "retrial",
    "reduce the sentence": "commute",
    "shot dead outside his house": "killed",
    "workers locked out of the factory": "locked-out",
    "our letter was not answered": "replies-so-far",
    "the constitution says treaties come first": "constitution-primacy",
    "the ILO committee criticised the law": "committee-found",
    "trade preferences could be withdrawn": "eu-gsp",
    "they refuse to negotiate": "bargaining-refused",
    "le syndicat a été dissous": "dissolved",
    "la grève est illégale": "strike-declared-illegal",
    "protéger la famille": "protect",
    "réduire la peine": "commute",
    "le droit de manifester": "peaceful-assembly",
    "l'entreprise refuse de négocier": "bargaining-refused",
    "ses comptes ont été gelés": "assets-frozen",
    "unfreeze the union's bank account": "release-assets",
    "give him his passport back": "return-passport",
    "find out who killed her": "investigate-death",
    "unblock the newspaper's website": "unblock-website",
    "let the radio reopen": "reopen",
    "let him come home from exile": "allow-return",
    "stop the spyware on her phone": "end-surveillance",
    "enquêter sur les menaces de mort": "investigate-threats",
    "laisser les gens manifester": "allow-assemblies",
    "she had to flee abroad": "fled",
    "burglars ransacked the office": "broken-into",
    "indemniser les victimes": "compensate",
    "accès refusé à la famille": "denied-visits",
    "the radio signal was cut": "off-air",
    "a station is banned from broadcasting": "broadcasting-banned",
    "the newspaper was suspended": "publication-banned",
    "the licence was revoked": "licence-withdrawn",
    "they would not renew the magazine's permit": "licence-not-renewed",
    "he led the march": "led-protest",
    "the organisers informed the authorities": "notice-given",
    "financial hardship for the family": "hardship",
    "the latest in a series": "one-of-a-series",
    "fear and low morale among members": "climate-of-fear",
    "the authorities are silent": "no-official-account",
    "pass a new labour law": "adopt-law",
    "implement the labour code": "apply-law",
    "le signal de la radio a été coupé": "off-air",
    "retrait de l'autorisation d'une chaîne": "licence-withdrawn",
    "présenter nos condoléances": "condolences",
    "merci de votre attention": "thanks-for-attention",
    "licenciement": "dismissed",
    "observers were kept out of the courtroom": "kept-out",
    "the strike was perfectly legal": "nothing-unlawful",
    "the official position of the government": "they-maintain",
    "they have so far refused": "they-refuse",
    "a violation of basic rights": "violates-rights",
    "do everything in your power": "do-everything",
    "he only did his job": "only-their-work",
    "c'est inadmissible": "unacceptable",
    "en solidarité avec les grévistes": "solidarity",
}


@pytest.mark.quickly(8)
@pytest.mark.parametrize("said", SAID)
def test_everyday_words_find_the_clause(said: str) -> None:
    found = [clause.name for clause in search(said.split(), library_of(ROOT))]
    assert SAID[said] in found[:3], found[:6]


def test_the_best_come_first_and_few_are_told() -> None:
    found = [clause.name for clause in search(["medical", "care"], library_of(ROOT))]
    assert "medical-care" in found[:4]
    assert len(found) < 12


def test_it_says_when_nothing_fits() -> None:
    near = run("clauses", "search", "early", "retirement", "of", "teachers")
    assert near.out.startswith("nothing fits closely; nearest")
    assert "'{text: ..., source: KEY}'" in near.out
    key = run("clauses", "search", "he", "is", "a", "Swedish", "citizen")
    assert "keys of a campaign file that may hold it" in key.out
    assert "office of a person" in key.out
    none = run("clauses", "search", "xylophone")
    assert (none.code, none.out.splitlines()[0]) == (1, "nothing fits")
    typed = run("clauses", "search", "tout", "mettre", "en", "oeuvre")
    assert "nothing fits" not in typed.out
    assert "do-everything" in typed.out


def test_what_no_clause_says_finds_nothing() -> None:
    assert search(["xylophone"], library_of(ROOT)) == []
    assert "fled" not in {clause.name for clause in search(["led"], library_of(ROOT))}
    assert not {"medical-care", "access"}.intersection(clause.name for clause in search(["media"], library_of(ROOT)))
    assert search(["the", "of"], library_of(ROOT)) == []


def test_every_clause_can_be_shown() -> None:
    """Good news and people's own acts among them, against which no opening protests."""
    library = library_of(ROOT)
    for clause in library.clauses.values():
        assert next(examples(clause, library)).text, clause.name
