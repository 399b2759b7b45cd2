"""Plan what to do: the letters of campaign files, one file after the other."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterkit.checks.run import check_campaign
from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.job import Job
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError, in_order
from letterkit.foundation.suggest import did_you_mean
from letterkit.letter.resolve.resolver import faults_of_letters
from letterkit.schema.campaign import Campaign
from letterkit.schema.expectations import campaign_of
from letterkit.schema.library import Library
from letterkit.schema.read import UnreadError, read


@dataclass(frozen=True, slots=True)
class Batch:
    """The letters of one campaign file, or the problems that keep it from being read.

    Of a file with problems, ``standing`` has the letters of what is left when all with a problem is ``taken`` out.
    """

    jobs: tuple[Job, ...] = ()
    problems: tuple[Problem, ...] = ()
    path: Path | None = None
    standing: tuple[Job, ...] = ()
    taken: frozenset[str] = frozenset()


def batches(
    paths: Sequence[Path], library: Library, output: Path, names: Sequence[str] = (), date: datetime.date | None = None
) -> Iterator[Batch]:
    """The letters of campaign files, or those of ``names``, a file at a time; nothing of a file is kept afterwards."""
    seen: set[str] = set()
    letters: set[str] = set()
    unread = False
    for path in _campaigns(paths):
        try:
            campaign = read(path, library)
        except UserError as error:
            unread = True
            left = error.standing if isinstance(error, UnreadError) else None
            taken = error.taken if isinstance(error, UnreadError) else frozenset[str]()
            standing = tuple(_jobs(left, output, names, date)) if left else ()
            yield Batch(problems=_unread(error, library), path=path, standing=standing, taken=taken)
            continue
        if campaign.key in seen:
            hint = "their drafts would share a folder; rename one of the two"
            problem = Problem("LK126", f"two campaign files are named '{path.name}'", Location(shown(path), 1), hint)
            yield Batch(problems=(problem,))
            continue
        seen.add(campaign.key)
        letters.update(map(str, (*campaign.letters, *campaign.lists)))
        yield Batch(tuple(_jobs(campaign, output, names, date)), _refused(campaign), path)
    missing = [name for name in names if name not in letters and not unread]
    if missing:
        yield Batch(
            problems=tuple(
                Problem("LK211", f"no letter named '{name}'", None, did_you_mean(name, letters)) for name in missing
            )
        )


def _campaigns(paths: Sequence[Path]) -> Iterator[Path]:
    """The campaign files among paths; a file of expectations stands for the campaign beside it."""
    for path in paths:
        campaign = campaign_of(path)
        if campaign == path or campaign not in paths:
            yield campaign


def _unread(error: UserError, library: Library) -> tuple[Problem, ...]:
    """The problems of a campaign file that cannot be read, with those of its letters as far as they can be told."""
    problems = list(error.problems)
    if isinstance(error, UnreadError) and error.standing:
        problems.extend(faults_of_letters(error.standing, error.taken, library))
    return in_order(problems)


def _jobs(campaign: Campaign, output: Path, names: Sequence[str], date: datetime.date | None) -> Iterator[Job]:
    """The letters of a campaign, or those of ``names``, which can be names of lists."""
    for name, plan in campaign.letters.items():
        if not names or name in names or (plan.like in campaign.lists and plan.like in names):
            yield Job(campaign, str(name), LetterFolder(output / campaign.key, str(name)), date)


def _refused(campaign: Campaign) -> tuple[Problem, ...]:
    """What is wrong with the senders of whom no letter is made."""
    return in_order(problem for problems in campaign.refused.values() for problem in problems)


def plan(
    paths: Sequence[Path], library: Library, output: Path, names: Sequence[str] = (), date: datetime.date | None = None
) -> tuple[list[Job], tuple[Problem, ...]]:
    """All letters of campaign files, or those of ``names``; and the problems of the files that cannot be read."""
    found = list(batches(paths, library, output, names, date))
    return [job for batch in found for job in batch.jobs], in_order(
        problem for batch in found for problem in batch.problems
    )


def doubted(jobs: Sequence[Job], library: Library) -> tuple[list[Job], tuple[Problem, ...]]:
    """The letters that can be worked on, and what is doubtful of the facts of their campaigns, each looked at once.

    A campaign with an error among its facts has no letters.
    """
    campaigns = {id(job.campaign): job.campaign for job in jobs}
    found = {key: check_campaign(campaign, library)[0] for key, campaign in campaigns.items()}
    sound = {key for key, problems in found.items() if all(one.severity is not Severity.ERROR for one in problems)}
    problems = in_order(problem for problems in found.values() for problem in problems)
    return [job for job in jobs if id(job.campaign) in sound], problems
