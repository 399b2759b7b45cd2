"""Strict YAML: nothing is guessed, nothing is executed, every value knows its place."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.strategies import documents

from letterkit.foundation import strict_yaml
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Row, Scalar, Table, parse, read_text

pytestmark = pytest.mark.quickly(8)

WRITTEN = ["NO", "on", "yes", "1.10", "01210", "+32 2 224", "12:30", "0x1F", "1_000", "2017-01-23", ".inf", "1e3"]


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(UserError) as raised:
        parse(text, "a.yml")
    return raised.value.problems


@pytest.mark.parametrize("written", WRITTEN)
def test_a_value_is_what_the_person_wrote(written: str) -> None:
    assert parse(f"{written}: {written}", "a.yml") == {written: written}


def test_nothing_is_written_as_nothing_and_a_quoted_word_is_a_word() -> None:
    assert parse("a:\nb: ~\nc: null\nd: 'null'\ne: '~'", "a.yml") == {"a": "", "b": "", "c": "", "d": "null", "e": "~"}


@given(documents, st.booleans())
def test_every_value_stands_where_its_place_says(data: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False, default_style='"')
    table = parse(text, "a.yml")
    assert table == data
    for value in _scalars(table):
        assert value.location
        assert text.split("\n")[value.location.line - 1][value.location.column - 1] == '"'


def _scalars(value: Any) -> list[Scalar]:
    if isinstance(value, Table):
        return [*value, *(scalar for inner in value.values() for scalar in _scalars(inner))]
    return [scalar for inner in value for scalar in _scalars(inner)] if isinstance(value, Row) else [value]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        parse(text, "a.yml")
    except UserError as error:
        problems = error.problems
    assert all(problem.location and problem.location.file == "a.yml" for problem in problems)


DEEP = [
    "a: " + "[" * 5000 + "]" * 5000,
    "a: " + "[" * 500_000,
    "a: " + "{a: " * 100_000,
    "- " * 100_000,
    "? " * 100_000,
]


def test_deep_nesting_does_not_crash_the_process() -> None:
    code = """
import json, sys
from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import parse
for text in json.load(sys.stdin):
    try:
        parse(text, "a.yml")
    except UserError as error:
        print(*(problem.code for problem in error.problems))
"""
    run = subprocess.run([sys.executable, "-c", code], input=json.dumps(DEEP), capture_output=True, text=True)
    assert (run.returncode, run.stdout.split()) == (0, ["LK103"] * len(DEEP)), run.stderr


def test_deep_nesting_is_called_so_when_the_parser_stops_at_a_limit_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise yaml.MarkedYAMLError(problem="whatever it says", problem_mark=yaml.Mark("", 90, 0, 90, None, None))

    monkeypatch.setattr(yaml, "compose", stop)
    assert [(problem.code, str(problem.location)) for problem in problems_of(DEEP[1])] == [("LK103", "a.yml:1:43")]
    assert [problem.code for problem in problems_of(f"a: '{'[' * 500}")] == ["LK102"]


def test_aliases_are_counted_as_often_as_they_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "MAX_NODES", 500)
    bomb = "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b]\n"
    (problem,) = problems_of(bomb + "d: [*c, *c, *c, *c, *c, *c]")
    assert problem.code == "LK103"
    assert "aliases" in problem.message


def test_many_keys_are_read_quickly() -> None:
    assert len(parse("\n".join(f"key{number}: x" for number in range(10_000)), "a.yml")) == 10_000


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"", "LK104", 1, 1),
        (b"---\n", "LK104", 1, 1),
        (b"a: \xe9t\xe9\n", "LK105", 1, 4),
        ("b: 1\na: ü".encode("latin-1"), "LK105", 2, 4),
        ("a: b".encode("utf-16"), "LK105", 1, 1),
        (b"a: b\x00c", "LK107", 1, 5),
        ("a: b\x85c".encode(), "LK107", 1, 5),
        (b'a: "b\n  c\\u0007"\n', "LK107", 1, 4),
        (b'"a\\e[31m": b\n', "LK107", 1, 1),
        (b"# " + b"x" * strict_yaml.MAX_BYTES, "LK101", 1, 1),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes, code: str, line: int, column: int, tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(content)
    with pytest.raises(UserError) as raised:
        parse(read_text(path), str(path))
    (problem,) = raised.value.problems
    assert problem.code == code
    assert problem.location
    assert (problem.location.file, problem.location.line, problem.location.column) == (str(path), line, column)


def test_bom_and_line_ends_of_other_systems_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    read = []
    for content in (b"a: b\nc:\n  d\n", b"\xef\xbb\xbfa: b\r\nc:\r\n  d\r\n", b"a: b\rc:\r  d\r"):
        path.write_bytes(content)
        read.append(parse(read_text(path), "a.yml"))
    assert read[0] == read[1] == read[2] == {"a": "b", "c": "d"}


def test_a_path_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "campaign.yml").touch()
    (tmp_path / "loop").symlink_to("loop")
    for name, words in (("campain.yml", "there is no file"), ("", "cannot be read"), ("loop", "cannot be read")):
        with pytest.raises(UserError) as raised:
            read_text(tmp_path / name)
        (problem,) = raised.value.problems
        assert problem.code == "LK106"
        assert words in problem.message
    with pytest.raises(UserError) as raised:
        read_text(tmp_path / "campain.yml")
    assert "campaign.yml" in raised.value.problems[0].hint


def test_what_can_be_gone_on_with_is_reported_with_the_rest() -> None:
    problems: list[Problem] = []
    table = parse("a: 1\na: 2\nb: !x 3", "a.yml", problems)
    assert table == {"a": "1", "b": "3"}
    assert [problem.code for problem in problems] == ["LK109", "LK110"]
    with pytest.raises(UserError):
        parse("a: &a [*a]", "a.yml", problems)
