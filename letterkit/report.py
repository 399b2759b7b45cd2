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
from letterkit.draft import Outcome
from letterkit.library import Clause, shown
from letterkit.problems import Mark, Problem, Severity
from letterkit.source import MAX_BYTES
from letterkit.stationery import Listed, Preview

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


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as plain data."""
    mark = problem.mark
    place = {"file": mark.file, "line": mark.line, "column": mark.column} if mark else {}
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        **place,
    }


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


def show_letterheads(entries: Sequence[Listed], console: Console) -> None:
    """Print the letterheads: name, organisation, languages, paper, whose it is, then where its picture is."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("letterhead", "organisation", "languages", "paper", ""):
        table.add_column(column, no_wrap=column == "letterhead")
    for entry in entries:
        whose = "own" if entry.own else "shipped"
        table.add_row(entry.name, Text(_visible(entry.organisation)), ", ".join(entry.languages), entry.paper, whose)
    console.print(table)
    for entry in entries:
        picture = shown(entry.picture) if entry.picture else f"run 'letterkit letterheads preview {entry.name}'"
        console.print(Text(f"picture of {entry.name}: {picture}"), soft_wrap=True)


def letterhead_data(entry: Listed) -> dict[str, Any]:
    """A letterhead as plain data."""
    return {
        "name": entry.name,
        "organisation": entry.organisation,
        "languages": list(entry.languages),
        "paper": entry.paper,
        "own": entry.own,
        "picture": shown(entry.picture) if entry.picture else None,
    }


def show_begun(name: str, file: Path, console: Console) -> None:
    """Print what to do with a new letterhead."""
    lines = (
        f"Made {shown(file)}. Next:",
        "  1. Open this file in an editor, and put in the facts of your organisation.",
        "  2. Put your logo beside it, such as logo.svg or logo.png, and write its name under 'look'.",
        f"  3. Look at it: letterkit letterheads preview {name}",
        f"Campaign files use it with 'from: {name}'.",
    )
    console.print(Text("\n".join(lines)), soft_wrap=True)


def show_preview(made: Preview, console: Console) -> None:
    """Print where a specimen and its pictures are."""
    for path in (made.pdf, *made.pictures):
        console.print(Text(shown(path)), soft_wrap=True)


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
