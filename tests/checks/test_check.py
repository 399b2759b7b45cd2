"""The command ``check``: its formats, choices and exit codes, and what it leaves behind (nothing)."""

from __future__ import annotations

import json
import sys
import weakref
from inspect import isfunction
from pathlib import Path
from typing import Any

import pytest
from support.helpers import build, campaign, files, letterkit
from support.library import library_of

from letterkit.checks.registry import of_campaigns, of_letters
from letterkit.pipeline import plan
from letterkit.pipeline.check import examine
from letterkit.schema.campaign import Campaign

LATE = campaign("letters/one/to", "late") | {
    "targets": {
        **campaign()["targets"],
        "late": {"office": "Minister", "until": "2017-01-01", "address": ["Court Street"]},
    }
}
DOUBTFUL = campaign("letters/one/facts", [["alia.detained"], [{"text": "Yesterday the office was sealed."}]])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return build(tmp_path, {"late.yml": LATE, "doubtful.yml": DOUBTFUL, "clean.yml": campaign()})


def found(*arguments: object) -> list[dict[str, Any]]:
    """The findings as JSON."""
    return list(json.loads(letterkit("check", *arguments, "--format", "json").out))


def test_a_clean_campaign_says_so(folder: Path) -> None:
    before = files(folder)
    result = letterkit("check", "clean.yml")
    counted = "8 claims: 7 supported, 1 resting on a named source, 0 contradicted, 0 without a record; "
    counted += "0 sentences not read."
    assert (result.code, result.out, result.err) == (0, f"Nothing to mend was found.\n{counted}\n", "")
    assert files(folder) == before


def test_findings_are_shown_with_their_lines_and_counted(folder: Path) -> None:
    result = letterkit("check", "late.yml", "doubtful.yml")
    assert result.code == 1
    assert "error LK401" in result.out
    assert "to: late\n" in result.out
    assert "warning LK407" in result.out
    assert "Found 1 error and 1 warning." in result.out.splitlines()


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_only_when_strict(options: tuple[str, ...], code: int, folder: Path) -> None:
    assert letterkit("check", "doubtful.yml", *options).code == code


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), ["LK407", "LK401"]),
        (("--select", "LK401"), ["LK401"]),
        (("--select", "LK4"), ["LK407", "LK401"]),
        (("--select", "LK407,LK8"), ["LK407"]),
        (("--ignore", "LK407"), ["LK401"]),
        (("--select", "LK4", "--ignore", "LK401"), ["LK407"]),
        (("--letter", "one"), ["LK407", "LK401"]),
    ],
)
def test_findings_can_be_chosen(options: tuple[str, ...], codes: list[str], folder: Path) -> None:
    assert [problem["code"] for problem in found("doubtful.yml", "late.yml", *options)] == codes


def test_somebody_named_against_their_will_is_never_left_out(folder: Path) -> None:
    people = {**campaign()["people"], "moe": {"name": "Tun Lin Moe", "publish": "no"}}
    named = campaign("letters/one/facts", [["alia.detained"], [{"text": "We think of Tun Lin Moe."}]])
    build(folder, {"named.yml": named | {"people": people}})
    assert [problem["code"] for problem in found("named.yml", "--ignore", "LK7")] == ["LK706"]


def test_a_code_that_is_none_is_said(folder: Path) -> None:
    result = letterkit("check", "clean.yml", "--select", "401")
    assert result.code == 2
    assert "LK113" in result.err


def test_json_names_the_place(folder: Path) -> None:
    [problem] = found("late.yml")
    line = (folder / "late.yml").read_text().splitlines()[problem["line"] - 1]
    assert line[problem["column"] - 1 :][: problem["length"]] == "late"
    assert (problem["file"], problem["severity"]) == ("late.yml", "error")
    assert found("clean.yml") == []


def test_github_shows_findings_beside_their_lines(folder: Path) -> None:
    lines = letterkit("check", "late.yml", "doubtful.yml", "--format", "github").out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::error file=late.yml,line=")
    assert "title=LK401::'late' is not in office" in lines[0]
    assert all("\r" not in line and "%0A" not in line for line in lines)


def test_sarif_has_what_the_standard_asks_for(folder: Path) -> None:
    log = json.loads(letterkit("check", "late.yml", "doubtful.yml", "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert run["tool"]["driver"]["name"] == "letterkit"
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("LK401", "error"),
        ("LK407", "warning"),
    ]
    for result in run["results"]:
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith(".yml")
        assert 1 <= place["region"]["startColumn"] < place["region"]["endColumn"]


def test_a_file_that_cannot_be_read_is_a_finding(folder: Path) -> None:
    build(folder, {"broken.yml": "campaign: [", "unknown.yml": campaign("letters/one/to", "nobody")})
    assert [problem["code"] for problem in found("broken.yml", "unknown.yml")] == ["LK102", "LK214"]
    assert letterkit("check", "broken.yml").code == 1


def test_draft_shows_the_same_findings_and_an_error_stops_it(folder: Path) -> None:
    assert "LK407" in letterkit("draft", "doubtful.yml").err
    stopped = letterkit("draft", "late.yml")
    assert stopped.code == 2
    assert "LK401" in stopped.err
    assert not (folder / "output/late").exists()


def test_an_edited_draft_is_checked_where_it_was_edited(folder: Path) -> None:
    assert letterkit("draft", "clean.yml").code == 0
    draft = folder / "output/clean/one.md"
    draft.write_text(draft.read_text().replace("Nobody has seen her since.", "Last month nobody had seen her."))
    [problem] = found("clean.yml")
    assert problem["code"] == "LK407"
    assert problem["file"] == "output/clean/one.md"
    assert draft.read_text().splitlines()[problem["line"] - 1][problem["column"] - 1 :].startswith("Last month")


def test_campaigns_are_forgotten_one_by_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[weakref.ref[Campaign]] = []
    most = 0
    read = plan.read

    def counted(*arguments: Any) -> Campaign:
        read_campaign = read(*arguments)
        seen.append(weakref.ref(read_campaign))
        return read_campaign

    monkeypatch.setattr(plan, "read", counted)
    paths = [Path(f"campaign-{number}.yml") for number in range(30)]
    build(folder, {str(path): DOUBTFUL for path in paths})
    for examined in examine(paths, library_of(folder), Path("output")):
        assert examined.problems
        most = max(most, sum(one() is not None for one in seen))
    assert 0 < most <= 3


def test_a_check_is_known_by_what_it_takes_and_gives() -> None:
    """None is left out because its types are written in another way."""
    found = {*of_letters(), *of_campaigns()}
    assert len(found) > 70
    for module in {sys.modules[look.__module__] for look in found}:
        for look in vars(module).values():
            if isfunction(look) and look.__module__ == module.__name__ and not look.__name__.startswith("_"):
                *taken, given = look.__annotations__.items()
                if "Problem]" in given[1] and [name for name, _ in taken] in (["document"], ["campaign", "library"]):
                    assert look in found, f"{module.__name__}.{look.__name__}"


def test_a_draft_in_the_place_of_its_campaign_is_told_as_one(folder: Path) -> None:
    letterkit("draft", "clean.yml")
    for command in ("check", "draft"):
        said = letterkit(command, "output/clean/one.md")
        assert said.code
        assert "LK104" in said.out + said.err
        assert "'clean.yml', with '--letter one'" in said.out + said.err
