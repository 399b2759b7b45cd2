"""Drawings in SVG, such as logos and the label of a proof: what was drawn before is drawn as it was."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from functools import wraps
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element, tostring

from letterkit.typeset.shorter_ways.ways import Heard, Way

_DRAWINGS = 32
_OUTLINES = frozenset(
    {
        *("move_to", "line_to", "curve_to", "curve_start_to", "curve_end_to", "rectangle", "close"),
        *("fill", "stroke", "fill_and_stroke", "clip", "end"),
        *("set_dash", "set_line_cap", "set_line_join", "set_line_width", "set_miter_limit"),
    }
)
"""What of a page's stream only writes; it asks for nothing and changes nothing else."""
_STATES = frozenset({"push_state", "pop_state", "transform", "set_color", "set_alpha"})
_ELSEWHERE = b"href"
"""What in a drawing leads to another one."""

Written = tuple[tuple[str, tuple[Any, ...], dict[str, Any]], ...]
"""What is asked of a stream, in order; outlines that follow one another are one text."""


def ways() -> Iterator[Way]:
    """The way to draw a drawing."""
    images: Any = import_module("weasyprint.images")
    yield Way(images.SVGImage, "__init__", _begin(images))
    yield Way(images.SVGImage, "draw", _draw(images))


def _begin(images: Any) -> Callable[..., None]:
    """What makes a drawing; it is known again by all that it says."""
    plain: Callable[..., None] = images.SVGImage.__init__

    @wraps(plain)
    def begin(image: Any, tree: Element, *arguments: Any, **options: Any) -> None:
        image.content = tostring(tree)
        plain(image, tree, *arguments, **options)

    return begin


class _Hand:
    """In the place of a stream: hands on what is asked of it, and notes that."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._written: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self._outline_from: int | None = None
        self.other = False

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._stream, name)
        if name in _OUTLINES:
            return self._outline(asked)
        if name not in _STATES:
            self.other = True
            return asked

        def noted(*arguments: Any, **options: Any) -> Any:
            self._end_outline()
            self._written.append((name, arguments, options))
            return asked(*arguments, **options)

        return noted

    def _outline(self, asked: Callable[..., Any]) -> Callable[..., Any]:
        if self._outline_from is None:
            self._outline_from = len(self._stream.stream)
        return asked

    def _end_outline(self) -> None:
        if self._outline_from is not None:
            outline = b"\n".join(self._stream.stream[self._outline_from :])
            self._written.append(("", (outline,), {}))
            self._outline_from = None

    @property
    def written(self) -> Written:
        """What was asked of the stream."""
        self._end_outline()
        return tuple(self._written)


class _Drawn:
    """In the place of a drawing: says whether it was drawn to its end."""

    def __init__(self, drawing: Any) -> None:
        self._drawing = drawing
        self.whole = False

    def draw(self, *arguments: Any) -> None:
        """Draw it."""
        self._drawing.draw(*arguments)
        self.whole = True


def _draw(images: Any) -> Callable[..., None]:
    plain: Callable[..., None] = images.SVGImage.draw
    kept: OrderedDict[Hashable, Written] = OrderedDict()

    @wraps(plain)
    def draw(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
        content = getattr(image, "content", _ELSEWHERE)
        if _ELSEWHERE in content:
            plain(image, stream, width, height, style)
            return
        key = content, width, height
        if key in kept:
            kept.move_to_end(key)
            for name, arguments, options in kept[key]:
                if name:
                    getattr(stream, name)(*arguments, **options)
                else:
                    stream.stream.append(*arguments)
            return
        hand, drawing = _Hand(stream), image._svg
        image._svg = drawn = _Drawn(drawing)
        try:
            with Heard(heeded=True) as said:
                plain(image, hand, width, height, style)
        finally:
            image._svg = drawing
        if drawn.whole and not hand.other and not said.anything:
            kept[key] = hand.written
            if len(kept) > _DRAWINGS:
                kept.popitem(last=False)

    return draw
