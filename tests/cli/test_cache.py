"""``draft`` and ``pdf`` leave a PDF that would come out the same as it is, and make any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.helpers import build, campaign, letterkit

from letterkit.pipeline import finished
from letterkit.typeset import prints
from letterkit.typeset.typeset import typeset as set_anew

PROOF, CLEAN, DRAFT = (Path("output", "c", name) for name in ("one-draft.pdf", "one.pdf", "one.md"))


@pytest.fixture
def typeset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are typeset from now on."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETTERKIT_CACHE", str(tmp_path / "cache"))
    build(tmp_path, {"c.yml": campaign()})
    plain, told = set_anew, list[str]()

    def typeset(sheet: object, markdown: str, **options: object) -> object:
        told.append(markdown)
        return plain(sheet, markdown, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(prints, "typeset", typeset)
    assert finished.typeset_anew is prints.typeset_anew
    return told


def _run(command: str, *arguments: str) -> None:
    done = letterkit(command, "c.yml", *arguments)
    assert done.code == 0, done.err


def test_what_did_not_change_is_typeset_once_and_has_the_same_bytes(typeset: list[str]) -> None:
    _run("draft")
    _run("pdf")
    first = PROOF.read_bytes(), CLEAN.read_bytes()
    _run("draft")
    _run("pdf")
    assert len(typeset) == 2
    assert (PROOF.read_bytes(), CLEAN.read_bytes()) == first
    _run("draft", "--no-cache")
    _run("pdf", "--no-cache")
    assert len(typeset) == 4
    assert (PROOF.read_bytes(), CLEAN.read_bytes()) == first


def test_whatever_changes_is_typeset_again(typeset: list[str]) -> None:
    _run("draft")
    first = PROOF.read_bytes()
    DRAFT.write_text(DRAFT.read_text(encoding="utf-8").replace("Nobody has", "Nobody at all has"), encoding="utf-8")
    _run("draft")
    edited = PROOF.read_bytes()
    assert edited != first
    PROOF.write_bytes(first)
    _run("draft")
    assert PROOF.read_bytes() == edited
    PROOF.unlink()
    _run("draft")
    assert PROOF.read_bytes() == edited
    Path("c.yml").write_text(Path("c.yml").read_text(encoding="utf-8").replace("AB/cd", "AB/ce"), encoding="utf-8")
    _run("draft")
    assert PROOF.read_bytes() != edited
    assert len(typeset) == 5


def test_what_is_remembered_can_be_forgotten(typeset: list[str]) -> None:
    _run("draft")
    forgotten = letterkit("cache", "clear")
    assert (forgotten.code, forgotten.out) == (0, "1 PDF and 0 results forgotten\n")
    _run("draft")
    assert len(typeset) == 2


def test_what_is_remembered_tells_nothing_of_the_letter(typeset: list[str]) -> None:
    _run("draft")
    entries = [path for path in Path("cache", "prints").rglob("*") if path.is_file()]
    assert entries
    assert all(set(path.read_text() + path.name) <= set("0123456789abcdef \n") for path in entries)
