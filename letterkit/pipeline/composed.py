"""The letter of a job as of a day: resolved and composed once, however often a command looks at it."""

from __future__ import annotations

import datetime

from letterkit.drafts.job import Job
from letterkit.foundation.kept import Kept, Same
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.library import Library

_COMPOSED: Kept[tuple[Letter, Draft]] = Kept(most=2)


def composed_as_of(job: Job, library: Library, date: datetime.date | None) -> tuple[Letter, Draft]:
    """A letter with its draft as of a day, or of its own date for None.

    Raises `UserError` when it cannot be resolved or composed.
    """

    def composed() -> tuple[Letter, Draft]:
        letter = resolve(job.campaign, job.letter, library, date=date)
        return letter, compose(letter)

    made = _COMPOSED.of(job.campaign, (job.letter, date, Same(library)), composed)
    return _COMPOSED.of(job.campaign, (job.letter, made[0].date, Same(library)), lambda: made)
