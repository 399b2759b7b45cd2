"""A letter's Markdown becomes HTML: its typography set, its blocks named, its short end kept together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from itertools import count, takewhile
from math import ceil
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from letterkit.typeset.dialect import lines_meant, markdown_parser, numbers_of, read_dialect
from letterkit.typeset.line_ends import WEB, address_of, unbroken
from letterkit.typeset.script_runs import runs_leftwards
from letterkit.typeset.typography import NO_BREAK, Typography, as_it_is, set_runs

# The most characters that a line has, and the fewest lines that stand with the close on a page of their own.
_LINE, _CLOSING = 85, 4
# Below this length, an item of a list has one or two lines.
_SHORT_ITEM = 150
_CAPITALISED = re.compile(r"[^\W\d_]+")
# A line that begins with a dash names who said it, or the source of a quotation.
_SOURCE = re.compile(r"\A(?:-{2,3}|—)[ \t]+")
# A cell of a table that is as short as a date has one line, where so many characters a row leave room for that, with
# so many between two columns.
_CELL, _TABLE, _BETWEEN = 20, 84, 2


def text_as_html(markdown: str, typography: Typography, heading: int) -> tuple[Markup, Markup]:
    """The letter's blocks and, apart, the paragraph that closes it; both as HTML, with its typography set.

    ``heading`` is the level of the text's highest headings: 2 below a subject, which is the first.
    """
    parser = _parser()
    tokens = list(read_dialect(markdown).tokens)
    for place, token in enumerate(tokens):
        if token.type == "inline":
            before = tokens[place - 1]
            stands_alone = before.type == "paragraph_open" and "list_item" not in tokens[place - 2].type
            token.children = _set_inline(token, typography, stands_alone)
            _say_of_block(token.content, before, tokens[place - 2])
    starts = [place for place, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    if starts and tokens[starts[0]].type == "paragraph_open":
        tokens[starts[0]].attrJoin("class", "salutation")
    closes = len(starts) > 1 and tokens[starts[-1]].type == "paragraph_open"
    cut = starts[-1] if closes else len(tokens)
    _keep_cells(tokens[:cut])
    _keep_items(tokens[:cut])
    _keep_short_end(tokens[:cut])
    _rank_headings(tokens, heading)
    _number_items(tokens)
    _name_blocks(tokens[:cut])
    env = {"typography": typography}
    text, close = (parser.renderer.render(part, parser.options, env) for part in (tokens[:cut], tokens[cut:]))
    return Markup(text), Markup(close)


def _say_of_block(content: str, block: Token, around: Token) -> None:
    """Say of a block, and of the item that it begins, that its words come from the right."""
    if runs_leftwards(content):
        for holder in (block, around) if around.type == "list_item_open" else (block,):
            holder.attrSet("dir", "rtl")


def _keep_cells(tokens: Sequence[Token]) -> None:
    """Have short cells of tables on one line, where the table has room for that."""
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            inner = list(takewhile(lambda one: one.type != "table_close", tokens[place:]))
            cells = [(one, inner[at + 1].content) for at, one in enumerate(inner) if one.type in ("th_open", "td_open")]
            columns = sum(one.type == "th_open" for one, _ in cells)
            short = [(at % columns, one, text) for at, (one, text) in enumerate(cells) if len(text) <= _CELL]
            widths: dict[int, int] = {}
            for column, _, text in short:
                widths[column] = max(widths.get(column, 0), len(text) + _BETWEEN)
            if sum(widths.values()) <= _TABLE:
                for _, one, _ in short:
                    one.attrJoin("class", "one-line")


# --- Paragraphs ---


def _set_inline(paragraph: Token, typography: Typography, stands_alone: bool) -> list[Token]:
    """The runs of a paragraph, which markup and the ends of its lines divide, set as a typesetter would."""
    tokens = paragraph.children or []
    _end_lines(tokens, stands_alone and lines_meant(paragraph.content), typography.dash.strip() or "–")
    others = {"hardbreak": "\n", "code_inline": "\ufffc"}
    runs = [token.content if token.type == "text" else others.get(token.type, "") for token in tokens]
    for token, run in zip(tokens, set_runs(runs, typography), strict=True):
        if token.type == "text":
            token.content = run
    return [new for token in _with_addresses(tokens) for new in _linked_run(token)]


def _end_lines(tokens: Sequence[Token], kept: bool, dash: str) -> None:
    """Make spaces of the ends of lines that are not ``kept``, and a ``dash`` of what stands before a source."""
    begins = True
    for at, token in enumerate(tokens):
        following = tokens[at + 1].content if at + 1 < len(tokens) else ""
        if token.type == "softbreak":
            ends = kept or _SOURCE.match(following)
            token.type, token.content = ("hardbreak", "") if ends else ("text", " ")
        elif token.type == "text" and begins:
            token.content = _SOURCE.sub(dash + NO_BREAK, token.content)
        begins = token.type == "hardbreak"


def _with_addresses(tokens: Sequence[Token]) -> Iterator[Token]:
    """The runs with the addresses of links, which paper would not show, behind their texts."""
    said: list[str] = []
    opened: Token | None = None
    for token in tokens:
        yield token
        if token.type == "link_open":
            opened, said = token, []
        elif token.type == "link_close" and opened is not None:
            address = re.sub(r"\A(?:https?://|mailto:|tel:)|/\Z", "", str(opened.attrGet("href")), flags=re.IGNORECASE)
            if re.sub(r"\A(?:https?://|mailto:|tel:)|/\Z", "", "".join(said)) == address:
                opened.attrSet("class", "address")
            else:
                yield Token("text", "", 0, content=f" ({address})", meta={"linked": True})
            opened = None
        elif opened is not None:
            said.append(token.content)
            token.meta["linked"] = True


def _linked_run(token: Token) -> Iterator[Token]:
    """A run, divided so that the addresses of the web and of mail in it are links."""
    if token.type != "text" or token.meta.get("linked"):
        yield token
        return
    at = 0
    for found in WEB.finditer(token.content):
        yield Token("text", "", 0, content=token.content[at : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": address_of(found[0]), "class": "address"})
        yield Token("text", "", 0, content=found[0])
        yield Token("link_close", "a", -1)
        at = found.end()
    yield Token("text", "", 0, content=token.content[at:])


# --- Blocks ---


def _keep_items(tokens: Sequence[Token]) -> None:
    """Tie the second item of a list to the first, and the last to the one before, so that none stands alone on a page.

    Of two or three, the second is free where the first is long: else all would go to the next page together.
    """
    for place, token in enumerate(tokens):
        if token.level == 0 and token.type.endswith("list_open"):
            inner = list(takewhile(lambda one: one.level > 0, tokens[place + 1 :]))
            starts = [at for at, one in enumerate(inner) if one.type == "list_item_open" and one.level == 1]
            first = inner[: starts[1]] if len(starts) > 1 else []
            short = sum(len(one.content) for one in first if one.type == "inline") < _SHORT_ITEM
            tied = starts[1:2] if short or len(starts) > 3 else []
            for at in {*tied, *(starts[-1:] if len(starts) > 2 else [])}:
                inner[at].attrJoin("class", "tied")


def _keep_short_end(tokens: Sequence[Token]) -> None:
    """Tie the blocks before the close together until they have four lines, so that no fewer stand alone with it.

    The last item of a list is tied to the one before whatever its length.
    """
    held = 0
    for block, lines in reversed(_lines_of(tokens)):
        if held + lines >= _CLOSING:
            # Two lines of it go along anyway.
            if kind := {0: "last", 1: "tying"}.get(held):
                block.attrJoin("class", kind)
            if held or block.type != "list_item_open":
                return
        block.attrJoin("class", "tied")
        held += lines


def _lines_of(tokens: Sequence[Token]) -> list[tuple[Token, int]]:
    """The paragraphs, items of lists and tables, each with the fewest lines that it can have."""
    found: list[tuple[Token, int]] = []
    outermost = tokens[0] if tokens else None
    for place, token in enumerate(tokens):
        outermost = token if token.level == 0 and token.nesting == 1 else outermost
        if token.type == "inline" and outermost:
            lines = ceil(len(token.content) / _LINE)
            within = tokens[place - 2].type == "list_item_open"
            block = outermost if outermost.type == "table_open" else tokens[place - 2 if within else place - 1]
            if found and found[-1][0] is block:
                lines += found.pop()[1]
            found.append((block, lines))
    return found


def _rank_headings(tokens: Sequence[Token], highest: int) -> None:
    """Give headings the levels from ``highest`` on; none is left out, as PDF/UA (7.4.2) asks."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            while above and above[-1] >= written:
                above.pop()
            above.append(written)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(highest + len(above) - 1, 6)}"


def _number_items(tokens: Sequence[Token]) -> None:
    """Number the items of lists as they were written; a letter quotes paragraph 345 as 345."""
    for place, token in enumerate(tokens):
        if token.type == "ordered_list_open":
            items: list[Token] = []
            for inner in tokens[place + 1 :]:
                if inner.type == "ordered_list_close" and inner.level == token.level:
                    break
                if inner.type == "list_item_open" and inner.level == token.level + 1:
                    items.append(inner)
            numbers = numbers_of(items)
            for item, number in zip(items, numbers, strict=True):
                item.attrSet("style", f'list-style-type: "{number} "')
            token.attrSet("style", f"padding-left: {max(1.7, 0.5 + 0.55 * max(map(len, numbers))):.2f}em")


def _name_blocks(tokens: Sequence[Token]) -> None:
    """Name the blocks, so that it can be asked where they stand, and say on which line they were written."""
    numbers = count()
    for token in tokens:
        if token.nesting == 1 and (token.level == 0 or token.type in ("list_item_open", "tr_open")):
            token.attrSet("id", f"block-{next(numbers)}")
            token.attrSet("data-line", str(token.map[0] if token.map else 0))


# --- Runs ---


@cache
def _parser() -> MarkdownIt:
    parser = markdown_parser()
    parser.add_render_rule("text", _run_as_html)
    # `typeset` refuses these; nothing that a person typed is ever HTML.
    for kind in ("html_block", "html_inline", "image"):
        parser.add_render_rule(kind, _as_written)
    return parser


def _as_written(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    return escape(tokens[place].content)


def _run_as_html(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    text, typography = tokens[place].content, env["typography"]
    if not (typography.small_capitals or typography.hyphenated):
        return unbroken(text)
    # A word in capitals is set in small ones; in a text with hyphens, names are not divided.
    parts: list[str] = []
    at = 0
    kept = list(as_it_is(text))
    for found in _CAPITALISED.finditer(text):
        if any(start < found.end() and found.start() < end for start, end in kept):
            continue
        small = typography.small_capitals and found[0].isupper() and len(found[0]) > 1
        if small or (typography.hyphenated and found[0][0].isupper()):
            kind = "acronym" if small else "name"
            parts += (unbroken(text[at : found.start()]), f'<span class="{kind}">{escape(found[0])}</span>')
            at = found.end()
    return "".join((*parts, unbroken(text[at:])))
