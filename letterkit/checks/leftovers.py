"""What is left over from editing: signs of a merge, brackets left open, lines that run into one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from letterkit.drafts.document import Document, Passage
from letterkit.foundation.problems import Location, Problem

# The lines that git writes where two versions meet (git-merge, "How conflicts are presented").
_MERGE = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$")
_OPENING = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "„": "”“"}
_CLOSING = {close: opening for opening, closes in _OPENING.items() for close in closes if close != "“"}
_ENDED = re.compile(r"[.!?…:;,]['’\"”»)\]*_]*$|[:;,]$")
_BULLET = re.compile(r"^\s*(?:[•·▪◦‣–—]|\(?[a-z\d]{1,2}\))\s+\S")
# Lines of a draft this long are lines that an editor has wrapped; shorter ones were ended on purpose.
_WRAPPED = 55
_LEAST_WORDS = 4


def no_merge_is_unfinished(document: Document) -> Iterator[Problem]:
    """No line of a draft is a sign of a version control system where two versions meet (LK937)."""
    for location, line in _lines(document):
        if _MERGE.match(line):
            hint = "keep one of the two versions, and delete the lines with these signs"
            yield Problem("LK937", f"'{line[:7]}' divides two versions", location, hint)


def sentences_end(document: Document) -> Iterator[Problem]:
    """A paragraph that a person wrote ends as a sentence does (LK818)."""
    for passage in _by_hand(document, "text"):
        text = passage.text.rstrip()
        if len(text.split()) >= _LEAST_WORDS and not _ENDED.search(text):
            start = len(text) - len(text.split()[-1])
            message = f"the paragraph ends with '{text[start:]}', without a full stop"
            hint = "complete the sentence, or end it"
            yield Problem("LK818", message, document.place(passage, start, len(text)), hint)


def what_opens_closes(document: Document) -> Iterator[Problem]:
    """Each bracket and quotation mark has its other half in the paragraph (LK814)."""
    for passage in _by_hand(document, "text", "item"):
        text = passage.text
        for at in _unpaired(text):
            message = f"'{text[at]}' has no other half in its paragraph"
            yield Problem("LK814", message, document.place(passage, at, at + 1), "add the other half, or delete it")


def one_salutation(document: Document) -> Iterator[Problem]:
    """A letter greets once (LK815)."""
    begins = document.language.checking.salutations
    for passage in _by_hand(document, "text") if begins else ():
        text = passage.text.strip()
        if text.endswith((",", ":")) and len(text.split()) <= 8 and begins and begins.match(text):
            hint = "keep one of the two salutations"
            yield Problem("LK815", f"'{text}' greets a second time", document.place(passage, 0, len(text)), hint)


def lines_stay_lines(document: Document) -> Iterator[Problem]:
    """Lines that a person has ended do not run into one paragraph (LK816)."""
    for lines in _paragraphs(document):
        texts = [line for _, line in lines]
        if any(map(_MERGE.match, texts)):
            continue
        marked = [at for at, line in enumerate(texts) if _BULLET.match(line)]
        short = len(texts) > 2 and all(len(line.rstrip()) < _WRAPPED for line in texts)
        breaks = all(line.endswith(("  ", "\\")) for line in texts[:-1])
        at = marked[0] if len(marked) > 1 else 1 if short and not breaks and not _is_list(texts) else None
        if at is not None:
            location, _ = lines[at]
            what = "entries of a list" if len(marked) > 1 else "lines"
            hint = "begin each entry with '- '" if len(marked) > 1 else "end each line with a backslash to keep them"
            yield Problem("LK816", f"these {what} run into one paragraph", location, hint)


def dashes_do_not_make_lists(document: Document) -> Iterator[Problem]:
    """A dash within a sentence that was wrapped before it does not begin a list (LK817)."""
    for lines in _paragraphs(document):
        for (_, before), (location, line) in pairwise(lines):
            begun = re.match(r"\s*-\s+(\S.*)$", line)
            if begun and not re.match(r"\s*[-*+]\s", before) and not re.search(r"[.:;,!?]\W*$", before):
                hint = "join the two lines; or put a colon before the list and an empty line between"
                yield Problem("LK817", "the dash at the beginning of this line begins a list", location, hint)


def _by_hand(document: Document, *parts: str) -> Iterator[Passage]:
    """The paragraphs of an edited draft that are not wholly as they were generated."""
    for passage in document.passages if document.edited else ():
        if passage.part in parts and any(run.kind == "hand" for run in passage.runs):
            yield passage


def _unpaired(text: str) -> Iterator[int]:
    """Where brackets and curly quotation marks stand whose other half is missing; "1)" and "a)" number a list."""
    waiting: list[int] = []
    for at, letter in enumerate(text):
        if letter in _OPENING and not (letter == "“" and waiting and text[waiting[-1]] == "„"):
            waiting.append(at)
        elif waiting and letter in _OPENING[text[waiting[-1]]]:
            waiting.pop()
        elif letter in _CLOSING and not re.search(r"(?:^|\s)\w{1,3}$", text[:at]) and not _is_smiley(text, at):
            yield at
    yield from waiting
    straight = [at for at, letter in enumerate(text) if letter == '"']
    if len(straight) % 2:
        yield straight[-1]


def _is_smiley(text: str, at: int) -> bool:
    return text[max(at - 2, 0) : at].strip() in (":", ":-", ";", ";-")


def _lines(document: Document) -> Iterator[tuple[Location, str]]:
    """The lines of an edited draft's text with their places."""
    first = document.passages[0].runs[0].location if document.edited and document.passages else None
    if first is None:
        return
    for number, line in enumerate(document.files[first.file].split("\n"), 1):
        if number >= first.line and line.strip():
            start = len(line) - len(line.lstrip())
            yield Location(first.file, number, start + 1, max(len(line.strip()), 1)), line


def _paragraphs(document: Document) -> Iterator[Sequence[tuple[Location, str]]]:
    """The lines of an edited draft, a paragraph at a time; the complimentary close is one of its own."""
    paragraph: list[tuple[Location, str]] = []
    for location, line in _lines(document):
        if paragraph and location.line > paragraph[-1][0].line + 1:
            yield paragraph
            paragraph = []
        paragraph.append((location, line))


_MARKED = re.compile(r"\s*(?:[-*+>|#]|\d+[.)])")


def _is_list(lines: Sequence[str]) -> bool:
    """Whether lines are a list, with or without a line before it, a table, a quotation or a heading of Markdown."""
    return bool(_MARKED.match(lines[0])) or all(map(_MARKED.match, lines[1:]))


CHECKS = (
    no_merge_is_unfinished,
    sentences_end,
    what_opens_closes,
    one_salutation,
    lines_stay_lines,
    dashes_do_not_make_lists,
)
