"""Pages that are set by shorter ways are those that WeasyPrint sets."""

from __future__ import annotations

from collections.abc import Iterator

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
    for way in shorter_ways.ways():
        there = vars(way.owner).get(way.name)
        if hasattr(there, "__wrapped__"):
            monkeypatch.setattr(way.owner, way.name, there.__wrapped__)
        elif shorter_ways.is_taken(way):
            monkeypatch.delattr(way.owner, way.name)
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
    for _ in range(2):  # lines are noted when they come again, and then drawn from what was noted
        assert _set(sheets[:1]) == before[:2]
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


LINES = """<style>@page { size: 90mm } p { font-family: "Source Sans 3"; hyphens: auto }</style><body lang=en>
<p style="font-size: %s">Office waffles, first flights: Überlandstraßenbahn AVAToday. Reinstatement of everybody.</p>
<p style="font-size: 11px; text-align: justify; width: 40mm">Office waffles, first flights of the unemployed today and
for everybody <b>AVAT</b> <a href="https://example.org">here</a></p>
<p style="font-size: 9.3px; letter-spacing: 1px; text-decoration: underline">AVAToday مريم الحسن Амина 漢</p>"""


def test_lines_are_the_same_whatever_was_set_before(plain: None) -> None:
    pages = [LINES % size for size in ("9.3px", "11px", "17px", "9.3px", "11px")]

    def written() -> list[bytes]:
        return [weasyprint.HTML(string=page).write_pdf() for page in pages]

    before = written()
    assert len(set(before)) == 3
    assert shorter_ways.taken()
    for _ in range(3):
        assert written() == before
