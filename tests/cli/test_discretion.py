"""What is printed before a campaign could be read names nobody who has not agreed, unless it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.helpers import as_yaml, campaign, letterkit

NAME = "Marta Quellenberg"


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
