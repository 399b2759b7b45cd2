"""What letterkit costs for many letters beside the plain ways to do the same: a table of ratios, as of ``speed.py``.

The letters are 60 different ones of two pages, five on a letterhead; and those of senders to targets, which share their
bodies. The plain ways are a loop of ``HTML(...).write_pdf()`` over the very pages that letterkit sets, and, where the
package ``typst`` is installed (``pip install typst``), Typst setting the same texts plainly in one process. All times
are those of the processor in one process, so they say what one core does; but for those by the clock, which need a
machine that does nothing else.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path

from speed import LETTERKIT, LETTERS, SCRIPT, campaign_of, cost, pages_of, ratio

RUNS = 2
TARGETS = 4
TELLING = 5
"""Letters that tell one fact, where one is changed."""
TYPST = """
import sys
import typst
for path in sys.argv[1:]:
    typst.compile(path, output=path + ".pdf", pdf_standards=["a-3a"])
"""
MEMORY = """
import resource, sys
from letterkit.cli.main import cli
from letterkit.pipeline.batch import run
kept, sizes = run.BatchRun._added, []
def added(self, entry):
    sizes.append(int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize())
    return kept(self, entry)
run.BatchRun._added = added
try:
    cli.main(sys.argv[1:], standalone_mode=False)
except SystemExit:
    pass
open("sizes.txt", "w").write(" ".join(map(str, sizes)))
"""


def on_letterheads(letters: int, folder: Path, name: str = "different", telling: int = 1) -> Path:
    """A campaign of so many different letters, five of each sender; so many are ``telling`` each fact."""
    text = campaign_of(letters, 2 * letters // telling)
    senders = "".join(_sender(at) for at in range((letters + 4) // 5))
    for at in range(letters):
        text = text.replace(f"{{from: ituc, to: t{at},", f"{{from: s{at // 5}, to: t{at},")
    path = folder / f"{name}.yml"
    path.write_text(text.replace("demands: [", f"senders:\n{senders}demands: [", 1), encoding="utf-8")
    return path


def to_targets(letters: int, folder: Path, name: str = "shared") -> Path:
    """A campaign in which so many letters come from senders in a spreadsheet to each of some targets."""
    text = campaign_of(1, 4)
    body = (
        text.partition("letters:\n")[2]
        .replace("  l0:", "  l:")
        .replace("from: ituc, to: t0", "from-each: all, to-each: all")
    )
    head = text.partition("targets:\n")[0]
    targets = "".join(f"  t{at}: {{office: Minister {at}, of: Republic of Kazakhstan}}\n" for at in range(TARGETS))
    senders = f"senders: {{file: {name}.csv}}\n"
    path = folder / f"{name}.yml"
    path.write_text(f"{head}{senders}targets:\n{targets}demands: [release: p0]\nletters:\n{body}", encoding="utf-8")
    write_senders(folder / f"{name}.csv", letters // TARGETS)
    return path


def write_senders(path: Path, count: int, members: int = 1000) -> None:
    """A spreadsheet of senders, the last of which has so many members."""
    rows = [
        "key,letterhead,name,place,address,figures.as-of,figures.members,speaks-for,signatory.name,signatory.office"
    ]
    for at in range(count):
        own = members if at == count - 1 else 500 + at
        town = f"Town {chr(65 + at // 26 % 26)}{chr(97 + at % 26)}"
        rows.append(
            f"s{at},base,Union of Workers of {town},{town},{at} Main Street,2016-01-01,{own},workers,Jan Berg,President"
        )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _sender(at: int) -> str:
    name = f"Union of Workers of Town {chr(65 + at // 26 % 26)}{chr(97 + at % 26)}"
    who = "signatory: {name: Jan Berg, office: President}"
    return f"  s{at}: {{letterhead: base, name: {name}, place: Brussels, address: [{at} Main Street], {who}}}\n"


def in_typst(pages: Sequence[Path]) -> list[Path]:
    """The texts of pages as plain sources for Typst, two pages each."""
    written = []
    for page in pages:
        body = page.read_text(encoding="utf-8").partition("<body")[2]
        found = re.findall(r"<p\b.*?</p>", body, re.DOTALL)
        texts = (unescape(re.sub(r"<[^>]+>", " ", part)) for part in found)
        lines = [re.sub(r"([\\\\#$*_`<>@=\[\]~/+-])", r"\\\\\1", " ".join(text.split())) for text in texts]
        begin = '#set page(paper: "a4", margin: 30mm, numbering: "1")\n#set text(size: 11pt, lang: "en")\n'
        source = begin + '#set document(title: "Letter")\n\n'
        path = page.with_suffix(".typ")
        path.write_text(source + "\n\n".join(lines), encoding="utf-8")
        written.append(path)
    return written


def main() -> None:
    """Print the table; an argument takes so many letters instead of `LETTERS`."""
    sys.stdout.reconfigure(line_buffering=True)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        different, shared = on_letterheads(count, folder), to_targets(count, folder)

        def batch(campaign: Path, output: str) -> Callable[[], float]:
            return lambda: cost(LETTERKIT, ["batch", campaign, "--jobs", "1", "--output", output], folder)

        def fresh(campaign: Path, jobs: int = 1) -> Callable[[], float]:
            def run() -> float:
                with tempfile.TemporaryDirectory(dir=folder) as output:
                    command = ["batch", campaign, "--jobs", jobs, "--no-cache", "--output", output]
                    return cost(LETTERKIT, command, folder)

            return run

        def one_record() -> float:
            write_senders(folder / "shared.csv", count // TARGETS, changed.pop())
            return batch(shared, "shared")()

        def one_fact() -> float:
            text = told.read_text(encoding="utf-8")
            told.write_text(text.replace("by: the police", "by: the soldiers", 1), encoding="utf-8")
            return batch(told, "told")()

        def row(what: str, against: str, one: Callable[[], float], other: Callable[[], float]) -> None:
            print(f"| {what} | {against} |", ratio(one, other, RUNS), "|")

        print("| what | against | ratio | seconds | seconds of the other |")
        print("| --- | --- | --- | --- | --- |")
        changed = [2000 + at for at in range(RUNS)]
        for campaign, what in ((different, f"{count} different letters"), (shared, "senders to targets")):
            (folder / campaign.stem).mkdir(exist_ok=True)
            pages = pages_of(campaign, folder / campaign.stem)

            def loop(pages: Sequence[Path] = pages) -> float:
                return cost(SCRIPT, pages, folder)

            row(f"`batch`, {what}", "loop", fresh(campaign), loop)
            batch(campaign, campaign.stem)()
            row(f"`batch`, {what}, unchanged", "loop", batch(campaign, campaign.stem), loop)
            row(f"`batch --jobs 2`, {what}, by the clock", "loop", by_clock(fresh(campaign, 2)), by_clock(loop))
            if importlib.util.find_spec("typst"):
                sources = in_typst(pages)
                row(f"loop, {what}", "Typst", loop, lambda sources=sources: cost(TYPST, sources, folder))
        row(f"`batch`, one record of {count // TARGETS} changed", "all of it", one_record, fresh(shared))
        many, few = to_targets(6 * count, folder, "many"), to_targets(count, folder, "few")
        growth(many, folder)
        batch(few, "few")()
        told = on_letterheads(6 * count, folder, "told", TELLING)
        batch(told, "told")()
        row(f"`batch` of {6 * count} letters, one fact changed that {TELLING} tell", "all of it", one_fact, fresh(told))
        row(f"`batch` of {6 * count} letters, unchanged", f"{count} letters", batch(many, "many"), batch(few, "few"))


def by_clock(run: Callable[[], float]) -> Callable[[], float]:
    """What a run takes by the clock."""

    def timed() -> float:
        begin = time.perf_counter()
        run()
        return time.perf_counter() - begin

    return timed


def growth(campaign: Path, folder: Path) -> None:
    """Print how much the memory grows over the letters of a campaign, once the first fifty are made."""
    arguments = ["batch", campaign, "--jobs", "1", "--output", campaign.stem]
    cost(MEMORY, arguments, folder)
    sizes = [int(size) for size in (folder / "sizes.txt").read_text(encoding="utf-8").split()]
    grown = (sizes[-1] - sizes[min(50, len(sizes) // 2)]) / 1e6
    print(f"| memory, megabytes more after {len(sizes)} letters than after 50 | | {grown:.1f} | | |")


if __name__ == "__main__":
    main()
