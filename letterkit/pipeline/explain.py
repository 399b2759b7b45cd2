"""Explain the letters of a campaign, for the command ``explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from letterkit.checks.ledger.ledger import ledger_of
from letterkit.checks.ledger.records.records import Ledger
from letterkit.drafts.document import Document, composed_document, edited_document
from letterkit.drafts.explain import Beside, Explained, Explainer, Explanation, WeighedClaim
from letterkit.drafts.folder import read_draft
from letterkit.drafts.history import Generated, damaged, newest
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import DraftFile, read_markdown, write_markdown
from letterkit.drafts.provenance import record_of
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import Rehearsal, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.language.words import key_of
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.library import Library


def explain(job: Job, library: Library) -> Explanation:
    """Where each sentence of a letter's draft comes from, as it stands; nothing is written.

    What can no longer be told is among the problems: a draft that is not there, or of which nothing is remembered.
    """
    place = replace(job.place, files=Rehearsal())
    try:
        content = read_draft(place)
        name = shown(place.draft)
        file = read_markdown(content, name) if content is not None else None
        letter = resolve(job.campaign, job.letter, library, date=file.date if file else None)
        composed = compose(letter)
        fresh = record_of(letter, job.campaign, composed, write_markdown(composed))
        known = newest(place)
        record, document = fresh, composed_document(letter, composed, job.campaign, library)
        problems: tuple[Problem, ...] = ()
        if file is None or content is None:
            problems = (_no_draft(name),)
        else:
            _is_of(job, file, name)
            document = edited_document(letter, composed, job.campaign, library, file, name, content)
            record = known.record if known else fresh
            problems = () if known and known.record.sentences else (*damaged(place), _forgotten(name))
        sentences = explained(document, record, ledger_of(document), remembers=known is not None or file is None)
    except UserError as error:
        return Explanation(job.campaign.key, job.letter, problems=error.problems)
    draft = place.draft if file else None
    return Explanation(job.campaign.key, job.letter, draft, sentences, tuple(around_of(document)), problems)


def explained(document: Document, record: Generated, ledger: Ledger, *, remembers: bool) -> tuple[Explained, ...]:
    """The sentences of a letter with what they come from, by the ``record`` of its generated text.

    ``ledger`` is that of the letter with this text. ``remembers`` says whether the record is of the text that the
    draft began as.
    """
    return tuple(_with_claims(Explainer(document, record, remembers).sentences(), ledger))


def _with_claims(sentences: Iterable[Explained], ledger: Ledger) -> Iterator[Explained]:
    """The sentences with what those that a person wrote claim, and how each claim stands."""
    entries = {key_of(entry.text): entry for entry in ledger.entries}
    for sentence in sentences:
        entry = entries.get(key_of(sentence.text))
        if entry is None or (sentence.written == "generated" and not any(one.kind == "text" for one in sentence.comes)):
            yield sentence
            continue
        claims = tuple(
            WeighedClaim(
                claim.kind,
                claim.what,
                claim.who,
                claim.verdict.value,
                claim.says,
                claim.evidence.file if claim.evidence else "",
                claim.evidence.line if claim.evidence else 0,
            )
            for claim in entry.claims
        )
        yield replace(sentence, claims=claims, missing=entry.missing, source=entry.source)


def _is_of(job: Job, file: DraftFile, name: str) -> None:
    if file.letter != f"{job.campaign.key}/{job.letter}":
        hint = f"move it elsewhere; the draft of {job.campaign.key}/{job.letter} belongs here"
        raise UserError([Problem("LK915", f"this is the draft of '{file.letter}'", Location(name, 1), hint)])


def _no_draft(name: str) -> Problem:
    message = f"there is no draft '{name}': this explains what the campaign gives, and no edits"
    hint = "run 'letterkit draft'; if you have renamed the draft, give it that name again"
    return Problem("LK938", message, None, hint, Severity.WARNING)


def _forgotten(name: str) -> Problem:
    message = f"nothing is remembered of how '{name}' began: edits cannot be told from what was generated earlier"
    hint = "put the folder .letterkit beside it back from a copy, or run 'letterkit draft', which remembers it anew"
    return Problem("LK939", message, Location(name, 1), hint, Severity.WARNING)


def around_of(document: Document) -> Iterator[Beside]:
    """The lines around the text of a letter, each with the place that made it say so."""
    for passage in document.around:
        location = passage.runs[0].location
        yield Beside(passage.part, passage.text, location.file if location else "", location.line if location else 0)
