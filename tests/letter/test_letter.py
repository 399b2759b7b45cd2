"""A letter is a record: it goes to another process whole, knows nothing later than its date, and keeps no library."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import gc
import pickle
import subprocess
import sys
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from support.helpers import CAMPAIGN, build
from support.library import library_of

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document, edited_document
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.letter.compose.composer import compose
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.draft import draft
from letterkit.pipeline.explain import explain
from letterkit.pipeline.plan import plan
from letterkit.schema.campaign import Campaign, Met, Source
from letterkit.schema.law.precedents import Precedent
from letterkit.schema.letter_plan import Reply
from letterkit.schema.letterhead import Figures
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act
from letterkit.schema.read import read

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = library_of(ROOT)
CAMPAIGNS = sorted((ROOT / "campaigns").glob("*.yml"))


def letters() -> Iterator[tuple[str, Letter]]:
    for path in CAMPAIGNS:
        campaign = read(path, LIBRARY)
        for name in campaign.letters:
            yield f"{path.stem}/{name}", resolve(campaign, str(name), LIBRARY)


def test_a_letter_is_composed_alike_in_another_process() -> None:
    here = dict(letters())
    assert len(here) >= 6
    code = (
        "import pickle, sys\n"
        "from letterkit.letter.compose.composer import compose\n"
        "letters = pickle.load(sys.stdin.buffer)\n"
        "pickle.dump({name: compose(letter) for name, letter in letters.items()}, sys.stdout.buffer)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(here), capture_output=True, check=True)
    there = pickle.loads(run.stdout)
    for name, letter in here.items():
        composed = compose(letter)
        assert there[name] == composed
        assert repr(there[name]) == repr(composed)
        assert write_markdown(there[name]) == write_markdown(composed)


def within(value: object, seen: set[int]) -> Iterator[object]:
    """A value and all that can be reached from it by fields, items and slots."""
    if isinstance(value, str | int | datetime.date | type | None) or id(value) in seen:
        return
    seen.add(id(value))
    yield value
    inner: list[object] = []
    if isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list | set | frozenset):
        inner = list(value)
    elif isinstance(value, BaseModel):
        inner = [getattr(value, name) for name in type(value).model_fields]
    elif dataclasses.is_dataclass(value):
        inner = [getattr(value, field.name) for field in dataclasses.fields(value)]
    for one in inner:
        yield from within(one, seen)


def later_than(day: datetime.date, value: object) -> bool:
    """Whether something happened, was said or was published after a day."""
    if isinstance(value, Act):
        return value.date.first > day or any(one > day for one in value.confirmed)
    if isinstance(value, Reply | Met):
        return value.date.first > day
    if isinstance(value, Source):
        return value.date is not None and value.date.first > day
    if isinstance(value, Figures):
        return value.as_of > day
    if isinstance(value, Precedent):
        return value.when.last >= day or (value.restored is not None and value.restored.date.first > day)
    return False


LATER: dict[str, Any] = {
    "sources": {"afterwards": {"title": "A later note", "date": "2017-03-01"}},
    "acts": [
        {"sentenced": "2017-02-10", "outcome": "two years in prison", "source": "afterwards"},
        {"released": "2017-03-01", "source": "afterwards"},
    ],
    "replies": [{"date": "2017-02-20", "says": "nothing", "source": "afterwards"}],
    "met": [{"demand": "release", "people": ["alia"], "date": "2017-03-01", "source": "afterwards"}],
}


def with_sequel() -> dict[str, Any]:
    """The small campaign with what happened after its letter, and a letter that follows."""
    data = copy.deepcopy(CAMPAIGN)
    data["sources"].update(LATER["sources"])
    data["people"]["alia"]["acts"][0]["confirmed"] = ["2017-01-22", "2017-02-28"]
    data["people"]["alia"]["acts"] += LATER["acts"]
    data["met"] = LATER["met"]
    [name] = data["letters"]
    data["letters"][name]["replies"] = LATER["replies"]
    return data


def test_nothing_later_than_its_date_is_within_a_letter(tmp_path: Path) -> None:
    build(tmp_path, {"c.yml": with_sequel()})
    campaign = read(tmp_path / "c.yml", LIBRARY)
    [name] = campaign.letters
    letter = resolve(campaign, str(name), LIBRARY)
    assert any(later_than(letter.date, one) for one in within(campaign, set()))
    for one in (letter, *(other for _, other in letters())):
        reached = list(within(one, set()))
        assert any(isinstance(record, Act) for record in reached)
        assert any(isinstance(record, Precedent) for record in reached)
        assert [record for record in reached if later_than(one.date, record)] == []
        assert not any(isinstance(record, Campaign | Library) for record in reached)


def test_acts_and_statuses_are_those_of_the_letters_date(tmp_path: Path) -> None:
    build(tmp_path, {"c.yml": with_sequel()})
    campaign = read(tmp_path / "c.yml", LIBRARY)
    [name] = campaign.letters
    days = {
        datetime.date(2017, 1, 23): (["detained"], ("detained",)),
        datetime.date(2017, 2, 15): (["detained", "sentenced"], ("convicted", "detained")),
        datetime.date(2017, 3, 2): (["detained", "sentenced", "released"], ("released", "convicted")),
    }
    for day, (acts, statuses) in days.items():
        letter = resolve(campaign, str(name), LIBRARY, date=day)
        assert [str(act.kind) for act in letter.acts("alia")] == acts
        assert letter.statuses("alia") == statuses
        assert letter.acts("ilo") == letter.statuses("ilo") == ()


@pytest.mark.parametrize("path", CAMPAIGNS, ids=lambda path: path.stem)
def test_nothing_keeps_a_library(path: Path, tmp_path: Path) -> None:
    gc.freeze()  # what other tests have made is not looked through
    library = Library(LIBRARY.folders)
    gone = weakref.ref(library)
    campaign = read(path, library)
    for name in campaign.letters:
        letter = resolve(campaign, str(name), library)
        composed = compose(letter)
        check(composed_document(letter, composed, campaign, library))
        content = write_markdown(composed) + "\nThe United States suspended preferences for Belarus in 1999.\n"
        file = read_markdown(content, "x.md")
        check(edited_document(letter, composed, campaign, library, file, "x.md", content))
    jobs, _ = plan([path], library, tmp_path)
    for job in jobs:
        draft(job, library)
        explain(job, library)
    del library
    gc.collect()
    assert gone() is None
