"""Examine letters for the command ``check``: as composed, and as a person has edited them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterkit.checks.ignoring import comments, unused
from letterkit.checks.ledger.records.records import Tally, tally
from letterkit.checks.run import check_campaign, check_whole
from letterkit.drafts.document import Document, composed_document, edited_document
from letterkit.drafts.folder import read_draft
from letterkit.drafts.history import damaged, newest
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.drafts.redraft import notes_for, to_decide
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError, in_order
from letterkit.letter.compose.composer import UncomposedError
from letterkit.letter.draft import Draft
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.composed import composed_as_of
from letterkit.pipeline.expectations import Expected, expected_of, failing
from letterkit.pipeline.plan import Batch, batches
from letterkit.pipeline.up_to_date import outdated
from letterkit.schema.library import Library

_OF_FACTS = ("LK4", "LK5", "LK6", "LK7")
"""The families of what is doubtful of facts, demands and names, whether a letter could be composed or not."""

_OF_WHAT_LACKS = frozenset(
    {"LK404", "LK406", "LK413", "LK502", "LK503", "LK504", "LK506", "LK522", "LK523", "LK526", "LK528", "LK529"}
    | {"LK603", "LK605", "LK610", "LK701", "LK702", "LK703"}
)
"""What is doubtful because something is not there, which may have been left out for a fault of its own."""

_OF_ACTS = frozenset({"LK501", "LK507", "LK508", "LK517", "LK521", "LK525", "LK532", "LK537"})
"""What hangs on all that was done, too."""


@dataclass(frozen=True, slots=True)
class Examined:
    """The problems of a campaign, notes among them, and how the claims of its letters stand.

    ``unseen`` are the letters that could not be looked at as a whole, for what stands in the way of that; ``unread``
    says that nothing but that was looked at in the file.
    """

    problems: tuple[Problem, ...]
    tally: Tally
    unseen: int = 0
    unread: bool = False


def examine(
    paths: Sequence[Path],
    library: Library,
    output: Path,
    names: Sequence[str] = (),
    sending: datetime.date | None = None,
) -> Iterator[Examined]:
    """What campaign files and their drafts give, a campaign at a time; nothing of one is kept afterwards.

    ``output`` is the folder of drafts, ``names`` chooses letters, ``sending`` is the day to send them on instead of
    their dates. Comments that set nothing aside are problems where all letters of a campaign were examined.
    """
    for batch in batches(paths, library, output, names):
        problems = list(batch.problems)
        expected = expected_of(batch.path, batch.jobs[0].campaign) if batch.path and batch.jobs else Expected()
        problems.extend(expected.problems)
        used: set[Location] = set()
        figures, unseen = Tally(), len(batch.standing)
        problems.extend(_seen_of_the_rest(batch, library, sending))
        whole = bool(batch.jobs) and not names
        files: dict[str, str] = {**(expected.texts or {})}
        if batch.jobs:
            doubts, setting_aside = check_campaign(batch.jobs[0].campaign, library)
            problems.extend(doubts)
            used.update(setting_aside)
        for job in batch.jobs:
            files.update(job.campaign.texts)
            try:
                problems.extend(damaged(job.place))
                of_letter = Tally()
                for document in subjects(job, library, sending):
                    found = check_whole(document)
                    problems.extend((*found.problems, *found.notes))
                    used.update(found.used)
                    of_letter = tally(found.ledger)  # an edited draft stands for what it was made from
                    files.update(document.files)
                    if document.edited:
                        problems.extend((*_to_decide(job, document, library), *outdated(job, library, document)))
                failed, setting_aside = failing(expected.expectations, job, document, library, files)
                problems.extend(failed)
                used.update(setting_aside)
                figures += of_letter
            except UncomposedError as error:
                problems.extend(error.problems)
                problems.extend(_seen_besides(error.standing, job, library, sending))
                whole, unseen = False, unseen + 1
            except UserError as error:
                problems.extend(error.problems)
                whole, unseen = False, unseen + 1
        if whole:
            problems.extend(unused(comments(files), frozenset(used)))
        unread = bool(batch.problems) and not batch.jobs and not batch.standing
        yield Examined(in_order(problems), figures, unseen, unread)


def _seen_of_the_rest(batch: Batch, library: Library, sending: datetime.date | None) -> Iterator[Problem]:
    """What else is doubtful of a campaign of which something cannot be read: of its facts, and of its letters.

    Nothing is said of what may only be lacking because it was left out.
    """
    if not batch.standing:
        return
    silent = _OF_WHAT_LACKS | (frozenset() if batch.taken.isdisjoint(library.acts) else _OF_ACTS)
    found = list(check_campaign(batch.standing[0].campaign, library)[0])
    for job in batch.standing:
        try:
            letter, composed = composed_as_of(job, library, job.date)
        except UncomposedError as error:
            found.extend(_seen_besides(error.standing, job, library, sending))
        except UserError:
            continue  # The problems of its names are among those of the file.
        else:
            found.extend(check_whole(composed_document(letter, composed, job.campaign, library, sending)).problems)
    yield from (one for one in found if one.code.startswith(_OF_FACTS) and one.code not in silent)


def _seen_besides(draft: Draft, job: Job, library: Library, sending: datetime.date | None) -> Iterator[Problem]:
    """What else is doubtful of a letter that could not be composed: its facts and demands, and not its gaps."""
    letter = resolve(job.campaign, job.letter, library, date=job.date)
    found = check_whole(composed_document(letter, draft, job.campaign, library, sending))
    yield from (problem for problem in found.problems if problem.code.startswith(_OF_FACTS))


def subjects(job: Job, library: Library, sending: datetime.date | None = None) -> Iterator[Document]:
    """A letter as its campaign has it and, when its draft has been edited, as the draft has it.

    A draft is weighed as of its own date, with which it goes out. Raises `UserError` when the letter cannot be composed
    or its draft cannot be read.
    """
    letter, composed = composed_as_of(job, library, job.date)
    yield composed_document(letter, composed, job.campaign, library, sending)
    content = read_draft(job.place)
    if content is not None and content != write_markdown(composed):
        name = shown(job.place.draft)
        known = newest(job.place)
        record = known.record if known else None
        file = read_markdown(content, name)
        if file.date != letter.date:
            letter, composed = composed_as_of(job, library, file.date)
        yield edited_document(letter, composed, job.campaign, library, file, name, content, sending, record)


def _to_decide(job: Job, document: Document, library: Library) -> Iterator[Problem]:
    """What waits for a decision in the draft that a subject was read from."""
    name = shown(job.place.draft)
    content = document.files[name]
    return to_decide(content, name, notes_for(document.letter.language.code, library, content))
