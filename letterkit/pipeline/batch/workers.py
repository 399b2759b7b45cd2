"""Processes of this machine that set pages: each does one task after the other; of one that dies, the task is known.

They are copies of one process that has loaded everything (`letterkit.pipeline.batch.warm`), where the system can copy
processes; elsewhere each loads for itself. That process has no threads, so a copy can be made at any time, also of one
that died.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from typing import Any

_WARM = "letterkit.pipeline.batch.warm"
_LIFE = 150
"""Tasks of a process until another takes its place: what draws pages keeps some memory of each."""
_YOUNG, _MIDDLE, _OLD = 20_000, 20, 50


class WorkerDiedError(Exception):
    """The process that worked on a task ended before it was done, twice."""


class Inline(Executor):
    """Does each task at once, in this process."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        """The result, which is there when this returns."""
        future: Future[Any] = Future()
        try:
            future.set_result(work(*arguments, **options))
        except Exception as error:
            future.set_exception(error)
        return future


@dataclass(slots=True)
class _Given:
    """A task that was given to a process, and what waits for its result."""

    future: Future[Any]
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    deaths: int = 0


@dataclass(slots=True)
class _Slot:
    """A process, its tasks in the order in which it does them, and how many it was given in all."""

    pool: ProcessPoolExecutor
    tasks: deque[_Given] = field(default_factory=deque)
    given: int = 0


class Workers(Executor):
    """``count`` processes. A task whose process dies is done again once; ``died`` hears of it, by its arguments.

    A second death of the same task ends it with `WorkerDiedError`; the other tasks go on.
    """

    def __init__(self, count: int, died: Callable[[tuple[Any, ...]], None]) -> None:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload([_WARM])
        self._died = died
        self._lock = threading.RLock()
        self._closed = False
        self._slots = [_Slot(self._pool()) for _ in range(count)]

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=self._context, initializer=_begin)

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        """A future of the result, given to the process that has least to do."""
        given = _Given(Future(), work, arguments)
        with self._lock:
            self._give(min(self._slots, key=lambda slot: len(slot.tasks)), given)
        return given.future

    def _give(self, slot: _Slot, given: _Given) -> None:
        if slot.given >= _LIFE:  # it does what it has, and ends
            self._renew(slot, slot.pool)
        slot.given += 1
        try:
            inner = slot.pool.submit(given.work, *given.arguments)
        except BrokenProcessPool:  # it has died since, and its tasks are about to be told
            self._renew(slot, slot.pool)
            inner = slot.pool.submit(given.work, *given.arguments)
        slot.tasks.append(given)
        inner.add_done_callback(partial(self._done, slot, slot.pool, given))

    def _done(self, slot: _Slot, pool: ProcessPoolExecutor, given: _Given, done: Future[Any]) -> None:
        """Hand a result on; of a process that has died, its first task was the one that it worked on."""
        if self._closed or done.cancelled():
            given.future.cancel()
            return
        error = done.exception()
        died = isinstance(error, BrokenProcessPool)
        with self._lock:
            at_work = died and slot.pool is pool and slot.tasks[0] is given
            slot.tasks.remove(given)
            given.deaths += at_work
            if died:
                self._renew(slot, pool)
                if given.deaths < 2:
                    self._give(slot, given)
        if at_work:
            self._died(given.arguments)
        if died and given.deaths >= 2:
            given.future.set_exception(WorkerDiedError())
        elif error is not None and not died:
            given.future.set_exception(error)
        elif not died:
            given.future.set_result(done.result())

    def _renew(self, slot: _Slot, pool: ProcessPoolExecutor) -> None:
        """A new process in the place of one that is dead, or old."""
        if slot.pool is pool:
            pool.shutdown(wait=False)
            slot.pool, slot.given = self._pool(), 0

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; with ``cancel_futures``, at once, whatever they are doing."""
        with self._lock:
            self._closed = cancel_futures
            for slot in self._slots:
                processes = list((getattr(slot.pool, "_processes", None) or {}).values())
                slot.pool.shutdown(wait=False, cancel_futures=cancel_futures)
                for process in processes if cancel_futures else ():
                    process.kill()
        for slot in self._slots:
            slot.pool.shutdown(wait=wait)


def _begin() -> None:
    """What a process does first: leave Ctrl-C to the one that started it, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    collect_steadily()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def collect_steadily() -> None:
    """From now on, look often for objects that nothing uses any more: a run of thousands of letters makes many."""
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        with suppress(OSError):
            wait([parent.sentinel])
        os._exit(1)
