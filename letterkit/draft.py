"""Draft the letters of a campaign and make their PDFs: the pipeline from a file to the output folder."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterkit.check import check
from letterkit.compose import compose, language_of
from letterkit.consent import is_withheld, named_without_consent
from letterkit.letter import Draft, Origin, Paragraph
from letterkit.library import Library, shown
from letterkit.markdown import DraftFile, lines_seen, read_markdown, write_markdown
from letterkit.output import Place, Sentence, keep, read_draft, read_record, write
from letterkit.problems import Mark, Problem, Severity, UserError, in_order, stop_on
from letterkit.read import UnreadError, read
from letterkit.records import Campaign, did_you_mean
from letterkit.resolve import Letter, names_that_do_not_fit, resolve
from letterkit.typeset import typeset


@dataclass(frozen=True, slots=True)
class Job:
    """One letter to draft: its campaign, its name, and the day and language asked for, if any."""

    campaign: Campaign
    letter: str
    place: Place
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
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


def plan(
    paths: Sequence[Path], library: Library, output: Path, names: Sequence[str] = (), date: datetime.date | None = None
) -> tuple[list[Job], tuple[Problem, ...]]:
    """The letters of campaign files, or those of ``names``; and the problems of the files that cannot be read."""
    jobs: list[Job] = []
    problems: list[Problem] = []
    letters: set[str] = set()
    for path in paths:
        try:
            campaign = read(path, library)
        except UserError as error:
            problems.extend(error.problems)
            if isinstance(error, UnreadError) and error.standing:
                problems.extend(names_that_do_not_fit(error.standing, error.taken, library))
            continue
        same = next((job for job in jobs if job.campaign.key == campaign.key), None)
        if same:
            hint = "their drafts would share a folder; rename one of the two"
            problems.append(Problem("LK126", f"two campaign files are named '{path.name}'", Mark(shown(path), 1), hint))
            continue
        letters.update(campaign.letters)
        jobs += [
            Job(campaign, str(name), Place(output / campaign.key, str(name)), date)
            for name in campaign.letters
            if not names or name in names
        ]
    for name in names:
        if name not in letters and not problems:
            problems.append(Problem("LK211", f"no letter named '{name}'", None, did_you_mean(name, letters)))
    return jobs, in_order(problems)


def draft(job: Job, library: Library) -> Outcome:
    """Draft one letter: its Markdown, kept as a person edited it, and a PDF proof of it."""
    try:
        letter = resolve(job.campaign, job.letter, library, date=job.date)
        composed = compose(letter)
        stop_on(named_without_consent(letter, _said(letter, composed)))
        origins = tuple(sentences(composed, language_of(letter).data["abbreviations"]))
        kept = keep(job.place, write_markdown(composed), origins)
        file = _draft_file(job)
        stop_on(named_without_consent(letter, _lines(file, job.place)))
        proof = typeset(composed.sheet, file.text, templates=library.folders, proof=True)
        write(job.place.proof, proof.pdf)
        problems = (*check(letter), *kept, *_stale(job, letter), *proof.problems)
        return _outcome(job, composed, file, proof.pages, job.place.proof, problems)
    except UserError as error:
        return Outcome(job.campaign.key, job.letter, problems=error.problems)


def final(job: Job, library: Library) -> Outcome:
    """Make the clean PDF of one letter from its draft as it stands, a person's edits included."""
    try:
        file = _draft_file(job)
        letter = resolve(job.campaign, job.letter, library, date=file.date)
        composed = compose(letter)
        stop_on(named_without_consent(letter, (*_around(letter, composed), *_lines(file, job.place))))
        clean = typeset(composed.sheet, file.text, templates=library.folders, proof=False)
        _keep_signed(job.place)
        write(job.place.final, clean.pdf)
        problems = (*check(letter), *_outdated(job, composed), *clean.problems)
        return _outcome(job, composed, file, clean.pages, job.place.final, problems)
    except UserError as error:
        return Outcome(job.campaign.key, job.letter, problems=error.problems)


def _outcome(
    job: Job, composed: Draft, file: DraftFile, pages: int, pdf: Path, problems: tuple[Problem, ...]
) -> Outcome:
    return Outcome(
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


def _draft_file(job: Job) -> DraftFile:
    """The draft of a letter as it stands. Raises `UserError` when there is none, or when it is another letter's."""
    name = shown(job.place.draft)
    content = read_draft(job.place)
    if content is None:
        hint = "run 'letterkit draft' with the campaign first"
        raise UserError([Problem("LK912", f"there is no draft '{name}'", None, hint)])
    file = read_markdown(content, name)
    if file.letter != f"{job.campaign.key}/{job.letter}":
        hint = f"move it elsewhere; the draft of {job.campaign.key}/{job.letter} belongs here"
        raise UserError([Problem("LK915", f"this is the draft of '{file.letter}'", Mark(name, 1), hint)])
    return file


def _outdated(job: Job, composed: Draft) -> Iterator[Problem]:
    """A warning when the campaign says something that the draft was not generated from."""
    record, generated = read_record(job.place), write_markdown(composed)
    waiting = job.place.newer.exists()
    if waiting or (record and generated not in (record.text, record.before, record.offered)):
        name = shown(job.place.draft)
        hint = f"look at '{shown(job.place.newer)}'" if waiting else "run 'letterkit draft' to see what is new"
        message = f"the campaign has changed since '{name}' was drafted"
        yield Problem("LK913", message, Mark(name, 1), hint, Severity.WARNING)


def _keep_signed(place: Place) -> None:
    """Refuse to overwrite a PDF that carries a signature (ISO 32000-1, 12.8: a signature has a /ByteRange)."""
    try:
        signed = b"/ByteRange" in place.final.read_bytes()
    except FileNotFoundError:
        return
    if signed:
        hint = "move it where signed letters are kept, and run the command again"
        raise UserError([Problem("LK923", f"'{shown(place.final)}' is signed", None, hint)])


def _stale(job: Job, letter: Letter) -> Iterator[Problem]:
    """A clean PDF is older than the draft beside it: an error where it could name somebody who no longer agrees."""
    final, text = job.place.final, job.place.draft
    if final.exists() and final.stat().st_mtime < text.stat().st_mtime:
        message = f"'{shown(final)}' was made before the draft was last changed"
        if is_withheld(letter):
            hint = "delete it, it may name somebody who has not agreed; then run 'letterkit pdf' again"
            yield Problem("LK922", message, Mark(shown(text), 1), hint)
        else:
            yield Problem("LK922", message, Mark(shown(text), 1), "run 'letterkit pdf' again", Severity.WARNING)


def _said(letter: Letter, composed: Draft) -> Iterator[tuple[str, Mark | None]]:
    """All that a generated letter says, with the place in the campaign that made it say so."""
    yield from _around(letter, composed)
    for paragraph in composed.paragraphs:
        yield paragraph.text, None
        for span in paragraph.spans:
            yield span.text, span.origins[-1].mark if span.origins else None


def _around(letter: Letter, composed: Draft) -> Iterator[tuple[str, Mark | None]]:
    """The words around a letter's text, with their places."""
    sheet, plan = composed.sheet, letter.plan
    yield sheet.subject, plan.subject.mark if plan.subject else None
    yield sheet.via, plan.via.mark if plan.via else None
    yield sheet.delivery, plan.delivery.mark if plan.delivery else None
    yield sheet.reference or sheet.initials, plan.reference.mark if plan.reference else plan.mark
    stated = sheet.enclosures[len(sheet.enclosures) - len(plan.enclosures) :]
    yield from ((line, text.mark) for line, text in zip(stated, plan.enclosures, strict=True))
    rows = sheet.annex.rows if sheet.annex else ()
    yield from ((cell, plan.annex[0].mark) for row in rows for cell in row)
    yield from ((line, plan.mark) for line in (sheet.title, *sheet.copies, *sheet.notes, *sheet.inside_address))


def _lines(file: DraftFile, place: Place) -> Iterator[tuple[str, Mark | None]]:
    """The paragraphs of a draft file as a reader sees them, with their places."""
    for line, text in lines_seen(file.text):
        yield text, Mark(shown(place.draft), file.line + line)


def free_share(draft: Draft) -> float:
    """The share of the body's words (all but salutation and close) that the campaign words itself, 0 to 1.

    These are its free texts, and the phrases that it gives to clauses as parameters.
    """
    free = total = 0
    for paragraph in draft.paragraphs[1:-1]:
        for span in paragraph.spans:
            words = len(span.text.split())
            total += words
            free += words if any(origin.kind in ("text", "phrase") for origin in span.origins) else 0
    return free / total if total else 0.0


def sentences(draft: Draft, abbreviations: Sequence[str]) -> Iterator[Sentence]:
    """The sentences of a draft, each with its origins from the outermost to the innermost, once each."""
    for paragraph in draft.paragraphs:
        yield from _sentences(paragraph, abbreviations)


def _sentences(paragraph: Paragraph, abbreviations: Sequence[str]) -> Iterator[Sentence]:
    text = paragraph.text
    protected = "|".join(re.escape(word) for word in abbreviations)
    ends = [
        found.end()
        for found in re.finditer(r"[.!?][”»\"]?(?=\s+[\w“«\"])", text)
        if not re.search(rf"(?:^|[\s(])(?:{protected}|\w)$", text[: found.start()])
    ]
    start = 0
    for end in [*ends, len(text)]:
        origins: dict[Origin, None] = {}
        at = 0
        for span in paragraph.spans:
            if at < end and at + len(span.text) > start and span.text.strip():
                origins.update(dict.fromkeys(span.origins))
            at += len(span.text)
        yield Sentence(text[start:end].strip(), tuple(_told(origin) for origin in origins))
        start = end


def _told(origin: Origin) -> dict[str, object]:
    place = {"file": origin.mark.file, "line": origin.mark.line, "column": origin.mark.column} if origin.mark else {}
    sources = {"sources": list(origin.sources)} if origin.sources else {}
    return {"kind": origin.kind, "name": origin.name, **place, **sources}
