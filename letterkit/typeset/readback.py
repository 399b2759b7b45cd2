"""Read back what a PDF says, to those who look at it and to programs: the last look before it leaves."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject, TextStringObject
from pypdfium2 import PdfDocument, PdfiumError

UNREADABLE = (PyPdfError, PdfiumError, ValueError, KeyError)
"""What `texts_in` raises for a file that is no PDF, or a damaged one."""

_PLACES = {
    "/URI": "the address of a link",
    "/Alt": "an alternative text",
    "/ActualText": "a text for screen readers",
    "/Contents": "a note",
    "/Title": "a title",
}
# A hyphen at the end of a line as text is extracted: as it is, as a soft one, or as PDFium marks it.
_DIVIDED = re.compile("[-\u00ad\u2010\ufffe\x02]\\s*\r?\n")


def texts_in(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Every text of a PDF with a word on where it is: of its pages, of all its objects, of its metadata.

    Lines that a hyphen ends are joined. Nothing is passed over for being of a kind that nobody thought of: each string
    of each object is read.
    """
    with closing(PdfDocument(pdf)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                said = text.get_text_bounded().replace("\r\n", "\n")
                yield f"the text of page {number + 1}", _DIVIDED.sub("", said)
    reader = PdfReader(io.BytesIO(pdf))
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    for number in sorted(numbers):
        yield from _strings(reader.get_object(number), "")
    yield from _strings(reader.trailer.raw_get("/Info").get_object() if "/Info" in reader.trailer else None, "")


def _strings(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """The strings of an object; those of others that it refers to are read with those."""
    if isinstance(value, IndirectObject):
        return
    if isinstance(value, TextStringObject):
        yield _PLACES.get(key, f"the data of the PDF ({key})"), str(value)
    elif isinstance(value, DictionaryObject):
        for name, inner in value.items():
            yield from _strings(value.raw_get(name) if name in value else inner, str(name))
        if isinstance(value, StreamObject) and value.get("/Type") == "/Metadata":
            yield "the metadata", re.sub(r"<[^>]*>", "\n", value.get_data().decode("utf-8", "replace"))
    elif isinstance(value, ArrayObject):
        for inner in value:
            yield from _strings(inner, key)
