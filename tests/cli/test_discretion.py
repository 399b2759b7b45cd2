"""What is printed before a campaign could be read names nobody who has not agreed, unless it is asked for."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.commands import RUNS
from support.helpers import as_yaml, build, campaign, letterkit
from support.library import ROOT, library_of
from support.signoff import HEAD, with_approvals

from letterkit.cli.report.discretion import discreet
from letterkit.cli.report.leaving import Printer
from letterkit.cli.report.machine import FORMATS, problems_data
from letterkit.cli.report.problems import show_problems
from letterkit.foundation.codes import CODES
from letterkit.foundation.problems import Location, Problem
from letterkit.schema.names_read import noting_names
from letterkit.schema.read import read

NAME = "Marta Quellenberg"
TITLE = "Minutes of the strike committee"


def _written(folder: Path, old: str, new: str) -> str:
    """A campaign with somebody who is not to be named, and a mistake."""
    told = campaign("people/alia/publish", "no")
    told["people"]["alia"]["name"] = NAME
    text = as_yaml(told)
    assert text.count(old) >= 1, text
    (folder / "example.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"name: {NAME}", f"nmae: {NAME}"),  # an unknown key on the line of the name
        (f"name: {NAME}", f"name: {NAME}: x"),  # no YAML at all
        ("gender: female", f"gender: {NAME}"),  # a value that is repeated in the message
    ],
)
@pytest.mark.parametrize("command", ["check", "draft"])
def test_a_mistake_beside_a_withheld_name_does_not_print_it(
    command: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _written(tmp_path, old, new)
    for options in ([], ["--format", "json"] if command == "check" else ["--json"]):
        result = letterkit(command, "example.yml", *options)
        assert result.code
        assert "LK1" in result.out + result.err
        assert "Quellenberg" not in result.out + result.err
    inside = letterkit(command, "example.yml", "--internal")
    assert "Quellenberg" in inside.out + inside.err


def test_the_title_of_a_confidential_source_is_for_insiders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = campaign(
        "sources/note", {"title": "Minutes of the strike committee", "date": "2017-01-20", "confidential": "yes"}
    )
    told["letters"]["one"]["facts"] = [["alia.detained"], [{"text": "So say the Minutes of the strike committee."}]]
    (tmp_path / "example.yml").write_text(as_yaml(told), encoding="utf-8")
    outside, inside = letterkit("check", "example.yml"), letterkit("check", "example.yml", "--internal")
    assert "LK705: a confidential source shows" in outside.out
    assert "strike committee" not in outside.out
    assert "Minutes of the strike committee" in inside.out


@pytest.mark.parametrize("command", ["explain", "diff"])
def test_what_is_in_a_draft_is_shown_without_withheld_names_and_titles(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = campaign("sources/note", {"title": "Minutes of the committee", "date": "2017-01-20", "confidential": "yes"})
    told["people"]["alia"] |= {"publish": "no", "name": NAME}
    (tmp_path / "example.yml").write_text(as_yaml(told), encoding="utf-8")
    assert letterkit("draft", "example.yml").code == 0
    draft = tmp_path / "output/example/one.md"
    text = draft.read_text(encoding="utf-8").replace(
        "\nYours", f"\n{NAME} hides. So say the Minutes of the committee.\n\nYours"
    )
    draft.write_text(text, encoding="utf-8")
    (tmp_path / "example.yml").write_text(as_yaml(told).replace("'19'", "'22'"), encoding="utf-8")
    for options in ([], ["--json"]):
        out = letterkit(command, "example.yml", *options).out
        assert "Quellenberg" not in out
        assert "Minutes of the committee" not in out
        assert command == "diff" or "M. Q. hides" in out
    assert command == "diff" or "Quellenberg" in letterkit(command, "example.yml", "--internal").out


def _hiding_both(folder: Path) -> dict[str, Any]:
    """A campaign in a folder with somebody who is not to be named and a source that is not to be shown."""
    told = with_approvals()
    told["targets"]["president"]["until"] = "2099-01-01"
    told["sources"]["minutes"] = {"title": TITLE, "date": "2017-01-20", "confidential": "yes"}
    act = {"dismissed": "2017-01-19", "source": "minutes"}
    told["people"]["marta"] = {"name": NAME, "gender": "female", "publish": "no", "acts": [act]}
    told["letters"]["one"] |= {"from": "fdw", "signed-by": ["president", "secretary"]}
    told["letters"]["one"]["facts"][0].append("marta.dismissed")
    build(folder, {"case.yml": told, "templates/letterheads/fdw/letterhead.yml": HEAD, "scan.pdf": b"%PDF-1.7"})
    return told


def _named(said: str) -> list[str]:
    return [word for word in ("Quellenberg", "quellenberg", "strike committee") if word in said]


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within a run that has read such a campaign."""
    monkeypatch.chdir(tmp_path)
    _hiding_both(tmp_path)
    with noting_names():
        read(Path("case.yml"), library_of(tmp_path))
        yield


@pytest.mark.usefixtures("noted")
def test_a_line_longer_than_any_person_writes_is_for_insiders(tmp_path: Path) -> None:
    """Looking through it for names would take minutes."""
    (tmp_path / "case.register.jsonl").write_text("marta " * 50_000 + NAME, encoding="utf-8")
    damaged = Problem("LK954", "line 1 of the register is damaged", Location("case.register.jsonl", 1))
    (told,) = discreet([damaged])
    assert told.internal == damaged
    assert told.message == damaged.message


SAYING = (
    f"'{NAME}' and the {TITLE}",
    "no record of QUELLENBERG",
    "'quellenberg.arrested' is unknown: did you mean 'M**quellen**berg' or Quel-lenberg",
    f"KeyError: '{TITLE}' (Marta\u200b Quellenbergs)",
)


@pytest.mark.usefixtures("noted")
def test_no_problem_of_any_code_prints_what_is_withheld(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever says it, wherever its place is, and in each format."""
    places = (None, Location("case.yml", 1), Location("gone.yml", 3), Location("output/case/one.md", 2))
    problems = [
        Problem(code, saying, place, saying)
        for turn, code in enumerate(CODES)
        for saying, place in zip(SAYING, places[turn % 4 :] + places[: turn % 4], strict=True)
    ]
    said = str(problems_data(problems)) + "".join(
        piece for form in FORMATS.values() for piece in form(discreet(problems))
    )
    show_problems(problems, Printer())
    for text in (said, capsys.readouterr().out):
        assert _named(text) == []
        assert "M. Q." in text
        assert "a confidential source" in text
    inside = str(problems_data(problems, internal=True))
    assert _named(inside) == ["Quellenberg", "quellenberg", "strike committee"]


def test_nothing_is_printed_but_where_it_is_looked_through() -> None:
    """Each text of a command leaves by `letterkit.cli.report.leaving`, and each problem as one that can be told."""
    ways = {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write", "json.dumps"}
    out: dict[str, set[str]] = {}
    for path in sorted((ROOT / "letterkit").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        calls = re.search(r"\b(print|echo|secho|write|dumps)\s*\(", text)
        for node in ast.walk(ast.parse(text)) if calls else ():
            if isinstance(node, ast.Call) and (called := ast.unparse(node.func)) in ways:
                out.setdefault(called, set()).add(path.relative_to(ROOT / "letterkit").as_posix())
    leaving = "cli/report/leaving.py"
    assert {called: files for called, files in out.items() if called != "json.dumps"} == {"click.echo": {leaving}}
    # Of what is written into files, of problems that can be told, of schemas, and the page of a preview.
    printed = {path for path in out["json.dumps"] if path.startswith("cli/")} - {leaving}
    assert printed == {"cli/report/machine.py", "cli/known_runs.py", "cli/preview/data.py"}


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter into which somebody has typed the name and the title, and a campaign with a mistake beside the name."""
    folder = tmp_path_factory.mktemp("hiding")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        told = _hiding_both(folder)
        assert letterkit("draft", "case.yml").code == 0
        draft = Path("output/case/one.md")
        text = draft.read_text(encoding="utf-8")
        draft.write_text(text.replace("\nYours", f"\n{NAME} hides. So say the {TITLE}.\n\nYours"), encoding="utf-8")
        wrong = as_yaml(told).replace(f"name: {NAME}", f"name: [{NAME}, {TITLE}]").replace("'19'", f"{NAME}")
        build(folder, {"wrong.yml": wrong, "untidy.yml": wrong, "untidy-too.yml": "a:   b"})
    return folder


@pytest.mark.sampled(5)
@pytest.mark.parametrize("name", RUNS)
def test_no_command_prints_what_is_withheld(
    name: str, worked_on: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What one command leaves is not there for the next.
    monkeypatch.chdir(shutil.copytree(worked_on, tmp_path / "own"))
    monkeypatch.setenv("LETTERKIT_PASSPHRASE", "")
    arguments = RUNS[name].arguments
    for case in ("case", "wrong") if "case.yml" in arguments else ("case",):
        tried = [argument.replace("case.yml", f"{case}.yml") for argument in arguments]
        result = letterkit(*tried)
        assert _named(result.out + result.err) == [], tried
    if name in ("draft", "check", "explain", "pdf"):
        inside = letterkit(*arguments, "--internal")
        assert _named(inside.out + inside.err)
