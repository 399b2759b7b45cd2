"""What is left over from editing: signs of a merge, brackets left open, lines that run into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from letterkit.checks.wording.masking import unquoted
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem
from letterkit.schema.checking import Notes
from letterkit.typeset.dialect import read_dialect

# The lines that git writes where two versions meet (git-merge, "How conflicts are presented").
MERGE = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$")
_OPENING = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "„": "”“"}
_CLOSING = {close: opening for opening, closes in _OPENING.items() for close in closes if close != "“"}
# French sets a space between the full stop and the quotation mark that closes.
_ENDED = re.compile(r"[.!?…:;,](?:\s*[»›]|['’\"”“‘)\]*_])*$")
_BULLET = re.compile(r"^\s*(?:[•·▪◦‣*–—-]|\(?[a-z\d]{1,2}\))\s+\S")
# Lines of a draft this long are lines that an editor has wrapped; shorter ones were ended on purpose.
_WRAPPED = 55
_LAST_WORD = re.compile(r"(?<![\w'’-])([^\W\d_]+)(?=[.;](?:\s|$))")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_STRUCK = re.compile(r"(?<![\\~])~~(?=\S)([^~]+)(?<=\S)~~(?!~)")
# A question of so few words in brackets asks a colleague; a finding shows so much of a note.
_FEW, _SHOWN = 4, 60
# A note in brackets has no more words, and among so many of them says who is to do what.
_BRIEF, _BEGINNING = 7, 5
# A salutation has no more words.
_GREETING = 8


def no_merge_is_unfinished(document: Document) -> Iterator[Problem]:
    """No line of a draft is a sign of a version control system where two versions meet (LK937)."""
    for location, line in _lines(document):
        if MERGE.match(line):
            hint = "keep one of the two versions, and delete the lines with these signs"
            yield Problem("LK937", f"'{line[:7]}' divides two versions", location, hint)


def sentences_end(document: Document) -> Iterator[Problem]:
    """A paragraph that a person wrote ends as a sentence does, and not at a small word (LK818)."""
    unfinished = frozenset(document.language.checking.unfinished)
    following = {id(one): other for one, other in pairwise(document.passages)}
    for passage in _by_hand(document, "text"):
        text = passage.text.rstrip()
        if _is_no_sentence(document, passage):
            continue
        upcoming = following.get(id(passage))
        open_end = text.endswith(",") and not (upcoming and upcoming.part == "item")
        if text and (not _ENDED.search(text) or (open_end and not _greets(document, text))):
            start = len(text) - len(text.split()[-1])
            message = f"the paragraph ends with '{text[start:]}', without a full stop"
            hint = "complete the sentence, or end it"
            yield Problem("LK818", message, document.place(passage, start, len(text)), hint)
        for word in _LAST_WORD.finditer(text):
            if word[1] in unfinished and not _is_governed(document, text[: word.start()]):
                place = document.place(passage, word.start(1), word.end(1))
                yield Problem("LK818", f"a sentence breaks off at '{word[1]}'", place, "complete the sentence")


def _is_governed(document: Document, ahead: str) -> bool:
    """Whether a passive stands before a last word, which belongs to it: "what she is accused of"."""
    reading, words = document.library.language(document.language.code).reading, ahead.casefold().split()
    return reading is not None and len(words) > 1 and words[-2] in {str(word) for word in reading.be}


def _is_no_sentence(document: Document, passage: Passage) -> bool:
    """Whether a paragraph of a draft is a heading or a cell of a table."""
    place = document.place(passage, 0, len(passage.text))
    return place is not None and document.edited and document.line_of(place).lstrip().startswith(("#", "|"))


def _greets(document: Document, text: str) -> bool:
    """Whether a line is a salutation or a complimentary close, which a comma ends."""
    checking = document.language.checking
    return any(pattern is not None and pattern.match(text) for pattern in (checking.salutations, checking.closes))


def no_note_is_left(document: Document) -> Iterator[Problem]:
    """What a person wrote for themselves or a colleague is not in the letter any more (LK817)."""
    notes = document.language.checking.notes
    for passage in document.everything:
        for start, end in _given(passage):  # a place, an office or an address can have a note, too
            yield from _remarks(document, passage, start, end)
        if passage.part not in ("text", "item") or not any(run.kind in ("hand", "text") for run in passage.runs):
            continue
        for start, end in document.language.sentences.of(passage.text) if notes else ():
            sentence = passage.text[start:end]
            if notes and (notes.openings.match(sentence) or notes.about.search(sentence)):
                yield _note(document, passage, (start, end), Severity.WARNING)


def _remarks(document: Document, passage: Passage, start: int, end: int) -> Iterator[Problem]:
    """Notes in brackets, and marks of versions, in a stretch of a passage."""
    notes, text = document.language.checking.notes, unquoted(passage.text)
    for found in _BRACKETED.finditer(text, start, end):
        said = found[1].strip()
        asks = said.endswith("?") and len(said.split()) <= _FEW
        if asks or (notes and _is_remark(said, notes)):
            yield _note(document, passage, found.span(), Severity.ERROR)
        elif notes and _is_about_a_text(said, notes, document.language.checking.function_words or ()):
            yield _note(document, passage, found.span(), Severity.WARNING)
    if notes and notes.marks and (mark := notes.marks.search(text[start:end])):
        yield _note(document, passage, (start + mark.start(), start + mark.end()), Severity.WARNING)


def _is_remark(said: str, notes: Notes) -> bool:
    """Whether what stands in brackets is a note: it says what is to be done, or begins as a note does."""
    return any(pattern.match(said) for pattern in (notes.bracketed, notes.openings)) or bool(notes.about.search(said))


def _is_about_a_text(said: str, notes: Notes, small: Iterable[str]) -> bool:
    """Whether what stands in brackets asks somebody to do something to a text, or only says what a text needs."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", said.casefold())
    if not words or len(words) > _BRIEF:
        return False
    if words[0] in notes.tasks or any(a in notes.leads and b in notes.tasks for a, b in pairwise(words[:_BEGINNING])):
        return True
    of_texts = {*notes.tasks, *notes.labels}
    return words[0] in of_texts and of_texts.union(small).issuperset(words)


def _given(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where in a passage stands what people wrote in one stretch, in the campaign or in the draft."""
    start = 0
    for given, runs in groupby(passage.runs, key=lambda run: run.kind.is_given):
        end = start + sum(len(run.text) for run in runs)
        if given:
            yield start, end
        start = end


def _note(document: Document, passage: Passage, span: tuple[int, int], severity: Severity) -> Problem:
    text = passage.text[slice(*span)]
    message = f"'{text if len(text) <= _SHOWN else text[:_SHOWN] + '...'}' is a note to oneself or a colleague"
    hint = "do what it says, and delete it; a note that is never printed is <!-- ... -->"
    return Problem("LK817", message, document.place(passage, *span), hint, severity)


def nothing_is_struck_out(document: Document) -> Iterator[Problem]:
    """No words of an edited draft are struck out, as one marks what is to go: they are printed, and read (LK817)."""
    for place, line in _lines(document):
        for found in _STRUCK.finditer(line):
            message = f"'{found[1]}' is struck out, and is printed so"
            location = Location(place.file, place.line, found.start() + 1, len(found[0]))
            yield Problem("LK817", message, location, "delete it, or the marks '~~' around it")


def what_opens_closes(document: Document) -> Iterator[Problem]:
    """Each bracket and quotation mark has its other half in the paragraph (LK814)."""
    for passage in _by_hand(document, "text", "item"):
        text = passage.text
        for at in unpaired(text):
            message = f"'{text[at]}' has no other half in its paragraph"
            yield Problem("LK814", message, document.place(passage, at, at + 1), "add the other half, or delete it")


def what_emphasises_ends(document: Document) -> Iterator[Problem]:
    """Each mark of emphasis in a draft has its other half, and is not printed as it stands (LK814)."""
    first = document.passages[0].runs[0].location if document.edited and document.passages else None
    if first is None:
        return
    text = "\n".join(document.files[first.file].split("\n")[first.line - 1 :])
    for mark in read_dialect(text).loose:
        message = f"'{mark.written}' has no other half in its paragraph, and is printed as it stands"
        location = Location(first.file, first.line + mark.line, mark.column + 1, len(mark.written))
        hint = "add the other half, or delete it; a backslash before it says that it is meant as it stands"
        yield Problem("LK814", message, location, hint)


def one_salutation(document: Document) -> Iterator[Problem]:
    """A letter greets once, and takes leave once (LK815)."""
    checking = document.language.checking
    last = document.passages[-1].text.strip() if document.passages else ""
    closed = checking.closes is not None and checking.closes.match(last) is not None
    for passage in _by_hand(document, "text"):
        text = passage.text.strip()
        if not text.endswith((",", ":")) or len(text.split()) > _GREETING:
            continue
        place = document.place(passage, 0, len(text))
        if checking.salutations and checking.salutations.match(text):
            yield Problem("LK815", f"'{text}' greets a second time", place, "keep one of the two salutations")
        elif closed and text.endswith(",") and checking.closes and checking.closes.match(text):
            yield Problem("LK815", f"'{text}' takes leave a second time", place, "keep one of the two closes")


def lines_stay_lines(document: Document) -> Iterator[Problem]:
    """Lines that a person has ended do not run into one paragraph (LK816)."""
    for lines in _paragraphs(document):
        texts = [line for _, line in lines]
        marked = [at for at, line in enumerate(texts) if _BULLET.match(line)]
        short = len(texts) > 2 and all(len(line) < _WRAPPED for line in texts)
        if len(marked) > 1:
            hint = "begin each entry with '- '"
            yield Problem("LK816", "these entries of a list run into one paragraph", lines[marked[0]][0], hint)
        elif short and not any(map(MERGE.match, texts)):
            hint = "end each line with a backslash to keep them"
            yield Problem("LK816", "these lines run into one paragraph", lines[1][0], hint)


def _by_hand(document: Document, *parts: str) -> Iterator[Passage]:
    """The paragraphs of an edited draft that are not wholly as they were generated."""
    for passage in document.passages if document.edited else ():
        if passage.part in parts and any(run.kind == "hand" for run in passage.runs):
            yield passage


def unpaired(text: str) -> Iterator[int]:
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
    """The lines of each paragraph of an edited draft that is printed as one, but for those that are kept apart."""
    first = document.passages[0].runs[0].location if document.edited and document.passages else None
    if first is None:
        return
    text = "\n".join(document.files[first.file].split("\n")[first.line - 1 :])
    for token in read_dialect(text).tokens:
        breaks = {part.type for part in token.children or ()}
        if token.type == "inline" and token.map and "softbreak" in breaks and "hardbreak" not in breaks:
            start = first.line + token.map[0]
            yield [
                (Location(first.file, start + at, 1, max(len(line), 1)), line)
                for at, line in enumerate(token.content.split("\n"))
            ]
