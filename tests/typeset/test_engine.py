"""WeasyPrint comes without what no letter needs, and draws what it always draws."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SET = """
import sys
from hashlib import sha256
from letterkit.typeset import engine
{before}
from letterkit.typeset.typeset import typeset
from support.sheets import INDUSTRIALL, ONE_PAGE, TEMPLATES
made = typeset(INDUSTRIALL, ONE_PAGE, templates=TEMPLATES, proof=True)
print(sha256(made.pdf).hexdigest(), *(name in sys.modules for name in ("pycparser", "fontTools.subset")))
"""
PLAIN = "import weasyprint"
ELSE = "engine._DECLARED = __import__('re').compile('(no)t th(e)re')"
"""WeasyPrint declares its functions in another way than is known."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


def _set(cache: str, before: str = "") -> list[str]:
    places = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment = {**os.environ, "PYTHONPATH": places, "LETTERKIT_CACHE": cache}
    command = [sys.executable, "-W", "ignore", "-c", SET.format(before=before)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def test_the_bytes_are_those_of_the_plain_import(cache: str, tmp_path: Path) -> None:
    plain = _set(cache, PLAIN)[0]
    first, *_ = _set(cache)
    assert (first, _set(cache)) == (plain, [plain, "False", "False"])
    assert _set(str(tmp_path), ELSE) == [plain, "True", "True"]
