"""Tables as wide as their terminal, and no word lost where it is too narrow for them."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text


def show_table(table: Table, console: Console) -> None:
    """Print a table; where not every word of it would have room, a paragraph for each row."""
    if console.measure(table, options=console.options.update(max_width=10**6)).minimum <= console.width:
        console.print(table)
        return
    if table.title:
        console.print(Text(str(table.title), "bold"), soft_wrap=True)
    headers = [str(column.header) for column in table.columns]
    for row in zip(*(column.cells for column in table.columns), strict=True):
        said = [(header, str(cell)) for header, cell in zip(headers, row, strict=True) if str(cell)]
        for at, (header, cell) in enumerate(said):
            named = f"{header}: {cell}" if header and at else cell
            console.print(Text(f"{'  ' if at else ''}{named}", "" if at else "bold"), soft_wrap=True)
