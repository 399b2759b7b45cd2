"""What commands say to programs has the shapes of `letterkit.cli.report.answers`, no key more and none less."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.helpers import build, campaign, letterkit

from letterkit.cli.report import answers
from letterkit.schema.clause_list import Listed

COMMANDS: dict[str, tuple[list[str], Any]] = {
    "draft": (["draft", "c.yml", "--json"], answers.Drafted),
    "pdf": (["pdf", "c.yml", "--json"], answers.Drafted),
    "diff": (["diff", "c.yml", "--json"], list[answers.DifferingLetter]),
    "history": (["history", "c.yml", "--json"], dict[str, list[answers.KeptVersion]]),
    "check": (["check", "c.yml", "--format", "json"], list[answers.ProblemAnswer]),
    "status": (["status", "c.yml", "--json"], answers.Standing),
    "letterheads": (["letterheads", "--json"], list[answers.LetterheadAnswer]),
    "clauses": (["clauses", "--json"], list[Listed]),
}


def misfits(value: Any, kind: Any, at: str = "") -> Iterator[str]:
    """Where a value has not the shape."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if typing.is_typeddict(kind):
        keys = set(value) if isinstance(value, dict) else set()
        if not kind.__required_keys__ <= keys <= {*kind.__required_keys__, *kind.__optional_keys__}:
            yield f"{at}: {sorted(keys)}"
        hints = typing.get_type_hints(kind)
        for key in keys & hints.keys():
            yield from misfits(value[key], hints[key], f"{at}.{key}")
    elif origin in (list, dict) and isinstance(value, origin):
        for key, item in enumerate(value) if origin is list else value.items():
            yield from misfits(item, inner[-1], f"{at}.{key}")
    elif inner and origin not in (list, dict):
        if all(any(misfits(value, one)) for one in inner):
            yield f"{at}: {value!r}"
    elif type(value) is not kind:
        yield f"{at}: {value!r}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a letter that was drafted, and whose campaign has changed since."""
    place = tmp_path_factory.mktemp("answers")
    data = campaign()
    data["approvals"] = {"author": ["Ann Ode"]}
    build(place, {"c.yml": data})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert letterkit("draft", "c.yml").code == 0
        data["people"]["alia"]["acts"][0]["place"] = "Almaty"
        data["letters"]["one"]["facts"][0].append({"text": "Nobody nobody has AND/OR had!"})
        build(place, {"c.yml": data})
    return place


@pytest.mark.parametrize("command", COMMANDS)
def test_an_answer_has_its_shape(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    arguments, shape = COMMANDS[command]
    said = json.loads(letterkit(*arguments).out)
    assert said
    assert list(misfits(said, shape)) == []


def test_a_key_too_many_or_too_few_is_found() -> None:
    whole = {"version": 1, "at": "", "cause": "", "because": [], "draft": ""}
    assert not list(misfits(whole, answers.KeptVersion))
    fewer = {key: whole[key] for key in whole if key != "at"}
    for wrong in ({**whole, "more": 1}, fewer, {**whole, "version": "1"}, {**whole, "because": [1]}, []):
        assert len(list(misfits(wrong, answers.KeptVersion))) == 1, wrong
