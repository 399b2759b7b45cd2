"""What is written beside its place until it is whole, and what a process that was killed has left of that.

Whoever writes holds a lock on the file, which the system lets go of when the process ends, however it ends. So what
nobody holds is left over, and what another process is still writing is not taken from it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SUFFIX = ".part"
# As `tempfile` names them.
_UNFINISHED = re.compile(r"\..+\.[a-z0-9_]{8}" + re.escape(SUFFIX), re.DOTALL)
_LOCKS = os.name == "posix"


@contextmanager
def whole(path: Path, content: bytes, *, settled: bool = True) -> Iterator[Path]:
    """A file beside ``path`` with its new content, for the block to look at; after it, the file is at ``path``.

    When anything goes wrong, ``path`` is as it was, and nothing is left beside it. When ``settled``, the content is on
    the disk before the name is. Raises what writing raises.
    """
    handle, beside = _begun(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if settled:
                os.fsync(handle)
            yield beside
            if _LOCKS:
                beside.replace(path)
        if not _LOCKS:  # there, what is open cannot be renamed
            beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _begun(path: Path) -> tuple[int, Path]:
    import tempfile  # what only reads has no use for it

    while True:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=SUFFIX, dir=path.parent)
        _hold(handle, wait=True)
        if os.path.lexists(name):  # until it was held, it looked like one that is left over
            return handle, Path(name)
        os.close(handle)


def clear(folder: Path) -> None:
    """Remove what is left over in a folder; what is in use, or cannot be removed, stays."""
    try:
        with os.scandir(folder) as found:
            names = [entry.name for entry in found]
    except OSError:
        return
    for name in names:
        if _UNFINISHED.fullmatch(name):
            with suppress(OSError):
                _remove(folder / name)


def _remove(path: Path) -> None:
    if _LOCKS:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
        try:
            _hold(handle, wait=False)
            path.unlink()
        finally:
            os.close(handle)
    else:  # there, what is open cannot be removed
        path.unlink()


def _hold(handle: int, *, wait: bool) -> None:
    if _LOCKS:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            # Somebody holds it; or the folder is of a kind that knows no locks, and then nothing in it is removed.
            if not wait:
                raise
