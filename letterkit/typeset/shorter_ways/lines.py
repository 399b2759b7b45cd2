"""The lines of a text: what was broken and drawn in a style before is broken and drawn as it was.

Letters of one head, and those that say the same to many, share most of their lines. What Pango has found is kept as
plain numbers and glyphs; where anything differs that was asked for, Pango is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from letterkit.typeset.shorter_ways.ways import AskedStyle, ByStyle, Way

_LINES = 1024
_FONTS = 256


def ways() -> Iterator[Way]:
    """The ways to break and to draw a line."""
    breaking: Any = import_module("weasyprint.text.line_break")
    drawing: Any = import_module("weasyprint.draw.text")
    layout: Any = breaking.Layout
    split = _split(breaking)
    for name in ("layout.inline", "layout.preferred"):
        yield Way(import_module(f"weasyprint.{name}"), "split_first_line", split)
    yield Way(breaking, "get_font_description", _described(breaking))
    yield Way(layout, "reactivate", _reactivate(layout))
    yield Way(layout, "deactivate", _deactivate(layout))
    yield Way(layout, "__getattr__", _setup_later(layout))
    yield Way(drawing, "draw_first_line", _draw(drawing))


def _described(breaking: Any) -> Callable[..., Any]:
    """What tells Pango of a font: nobody changes it, so the same can serve again."""
    plain: Callable[..., Any] = breaking.get_font_description
    kept = ByStyle(_FONTS)

    @wraps(plain)
    def get_font_description(style: Any) -> Any:
        return kept.of(style, None, plain, lambda: plain(style))

    return get_font_description


def _split(breaking: Any) -> Callable[..., Any]:
    """What fits as much of a text as possible on a line."""
    plain: Callable[..., Any] = breaking.split_first_line
    kept = ByStyle(_LINES)

    @wraps(plain)
    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: Any,
        justification_spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        rest = max_width, justification_spacing, is_line_start, minimum

        def made(asked: Any) -> Any:
            return plain(text, asked, context, *rest)

        layout, *found = kept.of(style, (text, *rest), made, lambda: made(style))
        own = object.__new__(type(layout))
        vars(own).update(vars(layout))
        return (own, *found)

    return split_first_line


# A line that was broken is laid out again to be drawn: only when somebody asks for that.


def _reactivate(layout: Any) -> Callable[..., None]:
    plain: Callable[..., None] = layout.reactivate

    @wraps(plain)
    def reactivate(line: Any, style: Any) -> None:
        line.waiting = style

    return reactivate


def _deactivate(layout: Any) -> Callable[..., None]:
    plain: Callable[..., None] = layout.deactivate

    @wraps(plain)
    def deactivate(line: Any) -> None:
        for name in ("layout", "language", "style", "waiting"):
            vars(line).pop(name, None)

    return deactivate


def _setup_later(layout: Any) -> Callable[..., Any]:
    plain: Callable[..., None] = layout.reactivate

    def asked_for(line: Any, name: str) -> Any:
        if name in ("layout", "language", "style") and "waiting" in vars(line):
            plain(line, vars(line).pop("waiting"))
            return getattr(line, name)
        raise AttributeError(f"{type(line).__name__!r} object has no attribute {name!r}")

    return asked_for


Glyphs = tuple[tuple[int, int, str], ...]
"""Glyphs with their widths and the text that each stands for, in the order in which they were first drawn."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """How a line was drawn: the glyphs of each font, and what was written, in order."""

    fonts: tuple[tuple[_FontKey, Glyphs], ...]
    written: tuple[tuple[str, tuple[Any, ...]], ...]


_FontKey = tuple[Any, int, float]
"""The fonts of a letter, and what WeasyPrint calls a font and its size by."""


class _Fonts:
    """The fonts in which lines were drawn, with something that keeps each alive, and their glyphs."""

    def __init__(self, key_of: Callable[[Any], tuple[int, Any, float]]) -> None:
        self.key_of = key_of
        self._kept: dict[_FontKey, tuple[Any, Any]] = {}
        self._glyphs: dict[tuple[int, int, str], tuple[int, int, str]] = {}

    def keep(self, key: _FontKey, pango_font: Any, held_by: Any) -> None:
        """Keep a font for as long as there are not too many."""
        if len(self._kept) >= _FONTS:
            self._kept.clear()
            self._glyphs.clear()
        self._kept[key] = pango_font, held_by

    def of_page(self, key: _FontKey, stream: Any) -> Any:
        """The font of a page's document, None where it is kept no more."""
        if (font := stream._fonts.get(key[1])) is not None:
            return font
        pango_font, _ = self._kept.get(key, (None, None))
        return None if pango_font is None else stream.add_font(pango_font)[0]

    def glyphs(self, font: Any) -> Glyphs:
        """The glyphs of a font that were drawn; lines share them."""
        drawn = ((glyph, font.widths[glyph], word) for glyph, word in font.to_unicode.items())
        return tuple(self._glyphs.setdefault(one, one) for one in drawn)


class _Pen:
    """In the place of a page's stream: notes what is drawn there, with the glyphs of each font as if it were new."""

    def __init__(self, stream: Any, fonts: _Fonts, line: Any) -> None:
        self._stream, self._fonts, self._line = stream, fonts, line
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect
        self.lacks_glyphs = False
        self._new: dict[_FontKey, SimpleNamespace] = {}
        self._written: list[tuple[str, tuple[Any, ...]]] = []

    @property
    def drawn(self) -> _Drawn:
        """What was drawn."""
        fonts = tuple((key, self._fonts.glyphs(font)) for key, font in self._new.items())
        return _Drawn(fonts, tuple(self._written))

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """The page's font, but without the glyphs that were drawn before."""
        name, _, size = self._fonts.key_of(pango_font)
        key = self._line.style.font_config, name, size
        if key not in self._new:
            font, _ = self._stream.add_font(pango_font)
            self._fonts.keep(key, pango_font, self._line.layout)
            own = {"widths": {}, "to_unicode": {}, "get_unused_glyph_id": self._lacking}
            self._new[key] = SimpleNamespace(**{**vars(font), **own})
        return self._new[key], size

    def _lacking(self, codepoint: int) -> int:
        self.lacks_glyphs = True
        return 0

    def set_text_matrix(self, *values: float) -> None:
        """Nothing: the same line stands elsewhere on another page."""

    def set_font_size(self, font: str, size: float) -> None:
        """Note a font and its size."""
        self._written.append(("set_font_size", (font, size)))

    def show_text(self, text: str) -> None:
        """Note glyphs."""
        self._written.append(("show_text", (text,)))

    def set_text_rise(self, height: float) -> None:
        """Note a rise."""
        self._written.append(("set_text_rise", (height,)))


def _draw(drawing: Any) -> Callable[..., Any]:
    """What draws a line."""
    plain: Callable[..., Any] = drawing.draw_first_line
    fonts, kept = _Fonts(import_module("weasyprint.text.fonts").get_pango_font_key), ByStyle(_LINES)

    def drawn(asked: AskedStyle, textbox: Any, stream: Any, matrix: Any) -> _Drawn | None:
        """How a line is drawn; None where it has pictures, or glyphs that no font has."""
        line = textbox.pango_layout
        line.waiting = asked
        pen = _Pen(stream, fonts, line)
        box = SimpleNamespace(text=textbox.text, style=asked, pango_layout=line, baseline=textbox.baseline)
        pictures = plain(pen, box, "clip", "none", matrix)
        return None if pictures or pen.lacks_glyphs else pen.drawn

    @wraps(plain)
    def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
        line = textbox.pango_layout
        if text_overflow == "clip" and block_ellipsis == "none" and "waiting" in vars(line) and textbox.text.strip():
            key = line.text, line.justification_spacing

            def seen(asked: AskedStyle) -> _Drawn | None:
                return drawn(asked, textbox, stream, matrix)

            known = kept.of(textbox.style, key, seen, lambda: None)
            if known and _draw_again(known, fonts, stream, matrix):
                return []
        return plain(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw_first_line


def _draw_again(known: _Drawn, fonts: _Fonts, stream: Any, matrix: Any) -> bool:
    """Draw a line as it was drawn; False where a glyph of it has another width in this document."""
    found = [(fonts.of_page(key, stream), glyphs) for key, glyphs in known.fonts]
    for font, glyphs in found:
        if font is None or any(font.widths.get(glyph, width) != width for glyph, width, _ in glyphs):
            return False
    for font, glyphs in found:
        for glyph, width, word in glyphs:
            font.to_unicode.setdefault(glyph, word)
            font.widths.setdefault(glyph, width)
    stream.set_text_matrix(*matrix.values)
    for name, values in known.written:
        getattr(stream, name)(*values)
    return True
