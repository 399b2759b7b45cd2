"""Pages that are set by shorter ways are those that WeasyPrint sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import weasyprint.css
import weasyprint.layout.absolute
import weasyprint.layout.float
import weasyprint.layout.inline
import weasyprint.layout.preferred
from support.sheets import AFLCIO, INDUSTRIALL, ITUC, TEMPLATES, TWO_PAGES

from letterkit.typeset import shorter_ways
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.typeset import typeset

TEXT = """Dear President,

We write about *the arrests* of Амина Каримова and مريم الحسن in the ports.
More is at <https://www.example.org/a-long-way-to/go>.

- Release her.
- Pay what is owed, as **Convention No. 95** asks.

| what | how much |
| --- | --- |
| wages | 1,200 |

Yours sincerely,"""


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """WeasyPrint as it is, put back afterwards as it was."""
    style: Any = weasyprint.css.ComputedStyle
    monkeypatch.setattr(style, "__missing__", getattr(style.__missing__, "__wrapped__", style.__missing__))
    for module in (weasyprint.layout.absolute, weasyprint.layout.float, weasyprint.layout.inline):
        monkeypatch.setattr(module, "shrink_to_fit", weasyprint.layout.preferred.shrink_to_fit)
    shorter_ways.taken.cache_clear()
    yield
    shorter_ways.taken.cache_clear()


def _set(sheets: list[Sheet]) -> list[bytes]:
    texts = (TEXT, TWO_PAGES)
    return [typeset(one, text, templates=TEMPLATES, proof=True).pdf for one in sheets for text in texts]


def test_the_bytes_are_the_same_both_ways(plain: None, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [INDUSTRIALL, ITUC, AFLCIO]
    with monkeypatch.context() as patch:
        patch.setattr(shorter_ways, "VERSIONS", ())
        before = _set(sheets)
        assert not shorter_ways.taken()
    shorter_ways.taken.cache_clear()
    assert _set(sheets) == before
    assert shorter_ways.taken()
    assert hasattr(weasyprint.layout.inline.shrink_to_fit, "__wrapped__")


def test_a_box_without_room_is_as_narrow_as_ever(plain: None) -> None:
    page = "<style>@page { size: 60mm 90mm } b { display: inline-block; %s }</style><p>a <b>Überlandstraßenbahn</b>"

    def widths() -> list[float]:
        found = []
        for style in ("", "overflow-wrap: anywhere; width: auto; max-width: 9mm", "float: left", "position: absolute"):
            for size in ("60mm", "20mm"):
                html = (page % style).replace("60mm", size, 1)
                laid = weasyprint.HTML(string=html).render().pages[0]._page_box
                found += [box.width for box in laid.descendants() if box.element_tag == "b"]
        return found

    before = widths()
    assert len(set(before)) > 1
    assert shorter_ways.taken()
    assert widths() == before
