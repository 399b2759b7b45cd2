"""Code of Python that was compiled before: what is kept of it, by the text it was compiled from.

What is kept holds for one Python and one state of the program and its libraries.
"""

from __future__ import annotations

import atexit
import hashlib
import marshal
from contextlib import suppress
from pathlib import Path
from types import CodeType

from letterkit.foundation.caches import PREPARED, keep_whole, own_folder, program, whole

MOST = 4_000
"""Texts whose code is kept; where there would be more, only the new ones are."""


class KnownCode:
    """Code by the text that it was compiled from: taken up from a file, into which what is new goes at the end."""

    def __init__(self, path: Path, few: int) -> None:
        self._path, self._few = path, few
        content = whole(path)
        self._known: dict[str, bytes] = marshal.loads(content) if content else {}
        self._new: dict[str, bytes] = {}
        self._taken: dict[str, CodeType] = {}
        atexit.register(self._keep)

    def get(self, text: str) -> CodeType | None:
        """The code of a text; None where it is not known."""
        code = self._taken.get(text)
        if code is None and (kept := self._known.get(text)):
            code = self._taken[text] = marshal.loads(kept)
        return code

    def add(self, text: str, code: CodeType) -> CodeType:
        """Keep the code of a text, and give it."""
        self._taken[text] = code
        self._new[text] = marshal.dumps(code)
        return code

    def _keep(self) -> None:
        if len(self._new) >= self._few:
            both = {**self._known, **self._new}
            keep_whole(self._path, marshal.dumps(both if len(both) <= MOST else self._new))


def known_code(what: str, few: int = 1) -> KnownCode | None:
    """What is known by a name; fewer than ``few`` new texts are not worth writing down. None where none can be kept."""
    with suppress(Exception):
        if folder := own_folder(PREPARED):
            return KnownCode(folder / hashlib.sha256(f"{what}\0{program()}".encode()).hexdigest(), few)
    return None
