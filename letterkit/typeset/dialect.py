"""The Markdown that a letter can be written in, and all that it puts on the page: the one reading of a draft.

What reads Markdown is imported when some is read: a letter that nobody has edited is checked without.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from letterkit.foundation.problems import Location, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# A text that is moved in by a tab or four spaces is a paragraph, not the code of a program.
_NOT_LETTERS = ("code", "reference")
SETTABLE = frozenset(
    {
        *("paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak"),
        *("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"),
        *("list_item_open", "list_item_close", "blockquote_open", "blockquote_close"),
        *("em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close"),
        *("heading_open", "heading_close", "hr", "s_open", "s_close", "code_inline", "table_open", "table_close"),
        *("thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close"),
        *("th_open", "th_close", "td_open", "td_close"),
    }
)
"""The tokens that a letter can be set from; whatever else a parser gives is said to be none."""

_SAFE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_COMMENT = re.compile(r"(?<!\\)<!--(.*?)-->", re.DOTALL)
# A comment that begins so speaks to the program, and is no note to a person.
_TO_THE_PROGRAM = re.compile(r"\s*(?:letterkit|source):")
_HTML = frozenset({"html_block", "html_inline"})
_BREAKS = frozenset({"softbreak", "hardbreak"})
# Bullets of word processors, each as wide as the hyphen that Markdown has for them.
_BULLET = re.compile(r"^([ \t>]*)[•‣▪▸◦●·](?=[ \t])", re.MULTILINE)
_MARKER = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]|[ \t]*[>#|]")
_HYPHEN = re.compile(r" {0,3}-[ \t]+(?=\S)")
# Markup of other programs that ours would print: footnotes, marked words, comments, boxes to tick.
_FOREIGN = {
    "a link's address": re.compile(r"\[[^\]]+\]:[ \t]+<?\S+[:/]\S*"),
    "a footnote": re.compile(r"\[\^[^\]\s]+\]|\^\[[^\]]+\]"),
    "a comment": re.compile(r"%%.+?%%|\{>>.*?<<\}", re.DOTALL),
    "a marked word": re.compile(r"==(?=\S)[^=]+(?<=\S)=="),
    "a box to tick": re.compile(r"\[[ xX]\](?=\s|$)"),
}
_AT_START = ("a link's address", "a box to tick")
_STARTS = "[^%{="
# No text is wrapped as narrowly as this, so lines that are all shorter end where their writer wanted them to.
_NARROW = 50


@dataclass(frozen=True, slots=True)
class Note:
    """A comment (``<!-- … -->``), which is never printed: what it says, and its line, from 0."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class LooseMark:
    """A mark of emphasis without its other half, which is printed as it stands; its line and column, from 0."""

    written: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PageText:
    """A text that reaches the page, or stands behind it: what it is, what it says, and its line, from 0.

    ``kind`` is ``text`` for what is seen: a paragraph, a list item. Behind it are an attribute by its name (``href``,
    ``title``, ``src``), an ``alt`` for a picture's words, ``info`` and ``html``.
    """

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ReadMarkdown:
    """A Markdown text, read: its tokens, the notes that were taken out of it, and the marks that emphasise nothing.

    Lines are those of the text.
    """

    tokens: tuple[Token, ...]
    notes: tuple[Note, ...]
    loose: tuple[LooseMark, ...] = ()


def markdown_parser() -> MarkdownIt:
    """The Markdown of letters: CommonMark with tables and struck-out words, as people type it.

    Bullets of word processors begin list items. A hyphen at the start of one line of a paragraph is a dash where
    nothing says that a list begins. What a letter cannot hold is read, too, and so is every link, wherever it leads, so
    that there is one reading of it; `unsettable` names them.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable(list(_NOT_LETTERS))
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.core.ruler.after("normalize", "typed", _as_typed)
    parser.inline.ruler.before("link", "foreign", _foreign)
    parser.inline.ruler2.after("emphasis", "loose", _remember_loose)
    return parser


@cache
def _reader() -> MarkdownIt:
    return markdown_parser()


def read_dialect(markdown: str) -> ReadMarkdown:
    """Read the text of a letter. What is set, and what is checked, is this."""
    notes = tuple(
        Note(found[1].strip(), markdown.count("\n", 0, found.start()))
        for found in _COMMENT.finditer(markdown)
        if not _TO_THE_PROGRAM.match(found[1])
    )
    without = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), markdown)
    found: dict[str, Mapping[int, str]] = {}
    tokens = tuple(_reader().parse(without, {_LOOSE: found}))
    return ReadMarkdown(tokens, notes, tuple(_loose_marks(tokens, found, without.split("\n"))) if found else ())


def is_safe(address: str) -> bool:
    """Whether a link of a letter can lead there."""
    return bool(_SAFE.match(address))


def page_texts(tokens: Sequence[Token], line: int = 0) -> Iterator[PageText]:
    """Every text that tokens bring to the page, in their order; of whatever kind the tokens are."""
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.children:
            yield PageText("text", "".join(map(_visible, token.children)), line)
            yield from _behind(token.children, line)
        elif token.content:
            yield PageText("html" if token.type in _HTML else "text", token.content, line)
        yield from _attributes(token, line)


def _visible(token: Token) -> str:
    """What a reader sees of a token within a paragraph."""
    if token.type in _BREAKS:
        return " "
    return "" if token.type in _HTML or token.type == "image" else token.content


def _behind(tokens: Sequence[Token], line: int) -> Iterator[PageText]:
    """What stands behind the words of a paragraph."""
    for token in tokens:
        line += token.type in _BREAKS
        if not _visible(token) and token.content:
            yield PageText("html" if token.type in _HTML else "alt", token.content, line)
        if token.children:
            yield PageText("alt", "".join(map(_visible, token.children)), line)
            yield from _behind(token.children, line)
        yield from _attributes(token, line)


def _attributes(token: Token, line: int) -> Iterator[PageText]:
    yield from (PageText(str(name), str(value), line) for name, value in token.attrs.items())
    if token.info and token.type != "list_item_open":
        yield PageText("info", token.info, line)


def unsettable(markdown: str, start: Location) -> Iterator[Problem]:
    """What no letter can hold: pictures, HTML, links to elsewhere, and what else is none of `SETTABLE` (LK916).

    ``start`` is where the text begins.
    """
    lines = markdown.split("\n")
    for token, line in _not_settable(read_dialect(markdown).tokens, 0):
        what, written, hint = _named(token)
        column = max(lines[line].find(written), 0) if line < len(lines) else 0
        location = Location(start.file, start.line + line, column + 1, max(len(written), 1))
        yield Problem("LK916", f"a letter cannot hold {what}: {written}", location, hint)


def _named(token: Token) -> tuple[str, str, str]:
    """What a token that no letter can hold is, how it was written, and the mend."""
    written = (str(token.attrs.get("src") or token.attrs.get("href") or "") or token.content).strip().split("\n")[0]
    if token.type == "image":
        return "a picture", written, "take it out, and enclose the file"
    if token.type == "link_open":
        return "a link", written, "a link leads to https://... or mailto:...; take another out, and leave its words"
    if token.type == "fence":
        return "a block of code", token.markup, "write it as a paragraph or a quotation ('> ')"
    if token.type == "foreign":
        return str(token.meta["kind"]), written, "take it out; a backslash before it prints it as it stands"
    hint = "take it out; a sign that is meant as it stands is written behind a backslash: \\<"
    return "HTML" if token.type in _HTML else token.type, written, hint


def _not_settable(tokens: Sequence[Token], line: int) -> Iterator[tuple[Token, int]]:
    for token in tokens:
        line = token.map[0] if token.map else line
        unsafe = token.type == "link_open" and not is_safe(str(token.attrGet("href") or ""))
        if token.type not in SETTABLE or unsafe:
            # The end of what was opened is the same fault.
            if not (token.type == "html_inline" and token.content.startswith("</")):
                yield token, line
        elif token.children:
            yield from _not_settable(token.children, line)
        line += token.type in _BREAKS


# --- As people type ---


def lines_meant(text: str) -> bool:
    """Whether a paragraph has lines that are each so short that their ends are meant: an address, verses.

    Two lines are a narrow paragraph unless the first ends in a mark.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    short = all(len(line) <= _NARROW and not line.startswith("–") for line in lines)
    return short and (len(lines) > 2 or (len(lines) == 2 and lines[0][-1:] in tuple(",:;.")))


def numbers_of(items: Sequence[Token]) -> tuple[str, ...]:
    """The numbers of a list's items with their full stop or bracket: as typed where they rise, else counted on."""
    typed = [int(item.info) for item in items]
    rising = all(one < other for one, other in pairwise(typed))
    counted = typed if rising else range(typed[0], typed[0] + len(typed))
    return tuple(f"{number}{item.markup}" for number, item in zip(counted, items, strict=True))


def _as_typed(state: StateCore) -> None:
    """Read a text as it was meant where that leaves lines and columns as they are."""
    lines = _BULLET.sub(r"\1-", state.src).split("\n")
    for number, line in enumerate(lines):
        if _HYPHEN.match(line) and _goes_on(lines, number):
            lines[number] = line.replace("-", "–", 1)
    state.src = "\n".join(lines)


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether a line that begins with a hyphen goes on with the sentence of the line before it."""
    above = number
    while above and lines[above - 1].strip():
        above -= 1
    alone = not (number + 1 < len(lines) and _MARKER.match(lines[number + 1]))
    before = [line.rstrip() for line in lines[above:number]]
    return bool(before) and alone and before[-1][-1] not in ".:;!?" and not any(map(_MARKER.match, before))


def _foreign(state: StateInline, silent: bool) -> bool:
    """A rule of Markdown that reads the markup of other programs."""
    if state.src[state.pos] not in _STARTS:
        return False
    for kind, pattern in _FOREIGN.items():
        found = pattern.match(state.src, state.pos)
        if found and (kind not in _AT_START or state.src[: state.pos].rstrip(" \t")[-1:] in ("", "\n")):
            if not silent:
                token = state.push("foreign", "", 0)
                token.content, token.meta = found[0], {"kind": kind}
            state.pos = found.end()
            return True
    return False


# --- Marks that emphasise nothing ---

_LOOSE = "loose marks"
_LONGEST = 3
"""So many marks in a row emphasise; more are a line or a gap."""
_WORD = re.compile(r"\S+")
_LINK = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)


def _remember_loose(state: StateInline) -> None:
    """A rule of Markdown that remembers which marks of emphasis have no other half, by the text that they stand in.

    A mark within an address or a word, or with a space on both sides, is a sign like any other; in words and between
    spaces, unless it is doubled.
    """
    if _LOOSE not in state.env:
        return
    signs = [(written, at) for written in ("*", "_", "~~") for at in _loose_places(state, written)]
    of_addresses = {at for place in _addresses(state.src) for at in place} if signs else set()
    places = {at: written for written, at in signs if at not in of_addresses}
    if any(token.type == "text" and "`" in token.content for token in state.tokens):
        places[list(_unescaped("`", state.src))[-1]] = "`"
    if places:
        state.env[_LOOSE][state.src] = places


def _addresses(text: str) -> Iterator[range]:
    """Where addresses of the web and of mail stand in a text."""
    for word in _WORD.finditer(text):
        if "@" in word[0][1:-1]:
            yield range(*word.span())
        elif link := _LINK.search(word[0]):
            yield range(word.start() + link.start(), word.end())


def _loose_places(state: StateInline, written: str) -> Iterator[int]:
    """Where a mark stands in a text that has no other half, once the others are paired."""
    lists = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)]
    mine = [one for found in lists for one in found if chr(one.marker) == written[0]]
    mine.sort(key=lambda one: one.token)
    for one, at in zip(mine, _unescaped(written, state.src) if mine else (), strict=False):
        is_sign = one.open == one.close and one.length < len("**")
        if state.tokens[one.token].content and not is_sign and one.length <= _LONGEST:
            yield at


def _unescaped(written: str, text: str) -> Iterator[int]:
    found = re.finditer(rf"\\.|({re.escape(written)})", text, re.DOTALL)
    return (one.start() for one in found if one[1])


def _loose_marks(
    tokens: Sequence[Token], found: Mapping[str, Mapping[int, str]], lines: Sequence[str]
) -> Iterator[LooseMark]:
    """The marks that were remembered of the paragraphs of a text, those that touch as one."""
    for token in tokens:
        places = dict(found.get(token.content, {})) if token.type == "inline" and token.map else {}
        written_lines = token.content.split("\n") if places else []
        begins = list(accumulate((len(line) + 1 for line in written_lines), initial=0))
        columns: dict[int, int] = {}
        for at, written in sorted(places.items()):
            end = at + len(written)
            if at - len(written) in places and token.content[at - 1] == written[0]:
                continue
            while end in places:
                end += len(places[end])
            number = bisect_right(begins, at) - 1
            line = (token.map[0] if token.map else 0) + number
            if number not in columns:
                columns[number] = max(lines[line].find(written_lines[number]), 0) if line < len(lines) else 0
            column = columns[number] + at - begins[number] if line < len(lines) else 0
            yield LooseMark(token.content[at:end], line, column)
