"""What letterkit costs beside the plain ways to do the same: a table of ratios. Run it with ``make bench``.

Both ways of a pair run in turn, as processes of their own, so that a busy machine slows both. Time is that of the
processor, the median of several runs. The plain ways get the very pages that letterkit sets: a script that does nothing
but ``HTML(...).write_pdf()``, and a loop of it. Where they are on the path, two programs are measured as well: RenderCV
with its own sample (``pip install 'rendercv[full]'``), and pandoc with WeasyPrint, which gets the text of the letter.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from letterkit.schema.library import open_library
from letterkit.schema.templates import shipped_templates
from letterkit.typeset import typeset as typesetting
from letterkit.typeset.assets import file_of
from letterkit.typeset.fit import NATURAL

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
LETTERS = 60
PARAGRAPHS = 6
"""They make a letter of two pages."""

SCRIPT = """
import sys
from weasyprint import HTML
for path in sys.argv[1:]:
    HTML(path).write_pdf(path + ".pdf", pdf_variant="pdf/a-3a")
"""
LETTERKIT = "from letterkit.cli.process import run; run()"
GIVEN = ("Amina", "Bolat", "Dana", "Erlan", "Fatima", "Hassan", "Leila", "Murat", "Nurlan", "Rustam", "Saule", "Umit")
PARTS = ("bar", "kan", "mur", "tel", "son", "dau", "gim", "rol", "pes", "zat", "nur", "lok")


def campaign_of(letters: int, people: int) -> str:
    """A campaign of so many letters of two pages, each about two people of its own while there are enough."""
    lines = ["campaign: Arrests in the ports", "country: KZ"]
    lines += ["sources:", "  note: {title: Note of the union, date: 2017-02-15}", "people:"]
    for at in range(people):
        surname = (PARTS[at // 144 % 12] + PARTS[at // 12 % 12] + PARTS[at % 12] + "ov").capitalize()
        lines += [
            f"  p{at}:",
            f"    name: {GIVEN[at % 12]} {surname}",
            f"    gender: {'female' if at % 2 else 'male'}",
            "    publish: yes",
            f"    acts: [{{arrested: 2017-01-{at % 28 + 1:02}, by: the police, source: note}}]",
        ]
    lines += ["targets:"]
    lines += [f"  t{at}: {{office: Minister {at}, of: Republic of Kazakhstan}}" for at in range(letters)]
    lines += ["demands: [release: p0]", "letters:"]
    for at in range(letters):
        one, two = f"p{2 * at % people}", f"p{(2 * at + 1) % people}"
        told = ", ".join(f"[text: {_paragraph(at, number)}]" for number in range(PARAGRAPHS))
        lines += [
            f"  l{at}:",
            f"    {{from: ituc, to: t{at}, date: 2017-03-01, subject: Arrests in the ports, about: [{one}.arrested],",
            f"    facts: [[{one}.arrested, {two}.arrested], {told}],",
            f"    demands: [release: [{one}, {two}]]}}",
        ]
    return "\n".join(lines) + "\n"


def _paragraph(letter: int, number: int) -> str:
    """A paragraph of nine sentences that no other letter has."""
    return " ".join(
        f"In port {letter} the union saw {part} trucks on day {number + 1} of that week." for part in range(2, 11)
    )


def pages_of(campaign: Path, folder: Path) -> list[Path]:
    """The pages of a campaign's letters as files that need nothing of letterkit."""
    from letterkit.pipeline.draft import draft
    from letterkit.pipeline.plan import plan

    written: list[Path] = []
    press = typesetting.press

    def kept(
        sheet: object, html_in: Callable[[object], str], css: str, fonts: object, search: Sequence[Path], *rest: object
    ):
        def inlined(text: str) -> str:
            text = re.sub(
                r'@import url\("([^"]+)"\);',
                lambda found: inlined(file_of(f"asset://letterhead/{found[1]}", search).read_text(encoding="utf-8")),
                text,
            )
            return re.sub(r'asset://[^"\')\s]+', lambda found: file_of(found[0], search).as_uri(), text)

        sheets = inlined('@import url("letter.css");') + inlined(css)
        html = re.sub(r"<link[^>]*letter\.css[^>]*>", lambda _: f"<style>{sheets}</style>", html_in(NATURAL))
        path = folder / f"page-{len(written)}.html"
        path.write_text(inlined(html), encoding="utf-8")
        written.append(path)
        return press(sheet, html_in, css, fonts, search, *rest)

    typesetting.press = kept
    try:
        library = open_library(folder)
        jobs, _ = plan([campaign], library, folder / "pages")
        for job in jobs:
            outcome = draft(job, library)
            assert outcome.pdf, outcome.problems
    finally:
        typesetting.press = press
    return written


def cost(code: str, arguments: Sequence[object], folder: Path) -> float:
    """The processor time of a process of Python, in seconds."""
    return spent([sys.executable, "-c", code, *map(str, arguments)], folder)


def spent(command: Sequence[str], folder: Path) -> float:
    """The processor time of a command, in seconds."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "LETTERKIT_CACHE": str(folder / "cache")}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime


def ratio(one: Callable[[], float], other: Callable[[], float], runs: int = RUNS) -> str:
    """What the one costs, with the other as 1, and both in seconds."""
    pairs = [(one(), other()) for _ in range(runs)]
    first, second = (statistics.median(times) for times in zip(*pairs, strict=True))
    return f"{first / second:.2f} | {first:.2f} | {second:.2f}"


def programs(draft: Path, folder: Path) -> Iterator[tuple[str, Callable[[], float]]]:
    """Programs that make a PDF of text, as far as they are on the path, and what each costs."""
    if shutil.which("rendercv"):
        spent(["rendercv", "new", "Jane Roe"], folder)
        nothing_else = [f"--dont-generate-{what}" for what in ("markdown", "html", "png")]
        sample = ["rendercv", "render", "Jane_Roe_CV.yaml", *nothing_else]
        spent(sample, folder)  # it asks the network for its icons, and makes no PDF without them
        made = (folder / "rendercv_output" / "Jane_Roe_CV.pdf").is_file()
        yield from [("`rendercv render` of its sample, PDF only", lambda: spent(sample, folder))] if made else []
    if shutil.which("pandoc") and shutil.which("weasyprint"):
        page = ["pandoc", str(draft), "--pdf-engine", "weasyprint", "-o", "pandoc.pdf"]
        yield "pandoc with WeasyPrint, the same text", lambda: spent(page, folder)


def main() -> None:
    """Print the table; an argument takes so many letters instead of `LETTERS`."""
    sys.stdout.reconfigure(line_buffering=True)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LETTERS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = {"one": (1, 4), "some": (count, 2 * count), "people-500": (1, 500), "people-1500": (1, 1500)}
        files = {key: folder / f"{key}.yml" for key in (*sizes, "letters-200")}
        for key, (letters, people) in (*sizes.items(), ("letters-200", (200, 400))):
            files[key].write_text(campaign_of(letters, people), encoding="utf-8")
        page = pages_of(files["one"], folder)
        pages = pages_of(files["some"], folder)

        def letterkit(*arguments: object) -> Callable[[], float]:
            return lambda: cost(LETTERKIT, arguments, folder)

        def script(paths: Sequence[Path]) -> Callable[[], float]:
            return lambda: cost(SCRIPT, paths, folder)

        def fresh(key: str) -> Callable[[], float]:
            def run() -> float:
                with tempfile.TemporaryDirectory(dir=folder) as output:
                    return cost(LETTERKIT, ["draft", files[key], "--no-cache", "--output", output], folder)

            return run

        def anew(*arguments: object) -> Callable[[], float]:
            def run() -> float:
                shutil.rmtree(folder / "cache" / "results", ignore_errors=True)
                return cost(LETTERKIT, arguments, folder)

            return run

        letterkit("draft", files["one"])()
        letterkit("draft", files["some"])()
        print("| what | against | ratio | seconds | seconds of the other |")
        print("| --- | --- | --- | --- | --- |")
        print("| `draft` of one letter | script, one page |", ratio(fresh("one"), script(page)), "|")
        print(
            "| the same again, unchanged | script, one page |",
            ratio(letterkit("draft", files["one"]), script(page)),
            "|",
        )
        for program, plainly in programs(folder / "output" / "one" / "l0.md", folder):
            print(f"| `draft` of one letter | {program} |", ratio(fresh("one"), plainly), "|")
        for shown, arguments in (
            ("`--help`", ["--help"]),
            ("`clauses`", ["clauses"]),
            ("`law KZ`", ["law", "KZ"]),
            ("`check` of one letter", ["check", files["one"]]),
        ):
            letterkit(*arguments)()
            print(f"| {shown}, asked again | script, one page |", ratio(letterkit(*arguments), script(page)), "|")
            print(f"| {shown}, for the first time | script, one page |", ratio(anew(*arguments), script(page)), "|")
        print(f"| `draft` of {count} letters | loop |", ratio(fresh("some"), script(pages), 3), "|")
        print("| the same again, unchanged | loop |", ratio(letterkit("draft", files["some"]), script(pages), 3), "|")
        many, few = anew("check", files["letters-200"]), anew("check", files["some"])
        print(f"| `check` of 200 letters | `check` of {count} |", ratio(many, few, 3), "|")
        many, few = anew("check", files["people-1500"]), anew("check", files["people-500"])
        print("| `check` of 1,500 people | `check` of 500 |", ratio(many, few, 3), "|")


if __name__ == "__main__":
    assert shipped_templates().is_dir()
    main()
