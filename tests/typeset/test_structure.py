"""What a screen reader gets: every visible word in the tree of tags or an artifact, and nothing cut by a page."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader
from support.finals import of_campaigns
from support.geometry import ARTIFACT, pages_of
from support.library import library_of
from support.sheets import AFLCIO, BASE, DRAFTED, INDUSTRIALL, ITUC, JOINT, TEMPLATES, TWO_PAGES, WRITTEN, set_letter

from letterkit.typeset.sheet import Annex, Sheet

SHIPPED = {name: (sheet, text) for name, sheet, text in of_campaigns(library_of(TEMPLATES.parent))}
SENTENCE = "The court gave no reasons and set no date for the next hearing of the appeal. "
LIST = "\n".join(f"- Item {number}: {SENTENCE * 2}" for number in range(28))
TABLE = "| Name | Date |\n| --- | --- |\n" + "\n".join(f"| Person {number} | {number} March |" for number in range(60))
ROWS = tuple((f"Person {number}", "arrested", "1 March") for number in range(60))


def long(body: str) -> str:
    return f"Dear President:\n\n{SENTENCE * 6}\n\n{body}\n\n{SENTENCE * 8}\n\nSincerely,\n"


CASES: dict[str, tuple[Sheet, str]] = {
    "list": (BASE, long(LIST)),
    "nested": (ITUC, long("\n".join(f"- Outer {n}\n  - Inner {n}: {SENTENCE * 2}" for n in range(16)))),
    "table": (BASE, long(TABLE)),
    "quotation": (ITUC, long("\n>\n".join(f"> {SENTENCE * 4}" for _ in range(9)))),
    "paragraphs": (AFLCIO, long("\n\n".join(SENTENCE * 9 for _ in range(6)))),
    "annex": (replace(BASE, annex=Annex("Those arrested", ("Name", "What", "When"), ROWS)), TWO_PAGES),
    "copies": (replace(BASE, copies=tuple(f"Person {n}, of a body" for n in range(60))), TWO_PAGES),
    "copies-divided": (
        replace(
            BASE,
            copies_continued="cc (continued):",
            enclosures_label="Enclosures:",
            enclosures=("A list", "A report"),
            copies=tuple(
                f"Person {n}, of a body with a rather long name, at a place far from here" for n in range(110)
            ),
        ),
        TWO_PAGES,
    ),
    "joint": (replace(JOINT, letterhead="base"), TWO_PAGES),
    "industriall": (INDUSTRIALL, TWO_PAGES),
    "drafted": (DRAFTED, WRITTEN),
    **SHIPPED,
}


def made(name: str) -> bytes:
    sheet, text = CASES[name]
    return set_letter(sheet, text).pdf


def tree_of(document: pikepdf.Pdf) -> Iterator[tuple[Any, list[str]]]:
    """The elements of the tree from the top down, each with the kinds of those above it."""

    def below(element: Any, above: list[str]) -> Iterator[tuple[Any, list[str]]]:
        yield element, above
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from below(kid, [*above, str(element.S)])

    for root in document.Root.StructTreeRoot.K:
        yield from below(root, [])


@pytest.mark.parametrize("name", CASES)
def test_every_word_is_in_the_tree_or_belongs_to_the_page(name: str) -> None:
    pdf = made(name)
    pages = pages_of(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        order = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        elements = [element for element, _ in tree_of(document)]
        held = Counter(
            (order[one.Pg.objgen], kid) for one in elements if "/Pg" in one for kid in one.K if isinstance(kid, int)
        )
        known = {element.objgen for element in elements}
        things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        assert [thing for thing in things if thing.get("/Type") == "/StructElem" and thing.objgen not in known] == []
        assert all(one.P.objgen in known | {document.Root.StructTreeRoot.objgen} for one in elements)
    assert set(held.values()) == {1}
    for number, page in enumerate(pages):
        for run in page.runs:
            assert run.tagged == ARTIFACT or (number, run.tagged) in held, run.text
    artifacts = [run.text for page in pages for run in page.runs if run.tagged == ARTIFACT]
    sheet = CASES[name][0]
    assert all(len(text) < 200 for text in artifacts)
    assert bool(artifacts) == (len(pages) > 1)
    head = sheet.heads[0]
    assert not any(word in text for text in artifacts for word in (*head.address, *(text for _, text in head.contacts)))


# Beside its own list, a letter has one of e-mail addresses and one of copies.
@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("list", "/L", 3),
        ("nested", "/L", 19),
        ("table", "/Table", 1),
        ("annex", "/Table", 1),
        # That of the text and that of enclosures among them.
        ("copies-divided", "/L", 4),
    ],
)
def test_what_crosses_a_page_is_one(name: str, kind: str, count: int) -> None:
    pdf = made(name)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) > 2
        kinds = Counter(str(element.S) for element, _ in tree_of(document))
        assert kinds[kind] == count
        if kind == "/Table":
            assert kinds["/THead"] == 1
            names = [str(element.ID) for element, _ in tree_of(document) if element.S == "/TH"]
            cells = [element for element, _ in tree_of(document) if element.S == "/TD"]
            assert all(str(header) in names for cell in cells for header in cell.A.Headers)
        if kind == "/L":
            items = [element for element, _ in tree_of(document) if element.S == "/LI"]
            assert all([str(kid.S) for kid in item.K] in (["/Lbl", "/LBody"], ["/LBody"]) for item in items)


def test_a_paragraph_that_crosses_a_page_is_one() -> None:
    text = CASES["paragraphs"][1]
    with pikepdf.open(io.BytesIO(made("paragraphs"))) as document:
        found = [e for e, above in tree_of(document) if e.S == "/P" and len(e.K) > 6 and "/Div" in above]
    assert len(found) == sum(len(block) > 500 for block in text.split("\n\n"))


@pytest.mark.parametrize("name", ["annex", "list", *SHIPPED])
def test_letters_have_bookmarks_page_labels_and_a_telling_title(name: str) -> None:
    with pikepdf.open(io.BytesIO(made(name))) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[0] == str(document.docinfo["/Title"])
        assert titles[1:] == (["Those arrested"] if name == "annex" else [])
        assert document.Root.PageLabels.Nums[1].S == "/D"
        if name in SHIPPED:
            sheet = SHIPPED[name][0]
            sender, to, day, *_ = str(document.docinfo["/Title"]).split(" · ")
            assert sender in sheet.continuation or sheet.page_numbers
            assert day in sheet.continuation
            assert to.split()[-1] in sheet.inside_address[0]


def test_every_object_is_where_the_table_of_objects_says() -> None:
    """Some readers go by an object's number in its stream (ISO 32000-1, 7.5.8.3), and found another one there."""
    reader = PdfReader(io.BytesIO(set_letter(ITUC, TWO_PAGES).pdf))
    assert len(reader.xref_objStm) > 50
    for number, (stream, place) in reader.xref_objStm.items():
        packed = reader.get_object(stream)
        numbers = packed.get_data()[: packed["/First"]].split()[::2]
        assert int(numbers[place]) == number


def test_addresses_are_links_that_say_where_they_lead() -> None:
    with pikepdf.open(io.BytesIO(set_letter(ITUC, TWO_PAGES).pdf)) as document:
        links = [note for page in document.pages for note in page.get("/Annots", [])]
        said = [(str(note.A.URI), str(note.Contents)) for note in links]
    assert ("mailto:kanc@adilet.gov.kz", "mailto:kanc@adilet.gov.kz") in said
    assert ("https://www.ituc-csi.org", "https://www.ituc-csi.org") in said


def test_wide_words_are_copied_as_words() -> None:
    for sheet in (JOINT, AFLCIO):
        pdf = set_letter(sheet, TWO_PAGES).pdf
        text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
        assert ("INTERNATIONAL TRADE UNION CONFEDERATION" if sheet is JOINT else "AMERICA’S UNIONS") in text.upper()
        assert "N T E R" not in text
