"""Depict the pages of a PDF for a screen: each as a picture, with its words and where they stand."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any

# Sharp on screens of two device pixels a CSS pixel, at the width that a page has beside its text.
DPI, QUALITY = 150, 90


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, from its upper left corner, in shares of the page's width and height (0 to 1)."""

    left: float
    top: float
    width: float
    height: float

    def joined(self, other: Box) -> Box:
        """The smallest rectangle that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right = max(self.left + self.width, other.left + other.width)
        bottom = max(self.top + self.height, other.top + other.height)
        return Box(left, top, right - left, bottom - top)

    def beside(self, other: Box) -> bool:
        """Whether both stand in one line."""
        middle = other.top + other.height / 2
        return self.top <= middle <= self.top + self.height


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word of a page, without the marks around it."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a JPEG named by its digest, its size in points, and its words as a PDF viewer copies them."""

    name: str
    picture: bytes
    width: float
    height: float
    words: tuple[PageWord, ...]


def pages_of(pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF, in their order."""
    from pypdfium2 import PdfDocument

    with closing(PdfDocument(pdf)) as document:
        return tuple(_page(document[number]) for number in range(len(document)))


def _page(opened: Any) -> Page:
    with closing(opened) as page:
        width, height = page.get_size()
        with closing(page.render(scale=DPI / 72)) as bitmap:
            picture = bitmap.to_pil().convert("RGB")
        saved = BytesIO()
        picture.save(saved, "JPEG", quality=QUALITY, subsampling=0)
        with closing(page.get_textpage()) as text:
            words = tuple(_words(text, width, height))
    content = saved.getvalue()
    return Page(hashlib.sha256(content).hexdigest()[:32], content, width, height, words)


def _words(text: Any, width: float, height: float) -> Iterator[PageWord]:
    """The words that stand on a page: runs of letters and digits."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    letters, box = "", None
    for at in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, at))
        if not letter.isalnum():
            if box:
                yield PageWord(letters, box)
            letters, box = "", None
            continue
        raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        low, high = height - bottom.value, height - top.value
        here = Box(left.value / width, high / height, (right.value - left.value) / width, (low - high) / height)
        letters, box = letters + letter, box.joined(here) if box else here
    if box:
        yield PageWord(letters, box)
