"""Where each sentence of a draft comes from: as generated, moved, edited, written by hand, and when much is lost."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from support.helpers import TEMPLATES, as_yaml, build, campaign, letterkit
from support.library import library_of
from support.mistakes import ROOT, redrafted

from letterkit.drafts.explain import Beside, Comes, Explained, Rests, WeighedClaim

DRAFT = Path("output/example/one.md")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    data = campaign("sources/note", {"title": "Memo of a friend", "date": "2017-01-20", "confidential": "yes"})
    data["letters"]["one"]["grounds"] = ["iccpr-liberty"]
    build(tmp_path, {"example.yml": data})
    (tmp_path / "templates").symlink_to(TEMPLATES)
    redraft()
    return tmp_path


def redraft() -> None:
    redrafted(Path("example.yml"), "one", library_of(ROOT / "tests"))


def explained() -> tuple[dict[str, Any], str]:
    result = letterkit("explain", "example.yml", "one", "--json", "--internal")
    assert result.code == 0, result.err
    return json.loads(result.out)["letters"][0], letterkit("explain", "example.yml", "--internal").out


def of(letter: dict[str, Any], words: str) -> dict[str, Any]:
    [found] = [each for each in letter["sentences"] if words in each["text"]]
    return dict(found)


def edit(old: str, new: str) -> None:
    text = DRAFT.read_text()
    assert text.count(old) == 1
    DRAFT.write_text(text.replace(old, new))


def change(path: str, value: object) -> None:
    Path("example.yml").write_text(as_yaml(campaign(path, value)))


def test_a_generated_sentence_names_clause_facts_and_source(workspace: Path) -> None:
    letter, text = explained()
    sentence = of(letter, "20 January")
    assert sentence["written"] == "generated"
    assert sentence["text"] in DRAFT.read_text().split("\n")[sentence["line"] - 1]
    comes = {each["name"]: each for each in sentence["comes"]}
    assert comes["acts/detained"]["file"].endswith("templates/clauses/acts/detained.yml")
    fact = comes["people/alia/acts/detained"]
    assert (fact["value"], fact["text"], fact["what"]) == ("2017-01-20", "since 20 January", "Alia Bek, detained")
    assert "2017-01-20" in Path(fact["file"]).read_text().split("\n")[fact["line"] - 1]
    assert fact["sources"] == [{"title": "Memo of a friend", "date": "2017-01-20", "confidential": True}]
    assert "source: Memo of a friend, 2017-01-20 (confidential: not to leave the workspace)" in text
    assert "people/alia" not in text, "titles, not keys"


def test_law_has_its_source_and_day_and_free_text_is_the_campaigns(workspace: Path) -> None:
    letter, _ = explained()
    [law] = [each for each in of(letter, "ICCPR")["comes"] if each["kind"] == "law"]
    assert law["value"] == "ratified 2006-01-24"
    assert law["sources"][0]["title"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", law["as_of"])
    [own] = [each for each in of(letter, "Nobody has seen her")["comes"] if each["kind"] == "text"]
    assert "Nobody has seen" in Path(own["file"]).read_text().split("\n")[own["line"] - 1]


def test_every_sentence_and_every_part_around_is_there(workspace: Path) -> None:
    letter, text = explained()
    body = DRAFT.read_text().split("---\n\n", 1)[1]
    assert "".join("".join(sentence["text"].split()) for sentence in letter["sentences"]) == "".join(
        re.sub(r"^- ", "", body, flags=re.MULTILINE).split()
    )
    assert all(sentence["comes"] for sentence in letter["sentences"])
    parts = {beside["part"]: beside for beside in letter["around"]}
    assert {"subject", "address", "copy", "signature", "enclosure", "via", "delivery"} <= set(parts)
    subject = parts["subject"]
    assert subject["text"] in Path(subject["file"]).read_text().split("\n")[subject["line"] - 1]
    assert all(beside["text"] in text for beside in letter["around"])


def test_edits_are_told_from_what_they_began_as(workspace: Path) -> None:
    edit(
        "Nobody has seen her since.", "Nobody has seen her since, not even her lawyer. We are alarmed by this silence."
    )
    letter, text = explained()
    edited, own = of(letter, "not even her lawyer"), of(letter, "alarmed")
    assert (edited["written"], edited["began"]) == ("edited", "Nobody has seen her since.")
    assert any(each["kind"] == "text" for each in edited["comes"])
    assert (own["written"], own["began"], own["comes"]) == ("hand", "", [])
    assert "written by hand" in text
    assert "it began as: Nobody has seen her since." in text


def test_it_holds_through_moves_and_merges(workspace: Path) -> None:
    before, _ = explained()
    detained = of(before, "20 January")
    edit("Nobody has seen her since.", "")
    edit("\n\nYours", "\n\nNobody has seen her since. We ask you to act.\n\nYours")
    change("people/crowd/count", "22")
    redraft()
    letter, _ = explained()
    assert of(letter, "Nobody has seen her since.")["written"] == "generated"
    assert of(letter, "We ask you to act.")["written"] == "hand"
    assert [c["name"] for c in of(letter, "20 January")["comes"]] == [c["name"] for c in detained["comes"]]
    [count] = [c for c in of(letter, "22 workers")["comes"] if c["name"] == "people/crowd/count"]
    assert (count["value"], count["now"]) == ("22", "")


def test_a_fact_that_has_changed_since_says_so(workspace: Path) -> None:
    change("people/crowd/count", "22")
    letter, text = explained()
    count = next(c for each in letter["sentences"] for c in each["comes"] if c["name"] == "people/crowd/count")
    assert (count["value"], count["now"]) == ("19", "22")
    assert "the campaign now says: 22" in text


def test_a_lost_record_is_told_and_the_rest_goes_on(workspace: Path) -> None:
    edit("Nobody has seen her since.", "There is silence about her fate.")
    shutil.rmtree("output/example/.letterkit")
    result = letterkit("explain", "example.yml")
    assert result.code == 0
    assert "LK939" in result.err
    assert "by hand, or generated from an earlier campaign" in result.out
    assert "clause: " in result.out
    assert not Path("output/example/.letterkit").exists(), "nothing is written"


def test_a_renamed_draft_is_told(workspace: Path) -> None:
    DRAFT.rename("output/example/final.md")
    result = letterkit("explain", "example.yml")
    assert result.code == 0
    assert "LK938" in result.err
    assert "Nobody has seen her since." in result.out


def test_the_draft_of_another_letter_is_refused(workspace: Path) -> None:
    DRAFT.write_text(DRAFT.read_text().replace("example/one", "example/two"))
    result = letterkit("explain", "example.yml")
    assert result.code == 2
    assert "LK915" in result.err


def test_a_withheld_name_is_not_shown(workspace: Path) -> None:
    change("people/alia/publish", "no")
    result = letterkit("explain", "example.yml", "--output", "elsewhere")
    assert "(name withheld)" in result.out
    assert "fact: Alia" not in result.out


def test_an_unknown_letter_is_named(workspace: Path) -> None:
    result = letterkit("explain", "example.yml", "tow")
    assert result.code == 2
    assert "LK211" in result.err


def test_the_json_is_documented(workspace: Path) -> None:
    text = (TEMPLATES.parent / "docs" / "explain.md").read_text(encoding="utf-8")
    names = {field.name for record in (Explained, Comes, Rests, Beside, WeighedClaim) for field in fields(record)}
    assert {name for name in names if f"`{name}`" not in text} == set()
