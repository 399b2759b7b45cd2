"""The library of clauses, opened once a process for the same files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from letterkit.foundation.files import shown
from letterkit.schema.library import Library, open_library
from letterkit.schema.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]


def library_of(workspace: Path = ROOT) -> Library:
    """The library as seen from a workspace: the one that was opened before, unless its files have changed since.

    The shipped templates are what no test changes. Messages show files as they are seen from the working folder, and
    so does a folder's name: where the names are the same, so are the messages.
    """
    *own, shipped = open_library(workspace).folders
    names = tuple(shown(folder) for folder in (*own, shipped))
    paths = (path for folder in own for path in sorted(folder.rglob("*")) if path.is_file())
    settings = [workspace / SETTINGS] if (workspace / SETTINGS).is_file() else []
    files = tuple((str(path), path.read_bytes()) for path in (*paths, *settings))
    return _opened((*own, shipped), names, files, workspace if settings else None)


@lru_cache(maxsize=12)
def _opened(
    folders: tuple[Path, ...], names: tuple[str, ...], files: tuple[tuple[str, bytes], ...], workspace: Path | None
) -> Library:
    return Library(folders, workspace)
