"""Regular expressions with what Python has compiled them to, for the same Python to take up again.

Compiling is most of what a long expression costs. Python's own pickles hold its text alone.
"""

from __future__ import annotations

import importlib
import re
from contextlib import suppress
from typing import Any


def compiled_parts(pattern: re.Pattern[Any]) -> tuple[Any, tuple[Any, ...]]:
    """A function and its arguments that give the expression again, as `pickle` wants them.

    Where this Python compiles otherwise than is known here, that is compiling it anew.
    """
    with suppress(Exception):
        compiler, parser = importlib.import_module("re._compiler"), importlib.import_module("re._parser")
        parsed = parser.parse(pattern.pattern, pattern.flags)
        names = dict(parsed.state.groupdict)
        groups: list[str | None] = [None] * parsed.state.groups
        for name, number in names.items():
            groups[number] = name
        code = list(map(int, compiler._code(parsed, pattern.flags)))
        parts = (pattern.pattern, int(pattern.flags), code, parsed.state.groups - 1, names, tuple(groups))
        if with_parts(*parts) == pattern:
            return with_parts, parts
    return re.compile, (pattern.pattern, pattern.flags)


def with_parts(*parts: Any) -> re.Pattern[Any]:
    """The expression of its parts; Python looks whether they are sound."""
    made: re.Pattern[Any] = importlib.import_module("_sre").compile(*parts)
    return made
