"""The process of one command: how it starts and ends, so that what a command does is most of what it costs."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import nullcontext, suppress

from letterkit.cli.known_runs import AskedCommand, asked, remembered

_YOUNG, _MIDDLE, _OLD = 400_000, 20, 100
"""Objects that Python makes before it looks for unused ones: reading a library makes many, and drops hardly any."""


def run() -> None:
    """Run the command line, and end with its exit code."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    try:
        _answer(asked(sys.argv[1:]))
    except SystemExit as leaving:
        _end(leaving.code)
        raise
    _end(0)


def _answer(question: AskedCommand | None) -> None:
    """Say again what is known, or else run the command and remember what it says; leaves by `SystemExit`."""
    said = question.known() if question else None
    try:
        if said:
            said.again()
            sys.exit(said.status)
    except OSError as error:
        from letterkit.cli.main import stopped_by

        stopped_by(error)
    from letterkit.foundation import known_patterns, known_records

    known_patterns.take_up()
    known_records.take_up()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # they are looked for in all that is installed
    from letterkit.cli.main import main

    with remembered(question) if question else nullcontext():
        main()


def _end(status: object) -> None:
    """Leave without taking every object apart, once all is done that is to be done at exit.

    Where a thread is still at work, or what is left of the output cannot be written, Python ends as it always does.
    """
    if not isinstance(status, int | None) or threading.active_count() > 1:
        return
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            return
    atexit._run_exitfuncs()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit((status or 0) & 0xFF)
