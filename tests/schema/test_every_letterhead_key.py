"""A key of a letterhead that says nothing is refused or has an effect, as those of a campaign (`test_every_key`).

The letterheads in ``tests/keys/letterheads`` have every key, found by reflection. Each is left out in turn.
"""

from __future__ import annotations

import copy
import re
import shutil
from collections import ChainMap
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.helpers import as_yaml
from support.library import library_of
from support.records import records, tables

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Scalar, parse
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.check import examine
from letterkit.schema.fields import Record, ValidationContext
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.read import read
from letterkit.schema.validate import validate

FOLDER = Path(__file__).resolve().parents[1] / "keys"
WHOLE = {
    path.parent.name: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    for path in sorted((FOLDER / "letterheads").glob("*/letterhead.yml"))
}
FILE = Path("senders.yml")

# Texts by language have no keys. Approvals are the same as those of a campaign, in tests/schema/test_every_key.py;
# files that are enclosed are in tests/signoff.
ELSEWHERE = {
    "Text": {"languages"},
    "Name": {"languages"},
    "Letterhead": {"approvals"},
    "Layout": {"enclosed-pages"},
}
EVERY = [
    (record, key)
    for record in sorted(records(Letterhead, set()), key=str)
    for key in sorted({*record.keys()} - ELSEWHERE.get(record.__name__, set()))
    if record.__name__ not in ("Role", "Delegation")
]


def without(record: type[Record] | None, key: str) -> dict[str, Any]:
    """The letterheads without a key, wherever it stands."""
    data = copy.deepcopy(WHOLE)
    for head in data.values():
        for table in [table for kind, table in tables(head, Letterhead) if kind is record and key in table]:
            del table[key]
    return data


def with_heads(library: Library, heads: dict[str, Any]) -> Library:
    """The library with other letterheads; all else of it is shared, which saves reading it again for each key."""
    own: dict[str, Letterhead] = {}
    for name, head in heads.items():
        Path(f"templates/letterheads/{name}/letterhead.yml").write_text(as_yaml(head), encoding="utf-8")
    for name in heads:
        own[name] = library._read_letterhead(name)
    changed = copy.copy(library)
    bodies = {**library.bodies(), **{Scalar(name): head.as_organisation() for name, head in own.items()}}
    vars(changed).update(_letterheads=ChainMap(own, library._letterheads), _bodies=bodies)  # type: ignore[arg-type]
    return changed


def outcomes(library: Library) -> Iterator[object]:
    """What each letter says and looks like, then what is found in it."""
    campaign = read(FILE, library)
    for name in campaign.letters:
        draft = compose(resolve(campaign, str(name), library))
        # Where a layout is written moves with the lines above it.
        spans = (span for paragraph in draft.paragraphs for span in paragraph.spans)
        told = [(span.text, [origin.sources for origin in span.origins]) for span in spans]
        yield name, told, replace(draft.sheet, layout_location=None)
    for one in examine([FILE], library, Path("output")):
        # The places to which messages point move with the lines above them.
        yield sorted((problem.code, re.sub(r":\d+:\d+", "", problem.message)) for problem in one.problems)


def has_effect(record: type[Record], key: str, whole: list[object], library: Library) -> bool:
    """Whether letterheads without a key cannot be read, or their letters are others."""
    try:
        return any(
            one != other for one, other in zip_longest(whole, outcomes(with_heads(library, without(record, key))))
        )
    except UserError:
        return True


def test_the_letterheads_have_every_key() -> None:
    stands = {(record, key) for head in WHOLE.values() for record, table in tables(head, Letterhead) for key in table}
    assert len(EVERY) > 80
    assert {(record.__name__, key) for record, key in EVERY if (record, key) not in stands} == set()


def test_every_key_of_a_letterhead_has_an_effect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(FOLDER / FILE, tmp_path)
    shutil.copytree(FOLDER / "letterheads", tmp_path / "templates/letterheads")
    monkeypatch.chdir(tmp_path)
    library = library_of(tmp_path)
    whole = list(outcomes(with_heads(library, WHOLE)))
    assert [f"{one.__name__}.{key}" for one, key in EVERY if not has_effect(one, key, whole, library)] == []


@pytest.mark.parametrize(("first", "second", "refused"), [
    ({"until": "2018-01-01"}, {"from": "2018-01-01"}, False), ({"until": "2018-01-01"}, {"from": "2017-12-31"}, True),
    ({}, {}, True), ({"until": "2015-01-01"}, {}, True), ({"from": "2019-01-01"}, {"until": "2018-12-31"}, False),
])  # fmt: skip
def test_of_two_rosters_none_is_dropped(first: dict[str, str], second: dict[str, str], refused: bool) -> None:
    rosters = [{"title": title, "names": ["Ana One"], **term} for title, term in (("A", first), ("B", second))]
    reading = ValidationContext()
    validate(Letterhead, parse(as_yaml({"name": "Ours", "place": "Poti", "rosters": rosters}), "l.yml"), reading)
    found = "expected rosters that follow each other, found 'A' and 'B' at the same time"
    assert [problem.message for problem in reading.problems] == ([found] if refused else [])
