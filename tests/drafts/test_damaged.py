"""Remembered versions that somebody or something damaged: whoever reads one says so, with the file and the mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.authority import PASSPHRASE, authority
from support.commands import RUNS
from support.helpers import build, letterkit
from support.signoff import ALL, HEAD, approve, with_approvals


@pytest.fixture(scope="module")
def remembering(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter with two versions, ready to be sent."""
    folder = tmp_path_factory.mktemp("remembering")
    data = with_approvals()
    data["targets"]["president"]["until"] = "2099-01-01"
    data["letters"]["one"] |= {"from": "fdw", "signed-by": ["president", "secretary"]}
    build(folder, {"case.yml": data, "templates/letterheads/fdw/letterhead.yml": HEAD, "scan.pdf": b"%PDF-1.7"})
    authority().key_file(folder / "verbeek.p12", "Nadia Verbeek")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert letterkit("draft", "case.yml").code == 0
        draft = Path("output/case/one.md")
        draft.write_text(draft.read_text(encoding="utf-8").replace("Nobody has", "Nobody had"), encoding="utf-8")
        for role, person in ALL:
            assert approve(role, person).code == 0
        assert letterkit("pdf", "case.yml", "--for", "sending").code == 0
    return folder


READS = sorted(set(RUNS) - {"init", "new", "follow-up", "letterheads new", "fmt", "schema", "cache clear", "send"})


@pytest.mark.sampled(9)
@pytest.mark.parametrize("name", READS)
def test_whatever_reads_a_damaged_version_says_so(
    name: str, remembering: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that opens the file has to tell of it: its name, what it is, and the mend."""
    folder = Path(shutil.copytree(remembering, tmp_path / "work"))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LETTERKIT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("LETTERKIT_MAIL_FROM", "office@fdw.example")
    memory = folder / "output/case/.letterkit/one"
    last = max(memory.glob("0*.yml"))
    last.write_bytes(last.read_bytes()[:200] + b"\n: [")
    read, opened = set(), Path.read_bytes

    def reading(path: Path) -> bytes:
        read.add(path.resolve())
        return opened(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    result = letterkit(*RUNS[name].arguments)
    said = result.out + result.err
    assert "LK999" not in said
    told = f"output/case/.letterkit/one/{last.name}:1:1: warning LK932: version {int(last.stem)} of 'one' is damaged"
    assert (told in said) == (last.resolve() in read), (name, said)


def test_a_draft_of_which_the_newest_version_is_damaged_is_kept_when_another_comes_back(
    remembering: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(remembering, tmp_path / "work"))
    monkeypatch.chdir(folder)
    draft, memory = folder / "output/case/one.md", folder / "output/case/.letterkit/one"
    edited = draft.read_text(encoding="utf-8")
    max(memory.glob("0*.yml")).write_bytes(b"")
    assert letterkit("restore", "case.yml", "one", "1").code == 0
    assert draft.read_text(encoding="utf-8") != edited
    assert letterkit("restore", "case.yml", "one", "3").code == 0
    assert draft.read_text(encoding="utf-8") == edited


@pytest.mark.parametrize("damage", [b"", b"[1, 2]", b"version: 1\nat: [x]\n", b"\xff\xfe\0", b"draft: &a [*a]\n"])
def test_history_lists_what_can_be_read_and_names_the_rest(
    damage: bytes, remembering: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(remembering, tmp_path / "work"))
    monkeypatch.chdir(folder)
    first = folder / "output/case/.letterkit/one/0001.yml"
    first.write_bytes(damage)
    result = letterkit("history", "case.yml")
    assert result.code == 1
    assert "LK932: version 1 of 'one' is damaged" in result.err
    assert "hint: put this file back from a copy, or delete it" in result.err
    assert "edited by hand" in result.out
    assert (letterkit("history", "case.yml", "--json").code, letterkit("check", "case.yml").code) == (1, 0)
    asked = letterkit("restore", "case.yml", "one", "1")
    assert (asked.code, "error LK932" in asked.err) == (2, True)
    first.unlink()
    assert letterkit("history", "case.yml").code == 0
