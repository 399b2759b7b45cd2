"""The draft file: a letter's text as Markdown that a person edits, under a short head of what is not text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterkit.foundation.dates import parse_day
from letterkit.foundation.files import as_typed
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.slipped_dates import mend_of_day
from letterkit.letter.draft import Draft, Paragraph
from letterkit.typeset.dialect import Note, PageText, page_texts, read_dialect

_INLINE = re.compile(r"([\\`*\[\]<]|~(?=~)|=(?==)|%(?=%)|\{(?=>>)|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_]))")
_START = re.compile(r"^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=~]{2,}|\d{1,9}(?=[.)](?:\s|$)))")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft file read back: the letter it names ("campaign/letter"), its date, and its text.

    ``line`` is the line of the file on which the text begins.
    """

    letter: str
    date: datetime.date
    text: str
    line: int


def write_markdown(draft: Draft) -> str:
    """The draft file of a composed letter."""
    sheet = draft.sheet
    head = {"letter": f"{draft.campaign}/{draft.letter}", "language": sheet.language, "date": sheet.created}
    if reference := sheet.reference or sheet.initials:
        head["reference"] = reference
    lines = ["---", *(f"{key}: {' '.join(value.split())}" for key, value in head.items()), "---", ""]
    return "\n".join(lines) + text_of(draft.paragraphs)


def text_of(paragraphs: tuple[Paragraph, ...]) -> str:
    """Paragraphs as Markdown; what they say is text, never markup."""
    parts: list[str] = []
    before = ""
    for paragraph in paragraphs:
        tight = paragraph.kind == before == "item"
        number = f"{paragraph.number}." if paragraph.number else "-"
        bullet = f"{number} " if paragraph.kind == "item" else ""
        parts.append(f"{'' if tight else chr(10)}{bullet}{escape(paragraph.text)}\n")
        before = paragraph.kind
    return "".join(parts)


def escape(text: str) -> str:
    """Plain text written so that Markdown shows it as it is."""
    text = _INLINE.sub(r"\\\1", text)
    return _START.sub(lambda found: found[1] + "\\" if found[1].isdigit() else "\\" + found[1], text)


def page_of(text: str) -> tuple[tuple[PageText, ...], tuple[Note, ...]]:
    """All that a draft's text brings to the page, seen or behind it, and the notes in it, which it does not bring."""
    reading = read_dialect(text)
    return tuple(page_texts(reading.tokens)), reading.notes


def read_markdown(content: str, name: str) -> DraftFile:
    """Read a draft file as a person left it. Raises `UserError` (LK914) when its head is damaged."""
    content = as_typed(content)
    found = re.match(r"---\n(.*?)\n---[ \t]*\n", content, re.DOTALL)
    letter = re.search(r"^letter:[ \t]*(\S.*?)[ \t]*$", found[1], re.MULTILINE) if found else None
    date = re.search(r"^date:[ \t]*(\d{4}-\d{2}-\d{2})[ \t]*$", found[1], re.MULTILINE) if found else None
    try:
        if not found or not letter or not date:
            raise ValueError
        day = parse_day(date[1])
    except ValueError:
        if found and letter and (other := re.search(r"^date:[ \t]*(.*?)[ \t]*$", found[1], re.MULTILINE)):
            place = Location(name, content[: other.start() + found.start(1)].count("\n") + 1)
            message = f"the head of the draft has no day: '{other[1]}'"
            raise UserError([Problem("LK914", message, place, mend_of_day(other[1]))]) from None
        hint = "it begins with '---', 'letter: CAMPAIGN/LETTER', 'date: YEAR-MONTH-DAY' and '---'; put these back"
        raise UserError([Problem("LK914", "the head of the draft is damaged", Location(name, 1), hint)]) from None
    text = content[found.end() :]
    line = content.count("\n", 0, found.end()) + len(text) - len(text.lstrip("\n")) + 1
    return DraftFile(letter[1], day, text.strip("\n") + "\n", line)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a draft file: where it leads, and the line and column of its address in the file, from 1."""

    address: str
    line: int
    column: int


def links_in(content: str) -> Iterator[Link]:
    """The links of a draft file, in their order."""
    head = re.match(r"---\n.*?\n---[ \t]*\n", content, re.DOTALL)
    above = content.count("\n", 0, head.end()) if head else 0
    text = content[head.end() :] if head else content
    lines = text.split("\n")
    for token in read_dialect(text).tokens:
        if token.type == "inline" and token.map:
            behind = 0
            paragraph = "\n".join(lines[token.map[0] : token.map[1]])
            for part in token.children or ():
                if part.type == "link_open":
                    address = str(part.attrGet("href") or "")
                    found = paragraph.find(f"]({address}", behind)
                    at = found + 2 if found >= 0 else max(paragraph.find(address, behind), 0)
                    behind = at + len(address)
                    column = at - (paragraph.rfind("\n", 0, at) + 1) + 1
                    yield Link(address, above + token.map[0] + paragraph.count("\n", 0, at) + 1, column)
