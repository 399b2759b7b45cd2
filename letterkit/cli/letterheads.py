"""The commands ``letterheads``. What they run is imported when they run, so that help is immediate."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.exits import MISTAKE
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, answer
from letterkit.cli.workspace import Workspace, with_workspace


@click.group("letterheads", epilog=options.examples("letterkit letterheads"), invoke_without_command=True)
@click.pass_context
@options.json(list[answers.LetterheadAnswer])
@with_workspace
def letterheads_group(workspace: Workspace, context: click.Context, json_: bool) -> None:
    """List the letterheads, each with a picture."""
    if context.invoked_subcommand is not None:
        return
    from letterkit.cli.report.letterheads import letterhead_data, show_letterheads
    from letterkit.cli.report.problems import show_problems
    from letterkit.pipeline.letterheads import listed

    entries, problems = listed(workspace.library)
    if json_:
        answer([letterhead_data(entry) for entry in entries])
    else:
        show_letterheads(entries, Printer())
    show_problems(problems, Printer(stderr=True))
    sys.exit(MISTAKE if problems else 0)


@letterheads_group.command(
    "new", epilog=options.examples("letterkit letterheads new fhu", "letterkit letterheads new fhu-south --like fhu")
)
@click.argument("name")
@click.option(
    "--like",
    metavar="OTHER",
    shell_complete=options.offering("letterheads"),
    help="Take style, layout, look and drawings from the letterhead OTHER.",
)
@with_workspace
def letterheads_new(workspace: Workspace, name: str, like: str | None) -> None:
    """Begin the letterhead NAME: a folder in templates/letterheads with a file to fill in."""
    from letterkit.cli.report.letterheads import show_begun
    from letterkit.pipeline.letterheads import begin

    show_begun(name, begin(name, like, workspace.root, workspace.library), Printer())


@letterheads_group.command(
    "preview",
    epilog=options.examples("letterkit letterheads preview fhu", "letterkit letterheads preview fhu --language fr"),
)
@click.argument("name", shell_complete=options.offering("letterheads"))
@options.output
@options.date
@click.option("--language", metavar="CODE", help="Write the specimen in this language (en, fr).")
@click.option("--grid", is_flag=True, help="Draw the grid of the layout's standard on a proof.")
@with_workspace
def letterheads_preview(
    workspace: Workspace, name: str, output: Path, date: datetime.date | None, language: str | None, grid: bool
) -> None:
    """Set a specimen on the letterhead NAME, with every element filled: a PDF, and a picture of each page."""
    from letterkit.cli.report.letterheads import show_preview
    from letterkit.cli.report.problems import show_problems
    from letterkit.pipeline.letterheads import preview

    made = preview(name, workspace.library, output, date, language, grid=grid)
    show_problems(made.problems, Printer(stderr=True))
    show_preview(made, Printer())
