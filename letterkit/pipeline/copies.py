"""The PDFs of sign-off: the copy that is reviewed, and the one that is sent."""

from __future__ import annotations

from dataclasses import replace

from letterkit.checks.last_look import leaks
from letterkit.drafts.explain import Explainer
from letterkit.drafts.folder import alone_in
from letterkit.drafts.history import newest, recover
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import write_markdown
from letterkit.drafts.merge.compare import Change, compare
from letterkit.drafts.printed import write_pdf
from letterkit.drafts.provenance import record_of
from letterkit.drafts.redraft import keep_edited
from letterkit.foundation.problems import Problem, UserError, stop_on
from letterkit.pipeline.draft import DraftResult, outcome_of
from letterkit.pipeline.finished import draft_file, set_clean
from letterkit.pipeline.sign_off import Reviewed, reviewed
from letterkit.schema.library import Library
from letterkit.signoff.review import Review, behind, label
from letterkit.signoff.state import digest_of, kept_state
from letterkit.typeset.readback import texts_in
from letterkit.typeset.typeset import Typeset, typeset

# The language of the program itself.
_ENGLISH = "en"
# Errors that say that the letter itself names what is not to leave the workspace.
_NAMING = ("LK705", "LK706", "LK707")


def review_copy(job: Job, library: Library, internal: bool) -> DraftResult:
    """Make the copy of a letter for those who approve it: its lines numbered, the verification behind it.

    Without ``internal`` it names no confidential source and nobody whose name is withheld; where the letter itself
    does, there is none.
    """
    try:
        draft_file(job)
        with alone_in(job.place):
            recover(job.place)
            keep_edited(job.place)
            one = reviewed(job, library)
            finished = one.finished
            if not internal:
                stop_on(problem for problem in finished.problems if problem.code in _NAMING)
            review = _review(one, internal, library)
            sheet = replace(finished.composed.sheet, draft_label=label(review.words, internal))
            made = typeset(
                sheet,
                finished.file.text,
                templates=library.folders,
                proof=True,
                written_at=finished.start,
                behind=behind(review, job.campaign),
            )
            if not internal:
                stop_on(leaks(finished.document, texts_in(made.pdf)))
            job.place.files.write(job.place.review, made.pdf)
            return outcome_of(finished, made.pages, job.place.review, (*finished.problems, *made.problems))
    except UserError as error:
        return DraftResult(job.campaign.key, job.letter, problems=error.problems)


def sending_copy(job: Job, library: Library) -> DraftResult:
    """Make the PDF of a letter that goes out, once it is approved; a signed one of the same letter stays as it is."""
    try:
        draft_file(job)
        with alone_in(job.place):
            recover(job.place)
            keep_edited(job.place)
            one, made = approved_pdf(job, library)
            there = job.place.files.read(job.place.sending)
            if there is None or not (is_signed(there) and there.startswith(made.pdf)):
                write_pdf(job.place, job.place.sending, made.pdf)
            problems = (*one.finished.problems, *made.problems)
            return outcome_of(one.finished, made.pages, job.place.sending, problems)
    except UserError as error:
        return DraftResult(job.campaign.key, job.letter, problems=error.problems)


def is_signed(pdf: bytes) -> bool:
    """Whether a PDF carries a signature (ISO 32000-1, 12.8: a signature has a /ByteRange)."""
    return b"/ByteRange" in pdf


def approved_pdf(job: Job, library: Library) -> tuple[Reviewed, Typeset]:
    """A letter as approved, and its PDF, made anew: the same bytes as those that were approved.

    Raises `UserError` when it has an error, when an approval is missing or void (LK956), or when the PDF has become
    another though nothing else has (LK957).
    """
    one = reviewed(job, library)
    stop_on(one.finished.problems)
    if one.standing.required and not one.standing.complete:
        raise UserError(_missing(one))
    made = set_clean(one.finished, library, signed=True)
    digest = digest_of(made.pdf)
    last = {entry.told["role"]: entry for entry in one.register.acts("approved")}
    for role in one.standing.required:
        if last[role.role].told["binds"].get("pdf") != digest:
            hint = "look at it, and have it approved anew; a library below letterkit may have changed"
            message = f"the PDF is not the one that '{role.role}' approved, though the letter is the same"
            raise UserError([Problem("LK957", message, None, hint)])
    return one, made


def _missing(one: Reviewed) -> list[Problem]:
    problems = []
    for role in one.standing.required:
        decision = one.standing.decisions.get(role.role)
        if one.standing.approved(role.role):
            continue
        if decision is None:
            message = f"'{role.role}' has not approved the letter"
        elif not decision.approves and decision.holds:
            message = f"'{role.role}' has rejected the letter" + (f": {decision.comment}" if decision.comment else "")
        else:
            message = f"what '{role.role}' decided is void, because since then {'; '.join(decision.changed)}"
        hint = f"ask {' or '.join(role.by)}: letterkit approve ... --as {role.role}"
        problems.append(Problem("LK956", message, None, hint))
    return problems


def _review(one: Reviewed, internal: bool, library: Library) -> Review:
    finished, job = one.finished, one.finished.job
    known = newest(job.place)
    fresh = record_of(finished.letter, job.campaign, finished.composed, write_markdown(finished.composed))
    explainer = Explainer(finished.document, known.record if known else fresh, known is not None)
    language = finished.letter.language
    words = library.language(language.code).review
    fallback = library.language(_ENGLISH).review
    if fallback is None:
        raise ValueError(_ENGLISH)
    return Review(
        finished.name,
        finished.composed.sheet.paper,
        known.number if known else 0,
        language.date(finished.letter.date) if words else finished.letter.date.isoformat(),
        one.state.digests(),
        tuple(explainer.sentences()),
        finished.problems,
        _changes(one),
        one.standing,
        internal,
        words or fallback,
        language.tag if words else _ENGLISH,
        "" if words else language.code,
    )


def _changes(one: Reviewed) -> tuple[Change, ...] | None:
    """The words that changed since the letter was last approved by anybody."""
    approved = list(one.register.acts("approved"))
    before = kept_state(one.finished.job.place, approved[-1].told["state"]) if approved else None
    return compare("\n".join(before.text), "\n".join(one.state.text)) if before else None
