"""Typeset: a sheet and its text become a PDF on letterhead."""

from __future__ import annotations

import logging
import mimetypes
import re
import traceback
import warnings
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from html import escape
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
from letterkit.letter import Sheet
from letterkit.problems import Mark, Problem, Severity, UserError, in_order, stop_on
from letterkit.typography import Typography, as_it_is, plain_spaces, set_runs, set_text

PAPERS = ("A4", "Letter")
_MAX_TEXT = 100_000
_MAX_ASSET = 20_000_000
# Below this length a block may be a single line, too little to hold the signatures alone.
_SHORT = 200
# With more lines than this below the signatures, the lines may go to another page.
_SHORT_TAIL = 9
_LINK = re.compile(r"(?:https|mailto):", re.IGNORECASE)
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_STYLES = re.compile(r"""(?:@import\s+(?:url\(\s*)?["']?|<link[^>]*\shref=")([^"')\s]+)""")
_FACES = re.compile(r"@font-face\s*\{[^}]*\}")
_NO_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)\Z", re.DOTALL)
# A run of characters that opportunities for line breaks (Unicode, UAX #14) would divide, and a typesetter would not.
_UNBROKEN = re.compile(r"((?<!\S)\S*\d(?:\(\w{1,4}\))+\S*|(?<!\S)\S*\d–\d\S*|(?<![^\s—])[^\s—]+—)")
_CAPITALISED = re.compile(r"[^\W\d_]+")
_PRODUCER = re.compile(rb' pdf:Producer="[^"]*"')
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
    html = _html(sheet, markdown, search, proof)
    with _logged() as records:
        pdf, pages = _press(sheet, html, search)
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
    if len(markdown) > _MAX_TEXT:
        yield Problem("LK904", f"the text has {len(markdown):,} characters; a letter has at most {_MAX_TEXT:,}")


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


def _html(sheet: Sheet, markdown: str, search: tuple[Path, ...], proof: bool) -> str:
    text, close = _text(markdown, sheet.typography)
    context = {
        "sheet": _set(sheet),
        "text": text,
        "close": close,
        "proof": proof,
        "logo": _locate(search, "logo.svg") is not None,
        "short_tail": len(sheet.copies) + len(sheet.enclosures) + 2 * len(sheet.notes) <= _SHORT_TAIL,
        "watermark": _data_url(fonts.slanted(sheet.draft_label)) if proof else "",
    }
    try:
        return _environment(search).get_template("letter.html.j2").render(context)
    except Exception as error:
        raise UserError([_template_problem(error, search)]) from error


def _set(sheet: Sheet) -> Sheet:
    """The sheet with its texts set; the title is shown by programs, and has plain spaces."""
    typography = sheet.typography

    def one(text: str) -> str:
        return set_text(text, typography)

    def all_of(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(one, texts))

    heads = (
        replace(
            head,
            short=one(head.short),
            names=all_of(head.names),
            slogan=one(head.slogan),
            address=all_of(head.address),
            contacts=tuple((one(label), text) for label, text in head.contacts),
            officers=tuple(replace(who, name=one(who.name), titles=all_of(who.titles)) for who in head.officers),
            roster=head.roster and replace(head.roster, title=one(head.roster.title), names=all_of(head.roster.names)),
        )
        for head in sheet.heads
    )
    return replace(
        sheet,
        title=plain_spaces(one(sheet.title)),
        heads=tuple(heads),
        place_and_date=one(sheet.place_and_date),
        inside_address=all_of(sheet.inside_address),
        mailboxes=tuple(replace(mailbox, note=one(mailbox.note)) for mailbox in sheet.mailboxes),
        mailbox_label=one(sheet.mailbox_label),
        via=one(sheet.via),
        delivery=one(sheet.delivery),
        subject=one(sheet.subject),
        continuation=all_of(sheet.continuation),
        page_label=one(sheet.page_label),
        signatures=tuple(replace(block, name=one(block.name), lines=all_of(block.lines)) for block in sheet.signatures),
        enclosures_label=one(sheet.enclosures_label),
        enclosures=all_of(sheet.enclosures),
        copies_label=one(sheet.copies_label),
        copies=all_of(sheet.copies),
        notes=all_of(sheet.notes),
    )


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


def _keep_short_end(tokens: Sequence[Token]) -> None:
    """Tie a short last block to the one before, so that the signatures never stand below a single line."""
    content = next((token.content for token in reversed(tokens) if token.type == "inline"), "")
    if len(content) < _SHORT:
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
def _environment(search: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(search),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = _unbroken
    return environment


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


def _press(sheet: Sheet, html: str, search: tuple[Path, ...]) -> tuple[bytes, int]:
    """The PDF and its number of pages."""
    configuration = fonts.configuration(_faces(html, search))
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    # Without HarfBuzz's subsetter, fontTools writes the time into the fonts.
    with fonts.environment({"SOURCE_DATE_EPOCH": str(_epoch(sheet.created))}), warnings.catch_warnings():
        # WeasyPrint leaves the file of the colour profile to the garbage collector.
        warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
        try:
            document = HTML(string=html, base_url="asset://letterhead/", url_fetcher=_fetcher(search)).render(
                font_config=configuration, pdf_variant="pdf/a-3a"
            )
            _describe(document.metadata, sheet)
            return document.write_pdf(pdf_variant="pdf/a-3a", finisher=_finish), len(document.pages)
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


def _finish(document: Any, pdf: Any) -> None:
    """Declare PDF/UA beside PDF/A, and take out which program made the file."""
    pdf.info.pop("Producer", None)
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])].stream
    stream[0] = _PRODUCER.sub(b"", stream[0]).replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>")
    for item in [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("S") == "/LI"]:
        _give_body(item, pdf)


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
