"""Claims of the law in any order of State, relation and instrument; denials and wishes claim nothing."""

from __future__ import annotations

import pytest
from support.library import library_of

from letterkit.checks.law.legal_words import reader
from letterkit.checks.law.orders import claims_in

CLAIMS_EN = [
    "Your country has undertaken to respect Convention No. 190.",
    "Senegal has ratified Convention No. 190.",
    "Convention No. 190, to which Senegal is party, forbids it.",
    "Convention No. 190, to which Senegal is a party, forbids it.",
    "Senegal is party to Convention No. 190.",
    "Senegal is a State Party to Convention No. 190.",
    "As a party to Convention No. 190, Senegal must act.",
    "As a State Party to Convention No. 190, Senegal must act.",
    "This breaches the obligations assumed under Convention No. 190.",
    "This breaches the obligations that Senegal has assumed under Convention No. 190.",
    "This breaches the obligations undertaken by Senegal under Convention No. 190.",
    "As a country that has ratified Convention No. 190, Senegal must act.",
    "As a country which ratified Convention No. 190, Senegal must act.",
    "Senegal is a signatory to Convention No. 190.",
    "Senegal is a signatory of Convention No. 190.",
    "Being a signatory to Convention No. 190, Senegal must act.",
    "Senegal signed and ratified Convention No. 190.",
    "Convention No. 190 was ratified by Senegal.",
    "Convention No. 190 has been ratified by Senegal.",
    "Convention No. 190, which Senegal has ratified, forbids it.",
    "Convention No. 190, which Senegal ratified in 2022, forbids it.",
    "Convention No. 190 which binds Senegal forbids it.",
    "Convention No. 190, by which Senegal is bound, forbids it.",
    "Senegal is bound by Convention No. 190.",
    "Convention No. 190 is in force in Senegal.",
    "Senegal's ratification of Convention No. 190 obliges it to act.",
    "Since its ratification of Convention No. 190, Senegal has been bound.",
    "The ratification of Convention No. 190 by Senegal obliges it.",
    "Having ratified Convention No. 190, Senegal must act.",
    "By ratifying Convention No. 190, Senegal undertook to act.",
    "Senegal acceded to Convention No. 190.",
    "Senegal's accession to Convention No. 190 obliges it.",
    "Senegal joined Convention No. 190 in 2021.",
    "Senegal adhered to Convention No. 190.",
    "Senegal's international obligations under Convention No. 190 are clear.",
    "Senegal's commitments under Convention No. 190 are clear.",
    "Senegal has accepted Convention No. 190.",
    "Senegal is among the countries that have ratified Convention No. 190.",
    "Senegal, a party to Convention No. 190, must act.",
    "Senegal, party to Convention No. 190, must act.",
    "Senegal, which is a party to Convention No. 190, must act.",
    "Convention No. 190 - ratified by Senegal - forbids it.",
    "Convention No. 190 is one that Senegal has ratified.",
    "Senegal has ratified all fundamental conventions.",
    "Senegal has ratified all eight fundamental conventions of the ILO.",
    "Your country deposited its instrument of ratification of Convention No. 190.",
    "Under Convention No. 190, ratified by your country, this is forbidden.",
    "Convention No. 190 binds your country.",
]
SILENT_EN = [
    "Convention No. 190 applies to Senegal.",
    "Senegal has ratified neither Convention No. 190 nor Convention No. 189.",
    "Senegal has not ratified Convention No. 190.",
    "By ratifying Convention No. 190 Senegal would set an example.",
    "By ratifying Convention No. 190, Senegal could set an example.",
    "Senegal has ratified all fundamental conventions but Convention No. 155.",
    "Senegal has yet to ratify Convention No. 190.",
    "We urge Senegal to ratify Convention No. 190.",
    "Senegal has signed but not ratified Convention No. 190.",
    "Senegal signed Convention No. 190 in 2019.",
    "Senegal is not a party to Convention No. 190.",
    "Were Senegal to ratify Convention No. 190, it would be bound.",
    "Once Senegal has ratified Convention No. 190, it will be bound.",
    "The ratification of Convention No. 190 would help Senegal.",
    "We call for the ratification of Convention No. 190 by Senegal.",
    "Ratification of Convention No. 190 is overdue.",
    "Few countries have ratified Convention No. 190; Senegal is not among them.",
]
CLAIMS_FR = [
    "Le Sénégal a ratifié la convention n° 190.",
    "La convention n° 190, à laquelle le Sénégal est partie, l'interdit.",
    "Le Sénégal est partie à la convention n° 190.",
    "Le Sénégal est un État partie à la convention n° 190.",
    "En tant que partie à la convention n° 190, le Sénégal doit agir.",
    "En tant qu'État partie à la convention n° 190, le Sénégal doit agir.",
    "En sa qualité d'État partie à la convention n° 190, le Sénégal doit agir.",
    "Le Sénégal, partie à la convention n° 190, doit agir.",
    "Le Sénégal, qui est partie à la convention n° 190, doit agir.",
    "Le Sénégal, qui a ratifié la convention n° 190, doit agir.",
    "Ayant ratifié la convention n° 190, le Sénégal doit agir.",
    "En ratifiant la convention n° 190, le Sénégal s'est engagé à agir.",
    "La convention n° 190 a été ratifiée par le Sénégal.",
    "La convention n° 190, ratifiée par le Sénégal, l'interdit.",
    "La convention n° 190, que le Sénégal a ratifiée, l'interdit.",
    "Le Sénégal est signataire de la convention n° 190.",
    "Pays signataire de la convention n° 190, le Sénégal doit agir.",
    "Comme pays ayant ratifié la convention n° 190, le Sénégal doit agir.",
    "En tant que pays qui a ratifié la convention n° 190, le Sénégal doit agir.",
    "Le Sénégal est lié par la convention n° 190.",
    "La convention n° 190 lie le Sénégal.",
    "La convention n° 190 est en vigueur au Sénégal.",
    "Le Sénégal a adhéré à la convention n° 190.",
    "La ratification de la convention n° 190 par le Sénégal l'oblige.",
    "Depuis sa ratification de la convention n° 190, le Sénégal est tenu d'agir.",
    "Le Sénégal manque aux obligations qu'il a contractées en vertu de la convention n° 190.",
    "Cela viole les obligations contractées au titre de la convention n° 190.",
    "Le Sénégal viole ses engagements au titre de la convention n° 190.",
    "Le Sénégal a ratifié toutes les conventions fondamentales.",
    "Le Sénégal a ratifié l'ensemble des conventions fondamentales de l'OIT.",
    "Votre pays a ratifié la convention n° 190.",
]
SILENT_FR = [
    "Le Sénégal n'a ratifié ni la convention n° 189 ni la convention n° 190.",
    "Le Sénégal n'a pas ratifié la convention n° 190.",
    "En ratifiant la convention n° 190, le Sénégal donnerait l'exemple.",
    "Le Sénégal a signé la convention n° 190 sans la ratifier.",
    "Nous demandons la ratification de la convention n° 190 par le Sénégal.",
    "La ratification de la convention n° 190 s'impose.",
    "Le Sénégal n'est pas partie à la convention n° 190.",
]


def _said(sentence: str, language: str) -> list[str]:
    return [claim.country for claim in claims_in(reader(library_of(), language), sentence, "SN", "SN")]


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", each) for each in CLAIMS_EN] + [("fr", each) for each in CLAIMS_FR]
)
def test_a_claim_is_read(language: str, sentence: str) -> None:
    assert set(_said(sentence, language)) == {"SN"}
    # Another State in the same words is that State's matter.
    if "Senegal" in sentence or "Sénégal" in sentence:
        other = sentence.replace("Senegal", "Togo").replace("Sénégal", "Togo")
        assert set(_said(other, language)) == {"TG"}


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", each) for each in SILENT_EN] + [("fr", each) for each in SILENT_FR]
)
def test_what_is_denied_supposed_or_asked_for_is_none(language: str, sentence: str) -> None:
    assert not _said(sentence, language)
