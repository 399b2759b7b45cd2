"""Where records are read, so that it can be noted what a result was made of: see `letterkit.foundation.watch`.

Nothing is noted unless somebody watches, and then nothing but what is read of the records that are watched.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import Protocol

    from pydantic import BaseModel

    from letterkit.foundation.readings import Frame

    class Listener(Protocol):
        """What hears of reading, and of what is worked out once for many results."""

        def read(self, record: BaseModel, name: str) -> Any: ...  # noqa: D102
        def read_all(self, record: BaseModel) -> None: ...  # noqa: D102
        def read_set(self, record: BaseModel) -> None: ...  # noqa: D102
        def note(self, path: str, part: str) -> None: ...  # noqa: D102
        def note_part(self, keyed: Keyed[Any, Any], part: str) -> None: ...  # noqa: D102
        def uses(self, frame: Frame | None) -> bool: ...  # noqa: D102
        def is_apart(self, record: object, before: Frame | None) -> bool: ...  # noqa: D102
        def frame(self, site: str, record: object, key: Hashable) -> AbstractContextManager[Frame]: ...  # noqa: D102
        def finish(self, frame: Frame, thing: object) -> None: ...  # noqa: D102
        def within(self) -> Frame: ...  # noqa: D102


NOTHING = object()
WHOLE, TEXT = "*", "text "
"""All of a record, a text or what is read key by key; and what stands before the name of a file."""
_BEFORE = "before "
WATCHES: list[Listener] = []
"""The watches that last; the last one counts."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Keyed(Mapping[K, V]):
    """Values by key, of which a result may read some: while it is watched, it is noted which.

    Whoever makes one makes it once for a record, with `letterkit.foundation.kept`.
    """

    def __init__(self, values: Mapping[K, V]) -> None:
        self._values, self.path = values, ""

    def __getitem__(self, key: K) -> V:
        self._note(repr(key))
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._note(repr(key))
        return key in self._values

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or what stands in its place."""
        self._note(repr(key))
        return self._values.get(key, default)

    def __iter__(self) -> Iterator[K]:
        self._note(WHOLE)
        return iter(self._values)

    def __len__(self) -> int:
        self._note(WHOLE)
        return len(self._values)

    def _note(self, part: str) -> None:
        if WATCHES:
            WATCHES[-1].note_part(self, part)

    def parts(self) -> Iterator[tuple[str, object]]:
        """What of it can be read, and what that says."""
        yield WHOLE, self._values
        yield from ((repr(key), value) for key, value in self._values.items())


class Texts(Mapping[str, str]):
    """The texts of files by their names, of which a result may read some lines: see `lines`."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, name: str) -> str:
        self._note(name, WHOLE)
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        self._note("", WHOLE)
        return iter(self._texts)

    def __len__(self) -> int:
        self._note("", WHOLE)
        return len(self._texts)

    def __contains__(self, name: object) -> bool:
        self._note("", WHOLE)
        return name in self._texts

    def text(self, name: str) -> str:
        """The text of a file, of which the lines that matter are then told by `lines`."""
        return self._texts[name]

    def lines(self, name: str, first: int, last: int) -> None:
        """That lines of a file have been read, counted from 1, and that the next one is no more of them."""
        for line in range(first, last + 1) if WATCHES else ():
            self._note(name, str(line))
        self._note(name, f"{_BEFORE}{last + 1}")

    def _note(self, name: str, part: str) -> None:
        if WATCHES:
            WATCHES[-1].note(f"{TEXT}{name}", part)

    def parts(self) -> Iterator[tuple[str, str, object]]:
        """What of them can be read: the file, "" for the names of all, the part of it, and what that says."""
        yield "", WHOLE, tuple(self._texts)
        for name, text in self._texts.items():
            yield name, WHOLE, text
            for number, line in enumerate(text.split("\n"), 1):
                yield name, str(number), line
                yield name, f"{_BEFORE}{number}", indentation(line)


def indentation(line: str) -> int:
    """How far a line is indented; of an empty one, farther than any."""
    return len(line) - len(line.lstrip()) if line.strip() else sys.maxsize


def watching() -> Listener | None:
    """The watch that lasts, if any."""
    return WATCHES[-1] if WATCHES else None


def read(record: BaseModel, name: str) -> Any:
    """A field of a record that was emptied; `NOTHING` for what is none."""
    return WATCHES[-1].read(record, name) if WATCHES else NOTHING


def read_all(record: BaseModel) -> None:
    """All of a record is about to be read."""
    if WATCHES:
        WATCHES[-1].read_all(record)


def read_set(record: BaseModel) -> None:
    """Which fields of a record were given is about to be read."""
    if WATCHES:
        WATCHES[-1].read_set(record)
