"""Typeset: a sheet and its text become a PDF on letterhead."""

from __future__ import annotations

import logging
import mimetypes
import re
import traceback
import warnings
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from html import escape
from itertools import count
from pathlib import Path
from posixpath import dirname, join
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from letterkit import fonts, markdown
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
from letterkit.letter import STANDARDS, Sheet
from letterkit.problems import Mark, Problem, Severity, UserError, in_order, stop_on

PAPERS = ("A4", "Letter")
_MAX_TEXT = 100_000
_MAX_ASSET = 20_000_000
# Below this length a block may be a single line, too little to hold the signatures alone.
_SHORT = 200
# With more lines than this below the signatures, the lines may go to another page.
_SHORT_TAIL = 9
# More copies than these stand at the foot, wherever the letterhead has them.
_HEAD_COPIES = 8
_LINK = re.compile(r"(?:https|mailto):", re.IGNORECASE)
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_STYLES = re.compile(r"""(?:@import\s+(?:url\(\s*)?["']?|<link[^>]*\shref=")([^"')\s]+)""")
_FACES = re.compile(r"@font-face\s*\{[^}]*\}")
_NO_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)\Z", re.DOTALL)
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


def typeset(sheet: Sheet, markdown: str, *, templates: Path | Sequence[Path], proof: bool) -> Typeset:
    """Set ``markdown``, the letter from salutation to complimentary close, on the letterhead that ``sheet`` names.

    ``templates`` are folders that hold ``letterheads/``, the first found file wins. A ``proof`` carries the sheet's
    draft label on every page. The same input gives the same bytes. Raises `UserError` when a template fails or reaches
    outside its folders, when no font has a character, or when the sheet cannot be set at all.
    """
    stop_on(_check(sheet, markdown))
    search = _search_path(sheet, (templates,) if isinstance(templates, Path) else tuple(templates))
    stop_on(() if proof else _unsigned(sheet, search))
    context = _context(sheet, markdown, search, proof)
    with _logged() as records:
        pdf, pages = _press(sheet, lambda fit: _html(context, fit, search), search)
    problems = in_order(_from_log(record) for record in records)
    stop_on(problems)
    return Typeset(pdf, pages, problems)


def _check(sheet: Sheet, markdown: str) -> Iterator[Problem]:
    """What keeps the sheet from being set: values that reach CSS, a path or the PDF as they are."""
    if sheet.paper not in PAPERS:
        yield Problem("LK904", f"unknown paper size {sheet.paper!r}", hint=f"use one of {', '.join(PAPERS)}")
    if not _FOLDER.fullmatch(sheet.letterhead):
        yield Problem("LK904", f"{sheet.letterhead!r} is no name of a letterhead folder", hint="for example 'base'")
    if not _LANGUAGE.fullmatch(sheet.language):
        yield Problem("LK904", f"{sheet.language!r} is no language tag", hint="for example 'en-GB'")
    if _epoch(sheet.created) is None:
        yield Problem("LK904", f"{sheet.created!r} is no date", hint="write it as 2017-01-23")
    if sheet.standard not in STANDARDS:
        known = ", ".join(filter(None, STANDARDS))
        yield Problem("LK904", f"unknown layout standard {sheet.standard!r}", hint=f"use one of {known}")
    if len(markdown) > _MAX_TEXT:
        yield Problem("LK904", f"the text has {len(markdown):,} characters; a letter has at most {_MAX_TEXT:,}")
    yield from too_long(sheet)


def _unsigned(sheet: Sheet, search: Sequence[Path]) -> Iterator[Problem]:
    """Pictures of signatures that are not there; a proof does without them, a letter does not."""
    for signature in sheet.signatures:
        if signature.image and _locate(search, signature.image) is None:
            message = f"there is no picture '{signature.image}' of the signature of {signature.name}"
            hint = "put it into the letterhead's folder, or take 'signature:' out to sign by hand"
            yield Problem("LK944", message, hint=hint)


def _epoch(created: str) -> int | None:
    """The day as seconds since 1970, or None when it is no date as YYYY-MM-DD."""
    try:
        day = datetime.strptime(created, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
    return max(0, int(day.timestamp())) if f"{day:%Y-%m-%d}" == created else None


def _search_path(sheet: Sheet, roots: Sequence[Path]) -> tuple[Path, ...]:
    """Where a letterhead's files are looked for: its own folders, then base, then by the name of their folder."""
    houses = tuple(root / "letterheads" for root in roots)
    own = tuple(house / sheet.letterhead for house in houses)
    if not any(folder.is_dir() for folder in own):
        known = sorted({entry.name for house in houses for entry in house.glob("*/")})
        hint = f"there are {', '.join(known)}" if known else "no letterheads were found"
        raise UserError([Problem("LK904", f"no letterhead folder named {sheet.letterhead!r}", hint=hint)])
    return (*own, *(house / "base" for house in houses), *houses)


# --- From text to HTML ---


def _context(sheet: Sheet, markdown: str, search: tuple[Path, ...], proof: bool) -> Mapping[str, Any]:
    """What the letterhead's templates see, but for the fit."""
    text, close = _text(markdown)
    return {
        "sheet": sheet,
        "text": text,
        "close": close,
        "proof": proof,
        "logo": _locate(search, "logo.svg") is not None,
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
        html = _environment(search).get_template("letter.html.j2").render(context, fit=fit)
    except Exception as error:
        raise UserError([_template_problem(error, search)]) from error
    numbers = count()
    return _SAID.sub(lambda found: f'<a id="said-{next(numbers)}-{found[1]}"{found[0][2:]}', html)


def _text(markdown: str) -> tuple[Markup, Markup]:
    """The letter's blocks and, apart, the paragraph that closes it; both as HTML."""
    parser = _parser()
    tokens = parser.parse(markdown)
    starts = [place for place, token in enumerate(tokens) if token.level == 0 and token.nesting == 1]
    if starts and tokens[starts[0]].type == "paragraph_open":
        tokens[starts[0]].attrJoin("class", "salutation")
    closes = len(starts) > 1 and tokens[starts[-1]].type == "paragraph_open"
    cut = starts[-1] if closes else len(tokens)
    _keep_short_end(tokens[:cut])
    _number(tokens[:cut])
    text, close = (parser.renderer.render(part, parser.options, {}) for part in (tokens[:cut], tokens[cut:]))
    return Markup(text), Markup(close)


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
    return parser


def _image_as_text(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    token = tokens[place]
    return escape(renderer.renderInlineAsText(token.children or [], options, env) or str(token.attrs["src"]))


def _data_url(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@lru_cache(maxsize=64)
def _environment(search: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(search),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
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
    message = f"no template named {error}" if isinstance(error, TemplateNotFound) else str(error)
    return Problem("LK901", f"the letterhead's template fails: {message or type(error).__name__}", mark)


# --- From HTML to PDF ---


def _press(sheet: Sheet, html_in: Callable[[Fit], str], search: tuple[Path, ...]) -> tuple[bytes, int]:
    """The PDF and its number of pages, of the HTML that ``html_in`` gives for a fit."""
    html = html_in(NATURAL)
    configuration = fonts.configuration(_faces(html, search))
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    # Without HarfBuzz's subsetter, fontTools writes the time into the fonts.
    with fonts.environment({"SOURCE_DATE_EPOCH": str(_epoch(sheet.created))}), warnings.catch_warnings():
        # WeasyPrint leaves the file of the colour profile to the garbage collector.
        warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
        try:

            @cache
            def set_in(fit: Fit) -> Any:
                page = HTML(string=html_in(fit), base_url="asset://letterhead/", url_fetcher=_fetcher(search))
                return page.render(font_config=configuration, pdf_variant="pdf/a-3a")

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
            hint = "a letterhead uses the files of its own folder, of letterheads/base, and asset://fonts"
            raise UserError([Problem("LK905", str(error), hint=hint)]) from error


def _faces(html: str, search: tuple[Path, ...]) -> frozenset[str]:
    """The ``@font-face`` rules of the page and its style sheets; fonts of a letterhead's own count as its own."""
    sources, seen, rules = [("", html)], set(), set()
    while sources:
        name, source = sources.pop()
        for rule in _FACES.findall(source):
            rules.add(rule if "asset://fonts/" in rule else f"{search[0]}: {rule}")
        for url in _STYLES.findall(source):
            target = urlsplit(url)
            path = target.path.lstrip("/") if target.scheme else join(dirname(name), target.path)
            file = _locate(search, path)
            if file and file not in seen:
                seen.add(file)
                sources.append((path, file.read_text(encoding="utf-8")))
    return frozenset(rules)


def _locate(folders: Sequence[Path], path: str) -> Path | None:
    """The first file of that path inside one of the folders, links followed; None when there is none."""
    for folder in folders:
        root = folder.resolve()
        file = (root / unquote(path).lstrip("/")).resolve()
        if file.is_relative_to(root) and file.is_file():
            return file
    return None


@lru_cache(maxsize=64)
def _fetcher(search: tuple[Path, ...]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    hosts: Mapping[str, tuple[Path, ...]] = {"letterhead": search, "fonts": (fonts.folder(),)}

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        """Serves files of the letterhead and the fonts, and inline data; anything else stops the letter."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            parts = urlsplit(url)
            # URLs relative to asset:// arrive as they are written, because urljoin does not know the scheme.
            host = parts.netloc if parts.scheme == "asset" else "letterhead"
            if parts.scheme not in ("", "asset") or (not parts.scheme and parts.netloc) or host not in hosts:
                raise FatalURLFetchingError(f"the letterhead asks for {url!r}, which is outside its folders")
            file = _locate(hosts[host], parts.path)
            if file is None:
                raise FileNotFoundError("no such file in the letterhead's folders")
            if file.stat().st_size > _MAX_ASSET:
                raise ValueError("the file is too big")
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return URLFetcherResponse(
                f"asset://{host}/{parts.path.lstrip('/')}", file.read_bytes(), {"Content-Type": kind}
            )

    return AssetFetcher(allowed_protocols={"data"}, allow_redirects=False)


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


def _from_log(record: logging.LogRecord) -> Problem:
    message = record.getMessage()
    if found := _NO_GLYPH.match(message):
        name = f"{chr(int(found[1], 16))!r} (U+{found[1]})"
        hint = "use another character, or a letterhead whose font has it"
        return Problem("LK903", f"no font of the letterhead has the character {name}", hint=hint)
    return Problem("LK902", f"the letterhead is not set as written: {message}", severity=Severity.WARNING)
