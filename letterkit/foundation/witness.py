"""What a run of the program reads, and the state in which it leaves that: what its result stands on.

The interpreter itself reports each file that is opened and each folder that is listed, so that nothing has to be named
that a run may read. Python's own files and those of libraries are left out: their versions stand for them.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress

from letterkit.foundation.caches import READ
from letterkit.foundation.files import read_whole

MOST = 20_000
"""Files and folders that one run may read; of one that reads more, nothing is said."""

_FILE, _FOLDER, _NAMES = "f", "d", "n"
_OF_DRAFTS, _TIMED = ".letterkit", (".md", ".pdf")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_PROGRAMS = (
    os.path.dirname(os.__file__),
    *(folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))),
)
_UP = ".."
_DEVICES = ("/dev/", "/proc/", "/sys/")

_CHANGING = frozenset(f"os.{what}" for what in ("rename", "remove", "mkdir", "rmdir", "link", "symlink", "truncate"))
_ELSEWHERE = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "socket.connect"})
_FINDERS = frozenset({"ldconfig", "gcc", "cc", "ld", "objdump"})
"""What Python's ctypes asks where the system has a library, which is the system's own business."""
_HEARD = frozenset({"open", "os.listdir", "os.scandir"}) | _CHANGING | _ELSEWHERE

Read = tuple[str, str]
"""Something that was read: what of it counts, and its path from the root. Of a folder that is the names in it (`n`),
or what each of them is as well (`d`); of a file its content (`f`)."""


class Witness:
    """Notes what this process reads from now on, until `reads` is asked; ``beside`` are folders that do not count.

    ``trees`` are folders of which all counts that is in them, ``names`` those of which the names do.
    """

    def __init__(self, trees: Iterable[str], names: Iterable[str], beside: Iterable[str]) -> None:
        self._trees = tuple(trees)
        self._beside = (*_DEVICES, *(os.path.join(folder, "") for folder in (*_PROGRAMS, *beside)))
        self._imported_from = {os.path.abspath(path) for path in sys.path}
        self._whole = tuple(os.path.join(tree, "") for tree in self._trees)
        self._files: dict[str, object] = {}
        self._folders: dict[str, object] = {}
        self._written: dict[str, object] = {}
        self._scratch: set[str] = set()
        self._wrote = self._doubtful = False
        READ.clear()
        self._before = [(read, _state(read)) for read in self._standing(names)]
        self._watching = True
        sys.addaudithook(self._listener())

    def _standing(self, names: Iterable[str]) -> Iterator[Read]:
        yield from ((_NAMES, name) for name in names)
        for tree in self._trees:
            yield _FOLDER, tree
            yield from ((_FOLDER, folder) for folder, _, _ in sorted(os.walk(tree)))

    def reads(self) -> tuple[Mapping[Read, bytes], bool] | None:
        """All that was read, each with its state, and whether anything was written; None where something changed."""
        self._watching = False
        self._forget_scratch()
        own = {os.path.dirname(path) for path in self._written} | set(self._written)
        files = {path for path in {*self._files, *self._written} if not os.path.isdir(path) and not self._gone(path)}
        found = self._found(files, own)
        if self._doubtful or len(found) > MOST or any(map(self._is_another, files)):
            return None
        states = {read: self._state_when_read(read) or _state(read) for read in found}
        return None if self._relisted(states, own) else (states, self._wrote)

    def _found(self, files: set[str], own: Container[str]) -> tuple[Read, ...]:
        """All that was read: ``files``, and the folders but those into which it was written (``own``)."""
        folders = {path for path in {*self._folders, *self._written} if os.path.isdir(path) or path not in own}
        found = dict.fromkeys(read for read, _ in self._before)
        found |= dict.fromkeys((_FILE, path) for path in sorted(files))
        found |= dict.fromkeys((_FOLDER, path) for path in sorted(folders.union(map(os.path.dirname, files))))
        return tuple(found)

    def _forget_scratch(self) -> None:
        for noted in (self._files, self._folders, self._written):
            for path in [path for path in noted if any(_within(path, scratch) for scratch in self._scratch)]:
                del noted[path]

    def _gone(self, path: str) -> bool:
        return path in self._written and not os.path.lexists(path)

    def _state_when_read(self, read: Read) -> bytes:
        """The state of a file that was read whole, and is as it was then; "" for any other."""
        kind, path = read
        return READ.get(path, b"") if kind == _FILE and path in self._files and path not in self._written else b""

    def _is_another(self, path: str) -> bool:
        """Whether a file is not as this process has read or written it."""
        return _signature(path) != self._written.get(path, self._files.get(path))

    def _relisted(self, states: Mapping[Read, bytes], own: Container[str]) -> bool:
        """Whether a folder is not as this process has read it; ``own`` are those into which it has written."""
        listed = [*self._before, *(((_FOLDER, path), state) for path, state in self._folders.items())]
        return any(read[1] not in own and (states.get(read) or _state(read)) != state for read, state in listed)

    def _listener(self) -> Callable[[str, tuple[object, ...]], None]:
        """What the interpreter tells each of thousands of events, of which few matter: it is to be done soon."""

        def told(event: str, arguments: tuple[object, ...], heard: Container[str] = _HEARD) -> None:
            if event in heard and self._watching:
                self._heard(event, arguments)

        return told

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        self._watching = False  # what is looked at to note it does not count
        try:
            if event == "open":
                self._opened(*arguments)
            elif event in ("os.listdir", "os.scandir"):
                self._listed(arguments[0])
            elif event in _CHANGING:
                self._moved(event, *arguments)
            elif os.path.basename(str(arguments[0])) not in _FINDERS:
                self._doubtful = True
        except Exception:
            self._doubtful = True
        finally:
            self._watching = True

    def _opened(self, name: object, mode: object = None, flags: object = 0, *_: object) -> None:
        if type(name) is str and _UP not in name and self._is_beside(name):
            return  # most of what is opened are modules
        path = _path(name)
        if path is None or not self._counts(path):
            return
        if isinstance(flags, int) and flags & _WRITING:
            if not os.path.isdir(path):  # a temporary file without a name
                self._written[path] = _EMPTY
        elif path not in self._written:
            seen = _signature(path)
            self._doubtful |= self._files.setdefault(path, seen) != seen

    def _listed(self, name: object) -> None:
        path = _path("." if name is None else name)
        if path is not None and self._counts(path) and path not in self._folders:
            self._folders[path] = _state((_FOLDER, path))

    def _moved(self, event: str, *names: object) -> None:
        if event in ("os.remove", "os.rmdir") and names[-1] != _HERE:
            return  # a folder of temporary files that is taken away whole
        paths = [path for name in names[:2] if (path := _path(name)) is not None and self._counts(path)]
        self._wrote |= event == "os.rename" or (event == "os.remove" and not self._written.keys() >= set(paths))
        for path in paths:
            self._written[path] = _EMPTY
        if event == "os.mkdir" and names[1:2] == (_PRIVATE,):
            self._scratch.update(paths)
        if event == "os.rename" and len(paths) == 2:
            self._written[paths[1]] = _signature(paths[0])

    def _counts(self, path: str) -> bool:
        return not (self._is_beside(path) or (path in self._imported_from and not path.startswith(self._whole)))

    def _is_beside(self, path: str) -> bool:
        return path.startswith(self._beside) and not path.startswith(self._whole)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))


_EMPTY = "empty"
_HERE = -1
_PRIVATE = 0o700
"""The rights of a folder for temporary files, as `tempfile` makes it; no other is made with these."""


def state_of(reads: Iterable[Read]) -> bytes:
    """The digest of all that was read, as it is now. Whoever has none of it cannot guess it."""
    return digest_of(map(_state, reads))


def digest_of(states: Iterable[bytes]) -> bytes:
    """The digest of the states of all that was read."""
    return hashlib.sha256(b"".join(states)).digest()


def _state(read: Read) -> bytes:
    """What counts of a file or folder now; where it is not there or cannot be read, which of the two."""
    kind, path = read
    if kind == _FILE:
        try:
            return hashlib.sha256(read_whole(path)).digest()
        except OSError as error:
            return b"-" + str(error.errno).encode()
    try:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        return b"-" + str(error.errno).encode()
    if kind == _NAMES:
        lines = [entry.name for entry in entries]
    else:
        drafts = any(entry.name == _OF_DRAFTS for entry in entries)
        lines = [_entry(entry, drafts) for entry in entries]
    return hashlib.sha256("\0".join(lines).encode("utf-8", "surrogateescape")).digest()


def _entry(entry: os.DirEntry[str], timed: bool) -> str:
    """What of a file in a folder can matter beside its content: what it is and where it leads.

    Where drafts lie, it also is when they were changed: letterkit says when a PDF is older than its draft.
    """
    leads = os.readlink(entry.path) if entry.is_symlink() else ""
    with suppress(OSError):
        changed = entry.stat().st_mtime_ns if timed and entry.name.endswith(_TIMED) else ""
        # Listing a folder tells this of what is in it, but for links.
        kind = "folder" if entry.is_dir() else "file" if entry.is_file() else entry.stat().st_mode
        return f"{entry.name}\0{leads}\0{kind}\0{changed}"
    return f"{entry.name}\0{leads}"


def _signature(path: str) -> object:
    """What tells whether a file was written again: an empty one has no content that could have changed."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found.st_size else _EMPTY


def _path(name: object) -> str | None:
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    if not isinstance(name, str | os.PathLike):
        return None  # a file that is open already
    return os.path.abspath(name)
