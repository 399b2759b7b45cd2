"""What is prepared of the templates: a letterhead that changes has nothing made anew but letterheads and bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.helpers import build, letterkit
from support.library import ROOT, library_of

from letterkit.checks.run import check_campaign, check_whole
from letterkit.drafts.document import composed_document
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.library import Library
from letterkit.schema.read import read

LIBRARY = library_of()
HEAD = {"name": "Harbour Union", "place": "Rotterdam", "language": "en"}


class Headless(Library):
    """The shipped library of somebody who may not look at letterheads; nothing is known from before."""

    def files(self, pattern: str) -> Mapping[str, Path]:
        assert not pattern.startswith("letterheads"), pattern
        return super().files(pattern)

    def _once(self, what: str, make: Callable[[], Any], *, of_heads: bool = False) -> Any:
        assert not of_heads, what
        return make()


def test_only_what_is_of_letterheads_reads_them() -> None:
    """All else that the checks of a letter ask of the library can be made without."""
    campaign = read(ROOT / "campaigns" / "kazakhstan-2017.yml", LIBRARY)
    letter = resolve(campaign, next(iter(campaign.letters)), LIBRARY)
    check_campaign(campaign, LIBRARY)
    check_whole(composed_document(letter, compose(letter), campaign, LIBRARY))
    asked = [*LIBRARY._derived._kept]
    assert len(asked) > 15
    headless = Headless(LIBRARY.folders)
    for make, language in (one for one in asked if one[1] in ("", letter.language.code)):
        headless.derived(make, language)
    assert headless.clauses
    assert headless.foreign_words()


def test_a_letterhead_that_changes_is_read_anew_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = "templates/letterheads/harbour/letterhead.yml"
    build(tmp_path, {file: HEAD})
    before = library_of(tmp_path)
    assert before.bodies()["harbour"].name.first == "Harbour Union"
    build(tmp_path, {file: {**HEAD, "name": "Union of Ports"}})
    now = library_of(tmp_path)
    assert now is not before
    assert now.bodies()["harbour"].name.first == now.letterhead("harbour").name.first == "Union of Ports"
    assert now.clauses is before.clauses
    assert now.language("en") is before.language("en")
    build(tmp_path, {file: "- no keys"})
    assert letterkit("letterheads").code == 2
