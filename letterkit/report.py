"""Show problems and outcomes: for people, with the line they speak of, and for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterkit.browse import Example
from letterkit.compare import Change, compare, summary
from letterkit.draft import Difference, Outcome
from letterkit.findings import Counted, problem_data
from letterkit.history import Version
from letterkit.library import Clause, shown
from letterkit.problems import Mark, Problem, Severity
from letterkit.source import MAX_BYTES

# A line longer than this many characters is shown in part, from so many before the spot.
_WIDEST, _BEFORE = 200, 60


def show_problems(problems: Iterable[Problem], console: Console) -> None:
    """Print problems, each with its line, a caret under the spot, and the mend."""
    for problem in problems:
        console.print(_head(problem), soft_wrap=True)
        if problem.mark:
            mark = problem.mark
            line = _line(mark)
            if line.strip():
                start = max(0, mark.column - 1 - _BEFORE) if len(line) > _WIDEST else 0
                before, stretch = line[start : mark.column - 1], line[mark.column - 1 :][: mark.length]
                shown_line = line[start : start + _WIDEST]
                carets = "^" * max(1, min(cell_len(stretch), _WIDEST - cell_len(before)))
                console.print(Text(f"{mark.line:>5} | {shown_line}"), soft_wrap=True)
                console.print(Text(f"      | {' ' * cell_len(before)}{carets}", style="bold"), soft_wrap=True)
        if problem.hint:
            console.print(Text(f"  hint: {_visible(problem.hint)}"), soft_wrap=True)


def show_findings(problems: Counted, console: Console) -> None:
    """Print problems as they come, then how many there were."""
    for problem in problems:
        show_problems([problem], console)
    counts = [(problems.errors, "error"), (problems.warnings, "warning")]
    told = " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    console.print(f"Found {told}." if told else "Nothing to mend was found.")


@lru_cache(maxsize=16)
def _lines(file: str) -> list[str]:
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as opened:
            return opened.read(MAX_BYTES).split("\n")
    except OSError:
        return []


def _line(mark: Mark) -> str:
    lines = _lines(mark.file)
    return _visible(lines[mark.line - 1]) if mark.line <= len(lines) else ""


def _visible(text: str) -> str:
    """The text with one visible character for each that would move the cursor or command the terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def _head(problem: Problem) -> Text:
    style = "bold red" if problem.severity is Severity.ERROR else "bold yellow"
    where = f"{problem.mark}: " if problem.mark else ""
    message = f": {_visible(problem.message)}"
    return Text.assemble((_visible(where), "bold"), (f"{problem.severity.value} {problem.code}", style), message)


def show_outcomes(outcomes: Sequence[Outcome], console: Console) -> None:
    """Print the table of letters (target, pages, words, share of free text, problems), then where the files are."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("letter", no_wrap=True)
    table.add_column("to")
    for column in ("pp.", "words", "free", "problems"):
        table.add_column(column, justify="right")
    for outcome in outcomes:
        done = outcome.pdf is not None
        table.add_row(
            Text(f"{outcome.campaign}/{outcome.letter}"),
            Text(_visible(outcome.target) if done else "stopped by an error"),
            *((str(outcome.pages), str(outcome.words), f"{outcome.free:.0%}") if done else ("", "", "")),
            str(len(outcome.problems)),
        )
    console.print(table)
    folders: dict[str, list[str]] = {}
    for outcome in outcomes:
        for path in filter(None, (outcome.draft, outcome.pdf)):
            folders.setdefault(shown(path.parent), []).append(path.name)
    for folder, names in folders.items():
        console.print(Text(f"{folder}/: {', '.join(names)}"), soft_wrap=True)


def show_differences(differences: Sequence[Difference], console: Console) -> None:
    """Print what drafting again would change: in colours on a terminal, and between brackets elsewhere."""
    for difference in differences:
        if difference.changes:
            console.print(
                Text(f"{shown(difference.path)}: {summary(difference.changes)} words", "bold"), soft_wrap=True
            )
        for change in difference.changes:
            console.print(Text(f"{change.line:>5} | ").append(_compared(change, console.is_terminal)), soft_wrap=True)
    if not any(difference.changes or difference.problems for difference in differences):
        console.print("Nothing would change.")


def _compared(change: Change, colours: bool) -> Text:
    styles = {"same": "", "removed": "red strike", "added": "green"}
    brackets = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    text = Text()
    for kind, words in change.runs:
        opening, closing = ("", "") if colours else brackets[kind]
        text.append(f"{opening}{_visible(words)}{closing}", styles[kind])
    return text


def differences_as_json(differences: Sequence[Difference]) -> str:
    """Differences as JSON text."""
    return json.dumps(
        [
            {
                "campaign": difference.campaign,
                "letter": difference.letter,
                "draft": shown(difference.path),
                "changes": [
                    {"line": change.line, "runs": [{"kind": kind, "text": text} for kind, text in change.runs]}
                    for change in difference.changes
                ],
                "problems": [problem_data(problem) for problem in difference.problems],
            }
            for difference in differences
        ],
        indent=2,
        ensure_ascii=False,
    )


_CAUSES = {
    "drafted": "drafted",
    "redrafted": "redrafted",
    "merged": "merged with your edits",
    "edited": "edited by hand",
    "restored": "restored",
    "found": "taken as it was found",
}
# So many facts are named in a line of the history.
_FACTS = 3


def show_history(letter: str, versions: Sequence[Version], console: Console) -> None:
    """Print the versions of a letter: number, time, cause, and what changed in words."""
    console.print(Text(letter, "bold"))
    table = Table(box=None, pad_edge=False, show_header=False)
    for justify in ("right", "left", "right", "left"):
        table.add_column(justify=justify)
    before = ""
    for version in versions:
        changes = compare(before, version.draft)
        when = version.at.replace("T", " ")[:16]
        table.add_row(str(version.number), Text(when), Text(f"{summary(changes)} words"), Text(_visible(_why(version))))
        before = version.draft
    console.print(table)


def _why(version: Version) -> str:
    cause = _CAUSES.get(version.cause, version.cause)
    if version.cause == "restored":
        return f"version {', '.join(version.because)} restored"
    if version.cause in ("redrafted", "merged") and not version.because:
        return f"{cause}; the words of the library or the campaign changed"
    more = f"; and {len(version.because) - _FACTS} more" if len(version.because) > _FACTS else ""
    return f"{cause}; {'; '.join(version.because[:_FACTS])}{more}" if version.because else cause


def history_as_json(histories: Mapping[str, Sequence[Version]]) -> str:
    """The versions of letters as JSON text."""
    data = {
        letter: [
            {"version": one.number, "at": one.at, "cause": one.cause, "because": list(one.because), "draft": one.draft}
            for one in versions
        ]
        for letter, versions in histories.items()
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def show_rehearsal(written: Iterable[Path], console: Console) -> None:
    """Print which files a command would have written."""
    names = sorted({shown(path) for path in written})
    console.print("Nothing was written." if not names else "Nothing was written. These files would have been:")
    for name in names:
        console.print(Text(f"  {name}"), soft_wrap=True)


def as_json(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> str:
    """Outcomes and the problems of no letter, as JSON text."""
    data = {
        "letters": [
            {
                "campaign": outcome.campaign,
                "letter": outcome.letter,
                "target": outcome.target,
                "pages": outcome.pages,
                "words": outcome.words,
                "free_text": round(outcome.free, 4),
                "draft": shown(outcome.draft) if outcome.draft else None,
                "pdf": shown(outcome.pdf) if outcome.pdf else None,
                "problems": [problem_data(problem) for problem in outcome.problems],
            }
            for outcome in outcomes
        ],
        "problems": [problem_data(problem) for problem in problems],
    }
    return json.dumps(data, indent=2)


def show_clauses(clauses: Iterable[Clause], console: Console) -> None:
    """Print clauses by kind: name, what they take, title."""
    by_kind: dict[str, list[Clause]] = {}
    for clause in clauses:
        by_kind.setdefault(clause.kind, []).append(clause)
    for kind, members in by_kind.items():
        table = Table(
            title=f"{kind} ({len(members)})", title_justify="left", title_style="bold", box=None, show_header=False
        )
        table.add_column(no_wrap=True)
        table.add_column()
        for clause in members:
            table.add_row(clause.name, Text(f"{clause.title}{_takes(clause)}"))
        console.print(table)


def _takes(clause: Clause) -> str:
    taken = ", ".join(
        f"{parameter.name}{'?' if parameter.optional else ''}: {parameter.type}" for parameter in clause.takes
    )
    return f"  [{taken}]" if taken else ""


def show_clause(clause: Clause, examples: Iterable[Example], console: Console) -> None:
    """Print one clause: what it takes, when it fits, its source, and its examples by language and form."""
    console.print(Text(f"{clause.kind}/{clause.name}: {clause.title}", style="bold"))
    if clause.takes:
        console.print(Text(f"takes{_takes(clause)}"))
    if clause.when:
        console.print(Text(f"fits people who are: {', '.join(clause.when)}"))
    console.print(Text(f"source: {clause.source}"))
    for example in dict.fromkeys(examples):
        console.print(Text.assemble((f"\n{example.language}, {example.form}\n", "dim"), f"  {example.text}"))
    console.print()


def show_usage(used: Mapping[str, Sequence[str]], console: Console) -> None:
    """Print each clause with the letters that use it."""
    table = Table(box=None, header_style="bold")
    table.add_column("clause", no_wrap=True)
    table.add_column("used in")
    for clause, letters in used.items():
        table.add_row(clause, ", ".join(letters))
    console.print(table)


def clause_data(clause: Clause) -> dict[str, Any]:
    """A clause as plain data."""
    return {
        "name": clause.name,
        "kind": clause.kind,
        "title": str(clause.title),
        "takes": {f"{parameter.name}{'?' if parameter.optional else ''}": parameter.type for parameter in clause.takes},
        "when": [str(status) for status in clause.when],
        "languages": [str(language) for language in clause.words],
        "source": str(clause.source),
    }
