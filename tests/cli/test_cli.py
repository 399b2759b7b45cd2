"""The commands: exit codes, what goes to which stream, and names that become paths."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from support.helpers import as_yaml, build, campaign, files, letterkit

from letterkit.cli import main, options


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return build(tmp_path, {"c.yml": campaign()})


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(_commands(main.cli))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_each_command_has_help(path: tuple[str, ...]) -> None:
    assert len(COMMANDS) > 3
    run = letterkit(*path, "--help")
    assert (run.code, run.err) == (0, "")
    options = [option for parameter in COMMANDS[path].params for option in parameter.opts if option.startswith("--")]
    assert all(option in run.out for option in options)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["draft"], "Missing argument"),
        (["drfat"], "Did you mean 'draft'?"),
        (["draft", "c.yml", "--outptu", "x"], "Did you mean '--output'?"),
        (["draft", "c.yml", "--date", "2017-02-30"], "expected a day such as 2017-01-23"),
        (["draft", "c.yml", "--date", "0017-02-03"], "expected a day such as 2017-01-23"),
        (["draft", "c.yml", "--letter", "oen"], "did you mean 'one'?"),
        (["draft", "d.yml"], "did you mean 'c.yml'?"),
        (["draft", "."], "is a folder"),
        (["draft", "a\nb.yml"], "rename it"),
        (["pdf", "c.yml"], "run 'letterkit draft' with the campaign first"),
        (["clauses", "show", "relese"], "did you mean 'release'?"),
    ],
)
def test_a_mistake_is_told_with_its_mend(arguments: list[str], words: str, folder: Path) -> None:
    run = letterkit(*arguments)
    assert run.code == 2
    assert words in run.err
    assert "Traceback" not in run.err
    assert files(folder).keys() == {"c.yml"}


def test_one_broken_campaign_does_not_stop_the_others(folder: Path) -> None:
    two_letters = campaign()
    two_letters["letters"]["two"] = {"like": "one", "to": "nobody"}
    build(folder, {"broken.yml": "campaign: [", "unknown.yml": {**campaign(), "contry": "KZ"}, "two.yml": two_letters})
    run = letterkit("draft", "broken.yml", "unknown.yml", "two.yml", "c.yml", "--json")
    assert run.code == 2
    data = json.loads(run.out)
    assert run.err == ""
    assert [problem["file"] for problem in data["problems"]] == ["broken.yml", "unknown.yml"]
    drafted = {f"{letter['campaign']}/{letter['letter']}": letter["draft"] for letter in data["letters"]}
    assert drafted == {"two/one": "output/two/one.md", "two/two": None, "c/one": "output/c/one.md"}
    assert all((folder / name).is_file() for name in drafted.values() if name)
    assert not (folder / "output/two/two.md").exists()
    told = letterkit("draft", "broken.yml", "unknown.yml", "two.yml", "c.yml")
    assert told.code == 2
    assert "LK121" not in told.out
    assert re.findall(r"error (LK\d+)", told.err) == ["LK102", "LK121", "LK214"]


def test_the_clean_pdf_has_the_edits_and_no_watermark(folder: Path) -> None:
    assert letterkit("draft", "c.yml").code == 0
    draft = folder / "output/c/one.md"
    draft.write_text(draft.read_text().replace("Nobody has seen her since.", "A word *of our own*."))
    assert letterkit("pdf", "c.yml").code == 0
    proof, clean = (
        subprocess.run(["pdftotext", "-layout", name, "-"], capture_output=True, text=True, check=True).stdout
        for name in ("output/c/one-draft.pdf", "output/c/one.pdf")
    )
    assert "DRAFT" in proof
    assert "DRAFT" not in clean
    assert "A word of our own." in " ".join(clean.split())


def test_date_and_letter_choose(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = campaign()
    data["letters"]["two"] = {"like": "one"}
    build(folder, {"c.yml": data})
    assert letterkit("draft", "c.yml", "--letter", "two", "--date", "2017-02-01", "--output", "there").code == 0
    assert not (folder / "there/c/one.md").exists()
    assert "date: 2017-02-01" in (folder / "there/c/two.md").read_text()
    today = SimpleNamespace(date=SimpleNamespace(today=lambda: datetime.date(2017, 3, 1)))
    monkeypatch.setattr(options, "datetime", today)
    assert letterkit("draft", "c.yml", "--letter", "one", "--date", "today").code == 0
    assert "date: 2017-03-01" in (folder / "output/c/one.md").read_text()


@pytest.mark.parametrize("name", ["été", "日本", "a-b_c1"])
def test_names_of_letters_and_campaigns_become_files(name: str, folder: Path) -> None:
    data = campaign()
    data["letters"] = {name: data["letters"]["one"]}
    build(folder, {f"my {name} (2).yml": data})
    for command in ("draft", "pdf"):
        run = letterkit(command, f"my {name} (2).yml")
        assert run.code == 0, run.err
    assert (folder / f"output/my {name} (2)/{name}.pdf").is_file()


def test_a_fault_of_ours_is_told_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise RuntimeError("a fault [/red]")

    monkeypatch.setattr("letterkit.pipeline.plan.plan", fault)
    run = letterkit("draft", "c.yml")
    assert run.code == 70
    assert "LK999: RuntimeError: a fault [/red] (test_cli.py:" in run.err
    assert "please report" in run.err


def test_what_is_shown_cannot_command_the_terminal(folder: Path) -> None:
    written = as_yaml(campaign("targets/president/name", "[/b] Name")).replace("Astana", '"a\\e[2Jb"', 1)
    build(folder, {"c.yml": written + "\x1b]0;x\x07: x\n", "long.yml": f"campaign: {'x' * 100_000} {{ : }}\n"})
    begun = time.process_time()
    run = letterkit("draft", "c.yml", "long.yml")
    assert time.process_time() - begun < 8, "a long line takes no longer than its length"
    assert run.code == 2
    assert "LK107" in run.err
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", run.err + run.out)
    assert max(map(len, run.err.split("\n"))) < 300
    build(folder, {"c.yml": campaign("targets/president/name", "[/b] Name")})
    run = letterkit("draft", "c.yml")
    assert run.code == 0, run.err
    assert "[/b]" in run.out


@pytest.mark.parametrize("arguments", [["law", "KZ"], ["law", "KZ", "--json"]])
def test_a_full_disk_behind_standard_output(arguments: list[str], folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "letterkit", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, cwd=folder
        )
    assert run.returncode == 2
    assert "No space left" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_stream_that_lacks_a_character_shows_another(folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "letterkit", "clauses", "show", "release"]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")


# What a redraft would change, versions, rehearsals


def _drafted_and_edited(folder: Path) -> Path:
    build(folder, {"c.yml": campaign()})
    assert letterkit("draft", "c.yml").code == 0
    draft = folder / "output/c/one.md"
    draft.write_text(draft.read_text().replace("immediately", "at once"))
    return draft


def test_diff_shows_the_words_that_would_change(folder: Path) -> None:
    draft = _drafted_and_edited(folder)
    run = letterkit("diff", "c.yml")
    assert (run.code, run.out, run.err) == (0, "Nothing would change.\n", "")
    build(folder, {"c.yml": campaign("people/crowd/count", "22")})
    before = files(folder)
    run = letterkit("diff", "c.yml")
    assert run.code == 1
    line = draft.read_text().split("\n").index(next(one for one in draft.read_text().split("\n") if "19" in one)) + 1
    assert run.out.startswith("output/c/one.md: +1 -1 words\n")
    assert f"{line} | " in run.out
    assert "[-19-]{+22+} workers" in run.out
    (difference,) = json.loads(letterkit("diff", "c.yml", "--json").out)
    assert {"kind": "added", "text": "22"} in difference["changes"][0]["runs"]
    assert files(folder) == before, "diff writes nothing"
    assert letterkit("draft", "c.yml").code == 0
    assert "22 workers" in draft.read_text()
    assert letterkit("diff", "c.yml").code == 0


def test_diff_of_a_broken_campaign_is_a_mistake(folder: Path) -> None:
    build(folder, {"c.yml": campaign("letters/one/from", "nobody")})
    run = letterkit("diff", "c.yml")
    assert run.code == 2
    assert "LK213" in run.err


def test_history_says_when_why_and_what(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime.datetime(2017, 1, 23, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr("letterkit.drafts.redraft.now", lambda: noon)
    draft = _drafted_and_edited(folder)
    os.utime(draft, (noon.timestamp() + 60, noon.timestamp() + 60))
    build(folder, {"c.yml": campaign("people/crowd/count", "22")})
    letterkit("draft", "c.yml")
    run = letterkit("history", "c.yml", "one")
    assert run.code == 0
    title, first, second, *third = run.out.splitlines()
    assert title == "c/one"
    assert first.startswith("1  2017-01-23 12:00 ")
    assert first.rstrip().endswith("drafted")
    assert "+2 -1 words edited by hand" in " ".join(second.split())
    assert "+1 -1 words merged with your edits; people/crowd/count: 19 → 22" in " ".join(" ".join(third).split())
    assert letterkit("history", "c.yml", "--letter", "one").out == run.out
    told = json.loads(letterkit("history", "c.yml", "--json").out)["c/one"]
    assert [version["cause"] for version in told] == ["drafted", "edited", "merged"]


def test_restore_brings_a_version_back(folder: Path) -> None:
    draft = _drafted_and_edited(folder)
    edited = draft.read_text()
    run = letterkit("restore", "c.yml", "one", "1")
    assert (run.code, run.err) == (0, "")
    assert "immediately" in draft.read_text()
    assert letterkit("restore", "c.yml", "one", "2").code == 0
    assert draft.read_text() == edited
    run = letterkit("restore", "c.yml", "one", "17")
    assert run.code == 2
    assert "LK935" in run.err
    assert letterkit("restore", "c.yml", "two", "1").code == 2
    kept = files(folder)
    run = letterkit("restore", "c.yml", "one")
    assert run.code == 2
    assert [line.split()[0] for line in run.out.splitlines()[1:3]] == ["1", "2"]
    assert "letterkit restore c.yml one " in run.err
    assert files(folder) == kept


def test_a_rehearsal_names_the_files_and_writes_none(folder: Path) -> None:
    build(folder, {"c.yml": campaign()})
    run = letterkit("draft", "c.yml", "--dry-run")
    assert run.code == 0
    assert "output/c/one.md" in run.out
    assert "output/c/one-draft.pdf" in run.out
    assert files(folder).keys() == {"c.yml"}
    _drafted_and_edited(folder)
    before = files(folder)
    run = letterkit("pdf", "c.yml", "--dry-run")
    assert "output/c/one.pdf" in run.out
    run = letterkit("restore", "c.yml", "one", "1", "--dry-run")
    assert "output/c/one.md" in run.out
    assert files(folder) == before


def test_a_campaign_that_cannot_be_read_has_no_account_of_its_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(build(tmp_path, {"c.yml": campaign("letters/one/date", "2017-02-30")}))
    said = letterkit("check", "c.yml").out
    assert "No sentence was weighed." in said
    assert "0 sentences not read" not in said
    Path("c.yml").write_text("campaign: {", encoding="utf-8")
    assert "the letters of 1 file were not looked at" in letterkit("check", "c.yml").out


def test_of_a_campaign_that_cannot_be_read_the_rest_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = campaign("people/alia/gender", "femal")
    monkeypatch.chdir(build(tmp_path, {"c.yml": file}))
    said = letterkit("check", "c.yml").out
    assert "LK123" in said
    assert "1 letter was looked at in part" in said
