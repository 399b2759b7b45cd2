"""Depict the pages of a PDF as small pictures."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO

# Pixels an inch, and colours: enough to see a page's shape and its colours in some kilobytes.
DPI, COLOURS = 60, 32


def depict(pdf: bytes) -> tuple[bytes, ...]:
    """Each page as a PNG of `DPI` with `COLOURS`; the same PDF gives the same bytes."""
    from PIL import Image
    from pypdfium2 import PdfDocument

    pictures: list[bytes] = []
    with closing(PdfDocument(pdf)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.render(scale=DPI / 72)) as bitmap:
                picture = bitmap.to_pil().convert("RGB")
            few = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            saved = BytesIO()
            few.save(saved, "PNG", optimize=True)
            pictures.append(saved.getvalue())
    return tuple(pictures)
