"""Serve the page on this machine until somebody stops it."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType

import uvicorn

from letterkit.cli.preview.app import application
from letterkit.cli.preview.live import Live
from letterkit.cli.preview.watch import watch
from letterkit.pipeline.preview.session import Session


class _Server(uvicorn.Server):
    """A server that lets the pages go that wait for news, so that it can end."""

    closing: Callable[[], None]

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End."""
        self.closing()
        super().handle_exit(sig, frame)


@asynccontextmanager
async def at_work(live: Live) -> AsyncIterator[None]:
    """The board is kept up to date meanwhile."""
    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(live.run()), tasks.create_task(watch(live))]
        try:
            yield
        finally:
            for task in running:
                task.cancel()
            live.close()


def listen(port: int) -> socket.socket:
    """A socket of this machine alone at a port, 0 for any that is free. Raises `OSError` when it is taken."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        opened.bind(("127.0.0.1", port))
    except OSError:
        opened.close()
        raise
    return opened


async def serve(
    session: Session, opened: socket.socket, letter: str, internal: bool, said: Callable[[str], None]
) -> None:
    """Serve a session at a socket until the process is told to end; ``said`` is told the address once it answers."""
    token, port = secrets.token_urlsafe(24), opened.getsockname()[1]
    live = Live(session)
    app = application(live, token, port, internal=internal)
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, access_log=False, server_header=False, date_header=False,
        timeout_graceful_shutdown=2, ws="none",
    )  # fmt: skip
    server = _Server(config)
    server.closing = live.close
    with opened:
        async with at_work(live):
            serving = asyncio.create_task(server.serve(sockets=[opened]))
            while not server.started and not serving.done():
                await asyncio.sleep(0.01)
            said(f"http://127.0.0.1:{port}/{token}/" + (f"#{letter}" if letter else ""))
            await serving
