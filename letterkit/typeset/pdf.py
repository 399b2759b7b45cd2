"""A page becomes a PDF that says what it is: PDF/A-3a, PDF/UA-1, its metadata."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from letterkit.foundation.problems import Location, Problem, UserError, stop_on
from letterkit.typeset import fonts, mends, parsed, shorter_ways
from letterkit.typeset.assets import fetcher
from letterkit.typeset.enclosed import draw_enclosed
from letterkit.typeset.fit import Fit, Pages, choose, overfull
from letterkit.typeset.ink import Places, outside
from letterkit.typeset.laid_out import boxes_of, finish
from letterkit.typeset.lines import Line, lines_of, number
from letterkit.typeset.resolution import coarse
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.stationery import Sheets
from letterkit.typeset.tags import complete

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

Behind = Callable[[Sequence[Line]], str]
"""What stands behind a letter, as HTML, made when the lines of the letter are known."""


def epoch_of(created: str) -> int | None:
    """The day as seconds since 1970, or None when it is no date as YYYY-MM-DD."""
    try:
        day = datetime.fromisoformat(created).replace(tzinfo=UTC)
    except ValueError:
        return None
    return max(0, int(day.timestamp())) if f"{day:%Y-%m-%d}" == created else None


# --- From HTML to PDF ---


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, its number of pages, and what to mend that did not stop it."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]


def press(
    sheet: Sheet,
    html_in: Callable[[Fit], str],
    look: str,
    configuration: Any,
    search: tuple[Path, ...],
    places: Places,
    written_at: Location | None,
    sheets: Sheets,
    proof: bool,
    behind: Behind | None = None,
) -> Printed:
    """The PDF of the HTML that ``html_in`` gives for a fit.

    ``look`` is CSS beside that of the page; ``places`` says where words were written, ``written_at`` where the text
    begins. ``sheets`` are the backgrounds of its pages; a ``proof`` may have an address that its window cannot hold.
    ``behind`` gives the HTML of the pages behind the letter, whose lines are then numbered.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    for change in (parsed.once, mends.once, shorter_ways.taken):
        change()
    fetch = fetcher(search)
    # Where fontTools makes a font smaller, it writes the time into it.
    epoch = {"SOURCE_DATE_EPOCH": str(epoch_of(sheet.created))}
    with fonts.environment(epoch), fonts.temporary_files_together(), warnings.catch_warnings():
        # WeasyPrint leaves the file of the colour profile to the garbage collector.
        warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
        try:
            own = _style(look, fetch, configuration)

            def laid_out(html: str) -> Any:
                page = HTML(string=html, base_url="asset://letterhead/", url_fetcher=fetch)
                return page.render(font_config=configuration, pdf_variant="pdf/a-3a", stylesheets=[own])

            document = _fitted(cache(lambda fit: laid_out(html_in(fit))))
            pages = [dict(page.anchors) for page in document.pages]
            height = document.pages[0].height
            problems = *overfull(sheet, pages, height, proof), *outside(document, places, written_at), *coarse(document)
            stop_on(problems)
            lines: Sequence[Line] = ()
            put_behind = partial(_draw, sheet, sheets, pages)
            if behind:
                lines = lines_of(document)
                more = laid_out(behind(lines)).pages
                document, pages = document.copy([*document.pages, *more]), [*pages, *({} for _ in more)]
            for page in document.pages:
                # Each would become a named destination of the PDF.
                page.anchors.clear()
            _describe(document.metadata, sheet)
            finish = partial(_finish, pages, lines, put_behind)
            files = [] if proof else list(_attachments(sheet))
            pdf = document.write_pdf(pdf_variant="pdf/a-3a", finisher=finish, attachments=files)
            return Printed(pdf, len(pages), problems)
        except FatalURLFetchingError as error:
            raise UserError(error.problems) from error
        except RecursionError as error:
            hint = "use fewer levels in the lists of the draft, and in the letterhead's templates"
            raise UserError([Problem("LK910", "the letter is nested too deep to be set", None, hint)]) from error


@lru_cache(maxsize=16)
def _style(look: str, fetch: Any, configuration: Any) -> Any:
    """A style sheet beside that of the page, parsed once."""
    from weasyprint import CSS

    return CSS(string=look, url_fetcher=fetch, font_config=configuration)


def _fitted(set_in: Callable[[Fit], Any]) -> Any:
    """The document in the setting that fits its pages."""
    document = set_in(choose(lambda fit: boxes_of(set_in(fit))))
    finish(document, [page.anchors for page in document.pages])
    return document


def _draw(sheet: Sheet, sheets: Sheets, pages: Pages, pdf: Any) -> None:
    """Draw what other programs made: the sheets behind the letter, and the pages of enclosed files."""
    sheets.put_behind(pdf, len(pages))
    draw_enclosed(sheet, pages, pdf)


def _attachments(sheet: Sheet) -> Iterator[Any]:
    """What is enclosed as files, as WeasyPrint takes it: associated files of the document (ISO 19005-3, 6.8)."""
    from weasyprint import Attachment

    day = datetime.fromisoformat(sheet.created).replace(tzinfo=UTC)
    for one in sheet.attached:
        yield Attachment(
            file_obj=BytesIO(one.content),
            name=one.name,
            description=one.name,
            relationship="Supplement",
            created=day,
            modified=day,
        )


def _describe(metadata: Any, sheet: Sheet) -> None:
    """The PDF says what the sheet says of it, whatever a template declares."""
    metadata.title, metadata.lang = sheet.title, sheet.language
    metadata.authors = [sheet.author] if sheet.author else []
    metadata.created = metadata.modified = sheet.created
    metadata.generator = metadata.description = None
    metadata.keywords, metadata.attachments, metadata.custom = [], [], {}


def _finish(pages: Pages, lines: Sequence[Line], put_behind: Callable[[Any], None], document: Any, pdf: Any) -> None:
    """Declare PDF/UA beside PDF/A, complete the tags and pages, and take out which program made the file."""
    pdf.info.pop("Producer", None)
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])].stream
    stream[0] = _PRODUCER.sub(b"", stream[0]).replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>")
    complete(document, pdf, pages)
    if files := pdf.catalog.get("AF"):
        files[:] = dict.fromkeys(files)  # WeasyPrint lists each twice.
    put_behind(pdf)
    number(lines, pdf)
    for one in pdf.objects:
        if one.free == "f":
            # As a free entry (ISO 32000-1, 7.5.8.3): pydyf counts it among the objects of the stream it is not in, and
            # readers that go by the count would find another object for each that comes after it.
            one.number, one.generation = 0, max(1, one.generation)
