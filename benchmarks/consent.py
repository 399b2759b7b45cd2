"""How many ways of writing a withheld name are found, and how many honest sentences are stopped; prints both.

Run it with ``.venv/bin/python benchmarks/consent.py``. The ways, names and sentences are those of
``tests/support/writings.py``, all of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.withheld import withholding
from support.writings import HONEST_PEOPLE, KINDS, NAMES, cases, honest

SENTENCES = 2000


def main() -> int:
    """Print what was found, by kind where something was missed; 1 when that is too little or too much."""
    letters = {"en": withholding("arrests"), "fr": withholding("en-francais")}
    missed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    count = 0
    for name, kind, _, line in cases():
        count += 1
        found = letters["en"].found(line, name)
        missed[kind] += not found
        asked[kind] += bool(found) and not letters["en"].stops(line, name)
    print(f"{count} writings of {len(NAMES)} names in {len(KINDS) + 2} ways: {missed.total()} missed {dict(+missed)}")
    print(f"of those found, asked about and not stopped: {asked.total()} {dict(+asked)}")
    stopped = [line for language, line in honest(SENTENCES) if letters[language].stops(line, *HONEST_PEOPLE)]
    print(f"{SENTENCES} honest sentences: {len(stopped)} stopped {Counter(stopped).most_common(5)}")
    return int(bool(missed.total()) or len(stopped) > SENTENCES / 200)


if __name__ == "__main__":
    sys.exit(main())
