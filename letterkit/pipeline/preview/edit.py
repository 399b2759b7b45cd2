"""Edit a draft elsewhere than in an editor: bring in what is new first, and save what comes of it, merged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.drafts.folder import LetterFolder, alone_in, read_draft
from letterkit.drafts.history import recover
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import read_markdown
from letterkit.drafts.merge.blocks import MergeLanguage, undecided
from letterkit.drafts.merge.merge import merge
from letterkit.drafts.redraft import keep, keep_edited, notes_for
from letterkit.foundation.files import as_typed, shown
from letterkit.foundation.limits import excess_in_draft
from letterkit.foundation.problems import Location, Problem, UserError, stop_on
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.draft import redraft_of
from letterkit.schema.library import Library

How = Literal["saved", "merged", "undecided"]


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft as it was saved, in plain line ends.

    ``how`` says whether it is the text that was given, whether it was merged with what had changed in the meantime, or
    whether both versions of a passage stand in it. ``problems`` are why the campaign could not be brought in.
    """

    text: str
    how: How
    problems: tuple[Problem, ...] = ()


def begin(place: LetterFolder, job: Job | None, library: Library) -> Saved:
    """Bring what is new into a draft, as ``letterkit draft`` does, and give it to be edited.

    Without a ``job`` (the campaign cannot be read), or when an error stops the letter, it is given as it stands.
    Raises `UserError` when there is none then.
    """
    with alone_in(place):
        problems = _brought_in(place, job, library)
        there = read_draft(place)
        if there is None:
            hint = "mend the campaign file; the letter is then drafted"
            raise UserError(problems or [Problem("LK912", f"there is no draft '{shown(place.draft)}'", None, hint)])
        return Saved(as_typed(there), "saved", problems)


def save(place: LetterFolder, job: Job | None, library: Library, base: str, text: str) -> Saved:
    """Save the ``text`` that a person has made of ``base``, with what has come into the draft in the meantime.

    That may come from the campaign or from an editor. What each of them has changed is merged as a redraft merges it,
    and every text that was there is kept as a version. Raises `UserError`, and leaves the draft as it was, when the
    text is no draft of this letter, or when what is there waits for a decision.
    """
    text = as_typed(text)
    _refuse(place, text, base)
    with alone_in(place):
        problems = _brought_in(place, job, library)
        there = read_draft(place)
        now = as_typed(there or base)
        wording = notes_for(_language(now, library), library, now)
        merged = text if now in (base, text) else _merged(place, base, text, now, wording)
        keep_edited(place)
        if there is None or now != merged:
            place.files.write(place.draft, _as_there(merged, there).encode(), None if there is None else there.encode())
            keep_edited(place)
    waits = any(True for _ in undecided(merged, wording))
    return Saved(merged, "undecided" if waits else "saved" if merged == text else "merged", problems)


def _brought_in(place: LetterFolder, job: Job | None, library: Library) -> tuple[Problem, ...]:
    """Bring what is new into the draft on disk; gives what keeps it out, and then the draft is as it was."""
    recover(place)
    if job is None:
        return ()
    try:
        letter = resolve(job.campaign, job.letter, library, date=job.date)
        composed = compose(letter)
        stop_on(check(composed_document(letter, composed, job.campaign, library)))
        redrafted = redraft_of(job, letter, composed, library)
    except UserError as error:
        return error.problems
    keep(place, redrafted)
    return redrafted.problems


def _merged(place: LetterFolder, base: str, text: str, now: str, wording: MergeLanguage) -> str:
    if any(True for _ in undecided(now, wording)) or any(True for _ in undecided(text, wording)):
        message = f"'{shown(place.draft)}' has changed in the meantime, and two versions stand in it"
        hint = "decide them there first; your text was not saved, and is still in the page"
        raise UserError([Problem("LK934", message, Location(shown(place.draft), 1), hint)])
    return merge(base, text, now, wording)


def _refuse(place: LetterFolder, text: str, base: str) -> None:
    """Raise `UserError` for a text that is no draft of the letter, or more than a letter can be."""
    name = shown(place.draft)
    if much := excess_in_draft(text):
        line = text.count("\n", 0, much.start) + 1
        raise UserError([Problem("LK917", much.message, Location(name, line), much.hint)])
    letter, began = read_markdown(text, name).letter, read_markdown(base, name).letter
    if letter != began:
        hint = f"put 'letter: {began}' back into its head"
        raise UserError([Problem("LK915", f"this would be the draft of '{letter}'", Location(name, 2), hint)])


def _language(draft: str, library: Library) -> str:
    """The code of the language that a draft says it is in."""
    found = re.search(r"^language:\s*(\w+)", draft, re.MULTILINE)
    codes = library.language_codes()
    return found[1] if found and found[1] in codes else codes[0]


def _as_there(text: str, there: str | None) -> str:
    """A text with the line ends, and the byte order mark, of the file that it takes the place of."""
    if there is None:
        return text
    text = text.replace("\n", "\r\n") if "\r\n" in there else text
    return "\ufeff" + text if there.startswith("\ufeff") else text
