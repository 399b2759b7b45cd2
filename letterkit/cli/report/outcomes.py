"""Show what drafting, comparing and following up left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from letterkit.cli.report.answers import DifferingLetter, DraftedLetters
from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.machine import problems_data
from letterkit.cli.report.problems import visible
from letterkit.cli.report.tables import Column, show_table
from letterkit.drafts.merge.compare import Change, summary
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem

if TYPE_CHECKING:
    from letterkit.pipeline.draft import DraftDifference, DraftResult
    from letterkit.pipeline.follow_up import FollowUp


def show_outcomes(outcomes: Sequence[DraftResult], console: Printer) -> None:
    """Print the table of letters (target, pages, words, share of free text, problems), then where the files are."""
    figures = (Column(header, right=True) for header in ("pp.", "words", "free", "problems"))
    rows: list[tuple[str, ...]] = []
    for outcome in outcomes:
        done = outcome.pdf is not None
        named = (f"{outcome.campaign}/{outcome.letter}", visible(outcome.target) if done else "stopped by an error")
        counted = (str(outcome.pages), str(outcome.words), f"{outcome.free:.0%}") if done else ("", "", "")
        rows.append((*named, *counted, str(len(outcome.problems))))
    show_table((Column("letter", whole=True), Column("to"), *figures), rows, console)
    folders: dict[str, list[str]] = {}
    for outcome in outcomes:
        for path in filter(None, (outcome.draft, outcome.pdf)):
            folders.setdefault(shown(path.parent), []).append(path.name)
    for folder, names in folders.items():
        console.print(f"{folder}/: {', '.join(names)}")


def show_follow_up(found: FollowUp, console: Printer) -> None:
    """Print what a letter that follows took for granted, and what stands or would stand in the campaign file."""
    for said in found.assumed:
        console.print(f"- {visible(said)}")
    if found.name and not found.outcome:
        console.print(f"\nIn {shown(found.path)} would stand:\n")
        console.print(_lines_of(found))
        console.print(f"\nThe letter:\n\n{found.text}")
    elif found.name:
        console.print(f"\n{shown(found.path)} has the letter '{found.name}' now.")


def _lines_of(found: FollowUp) -> str:
    return "\n".join([f"  {found.name}:", *(f"    {key}: {value}" for key, value in found.plan.items())])


def show_differences(differences: Sequence[DraftDifference], console: Printer) -> None:
    """Print what drafting again would change: in colours on a terminal, and between brackets elsewhere."""
    for difference in differences:
        if difference.changes:
            console.print(Styled(f"{shown(difference.path)}: {summary(difference.changes)} words", "bold"))
        for change in difference.changes:
            console.print(f"{change.line:>5} | ", *_compared(change, console.is_coloured))
    if not any(difference.changes or difference.problems for difference in differences):
        console.print("Nothing would change.")


def _compared(change: Change, colours: bool) -> Iterator[Styled]:
    """The words of a change as they were and are."""
    styles = {"same": "", "removed": "red strike", "added": "green"}
    brackets = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    for kind, words in change.runs:
        opening, closing = ("", "") if colours else brackets[kind]
        yield Styled(f"{opening}{visible(words)}{closing}", styles[kind])


def differences_data(differences: Sequence[DraftDifference], *, internal: bool) -> list[DifferingLetter]:
    """Differences as plain data."""
    return [
        {
            "campaign": difference.campaign,
            "letter": difference.letter,
            "draft": shown(difference.path),
            "changes": [
                {"line": change.line, "runs": [{"kind": kind, "text": text} for kind, text in change.runs]}
                for change in difference.changes
            ],
            "problems": problems_data(difference.problems, internal=internal),
        }
        for difference in differences
    ]


def show_rehearsal(written: Iterable[Path], console: Printer) -> None:
    """Print which files a command would have written."""
    names = sorted({shown(path) for path in written})
    console.print("Nothing was written." if not names else "Nothing was written. These files would have been:")
    for name in names:
        console.print(f"  {name}")


def outcomes_data(outcomes: Sequence[DraftResult], problems: Sequence[Problem], *, internal: bool) -> DraftedLetters:
    """Outcomes and the problems of no letter, as plain data."""
    return {
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
                "problems": problems_data(outcome.problems, internal=internal),
            }
            for outcome in outcomes
        ],
        "problems": problems_data(problems, internal=internal),
    }
