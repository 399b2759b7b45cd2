"""How tests are handed out to workers: several at once, what takes long first, and with few messages for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

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


def few_messages(plugins: Iterable[Any]) -> None:
    """Have a worker of pytest-xdist tell of each test what comes of it, and not each step that went well.

    Of seven thousand tests, what begins, is set up, is torn down and ends would be thirty thousand messages more.
    """
    for worker in (plugin for plugin in plugins if type(plugin).__name__ == "WorkerInteractor"):
        send = worker.sendevent

        def sendevent(name: str, send: Any = send, **said: Any) -> None:
            report = said.get("data", {}) if name == "testreport" else {}
            went_well = report.get("outcome") == "passed" and report["when"] != "call" and not report["sections"]
            if name != "logstart" and not went_well:
                send(name, **said)

        worker.sendevent = sendevent
