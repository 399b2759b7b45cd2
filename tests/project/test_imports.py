"""Imports run one way between the rooms, the typesetter knows nothing of campaigns, the command line starts quickly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.quick

PACKAGE = Path(__file__).resolve().parents[2] / "letterkit"


def _loaded(code: str) -> set[str]:
    code += "; import json, sys; print(); print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_imports_run_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=PACKAGE.parent)
    assert run.returncode == 0, run.stdout
    assert "2 kept, 0 broken" in run.stdout


def test_the_typesetter_loads_nothing_of_campaigns() -> None:
    loaded = _loaded("import letterkit.typeset.typeset")
    above = {name for name in loaded if name.startswith(("letterkit.schema", "letterkit.letter.", "letterkit.drafts"))}
    assert "letterkit.typeset.sheet" in loaded
    assert not above | {"pydantic", "babel", "rapidfuzz", "yaml"} & loaded


def test_help_loads_nothing_that_it_does_not_need() -> None:
    loaded = _loaded("from letterkit.cli.main import cli; cli(['draft', '--help'], standalone_mode=False)")
    assert "letterkit.cli.drafts" in loaded
    assert not {"weasyprint", "fontTools", "pydantic", "babel", "rich", "yaml", "rapidfuzz"} & loaded


def test_links_are_followed_in_one_way() -> None:
    """`Path.resolve` ends with an error of its own where links lead to each other; `real_path` does not."""
    others = [
        f"{path.name}: {line.strip()}"
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if ".resolve()" in line.replace("Path(__file__).resolve()", "")
    ]
    assert others == []
