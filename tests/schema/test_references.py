"""Names that stand for nothing: each is said at its place, once a campaign, with all else that is wrong."""

from __future__ import annotations

import copy
import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support.helpers import CAMPAIGN, build
from support.library import library_of

from letterkit.foundation.problems import Problem, UserError
from letterkit.pipeline.plan import plan
from letterkit.schema import read as reading
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library
from letterkit.schema.references import References

LIBRARY = library_of()

WRONG: dict[str, tuple[tuple[str | int, ...], object, str]] = {
    "the source of an act": (("people", "alia", "acts", 0, "source"), "nowhere", "LK703"),
    "the source of an organisation's act": (("organisations", "union", "acts", 0, "source"), "nowhere", "LK703"),
    "those beside an organisation": (
        ("organisations", "union", "acts"),
        [*CAMPAIGN["organisations"]["union"]["acts"], {"sued": "2016-03", "alongside": ["nowhere"]}],
        "LK221",
    ),
    "the body of an office": (("people", "alia", "of"), "nowhere", "LK221"),
    "a member": (("people", "crowd", "members"), ["nowhere"], "LK221"),
    "the source of a reply": (
        ("letters", "one", "replies"),
        [{"date": "2017-02-01", "says": "nothing", "source": "nowhere"}],
        "LK703",
    ),
    "a demand that was met": (("met",), [{"demand": "nowhere", "date": "2017-02-01"}], "LK216"),
    "somebody for whom it was met": (
        ("met",),
        [{"demand": "release", "people": ["nowhere"], "date": "2017-02-01"}],
        "LK221",
    ),
    "a body for which it was met": (
        ("met",),
        [{"demand": "release", "organisations": ["nowhere"], "date": "2017-02-01"}],
        "LK221",
    ),
    "the source for it": (
        ("met",),
        [{"demand": "release", "date": "2017-02-01", "source": "nowhere"}],
        "LK703",
    ),
}


def with_wrong(*names: str, letters: int = 1) -> dict[str, Any]:
    data = copy.deepcopy(CAMPAIGN)
    for number in range(2, letters + 1):
        data["letters"][f"letter-{number}"] = copy.deepcopy(CAMPAIGN["letters"]["one"])
    for name in names:
        (*steps, last), value, _ = WRONG[name]
        inner: Any = data
        for step in steps:
            inner = inner[step]
        inner[last] = value
    return data


def problems(folder: Path, data: object) -> tuple[Problem, ...]:
    build(folder, {"c.yml": data})
    jobs, found = plan([folder / "c.yml"], LIBRARY, folder / "output")
    assert bool(jobs) is not bool(found), "a campaign with such a problem has no letter to work on"
    return found


def test_the_campaign_itself_names_nothing_wrongly(tmp_path: Path) -> None:
    assert problems(tmp_path, CAMPAIGN) == ()


@pytest.mark.parametrize("name", WRONG)
def test_a_name_that_stands_for_nothing_is_said_once(name: str, tmp_path: Path) -> None:
    [found] = problems(tmp_path, with_wrong(name, letters=3))
    assert found.code == WRONG[name][2]
    assert "'nowhere'" in found.message
    assert found.hint
    assert found.location
    line = (tmp_path / "c.yml").read_text().split("\n")[found.location.line - 1]
    assert line[found.location.column - 1 :].startswith("nowhere")


def test_what_is_wrong_with_facts_and_letters_is_said_at_once(tmp_path: Path) -> None:
    data = with_wrong("the source of an act", "a member", letters=2)
    data["letters"]["one"]["to"] = "nobody"
    data["letters"]["letter-2"].pop("date")
    data["letters"]["letter-2"]["facts"] = [["alia.released"]]
    assert [one.code for one in sorted(problems(tmp_path, data), key=lambda one: one.code)] == [
        "LK122", "LK214", "LK221", "LK223", "LK703",
    ]  # fmt: skip


def test_of_what_was_left_out_nothing_is_said(tmp_path: Path) -> None:
    data = with_wrong("a member")
    data["people"]["alia"]["publish"] = "perhaps"
    data["letters"]["one"]["via"] = ["no", "text"]
    data["letters"]["one"]["copies"] = ["nobody"]
    found = Counter(one.code for one in problems(tmp_path, data))
    assert found == {"LK123": 2, "LK221": 1, "LK214": 1}


def test_names_are_looked_up_once_a_campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[datetime.datetime] = []
    look_through = reading.check_references

    def counted(campaign: Campaign, library: Library, references: References) -> None:
        looked.append(datetime.datetime.now(tz=datetime.UTC))
        look_through(campaign, library, references)

    monkeypatch.setattr(reading, "check_references", counted)
    build(tmp_path, {"c.yml": with_wrong(letters=20)})
    campaign = reading.read(tmp_path / "c.yml", LIBRARY)
    assert len(campaign.letters) == 20
    assert len(looked) == 1


def test_reading_gives_no_campaign_whose_facts_name_nothing(tmp_path: Path) -> None:
    build(tmp_path, {"c.yml": with_wrong("the body of an office")})
    with pytest.raises(UserError, match="no organisation or person named 'nowhere'"):
        reading.read(tmp_path / "c.yml", LIBRARY)
