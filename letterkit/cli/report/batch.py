"""Show what became of the letters of a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from letterkit.cli.report.answers import Batched
from letterkit.cli.report.leaving import Printer
from letterkit.cli.report.machine import problems_data
from letterkit.cli.report.tables import Column, show_table
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem
from letterkit.pipeline.batch.manifest import REFUSED, RESULTS, STOPPED, Manifest, ManifestEntry

_FEW = 20


def show_batch(entries: Sequence[ManifestEntry], manifest: Manifest, console: Printer) -> None:
    """Print how many letters became what, which of them have no files, and where the lists are."""
    columns = (Column("result"), Column("letters", right=True), Column("with problems", right=True))
    counts = Counter(entry.result for entry in entries)
    troubled = Counter(entry.result for entry in entries if entry.problems)
    rows = [(one, str(counts[one]), str(troubled[one] or "")) for one in RESULTS if counts[one]]
    show_table(columns, rows, console)
    _show_those_without(entries, console)
    console.print(f"{shown(manifest.folder)}/: {manifest.csv.name}, {manifest.json.name}")


def _show_those_without(entries: Sequence[ManifestEntry], console: Printer) -> None:
    """Print which letters have no files, and the codes of what keeps them."""
    without = [entry for entry in entries if entry.result in (STOPPED, REFUSED)]
    for entry in without[:_FEW]:
        codes = " ".join(dict.fromkeys(problem.code for problem in entry.problems))
        record = f" ({entry.record})" if entry.record else ""
        console.print(f"{entry.result}: {entry.letter or entry.sender}{record}: {codes}")
    if len(without) > _FEW:
        console.print(f"... and {len(without) - _FEW:,} more, which the list has")


def batch_data(entries: Sequence[ManifestEntry], problems: Sequence[Problem]) -> Batched:
    """Entries, and the problems of no letter, as plain data."""
    return {
        "letters": [
            {
                "letter": entry.letter,
                "sender": entry.sender,
                "target": entry.target,
                "record": entry.record,
                "result": entry.result,
                "pages": entry.pages,
                "words": entry.words,
                "draft": entry.draft,
                "pdf": entry.pdf,
                "inputs": entry.inputs,
                "problems": problems_data(entry.problems),
            }
            for entry in entries
        ],
        "problems": problems_data(problems),
    }
