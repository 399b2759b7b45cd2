"""Show the versions of a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from letterkit.cli.report.answers import KeptVersion
from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.problems import visible
from letterkit.cli.report.tables import Column, show_table
from letterkit.drafts.history import Version
from letterkit.drafts.merge.compare import compare, summary

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


def show_history(letter: str, versions: Sequence[Version], console: Printer) -> None:
    """Print the versions of a letter: number, time, cause, and what changed in words."""
    console.print(Styled(letter, "bold"))
    rows: list[tuple[str, ...]] = []
    before = ""
    for version in versions:
        changes = compare(before, version.draft)
        when = version.at.replace("T", " ")[:16]
        rows.append((str(version.number), when, f"{summary(changes)} words", visible(_why(version))))
        before = version.draft
    show_table([Column(right=right) for right in (True, False, True, False)], rows, console)


def _why(version: Version) -> str:
    cause = _CAUSES.get(version.cause, version.cause)
    if version.cause == "restored":
        return f"version {', '.join(version.because)} restored"
    if version.cause in ("redrafted", "merged") and not version.because:
        return f"{cause}; the words of the library or the campaign changed"
    more = f"; and {len(version.because) - _FACTS} more" if len(version.because) > _FACTS else ""
    return f"{cause}; {'; '.join(version.because[:_FACTS])}{more}" if version.because else cause


def history_data(histories: Mapping[str, Sequence[Version]]) -> dict[str, list[KeptVersion]]:
    """The versions of letters as plain data."""
    return {
        letter: [
            {"version": one.number, "at": one.at, "cause": one.cause, "because": list(one.because), "draft": one.draft}
            for one in versions
        ]
        for letter, versions in histories.items()
    }
