"""Print texts and tables without what is withheld."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

Hides = Callable[[], Callable[[str], str] | None]
"""Gives what hides in a text what is withheld; None where nothing is."""


class Printer(Console):
    """A terminal or a pipe; what is to be hidden is asked for anew with each print.

    Into a pipe, what has no look and needs no other lines is written as it stands: making it out takes rich its time.
    """

    def __init__(self, hides: Hides, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, emoji=False)
        self._hides = hides

    def print(self, *objects: Any, **options: Any) -> None:
        """As rich does, without what is withheld. What cannot be looked through is refused (`TypeError`)."""
        hide = self._hides()
        shown = [_without(thing, hide) if hide else thing for thing in objects]
        text = _as_it_stands(shown, options, self.width) if self._is_plain() else None
        if text is None:
            super().print(*shown, **options)
            return
        try:
            self.file.write(f"{text}\n")
            self.file.flush()
        except BrokenPipeError:
            self.on_broken_pipe()

    def _is_plain(self) -> bool:
        """Whether nothing that is written has a look, and nothing else is done with it than writing it."""
        return self.color_system is None and not (self.quiet or self.record or self._buffer_index)


def fits(table: Table, width: int) -> bool:
    """Whether a table is sure to stand within so many columns with each cell on one line."""
    return _in_lines(table, width) is not None


def _as_it_stands(objects: list[Any], options: Mapping[str, Any], width: int) -> str | None:
    """What is printed of some objects, where that can be said without making them out."""
    if len(objects) != 1 or not options.keys() <= {"soft_wrap"}:
        return None
    (thing,) = objects
    if isinstance(thing, Table):
        return None if options else _in_lines(thing, width)
    text = _plain(thing)
    if text is None or (isinstance(thing, Text) and (thing.end != "\n" or thing.justify or thing.overflow)):
        return None
    if options.get("soft_wrap"):
        return text
    return text if text.isascii() and len(text) <= width and "\n" not in text else None


def _plain(thing: Any) -> str | None:
    """The characters of a text, where each is printed as it is."""
    if type(thing) is Text:
        return None if "\t" in thing.plain else thing.plain
    if isinstance(thing, str):
        return str(thing) if thing.isprintable() and "[" not in thing else None  # "[" may begin a look
    return None


def _in_lines(table: Table, width: int) -> str | None:
    """A table of one line a row, where that is what it is."""
    rows = _rows(table) if _is_simple(table) else None
    if not rows:
        return None
    widths = [
        max(column.min_width or 0, *(cell_len(row[at]) for row in rows)) for at, column in enumerate(table.columns)
    ]
    if not all(widths) or sum(widths) + 2 * (len(widths) - 1) > width:
        return None
    sides = [column.justify for column in table.columns]
    return "\n".join("  ".join(map(_beside, row, widths, sides)) for row in rows)


def _is_simple(table: Table) -> bool:
    """Whether nothing stands around a table, and its columns are as wide as what stands in them."""
    framed = table.box or table.pad_edge or table.title or table.caption or table.expand
    set_wide = any(column.width or column.max_width or column.ratio for column in table.columns)
    return not framed and not set_wide and {column.justify for column in table.columns} <= {"left", "right"}


def _rows(table: Table) -> list[list[str]] | None:
    """The cells of a table, its headers first; None where one is more than a line of text."""
    rows: list[list[str]] = []
    headers = [tuple(column.header for column in table.columns)] if table.show_header else []
    for row in (*headers, *zip(*(column.cells for column in table.columns), strict=True)):
        cells = [text for cell in row if (text := _plain(cell)) is not None and "\n" not in text]
        if len(cells) < len(row):
            return None
        rows.append(cells)
    return rows


def _beside(cell: str, width: int, side: str) -> str:
    cell = cell.rstrip() if side == "right" else cell
    room = " " * (width - cell_len(cell))
    return room + cell if side == "right" else cell + room


def _without(thing: Any, hide: Callable[[str], str]) -> Any:
    """A text or table with nothing to hide; its look stays where nothing changes."""
    if isinstance(thing, str):
        return hide(thing)
    if isinstance(thing, Text):
        said = hide(thing.plain)
        return thing if said == thing.plain else Text(said, thing.style)
    if isinstance(thing, Table):
        for column in thing.columns:
            column._cells = [_without(cell, hide) for cell in column._cells]
        return thing
    raise TypeError(f"{type(thing).__name__} is printed in a way that is not looked through")
