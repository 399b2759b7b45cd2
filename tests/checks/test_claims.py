"""What sentences claim of the law, and that what letterkit writes itself claims nothing else than the tables."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest
import yaml
from support.helpers import as_yaml
from support.library import library_of

from letterkit.checks.law.claims import LegalReader
from letterkit.checks.law.legal_words import reader
from letterkit.checks.law.orders import claims_in
from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.law.instruments import InstrumentKind
from letterkit.schema.law.load import load_law
from letterkit.schema.law.ratifications import StandingKind
from letterkit.schema.read import read

pytestmark = pytest.mark.quick

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = library_of(ROOT)
LAW = load_law(*LIBRARY.law_files())
FUNDAMENTAL = [key for key, instrument in LAW.instruments.items() if instrument.group == "fundamental"]


def reading(language: str) -> LegalReader:
    return reader(LIBRARY, language)


def claimed(sentence: str, language: str = "en") -> list[str]:
    """Claims in short: "KZ ratified C087 2000"."""
    return [
        " ".join([claim.country, claim.verb, claim.instrument or "?", *map(str, claim.dates)])
        for claim in reading(language).claims(sentence, "KZ", "KZ")
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kazakhstan ratified Convention No. 87 in 2000.", ["KZ ratified C087 2000"]),
        ("You ratified C87, C 98 and C.105.", ["KZ ratified C087", "KZ ratified C098", "KZ ratified C105"]),
        ("In December 2000 your government ratified ILO Convention 87.", ["KZ ratified C087 2000-12"]),
        ("On December 13, 2000, Kazakhstan ratified Convention No. 87.", ["KZ ratified C087 2000-12-13"]),
        ("You ratified Conventions 87 and 98 in 2000 and 2001.", ["KZ ratified C087 2000", "KZ ratified C098 2001"]),
        ("Convention No. 87, ratified by your country in 2000, says so.", ["KZ ratified C087 2000"]),
        ("Convention No. 87 was duly ratified in 2000.", ["KZ ratified C087 2000"]),
        ("The ICCPR, to which Kazakhstan has been a party since 2006, says so.", ["KZ party ICCPR 2006"]),
        ("As a State Party to the ICCPR, Kazakhstan must act.", ["KZ party ICCPR"]),
        ("Having ratified Convention No. 87, your country must act.", ["KZ ratified C087"]),
        ("Your obligations under the ICCPR and the ICESCR stand.", ["KZ bound ICCPR", "KZ bound ICESCR"]),
        ("Convention No. 87 is binding on Kazakhstan.", ["KZ bound C087"]),
        ("Kazakhstan, which has ratified Convention No. 87, knows.", ["KZ ratified C087"]),
        ("Kazakhstan, like Uzbekistan, has ratified Convention No. 87.", ["KZ ratified C087"]),
        ("Unlike Kazakhstan, Uzbekistan has ratified Convention No. 87.", ["UZ ratified C087"]),
        (
            "You ratified the Freedom of Association and Protection of the Right to Organize Convention.",
            ["KZ ratified C087"],
        ),
        ("Kazakhstan has ratified the European Social Charter.", ["KZ ratified ?"]),
        ("By ratifying Convention No. 87 in 2000 your country promised it.", ["KZ ratified C087 2000"]),
        ("Kazakhstan joined the ILO in 1993 and ratified Convention No. 87.", ["KZ ratified C087"]),
        ("Convention No. 87, which entered into force for Kazakhstan in 2001, says so.", ["KZ bound C087 2001"]),
        ("Kazakhstan, France and Uzbekistan have ratified Convention No. 87.", ["UZ ratified C087"]),
        # No claims
        ("Kazakhstan is considering ratifying Convention No. 190.", []),
        ("Kazakhstan has not yet ratified Convention No. 190.", []),
        ("Nor has it ratified Convention No. 190.", []),
        ("Convention No. 190 has not been ratified by Kazakhstan.", []),
        ("Kazakhstan should ratify Convention No. 190.", []),
        ("Has Kazakhstan ratified Convention No. 190?", []),
        ("We ask whether Kazakhstan has ratified Convention No. 190.", []),
        ("Kazakhstan says it has ratified Convention No. 190.", []),
        ("More than forty States have ratified Convention No. 190.", []),
        ("The Uzbek parliament ratified Convention No. 190.", []),
        ("Kazakhstan is bound by the principles of Convention No. 190.", []),
        ("Kazakhstan ratified a law; Convention No. 190 was adopted in 2019.", []),
        ("Kazakhstan is a Member of the ILO, and Convention No. 190 protects workers.", []),
    ],
)
def test_claims_in_english(sentence: str, expected: list[str]) -> None:
    assert claimed(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("En 2000, le Kazakhstan a ratifié la convention n° 87.", ["KZ ratified C087 2000"]),
        ("Votre pays est partie aux conventions nᵒˢ 87 et 98.", ["KZ party C087", "KZ party C098"]),
        ("La convention n° 87, que vous avez ratifiée le 13 décembre 2000, le dit.", ["KZ ratified C087 2000-12-13"]),
        ("Le PIDCP, auquel le Kazakhstan est partie depuis 2006, le dit.", ["KZ party ICCPR 2006"]),
        ("Vous manquez à vos obligations au titre de la convention n° 87.", ["KZ bound C087"]),
        ("Ayant ratifié la convention n° 87, l’Ouzbékistan doit agir.", ["UZ ratified C087"]),
        ("La convention n° 87, ratifiée par le Kazakhstan en 2000, le dit.", ["KZ ratified C087 2000"]),
        ("En ratifiant la convention n° 87 en 2000, le Kazakhstan s’est engagé.", ["KZ ratified C087 2000"]),
        ("Le Kazakhstan n’a jamais ratifié la convention n° 190.", []),
        ("Nous vous demandons de ratifier la convention n° 190.", []),
        ("Si votre pays avait ratifié la convention n° 190, il en irait autrement.", []),
        ("Le Kazakhstan est lié par les principes de la convention n° 190.", []),
    ],
)
def test_claims_in_french(sentence: str, expected: list[str]) -> None:
    assert claimed(sentence, "fr") == expected


WAYS = yaml.safe_load((ROOT / "tests" / "claims" / "ratified.yml").read_text(encoding="utf-8"))
CALLED = {"en": ("Kazakhstan", "your country", "your government"), "fr": ("le Kazakhstan", "votre pays")}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everyday_ways_to_claim_a_ratification_and_to_deny_one(language: str) -> None:
    for part, expected in (("ratified", True), ("denied", False)):
        for way in WAYS[language][part]:
            for name in CALLED[language]:
                said = way.format(name)
                said = f"{said[0].upper()}{said[1:]}."
                claims = claims_in(reading(language), said, "KZ", "KZ")
                found = any(claim.instrument == "C087" and claim.country == "KZ" for claim in claims)
                assert found is expected, said


def test_a_letter_to_a_third_party_does_not_take_it_for_the_country() -> None:
    assert list(reading("en").claims("You ratified Convention No. 87.", "", "KZ")) == []


def letter(country: str, day: str, grounds: list[object], folder: Path, language: str = "en", **keys: object) -> str:
    """The text of a letter of that day with these grounds; no check finds anything in it but for what it asks for."""
    campaign = {
        "campaign": "Law",
        "country": country,
        "sources": {"note": {"title": "A note", "date": "1951-01-01"}},
        "organisations": {
            "union": {"name": {"en": "URW", "fr": "URW"}, "acts": [{"registered": "1951", "source": "note"}]}
        },
        "targets": {"minister": {"office": {"en": "Minister", "fr": "Ministre"}}},
        "letters": {
            "one": {
                "from": "specimen",
                "to": "minister",
                "date": day,
                "language": language,
                "about": "union.registered",
                "opening": "concern",
                "facts": [["union.registered"]],
                "grounds": [grounds],
                "demands": ["social-dialogue"],
                **keys,
            }
        },
    }
    path = folder / "c.yml"
    path.write_text(as_yaml(campaign), encoding="utf-8")
    read_campaign = read(path, LIBRARY)
    resolved = resolve(read_campaign, "one", LIBRARY)
    draft = compose(resolved)
    document = composed_document(resolved, draft, read_campaign, LIBRARY)
    found = [str(problem) for problem in check(document) if problem.code.startswith("LK3")]
    unasked = ("LK317", "LK318")
    assert not [problem for problem in found if not any(code in problem for code in unasked)]
    return "\n".join(paragraph.text for paragraph in draft.paragraphs).replace("\u00a0", " ")


DAYS = ("1999-06-01", "2009-03-31", "2017-01-23", "2022-05-31", "2022-07-01", "2026-07-09", "2026-11-22")
COUNTRIES = sorted({country for country, _ in LAW.ratifications})[::4]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_letters_say_of_themselves_holds(language: str, tmp_path: Path) -> None:
    for country, day in zip(COUNTRIES, itertools.cycle(DAYS), strict=False):
        on = datetime.date.fromisoformat(day)
        named = [
            key for key in FUNDAMENTAL if LAW.instrument(key).fundamental_on(on) and LAW.instrument(key).valid_on(on)
        ]
        grounds: list[object] = [{"ratified-conventions": named}, "anti-union-discrimination", "ilo-membership"]
        covenant = LAW.status(country, "ICCPR", on)
        if covenant.kind is StandingKind.RATIFIED and covenant.in_force is not False:
            grounds.append("iccpr-association")
        text = letter(country, day, grounds, tmp_path, language)
        claims = [claim for line in text.split("\n") for claim in reading(language).claims(line, country, country)]
        ratified = {key for key in named if LAW.status(country, key, on).kind is StandingKind.RATIFIED}
        if ratified:
            assert claims, text


def test_a_convention_binds_twelve_months_after_its_registration(tmp_path: Path) -> None:
    grounds: list[object] = [{"ratified-conventions": "C087"}]
    fresh = letter("KZ", "2001-06-01", grounds, tmp_path)
    assert "In 2000 Kazakhstan ratified Convention No. 87" in fresh
    assert "bound" not in fresh
    assert "tenu" not in letter("KZ", "2001-06-01", grounds, tmp_path, "fr")
    assert "and is bound by it" in letter("KZ", "2001-12-13", grounds, tmp_path)


def test_a_covenant_is_named_with_its_article(tmp_path: Path) -> None:
    grounds: list[object] = [{"ratified-conventions": ["C087", "ICCPR"]}]
    assert "and in 2006 the International Covenant on Civil" in letter("KZ", "2017-01-23", grounds, tmp_path)
    assert "et en 2006 le Pacte international" in letter("KZ", "2017-01-23", grounds, tmp_path, "fr")
    demands = [{"ratify": ["P029"]}]
    assert "ratify the Protocol of 2014" in letter("KZ", "2017-01-23", ["udhr-unions"], tmp_path, demands=demands)


def test_safety_at_work_is_a_principle_of_membership_since_june_2022(tmp_path: Path) -> None:
    grounds: list[object] = [{"ratified-conventions": "C155"}]
    with pytest.raises(UserError, match="LK308"):
        letter("US", "2022-05-31", grounds, tmp_path)
    assert "bound by the principles of ILO Convention No. 155" in letter("US", "2022-07-01", grounds, tmp_path)


def test_a_covenant_that_is_not_in_force_yet_is_no_ground(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="in force by 2006-04-24"):
        letter("KZ", "2006-03-01", ["iccpr-liberty"], tmp_path)
    assert "to which Kazakhstan is a party" in letter("KZ", "2006-04-24", ["iccpr-liberty"], tmp_path)


@pytest.mark.parametrize("instrument", ["ECHR", "C190", "US-GSP-bar", "WGAD"])
def test_what_does_not_bind_is_not_said_to_set_a_standard(instrument: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"LK30[18]"):
        letter("KZ", "2019-08-01", [{"ratified-conventions": instrument}], tmp_path)


def test_a_declaration_is_never_ratified(tmp_path: Path) -> None:
    grounds = [{"ratified-conventions": ["UDHR", "ILO-1998"]}]
    text = letter("KZ", "2017-01-23", grounds, tmp_path)
    assert "ratified" not in text
    assert "Rights at Work (1998)" in text
    assert "Rights at Work (1998, amended 2022)" in letter("KZ", "2023-01-23", grounds, tmp_path)
    assert "The Universal Declaration of Human Rights sets the same standard." in text


def test_a_precedent_says_its_cause_extent_and_restoration(tmp_path: Path) -> None:
    precedents = ["eu-gsp-myanmar-1997", "eu-gsp-belarus-2006", "eu-eba-cambodia-2020"]
    recalled = [[{"eu-withdrawals": precedents}]]
    text = letter("KZ", "2021-01-23", ["udhr-unions"], tmp_path, consequences=recalled)
    assert "Myanmar lost its preferences in 1997 over forced labour (they have since been restored)" in text
    assert "Belarus its own in 2007 over freedom of association" in text
    assert "Cambodia part of its own in 2020 over civil and political rights" in text
    french = letter("KZ", "2021-01-23", ["udhr-unions"], tmp_path, "fr", consequences=recalled)
    assert "le Cambodge une partie des siennes en 2020 pour violations de droits civils" in french


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_right_of_the_covenants_and_declarations_has_words(language: str) -> None:
    claims = LIBRARY.language(language).claims
    assert claims is not None
    kinds = (InstrumentKind.COVENANT, InstrumentKind.DECLARATION, InstrumentKind.REGIONAL_CONVENTION)
    rights = {str(right) for one in LAW.instruments.values() if one.kind in kinds for right in one.rights}
    assert rights
    assert rights <= {str(name) for name in claims.rights}
