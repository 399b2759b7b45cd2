"""A process whose children run commands and are broken off at one of their calls to the system that write."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from support.library import ROOT

WHOLE = "nothing was broken off"
"""What is said at the end of a run that came to its end before the step at which it was to be broken off."""


@dataclass(frozen=True)
class Left:
    """What a command left that was broken off: the folder, its exit code (below 0 for a signal), and what it said."""

    folder: Path
    code: int
    said: str


class Breaker:
    """Runs commands in a folder: whole, broken off at a step, or where nothing may be written."""

    def __init__(self, folder: Path) -> None:
        self._said = folder / "said"
        self._driver = subprocess.Popen(
            [sys.executable, "-m", "support.breaking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
        )

    def __enter__(self) -> Breaker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        self._driver.stdin.close()
        self._driver.stdout.close()
        self._driver.wait(20)

    def killed(self, folder: Path, arguments: Sequence[str]) -> list[Path]:
        """The folders as SIGKILL would leave them at any of a command's calls, each state once."""
        kept = folder.with_name(f"{folder.name}-left")
        kept.mkdir()
        self.run(folder, arguments, how="look")
        return sorted(kept.iterdir())

    def broken(self, folder: Path, arguments: Sequence[str], how: str) -> list[Left]:
        """What a command leaves when it is broken off at each of its calls, in one way."""
        kept, start = (folder.with_name(f"{folder.name}-{name}") for name in ("left", "start"))
        kept.mkdir()
        shutil.copytree(folder, start)
        self.run(folder, arguments, how=f"each {how}")
        said = {path: path.with_suffix(".said").read_text(errors="replace") for path in sorted(kept.glob("????"))}
        left = [Left(path, int(path.with_suffix(".code").read_text()), said[path]) for path in said]
        for anew in sorted(kept.glob("*.anew")):
            again = Path(shutil.copytree(start, anew.with_suffix("")))
            left.append(Left(again, *self.run(again, arguments, int(anew.stem), how)))
        return left

    def run(self, folder: Path, arguments: Sequence[str], step: int = 0, how: str = "whole") -> tuple[int, str]:
        """The exit code, below 0 for a signal, and what was said; "here", the process with children runs it."""
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        asked = [str(folder), list(arguments), step, how, str(self._said)]
        print(json.dumps(asked), file=self._driver.stdin, flush=True)
        code = int(self._driver.stdout.readline())
        return code, self._said.read_text(encoding="utf-8", errors="replace")

    def sites(self) -> set[str]:
        """The functions that had files written in the last run that nothing broke off."""
        noted = self._said.with_name(f"{self._said.name}.sites")
        found = set(noted.read_text().split()) if noted.exists() else set()
        noted.unlink(missing_ok=True)
        return found
