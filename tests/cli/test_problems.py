"""Golden problems: in ``tests/problems`` each expected problem stands in a comment at the end of its line.

``# error LK121: unknown key 'offce'`` gives severity, code and the beginning of the message; a line with two
problems has two such comments.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.library import library_of

from letterkit.foundation.problems import Problem
from letterkit.pipeline.draft import draft
from letterkit.pipeline.plan import plan

pytestmark = pytest.mark.quick

FOLDER = Path(__file__).resolve().parents[1] / "problems"
CAMPAIGNS = sorted(FOLDER.glob("*.yml"))
EXPECTED = re.compile(r"# (error|warning) (LK\d{3}): (.*?)(?=\s*# (?:error|warning) LK|$)", re.MULTILINE)


def test_there_are_golden_problems() -> None:
    assert len(CAMPAIGNS) >= 25
    assert all(EXPECTED.search(path.read_text()) for path in CAMPAIGNS if path.name != "included-problems.yml")


@pytest.mark.parametrize("path", CAMPAIGNS, ids=[path.stem for path in CAMPAIGNS])
def test_golden_problems(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    library = library_of(tmp_path)
    jobs, found = plan([Path(path.name)], library, tmp_path)
    outcomes = [draft(job, library) for job in jobs]
    problems = dict.fromkeys([*found, *(problem for outcome in outcomes for problem in outcome.problems)])

    shown = [(_place(problem), problem.severity.value, problem.code, problem.message) for problem in problems]
    expected = [
        ((file, line), *comment)
        for file in [path.name, *_included(path)]
        for line, text in enumerate((FOLDER / file).read_text().split("\n"), 1)
        for comment in EXPECTED.findall(text)
    ]
    unforeseen = [one for one in shown if not any(_same(one, other) for other in expected)]
    unseen = [other for other in expected if not any(_same(one, other) for one in shown)]
    assert not unforeseen
    assert not unseen
    assert all(problem.hint for problem in problems), "a problem tells the mend"
    assert all(outcome.draft or not list(tmp_path.rglob(f"{outcome.letter}*")) for outcome in outcomes)


def _place(problem: Problem) -> tuple[str, int]:
    assert problem.location, f"{problem} has no place"
    return problem.location.file, problem.location.line


def _included(path: Path) -> list[str]:
    return [name for name in ("common/broken.yml",) if name in path.read_text()]


def _same(one: tuple[tuple[str, int], str, str, str], other: tuple[tuple[str, int], str, str, str]) -> bool:
    return one[:3] == other[:3] and one[3].startswith(other[3])
