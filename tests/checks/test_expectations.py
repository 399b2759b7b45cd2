"""Tests of a campaign: what its letters must and must not say is held against the letter as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support.helpers import as_yaml, build, campaign, letterkit

FILE = "case.yml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def case(*tests: dict[str, Any]) -> dict[str, Any]:
    data = campaign()
    data["people"]["berg"] = {"name": "Jon Berg", "also": ["Jonn Bergh"], "gender": "male", "publish": "yes"}
    data["letters"]["one"]["grounds"] = [{"ratified-conventions": ["C087", "C098"]}]
    data["letters"]["two"] = {"like": "one", "date": "2017-01-25"}
    return {**data, "tests": list(tests)}


def found(here: Path, *tests: dict[str, Any]) -> list[str]:
    """What ``letterkit check`` says of tests, by line of the message."""
    build(here, {FILE: case(*tests)})
    result = letterkit("check", FILE, "--select", "LK831,LK211,LK216,LK221,LK123,LK121")
    return [line.partition(": error ")[2] for line in result.out.splitlines() if ": error " in line]


HOLDS: list[dict[str, Any]] = [
    {"names": "alia"},
    {"names": ["alia", "union"]},
    {"does-not-name": "berg"},
    {"says": "release ms bek immediately"},
    {"says": ["calling a strike", "to protest against"]},
    {"does-not-say": "terrorist"},
    {"asks": {"release": "alia"}},
    {"asks": [{"release": ["alia"]}, "revise-law"]},
    {"does-not-ask": "drop-charges"},
    {"does-not-ask": {"release": "berg"}},
    {"cites": ["C087", "C098"]},
    {"does-not-cite": "C155"},
    {"letters": "one", "names": "alia"},
    {"letters": "2017-01-25", "says": "calling a strike"},
    {"letters": ["one", "two"], "why": "a reason", "names": "alia"},
]
FAILS: list[tuple[dict[str, Any], str]] = [
    ({"names": "berg"}, "does not name 'berg'"),
    ({"does-not-name": "alia"}, "names 'alia': '"),
    ({"does-not-name": "union"}, "names 'union': '"),
    ({"says": "at once"}, "does not say this"),
    ({"does-not-say": "Immediately"}, "says this: '"),
    ({"asks": {"release": ["alia", "berg"]}}, "does not ask 'release' for berg"),
    ({"asks": "drop-charges"}, "does not ask 'drop-charges'"),
    ({"does-not-ask": {"release": "alia"}}, "asks 'release' for alia"),
    ({"does-not-ask": "release"}, "asks 'release'"),
    ({"cites": "C155"}, "does not cite C155"),
    ({"does-not-cite": "C087"}, "cites C087"),
    ({"letters": "2017-01-23", "names": "berg", "why": "his wife asked"}, "it is expected since his wife asked"),
]
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"names": "aila"}, "LK221: nobody named 'aila'"),
    ({"names": "crowd"}, "LK221: 'crowd' are people without names"),
    ({"asks": "relaese"}, "LK216: no demand named 'relaese'"),
    ({"asks": {"release": "aila"}}, "LK221: nobody named 'aila'"),
    ({"asks": {"release": {"a": "b"}}}, "LK123: expected the keys of people"),
    ({"cites": "C988"}, "LK221: no instrument named 'C988'"),
    ({"letters": "three"}, "LK211: no letter named 'three'"),
    ({"letters": "2017-01-24"}, "LK211: no letter named '2017-01-24', and none of that day"),
    ({"pages": "two"}, "LK123: expected a number of pages"),
    ({"not-names": "alia"}, "LK121: unknown key 'not-names'"),
]


def test_what_holds_is_quiet(here: Path) -> None:
    assert found(here, *HOLDS) == []


@pytest.mark.parametrize(("test", "said"), FAILS, ids=[said[:30] for _, said in FAILS])
def test_what_does_not_hold_is_said_at_the_test(here: Path, test: dict[str, Any], said: str) -> None:
    told = found(here, {"letters": "one", **test})
    assert len(told) == 1, told
    assert told[0].startswith("LK831: the letter 'one' ")
    assert said in told[0]


@pytest.mark.parametrize(("test", "said"), WRONG, ids=[said[:40] for _, said in WRONG])
def test_test_that_names_nothing_is_a_mistake_itself(here: Path, test: dict[str, Any], said: str) -> None:
    told = found(here, {"letters": "one", **test})
    assert [message for message in told if message.startswith(said)], told


def test_other_spelling_is_a_name_too(here: Path) -> None:
    data = case({"letters": "one", "does-not-name": "berg"})
    for name in ("Mr Berg", "JON BERG", "Jonn Bergh", "Berg's"):
        data["letters"]["one"]["enclosures"] = [f"Letter of {name}"]
        build(here, {FILE: data})
        result = letterkit("check", FILE, "--select", "LK831")
        assert "names 'berg'" in result.out, name
    data["letters"]["one"]["enclosures"] = ["Map of the iceberg"]
    build(here, {FILE: data})
    assert letterkit("check", FILE, "--select", "LK831").code == 0


def test_pages_are_counted(here: Path) -> None:
    build(here, {FILE: case({"letters": "one", "pages": "3"}, {"letters": "one", "pages": "at most 2"})})
    result = letterkit("check", FILE, "--select", "LK831")
    assert re.search(r"the letter .one. has [12] pages?, and not 3", result.out)
    assert result.out.count("LK831") == 1


def test_edited_draft_is_what_counts(here: Path) -> None:
    tests = ({"letters": "one", "asks": {"release": "alia"}}, {"letters": "one", "does-not-say": "regrettable"})
    build(here, {FILE: case(*tests)})
    assert letterkit("draft", FILE, "--letter", "one").code == 0
    assert letterkit("check", FILE, "--select", "LK831").code == 0
    draft = Path("output/case/one.md")
    text = draft.read_text("utf-8").replace("\u00a0", " ")
    assert "release Ms Bek immediately" in text
    draft.write_text(text.replace("release Ms Bek immediately and without conditions", "think of Ms Bek"), "utf-8")
    told = letterkit("check", FILE, "--select", "LK831")
    assert (told.code, "does not ask 'release' for alia" in told.out) == (1, True)
    draft.write_text(text.replace("I am writing", "It is regrettable. I am writing"), "utf-8")
    told = letterkit("check", FILE, "--select", "LK831")
    assert "output/case/one.md:" in told.out


def test_tests_in_a_file_beside(here: Path) -> None:
    build(here, {FILE: case(), "case.tests.yml": {"tests": [{"says": "at once"}, {"letters": "three"}]}})
    for files in ((FILE,), ("case.tests.yml",), (FILE, "case.tests.yml")):
        result = letterkit("check", *files, "--select", "LK831,LK211")
        assert result.out.count("LK831") == 2, files
        assert "case.tests.yml:2:" in result.out
        assert result.out.count("LK211") == 1
    build(here, {"case.tests.yml": "tests:\n  - say: at once\nletters: {}\n"})
    result = letterkit("check", FILE)
    assert "unknown key 'say'" in result.out
    assert "did you mean 'says'" in result.out
    assert "unknown key 'letters'" in result.out


def test_test_can_be_set_aside_with_a_reason(here: Path) -> None:
    data = as_yaml(case({"letters": "one", "says": "at once"}))
    marked = data.replace("says: at once", "says: at once  # letterkit: ignore[LK831] until the lawyer has answered")
    build(here, {FILE: marked})
    result = letterkit("check", FILE, "--select", "LK831,LK112")
    assert "Nothing to mend" in result.out
