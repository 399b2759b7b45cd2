"""Show letterheads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from letterkit.cli.report.answers import LetterheadAnswer
from letterkit.cli.report.leaving import Printer
from letterkit.cli.report.problems import visible
from letterkit.cli.report.tables import Column, show_table
from letterkit.foundation.files import shown
from letterkit.pipeline.letterheads import ListedLetterhead, Preview


def show_letterheads(entries: Sequence[ListedLetterhead], console: Printer) -> None:
    """Print the letterheads: name, organisation, languages, paper, whose it is, then where its picture is."""
    columns = (Column("letterhead", whole=True), *map(Column, ("organisation", "languages", "paper", "")))
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        whose = "own" if entry.own else "shipped"
        rows.append((entry.name, visible(entry.organisation), ", ".join(entry.languages), entry.paper, whose))
    show_table(columns, rows, console)
    for entry in entries:
        picture = shown(entry.picture) if entry.picture else f"run 'letterkit letterheads preview {entry.name}'"
        console.print(f"picture of {entry.name}: {picture}")


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


def show_begun(name: str, file: Path, console: Printer) -> None:
    """Print what to do with a new letterhead."""
    lines = (
        f"Made {shown(file)}. Next:",
        "  1. Open this file in an editor, and put in the facts of your organisation.",
        "  2. Put your logo beside it, as logo.svg or logo.png: it is found by itself.",
        f"  3. Look at it: letterkit letterheads preview {name}",
        f"Campaign files use it with 'from: {name}'.",
    )
    console.print("\n".join(lines))


def show_preview(made: Preview, console: Printer) -> None:
    """Print where a specimen and its pictures are, and what a grid on it shows."""
    for line in (*map(shown, (made.pdf, *made.pictures)), *made.grid):
        console.print(line)
