"""``letterkit batch``: every letter that can be made is, once; what stops one is told with its record."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.helpers import Result, build, files, letterkit
from support.library import ROOT

from letterkit.foundation.problems import Problem
from letterkit.pipeline.batch import run as running
from letterkit.pipeline.batch.manifest import Manifest
from letterkit.pipeline.batch.task import Made
from letterkit.pipeline.batch.workers import WorkerDiedError, Workers

CAMPAIGN = """
campaign: Dismissals
country: GE
sources: {minutes: {title: Minutes, date: 2023-03-04}}
senders: {file: affiliates.csv}
people:
  lomi: {name: Nana Lomi, gender: female, publish: yes, acts: [{dismissed: 2023-03-01, source: minutes}]}
targets:
  minister: {office: Minister of Labour, of: Georgia, address: [Ministry of Labour, Tbilisi]}
  prime: {office: Prime Minister, of: Georgia, address: [Government House, Tbilisi]}
demands: [reinstate: lomi]
letters:
  appeal: {from-each: all, to-each: [minister, prime], date: 2023-03-06}
"""
HEAD = (
    "key,letterhead,name,short,place,figures.as-of,figures.members,speaks-for,signatory.name,signatory.office,declares"
)
PORTS = "ports,base,Union of Port Workers,UPW,Rotterdam,2023-01-01,12000,dockers,Jan Berg,President,We unload ships."
QUAYS = "quays,base,Union of Quays,UQ,Oslo,2023-01-01,900,dockers,Anne Dahl,President,"
WRONG = "wrong,base,Wrong Union,WU,Oslo,2023-01-01,many,dockers,Per Dahl,President,"
OUT = Path("output", "port")


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETTERKIT_CACHE", str(tmp_path / "cache"))
    write(PORTS, QUAYS)


def write(*rows: str) -> None:
    build(Path(), {"affiliates.csv": "\n".join((HEAD, *rows)) + "\n", "port.yml": CAMPAIGN})


def batch(*arguments: str, code: int = 0) -> Result:
    done = letterkit("batch", "port.yml", "--jobs", "1", *arguments)
    assert done.code == code, done.err
    return done


def results() -> dict[str, str]:
    """What became of each letter, by the list for people, whose digests are those of the files."""
    with (OUT / "batch.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for kind in ("draft", "pdf"):
            path = OUT / row[kind]
            assert not row[kind] or hashlib.sha256(path.read_bytes()).hexdigest() == row[f"{kind}-sha256"]
    data = json.loads((OUT / "batch.json").read_text(encoding="utf-8"))
    assert [(entry["letter"], entry["result"]) for entry in data["letters"]] == [
        (row["letter"], row["result"]) for row in rows
    ]
    return {row["letter"] or row["sender"]: row["result"] for row in rows}


@pytest.fixture
def set_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The letters whose pages are set from now on; setting one takes no time."""
    done: list[str] = []

    def quick(task: Any) -> Made:
        done.append(task.letter)
        return Made(f"{task.letter} {task.key}".encode(), 1)

    monkeypatch.setattr("letterkit.pipeline.batch.task.set_page", quick)
    return done


def test_the_same_bytes_as_one_by_one_and_in_other_processes() -> None:
    batch()
    assert results() == dict.fromkeys(
        ("appeal-ports-minister", "appeal-ports-prime", "appeal-quays-minister", "appeal-quays-prime"), "made"
    )
    one_by_one = letterkit("draft", "port.yml", "--no-cache", "--output", "single")
    others = letterkit("batch", "port.yml", "--jobs", "2", "--no-cache", "--output", "many")
    assert (one_by_one.code, others.code) == (0, 0), others.err

    def made(folder: str) -> dict[str, bytes]:
        return {name: content for name, content in files(Path(folder)).items() if name.endswith((".pdf", ".md"))}

    assert made("output") == made("single") == made("many")
    assert len(made("many")) == 8


def test_nothing_changed_is_not_touched_and_one_record_touches_its_letters(set_pages: list[str]) -> None:
    batch()
    before = files(Path("output"))
    batch()
    assert {name: content for name, content in files(Path("output")).items() if "batch." not in name} == {
        name: content for name, content in before.items() if "batch." not in name
    }
    assert set(results().values()) == {"unchanged"}
    assert len(set_pages) == 4
    write(PORTS, QUAYS.replace("900", "1,000").replace("1,000", '"1,000"'))
    batch()
    assert set_pages[4:] == ["appeal-quays-minister", "appeal-quays-prime"]
    assert "which represents 1,000 dockers" in (OUT / "appeal-quays-prime.md").read_text(encoding="utf-8")


def test_a_fact_of_all_letters_sets_only_those_that_say_it(set_pages: list[str]) -> None:
    batch()
    text = CAMPAIGN.replace("[Government House, Tbilisi]", "[1 Square, Tbilisi]")
    Path("port.yml").write_text(text, encoding="utf-8")
    batch()
    assert set_pages[4:] == ["appeal-ports-prime", "appeal-quays-prime"]
    assert list(results().values()) == ["unchanged", "made", "unchanged", "made"]


def test_a_fact_of_some_letters_has_no_others_looked_at(set_pages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    acts = "acts: [{suspended-from-work: 2023-03-02, source: minutes}]"
    beri = f"  beri: {{name: Levan Beri, gender: male, publish: yes, {acts}}}\n"
    both = CAMPAIGN.replace("targets:", f"{beri}targets:").replace(
        "letters:\n",
        "letters:\n  other: {from-each: all, to-each: [minister, prime], date: 2023-03-06, "
        "facts: [beri.suspended-from-work], about: beri.suspended-from-work, demands: [reinstate: beri]}\n",
    )
    both = both.replace("date: 2023-03-06}", "date: 2023-03-06, facts: [lomi.dismissed], about: lomi.dismissed}")
    looked: list[str] = []
    keep_draft = running.keep_draft
    monkeypatch.setattr(
        running, "keep_draft", lambda job, *a, **o: (looked.append(job.letter), keep_draft(job, *a, **o))[1]
    )

    def looked_at(text: str, *arguments: str) -> set[str]:
        Path("port.yml").write_text(text, encoding="utf-8")
        looked.clear()
        batch(*arguments)
        return {name for name in looked if name.startswith("appeal")}

    every = {"appeal-ports-minister", "appeal-ports-prime", "appeal-quays-minister", "appeal-quays-prime"}
    assert looked_at(both) == every
    # With the first letter of each sender is found out whether what its letters share is as it was.
    once = both.replace("work: 2023-03-02", "work: 2023-03-03")
    assert looked_at(once) <= {"appeal-ports-minister", "appeal-quays-minister"}
    assert "3 March" in (OUT / "other-quays-prime.md").read_text(encoding="utf-8")
    assert {name for name, became in results().items() if became == "made"} == {
        f"other-{sender}-{target}" for sender in ("ports", "quays") for target in ("minister", "prime")
    }
    assert not looked_at(once)
    # Consent is everybody's matter; and without what is remembered, every letter is looked at.
    assert looked_at(once.replace("male, publish: yes", "male, publish: initials")) == every
    letterkit("cache", "clear")
    assert looked_at(both) == every


def test_the_facts_of_a_campaign_are_checked_once(set_pages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    monkeypatch.setattr("letterkit.pipeline.plan.check_campaign", lambda *of: (looked.append(of), ((), frozenset()))[1])
    batch()
    assert len(looked) == 1


def test_what_a_person_edits_or_deletes_is_looked_at_again(set_pages: list[str]) -> None:
    batch()
    draft, proof = OUT / "appeal-ports-prime.md", OUT / "appeal-quays-prime-draft.pdf"
    draft.write_text(draft.read_text(encoding="utf-8").replace("We unload", "Every week we unload"), encoding="utf-8")
    proof.unlink()
    batch()
    assert set_pages[4:] == ["appeal-ports-prime", "appeal-quays-prime"]
    assert "Every week" in draft.read_text(encoding="utf-8")
    draft.write_text(draft.read_text(encoding="utf-8").replace("reinstated", "heard"), encoding="utf-8")
    done = batch(code=2)
    assert "LK524" in done.err
    assert results()["appeal-ports-prime"] == "stopped"


def test_a_bad_record_stops_no_other_and_is_named_with_its_line(set_pages: list[str]) -> None:
    write(PORTS, WRONG, QUAYS)
    done = batch(code=2)
    assert "affiliates.csv:3:43: error LK123" in done.err
    assert "refused: wrong (affiliates.csv:3): LK123" in done.out
    assert results() == {
        **dict.fromkeys(
            ("appeal-ports-minister", "appeal-ports-prime", "appeal-quays-minister", "appeal-quays-prime"), "made"
        ),
        "wrong": "refused",
    }


def test_some_of_them(set_pages: list[str]) -> None:
    batch("--limit", "1")
    assert list(results().values()) == ["made", "not made", "not made", "not made"]
    batch("--only", "quays", "--only", "*-prime")
    assert set_pages == ["appeal-ports-minister", "appeal-ports-prime", "appeal-quays-minister", "appeal-quays-prime"]
    done = batch("--only", "qays", code=2)
    assert "LK211" in done.err


def test_as_json(set_pages: list[str]) -> None:
    write(PORTS, WRONG)
    data = json.loads(batch("--json", code=2).out)
    assert [(entry["letter"], entry["result"]) for entry in data["letters"]] == [
        ("appeal-ports-minister", "made"),
        ("appeal-ports-prime", "made"),
        ("", "refused"),
    ]
    assert {problem["code"] for problem in data["letters"][2]["problems"]} == {"LK123"}


def test_a_run_that_was_broken_off_goes_on(set_pages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:

        def stop(drafted: Any, proof: Any, library: Any, *, tidy: bool) -> Any:
            if drafted.job.letter == "appeal-quays-minister":
                raise KeyboardInterrupt
            return kept(drafted, proof, library, tidy=tidy)

        kept = running.keep_proof
        patch.setattr(running, "keep_proof", stop)
        assert letterkit("batch", "port.yml", "--jobs", "1").code == 130
    assert not [name for name in files(Path("output")) if name.endswith(".part")]
    assert not (OUT / "batch.csv").exists()
    assert len(Manifest(OUT).broken_off()) == 2
    batch("--resume")
    assert set_pages[3:] == ["appeal-quays-minister", "appeal-quays-prime"]
    assert list(results().values()) == ["unchanged", "unchanged", "made", "made"]
    assert not Manifest(OUT).journal.exists()


def test_resuming_leaves_out_what_failed_and_running_again_does_not(
    set_pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail = {"appeal-ports-prime"}

    def doubtful(task: Any) -> Made:
        set_pages.append(task.letter)
        failed = Made(problems=(Problem("LK910", "it has no end"),))
        return failed if task.letter in fail else Made(task.key.encode(), 1)

    monkeypatch.setattr("letterkit.pipeline.batch.task.set_page", doubtful)
    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "write", _interrupted)
        assert letterkit("batch", "port.yml", "--jobs", "1").code == 130
    fail.clear()
    batch("--resume", code=2)
    assert (len(set_pages), results()["appeal-ports-prime"]) == (4, "stopped")
    batch()
    assert (set_pages[4:], results()["appeal-ports-prime"]) == (["appeal-ports-prime"], "made")


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


DAMAGED = (b"", b"[]", b"{", b'{"version": 1}', b'{"version": 1, "letters": [{"letter": 3, "problems": []}]}', b"\xff")
OF_ANOTHER_VERSION = b'{"version": 99, "letters": "?"}'


def test_a_damaged_list_is_told_and_made_again_and_one_of_another_version_counts_as_none(set_pages: list[str]) -> None:
    batch()
    for written in (*DAMAGED, OF_ANOTHER_VERSION):
        (OUT / "batch.json").write_bytes(written)
        done = batch()
        assert ("LK927" in done.err, done.err == "") == (written in DAMAGED, written not in DAMAGED)
        assert set(results().values()) == {"made"}


def test_a_full_disk_leaves_whole_files_and_ends_the_run(set_pages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    batch("--only", "ports")
    before = {name: content for name, content in files(Path("output")).items() if "batch" not in name}
    with monkeypatch.context() as patch:
        patch.setattr("letterkit.foundation.files.os.fsync", _full)
        done = batch(code=2)
    assert "No space left on device" in done.err
    assert {name: content for name, content in files(Path("output")).items() if "batch" not in name} == before
    batch()
    assert len(results()) == 4


def test_the_names_of_new_letters_are_written_down_before_a_run_ends(
    set_pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written_down: list[Path] = []
    monkeypatch.setattr("letterkit.foundation.files._settle", written_down.append)
    batch()
    holding = {path.parent for path in Path("output").rglob("*") if path.is_file() and path.name not in _OF_THE_RUN}
    assert len(holding) > 2
    assert holding <= set(written_down)
    assert written_down.count(OUT) < len(results())


_OF_THE_RUN = ("lock", "batch.lock")


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_only_one_batch_at_a_time(set_pages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def within(task: Any) -> Made:
        seen.append(letterkit("batch", "port.yml", "--jobs", "1").code)
        return Made(b"%PDF", 1)

    monkeypatch.setattr("letterkit.pipeline.batch.task.set_page", within)
    batch("--limit", "1")
    assert seen == [2]


def test_a_letter_can_be_drafted_while_its_pages_are_set(set_pages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def within(task: Any) -> Made:
        path = OUT / f"{task.letter}.md"
        path.write_text(path.read_text(encoding="utf-8").replace("We unload", "We always unload"), encoding="utf-8")
        return Made(b"%PDF", 1)

    monkeypatch.setattr("letterkit.pipeline.batch.task.set_page", within)
    done = batch("--only", "appeal-ports-prime", code=2)
    assert "LK934" in done.err
    assert not (OUT / "appeal-ports-prime-draft.pdf").exists()


# Processes


def died_once(marker: str) -> int:
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def dies(_: str) -> None:
    os._exit(1)


@pytest.fixture
def workers() -> Any:
    deaths: list[object] = []
    pool = Workers(2, lambda arguments: deaths.append(arguments[0]))
    yield pool, deaths
    pool.shutdown(wait=True, cancel_futures=True)


def test_a_process_that_dies_is_known_by_its_task_which_is_done_again_once(
    workers: tuple[Workers, list[object]], tmp_path: Path
) -> None:
    pool, deaths = workers
    marker = str(tmp_path / "died")
    futures = [pool.submit(_call, work, argument) for work, argument in _tasks(marker)]
    answers = [_answer(future) for future in futures]
    assert answers[2] is WorkerDiedError
    assert all(isinstance(answer, int) for at, answer in enumerate(answers) if at != 2)
    assert sorted(str(death) for death in deaths) == sorted(map(str, (died_once, dies, dies)))


def test_old_processes_are_replaced_and_no_task_is_lost(
    workers: tuple[Workers, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, deaths = workers
    monkeypatch.setattr("letterkit.pipeline.batch.workers._LIFE", 3)
    futures = [pool.submit(process_of, "") for _ in range(14)]
    answers = [_answer(future) for future in futures]
    assert len(set(answers)) >= 4
    assert deaths == []


def process_of(_: str) -> int:
    return os.getpid()


def _tasks(marker: str) -> list[tuple[Callable[[str], object], str]]:
    return [(len, "a"), (died_once, marker), (dies, ""), (len, "bb"), (len, "ccc"), (len, "d")]


def _call(work: Callable[[str], object], argument: str) -> object:
    return work(argument)


def _answer(future: Any) -> object:
    try:
        return future.result(60)
    except WorkerDiedError as error:
        return type(error)


def test_the_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = (
        "import os, sys, time\n"
        "from letterkit.pipeline.batch.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    pool = Workers(1, print)\n"
        "    print(pool.submit(os.getpid).result(60), flush=True)\n"
        "    time.sleep(60)\n"
    )
    (tmp_path / "parent.py").write_text(script, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, "parent.py"], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        if not Path(f"/proc/{worker}").exists() and sys.platform == "linux":
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    raise AssertionError("the process goes on")


def test_the_guide_says_what_comes_of_its_example() -> None:
    guide = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    for name, text in re.findall(r"^```\w+ (campaigns/\S+)\n(.*?)^```", guide, re.MULTILINE | re.DOTALL):
        build(Path(), {name: text})
    [command] = re.findall(r"^letterkit (batch campaigns/\S+)$", guide, re.MULTILINE)
    done = letterkit(*command.split(), "--jobs", "1")
    [shown] = re.findall(r"^```text\n(result .*?)^```", guide, re.MULTILINE | re.DOTALL)
    assert [line.rstrip() for line in done.out.splitlines()] == shown.splitlines()
    assert (done.code, done.err.count("LK123")) == (2, 1)
