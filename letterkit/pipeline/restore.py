"""Restore a version of a draft: the pipeline of the command ``restore``."""

from __future__ import annotations

from letterkit.drafts.folder import alone_in
from letterkit.drafts.history import recover
from letterkit.drafts.job import Job
from letterkit.drafts.redraft import bring_back, keep
from letterkit.foundation.problems import Problem, UserError


def restore(job: Job, version: int) -> tuple[Problem, ...]:
    """Bring a version of a letter's draft back, the present one remembered first; gives what there is to say of it.

    An error is among it when it was not brought back.
    """
    try:
        bring_back(job.place, version)
        with alone_in(job.place):
            recover(job.place)
            restored = bring_back(job.place, version)
            keep(job.place, restored)
    except UserError as error:
        return error.problems
    return restored.problems
