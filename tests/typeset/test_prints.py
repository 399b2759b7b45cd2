"""A letter that did not change is not typeset again, and one that did always is."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from letterkit.foundation.problems import Location
from letterkit.schema.templates import shipped_templates
from letterkit.typeset import prints as module
from letterkit.typeset.prints import Prints, key_of, typeset_anew
from letterkit.typeset.sheet import Annex, Head, Look, Mailbox, Officer, Phrase, Roster, Sheet, Signature, Stationery
from letterkit.typeset.typeset import Typeset
from letterkit.typeset.typography import Typography

SHEET = Sheet("A title", "en", "A4", "base", (Head("base", "B", ("Body",)),), "Rome, 1 May 2024", "2024-05-01", "Body")
OTHER: dict[type, Any] = {
    Location: Location("other", 2),
    Typography: Typography(quotes=("<", ">")),
    Stationery: Stationery("sheet.pdf"),
    Look: Look(colour="#123456"),
    Annex: Annex("Annex", ("a",), (("b",),)),
}


@pytest.fixture
def templates(tmp_path: Path) -> list[Path]:
    root = tmp_path / "templates"
    shutil.copytree(shipped_templates() / "letterheads", root / "letterheads")
    return [root]


class _Press:
    """Stands for the typesetter: gives other bytes each time, and counts."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *args: object, **options: object) -> Typeset:
        self.times += 1
        return Typeset(b"%%PDF %d" % self.times, 3)


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> _Press:
    made = _Press()
    monkeypatch.setattr(module, "typeset", made)
    return made


def _other(value: Any) -> Any:
    """A value of the same kind that is another one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, tuple):
        return (*value, "x") if not value or isinstance(value[0], str) else value[1:]
    return OTHER[type(value)]


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Sheet)])
def test_whatever_of_a_sheet_changes_changes_its_key_but_for_places(name: str, templates: list[Path]) -> None:
    value = getattr(SHEET, name)
    where = name in ("address_location", "layout_location", "places")
    value = OTHER[Annex] if name == "annex" else OTHER[Location] if where and name != "places" else _other(value)
    changed = dataclasses.replace(SHEET, **{name: value})
    assert (key_of(changed, "text", templates, False) == key_of(SHEET, "text", templates, False)) == where


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"copies": ("a", "b")}, {"copies": ("ab",)}),
        ({"copies": ("a",)}, {"enclosures": ("a",)}),
        ({"copies": ("a",), "enclosures": ("b",)}, {"copies": ("a", "b")}),
        ({"subject": Phrase("Arrests", "en")}, {"subject": Phrase("Arrests", "fr")}),
        ({"mailboxes": (Mailbox("a", "b"),)}, {"mailboxes": (Mailbox("a"),)}),
        ({"signatures": (Signature("A", ("b", "c")),)}, {"signatures": (Signature("A", ("b",), "c"),)}),
        (
            {"heads": (Head("a", "A", ("N",), officers=(Officer("x", ("y",)),)),)},
            {"heads": (Head("a", "A", ("N",), roster=Roster("x", ("y",))),)},
        ),
    ],
)
def test_sheets_that_differ_have_other_keys(one: Any, other: Any, templates: list[Path]) -> None:
    keys = {key_of(dataclasses.replace(SHEET, **values), "text", templates, True) for values in (one, other, {})}
    assert len(keys) == 3


def test_text_proof_and_every_file_of_the_letterheads_count(templates: list[Path]) -> None:
    keys = [key_of(SHEET, "text", templates, False), key_of(SHEET, "texts", templates, False)]
    keys.append(key_of(SHEET, "text", templates, True))
    for path in sorted((templates[0] / "letterheads").rglob("*")):
        if path.is_file():
            path.write_bytes(path.read_bytes() + b" ")
            keys.append(key_of(SHEET, "text", templates, False))
    assert len(keys) > 30
    assert len(set(keys)) == len(keys)


def test_only_what_lies_there_unchanged_is_left(tmp_path: Path, templates: list[Path], press: _Press) -> None:
    prints = Prints(tmp_path / "prints")

    def again(there: bytes | None, text: str = "text") -> bytes:
        return typeset_anew(SHEET, text, there, prints, templates=templates, proof=True).pdf

    first = again(None)
    assert again(first) == first
    assert press.times == 1
    for there in (None, first + b" ", b""):
        assert again(there) != first
    second = again(None)
    assert again(second) == second
    assert again(second, "another text") != second


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"0" * 64 + b" 2\n", b"%s 0\n", b"%s 2", b"%s 2\nmore", b"%s -2\n"]
)
def test_a_damaged_entry_is_none(tmp_path: Path, templates: list[Path], press: _Press, content: bytes) -> None:
    prints = Prints(tmp_path / "prints")
    first = typeset_anew(SHEET, "text", None, prints, templates=templates, proof=True).pdf
    (entry,) = (path for path in prints.folder.glob("*/*"))
    entry.write_bytes(content.replace(b"%s", hashlib.sha256(first).hexdigest().encode()))
    assert typeset_anew(SHEET, "text", first, prints, templates=templates, proof=True).pdf != first


def test_a_folder_that_cannot_be_used_costs_only_time(tmp_path: Path, templates: list[Path], press: _Press) -> None:
    (tmp_path / "prints").write_text("a file", encoding="utf-8")
    prints = Prints(tmp_path / "prints")
    for _ in range(2):
        typeset_anew(SHEET, "text", b"", prints, templates=templates, proof=True)
    assert press.times == 2


def test_what_is_remembered_is_bounded_and_can_be_forgotten(tmp_path: Path) -> None:
    prints = Prints(tmp_path / "prints")
    for number in range(1000):
        prints.remember(f"ab{number:062x}", b"pdf", 1)
    assert 0 < len(list(prints.folder.rglob("*"))) <= module._MOST + 1
    assert prints.pages(f"ab{999:062x}", b"pdf") == 1
    prints.clear()
    assert prints.pages(f"ab{999:062x}", b"pdf") is None
    assert prints.clear() == 0
