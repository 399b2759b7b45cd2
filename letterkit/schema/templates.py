"""Where the shipped templates lie."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shipped_templates() -> Path:
    """The folder of the shipped templates, in a wheel, an editable installation or a checkout."""
    inside = Path(__file__).resolve().parent.parent / "templates"
    return inside if inside.is_dir() else inside.parent.parent / "templates"
