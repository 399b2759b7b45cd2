"""The fonts of a letter: always those of one package, never the machine's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from letterkit.foundation.caches import content_of, prepared
from letterkit.typeset.engine import weasyprint

PACKAGE = "rendercv_fonts"
# The families of the package that have regular, bold and italic faces with all of Latin, Cyrillic with the letters of
# Kazakh, and Greek, and the hyphen and spaces that do not break.
FAMILIES = ("EB Garamond", "Gentium Book Plus", "Noto Sans", "Source Sans 3")
# Size in points, line height and measure in ems of a letter's text in each family: their small letters look as large
# (5.1 points high), a line is 15.4 points deep, and holds some 80 characters, the most that a letter bears.
TEXT_SIZES = {
    "EB Garamond": (12.6, 1.222, 31.0),
    "Gentium Book Plus": (11.2, 1.375, 34.6),
    "Noto Sans": (9.6, 1.604, 39.2),
    "Source Sans 3": (10.6, 1.453, 34.6),
}
_FACES = (
    ("Regular", "normal", "normal"),
    ("Bold", "normal", "bold"),
    ("Italic", "italic", "normal"),
    ("BoldItalic", "italic", "bold"),
)
_MARK_FACE = "Source Sans 3/SourceSans3-Bold.ttf"
_FALLBACK = "Source Sans 3"
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@cache
def folder() -> Path:
    """The folder with one sub-folder a family, found without importing the package."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {PACKAGE!r}, which holds the fonts, is not installed", name=PACKAGE)
    return Path(spec.submodule_search_locations[0])


def face_rules(family: str) -> str:
    """The ``@font-face`` rules of one of `FAMILIES`, as CSS."""
    files = family.replace(" ", "")
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; '
        f'src: url("asset://fonts/{quote(family)}/{files}-{face}.ttf") }}'
        for face, style, weight in _FACES
    )


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for a while and put back what was there."""
    before = {key: os.environ.get(key) for key in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="letterkit-")


@contextmanager
def temporary_files_together() -> Iterator[None]:
    """Keep temporary files that are made inside this block in one folder, which goes when the process ends.

    A configuration copies its faces to a temporary folder, which it removes when nothing holds it any more: what is
    typeset does, for longer than anybody needs it.
    """
    before = tempfile.tempdir
    tempfile.tempdir = _scratch().name
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def only_ours() -> Iterator[None]:
    """Hide the machine's fonts from whatever starts fontconfig inside this block.

    One family remains: WeasyPrint ends the process when a style sheet leaves it with no font at all.
    """
    with tempfile.TemporaryDirectory(prefix="letterkit-") as scratch:
        conf = Path(scratch, "fonts.conf")
        conf.write_text(
            _CONFIGURATION.format(fonts=escape(str(folder() / _FALLBACK)), cache=escape(scratch)), encoding="utf-8"
        )
        with environment({"FONTCONFIG_FILE": str(conf)}):
            yield


@lru_cache(maxsize=8)
def configuration(faces: frozenset[str]) -> Any:
    """WeasyPrint's font configuration for letters that declare these ``faces``.

    Letters with the same faces share one, because each costs memory that is not given back. Letters with other faces
    do not: a character that a font lacks would otherwise be drawn with whatever an earlier letter had loaded.
    """
    with only_ours():
        weasyprint()
        from weasyprint.text.fonts import FontConfiguration

        return FontConfiguration()


@lru_cache(maxsize=16)
def slanted(label: str) -> str:
    """``label`` drawn as outlines along a diagonal: an SVG picture in a square.

    Outlines are not text: they leave what a reader copies or searches undisturbed, and a long label only gets smaller.
    """
    content = partial(content_of, {_MARK_FACE: folder() / _MARK_FACE})
    return prepared(f"label {label}", content(), lambda: _outlined(label), content)


def _outlined(label: str) -> str:
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    with TTFont(folder() / _MARK_FACE, lazy=True) as font:
        glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}")
        x = 0
        for character in label:
            glyph = glyphs[cmap.get(ord(character), ".notdef")]
            glyph.draw(TransformPen(pen, (1, 0, 0, -1, x, 0)))
            x += glyph.width
        height = font["OS/2"].sCapHeight
    side = max(x, 5 * height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-side / 2:.0f} {-side / 2:.0f} {side} {side}">'
        f'<g transform="rotate(-50) translate({-x / 2:.0f} {height / 2:.0f})">'
        f'<path fill="#000" fill-opacity=".06" d="{pen.getCommands()}"/></g></svg>'
    )
