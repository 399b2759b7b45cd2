"""One letter as its campaign and its draft stand now; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from letterkit.checks.ledger.records.records import Tally, tally
from letterkit.checks.run import check_whole
from letterkit.drafts.document import composed_document, edited_document
from letterkit.drafts.explain import Beside, Explained
from letterkit.drafts.history import damaged, newest, recover
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import DraftFile, read_markdown, write_markdown
from letterkit.drafts.merge.compare import compare, summary
from letterkit.drafts.provenance import record_of
from letterkit.drafts.redraft import notes_for, to_decide
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import Rehearsal, as_typed, shown
from letterkit.foundation.problems import Location, Problem, UserError, in_order
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.draft import redraft_of
from letterkit.pipeline.explain import around_of, explained
from letterkit.pipeline.preview.spots import DraftLine, Spot, lines_of, spots_of
from letterkit.schema.library import Library
from letterkit.typeset.depiction import Box, Page, pages_of
from letterkit.typeset.prints import key_of
from letterkit.typeset.typeset import typeset


@dataclass(frozen=True, slots=True)
class Written:
    """A letter's draft as drafting now would leave it.

    ``text`` is the whole file, ``saved`` the one that is there (None where there is none), ``difference`` the words by
    which they differ ("+3 -1"). ``sentences`` are those of the text with what they come from, ``around`` the lines
    around it. ``problems`` has what ``letterkit check`` and ``letterkit draft`` say of it, ``tally`` how its claims
    stand.
    """

    text: str = ""
    saved: str | None = None
    difference: str = ""
    target: str = ""
    sentences: tuple[Explained, ...] = ()
    around: tuple[Beside, ...] = ()
    problems: tuple[Problem, ...] = ()
    tally: Tally = field(default_factory=Tally)

    @property
    def stopped(self) -> bool:
        """Whether an error keeps the letter from being set."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class PreviewProof:
    """A letter's proof: the PDF, its pages, and what to mend that did not stop it. ``key`` is of all that went in."""

    key: str
    pdf: bytes
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A letter with its sentences found, and its last change marked, in the draft and on the pages."""

    lines: tuple[DraftLine, ...] = ()
    spots: tuple[tuple[Spot, ...], ...] = ()
    changes: tuple[tuple[Box, ...], ...] = ()


def written(job: Job, library: Library) -> tuple[Written, Draft | None, DraftFile | None]:
    """A letter as it is written, with what it is set from, None where it cannot be composed or read."""
    place = replace(job.place, files=Rehearsal())
    job = replace(job, place=place)
    name, saved = shown(place.draft), None
    try:
        recover(place)
        letter = resolve(job.campaign, job.letter, library, date=job.date)
        composed = compose(letter)
        document = composed_document(letter, composed, job.campaign, library)
        checked = check_whole(document)
        problems = [*checked.problems, *checked.notes]
    except UserError as error:
        return Written(problems=error.problems), None, None
    try:
        redrafted = redraft_of(job, letter, composed, library)
        saved, content = redrafted.existing, redrafted.text
        file = read_markdown(content, name)
        known = redrafted.version or newest(place)
        problems += damaged(place)
        record = known.record if known else record_of(letter, job.campaign, composed, write_markdown(composed))
        edited = edited_document(letter, composed, job.campaign, library, file, name, content, record=record)
        if content != write_markdown(composed):
            checked = check_whole(edited)
            problems += [*checked.problems, *checked.notes]
            problems += to_decide(content, name, notes_for(letter.language.code, library, content))
        sentences = explained(edited, record, checked.ledger, remembers=known is not None)
    except UserError as error:
        target = next(iter(composed.sheet.inside_address), "")
        return Written(target=target, saved=saved, problems=in_order((*problems, *error.problems))), composed, None
    differs = summary(compare(as_typed(saved), as_typed(content))) if saved not in (None, content) else ""
    return (
        Written(
            text=as_typed(content),
            saved=None if saved is None else as_typed(saved),
            difference=differs,
            target=next(iter(composed.sheet.inside_address), ""),
            sentences=sentences,
            around=tuple(around_of(edited)),
            problems=in_order((*problems, *redrafted.problems)),
            tally=tally(checked.ledger),
        ),
        composed,
        file,
    )


def printed(job: Job, library: Library, composed: Draft, file: DraftFile, before: PreviewProof | None) -> PreviewProof:
    """The proof of a letter, or the one ``before`` when all that goes into it is the same.

    Raises `UserError` when it cannot be set.
    """
    key = key_of(composed.sheet, file.text, library.folders, proof=True)
    if before is not None and before.key == key and not before.problems:
        return before
    start = Location(shown(job.place.draft), file.line)
    proof = typeset(composed.sheet, file.text, templates=library.folders, proof=True, written_at=start)
    pages = before.pages if before is not None and before.pdf == proof.pdf else pages_of(proof.pdf)
    return PreviewProof(key, proof.pdf, pages, proof.problems)


def marked(
    text: str, sentences: Sequence[Explained], pages: Sequence[Page], before: str, former: Sequence[Page]
) -> Marked:
    """The sentences of a letter in its draft and on its pages, and what differs from the draft and pages before."""
    said = [sentence.text for sentence in sentences]
    found = spots_of(pages, said, former)
    return Marked(
        lines_of(text, said, before), tuple(spots for spots, _ in found), tuple(changes for _, changes in found)
    )
