"""Pages set by a cluster: a real scheduler and two workers on this machine, one of which is killed half-way."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.helpers import Result, build, files, letterkit
from support.library import ROOT

from letterkit.pipeline.batch import task
from letterkit.pipeline.batch.manifest import Manifest

CAMPAIGN = """
campaign: Dismissals
country: GE
sources: {minutes: {title: Minutes, date: 2023-03-04}}
senders: {file: affiliates.csv}
people:
  lomi: {name: Nana Lomi, gender: female, publish: yes, acts: [{dismissed: 2023-03-01, source: minutes}]}
targets:
  minister: {office: Minister of Labour, of: Georgia, email: labour@example.org}
  prime: {office: Prime Minister, of: Georgia, email: prime@example.org}
demands: [reinstate: lomi]
letters: {appeal: {from-each: all, to-each: all, date: 2023-03-06}}
"""
NAMES = ("Ports", "Quays", "Ferries", "Cranes", "Docks")
ROWS = "key,letterhead,name,place,signatory.name,signatory.office\n" + "".join(
    f"{name.lower()},base,Union of {name},Oslo,Jan Berg,President\n" for name in NAMES
)
LETTERS = 2 * len(NAMES)


@pytest.fixture
def scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LETTERKIT_CACHE", str(tmp_path / "cache"))
    build(tmp_path, {"port.yml": CAMPAIGN, "affiliates.csv": ROWS})
    found = tmp_path / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    with ExitStack() as stack:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
            process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        local = ("--host", "tcp://127.0.0.1", "--no-dashboard", "--scheduler-file", str(found))
        start("dask_scheduler", "--port", "0", *local)
        _wait_for(found.exists)
        address = json.loads(found.read_text(encoding="utf-8"))["address"]
        one = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--host", "127.0.0.1")
        workers = [start("dask_worker", address, *one, "--local-directory", str(tmp_path / name)) for name in "ab"]
        yield address, workers


def _wait_for(there: object) -> None:
    for _ in range(600):
        if callable(there) and there():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def _batch(*arguments: str) -> Result:
    return letterkit("batch", "port.yml", "--no-cache", *arguments)


def test_one_of_two_workers_dies_and_every_letter_is_made_once(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    from distributed import Client

    address, workers = scheduler
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    killed: list[int] = []
    journal = Manifest(Path("cluster", "port"))

    def kill_one() -> None:
        _wait_for(lambda: len(journal.broken_off()) >= 3)
        workers[0].kill()
        killed.append(len(journal.broken_off()))

    killer = threading.Thread(target=kill_one)
    killer.start()
    done = _batch("--cluster", address, "--output", "cluster")
    killer.join()
    assert (done.code, done.err) == (0, "")
    assert re.search(rf"^made +{LETTERS} *$", done.out, re.MULTILINE)
    assert 3 <= killed[0] < LETTERS
    alone = _batch("--jobs", "1", "--output", "alone")
    assert alone.code == 0, alone.err

    def made(folder: str) -> dict[str, bytes]:
        return {name: content for name, content in files(Path(folder)).items() if name.endswith((".pdf", ".md"))}

    assert made("cluster") == made("alone")
    assert len(made("cluster")) == 2 * LETTERS


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_no_scheduler_is_told(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("letterkit.pipeline.batch.cluster._PATIENCE", 0.2)
    build(tmp_path, {"port.yml": CAMPAIGN, "affiliates.csv": ROWS})
    done = _batch("--cluster", address)
    assert done.code == 2
    assert "LK926" in done.err
    assert not (tmp_path / "output" / "port" / "batch.csv").exists()


def test_a_machine_that_would_make_another_pdf_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"port.yml": CAMPAIGN, "affiliates.csv": ROWS})
    taken: list[task.Task] = []

    def elsewhere(one: task.Task) -> task.Made | None:
        taken.append(one)
        monkeypatch.setattr(task, "key_of", lambda *_: "of another version")
        return task.set_page_elsewhere(one)

    monkeypatch.setattr(task, "set_page", elsewhere)
    done = _batch("--jobs", "1", "--limit", "1")
    assert (done.code, len(taken)) == (0, 1)
    assert "LK926" in done.err
    assert (tmp_path / "output" / "port" / "appeal-ports-minister-draft.pdf").read_bytes().startswith(b"%PDF")
