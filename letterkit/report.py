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
from letterkit.findings import Counted, problem_data
from letterkit.follow_up import FollowUp
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


def show_follow_up(found: FollowUp, console: Console) -> None:
    """Print what a letter that follows took for granted, and what stands or would stand in the campaign file."""
    for said in found.assumed:
        console.print(Text(f"- {_visible(said)}"), soft_wrap=True)
    if found.name and not found.outcome:
        console.print(Text(f"\nIn {shown(found.path)} would stand:\n"), soft_wrap=True)
        console.print(Text(_lines_of(found)), soft_wrap=True)
        console.print(Text(f"\nThe letter:\n\n{found.text}"), soft_wrap=True)
    elif found.name:
        console.print(Text(f"\n{shown(found.path)} has the letter '{found.name}' now."), soft_wrap=True)


def _lines_of(found: FollowUp) -> str:
    return "\n".join([f"  {found.name}:", *(f"    {key}: {value}" for key, value in found.plan.items())])


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
