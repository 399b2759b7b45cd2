"""The commands that say what drafts are, were and would be, and bring versions back.

What they run is imported when they run, so that help is immediate.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterkit.cli import options
from letterkit.cli.exits import FINDINGS, MISTAKE, status_of
from letterkit.cli.rehearsing import files_for, rehearsed, with_files
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, answer
from letterkit.cli.workspace import Workspace, with_workspace

if TYPE_CHECKING:
    from letterkit.drafts.job import Job
    from letterkit.foundation.problems import Problem


@click.command("diff", epilog=options.examples("letterkit diff campaigns/philippines-2024.yml"))
@options.campaigns
@options.letters
@options.output
@options.date
@options.internal
@options.json(list[answers.DifferingLetter])
@with_workspace
def diff_command(
    workspace: Workspace,
    campaigns: tuple[Path, ...],
    letters: tuple[str, ...],
    output: Path,
    date: datetime.date | None,
    internal: bool,
    json_: bool,
) -> None:
    """Show what drafting the letters of CAMPAIGNS again would change in their drafts.

    Words that would go stand in [-brackets-], those that would come in {+others+}; on a terminal they are red and
    green. The exit code is 1 when something would change. Nothing is written.

    Withheld names are initials, and confidential sources without titles, unless you ask for --internal.
    """
    from letterkit.cli.report.outcomes import differences_data, show_differences
    from letterkit.cli.report.problems import show_problems
    from letterkit.pipeline.draft import difference
    from letterkit.pipeline.plan import plan

    jobs, unread = plan(campaigns, workspace.library, output, letters, date)
    found = [difference(job, workspace.library) for job in jobs]
    problems = [*unread, *(problem for one in found for problem in one.problems)]
    if json_:
        answer(differences_data(found, internal=internal), internal=internal)
    else:
        show_differences(found, Printer(internal=internal))
    show_problems(dict.fromkeys(problems), Printer(stderr=True, internal=internal), internal=internal)
    sys.exit(status_of(problems) or (FINDINGS if any(one.changes for one in found) else 0))


@click.command("history", epilog=options.examples("letterkit history campaigns/philippines-2024.yml president"))
@options.campaign
@options.named_letters
@options.letters
@options.output
@options.json(dict[str, list[answers.KeptVersion]])
@with_workspace
def history_command(
    workspace: Workspace, campaign: Path, named: tuple[str, ...], letters: tuple[str, ...], output: Path, json_: bool
) -> None:
    """List the versions of the drafts of CAMPAIGN: when, why, and how many words were added and removed.

    Of all its letters, or of each LETTER that is named.

    The exit code is 1 when a version cannot be read.
    """
    from letterkit.cli.report.history import history_data, show_history
    from letterkit.cli.report.problems import show_problems
    from letterkit.drafts.history import all_damaged, versions
    from letterkit.pipeline.plan import plan

    jobs, unread = plan([campaign], workspace.library, output, (*named, *letters))
    histories = {f"{job.campaign.key}/{job.letter}": list(versions(job.place)) for job in jobs}
    damage = [problem for job in jobs for problem in all_damaged(job.place)]
    if json_:
        answer(history_data(histories))
    for letter, found in histories.items():
        if not json_:
            show_history(letter, found, Printer())
    show_problems([*unread, *damage], Printer(stderr=True))
    sys.exit(MISTAKE if unread else FINDINGS if damage else 0)


@click.command(
    "explain",
    epilog=options.examples(
        "letterkit explain campaigns/philippines-2024.yml president",
        "letterkit explain campaigns/philippines-2024.yml --json > origins.json",
    ),
)
@options.campaign
@options.named_letters
@options.output
@options.internal
@options.json(answers.ExplainedLetters)
@with_workspace
def explain_command(
    workspace: Workspace, campaign: Path, named: tuple[str, ...], output: Path, internal: bool, json_: bool
) -> None:
    """Show where each sentence of the drafts of CAMPAIGN comes from: clause, facts, sources, law, or edited by hand.

    Withheld names are initials, and confidential sources without titles, unless you ask for --internal. Nothing is
    written.
    """
    from letterkit.cli.report.explain import explanations_data, show_explanation
    from letterkit.cli.report.problems import show_problems
    from letterkit.pipeline.explain import explain
    from letterkit.pipeline.outside import outside
    from letterkit.pipeline.plan import plan

    jobs, unread = plan([campaign], workspace.library, output, named)
    told = [explain(job, workspace.library) for job in jobs]
    found = told if internal else list(map(outside, told))
    problems = [*unread, *(problem for one in found for problem in one.problems)]
    if json_:
        answer(explanations_data(found, unread, internal=internal), internal=internal)
    else:
        for one in found:
            show_explanation(one, Printer(internal=internal))
        show_problems(dict.fromkeys(problems), Printer(stderr=True, internal=internal), internal=internal)
    sys.exit(status_of(problems))


@click.command(
    "restore",
    epilog=options.examples(
        "letterkit restore campaigns/philippines-2024.yml president 2",
        "letterkit restore campaigns/philippines-2024.yml president 2 --dry-run",
    ),
)
@options.campaign
@options.letter
@click.argument("version", type=click.IntRange(min=1), required=False)
@options.output
@options.dry
@with_workspace
def restore_command(
    workspace: Workspace, campaign: Path, letter: str, version: int | None, output: Path, dry: bool
) -> None:
    """Bring VERSION of the draft of LETTER of CAMPAIGN back; the present one is kept as a version first.

    Without VERSION, the versions are listed, and nothing is written; the exit code is 2.
    """
    from letterkit.cli.report.problems import show_problems
    from letterkit.pipeline.plan import plan
    from letterkit.pipeline.restore import restore

    jobs, unread = plan([campaign], workspace.library, output, [letter])
    if version is None:
        show_problems([*unread, *_list_versions(jobs, campaign, Printer())], Printer(stderr=True))
        sys.exit(MISTAKE)
    files = files_for(dry)
    problems = [*unread, *(problem for job in jobs for problem in restore(with_files(files, job), version))]
    show_problems(problems, Printer(stderr=True))
    rehearsed(files, False)
    sys.exit(status_of(problems))


def _list_versions(jobs: Sequence[Job], campaign: Path, console: Printer) -> Iterator[Problem]:
    """List the versions of a draft; gives what to do to have one of them."""
    from letterkit.cli.report.history import show_history
    from letterkit.drafts.history import versions
    from letterkit.foundation.problems import Problem

    for job in jobs:
        found = list(versions(job.place))
        if found:
            show_history(f"{job.campaign.key}/{job.letter}", found, console)
        last = found[-1].number if found else 1
        hint = (
            f"name one of those above: letterkit restore {campaign} {job.letter} {last}" if found else "draft it first"
        )
        yield Problem("LK935", "no version is named" if found else "there is no version of the draft yet", None, hint)
