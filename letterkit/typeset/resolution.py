"""Pictures of pixels are held against the size at which they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem

# Dots an inch; below, edges look like stairs on paper.
LEAST = 200
_WANTED = 300
_INCH = 96


def coarse(document: Any) -> Iterator[Problem]:
    """A warning (LK949) for each picture of pixels that is printed larger than it is made for, each once.

    ``document`` is as WeasyPrint laid it out.
    """
    found: dict[str, Problem] = {}
    for page in document.pages:
        for address, image, width, height, fit in _pictures(page._page_box):
            if type(image).__name__ != "RasterImage" or not width or not height:
                continue
            dots = fit(image.width / width, image.height / height) * _INCH
            name = "data:" if address.startswith("data:") else PurePosixPath(unquote(address)).name
            if dots < LEAST - 1 and name not in found:
                wide, high = round(width / _INCH * _WANTED), round(height / _INCH * _WANTED)
                message = f"the picture '{name}' is printed at {dots:.0f} dots an inch, which looks coarse on paper"
                hint = f"take an SVG, or one of {wide} by {high} pixels"
                found[name] = Problem("LK949", message, None, hint, Severity.WARNING)
    yield from found.values()


def _pictures(box: Any) -> Iterator[tuple[str, Any, float, float, Callable[[float, float], float]]]:
    """The pictures below a box, those behind boxes among them: address, image, and size in CSS pixels.

    The last says which side counts where the picture does not fill its box.
    """
    box = getattr(box, "_box", box)
    background = getattr(box, "background", None)
    layers = zip(background.layers, background.style["background_image"], strict=False) if background else ()
    for layer, (kind, address) in layers:
        if kind == "url" and layer.image is not None:
            yield address, layer.image, layer.size[0], layer.size[1], min
    if image := getattr(box, "replacement", None):
        contained = box.style["object_fit"] == "contain"
        yield box.element.get("src") or "", image, box.width, box.height, max if contained else min
    for child in getattr(box, "children", ()):
        yield from _pictures(child)
