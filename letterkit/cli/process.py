"""The process of one command: how it starts and ends, so that what a command does is most of what it costs."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress

_YOUNG, _MIDDLE, _OLD = 100_000, 20, 100
"""Objects that Python makes before it looks for unused ones: reading a library makes many, and drops hardly any."""


def run() -> None:
    """Run the command line, and end with its exit code."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    from letterkit.cli.main import main

    try:
        main()
    except SystemExit as leaving:
        _end(leaving.code)
        raise
    _end(0)


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
