"""Show what became of the letters of a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterkit.cli.report.answers import Batched
from letterkit.cli.report.machine import problems_data
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem
from letterkit.pipeline.batch.manifest import REFUSED, RESULTS, STOPPED, Manifest, ManifestEntry

_FEW = 20


def show_batch(entries: Sequence[ManifestEntry], manifest: Manifest, console: Console) -> None:
    """Print how many letters became what, which of them have no files, and where the lists are."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("result")
    for column in ("letters", "with problems"):
        table.add_column(column, justify="right")
    counts = Counter(entry.result for entry in entries)
    troubled = Counter(entry.result for entry in entries if entry.problems)
    for result in (result for result in RESULTS if counts[result]):
        table.add_row(result, str(counts[result]), str(troubled[result]) if troubled[result] else "")
    console.print(table)
    _show_those_without(entries, console)
    console.print(Text(f"{shown(manifest.folder)}/: {manifest.csv.name}, {manifest.json.name}"), soft_wrap=True)


def _show_those_without(entries: Sequence[ManifestEntry], console: Console) -> None:
    """Print which letters have no files, and the codes of what keeps them."""
    without = [entry for entry in entries if entry.result in (STOPPED, REFUSED)]
    for entry in without[:_FEW]:
        codes = " ".join(dict.fromkeys(problem.code for problem in entry.problems))
        record = f" ({entry.record})" if entry.record else ""
        console.print(Text(f"{entry.result}: {entry.letter or entry.sender}{record}: {codes}"), soft_wrap=True)
    if len(without) > _FEW:
        console.print(Text(f"... and {len(without) - _FEW:,} more, which the list has"), soft_wrap=True)


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
