"""How well random letters break into pages; prints those that do not, and what it cost to find out.

Run it with ``.venv/bin/python benchmarks/fit.py [LETTERS [SEED]]``. A letter breaks badly when its last page has fewer
than four lines of text above the close, when a page before it ends early, and when a page begins with the last item of
a list or ends with the first. What it counts is what `letterkit.typeset.fit` goes by; the settings that were laid out
follow, each with how badly the letter broke.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.sheets import LETTERS, TWO_PAGES, set_letter

from letterkit.typeset import fit, pdf

WORDS = re.findall("[a-z]{2,}", TWO_PAGES)


def letter_of(random_: random.Random) -> str:
    """A letter of four to eleven paragraphs, most with a list somewhere."""

    def sentences(least: int, most: int, words: tuple[int, int]) -> str:
        count = random_.randint(least, most)
        made = (" ".join(random_.choices(WORDS, k=random_.randint(*words))) for _ in range(count))
        return " ".join(f"{one.capitalize()}." for one in made)

    blocks = [sentences(1, 7, (6, 30)) for _ in range(random_.randint(4, 11))]
    if random_.random() < 0.7:
        items = "\n".join(f"- {sentences(1, 2, (8, 25))}" for _ in range(random_.randint(2, 7)))
        blocks.insert(random_.randint(1, len(blocks)), items)
    return "\n\n".join(["Dear President:", *blocks, "Sincerely,"])


def main() -> int:
    """Print the letters that break badly; 1 when they are more than one in a hundred."""
    count, seed = (int(text) for text in (*sys.argv[1:], "100", "1")[:2])
    seen: dict[fit.Fit, float] = {}
    taken: list[float] = []
    chosen = fit.choose

    def choose(pages_with: Callable[[fit.Fit], fit.Pages]) -> fit.Fit:
        def judged(setting: fit.Fit) -> fit.Pages:
            pages = pages_with(setting)
            seen[setting] = fit.badness(pages, setting)
            return pages

        best = chosen(judged)
        taken.append(seen[best])
        return best

    pdf.choose = choose
    random_ = random.Random(seed)
    layouts: list[int] = []
    for number in range(count):
        name = random_.choice(sorted(LETTERS))
        seen.clear()
        set_letter(LETTERS[name][0], letter_of(random_))
        layouts.append(len(seen))
        if taken[-1]:
            told = ", ".join(f"{badness:.2f} with {setting.air:.2f} of the space" for setting, badness in seen.items())
            print(f"letter {number} on {name}, {taken[-1]:.2f}: {told}")
    bad = sum(badness > 0 for badness in taken)
    print(f"{count} letters: {bad} break badly, all together {sum(taken):.2f}")
    print(f"{sum(layouts)} layouts, {max(layouts)} at most for one")
    return int(bad * 100 > count)


if __name__ == "__main__":
    sys.exit(main())
