"""Regular expressions of modules, taken up as this Python has compiled them before.

Compiling them is a tenth of a start. What a module makes while it is imported is the same each time, and so is what is
written down in a function; an expression that is put together while the program runs may hold names of a campaign, and
is never kept. What is kept holds for one Python and one state of the program and its libraries.
"""

from __future__ import annotations

import array
import atexit
import hashlib
import importlib
import marshal
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from letterkit.foundation.caches import PREPARED, keep_whole, own_folder, program, whole
from letterkit.foundation.patterns import compiled_parts, with_parts

_Key = tuple[bool, str | bytes, int]
_Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_MODULE = "<module>"
# From what asks for an expression to what compiles it: `_compile`, `compile` (or `sub`, `search`), the one that asks.
_CALLERS = 3
# Fewer new ones are not worth writing down. Some modules word an expression in another order at each start.
_FEW = 12


class _Known:
    """In the place of Python's compiler of expressions: gives those that are known, and notes those that are not."""

    def __init__(self, path: Path, plain: Callable[..., re.Pattern[Any]]) -> None:
        self._path, self._plain = path, plain
        content = whole(path)
        self._known: dict[_Key, _Parts] = marshal.loads(content) if content else {}
        self._new: dict[_Key, re.Pattern[Any]] = {}
        atexit.register(self._keep)

    def __call__(self, expression: Any, flags: int = 0) -> re.Pattern[Any]:
        """The expression, compiled."""
        if not isinstance(expression, str | bytes):
            return self._plain(expression, flags)
        key = isinstance(expression, str), expression, int(flags)
        if parts := self._known.get(key):
            all_flags, code, *rest = parts
            return with_parts(expression, all_flags, list(memoryview(code).cast("I")), *rest)
        compiled = self._plain(expression, flags)
        with suppress(ValueError):
            if _is_written_down(expression, sys._getframe(_CALLERS)):
                self._new[key] = compiled
        return compiled

    def _keep(self) -> None:
        added: dict[_Key, _Parts] = {}
        for key, compiled in self._new.items():
            make, parts = compiled_parts(compiled)
            if make is with_parts:
                _, flags, code, *rest = parts
                added[key] = (flags, array.array("I", code).tobytes(), *rest)
        if len(added) >= _FEW:
            keep_whole(self._path, marshal.dumps({**self._known, **added}))


def _is_written_down(expression: str | bytes, caller: FrameType) -> bool:
    """Whether what asks for an expression has it as it stands, or is a module that is being imported."""
    return expression in caller.f_code.co_consts or _is_imported(caller)


def _is_imported(caller: FrameType) -> bool:
    """Whether a module asks for something while it is imported: itself, or by functions and classes of its own.

    What is run, and not imported, can know a campaign.
    """
    within: FrameType | None = caller
    own = caller.f_globals if caller.f_globals.get("__name__") != "__main__" else None
    while within is not None and within.f_globals is own:
        if within.f_code.co_name == _MODULE:
            return True
        within = within.f_back
    return False


def take_up() -> None:
    """From now on, take up expressions as they were compiled before, where that can be had."""
    with suppress(Exception):
        folder = own_folder(PREPARED)
        compiler: Any = importlib.import_module("re._compiler")
        if folder and array.array("I").itemsize == importlib.import_module("_sre").CODESIZE:
            name = hashlib.sha256(f"expressions\0{program()}".encode()).hexdigest()
            compiler.compile = _Known(folder / name, compiler.compile)
