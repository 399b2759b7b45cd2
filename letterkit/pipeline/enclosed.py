"""What the files say that a letter encloses: their pages, and what their data tell of those who made them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.letter.letter import Letter
from letterkit.typeset.readback import UNREADABLE, texts_in
from letterkit.typeset.sheet import Attached

_TELLING = ("/Author", "/Creator", "/Company", "/Producer")
"""The entries of a PDF that tell of people, organisations and programs."""


def enclosed_texts(letter: Letter) -> Iterator[tuple[str, str]]:
    """Every text of the enclosed files with its place. Raises `UserError` for a file that cannot be read (LK244)."""
    for at, one in enumerate(letter.attached):
        try:
            yield from ((f"{where} of the enclosed '{one.name}'", text) for where, text in texts_in(one.content))
        except UNREADABLE as error:
            message = f"nobody can look into the enclosed '{one.name}': {error}"
            hint = "save it as PDF again, without a password"
            raise UserError([Problem("LK244", message, _place(letter, at), hint)]) from error


def makers(letter: Letter) -> Iterator[Problem]:
    """What enclosed files tell of who made them, and with what: it goes out with them (LK245)."""
    for at, one in enumerate(letter.attached):
        told = [
            f"{key[1:]} '{value}'" for key, value in _data_of(one).items() if key in _TELLING and str(value).strip()
        ]
        if told:
            message = f"the enclosed '{one.name}' says who made it: {', '.join(told)}"
            hint = "take it out in the program that made the PDF, where nobody is to know"
            yield Problem("LK245", message, _place(letter, at), hint, Severity.WARNING)


def _data_of(one: Attached) -> dict[str, object]:
    return {str(key): value for key, value in (PdfReader(io.BytesIO(one.content)).metadata or {}).items()}


def _place(letter: Letter, at: int) -> Location | None:
    return letter.plan.attachments[at].file.location
