"""The Markdown that a letter can be written in, and all that it puts on the page: the one reading of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from letterkit.foundation.problems import Location, Problem

_NOT_LETTERS = ("backticks", "code", "fence", "heading", "hr", "lheading", "reference")
SETTABLE = frozenset(
    {
        *("paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak"),
        *("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"),
        *("list_item_open", "list_item_close", "blockquote_open", "blockquote_close"),
        *("em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close"),
    }
)
"""The tokens that a letter can be set from; whatever else a parser gives is said to be none."""

_SAFE = re.compile(r"(?:https|mailto):", re.IGNORECASE)
_COMMENT = re.compile(r"(?<!\\)<!--(.*?)-->", re.DOTALL)
# A comment that begins so speaks to the program, and is no note to a person.
_TO_THE_PROGRAM = re.compile(r"\s*(?:letterkit|source):")
_HTML = frozenset({"html_block", "html_inline"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class Note:
    """A comment (``<!-- … -->``), which is never printed: what it says, and its line, from 0."""

    text: str
    line: int


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
class Reading:
    """A Markdown text, read: its tokens, and the notes that were taken out of it. Lines are those of the text."""

    tokens: tuple[Token, ...]
    notes: tuple[Note, ...]


def markdown_parser() -> MarkdownIt:
    """The Markdown of letters: paragraphs, lists, emphasis, links; everything else is shown as it stands.

    Every link is one, wherever it leads, so that there is one reading of it; `is_safe` says which can be followed.
    """
    parser = MarkdownIt("commonmark", {"html": True}).disable(list(_NOT_LETTERS))
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def read_dialect(markdown: str) -> Reading:
    """Read the text of a letter. What is set, and what is checked, is this."""
    notes = tuple(
        Note(found[1].strip(), markdown.count("\n", 0, found.start()))
        for found in _COMMENT.finditer(markdown)
        if not _TO_THE_PROGRAM.match(found[1])
    )
    without = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), markdown)
    return Reading(tuple(markdown_parser().parse(without)), notes)


def is_safe(address: str) -> bool:
    """Whether a link of a letter can lead there; any other is set as its words alone."""
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
    """What no letter can hold: pictures, HTML, and whatever else is none of `SETTABLE` (LK916).

    ``start`` is where the text begins.
    """
    lines = markdown.split("\n")
    for token, line in _not_settable(read_dialect(markdown).tokens, 0):
        what = {"image": "a picture", **dict.fromkeys(_HTML, "HTML")}.get(token.type, token.type)
        written = (str(token.attrs.get("src") or "") or token.content).strip().split("\n")[0]
        column = max(lines[line].find(written), 0) if line < len(lines) else 0
        location = Location(start.file, start.line + line, column + 1, max(len(written), 1))
        hint = "take it out; a sign that is meant as it stands is written behind a backslash: \\<"
        hint = "take it out, and enclose the file" if token.type == "image" else hint
        yield Problem("LK916", f"a letter cannot hold {what}: {written}", location, hint)


def _not_settable(tokens: Sequence[Token], line: int) -> Iterator[tuple[Token, int]]:
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type not in SETTABLE:
            yield token, line
        elif token.children:
            yield from _not_settable(token.children, line)
        line += token.type in _BREAKS
