"""The setting of one page, as it is handed to another process: in plain values, which can be pickled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.typeset.prints import key_of
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.typeset import typeset


@dataclass(frozen=True, slots=True)
class Task:
    """A sheet and its text, with the folders of the letterheads; ``written_at`` is where the text begins.

    ``key`` is the digest of all that goes into the proof where it was asked for.
    """

    letter: str
    sheet: Sheet
    markdown: str
    templates: tuple[Path, ...]
    written_at: Location
    key: str


@dataclass(frozen=True, slots=True)
class Made:
    """What has come of a task: the PDF and its pages, and the problems; an error among them, and there is no PDF."""

    pdf: bytes = b""
    pages: int = 0
    problems: tuple[Problem, ...] = ()


def set_page(task: Task) -> Made:
    """Typeset the proof of a letter."""
    try:
        made = typeset(
            task.sheet, task.markdown, templates=task.templates, proof=True, written_at=task.written_at
        )  # fmt: skip
    except UserError as error:
        return Made(problems=error.problems)
    return Made(made.pdf, made.pages, made.problems)


def set_page_elsewhere(task: Task) -> Made | None:
    """As `set_page`, on another machine; None when that machine would make another PDF of it.

    Its letterheads, fonts and programs are compared by their digest with those where it was asked for.
    """
    try:
        same = key_of(task.sheet, task.markdown, task.templates, True) == task.key
    except OSError:
        same = False
    return set_page(task) if same else None
