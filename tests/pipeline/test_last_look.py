"""The last look at a PDF before it gets its name, and PDFs that are somebody else's."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from support.helpers import build, campaign, letterkit

from letterkit.typeset.readback import texts_in

HIDDEN = {"name": "Tun Lin Moe", "gender": "male", "publish": "no"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with somebody who is withheld, and a confidential source."""
    monkeypatch.chdir(tmp_path)
    data = campaign()
    data["people"]["moe"] = HIDDEN
    data["sources"]["secret"] = {"title": "Minutes of the strike committee", "confidential": "yes"}
    build(tmp_path, {"c.yml": data})
    assert letterkit("draft", "c.yml").code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("html", "codes", "where"),
    [
        ("<p>Ask Tun Lin Moe.</p>", "LK706", "the text of page 1"),
        ("<p>Ask Tun Lin<br>Moe.</p>", "LK706", "the text of page 1"),
        ("<p>Ask <span style='color: white'>Q</span> U Tunlin Moe.</p>", "LK706", "the text of page 1"),
        (
            "<p><a href='https://example.org/Tun%20Lin%20Moe'>here</a></p>"
            "<img src='asset://letterhead/dot.svg' alt='Tun Lin Moe' style='width: 9mm'>"
            "<p>See the minutes of the strike committee.</p>",
            "LK705 LK706",
            "the address of a link|an alternative text|the text of page 1",
        ),
        ("<p><a href='https://example.org/'>here</a></p>", "", ""),
    ],
)
def test_what_a_letterhead_brings_into_the_pdf_is_looked_at_too(
    html: str, codes: str, where: str, folder: Path
) -> None:
    """A drawing of a letterhead goes past the draft and its checks."""
    own = folder / "templates/letterheads/ituc"
    build(own, {"head.html.j2": html, "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'})
    result = letterkit("pdf", "c.yml")
    assert result.code == (2 if codes else 0), result.err
    assert (folder / "output/c/one.pdf").exists() == (not codes)
    assert [part for part in (*codes.split(), *where.split("|")) if part not in result.err] == []
    assert "Moe" not in result.err


def test_every_string_of_a_pdf_is_read_back() -> None:
    """Also those of kinds that letterkit does not write."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="mark 1")
    page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
    page.obj["/Odd"] = pikepdf.Array([pikepdf.Dictionary(Deep=pikepdf.Array([pikepdf.String("mark 2")]))])
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("mark 3", 0))
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = "mark 5"
    pdf.docinfo["/Custom"] = "mark 4"
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="mark 6", description="mark 7")
    for mode in (pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate):
        written = io.BytesIO()
        pdf.save(written, object_stream_mode=mode)
        said = "\n".join(text for _, text in texts_in(written.getvalue()))
        assert [number for number in range(1, 8) if f"mark {number}" not in said] == []


# PDFs that are somebody else's


def annotated(path: Path) -> None:
    """Add a note, as a viewer saves it."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="ok")
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
        pdf.save(path)


def appended(path: Path) -> None:
    """Add an incremental update (ISO 32000-1, 7.5.6)."""
    path.write_bytes(path.read_bytes() + b"\n1 0 obj\n<</Type /Annot /Subtype /Text /Contents (ok)>>\nendobj\n%%EOF\n")


def scanned(path: Path) -> None:
    """Put another PDF there."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path)


@pytest.mark.parametrize("change", [annotated, appended, scanned])
@pytest.mark.parametrize("remembered", [True, False])
def test_a_pdf_that_letterkit_did_not_write_is_kept(change: object, remembered: bool, folder: Path) -> None:
    assert letterkit("pdf", "c.yml").code == 0
    path = folder / "output/c/one.pdf"
    change(path)  # type: ignore[operator]
    if not remembered:
        (folder / "output/c/.letterkit/one/pdfs.txt").unlink()
    before = path.read_bytes()
    result = letterkit("pdf", "c.yml")
    assert result.code == 2
    assert "LK923" in result.err
    assert path.read_bytes() == before


def test_a_pdf_that_letterkit_wrote_is_made_anew(folder: Path) -> None:
    path, draft = folder / "output/c/one.pdf", folder / "output/c/one.md"
    for number, remembered in enumerate((True, False, True)):
        draft.write_text(draft.read_text().replace("Yours ", f"We wait {number} days.\n\nYours "))
        assert letterkit("pdf", "c.yml").code == 0
        if not remembered:
            (folder / "output/c/.letterkit/one/pdfs.txt").unlink()
    assert path.exists()


def test_what_was_broken_off_between_memory_and_pdf_goes_on(folder: Path) -> None:
    """The memory is written first, with both: so a PDF that was not yet replaced is known."""
    assert letterkit("pdf", "c.yml").code == 0
    path, draft = folder / "output/c/one.pdf", folder / "output/c/one.md"
    old = path.read_bytes()
    draft.write_text(draft.read_text().replace("immediately", "at once"))
    assert letterkit("pdf", "c.yml").code == 0
    path.write_bytes(old)
    assert letterkit("pdf", "c.yml").code == 0
    assert path.read_bytes() != old


def test_a_rehearsal_remembers_nothing(folder: Path) -> None:
    assert letterkit("pdf", "c.yml", "--dry-run").code == 0
    assert not (folder / "output/c/one.pdf").exists()
    assert not (folder / "output/c/.letterkit/one/pdfs.txt").exists()
    shutil.rmtree(folder / "output/c/.letterkit")
