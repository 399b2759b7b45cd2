"""Machines of a Dask cluster that set pages, through the standard interface of executors.

The scheduler gives the task of a machine that has gone to another one. What comes back is the same to the byte, or
nothing: see `letterkit.pipeline.batch.task.set_page_elsewhere`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem, UserError

_PATIENCE = 10
"""Seconds to wait for a scheduler."""
_AHEAD = 4
"""Tasks under way for each thread of the cluster, so that none waits for the network."""


@contextlib.contextmanager
def machines_of(address: str) -> Iterator[tuple[Executor, int]]:
    """The executor of a cluster whose scheduler has this address, and how many tasks it should have under way.

    Raises `UserError` (LK926) when the library is not installed, no scheduler answers, or it has no worker.
    """
    try:
        import distributed
    except ImportError as error:
        hint = "pip install 'letterkit[cluster]'"
        raise UserError([_unusable("the library that talks to a cluster is not installed", hint)]) from error
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        hint = "look at the address, such as tcp://192.0.2.1:8786, and whether the scheduler runs"
        raise UserError([_unusable(f"no scheduler answers at '{address}'", hint)]) from error
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            hint = f"start some: dask worker {address}"
            raise UserError([_unusable(f"the cluster at '{address}' has no worker", hint)])
        yield client.get_executor(pure=False, retries=1), _AHEAD * threads
    finally:
        client.close()


def _unusable(message: str, hint: str) -> Problem:
    return Problem("LK926", message, None, hint, Severity.ERROR)
