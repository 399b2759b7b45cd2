"""Methods of records are taken up as they were compiled, and work as they always do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.library import ROOT

from letterkit.foundation.caches import PREPARED

RUN = """
import builtins
from letterkit.foundation.known_records import take_up
take_up()
compiled = []
plain = builtins.compile
builtins.compile = lambda *given, **named: (compiled.append(given[0]), plain(*given, **named))[1]
import dataclasses
fields = [(f"field{at}", int) for at in range(9)]
made = [dataclasses.make_dataclass(f"Record{at}", [one, ("x", str, "y")], frozen=True) for at, one in enumerate(fields)]
builtins.compile = plain
record = made[3](3)
assert record == made[3](3) != made[3](4) and repr(record) == "Record3(field3=3, x='y')", record
try:
    record.x = "z"
except dataclasses.FrozenInstanceError:
    print(len(compiled))
"""


def _compiled(folder: Path) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LETTERKIT_CACHE": str(folder)}
    run = subprocess.run([sys.executable, "-c", RUN], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return int(run.stdout)


def test_methods_are_taken_up_and_compiled_again_where_what_was_kept_is_damaged(tmp_path: Path) -> None:
    first = _compiled(tmp_path)
    assert first >= 9
    assert _compiled(tmp_path) == 0
    (kept,) = (tmp_path / PREPARED).iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert _compiled(tmp_path) == first
