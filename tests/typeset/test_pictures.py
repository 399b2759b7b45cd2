"""The pictures of the documentation: every page of the letters in ``campaigns/`` and of each letterhead's specimen.

A page may look a little different on another machine; what moves or goes missing is noticed. After a change of looks
on purpose, run ``pytest tests/test_pictures.py --refresh`` and look at the pictures.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from support.finals import of_campaigns
from support.library import library_of
from support.sheets import set_letter

from letterkit.pipeline.letterheads import PICTURE, preview
from letterkit.typeset.thumbnails import depict

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "pictures"
# The program at work, of which no test makes a picture.
SCREEN = KEPT / "preview.png"
DIFFERENT = ROOT / "pictures-that-differ"
LIBRARY = library_of(ROOT)
LETTERS = {name: (sheet, text) for name, sheet, text in of_campaigns(LIBRARY)}
# Of all pixels, how many may differ by more than this share of black, once each is mixed with its neighbours.
MOST, BY = 0.002, 0.16


def places(subject: str, count: int) -> list[Path]:
    """Where the pictures of a letter, or of a letterhead's specimen, are kept."""
    pages = [KEPT / f"{subject}-{number}.png" for number in range(1, count + 1)]
    if subject in LIBRARY.letterhead_names():
        pages[0] = ROOT / "templates" / "letterheads" / subject / PICTURE
    return pages


@cache
def made(subject: str, scratch: Path) -> Mapping[Path, bytes]:
    """The pictures of a subject's pages as they are now, by where they are kept."""
    if subject in LETTERS:
        sheet, text = LETTERS[subject]
        pages = depict(set_letter(sheet, text).pdf)
    else:
        pages = tuple(path.read_bytes() for path in preview(subject, LIBRARY, scratch).pictures)
    return dict(zip(places(subject, len(pages)), pages, strict=True))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ; 1 when the pictures have not the same size."""
    if one.size != other.size:
        return 1.0
    soft = [picture.filter(ImageFilter.BoxBlur(1)) for picture in (one, other)]
    bands = ImageChops.difference(*soft).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[round(BY * 255) :]) / (one.width * one.height)


@pytest.mark.parametrize("subject", [*LETTERS, *LIBRARY.letterhead_names()])
def test_pages_look_as_they_did(subject: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    pictures = made(subject, tmp_path)
    if request.config.getoption("--refresh"):
        KEPT.mkdir(exist_ok=True)
        for path in {*KEPT.glob(f"{subject}-[0-9].png")} - set(pictures):
            path.unlink()
        for path, content in pictures.items():
            path.write_bytes(content)
    wrong: list[str] = []
    for path, content in pictures.items():
        kept = opened(path.read_bytes()) if path.exists() else Image.new("RGB", (1, 1))
        now = opened(content)
        if (share := difference(kept, now)) > MOST:
            name = path.stem if path.parent == KEPT else subject
            DIFFERENT.mkdir(exist_ok=True)
            kept.save(DIFFERENT / f"{name}-kept.png")
            now.save(DIFFERENT / f"{name}-now.png")
            ImageChops.invert(ImageChops.difference(kept.resize(now.size), now)).save(
                DIFFERENT / f"{name}-difference.png"
            )
            wrong.append(f"{share:.1%} of {path.relative_to(ROOT)}")
    assert not wrong, (
        f"{', '.join(wrong)} differs: see {DIFFERENT}; 'pytest tests/typeset/test_pictures.py --refresh' takes the new"
    )
    gone = {*KEPT.glob(f"{subject}-[0-9].png")} - set(pictures)
    assert not gone, "pages that are no longer there"


def test_measure_sees_what_moves_and_passes_over_what_does_not_matter() -> None:
    page = opened((ROOT / "templates" / "letterheads" / "aflcio" / PICTURE).read_bytes())
    moved = ImageChops.offset(page.crop((0, 300, page.width, 340)), 0, 3)
    shifted, without = page.copy(), page.copy()
    shifted.paste(moved, (0, 300))
    without.paste("white", (40, 30, 80, 80))
    for other in (shifted, without, ImageChops.offset(page, 0, 1), page.crop((0, 0, 500, 660))):
        assert difference(page, other) > MOST
    finer = page.resize((page.width * 4, page.height * 4), Image.Resampling.BICUBIC)
    redrawn = ImageChops.offset(finer, 1, 0).resize(page.size, Image.Resampling.BOX)
    assert difference(page, redrawn) <= MOST
    assert difference(page, page.quantize(16).convert("RGB")) <= MOST


def test_pictures_are_small_and_shown() -> None:
    kept = [*KEPT.glob("*"), *ROOT.glob(f"templates/letterheads/*/{PICTURE}")]
    assert len(kept) > 20
    sizes = {path: path.stat().st_size for path in kept}
    assert {path: size for path, size in sizes.items() if size > (100_000 if path == SCREEN else 40_000)} == {}
    pages = [*ROOT.glob("docs/*.md"), ROOT / "README.md"]
    shown = {
        (page.parent / link).resolve()
        for page in pages
        for link in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert {path.relative_to(ROOT).as_posix() for path in {*kept} - shown} == set()
    subjects = {*LETTERS, *LIBRARY.letterhead_names()}
    assert {path for path in KEPT.glob("*") if path.stem.rpartition("-")[0] not in subjects} == {SCREEN}
