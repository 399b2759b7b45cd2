"""Show problems and findings to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from letterkit.checks.ledger.records.records import Tally
from letterkit.cli.report.discretion import Told, discreet
from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.machine import Counted
from letterkit.cli.report.tables import cells_of
from letterkit.foundation.codes import CODES, Severity
from letterkit.foundation.files import real_path
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import MAX_BYTES

# A line longer than this many characters is shown in part, from so many before the spot.
_WIDEST, _BEFORE = 200, 60
# So many problems of one code are shown; who has more mends them by the dozen.
_FEW = 20


def show_problems(
    problems: Iterable[Problem],
    console: Printer,
    unwritten: Mapping[str, Sequence[str]] | None = None,
    *,
    internal: bool = False,
) -> None:
    """Print problems, each with its line, a caret under the spot, and the mend; of one code no more than the first few.

    The line is left out where only those inside may read it.

    ``unwritten`` has the lines of files, by name, that were not written or are to be other than they are. Names that
    are withheld are shown with ``internal`` only.
    """
    few = _Few()
    _show(few.of(discreet(problems, unwritten, internal=internal)), console, unwritten or {})
    _show_rest(few, console)


def _show(problems: Iterable[Told], console: Printer, unwritten: Mapping[str, Sequence[str]]) -> None:
    for problem in problems:
        console.print(*_head(problem))
        if problem.location and not problem.internal:
            location = problem.location
            line = _line(location, unwritten)
            if line.strip():
                start = max(0, location.column - 1 - _BEFORE) if len(line) > _WIDEST else 0
                before, stretch = line[start : location.column - 1], line[location.column - 1 :][: location.length]
                shown_line = line[start : start + _WIDEST]
                carets = "^" * max(1, min(cells_of(stretch), _WIDEST - cells_of(before)))
                console.print(f"{location.line:>5} | {shown_line}")
                console.print(Styled(f"      | {' ' * cells_of(before)}{carets}", "bold"))
        if problem.hint:
            console.print(f"  hint: {visible(problem.hint)}")


def show_findings(problems: Counted, console: Printer, claims: Callable[[], tuple[Tally, int, int]]) -> None:
    """Print problems as they come, then how many there were, and how the letters' claims stand.

    ``claims`` gives these, how many letters could not be looked at as a whole, and in how many files nothing more.
    """
    few = _Few()
    _show(few.of(problems), console, {})
    _show_rest(few, console)
    counts = [(problems.errors, "error"), (problems.warnings, "warning"), (problems.notes, "note")]
    told = [_counted(count, word) for count, word in counts if count]
    mended = problems.errors or problems.warnings
    noted = f" {told[-1]} to look at." if problems.notes and not mended else ""
    console.print(f"Found {_series(told)}." if mended else f"Nothing to mend was found.{noted}")
    tally, unseen, unread = claims()
    # A campaign that cannot be read has no sentences: noughts would say that all of them were.
    console.print(tally_line(tally) if tally != Tally() else "No sentence was weighed.")
    if unseen:
        letters = "1 letter was" if unseen == 1 else f"{unseen} letters were"
        console.print(f"{letters} looked at in part: mend the errors, and check again.")
    if unread:
        files = "the letters of 1 file were" if unread == 1 else f"the letters of {unread} files were"
        console.print(f"For these errors, {files} not looked at: mend them, and check again.")


def tally_line(tally: Tally) -> str:
    """How claims stand: "41 claims: 36 supported, 2 contradicted, 3 without a record; 4 sentences not read."."""
    parts = [
        f"{tally.supported} supported",
        *([f"{tally.answered} resting on a named source"] if tally.answered else []),
        f"{tally.contradicted} contradicted",
        f"{tally.unsupported} without a record",
        *([f"{tally.attributed} not stated as facts"] if tally.attributed else []),
    ]
    bare = f", {tally.bare} by hand with nothing to compare" if tally.bare else ""
    sourced = f", {tally.sourced} resting on a named source" if tally.sourced else ""
    counted = f"{_counted(tally.unread, 'sentence')} not read{sourced}{bare}"
    return f"{_counted(tally.claims, 'claim')}: {', '.join(parts)}; {counted}."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _series(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


class _Few:
    """The first few problems of each code, and how many more there were."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def of(self, problems: Iterable[Told]) -> Iterator[Told]:
        """The problems that are shown."""
        for problem in problems:
            self.seen[problem.code] += 1
            if self.seen[problem.code] <= _FEW:
                yield problem

    def rest(self) -> Iterator[tuple[str, int]]:
        """The codes of which more were found than shown, with how many more."""
        return ((code, count - _FEW) for code, count in self.seen.items() if count > _FEW)


def _show_rest(few: _Few, console: Printer) -> None:
    for code, count in few.rest():
        said = f"and {count:,} more of {code}: {CODES[code].title} (mend these first, or print all as JSON)"
        console.print(Styled(said.replace("`", "'"), "bold"))


def _lines(file: str) -> list[str]:
    try:
        path = real_path(Path(file))
        return _lines_as_of(path, path.stat().st_mtime_ns, path.stat().st_size)
    except OSError:
        return []


@lru_cache(maxsize=16)
def _lines_as_of(path: Path, changed: int, size: int) -> list[str]:
    """The lines of a file as it was last changed; a program that runs on meets it anew."""
    with path.open(encoding="utf-8-sig", errors="replace") as opened:
        return opened.read(MAX_BYTES).split("\n")


def _line(location: Location, unwritten: Mapping[str, Sequence[str]]) -> str:
    lines = unwritten.get(location.file) or _lines(location.file)
    return visible(lines[location.line - 1]) if location.line <= len(lines) else ""


def visible(text: str) -> str:
    """The text with one visible character for each that would move the cursor or command the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def _head(problem: Problem) -> tuple[Styled, Styled, str]:
    style = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}.get(problem.severity, "bold cyan")
    where = f"{problem.location}: " if problem.location else ""
    message = f": {visible(problem.message)}"
    return Styled(visible(where), "bold"), Styled(f"{problem.severity.value} {problem.code}", style), message
