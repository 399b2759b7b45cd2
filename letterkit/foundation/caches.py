"""What only saves time: where it is kept, and what letterkit has prepared from files that have not changed since."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import re
import sys
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from letterkit.foundation.files import read_whole, shown
from letterkit.foundation.patterns import compiled_parts

if TYPE_CHECKING:
    from letterkit.foundation.scalars import Place, Scalar

T = TypeVar("T")
VARIABLE = "LETTERKIT_CACHE"
PREPARED = "prepared"
MOST = 256
"""What is prepared and kept; when there is more, the older half goes."""

READ: dict[str, bytes] = {}
"""The digests of files that were read whole, as they were when they were read last, by path."""

_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = ("site-packages", "dist-packages")
_METADATA = ".dist-info"
_SEAL = hashlib.sha256().digest_size


def cache_folder() -> Path:
    """A folder of the user's caches, or that of ``LETTERKIT_CACHE``; it may not be there yet."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("letterkit", appauthor=False)


def own_folder(name: str) -> Path | None:
    """A folder in that of the caches which nobody else can put something into; None where that cannot be had."""
    folder = cache_folder() / name
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        about = folder.lstat()
        if os.name == "nt":  # where the rights are those of the user's own folder, if it is that one
            return None if os.environ.get(VARIABLE) else folder
        if about.st_uid == os.geteuid() and not about.st_mode & 0o022 and not folder.is_symlink():
            return folder
    return None


def keep(path: Path, content: bytes, most: int) -> None:
    """Write a file of a cache whole, or not at all; of more than ``most`` in its folder, the older half goes."""
    from letterkit.foundation.unfinished import clear, whole

    with suppress(OSError):
        clear(path.parent)
        with whole(path, content, settled=False):
            pass
        with os.scandir(path.parent) as found:
            entries = [(entry.stat().st_mtime_ns, entry.path) for entry in found]
        for _, old in sorted(entries)[: len(entries) // 2] if len(entries) > most else ():
            Path(old).unlink(missing_ok=True)


def forget(name: str) -> int:
    """Remove the files of a folder of the caches; gives how many they were."""
    paths = [path for path in (cache_folder() / name).glob("*") if path.is_file()]
    for path in paths:
        path.unlink(missing_ok=True)
    return len([path for path in paths if not path.name.startswith(".")])


def secret(name: str) -> bytes | None:
    """Bytes that nobody else knows and that stay the same, for digests that others may see; None when none can be kept.

    Forgotten with `forget`, they are others the next time.
    """
    folder = own_folder(name)
    if folder is None:
        return None
    path = folder / "secret"
    known = whole(path)
    if not known:
        known = os.urandom(_SEAL)
        keep_whole(path, known)
    return known if whole(path) == known else None


def prepared(what: str, content: str | None, make: Callable[[], T], now: Callable[[], str | None]) -> T:
    """What ``make`` makes of files with a ``content`` (of `content_of`), as it was made before where it was the same.

    It has to be the same for the same content, and can be pickled. Whatever ``make`` raises is raised, and not kept;
    nor is what was made while files changed, of which ``now`` gives the content afterwards. What is kept lies in a
    folder of the user's own; one that is damaged counts as none.
    """
    folder = own_folder(PREPARED) if content else None
    if folder is None:
        return make()
    path = folder / hashlib.sha256(f"{what}\0{program()}\0{content}".encode("utf-8", "backslashreplace")).hexdigest()
    if kept := whole(path):
        from letterkit.foundation.scalars import put

        known, scalars, places = pickle.loads(kept)
        put(scalars, places)
        made: T = known
        return made
    made = make()
    if now() == content:
        try:
            keep_whole(path, _pickled(made))
        except (AttributeError, TypeError, pickle.PicklingError) as error:  # it only takes its time again
            warnings.warn(f"{what} cannot be kept: {error}", ResourceWarning, stacklevel=2)
    return made


def whole(path: Path) -> bytes | None:
    """What was kept with `keep_whole`; None when it is not there, or not as it was."""
    with suppress(OSError):
        with path.open("rb", buffering=0) as file:
            seal, content = file.read(_SEAL), file.read()
        if hashlib.sha256(content).digest() == seal:
            return content
    return None


def keep_whole(path: Path, content: bytes) -> None:
    """Keep something prepared with its digest."""
    keep(path, hashlib.sha256(content).digest() + content, MOST)


def content_of(files: Mapping[str, Path]) -> str | None:
    """A digest of files: their names, how messages show them, and what they hold. None when one cannot be read."""
    digest = hashlib.sha256(str(len(files)).encode())
    here = str(Path.cwd())
    for name, path in files.items():
        try:
            content = hashlib.sha256(read_whole(path)).digest()
        except OSError:
            return None
        READ[str(path.absolute())] = content
        digest.update(f"\0{name}\0{shown(path, here)}\0".encode("utf-8", "backslashreplace"))
        digest.update(content)
    return digest.hexdigest()


def _pickled(thing: object) -> bytes:
    buffer = io.BytesIO()
    pickler = _Pickler(buffer)
    pickler.dump((thing, pickler.scalars, pickler.places))
    return buffer.getvalue()


class _Pickler(pickle.Pickler):
    """Pickles so that reading is quick: expressions as they are compiled, records by their fields alone.

    Of most scalars there is only their text; they get their ``places`` all at once when everything is there.
    """

    def __init__(self, buffer: io.BytesIO) -> None:
        from letterkit.foundation import scalars

        super().__init__(buffer, pickle.HIGHEST_PROTOCOL)
        self._of_scalars = scalars
        self.scalars: list[Scalar] = []
        self.places: list[Place] = []

    def reducer_override(self, thing: Any) -> Any:
        """How a thing is made again: a function and its arguments."""
        if isinstance(thing, re.Pattern):
            return compiled_parts(thing)
        kind = type(thing)
        if kind is self._of_scalars.Scalar and thing.written is None:
            self.scalars.append(thing)
            self.places.append(self._of_scalars.place_of(thing))
            return str.__new__, (kind, str(thing))
        if (
            is_dataclass(kind)
            and not hasattr(kind, "__post_init__")
            and all(one.init and not one.kw_only for one in fields(kind))
        ):
            return kind, tuple(getattr(thing, one.name) for one in fields(kind))
        return NotImplemented


@cache
def program() -> str:
    """A digest of this program and its libraries, by what tells Python itself that a module has changed."""
    own = [
        (entry.path, about.st_mtime_ns, about.st_size)
        for folder, _, _ in sorted(os.walk(_PACKAGE))
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)
        if entry.name.endswith(".py") and (about := entry.stat())
    ]
    return hashlib.sha256(repr((sys.version, own, _libraries())).encode("utf-8", "backslashreplace")).hexdigest()


@cache
def _libraries() -> list[list[str]]:
    """The names in the folders of what is installed; where something has another version, there is another name."""
    return [sorted(entry.name for entry in os.scandir(one)) for one in sys.path if one.endswith(_LIBRARIES)]


def version_of(package: str) -> str:
    """The version of something that is installed, as the name of its folder of metadata has it.

    Where that does not say, it is read there, which takes ten times as long. `ModuleNotFoundError` when it is not
    installed.
    """
    for name in (name for names in _libraries() for name in names if name.endswith(_METADATA)):
        called, _, version = name.removesuffix(_METADATA).partition("-")
        if version and re.sub(r"[-_.]+", "-", called).lower() == package:
            return version
    from importlib.metadata import version as read

    return read(package)
