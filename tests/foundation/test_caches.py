"""What letterkit has prepared is taken only as it was made, from files as they are, in a folder of one's own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import pytest
from support.library import ROOT

from letterkit.checks.law.legal_words import reader
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.foundation.caches import MOST, PREPARED, content_of, keep, prepared, version_of
from letterkit.foundation.patterns import compiled_parts
from letterkit.foundation.strict_yaml import Scalar
from letterkit.pipeline.check import examine
from letterkit.schema.law.files import read_law
from letterkit.schema.law.load import _load, load_law
from letterkit.schema.library import Library, open_library

T = TypeVar("T")
OWN = """\
name: {name}
short: O
place: Oslo
language: en
address: [1 Example Quay]
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of what is prepared, which is asked each time."""
    monkeypatch.setattr("letterkit.schema.library.prepared", prepared)
    monkeypatch.setenv("LETTERKIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / PREPARED


def _prepared(what: str, file: Path, make: Callable[[], T]) -> T:
    content = partial(content_of, {"a.yml": file})
    return prepared(what, content(), make, content)


def test_what_is_prepared_is_made_once_while_its_files_are_the_same(kept: Path, tmp_path: Path) -> None:
    file, made = tmp_path / "a.yml", list[str]()

    def make() -> str:
        made.append(file.read_text(encoding="utf-8"))
        return made[-1]

    def take() -> str:
        return _prepared("text", file, make)

    file.write_text("one", encoding="utf-8")
    assert [take(), take(), made] == ["one", "one", ["one"]]
    file.write_text("two", encoding="utf-8")
    assert [take(), take(), made] == ["two", "two", ["one", "two"]]
    for damage in (b"", b"\x80", b"x" * 100):
        for entry in kept.iterdir():
            entry.write_bytes(damage)
        assert take() == "two"
    assert len(made) == 5
    assert _prepared("other", file, lambda: 7) == 7
    kept.chmod(0o777)
    assert [take(), take()] == ["two", "two"]
    assert len(made) == 7
    kept.chmod(0o700)
    take()
    assert len(made) == 7


def test_what_cannot_be_made_or_kept_costs_only_time(kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    assert _prepared("text", file, lambda: 1) == 1
    file.write_text("one", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            _prepared("text", file, lambda: 1 // 0)
    assert not list(kept.iterdir())
    kept.rmdir()
    kept.write_bytes(b"no folder")
    assert _prepared("text", file, lambda: 2) == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept(kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("one", encoding="utf-8")
    assert _prepared("text", file, lambda: file.write_text("two!", encoding="utf-8")) == 4
    assert not list(kept.iterdir())


def test_no_more_is_kept_than_so_much(kept: Path) -> None:
    kept.mkdir(parents=True)
    for number in range(MOST + 1):
        keep(kept / str(number), b"", MOST)
        os.utime(kept / str(number), (number, number))
    names = {path.name for path in kept.iterdir()}
    assert str(MOST) in names
    assert len(names) == MOST + 1 - (MOST + 1) // 2


def _opened(library: Library) -> Library:
    assert library.clauses
    assert all(map(library.language, library.language_codes()))
    assert library.bodies()
    return library


def test_the_library_from_the_cache_is_the_library(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _opened(open_library(ROOT))
    with monkeypatch.context() as nothing_is_read:
        for module in ("foundation.strict_yaml", "schema.clause_files"):
            nothing_is_read.setattr(f"letterkit.{module}.parse", None)
        again = _opened(open_library(ROOT))
    assert repr(again.clauses) == repr(first.clauses)
    assert again.clauses == first.clauses
    assert repr(again.bodies()) == repr(first.bodies())
    assert all(again.language(code) == first.language(code) for code in first.language_codes())
    places = [library.clauses["arrested"].title.location for library in (first, again)]
    assert places[0] == places[1] is not None
    folder, own = first.law_files()
    for _ in range(2):
        _load.cache_clear()
        assert load_law(folder, own) == read_law(folder.resolve(), tuple(path.resolve() for path in own))
    _check_makes_ready_what_is_kept(kept, tmp_path)


def _check_makes_ready_what_is_kept(kept: Path, folder: Path) -> None:
    """What could not be kept would be told by a warning, which no test lets pass."""
    names = []
    for _ in range(2):
        assert [*examine([ROOT / "campaigns" / "kazakhstan-2017.yml"], open_library(ROOT), folder, ["ituc"])]
        names.append({path.name for path in kept.iterdir()})
    assert len(names[0]) > 20
    assert names[1] == names[0]


def test_what_checks_make_ready_is_kept_and_reads_as_before(kept: Path) -> None:
    sentence = "Article 2 of Convention No. 87, which Kazakhstan ratified on 13 December 2000, says so."
    for _ in range(2):
        library = open_library(ROOT)
        read = reader(library, "en")
        assert [found.instruments for found in read.citations(sentence)] == [("C087",)]
        assert lexicon(library, "en").can_read


def test_what_cannot_be_kept_is_told_to_those_who_look(kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("one", encoding="utf-8")
    with pytest.warns(ResourceWarning, match="text cannot be kept"):
        assert _prepared("text", file, lambda: lambda: 3)() == 3
    assert not list(kept.iterdir())


def test_a_letterhead_that_changes_is_another_body(kept: Path, tmp_path: Path) -> None:
    head = tmp_path / "templates" / "letterheads" / "own" / "letterhead.yml"
    head.parent.mkdir(parents=True)
    assert "own" not in open_library(tmp_path).bodies()
    for name in ("One", "Two"):
        head.write_text(OWN.format(name=name), encoding="utf-8")
        for _ in range(2):
            assert open_library(tmp_path).bodies()[Scalar("own")].name.within("en") == name
    head.write_text(OWN.format(name="Two") + "look: {logo: logo.png}\n", encoding="utf-8")
    assert "own" not in open_library(tmp_path).bodies()
    (head.parent / "logo.png").write_bytes(b"")
    assert "own" in open_library(tmp_path).bodies()


@pytest.mark.parametrize(
    "pattern",
    [
        re.compile("a"),
        re.compile("(?P<one>a)|(b)(?P<two>c)?", re.IGNORECASE | re.MULTILINE),
        re.compile("(?i)[é-ź]+(?<!x)(?-i:Y)(?=z)"),
        re.compile("|".join(f"wört{number}" for number in range(300))),
        re.compile(b"[\x00-\xff]{2,3}?"),
        re.compile("(?>a*)b++"),
    ],
)
def test_a_regular_expression_comes_back_as_it_was_compiled(pattern: re.Pattern[str]) -> None:
    make, parts = compiled_parts(pattern)
    assert make is not re.compile
    made = make(*parts)
    assert made == pattern
    assert (made.groupindex, made.groups, made.flags) == (pattern.groupindex, pattern.groups, pattern.flags)


@pytest.mark.parametrize("package", ["weasyprint", "markdown-it-py", "rendercv-fonts", "letterkit"])
def test_a_version_is_read_off_the_names_of_folders(package: str) -> None:
    assert version_of(package) == metadata.version(package)


def test_what_is_not_installed_has_no_version() -> None:
    with pytest.raises(ModuleNotFoundError):
        version_of("no-such-package")
