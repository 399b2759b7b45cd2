"""A letter as its draft stands, a person's edits included: read, resolved, composed and checked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from letterkit.checks.last_look import leaks
from letterkit.checks.run import check
from letterkit.drafts.document import Document, edited_document
from letterkit.drafts.folder import read_draft
from letterkit.drafts.history import damaged, newest
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import DraftFile, read_markdown
from letterkit.drafts.redraft import notes_for, to_decide
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError, in_order, stop_on
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.library import Library
from letterkit.typeset.prints import typeset_anew
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.typeset import Typeset


@dataclass(frozen=True, slots=True)
class Finished:
    """A letter whose text is that of its draft: ``content`` is the whole file, ``file`` what it says.

    ``problems`` are those of the letter and of the draft; an error among them keeps it from being sent.
    """

    job: Job
    letter: Letter
    composed: Draft
    file: DraftFile
    content: str
    document: Document
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The letter's full name: campaign/letter."""
        return f"{self.job.campaign.key}/{self.job.letter}"

    @property
    def start(self) -> Location:
        """Where the text of the draft begins."""
        return start_of(self.file, self.job)


def as_drafted(job: Job, library: Library) -> Finished:
    """A letter as its draft stands. Raises `UserError` when there is none, or when it cannot be composed."""
    file, content = draft_file(job)
    letter = resolve(job.campaign, job.letter, library, date=file.date)
    composed = compose(letter)
    undecided = to_decide(content, shown(job.place.draft), notes_for(letter.language.code, library, content))
    document = document_of(job, library, letter, composed, file, content)
    problems = in_order((*damaged(job.place), *check(document), *undecided))
    return Finished(job, letter, composed, file, content, document, problems)


def document_of(job: Job, library: Library, letter: Letter, composed: Draft, file: DraftFile, content: str) -> Document:
    """A letter with the text of its draft, for the checks."""
    known = newest(job.place)
    record = known.record if known else None
    return edited_document(
        letter, composed, job.campaign, library, file, shown(job.place.draft), content, record=record
    )


def draft_file(job: Job) -> tuple[DraftFile, str]:
    """The draft of a letter as it stands, read and as text.

    Raises `UserError` when there is none, or when it is another letter's.
    """
    name = shown(job.place.draft)
    content = read_draft(job.place)
    if content is None:
        hint = "run 'letterkit draft' with the campaign first"
        raise UserError([Problem("LK912", f"there is no draft '{name}'", None, hint)])
    file = read_markdown(content, name)
    if file.letter != f"{job.campaign.key}/{job.letter}":
        hint = f"move it elsewhere; the draft of {job.campaign.key}/{job.letter} belongs here"
        raise UserError([Problem("LK915", f"this is the draft of '{file.letter}'", Location(name, 1), hint)])
    return file, content


def start_of(file: DraftFile, job: Job) -> Location:
    """Where the text of a draft begins."""
    return Location(shown(job.place.draft), file.line)


def set_clean(finished: Finished, library: Library, signed: bool) -> Typeset:
    """The clean PDF of a letter, with the pictures of signatures where it is ``signed``.

    Raises `UserError` when it cannot be set, or when what was set names somebody or something that is withheld.
    """
    sheet = finished.composed.sheet
    sheet = sheet if signed else without_pictures(sheet)
    job = finished.job
    made = typeset_anew(
        sheet, finished.file.text, job.place.files.read(job.place.final), job.prints, templates=library.folders,
        proof=False, written_at=finished.start,
    )  # fmt: skip
    from letterkit.pipeline.enclosed import enclosed_texts, makers  # what reads PDFs takes long to import
    from letterkit.typeset.readback import texts_in

    stop_on(leaks(finished.document, (*texts_in(made.pdf), *enclosed_texts(finished.letter))))
    return replace(made, problems=(*made.problems, *makers(finished.letter)))


def without_pictures(sheet: Sheet) -> Sheet:
    """A sheet with room to sign by hand in the place of every picture of a signature."""
    return replace(sheet, signatures=tuple(replace(one, image="", image_says="") for one in sheet.signatures))
