"""Strict CSV: every cell keeps its place, and no row is cut off or filled up in silence.

Spreadsheets save their rows with commas, semicolons or tabs, by the language of the machine; the first row shows which.
A cell in quotation marks can hold the delimiter, line ends and quotation marks written twice (RFC 4180).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.foundation.limits import MAX_ENTRIES, excess_in_value
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, invisible_characters

_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'"((?:[^"]|"")*)"[ ]*')


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row that is not empty: its number, the head being 1, its cells, one a column, and what is wrong with it."""

    number: int
    cells: tuple[Scalar, ...]
    problems: tuple[Problem, ...]

    @property
    def location(self) -> Location | None:
        """Where it begins."""
        return self.cells[0].location


@dataclass(frozen=True, slots=True)
class CellTable:
    """The names of the columns, what is wrong with them, and the rows below."""

    columns: tuple[Scalar, ...]
    problems: tuple[Problem, ...]
    rows: tuple[CellRow, ...]


def parse_cells(text: str, name: str) -> CellTable:
    """The cells of a file, without the spaces around them. Raises `UserError` when its rows cannot be told apart."""
    unseen = tuple(invisible_characters(text, name))
    if unseen:
        raise UserError(unseen)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = list(_rows(text, name, delimiter))
    if not rows or not any(rows[0]):
        hint = "begin the file with a row that names its columns"
        raise UserError([Problem("LK136", "the file has no row that names its columns", Location(name, 1), hint)])
    if len(rows) - 1 > MAX_ENTRIES:
        place = rows[MAX_ENTRIES + 1][0].location
        message = f"{len(rows) - 1:,} rows; there can be {MAX_ENTRIES:,} in one file"
        raise UserError([Problem("LK135", message, place, "divide the file among campaigns")])
    columns = tuple(rows[0])
    below = (_row(number, cells, len(columns), delimiter) for number, cells in enumerate(rows[1:], 2) if any(cells))
    return CellTable(columns, tuple(_faulty(columns)), tuple(below))


def _faulty(columns: Sequence[Scalar]) -> Iterator[Problem]:
    seen: set[str] = set()
    for column in columns:
        if not column:
            yield Problem("LK136", "a column without a name", column.location, "name it in the first row, or delete it")
        elif column in seen:
            yield Problem("LK136", f"the column '{column}' is there twice", column.location, "keep one of the two")
        seen.add(column)


def _row(number: int, cells: list[Scalar], width: int, delimiter: str) -> CellRow:
    problems: list[Problem] = []
    for cell in cells:
        if much := excess_in_value(cell):
            problems.append(Problem("LK134", much.message, cell.location, much.hint))
    beyond = next((cell for cell in cells[width:] if cell), None)
    if beyond:
        hint = f"put quotation marks around a cell that holds '{delimiter}', or name the column in the first row"
        problems.append(Problem("LK136", "a cell beyond the last column", beyond.location, hint))
    last = cells[-1].location
    filled = (*cells, *(Scalar("", last) for _ in range(width - len(cells))))
    return CellRow(number, filled[:width], tuple(problems))


def _rows(text: str, name: str, delimiter: str) -> Iterator[list[Scalar]]:
    """The rows, with the places of their cells."""
    plain = re.compile(f"[^{delimiter}\n]*")
    at, line, begins = 0, 1, 0
    row: list[Scalar] = []
    while at <= len(text):
        if at == len(text) and not row:
            return
        place = Location(name, line, at - begins + 1)
        quoted = _QUOTED.match(text, at)
        if quoted:
            end, value = quoted.end(), quoted[1].replace('""', '"')
        else:
            found = plain.match(text, at)
            end = found.end() if found else at
            value = text[at:end]
        after = text[end : end + 1]
        if after not in ("", "\n", delimiter) or (value.startswith('"') and not quoted):
            hint = "close it, and write a quotation mark within a cell twice"
            raise UserError([Problem("LK136", "a quotation mark without its other half", place, hint)])
        lines = text.count("\n", at, end)
        length = 1 if lines else max(1, end - at)
        row.append(Scalar(value.strip(), Location(name, place.line, place.column, length)))
        if lines:
            line, begins = line + lines, text.rfind("\n", at, end) + 1
        at = end + 1
        if after != delimiter:
            yield row
            row, line, begins = [], line + 1, at
