"""How a letter calls people: by what their names show, and never two of them alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.library import library_of

from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

CAMPAIGN = """
campaign: Names
country: GE
sources: {note: {title: A note, date: 2024-03-04}}
organisations:
  union: {name: ORGANISATION}
people:
PEOPLE
targets: {minister: {TARGET, office: Minister of Labour}}
letters:
  a: {from: specimen, to: minister, date: 2024-03-06, demands: [DEMANDS]}
"""


def drafted(folder: Path, *people: str, target: str = "gender: male", organisation: str = "Union", **more: str) -> str:
    keys = [f"p{number}" for number in range(len(people))]
    acts = "acts: [{arrested: 2024-03-01, source: note}, {charged: 2024-03-02, source: note}]"
    named = [person if "noun:" in person else f"{person}, publish: yes" for person in people]
    lines = [f"  {key}: {{{person}, {acts}}}" for key, person in zip(keys, named, strict=True)]
    text = CAMPAIGN.replace("PEOPLE", "\n".join(lines)).replace("TARGET", target).replace("ORGANISATION", organisation)
    path = folder / "names.yml"
    path.write_text(text.replace("DEMANDS", more.get("demands", f"release: [{', '.join(keys)}]")), encoding="utf-8")
    letter = resolve(read(path, library_of()), "a", library_of())
    return " ".join(paragraph.text for paragraph in compose(letter).paragraphs)


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("Joseph Sellers Jr.", "Mr Sellers"),
        ('"Nana Lomi, PhD"', "Mr Lomi"),
        ("Jan van den Berg", "Mr van den Berg"),
        ("Dr. Mario Santos", "Dr. Santos"),
        ("Suharto", "Mr Suharto"),
        ("Khalid bin Ghaleb", "Mr bin Ghaleb"),
    ],
)
def test_people_are_called_by_their_surnames(name: str, again: str, tmp_path: Path) -> None:
    assert again in drafted(tmp_path, f"name: {name}, gender: male")


@pytest.mark.parametrize(
    ("name", "dear"),
    [("Ferdinand Marcos III", "Dear Mr Marcos"), ("Jan von der Linden", "Dear Mr von der Linden")],
)
def test_the_salutation_too(name: str, dear: str, tmp_path: Path) -> None:
    text = drafted(tmp_path, "name: Nana Lomi", target=f"name: {name}, gender: male").replace("Minister of Labour", "")
    path = tmp_path / "names.yml"
    path.write_text(path.read_text().replace(", office: Minister of Labour", ""))
    letter = resolve(read(path, library_of()), "a", library_of())
    assert compose(letter).paragraphs[0].text.startswith(dear), text


def test_two_of_one_surname_keep_their_full_names(tmp_path: Path) -> None:
    said = drafted(tmp_path, "name: Jose Santos, gender: male", "name: Ramon Santos, gender: male")
    assert "Mr Santos" not in said
    mixed = drafted(tmp_path, "name: Jose Santos, gender: male", "name: Ana Santos, gender: female")
    assert "Mr Santos" in mixed
    assert "Ms Santos" in mixed


def test_those_without_a_gender_are_them(tmp_path: Path) -> None:
    said = drafted(tmp_path, "name: Alex Mardas", demands="{access: p0}, {protect: p0}")
    assert "Mardas’s" not in said
    assert "Mardas's" not in said
    assert "their own choosing" in said


def test_an_article_is_not_said_twice(tmp_path: Path) -> None:
    said = drafted(tmp_path, "name: Nana Lomi, office: chair, of: union", organisation="The Union of Dockers")
    assert "the Union of Dockers" in said
    assert "The Union" not in said


def test_what_a_phrase_of_an_act_introduces_is_not_introduced_again(tmp_path: Path) -> None:
    act = "{arrested: 2024-02-03, for: speaking up for the Union of Dockers (UD), source: note}"
    person = "name: Ann Berg, gender: female"
    campaign = CAMPAIGN.replace("PEOPLE", f"  p0: {{{person}, publish: yes, acts: [{act}]}}")
    path = tmp_path / "names.yml"
    path.write_text(
        campaign.replace("ORGANISATION", "Union of Dockers, short: UD, acts: [{dissolved: 2024-02-09, source: note}]")
        .replace("TARGET", "gender: male")
        .replace("DEMANDS", "release: p0, restore-registration: union"),
        encoding="utf-8",
    )
    text = " ".join(one.text for one in compose(resolve(read(path, library_of()), "a", library_of())).paragraphs)
    assert text.count("(UD)") == 1
    assert text.index("(UD)") < text.index("The UD was dissolved")


def test_the_next_officer_of_an_organisation_is_its_own(tmp_path: Path) -> None:
    officers = [
        "name: Ann Berg, gender: female, office: president, of: union",
        "name: Bo Lind, gender: male, office: treasurer, of: union",
        "name: Cy Dahl, gender: male, office: member, of: union",
        "name: Di Moe, gender: female, office: member, of: union",
    ]
    text = drafted(tmp_path, *officers, organisation="Union of Dockers, short: UD")
    assert (
        "Ms Berg, president of the Union of Dockers (UD); Mr Lind, its treasurer; and Mr Dahl and Ms Moe, "
        "both members of the UD, were arrested" in text
    )


def test_teachers_belong_to_a_union_and_work_at_a_school(tmp_path: Path) -> None:
    people = ["noun: teachers, count: 40, of: union"]
    for name, said in (("Teachers' Union", "40 teachers who belong to the"), ("Lake School", "40 teachers at the")):
        text = drafted(tmp_path, *people, organisation=name)
        assert said in text
