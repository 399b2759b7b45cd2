"""The library of clauses, opened once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from letterkit.schema.library import Library, open_library

ROOT = Path(__file__).resolve().parents[2]


@cache
def library_of(workspace: Path = ROOT) -> Library:
    """The library as seen from a workspace that no test changes: the checkout, or ``tests`` with its own templates."""
    return open_library(workspace)
