"""What a campaign has and never speaks of is noted, and what it speaks of is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.library import library_of
from support.mistakes import ROOT, examined, pointed, prepared


@pytest.mark.parametrize(("named", "noted"), [("lawyer", False), ("nobody", True)])
def test_a_source_that_nobody_cites(named: str, noted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    library = library_of(ROOT / "tests")
    line = "  lawyer: {title: Letter of the defence, date: 2017-01-22}\n"
    more = "  nobody: {title: A report, date: 2017-01-21}\n" if noted else ""
    case = {"base": "arrests", "change": {line: line + more}}
    problems = examined(prepared(case, library, tmp_path), library, case, notes=True)
    places = [pointed(problem) for problem in problems if problem.code == "LK140"]
    assert any(f"«{named}»" in place for place in places) is noted
    assert len(places) == noted


@pytest.mark.parametrize("kind", ["charged", "sentenced"])
def test_an_act_without_what_is_asked_for_first(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    library = library_of(ROOT / "tests")
    act = "charged: 2017-01-19, outcome: {en: incitement, fr: incitation}, source: lawyer"
    case = {"base": "arrests", "change": {act: f"{kind}: 2017-01-19, source: lawyer"}}
    if kind == "sentenced":
        case["change"] |= {"omarov.charged": "omarov.sentenced", "drop-charges: omarov": "quash-sentence: omarov"}
    problems = examined(prepared(case, library, tmp_path), library, case, notes=True)
    assert [pointed(problem) for problem in problems if problem.code == "LK141"] == [
        f"      - {{«{kind}»: 2017-01-19, source: lawyer}}"
    ]


def test_what_an_included_file_brings_is_for_several_campaigns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    library = library_of(ROOT / "tests")
    case: dict[str, Any] = {"base": "kazakhstan-2017"}
    assert "{charged: before 2017-01-21," in (ROOT / "campaigns/shared/kazakhstan.yml").read_text(encoding="utf-8")
    assert examined(prepared(case, library, tmp_path), library, case, notes=True) == []
