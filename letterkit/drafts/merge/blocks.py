"""A draft's text in paragraphs, and the notes between which two versions of a passage stand in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from html import unescape
from itertools import accumulate, islice, takewhile

from rapidfuzz.fuzz import partial_ratio_alignment

from letterkit.language.sentences import Sentences
from letterkit.language.words import key_of
from letterkit.typeset.typography import plain

NOTES = ("begin", "yours", "yours-deleted", "new", "new-deleted", "end")

_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
_QUOTE = re.compile(r" {0,3}>")
# A note of so many words says enough to be nothing else; a marked one is known by its first ones.
_TELLING, _BEGUN = 5, 2
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# No note has more lines and characters, however narrow it was wrapped and whatever marks it was given.
_LINES, _LETTERS = 100, 1500
# So alike, of a hundred, are the letters of a note of which somebody has corrected a word.
_ALIKE = 88
# A word that an editor has divided at the end of a line, and marks in it that nobody sees.
_DIVIDED = re.compile(r"(?<=\w)[-\u2010]\s*\n[\s>]*(?=\w)")


@dataclass(frozen=True, slots=True)
class MergeLanguage:
    """What a merge needs of a language: its "and", where its sentences end, and its notes.

    ``notes`` has a text for each of `NOTES`; ``all_notes`` those of every language, by which notes are known again.
    """

    conjunction: str
    sentences: Sentences
    notes: Mapping[str, str]
    all_notes: tuple[Mapping[str, str], ...]

    def which(self, text: str, marked: bool = False) -> str:
        """Which note a paragraph, line or comment is, or "".

        Its words are compared, without the marks that an editor may have changed. What is ``marked`` as a note is known
        by how it begins.
        """
        said = _words(text)
        for name, note in self._by_length():
            begins = said[: len(note)] == note
            if said == note or (begins and (marked or len(note) >= _TELLING)):
                return name
        for name, note in self._by_length() if marked else ():
            if said[: len(note)] == note[: len(said)] and len(said) >= _BEGUN:
                return name
        return ""

    def _by_length(self) -> tuple[tuple[str, list[str]], ...]:
        """The notes of all languages in words, the longest first: one can begin as another does."""
        return _in_words(tuple((name, texts[name]) for texts in self.all_notes for name in NOTES))

    def begun_in(self, words: Sequence[Sequence[str]], lines: Sequence[str]) -> frozenset[int]:
        """The numbers of the lines from which on a paragraph can be a note, by the first word that it has there."""
        firsts = {note[0] for _, note in self._by_length() if note}
        found: set[int] = set()
        first = ""
        for at in range(len(lines) - 1, -1, -1):
            first = (words[at][0] if words[at] else first) if lines[at].strip() else ""
            if first and any(one.startswith(first) or first.startswith(one) for one in firsts):
                found.add(at + 1)
        return frozenset(found)

    def found_in(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Where notes that say enough to be nothing else stand in a run of words, whatever is around them.

        Their letters are compared, so that it does not matter where an editor has divided them. One that begins two
        versions is known though somebody has corrected a word of it.
        """
        letters = "".join(words)
        starts = list(accumulate(map(len, words), initial=0))
        notes = [(name, "".join(note)) for name, note in self._by_length() if len(note) >= _TELLING]
        taken: list[range] = []
        for name, note in notes:
            for at in _all_found(note, letters):
                if not _is_within(at, at + len(note), taken):
                    taken.append(range(at, at + len(note)))
                    yield bisect_right(starts, at) - 1, name
        for note in (note for name, note in notes if name == "begin" and len(note) <= len(letters)):
            near = partial_ratio_alignment(note, letters, score_cutoff=_ALIKE)
            if near and not _is_within(near.dest_start, near.dest_end, taken):
                yield bisect_right(starts, near.dest_start) - 1, "begin"


@lru_cache(maxsize=8)
def _in_words(notes: tuple[tuple[str, str], ...]) -> tuple[tuple[str, list[str]], ...]:
    """Named notes in words, the longest first."""
    return tuple(sorted(((name, _words(text)) for name, text in notes), key=lambda note: -len(note[1])))


def _is_within(start: int, end: int, taken: Sequence[range]) -> bool:
    return any(start in stretch or end - 1 in stretch for stretch in taken)


def _all_found(note: str, letters: str) -> Iterator[int]:
    at = letters.find(note)
    while at >= 0:
        yield at
        at = letters.find(note, at + 1)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or quotation: its sentences, each with the space behind it.

    ``before`` is the space in front of it, ``lead`` the mark of a list item, ``ending`` its punctuation ("; and").
    """

    kind: str
    before: str
    lead: str
    sentences: tuple[str, ...]
    ending: str = ""

    @property
    def text(self) -> str:
        """The block as it stands in the draft."""
        return f"{self.lead}{''.join(self.sentences).rstrip()}{self.ending}"

    @property
    def key(self) -> str:
        """What is the same in two blocks that differ in spaces and in the punctuation of a list only."""
        return key_of("".join(self.sentences))


def undecided(content: str, wording: MergeLanguage) -> Iterator[tuple[int, str]]:
    """The notes of a draft file under which something waits for a decision: line (from 1), and which note."""
    lines = content.removeprefix("\ufeff").splitlines()
    found: dict[tuple[int, str], None] = {}
    words = [_words(line) for line in lines]
    told = [(number, word) for number, said in enumerate(words, 1) for word in said]
    for at, name in wording.found_in([word for _, word in told]):
        found[told[at][0], name] = None
    known = {number for number, _ in found}
    begun = wording.begun_in(words, lines)
    for number in (number for number in range(1, len(lines) + 1) if number not in known):
        if note := _note_at(lines, number, number in begun, wording):
            found[number, note] = None
    yield from sorted(found)


def _note_at(lines: Sequence[str], number: int, begun: bool, wording: MergeLanguage) -> str:
    """Which note a line is, or the paragraph from it on where that may have ``begun`` there; "" for none."""
    line = lines[number - 1]
    marked = _is_marked(line)
    if marked and number > 1 and _is_marked(lines[number - 2]) and not wording.which(line):
        return ""
    return wording.which(line, marked) or (wording.which(_paragraph(lines, number - 1)) if begun else "")


def _paragraph(lines: Sequence[str], at: int) -> str:
    """The paragraph of a line from it on, or as much of it as the longest note can have."""
    return "\n".join(takewhile(str.strip, islice(lines, at, at + _LINES)))[:_LETTERS]


def _is_marked(line: str) -> bool:
    return bool(_QUOTE.match(line)) or line.startswith("#")


# Reading


def tail_of(text: str) -> str:
    """The space at the end of a text, a line break at least."""
    return text[len(text.rstrip()) :] or "\n"


def blocks_of(body: str, wording: MergeLanguage) -> list[Block]:
    """The paragraphs, list items and quotations of a text."""
    blocks: list[Block] = []
    before, kind, lines = "", "", list[str]()

    def close() -> None:
        if lines:
            text = "\n".join(lines)
            found = _ITEM.match(text) if kind == "item" else None
            lead = found[0] if found else ""
            text = text[len(lead) :].rstrip()
            ending = _ending(text, wording) if kind == "item" else ""
            said = text[: len(text) - len(ending)]
            sentences = (said,) if kind == "quote" else tuple(_sentences(said, wording))
            blocks.append(Block(kind, before, lead, sentences, ending))
            lines.clear()

    gap = ""
    for line in body.split("\n"):
        if not line.strip():
            close()
            gap += "\n"
            continue
        # A note stands alone, whatever an editor has made of its marks and of the empty lines around it.
        note = bool(wording.which(line))
        now = "quote" if note or _QUOTE.match(line) else "item" if _ITEM.match(line) else "text"
        if not lines or now == "item" or note or (now == "quote") != (kind == "quote") or wording.which(lines[-1]):
            close()
            before, kind, gap = gap + ("\n" if blocks else ""), now, ""
        lines.append(line)
    close()
    return blocks


def _sentences(text: str, wording: MergeLanguage) -> Iterator[str]:
    starts = [start for start, _ in wording.sentences.of(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end]


def _ending(text: str, wording: MergeLanguage) -> str:
    """What closes a list item in running punctuation: a comma, semicolon or full stop, and "and"."""
    found = re.search(rf"\s?[;,](?:\s{re.escape(wording.conjunction)})?$|\.$", text)
    return found[0] if found else ""


def views(blocks: Sequence[Block], wording: MergeLanguage) -> tuple[list[Block], list[Block], frozenset[int]]:
    """A text with notes as the two texts that it holds: the person's, and the new one.

    Third are the numbers of the person's blocks that stand under notes.
    """
    yours: list[Block] = []
    held: set[int] = set()
    new: list[Block] = []
    at = 0
    while at < len(blocks):
        end = _end_of_notes(blocks, at, wording)
        if end is None:
            yours.append(blocks[at])
            new.append(blocks[at])
            at += 1
            continue
        side = yours
        for block in blocks[at + 1 : end]:
            note = wording.which(block.text, block.kind == "quote")
            if note:
                side = yours if note.startswith("yours") else new
            else:
                held |= {len(yours)} if side is yours else set()
                side.append(block)
        at = end + 1
    return yours, new, frozenset(held)


def _end_of_notes(blocks: Sequence[Block], start: int, wording: MergeLanguage) -> int | None:
    """Where the notes end that begin at ``start``; None when none do, or when a person has taken some away."""
    order = {"begin": 0, "yours": 1, "yours-deleted": 1, "new": 2, "new-deleted": 2, "end": 3}
    expected = 0
    for at in range(start, len(blocks)):
        note = wording.which(blocks[at].text, blocks[at].kind == "quote")
        if not note and expected == 0:
            return None
        if note:
            if order.get(note) != expected:
                return None
            if note == "end":
                return at
            expected += 1
    return None


# Two versions in one text

Division = tuple[Sequence[Block], Sequence[Block]]


def divisions(yours: list[Block], new: list[Block], also: list[Block]) -> list[Division]:
    """Two versions of a text as pairs of stretches, the same ones with the same blocks on both sides.

    ``also`` is a third version, of what a person wrote into the new one: its blocks join those of the person.

    >>> def text(*said):
    ...     return [Block("text", "", "", (sentence,)) for sentence in said]
    >>> yours, new = text("Dear Sir,", "He is ill.", "Yours,"), text("Dear Sir,", "He is free.", "Yours,")
    >>> also = text("Dear Sir,", "He is free at last.", "Yours,")
    >>> for mine, theirs in divisions(yours, new, also):
    ...     print([block.text for block in mine], [block.text for block in theirs])
    ['Dear Sir,'] ['Dear Sir,']
    ['He is ill.', 'He is free at last.'] ['He is free.']
    ['Yours,'] ['Yours,']
    """
    known = {block.key for block in (*yours, *new)}
    extra = {
        at: [block for block in also[first:last] if block.key not in known]
        for what, first, last, at, _ in _differences(also, new)
        if what != "equal"
    }
    result: list[Division] = []
    for what, start, end, first, last in _differences(yours, new):
        mine, theirs = yours[start:end], new[first:last]
        if what == "equal":
            result.append((mine, theirs))
            continue
        added = [block for at in range(first, max(last, first + 1)) for block in extra.pop(at, [])]
        if len(mine) == len(theirs) and not added:
            result += [([one], [other]) for one, other in zip(mine, theirs, strict=True)]
        else:
            result.append(([*mine, *added], theirs))
    return [*result, *((blocks, []) for blocks in extra.values() if blocks)]


def _differences(one: Sequence[Block], other: Sequence[Block]) -> Sequence[tuple[str, int, int, int, int]]:
    keys, others = [block.key for block in one], [block.key for block in other]
    return SequenceMatcher(None, keys, others, autojunk=False).get_opcodes()


def printed(divisions: Sequence[Division], tail: str, wording: MergeLanguage) -> str:
    """A text out of pairs of stretches; where the two of a pair differ, both stand there under notes."""
    parts: list[str] = []

    def say(text: str, before: str) -> None:
        parts.append((before if parts else "\n" * max(1, before.count("\n"))) + text)

    def note(name: str) -> None:
        say(f"> **{wording.notes[name]}**", "\n\n")

    def blocks(those: Sequence[Block], apart: bool) -> None:
        for at, block in enumerate(those):
            say(block.text, "\n\n" if apart and at == 0 else block.before or "\n\n")

    noted = False
    for mine, new in divisions:
        if [block.key for block in mine] == [block.key for block in new]:
            blocks([replace(one, ending=other.ending) for one, other in zip(mine, new, strict=True)], noted)
            noted = False
            continue
        note("begin")
        note("yours" if mine else "yours-deleted")
        blocks(mine, True)
        note("new" if new else "new-deleted")
        blocks(new, True)
        note("end")
        noted = True
    return "".join(parts) + tail


def _words(text: str) -> list[str]:
    """The words of a text in lower case, without a number before it and what marks or tags an editor has put there."""
    shown = unicodedata.normalize("NFKD", _TAG.sub(" ", unescape(plain(text)))).translate(_UNSEEN)
    shown = "".join(letter for letter in shown if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", re.sub(r"^[\s>#*-]*\d{1,9}[.)]\s", "", _DIVIDED.sub("", shown)).casefold())
