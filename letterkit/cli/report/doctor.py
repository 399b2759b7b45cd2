"""Show whether everything is there."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from letterkit.cli.report.answers import PartAnswer
from letterkit.cli.report.problems import visible
from letterkit.pipeline.doctor import Part

_STYLES = {"good": "green", "optional": "cyan", "look": "yellow", "wanting": "bold red"}


def show_part(part: Part, console: Console) -> None:
    """Print a line for a part, and its mend when it is not good."""
    standing = Text(f"{part.standing:<9}", _STYLES[part.standing])
    console.print(Text.assemble(standing, (part.name, "bold"), f": {visible(part.said)}"), soft_wrap=True)
    if part.mend:
        console.print(Text(f"{'':9}mend: {visible(part.mend)}"), soft_wrap=True)


def part_data(part: Part) -> PartAnswer:
    """A part as plain data."""
    return {"name": part.name, "standing": part.standing, "said": part.said, "mend": part.mend}
