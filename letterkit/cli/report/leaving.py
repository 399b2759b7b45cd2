"""The one way out: whatever a command prints leaves here, without the names and titles that are not for everybody.

Nothing of what is hidden is known before a campaign has been read; until then nothing more is imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from letterkit.schema.names_read import names_read

if TYPE_CHECKING:
    from rich.console import Console


def say(text: str, *, err: bool = False, nl: bool = True, internal: bool = False) -> None:
    """Print a text as it stands, on standard output or standard error, without what is withheld."""
    hide = None if internal else what_hides()
    click.echo(hide(text) if hide else text, err=err, nl=nl)


def answer(data: Any, *, internal: bool = False) -> None:
    """Print an answer for programs as JSON, without what is withheld; its keys stay."""
    if not internal and names_read():
        from letterkit.cli.report.discretion import hidden_within

        data = hidden_within(data)
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def printer(*, stderr: bool = False, internal: bool = False) -> Console:
    """A terminal or a pipe on which texts and tables are printed without what is withheld."""
    from letterkit.cli.report.printing import Printer

    return Printer((lambda: None) if internal else what_hides, stderr=stderr)


def for_progress() -> Console:
    """A terminal for bars of progress, which tell numbers alone."""
    from rich.console import Console

    return Console(stderr=True)


def what_hides() -> Callable[[str], str] | None:
    """What hides in a text what is withheld; None where nothing is."""
    if not names_read():
        return None
    from letterkit.cli.report.discretion import hidden

    return hidden
