"""Where drafts live: nothing in it is half-written, and only one process at a time writes to a folder."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from functools import partial
from glob import glob
from pathlib import Path

from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.unfinished import clear, whole

_PIECE = 1_000_000


class Files:
    """Reads files, and writes them whole or not at all.

    A folder or disk that does not take a file, or a file that is not UTF-8, is a `UserError` (LK911). What a process
    that was killed has left half-written in a folder is removed when something is first written there.
    """

    def __init__(self) -> None:
        self._cleared = set[Path]()

    def read(self, path: Path) -> bytes | None:
        """A file's content, or None when there is none."""
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            hint = "move it away, or choose another folder with --output"
            problem = Problem("LK911", f"'{shown(path)}' cannot be read: {error.strerror}", None, hint)
            raise UserError([problem]) from error

    def names(self, folder: Path) -> list[str]:
        """The names of the files in a folder."""
        try:
            with os.scandir(folder) as found:  # of thousands, a path for each takes long
                return sorted(entry.name for entry in found)
        except (FileNotFoundError, NotADirectoryError):
            return []

    def texts(self) -> dict[Path, str]:
        """The text files that were not written though they were to be: none."""
        return {}

    def write(self, path: Path, content: bytes, instead_of: bytes | None = b"") -> None:
        """Write a file beside its place and move it there, so that it is there whole or not at all; its rights stay.

        ``instead_of`` is what it is to take the place of, None when there is to be none; b"" for whatever is there.
        When something else is there by now, it stays, and that is a `UserError` (LK934).
        """
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._clear_once(path.parent)
            with whole(path, content) as beside:
                beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
                if instead_of != b"" and self.read(path) != instead_of:
                    hint = "run the command again; it starts from what you have saved"
                    raise UserError([Problem("LK934", f"'{shown(path)}' was saved in the meantime", None, hint)])
            self.settle(path.parent)

    def move(self, source: Path, target: Path) -> None:
        """Give a file another name."""
        with told(target):
            source.replace(target)
            self.settle(target.parent)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        with told(path):
            path.unlink(missing_ok=True)
            self.settle(path.parent)

    def settle(self, folder: Path) -> None:
        """Have the system write down the names in a folder, so that no later change outlives an earlier one."""
        _settle(folder)

    def clear(self, folder: Path) -> None:
        """Remove what a process that was killed has left half-written in a folder."""
        clear(folder)
        self._cleared.add(folder)

    def _clear_once(self, folder: Path) -> None:
        if folder not in self._cleared:  # a run over thousands of letters does it once
            self.clear(folder)


class NewFiles(Files):
    """Files in the place of none, by the hundred: the names in their folders are written down together, by `settled`.

    Each file is whole all the same. What a power cut takes away until then can only be made again.
    """

    def __init__(self) -> None:
        super().__init__()
        self._folders: dict[Path, None] = {}

    def settle(self, folder: Path) -> None:
        """Note a folder."""
        self._folders[folder] = None

    def settled(self) -> None:
        """Have the system write down the names in all folders that were noted."""
        while self._folders:
            folder, _ = self._folders.popitem()
            with told(folder):
                _settle(folder)


class Rehearsal(Files):
    """Files that are only written in the mind: reading finds them, and ``written`` lists them."""

    def __init__(self) -> None:
        super().__init__()
        self.written: dict[Path, bytes | None] = {}

    def read(self, path: Path) -> bytes | None:
        """A file's content as it would be."""
        return self.written[path] if path in self.written else super().read(path)

    def names(self, folder: Path) -> list[str]:
        """The names of the files that would be in a folder."""
        there = {path.name for path, content in self.written.items() if content is not None and path.parent == folder}
        gone = {path.name for path, content in self.written.items() if content is None and path.parent == folder}
        return sorted({*super().names(folder), *there} - gone)

    def files(self) -> list[Path]:
        """The files that would have been written, but for those that would be gone again."""
        return [path for path, content in self.written.items() if content is not None]

    def texts(self) -> dict[Path, str]:
        """The text files that would have been written."""
        return {path: (self.written[path] or b"").decode() for path in self.files() if path.suffix != ".pdf"}

    def write(self, path: Path, content: bytes, instead_of: bytes | None = b"") -> None:
        """Note what a file would hold."""
        self.written[path] = content

    def move(self, source: Path, target: Path) -> None:
        """Note a file under another name."""
        self.written[target], self.written[source] = self.read(source), None

    def clear(self, folder: Path) -> None:
        """Leave everything where it is."""

    def remove(self, path: Path) -> None:
        """Note that a file would go."""
        self.written[path] = None


DISK = Files()


def as_typed(content: str) -> str:
    """A text file without what an editor puts there for its system: other line ends, a byte order mark."""
    return content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell of a file that cannot be written as of a mistake with a mend."""
    try:
        yield
    except OSError as error:
        hints = {
            errno.ENOSPC: "make room on the disk, and run the command again; nothing was lost",
            errno.EACCES: "choose a folder you may write to with --output",
            errno.EROFS: "choose a folder you may write to with --output",
        }
        hint = hints.get(error.errno or 0, "choose another folder with --output")
        problem = Problem("LK911", f"'{shown(path)}' cannot be written: {error.strerror}", None, hint)
        raise UserError([problem]) from error


def _settle(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def real_path(path: Path) -> Path:
    """A path with all links followed; of links that lead to each other the path itself, which nobody can read.

    `Path.resolve` ends with an error of its own there, before Python 3.13.
    """
    return Path(os.path.realpath(path))


def matching(folder: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    """The files in a folder that match a glob pattern, in order, each with its path from there with "/" in it."""
    for parts in sorted(
        found.split(os.sep) for found in glob(pattern, root_dir=folder, include_hidden=True, recursive=True)
    ):
        yield "/".join(parts), folder.joinpath(*parts)


def read_whole(path: Path | str) -> bytes:
    """What a file holds, in as few calls of the system as it takes: each start reads some hundred."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return b"".join(iter(partial(os.read, handle, _PIECE), b""))
    finally:
        os.close(handle)


def shown(path: Path, here: str = "") -> str:
    """A path as problems show it: relative to the working folder (``here``, where it is known) when it is below it."""
    here = here or os.getcwd()
    if os.name == "posix" and not str(path).startswith(here):
        return str(path)  # most are not below it, and looking at the parts takes its time
    try:
        return path.relative_to(here).as_posix()
    except ValueError:
        return str(path)
