"""Problems are values: where, how grave, what was expected, and the mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from letterkit.foundation.codes import CODES, Severity

MOST_OF_A_CODE = 1_000
"""How many problems of one code are listed."""
_DOUBTS = "LK3"
"""The first family of codes about what a letter says; the others are about files."""


@dataclass(frozen=True, slots=True, order=True, init=False)
class Location:
    """Where something was written: a file and a stretch of one line.

    ``line`` and ``column`` count from 1; ``length`` is in characters, at least 1.
    """

    file: str
    line: int
    column: int = 1
    length: int = 1

    def __init__(self, file: str, line: int, column: int = 1, length: int = 1) -> None:
        _set_file(self, file)  # some twenty thousand are made at each start
        _set_line(self, line)
        _set_column(self, column)
        _set_length(self, length)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def overlaps(self, other: Location) -> bool:
        """Whether two stretches share a character."""
        one_line = (self.file, self.line) == (other.file, other.line)
        return one_line and self.column < other.column + other.length and other.column < self.column + self.length


_set_file, _set_line, _set_column, _set_length = (
    vars(Location)[name].__set__ for name in ("file", "line", "column", "length")
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: ``code`` is one of `CODES`, ``hint`` is the mend.

    ``internal`` is what only those inside the organisation are to read in its place, where that is another thing: it
    names somebody, and so does its line. ``severity`` is the code's own when it is not given. A code that is not
    registered, or that cannot be so grave, is a fault of letterkit (`ValueError`).
    """

    code: str
    message: str
    location: Location | None = None
    hint: str = ""
    severity: Severity = None  # type: ignore[assignment]
    internal: Problem | None = None

    def __post_init__(self) -> None:
        given: Severity | None = self.severity
        code = CODES.get(self.code)
        if code is None or not code.can_be(given or code.severity):
            raise ValueError(f"{self.code} cannot be {given}")
        object.__setattr__(self, "severity", given or code.severity)

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        return f"{where}{self.severity.value} {self.code}: {self.message}"


def for_insiders(problem: Problem) -> Problem:
    """A problem as those inside the organisation may read it."""
    return problem.internal or problem


class UserError(Exception):
    """Something the user can mend; carries every problem found, in the order of the file.

    Anything else that escapes is a bug of letterkit.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file, line and column, each once; those without a place come last.

    What several letters, or several checks, doubt by one code at the same words is one fault. Of one code there are no
    more than 1,000, with one more that says how many are left out.
    """
    seen: Counter[str] = Counter()
    kept: dict[Problem, None] = {}
    spots: set[object] = set()
    left_out: dict[str, tuple[int, Problem]] = {}
    for problem in problems:
        if problem in kept or _spot(problem) in spots:
            continue
        spots.add(_spot(problem))
        seen[problem.code] += 1
        if seen[problem.code] <= MOST_OF_A_CODE:
            kept[problem] = None
        else:
            count, gravest = left_out.get(problem.code, (0, problem))
            graver = problem if problem.severity is Severity.ERROR else gravest
            left_out[problem.code] = (count + 1, graver)
    for count, gravest in left_out.values():
        message = f"{count:,} more problems of this kind are not listed; one of them: {gravest.message}"
        kept[replace(gravest, message=message)] = None
    last = Location("\U0010ffff", 0)
    return tuple(sorted(kept, key=lambda problem: (problem.location or last, problem.code)))


def _spot(problem: Problem) -> object:
    """What tells a fault from others: the words where a doubt of a letter was found, or else the problem itself.

    A place of one character is a whole record, and a file that cannot be read has several faults in one place.
    """
    place, doubted = problem.location, problem.severity is not Severity.ERROR and problem.code >= _DOUBTS
    return (problem.code, problem.severity, place) if doubted and place and place.length > 1 else problem


def stop_on(problems: Iterable[Problem]) -> None:
    """Raise `UserError` with all ``problems`` when an error is among them."""
    problems = tuple(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise UserError(problems)
