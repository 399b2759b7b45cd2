"""``letterkit fmt``: white space in order, and nothing else changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from support.helpers import build, files, letterkit
from support.strategies import tries

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import parse
from letterkit.schema.tidy import tidied

ROOT = Path(__file__).resolve().parents[2]

UNTIDY = """\
campaign:   A   # the title
people:
      a:
            name: X\t
            # about acts
            acts:
            -   arrested: 2017-01-21
                for: >-
                     a long
                       text

            - {dismissed: 2017-02-01,
               by: them}
# end of people



letters:
 one:
    facts:
    -   - a.arrested
        - b

    -   c
    subject: "two
       lines"
    grounds:
    # why
    -
      text: because
"""
TIDY = """\
campaign:   A   # the title
people:
  a:
    name: X
    # about acts
    acts:
      - arrested: 2017-01-21
        for: >-
             a long
               text

      - {dismissed: 2017-02-01,
         by: them}
# end of people

letters:
  one:
    facts:
      - - a.arrested
        - b

      - c
    subject: "two
       lines"
    grounds:
      # why
      -
        text: because
"""


def test_it_puts_white_space_in_order() -> None:
    assert tidied(UNTIDY, "f") == TIDY
    assert tidied(TIDY, "f") == TIDY


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_line_ends_and_byte_order_mark_stay(end: str, mark: str) -> None:
    assert tidied(mark + UNTIDY.replace("\n", end), "f") == mark + TIDY.replace("\n", end)


def test_shipped_files_are_tidy() -> None:
    found = [
        *ROOT.glob("campaigns/**/*.yml"),
        *ROOT.glob("templates/l*/**/*.yml"),
        *ROOT.glob("templates/clauses/[a-d]*/*.yml"),
        *ROOT.glob("tests/letters/*/*.yml"),
    ]
    assert len(found) > 200
    assert [path.name for path in found if tidied(path.read_text("utf-8"), "f") != path.read_text("utf-8")] == []


words = st.text(st.sampled_from("abcé #:-'\"{}[]|>\n"), max_size=14)
values = st.recursive(words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3))


@tries(60, *HealthCheck)
@given(
    data=st.dictionaries(words, values, min_size=1, max_size=3),
    flow=st.sampled_from([None, False, True]),
    style=st.sampled_from([None, "|", ">", '"', "'"]),
    indent=st.integers(2, 7),
    width=st.sampled_from([20, 80]),
    notes=st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(["", "  ", "# a", "   # b: c", "      # {"])), max_size=6
    ),
)
def test_only_white_space_changes_and_once(
    data: dict[str, Any], flow: bool | None, style: str | None, indent: int, width: int, notes: list[tuple[int, str]]
) -> None:
    text = yaml.safe_dump(
        data, default_flow_style=flow, default_style=style, indent=indent, width=width, allow_unicode=True
    )
    lines = text.split("\n")
    for at, note in notes:
        lines.insert(min(at, len(lines) - 1), note)
    text = "\n".join(lines)
    try:
        before = parse(text, "f")
        after = tidied(text, "f")
    except UserError:
        return  # a note in a text can make it no YAML; a layout that is not understood is refused
    assert parse(after, "f") == before
    assert re.sub(r"\s", "", after) == re.sub(r"\s", "", text)
    assert tidied(after, "f") == after


def test_most_layouts_are_understood() -> None:
    """As PyYAML writes them, with any indentation: none is refused."""
    data = yaml.load(TIDY, yaml.BaseLoader)
    for indent in (2, 5, 7):
        for style in (None, '"', "|"):
            text = yaml.safe_dump(data, indent=indent, default_style=style, width=30)
            assert parse(tidied(text, "f"), "f") == parse(text, "f")


def test_file_of_notes_is_tidy() -> None:
    assert tidied("# nothing yet  \n\n# and more\n", "f") == "# nothing yet\n\n# and more\n"


# The command


def test_command_tidies_and_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"a.yml": UNTIDY, "b.yml": TIDY, "c.yml": "a: b: c\n"})
    check = letterkit("fmt", "--check", "a.yml", "b.yml")
    assert (check.code, check.out) == (1, "a.yml is not tidy\n")
    assert (tmp_path / "a.yml").read_text("utf-8") == UNTIDY
    result = letterkit("fmt", "a.yml", "b.yml", "c.yml", "d.yml")
    assert (result.code, result.out) == (2, "a.yml is tidied\n")
    assert "c.yml:1" in result.err
    assert "no file 'd.yml'" in result.err
    assert files(tmp_path) == {"a.yml": TIDY.encode(), "b.yml": TIDY.encode(), "c.yml": b"a: b: c\n"}
    assert letterkit("fmt", "--check", "a.yml", "b.yml").code == 0
