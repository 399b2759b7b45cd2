"""Take each check away, one at a time, and see that a page of findings notices: what no test misses is not needed.

    python scripts/mutation.py [CHECK ...]

A check is a function that `letterkit.checks.registry` finds; without names, all are tried, which takes some minutes.
For each, the wrong examples of ``docs/findings`` whose codes stand in its module are checked without it. Prints the
checks that nobody misses, and exits with 1 when there are any.
"""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from letterkit.checks import run  # noqa: E402
from letterkit.checks.registry import Check  # noqa: E402

_WITHOUT = """
import sys
import pytest
from letterkit.checks import run
run.CHECKS = tuple(check for check in run.CHECKS if check.__name__ != {name!r})
run.CAMPAIGN_CHECKS = tuple(check for check in run.CAMPAIGN_CHECKS if check.__name__ != {name!r})
sys.exit(pytest.main(["-q", "-x", "-n", "0", "-p", "no:cacheprovider", {pages!r}, "-k", {codes!r}]))
"""


def codes_of(check: object) -> list[str]:
    """The codes that stand in the module of a check and have a page."""
    source = inspect.getsource(inspect.getmodule(check))  # type: ignore[arg-type]
    codes = dict.fromkeys(re.findall(r"LK[3-9]\d\d", source))
    return [code for code in codes if (ROOT / "docs" / "findings" / f"{code}.md").exists()]


def is_missed(name: str, codes: list[str]) -> bool:
    """Whether a page fails without the check of that name."""
    pages = str(ROOT / "tests" / "checks" / "test_findings_pages.py")
    program = _WITHOUT.format(name=name, pages=pages, codes=" or ".join(codes))
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    return ended.returncode == 1


def main() -> int:
    """Try the checks that are named, or all."""
    checks: dict[str, Check | object] = {check.__name__: check for check in (*run.CHECKS, *run.CAMPAIGN_CHECKS)}
    chosen = sys.argv[1:] or list(checks)
    alive = 0
    for name in chosen:
        codes = codes_of(checks[name])
        missed = bool(codes) and is_missed(name, codes)
        alive += not missed
        print(f"{'missed' if missed else 'NOT MISSED'}: {name} ({', '.join(codes) or 'no page'})", flush=True)
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
