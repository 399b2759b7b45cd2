"""letterkit in Python: what its guide shows runs, it has types, importing it is cheap, and it lets nothing out."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from support.helpers import build, campaign, files, letterkit

import letterkit as library
from letterkit import Severity, UserError
from letterkit.pipeline import steps

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
DRAFTER = (ROOT / "docs" / "drafter.md").read_text(encoding="utf-8")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the letter of the drafter's guide."""
    monkeypatch.chdir(tmp_path)
    return build(tmp_path, dict(re.findall(r"^```yaml (\S+)\n(.*?)^```$", DRAFTER, re.MULTILINE | re.DOTALL)))


def test_the_guide_runs_and_nothing_is_written(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = re.findall(r"^```python\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert len(examples) >= 3
    before, names = files(workspace), {}
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), names)
    assert files(workspace) == before
    said = capsys.readouterr().out
    assert "Arrests at the Cavite electronics plant ('president',)" in said
    assert "2024-05-20 en" in said
    assert "2 pages" in said
    assert "LK211 no letter named 'presidnet' did you mean 'president'?" in said


def test_the_steps_give_what_the_commands_give(workspace: Path) -> None:
    path = "campaigns/philippines-2024.yml"
    composed = library.compose(library.load(path), "president")
    clean, proof = library.typeset(composed), library.typeset(composed, proof=True)
    letterkit("draft", path)
    letterkit("pdf", path)
    folder = workspace / "output" / "philippines-2024"
    assert (folder / "president.md").read_text(encoding="utf-8") == composed.text
    assert (folder / "president-draft.pdf").read_bytes() == proof.pdf
    assert (folder / "president.pdf").read_bytes() == clean.pdf


def test_no_letter_comes_out_that_names_somebody_against_their_will(workspace: Path) -> None:
    composed = library.compose(library.load("campaigns/philippines-2024.yml"), "president")
    text = composed.text.replace("An officer of the ACEW, whose name is withheld,", "Ana Invented")
    assert text != composed.text
    for proof in (True, False):
        with pytest.raises(UserError) as raised:
            library.typeset(composed, text, proof=proof)
        assert "LK706" in {problem.code for problem in raised.value.problems}
        assert "Invented" not in str(raised.value)


def test_an_error_of_a_check_stops_composing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    facts = [["alia.detained", {"text": "[name] was seen by XX."}]]
    build(tmp_path, {"c.yml": campaign("letters/one/facts", facts)})
    loaded = library.load("c.yml")
    with pytest.raises(UserError):
        library.compose(loaded, "one")
    found = library.check(loaded)
    assert any(problem.code == "LK707" and problem.severity is Severity.ERROR for problem in found)
    with pytest.raises(UserError):
        library.load("no.yml")


def test_importing_it_is_cheap_and_all_of_it_is_there() -> None:
    code = "import sys, letterkit; print(*sorted(name for name in sys.modules if name.startswith('letterkit')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["letterkit"]
    assert {"load", "check", "compose", "typeset"} <= set(library.__all__)
    for name in library.__all__:
        assert getattr(library, name).__doc__, name
    with pytest.raises(AttributeError):
        library.no_such_name  # noqa: B018


def test_the_types_are_those_of_what_is_there() -> None:
    """``__init__.pyi`` names the very things that ``__init__`` gives, and the marker says that there are types."""
    tree = ast.parse((ROOT / "letterkit" / "__init__.pyi").read_text(encoding="utf-8"))
    told = {alias.name: node.module for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert set(told) == set(library.__all__)
    for name, module in told.items():
        there = getattr(import_module(module), name)
        assert callable(there)
        assert name == "typeset" or getattr(library, name) is there
    assert (ROOT / "letterkit" / "py.typed").is_file()


def test_the_guide_tells_every_step_and_its_arguments() -> None:
    for name in ("load", "check", "compose", "typeset"):
        code = getattr(steps, name).__code__
        row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{name}("))
        for argument in code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]:
            assert argument in row, (name, argument)


def test_the_hook_checks_campaign_files(workspace: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] in GUIDE
    path = "campaigns/philippines-2024.yml"
    assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "campaigns/shared/people.yml")
    program, *words = hook["entry"].split()
    assert program == "letterkit"
    assert letterkit(*words, path).code == 0
    text = Path(path).read_text(encoding="utf-8")
    Path(path).write_text(text.replace("country: PH", "cuontry: PH"), encoding="utf-8")
    assert letterkit(*words, path).code == 1
