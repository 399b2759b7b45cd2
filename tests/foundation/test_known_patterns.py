"""Expressions are taken up as they were compiled, and none that was made of a campaign is ever kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.library import ROOT

from letterkit.foundation.caches import PREPARED

RUN = """
import atexit, re, sys
from letterkit.foundation.known_patterns import take_up
take_up()
atexit.register(lambda: print(compiled))
import re._parser
parsed, parse, compiled = [], re._parser.parse, 0
def counted(*arguments):
    global compiled
    compiled += "ample" in str(arguments[0])
    return parse(*arguments)
re._compiler._parser.parse = counted
sys.path.insert(0, {folder!r})
import sample
def of_a_campaign(name):
    return re.compile("sample|" + name)
found = [of_a_campaign("Amina Karibova").findall("a sample of Amina Karibova")]
found += [sample.found("Sample 1"), sample.found(b"Sample 2"), sample.written_down("a sample"), sample.Some.THREE]
assert found == [["sample", "Amina Karibova"], [("Sample", "1")], [b"2"], ["sample"], re.compile("samples")], found
"""
MODULE = """
import re
ONE = re.compile(r"(?P<word>[^\\W\\d]+) (?P<number>\\d+)", re.IGNORECASE)
TWO = re.compile(rb"sample (\\d+)", re.IGNORECASE)
class Some:
    THREE = re.compile("samples")
{more}
def found(text):
    return (ONE if isinstance(text, str) else TWO).findall(text)
def written_down(text):
    return re.findall("sample$", text)
"""


def _compiled(folder: Path) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LETTERKIT_CACHE": str(folder / "cache")}
    command = [sys.executable, "-c", RUN.format(folder=str(folder))]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return int(run.stdout)


def test_expressions_of_modules_are_taken_up_and_those_of_campaigns_are_not_kept(tmp_path: Path) -> None:
    more = "of = lambda number: re.compile(f'sample {number}')\n[of(number) for number in range(20)]"
    (tmp_path / "sample.py").write_text(MODULE.format(more=more), encoding="utf-8")
    assert _compiled(tmp_path) == 24
    assert _compiled(tmp_path) == 1  # that of the campaign
    (kept,) = (tmp_path / "cache" / PREPARED).iterdir()
    assert b"Amina" not in kept.read_bytes()
    kept.write_bytes(b"damaged")
    assert _compiled(tmp_path) == 24
