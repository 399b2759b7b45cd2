"""The command ``doctor``. What it runs is imported when it runs, so that help is immediate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.exits import FINDINGS
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, answer, say
from letterkit.cli.workspace import Workspace, with_workspace


@click.command("doctor", epilog=options.examples("letterkit doctor", "letterkit doctor --remember"))
@click.option("--remember", "remember_", is_flag=True, help="The workspace's own templates are up to date with these.")
@options.output
@options.json(list[answers.PartAnswer])
@with_workspace
def doctor_command(workspace: Workspace, remember_: bool, output: Path, json_: bool) -> None:
    """Say whether everything is there that letters need, and how to get what is not.

    It looks at Python, the system's libraries, fonts, extras, folders, and at templates of the workspace that stand in
    the place of shipped ones. The exit code is 1 when something is wanting. Nothing is written without --remember.
    """
    from letterkit.cli.report.doctor import part_data, show_part
    from letterkit.pipeline.doctor import examine_installation, remember

    if remember_:
        count = remember(workspace.root)
        say(f"Remembered: {count} template{'' if count == 1 else 's'} in the place of shipped ones.", err=json_)
    found = []
    for part in examine_installation(workspace.root, output):
        found.append(part)
        if not json_:
            show_part(part, Printer())
    if json_:
        answer([part_data(part) for part in found])
    sys.exit(FINDINGS if any(part.standing == "wanting" for part in found) else 0)
