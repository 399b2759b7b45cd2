"""A sheet as a designer makes one: two pages with a bar, a tint that is seen through, a gradient and letters."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
from weasyprint import CSS, HTML

from letterkit.typeset import fonts
from letterkit.typeset.assets import fetcher

_PAGES = """<html lang="en"><style>@page { size: A4; margin: 0 } body { margin: 0; font-family: "Noto Sans" }
div { position: absolute } .page { position: relative; height: 297mm }
.bar { top: 0; width: 210mm; height: 22mm; background: linear-gradient(90deg, #17456b, #3a86b8) }
.name { top: 7mm; left: 20mm; color: white; font-size: 16pt }
.tint { top: 120mm; left: 120mm; width: 80mm; height: 80mm; border-radius: 50%; background: rgba(23, 69, 107, .06) }
</style><div class="page"><div class="bar"></div><div class="tint"></div><div class="name">Designed Paper</div></div>
<div class="page"><div class="bar"></div></div></html>"""


@cache
def _plain() -> bytes:
    own, fetch = fonts.configuration(frozenset(["a sheet"])), fetcher(())
    faces = CSS(string=fonts.face_rules("Noto Sans"), font_config=own, url_fetcher=fetch)
    return bytes(HTML(string=_PAGES, url_fetcher=fetch).write_pdf(stylesheets=[faces], font_config=own))


def designed(*changes: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The sheet as a PDF, after some changes."""
    with pikepdf.open(io.BytesIO(_plain())) as pdf:
        for change in changes:
            change(pdf)
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue()
