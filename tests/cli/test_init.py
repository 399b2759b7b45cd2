"""``letterkit init``: a workspace by questions or by options, and nothing of anybody's overwritten."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from support.helpers import build, files
from support.helpers import letterkit as run

from letterkit.cli import asking, main
from letterkit.cli.editing import KINDS_OF_FILES
from letterkit.foundation.strict_yaml import parse
from letterkit.schema.library import open_library
from letterkit.schema.settings import read_settings

FLAGS = ("--name", "Harbour: the Union", "--short", "HU", "--place", "Rotterdam", "--signs", "Marit Holm")
OFFICE = ("--gender", "female", "--office", "secrétaire générale")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z"/></svg>'
FRENCH = """\
campaign: Arrestation à Lomé
country: TG
sources: {note: {title: Note du syndicat, date: 2026-11-12}}
people:
  amegan:
    name: Kossi Amegan
    gender: male
    publish: yes
    acts:
      - {arrested: 2026-11-10, by: la police, source: note}
targets: {minister: {office: Ministre de la Justice, gender: female, of: Togo, email: cabinet@example.org}}
demands:
  - release: amegan
  - text: publier la décision du juge
grounds:
  - arbitrary-detention
letters:
  one: {form: protest, from: hu, to: minister, date: 2026-11-20, language: fr, subject: Arrestation à Lomé}
"""
ENTER, DOWN, SPACE = "\r", "\x1b[B", " "


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_workspace_by_options(here: Path) -> None:
    approvals = ("--approves", "legal=Ines Okoro", "--approves", "legal=Tomas Lind", "--approves", "desk=Aino Saar")
    result = run("init", "letters", *FLAGS, *approvals, "--language", "fr", "--language", "en", *OFFICE)
    assert (result.code, result.err) == (0, "")
    assert list(files(here / "letters")) == [
        ".gitignore",
        "campaigns/shared/addresses.yml",
        "letterkit.yml",
        *(f"schemas/{kind}.json" for kind in sorted(KINDS_OF_FILES)),
        "templates/letterheads/hu/letterhead.yml",
    ]
    settings = read_settings(here / "letters")
    assert settings
    assert (settings.letterhead, settings.languages) == ("hu", ("fr", "en"))
    house = open_library(here / "letters").letterhead("hu")
    assert (house.name.first, house.language, house.signs) == ("Harbour: the Union", "fr", "secretaire-generale")
    assert house.officers["secretaire-generale"].gender == "female"
    assert str(house.officers["secretaire-generale"].office.within("fr")) == "Secrétaire générale"
    assert {role: list(one.by) for role, one in house.approvals.items()} == {
        "legal": ["Ines Okoro", "Tomas Lind"],
        "desk": ["Aino Saar"],
    }


def test_an_office_in_english_is_plain_and_what_a_language_lacks_is_told(here: Path) -> None:
    two = ("--language", "fr", "--language", "en", "--office", "General Secretary")
    result = run("init", "letters", *FLAGS, *two)
    assert "Its name in English is 'Harbour: the Union'" in result.out
    house = open_library(here / "letters").letterhead("hu")
    assert str(house.officers["general-secretary"].office.within("en")) == "General Secretary"
    own = ("--name-in", "Port Union", "--short-in", "PU", "--office", "déléguée", "--office-in", "delegate")
    result = run("init", "others", *FLAGS, *two[:4], *own)
    assert "Its name in" not in result.out
    house = open_library(here / "others").letterhead("hu")
    office = next(iter(house.officers.values())).office
    assert [str(one.within("en")) for one in (house.name, house.short, office)] == ["Port Union", "PU", "Delegate"]
    assert [str(one.within("fr")) for one in (house.name, house.short, office)] == [
        "Harbour: the Union",
        "HU",
        "Déléguée",
    ]


def test_without_a_terminal_each_missing_option_is_named(here: Path) -> None:
    result = run("init", "letters", "--name", "Harbour Union")
    assert result.code == 2
    assert "--place" in result.err
    assert "--signs" in result.err
    assert "--name" not in result.err.split("missing:")[1]
    assert "--short" not in result.err
    assert not (here / "letters").exists()


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--letterhead", "No Spaces", "small letters"),
        ("--letterhead", "ituc", "none of"),
        ("--language", "xx", "one of en, fr"),
        ("--approves", "Ines Okoro", "ROLE=NAME"),
        ("--gender", "other", "one of"),
        ("--email", "the office", "an address such as"),
        ("--phone", "Marit Holm", "a telephone number"),
        ("--address", "+31 10 555 01 40", "the number is asked for next"),
        ("--address", "office@example.org", "e-mail and site are asked for below"),
        ("--logo", "logo.svg", "a file that is there"),
    ],
)
def test_wrong_answer_says_what_was_expected(here: Path, option: str, value: str, expected: str) -> None:
    result = run("init", "letters", *FLAGS, option, value)
    assert result.code == 2
    assert f"{option}: found " in result.err
    assert expected in result.err
    assert not (here / "letters").exists()


def test_logo_is_looked_at_and_stands_in_the_letterhead(here: Path) -> None:
    build(here, {"mark.svg": "<svg>", "Mark.SVG": LOGO})
    refused = run("init", "letters", *FLAGS, "--logo", "mark.svg")
    assert (refused.code, "a picture that can be printed" in refused.err) == (2, True)
    assert run("init", "letters", *FLAGS, "--logo", "Mark.SVG").code == 0
    assert (here / "letters/templates/letterheads/hu/logo.svg").read_text() == LOGO
    assert str(open_library(here / "letters").letterhead("hu").look.logo) == "logo.svg"


def test_plain_words_are_of_the_one_language_of_a_workspace(here: Path) -> None:
    assert run("init", *FLAGS, *OFFICE, "--language", "fr").code == 0
    build(here, {"campaigns/a.yml": FRENCH})
    drafted = run("draft", "campaigns/a.yml")
    assert (drafted.code, drafted.err) == (0, "")
    text = (here / "output/a/one.md").read_text()
    assert "par la police" in text
    assert "publier la décision du juge" in text
    assert run("letterheads", "preview", "hu").code == 0
    english = FRENCH.replace("language: fr", "language: en")
    build(here, {"campaigns/a.yml": english})
    assert "'Ministre de la Justice' has no text in 'en'" in run("check", "campaigns/a.yml").out


def test_files_that_are_there_stay(here: Path) -> None:
    build(here, {".gitignore": "mine\n", "campaigns/a.yml": "campaign: A\n", "letters": "a file"})
    assert run("init", *FLAGS).code == 0
    after = files(here)
    assert (after[".gitignore"], after["campaigns/a.yml"]) == (b"mine\n", b"campaign: A\n")
    again = run("init", *FLAGS)
    assert (again.code, "is a workspace already" in again.err) == (2, True)
    assert files(here) == after


@pytest.mark.parametrize("where", ["inner", "inner/deeper", "campaigns"])
def test_workspace_inside_another_is_refused(here: Path, where: str) -> None:
    assert run("init", *FLAGS).code == 0
    before = files(here)
    result = run("init", where, *FLAGS)
    assert (result.code, "LK981" in result.err, "lies in the workspace" in result.err) == (2, True, True)
    assert files(here) == before


def test_workspace_around_another_is_refused(here: Path) -> None:
    assert run("init", "one/two", *FLAGS).code == 0
    assert "there is a workspace in it already: 'one/two'" in run("init", *FLAGS).err


def test_neither_a_file_nor_letterkits_own_folder(here: Path) -> None:
    build(here, {"letters": "a file"})
    assert "is a file" in run("init", "letters", *FLAGS).err
    own = Path(main.__file__).resolve().parents[2]
    assert "the folder of letterkit itself" in run("init", str(own), *FLAGS).err


def test_gitignore_keeps_drafts_and_leaves_out_what_is_confidential(here: Path) -> None:
    assert run("init", *FLAGS).code == 0
    kept = ("campaigns/a.yml", "output/a/one.md", "output/a/one.pdf", "output/a/.letterkit/one/1.json")
    left = ("output/a/one-review.pdf", "output/a/one.eml", "confidential/a.pdf", "sign.p12", "output/a/one-draft.pdf")
    build(here, dict.fromkeys((*kept, *left), "x"))
    subprocess.run(["git", "init", "-q"], check=True)
    asked = subprocess.run(["git", "check-ignore", *kept, *left], check=False, capture_output=True, text=True)
    assert asked.stdout.split() == list(left)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A terminal at which a person types."""

    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        monkeypatch.setattr(asking, "at_a_terminal", lambda: True)
        yield keys


def test_questions_at_a_terminal(here: Path, keyboard: object) -> None:
    typed = [
        *("Harbour Union", ENTER),
        *("HU", ENTER),
        *("Rotterdam", ENTER),
        *("14 Maasboulevard", ENTER, "3063 NS Rotterdam", ENTER, ENTER),
        *("+31 10 555 01 40", ENTER),
        *("office", ENTER, *("\x7f" * 6), "office@example.org", ENTER),  # refused, then mended
        *("https://www.example.org/", ENTER),
        ENTER,  # no logo
        *(DOWN, SPACE, ENTER, DOWN, ENTER),  # French besides English, and first
        *("Port Union", ENTER, ENTER),  # in English; and the same short name
        *("Marit Holm", ENTER),
        *("secrétaire générale", ENTER, "general secretary", ENTER),
        ENTER,  # not said
        *("Ines Okoro", ENTER, *("\x7f" * 10), "legal=Ines Okoro", ENTER, ENTER),  # refused, then mended
    ]
    keyboard.send_text("".join(typed))  # type: ignore[attr-defined]
    main.cli.main(["init", "letters"], standalone_mode=False)
    house = open_library(here / "letters").letterhead("hu")
    assert house.name.first == "Harbour Union"
    assert str(house.name.within("en")) == "Port Union"
    assert list(house.approvals) == ["legal"]
    assert [str(line.first) for line in house.address] == ["14 Maasboulevard", "3063 NS Rotterdam"]
    assert [str(one.text) for one in house.contacts] == ["+31 10 555 01 40", "office@example.org", "www.example.org"]
    settings = read_settings(here / "letters")
    assert settings
    assert settings.languages == ("fr", "en")


def test_the_notes_of_made_files_are_in_the_language_of_the_workspace(here: Path) -> None:
    """Every note of every template has its words in each language that has any, and no word stands for nothing."""
    templates = Path(__file__).resolve().parents[2] / "templates"
    made = [*templates.glob("workspace/*.j2"), *templates.glob("letterheads/base/*.yml.j2")]
    lines = [
        line.strip().lstrip("#") for path in made for line in path.read_text("utf-8").splitlines() if "#" in line[:9]
    ]
    notes = {line.strip() for line in lines if re.match(r" (?!{{)\S|   letterkit ", line)}
    for path in templates.glob("languages/*/notes.yml"):
        there = set(map(str, parse(path.read_text("utf-8"), "notes.yml")))
        assert (notes - there, there - notes) == (set(), set())
    run("init", "lettres", *FLAGS, "--language", "fr", *OFFICE)
    assert "# À qui vont vos lettres." in (here / "lettres/campaigns/shared/addresses.yml").read_text("utf-8")


@pytest.mark.parametrize("words", ["{{ nothing", "{{ nothing }}"])
def test_a_note_that_fails_is_shown_in_its_file(here: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    note = "What you ask for. 'letterkit clauses' lists the demands; each says for whom."
    run("init", "lettres", *FLAGS, "--language", "fr", *OFFICE)
    build(here / "lettres", {"templates/languages/fr/notes.yml": f'"{note}": "{words}"\n'})
    monkeypatch.chdir(here / "lettres")
    told = run(
        *("new", "--country", "Zimbabwe", "--act", "arrested", "--date", "2026-11-20"),
        *(
            "--person",
            "Ana Moyo",
            "--gender",
            "female",
            "--publish",
            "yes",
            "--source",
            "Note",
            "--to-office",
            "Ministre",
        ),
    )
    assert "templates/languages/fr/notes.yml:1" in told.err
    assert "LK205" in told.err
    assert not [*(here / "lettres/campaigns").glob("zimbabwe*")]


def test_an_organisation_whose_name_takes_no_article(here: Path) -> None:
    run("init", "letters", *FLAGS, "--article", "none", "--office", "President")
    assert "\narticle: none\n" in (here / "letters/templates/letterheads/hu/letterhead.yml").read_text()
