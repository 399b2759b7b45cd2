"""A sheet and its Markdown become the page that WeasyPrint sets."""

from __future__ import annotations

import re
import traceback
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.typeset import fonts
from letterkit.typeset.assets import logo_of
from letterkit.typeset.dialect import is_safe, markdown_parser, read_dialect
from letterkit.typeset.fit import WINDOWS, Fit, roster_place, roster_rows, window_size
from letterkit.typeset.log import SAID
from letterkit.typeset.sandbox import NoEndError, Sandbox, counted
from letterkit.typeset.sheet import Phrase, Sheet
from letterkit.typeset.typography import Typography, as_it_is, plain_spaces, set_runs, set_text

# What the templates make of a letter of ten pages with a roster of hundreds of names stays far below.
_MAX_HTML = 1_000_000
# Below this length a block may be a single line, too little to hold the signatures alone.
_SHORT = 200
# With more lines than this below the signatures, the lines may go to another page.
_SHORT_TAIL = 9
# More copies than these stand at the foot, wherever the letterhead has them.
_HEAD_COPIES = 8
FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_INLINE_SVG = re.compile(r"<(?:\w+:)?svg\b", re.IGNORECASE)
# A run of characters that opportunities for line breaks (Unicode, UAX #14) would divide, and a typesetter would not.
_UNBROKEN = re.compile(r"((?<!\S)\S*\d(?:\(\w{1,4}\))+\S*|(?<!\S)\S*\d–\d\S*|(?<![^\s—])[^\s—]+—)")
_CAPITALISED = re.compile(r"[^\W\d_]+")


# --- From text to HTML ---


def make_context(sheet: Sheet, markdown: str, search: tuple[Path, ...], proof: bool) -> Mapping[str, Any]:
    """What the letterhead's templates see, but for the fit."""
    text, close = _text(markdown, sheet.typography)
    return {
        "sheet": _set(sheet),
        "text": text,
        "close": close,
        "proof": proof,
        "logo": logo_of(sheet, search) is not None,
        "short_tail": len(sheet.copies) + len(sheet.enclosures) + 2 * len(sheet.notes) <= _SHORT_TAIL,
        "watermark": _data_url(fonts.slanted(sheet.draft_label)) if proof else "",
        "head_copies": sheet.copies if sheet.copies_in_head and len(sheet.copies) <= _HEAD_COPIES else (),
        "windowed": sheet.standard in WINDOWS,
        "window_size": window_size(sheet),
        "roster_at": roster_place(sheet),
        "roster_rows": roster_rows(sheet),
    }


def make_html(context: Mapping[str, Any], fit: Fit, search: tuple[Path, ...]) -> str:
    """The page of a letter as a letterhead's template words it."""
    try:
        with counted():
            html = _environment(search).get_template("letter.html.j2").render(context, fit=fit)
    except Exception as error:
        raise UserError([_template_problem(error, search)]) from error
    if len(html) > _MAX_HTML:
        message = f"the letterhead's templates make {len(html):,} characters; a letter has at most {_MAX_HTML:,}"
        raise UserError([Problem("LK910", message, None, "look for a loop in them that repeats too much")])
    if _INLINE_SVG.search(html):
        hint = "save it as a file of the letterhead's folder, and show that"
        raise UserError([Problem("LK908", "the letterhead's templates hold an SVG", None, hint)])
    numbers = count()
    return SAID.sub(lambda found: f'<a id="said-{next(numbers)}-{found[1]}"{found[0][2:]}', html)


# What of a sheet is read by programs, or is no word of a language.
_AS_WRITTEN = frozenset(
    {
        *("address_mark", "created", "image", "initials", "key", "language", "layout_mark", "letterhead", "like"),
        *("look", "location", "paper", "reference", "standard"),
    }
)


def _set(sheet: Sheet) -> Sheet:
    """The sheet with its texts set; the title is shown by programs, and has plain spaces."""
    in_type: Sheet = _set_value(sheet, sheet.typography)
    return replace(in_type, title=plain_spaces(in_type.title))


def _set_value(value: Any, typography: Typography) -> Any:
    """A text, a tuple or a record of a sheet with every text in it set."""
    if isinstance(value, Phrase):
        return Phrase(set_text(value, typography), value.language)
    if isinstance(value, str):
        return set_text(value, typography)
    if isinstance(value, tuple):
        return tuple(_set_value(item, typography) for item in value)
    if isinstance(value, Typography) or not is_dataclass(value) or isinstance(value, type):
        return value
    texts = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _AS_WRITTEN}
    return replace(value, **{name: _set_value(text, typography) for name, text in texts.items()})


def _text(markdown: str, typography: Typography) -> tuple[Markup, Markup]:
    """The letter's blocks and, apart, the paragraph that closes it; both as HTML, with its typography set."""
    parser, tokens = _parser(), read_dialect(markdown).tokens
    for token in tokens:
        token.children = list(_without_unsafe_links(token.children)) if token.children else token.children
        _set_inline(token.children or (), typography)
    starts = [place for place, token in enumerate(tokens) if token.level == 0 and token.nesting == 1]
    if starts and tokens[starts[0]].type == "paragraph_open":
        tokens[starts[0]].attrJoin("class", "salutation")
    closes = len(starts) > 1 and tokens[starts[-1]].type == "paragraph_open"
    cut = starts[-1] if closes else len(tokens)
    _keep_short_end(tokens[:cut])
    _number(tokens[:cut])
    env = {"typography": typography}
    text, close = (parser.renderer.render(part, parser.options, env) for part in (tokens[:cut], tokens[cut:]))
    return Markup(text), Markup(close)


def _without_unsafe_links(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a paragraph, of a link that nobody can follow safely only its words."""
    followed: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            followed.append(is_safe(str(token.attrGet("href") or "")))
            if not followed[-1]:
                continue
        elif token.type == "link_close" and not followed.pop():
            continue
        yield token


def _set_inline(tokens: Sequence[Token], typography: Typography) -> None:
    """Set the text of a paragraph, which markup and the ends of its lines divide into runs."""
    for token in tokens:
        if token.type == "softbreak":
            token.type, token.content = "text", " "
    runs = [{"text": token.content, "hardbreak": "\n"}.get(token.type, "") for token in tokens]
    for token, run in zip(tokens, set_runs(runs, typography), strict=True):
        if token.type == "text":
            token.content = run


def _number(tokens: Sequence[Token]) -> None:
    """Name the blocks, so that it can be asked where they stand."""
    numbers = count()
    for token in tokens:
        if token.nesting == 1 and (token.level == 0 or token.type == "list_item_open"):
            token.attrSet("id", f"block-{next(numbers)}")


def _keep_short_end(tokens: Sequence[Token]) -> None:
    """Tie a short last block, or a last list item, to the one before, so that neither stands alone with the ending."""
    content = next((token.content for token in reversed(tokens) if token.type == "inline"), "")
    if len(content) < _SHORT or (tokens and tokens[-1].type.endswith("list_close")):
        for token in reversed(tokens):
            if token.type == "list_item_open" or (token.type == "paragraph_open" and token.level == 0):
                token.attrJoin("class", "tied")
                return


@cache
def _parser() -> MarkdownIt:
    parser = markdown_parser()
    parser.add_render_rule("text", _run_as_html)
    # `typeset` refuses these; nothing that a person typed is ever HTML.
    for kind in ("html_block", "html_inline", "image"):
        parser.add_render_rule(kind, _as_written)
    return parser


def _run_as_html(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    text, typography = tokens[place].content, env["typography"]
    if not (typography.small_capitals or typography.hyphenated):
        return _unbroken(text)
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
            parts += (_unbroken(text[at : found.start()]), f'<span class="{kind}">{escape(found[0])}</span>')
            at = found.end()
    return "".join((*parts, _unbroken(text[at:])))


def _unbroken(text: str) -> Markup:
    """Text as HTML; a line can end at no place within "2462(c)(7)", "2015–2017" or before a dash without spaces."""
    parts = _UNBROKEN.split(text)
    spans = (
        f'<span class="unbroken">{escape(part)}</span>' if odd % 2 else escape(part) for odd, part in enumerate(parts)
    )
    return Markup("".join(spans))


def _as_written(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    return escape(tokens[place].content)


def _data_url(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@lru_cache(maxsize=64)
def _environment(search: tuple[Path, ...]) -> Sandbox:
    environment = Sandbox(
        loader=FileSystemLoader(search),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = _unbroken
    environment.filters["css"] = _css_string
    return environment


def _css_string(text: str) -> Markup:
    """Text as a string of CSS that can stand in a page's ``<style>`` (CSS Syntax, 4.3.7: escaped code points)."""
    return Markup('"{}"').format(Markup("").join(c if c.isalnum() else f"\\{ord(c):x} " for c in text))


def _template_problem(error: Exception, search: tuple[Path, ...]) -> Problem:
    """The failure as the template's author sees it: in which file, on which line."""
    location = None
    if isinstance(error, TemplateSyntaxError):
        location = Location(error.filename or error.name or "", error.lineno)
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if any(Path(frame.filename).is_relative_to(folder) for folder in search):
                location = Location(frame.filename, frame.lineno or 1)
    if isinstance(error, NoEndError):
        hint = "look for loops within loops, and for macros that call themselves"
        return Problem("LK910", f"the letterhead's template does not come to an end: {error}", location, hint)
    message = f"no template named {error}" if isinstance(error, TemplateNotFound) else str(error)
    return Problem("LK901", f"the letterhead's template fails: {message or type(error).__name__}", location)
