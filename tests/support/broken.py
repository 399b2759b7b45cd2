"""A process whose children run commands and are broken off at one of their calls to the system that write.

The children are forks of one that has loaded letterkit and has itself run the commands that make the workspaces, so
that each is cheap.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from support.library import ROOT

# What is counted: each call twice, before and after it is done.
PROGRAM = """
import ctypes, datetime, errno, gc, importlib, json, os, pathlib, pkgutil, shutil, signal, sys
from support.once import made_once
import letterkit
for found in pkgutil.walk_packages(letterkit.__path__, "letterkit."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
import pyhanko.sign.signers, pyhanko.sign.validation, rich.progress, weasyprint, pikepdf
from letterkit.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
sharing = made_once(pathlib.Path("pdfs").resolve())
sharing.__enter__()
WHOLE = "nothing was broken off"
CALLS = ("fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "chmod", "link", "symlink")

# One moment for all, so that what is the same has the same bytes.
moment = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
for module in [*sys.modules.values()]:
    if getattr(module, "__name__", "").startswith("letterkit.") and getattr(module, "now", None):
        module.now = lambda: moment

def command(folder, arguments):
    os.chdir(folder)
    sys.argv = ["letterkit", *arguments]
    try:
        main.main()
    except SystemExit as leaving:
        return leaving.code or 0

def looking(folder, kept):
    # What SIGKILL would leave is what is on the disk. It is kept where it differs from what was kept before.
    last, busy = None, False
    def look(count):
        nonlocal last, busy
        if busy:
            return
        busy = True
        stats = [(str(path), path.lstat()) for path in sorted(pathlib.Path(folder).rglob("*"))]
        now = [(path, stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in stats]
        if now != last:
            last = now
            shutil.copytree(folder, f"{kept}/{count:04}", symlinks=True)
        busy = False
    return look

def counting(step, how, look):
    count = 0
    def stop():
        nonlocal count
        count += 1
        if how == "look":
            look(count)
        elif count == step:
            if how == "full":
                raise OSError(errno.ENOSPC, "No space left on device", "disk")
            os.kill(os.getpid(), getattr(signal, how))
    def counted(call):
        def stopping(*arguments, **named):
            stop()
            result = call(*arguments, **named)
            stop()
            return result
        return stopping
    # A full disk takes no bytes, but removes and renames.
    for name in ("fsync", "mkdir") if how == "full" else CALLS:
        setattr(os, name, counted(getattr(os, name)))
    opened = os.open
    def opening(path, flags, *rest, **named):
        if flags & os.O_CREAT:
            stop()
        return opened(path, flags, *rest, **named)
    os.open = opening
    return lambda: count

def powerless():
    # Who is root writes where nobody may, by a capability (CAP_DAC_OVERRIDE, the second) that can be laid down.
    if sys.platform == "linux" and os.geteuid() == 0:
        class Head(ctypes.Structure):
            _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]
        class Data(ctypes.Structure):
            _fields_ = [(name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")]
        libc, head, data = ctypes.CDLL(None, use_errno=True), Head(0x20080522, 0), (Data * 2)()
        assert libc.capget(ctypes.byref(head), data) == 0
        data[0].effective &= ~2
        data[0].permitted &= ~2
        assert libc.capset(ctypes.byref(head), data) == 0, ctypes.get_errno()

def aside(said):
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(out)

spoken = os.dup(1), os.dup(2)
for line in sys.stdin:
    folder, arguments, step, how, said = json.loads(line)
    if how == "here":
        aside(said)
        code = command(folder, arguments) or 0
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(spoken[0], 1)
        os.dup2(spoken[1], 2)
        gc.freeze()
        print(code, flush=True)
        continue
    pid = os.fork()
    if not pid:
        aside(said)
        if how == "read-only":
            powerless()
        counted = counting(step, how, looking(folder, f"{folder}-left")) if step else None
        code = command(folder, arguments)
        if counted and counted() < step and how != "look":
            print(WHOLE)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    _, status = os.waitpid(pid, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


WHOLE = "nothing was broken off"
"""What is said at the end of a run that came to its end before the step at which it was to be broken off."""


class Breaker:
    """Runs commands in a folder: whole, broken off at a step, or where nothing may be written."""

    def __init__(self, folder: Path) -> None:
        self._said = folder / "said"
        self._driver = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
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

    def left_by(self, folder: Path, arguments: Sequence[str]) -> list[Path]:
        """The folders as SIGKILL would leave them at any of a command's calls, each state once."""
        kept = folder.with_name(f"{folder.name}-left")
        kept.mkdir()
        self.run(folder, arguments, 1, "look")
        return sorted(kept.iterdir())

    def run(self, folder: Path, arguments: Sequence[str], step: int = 0, how: str = "whole") -> tuple[int, str]:
        """The exit code, below 0 for a signal, and what was said; "here", the process with children runs it."""
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        asked = [str(folder), list(arguments), step, how, str(self._said)]
        print(json.dumps(asked), file=self._driver.stdin, flush=True)
        code = int(self._driver.stdout.readline())
        return code, self._said.read_text(encoding="utf-8", errors="replace")
