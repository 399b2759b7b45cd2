"""Show letterheads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterkit.cli.report.answers import LetterheadAnswer
from letterkit.cli.report.problems import visible
from letterkit.cli.report.tables import show_table
from letterkit.foundation.files import shown
from letterkit.pipeline.letterheads import ListedLetterhead, Preview


def show_letterheads(entries: Sequence[ListedLetterhead], console: Console) -> None:
    """Print the letterheads: name, organisation, languages, paper, whose it is, then where its picture is."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("letterhead", "organisation", "languages", "paper", ""):
        table.add_column(column, no_wrap=column == "letterhead")
    for entry in entries:
        whose = "own" if entry.own else "shipped"
        table.add_row(entry.name, Text(visible(entry.organisation)), ", ".join(entry.languages), entry.paper, whose)
    show_table(table, console)
    for entry in entries:
        picture = shown(entry.picture) if entry.picture else f"run 'letterkit letterheads preview {entry.name}'"
        console.print(Text(f"picture of {entry.name}: {picture}"), soft_wrap=True)


def letterhead_data(entry: ListedLetterhead) -> LetterheadAnswer:
    """A letterhead as plain data."""
    return {
        "name": entry.name,
        "organisation": entry.organisation,
        "languages": list(entry.languages),
        "paper": entry.paper,
        "own": entry.own,
        "picture": shown(entry.picture) if entry.picture else None,
    }


def show_begun(name: str, file: Path, console: Console) -> None:
    """Print what to do with a new letterhead."""
    lines = (
        f"Made {shown(file)}. Next:",
        "  1. Open this file in an editor, and put in the facts of your organisation.",
        "  2. Put your logo beside it, as logo.svg or logo.png: it is found by itself.",
        f"  3. Look at it: letterkit letterheads preview {name}",
        f"Campaign files use it with 'from: {name}'.",
    )
    console.print(Text("\n".join(lines)), soft_wrap=True)


def show_preview(made: Preview, console: Console) -> None:
    """Print where a specimen and its pictures are, and what a grid on it shows."""
    for line in (*map(shown, (made.pdf, *made.pictures)), *made.grid):
        console.print(Text(line), soft_wrap=True)
