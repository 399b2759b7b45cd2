"""A designer's own sheet behind a letter: taken over as it looks, or refused in words that say the mend."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from support.geometry import pages_of
from support.helpers import build, letterkit
from support.papers import designed
from support.sheets import ITUC_HEAD, ONE_PAGE, OWN, TWO_PAGES, house, problems_of, set_letter
from support.sheets import pages_of as texts_of

from letterkit.foundation.problems import UserError
from letterkit.typeset.sheet import Margins, Sheet, Stationery

HEAD = {"name": "Union of Designed Paper", "short": "UDP", "place": "Geneva", "signs": "president"}
OFFICERS = {"president": {"name": "Eva Strand", "gender": "female", "office": "President"}}


def placed(tmp_path: Path, name: str, content: bytes) -> Path:
    root = house(tmp_path)
    (root / "letterheads" / "own" / name).write_bytes(content)
    return root


def on(name: str, **other: object) -> Sheet:
    margins = Margins(top=50, left=30, right=40)
    return replace(OWN, stationery=Stationery(name, margins=margins, later_margins=Margins(top=35)), **other)  # type: ignore[arg-type]


def test_a_letter_stands_on_its_sheet_within_the_margins(tmp_path: Path) -> None:
    root = placed(tmp_path, "sheet.pdf", designed())
    result = set_letter(on("sheet.pdf"), TWO_PAGES, root)
    assert result.problems == ()
    first, second = pages_of(result.pdf)
    assert min(run.top for run in first.runs) > 49.5
    assert min(run.left for run in first.runs) == pytest.approx(30, abs=0.5)
    assert max(run.right for run in first.runs) <= 210 - 40 + 0.5
    text = [run.text for run in (*first.runs, *second.runs)]
    assert not any(line in words for line in ITUC_HEAD.address for words in text), "the sheet is the letterhead"
    assert "2/2" in "".join(run.text for run in second.runs if run.top < 35)
    with pikepdf.open(io.BytesIO(result.pdf)) as document:
        behind = [list(page.Resources.XObject.keys()) for page in document.pages]
        drawn = [pikepdf.parse_content_stream(page)[:4] for page in document.pages]
    assert "/sheet-first" in behind[0]
    for page, name in zip(drawn, ("/sheet-first", "/sheet-later"), strict=True):
        assert [str(one.operator) for one in page] == ["BDC", "q", "cm", "Do"], "before all else, as an artifact"
        assert str(page[0].operands[0]) == "/Artifact"
        assert str(page[3].operands[0]) == name
    said = "".join(texts_of(result.pdf))
    assert "Designed" in said, "its letters are letters"


def test_a_window_stays_where_it_is_on_a_sheet_of_ones_own(tmp_path: Path) -> None:
    root = placed(tmp_path, "sheet.pdf", designed())
    for top in (None, 50, 110):
        margins = Stationery("sheet.pdf", margins=Margins(top=top, left=32))
        sheet = replace(OWN, stationery=margins, standard="din-5008-b", mailboxes=())
        first = pages_of(set_letter(sheet, ONE_PAGE, root).pdf)[0]
        at = {run.text.strip(): run for run in first.runs}
        assert at["Mr Nursultan Nazarbayev"].left == pytest.approx(25.2, abs=0.4)
        assert 63 < at["Mr Nursultan Nazarbayev"].top < 67
        assert at["Two arrests in Aktau"].left == pytest.approx(32, abs=0.4)
        assert at["Two arrests in Aktau"].top == pytest.approx(max(top or 0, 98.46) + 1, abs=1)


def test_a_proof_shows_its_word_on_the_sheet(tmp_path: Path) -> None:
    for name, content in (("sheet.pdf", designed()), ("sheet.png", picture(2480, 3508))):
        root = placed(tmp_path / name, name, content)
        result = set_letter(on(name), "Dear President,\n\nWe write.\n\nSincerely,\n", root, proof=True)
        assert result.problems == ()
        assert "DRAFT" in texts_of(result.pdf)[0]


def picture(width: int, height: int) -> bytes:
    saved = io.BytesIO()
    Image.new("RGB", (width, height), (240, 240, 250)).save(saved, "PNG")
    return saved.getvalue()


def test_a_picture_of_few_pixels_is_pointed_out_with_how_many_it_takes(tmp_path: Path) -> None:
    root = placed(tmp_path, "sheet.png", picture(620, 877))
    [problem] = set_letter(on("sheet.png"), ONE_PAGE, root).problems
    assert problem.code == "LK949"
    assert "'sheet.png' is printed at 75 dots an inch" in problem.message
    assert "2480 by 350" in problem.hint


Change = Callable[[pikepdf.Pdf], None]


def javascript(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def many_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(198):
        pdf.pages.append(pdf.pages[0])


def unembedded(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].Resources.Font["/Helv"] = font
    pdf.pages[0].contents_add(b"BT /Helv 12 Tf 50 50 Td (Hello) Tj ET")


def inks(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0.9 0.1 0 0.2 k 10 10 50 50 re f")


def spot(pdf: pikepdf.Pdf) -> None:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 0.5, 0, 0], N=1)
    space = pikepdf.Array(
        [pikepdf.Name.Separation, pikepdf.Name("/PANTONE 300"), pikepdf.Name.DeviceCMYK, pdf.make_indirect(tint)]
    )
    pdf.pages[0].Resources.ColorSpace = pikepdf.Dictionary({"/Spot": space})
    pdf.pages[0].contents_add(b"/Spot cs 1 scn 10 10 50 50 re f")


def layers(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/OC /Layer1 BDC 10 10 50 50 re f EMC")


def form_field(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 10, 10])
    pdf.pages[0].Annots = pikepdf.Array([note])


def of_itself(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/Own Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Own=form))
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Own=form)
    pdf.pages[0].contents_add(b"/Own Do")


def smaller(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = [0, 0, 420, 595]
    assert pdf.pages[0].TrimBox[2] > 420, "what lies outside is cut off"


@pytest.mark.parametrize(
    ("change", "words", "mend"),
    [
        (javascript, "JavaScript", "export it anew without"),
        (many_pages, "has 200 pages", "keep the sheet for page one"),
        (unembedded, "the font 'Helvetica', which is not embedded", "outlines"),
        (inks, "colours for a printing press (CMYK)", "RGB"),
        (spot, "colours for a printing press (CMYK)", "RGB"),
        (layers, "has layers", "flatten"),
        (form_field, "form fields", "flatten"),
        (smaller, "is 148 by 210 mm, and the paper of the letter is A4", "export it as A4 (210 by 297 mm)"),
    ],
)
def test_what_cannot_stand_behind_a_letter_is_named_with_its_mend(
    change: Change, words: str, mend: str, tmp_path: Path
) -> None:
    root = placed(tmp_path, "sheet.pdf", designed(change))
    with pytest.raises(UserError) as caught:
        set_letter(on("sheet.pdf"), ONE_PAGE, root)
    [problem] = caught.value.problems
    assert (problem.code, words in problem.message, mend in problem.hint) == ("LK948", True, True), problem


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    root = placed(tmp_path, "sheet.pdf", designed(javascript, unembedded, inks, layers))
    assert len(problems_of(on("sheet.pdf"), ONE_PAGE, root)) == 4


def test_a_locked_or_damaged_sheet_is_named(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(designed())) as pdf:
        saved = io.BytesIO()
        pdf.save(saved, encryption=pikepdf.Encryption(owner="owner", user=""))
    whole = designed()
    cases = {
        "locked": (saved.getvalue(), "is encrypted"),
        "cut": (whole[: len(whole) // 3], "cannot be read"),
        "text": (b"no PDF at all", "cannot be read"),
        "huge": (b"%PDF-1.7" + b" " * 5_000_001, "5,000,000 bytes"),
    }
    for name, (content, words) in cases.items():
        [(code, message)] = problems_of(on("sheet.pdf"), ONE_PAGE, placed(tmp_path / name, "sheet.pdf", content))
        assert (code, words in message) == ("LK948", True), message
    assert [code for code, _ in problems_of(on("none.pdf"), ONE_PAGE, tmp_path / "text")] == ["LK906"]
    root = placed(tmp_path / "wide", "sheet.png", picture(300, 100))
    [(code, message)] = problems_of(on("sheet.png"), ONE_PAGE, root)
    assert (code, "no picture of a whole page" in message) == ("LK948", True)


def test_margins_that_leave_no_room_are_named(tmp_path: Path) -> None:
    root = placed(tmp_path, "sheet.pdf", designed())
    sheet = replace(OWN, stationery=Stationery("sheet.pdf", margins=Margins(left=100, right=80, top=150, bottom=120)))
    said = [message for _, message in problems_of(sheet, ONE_PAGE, root)]
    assert said == [
        "the margins of the sheet leave 30 mm of its width for the letter",
        "the margins of the sheet leave 27 mm of its height for the letter",
    ]


def test_a_drawing_within_itself_ends(tmp_path: Path) -> None:
    root = placed(tmp_path, "sheet.pdf", designed(of_itself))
    assert set_letter(on("sheet.pdf"), ONE_PAGE, root).pages == 1


def test_a_letterhead_names_its_sheet_and_its_logo_holds_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = "templates/letterheads/own"
    margins = {"top": 45, "left": "20 mm"}
    on_paper = {**HEAD, "officers": OFFICERS, "stationery": {"first": "sheet.pdf", "margins": margins}}
    build(tmp_path, {f"{folder}/letterhead.yml": on_paper, f"{folder}/sheet.pdf": designed()})
    run = letterkit("letterheads", "preview", "own")
    assert (run.code, run.err) == (0, "")
    build(tmp_path, {f"{folder}/letterhead.yml": {**on_paper, "stationery": {"first": "../sheet.doc"}}})
    refused = letterkit("letterheads", "preview", "own")
    assert "expected the name of a PDF, SVG, PNG or JPEG file, found '../sheet.doc'" in refused.err

    look = {"name": "none", "logo-height": 20}
    logo = {
        f"{folder}/logo.png": picture(200, 100),
        f"{folder}/letterhead.yml": {**HEAD, "officers": OFFICERS, "look": look},
    }
    build(tmp_path, logo)
    run = letterkit("letterheads", "preview", "own")
    assert run.code == 0
    assert "LK949: the picture 'logo.png' is printed at 127 dots an inch" in run.err
    with pikepdf.open(tmp_path / "output/letterheads/own.pdf") as pdf:
        figures = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures] == ["Union of Designed Paper"]
    assert "Designed" not in texts_of((tmp_path / "output/letterheads/own.pdf").read_bytes())[0]
    (tmp_path / folder / "logo.png").unlink()
    run = letterkit("letterheads", "preview", "own")
    assert "there is no logo that could hold it" in run.err
