"""Lists and tables as wide as their terminal; no word is lost where it is too narrow for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from letterkit.cli.report.leaving import Printer, Styled

_LEAST = 20
"""The columns that an explanation needs beside its name."""
_GAP = 2
"""The columns between two of a table."""


class Column(NamedTuple):
    """A column of a table: its header, how wide it is at least, and whether it stands at the right or is kept whole."""

    header: str = ""
    least: int = 0
    right: bool = False
    whole: bool = False


def show_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], console: Printer) -> None:
    """Print a table; where not every word of it would have room, a paragraph for each row."""
    rows = [[console.without(cell) for cell in row] for row in rows]
    headers = [column.header for column in columns]
    widths = _widths(columns, [headers, *rows], console.width)
    headed = any(headers)
    if widths is None:
        for part in _paragraphs(headers, rows):
            console.print(part)
        return
    for number, row in enumerate([headers, *rows] if headed else rows):
        for line in _lines_of_row(columns, row, widths):
            console.print(Styled(line, "bold" if headed and not number else ""))


def _paragraphs(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Styled]:
    """A paragraph for each row, what stands first in it as its head."""
    for row in rows:
        said = [(header, cell) for header, cell in zip(headers, row, strict=True) if cell]
        for at, (header, cell) in enumerate(said):
            named = f"{header}: {cell}" if header and at else cell
            yield Styled(f"  {named}") if at else Styled(named, "bold")


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """How wide each column is: as its longest cell, or less where it can be broken; None where there is no room."""
    cells = [[row[at] for row in rows] for at in range(len(columns))]
    wide = [max(column.least, *map(cells_of, own)) for column, own in zip(columns, cells, strict=True)]
    least = [
        all_ if column.whole else max(column.least, *(cells_of(word) for cell in own for word in cell.split(" ")))
        for column, own, all_ in zip(columns, cells, wide, strict=True)
    ]
    room = width - _GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(wide) > room:
        widest = max(range(len(wide)), key=lambda at: (wide[at] > least[at], wide[at]))
        wide[widest] -= 1
    return wide


def _lines_of_row(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    broken = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, broken))):
        parts = [lines[number] if number < len(lines) else "" for lines in broken]
        placed = [
            f"{' ' * (width - cells_of(part))}{part}" if column.right else f"{part}{' ' * (width - cells_of(part))}"
            for column, part, width in zip(columns, parts, widths, strict=True)
        ]
        yield (" " * _GAP).join(placed).rstrip()


def show_pairs(title: str, pairs: Sequence[tuple[str, str]], console: Printer) -> None:
    """Print names, each with its explanation beside it, or below where there is no room."""
    console.print(Styled(title, "bold"))
    console.print("\n".join(_lines_of_pairs(pairs, console.width)))


def _lines_of_pairs(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    beside = max((cells_of(name) for name, _ in pairs), default=0) + 4
    for name, text in pairs:
        if width - beside < _LEAST:
            yield f" {name}"
            yield from (f"   {line}" for line in wrapped(text, width - 3))
            continue
        first, *others = wrapped(text, width - beside)
        yield f" {name}{' ' * (beside - 1 - cells_of(name))}{first}".rstrip()
        yield from (f"{' ' * beside}{line}" for line in others)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, of which there is one at least; a word that is too long for one stands out."""
    lines = [""]
    for word in text.split(" ") if cells_of(text) > width else [text]:
        line = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and cells_of(line) > width:
            lines.append(word)
        else:
            lines[-1] = line
    return [line.rstrip() for line in lines]


def cells_of(text: str) -> int:
    """The columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)
