"""The command ``check``. What it runs is imported when it runs, so that help is immediate."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.exits import FINDINGS
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, say
from letterkit.cli.workspace import Workspace, with_workspace

if TYPE_CHECKING:
    from letterkit.foundation.problems import Problem


@click.command(
    "check",
    epilog=options.examples(
        "letterkit check campaigns/philippines-2024.yml --strict",
        "letterkit check campaigns/*.yml --on today --ignore LK522",
        "letterkit check campaigns/*.yml --format github",
    ),
)
@options.campaigns
@options.letters
@options.output
@click.option("--on", "sending", callback=options.day, metavar="DAY", help="Send the letters on DAY (or 'today').")
@click.option("--select", multiple=True, metavar="CODES", help="Only these findings (LK301, LK4; can be repeated).")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these findings.")
@options.internal
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings and notes, too.")
@click.option(
    "--format",
    "format_",
    cls=options.JsonOption,
    shape=list[answers.ProblemAnswer],
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@with_workspace
def check_command(
    workspace: Workspace,
    campaigns: tuple[Path, ...],
    letters: tuple[str, ...],
    output: Path,
    sending: datetime.date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    internal: bool,
    strict: bool,
    format_: str,
) -> None:
    """Check the letters of CAMPAIGNS and their drafts, hand edits included, and say what to mend.

    Nothing is written.
    """
    from letterkit.checks.ledger.records.records import Tally
    from letterkit.checks.select import chosen
    from letterkit.cli.report.discretion import discreet
    from letterkit.cli.report.machine import FORMATS, Counted
    from letterkit.cli.report.problems import show_findings
    from letterkit.pipeline.check import examine

    tallies, unseen, unread = [Tally()], [0], [0]

    def problems() -> Iterator[Problem]:
        for batch in examine(campaigns, workspace.library, output, letters, sending):
            tallies[0] += batch.tally
            unseen[0] += batch.unseen
            unread[0] += batch.unread
            yield from chosen(batch.problems, select, ignore)

    counted = Counted(discreet(problems(), internal=internal))
    if format_ == "text":
        show_findings(counted, Printer(internal=internal), lambda: (tallies[0], unseen[0], unread[0]))
    else:
        for piece in FORMATS[format_](counted):
            say(piece, nl=False, internal=True)  # of problems that are discreet already
    sys.exit(FINDINGS if counted.errors or (strict and (counted.warnings or counted.notes)) else 0)
