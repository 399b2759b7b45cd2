"""How the claims ledger judges altered letters: facts made wrong, and honest sentences; prints the figures by kind.

Run it with ``.venv/bin/python benchmarks/claims.py``; it takes some minutes.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support.alterations import Alteration, Sample, judged, samples  # noqa: E402
from support.honest import honest  # noqa: E402
from support.wrong import wrong  # noqa: E402


def measured(name: str, make: Callable[[Sample], Iterator[Alteration]], told: tuple[Sample, ...]) -> None:
    """Judge every alteration once, and print how many of each kind are contradicted, noted or silent."""
    every = {(one.old, one.new, one.sample.language): one for sample in told for one in make(sample)}
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in every.values():
        verdicts[f"{one.kind} ({one.sample.language})"][judged(one)[0]] += 1
    whole = sum(verdicts.values(), Counter[str]())
    for kind, found in sorted(verdicts.items()):
        print(f"  {kind:<18} {dict(found)}")
    shares = ", ".join(f"{verdict} {count} ({count / whole.total():.1%})" for verdict, count in whole.most_common())
    print(f"{name}: {whole.total()}: {shares}")


def main() -> None:
    """Both kinds of alteration of all campaigns of the repository."""
    told = samples()
    measured("wrong facts", wrong, told)
    measured("honest sentences", honest, told)


if __name__ == "__main__":
    main()
