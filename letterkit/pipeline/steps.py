"""The pipeline step by step, for those who script it: load, check, compose, typeset. Nothing is written."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from letterkit.checks.run import check as check_letter
from letterkit.checks.run import check_campaign
from letterkit.drafts.document import composed_document, edited_document
from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.job import Job
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.foundation.files import Rehearsal
from letterkit.foundation.problems import Location, Problem, UserError, in_order, stop_on
from letterkit.foundation.suggest import did_you_mean
from letterkit.letter.compose.composer import compose as compose_letter
from letterkit.letter.draft import Draft
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.check import examine
from letterkit.pipeline.finished import Finished, set_clean
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library, open_library
from letterkit.schema.read import read
from letterkit.signoff.approvals import required_of
from letterkit.typeset.typeset import Typeset
from letterkit.typeset.typeset import typeset as typeset_sheet


@dataclass(frozen=True, slots=True)
class Loaded:
    """A campaign file that was read, with the library that its letters are made with.

    ``problems`` are what is doubtful of its facts, errors among them, which let no letter be composed.
    """

    path: Path
    campaign: Campaign
    library: Library
    problems: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """What the campaign is about."""
        return str(self.campaign.campaign)

    @property
    def letters(self) -> tuple[str, ...]:
        """The names of its letters, in the order of the file."""
        return tuple(map(str, self.campaign.letters))


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as composed.

    ``text`` is its draft file: Markdown under a short head. ``problems`` are its findings; no error is among them.
    """

    loaded: Loaded
    name: str
    text: str
    problems: tuple[Problem, ...]
    letter: Letter
    draft: Draft

    @property
    def language(self) -> str:
        """The code of its language, such as ``en``."""
        return self.letter.language.code

    @property
    def date(self) -> datetime.date:
        """Its day."""
        return self.letter.date


def load(path: str | os.PathLike[str], *, workspace: str | os.PathLike[str] = ".") -> Loaded:
    """Read a campaign file with what it includes.

    ``workspace`` is the folder whose ``templates/`` come before the shipped ones. Raises `UserError` with every problem
    of the file.
    """
    library = open_library(Path(workspace))
    campaign = read(Path(path), library)
    return Loaded(Path(path), campaign, library, check_campaign(campaign, library)[0])


def check(
    loaded: Loaded, letters: Sequence[str] = (), *, output: str | os.PathLike[str] = "output"
) -> tuple[Problem, ...]:
    """What ``letterkit check`` says of a campaign's letters, or of those named, and of their drafts in ``output``.

    The file is read again, so that what was saved since counts.
    """
    found = examine([loaded.path], loaded.library, Path(output), tuple(letters))
    return in_order(problem for examined in found for problem in examined.problems)


def compose(loaded: Loaded, letter: str, *, date: datetime.date | None = None) -> Composed:
    """Compose a letter of a campaign, dated ``date`` instead of its own day where that is given.

    No draft is looked at: this is what the campaign gives. Raises `UserError` when an error stops the letter, also
    one that checking it finds, such as somebody named against their will.
    """
    if letter not in loaded.letters:
        hint = did_you_mean(letter, loaded.letters)
        raise UserError([Problem("LK211", f"no letter named '{letter}'", None, hint)])
    stop_on(loaded.problems)
    resolved = resolve(loaded.campaign, letter, loaded.library, date=date)
    draft = compose_letter(resolved)
    problems = check_letter(composed_document(resolved, draft, loaded.campaign, loaded.library))
    stop_on(problems)
    return Composed(loaded, letter, write_markdown(draft), problems, resolved, draft)


def typeset(composed: Composed, text: str | None = None, *, proof: bool = False) -> Typeset:
    """Set a letter on its letterhead: the PDF's bytes, its number of pages, and what to mend.

    ``text`` is its draft file as somebody has edited it, and is checked as such. A ``proof`` says DRAFT on every page.
    A clean PDF has no pictures of signatures where the letter needs approvals, and is read back before it is given.
    Raises `UserError` when an error stops it.
    """
    loaded = composed.loaded
    place = LetterFolder(Path("output") / loaded.campaign.key, composed.name, Rehearsal())
    job = Job(loaded.campaign, composed.name, place, composed.date)
    content = composed.text if text is None else text
    file = read_markdown(content, "the text")
    document = edited_document(
        composed.letter, composed.draft, loaded.campaign, loaded.library, file, "the text", content
    )
    problems = composed.problems if content == composed.text else check_letter(document)
    stop_on(problems)
    if proof:
        start = Location("the text", file.line)
        folders = loaded.library.folders
        made = typeset_sheet(composed.draft.sheet, file.text, templates=folders, proof=True, written_at=start)
    else:
        finished = Finished(job, composed.letter, composed.draft, file, content, document, problems)
        made = set_clean(finished, loaded.library, signed=not required_of(loaded.campaign, composed.letter))
    return replace(made, problems=in_order((*problems, *made.problems)))
