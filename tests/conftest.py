"""What tests share: their options, and a sample for ``make quick``."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path

import pytest
from support.spread import in_units


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh", action="store_true", help="write the golden letters of tests/letters anew; read the difference"
    )
    parser.addoption(
        "--every",
        action="store_true",
        help="run every case where otherwise a sample is: of altered letters, and of sampled tests",
    )
    parser.addoption(
        "--latest", action="store_true", help="install the wheel without constraints.txt, as somebody who fetches it"
    )


@pytest.fixture(scope="session")
def every(request: pytest.FixtureRequest) -> bool:
    """Whether every case is to run, where otherwise a sample does."""
    return bool(request.config.getoption("--every"))


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As pytest's own, which looks through the folders of all other tests for the next number."""
    path = tmp_path_factory.getbasetemp() / f"t{next(_NUMBERS)}"
    path.mkdir(mode=0o700)
    return path


_NUMBERS = count()


@pytest.fixture(autouse=True, scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Workers that run beside each other share what they made."""
    from support.once import made_once  # who only hands out tests to workers needs none of the program

    base = tmp_path_factory.getbasetemp()
    with made_once((base.parent if _is_worker() else base) / "pdfs"):
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Thousands of tests that are collected stay to the end: looking through them for what is unused is wasted."""
    gc.set_threshold(400_000, 20, 100)
    if not _is_worker():
        _own_cache(config)
    if _hands_out(config):
        return
    from support.strategies import steady

    steady(every=config.getoption("--every"))


def _own_cache(config: pytest.Config) -> None:
    """The tests neither ask nor fill the caches of whoever runs them; nor do their files while they are collected."""
    patch, folder = pytest.MonkeyPatch(), tempfile.TemporaryDirectory(prefix="letterkit-cache-")
    patch.setenv("LETTERKIT_CACHE", folder.name)  # which workers take over
    config.add_cleanup(patch.undo)
    config.add_cleanup(folder.cleanup)


def _is_worker() -> bool:
    """Whether this process runs tests that another hands out."""
    return "PYTEST_XDIST_WORKER" in os.environ


def _hands_out(config: pytest.Config) -> bool:
    """Whether workers run the tests."""
    return config.getoption("dist", "no") != "no" and not _is_worker()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Nor is it looked through when a test, or pytest at its end, asks for what nothing holds any more."""
    gc.freeze()
    if session.config.getoption("loadgroup", False):
        apart = [
            item.nodeid for item in session.items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid
        ]
        assert not apart, (
            "this pytest-xdist does not tell groups to this pytest: each worker makes everything once more"
        )


def pytest_sessionfinish() -> None:
    """What reports at the end is as elsewhere."""
    gc.unfreeze()


def pytest_unconfigure() -> None:
    """What draws letters wants to be taken apart while all of Python is still there; once is enough."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Texts of thousands of letters have a name of some: it is sent from worker to worker for each test.

    So have files: a picture of a million bytes would be spelled out byte by byte.
    """
    if isinstance(val, str | bytes) and len(val) > _NAMED:
        begins = val[:_NAMED] if isinstance(val, str) else val[:_NAMED].decode("latin-1")
        return f"{begins}... ({len(val)})"
    return None


_NAMED = 80


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of cases that each tell little, a few are quick. What one worker has made for an act, others would make too."""
    few: dict[Path, Iterator[bool]] = {}
    for item in items:
        if marker := item.get_closest_marker("quickly"):
            step = marker.args[0]
            if next(few.setdefault(item.path, cycle([True, *[False] * (step - 1)]))):
                item.add_marker(pytest.mark.quick)
        if item.get_closest_marker("by_kind"):
            item.add_marker(pytest.mark.xdist_group(f"kind {item.callspec.params['kind']}"))  # type: ignore[attr-defined]
        elif not item.get_closest_marker("xdist_group") and _has_things_of_its_file(item):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    if not config.getoption("--every"):
        _sample(config, items)
    if config.getoption("loadgroup", False):
        items[:] = in_units(items)


def _has_things_of_its_file(item: pytest.Item) -> bool:
    """Whether a test asks for what its file makes once, which another worker would make once more."""
    asked = [known for several in item._fixtureinfo.name2fixturedefs.values() for known in several]  # type: ignore[attr-defined]
    own = item.module.__name__  # type: ignore[attr-defined]
    return any(
        known.scope == "module" or (known.scope == "session" and known.func.__module__ == own) for known in asked
    )


def _sample(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the cases of a test marked ``sampled(step)``, leave the first, each step-th, and the last."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("sampled"):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    out: set[pytest.Item] = set()
    for group in cases.values():
        marker = group[0].get_closest_marker("sampled")
        assert marker
        out.update({*group} - {*group[:: marker.args[0]], group[-1]})
    if out:
        config.hook.pytest_deselected(items=[item for item in items if item in out])
        items[:] = [item for item in items if item not in out]
