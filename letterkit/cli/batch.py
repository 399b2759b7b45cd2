"""The command that makes the letters of a campaign by the hundred."""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli import options
from letterkit.cli.cache import BATCHES, prints_folder
from letterkit.cli.exits import bug, status_of, unusable
from letterkit.cli.report import answers
from letterkit.cli.report.leaving import Printer, answer
from letterkit.cli.workspace import Workspace, with_workspace

if TYPE_CHECKING:
    from letterkit.foundation.problems import Problem
    from letterkit.pipeline.batch.run import Hands


_FEW = 150
"""Letters that one process sets by itself; it keeps some memory of each, which other processes give back."""


@click.command(
    "batch",
    epilog=options.examples(
        "letterkit batch campaigns/philippines-2024.yml",
        'letterkit batch campaigns/philippines-2024.yml --only "senators-*" --limit 20',
        "letterkit batch campaigns/philippines-2024.yml --resume --jobs 4",
    ),
)
@options.campaign
@click.option("--only", multiple=True, metavar="NAME", help="Only this letter, list, sender or target; * is anything.")
@click.option("--limit", type=click.IntRange(min=0), metavar="NUMBER", help="Make so many letters at the most.")
@click.option("--resume", is_flag=True, help="Go on where a run was broken off, its failures included.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="NUMBER", help="Set pages in so many processes.")
@click.option("--cluster", metavar="ADDRESS", help="Set pages on a Dask cluster: the address of its scheduler.")
@options.output
@options.date
@options.cached
@options.json(answers.Batched)
@with_workspace
def batch_command(
    workspace: Workspace,
    campaign: Path,
    only: tuple[str, ...],
    limit: int | None,
    resume: bool,
    jobs: int | None,
    cluster: str | None,
    output: Path,
    date: datetime.date | None,
    cached: bool,
    json_: bool,
) -> None:
    """Draft, check and typeset all letters of CAMPAIGN, in several processes; what did not change is left alone.

    A record with a mistake keeps no other letter from being made. Beside the drafts, batch.csv and batch.json list what
    became of each letter, with the digests of its files.
    """
    from letterkit.foundation.caches import secret
    from letterkit.foundation.codes import Severity
    from letterkit.foundation.problems import Problem, in_order
    from letterkit.pipeline.batch.manifest import Manifest
    from letterkit.pipeline.batch.run import BatchRun, Order, died, refused
    from letterkit.pipeline.batch.touched import Touched
    from letterkit.pipeline.batch.workers import collect_steadily
    from letterkit.pipeline.plan import doubted, plan
    from letterkit.typeset.prints import Prints

    if jobs and cluster:
        raise click.UsageError("--jobs does not go with --cluster")
    planned, unread = plan([campaign], workspace.library, output, (), date)
    sound, doubts = doubted(planned, workspace.library)
    if not sound:
        _end((), (*unread, *doubts), json_, None)
    prints = Prints(prints_folder()) if cached else None
    manifest = Manifest(sound[0].place.folder)
    sealed = secret(BATCHES) if cached else None
    collect_steadily()
    deaths: list[str] = []
    with _hands(jobs, cluster, deaths, len(sound)) as hands:
        run = BatchRun(
            sound[0].campaign,
            [replace(job, prints=prints) for job in sound],
            workspace.library,
            Order(only, limit, resume),
            hands,
            manifest,
            Touched(manifest.reads, sealed, sound[0].campaign, workspace.library) if sealed else None,
        )
        if only and not run.chosen():
            message = f"no letter, list, sender or target is called {' or '.join(map(repr, only))}"
            _end(
                (),
                (*unread, Problem("LK211", message, None, "* stands for anything: 'appeal-*-president'")),
                json_,
                run,
            )
        entries = list(_told(run, json_))
    ended = [died(letter, Severity.WARNING) for letter in dict.fromkeys(deaths)]
    _end([*entries, *refused(run.campaign)], in_order((*unread, *doubts, *run.notes, *ended)), json_, run)


@contextlib.contextmanager
def _hands(jobs: int | None, cluster: str | None, deaths: list[str], letters: int) -> Iterator[Hands]:
    """Who sets pages, which is this process where one is to set a few; others end at once when a run is stopped."""
    from letterkit.pipeline.batch.run import Hands
    from letterkit.pipeline.batch.task import set_page, set_page_elsewhere
    from letterkit.pipeline.batch.workers import Inline, Workers

    def fault(error: Exception) -> Problem:
        return unusable(error) if isinstance(error, OSError) else bug(error)

    if cluster:
        from letterkit.pipeline.batch.cluster import machines_of

        with machines_of(cluster) as (executor, ahead):
            yield Hands(executor, set_page_elsewhere, ahead, fault)
        return
    count = jobs or os.cpu_count() or 1
    if count == 1 and letters <= _FEW:
        yield Hands(Inline(), set_page, 1, fault)
        return
    workers = Workers(count, lambda arguments: deaths.append(arguments[0].letter))
    try:
        yield Hands(workers, set_page, 3 * count, fault)
        workers.shutdown()
    except BaseException:
        workers.shutdown(wait=False, cancel_futures=True)
        raise


def _told(run: Any, json_: bool) -> Iterator[Any]:
    """The entries of a run, with its progress and the time left on a terminal."""
    if json_ or not sys.stderr.isatty():
        yield from run.entries()
        return
    with click.progressbar(length=len(run.chosen()), label="Letters", show_pos=True, file=sys.stderr) as progress:
        for entry in run.entries():
            progress.update(1)
            yield entry


def _end(entries: Any, problems: tuple[Problem, ...], json_: bool, run: Any) -> None:
    """Show what has become of the letters, and leave with the exit code."""
    from letterkit.cli.report.batch import batch_data, show_batch
    from letterkit.cli.report.problems import show_problems

    found = [*problems, *(problem for entry in entries for problem in entry.problems)]
    if json_:
        answer(batch_data(entries, problems))
    else:
        show_problems(dict.fromkeys(found), Printer(stderr=True))
        if run and entries:
            show_batch(entries, run.manifest, Printer())
    sys.exit(status_of(found))
