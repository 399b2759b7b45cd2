"""The fonts in a PDF, made smaller with HarfBuzz also where the system has no library for that.

WeasyPrint would take fontTools, which needs three times as long as all the rest of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from importlib import import_module
from typing import Any

from letterkit.typeset.shorter_ways.ways import Way

_USELESS = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
"""The tables that WeasyPrint leaves out: what they say has been done when a text is laid out."""


def ways() -> Iterator[Way]:
    """The way to a smaller font, where WeasyPrint has no library for it."""
    fonts: Any = import_module("weasyprint.pdf.fonts")
    if fonts.harfbuzz_subset is None:
        yield Way(fonts.Font, "subset", _subset(fonts))


def _subset(fonts: Any) -> Callable[..., None]:
    plain: Callable[..., None] = fonts.Font.subset

    @wraps(plain)
    def subset(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        smaller = _smaller(font, frozenset(to_unicode), hinting) if to_unicode else None
        if smaller:
            font.file_content = smaller
        else:
            plain(font, to_unicode, hinting)

    return subset


def _smaller(font: Any, glyphs: frozenset[int], hinting: bool) -> bytes | None:
    """A font with some glyphs alone, which keep their numbers; None for one that HarfBuzz does not read.

    As WeasyPrint does it: first the other glyphs are emptied, then those behind the last one dropped.
    """
    import uharfbuzz as harfbuzz

    flag = harfbuzz.SubsetFlags
    always = flag.PASSTHROUGH_UNRECOGNIZED | flag.DESUBROUTINIZE
    if font.missing:
        always |= flag.NOTDEF_OUTLINE
    emptied = harfbuzz.SubsetInput()
    emptied.glyph_set.update(glyphs)
    emptied.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _USELESS)
    emptied.flags = always | flag.RETAIN_GIDS
    cut = harfbuzz.SubsetInput()
    cut.glyph_set.update(range(max(glyphs) + 1))
    cut.flags = always if hinting else always | flag.NO_HINTING
    try:
        face = cut.subset(emptied.subset(harfbuzz.Face(font.file_content, font.index)))
    except RuntimeError:
        return None
    return bytes(face.blob.data) or None
