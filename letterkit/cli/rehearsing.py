"""``--dry-run``: a command works with files that only remember, and says which it would have written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letterkit.cli.report.leaving import Printer

if TYPE_CHECKING:
    from letterkit.drafts.job import Job
    from letterkit.foundation.files import Files


def files_for(dry: bool) -> Files:
    """The disk, or one that only remembers."""
    from letterkit.foundation.files import DISK, Rehearsal

    return Rehearsal() if dry else DISK


def with_files(files: Files, job: Job) -> Job:
    """A job that writes to some files."""
    return replace(job, place=replace(job.place, files=files))


def rehearsed(files: Files, json_: bool) -> None:
    """Say what a rehearsal would have written."""
    from letterkit.cli.report.outcomes import show_rehearsal
    from letterkit.foundation.files import Rehearsal

    if isinstance(files, Rehearsal):
        show_rehearsal(files.files(), Printer(stderr=json_))
