"""Letters on letterhead: five houses, one and two pages, proofs, and what must not get through."""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from support.filled import filled, put
from support.geometry import pages_of as placed
from support.sheets import (
    AFLCIO,
    AFLCIO_PLAIN,
    BASE,
    HOSTILE,
    INDUSTRIALL,
    ITUC,
    JOINT,
    LETTERS,
    ONE_PAGE,
    OWN,
    TEMPLATES,
    TWO_PAGES,
    digest,
    house,
    pages_of,
    problems_of,
    set_letter,
    streams_of,
)

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import UserError
from letterkit.typeset.fonts import FAMILIES, folder
from letterkit.typeset.scripts import script_of
from letterkit.typeset.sheet import Look, Sheet, Stationery, texts_of
from letterkit.typeset.typeset import Typeset, typeset
from letterkit.typeset.typography import Typography


@pytest.fixture(scope="module", params=LETTERS)
def letter(request: pytest.FixtureRequest) -> tuple[str, Typeset]:
    return request.param, set_letter(*LETTERS[request.param])


def in_another_process(script: str) -> subprocess.CompletedProcess[str]:
    paths = [str(TEMPLATES.parent), str(TEMPLATES.parent / "tests")]
    script = f"import sys; sys.path[:0] = {paths}\n{script}"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)


def drawings(pdf: bytes) -> list[int]:
    """How many pictures each page draws."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            sum(str(operation.operator) == "Do" for operation in pikepdf.parse_content_stream(page))
            for page in document.pages
        ]


# --- The five houses ---


def test_every_letter_is_set_without_a_complaint(letter: tuple[str, Typeset]) -> None:
    name, result = letter
    assert result.problems == ()
    assert result.pages == (2 if LETTERS[name][1] is TWO_PAGES else 1)
    assert len(PdfReader(io.BytesIO(result.pdf)).pages) == result.pages


def test_paper_has_the_size_of_the_sheet(letter: tuple[str, Typeset]) -> None:
    name, result = letter
    width, height = {"A4": (595, 842), "Letter": (612, 792)}[LETTERS[name][0].paper]
    for page in PdfReader(io.BytesIO(result.pdf)).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (width, height)


def test_everything_of_the_sheet_is_on_the_paper(letter: tuple[str, Typeset]) -> None:
    name, result = letter
    sheet = LETTERS[name][0]
    text = re.sub(r"\s+", " ", " ".join(pages_of(result.pdf))).casefold()
    head = sheet.heads[0]
    expected = [
        sheet.place_and_date,
        sheet.reference,
        sheet.subject,
        *(one.text for one in sheet.notations),
        sheet.initials,
        sheet.union_label,
        *sheet.inside_address,
        *(mailbox.address for mailbox in sheet.mailboxes),
        *(f"({mailbox.note})" for mailbox in sheet.mailboxes if mailbox.note),
        *sheet.copies,
        *sheet.notes,
        *(line for signature in sheet.signatures for line in (signature.name, *signature.lines)),
        *(name for head in sheet.heads for name in head.names),
        head.slogan,
        *head.address,
        *(line for _, line in head.contacts),
        *(title for officer in head.officers for title in (officer.name, *officer.titles)),
        *(head.roster.names if head.roster else ()),
    ]
    assert [line for line in expected if line.casefold() not in text] == []


def test_small_print_can_be_read(letter: tuple[str, Typeset]) -> None:
    _, result = letter
    sizes = [run.size for page in placed(result.pdf) for run in page.runs]
    assert min(sizes) >= 6.5 - 0.01
    assert len(sizes) > 20


def luminance(colour: str) -> float:
    """The relative luminance of a colour as #rgb or #rrggbb (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_text_stands_out_from_paper() -> None:
    styles = "".join(path.read_text("utf-8") for path in sorted(TEMPLATES.glob("letterheads/*/*.css*")))
    colours = set(re.findall(r"(?<![-\w])color: (?:var\(--\w+, )?(#[0-9a-f]{3,6})", styles))
    assert len(colours) > 12
    assert {colour for colour in colours if 1.05 / (luminance(colour) + 0.05) < 4.5} == set()


# What of a sheet programs read, and no reader.
UNPRINTED = {"attached", "title", "author", "key", "house", "location", "places", "typography"}
SETTINGS = {"language": "en", "paper": "A4", "letterhead": "base", "created": "2017-01-23"}


def test_every_text_that_a_sheet_can_have_is_on_the_paper() -> None:
    """A field that comes to `Sheet`, and that no template prints, is found here."""
    plain = {"look": Look(), "stationery": Stationery(), "like": (), "standard": "", "page_numbers": ("one", "two")}
    sheet: Sheet = replace(filled(Sheet), **SETTINGS, **plain, copies=("word",) * 60, fold_marks=False)
    sheet = replace(sheet, signatures=tuple(replace(one, image="", image_says="") for one in sheet.signatures))
    sheet = replace(sheet, heads=tuple(replace(one, logo="", like=()) for one in sheet.heads))
    skipped = UNPRINTED | SETTINGS.keys() | plain.keys()
    paths = [path for path, _ in texts_of(sheet) if not skipped.intersection(path)]
    words = {path: f"Q{chr(65 + at // 26)}{chr(97 + at % 26)}z'u" for at, path in enumerate(paths)}
    for path, word in words.items():
        sheet = put(sheet, path, word)
    sheet = replace(sheet, typography=Typography(quotes=("“", "”", "‘", "’")))
    assert len(paths) > 30
    for one in (sheet, replace(sheet, copies=sheet.copies[:8], copies_in_head=True)):
        text = " ".join(pages_of(set_letter(one, TWO_PAGES, proof=True).pdf)).casefold()
        there = {("copies", str(at)) for at in range(len(one.copies))}
        here = [path for path in words if "copies" not in path[0] or path in there or one is sheet]
        shown = {path: words[path].casefold() for path in here}
        printed = {path for path, word in shown.items() if word.replace("'", "’") in text}
        assert {path[-1] for path in shown.keys() - printed if shown[path] in text} == {"reference", "initials"}
        assert {path for path in shown.keys() - printed if shown[path] not in text} == set()


def test_header_names_whom_the_page_belongs_to_and_the_total(letter: tuple[str, Typeset]) -> None:
    name, result = letter
    sheet = LETTERS[name][0]
    first, *rest = pages_of(result.pdf)
    for page in rest:
        lines = [line.strip() for line in page.splitlines()]
        if sheet.page_numbers:
            number = {"en-US": "Page two of two", "fr": "Page deux/deux"}[sheet.language]
            assert {*sheet.continuation, number} <= set(lines)
        else:
            assert " · ".join((*sheet.continuation, "2/2")) in lines
    assert not re.search(r"Page (1|one|une?)\b|1/2", first)


def test_council_stands_on_page_one_only() -> None:
    first, second = pages_of(set_letter(AFLCIO, TWO_PAGES).pdf)
    assert "Gabrielle Carteris" in first
    assert "Gabrielle Carteris" not in second
    assert "Sacco" not in pages_of(set_letter(AFLCIO_PLAIN, ONE_PAGE).pdf)[0]


def test_text_stands_beside_the_council_and_keeps_its_column_on_page_two() -> None:
    def left_edges(page: Any) -> set[int]:
        found: list[tuple[str, int]] = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: found.append((text, round(tm[4] * cm[0] + cm[4])))
        )
        return {
            edge for text, edge in found if re.match(r"(January 26|Dear|Two union|Kazakhstan rat|Your office)", text)
        }

    first, second = PdfReader(io.BytesIO(set_letter(AFLCIO, TWO_PAGES).pdf)).pages
    assert min(left_edges(first)) > 170
    assert min(left_edges(second)) == min(left_edges(first))


def test_two_signatures_stand_side_by_side() -> None:
    heights: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        heights.setdefault(text.strip(), tm[5] * cm[3] + cm[5])

    PdfReader(io.BytesIO(set_letter(JOINT, ONE_PAGE).pdf)).pages[0].extract_text(visitor_text=note)
    assert heights["Sharan Burrow"] == heights["Luca Visentini"]


@pytest.mark.parametrize("house_name", ["base", "aflcio", "ituc"])
def test_signature_never_stands_alone(house_name: str, every: bool) -> None:
    sheet = replace(AFLCIO_PLAIN, letterhead=house_name, continuation=("To the President",))
    sentence = "The court gave no reasons and set no date. "
    second_pages = []
    for sentences in range(36, 64, 4 if every else 9):
        body = sentence * 12 + "\n\n" + sentence * (sentences - 12) + "\n\nWe ask for your answer."
        result = set_letter(sheet, f"Dear President:\n\n{body}\n\nSincerely,\n")
        if result.pages > 1:
            lines = pages_of(result.pdf)[-1].splitlines()
            second_pages.append(
                [line for line in lines[: lines.index("Sincerely,")] if "court" in line or "answer" in line]
            )
            assert "AFL-CIO International Director" in lines
    assert len(second_pages) > 1
    assert min(len(lines) for lines in second_pages) >= 2


def test_long_copies_may_go_on_to_the_next_page() -> None:
    copies = tuple(f"Organisation {number}" for number in range(80))
    pages = pages_of(set_letter(replace(AFLCIO_PLAIN, copies=copies), ONE_PAGE).pdf)
    assert "Organisation 0\n" in pages[0]
    assert "AFL-CIO International Director" in pages[0]
    assert "Organisation 79" in pages[-1]


# --- Proofs ---


@pytest.mark.parametrize("name", ["aflcio", "ituc", "base"])
def test_proof_is_marked_on_every_page_and_a_clean_letter_nowhere(name: str) -> None:
    sheet, text = LETTERS[name]
    labelled = replace(sheet, draft_label="ENTWURF") if name == "base" else sheet
    clean, proof = set_letter(sheet, text), set_letter(labelled, text, proof=True)
    assert proof.pages == clean.pages
    assert all(page.count(labelled.draft_label) == 1 for page in pages_of(proof.pdf))
    assert drawings(proof.pdf) == [count + 1 for count in drawings(clean.pdf)]
    assert not any(label in page for page in pages_of(clean.pdf) for label in ("ENTWURF", "DRAFT"))


def test_watermark_leaves_the_text_as_it_is() -> None:
    clean, proof = (pages_of(set_letter(*LETTERS["ituc"], proof=proof).pdf) for proof in (False, True))
    assert [re.sub(r"\s*DRAFT\s*", "", page) for page in proof] == [re.sub(r"\s*\Z", "", page) for page in clean]


# --- The file ---


def test_same_letter_has_the_same_bytes_in_another_process() -> None:
    other = in_another_process(
        "import support.sheets as t\nsys.stdout.write(t.digest(t.set_letter(*t.LETTERS['ituc'], proof=True)))"
    )
    after_others = [
        typeset(*LETTERS[name], templates=TEMPLATES, proof=True) for name in ("aflcio", "industriall", "ituc")
    ]
    assert other.stdout == digest(after_others[-1])
    assert other.stderr == ""


def test_file_says_nothing_of_its_making(letter: tuple[str, Typeset]) -> None:
    _, result = letter
    streams = [result.pdf, *streams_of(result.pdf)]
    assert len(streams) > 5
    for maker in (b"weasyprint", b"pydyf", b"letterkit", b"rendercv", b"producer"):
        assert not any(maker in stream.lower() for stream in streams), maker
    for place in (TEMPLATES.parent, Path.home(), tempfile.gettempdir(), sys.prefix):
        assert not any(f"{place}/".encode() in stream for stream in streams), place


def test_metadata_is_that_of_the_sheet(letter: tuple[str, Typeset]) -> None:
    name, result = letter
    sheet = LETTERS[name][0]
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        day = f"D:{sheet.created.replace('-', '')}"
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": sheet.title,
            "/Author": sheet.author,
            "/CreationDate": day,
            "/ModDate": day,
        }
        assert pdf.Root.Lang == sheet.language
        assert pdf.Root.MarkInfo.Marked
        metadata = pdf.Root.Metadata.read_bytes()
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in metadata
    assert b'pdfuaid:part="1"' in metadata


def test_list_items_hold_only_labels_and_bodies() -> None:
    text = "Dear President:\n\n- one\n\n- two\n\n  more of two\n- three\n  - inner\n\nSincerely,"
    with pikepdf.open(io.BytesIO(set_letter(BASE, text).pdf)) as pdf:
        items = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/LI"]
        kinds = [[str(child.S) for child in item.K] for item in items]
    assert kinds.count(["/Lbl", "/LBody"]) == 4
    assert {kind for item in kinds for kind in item} == {"/Lbl", "/LBody"}


# --- What must not get through ---


def test_hostile_text_is_inert() -> None:
    result = set_letter(replace(BASE, subject="<b>{{ 7*7 }}</b>", inside_address=("<style>", "{% x %}")), HOSTILE)
    text = " ".join(pages_of(result.pdf)[0].split())
    for literal in (
        "Dear {{ 7*7 }} {% raise %},",
        "![](file:///etc/passwd) <script>alert(1)</script>",
        "[x](javascript:alert(1)) z (example.org/z) <img",
        "<b>",
        "[ref]: file:///etc/hosts",
        "indented, not code",
        "<b>{{ 7*7 }}</b>",
        "<style>",
        "{% x %}",
    ):
        assert literal in text
    annotations: Any = PdfReader(io.BytesIO(result.pdf)).pages[0]["/Annots"]
    links = [annotation.get_object()["/A"]["/URI"] for annotation in annotations]
    assert [link for link in links if not link.startswith("mailto:") and "ituc-csi" not in link] == [
        "https://example.org/z"
    ]
    assert result.problems == ()


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("![](file:///etc/passwd)", 3),
        ("![the *map*](https://example.org/map.png)", 3),
        ("Nobody <b>knows</b>.", 3),
        ("One line,\nand <img src='file:///etc/passwd'> another.", 4),
        ("<script>alert(1)</script>", 3),
        ("> <link rel=attachment href='file:///etc/passwd'>", 3),
        ("- <!-- a note that nothing closes", 3),
    ],
)
def test_what_no_letter_can_hold_stops_it_with_its_line(written: str, line: int) -> None:
    with pytest.raises(UserError) as stopped:
        set_letter(BASE, f"Dear colleague,\n\n{written}\n\nSincerely,\n")
    problems = stopped.value.problems
    assert {(one.code, one.location and one.location.line) for one in problems} == {("LK916", line)}


def test_a_note_is_never_printed() -> None:
    text = "Dear colleague,\n\n<!-- ask\n\nGiorgi -->\n\nShe is <!-- really? --> free.\n\nSincerely,\n"
    [page] = pages_of(set_letter(BASE, text).pdf)
    assert "She is free." in " ".join(page.split())
    assert "Giorgi" not in page
    assert "really" not in page


def test_hostile_text_opens_nothing() -> None:
    script = """
import support.sheets as t
opened = []
watched = ("open", "socket.connect")
sys.addaudithook(lambda event, args: opened.append(f"{event} {args[0]}") if event in watched else None)
t.set_letter(t.BASE, t.HOSTILE)
print(*opened, sep="\\n")
"""
    opened = in_another_process(script).stdout
    assert "letter.css" in opened
    assert "passwd" not in opened
    assert "/etc/hosts" not in opened
    assert "socket.connect" not in opened


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hostname", "https://example.org/x.png", "asset://elsewhere/x.svg", "//example.org/x.png"],
)
def test_template_reaches_nothing_outside(url: str, tmp_path: Path) -> None:
    root = house(tmp_path, head_html_j2=f'<div style="background: url({url})">x</div>')
    [(code, message)] = problems_of(OWN, ONE_PAGE, root)
    assert code == "LK905"
    assert url in message


@pytest.mark.parametrize("path", ["../../secret.svg", "%2e%2e/%2e%2e/secret.svg", "linked.svg"])
def test_template_does_not_climb_out_of_its_folder(path: str, tmp_path: Path) -> None:
    root = house(tmp_path, head_html_j2=f'<div style="background: url(asset://letterhead/{path})">x</div>')
    (tmp_path / "secret.svg").write_text((TEMPLATES / "letterheads/aflcio/logo.svg").read_text())
    (root / "letterheads/own/linked.svg").symlink_to(tmp_path / "secret.svg")
    [(code, message)] = problems_of(OWN, ONE_PAGE, root)
    assert code == "LK906"
    assert path in message


def test_odd_values_of_a_sheet_are_refused() -> None:
    odd = replace(BASE, paper="A4; } body { display: none", letterhead="../base", language="x", created="soon")
    assert [code for code, _ in problems_of(odd, ONE_PAGE)] == ["LK904"] * 4
    assert [code for code, _ in problems_of(replace(BASE, letterhead="nobody"), ONE_PAGE)] == ["LK904"]
    assert [code for code, _ in problems_of(BASE, "x" * 100_001)] == ["LK904"]


# --- Problems ---


def test_missing_character_is_named() -> None:
    assert problems_of(BASE, ONE_PAGE.replace("Two union", "Two 💪💪 union")) == [
        ("LK903", "no font has '💪💪': '💪' is U+1F4AA")
    ]


def test_missing_character_does_not_depend_on_earlier_letters() -> None:
    def characters(family: str) -> set[int]:
        with TTFont(folder() / family / f"{family.replace(' ', '')}-Regular.ttf") as font:
            return set(font.getBestCmap())

    others = set().union(*(characters(family) for family in FAMILIES if family != "Noto Sans"))
    only = min(code for code in characters("Noto Sans") - others if chr(code).isalpha() and not script_of(chr(code)))
    text = ONE_PAGE.replace("Two union", f"Two {chr(only)} union")
    assert set_letter(INDUSTRIALL, text).problems == ()
    assert [code for code, _ in problems_of(BASE, text)] == ["LK903"]


def test_kazakh_russian_and_greek_are_set() -> None:
    words = "Қазақстан әділет өңір ұйым һәм ғылым. Профсоюзы. Συνομοσπονδία. Łódź, Győr, İzmir."
    for sheet in (BASE, INDUSTRIALL, ITUC):
        result = set_letter(sheet, f"Dear President:\n\n{words} **{words}** *{words}*\n\nSincerely,")
        assert result.problems == ()
        assert words.split()[2] in pages_of(result.pdf)[0]


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<p>x</p>\n\n{{ sheet.nobody }}", 3),
        ("<p>x</p>\n{% if %}", 2),
        ("\n\n\n{{ sheet.heads.append(1) }}", 4),
        ("\n{{ ''.__class__ }}", 2),
        ("\n{% include 'nowhere.j2' %}", 2),
    ],
)
def test_broken_template_is_named_with_its_line(template: str, line: int, tmp_path: Path) -> None:
    root = house(tmp_path, head_html_j2=template)
    with pytest.raises(UserError) as caught:
        set_letter(OWN, ONE_PAGE, root)
    [problem] = caught.value.problems
    assert problem.code == "LK901"
    assert problem.location is not None
    assert (problem.location.file, problem.location.line) == (str(root / "letterheads/own/head.html.j2"), line)


def test_unknown_property_is_a_warning(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    css = '@import url("base/letter.css"); .head { colour: red }'
    result = set_letter(OWN, ONE_PAGE, house(tmp_path, letter_css=css))
    assert {(problem.code, problem.severity) for problem in result.problems} == {("LK902", Severity.WARNING)}
    assert "colour" in result.problems[0].message
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert logging.getLogger("weasyprint").level == logging.NOTSET


# --- Letterheads of one's own ---


def test_own_folder_comes_first_file_by_file(tmp_path: Path) -> None:
    root = house(tmp_path, head_html_j2="<p>Own head of {{ sheet.heads[0].short }}</p>")
    [page] = pages_of(set_letter(OWN, ONE_PAGE, root).pdf)
    assert "Own head of ITUC" in page
    assert "Internationaler" not in page
    assert "Sincerely," in page


def test_own_letter_extends_the_base_letter(tmp_path: Path) -> None:
    letter = '{% extends "base/letter.html.j2" %}{% block signatures %}<p>By its council</p>{% endblock %}'
    [page] = pages_of(set_letter(OWN, ONE_PAGE, house(tmp_path, letter_html_j2=letter)).pdf)
    assert "By its council" in page
    assert "Internationaler" in page


def test_style_sheet_without_fonts_still_sets_a_letter(tmp_path: Path) -> None:
    result = set_letter(OWN, ONE_PAGE, house(tmp_path, letter_css="p { color: navy }"))
    assert result.problems == ()
    assert "General Secretary" in pages_of(result.pdf)[-1]


def test_importing_loads_no_typesetter() -> None:
    heavy = ("weasyprint", "fontTools", "rendercv_fonts")
    script = f"import letterkit.typeset\nprint([name for name in {heavy} if name in sys.modules])"
    assert in_another_process(script).stdout == "[]\n"
