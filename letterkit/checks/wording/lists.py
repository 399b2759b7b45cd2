"""Lists of an edited draft: their numbers run on, no entry is empty, marks end entries, nothing is said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.drafts.document import Document
from letterkit.foundation.problems import Location, Problem
from letterkit.language.words import key_of, words

_ENTRY = re.compile(r"^\s*(?:[-*+]|(\d{1,9})[.)])(?:\s+(.*\S))?\s*$")
_LAST = re.compile(r"[.!?…](?:\s*[»”\"')\]*_])*$")
_FEW = 4
"""A sentence of fewer words ("I ask you to:") can stand twice."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a list: its number (0 for none), its text, and the place of its line."""

    number: int
    text: str
    location: Location


def lists_are_whole(document: Document) -> Iterator[Problem]:
    """The entries of a list are numbered one after the other, none is empty, and only the last ends it (LK826)."""
    for entries in _lists(document):
        for entry in entries:
            if not entry.text:
                yield Problem("LK826", "an entry of the list is empty", entry.location, "write it, or delete the line")
        yield from _numbered(entries)
        yield from _ended(entries, document)


def _numbered(entries: Sequence[_Entry]) -> Iterator[Problem]:
    numbers = [entry.number for entry in entries]
    if not all(numbers) or len(set(numbers)) == 1:  # Markdown counts by itself where all are "1."
        return
    for at, entry in enumerate(entries[1:], 1):
        if entry.number != numbers[at - 1] + 1:
            message = f"{entry.number} follows {numbers[at - 1]} in the list"
            yield Problem("LK826", message, entry.location, "number the entries anew, or put back what is missing")
            return


def _ended(entries: Sequence[_Entry], document: Document) -> Iterator[Problem]:
    """The entries whose marks do not fit those of the others: a full stop before the last, a semicolon behind it."""
    reading = document.library.language(document.language.code).reading
    joining = "|".join(re.escape(str(word)) for word in reading.joining) if reading else "(?!)"
    joined = re.compile(rf"[;,](?:\s*(?:{joining}))?$")
    told = [entry for entry in entries if entry.text]
    if len(told) < 2 or not any(joined.search(entry.text) for entry in told):
        return
    for entry in told[:-1]:
        if _LAST.search(entry.text):
            message = "an entry in the middle of the list ends it with a full stop"
            yield Problem("LK826", message, entry.location, "end it as the entries before it, or move it to the end")
    if unended := joined.search(told[-1].text):
        message = f"the list ends with '{unended[0]}'"
        yield Problem("LK826", message, told[-1].location, "end it with a full stop, or put back what is missing")


def nothing_is_said_twice(document: Document) -> Iterator[Problem]:
    """No demand, and no other sentence, stands in an edited draft twice (LK525, LK812)."""
    if not document.edited:
        return
    seen: set[str] = set()
    composed = Counter(_bare(sentence.text) for sentence in document.drafted)
    asked = {_bare(text) for text in document.demanded}
    for passage, start, text in document.sentences():
        bare = _bare(text)
        if (passage.part != "item" and len(words(text)) < _FEW) or composed[bare] > 1 or not bare:
            continue
        if bare in seen:
            place = document.place(passage, start, start + len(text))
            demand = passage.part == "item" or bare in asked
            what = "the same is demanded above" if demand else "the same sentence stands above"
            yield Problem("LK525" if demand else "LK812", what, place, "delete one of the two")
        seen.add(bare)


def _bare(text: str) -> str:
    """The words of a sentence without the marks that end an entry of a list."""
    return " ".join(words(key_of(text))).casefold()


def _lists(document: Document) -> Iterator[list[_Entry]]:
    """The lists of an edited draft: entries that stand one below the other."""
    first = document.passages[0].runs[0].location if document.edited and document.passages else None
    if first is None:
        return
    entries: list[_Entry] = []
    for number, line in enumerate(document.files[first.file].split("\n")[first.line - 1 :], first.line):
        if number in document.waiting:
            continue
        found = _ENTRY.match(line)
        if found and not line.startswith("---"):
            place = Location(first.file, number, len(line) - len(line.lstrip()) + 1, max(len(line.strip()), 1))
            entries.append(_Entry(int(found[1] or 0), found[2] or "", place))
        elif line.strip() and entries and line[:1].isspace():
            last = entries.pop()  # an entry that goes on
            entries.append(_Entry(last.number, f"{last.text} {line.strip()}", last.location))
        elif line.strip():
            yield entries
            entries = []
    yield entries
