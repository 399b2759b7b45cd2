"""How the memory and time of ``letterkit check`` grow with the number of campaigns; prints ratios.

Run it with ``.venv/bin/python benchmarks/check.py``. Memory is the peak resident size of a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEASURED = """
import resource, sys
from letterkit.cli import cli
try:
    cli(["check", *sys.argv[1:], "--format", "json"], standalone_mode=False)
except SystemExit:
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def measured(count: int, folder: Path) -> tuple[float, float]:
    """Peak memory in MB and time in seconds for so many campaigns, each with a finding."""
    text = (ROOT / "tests" / "mistakes" / "base" / "arrests.yml").read_text(encoding="utf-8")
    doubtful = text.replace("reinstate: pickets", "release: pickets")
    paths = [folder / f"campaign-{number}.yml" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(doubtful.replace("Refinery Workers", f"Refinery Workers of Plant {number}"), encoding="utf-8")
    begun = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, paths)], capture_output=True, text=True, check=True, cwd=folder
    )
    assert run.stdout.count('"LK501"') == count
    return int(run.stderr.split()[-1]) / 1024, time.perf_counter() - begun


def main() -> None:
    """Compare 100 campaigns with 1,000."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = measured(100, Path(folder)), measured(1000, Path(folder))
    print(f"memory: {few[0]:.0f} MB for 100, {many[0]:.0f} MB for 1,000: ratio {many[0] / few[0]:.2f}")
    print(f"time:   {few[1]:.1f} s for 100, {many[1]:.1f} s for 1,000: ratio {many[1] / few[1]:.1f}")


if __name__ == "__main__":
    main()
