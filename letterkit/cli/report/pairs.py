"""Lists of names with what they mean, as wide as the terminal; written at once, since commands that list are quick."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

import click

from letterkit.cli.report.leaving import say

_LEAST = 20
"""The columns that an explanation needs beside its name."""


def show_pairs(title: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Print names, each with its explanation beside it, or below where there is no room; no word is lost."""
    bold = os.environ.get("TERM") not in ("dumb", "unknown")
    say(click.style(title, bold=bold))
    say("\n".join(_lines(pairs, shutil.get_terminal_size().columns)))


def _lines(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    beside = max((_cells(name) for name, _ in pairs), default=0) + 4
    for name, text in pairs:
        if width - beside < _LEAST:
            yield f" {name}"
            yield from (f"   {line}" for line in _wrapped(text, width - 3))
            continue
        first, *others = _wrapped(text, width - beside) or [""]
        yield f" {name}{' ' * (beside - 1 - _cells(name))}{first}".rstrip()
        yield from (f"{' ' * beside}{line}" for line in others)


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; a word that is too long for one stands out."""
    if _cells(text) <= width:
        return [text]
    wide = _cells(text) / len(text)
    return textwrap.wrap(text, max(1, int(width / wide)), break_long_words=False, break_on_hyphens=False)


def _cells(text: str) -> int:
    """The columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)
