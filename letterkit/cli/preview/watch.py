"""See which files change, by the system's own notices; by looking again and again where it has none to give."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

from watchfiles import Change, awatch

from letterkit.cli.preview.live import Live

# Milliseconds: changes within the first are one, and none waits longer than the second. After the third, a look
# whether the folders are still the same.
_STEP, _DEBOUNCE, _LOOK = 10, 100, 1_000


async def watch(live: Live) -> None:
    """Tell of changes until cancelled."""
    polling = False
    while True:
        folders = live.board.folders
        there = _identities(folders)
        try:
            if there:
                await _watch(live, folders, there, polling)
            else:
                await asyncio.sleep(_LOOK / 1000)
        except (OSError, RuntimeError):
            # The system has no more notices to give, or lost the folder.
            polling = True
            await asyncio.sleep(_LOOK / 1000)
        live.change(None)


async def _watch(live: Live, folders: Sequence[Path], there: dict[Path, tuple[int, int]], polling: bool) -> None:
    """Tell of changes in these folders until they are others, or the same no longer."""
    found = awatch(
        *there,
        watch_filter=_is_of_interest,
        step=_STEP,
        debounce=_DEBOUNCE,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        recursive=False,
        force_polling=polling or None,
        ignore_permission_denied=True,
    )
    async with aclosing(found):
        async for changes in found:
            if changes:
                live.change({Path(path) for _, path in changes})
            if live.board.folders != folders or _identities(folders) != there:
                return


def _identities(folders: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """The folders that are there, each with what tells it from another of its name."""
    found = {}
    for folder in folders:
        try:
            status = folder.stat()
        except OSError:
            continue
        found[folder] = (status.st_dev, status.st_ino)
    return found


def _is_of_interest(_: Change, path: str) -> bool:
    """Whether a file is none that editors and letterkit lay down for a moment."""
    name = Path(path).name
    return not name.startswith((".", "#")) and not name.endswith(("~", ".part", ".swp", ".tmp"))
