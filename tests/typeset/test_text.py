"""The text as people write it: set as a typesetter would, or named with its line; nothing raw, nothing off paper."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from support.finals import of_campaigns
from support.geometry import Page, Run, pages_of, read_in_order
from support.library import library_of
from support.sheets import (
    AFLCIO,
    AFLCIO_PLAIN,
    BASE,
    INDUSTRIALL,
    ITUC,
    ITUC_HEAD,
    ONE_PAGE,
    TEMPLATES,
    TWO_PAGES,
    house,
    set_letter,
)
from support.sheets import pages_of as texts_of

from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.typeset.fonts import FAMILIES, TEXT_SIZES, folder
from letterkit.typeset.line_ends import unbroken
from letterkit.typeset.sheet import Look, Mailbox, Sheet
from letterkit.typeset.typeset import typeset
from letterkit.typeset.typography import plain

ROOT = TEMPLATES.parent


def letter(body: str) -> str:
    return f"Dear Minister,\n\n{body}\n\nSincerely,\n"


def read(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def printed(body: str, sheet: Sheet = BASE) -> str:
    """What a reader of the PDF sees between salutation and close, its lines joined."""
    result = set_letter(sheet, letter(body))
    assert result.problems == ()
    text = " ".join(read(result.pdf).split())
    return text.partition("Dear Minister, ")[2].partition(" Sincerely,")[0]


def lines_of(body: str, sheet: Sheet = BASE) -> list[str]:
    """The lines between salutation and close."""
    lines = [line for line in read(set_letter(sheet, letter(body)).pdf).splitlines() if line]
    return [line.strip() for line in lines[lines.index("Dear Minister,") + 1 : lines.index("Sincerely,")]]


def named(body: str, sheet: Sheet = BASE) -> list[Problem]:
    """The problems of a text that begins on line 10 of a draft."""
    try:
        found = typeset(
            sheet, letter(body), templates=TEMPLATES, proof=False, written_at=Location("draft.md", 10)
        ).problems
    except UserError as error:
        found = error.problems
    return list(found)


def tags_of(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        things = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        return [str(thing.S) for thing in things if thing.get("/Type") == "/StructElem"]


# --- Markdown that a person writes ---


MARKUP = [
        ("~~gone~~ and `a -- b`, \\*kept\\*", "gone and a -- b, *kept*"),
        ("1. free;\n2. talks.\n\nWe add:\n\n3. more;\n4. work.", "1. free; 2. talks. We add: 3. more; 4. work."),
        ("> 345. The Committee asks.\n>\n> 347. It also asks.", "345. The Committee asks. 347. It also asks."),
        ("7) seven\n8) eight", "7) seven 8) eight"),
        ("1. one\n1. two\n1. three", "1. one 2. two 3. three"),
        ("1. one\n2. two\n2. three", "1. one 2. two 3. three"),
        ("1. outer\n   1. inner\n   2. inner\n2. outer", "1. outer 1. inner 2. inner 2. outer"),
        ("- outer\n  - inner", "• outer – inner"),
        ("We ask for:\n• release;\n• talks.", "We ask for: • release; • talks."),
        ("We ask for\n- release\n- talks", "We ask for • release • talks"),
        ("We ask for:\n- release", "We ask for: • release"),
        ("told by the minister of the year\n- as it was - that", "told by the minister of the year – as it was - that"),
        ("[the list](https://example.org/list)", "the list (example.org/list)"),
        ("[example.org](https://example.org/)", "example.org"),
        ("[us](mailto:a@example.org)", "us (a@example.org)"),
        ("<!-- ask Giorgi -->\n\nShe is <!-- really? --> free.", "She is free."),
        ("# One\n\n### Two\n\ntext", "One Two text"),
        ("one\n\n---\n\ntwo", "one two"),
]  # fmt: skip


def printed_each(bodies: Sequence[str]) -> list[str]:
    """What a reader sees of each of some texts, a word between them, on one page."""
    between = "Whereupon:"
    low = replace(BASE, heads=(replace(ITUC_HEAD, contacts=(), address=(), officers=()),), mailboxes=(), copies=())
    found = printed(f"\n\n{between}\n\n".join(bodies), low).split(f" {between} ")
    assert len(found) == len(bodies)
    return found


@pytest.mark.parametrize("first", range(4))
def test_markup_is_set_and_not_printed(first: int) -> None:
    some = MARKUP[first::4]
    assert printed_each([body for body, _ in some]) == [expected for _, expected in some]


def test_lines_that_are_meant_stay_and_wrapped_ones_do_not() -> None:
    address = "Please reply to:\nMarit Holm\nPO Box 12\n3000 Rotterdam"
    assert lines_of(address) == address.split("\n")
    wrapped = "The court gave no reasons for all that it did, and set\nno date for the appeal."
    assert lines_of(wrapped) == [wrapped.replace("\n", " ")]


def test_the_source_of_a_quotation_stands_behind_a_dash_on_its_own_line() -> None:
    lines = lines_of("> A union is not a crime, and whoever says so has not read the law of the land.\n> -- Article 20")
    assert lines[-1].split() == ["–", "Article", "20"]


def test_tables_and_headings_are_tagged_for_screen_readers() -> None:
    table = "| Name | Date |\n| --- | ---: |\n| Nana Lomi | 1 March |\n| Gia Beridze | 2 March |"
    body = f"## Our demands\n\n#### Few\n\n{table}\n\n---\n\nAnd more."
    pdf = set_letter(BASE, letter(body)).pdf
    tags = tags_of(pdf)
    assert [tag for tag in tags if tag.startswith("/H")] == ["/H1", "/H2", "/H3"]
    assert [tags.count(tag) for tag in ("/Table", "/TR", "/TH", "/TD")] == [1, 3, 2, 4]
    assert sum(page.width * 0.1 < right - left < 30 for page in pages_of(pdf) for left, _, right, _ in page.filled) == 1
    order = read_in_order(pdf)
    assert order.index("Our demands") < order.index("Name") < order.index("Nana Lomi") < order.index("2 March")
    plain = tags_of(set_letter(replace(BASE, subject=""), letter(body)).pdf)
    assert [tag for tag in plain if tag.startswith("/H")] == ["/H1", "/H2"]


@pytest.mark.parametrize(
    ("body", "kind", "line"),
    [
        ("x\n\n![a list](list.png)", "a picture", 14),
        ("She is free\nand <b>well</b>.", "HTML", 13),
        ("x\n\n<table>\n<tr>\n</table>", "HTML", 14),
        ("As the ILO says.[^1]", "a footnote", 12),
        ("> quoted\n> %%check this%% again", "a comment", 13),
        ("- one\n- [ ] ask Giorgi", "a box to tick", 13),
        ("[x](file:///etc/passwd)", "a link", 12),
        ("[x](javascript:alert)", "a link", 12),
        ("[1]: https://example.org", "a link's address", 12),
        ("one\n\n```\nx\n```", "a block of code", 14),
        ("| a |\n|---|\n| ![x](y.png) |", "a picture", 14),
    ],
)
def test_what_cannot_be_set_is_named_with_its_line(body: str, kind: str, line: int) -> None:
    [problem] = named(body)
    assert (problem.code, problem.location and problem.location.line) == ("LK916", line)
    assert kind in problem.message
    assert problem.hint


def test_what_only_looks_like_markup_is_printed() -> None:
    bodies = ["\\<b>", "\\[^1]", "\\!\\[x](y.png)", "2 < 3", "50 % = half", "f(x) [sic]"]
    for body, found in zip(bodies, printed_each(bodies), strict=True):
        assert found.replace(" ", "") == body.replace("\\", "").replace(" ", "")


# --- Nothing leaves the paper ---

LONG = "international.secretariat@federation-of-harbour-unions.example.org"
SHAREPOINT = (
    "https://federation.sharepoint.invalid/:w:/r/sites/Rights/_layouts/15/Doc.aspx?sourcedoc=%7BA1B2C3D4-E5F6-7890-ABCD-"
    "EF1234567890%7D&file=Lettre%20au%20President%20-%20version%20finale%202024.docx&action=default&mobileredirect=true"
    "&wdOrigin=TEAMSFILE.FILEBROWSER.DOCUMENTLIBRARY"
)
LONG_FILE = f"{'international_secretariat_' * 4}report.docx"


def on_paper(sheet: Sheet, body: str) -> list[Page]:
    result = set_letter(sheet, letter(body))
    assert result.problems == ()
    pages = pages_of(result.pdf)
    for page in pages:
        for run in page.runs:
            assert 0 < run.left < run.right < page.width - 10, run.text
            assert 0 < run.top < run.bottom < page.height, run.text
    return pages


@pytest.mark.parametrize("sheet", [BASE, ITUC, INDUSTRIALL, AFLCIO_PLAIN], ids=lambda sheet: sheet.letterhead)
def test_long_words_are_divided_wherever_they_stand(sheet: Sheet) -> None:
    head = replace(sheet.heads[0], address=("1 Quay", LONG), contacts=(("Tel", "+1"), ("", LONG)))
    sheet = replace(
        sheet,
        heads=(head,),
        mailboxes=(Mailbox(f"the.secretariat.of.{LONG}", "Embassy"),),
        enclosures_label="Enclosures:",
        enclosures=(LONG_FILE,),
        copies=(LONG, LONG_FILE),
        subject=f"About {LONG_FILE}",
    )
    on_paper(sheet, f"See {SHAREPOINT} and https://example.org/{'a' * 140} and\n\n- {LONG_FILE}\n\n> {LONG_FILE}")


def test_an_address_of_mail_is_divided_where_its_parts_meet() -> None:
    divided = unbroken("write to michael_odonovan-smith@ustr.eop.example.org")
    assert "-\u2060smith" in divided, "a hyphen at the end of a line would be taken for one that is not the address's"
    divided = divided.replace("\u200b", "|").replace("\u2060", "")
    assert divided == "write to michael_odonovan-smith|@ustr.eop.example.org"
    assert unbroken("council@union.example.org", 18).replace("\u200b", "|") == "council|@union.example.org"
    assert "|.example|.org" in unbroken(f"press@{'harbour-' * 4}unions.example.org").replace("\u200b", "|")
    assert (
        unbroken("https://example.org/reports/court").replace("\u200b", "|") == "https://example|.org/|reports/|court"
    )
    assert "|_" in unbroken("https://example.org/a_long_name_of_a_file").replace("\u200b", "|")


def test_a_long_address_can_be_copied_whole() -> None:
    text = "".join("".join(texts_of(set_letter(BASE, letter(f"See {SHAREPOINT} for it.")).pdf)).split())
    assert SHAREPOINT in text


@pytest.mark.sampled(6)
@pytest.mark.parametrize("number", range(2, 7))
@pytest.mark.parametrize("name", ["base", "ituc", "industriall", "aflcio"])
def test_two_to_six_organisations_stand_side_by_side(name: str, number: int) -> None:
    long = replace(ITUC_HEAD, contacts=(*ITUC_HEAD.contacts, ("", LONG)))
    heads = (INDUSTRIALL.heads[0], long, AFLCIO_PLAIN.heads[0]) * 2
    sheet = replace(BASE, letterhead=name, heads=heads[:number])
    first = on_paper(sheet, "Two of our members were arrested.")[0]
    lefts = [run.left for run in first.runs if run.text in ("IndustriALL", "ITUC CSI IGB", "AFL-CIO")]
    assert len(lefts) == number
    columns = sorted({round(left) for left in lefts})
    assert len(columns) == (2 if number in (2, 4) else 3)
    assert len({b - a for a, b in pairwise(columns)}) == 1 or max(b - a for a, b in pairwise(columns)) < 62


def test_a_table_without_room_is_named_with_its_line() -> None:
    for columns in (20, 40):
        found = named("\n".join(("| a " * columns, "|---" * columns, "| 12 March " * columns)))
        assert {(one.code, one.severity) for one in found} == {("LK946", Severity.ERROR)}
        assert [one.location and one.location.line for one in found] == [12, 14]
    for columns in (7, 12):
        assert named("\n".join(("| a " * columns, "|---" * columns, "| 12 March " * columns))) == [], columns


def test_a_heading_of_three_hundred_characters_holds() -> None:
    on_paper(BASE, f"## {'release ' * 38}\n\nWe ask for it.")


def test_ink_outside_is_named_with_its_place(tmp_path: Path) -> None:
    css = '@import url("base/letter.css"); .reach { position: relative; left: %dmm }'
    for far, code in ((75, "LK946"), (45, "LK947")):
        root = house(tmp_path / code, letter_css=css % far)
        (root / "letterheads/own/letterhead.yml").write_text("# x\naddress: [Waterfront]\n")
        sheet = replace(
            BASE, letterhead="own", heads=(replace(ITUC_HEAD, key="own", address=("Waterfront",), contacts=()),)
        )
        try:
            found = set_letter(sheet, letter("x"), root).problems
        except UserError as error:
            found = error.problems
        [problem] = found
        assert (problem.code, problem.location and problem.location.line) == (code, 2)
        assert "Waterfront" in problem.message


@pytest.mark.parametrize(
    ("css", "code", "says"),
    [
        (".text { margin-left: -12mm }", "LK947", "left margin of page 1, and"),
        (".inside { margin-left: -9mm }", "LK947", "left margin"),
        (".text { margin-right: -12mm; max-width: none }", "LK947", "right margin"),
        (".head { position: relative; top: -8mm }", "LK947", "upper margin"),
        (".closing { position: relative; top: 18mm }", "LK947", "lower margin"),
        (".head { position: relative; top: -18mm }", "LK946", "edge of page 1"),
        (".closing { position: relative; top: 200mm }", "LK946", "edge of page 1"),
        (".inside { margin-left: -30mm }", "LK946", "edge of page 1"),
        (".logo { position: relative; left: 175mm }", "LK946", "a picture reaches over the edge"),
    ],
)
def test_each_side_of_the_paper_is_held(css: str, code: str, says: str, tmp_path: Path) -> None:
    root = house(tmp_path, letter_css=f'@import url("base/letter.css"); {css}')
    (root / "letterheads/own/logo.svg").write_bytes((TEMPLATES / "letterheads/ituc/logo.svg").read_bytes())
    several = css.startswith(".closing") or "and" in says
    text = ONE_PAGE if several else letter("The court gave no reasons and set no date. " * 5)
    try:
        found = set_letter(replace(BASE, letterhead="own"), text, root).problems
    except UserError as error:
        found = error.problems
    assert found
    assert {one.code for one in found} == {code}
    assert any(says in one.message for one in found), found


def test_what_a_letterhead_places_in_a_margin_is_meant_to_be_there() -> None:
    for sheet in (AFLCIO, ITUC, replace(INDUSTRIALL, standard="din-5008-b", fold_marks=True)):
        assert set_letter(sheet, TWO_PAGES).problems == ()


# --- Lines ---


def short_lines(page: Page, bottom: float) -> list[str]:
    """The lines of paragraphs, but the last of each, that are shorter than 60 % of the longest."""
    rows: dict[float, list[Run]] = {}
    for run in page.runs:
        rows.setdefault(round(run.baseline, 1), []).append(run)
    start = next((row for row in sorted(rows) if rows[row][0].text.startswith(("Dear", "Monsieur", "Madame"))), 0.0)
    body = [(row, min(r.left for r in rows[row]), max(r.right for r in rows[row])) for row in sorted(rows)]
    body = [line for line in body if start < line[0] < bottom]
    most = max(right - left for _, left, right in body)
    gap = min((b[0] - a[0] for a, b in pairwise(body)), default=0)
    return [
        " ".join(run.text for run in rows[line[0]])
        for line, following in pairwise(body)
        if following[0] - line[0] < gap * 1.08
        and abs(following[1] - line[1]) < 6
        and line[2] - line[1] < 0.6 * most
        and not rows[line[0]][0].text.startswith(("cc", "•"))
    ]


def shorts_of(sheet: Sheet, text: str, *roots: Path) -> list[str]:
    result = set_letter(sheet, text, *roots)
    close = text.strip().rpartition("\n")[2][:24]
    found: list[str] = []
    for number, page in enumerate(pages_of(result.pdf)):
        bottom = next((run.baseline for run in page.runs if plain(run.text).startswith(close)), page.height - 26)
        head = [run.baseline for run in page.runs if plain(run.text).strip() in sheet.continuation] if number else []
        runs = tuple(run for run in page.runs if run.baseline > max(head, default=0) + 6 and run.size > 8.4)
        found += short_lines(replace(page, runs=runs), bottom)
    return found


LIBRARY = library_of(ROOT)
SHIPPED = {name: (sheet, text) for name, sheet, text in of_campaigns(LIBRARY)}


@pytest.mark.parametrize("name", SHIPPED)
def test_no_line_but_the_last_of_a_paragraph_is_short(name: str) -> None:
    sheet, text = SHIPPED[name]
    assert shorts_of(replace(sheet, copies_in_head=False, annex=None), text) == []


BOUND = """\
Under 19 U.S.C. § 2462(c)(7)(A)(iv)(II) and 29 C.F.R. § 1910.1200(g)(8)–(11), the measures of 12 September 2024
and those of Mr. Kassym-Jomart Tokayev, whom michael_odonovan@ustr.eop.example.org and
https://example.org/freedom-of-association/ have asked, concern 1,250,000 workers of Kazakhstan,
the KNPRK/FNPRK/ITUC-PERC and “المعتقلين منذ 5 مارس في سجن العاصمة”.
"""


def test_what_is_too_long_to_stay_together_is_parted_near_its_middle() -> None:
    def parted(text: str) -> str:
        return unbroken(text).replace("\u2060", "").replace("\u200b", "|")

    law = "19\u00a0U.S.C.\u00a0§\u00a02462(c)(7)"
    assert parted(law) == law, "no more than can stay together"
    assert parted(f"{law}(A)(iv)") == "19\u00a0U.S.C. §\u00a02462(c)(7)(A)(iv)"
    assert max(map(len, parted(f"2462{'(c)' * 12}").split("|"))) <= 24


@pytest.mark.sampled(3)
@pytest.mark.parametrize("width", range(92, 156, 6))
def test_words_that_are_bound_do_not_break_their_line_early(width: int, tmp_path: Path) -> None:
    name = next(name for name in SHIPPED if "2017" in name and "aflcio" in name)
    sheet, text = SHIPPED[name]
    salutation, _, rest = text.partition("\n\n")
    text = f"{salutation}\n\n{BOUND * 3}\n{rest[-900:].partition(chr(10) * 2)[2]}"
    css = f'@import url("base/letter.css"); .text {{ width: {width}mm }}'
    root = house(tmp_path, letter_css=css)
    heads = tuple(replace(head, roster=None) for head in sheet.heads)
    assert shorts_of(replace(sheet, letterhead="own", like=(), heads=heads), text, root) == []


def characters_of(page: Page) -> list[int]:
    """The characters of each line that another of its paragraph follows."""
    rows: dict[float, list[Run]] = {}
    for run in page.runs:
        if run.size > 9:
            rows.setdefault(round(run.baseline, 1), []).append(run)
    lines = [(row, max(r.right for r in rows[row]) - min(r.left for r in rows[row])) for row in sorted(rows)]
    wide = max((width for _, width in lines), default=0) * 0.7
    return [
        sum(len(run.text) for run in rows[one[0]])
        for one, other in pairwise(lines)
        if other[0] - one[0] < 6.2 and one[1] > wide
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_line_has_eighty_five_characters_at_most(name: str) -> None:
    sheet, text = SHIPPED[name]
    pages = pages_of(set_letter(replace(sheet, annex=None), text).pdf)
    counts = [count for page in pages for count in characters_of(page)]
    assert len(counts) > 15
    assert median(counts) <= 85


@pytest.mark.parametrize("family", FAMILIES)
def test_every_font_has_lines_of_one_length_and_letters_of_one_height(family: str) -> None:
    size, leading, _ = TEXT_SIZES[family]
    with TTFont(folder() / family / f"{family.replace(' ', '')}-Regular.ttf") as font:
        height = font["OS/2"].sxHeight / font["head"].unitsPerEm * size
    assert height == pytest.approx(5.1, abs=0.1)
    assert size * leading == pytest.approx(15.4, abs=0.05)
    text = letter("The court gave no reasons and set no date for the next hearing of the appeal. " * 12)
    counts = characters_of(pages_of(set_letter(replace(BASE, look=Look(font=family)), text).pdf)[0])
    assert 74 <= median(counts) <= 85
