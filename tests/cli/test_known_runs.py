"""A command says again what it has said, as long as nothing has changed; whatever has, it is run."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.helpers import build, campaign, letterkit

ROOT = Path(__file__).resolve().parents[2]
SERVER = """
import datetime, gc, importlib, io, json, os, pathlib, pkgutil, sys
import letterkit
from letterkit.cli import known_runs
from letterkit.cli.process import run
# What every command would load for itself.
import weasyprint
from support.once import made_once
for found in pkgutil.walk_packages(letterkit.__path__, "letterkit."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)

plain = known_runs.AskedCommand.known

class Tomorrow(datetime.date):
    @classmethod
    def today(cls):
        return datetime.date.today() + datetime.timedelta(days=1)

# What every command would make for itself: it is made once, by one that is not remembered.
once = made_once(pathlib.Path("pdfs").resolve())
once.__enter__()
spoken, sys.stdout, sys.argv = sys.stdout, io.StringIO(), ["letterkit", "draft", "c.yml", "--no-cache"]
try:
    importlib.import_module("letterkit.cli.main").main()
except SystemExit as leaving:
    assert not leaving.code, sys.stdout.getvalue()
sys.stdout = spoken
gc.freeze()  # what is looked through in a fork is copied
for line in sys.stdin:
    asked = json.loads(line)
    if os.fork():
        os.wait()
        print("done", flush=True)
        continue
    os.chdir(asked["folder"])
    def known(self):
        said = plain(self)
        open("../known", "w").write("yes" if said else "no")
        return said
    known_runs.AskedCommand.known = known
    if asked["tomorrow"]:
        known_runs.datetime = type("datetime", (), {"date": Tomorrow})
    for number, name in enumerate(("in", "out", "err")):
        os.dup2(os.open(f"../{name}", os.O_CREAT | os.O_RDWR | os.O_TRUNC), number)
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)
    os.environ.update(asked["environment"])
    sys.argv = ["letterkit", *asked["arguments"]]
    try:
        run()
    except SystemExit as leaving:
        os._exit(leaving.code)
    finally:
        os._exit(99)
"""

Ask = Callable[..., tuple[bool, str, str]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[dict[str, Any]], None]]:
    """A process that has loaded the program and drafted a letter, and runs each command in a fork of itself."""
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    pipes |= {"cwd": build(tmp_path_factory.mktemp("server"), {"c.yml": campaign()}), "env": environment}
    with subprocess.Popen([sys.executable, "-c", SERVER], **pipes) as process:

        def run(asked: dict[str, Any]) -> None:
            process.stdin.write(json.dumps(asked) + "\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            assert process.stdout.readline() == "done\n"  # type: ignore[union-attr]

        yield run
        process.stdin.close()  # type: ignore[union-attr]


@pytest.fixture
def ask(tmp_path: Path, server: Callable[[dict[str, Any]], None]) -> Ask:
    """Runs a command in the folder ``w``: whether it was known already, and what it has said."""
    folder, cache = build(tmp_path / "w", {"c.yml": campaign()}), tmp_path / "cache"

    def ask(*arguments: str, tomorrow: bool = False, **more: str) -> tuple[bool, str, str]:
        (tmp_path / "known").unlink(missing_ok=True)
        environment = {"LETTERKIT_CACHE": str(cache), **more}
        server({"arguments": arguments, "folder": str(folder), "environment": environment, "tomorrow": tomorrow})
        known = (tmp_path / "known").read_text() if (tmp_path / "known").exists() else ""
        out, err = ((tmp_path / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return known == "yes", out, err

    return ask


def _again(ask: Ask, *arguments: str, **more: Any) -> None:
    """The command is run, and is known from then on, with the same words."""
    known, *said = ask(*arguments, **more)
    assert not known, said
    assert any(said)

    assert ask(*arguments, **more) == (True, *said), arguments


def _contents(folder: Path) -> Mapping[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_draft_is_drafted_again_when_anything_has_changed(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    written, draft, proof = (folder / name for name in ("c.yml", "output/c/one.md", "output/c/one-draft.pdf"))
    known, out, err = ask("draft", "c.yml")
    assert (known, err) == (False, ""), out
    before = _contents(folder / "output")
    assert ask("draft", "c.yml") == (True, out, err)
    assert _contents(folder / "output") == before
    pdf = proof.read_bytes()
    plain = folder / "plain" / "c"
    with contextlib.chdir(folder):
        assert letterkit("draft", "c.yml", "--no-cache", "--output", "plain").code == 0
    assert [plain.joinpath(path.name).read_bytes() for path in (draft, proof)] == [draft.read_bytes(), pdf]
    proof.write_bytes(pdf + b"\n")
    assert not ask("draft", "c.yml")[0]
    assert proof.read_bytes() == pdf
    proof.unlink()
    assert not ask("draft", "c.yml")[0]
    assert proof.read_bytes() == pdf
    draft.write_text(draft.read_text(encoding="utf-8").replace("Nobody has", "Nobody at all has"), encoding="utf-8")
    assert not ask("draft", "c.yml")[0]
    assert proof.read_bytes() != pdf
    written.write_text(written.read_text(encoding="utf-8").replace("AB/cd", "AB/ce"), encoding="utf-8")
    assert not ask("draft", "c.yml")[0]
    assert "AB/ce" in draft.read_text(encoding="utf-8")
    assert "Nobody at all has" in draft.read_text(encoding="utf-8")
    assert not ask("draft", "c.yml", "--no-cache")[0]
    (draft.with_name("one.pdf")).write_bytes(b"%PDF")
    os.utime(draft.with_name("one.pdf"), (1, 1))
    assert "LK922" in ask("draft", "c.yml")[2]


def test_a_check_is_made_again_when_anything_has_changed(ask: Ask, tmp_path: Path) -> None:
    _again(ask, "check", "c.yml")
    _again(ask, "check", "c.yml", "--strict")
    _again(ask, "check", "c.yml", tomorrow=True)
    _again(ask, "check", "c.yml", COLUMNS="60")
    own = tmp_path / "w" / "templates"
    own.mkdir()
    _again(ask, "check", "c.yml")
    build(own, {"clauses/closings/thanks.yml": {"title": "Thanks"}})
    assert "LK122" in ask("check", "c.yml")[1]
    (own / "clauses" / "closings" / "thanks.yml").unlink()
    _again(ask, "check", "c.yml")
    (tmp_path / "w" / "c.yml").unlink()
    assert "LK106" in "".join(ask("check", "c.yml")[1:])


def test_what_is_remembered_is_for_nobody_else_and_can_be_damaged(ask: Ask, tmp_path: Path) -> None:
    _again(ask, "law", "KZ")
    results = tmp_path / "cache" / "results"
    (result,) = results.iterdir()
    content = result.read_bytes()
    assert stat.S_IMODE(results.stat().st_mode) == 0o700
    assert not {part for part in (b"Kazakhstan", b"templates", b"C087") if part in content}
    for damaged in (b"", content[:100], content[:-1], content[:-1] + bytes([content[-1] ^ 1]), b"\xff" * 100):
        result.write_bytes(damaged)
        assert ask("law", "KZ")[0] is False
    assert ask("law", "KZ")[0]
    results.chmod(0o777)
    assert not ask("law", "KZ")[0]
    results.chmod(0o700)
    assert ask("law", "KZ")[0]
    assert ask("cache", "clear")[1] == "0 PDFs and 1 result forgotten\n"
    assert not ask("law", "KZ")[0]


def test_a_command_that_is_not_of_files_and_the_day_alone_is_always_run(ask: Ask) -> None:
    for command in (["status", "c.yml"], ["pdf", "c.yml"], ["letterheads"]):
        ask(*command)
        assert not ask(*command)[0]
