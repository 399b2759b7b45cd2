"""Logos and signatures: what passes is whole and self-contained; what does not is named with the mend."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from support.sheets import ONE_PAGE, OWN, TEMPLATES, house, set_letter, streams_of

from letterkit.foundation.problems import Problem, UserError
from letterkit.typeset import pictures
from letterkit.typeset.pictures import look_at

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 10">'
TENFOLD = "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 12))
CLIPS = "".join(
    f'<clipPath id="c{n}">{f"""<rect width="9" height="9" clip-path="url(#c{n - 1})"/>""" * 10}</clipPath>'
    for n in range(1, 12)
)


def svg(inner: str) -> bytes:
    return f"{OPEN}{inner}</svg>".encode()


def pixels(mode: str = "RGB", size: tuple[int, int] = (600, 200), kind: str = "PNG", **options: object) -> bytes:
    saved = io.BytesIO()
    Image.new(mode, size).save(saved, kind, **options)
    return saved.getvalue()


def png_of(width: int, height: int) -> bytes:
    """The beginning of a PNG that claims to be of that size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return start + struct.pack(">I", 10_000) + b"IDAT" + zlib.compress(bytes(width))


def refused(content: bytes) -> Problem:
    with pytest.raises(UserError) as caught:
        look_at(content, "logo")
    [problem] = caught.value.problems
    assert problem.hint, "a problem tells the mend"
    assert "logo" in str(problem), "a problem names the file"
    return problem


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        (f'<rect id="a0" width="1" height="1"/>{TENFOLD}<use href="#a11"/>', "more than 5,000 elements"),
        (f'<clipPath id="c0"><rect width="9" height="9"/></clipPath>{CLIPS}', "more than 5,000 elements"),
        ("".join(f'<g id="b{n}"><use href="#b{n + 1}"/></g>' for n in range(60)), "nested deeper"),
        ('<g id="a"><use href="#a"/></g>', "within itself"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>', "within itself"),
        ("<rect/>" * 5001, "more than 5,000 elements"),
        ("<g>" * 50 + "</g>" * 50, "more than 40 levels"),
        ('<image href="https://example.org/x.png"/>', "'image'"),
        ('<image xlink:href="file:///etc/passwd"/>', "'image'"),
        ("<foreignObject><p>x</p></foreignObject>", "'foreignObject'"),
        ("<script>alert(1)</script>", "'script'"),
        ('<x:use xmlns:x="urn:x" href="http://example.org/a.svg#b"/>', "refers to 'http://example.org/a.svg#b'"),
        ('<x:image xmlns:x="urn:x" href="a.png"/>', "'image'"),
        ('<filter id="f"><feFlood width="99999"/></filter>', "'filter'"),
        ('<pattern id="p"/>', "'pattern'"),
        ("<text>AFL</text>", "'text'"),
        ('<use href="/etc/passwd#a"/>', "refers to '/etc/passwd#a'"),
        ('<use href="other.svg#a"/>', "refers to 'other.svg#a'"),
        ('<rect fill="url(http://example.org/#a)"/>', "refers to 'http://example.org/#a'"),
        ('<rect style="fill: url( &quot;file:///x#a&quot;)"/>', "refers to 'file:///x#a'"),
        ('<rect style="fill: u\\72l(x)"/>', "backslash"),
        ("<style>@import url(https://example.org/x.css);</style>", "'@import'"),
        ("<style>@font-face { font-family: x; src: url(x.ttf) }</style>", "'@font-face'"),
        ("<style>rect { clip-path: url(#c) }</style>", "refers to something"),
        ('<rect width="1e300" height="1"/>', "above 1,000,000"),
        ('<path d="M0 0L99999999 0"/>', "above 1,000,000"),
        ('<rect style="stroke-width: 1e99"/>', "above 1,000,000"),
    ],
)
def test_svg_that_asks_for_more_than_shapes_is_refused(inner: str, says: str) -> None:
    problem = refused(svg(inner))
    assert problem.code == "LK908"
    assert says in problem.message
    assert problem.location is not None


def test_svg_that_defines_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + svg("&b;")
    problem = refused(bomb)
    assert (problem.code, problem.message) == ("LK908", "the SVG defines the entity 'a'")
    assert refused(b'<?xml-stylesheet href="x.css"?>' + svg("")).code == "LK908"


def test_what_drawing_programs_write_is_accepted() -> None:
    drawn = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        f'{OPEN}<i:namedview xmlns:i="urn:i" version="1.2 (20221201)"><i:grid/></i:namedview><metadata>x</metadata>'
        '<style>.a{fill:url(#g)}</style><linearGradient id="g"><stop stop-color="#1e9999"/></linearGradient>'
        '<path class="a" d="M0 0h10v10z" fill="#1e9999"/><use href="#nowhere"/></svg>'
    )
    seen = look_at(drawn.encode(), "logo.svg")
    assert (seen.kind, seen.ratio) == ("image/svg+xml", 4)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no picture"),
        (b"GIF89a" + b"x" * 100, "no picture"),
        (b"<html><p>404</p></html>", "no picture"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * pictures.MAX_BYTES, "more than 5,000,000 bytes"),
        (png_of(100_000, 100_000), "pixels"),
        (png_of(30_000, 30_000), "pixels"),
        (png_of(10_000, 400), "10,000 by 400 pixels"),
        (png_of(7_000, 7_000), "pixels"),
        (pixels()[:60], "damaged"),
        (pixels(kind="JPEG")[:-200], "damaged"),
        (pixels(mode="CMYK", kind="JPEG"), "colours of a kind"),
        (pixels(mode="I;16"), "colours of a kind"),
        (pixels(size=(2000, 10)), "2000 wide and 10 high"),
        (svg("<rect></g>"), "damaged"),
        (svg("")[:-8], "damaged"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "how large"),
        (OPEN.replace("0 0 40 10", "0 0 0 10").encode() + b"</svg>", "0 wide"),
        (svg("<g/>" * 200_000), "bytes"),
    ],
)
def test_picture_that_cannot_be_used_is_refused(content: bytes, says: str) -> None:
    problem = refused(content)
    assert problem.code == "LK907"
    assert says in problem.message


def test_what_a_camera_notes_is_left_out() -> None:
    notes = Image.Exif()
    notes[0x010F], notes[0x0112], notes[0x013B] = "Secret Camera", 6, "Secret Author"
    seen = look_at(pixels(kind="JPEG", exif=notes, comment=b"Secret Place"), "signature.jpg")
    assert b"Secret" not in seen.content
    assert seen.ratio == pytest.approx(1 / 3), "it stands upright, as the camera noted"


# In a letter


def own(root: Path, name: str, content: bytes) -> Path:
    (house(root) / "letterheads" / "own" / name).write_bytes(content)
    return root


@pytest.mark.parametrize("name", ["logo.svg", "logo.png", "logo.jpg"])
def test_logo_that_is_dropped_into_the_folder_is_shown(name: str, tmp_path: Path) -> None:
    content = {"logo.svg": svg('<rect width="40" height="10"/>'), "logo.png": pixels(), "logo.jpg": pixels(kind="JPEG")}
    sheet = OWN
    text = "Dear President,\n\nWe write about the arrests.\n\nSincerely,\n"
    without = set_letter(sheet, text, house(tmp_path / "without"))
    shown = set_letter(sheet, text, own(tmp_path / "with", name, content[name]))
    assert without.problems == shown.problems == ()
    assert len(list(streams_of(shown.pdf))) > len(list(streams_of(without.pdf)))


def test_bad_picture_stops_the_letter_and_names_the_file(tmp_path: Path) -> None:
    for name, content, code in (
        ("logo.svg", svg(f'<rect id="a0"/>{TENFOLD}<use href="#a11"/>'), "LK908"),
        ("logo.png", pixels()[:60], "LK907"),
    ):
        root = own(tmp_path / code, name, content)
        with pytest.raises(UserError) as caught:
            set_letter(OWN, ONE_PAGE, root)
        [problem] = caught.value.problems
        assert problem.code == code
        assert str(root / "letterheads" / "own" / name) in str(problem)


@pytest.mark.parametrize("url", ["x.svg", "data:image/svg+xml,%3Csvg xmlns='u'%3E%3Cscript/%3E%3C/svg%3E"])
def test_every_picture_of_a_template_is_looked_at(url: str, tmp_path: Path) -> None:
    root = own(tmp_path, "x.svg", svg("<script/>"))
    (root / "letterheads/own/head.html.j2").write_text(f'<img alt="" src="{url}">')
    with pytest.raises(UserError) as caught:
        set_letter(OWN, ONE_PAGE, root)
    assert [problem.code for problem in caught.value.problems] == ["LK908"]


def test_drawing_within_a_template_is_refused(tmp_path: Path) -> None:
    root = house(tmp_path, head_html_j2='<svg viewBox="0 0 1 1"><use href="x"/></svg>')
    with pytest.raises(UserError) as caught:
        set_letter(OWN, ONE_PAGE, root)
    assert [problem.code for problem in caught.value.problems] == ["LK908"]


def test_shipped_logos_pass() -> None:
    logos = sorted(TEMPLATES.glob("letterheads/*/logo.svg"))
    ratios = {logo.parent.name: round(look_at(logo.read_bytes(), logo.name).ratio, 3) for logo in logos}
    assert ratios == {"aflcio": 1, "etuc": 1, "industriall": 0.875, "ituc": 1, "perc": 1.5}, (
        "each is as wide and high as what it draws"
    )
