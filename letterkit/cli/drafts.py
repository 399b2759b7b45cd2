"""The commands that make drafts and their PDFs. What they run is imported when they run, so that help is immediate."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.cache import prints_folder
from letterkit.cli.exits import FINDINGS, bug, status_of, unusable
from letterkit.cli.rehearsing import files_for, rehearsed, with_files
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, answer
from letterkit.cli.workspace import Workspace, with_workspace

if TYPE_CHECKING:
    from letterkit.drafts.job import Job
    from letterkit.foundation.files import Files
    from letterkit.foundation.problems import Problem
    from letterkit.pipeline.draft import DraftResult
    from letterkit.schema.library import Library


@click.command(
    "draft",
    epilog=options.examples(
        "letterkit draft campaigns/philippines-2024.yml",
        "letterkit draft campaigns/*.yml --dry-run",
        "letterkit draft campaigns/philippines-2024.yml --letter president --date today",
    ),
)
@options.campaigns
@options.letters
@options.output
@options.date
@options.dry
@options.cached
@options.internal
@options.json(answers.DraftedLetters)
@with_workspace
def draft_command(
    workspace: Workspace,
    campaigns: tuple[Path, ...],
    letters: tuple[str, ...],
    output: Path,
    date: datetime.date | None,
    dry: bool,
    cached: bool,
    internal: bool,
    json_: bool,
) -> None:
    """Draft the letters of CAMPAIGNS: a Markdown draft to edit, and a PDF proof, for each.

    What is new is merged into a draft that has been edited; every edit stays.
    """
    from letterkit.pipeline.draft import draft

    sys.exit(_run(workspace, draft, campaigns, letters, output, date, dry, cached, internal, json_))


@click.command(
    "pdf",
    epilog=options.examples(
        "letterkit pdf campaigns/philippines-2024.yml",
        "letterkit pdf campaigns/philippines-2024.yml --letter president --for review",
    ),
)
@options.campaigns
@options.letters
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["review", "sending"]),
    help="A copy with evidence for those who approve it, or the approved letter as it goes out.",
)
@options.output
@options.dry
@options.cached
@options.internal
@options.json(answers.DraftedLetters)
@with_workspace
def pdf_command(
    workspace: Workspace,
    campaigns: tuple[Path, ...],
    letters: tuple[str, ...],
    purpose: str | None,
    output: Path,
    dry: bool,
    cached: bool,
    internal: bool,
    json_: bool,
) -> None:
    """Make the clean PDFs for sign-off from the drafts of CAMPAIGNS as they stand, edits included.

    The letters keep the dates of their drafts.
    """
    from functools import partial

    from letterkit.pipeline.copies import review_copy, sending_copy
    from letterkit.pipeline.draft import final

    if internal and purpose == "sending":
        raise click.UsageError("--internal does not go with --for sending")
    work: Callable[[Job, Library], DraftResult] = final
    if purpose:
        work = sending_copy if purpose == "sending" else partial(review_copy, internal=internal)
    sys.exit(_run(workspace, work, campaigns, letters, output, None, dry, cached, internal, json_))


@click.command(
    "follow-up",
    epilog=options.examples(
        "letterkit follow-up campaigns/philippines-2024.yml president --date 2024-06-10",
        "letterkit follow-up campaigns/philippines-2024.yml president --to successor --dry-run",
    ),
)
@options.campaign
@options.letter
@click.option("--name", metavar="NEW", help="Call the new letter NEW.")
@click.option(
    "--to",
    metavar="TARGET",
    shell_complete=options.offering("targets"),
    help="Send it to this target of the campaign, such as a successor.",
)
@options.date
@click.option("--reply-by", callback=options.day, metavar="DAY", help="Ask for a reply by DAY.")
@click.option("--dry-run", is_flag=True, help="Show the letter and write nothing.")
@options.output
@with_workspace
def follow_up_command(
    workspace: Workspace,
    campaign: Path,
    letter: str,
    name: str | None,
    to: str | None,
    date: datetime.date | None,
    reply_by: datetime.date | None,
    dry_run: bool,
    output: Path,
) -> None:
    """Write the letter that follows LETTER into the file CAMPAIGN, and draft it.

    It names the earlier letters, says what came back, and asks again for what is still unmet. Where everything has
    been met, no letter is written, and the exit code is 1.
    """
    from letterkit.cli.report.outcomes import show_follow_up, show_outcomes
    from letterkit.cli.report.problems import show_problems
    from letterkit.pipeline.follow_up import follow_up

    day = date or datetime.date.today()
    found = follow_up(
        campaign, letter, workspace.library, output, day, name=name, to=to, reply_by=reply_by, dry_run=dry_run
    )
    show_follow_up(found, Printer())
    if found.outcome:
        show_problems(found.outcome.problems, Printer(stderr=True))
        show_outcomes([found.outcome], Printer())
        sys.exit(status_of(found.outcome.problems))
    sys.exit(0 if found.name else FINDINGS)


def _run(
    workspace: Workspace,
    work: Callable[[Job, Library], DraftResult],
    campaigns: Sequence[Path],
    letters: Sequence[str],
    output: Path,
    date: datetime.date | None,
    dry: bool,
    cached: bool,
    internal: bool,
    json_: bool,
) -> int:
    from letterkit.cli.report.outcomes import outcomes_data
    from letterkit.pipeline.plan import doubted, plan
    from letterkit.typeset.prints import Prints

    files = files_for(dry)
    planned, unread = plan(campaigns, workspace.library, output, letters, date)
    sound, doubts = doubted(planned, workspace.library)
    unread = (*unread, *doubts)
    prints = Prints(prints_folder()) if cached else None
    jobs = [with_files(files, replace(job, prints=prints)) for job in sound]
    steps = jobs if json_ or len(jobs) < 2 else _tracked(jobs)
    outcomes = [_done(work, job, workspace.library) for job in steps]
    problems = [*unread, *(problem for outcome in outcomes for problem in outcome.problems)]
    if json_:
        answer(outcomes_data(outcomes, unread, internal=internal), internal=internal)
    else:
        _show(outcomes, problems, files, internal)
    rehearsed(files, json_)
    return status_of(problems)


def _tracked(jobs: Sequence[Job]) -> Iterator[Job]:
    """The letters, with their progress on a terminal while they are made."""
    if not sys.stderr.isatty():
        yield from jobs
        return
    with click.progressbar(jobs, label="Typesetting", show_pos=True, file=sys.stderr) as progress:
        yield from progress


def _show(outcomes: Sequence[DraftResult], problems: Sequence[Problem], files: Files, internal: bool) -> None:
    """Show what has become of letters; what a rehearsal has not written can be quoted all the same."""
    from letterkit.cli.report.outcomes import show_outcomes
    from letterkit.cli.report.problems import show_problems
    from letterkit.foundation.files import shown

    unwritten = {shown(path): text.split("\n") for path, text in files.texts().items()}
    show_problems(dict.fromkeys(problems), Printer(stderr=True, internal=internal), unwritten, internal=internal)
    if outcomes:
        show_outcomes(outcomes, Printer(internal=internal))


def _done(work: Callable[[Job, Library], DraftResult], job: Job, library: Library) -> DraftResult:
    """The outcome of one letter; a fault of the program in it does not keep the others from being made."""
    from letterkit.pipeline.draft import DraftResult

    try:
        return work(job, library)
    except OSError as error:
        return DraftResult(job.campaign.key, job.letter, problems=(unusable(error),))
    except Exception as error:
        return DraftResult(job.campaign.key, job.letter, problems=(bug(error),))
