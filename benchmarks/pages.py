"""Every page there can be: all letterheads, languages, one to six organisations and sixty lengths, laid out.

Run it with ``.venv/bin/python benchmarks/pages.py [--step N] [--of KEY]``; whole, it takes half an hour of CPU time. No
PDF is written. It prints each letter that breaks badly or has a short line as it comes; at the end, or when it is
interrupted, what reaches over the paper or into a margin, the shortest line that another of its paragraph follows (as a
part of its measure), the median of characters a line, and how badly the letters break before and after they are fitted,
as `letterkit.typeset.fit` reckons it. The lengths come in an order in which any part of them is spread over all.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from support.library import library_of
from weasyprint import Document

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.compose.addressing import salutation_and_close
from letterkit.letter.compose.sheet import make_sheet
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read
from letterkit.typeset import fit, pdf
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.typeset import typeset

ROOT = Path(__file__).resolve().parent.parent
HEADS = ("aflcio", "etuc", "industriall", "ituc", "ituc-etuc", "perc", "specimen")
WRITERS = ("ituc", "etuc", "perc", "industriall", "aflcio", "specimen")
SPREAD = [(23 * at) % 61 for at in range(1, 61)]
"""The lengths from 1 to 60 sentences, neighbours far from each other."""
SHORTEST = 0.6


@dataclass
class Found:
    """What was found: of each letter how badly it broke before and after, its lines, and what was said of it."""

    before: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    layouts: list[int] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    medians: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    said: Counter[str] = field(default_factory=Counter)


@cache
def sheets(name: str, language: str, number: int) -> tuple[Sheet, str, str]:
    """The specimen of a letterhead with so many writers, its salutation and its close."""
    library = library_of()
    campaign = read(next(iter(library.files("specimen.yml").values())), library)
    key, house = Scalar("preview"), library.letterhead(name)
    own = tuple(map(str, house.joint)) or (name,)
    writers = (*own, *(one for one in WRITERS if one not in own))[:number]
    plan = campaign.letters[key].model_copy(update={"from_": tuple(map(Scalar, writers)), "letterhead": Scalar(name)})
    campaign = campaign.model_copy(update={"letters": {**campaign.letters, key: plan}})
    begins = [term.from_ for one in writers for term in library.letterhead(one).officers.values()]
    begins += [roster.from_ for roster in house.rosters]
    day = max(filter(None, [plan.date, *begins]), default=None)
    letter = resolve(campaign, key, library, date=day, language=language)
    return make_sheet(letter, letter.language), *salutation_and_close(letter, letter.language)


def text_of(language: str, sentences: int) -> str:
    """The specimen's sentences, over and over, in paragraphs of four, with a list in the middle."""
    text = (ROOT / f"templates/letterheads/base/specimen.{language}.md").read_text("utf-8")
    own = [one for one in re.split(r"(?<=[.?!])\s+(?:- )?", text.replace("\n\n", " ")) if len(one) > 20]
    all_ = [own[at % len(own)].lstrip("- ") for at in range(sentences)]
    paragraphs = [" ".join(all_[at : at + 4]) for at in range(0, sentences, 4)]
    if sentences > 6:
        items = "\n".join(f"- {own[(sentences + at) % len(own)]}" for at in range(2 + sentences % 4))
        paragraphs.insert(len(paragraphs) // 2, items)
    return "\n\n".join(paragraphs)


def lines_of(document: Any) -> Iterator[tuple[float, int]]:
    """Each line of the text that another of its paragraph follows: its part of the measure, and its characters."""
    lines: dict[Any, list[tuple[float, int]]] = defaultdict(list)

    def walk(box: Any, within: bool, block: Any) -> None:
        element = getattr(box, "element", None)
        within = within or (element is not None and element.get("id") == "text")
        if str(getattr(box, "element_tag", "")).endswith("::marker"):
            return
        if within and type(box).__name__ == "LineBox":
            texts = list(texts_in(box))
            if text := "".join(one.text for one in texts).strip():
                width = max(one.position_x + one.width for one in texts) - min(one.position_x for one in texts)
                lines[block.element].append((width / block.width, len(text)))
            return
        for child in getattr(box, "children", ()):
            walk(child, within, box if element is not None else block)

    for page in document.pages:
        walk(page._page_box, False, None)
    for one in lines.values():
        yield from one[:-1]


def texts_in(box: Any) -> Iterator[Any]:
    """The boxes of text below a box."""
    if type(box).__name__ == "TextBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from texts_in(child)


def measure(found: Found, sheet: Sheet, text: str, case: str, laid_out: list[Any], seen: list[float]) -> None:
    """Lay a letter out and note what is found."""
    laid_out.clear()
    seen.clear()
    try:
        problems = typeset(sheet, text, templates=[ROOT / "templates"], proof=False).problems
    except UserError as error:
        problems = error.problems
    for one in problems:
        found.said[f"{one.code} {case.rpartition(' ')[0]}: {one.message}"] += 1
    if not laid_out:
        return
    before, *_, after = seen
    found.layouts.append(len(seen) - 1)
    found.before.append(before)
    found.after.append(after)
    lines = list(lines_of(laid_out[-1]))
    least = min((ratio for ratio, _ in lines), default=1.0)
    found.ratios.append(least)
    found.medians[case.split()[0]] += [count for _, count in lines]
    if after or least < SHORTEST:
        print(f"{case}: {before:.2f} before, {after:.2f} after; shortest line {least:.2f}", flush=True)


def main() -> int:
    """Print the measures; 1 when ink is outside, or more than one letter in a hundred breaks badly."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--step", type=int, default=1, help="only each N-th length")
    parser.add_argument("--of", choices=HEADS, help="only this letterhead")
    options = parser.parse_args()
    found, laid_out, seen, chosen = Found(), [], [], fit.choose

    def choose(pages_with: Callable[[fit.Fit], fit.Pages]) -> fit.Fit:
        judged: dict[fit.Fit, float] = {}

        def judge(setting: fit.Fit) -> fit.Pages:
            pages = pages_with(setting)
            judged[setting] = fit.badness(pages, setting)
            return pages

        best = chosen(judge)
        seen[:] = [*judged.values(), judged[best]]
        return best

    def written(document: Any, **_: Any) -> bytes:
        laid_out.append(document)
        return b""

    pdf.choose = choose
    Document.write_pdf = written
    heads = [options.of] if options.of else HEADS
    with suppress(KeyboardInterrupt):
        for length, name, language, number in product(SPREAD[:: options.step], heads, ("en", "fr"), range(1, 7)):
            sheet, salutation, close = sheets(name, language, number)
            text = f"{salutation}\n\n{text_of(language, length)}\n\n{close}\n"
            measure(found, sheet, text, f"{name} {language} {number} {length}", laid_out, seen)
    return told(found)


def told(found: Found) -> int:
    """Print what was found."""
    count = len(found.after)
    outside = sum(number for said, number in found.said.items() if said.startswith(("LK946", "LK947")))
    bad = sum(badness > 0 for badness in found.after)
    print(f"{count} letters in {sum(found.layouts)} layouts, {max(found.layouts)} at most; {outside} with ink outside")
    print(f"badly broken: {sum(one > 0 for one in found.before)} before, {bad} after;", end=" ")
    print(f"badness {sum(found.before):.1f} before, {sum(found.after):.1f} after")
    print(f"shortest line {min(found.ratios):.2f}; letters with one below {SHORTEST}:", end=" ")
    print(sum(ratio < SHORTEST for ratio in found.ratios))
    print("characters a line: " + ", ".join(f"{name} {median(all_):g}" for name, all_ in found.medians.items()))
    for said, number in found.said.most_common():
        print(f"{number} times {said}")
    return int(bool(outside) or bad * 100 > count)


if __name__ == "__main__":
    sys.exit(main())
