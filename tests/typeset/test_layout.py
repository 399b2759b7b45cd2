"""The page: nothing outside the margins or over other text, whatever the letterhead, the standard and the length."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pikepdf
import pytest
from support.composed import composed
from support.geometry import Page, Run, faults, pages_of, read_in_order
from support.helpers import as_yaml, build, campaign, letterkit
from support.library import library_of
from support.sheets import (
    AFLCIO,
    AFLCIO_COUNCIL,
    AFLCIO_PLAIN,
    BASE,
    INDUSTRIALL,
    ITUC,
    ITUC_HEAD,
    JOINT,
    ONE_PAGE,
    TEMPLATES,
    TWO_PAGES,
    house,
    problems_of,
    set_letter,
)
from support.sheets import pages_of as texts_of

from letterkit.foundation.codes import Severity
from letterkit.language.grammar import make_language
from letterkit.typeset import pdf
from letterkit.typeset.laid_out import boxes_of
from letterkit.typeset.sheet import STANDARDS, Annex, Notation, Roster, Sheet, Signature
from letterkit.typeset.typeset import Typeset, typeset
from letterkit.typeset.typography import plain_spaces

SHEETS = {
    "aflcio": AFLCIO,
    "aflcio-plain": AFLCIO_PLAIN,
    "ituc": ITUC,
    "industriall": INDUSTRIALL,
    "ituc-etuc": JOINT,
    "base": BASE,
    "together": replace(ITUC, heads=(ITUC_HEAD, INDUSTRIALL.heads[0])),
}
pytestmark = pytest.mark.quickly(16)
SENTENCE = "The court gave no reasons and set no date for the next hearing. "
# Long enough for a second page, which begins to fill, in every letterhead.
LENGTHS = range(4, 64)
# Form A has 27 mm for the head, which only a small one takes.
LARGE = [standard for standard in STANDARDS if standard != "din-5008-a"]
CHAIR = {"chair": {"name": "Eva Strand", "gender": "female", "office": "Chair"}}
SMALL = replace(
    ITUC_HEAD,
    names=ITUC_HEAD.names[:1],
    officers=tuple(replace(one, titles=one.titles[:1]) for one in ITUC_HEAD.officers),
)
CLOSE = "Sincerely,"
REGISTERED = Notation("delivery", "By registered post")
TWELVE = tuple(f"Line {number} of a long address" for number in range(1, 13))


def letter_of(sentences: int) -> str:
    """A letter of so many sentences, in paragraphs of five and with a list in its middle."""
    paragraphs = [SENTENCE * min(5, sentences - start) for start in range(0, sentences, 5)]
    paragraphs.insert(len(paragraphs) // 2, "\n".join(f"- {SENTENCE}" for _ in range(2)))
    return "\n\n".join(["Dear President:", *paragraphs, "We ask for your answer.", CLOSE])


def wrong_with(sheet: Sheet, text: str, *roots: Path) -> list[str]:
    result = set_letter(sheet, text, *roots)
    assert result.problems == ()
    return faults(result.pdf, CLOSE, sheet.continuation)


@pytest.mark.sampled(8)
@pytest.mark.parametrize("length", LENGTHS)
def test_sixty_lengths_stand_well_in_every_letterhead(length: int) -> None:
    """Each length in one letterhead, in turn, and in one standard of four; more than the ending is on the last page."""
    name, standard = list(SHEETS)[length % len(SHEETS)], LARGE[(length // len(SHEETS)) % len(LARGE)]
    sheet = replace(SHEETS[name], standard=standard, fold_marks=True)
    assert wrong_with(sheet, letter_of(length)) == [], (name, standard)


@pytest.mark.parametrize("name", SHEETS)
def test_a_short_letter_stands_well_on_one_page(name: str) -> None:
    assert wrong_with(SHEETS[name], letter_of(1)) == []
    assert set_letter(SHEETS[name], letter_of(1)).pages == 1


def test_a_letter_of_one_sentence_stands_well() -> None:
    assert wrong_with(BASE, f"Dear President:\n\n{SENTENCE}\n\n{CLOSE}") == []


def test_shipped_letterheads_are_all_looked_at() -> None:
    drawn = {path.parent.name for path in (TEMPLATES / "letterheads").glob("*/letter.css")}
    assert drawn == {sheet.letterhead for sheet in SHEETS.values()}


# --- The checks can fail ---


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        (".head { margin-bottom: -16mm }", "stands over"),
        (".text { margin-left: -12mm }", "outside the margins"),
        (".inside { margin-left: -9mm }", "outside the margins"),
        ("@page { @bottom-left { content: 'far down'; vertical-align: bottom } }", "outside the margins"),
        (".closing { break-before: page } .text { padding-top: 60mm }", "fewer than four"),
    ],
)
def test_a_broken_letterhead_is_found(css: str, fault: str, tmp_path: Path) -> None:
    root = house(tmp_path, letter_css=f'@import url("base/letter.css"); {css}')
    sheet = replace(BASE, letterhead="own")
    result = set_letter(sheet, letter_of(20 if "four" in fault else 4), root)
    assert any(fault in line for line in faults(result.pdf, CLOSE, sheet.continuation))
    assert {one.code for one in result.problems} == ({"LK947"} if "left: -" in css else set()), "and told to its author"


# --- Standards ---


def runs_with(page: Page, texts: Sequence[str]) -> list[tuple[float, float, float, float]]:
    found = [(run.left, run.top, run.right, run.bottom) for run in page.runs if run.text.strip() in texts]
    assert len(found) >= len(texts)
    return found


@pytest.mark.parametrize(
    ("standard", "window", "left"),
    [
        # DIN 5008: 20 mm from the left, its address zone 17.7 mm below the head, 85 by 27.3 mm.
        ("din-5008-a", (20, 44.7, 105, 72), 25.2),
        ("din-5008-b", (20, 62.7, 105, 90), 25.2),
        # What shows in C5 and in C5/6, whose windows are 100 by 45 mm, when the sheet slides by 19 and by 13 or 15 mm.
        ("sn-010130", (117, 52, 198, 78), 122),
        ("sn-010130-left", (20, 52, 101, 78), 26),
        # What shows in DL, whose window is 100 by 35 mm, when the sheet slides by 10 and 11 mm.
        ("nf-z-11-001", (100, 55, 190, 79), 110),
        # The window of a No. 10 envelope over the first third of the sheet, which can slide by 11.6 mm at the most.
        ("us-business-window", (22.2, 51.8, 136.5, 80.4), 25.2),
    ],
)
def test_address_stands_in_the_window(standard: str, window: tuple[float, ...], left: float, every: bool) -> None:
    names = ["base", "ituc", "together"]
    for name in names if every else [names[len(standard) % len(names)]]:
        sheet = replace(SHEETS[name], standard=standard, inside_address=TWELVE[:5])
        if standard == "din-5008-a":
            sheet = replace(sheet, letterhead="base", heads=(SMALL,))
        first = pages_of(set_letter(sheet, ONE_PAGE).pdf)[0]
        boxes = runs_with(first, sheet.inside_address)
        assert min(box[0] for box in boxes) == pytest.approx(left, abs=0.6)
        assert all(box[0] >= window[0] and box[2] <= window[2] for box in boxes)
        assert all(box[1] >= window[1] and box[3] <= window[3] for box in boxes)
        assert min(box[1] for box in boxes) == pytest.approx(window[1] + 1.6, abs=1.3)


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_but_the_address_stands_in_the_window(name: str) -> None:
    sheet = replace(SHEETS[name], standard="din-5008-b", notations=(REGISTERED,))
    first = pages_of(set_letter(sheet, ONE_PAGE).pdf)[0]
    inside = [run.text for run in first.runs if run.left < 104 and run.right > 21 and 46 < run.baseline < 89.5]
    own = " · ".join([sheet.heads[0].short, *sheet.heads[0].address])
    for text in inside:
        assert text.strip() in (*sheet.inside_address, "By registered post") or text.strip() in own, text


@pytest.mark.parametrize("standard", ["sn-010130", "sn-010130-left"])
def test_no_head_shows_in_a_swiss_window(standard: str, every: bool) -> None:
    """The window of a C5 shows the sheet from 38.5 mm on when it lies at the bottom; SN 10130 ends the head there."""
    names = ["base", "ituc", "industriall", "together"]
    for name in names if every else names[standard.endswith("left") :: 2]:
        first = pages_of(set_letter(replace(SHEETS[name], standard=standard, notations=()), ONE_PAGE).pdf)[0]
        between = [run.text for run in first.runs if 37.9 < run.bottom < 47]
        assert between == [], (name, between)
        text = next(run for run in first.runs if run.text.startswith("Dear"))
        assert text.left == pytest.approx(26, abs=0.5)


def test_din_information_and_text_begin_where_the_standard_says() -> None:
    sheet = replace(BASE, standard="din-5008-b", mailboxes=(), heads=(replace(ITUC_HEAD, address=(), contacts=()),))
    first = pages_of(set_letter(sheet, ONE_PAGE).pdf)[0]
    [reference] = runs_with(first, ["PERC/AL/pw"])
    assert reference[0] == pytest.approx(125, abs=0.5)
    assert reference[1] == pytest.approx(51, abs=1)
    [subject] = runs_with(first, ["Two arrests in Aktau"])
    assert subject[0] == pytest.approx(25, abs=0.5)
    assert subject[1] == pytest.approx(98.46 + 1, abs=1)


@pytest.mark.parametrize(
    ("paper", "standard", "marks"),
    [
        ("A4", "din-5008-b", [105, 148.5, 210]),
        ("A4", "sn-010130", [99, 148.5, 198]),
        ("Letter", "us-business-window", [93.1, 186.3]),
        ("Letter", "", [93.1, 186.3]),
        ("A4", "", [99, 198]),
    ],
)
def test_fold_marks_stand_at_their_places_on_page_one(paper: str, standard: str, marks: list[float]) -> None:
    sheet = replace(BASE, paper=paper, standard=standard, fold_marks=True, page_of="of")

    def drawn(page: Page) -> list[float]:
        return sorted(top for left, top, right, _ in page.filled if right < 15 and right - left > 4)

    first, *rest = pages_of(set_letter(sheet, TWO_PAGES).pdf)
    counted = any(plain_spaces(run.text).strip() == f"Page 1 of {1 + len(rest)}" for run in first.runs)
    assert counted == standard.startswith("din"), "DIN 5008 has the number on page one, too"
    header = plain_spaces("".join(run.text for run in rest[0].runs if run.baseline < 30))
    assert header.endswith("Page 2 of 2" if counted else " · 2/2"), "in words as on page one"
    assert drawn(first) == pytest.approx(marks, abs=0.3)
    assert [drawn(page) for page in rest] == [[] for _ in rest]
    if not standard:
        plain = pages_of(set_letter(replace(sheet, fold_marks=False), TWO_PAGES).pdf)
        assert drawn(plain[0]) == []


@pytest.mark.parametrize(
    ("paper", "standard"), [("Letter", "din-5008-b"), ("A4", "us-business-window"), ("Letter", "")]
)
def test_one_letterhead_goes_with_both_papers(paper: str, standard: str) -> None:
    assert wrong_with(replace(BASE, paper=paper, standard=standard), TWO_PAGES) == []


@pytest.mark.parametrize("standard", ["", "din-5008-b", "us-business"])
def test_an_address_of_twelve_lines_holds(standard: str) -> None:
    sheet = replace(BASE, standard=standard, inside_address=TWELVE)
    assert wrong_with(sheet, ONE_PAGE) == []
    first = pages_of(set_letter(sheet, ONE_PAGE).pdf)[0]
    boxes = runs_with(first, TWELVE)
    if standard == "din-5008-b":
        assert all(box[1] > 49 and box[3] < 90 for box in boxes)


def test_an_address_that_its_window_cannot_hold_is_named() -> None:
    sheet = replace(BASE, standard="us-business-window", inside_address=TWELVE)
    [(code, message)] = problems_of(sheet, ONE_PAGE)
    assert code == "LK941"
    assert "12 lines" in message
    [shown] = set_letter(sheet, ONE_PAGE, proof=True).problems
    assert (shown.code, shown.severity) == ("LK941", Severity.WARNING), "a proof is there to see it"
    long = replace(BASE, standard="din-5008-b", notations=(REGISTERED,), inside_address=("A line " * 12,) * 6)
    assert [code for code, _ in problems_of(long, ONE_PAGE)] == ["LK941"]


def with_notations(standard: str) -> Sheet:
    notations = (Notation("via", "Through the Embassy"), REGISTERED)
    return replace(BASE, standard=standard, mailboxes=(), heads=(SMALL,), notations=notations)


def test_how_a_letter_goes_stands_where_the_standard_has_it() -> None:
    where = {}
    for standard in STANDARDS:
        first = pages_of(set_letter(with_notations(standard), ONE_PAGE).pdf)[0]
        where[standard] = {run.text.strip(): run.baseline for run in first.runs}
    us = where["us-business"]
    assert us["Brussels, 23 January 2017"] < us["Through the Embassy"] < us["By registered post"]
    assert us["By registered post"] < us["Mr Nursultan Nazarbayev"]
    for standard in ("din-5008-a", "din-5008-b", "sn-010130", "sn-010130-left"):
        assert where[standard]["By registered post"] < where[standard]["Mr Nursultan Nazarbayev"]
    assert where[""]["By registered post"] > where[""]["Mr Nursultan Nazarbayev"]


def test_the_grid_of_a_standard_is_drawn_on_a_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = {"name": "Harbour Union", "short": "HU", "place": "Geneva", "layout": {"standard": "sn-010130"}}
    build(tmp_path, {"templates/letterheads/own/letterhead.yml": {**head, "signs": "chair", "officers": CHAIR}})
    run = letterkit("letterheads", "preview", "own", "--grid")
    assert (run.code, run.err) == (0, "")
    assert "sheet slides: 122 mm from the left, 53 from the top, 70 by 25 mm" in run.out
    with pikepdf.open(tmp_path / "output/letterheads/own-grid.pdf") as pdf:
        drawings = [len(page.Resources.XObject) for page in pdf.pages]
        assert drawings[0] > 1
    assert "DRAFT" in texts_of((tmp_path / "output/letterheads/own-grid.pdf").read_bytes())[0]
    assert not (tmp_path / "templates/letterheads/own/preview.png").exists(), "the list shows the letterhead without it"


def test_the_date_has_a_label_in_the_information_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = {"name": "Harbour Union", "short": "HU", "place": "Kiel", "layout": {"standard": "din-5008-a"}}
    build(tmp_path, {"templates/letterheads/own/letterhead.yml": {**head, "signs": "chair", "officers": CHAIR}})
    assert letterkit("letterheads", "preview", "own", "--language", "en").code == 0
    first = texts_of(next((tmp_path / "output/letterheads").glob("own*.pdf")).read_bytes())[0]
    assert re.search(r"Date:\s\d+\s\w+\s\d{4}", first)
    assert "Kiel, " not in first


def test_a_head_that_reaches_into_the_window_is_named(tmp_path: Path) -> None:
    root = house(tmp_path, letter_css='@import url("base/letter.css"); .head { padding-top: 30mm }')
    assert wrong_with(replace(BASE, letterhead="own"), ONE_PAGE, root) == []
    sheet = replace(BASE, letterhead="own", standard="din-5008-b")
    assert [code for code, _ in problems_of(sheet, ONE_PAGE, root)] == ["LK942"]


# --- The roster ---


def council(names: int) -> Sheet:
    roster = Roster("Executive Council", tuple(f"Firstname Lastname{n}" for n in range(names)))
    return replace(AFLCIO, heads=(replace(AFLCIO_COUNCIL, roster=roster),))


@pytest.mark.parametrize("names", [53, 200])
def test_a_roster_is_read_in_full_and_stands_over_nothing(names: int) -> None:
    sheet = council(names)
    result = set_letter(sheet, TWO_PAGES)
    assert faults(result.pdf, CLOSE, sheet.continuation) == []
    first, *rest = pages_of(result.pdf)
    sizes = [run.size for run in first.runs if "Lastname" in run.text]
    assert len(sizes) == names
    assert min(sizes) == pytest.approx(6.5, abs=0.01)
    assert not any("Lastname" in run.text for page in rest for run in page.runs)


def test_a_roster_leaves_the_contacts_of_a_footer_on_the_page() -> None:
    sheet = replace(ITUC, heads=(replace(ITUC_HEAD, roster=council(40).heads[0].roster),))
    assert wrong_with(sheet, ONE_PAGE) == []
    first = texts_of(set_letter(sheet, ONE_PAGE).pdf)[0]
    for line in ("info@ituc-csi.org", "B-1210 Bruxelles", "Lastname39"):
        assert line in first


def test_names_of_ninety_characters_hold_in_a_roster() -> None:
    long = " ".join(["Maria-Magdalena"] * 6)
    roster = Roster("Executive Council", (long, *(f"Firstname Lastname{n}" for n in range(40)), long))
    for sheet in (AFLCIO, BASE):
        assert wrong_with(replace(sheet, heads=(replace(AFLCIO_COUNCIL, roster=roster),)), TWO_PAGES) == []


def test_a_roster_that_no_page_holds_is_named_with_the_limit() -> None:
    [(code, message)] = problems_of(council(400), ONE_PAGE)
    assert code == "LK943"
    assert "400 names" in message
    assert "220" in message


# --- Signatures, copies, notes ---


LONG_NAME = "Maria-Magdalena Konstantinopolskaya-Wittgenstein of the Greater Lindenallee and Harbour District"


def signatories(number: int) -> tuple[Signature, ...]:
    body = "International Confederation of the Workers of the Public Services, Energy and Culture"
    return tuple(Signature(f"{LONG_NAME} {n}", ("General Secretary", body)) for n in range(1, number + 1))


@pytest.mark.sampled(5)
@pytest.mark.parametrize("number", range(1, 7))
def test_one_to_six_signatories_stand_in_even_rows_on_one_page(number: int) -> None:
    assert len(LONG_NAME) >= 90
    sheet = replace(BASE, signatures=signatories(number))
    result = set_letter(sheet, ONE_PAGE)
    # An ending of a third of a page can leave the page before it early.
    assert [fault for fault in faults(result.pdf, CLOSE, sheet.continuation) if " ends " not in fault] == []
    [page] = [page for page in pages_of(result.pdf) if any(run.text.startswith(CLOSE) for run in page.runs)]
    tops = [round(run.baseline) for run in page.runs if run.text.startswith("Maria-")]
    assert [tops.count(top) for top in sorted(set(tops))] == {4: [2, 2], 5: [3, 2], 6: [3, 3]}.get(number, [number])


def test_a_high_ending_leaves_no_page_half_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands below the close goes on to the next page, a row of signatures at a time; found with three layouts."""
    sheet = replace(BASE, signatures=signatories(5))
    layouts: list[object] = []
    monkeypatch.setattr(pdf, "boxes_of", lambda document: layouts.append(document) or boxes_of(document))
    result = typeset(sheet, letter_of(6), templates=TEMPLATES, proof=False)
    assert len({id(one) for one in layouts}) <= 3
    first, second = pages_of(result.pdf)
    assert max(run.baseline for run in first.runs) > 250, "it was 76 mm less"
    assert [sum(run.text.startswith("Maria-") for run in page.runs) for page in (first, second)] == [3, 2]
    assert any(run.text.startswith(CLOSE) for run in first.runs)
    assert any(run.text.startswith("cc") for run in second.runs)


def test_a_short_letter_with_much_around_it_has_one_page() -> None:
    sheet = replace(
        AFLCIO_PLAIN,
        signatures=tuple(Signature(f"Officer {n}", ("President", "Union")) for n in range(2)),
        inside_address=TWELVE[:6],
        notations=(Notation("via", "Through the Embassy"), REGISTERED),
        enclosures_label="Enclosures:",
        enclosures=("Constitution of the union", "List of members dismissed"),
        notes=("FSU: 1.2 million members in 12 countries.",),
        subject="Two arrests in Aktau",
    )
    for paragraphs in (1, 2):
        text = "\n\n".join(["Dear President:", *[SENTENCE * 3] * paragraphs, CLOSE])
        result = set_letter(sheet, text)
        assert result.pages == 1, paragraphs
        assert faults(result.pdf, CLOSE, sheet.continuation) == []


@pytest.mark.sampled(7)
@pytest.mark.parametrize("standard", ["", "us-business-window"])
@pytest.mark.parametrize("name", SHEETS)
def test_names_of_ninety_characters_hold_everywhere_or_are_named(name: str, standard: str) -> None:
    sheet = SHEETS[name]
    heads = tuple(
        replace(
            head,
            names=(LONG_NAME, *head.names[1:]),
            officers=tuple(replace(officer, name=LONG_NAME) for officer in head.officers),
        )
        for head in sheet.heads
    )
    sheet = replace(
        sheet,
        standard=standard,
        heads=heads,
        inside_address=(LONG_NAME, f"{LONG_NAME} and {LONG_NAME}", "City"),
        continuation=(LONG_NAME, LONG_NAME, "23 January 2017"),
        copies=(f"{LONG_NAME}, {LONG_NAME}", "Clerk"),
        subject=f"{LONG_NAME} and {LONG_NAME}",
        reference="AB/CD/EF/GH/IJ/KL/MN 2017-01-23/1",
        signatures=signatories(2),
    )
    if standard and name in ("ituc", "industriall"):
        assert {code for code, _ in problems_of(sheet, TWO_PAGES)} == {"LK942"}
    else:
        # What stands above and below the text takes a page of its own here.
        assert [fault for fault in wrong_with(sheet, TWO_PAGES) if " ends " not in fault] == []


KEYS = ("ituc", "industriall", "aflcio", "etuc", "perc", "specimen")


def test_no_part_of_how_to_reach_a_house_stands_alone_on_a_line() -> None:
    first = pages_of(set_letter(replace(JOINT, heads=(ITUC_HEAD, INDUSTRIALL.heads[0])), ONE_PAGE).pdf)[0]
    lines: dict[float, str] = {}
    for run in first.runs:
        lines[round(run.baseline, 1)] = lines.get(round(run.baseline, 1), "") + run.text
    reach = [line for line in lines.values() if "Bd du Roi" in line or "www." in line or "Acacias" in line]
    assert [line.count(" · ") + line.count(", ") for line in reach] == [4, 3, 4, 3], reach
    for sheet in (BASE, replace(BASE, heads=(ITUC_HEAD, INDUSTRIALL.heads[0]))):
        page = pages_of(set_letter(sheet, ONE_PAGE).pdf)[0]
        ends = [run for run in page.runs if run.text.rstrip().endswith("·")]
        beside = [any(-0.5 < other.left - run.right < 2 for other in on_line(page, run)) for run in ends]
        assert all(beside), "no line ends in a mark between two"
        assert beside


def on_line(page: Page, run: Run) -> list[Run]:
    return [other for other in page.runs if other.baseline == pytest.approx(run.baseline, abs=0.1)]


@pytest.mark.parametrize("number", [2, 3, 4, 6])
def test_joint_heads_have_their_marks_and_who_signs_for_them_below_them(number: int) -> None:
    """One has two signatories, and another no logo; the columns are equal."""
    heads = tuple(replace(ITUC_HEAD, key=key, short=key.upper(), names=(f"Union {key}",)) for key in KEYS[:number])
    officers = [Signature(f"Officer of {key}", ("President",), house=key) for key in KEYS[:number]]
    second = Signature("Second of ituc", ("Treasurer",), house="ituc")
    sheet = replace(BASE, heads=heads, signatures=(second, *reversed(officers)))
    result = set_letter(sheet, ONE_PAGE)
    assert faults(result.pdf, CLOSE, sheet.continuation) == []
    runs = [run for page in pages_of(result.pdf) for run in page.runs]
    left = {run.text.strip(): run.left for run in runs}
    for key in KEYS[:number]:
        assert left[f"Officer of {key}"] == pytest.approx(left[key.upper()], abs=0.3), key
    assert left["Second of ituc"] == left["Officer of ituc"]
    columns = sorted({round(left[key.upper()], 1) for key in KEYS[:number]})
    assert len(columns) == (2 if number in (2, 4) else 3)
    assert len({round(b - a) for a, b in pairwise(columns)}) == 1
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        assert len(pdf.pages[0].Resources.XObject) == min(5, number), "as many have a logo"


def test_sixty_copies_flow_over_pages_in_two_columns() -> None:
    copies = tuple(f"Ms. Person {n}, Director of Something Rather Long, Ministry {n}" for n in range(60))
    sheet = replace(AFLCIO_PLAIN, copies=copies, copies_continued="cc (continued):")
    result = set_letter(sheet, ONE_PAGE)
    assert faults(result.pdf, CLOSE, sheet.continuation) == []
    pages = pages_of(result.pdf)
    runs = [run for page in pages for run in page.runs if run.text.startswith("Ms. Person")]
    assert len(runs) == 60
    assert len({round(run.left) for run in runs}) == 2
    assert any(run.text.startswith("Ms. Person 0,") for run in pages[0].runs)
    said = [any("continued" in run.text for run in page.runs) for page in pages]
    assert said == [False, *[True] * (len(pages) - 1)]
    assert result.pages <= 3


def test_copies_that_begin_on_a_page_are_not_said_to_go_on_there() -> None:
    for number in (2, 14):
        copies = tuple(f"Person {n}" for n in range(number))
        enclosures = tuple(f"Document {n}" for n in range(22))
        sheet = replace(BASE, enclosures=enclosures, copies=copies, copies_continued="cc (continued):")
        pages = texts_of(set_letter(sheet, ONE_PAGE).pdf)
        begins = next(at for at, text in enumerate(pages) if "Person 0" in text)
        assert begins
        assert "continued" not in pages[begins]


def test_sixty_copies_do_not_stand_in_the_head() -> None:
    sheet = replace(ITUC, copies=tuple(f"Person {n}" for n in range(60)))
    text = "".join(texts_of(set_letter(sheet, ONE_PAGE).pdf))
    assert text.index("Sincerely") < text.index("Person 0")


def test_notes_stand_at_the_foot_of_the_last_page() -> None:
    for text in (ONE_PAGE, TWO_PAGES):
        last = pages_of(set_letter(JOINT, text).pdf)[-1]
        [note] = [run for run in last.runs if run.text.startswith("PERC:")]
        assert last.height - note.baseline < 28
        assert max(run.baseline for run in last.runs) == note.baseline


SIGNATURE = (TEMPLATES / "letterheads/aflcio/logo.svg").read_bytes()


def signed(sheet: Sheet, image: str) -> Sheet:
    return replace(sheet, signatures=(replace(sheet.signatures[0], image=image, image_says="Signature of S. Burrow"),))


def test_a_signature_stands_in_the_clean_letter_with_its_alternative_text(tmp_path: Path) -> None:
    folder = tmp_path / "letterheads" / "ituc"
    folder.mkdir(parents=True)
    (folder / "burrow.svg").write_bytes(SIGNATURE)
    sheet = signed(ITUC, "ituc/burrow.svg")
    plain, clean, proof = (
        set_letter(ITUC, ONE_PAGE),
        set_letter(sheet, ONE_PAGE, tmp_path),
        set_letter(sheet, ONE_PAGE, tmp_path, proof=True),
    )

    def alternatives(result: Typeset) -> list[str]:
        with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
            things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
            return [str(thing.Alt) for thing in things if thing.get("/S") == "/Figure"]

    assert alternatives(clean) == ["Signature of S. Burrow"]
    assert alternatives(proof) == alternatives(plain) == []

    def places(result: Typeset) -> list[tuple[str, float]]:
        [page] = pages_of(result.pdf)
        return [(run.text, round(run.baseline, 2)) for run in page.runs if run.text != "DRAFT"]

    assert places(clean) == places(proof) == places(plain)


def test_a_signature_that_is_not_there_stops_the_clean_letter_only() -> None:
    sheet = signed(ITUC, "ituc/nobody.png")
    [(code, message)] = problems_of(sheet, ONE_PAGE)
    assert code == "LK944"
    assert "nobody.png" in message
    assert set_letter(sheet, ONE_PAGE, proof=True).problems == ()


def test_an_officer_signs_with_the_picture_of_their_letterhead(tmp_path: Path) -> None:
    chair = {"name": "Eva Strand", "gender": "female", "office": "Chair"}
    head = {"name": "Port Union", "short": "PU", "place": "Geneva", "signs": "chair"}

    def letterhead(signature: str) -> dict[str, object]:
        return {
            "templates/letterheads/port/letterhead.yml": {
                **head,
                "officers": {"chair": {**chair, "signature": signature}},
            }
        }

    data = campaign("letters/one/from", "port")
    workspace = {
        "campaigns/x.yml": data,
        **letterhead("strand.svg"),
        "templates/letterheads/port/strand.svg": SIGNATURE,
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(build(tmp_path, workspace))
        assert letterkit("draft", "campaigns/x.yml").code == 0
        assert letterkit("pdf", "campaigns/x.yml").code == 0
        build(tmp_path, letterhead("../strand.svg"))
        refused = letterkit("draft", "campaigns/x.yml")
    assert refused.code != 0
    assert "expected a picture in the letterhead's folder" in refused.err
    with pikepdf.open(tmp_path / "output/x/one.pdf") as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        assert [str(thing.Alt) for thing in things if thing.get("/S") == "/Figure"] == ["Signature of Eva Strand"]


def test_what_stands_in_the_third_column_has_one_left_edge() -> None:
    contacts = {
        "ituc": ("International Trade Union Confederation", "www.ituc-csi.org"),
        "industriall": ("CH 1227 Geneva",),
    }
    for name, words in contacts.items():
        sheet = replace(SHEETS[name], reference="PERC/AL/pw")
        first = pages_of(set_letter(sheet, ONE_PAGE).pdf)[0]
        lefts = [left for left, *_ in runs_with(first, (*words, "PERC/AL/pw", "cc:"))]
        assert max(lefts) - min(lefts) < 0.3, (name, lefts)


def test_copies_beside_the_address_have_lines_that_hang() -> None:
    copies = ("Ms Eva Strand, Minister of Labour", "Harbour Workers’ Union, council@union.example.org")
    sheet = replace(ITUC, copies=copies)
    first = pages_of(set_letter(sheet, ONE_PAGE).pdf)[0]
    (name, *_), (office, *_), (union, *_) = (
        runs_with(first, [text])[0] for text in ("Ms Eva Strand", "Minister of Labour", "Harbour Workers’ Union")
    )
    assert name == pytest.approx(union, abs=0.1)
    assert 2 < office - name < 5, "what belongs to a name is indented"
    lines = [run.text.strip() for run in first.runs if run.left >= name - 0.1 and run.left < name + 5]
    assert not any(line.endswith(",") for line in lines), "no comma where a line ends on purpose"
    assert "@union.example.org" in lines, "an address is divided before its @"


# --- Fitting ---


def test_a_letter_that_spills_over_a_little_is_set_closer_within_limits() -> None:
    longest = next(length for length in range(17, 7, -1) if set_letter(BASE, letter_of(length)).pages == 1)
    assert longest < 17
    [usual], [closer] = (pages_of(set_letter(BASE, letter_of(length)).pdf) for length in (6, longest))
    sizes = [max(run.size for run in page.runs if run.text.startswith("The court")) for page in (usual, closer)]
    assert 0.955 < sizes[1] / sizes[0] < 1
    leading = [min(b - a for a, b in _steps(page)) for page in (usual, closer)]
    assert 0.95 < leading[1] / leading[0] < 1


def _steps(page: Page) -> list[tuple[float, float]]:
    lines = sorted({run.baseline for run in page.runs if run.size > 10})
    return [(a, b) for a, b in pairwise(lines) if b - a > 3]


def test_no_item_of_a_list_stands_alone_on_its_page(every: bool) -> None:
    """The last has at least a part of the one before it, whether the list ends the letter or not."""
    items = "\n".join(f"- Item {number}: {SENTENCE * 2}" for number in range(6))
    divided = 0
    for length, end in [*product(range(16, 34, 2), ("", f"{SENTENCE * 4}\n\n"))][:: 1 if every else 3]:
        text = f"Dear President:\n\n{SENTENCE * length}\n\nWe ask you:\n\n{items}\n\n{end}{CLOSE}"
        first, *rest = texts_of(set_letter(BASE, text).pdf)
        if "Item" in first and "Item" in "".join(rest):
            divided += 1
            assert rest[0].count("Item") > 1 or rest[0].index("court") < rest[0].index("Item"), (length, end)
            assert first.count("Item") > 1, (length, end)
    assert divided > (2 if every else 0)


def test_a_long_letter_counts_its_pages_in_words_beyond_twelve() -> None:
    paragraphs = "\n\n".join(f"{SENTENCE * 6}" for _ in range(100))
    language = make_language(library_of(Path()).language("en"))
    sheet = replace(AFLCIO_PLAIN, page_numbers=tuple(language.number(n, words=True) for n in range(1, 101)))
    result = set_letter(sheet, f"Dear President:\n\n{paragraphs}\n\n{CLOSE}")
    assert result.pages > 13
    pages = texts_of(result.pdf)
    assert "Page thirteen" in pages[12]
    assert "Page" not in pages[0]
    few = replace(sheet, page_numbers=sheet.page_numbers[:2])
    beyond = set_letter(few, f"Dear President:\n\n{paragraphs[: len(paragraphs) // 5]}\n\n{CLOSE}")
    assert "Page two" in texts_of(beyond.pdf)[1]
    assert "Page 3" in texts_of(beyond.pdf)[2]


def test_a_page_of_ones_own_is_set_as_it_is(tmp_path: Path, every: bool) -> None:
    page = '<html lang="en"><title>x</title><body>{{ text }}{{ close }}<p>By its council</p></body></html>'
    root = house(tmp_path, letter_html_j2=page)
    for standard in [*STANDARDS][:: 1 if every else 3]:
        result = set_letter(replace(BASE, letterhead="own", standard=standard), TWO_PAGES, root)
        assert "By its council" in texts_of(result.pdf)[-1]


# --- Two houses ---


@pytest.mark.parametrize("name", ["ituc", "aflcio", "industriall", "base"])
def test_two_houses_without_a_letterhead_of_their_own_share_a_low_head(name: str) -> None:
    sheet = replace(SHEETS["together"], letterhead=name)
    assert wrong_with(sheet, ONE_PAGE) == []
    first = pages_of(set_letter(sheet, ONE_PAGE).pdf)[0]
    names = [run for run in first.runs if run.text.strip() in ("ITUC CSI IGB", "IndustriALL")]
    assert len({round(run.baseline, 1) for run in names}) == 1
    [addressee] = runs_with(first, ["Mr Nursultan Nazarbayev"])
    assert addressee[1] < 82


# --- Screen readers ---


def test_names_and_titles_in_other_languages_say_so() -> None:
    spoken: dict[str, int] = {}
    with pikepdf.open(io.BytesIO(set_letter(ITUC, ONE_PAGE).pdf)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem" and "/Lang" in thing:
                assert thing.S == "/Span"
                spoken[str(thing.Lang)] = spoken.get(str(thing.Lang), 0) + 1
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        links = [[*thing.K] for thing in things if thing.get("/S") == "/Link"]
        led = [str(kid.Obj.A.URI) for kids in links for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    assert spoken == {"fr": 3, "es": 3, "de": 3}
    assert len(led) == len(links), "what is told as a link leads somewhere"
    assert {"https://www.ituc-csi.org", "mailto:info@ituc-csi.org", "mailto:kanc@adilet.gov.kz"} <= {*led}


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_page_is_read_from_head_to_foot(standard: str) -> None:
    text = " ".join(read_in_order(set_letter(with_notations(standard), ONE_PAGE).pdf))
    parts = ("International Trade", "Mr Nursultan", "23 January", "Two arrests", "Dear President", "Sincerely", "cc:")
    if standard in ("", "us-business"):
        parts = (parts[0], parts[2], parts[1], *parts[3:])
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


# --- The annex ---


def annexed(rows: int) -> Sheet:
    cells = ("Deputy president of the union", "Sentenced to two years", "18 January 2017", "Convicted")
    table = tuple((f"Person Number{n}", *cells) for n in range(rows))
    return replace(BASE, annex=Annex("Annex: the people", ("Name", "Office", "What happened", "Date", "Status"), table))


def test_an_annex_repeats_its_head_and_breaks_no_row() -> None:
    sheet = annexed(44)
    result = set_letter(sheet, ONE_PAGE)
    assert faults(result.pdf, CLOSE, sheet.continuation) == []
    pages = pages_of(result.pdf)[1:]
    assert len(pages) > 1
    for number, page in enumerate(pages, 2):
        assert [run.text for run in page.runs if run.baseline < 25] == [
            f"Annex: the people · {number}/{len(pages) + 1}"
        ]
    assert [sum(run.text == "What happened" for run in page.runs) for page in pages] == [1] * len(pages)
    names = [run.text for page in pages for run in page.runs if run.text.startswith("Person")]
    assert names == [f"Person Number{n}" for n in range(44)]
    for page in pages:
        count = sum(run.text.startswith("Person") for run in page.runs)
        assert sum("Convicted" in run.text for run in page.runs) == count


def test_an_annex_is_tagged_as_a_table_with_headers() -> None:
    with pikepdf.open(io.BytesIO(set_letter(annexed(2), ONE_PAGE).pdf)) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        headers = [str(thing.A.Scope) for thing in things if thing.get("/S") == "/TH"]
        cells = [thing for thing in things if thing.get("/S") == "/TD"]
        assert sum(thing.get("/S") == "/Table" for thing in things) == 1
    assert headers == ["/Column"] * 5 + ["/Row"] * 2
    assert len(cells) == 8


def test_the_annex_follows_the_letter_and_its_fit() -> None:
    alone, followed = set_letter(BASE, letter_of(17)), set_letter(annexed(3), letter_of(17))
    assert followed.pages == alone.pages + 1


def people() -> dict[str, object]:
    """A campaign with an annex: one who can be named, one by initials, one not at all, a group, one unknown so far."""
    data = campaign("letters/one/annex", ["alia", "bulat", "dina", "crowd"])
    office = {"office": "deputy president", "of": "union"}
    act = {"sentenced": "2017-01-18", "outcome": "two years in prison", "place": "Karatau", "source": "note"}
    data["people"]["bulat"] = {"name": "Bulat Sarsen", "gender": "male", "publish": "initials", **office, "acts": [act]}
    data["people"]["dina"] = {"name": "Dina Ospan", "gender": "female", "publish": "no", **office, "acts": [act]}
    later = {"dismissed": "2017-03-01"}
    data["people"]["erlan"] = {"name": "Erlan Kuat", "gender": "male", "publish": "yes", "acts": [later]}
    return data


def annex_of(data: dict[str, object], folder: Path) -> tuple[str, str]:
    """What stands below a letter, and its annex, as they are handed to the letterhead."""
    sheet = composed(folder, as_yaml(data), "one").sheet
    assert sheet.annex
    annex = (sheet.annex.title, *sheet.annex.columns, *(cell for row in sheet.annex.rows for cell in row))
    return plain_spaces(" ".join((sheet.enclosures_label, *sheet.enclosures))), plain_spaces(" ".join(annex))


def test_annex_tells_what_is_known_in_terms_of_consent(tmp_path: Path) -> None:
    below, annex = annex_of(people(), tmp_path)
    assert below == "Enclosures: Annex: the people this letter is about, as of 23 January 2017 A list"
    assert "Alia Bek President of the Free Union (FU) In detention 20 January 2017 In detention" in annex
    assert "B. S. – Sentenced to two years in prison 18 January 2017 Sentenced" in annex
    assert "Name withheld – Sentenced to two years in prison 18 January 2017 Sentenced" in annex
    assert "19 workers – Rally for higher pay 19 January 2017" in annex
    for hidden in ("Bulat", "Sarsen", "Dina", "Ospan", "Karatau", "eputy", "Erlan"):
        assert hidden not in annex


def test_annex_of_all_holds_those_of_whom_an_act_is_known(tmp_path: Path) -> None:
    data = people()
    data["letters"]["one"]["annex"] = "all"  # type: ignore[index]
    _, annex = annex_of(data, tmp_path)
    assert "19 workers" in annex
    assert "Erlan" not in annex
    data["letters"]["one"]["date"] = "2017-03-02"  # type: ignore[index]
    _, annex = annex_of(data, tmp_path)
    assert "Erlan Kuat – Dismissed 1 March 2017 Dismissed" in annex


def test_annex_agrees_in_french(tmp_path: Path) -> None:
    data = people()
    letter = data["letters"]["one"]  # type: ignore[index]
    letter.update(
        language="fr", facts=[["union.registered"]], demands=[], annex=["alia"], email=[], about=["alia.detained"]
    )
    for key in ("via", "delivery", "subject", "enclosures", "copies"):
        letter.pop(key)
    data["organisations"]["union"]["acts"][0].pop("by")  # type: ignore[index]
    data["people"]["alia"]["acts"] = [{"arrested": "2017-01-20", "source": "note"}]  # type: ignore[index]
    letter["about"] = ["alia.arrested"]
    _, annex = annex_of(data, tmp_path)
    assert "Annexe : les personnes dont parle cette lettre, au 23 janvier 2017" in annex
    assert "Arrêtée 20 janvier 2017 En détention" in annex
    charge = {"en": "insult", "fr": "outrage à l'État"}
    data["people"]["alia"]["acts"] = [{"charged": "2017-01-20", "outcome": charge, "source": "note"}]  # type: ignore[index]
    letter["about"] = ["alia.charged"]
    _, annex = annex_of(data, tmp_path)
    assert "Inculpée d’outrage à l’État 20 janvier 2017 Inculpée" in annex


def test_a_name_in_the_annex_that_is_nobody_is_named(tmp_path: Path) -> None:
    build(tmp_path, {"campaigns/x.yml": campaign("letters/one/annex", ["alja"])})
    result = letterkit("draft", tmp_path / "campaigns/x.yml", "--output", tmp_path / "output")
    assert result.code != 0
    assert "LK221" in result.err
    assert "did you mean 'alia'?" in result.err
