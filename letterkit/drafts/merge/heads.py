"""Merge the heads of a draft: the lines between its fences, key by key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterkit.drafts.merge.blocks import MergeLanguage

_KEY = re.compile(r"([a-z][\w-]*):[ \t]*(.*?)[ \t]*$")

# The lines of two values and of the notes between them.
_UNDER = 4


def merged_heads(base: str, mine: str, new: str, wording: MergeLanguage) -> str:
    """The head, key by key; the lines that a person put there stay."""
    if not mine:
        return new
    was, now = ({found[1]: found[2] for found in _keys(head)} for head in (base, new))
    yours, open_ = _decided_head(mine.split("\n")[1:-2], wording)
    lines: list[str] = []
    seen: set[str] = set()
    for line in yours:
        found = _KEY.match(line)
        if found and found[1] not in seen:
            seen.add(found[1])
            lines += _merged_line(found, was.get(found[1]), now.get(found[1]), found[1] in open_, wording)
        else:
            lines.append(line)
    lines += [f"{key}: {value}" for key, value in now.items() if key not in seen and was.get(key) != value]
    return "\n".join(["---", *lines, *mine.split("\n")[-2:]])


def _merged_line(
    line: re.Match[str], was: str | None, theirs: str | None, is_open: bool, wording: MergeLanguage
) -> list[str]:
    """The lines for a key of the person's head, of which the new head has a value or none."""
    key, value = line[1], line[2]
    if theirs == value or (theirs == was and not is_open):
        return [line.string]
    if value == was and not is_open:
        return [f"{key}: {theirs}"] if theirs is not None else []
    if theirs is None:
        return [line.string]
    notes = {name: f"# {note}" for name, note in wording.notes.items()}
    return [notes["begin"], notes["yours"], line.string, notes["new"], f"# {key}: {theirs}", notes["end"]]


def _decided_head(lines: Sequence[str], wording: MergeLanguage) -> tuple[list[str], set[str]]:
    """The lines of a head as the person has it, and the keys for which notes say that there are two values."""
    yours: list[str] = []
    open_: set[str] = set()
    side = ""
    for line in lines:
        note = wording.which(line, marked=True) if line.startswith("#") else ""
        if note:
            side = "" if note == "end" else note
        elif side and (found := _KEY.match(line.lstrip("# "))):
            open_.add(found[1])
            yours += [] if line.startswith("#") else [line]
        else:
            yours.append(line)
    return yours, open_


def two_values(lines: Sequence[str]) -> tuple[str, str, str] | None:
    """The key, the person's value and the new one that stand in the lines behind a note in a head.

    >>> two_values(["# Your version:", "date: 2017-01-25", "# The new version:", "# date: 2017-01-27", "# End."])
    ('date', '2017-01-25', '2017-01-27')
    """
    found = [match for line in lines[:_UNDER] if (match := _KEY.match(line.strip("# \r")))]
    if len(found) != 2 or found[0][1] != found[1][1]:
        return None
    return found[0][1], found[0][2], found[1][2]


def language_in(head: str) -> str:
    """The language that a head names, without its country; "" for none."""
    return next((found[2].partition("-")[0] for found in _keys(head) if found[1] == "language"), "")


def _keys(head: str) -> Iterator[re.Match[str]]:
    return filter(None, map(_KEY.match, head.split("\n")))
