"""What tests share: the option that rewrites the golden letters."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh", action="store_true", help="write the golden letters of tests/letters anew; read the difference"
    )
