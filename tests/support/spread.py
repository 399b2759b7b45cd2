"""How tests are handed out to workers: several at once, and what takes long first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

_TESTS, _CASES = 4, 16
"""So many tests of a file, and so many cases of a test, go to a worker together."""


def in_units(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Tests in the order in which they are handed out, those in a group that have none yet.

    What shares things that take long to make is first. The cases of a test are last: each is short, so that no worker
    waits long for another at the end. What stands beside each other often asks for the same, too.
    """
    counts: Counter[str] = Counter()
    units: dict[tuple[str, int], int] = {}
    ranked: list[tuple[int, pytest.Item]] = []
    for item in items:
        if item.get_closest_marker("xdist_group"):
            ranked.append((0, item))
            continue
        path, _, test = item.nodeid.partition("::")
        rank, of, size = (2, f"{path}::{test.partition('[')[0]}", _CASES) if "[" in test else (1, path, _TESTS)
        unit = units.setdefault((of, counts[of] // size), len(units))
        item.add_marker(pytest.mark.xdist_group(str(unit)))
        counts[of] += 1
        ranked.append((rank, item))
    return [item for _, item in sorted(ranked, key=lambda one: one[0])]
