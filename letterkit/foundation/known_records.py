"""The methods of records (data classes), taken up as this Python has compiled them before.

Python writes the methods of each record as text, and compiles that at every start. What is kept is that text, which
names the fields of records and nothing of a campaign, with what it was compiled to, for one Python and one state of the
program and its libraries.
"""

from __future__ import annotations

import atexit
import dataclasses
import hashlib
import marshal
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any

from letterkit.foundation.caches import PREPARED, keep_whole, own_folder, program, whole

_FEW = 24
"""Fewer new ones are not worth writing down."""


class _Known:
    """In the place of the function with which `dataclasses` runs text: compiles none that is known."""

    def __init__(self, path: Path) -> None:
        self._path = path
        content = whole(path)
        self._known: dict[str, bytes] = marshal.loads(content) if content else {}
        self._new: dict[str, bytes] = {}
        atexit.register(self._keep)

    def __call__(self, text: str, *names: Any) -> None:
        """Run the text."""
        if known := self._known.get(text):
            code: CodeType = marshal.loads(known)
        else:
            code = compile(text, "<string>", "exec")
            self._new[text] = marshal.dumps(code)
        exec(code, *names)

    def _keep(self) -> None:
        if len(self._new) >= _FEW:
            keep_whole(self._path, marshal.dumps({**self._known, **self._new}))


def take_up() -> None:
    """From now on, take up methods as they were compiled before, where that can be had."""
    with suppress(Exception):
        if folder := own_folder(PREPARED):
            name = hashlib.sha256(f"records\0{program()}".encode()).hexdigest()
            vars(dataclasses)["exec"] = _Known(folder / name)
