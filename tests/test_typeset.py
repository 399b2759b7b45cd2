"""Letters on letterhead: five houses, one and two pages, proofs, and what must not get through."""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from letterkit.foundation.problems import Severity, UserError
from letterkit.typeset.sheet import Head, Mailbox, Officer, Phrase, Roster, Sheet, Signature
from letterkit.typeset.typeset import Typeset, typeset

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

COUNCIL = """Michael Sacco, Robert A. Scardelletti, Harold Schaitberger, Clyde Rivers, Cecil Roberts, Leo W. Gerard,
William Hite, Gregory J. Junemann, Nancy Wohlforth, Rose Ann DeMoro, Fred Redmond, Matthew Loeb, Randi Weingarten,
Rogelio “Roy” A. Flores, Fredric V. Rolando, Diann Woodard, Newton B. Jones, D. Michael Langford, Baldemar Velasquez,
James Boland, Bruce R. Smith, Lee A. Saunders, Terry O’Sullivan, Lawrence J. Hanley, Lorretta Johnson, James Callahan,
DeMaurice Smith, Sean McGarvey, Laura Reyes, J. David Cox, David Durkee, D. Taylor, Kenneth Rigmaiden,
Stuart Appelbaum, Harold Daggett, Bhairavi Desai, Paul Rinaldi, Mark Dimondstein, Harry Lombardo, Dennis D. Williams,
Cindy Estrada, Capt. Timothy Canoll, Sara Nelson, Lori Pelletier, Marc Perrone, Jorge Ramirez, Eric Dean,
Joseph Sellers Jr., Christopher Shelton, Lonnie R. Stephenson, Richard Lanigan, Robert Martinez, Gabrielle Carteris"""

AFLCIO_HEAD = Head(
    key="aflcio",
    short="AFL-CIO",
    names=("American Federation of Labor and Congress of Industrial Organizations",),
    slogan="America’s Unions",
    address=("815 16th St., NW", "Washington, DC 20006"),
    contacts=(("", "202-637-5000"), ("", "www.aflcio.org")),
)
AFLCIO_COUNCIL = replace(
    AFLCIO_HEAD,
    officers=(
        Officer("Richard L. Trumka", ("President",)),
        Officer("Elizabeth H. Shuler", ("Secretary-Treasurer",)),
        Officer("Tefere Gebre", ("Executive Vice President",)),
    ),
    roster=Roster("Executive Council", tuple(re.split(r",\s+", COUNCIL))),
)

AFLCIO = Sheet(
    title="Letter to the President of Kazakhstan",
    language="en-US",
    paper="Letter",
    letterhead="aflcio",
    heads=(AFLCIO_COUNCIL,),
    place_and_date="January 26, 2017",
    created="2017-01-26",
    author="AFL-CIO",
    inside_address=("Mr. Nursultan Nazarbayev", "President", "Republic of Kazakhstan"),
    continuation=("President Nazarbayev", "January 26, 2017"),
    page_label="Page",
    page_numbers=("one", "two", "three"),
    roster_beside=True,
    signatures=(Signature("Richard L. Trumka", ("President",)),),
    initials="RLT/CF/kb",
    union_label="OPEIU #2",
    copies_label="cc:",
    copies=(
        "Mr. Kairat Umarov, Ambassador of the Republic of Kazakhstan to the United States",
        "Sharan Burrow, ITUC",
        "Mr. Irakli Petriashvili, President, ITUC Pan-European Regional Council",
    ),
)
AFLCIO_PLAIN = replace(
    AFLCIO,
    heads=(AFLCIO_HEAD,),
    place_and_date="July 18, 2019",
    created="2019-07-18",
    inside_address=(
        "Kassym-Jomart Tokayev, President",
        "Republic of Kazakhstan",
        "Government House",
        "Mangilik Yel st. 6",
        "Astana City, Kazakhstan",
    ),
    via="through the Embassy in Washington, washington@mfa.kz",
    continuation=("President Tokayev", "July 18, 2019"),
    signatures=(Signature("", ("AFL-CIO International Director",)),),
    initials="CF/jp",
    union_label="",
    copies=(
        "Michael O’Donovan, Director of Labor Affairs, EOP/USTR",
        "Erland Herfindahl, Deputy Assistant for the Generalized System of Preferences, EOP/USTR",
    ),
)
ITUC_HEAD = Head(
    key="ituc",
    short="ITUC CSI IGB",
    names=(
        "International Trade Union Confederation",
        Phrase("Confédération syndicale internationale", "fr"),
        Phrase("Confederación Sindical Internacional", "es"),
        Phrase("Internationaler Gewerkschaftsbund", "de"),
    ),
    address=("Bd du Roi Albert II, 5, Bte 1", "B-1210 Bruxelles, Belgique"),
    contacts=(
        ("Tel", "+32 (0)2 224 02 11"),
        ("Fax", "+32 (0)2 201 58 15"),
        ("e-mail", "info@ituc-csi.org"),
        ("", "www.ituc-csi.org"),
    ),
    officers=(
        Officer(
            "João Antonio Felicio",
            ("President", Phrase("Président", "fr"), Phrase("Presidente", "es"), Phrase("Präsident", "de")),
        ),
        Officer(
            "Sharan Burrow",
            (
                "General Secretary",
                Phrase("Secrétaire générale", "fr"),
                Phrase("Secretaria General", "es"),
                Phrase("Generalsekretärin", "de"),
            ),
        ),
    ),
)
ITUC = Sheet(
    title="Letter to the President of Kazakhstan",
    language="en-GB",
    paper="A4",
    letterhead="ituc",
    heads=(ITUC_HEAD,),
    place_and_date="Brussels, 23 January 2017",
    created="2017-01-23",
    author="International Trade Union Confederation",
    inside_address=("Mr Nursultan Nazarbayev", "President", "Republic of Kazakhstan"),
    mailboxes=(
        Mailbox("akorda.press@gmail.com"),
        Mailbox("kanc@adilet.gov.kz"),
        Mailbox("minzdravsoc@mzsr.gov.kz"),
        Mailbox("brussels@mfa.kz", "Embassy in Brussels"),
    ),
    mailbox_label="e-mail:",
    reference="PERC/AL/pw",
    continuation=("Mr Nursultan Nazarbayev", "23 January 2017"),
    page_label="Page",
    signatures=(Signature("Sharan Burrow", ("General Secretary",)),),
    copies_label="cc:",
    copies=("Prime Minister Sagintayev",),
    copies_in_head=True,
    date_below=True,
)
INDUSTRIALL = Sheet(
    title="Letter to the President of Kazakhstan",
    language="en-GB",
    paper="A4",
    letterhead="industriall",
    heads=(
        Head(
            key="industriall",
            short="IndustriALL",
            names=("IndustriALL Global Union",),
            address=("54 bis, route des Acacias", "Case Postale 1516", "CH 1227 Geneva", "Switzerland"),
            contacts=(
                ("Tel", "+41 (0)22 308 50 50"),
                ("Fax", "+41 (0)22 308 50 55"),
                ("", "info@industriall-union.org"),
                ("", "www.industriall-union.org"),
            ),
            officers=(Officer("Jörg Hofmann", ("President",)), Officer("Valter Sanches", ("General Secretary",))),
        ),
    ),
    place_and_date="Geneva, 15 March 2019",
    created="2019-03-15",
    author="IndustriALL Global Union",
    inside_address=("H.E. Mr Nursultan Nazarbayev", "President of Kazakhstan"),
    mailboxes=(Mailbox("mission@kazakhstan-geneva.ch"),),
    copies_label="cc:",
    copies=("press@prokuror.kz", "kezekshi@mfa.kz"),
    copies_in_head=True,
    subject="Nineteen people arrested at peaceful rallies in Zhanaozen must go free",
    continuation=("H.E. Mr Nursultan Nazarbayev", "15 March 2019"),
    page_label="Page",
    signatures=(Signature("Valter Sanches", ("General Secretary",)),),
)
JOINT = Sheet(
    title="Letter to the High Representative",
    language="en-GB",
    paper="A4",
    letterhead="ituc-etuc",
    heads=(
        Head(key="ituc", short="ITUC", names=("International Trade Union Confederation",)),
        Head(key="etuc", short="ETUC", names=("European Trade Union Confederation",)),
    ),
    place_and_date="Brussels, 21 February 2018",
    created="2018-02-21",
    author="ITUC and ETUC",
    inside_address=(
        "Ms Federica Mogherini",
        "High Representative of the Union for",
        "Foreign Affairs and Security Policy",
        "European Commission",
        "Brussels, Belgium",
    ),
    date_below=True,
    delivery="E-mail: federica.mogherini@ec.europa.eu",
    reference="PERC/AL/pw",
    continuation=("Ms Federica Mogherini", "21 February 2018"),
    page_label="Page",
    signatures=(
        Signature("Sharan Burrow", ("General Secretary", "ITUC")),
        Signature("Luca Visentini", ("General Secretary", "ETUC and PERC")),
    ),
    copies_label="cc:",
    copies=("DG Employment",),
    notes=(
        "ITUC: 331 affiliates with 202 million members.",
        "ETUC: 45 million members in 89 national organisations of 39 countries and in 10 European federations.",
        "PERC: the ITUC’s Pan-European Regional Council.",
    ),
)
BASE = replace(ITUC, letterhead="base", subject="Two arrests in Aktau", copies_in_head=False, date_below=False)
FRENCH = replace(
    BASE,
    language="fr",
    place_and_date="Bruxelles, le 23 janvier 2017",
    page_numbers=("un", "deux", "trois"),
    page_label="Page",
    subject="Deux arrestations à Aktaou",
)

ONE_PAGE = """\
Dear President Nazarbayev:

Two union leaders are in custody in Aktau, and we ask you to release them. **Nurbek Kushakbaev** and
**Amin Yeleusinov** were taken on 21 January. Their families do not know where they are held.

Both had spoken for the oil workers who stopped eating on 5 January. The workers did so because a court had closed
their confederation, the KNPRK, eleven months after the ministry had registered it. Nobody was hurt, nothing was broken
and no shift was lost on the rigs that week.

Kazakhstan ratified Convention No. 87 in 2000 and Convention No. 98 in 2001. The first says that a union is not to be
closed by an administrative act; the second protects those who lead one. Supervisors at the ILO have written to your
government about the registration rules in four of the past five years.

Please see to it that both men are free this week, that the case against Larisa Kharkova ends, and that the
confederation can register again. We would be glad to have your reply by 10 February.

Sincerely,
"""
TWO_PAGES = ONE_PAGE.replace(
    "Please see to it",
    """\
This is how the past year went, as far as we can tell from court papers and from those who were there:

- in February the confederation was entered in the register, with eight branches and two national unions as members,
  which was the condition that the law of 2014 had set;
- in October the tax office, the labour inspectorate and the prosecutor each opened an inspection of it, and asked for
  the same minutes, lists and receipts three times over;
- in December the ministry asked a court in Shymkent to close it, and the hearing took *one afternoon*; and
- in January the appeal was turned down, the accounts were blocked, and the police began to call at members’ homes.

Trade preferences are not a gift without terms. The statute under which your exporters enter our market asks whether
a country is taking steps on workers’ rights, and two countries in the region have lost that status after a review.
In 2014 goods worth 220 million dollars came in under it; a review would put each of those contracts in doubt, and it
would be the buyers, not the governments, who decided first.

We have also heard the argument that the confederation missed a deadline. The deadline was six months, it fell in
August, and the regional offices returned its papers unread on nine occasions. A rule that the office applying it can
make impossible to meet is no rule about deadlines.

Your office is bound to protect the constitution, and the constitution ranks a ratified treaty above such a statute.
A word from you would be enough to have the custody reviewed by a judge, in public, with counsel present.

Please see to it""",
)

LETTERS = {
    "aflcio": (AFLCIO, TWO_PAGES),
    "aflcio-plain": (AFLCIO_PLAIN, ONE_PAGE),
    "ituc": (ITUC, TWO_PAGES),
    "industriall": (INDUSTRIALL, TWO_PAGES),
    "ituc-etuc": (JOINT, TWO_PAGES),
    "base": (BASE, ONE_PAGE),
    "base-fr": (FRENCH, TWO_PAGES),
}


def set_letter(sheet: Sheet, text: str, *roots: Path, proof: bool = False) -> Typeset:
    return typeset(sheet, text, templates=(*roots, TEMPLATES), proof=proof)


@pytest.fixture(scope="module", params=LETTERS)
def letter(request: pytest.FixtureRequest) -> tuple[str, Typeset]:
    return request.param, set_letter(*LETTERS[request.param])


def digest(result: Typeset) -> str:
    return sha256(result.pdf).hexdigest()


def in_another_process(script: str) -> subprocess.CompletedProcess[str]:
    paths = [str(TEMPLATES.parent), str(Path(__file__).parent)]
    script = f"import sys; sys.path[:0] = {paths}\n{script}"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def drawings(pdf: bytes) -> list[int]:
    """How many pictures each page draws."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            sum(str(operation.operator) == "Do" for operation in pikepdf.parse_content_stream(page))
            for page in document.pages
        ]


def streams_of(pdf: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_bytes()


def house(root: Path, **files: str) -> Path:
    """A folder of templates with one letterhead, ``own``; ``letter_css`` becomes ``letter.css``."""
    folder = root / "letterheads" / "own"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return root


OWN = replace(BASE, letterhead="own")


def problems_of(sheet: Sheet, text: str, *roots: Path) -> list[tuple[str, str]]:
    with pytest.raises(UserError) as caught:
        set_letter(sheet, text, *roots)
    return [(problem.code, problem.message) for problem in caught.value.problems]


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
        sheet.via,
        sheet.delivery,
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


def test_header_stands_on_page_two_only(letter: tuple[str, Typeset]) -> None:
    name, result = letter
    sheet = LETTERS[name][0]
    number = {"en-US": "Page two", "fr": "Page deux"}.get(sheet.language, "Page 2")
    first, *rest = pages_of(result.pdf)
    assert not re.search(r"Page (1|one|une?)\b", first)
    for page in rest:
        lines = page.splitlines()
        assert set(sheet.continuation) | {number} <= set(lines)


def test_council_stands_on_page_one_only() -> None:
    first, second = pages_of(set_letter(AFLCIO, TWO_PAGES).pdf)
    assert "Gabrielle Carteris" in first
    assert "Gabrielle Carteris" not in second
    assert "Sacco" not in pages_of(set_letter(AFLCIO_PLAIN, ONE_PAGE).pdf)[0]


def test_text_stands_beside_the_council_and_fills_page_two() -> None:
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
    assert max(left_edges(second)) < 90


def test_two_signatures_stand_side_by_side() -> None:
    heights: dict[str, float] = {}

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        heights.setdefault(text.strip(), tm[5] * cm[3] + cm[5])

    PdfReader(io.BytesIO(set_letter(JOINT, ONE_PAGE).pdf)).pages[0].extract_text(visitor_text=note)
    assert heights["Sharan Burrow"] == heights["Luca Visentini"]


@pytest.mark.parametrize("house_name", ["base", "aflcio", "ituc"])
def test_signature_never_stands_alone(house_name: str) -> None:
    sheet = replace(AFLCIO_PLAIN, letterhead=house_name, continuation=("To the President",))
    sentence = "The court gave no reasons and set no date. "
    second_pages = []
    for sentences in range(36, 64, 4):
        body = sentence * 12 + "\n\n" + sentence * (sentences - 12) + "\n\nWe ask for your answer."
        result = set_letter(sheet, f"Dear President:\n\n{body}\n\nSincerely,\n")
        if result.pages > 1:
            lines = pages_of(result.pdf)[-1].splitlines()
            second_pages.append(
                [line for line in lines[: lines.index("Sincerely,")] if "court" in line or "answer" in line]
            )
            assert "AFL-CIO International Director" in lines
    assert len(second_pages) > 3
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
    sheet = replace(sheet, draft_label="ENTWURF")
    clean, proof = set_letter(sheet, text), set_letter(sheet, text, proof=True)
    assert proof.pages == clean.pages
    assert all(page.count("ENTWURF") == 1 for page in pages_of(proof.pdf))
    assert drawings(proof.pdf) == [count + 1 for count in drawings(clean.pdf)]
    assert not any("ENTWURF" in page for page in pages_of(clean.pdf))


def test_watermark_leaves_the_text_as_it_is() -> None:
    clean, proof = (pages_of(set_letter(*LETTERS["ituc"], proof=proof).pdf) for proof in (False, True))
    assert [re.sub(r"\s*DRAFT\s*", "", page) for page in proof] == [re.sub(r"\s*\Z", "", page) for page in clean]


# --- The file ---


def test_same_letter_has_the_same_bytes_in_another_process() -> None:
    other = in_another_process(
        "import test_typeset as t\nsys.stdout.write(t.digest(t.set_letter(*t.LETTERS['ituc'], proof=True)))"
    )
    after_others = [set_letter(*LETTERS[name], proof=True) for name in ("aflcio", "industriall", "ituc")]
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
    assert len(kinds) == 4
    assert {kind for item in kinds for kind in item} == {"/Lbl", "/LBody"}


# --- What must not get through ---


HOSTILE = """\
Dear {{ 7*7 }} {% raise %},

![](file:///etc/passwd) ![the *map*](https://example.org/map.png) <script>alert(1)</script>

[x](file:///etc) [y](javascript:alert(1)) [z](https://example.org/z) <img src="file:///etc/passwd"> <link rel=attachment
href="file:///etc/passwd"> &lt;b&gt;

[ref]: file:///etc/hosts

    indented

# heading

Sincerely,
"""


def test_hostile_text_is_inert() -> None:
    result = set_letter(replace(BASE, subject="<b>{{ 7*7 }}</b>", inside_address=("<style>", "{% x %}")), HOSTILE)
    text = " ".join(pages_of(result.pdf)[0].split())
    for literal in (
        "Dear {{ 7*7 }} {% raise %},",
        "![](file:///etc/passwd) the map <script>alert(1)</script>",
        "[x](file:///etc) [y](javascript:alert(1)) z <img",
        "<b>",
        "[ref]: file:///etc/hosts",
        "# heading",
        "<b>{{ 7*7 }}</b>",
        "<style>",
        "{% x %}",
    ):
        assert literal in text
    annotations: Any = PdfReader(io.BytesIO(result.pdf)).pages[0]["/Annots"]
    assert [annotation.get_object()["/A"]["/URI"] for annotation in annotations] == ["https://example.org/z"]
    assert result.problems == ()


def test_hostile_text_opens_nothing() -> None:
    script = """
import test_typeset as t
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
    assert problems_of(BASE, ONE_PAGE.replace("Two union", "Two 工 union")) == [
        ("LK903", "no font of the letterhead has the character '工' (U+5DE5)")
    ]


def test_missing_character_does_not_depend_on_earlier_letters() -> None:
    devanagari = ONE_PAGE.replace("Two union", "Two स union")
    assert set_letter(INDUSTRIALL, devanagari).problems == ()
    assert [code for code, _ in problems_of(BASE, devanagari)] == ["LK903"]


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
