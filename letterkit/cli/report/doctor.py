"""Show whether everything is there."""

from __future__ import annotations

from letterkit.cli.report.answers import PartAnswer
from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.problems import visible
from letterkit.pipeline.doctor import Part

_STYLES = {"good": "green", "optional": "cyan", "look": "yellow", "wanting": "bold red"}


def show_part(part: Part, console: Printer) -> None:
    """Print a line for a part, and its mend when it is not good."""
    standing = Styled(f"{part.standing:<9}", _STYLES[part.standing])
    console.print(standing, Styled(part.name, "bold"), f": {visible(part.said)}")
    if part.mend:
        console.print(f"{'':9}mend: {visible(part.mend)}")


def part_data(part: Part) -> PartAnswer:
    """A part as plain data."""
    return {"name": part.name, "standing": part.standing, "said": part.said, "mend": part.mend}
