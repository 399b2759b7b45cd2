"""Examine letters for the command ``check``: as composed, and as a person has edited them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from letterkit.checks.ignoring import comments, unused
from letterkit.checks.run import check_campaign, check_with_comments
from letterkit.drafts.document import Document, composed_document, edited_document
from letterkit.drafts.folder import read_draft
from letterkit.drafts.history import newest
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.drafts.redraft import notes_for, to_decide
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError, in_order
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.plan import batches
from letterkit.schema.library import Library


def examine(
    paths: Sequence[Path],
    library: Library,
    output: Path,
    names: Sequence[str] = (),
    sending: datetime.date | None = None,
) -> Iterator[tuple[Problem, ...]]:
    """The problems of campaign files and their drafts, a campaign at a time; nothing of one is kept afterwards.

    ``output`` is the folder of drafts, ``names`` chooses letters, ``sending`` is the day to send them on instead of
    their dates. Comments that set nothing aside are problems where all letters of a campaign were examined.
    """
    for batch in batches(paths, library, output, names):
        problems = list(batch.problems)
        used: set[Location] = set()
        whole = bool(batch.jobs) and not names
        files: dict[str, str] = {}
        if batch.jobs:
            doubts, setting_aside = check_campaign(batch.jobs[0].campaign, library)
            problems.extend(doubts)
            used.update(setting_aside)
        for job in batch.jobs:
            files.update(job.campaign.texts)
            try:
                for document in subjects(job, library, sending):
                    found, setting_aside = check_with_comments(document)
                    problems.extend(found)
                    used.update(setting_aside)
                    files.update(document.files)
                    if document.edited:
                        problems.extend(_to_decide(job, document, library))
            except UserError as error:
                problems.extend(error.problems)
                whole = False
        if whole:
            problems.extend(unused(comments(files), frozenset(used)))
        yield in_order(problems)


def subjects(job: Job, library: Library, sending: datetime.date | None = None) -> Iterator[Document]:
    """A letter as its campaign has it and, when its draft has been edited, as the draft has it.

    Raises `UserError` when the letter cannot be composed or its draft cannot be read.
    """
    letter = resolve(job.campaign, job.letter, library, date=job.date)
    composed = compose(letter)
    yield composed_document(letter, composed, job.campaign, library, sending)
    content = read_draft(job.place)
    if content is not None and content != write_markdown(composed):
        name = shown(job.place.draft)
        known = newest(job.place)
        record = known.record if known else None
        file = read_markdown(content, name)
        yield edited_document(letter, composed, job.campaign, library, file, name, content, sending, record)


def _to_decide(job: Job, document: Document, library: Library) -> Iterator[Problem]:
    """What waits for a decision in the draft that a subject was read from."""
    name = shown(job.place.draft)
    content = document.files[name]
    return to_decide(content, name, notes_for(document.letter.language.code, library, content))
