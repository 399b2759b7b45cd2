"""Seeded mistakes: each file of ``tests/mistakes`` lists cases, a change to a clean campaign or draft and its findings.

``change`` replaces text of the campaign file in ``base``, ``edit`` text of the draft of ``letter``, each of which
stands there once; ``add`` is a paragraph put before the complimentary close of the draft, ``head`` a line put into its
head, ``whole`` all of its text; ``on`` is the day of sending. With ``before``, the draft was made and edited while the
campaign read so, and the new facts were merged into it then; each entry of a list of them is a draft more.
``finds`` lists codes with a piece of the line that each place lies in; « and » stand around what the place points at.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.helpers import as_yaml
from support.library import library_of
from support.mistakes import (
    KEYS,
    ROOT,
    TOGETHER,
    Loader,
    cases,
    contents,
    examined,
    found_together,
    in_one_campaign,
    joined,
    pointed,
    prepared,
    shuffled,
)

from letterkit.cli.report.discretion import discreet
from letterkit.foundation.problems import UserError
from letterkit.schema.library import Library
from letterkit.schema.names_read import noting_names

pytestmark = pytest.mark.quickly(12)
CASES = cases()


@pytest.fixture(scope="session")
def library() -> Library:
    return library_of(ROOT / "tests")


def test_cases_are_many_and_each_says_what_it_is() -> None:
    cases = [param.values[0] for param in CASES]
    assert all(KEYS.issuperset(case) and "base" in case and "finds" in case for case in cases)
    assert len({param.id for param in CASES}) == len(cases)


def test_which_cases_are_tried_in_one_campaign(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """With ``--refresh``, they are found anew, which takes a minute."""

    def is_right(case: dict[str, Any]) -> bool:
        try:
            return not amiss(case, library, tmp_path, monkeypatch)
        except (AssertionError, UserError):  # what one changes, another has changed already, or nothing is composed
            return False

    if request.config.getoption("--refresh"):
        rows = ",\n".join(json.dumps(names, ensure_ascii=False) for names in found_together(is_right))
        TOGETHER.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    named = [name for names in json.loads(TOGETHER.read_text(encoding="utf-8")) for name in names]
    assert len({*named}) == len(named)
    left = {*named} - {str(param.id) for param in CASES}
    assert not left, f"there are no such cases; 'pytest {Path(__file__).name} --refresh' mends it"


@pytest.mark.parametrize("together", in_one_campaign())
def test_mistake(
    together: list[dict[str, Any]], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: bool
) -> None:
    """In a letter with several mistakes each is found as it is alone; where one hides another, each is tried alone."""
    monkeypatch.chdir(tmp_path)
    if len(together) > 1 and not every and not amiss(joined(together), library, tmp_path, monkeypatch):
        return
    for case in together:
        wrong = amiss(case, library, tmp_path, monkeypatch)
        assert not wrong, f"{case['name']}: {wrong}"


def amiss(case: dict[str, Any], library: Library, around: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What checking a case finds when that is something else than it expects; "" otherwise."""
    folder = Path(tempfile.mkdtemp(dir=around))
    monkeypatch.chdir(folder)
    campaign = prepared(case, library, folder)
    before = contents(folder)
    problems = examined(campaign, library, case)
    assert contents(folder) == before, "checking changes nothing"
    assert all(problem.hint for problem in problems), "a finding tells the mend"

    expected = [(code, str(piece)) for entry in case["finds"] for code, piece in entry.items()]
    found = [(problem.code, pointed(problem)) for problem in problems]
    alike = sorted(code for code, _ in found) == sorted(code for code, _ in expected)
    if alike and all(any(code == other and piece in line for other, line in found) for code, piece in expected):
        return ""
    return "\n".join(f"{problem}\n    {pointed(problem)}" for problem in problems) or "nothing"


# Rewriting a file loses its comments: those of a case are what it is about.
WITHOUT_COMMENTS = [param for param in CASES if "letterkit:" not in str(param.values)]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("case", random.Random(5).sample(WITHOUT_COMMENTS, min(60, len(WITHOUT_COMMENTS))))
def test_the_order_of_keys_changes_no_finding(
    case: dict[str, Any], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    campaign = prepared(case, library, tmp_path)
    orders = []
    for arranged in (dict, shuffled):
        tree = yaml.load(campaign.read_text(encoding="utf-8"), Loader)
        campaign.write_text(as_yaml(arranged(tree)), encoding="utf-8")
        orders.append({(problem.code, problem.message) for problem in examined(campaign, library, case)})
    as_written, again = orders
    assert again == as_written


@pytest.mark.sampled(40)
@pytest.mark.parametrize("case", [param.values[0] for param in CASES])
def test_a_finding_has_a_place_and_a_mend_and_names_nobody_withheld(
    case: dict[str, Any], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of everybody in a campaign who has not agreed, whatever is found in it, nobody outside reads a name."""
    monkeypatch.chdir(tmp_path)
    campaign = prepared(case, library, tmp_path)
    text = campaign.read_text(encoding="utf-8").replace("publish: yes", "publish: no")
    campaign.write_text(text, encoding="utf-8")
    with noting_names():
        found = examined(campaign, library, case, notes=True)
        told = list(discreet(found))
    people = (yaml.load(text, Loader).get("people") or {}).values()
    names = [str(one["name"]) for one in people if one.get("publish") == "no" and "name" in one]
    words = {word for name in names for word in re.findall(r"[^\W\d_]{4,}", name)}
    for problem in told:
        assert problem.location, problem
        assert problem.hint, problem
        assert words.isdisjoint(re.findall(r"[^\W\d_]+", f"{problem.message} {problem.hint}")), problem
