"""Form: a letter is complete, as long as its house allows, and written in one language and one hand."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.problems import Problem, Severity
from letterkit.subject import Subject


def something_is_demanded(subject: Subject) -> Iterator[Problem]:
    """A letter asks for something."""
    letter = subject.letter
    if not letter.demands:
        message = f"the letter '{letter.name}' demands nothing"
        yield Problem("LK801", message, letter.plan.mark, "add 'demands:'", Severity.WARNING)


def someone_signs(subject: Subject) -> Iterator[Problem]:
    """A letter is signed."""
    letter = subject.letter
    if not letter.signers:
        message = f"nobody signs the letter '{letter.name}'"
        yield Problem("LK802", message, letter.plan.mark, "add 'signed-by:'", Severity.WARNING)


CHECKS = (something_is_demanded, someone_signs)
