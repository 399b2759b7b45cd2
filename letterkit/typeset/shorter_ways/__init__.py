"""The same page by shorter ways: what WeasyPrint works out twice, or has no use for, is left out.

This reaches into WeasyPrint: functions of it are given another that returns the same. It is done for the versions that
it was tested with; `tests/typeset/test_shorter_ways.py` holds that the bytes are the same both ways.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from letterkit.typeset.kept_sheets import VERSIONS
from letterkit.typeset.shorter_ways import lines, sizes, styles, writing
from letterkit.typeset.shorter_ways.ways import Way


def ways() -> tuple[Way, ...]:
    """All of them, in the order in which they are taken."""
    return (*styles.ways(), *sizes.ways(), *lines.ways(), *writing.ways())


def is_taken(way: Way) -> bool:
    """Whether a function of WeasyPrint is the shorter one by now."""
    there = vars(way.owner).get(way.name)
    return hasattr(there, "__wrapped__") or str(getattr(there, "__module__", "")).startswith("letterkit.")


@cache
def taken() -> bool:
    """Have pages set by shorter ways from now on; says whether that is done."""
    if import_module("weasyprint").__version__ not in VERSIONS:
        return False
    for way in ways():
        if is_taken(way):
            continue
        setattr(way.owner, way.name, way.shorter)
    return True
