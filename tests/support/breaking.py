"""The process that `support.broken` talks to: it runs commands, each in a fork of itself, and breaks them off.

It has loaded letterkit and has itself run the commands that make the workspaces, so that each fork is cheap. What is
counted is each call to the system that writes, twice, before and after it is done.
"""

from __future__ import annotations

import ctypes
import datetime
import errno
import gc
import importlib
import io
import json
import os
import pathlib
import pkgutil
import re
import shutil
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pikepdf  # noqa: F401
import pyhanko.sign.signers
import pyhanko.sign.validation  # noqa: F401
import weasyprint  # noqa: F401
from support.broken import WHOLE
from support.once import made_once

import letterkit
from letterkit.foundation.files import Files

for found in pkgutil.walk_packages(letterkit.__path__, "letterkit."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
# What a preview loads when it begins to serve.
for found in (
    "anyio._backends._asyncio",
    "uvicorn.lifespan.off",
    "uvicorn.loops.asyncio",
    "uvicorn.protocols.http.h11_impl",
):
    importlib.import_module(found)

CALLS = ("fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "chmod", "link", "symlink")
SECONDS = 120
"""What a fork may take; one that waits for another thread of the process from which it was forked would take longer."""
EDIT = ("Nobody had", "Nobody at all had")
"""What is typed in the page of the preview."""


def command(folder: str, arguments: list[str], said: str) -> int:
    """Run a command in a folder, and give its exit code."""
    from letterkit.cli.main import main

    os.chdir(folder)
    sys.argv = ["letterkit", *arguments]
    if arguments[0] == "preview":
        threading.Thread(target=_save_in_page, args=(said,), daemon=True).start()
    try:
        main()
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


def _save_in_page(said: str) -> None:
    """Edit a draft in the page of a preview, wait until its new pages are there, and end it."""
    address = None
    while address is None:
        time.sleep(0.02)
        address = re.search(r"http://\S+/", pathlib.Path(said).read_text())
    url = address[0]

    def asked(what: str, **sent: str) -> Any:
        headers = {"content-type": "application/json", "origin": re.sub(r"(//[^/]*).*", r"\1", url)}
        request = urllib.request.Request(url + what, json.dumps(sent).encode() if sent else None, headers)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return json.loads(answer.read())

    try:
        while not (letter := asked("state")["letter"]) or not letter["ready"]:
            time.sleep(0.02)
        base = asked("begin", letter="one")["text"]
        until, before = time.monotonic() + 2, time.time_ns()
        if EDIT[1] not in base:
            asked("save", letter="one", base=base, text=base.replace(*EDIT))
            pdf = pathlib.Path(letter["pdf"])
            while (not pdf.exists() or pdf.stat().st_mtime_ns < before) and time.monotonic() < until:
                time.sleep(0.05)
    except urllib.error.HTTPError as refused:
        sys.stdout.write(f"the page was told: {refused.read().decode()}\n")
    finally:
        os.kill(os.getpid(), signal.SIGINT)


# What is done at a call


def looking(folder: str, kept: str) -> Callable[[int], None]:
    """What SIGKILL would leave is what is on the disk. It is kept where it differs from what was kept before."""
    last = None

    def look(count: int) -> None:
        nonlocal last
        stats = [(str(path), path.lstat()) for path in sorted(pathlib.Path(folder).rglob("*"))]
        now = [(path, stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in stats]
        if now != last:
            last = now
            shutil.copytree(folder, f"{kept}/{count:04}", symlinks=True)

    return look


def breaking(how: str, step: int) -> Callable[[int], None]:
    """Break the process off at a step: by a signal, or by a disk that is full from then on."""

    def stop(count: int) -> None:
        if how == "full":
            if count >= step:
                raise OSError(errno.ENOSPC, "No space left on device", "disk")
        elif count == step:
            os.kill(os.getpid(), getattr(signal, how))

    return stop


class Forking:
    """At each step a fork is broken off, and goes on to its end in a copy of the folder, while this process waits."""

    def __init__(self, folder: str, kept: str, how: str) -> None:
        self._folder, self._kept, self._how, self._rename = folder, kept, how, os.rename
        self._stop: Callable[[int], None] | None = None

    def __call__(self, count: int) -> None:
        """A step of the process that goes on, or of a fork."""
        if self._stop:
            self._stop(count)
            return
        if any(module.startswith("filelock.") for module in _modules()):  # a lock is not taken over by a fork
            pathlib.Path(f"{self._kept}/{count:04}.anew").touch()
            return
        meanwhile, left = f"{self._folder}-meanwhile", f"{self._kept}/{count:04}"
        self._rename(self._folder, meanwhile)  # what is open here stays open there
        shutil.copytree(meanwhile, self._folder, symlinks=True)
        here = str(pathlib.Path.cwd()).replace(meanwhile, self._folder, 1)
        if not (pid := os.fork()):
            signal.alarm(SECONDS)
            aside(f"{left}.said")
            os.chdir(here)
            self._stop = breaking(self._how, count)
            self._stop(count)
            return
        _, status = os.waitpid(pid, 0)
        self._rename(self._folder, left)
        self._rename(meanwhile, self._folder)
        pathlib.Path(f"{left}.code").write_text(str(os.waitstatus_to_exitcode(status)))


def _modules() -> Iterator[str]:
    """The modules at work now, the innermost first."""
    frame: FrameType | None = sys._getframe(1)
    while frame:
        yield frame.f_globals["__name__"]
        frame = frame.f_back


def counting(how: str, at: Callable[[int], None]) -> Callable[[], int]:
    """Have ``at`` called with the number of each call; gives how many there were."""
    count, busy = 0, False

    def stop() -> None:
        nonlocal count, busy
        if not busy:
            busy = True
            try:
                count += 1
                at(count)
            finally:
                busy = False

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def stopping(*arguments: Any, **named: Any) -> Any:
            stop()
            result = call(*arguments, **named)
            stop()
            return result

        return stopping

    # A full disk takes no bytes, but removes and renames.
    for name in ("fsync", "mkdir") if how == "full" else CALLS:
        setattr(os, name, counted(getattr(os, name)))
    opened = os.open

    def opening(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            stop()
        return opened(path, flags, *rest, **named)

    written = io.open

    def writing(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        return (
            counted(written)(file, mode, *rest, **named) if {*mode} & {*"wax+"} else written(file, mode, *rest, **named)
        )

    os.open, io.open = opening, writing
    return lambda: count


def noting_sites(sites: str) -> None:
    """Write down which functions of letterkit have a file written, moved or removed."""
    noted: dict[str, None] = {}

    def noting(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **named: Any) -> Any:
            code = sys._getframe(1).f_code
            module = sys._getframe(1).f_globals["__name__"].removeprefix("letterkit.")
            noted[f"{module}.{code.co_qualname.rpartition('<locals>.')[2]}"] = None
            pathlib.Path(sites).write_text("\n".join(noted))
            return call(*arguments, **named)

        return instead

    for name in ("write", "move", "remove"):
        setattr(Files, name, noting(getattr(Files, name)))


def powerless() -> None:
    """Who is root writes where nobody may, by a capability (CAP_DAC_OVERRIDE, the second) that can be laid down."""
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


def aside(said: str) -> None:
    """Let what is said go into a file."""
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(out)


def forked(folder: str, arguments: list[str], step: int, how: str, said: str) -> int:
    """Run a command in a fork of its own, and give its exit code."""
    pid = os.fork()
    if not pid:
        signal.alarm(SECONDS * 10)
        aside(said)
        counted = None
        if how == "read-only":
            powerless()
        if how == "look":
            counting(how, looking(folder, f"{folder}-left"))
        elif how.startswith("each "):
            counting(how[5:], Forking(folder, f"{folder}-left", how[5:]))
        elif step:
            counted = counting(how, breaking(how, step))
        else:
            noting_sites(f"{said}.sites")
        code = command(folder, arguments, said)
        if counted and counted() < step:
            sys.stdout.write(f"{WHOLE}\n")
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def main() -> None:
    """Do what is asked in a line of JSON each, and answer with the exit code."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # One moment for all, so that what is the same has the same bytes.
    moment = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    for module in [*sys.modules.values()]:
        if getattr(module, "__name__", "").startswith("letterkit.") and getattr(module, "now", None):
            module.now = lambda: moment  # type: ignore[attr-defined]
    spoken = os.dup(1), os.dup(2)
    with made_once(pathlib.Path("pdfs").resolve()):
        for line in sys.stdin:
            folder, arguments, step, how, said = json.loads(line)
            if how == "here":
                aside(said)
                code = command(folder, arguments, said)
                sys.stdout.flush()
                sys.stderr.flush()
                os.dup2(spoken[0], 1)
                os.dup2(spoken[1], 2)
                gc.freeze()
            else:
                code = forked(folder, arguments, step, how, said)
            sys.stdout.write(f"{code}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
