"""No expression of letterkit takes long on any text: each is tried on texts that repeat what it is made to look for."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from types import FrameType
from typing import Any

import letterkit

LONG = 800
"""Characters of a text: twice as often as the same sign may stand in a draft in a row."""
SECONDS = 0.25
"""Work that grows with the square of the length ends well within it, with its fourth power or faster not."""
REPEATED = (
    *("a", "A ", "Aa ", "a-", "A-a ", "1", "1 ", "1,", "@", ".", "A. ", "(", "“", "’", "\n", " ", "\u00a0", "&a"),
    *("*", "|", "<a", "/a", "é", "工", "and the ", "in 2017 ", "- ", "http://a"),
)  # fmt: skip


def _patterns(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The expressions of a value, within what holds others, too."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 4 and isinstance(value, dict):
        yield from (found for each in (*value, *value.values()) for found in _patterns(each, depth + 1))
    elif depth < 4 and isinstance(value, (list, tuple, set, frozenset)):
        yield from (found for each in value for found in _patterns(each, depth + 1))


def all_patterns() -> dict[re.Pattern[str], str]:
    """Every expression of every module and class, and where it stands."""
    found: dict[re.Pattern[str], str] = {}
    for info in pkgutil.walk_packages(letterkit.__path__, "letterkit."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        own = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == info.name]
        for name, value in (item for holder in (module, *own) for item in list(vars(holder).items())):
            for pattern in _patterns(value):
                found.setdefault(pattern, f"{info.name}.{name}")
    return found


class _TooLong(Exception):
    pass


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TooLong


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        for _ in pattern.finditer(text):
            pass
        return True
    except _TooLong:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def slow(patterns: dict[re.Pattern[str], str]) -> list[str]:
    """The expressions that do not end in time, with the text."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        return [
            f"{where} on {unit!r}"
            for pattern, where in patterns.items()
            for unit in REPEATED
            if not _ends(pattern, (unit * LONG)[:LONG] + "!")
        ]
    finally:
        signal.signal(signal.SIGVTALRM, before)


def test_every_expression_ends_in_time() -> None:
    patterns = all_patterns()
    assert len(patterns) > 200
    assert slow(patterns) == []


def test_the_measure_sees_what_does_not_end() -> None:
    odd = {re.compile(r"(a+)+$"): "exponential", re.compile(r"a*a*a*a*b"): "of the fourth power"}
    assert {line.partition(" on ")[0] for line in slow(odd)} == {*odd.values()}
