"""Where a letter's files lie, and that only one process at a time writes there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from letterkit.foundation.files import DISK, Files, Rehearsal, as_typed, shown, told
from letterkit.foundation.limits import excess_in_draft
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import kind_of_file

# A letter takes a second; who waits longer than this should know why.
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class LetterFolder:
    """The files of one letter in the output folder."""

    folder: Path
    letter: str
    files: Files = field(default=DISK, compare=False)

    @property
    def draft(self) -> Path:
        """The draft that a person edits."""
        return self.folder / f"{self.letter}.md"

    @property
    def newer(self) -> Path:
        """A generated text beside a draft of which nothing is known."""
        return self.folder / f"{self.letter}.new.md"

    @property
    def proof(self) -> Path:
        """The PDF marked as a draft."""
        return self.folder / f"{self.letter}-draft.pdf"

    @property
    def final(self) -> Path:
        """The clean PDF for sign-off."""
        return self.folder / f"{self.letter}.pdf"

    @property
    def review(self) -> Path:
        """The PDF for those who approve the letter."""
        return self.folder / f"{self.letter}-review.pdf"

    @property
    def sending(self) -> Path:
        """The PDF that goes out, once the letter is approved."""
        return self.folder / f"{self.letter}-sending.pdf"

    @property
    def preview(self) -> Path:
        """The PDF that a preview keeps up to date; in a folder of its own, since letters name all other PDFs."""
        return self.folder / "preview" / f"{self.letter}.pdf"

    @property
    def memory(self) -> Path:
        """The folder of what is remembered of the letter."""
        return self.folder / ".letterkit" / self.letter


def read_draft(place: LetterFolder) -> str | None:
    """The draft file's content, or None when there is none. Raises `UserError` for one that no letter can be."""
    return read_text(place, place.draft)


def read_text(place: LetterFolder, path: Path) -> str | None:
    """The text of a letter's file, or None when there is none.

    Raises `UserError` for one that is not UTF-8, or that is more than a letter can be (LK917).
    """
    content = place.files.read(path)
    try:
        text = None if content is None else content.decode()
    except UnicodeDecodeError as error:
        known = kind_of_file(content or b"")
        what, hint = known or ("not UTF-8 text", "save it as UTF-8")
        raise UserError([Problem("LK911", f"'{shown(path)}' is {what}", None, hint)]) from error
    if text is not None and (much := excess_in_draft(as_typed(text))):
        before = as_typed(text)[: much.start]
        column = much.start - before.rfind("\n")
        location = Location(shown(path), before.count("\n") + 1, column, much.length)
        raise UserError([Problem("LK917", much.message, location, much.hint)])
    return text


@contextlib.contextmanager
def alone_in(place: LetterFolder, *, tidy: bool = True) -> Iterator[None]:
    """Keep other processes out of a campaign's folder, and first remove what one that was killed has left half-written.

    When another is at work there and does not finish, that is a `UserError` (LK933). The system lets go of the lock of
    a process that ends, however it ends. A rehearsal needs no lock. Without ``tidy`` nothing is removed: a run over
    thousands of letters does it once.
    """
    if isinstance(place.files, Rehearsal):
        yield
        return
    from filelock import FileLock, Timeout  # only what writes drafts has a use for it

    memory = place.memory.parent
    with told(memory):
        memory.mkdir(parents=True, exist_ok=True)
        lock = FileLock(memory / "lock", timeout=_PATIENCE)
        try:
            lock.acquire()
        except Timeout:
            hint = "wait until it has finished, then run the command again"
            problem = Problem("LK933", f"another letterkit is at work in '{shown(place.folder)}'", None, hint)
            raise UserError([problem]) from None
    try:
        for folder in (place.folder, memory, place.memory) if tidy else ():
            place.files.clear(folder)
        yield
    finally:
        lock.release()
