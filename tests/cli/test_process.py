"""A command ends soon, and no sooner than all is done that is to be done at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEAVING = """
import atexit, sys, threading, time
atexit.register(lambda: print("at exit"))
sys.argv = ["letterkit", *{arguments}]
{before}
from letterkit.cli.process import run
run()
"""


def _run(arguments: list[str], before: str = "", **options: object) -> subprocess.CompletedProcess[str]:
    code = LEAVING.format(arguments=arguments, before=before)
    given: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", code], text=True, env=environment, check=False, **given)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(("arguments", "status"), [(["--version"], 0), (["draft", "nowhere.yml"], 2), (["what"], 2)])
def test_what_is_to_be_done_at_exit_is_done_and_the_exit_code_is_kept(
    tmp_path: Path, arguments: list[str], status: int
) -> None:
    run = _run(arguments, cwd=tmp_path)
    assert run.returncode == status, run.stderr
    assert run.stdout.splitlines()[-1] == "at exit"


def test_a_thread_at_work_is_waited_for(tmp_path: Path) -> None:
    before = "threading.Thread(target=lambda: (time.sleep(1), print('done'))).start()"
    run = _run(["--version"], before, cwd=tmp_path)
    assert (run.returncode, run.stdout.splitlines()[-2:]) == (0, ["done", "at exit"])


def test_output_that_finds_no_room_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        run = _run(["clauses"], cwd=tmp_path, stdout=full)
    assert run.returncode != 0
    assert run.stderr


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "letterkit", "letterheads", "preview", "ituc", "--output", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert list((tmp_path / "out").rglob("*.pdf"))
    assert not list(scratch.iterdir())
