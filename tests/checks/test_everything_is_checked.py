"""Whatever a file of a user brings into a letter reaches the checks of what is withheld, by whichever field."""

from __future__ import annotations

import copy
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.filled import filled, put
from support.helpers import build, campaign
from support.library import library_of
from support.withheld import BASE

from letterkit.checks import run
from letterkit.checks.consent.consent import is_named
from letterkit.checks.letter.sources import confidential_sources_stay_inside, no_gap_is_left
from letterkit.drafts.document import Document, composed_document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.read import read
from letterkit.typeset.sheet import Sheet, texts_of
from letterkit.typeset.typography import Typography

NAME, TITLE, GAP = "Marta Quellenberg", "Minutes of the strike committee", "{{ name }}"


def leaves(kind: Any) -> int:
    """How many texts a value of a type has that is filled, counted by the types."""
    if kind in (Typography, Location, Location | None, bool, float, int):
        return 0
    if typing.get_args(kind):
        return sum(leaves(one) for one in typing.get_args(kind) if one not in (Ellipsis, type(None)))
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return sum(leaves(hints[one.name]) for one in fields(kind) if one.name != "places")
    return int(kind is not bytes)


FULL = filled(Sheet)
PATHS = [path for path, _ in texts_of(FULL)]


@pytest.fixture(scope="module")
def document() -> Document:
    """A composed letter whose campaign has a name and a source that are withheld."""
    library = library_of(BASE)
    text = (BASE / "arrests.yml").read_text(encoding="utf-8")
    text = text.replace("name: Dana Unnamed", f"name: {NAME}").replace("Memo of Dana Unnamed", TITLE)
    with pytest.MonkeyPatch.context() as patch:
        folder = Path(__import__("tempfile").mkdtemp())
        build(folder, {"arrests.yml": text})
        patch.chdir(folder)
        campaign_ = read(Path("arrests.yml"), library)
    letter = resolve(campaign_, next(iter(campaign_.letters)), library)
    return composed_document(letter, compose(letter), campaign_, library)


def test_a_full_sheet_has_a_text_in_every_field() -> None:
    assert len(PATHS) == leaves(Sheet) > 40


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_every_text_of_a_sheet_reaches_the_checks(path: tuple[Any, ...], document: Document) -> None:
    letter, composed = document.letter, compose(document.letter)
    for text, look, code in (
        (NAME, is_named, "LK706"),
        (TITLE, confidential_sources_stay_inside, "LK705"),
        (GAP, no_gap_is_left, "LK707"),
    ):
        sheet = put(FULL, path, text)
        tried = composed_document(letter, replace(composed, sheet=sheet), document.campaign, document.library)
        found = [problem for problem in look(tried) if problem.severity is Severity.ERROR]
        assert {problem.code for problem in found} == {code}


# Campaigns and letterheads: what is printed is stopped, whichever field brought it


def scalars(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from scalars(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from scalars(inner, (*path, at))
    elif isinstance(value, str):
        yield path


def changed(data: Any, path: tuple[Any, ...], text: str) -> Any:
    data = copy.deepcopy(data)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = f"{inner[path[-1]]} {text}"
    return data


def whole_campaign() -> dict[str, Any]:
    data = campaign()
    data["people"]["hidden"] = {"name": NAME, "gender": "female", "publish": "no"}
    data["sources"]["secret"] = {"title": TITLE, "confidential": "yes"}
    data["letters"]["one"] |= {"annex": ["alia"], "closing": [{"text": "We count on you."}], "from": "own"}
    data["letters"]["one"]["opening"] = [{"text": "We write in haste."}]
    return data


LETTERHEAD = {
    "name": "Federation of Harbour Unions",
    "short": "FHU",
    "article": "the",
    "slogan": "Ports for people",
    "place": "Rotterdam",
    "language": "en",
    "address": ["1 Example Quay", "Rotterdam"],
    "contacts": [{"label": "Tel", "text": "+31 00 000 00 00"}, "office@example.org"],
    "speaks-for": "workers in ports",
    "writes-as": "the harbour workers of the FHU",
    "about": "The FHU unites workers in ports.",
    "signs": "general-secretary",
    "officers": {
        "general-secretary": {"name": "Marit Holm", "gender": "female", "office": "General Secretary", "head": "yes"}
    },
    "rosters": [{"title": "Council", "names": ["Ann Brown", "Bo Green"]}],
    "style": {"en": {"spelling": "british", "close": "Yours sincerely,"}},
    "layout": {"paper": "A4"},
}
# What no letter of one sender shows, or what is no text.
NOT_TRIED = {
    "like",
    "figures",
    "look",
    "stationery",
    "joint",
    "also",
    "approvals",
    "gender",
    "limits",
    "familiar",
    "short-article",
    "described-as",
}
FILES = {"campaign": whole_campaign(), "letterhead": LETTERHEAD}
CHANGES = [(file, path) for file, data in FILES.items() for path in scalars(data) if "hidden" not in path]


def said_by(document: Document) -> str:
    return "\n".join(passage.text for passage in document.all_that_is_sent)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all changes: while no letterhead changes, its library is the same."""
    return tmp_path_factory.mktemp("workspace")


def made(file: str, data: Any, folder: Path) -> tuple[Document | None, list[str]]:
    """The letter of a workspace in which one file has other data, and the codes of its errors."""
    tree = {**FILES, file: data}
    build(folder, {"c.yml": tree["campaign"], "templates/letterheads/own/letterhead.yml": tree["letterhead"]})
    try:
        library = library_of(folder)
        campaign_ = read(Path("c.yml"), library)
        letter = resolve(campaign_, next(iter(campaign_.letters)), library)
        document = composed_document(letter, compose(letter), campaign_, library)
    except UserError:
        return None, []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "CHECKS", (is_named, confidential_sources_stay_inside))
        return document, [one.code for one in run.check(document) if one.severity is Severity.ERROR]


def test_the_files_have_what_their_records_take(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that comes to a letterhead later is tried here, too."""
    monkeypatch.chdir(workspace)
    document, errors = made("campaign", whole_campaign(), workspace)
    assert document is not None
    assert errors == []
    assert {*Letterhead.keys()} - NOT_TRIED <= LETTERHEAD.keys()


@pytest.mark.parametrize(
    ("file", "path"), CHANGES, ids=lambda one: one if isinstance(one, str) else ".".join(map(str, one))
)
def test_what_a_file_brings_into_a_letter_is_stopped(
    file: str, path: tuple[Any, ...], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    document, errors = made(file, changed(FILES[file], path, f"{NAME}, {TITLE}"), workspace)
    if document is not None:
        said = said_by(document)
        assert {code for text, code in ((NAME, "LK706"), (TITLE, "LK705")) if text in said} <= {*errors}


def test_most_fields_of_a_campaign_are_printed(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the test above would be satisfied with files that cannot be read."""
    monkeypatch.chdir(workspace)
    printed = 0
    for file, path in CHANGES[::5]:
        document, _ = made(file, changed(FILES[file], path, NAME), workspace)
        printed += document is not None and NAME in said_by(document)
    assert printed > len(CHANGES) / 5 / 4
    assert yaml.safe_dump(FILES)
