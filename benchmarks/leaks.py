"""Look for words that are for inside alone in all files for sending of random campaigns; print what was found.

Run it with ``.venv/bin/python benchmarks/leaks.py``; ``--campaigns N`` makes N of them instead of a thousand, and
``--seed N`` begins with another. It ends with 1 when a word was found. The campaigns are those of
``tests/support/leaking.py``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.leaking import leaks, made_at_random
from support.once import made_once

TOGETHER = 25
"""Campaigns in one workspace: what it holds is read once for all of them."""


def main() -> int:
    """Print each leak as it is found, and how many files were searched, by kind."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--campaigns", type=int, default=1000)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    searched: Counter[str] = Counter()
    found = done = 0
    end = chosen.seed + chosen.campaigns
    with tempfile.TemporaryDirectory() as kept, made_once(Path(kept)):
        os.environ["LETTERKIT_CACHE"] = str(Path(kept) / "caches")
        for first in range(chosen.seed, end, TOGETHER):
            seeds = range(first, min(first + TOGETHER, end))
            with tempfile.TemporaryDirectory() as around:
                for seed, made in zip(seeds, made_at_random(seeds, Path(around)), strict=True):
                    for path in (*made.sent, *made.review):
                        words = leaks(path, made.secret if path in made.review else made.words)
                        searched[path.stem.rpartition("-")[2] if "-" in path.stem else path.suffix] += 1
                        found += len(words)
                        if words:
                            print(f"seed {seed}: {path.name} has {words}", flush=True)
            done += len(seeds)
            print(f"{done} campaigns, {time.process_time():.0f} s: {found} leaks", flush=True)
    print(f"{chosen.campaigns} campaigns, {searched.total()} files {dict(searched)}: {found} leaks")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
