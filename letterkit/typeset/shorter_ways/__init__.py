"""The same page by shorter ways: what WeasyPrint works out twice, or has no use for, is left out.

This reaches into WeasyPrint: functions of it are given another that returns the same. It is done for the versions that
it was tested with; `tests/typeset/test_shorter_ways.py` holds that the bytes are the same both ways.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from letterkit.typeset.kept_sheets import VERSIONS
from letterkit.typeset.shorter_ways import lines, pictures, sizes, styles, subsets, writing
from letterkit.typeset.shorter_ways.ways import Way


def ways() -> tuple[Way, ...]:
    """All of them, in the order in which they are taken."""
    return (*styles.ways(), *sizes.ways(), *lines.ways(), *pictures.ways(), *subsets.ways(), *writing.ways())


_ABSENT = object()
_BEFORE: list[tuple[Way, Any]] = []
"""The ways that are taken, each with what was there before."""


@cache
def taken() -> bool:
    """Have pages set by shorter ways from now on; says whether that is done."""
    if import_module("weasyprint").__version__ not in VERSIONS:
        return False
    for way in ways():
        _BEFORE.append((way, vars(way.owner).get(way.name, _ABSENT)))
        setattr(way.owner, way.name, way.shorter)
    return True


def left() -> None:
    """Have pages set as WeasyPrint does it, until `taken` is called again."""
    while _BEFORE:
        way, before = _BEFORE.pop()
        if before is _ABSENT:
            delattr(way.owner, way.name)
        else:
            setattr(way.owner, way.name, before)
    taken.cache_clear()
