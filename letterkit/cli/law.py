"""The command ``law``. What it runs is imported when it runs, so that help is immediate."""

from __future__ import annotations

import datetime

import click

from letterkit.cli import options
from letterkit.cli.report.law_answers import LawAnswer
from letterkit.cli.report.leaving import Printer, answer
from letterkit.cli.workspace import Workspace, with_workspace


@click.command(
    "law", epilog=options.examples("letterkit law PH C087", "letterkit law Kazakhstan --on 2017-01-23", "letterkit law")
)
@click.argument("names", nargs=-1, metavar="NAME...", shell_complete=options.offering("instruments"))
@click.option("--on", "day", callback=options.day, metavar="DAY", help="As of DAY instead of today.")
@options.json(list[LawAnswer])
@with_workspace
def law_command(workspace: Workspace, names: tuple[str, ...], day: datetime.date | None, json_: bool) -> None:
    """Show the record of countries (KZ, Kazakhstan) and instruments (C087, ICCPR); without NAME, what is covered."""
    from letterkit.cli.report.law import law_data, show_law
    from letterkit.schema.law.lookup import coverage, look_up

    library = workspace.library
    day = day or datetime.date.today()
    records = [look_up(name, library, day) for name in names] if names else [coverage(library)]
    if json_:
        answer([law_data(record) for record in records])
    else:
        for record in records:
            show_law(record, Printer())
