"""The commands of sign-off. What they run is imported when they run, so that help is immediate."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.exits import status_of
from letterkit.cli.workspace import Workspace, with_workspace

if TYPE_CHECKING:
    from letterkit.drafts.job import Job
    from letterkit.foundation.files import Files
    from letterkit.foundation.problems import Problem
    from letterkit.pipeline.sign_off import LetterStatus

_role = click.option("--as", "role", required=True, metavar="ROLE", help="The role, as 'approvals:' calls it.")
_person = click.option("--by", "person", required=True, metavar="PERSON", help="Who decides.")
_comment = click.option("--comment", default="", metavar="TEXT", help="What to tell the others.")


@click.command("approve")
@options.campaign
@click.argument("letter")
@_role
@_person
@_comment
@options.output
@options.dry
@options.json
@with_workspace
def approve_command(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    role: str,
    person: str,
    comment: str,
    output: Path,
    dry: bool,
    json_: bool,
) -> None:
    """Approve LETTER of CAMPAIGN exactly as it stands, and write it into the letter's register.

    Any later change of the draft, the facts, the clauses, the letterhead or the fonts voids the approval.
    """
    sys.exit(_decide(workspace, campaign, letter, role, person, comment, output, dry, json_, approves=True))


@click.command("reject")
@options.campaign
@click.argument("letter")
@_role
@_person
@_comment
@options.output
@options.dry
@options.json
@with_workspace
def reject_command(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    role: str,
    person: str,
    comment: str,
    output: Path,
    dry: bool,
    json_: bool,
) -> None:
    """Send LETTER of CAMPAIGN back, and write it into the letter's register."""
    sys.exit(_decide(workspace, campaign, letter, role, person, comment, output, dry, json_, approves=False))


@click.command("status")
@click.argument("campaigns", nargs=-1, type=click.Path(path_type=Path))
@options.letters
@options.output
@click.option("--on", "day", callback=options.day, metavar="DAY", help="See who is overdue on DAY, not today.")
@options.json
@with_workspace
def status_command(
    workspace: Workspace,
    campaigns: tuple[Path, ...],
    letters: tuple[str, ...],
    output: Path,
    day: datetime.date | None,
    json_: bool,
) -> None:
    """Say where the letters of CAMPAIGNS (campaigns/*.yml when none are named) stand, and whom they wait for.

    Each register is verified. Nothing is written.
    """
    from letterkit.pipeline.plan import plan
    from letterkit.pipeline.sign_off import status

    jobs, unread = plan(campaigns or sorted(Path("campaigns").glob("*.yml")), workspace.library, output, letters)
    found = [status(job, workspace.library, day or datetime.date.today()) for job in jobs]
    sys.exit(_show(found, unread, json_))


def _decide(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    role: str,
    person: str,
    comment: str,
    output: Path,
    dry: bool,
    json_: bool,
    *,
    approves: bool,
) -> int:
    from letterkit.pipeline.plan import plan
    from letterkit.pipeline.sign_off import decide

    files = files_for(dry)
    jobs, unread = plan([campaign], workspace.library, output, [letter])
    found = [
        decide(with_files(files, job), workspace.library, role=role, person=person, approves=approves, comment=comment)
        for job in jobs
    ]
    code = _show(found, unread, json_)
    rehearsed(files, json_)
    return code


def _show(found: Sequence[LetterStatus], unread: Sequence[Problem], json_: bool) -> int:
    from rich.console import Console

    from letterkit.cli.report.problems import show_problems
    from letterkit.cli.report.sign_off import show_status, status_as_json

    problems = [*unread, *(problem for one in found for problem in one.problems)]
    if json_:
        click.echo(status_as_json(found, unread))
    else:
        show_status(found, Console())
        show_problems(dict.fromkeys(problems), Console(stderr=True))
    return status_of(problems)


def files_for(dry: bool) -> Files:
    """The disk, or one that only remembers."""
    from letterkit.foundation.files import DISK, Rehearsal

    return Rehearsal() if dry else DISK


def with_files(files: Files, job: Job) -> Job:
    """A job that writes to some files."""
    from dataclasses import replace

    return replace(job, place=replace(job.place, files=files))


def rehearsed(files: Files, json_: bool) -> None:
    """Say what a rehearsal would have written."""
    from rich.console import Console

    from letterkit.cli.report.outcomes import show_rehearsal
    from letterkit.foundation.files import Rehearsal

    if isinstance(files, Rehearsal):
        show_rehearsal(files.files(), Console(stderr=json_))
