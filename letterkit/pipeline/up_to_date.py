"""Whether a draft has what its campaign says today: found without writing anything."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.consent.consent import discreet
from letterkit.drafts.document import Document
from letterkit.drafts.folder import read_draft
from letterkit.drafts.history import facts_that_changed, newest
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.drafts.provenance import record_of
from letterkit.drafts.redraft import notes_for, redraft
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import as_typed, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.letter.resolve.plans import plan_of
from letterkit.pipeline.composed import composed_as_of
from letterkit.schema.library import Library
from letterkit.schema.references import References
from letterkit.typeset.typography import plain

_SHOWN = 3
"""So many facts that changed are named."""


def outdated(job: Job, library: Library, document: Document) -> Iterator[Problem]:
    """A warning when drafting a letter again would change its draft (LK913); ``document`` is the letter as drafted.

    It is weighed as of the day for which the draft was made; where the campaign gives the letter another, a note says
    so. Nothing is said of a draft of which nothing is remembered.
    """
    name = shown(job.place.draft)
    if job.place.files.read(job.place.newer) is not None:
        hint = f"look at '{shown(job.place.newer)}'"
        message = f"the campaign has changed since '{name}' was drafted"
        yield Problem("LK913", message, Location(name, 1), hint, Severity.WARNING)
        return
    changes = _changes(job, library)
    if changes is None:
        yield from _dated_anew(job, name)
    else:
        first = "; ".join(changes[:_SHOWN]) + (f"; and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else "")
        message = f"the draft does not have these changes yet: {first}"
        if not changes:
            message = "the draft is not up to date with the campaign, the clauses, the letterhead or letterkit"
        hint = "run 'letterkit draft' to bring them in; 'letterkit diff' shows what it would change"
        yield from discreet([Problem("LK913", message, Location(name, 1), hint, Severity.WARNING)], document)


def _dated_anew(job: Job, name: str) -> Iterator[Problem]:
    """What is said of a draft with another day than the campaign gives the letter (LK913).

    It is a note when the letter was drafted for that day, and a warning when somebody has typed it over.
    """
    known, day = newest(job.place), plan_of(job.campaign, job.letter, References()).date
    drafted = read_markdown(known.record.text, name).date if known is not None else None
    content = read_draft(job.place)
    typed = read_markdown(content, name).date if content is not None else drafted
    if content is not None and drafted is not None and typed not in (drafted, day):
        message = f"the draft is dated {typed}, and the campaign dates the letter {day or drafted}"
        hint = "correct the one or the other: the PDF has the day of the draft"
        line = next((at for at, text in enumerate(content.split("\n"), 1) if text.startswith("date:")), 1)
        yield Problem("LK913", message, Location(name, line), hint, Severity.WARNING)
    elif day is not None and drafted is not None and day != drafted:
        message = f"it was drafted for {drafted}, and the campaign dates the letter {day}"
        hint = "run 'letterkit draft' to date it so; a draft that was made with '--date' can stay"
        yield Problem("LK913", message, Location(name, 1), hint, Severity.NOTE)


def _changes(job: Job, library: Library) -> tuple[str, ...] | None:
    """The facts that changed since a letter was drafted, where its draft would change with them; None where not."""
    existing, known = read_draft(job.place), newest(job.place)
    if existing is None or known is None:
        return None
    try:
        day = read_markdown(known.record.text, shown(job.place.draft)).date
        letter, composed = composed_as_of(job, library, day)
    except UserError:  # what could be composed then cannot be now: the draft is of another campaign
        return ()
    generated = write_markdown(composed)
    if plain(generated) == plain(known.record.text):
        return None
    record = record_of(letter, job.campaign, composed, generated)
    redrafted = redraft(job.place, record, notes_for(letter.language.code, library, existing))
    if as_typed(redrafted.text) == as_typed(existing):
        return None
    return facts_that_changed(known.record, record)
