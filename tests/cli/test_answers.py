"""What commands say to programs has the shapes of `letterkit.cli.report.answers`, no key more and none less.

`support.helpers.letterkit` holds every answer that any test asks for against the shape that its command declares.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.helpers import build, campaign, letterkit
from support.shapes import SHAPES, commands, misfits

from letterkit.cli.options import JsonOption
from letterkit.cli.report import answers

ANSWERED = [
    "draft c.yml --json",
    "batch c.yml --jobs 1 --json",
    "pdf c.yml --json",
    "diff c.yml --json",
    "history c.yml --json",
    "explain c.yml --json",
    "check c.yml --format json",
    "approve c.yml one --as author --by Ann --json",
    "reject c.yml one --as author --by Ann --json",
    "status c.yml --json",
    "verify output/c/one-draft.pdf --json",
    "mail c.yml one --json",
    "post c.yml one --json",
    "send c.yml one --from a@b.example --server mail.example --json",
    "reply c.yml one --date 2017-02-01 --says nothing --dry-run --json",
    "clauses --json",
    "clauses search prison --json",
    "clauses used c.yml --json",
    "law KZ --json",
    "law C087 --json",
    "law --json",
    "letterheads --json",
    "doctor --json",
]


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


def test_every_command_that_answers_programs_is_asked_here() -> None:
    lines = [*ANSWERED, "sign"]  # with a key: tests/signoff/test_signing.py
    assert {words for words in SHAPES if not any(line.split()[: len(words)] == [*words] for line in lines)} == set()
    promised = {words for words, command in commands() for one in command.params if "--json" in one.opts}
    assert promised == {
        words for words, command in commands() for one in command.params
        if isinstance(one, JsonOption) and "--json" in one.opts
    }  # fmt: skip


@pytest.mark.parametrize("line", ANSWERED)
def test_an_answer_has_its_shape(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    run = letterkit(*line.split())
    assert json.loads(run.out), run.err


def test_a_key_too_many_or_too_few_is_found() -> None:
    whole = {"version": 1, "at": "", "cause": "", "because": [], "draft": ""}
    assert not list(misfits(whole, answers.KeptVersion))
    fewer = {key: whole[key] for key in whole if key != "at"}
    for wrong in ({**whole, "more": 1}, fewer, {**whole, "version": "1"}, {**whole, "because": [1]}, []):
        assert len(list(misfits(wrong, answers.KeptVersion))) == 1, wrong
