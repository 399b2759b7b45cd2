"""``letterkit add``: a record goes where it belongs, every other byte stays, and the letters that change are named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from support.helpers import build, campaign, files, letterkit
from support.strategies import tries

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import parse
from letterkit.schema.amend import NewEntry, with_entry

FILE = "case.yml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    data = campaign()
    data["letters"]["all"] = {"from": "ituc", "to": "president", "date": "2017-01-25", "demands": [{"release": "alia"}]}
    build(tmp_path, {FILE: data})
    return tmp_path


def text(file: str = FILE) -> str:
    return Path(file).read_text(encoding="utf-8")


def added_to(before: str, after: str) -> list[str]:
    """The lines that were added; the others are there as they were, in their order."""
    new = after.split("\n")
    kept = iter(new)
    assert all(line in kept for line in before.split("\n"))
    rest = before.split("\n")
    return [line for line in new if line not in rest]


def test_each_record_goes_where_it_belongs() -> None:
    before = text()
    lawyer = letterkit("add", "source", FILE, "title=Letter: of the lawyer", "date=2017-01-23", "--key", "lawyer")
    assert (lawyer.code, lawyer.err) == (0, "")
    assert "Added the source 'lawyer'" in lawyer.out
    assert "No letter changes by it" in lawyer.out
    act = letterkit("add", "act", FILE, "alia", "charged", "2017-01-23", "outcome=fraud", "source=lawyer")
    assert act.code == 0
    assert "Other now: all." in act.out
    assert "Not told in one: it lists its facts; add 'alia.charged' under 'facts:' of 'one'." in act.out
    person = letterkit(
        "add", "person", FILE, "name=Efren Dalisay", "publish=yes", "gender=male", "also=E. Dalisai, Dali"
    )
    assert (person.code, person.err) == (0, "")
    group = letterkit("add", "person", FILE, "noun=port workers", "count=12")
    assert "Added the group 'port-workers'" in group.out
    demand = letterkit("add", "demand", FILE, "drop-charges", "people=alia")
    assert (demand.code, "Other now: one" in demand.out) == (0, True)
    assert added_to(before, text()) == [
        "  lawyer:",
        '    title: "Letter: of the lawyer"',
        "    date: 2017-01-23",
        "    - {charged: 2017-01-23, outcome: fraud, source: lawyer}",
        "  dalisay:",
        "    name: Efren Dalisay",
        "    publish: yes",
        "    also: [E. Dalisai, Dali]",
        "  port-workers:",
        "    noun: port workers",
        "    count: 12",
        "- drop-charges: alia",
    ]


def test_organisation_and_target_go_where_they_belong() -> None:
    before = text()
    company = letterkit("add", "organisation", FILE, "name.fr=Ciments du Nord", "name=North Cement", "--key", "company")
    assert (company.code, "Added the organisation 'company'" in company.out) == (0, True)
    director = ("is=company", "office=Managing Director", "of=North Cement", "address=A, B")
    target = letterkit("add", "target", FILE, *director)
    assert (target.code, "Added the target 'managing-director'" in target.out) == (0, True)
    assert added_to(before, text()) == [
        "  company:",
        "    name:",
        "      fr: Ciments du Nord",
        "      en: North Cement",
        "  managing-director:",
        "    is: company",
        "    office: Managing Director",
        "    of: North Cement",
        "    address: [A, B]",
    ]


def test_what_is_new_to_mend_is_shown_and_nothing_old() -> None:
    letterkit("add", "person", FILE, "name=Efren Dalisay", "publish=yes", "gender=male")
    result = letterkit("add", "act", FILE, "dalisay", "detained", "2017-01-20", "source=note")
    assert result.code == 0
    assert "LK503" in result.err
    again = letterkit("add", "source", FILE, "title=Another")
    assert (again.code, again.err) == (0, "")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["act", FILE, "alja", "charged", "2017-01-23"], "did you mean 'alia'?"),
        (["act", FILE, "alia", "charched", "2017-01-23"], "did you mean 'charged'?"),
        (["act", FILE, "alia", "charged", "23.1.2017"], "case.yml:"),
        (["act", FILE, "alia", "charged", "2017-01-23", "source=lawyer"], "no source named 'lawyer'"),
        (["act", FILE, "alia", "charged", "2017-01-23", "colour=red"], "unknown key 'colour'"),
        (["act", FILE, "alia", "dissolved", "2017-01-23"], "'dissolved' is told of organisations"),
        (["act", FILE, "alia", "charged", "2017-01-23", "source"], "expected KEY=VALUE"),
        (["person", FILE, "name=Efren Dalisay"], "the key 'publish' is missing"),
        (["person", FILE, "name=Efren Dalisay", "publish=yes", "--key", "alia"], "no place was found for"),
        (["target", FILE, "ofice=Minister"], "did you mean 'office'?"),
        (["source", FILE, "date=2017-01-23"], "the key 'title' is missing"),
        (["demand", FILE, "relaese", "people=alia"], "did you mean 'release'?"),
        (["demand", FILE, "release"], "needs 'people'"),
        (["demand", FILE, "release", "people=alia", "--letter", "two"], "no letter named 'two'"),
        (["person", FILE, "name=Ina Roo", "office=clerk", "office=speaker", "publish=yes"], "'office' is given twice"),
        (["source", "none.yml", "title=A"], "there is no file"),
    ],
)
def test_a_mistake_is_told_and_nothing_written(command: list[str], said: str) -> None:
    before = files(Path())
    result = letterkit("add", *command)
    assert result.code == 2
    assert said in result.err
    assert files(Path()) == before


def test_a_dry_run_writes_nothing() -> None:
    before = files(Path())
    result = letterkit("add", "act", FILE, "alia", "charged", "2017-01-23", "source=note", "--dry-run")
    assert (result.code, "Would add" in result.out, "Other now: all" in result.out) == (0, True, True)
    assert files(Path()) == before


def test_act_of_somebody_in_an_included_file_goes_there(here: Path) -> None:
    data = campaign()
    shared = {"people": data.pop("people"), "sources": data.pop("sources"), "organisations": data.pop("organisations")}
    build(here, {FILE: {"include": "shared/facts.yml", **data}, "shared/facts.yml": shared})
    before = text()
    result = letterkit("add", "act", FILE, "alia", "charged", "2017-01-23", "source=note")
    assert result.code == 0, result.err
    assert "to shared/facts.yml" in result.out
    assert text() == before
    assert "{charged: 2017-01-23, source: note}" in text("shared/facts.yml")


def test_languages_of_a_value() -> None:
    result = letterkit(
        "add", "act", FILE, "alia", "charged", "2017-01-23", "by=the police", "by.fr=la police", "source=note"
    )
    assert result.code == 0
    assert "by: {en: the police, fr: la police}" in text()


# Where an entry is put

ACT = {"charged": "2017-01-23", "source": "note"}
HEAD = "# a note\npeople:\n  a:\n    name: A # here\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{HEAD}", f"{HEAD}    acts:\n      - {{charged: 2017-01-23, source: note}}\n"),
        (f"{HEAD}    acts:\n", f"{HEAD}    acts: [{{charged: 2017-01-23, source: note}}]\n"),
        (f"{HEAD}    acts: []\n", f"{HEAD}    acts: [{{charged: 2017-01-23, source: note}}]\n"),
        (
            f"{HEAD}    acts:\n    - b: 1\n      c: 2 # last\n\nx: y\n",
            f"{HEAD}    acts:\n    - b: 1\n      c: 2 # last\n    - {{charged: 2017-01-23, source: note}}\n\nx: y\n",
        ),
        (
            "people: {a: {name: A}}\n",
            "people: {a: {name: A, acts: [{charged: 2017-01-23, source: note}]}}\n",
        ),
        (
            f"{HEAD}    acts: [{{b: 1}},\n      {{c: 2}}] # both\n",
            f"{HEAD}    acts: [{{b: 1}},\n      {{c: 2}}, {{charged: 2017-01-23, source: note}}] # both\n",
        ),
    ],
    ids=["no list yet", "an empty key", "an empty list", "a list on lines", "braces", "brackets on lines"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_where_an_act_is_put(before: str, after: str, end: str) -> None:
    entry = NewEntry(("people", "a", "acts"), "", ACT, "the act")
    assert with_entry(before.replace("\n", end), entry, "f") == after.replace("\n", end)


def test_section_that_is_not_there_comes_at_the_end() -> None:
    entry = NewEntry(("sources",), "note", {"title": "A"}, "the source")
    assert with_entry("country: KZ # here\n", entry, "f") == "country: KZ # here\nsources:\n  note:\n    title: A\n"


words = st.text(st.sampled_from("abcé #:-'\"{}[]|>"), max_size=12)
values = st.recursive(words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3))


@tries(60, *HealthCheck)
@given(
    person=st.dictionaries(words.filter(lambda key: key != "acts"), values, max_size=2),
    acts=st.none() | st.lists(values, max_size=3) | st.dictionaries(words, values, max_size=2),
    rest=st.dictionaries(words.filter(lambda key: key != "people"), values, max_size=2),
    flow=st.sampled_from([None, False, True]),
)
def test_nothing_else_changes(
    person: Mapping[str, Any], acts: object, rest: Mapping[str, Any], flow: bool | None
) -> None:
    """Whatever the file holds, every character of it stays, and it says what it said, and the act."""
    import yaml

    own = {**person, **({} if acts is None else {"acts": acts})}
    written = yaml.safe_dump({"people": {"a": own}, **rest}, default_flow_style=flow, allow_unicode=True)
    try:
        old = parse(written, "f")
        after = with_entry(written, NewEntry(("people", "a", "acts"), "", ACT, "the act"), "f")
    except UserError:
        return  # an order of lines in which the place is not known
    new = parse(after, "f")
    told = new["people"]["a"].pop("acts")  # type: ignore[index]
    before = old["people"]["a"].pop("acts", "") if old["people"]["a"] else ""  # type: ignore[index]
    assert dict(told[-1]) == ACT
    assert list(told[:-1]) == (list(before) if isinstance(before, list) else [before] if before != "" else [])
    assert new == old or not old["people"]["a"]  # type: ignore[index]
    kept = iter(after)
    assert all(character in kept for character in written)


@pytest.mark.parametrize(
    "command",
    [
        ("source", FILE, "title=A letter", "date=2017-01-22"),
        ("person", FILE, "name=Efren Dalisay", "publish=no", "gender=male"),
        ("target", FILE, "office=Clerk", "of=Ministry of Labour", "address=A, B"),
        ("act", FILE, "alia", "charged", "2017-01-23", "source=note"),
        ("demand", FILE, "drop-charges", "people=alia"),
    ],
)
def test_what_was_added_is_not_added_again(command: tuple[str, ...]) -> None:
    """Whoever does not know whether a command was broken off runs it once more."""
    assert letterkit("add", *command).code == 0
    before = files(Path())
    again = letterkit("add", *command)
    assert (again.code, "already, with the same words. Nothing was added." in again.out) == (0, True), again.out
    assert files(Path()) == before


def test_a_letter_that_follows_asks_for_more() -> None:
    data = yaml.safe_load(text())
    data["letters"]["again"] = {"form": "follow-up", "follows": "one", "date": "2017-03-06"}
    build(Path(), {FILE: data})
    run = letterkit("add", "demand", FILE, "access", "people=alia", "--letter", "again")
    assert "Added the demand 'access'" in run.out, run.out + run.err
    assert yaml.safe_load(text())["letters"]["again"]["demands"] == ["unmet", {"access": "alia"}]


def test_an_act_of_several_is_added_to_all_or_none() -> None:
    letterkit("add", "person", FILE, "name=Jun Reyes", "publish=yes", "--key", "reyes")
    before = Path(FILE).read_text()
    wrong = letterkit("add", "act", FILE, "alia,nobody", "charged", "2017-01-23")
    assert (wrong.code, Path(FILE).read_text()) == (2, before)
    assert "nobody named 'nobody'" in wrong.err
    result = letterkit("add", "act", FILE, "alia, reyes", "charged", "2017-01-23")
    assert (result.code, Path(FILE).read_text().count("charged: ")) == (0, before.count("charged: ") + 2)


def test_a_demand_of_one_letter_stands_beside_those_of_the_campaign() -> None:
    campaign = Path(FILE).read_text()
    result = letterkit("add", "demand", FILE, "end-harassment", "--letter", "one")
    assert (result.code, "beside those of the campaign" in result.out) == (0, True), result.err
    added = Path(FILE).read_text().removeprefix(campaign.split("letters:")[0])
    assert campaign.split("letters:")[0] in Path(FILE).read_text()
    assert added.count("end-harassment") == 1
    assert added.count("release") > campaign.split("letters:")[1].count("release")
