"""Files that are enclosed go out within the PDF as they are, bound by approvals, and name nobody who is withheld."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader
from support.helpers import build, letterkit
from support.sheets import ITUC
from support.signoff import approve, with_approvals, workspace

from letterkit.typeset.prints import key_of
from letterkit.typeset.sheet import Attached

HIDDEN = {"name": "Tun Lin Moe", "gender": "male", "publish": "no", "acts": [{"arrested": "2017-01-19"}]}


def page(words: str = "", **data: str) -> bytes:
    """A PDF of one page with words on it."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    pdf.pages[0].Contents = pdf.make_stream(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode())
    for key, value in data.items():
        pdf.docinfo[f"/{key}"] = value
    saved = BytesIO()
    pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def picture() -> bytes:
    """A PDF of two pages that are pictures."""
    saved, pages = BytesIO(), [Image.new("RGB", (40, 60), colour) for colour in ("red", "blue")]
    pages[0].save(saved, "PDF", save_all=True, append_images=pages[1:])
    return saved.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def campaign(**more: Any) -> dict[str, Any]:
    data = with_approvals()
    data["letters"]["one"]["attachments"] = [{"file": "enclosed/report.pdf", "says": "Report of the mission"}]
    data["people"] |= more
    return data


def enclose(folder: Path, content: bytes, name: str = "report.pdf") -> None:
    build(folder, {f"enclosed/{name}": content})


def files_in(path: str) -> dict[str, bytes]:
    with pikepdf.open(path) as pdf:
        return {name: found.get_file().read_bytes() for name, found in pdf.attachments.items()}


def test_a_file_goes_out_within_the_pdf_as_it_is(folder: Path) -> None:
    workspace(folder, campaign())
    enclose(folder, page("What we saw"))
    letterkit("draft", "case.yml")
    assert letterkit("pdf", "case.yml").code == 0
    assert files_in("output/case/one.pdf") == {"report.pdf": page("What we saw")}
    assert files_in("output/case/one-draft.pdf") == {}
    with pikepdf.open("output/case/one.pdf") as pdf:
        assert {str(one.AFRelationship) for one in pdf.Root.AF} == {"/Supplement"}
        assert "Report of the mission" in PdfReader("output/case/one.pdf").pages[-1].extract_text()


def test_its_pages_stand_behind_the_letter_where_that_is_wanted(folder: Path) -> None:
    data = campaign()
    data["letters"]["one"]["attachments"][0]["pages"] = "yes"
    workspace(folder, data)
    enclose(folder, report := picture())
    assert (letterkit("draft", "case.yml").code, letterkit("pdf", "case.yml").code) == (0, 0)
    pages = PdfReader("output/case/one.pdf").pages
    assert ["Report of the mission (" in page.extract_text() for page in pages[-3:]] == [False, True, True]
    with pdfium.PdfDocument("output/case/one.pdf") as pdf:
        shown = pdf[len(pages) - 1].render(scale=0.2).to_pil().convert("RGB")
    red, _, blue = shown.getpixel((shown.width // 2, shown.height // 2))
    assert blue > 200 > 50 > red
    assert files_in("output/case/one.pdf") == {"report.pdf": report}


def test_pages_that_the_standards_do_not_let_stand_are_refused(folder: Path) -> None:
    data = campaign()
    data["letters"]["one"]["attachments"][0]["pages"] = "yes"
    workspace(folder, data)
    enclose(folder, page("What we saw"))
    result = letterkit("draft", "case.yml")
    assert "LK244: the enclosed 'report.pdf'" in result.err
    assert "with 'pages: no'" in result.err


def test_an_approval_is_void_when_an_enclosed_file_changes(folder: Path) -> None:
    workspace(folder, campaign())
    enclose(folder, page("What we saw"))
    letterkit("draft", "case.yml")
    assert approve("legal", "Ines Okoro").code == 0
    assert "report.pdf" not in letterkit("status", "case.yml").out
    enclose(folder, page("What we also saw"))
    assert "the enclosed files were changed: report.pdf" in letterkit("status", "case.yml").out


def test_nobody_who_is_withheld_is_named_in_a_file(folder: Path) -> None:
    workspace(folder, campaign(hidden=HIDDEN))
    enclose(folder, page("Signed: Tun Lin Moe"))
    letterkit("draft", "case.yml")
    run = letterkit("pdf", "case.yml")
    assert run.code == 2
    assert "the enclosed 'report.pdf'" in run.out + run.err
    assert not Path("output/case/one.pdf").exists()


def test_what_a_file_says_of_its_maker_is_told(folder: Path) -> None:
    workspace(folder, campaign())
    enclose(folder, page("What we saw", Author="J. Doe"))
    letterkit("draft", "case.yml")
    run = letterkit("pdf", "case.yml")
    assert "LK245" in run.out + run.err
    assert "J. Doe" in run.out + run.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("report.docx", b"PK", "no PDF file in the folder"),
        ("none.pdf", None, "no PDF file in the folder"),
        ("../report.pdf", page(), "no PDF file in the folder"),
        ("report.pdf", b"PK", "is called a PDF, and is none"),
        ("rapport-détaillé.pdf", page(), "not every reader of PDFs"),
        ("report.pdf", b"%PDF-1.7" + b"\0" * (10 * 1024 * 1024), "a file of at most"),
    ],
    ids=["another kind", "absent", "elsewhere", "no PDF", "characters", "large"],
)
def test_what_cannot_be_enclosed_is_refused(folder: Path, name: str, content: bytes | None, said: str) -> None:
    data = campaign()
    data["letters"]["one"]["attachments"] = {"file": f"enclosed/{name}", "says": "Report"}
    if name.startswith(".."):
        data["letters"]["one"]["attachments"]["file"] = "../report.pdf"
    workspace(folder, data)
    if content is not None and not name.startswith(".."):
        enclose(folder, content, name)
    run = letterkit("draft", "case.yml")
    assert run.code == 2
    assert "LK244" in run.out + run.err
    assert said in run.out + run.err


def test_another_file_is_another_pdf() -> None:
    one, other = (replace(ITUC, attached=(Attached("a.pdf", content),)) for content in (page("a"), page("b")))
    assert key_of(one, "", (), False) != key_of(other, "", (), False)
