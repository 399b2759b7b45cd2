"""What WeasyPrint has to say becomes problems with a place."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from letterkit.foundation.codes import Severity
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem
from letterkit.typeset.sheet import Head, Sheet

_NO_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)\Z", re.DOTALL)


class _Collector(logging.Handler):
    """Keeps log records in a list."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@contextmanager
def logged() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint reports meanwhile; nothing of it is printed."""
    records: list[logging.LogRecord] = []
    handler = _Collector(records)
    logger = logging.getLogger("weasyprint")
    before = logger.level, logger.propagate, logger.disabled
    logger.setLevel(logging.WARNING)
    logger.propagate, logger.disabled = False, False
    logger.addHandler(handler)
    try:
        yield records
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate, logger.disabled = before[1:]


def from_log(record: logging.LogRecord, places: Callable[[str], tuple[Location | None, str]]) -> Problem:
    """What WeasyPrint reports, as a problem; ``places`` gives where a character stands, and in which words."""
    message = record.getMessage()
    if found := _NO_GLYPH.match(message):
        character = chr(int(found[1], 16))
        location, words = places(character)
        message = f"no font of the letterhead has the character {character!r} (U+{found[1]}){words}"
        return Problem("LK903", message, location, "use another character, or a letterhead whose font has it")
    return Problem("LK902", f"the letterhead is not set as written: {message}", severity=Severity.WARNING)


def place_of(
    words: str, sheet: Sheet, markdown: str, search: tuple[Path, ...], written_at: Location | None
) -> tuple[Location | None, str]:
    """Where characters or a word stand: in the draft, in what the sheet was made of, or in a file of the letterhead.

    With it, what to say of where they stand when there is no such place.
    """
    if written_at and words in markdown:
        place = _mark_in(markdown, words, written_at.file)
        return replace(place, line=place.line + written_at.line - 1), ""
    own = next((location for location, text in sheet.places if words in text), None)
    if own:
        return own, ""
    for text in _words(sheet):
        if words in text and not any(words in "".join(_words(head)) for head in sheet.heads):
            return None, f", in '{text}'"
    return _in_files(words, sheet, search), ""


def _in_files(words: str, sheet: Sheet, search: tuple[Path, ...]) -> Location | None:
    """Where words stand in a file of the letterheads; None when they do not."""
    keys = dict.fromkeys((*(head.key for head in sheet.heads), sheet.letterhead, *sheet.like))
    folders = dict.fromkeys(folder / key for key in keys for folder in search if folder.name == "letterheads")
    for file in (file for folder in (*folders, *search) for file in sorted(folder.glob("*.*"))):
        if file.suffix in (".yml", ".j2", ".css") and words in (text := file.read_text("utf-8", "replace")):
            return _mark_in(text, words, shown(file))
    return None


def _mark_in(text: str, words: str, file: str) -> Location:
    at = text.index(words)
    return Location(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), len(words))


def _words(record: Sheet | Head) -> Iterator[str]:
    """All texts of a record, those within its lists too."""
    waiting: list[object] = [getattr(record, one.name) for one in fields(record) if one.name not in ("heads", "places")]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            waiting += value
        elif is_dataclass(value):
            waiting += [getattr(value, one.name) for one in fields(value)]
