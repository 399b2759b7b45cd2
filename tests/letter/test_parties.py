"""Who writes, and to whom: several addressees, open letters, coalitions, references."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from support.library import library_of

from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.check import examine
from letterkit.schema.read import read

pytestmark = pytest.mark.quick

PRESIDENT = {"name": "Eva Strand", "gender": "female", "office": {"en": "President", "fr": "Présidente"}}
MINISTER = {
    "name": "Jon Berg",
    "gender": "male",
    "office": {"en": "Minister of Justice", "fr": "Ministre de la Justice"},
}
STATE = {"of": {"en": "Republic of Kenya", "fr": "République du Kenya"}}


def campaign(**letter: Any) -> dict[str, Any]:
    act = {"arrested": "2021-05-04", "source": "note"}
    company = {"name": "Tea Ltd", "is": "company"}
    return {
        "campaign": "Parties",
        "country": "KE",
        "sources": {"note": {"title": "A note", "date": "2021-05-05"}},
        "organisations": {"union": {"name": "Kenya Tea Union", "short": "KTU", "article": {"en": "the", "fr": "none"}}},
        "people": {"lomi": {"name": "Nana Lomi", "gender": "female", "publish": "yes", "acts": [act]}},
        "targets": {
            "president": {**PRESIDENT, **STATE, "address": ["State House"], "email": "p@example.org"},
            "minister": {**MINISTER, **STATE, "address": ["1 Court Road"], "email": "m@example.org"},
            "deputy": {
                "office": {"en": "Deputy Minister", "fr": "Vice-ministre"},
                **STATE,
                "address": ["1 Court Road"],
            },
            "company": company,
        },
        "letters": {
            "a": {
                "from": "specimen",
                "to": "minister",
                "date": "2021-05-10",
                "demands": [{"release": "lomi"}],
                **letter,
            }
        },
    }


def drafted(folder: Path, **letter: Any) -> Draft:
    path = folder / "campaign.yml"
    path.write_text(yaml.safe_dump(campaign(**letter), allow_unicode=True), encoding="utf-8")
    library = library_of(folder)
    return compose(resolve(read(path, library), "a", library))


def said(draft: Draft) -> str:
    return "\n".join(paragraph.text for paragraph in draft.paragraphs)


@pytest.mark.parametrize(
    ("language", "salutation"),
    [
        ("en", "Dear President Strand, Dear Mr Berg,"),
        ("fr", "Madame la Présidente, Monsieur le Ministre,"),
    ],
)
def test_each_of_several_is_in_address_salutation_and_mail(tmp_path: Path, language: str, salutation: str) -> None:
    draft = drafted(tmp_path, to=["president", "minister"], language=language)
    assert draft.paragraphs[0].text == salutation
    assert "" in draft.sheet.inside_address
    assert {"State House", "1 Court Road"} <= set(draft.sheet.inside_address)
    assert [box.address for box in draft.sheet.mailboxes] == ["p@example.org", "m@example.org"]
    assert "Strand" in draft.sheet.title
    assert "Berg" in draft.sheet.title


def test_several_of_one_address_have_it_once(tmp_path: Path) -> None:
    address = drafted(tmp_path, to=["minister", "deputy"]).sheet.inside_address
    assert address == ("Mr Jon Berg, Minister of Justice", "Deputy Minister", "Republic of Kenya", "1 Court Road")


def test_several_of_whom_one_has_no_name_are_called_together(tmp_path: Path) -> None:
    draft = drafted(tmp_path, to=["minister", "deputy"], language="fr")
    assert draft.paragraphs[0].text == "Mesdames, Messieurs,"
    assert "Mesdames, Messieurs," in draft.paragraphs[-1].text


def test_a_government_and_a_company_get_letters_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"speaks to a government and to a company") as stopped:
        drafted(tmp_path, to=["minister", "company"])
    assert "like:" in stopped.value.problems[0].hint
    with pytest.raises(UserError, match="twice"):
        drafted(tmp_path, to=["minister", "minister"])


def test_an_office_that_has_ended_is_found_in_each_of_several(tmp_path: Path) -> None:
    data = campaign(to=["president", "minister"])
    data["targets"]["minister"]["until"] = "2020-01-01"
    path = tmp_path / "campaigns" / "parties.yml"
    path.parent.mkdir()
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    problems = [one for batch in examine([path], library_of(tmp_path), tmp_path / "output") for one in batch.problems]
    assert [one.message for one in problems if one.code == "LK401"] == ["'minister' is not in office on 2021-05-10"]
    assert not [one for one in problems if one.code == "LK609"]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Open letter to Ms Eva Strand, President, and Mr Jon Berg, Minister of Justice"),
        ("fr", "Lettre ouverte à Mme Eva Strand, Présidente, et M. Jon Berg, Ministre de la Justice"),
    ],
)
def test_an_open_letter_has_a_heading_and_no_address(tmp_path: Path, language: str, heading: str) -> None:
    sheet = drafted(tmp_path, to=["president", "minister"], open="yes", language=language).sheet
    assert sheet.heading == heading
    assert not sheet.inside_address
    assert not sheet.mailboxes
    sent = drafted(tmp_path, to="president", open="yes", email="press@example.org").sheet
    assert [box.address for box in sent.mailboxes] == ["press@example.org"]


def test_an_open_letter_to_an_office_names_it(tmp_path: Path) -> None:
    english, french = (drafted(tmp_path, to="deputy", open="yes", language=code).sheet.heading for code in ("en", "fr"))
    assert english == "Open letter to the Deputy Minister, Republic of Kenya"
    assert french == "Lettre ouverte au Vice-ministre de la République du Kenya"


@pytest.mark.parametrize(
    ("language", "few", "many", "again"),
    [
        (
            "en",
            "We are writing on behalf of the Federation of Specimen Unions (FSU), Alpha and the Kenya Tea Union (KTU)",
            "and the three other organisations that sign this letter to protest",
            "The signatories call on",
        ),
        (
            "fr",
            "Au nom de la Fédération des syndicats témoins (FSU), d'Alpha et de Kenya Tea Union, nous vous écrivons",
            "et des trois autres organisations signataires de cette lettre, nous vous écrivons",
            "Nous demandons",
        ),
    ],
)
def test_a_coalition_says_we_and_lists_who_signs(
    tmp_path: Path, language: str, few: str, many: str, again: str
) -> None:
    beta = {"name": "Beta", "signed-by": "Ann Other", "office": {"en": "Director", "fr": "Directrice"}}
    two = drafted(tmp_path, language=language, **{"with": ["Alpha", "union"]})
    assert few in said(two)
    draft = drafted(tmp_path, language=language, **{"with": ["Alpha", "union", beta]})
    assert many in said(draft)
    assert again in said(draft)
    office = "Director" if language == "en" else "Directrice"
    assert draft.sheet.cosigners == ("Alpha", "Kenya Tea Union", f"Beta, Ann Other, {office}")


def test_references_have_labels_where_there_are_two(tmp_path: Path) -> None:
    sheet = drafted(tmp_path, reference="AB/1", **{"your-reference": "MJ 17", "language": "fr"}).sheet
    assert (sheet.your_reference_label, sheet.your_reference) == ("V/Réf. :", "MJ 17")
    assert (sheet.reference_label, sheet.reference) == ("N/Réf. :", "AB/1")
    assert drafted(tmp_path, reference="AB/1").sheet.reference_label == ""


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (["president", "minister"], "wrote to you"),
        (["next", "minister"], "to the President and the Minister of Justice"),
    ],
)
def test_a_letter_that_went_to_several_is_recalled_for_those_it_goes_to_now(
    tmp_path: Path, to: list[str], words: str
) -> None:
    data = campaign(to=["president", "minister"])
    data["targets"]["next"] = {**PRESIDENT, **STATE, "name": "Ann Strand", "from": "2021-05-20"}
    data["letters"]["b"] = {"follows": "a", "to": to, "date": "2021-06-10"}
    path = tmp_path / "campaign.yml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    library = library_of(tmp_path)
    assert words in said(compose(resolve(read(path, library), "b", library)))
