"""Typeset: a sheet and its text become a PDF on letterhead."""

from __future__ import annotations

import logging
import re
import traceback
import warnings
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from html import escape
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from letterkit import fonts, markdown
from letterkit.assets import absent, fetcher, file_of, locate, logo_of, picture_of
from letterkit.fit import (
    NATURAL,
    WINDOWS,
    Fit,
    Pages,
    choose,
    overfull,
    roster_place,
    roster_rows,
    sunk,
    too_long,
    window_size,
)
from letterkit.letter import STANDARDS, Head, Phrase, Sheet
from letterkit.library import shown
from letterkit.problems import Mark, Problem, Severity, UserError, in_order, stop_on
from letterkit.sandbox import NoEndError, Sandbox, counted
from letterkit.styles import Styles, shipped_fonts, styles_of, unknown_fonts
from letterkit.typography import Typography, as_it_is, plain_spaces, set_runs, set_text

PAPERS = ("A4", "Letter")
_MAX_TEXT = 100_000
# What the templates make of a letter of ten pages with a roster of hundreds of names stays far below.
_MAX_HTML = 1_000_000
# Below this length a block may be a single line, too little to hold the signatures alone.
_SHORT = 200
# With more lines than this below the signatures, the lines may go to another page.
_SHORT_TAIL = 9
# More copies than these stand at the foot, wherever the letterhead has them.
_HEAD_COPIES = 8
_LINK = re.compile(r"(?:https|mailto):", re.IGNORECASE)
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_INLINE_SVG = re.compile(r"<(?:\w+:)?svg\b", re.IGNORECASE)
_NO_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)\Z", re.DOTALL)
# A run of characters that opportunities for line breaks (Unicode, UAX #14) would divide, and a typesetter would not.
_UNBROKEN = re.compile(r"((?<!\S)\S*\d(?:\(\w{1,4}\))+\S*|(?<!\S)\S*\d–\d\S*|(?<![^\s—])[^\s—]+—)")
_CAPITALISED = re.compile(r"[^\W\d_]+")
_PRODUCER = re.compile(rb' pdf:Producer="[^"]*"')
_SAID = re.compile(r'<a class="said" lang="([A-Za-z0-9-]+)"')
_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A typeset letter: the PDF's bytes, its number of pages, and what to mend that did not stop it."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...] = ()


def typeset(
    sheet: Sheet, markdown: str, *, templates: Path | Sequence[Path], proof: bool, written_at: Mark | None = None
) -> Typeset:
    """Set ``markdown``, the letter from salutation to complimentary close, on the letterhead that ``sheet`` names.

    ``templates`` are folders that hold ``letterheads/``, the first found file wins. A ``proof`` carries the sheet's
    draft label on every page. ``written_at`` is where the text begins, for problems. The same input gives the same
    bytes. Raises `UserError` when a template fails, never ends or reaches outside its folders, when a picture or a font
    cannot be used, when no font has a character, or when the sheet cannot be set at all.
    """
    stop_on(_check(sheet, markdown))
    search = _search_path(sheet, (templates,) if isinstance(templates, Path) else tuple(templates))
    stop_on(() if proof else _unsigned(sheet, search))
    context = _context(sheet, markdown, search, proof)

    def html_in(fit: Fit) -> str:
        return _html(context, fit, search)

    styles = styles_of(html_in(NATURAL), lambda address: file_of(address, search), str(search[0]))
    stop_on([*absent(styles, search), *unknown_fonts(styles)])
    faces = [fonts.face_rules(family) for family in shipped_fonts(styles, sheet.look)]
    with _logged() as records:
        configuration = fonts.configuration(styles.faces.union(faces))
        pdf, pages = _press(sheet, html_in, "\n".join([*faces, _look(sheet, search)]), configuration, search)
    problems = [_from_log(one, lambda c: _place_of(c, sheet, markdown, search, written_at)) for one in records]
    problems = [*problems, *_unused(sheet, styles)]
    stop_on(problems)
    return Typeset(pdf, pages, in_order(problems))


def _check(sheet: Sheet, markdown: str) -> Iterator[Problem]:
    """What keeps the sheet from being set: values that reach CSS, a path or the PDF as they are."""
    if sheet.paper not in PAPERS:
        yield Problem("LK904", f"unknown paper size {sheet.paper!r}", hint=f"use one of {', '.join(PAPERS)}")
    if not all(_FOLDER.fullmatch(name) for name in (sheet.letterhead, *sheet.like)):
        yield Problem("LK904", f"{sheet.letterhead!r} is no name of a letterhead folder", hint="for example 'base'")
    if not _LANGUAGE.fullmatch(sheet.language):
        yield Problem("LK904", f"{sheet.language!r} is no language tag", hint="for example 'en-GB'")
    if _epoch(sheet.created) is None:
        yield Problem("LK904", f"{sheet.created!r} is no date", hint="write it as 2017-01-23")
    look = sheet.look
    odd = look.colour and not re.fullmatch("#[0-9a-f]{6}", look.colour)
    if odd or not {look.font, look.head_font} <= {"", *fonts.FAMILIES} or re.search(r'[/\\"\n]', look.logo):
        yield Problem("LK904", f"{look} cannot be set", hint="give a colour as #rrggbb, and fonts that are there")
    if sheet.standard not in STANDARDS:
        known = ", ".join(filter(None, STANDARDS))
        yield Problem("LK904", f"unknown layout standard {sheet.standard!r}", hint=f"use one of {known}")
    if len(markdown) > _MAX_TEXT:
        yield Problem("LK904", f"the text has {len(markdown):,} characters; a letter has at most {_MAX_TEXT:,}")
    yield from too_long(sheet)


def _unsigned(sheet: Sheet, search: Sequence[Path]) -> Iterator[Problem]:
    """Pictures of signatures that are not there; a proof does without them, a letter does not."""
    for signature in sheet.signatures:
        if signature.image and locate(search, signature.image) is None:
            message = f"there is no picture '{signature.image}' of the signature of {signature.name}"
            hint = "put it into the letterhead's folder, or take 'signature:' out to sign by hand"
            yield Problem("LK944", message, signature.mark, hint)


def _epoch(created: str) -> int | None:
    """The day as seconds since 1970, or None when it is no date as YYYY-MM-DD."""
    try:
        day = datetime.strptime(created, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
    return max(0, int(day.timestamp())) if f"{day:%Y-%m-%d}" == created else None


def _search_path(sheet: Sheet, roots: Sequence[Path]) -> tuple[Path, ...]:
    """Where a letterhead's files are looked for.

    First in its own folders, then in those of the letterheads it is like, then in base, then by their folder's name.
    """
    houses = tuple(root / "letterheads" for root in roots)
    own = tuple(house / name for name in (sheet.letterhead, *sheet.like) for house in houses)
    if not any(folder.is_dir() for folder in own[: len(houses)]):
        known = sorted({entry.name for house in houses for entry in house.glob("*/")})
        hint = f"there are {', '.join(known)}" if known else "no letterheads were found"
        raise UserError([Problem("LK904", f"no letterhead folder named {sheet.letterhead!r}", hint=hint)])
    return (*own, *(house / "base" for house in houses), *houses)


# --- From text to HTML ---


def _context(sheet: Sheet, markdown: str, search: tuple[Path, ...], proof: bool) -> Mapping[str, Any]:
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


def _html(context: Mapping[str, Any], fit: Fit, search: tuple[Path, ...]) -> str:
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
    return _SAID.sub(lambda found: f'<a id="said-{next(numbers)}-{found[1]}"{found[0][2:]}', html)


def _look(sheet: Sheet, search: tuple[Path, ...]) -> str:
    """What every page has, as CSS: pictures as they are, and the choices of the sheet's look as custom properties."""
    look, logo = sheet.look, logo_of(sheet, search)
    values = {"colour": look.colour, "font": look.font and f'"{look.font}"'}
    values["head-font"] = look.head_font and f'"{look.head_font}"'
    if logo:
        ratio = picture_of(logo).ratio
        values |= {"logo": f'url("asset://letterhead/{quote(logo.name)}")', "logo-ratio": f"{ratio:.4g}"}
    properties = "; ".join(f"--{key}: {value}" for key, value in values.items() if value)
    # PDF/A (ISO 19005-3, 6.2.8) forbids a viewer to smooth pictures.
    return f":root {{ image-rendering: crisp-edges; {properties} }}"


def _unused(sheet: Sheet, styles: Styles) -> Iterator[Problem]:
    """A warning for each choice of the look that the letterhead's own style sheet does not take up."""
    look = sheet.look
    named = look.logo not in ("", "none")
    for key, given in (("colour", look.colour), ("font", look.font), ("head-font", look.head_font), ("logo", named)):
        if given and f"--{key}" not in styles.variables:
            message = f"the letterhead is not set as written: its style sheet does not take '{key}' from 'look'"
            hint = f"write var(--{key}) in its letter.css, or delete the line '{key}:'"
            yield Problem("LK902", message, None, hint, Severity.WARNING)


# What of a sheet is read by programs, or is no word of a language.
_AS_WRITTEN = frozenset(
    {
        *("address_mark", "created", "image", "initials", "key", "language", "layout_mark", "letterhead", "like"),
        *("look", "mark", "paper", "reference", "standard"),
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
    parser = _parser()
    tokens = parser.parse(markdown)
    for token in tokens:
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


def _set_inline(tokens: Sequence[Token], typography: Typography) -> None:
    """Set the text of a paragraph, which markup and the ends of its lines divide into runs."""
    for token in tokens:
        if token.type == "softbreak":
            token.type, token.content = "text", " "
    others = {"hardbreak": "\n", "image": "\ufffc"}
    runs = [token.content if token.type == "text" else others.get(token.type, "") for token in tokens]
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
    parser = markdown.parser()
    parser.validateLink = lambda url: bool(_LINK.match(url))  # type: ignore[method-assign]
    parser.add_render_rule("image", _image_as_text)
    parser.add_render_rule("text", _run_as_html)
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


def _image_as_text(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    token = tokens[place]
    return escape(renderer.renderInlineAsText(token.children or [], options, env) or str(token.attrs["src"]))


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
    mark = None
    if isinstance(error, TemplateSyntaxError):
        mark = Mark(error.filename or error.name or "", error.lineno)
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if any(Path(frame.filename).is_relative_to(folder) for folder in search):
                mark = Mark(frame.filename, frame.lineno or 1)
    if isinstance(error, NoEndError):
        hint = "look for loops within loops, and for macros that call themselves"
        return Problem("LK910", f"the letterhead's template does not come to an end: {error}", mark, hint)
    message = f"no template named {error}" if isinstance(error, TemplateNotFound) else str(error)
    return Problem("LK901", f"the letterhead's template fails: {message or type(error).__name__}", mark)


# --- From HTML to PDF ---


def _press(
    sheet: Sheet, html_in: Callable[[Fit], str], look: str, configuration: Any, search: tuple[Path, ...]
) -> tuple[bytes, int]:
    """The PDF and its number of pages, of the HTML that ``html_in`` gives for a fit.

    ``look`` is CSS beside that of the page.
    """
    from weasyprint import CSS, HTML
    from weasyprint.urls import FatalURLFetchingError

    fetch = fetcher(search)
    # Without HarfBuzz's subsetter, fontTools writes the time into the fonts.
    with fonts.environment({"SOURCE_DATE_EPOCH": str(_epoch(sheet.created))}), warnings.catch_warnings():
        # WeasyPrint leaves the file of the colour profile to the garbage collector.
        warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
        try:
            own = CSS(string=look, url_fetcher=fetch, font_config=configuration)

            @cache
            def set_in(fit: Fit) -> Any:
                page = HTML(string=html_in(fit), base_url="asset://letterhead/", url_fetcher=fetch)
                return page.render(font_config=configuration, pdf_variant="pdf/a-3a", stylesheets=[own])

            def pages_in(fit: Fit) -> Pages:
                return [page.anchors for page in set_in(fit).pages]

            fit = choose(pages_in)
            document = set_in(sunk(fit, pages_in(fit)))
            pages = [dict(page.anchors) for page in document.pages]
            stop_on(overfull(sheet, pages, document.pages[0].height))
            for page in document.pages:
                # Each would become a named destination of the PDF.
                page.anchors.clear()
            _describe(document.metadata, sheet)
            return document.write_pdf(pdf_variant="pdf/a-3a", finisher=partial(_finish, pages)), len(pages)
        except FatalURLFetchingError as error:
            raise UserError(error.problems) from error
        except RecursionError as error:
            hint = "use fewer levels in the lists of the draft, and in the letterhead's templates"
            raise UserError([Problem("LK910", "the letter is nested too deep to be set", None, hint)]) from error


def _describe(metadata: Any, sheet: Sheet) -> None:
    """The PDF says what the sheet says of it, whatever a template declares."""
    metadata.title, metadata.lang = sheet.title, sheet.language
    metadata.authors = [sheet.author] if sheet.author else []
    metadata.created = metadata.modified = sheet.created
    metadata.generator = metadata.description = None
    metadata.keywords, metadata.attachments, metadata.custom = [], [], {}


def _finish(pages: Pages, document: Any, pdf: Any) -> None:
    """Declare PDF/UA beside PDF/A, complete the tags, and take out which program made the file."""
    pdf.info.pop("Producer", None)
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])].stream
    stream[0] = _PRODUCER.sub(b"", stream[0]).replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>")
    elements = [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == "/StructElem"]
    for element in elements:
        if element["S"] == "/LI":
            _give_body(element, pdf)
        elif element["S"] == "/TH":
            # The name of a header ends in its row and column.
            element["A"]["Scope"] = "/Column" if element["ID"].string.split("-")[1] == "0" else "/Row"
    _say_languages(elements, pages, pdf)


def _say_languages(elements: Sequence[Any], pages: Pages, pdf: Any) -> None:
    """Give names and titles their language. They are links that lead nowhere, because WeasyPrint tags those apart."""
    for page, boxes in zip(pdf.page_references, pages, strict=True):
        said = [name.split("-", 2)[2] for name in boxes if name.startswith("said-")]
        spoken = [element for element in elements if element["S"] == "/Link" and element["Pg"] == page]
        spoken = [element for element in spoken if not any(isinstance(kid, bytes) for kid in element["K"])]
        if len(spoken) != len(said):
            logging.getLogger("weasyprint").warning("a link without address hides the languages of names and titles")
            continue
        for element, language in zip(spoken, said, strict=True):
            element["S"], element["Lang"] = "/Span", type(pdf.info["Title"])(language)


def _give_body(item: Any, pdf: Any) -> None:
    """Wrap what a tagged list item holds beside its label and body, such as an inner list; PDF/UA-1 asks for it."""
    children = {kid: pdf.objects[int(kid.split()[0])] for kid in item["K"] if isinstance(kid, bytes)}
    loose = [kid for kid, child in children.items() if child.get("S") not in ("/Lbl", "/LBody", None)]
    if loose:
        body = type(item)({"Type": "/StructElem", "S": "/LBody", "Pg": item["Pg"], "P": item.reference})
        body["K"] = type(item["K"])(loose)
        pdf.add_object(body)
        item["K"][:] = [*(kid for kid in item["K"] if kid not in loose), body.reference]
        for kid in loose:
            children[kid]["P"] = body.reference


class _Collector(logging.Handler):
    """Keeps log records in a list."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@contextmanager
def _logged() -> Iterator[list[logging.LogRecord]]:
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


def _from_log(record: logging.LogRecord, places: Callable[[str], tuple[Mark | None, str]]) -> Problem:
    """What WeasyPrint reports, as a problem; ``places`` gives where a character stands, and in which words."""
    message = record.getMessage()
    if found := _NO_GLYPH.match(message):
        character = chr(int(found[1], 16))
        mark, words = places(character)
        message = f"no font of the letterhead has the character {character!r} (U+{found[1]}){words}"
        return Problem("LK903", message, mark, "use another character, or a letterhead whose font has it")
    return Problem("LK902", f"the letterhead is not set as written: {message}", severity=Severity.WARNING)


def _place_of(
    character: str, sheet: Sheet, markdown: str, search: tuple[Path, ...], written_at: Mark | None
) -> tuple[Mark | None, str]:
    """Where a character stands: in the draft, in a file of the letterhead, or in other words of the sheet."""
    if written_at and character in markdown:
        place = _mark_in(markdown, character, written_at.file)
        return replace(place, line=place.line + written_at.line - 1), ""
    for words in _words(sheet):
        if character in words and not any(character in "".join(_words(head)) for head in sheet.heads):
            return None, f", in '{words}'"
    keys = dict.fromkeys((*(head.key for head in sheet.heads), sheet.letterhead, *sheet.like))
    folders = dict.fromkeys(folder / key for key in keys for folder in search if folder.name == "letterheads")
    for file in (file for folder in (*folders, *search) for file in sorted(folder.glob("*.*"))):
        if file.suffix in (".yml", ".j2", ".css") and character in (text := file.read_text("utf-8", "replace")):
            return _mark_in(text, character, shown(file)), ""
    return None, ""


def _mark_in(text: str, character: str, file: str) -> Mark:
    at = text.index(character)
    return Mark(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _words(record: Sheet | Head) -> Iterator[str]:
    """All texts of a record, those within its lists too."""
    waiting: list[object] = [getattr(record, one.name) for one in fields(record) if one.name != "heads"]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            waiting += value
        elif is_dataclass(value):
            waiting += [getattr(value, one.name) for one in fields(value)]
