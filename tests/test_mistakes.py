"""Seeded mistakes: each file of ``tests/mistakes`` lists cases, a change to a clean campaign or draft and its findings.

``change`` replaces text of the campaign file in ``base``, ``edit`` text of the draft of ``letter``, each of which
stands there once; ``add`` is a paragraph put before the complimentary close of the draft, ``head`` a line put into its
head, ``whole`` all of its text; ``on`` is the day of sending. With ``before``, the draft was made and edited while the
campaign read so, and the new facts were merged into it then; each entry of a list of them is a draft more.
``finds`` lists codes with a piece of the line that each place lies in; « and » stand around what the place points at.
"""

from __future__ import annotations

import datetime
import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from letterkit.drafts.markdown import write_markdown
from letterkit.drafts.redraft import keep
from letterkit.foundation.problems import Problem, UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.check import examine
from letterkit.pipeline.draft import redraft_of
from letterkit.pipeline.plan import plan
from letterkit.schema.library import Library, open_library
from letterkit.schema.read import read

FOLDER = Path(__file__).resolve().parent / "mistakes"
ROOT = FOLDER.parent.parent
KEYS = {"before", "name", "base", "letter", "change", "edit", "add", "head", "whole", "on", "finds"}


class _Loader(yaml.SafeLoader):
    """Leaves every scalar text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.yml"))
        for case in yaml.load(path.read_text(encoding="utf-8"), _Loader)
    ]


CASES = _cases()


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library(ROOT / "tests")


def test_cases_are_many_and_each_says_what_it_is() -> None:
    cases = [param.values[0] for param in CASES]
    assert all(KEYS.issuperset(case) and "base" in case and "finds" in case for case in cases)
    assert len({param.id for param in CASES}) == len(cases)


@pytest.mark.parametrize("case", CASES)
def test_mistake(case: dict[str, Any], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaign = _prepared(case, library, tmp_path)
    before = _contents(tmp_path)
    problems = _examined(campaign, library, case)
    assert _contents(tmp_path) == before, "checking changes nothing"

    expected = [(code, str(piece)) for entry in case["finds"] for code, piece in entry.items()]
    shown = [f"{problem}\n    {_pointed(problem)}" for problem in problems]
    assert sorted(problem.code for problem in problems) == sorted(code for code, _ in expected), "\n".join(shown)
    for code, piece in expected:
        assert any(problem.code == code and piece in _pointed(problem) for problem in problems), "\n".join(shown)
    assert all(problem.hint for problem in problems), "a finding tells the mend"


# Rewriting a file loses its comments.
WITHOUT_COMMENTS = [param for param in CASES if "letterkit:" not in str(param.values)]


@pytest.mark.parametrize("case", random.Random(5).sample(WITHOUT_COMMENTS, min(60, len(WITHOUT_COMMENTS))))
def test_the_order_of_keys_changes_no_finding(
    case: dict[str, Any], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    campaign = _prepared(case, library, tmp_path)
    found = {(problem.code, problem.message) for problem in _examined(campaign, library, case)}
    if "LK1" not in str(found):
        tree = yaml.load(campaign.read_text(encoding="utf-8"), _Loader)
        campaign.write_text(yaml.safe_dump(_shuffled(tree), allow_unicode=True, sort_keys=False), encoding="utf-8")
        again = {(problem.code, problem.message) for problem in _examined(campaign, library, case)}
        assert again == found


def _prepared(case: dict[str, Any], library: Library, folder: Path) -> Path:
    """The campaign file of a case, changed, with the draft of its letter, edited."""
    base = FOLDER / "base" / f"{case['base']}.yml"
    source = base if base.exists() else ROOT / "campaigns" / f"{case['base']}.yml"
    campaign = folder / source.name
    base_text = source.read_text(encoding="utf-8")
    for shared in (ROOT / "campaigns" / "shared").glob("*.yml"):
        (folder / "shared").mkdir(exist_ok=True)
        (folder / "shared" / shared.name).write_text(shared.read_text(encoding="utf-8"), encoding="utf-8")
    now = _replaced(base_text, case.get("change", {}))
    former = case.get("before", [])
    former = former if isinstance(former, list) else [former]
    states = [_replaced(base_text, each) if isinstance(each, dict) else each for each in former]
    campaign.write_text([*states, now][0], encoding="utf-8")
    if states or {"edit", "add", "head", "whole"}.intersection(case):
        read_campaign = read(Path(campaign.name), library)
        letter = str(case.get("letter") or next(iter(read_campaign.letters)))
        draft = folder / "output" / campaign.stem / f"{letter}.md"
        draft.parent.mkdir(parents=True)
        if states:
            _redrafted(campaign, letter, library)
        text = write_markdown(compose(resolve(read_campaign, letter, library))).replace("\u00a0", " ")
        draft.write_text(_edited(text, case), encoding="utf-8")
        for state in [*states[1:], now] if states else []:
            campaign.write_text(state, encoding="utf-8")
            _redrafted(campaign, letter, library)
    return campaign


def _redrafted(campaign: Path, letter: str, library: Library) -> None:
    """Draft a letter as the command does, without its PDF."""
    jobs, problems = plan([Path(campaign.name)], library, Path("output"), [letter])
    assert not problems, problems
    resolved = resolve(jobs[0].campaign, letter, library)
    keep(jobs[0].place, redraft_of(jobs[0], resolved, compose(resolved), library))


def _edited(text: str, case: dict[str, Any]) -> str:
    """The text of a draft with the edits of a case."""
    text = _replaced(text, case.get("edit", {}))
    if "add" in case:
        body, close = text.rstrip("\n").rsplit("\n\n", 1)
        text = f"{body}\n\n{case['add']}\n\n{close}\n"
    if "whole" in case:
        head, fence, _ = text.partition("\n---\n")
        text = f"{head}{fence}\n{case['whole']}\n"
    if "head" in case:
        text = text.replace("---\n", f"---\n{case['head']}\n", 1)
    return text


def _replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in:\n{text}"
        text = text.replace(old, new)
    return text


def _examined(campaign: Path, library: Library, case: dict[str, Any]) -> list[Problem]:
    sending = datetime.date.fromisoformat(case["on"]) if "on" in case else None
    try:
        found = list(examine([Path(campaign.name)], library, Path("output"), (), sending))
    except UserError as error:
        return list(error.problems)
    return [problem for batch in found for problem in batch]


def _pointed(problem: Problem) -> str:
    """The line that a problem is about, with « and » around what its place points at."""
    location = problem.location
    if location is None:
        return ""
    line = Path(location.file).read_text(encoding="utf-8").split("\n")[location.line - 1]
    start, end = location.column - 1, location.column - 1 + location.length
    return f"{line[:start]}«{line[start:end]}»{line[end:]}"


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _shuffled(tree: Any) -> Any:
    if isinstance(tree, dict):
        # What is told by default follows the order of a mapping only where a letter chooses nothing itself.
        items = sorted(tree.items(), key=lambda item: re.sub(r"\W", "", str(item[0]))[::-1])
        return {key: _shuffled(value) for key, value in items}
    return [_shuffled(item) for item in tree] if isinstance(tree, list) else tree
