"""What tests share: their options, and a sample for ``make quick``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh", action="store_true", help="write the golden letters of tests/letters anew; read the difference"
    )
    parser.addoption(
        "--every", action="store_true", help="read every altered letter of tests/checks/test_ledger.py, not a sample"
    )
    parser.addoption(
        "--latest", action="store_true", help="install the wheel without constraints.txt, as somebody who fetches it"
    )


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests neither ask nor fill the caches of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LETTERKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the seeded mistakes and of the grammar cases, each of which tells little, a few are quick."""
    many = [item for item in items if item.path.stem in ("test_mistakes", "test_grammar")]
    for item in many[::40]:
        item.add_marker(pytest.mark.quick)
