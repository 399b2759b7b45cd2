"""Look for words that are for inside alone in all files for sending of random campaigns; print what was found.

Run it with ``.venv/bin/python benchmarks/leaks.py``; ``--campaigns N`` makes N of them instead of a thousand, and
``--seed N`` begins with another. It ends with 1 when a word was found. The campaigns are those of
``tests/support/leaking.py``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.leaking import leaks, made_at_random


def main() -> int:
    """Print each leak as it is found, and how many files were searched, by kind."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--campaigns", type=int, default=1000)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    searched: Counter[str] = Counter()
    found = 0
    for seed in range(chosen.seed, chosen.seed + chosen.campaigns):
        with tempfile.TemporaryDirectory() as around:
            made = made_at_random(seed, Path(around))
            for path in (*made.sent, *made.review):
                words = leaks(path, made.secret if path in made.review else made.words)
                searched[path.stem.rpartition("-")[2] if "-" in path.stem else path.suffix] += 1
                found += len(words)
                if words:
                    print(f"seed {seed}: {path.name} has {words}", flush=True)
        if seed % 50 == 49:
            print(f"{seed + 1 - chosen.seed} campaigns, {time.process_time():.0f} s: {found} leaks", flush=True)
    print(f"{chosen.campaigns} campaigns, {searched.total()} files {dict(searched)}: {found} leaks")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
