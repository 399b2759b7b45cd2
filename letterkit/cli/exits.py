"""How a command ends: its exit codes, and what is said of what should not have happened."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem

FINDINGS, MISTAKE, BUG, INTERRUPTED = 1, 2, 70, 130
FAULT = "LK999"


def status_of(problems: Iterable[Problem]) -> int:
    """The exit code for problems: a fault of letterkit, a mistake that stopped something, or nothing."""
    problems = tuple(problems)
    if any(problem.code == FAULT for problem in problems):
        return BUG
    return MISTAKE if any(problem.severity is Severity.ERROR for problem in problems) else 0


def unusable(error: OSError) -> Problem:
    """A file or folder that the system does not let us use."""
    hint = "look whether it is there, may be read and written, and has room"
    return Problem("LK911", f"'{error.filename or 'the output'}' cannot be used: {error.strerror}", None, hint)


def terminated(number: int, frame: object) -> None:
    """End with the exit code that a signal has."""
    sys.exit(128 + number)


def forget_output() -> None:
    """Let what is left in the buffer of standard output go nowhere, or writing it at exit would fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def bug(error: Exception) -> Problem:
    """A fault of letterkit as a problem: what, where, and whom to tell."""
    from letterkit import __version__

    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}, in {frame.name}"
    hint = "this is a fault of letterkit, not of your files; please report this line and what you ran"
    return Problem(FAULT, f"{type(error).__name__}: {error} ({where}, letterkit {__version__})", None, hint)
