"""How much people can write: far more than a letter needs, and no more than every step can read at once.

Whatever is longer is a mistake (a file of another kind, a key held down, a quotation mark that is missing), and is said
before anything is done with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MAX_VALUE = 10_000
"""The characters of one value of a file: a long paragraph."""

MAX_PHRASE = 3_000
"""The characters of any value but a free text: a phrase that goes into a sentence, a title, a template."""

MAX_NAME = 400
"""The characters of a name."""

MAX_NAME_WORDS = 30
"""The words of a name."""

MAX_KEY = 200
"""The characters of a key."""

MAX_ENTRIES = 10_000
"""The people, letters, organisations or other entries of one kind, and the items of a list."""

MAX_DRAFT = 200_000
"""The characters of a draft: some sixty pages."""

MAX_PARAGRAPHS = 1_000
"""The paragraphs and list items of a draft."""

MAX_PARAGRAPH = 20_000
"""The characters of a paragraph of a draft."""

_MAX_WORD, _MAX_DIGITS, _MAX_SAME = 1_000, 100, 400
# Where words have no spaces between them, the marks of the script end them.
_LETTER = "[^\\s\u3000-\u303f\uff00-\uff0f\uff1a-\uff1f]"
_WORD = re.compile(rf"(?<!{_LETTER}){_LETTER}{{{_MAX_WORD + 1}}}{_LETTER}*")
_DIGITS = re.compile(rf"(?<!\d)\d{{{_MAX_DIGITS + 1}}}\d*")
_SAME = re.compile(rf"([^\s\d])\1{{{_MAX_SAME}}}\1*")
_EMPTY = re.compile(rf"\s{{{_MAX_SAME + 1}}}\s*")
_PARAGRAPH = re.compile(r"\n[ \t>]*\n\s*|\n(?=[ \t>]*(?:[-*+•]|\d{1,9}[.)])[ \t])")


@dataclass(frozen=True, slots=True)
class Excess:
    """What is too much: where it begins in the text, and how many characters it has; what is said of it, and the mend.

    ``message`` names the limit.
    """

    start: int
    length: int
    message: str
    hint: str


def refuse_excess(much: Excess | None) -> None:
    """Refuse a value of a record that is too much, as a validator does (LK134)."""
    if much:
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("excess", "{message}; {hint}", {"message": much.message, "hint": much.hint})


def excess_in_value(value: str) -> Excess | None:
    """What no value of a file can be, or None."""
    if len(value) > MAX_VALUE:
        message = f"a value of {len(value):,} characters; it can have {MAX_VALUE:,}"
        return Excess(0, len(value), message, "divide it, or look for a missing quotation mark at its end")
    return _excess_in_line(value)


def excess_in_phrase(value: str) -> Excess | None:
    """What no phrase, title or subject can be, or None."""
    if len(value) <= MAX_PHRASE:
        return None
    message = f"a phrase of {len(value):,} characters; it can have {MAX_PHRASE:,}"
    return Excess(0, len(value), message, "shorten it, and say the rest in a text of its own")


def excess_in_name(value: str) -> Excess | None:
    """What no name can be, or None."""
    words = len(value.split())
    if len(value) <= MAX_NAME and words <= MAX_NAME_WORDS:
        return None
    message = f"a name of {len(value):,} characters and {words:,} words; it can have {MAX_NAME} and {MAX_NAME_WORDS}"
    return Excess(0, len(value), message, "give the name alone, and the rest elsewhere")


def excess_in_draft(text: str) -> Excess | None:
    """The first thing of a draft that no letter can be, or None."""
    if len(text) > MAX_DRAFT:
        hint = "look whether something was pasted into it by mistake; enclose what is longer"
        return Excess(0, 1, f"a draft of {len(text):,} characters; a letter can have {MAX_DRAFT:,}", hint)
    if found := _excess_in_line(text):
        return found
    start = 0
    for number, end in enumerate((*(found.start() for found in _PARAGRAPH.finditer(text)), len(text)), 1):
        if end - start > MAX_PARAGRAPH:
            message = f"a paragraph of {end - start:,} characters; it can have {MAX_PARAGRAPH:,}"
            begins = start + len(text[start:end]) - len(text[start:end].lstrip())
            return Excess(begins, 1, message, "divide it by an empty line")
        if number > MAX_PARAGRAPHS:
            message = f"more than {MAX_PARAGRAPHS:,} paragraphs and list items, which is as many as a letter can have"
            begins = start + len(text[start:end]) - len(text[start:end].lstrip())
            return Excess(begins, 1, message, "enclose what is longer")
        start = end
    return None


def _excess_in_line(text: str) -> Excess | None:
    if len(text) <= min(_MAX_WORD, _MAX_DIGITS, _MAX_SAME):
        return None
    kinds: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
        (_DIGITS, lambda found: f"a number of {len(found):,} digits; it can have {_MAX_DIGITS:,}"),
        (_SAME, lambda found: f"the character {found[0]!r} {len(found):,} times; it can stand {_MAX_SAME:,} times"),
        (_EMPTY, lambda found: f"{len(found):,} spaces and ends of lines; {_MAX_SAME:,} can stand on end"),
        (_WORD, lambda found: f"{len(found):,} characters without a space; a word can have {_MAX_WORD:,}"),
    )
    for pattern, said in kinds:
        if found := pattern.search(text):
            return Excess(found.start(), len(found[0]), said(found[0]), "take it out, or divide it")
    return None
