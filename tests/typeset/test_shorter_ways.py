"""Pages that are set by shorter ways are those that WeasyPrint sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pytest
import weasyprint.css
import weasyprint.layout.absolute
import weasyprint.layout.float
import weasyprint.layout.inline
import weasyprint.layout.preferred
import weasyprint.pdf.fonts
import weasyprint.text.fonts
from fontTools.ttLib import TTFont
from pypdf import PdfReader
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
def plain() -> Iterator[None]:
    """WeasyPrint as it is."""
    shorter_ways.left()
    yield
    shorter_ways.left()


def _set(letters: Sequence[tuple[Sheet, str]]) -> list[bytes]:
    return [typeset(sheet, text, templates=TEMPLATES, proof=True).pdf for sheet, text in letters]


def test_the_bytes_are_the_same_both_ways(plain: None, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = [(INDUSTRIALL, TEXT), (INDUSTRIALL, TWO_PAGES), (ITUC, TEXT), (AFLCIO, TWO_PAGES)]
    with monkeypatch.context() as patch:
        patch.setattr(shorter_ways, "VERSIONS", ())
        before = _set(letters)
        assert not shorter_ways.taken()
    shorter_ways.left()
    assert _set(letters) == before
    assert shorter_ways.taken()
    for _ in range(2):  # lines are noted when they come again, and then drawn from what was noted
        assert _set(letters[:2]) == before[:2]
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


STYLES = """<html lang="%s"><style>@page { size: 90mm 60mm; margin: 9mm; @bottom-right { content: counter(page) } }
:root { --wide: %s } .a { height: 20vh; font-size: 2vw } p { width: var(--wide); margin-inline-start: 4px }
li::marker { color: #060 } q { quotes: "<" ">" } .b { width: calc(1vw + 3em); border-inline-end: 1px solid }</style>
<body id=top><p class=a>One <q>two</q> <span lang=fr class=b>trois</span><ul><li id=%s>x<li>y</ul>
<p><a href="#top">up</a> <img alt=d src='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"
 %s><path d="M1 1L8 8C2 3 4 5 6 7z" stroke="red" fill="blue" fill-opacity=".5"/></svg>'>"""


def test_styles_and_drawings_are_the_same_whatever_was_set_before(
    plain: None, caplog: pytest.LogCaptureFixture
) -> None:
    ways = [
        ("en", "40mm", "one", ""),
        ("de", "40mm", "two", "opacity=&quot;.5&quot;"),
        ("en", "calc(9vw + 1px)", "one", ""),
    ]
    # Where the size of the first page decides, and where something is said, each page is looked at anew.
    ways += [
        ("en", "calc(1 / 0)", "one", "stroke-width=&quot;2&quot;"),
        ("en", "40mm", "one", "transform=&quot;scale(2)&quot;"),
    ]
    fonts = weasyprint.text.fonts.FontConfiguration()
    pages = [STYLES % way for way in ways] + [(STYLES % ways[0]).replace("90mm 60mm", "120mm 50mm")]

    def written() -> list[tuple[bytes, list[str]]]:
        found = []
        for page in pages:
            caplog.clear()
            pdf = weasyprint.HTML(string=page).write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")
            found.append((pdf, [record.getMessage() for record in caplog.records if record.name == "weasyprint"]))
        return found

    before = written()
    assert len({pdf for pdf, _ in before}) == len(pages)
    assert any(said for _, said in before)
    assert shorter_ways.taken()
    for _ in range(4):
        assert written() == before


def _outlines(pdf: bytes) -> list[dict[str, bytes]]:
    """The outlines of the fonts of a PDF."""
    fonts = [one.get_object() for one in PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values()]
    files = [one["/DescendantFonts"][0].get_object()["/FontDescriptor"]["/FontFile2"].get_data() for one in fonts]
    made = [TTFont(BytesIO(file), lazy=False) for file in files]
    return [{name: one["glyf"][name].compile(one["glyf"]) for name in one.getGlyphOrder()} for one in made]


def test_fonts_are_made_smaller_without_a_library_of_the_system(plain: None, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = [(ITUC, TEXT)]
    with_library = _set(letters)
    shorter_ways.left()
    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    monkeypatch.setattr(weasyprint.pdf.fonts.Font, "_fonttools_subset", lambda *_: pytest.fail("the slow way"))
    without = _set(letters)
    assert without == _set(letters)
    for one, other in zip(without, with_library, strict=True):
        assert _outlines(one) == _outlines(other)
