"""Style sheets that are parsed once give the same letters as those that are parsed each time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import weasyprint
import weasyprint.css
from support.sheets import AFLCIO, TEMPLATES

from letterkit.typeset import parsed
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.typeset import Typeset, typeset

TEXT = "Dear President,\n\nWe write about the arrests in the ports.\n\nYours sincerely,"
OWN = replace(AFLCIO, letterhead="own", like=("base",), paper="A4")


@pytest.fixture
def plain() -> Iterator[Any]:
    """WeasyPrint's own class of style sheets, put back afterwards as it was."""
    before = weasyprint.css.CSS
    weasyprint.css.CSS = weasyprint.CSS
    parsed.once.cache_clear()
    yield weasyprint.CSS
    weasyprint.css.CSS = before
    parsed.once.cache_clear()


def _set(sheet: Sheet, templates: Path = TEMPLATES) -> Typeset:
    return typeset(sheet, TEXT, templates=templates, proof=True)


def test_the_version_that_is_installed_is_one_that_was_tried(plain: Any) -> None:
    assert parsed.once()
    assert weasyprint.css.CSS is not plain


def test_the_bytes_are_the_same_in_any_order(plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [replace(AFLCIO, letterhead=name, like=()) for name in ("aflcio", "ituc")]
    with monkeypatch.context() as patch:
        patch.setattr(parsed, "VERSIONS", ())
        each = [_set(sheet).pdf for sheet in sheets]
        assert weasyprint.css.CSS is plain
    parsed.once.cache_clear()
    once = [_set(sheet).pdf for sheet in (*sheets, *sheets)]
    assert weasyprint.css.CSS is not plain
    assert once == [*each, *each]


def test_a_sheet_that_changes_is_read_again_and_what_it_says_is_told_each_time(plain: Any, tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES / "letterheads", tmp_path / "letterheads")
    style = tmp_path / "letterheads" / "own" / "letter.css"
    style.parent.mkdir()
    style.write_text('@import url("base/structure.css");\n', encoding="utf-8")
    first = _set(OWN, tmp_path)
    assert _set(OWN, tmp_path).pdf == first.pdf
    imported = tmp_path / "letterheads" / "base" / "structure.css"
    imported.write_text(imported.read_text(encoding="utf-8") + "p { color: #234567 }\n", encoding="utf-8")
    second = _set(OWN, tmp_path)
    assert second.pdf != first.pdf
    style.write_text('@import url("base/structure.css");\np { colour: red }\n', encoding="utf-8")
    told = [[problem.code for problem in _set(OWN, tmp_path).problems] for _ in range(2)]
    assert told[0] == told[1]
    assert "LK902" in told[0]


def test_sheets_are_taken_as_an_earlier_process_parsed_them_while_their_files_are_the_same(
    plain: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTERKIT_CACHE", str(tmp_path / "cache"))
    parse, count = parsed._Sheets._parse, list[str]()
    monkeypatch.setattr(
        parsed._Sheets,
        "_parse",
        lambda self, fetch, given: (given.get("url") and count.append(""), parse(self, fetch, given))[1],
    )
    shutil.copytree(TEMPLATES / "letterheads", tmp_path / "letterheads")
    own = tmp_path / "letterheads" / "own"
    own.mkdir()
    (own / "letter.css").write_text('@import url("base/structure.css");\n', encoding="utf-8")

    def anew() -> tuple[bytes, int]:
        parsed.once.cache_clear()
        weasyprint.css.CSS = weasyprint.CSS
        count.clear()
        return _set(OWN, tmp_path).pdf, len(count)

    first = anew()[0]
    assert anew() == (first, 0)
    (own / "base").mkdir()
    nearer = (tmp_path / "letterheads" / "base" / "structure.css").read_text(encoding="utf-8")
    (own / "base" / "structure.css").write_text(nearer + "p { color: #234567 }\n", encoding="utf-8")
    second = anew()
    assert second[0] != first
    assert (second[1], anew()) == (1, (second[0], 0))
    (own / "faces.css").write_text((own / "letter.css").read_text(encoding="utf-8"), encoding="utf-8")
    face = '@font-face { font-family: "Own"; src: url("asset://fonts/Noto%20Sans/NotoSans-Regular.ttf") }\n'
    (own / "letter.css").write_text('@import url("faces.css");\n' + face, encoding="utf-8")
    assert [anew()[1] for _ in range(2)] == [1, 1]
