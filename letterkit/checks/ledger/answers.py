"""The sources that a person names for what they write: beside a sentence of a draft, or with a text of the campaign.

In a draft it is a comment, which is never printed: ``<!-- source: KEY -->`` behind the sentence, or before the first of
its paragraph. In the campaign it is ``{text: ..., source: KEY}``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from letterkit.drafts.document import Document
from letterkit.foundation.problems import Location
from letterkit.letter.items import FreeText

_NAMED = re.compile(r"<!--\s*source:\s*([\w.-]+)\s*-->")


def answers(document: Document, places: Sequence[Location | None]) -> dict[int, str]:
    """The keys of sources by the number of the sentence that they answer; ``places`` are those of the sentences."""
    found: dict[int, str] = {}
    if document.edited:
        files = {place.file for place in places if place} - set(document.campaign.texts)
        for file in files:
            found.update(_in_draft(document.files.get(file, ""), file, places))
    given = _in_campaign(document)
    found.update({number: given[at] for number, place in enumerate(places) if (at := _line(place)) in given})
    return {number: key for number, key in found.items() if key in set(map(str, document.campaign.sources))}


def _in_draft(content: str, file: str, places: Sequence[Location | None]) -> dict[int, str]:
    """Each comment answers the sentence that began last before it, or else the next, within its paragraph."""
    here = [(number, place) for number, place in enumerate(places) if place and place.file == file]
    begin = sorted((place.line, place.column, number) for number, place in here)
    lines, found = content.split("\n"), dict[int, str]()
    for comment in _NAMED.finditer(content):
        line = content.count("\n", 0, comment.start()) + 1
        column = comment.start() - content.rfind("\n", 0, comment.start())
        at = bisect_right(begin, (line, column, len(places))) - 1
        for candidate in (at, at + 1):
            if 0 <= candidate < len(begin) and _joined(lines, begin[candidate][0], line):
                found[begin[candidate][2]] = comment[1]
                break
    return found


def _joined(lines: Sequence[str], one: int, other: int) -> bool:
    """Whether no empty line is between two lines, counted from 1."""
    return all(line.strip() for line in lines[min(one, other) - 1 : max(one, other)])


def _in_campaign(document: Document) -> Mapping[tuple[str, int], str]:
    """The sources of free texts by the file and each line of the text."""
    return {
        (text.location.file, text.location.line + line): str(item.source)
        for item in document.letter.items()
        if isinstance(item, FreeText) and item.source
        for text in item.text.languages.values()
        if text.location
        for line in range((text.written or "").count("\n") + 1)
    }


def _line(place: Location | None) -> tuple[str, int]:
    return (place.file, place.line) if place else ("", 0)
