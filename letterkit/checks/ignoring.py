"""Comments that set a finding aside: ``# letterkit: ignore[LK301] reason``, beside the line or on the line above it.

In the head of a draft file such a comment speaks of the whole draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from letterkit.foundation.codes import CODES, Severity
from letterkit.foundation.problems import Location, Problem

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*letterkit:\s*ignore(?:\[(?P<codes>[^\]\n]*)\])?[ \t]*(?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that sets findings of ``codes`` aside on ``line`` of its file, or in the whole file when None."""

    location: Location
    codes: tuple[str, ...]
    reason: str
    line: int | None

    @property
    def can_ignore(self) -> bool:
        """Whether it names findings that can be set aside, and says why."""
        return bool(self.codes and self.reason) and not any(
            code not in CODES or not CODES[code].ignorable for code in self.codes
        )


def comments(files: Mapping[str, str]) -> tuple[Comment, ...]:
    """The comments in files, which are given by name with their text."""
    return tuple(comment for name, text in files.items() if "letterkit:" in text for comment in _in_file(name, text))


def _in_file(name: str, text: str) -> Iterator[Comment]:
    lines = text.split("\n")
    is_draft = lines[0].rstrip() == "---"
    head = lines.index("---", 1) if is_draft and "---" in lines[1:] else 0
    for number, line in enumerate(lines, 1):
        found = _COMMENT.search(line)
        if not found or (is_draft and number > head):
            continue
        codes = tuple(code.strip() for code in (found["codes"] or "").split(",") if code.strip())
        alone = not line[: found.start()].strip()
        speaks_of = None if is_draft else _next_line(lines, number) if alone else number
        location = Location(name, number, found.start() + 1, len(found[0].rstrip()))
        yield Comment(location, codes, found["reason"].strip(), speaks_of)


def _next_line(lines: list[str], number: int) -> int:
    """The next line, from ``number`` on (which counts from 1), that is more than a comment."""
    for at in range(number, len(lines)):
        if lines[at].strip() and not lines[at].lstrip().startswith("#"):
            return at + 1
    return number


def set_aside(problems: Iterable[Problem], said: Iterable[Comment]) -> tuple[tuple[Problem, ...], frozenset[Location]]:
    """The problems that no comment sets aside, and the places of the comments that set some aside."""
    said = tuple(said)
    kept: list[Problem] = []
    used: set[Location] = set()
    for problem in problems:
        covering = [comment for comment in said if _covers(comment, problem)]
        used.update(comment.location for comment in covering)
        if not covering:
            kept.append(problem)
    return tuple(kept), frozenset(used)


def _covers(comment: Comment, problem: Problem) -> bool:
    location = problem.location
    return (
        location is not None
        and problem.code in comment.codes
        and comment.can_ignore
        and location.file == comment.location.file
        and comment.line in (None, location.line)
    )


def malformed(said: Iterable[Comment]) -> Iterator[Problem]:
    """Comments that can set nothing aside (LK111): without a code, without a reason, or of a code that none can."""
    for comment in said:
        hint = "write '# letterkit: ignore[LK301] and the reason'"
        wrong = [code for code in comment.codes if code not in CODES]
        if wrong or not comment.codes:
            message = f"'{wrong[0]}' is no code of a finding" if wrong else "the comment names no finding to ignore"
            yield Problem("LK111", message, comment.location, hint, Severity.WARNING)
        elif not comment.reason:
            yield Problem("LK111", "the comment gives no reason", comment.location, hint, Severity.WARNING)
        elif never := [code for code in comment.codes if not CODES[code].ignorable]:
            message = f"{min(never)} cannot be ignored: a person decides about their own name"
            yield Problem("LK111", message, comment.location, "take the name out", Severity.WARNING)


def unused(said: Iterable[Comment], used: frozenset[Location]) -> Iterator[Problem]:
    """Comments that set nothing aside (LK112)."""
    for comment in said:
        if comment.location not in used and comment.can_ignore:
            codes = ", ".join(comment.codes)
            hint = "delete the comment, or put it on the line of the finding"
            yield Problem("LK112", f"there is no finding {codes} to ignore", comment.location, hint, Severity.WARNING)
