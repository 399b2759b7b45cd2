"""Draft the letters of a campaign and make their PDFs: the pipeline from a file to the output folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from letterkit.checks.consent.consent import is_withheld, named_in
from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.drafts.folder import alone_in, read_draft
from letterkit.drafts.history import Generated, recover
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import DraftFile, write_markdown
from letterkit.drafts.merge.compare import Change, compare
from letterkit.drafts.printed import write_pdf
from letterkit.drafts.provenance import record_of
from letterkit.drafts.redraft import Redraft, keep, keep_edited, notes_for, redraft, to_decide
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import Rehearsal, as_typed, shown
from letterkit.foundation.problems import Location, Problem, UserError, in_order, stop_on
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft, free_share
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.finished import Finished, as_drafted, document_of, draft_file, set_clean, start_of
from letterkit.pipeline.up_to_date import outdated
from letterkit.schema.library import Library
from letterkit.signoff.approvals import required_of
from letterkit.typeset.prints import typeset_anew
from letterkit.typeset.typeset import Typeset


@dataclass(frozen=True, slots=True)
class DraftResult:
    """What became of a letter: its files, its measures, its problems.

    ``free`` is the share of the generated body's words that the campaign words itself, 0 to 1. Without files
    the letter was stopped by an error.
    """

    campaign: str
    letter: str
    target: str = ""
    pages: int = 0
    words: int = 0
    free: float = 0.0
    draft: Path | None = None
    pdf: Path | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftDifference:
    """What drafting a letter again would change in its draft ``path``."""

    campaign: str
    letter: str
    path: Path
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def draft(job: Job, library: Library) -> DraftResult:
    """Draft one letter: its Markdown, with the edits that a person has made, and a PDF proof of it."""
    try:
        drafted = keep_draft(job, library)
        proof = typeset_anew(
            drafted.composed.sheet, drafted.file.text, job.place.files.read(job.place.proof), job.prints,
            templates=library.folders, proof=True, written_at=start_of(drafted.file, job),
        )  # fmt: skip
        return keep_proof(drafted, proof, library)
    except UserError as error:
        return DraftResult(job.campaign.key, job.letter, problems=error.problems)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A letter whose draft is written and whose proof is not: ``content`` is the draft's, ``file`` what it says.

    ``problems`` are those of the letter and its draft, none of them an error. ``told`` are the records of the campaign
    whose facts its sentences carry, such as ``people/lomi``.
    """

    job: Job
    letter: Letter
    composed: Draft
    file: DraftFile
    content: str
    problems: tuple[Problem, ...]
    told: frozenset[str]


def keep_draft(job: Job, library: Library, *, tidy: bool = True) -> Drafted:
    """Write the draft of a letter, with the edits that a person has made, and check it as it is then.

    Without ``tidy``, what a killed process has left half-written stays for the next run. Raises `UserError` when the
    letter is stopped.
    """
    letter = resolve(job.campaign, job.letter, library, date=job.date)
    composed = compose(letter)
    found = check(composed_document(letter, composed, job.campaign, library))
    stop_on(found)
    with alone_in(job.place, tidy=tidy):
        recover(job.place)
        record = _generated(job, letter, composed)
        redrafted = _redrafted(job, letter, record, library)
        keep(job.place, redrafted)
        file, content = draft_file(job)
    undecided: tuple[Problem, ...] = ()
    if content != write_markdown(composed):
        found = in_order((*found, *check(document_of(job, library, letter, composed, file, content))))
        stop_on(found)
        undecided = tuple(to_decide(content, shown(job.place.draft), notes_for(letter.language.code, library, content)))
    told = frozenset("/".join(fact.name.split("/")[:2]) for fact in record.facts())
    return Drafted(job, letter, composed, file, content, (*found, *redrafted.problems, *undecided), told)


def keep_proof(drafted: Drafted, proof: Typeset, library: Library, *, tidy: bool = True) -> DraftResult:
    """Write the proof that was made of a draft; nothing else is locked while it is made.

    Raises `UserError` (LK934) when the draft has been saved since: its proof would be of another text.
    """
    place = drafted.job.place
    with alone_in(place, tidy=tidy):
        if draft_file(drafted.job)[1] != drafted.content:
            hint = "run the command again; it starts from what you have saved"
            raise UserError([Problem("LK934", f"'{shown(place.draft)}' was saved in the meantime", None, hint)])
        if proof.pdf != place.files.read(place.proof):
            place.files.write(place.proof, proof.pdf)
    problems = (*drafted.problems, *_stale(drafted, library), *proof.problems)
    return _outcome(drafted.job, drafted.composed, drafted.file, proof.pages, place.proof, problems)


def redraft_of(job: Job, letter: Letter, composed: Draft, library: Library) -> Redraft:
    """What the draft of a composed letter becomes; nothing is written.

    Raises `UserError` when the draft there is damaged, or another letter's.
    """
    return _redrafted(job, letter, _generated(job, letter, composed), library)


def _generated(job: Job, letter: Letter, composed: Draft) -> Generated:
    return record_of(letter, job.campaign, composed, write_markdown(composed))


def _redrafted(job: Job, letter: Letter, record: Generated, library: Library) -> Redraft:
    existing = read_draft(job.place)
    if existing is not None:
        draft_file(job)
    return redraft(job.place, record, notes_for(letter.language.code, library, existing or ""))


def difference(job: Job, library: Library) -> DraftDifference:
    """What drafting a letter again would change in its draft; nothing is written."""
    place = replace(job.place, files=Rehearsal())
    try:
        recover(place)
        letter = resolve(job.campaign, job.letter, library, date=job.date)
        redrafted = redraft_of(replace(job, place=place), letter, compose(letter), library)
        changes = compare(as_typed(redrafted.existing or ""), as_typed(redrafted.text))
        return DraftDifference(job.campaign.key, job.letter, job.place.draft, changes, redrafted.problems)
    except UserError as error:
        return DraftDifference(job.campaign.key, job.letter, job.place.draft, problems=error.problems)


def final(job: Job, library: Library) -> DraftResult:
    """Make the clean PDF of one letter from its draft as it stands, a person's edits included.

    Where approvals are asked for, it has no pictures of signatures, and that is said (LK953).
    """
    try:
        draft_file(job)
        with alone_in(job.place):
            recover(job.place)
            keep_edited(job.place)
            finished = as_drafted(job, library)
            stop_on(finished.problems)
            unapproved = tuple(_unapproved(job, finished.letter))
            clean = set_clean(finished, library, signed=not unapproved)
            write_pdf(job.place, job.place.final, clean.pdf)
            old = outdated(job, library, finished.document)
            problems = (*finished.problems, *old, *unapproved, *clean.problems)
            return outcome_of(finished, clean.pages, job.place.final, problems)
    except UserError as error:
        return DraftResult(job.campaign.key, job.letter, problems=error.problems)


def _unapproved(job: Job, letter: Letter) -> Iterator[Problem]:
    """A warning that the clean PDF is not what may be sent."""
    if required_of(job.campaign, letter):
        hint = "'letterkit pdf --for review' is for those who approve it, 'letterkit pdf --for sending' for afterwards"
        message = f"'{shown(job.place.final)}' is not for sending: the letter needs approvals"
        yield Problem("LK953", message, Location(shown(job.place.draft), 1), hint)


def outcome_of(finished: Finished, pages: int, pdf: Path, problems: tuple[Problem, ...]) -> DraftResult:
    """What a PDF of a finished letter has become."""
    return _outcome(finished.job, finished.composed, finished.file, pages, pdf, problems)


def _outcome(
    job: Job, composed: Draft, file: DraftFile, pages: int, pdf: Path, problems: tuple[Problem, ...]
) -> DraftResult:
    return DraftResult(
        campaign=job.campaign.key,
        letter=job.letter,
        target=next(iter(composed.sheet.inside_address), ""),
        pages=pages,
        words=len(file.text.split()),
        free=free_share(composed),
        draft=job.place.draft,
        pdf=pdf,
        problems=problems,
    )


def _stale(drafted: Drafted, library: Library) -> Iterator[Problem]:
    """A clean PDF is older than the draft beside it: an error where it names somebody who has not agreed to it."""
    final, text = drafted.job.place.final, drafted.job.place.draft
    if not (final.exists() and text.exists() and final.stat().st_mtime < text.stat().st_mtime):
        return
    message, place = f"'{shown(final)}' was made before the draft was last changed", Location(shown(text), 1)
    if not (naming := _naming(drafted, library)):
        yield Problem("LK922", message, place, "run 'letterkit pdf' again", Severity.WARNING)
        return
    hint = "delete it; then run 'letterkit pdf' again"
    yield Problem("LK922", f"{message}, and {naming}", place, hint, Severity.ERROR)


def _naming(drafted: Drafted, library: Library) -> str:
    """What a clean PDF that is there says of somebody who has not agreed to be named, "" for nothing."""
    job, content = drafted.job, drafted.job.place.files.read(drafted.job.place.final)
    if content is None or not is_withheld(job.campaign):
        return ""
    from letterkit.typeset.readback import UNREADABLE, texts_in  # what reads PDFs takes long to import

    document = composed_document(drafted.letter, drafted.composed, job.campaign, library)
    try:
        found = any(named_in(texts_in(content), document))
    except UNREADABLE:
        return "cannot be read: it may name somebody who has not agreed to be named"
    return "names somebody who has not agreed to be named" if found else ""
