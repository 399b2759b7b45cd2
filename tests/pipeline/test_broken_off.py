"""A follow-up writes several files: broken off anywhere, running it again ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.helpers import build, campaign, files, letterkit
from support.library import ROOT

# Forks a process for each place at which it is broken off. All are copies of the first, which has loaded letterkit,
# opened the library and set the letter.
PROGRAM = """
import errno, json, os, pathlib, signal, sys
from support.once import made_once
from letterkit.cli import main
import letterkit.drafts.redraft, letterkit.pipeline.follow_up, letterkit.pipeline.draft, letterkit.pipeline.restore
import letterkit.cli.report.outcomes, letterkit.typeset.prints, rich.progress, weasyprint, datetime
letterkit.drafts.redraft.now = lambda: datetime.datetime(2017, 3, 1, 12, tzinfo=datetime.UTC)
signal.signal(signal.SIGINT, signal.default_int_handler)
sharing = made_once(pathlib.Path("pdfs").resolve())
sharing.__enter__()

def command(folder, arguments):
    os.chdir(folder)
    sys.argv = ["letterkit", *arguments]
    try:
        main.main()
    except SystemExit as leaving:
        return leaving.code or 0

def counting(step, how):
    count = 0
    def counted(call, name):
        def stopping(*arguments, **named):
            nonlocal count
            result = None
            for late in (False, True):
                if late:
                    result = call(*arguments, **named)
                count += 1
                if count == step:
                    if how == "full":
                        raise OSError(errno.ENOSPC, "No space left on device", "disk")
                    os.kill(os.getpid(), getattr(signal, how))
            return result
        return stopping
    for name in ("fsync", "replace") if how == "full" else ("fsync", "replace", "rename", "unlink", "mkdir", "chmod"):
        setattr(os, name, counted(getattr(os, name), name))

for line in sys.stdin:
    folder, arguments, step, how = json.loads(line)
    if how == "first":
        said, sys.stdout = sys.stdout, open(os.devnull, "w")
        print(command(folder, arguments), file=said, flush=True)
        sys.stdout = said
        continue
    pid = os.fork()
    if not pid:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        if step:
            counting(step, how)
        os._exit(command(folder, arguments))
    _, status = os.waitpid(pid, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""
FOLLOW = ["follow-up", "c.yml", "one", "--date", "2017-02-20"]


@pytest.mark.parametrize("how", ["SIGKILL", "SIGINT", "full"])
def test_a_follow_up_that_was_broken_off_can_be_run_again(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    start = build(tmp_path / "start", {"c.yml": campaign()})
    monkeypatch.chdir(start)
    assert letterkit("draft", "c.yml").code == 0
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
    ) as driver:  # fmt: skip
        assert driver.stdin is not None
        assert driver.stdout is not None

        def run(folder: Path, step: int = 0, how: str = how) -> int:
            print(json.dumps([str(folder), FOLLOW, step, how]), file=driver.stdin, flush=True)
            return int(driver.stdout.readline())  # type: ignore[union-attr]

        unbroken = tmp_path / "unbroken"
        shutil.copytree(start, unbroken)
        assert run(unbroken, how="first") == 0
        old, new = files(start), files(unbroken)
        broken = 0
        for step in range(1, 400, 3):
            folder = tmp_path / f"step-{step}"
            shutil.copytree(start, folder)
            if run(folder, step) == 0:
                break
            broken += 1
            left = {name: content for name, content in files(folder).items() if not name.endswith(".part")}
            for name, content in left.items():
                assert content in (old.get(name), new.get(name)) or "pending" in name or name.endswith("lock"), name
            done = left == new
            assert run(folder) == 0 or done, f"step {step}: the same command again"
            again = files(folder)
            assert {name for name in {*again, *new} if again.get(name) != new.get(name)} == set(), f"step {step}"
        assert broken > 8
        driver.stdin.close()
