"""WeasyPrint comes without what no letter needs, and draws what it always draws."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SET = """
import os, sys
from hashlib import sha256
from letterkit.typeset import engine
from letterkit.typeset.typeset import typeset
from support.sheets import INDUSTRIALL, ONE_PAGE, TEMPLATES
assert "weasyprint" not in sys.modules
for at in range(1, len(sys.argv), 2):
    if os.fork():
        assert os.wait()[1] == 0
        continue
    os.environ["LETTERKIT_CACHE"] = sys.argv[at]
    exec(sys.argv[at + 1])
    made = typeset(INDUSTRIALL, ONE_PAGE, templates=TEMPLATES, proof=True)
    print(sha256(made.pdf).hexdigest(), *(name in sys.modules for name in ("pycparser", "fontTools.subset")))
    break
"""
PLAIN = "import weasyprint"
ELSE = "engine._DECLARED = __import__('re').compile('(no)t th(e)re')"
"""WeasyPrint declares its functions in another way than is known."""


def _set(*ways: tuple[Path, str]) -> list[list[str]]:
    """What is set after some code with a cache, each in a process that has not loaded WeasyPrint before."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    command = [sys.executable, "-W", "ignore", "-c", SET, *(str(part) for way in ways for part in way)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [line.split() for line in run.stdout.splitlines()]


def test_the_bytes_are_those_of_the_plain_import(tmp_path: Path) -> None:
    cache, other = tmp_path / "cache", tmp_path / "other"
    [plain, *_], [first, *_], again, unknown = _set((cache, PLAIN), (cache, ""), (cache, ""), (other, ELSE))
    assert (first, again) == (plain, [plain, "False", "False"])
    assert unknown == [plain, "True", "True"]
