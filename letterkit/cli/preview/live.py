"""Keep a session's board up to date while files change, and tell those who look at it."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import copy_context
from pathlib import Path
from typing import TypeVar

from letterkit.cli.exits import bug, unusable
from letterkit.foundation.problems import Problem, UserError
from letterkit.pipeline.preview.session import Board, Session

T = TypeVar("T")

# An editor may empty a file before it writes it: what is broken for so long, in seconds, is meant.
_HALF_WRITTEN = 0.15
# Seconds without a change, after which there is time to free memory.
_IDLE = 5.0


class Live:
    """A session at work in a thread of its own; everything here runs in one event loop.

    However many changes come, those that wait are one piece of work, and whoever looks gets the newest board alone.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.board: Board = session.board
        self.trouble: tuple[Problem, ...] = ()
        self.closed = False
        self._pool = ThreadPoolExecutor(1, "letterkit-preview")
        self._looked_at: Counter[str] = Counter()
        self._changed: set[Path] = set()
        self._everything = True
        self._wake = asyncio.Event()
        self._news = asyncio.Event()

    def change(self, paths: set[Path] | None) -> None:
        """Take note of files that have changed; None for everything."""
        self._everything = self._everything or paths is None
        self._changed |= paths or set()
        self._wake.set()

    @contextmanager
    def looking_at(self, letter: str) -> Iterator[None]:
        """Somebody looks at a letter: it is done before the others."""
        self._looked_at[letter] += 1
        self._wake.set()
        try:
            yield
        finally:
            self._looked_at[letter] -= 1
            self._looked_at += Counter()

    @property
    def coming(self) -> asyncio.Event:
        """What is set when there is a newer board than now."""
        return self._news

    async def wait_for(self, news: asyncio.Event, seconds: float) -> None:
        """Wait until there is news, but no longer than so many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(news.wait(), seconds)

    async def ask(self, work: Callable[[], T]) -> T:
        """Have the session do something, between two pieces of its own work. Raises what that raises."""
        # What it reads is noted where it is asked for: names that are withheld among it.
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, work)

    async def run(self) -> None:
        """Work until cancelled or closed."""
        freed = False
        while not self.closed:
            self._wake.clear()
            board = await self._told(self._refresh) if self._changed or self._everything else None
            board = board or await self._told(self._go_on)
            if board is not None:
                freed = False
                self._publish(board)
            elif not self._changed and not self._everything and await self._nothing_comes() and not freed:
                if not self.closed:
                    await self.ask(gc.collect)
                freed = True

    async def _nothing_comes(self) -> bool:
        """Wait for work; whether none has come for a while."""
        try:
            await asyncio.wait_for(self._wake.wait(), _IDLE)
        except TimeoutError:
            return True
        return False

    async def _refresh(self) -> Board:
        changed = None if self._everything else frozenset(self._changed)
        self._changed, self._everything, self.trouble = set(), False, ()
        board = await self.ask(lambda: self.session.refresh(changed, tuple(self._looked_at)))
        if board.broken and not self.board.broken and self.board.number:
            await asyncio.sleep(_HALF_WRITTEN)
            return self.board if self._changed else board
        return board

    async def _go_on(self) -> Board | None:
        wanted = tuple(self._looked_at)
        return await self.ask(lambda: self.session.go_on(wanted))

    async def _told(self, work: Callable[[], Awaitable[Board | None]]) -> Board | None:
        """The board that a piece of work leaves; what goes wrong is told beside it, and the work goes on."""
        try:
            return await work()
        except UserError as error:
            self.trouble = error.problems
        except OSError as error:
            self.trouble = (unusable(error),)
        except Exception as error:
            self.trouble = (bug(error),)
        return self.session.board

    def _publish(self, board: Board) -> None:
        self.board = board
        news, self._news = self._news, asyncio.Event()
        news.set()

    def close(self) -> None:
        """Let everybody who waits go."""
        self.closed = True
        self._wake.set()
        self._news.set()
        self._pool.shutdown(wait=False, cancel_futures=True)
