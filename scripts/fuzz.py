"""Try whether anything that users can have in their files ends in a fault of letterkit: `make fuzz`.

A small campaign, its draft, what is remembered of it, the register of its approvals, its signed PDF, a letterhead and
its pictures are damaged at random, a few places at a time, or a draft is given a paragraph of one pattern repeated,
and a command is run on them. A fault (LK999), a run that takes too long or too much memory, or a way out without a
known exit code is printed with the seed that repeats it, and kept as a folder.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
SLOW, MEMORY = 60, 3 << 30
# Somebody stopped the whole of it, by the keyboard or with SIGTERM: the command that was being tried took the signal.
STOPPED = (130, 143)
CAMPAIGN = """campaign: Example
country: KZ
sources:
  note: {title: A note, date: 2017-01-20}
organisations:
  union: {name: Free Union, short: FU, article: the, acts: [{registered: 2016-02, source: note}]}
people:
  alia:
    name: Alia Bek
    gender: female
    office: president
    of: union
    publish: yes
    acts:
    - {detained: 2017-01-20, place: Astana, for: calling a strike, source: note}
  omar: {name: Omar Sadykov, gender: male, publish: no, acts: [{dismissed: 2017-01-19, source: note}]}
  crowd: {noun: workers, count: 19, acts: [{rally: 2017-01-19, object: higher pay, source: note}]}
targets:
  president: {name: Nursultan Nazarbayev, gender: male, office: President, of: Republic, address: [Astana]}
occasions:
  council: {name: Council, date: 2017-02-26}
demands:
- release: alia
- text: to publish the report
approvals:
  legal: Ines Okoro
  head: {by: Marit Holm, delegates: {to: Jon Dale, from: 2017-01-01}}
letters:
  one:
    form: protest
    from: ours
    to: president
    date: 2017-01-23
    subject: Release Alia Bek
    facts: [[alia.detained, crowd.rally, {text: Nobody has seen her since.}], [omar.dismissed]]
"""
LETTERHEAD = """name: Federation of Harbour Unions
short: FHU
place: Rotterdam
language: en
address: [1 Example Quay, Rotterdam]
contacts: [office@example.org, {label: Tel, text: +31 0}]
speaks-for: workers in ports
signs: secretary
officers:
  secretary: {name: Marit Holm, gender: female, office: General Secretary, head: yes}
figures:
- {as-of: 2014-01-01, members: 640000, countries: 31}
style:
  en: {spelling: british, close: Yours sincerely}
look: {logo: logo.svg}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z" fill="#123456"/></svg>\n'
DECIDE = ("c.yml", "one", "--as")
COMMANDS = (
    *(["check"], ["draft"], ["diff"], ["history"], ["explain"], ["pdf"], ["draft", "--dry-run"], ["status"]),
    *(["pdf", "--for", "review"], ["pdf", "--for", "sending"], ["verify", "output/c/one-sending.pdf"]),
    *(["approve", *DECIDE, "head", "--by", "Jon Dale"], ["reject", *DECIDE, "legal", "--by", "Ines Okoro"]),
    ["reply", "c.yml", "one", "--date", "2017-02-01", "--says", "nothing"],
)
# What people and programs put into files by mistake.
BITS = (
    *(
        "",
        "\n",
        "\n\n",
        " ",
        "\t",
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "|",
        ">",
        "#",
        "&a ",
        "*a",
        "!!x ",
        "<<: ",
    ),
    *(
        "null",
        "~",
        "yes",
        "0",
        "-1",
        "9" * 30,
        "9" * 5000,
        "1e999",
        "2017-02-30",
        "9999-12-31",
        "0001-01-01",
        "by ",
        "/",
    ),
    *(
        "\0",
        "\ufeff",
        "\u202e",
        "\u200b",
        "\ue000",
        "\u0301",
        "é",
        "工",
        "😀",
        "ﷺ",
        "ß",
        "İ",
        "\u2028",
        "\r",
        "\x1b[0m",
    ),
    *(
        "{{ 7 }}",
        "{% for x in y %}",
        "{{",
        "%}",
        "<b>",
        "<!--",
        "-->",
        "<script>",
        "&amp;",
        "&#0;",
        "![a](b.png)",
        "](x)",
    ),
    *("[a]: b", "**", "__", "~~", "```", "> " * 50, "|a|b|\n|-|-|\n", "1. ", "99999999999. ", "---\n", "***", "\\"),
    *(
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>",
        "&a;",
        "<?xml version='1.0' encoding='UTF-7'?>",
        "<use href='#a'/>",
        "A" * 3000,
    ),
    *(
        "no",
        "alia",
        "a, b",
        "../../etc/passwd",
        "/dev/null",
        "http://[",
        "a@b",
        "\u0660\u0661",
        "²",
        "½",
        "Ⅷ",
        "M. ",
        "No. ",
    ),
)


def main() -> int:
    """Try for a while; gives the number of faults found, or 130 or 143 when somebody stopped it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=600, help="CPU time to spend")
    options.add_argument("--seed", type=int, default=None, help="try only this one")
    chosen = options.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _too_slow)
    start = tempfile.mkdtemp(prefix="fuzz-")
    base = Path(start) / "base"
    _lay_out(base)
    first = chosen.seed if chosen.seed is not None else random.randrange(10**9)
    faults: list[str] = []
    seed, begun = first, time.process_time()
    stopped = 0
    while time.process_time() - begun < chosen.seconds and (chosen.seed is None or seed == first):
        try:
            fault = _try(base, Path(start) / "try", seed)
        except (SystemExit, KeyboardInterrupt) as leaving:
            stopped = leaving.code if isinstance(leaving, SystemExit) and isinstance(leaving.code, int) else STOPPED[0]
            break
        if fault:
            kept = Path(start) / f"seed-{seed}"
            shutil.copytree(Path(start) / "try", kept, symlinks=True)
            if fault not in faults:
                print(f"seed {seed}: {fault} ({kept})", flush=True)
            faults.append(fault)
        seed += 1
    print(f"{seed - first} tries from seed {first}: {len(faults)} faults, {len(set(faults))} of them different")
    if not faults:
        shutil.rmtree(start)
    return stopped or min(len(faults), 100)


def _lay_out(folder: Path) -> None:
    """A workspace with a campaign, a letterhead, a draft that a person has edited, and what is remembered of it."""
    from PIL import Image
    from support.authority import PASSPHRASE, self_made

    head = folder / "templates/letterheads/ours"
    head.mkdir(parents=True)
    (folder / "c.yml").write_text(CAMPAIGN)
    (head / "letterhead.yml").write_text(LETTERHEAD)
    (head / "logo.svg").write_text(SVG)
    Image.new("RGB", (8, 4), "navy").save(head / "logo.png")
    for _ in range(2):
        code, said = _run(folder, ["draft", "c.yml"])
        if code:
            raise SystemExit(f"the campaign to begin with has problems:\n{said}")
        draft = folder / "output/c/one.md"
        draft.write_text(draft.read_text().replace("Nobody", "Still nobody"))
    for role, person in (("legal", "Ines Okoro"), ("head", "Marit Holm")):
        code, said = _run(folder, ["approve", "c.yml", "one", "--as", role, "--by", person])
        if code:
            raise SystemExit(f"the letter to begin with cannot be approved:\n{said}")
    os.environ["LETTERKIT_PASSPHRASE"] = PASSPHRASE
    key = self_made(folder / "key.p12", "Marit Holm")
    code, said = _run(folder, ["sign", "c.yml", "one", "--as", "secretary", "--key", str(key)])
    if code:
        raise SystemExit(f"the letter to begin with cannot be signed:\n{said}")


def _try(base: Path, folder: Path, seed: int) -> str:
    """What is wrong with how letterkit takes the damage of a seed, "" for nothing."""
    chance = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder, symlinks=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in KINDS)
    for path in chance.sample(files, chance.choice((1, 1, 1, 2))):
        KINDS[path.suffix](chance, path)
    command = chance.choice(COMMANDS)
    arguments = command if "c.yml" in command or command[0] == "verify" else [*command, "c.yml"]
    try:
        code, said = _run(folder, arguments)
    except MemoryError:
        return f"{command[0]}: out of memory"
    except _TooSlowError as slow:
        return f"{command[0]}: more than {SLOW} s, {slow}"
    if code in STOPPED:
        raise SystemExit(code)
    found = re.search(r"LK999: (.*)", said)
    if found or code not in (0, 1, 2):
        return f"{command[0]}: exit {code}, {found[1] if found else said[-300:]}"
    return ""


def _damage_text(chance: random.Random, path: Path) -> None:
    if chance.random() < 0.05:
        path.unlink()
        path.symlink_to(path.name)
        return
    text = path.read_bytes().decode()
    if path.suffix == ".md" and chance.random() < 0.3:
        from support.repeats import pattern, repeated

        at = text.find("\n\n", chance.randrange(len(text)))
        text = f"{text[:at]}\n\n{repeated(pattern(chance), 12_000)}\n\n{text[at:]}"
    for _ in range(chance.choice((1, 1, 2, 5))):
        lines = text.split("\n")
        at, number = chance.randrange(len(text) + 1), chance.randrange(len(lines))
        value = re.match(r"(\s*(?:- )?\"?[\w-]+\"?: ).*", lines[number])
        if value and chance.random() < 0.5:
            odd = chance.choice(("[a, b]", "{a: b}", "{a: [b]}", "", "''", "[]", "{}", "[[a]]", chance.choice(BITS)))
            lines[number] = value[1] + odd
            text = "\n".join(lines)
        else:
            end = at + chance.choice((0, 0, 1, 3, 20))
            text = text[:at] + chance.choice(BITS) * chance.choice((1, 1, 1, 40)) + text[end:]
    path.write_bytes(text.encode("utf-8", "replace"))


def _damage_bytes(chance: random.Random, path: Path) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 2, 8))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content[: chance.choice((len(content), len(content), chance.randrange(len(content))))])


def _damage_register(chance: random.Random, path: Path) -> None:
    """A line of the register, or one that somebody wrote anew with the right digests and odd values in it."""
    from letterkit.signoff.register import digest_of_line

    if chance.random() < 0.5:
        _damage_text(chance, path)
        return
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    odd: tuple[object, ...] = (None, 7, -1, 1e300, "", "x", [], ["x"], {}, {"x": "y"}, [{}], True)
    line = chance.choice(lines)
    inner = chance.choice([line, *(value for value in line.values() if isinstance(value, dict))])
    if inner:
        key = chance.choice(sorted(inner))
        if chance.random() < 0.3:
            del inner[key]
        else:
            inner[key] = chance.choice(odd)
    before = ""
    for line in lines:
        line["previous"] = before
        line.pop("digest", None)
        before = line["digest"] = digest_of_line(line)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    end = path.parent / ".letterkit/one/register.json"
    end.write_text(json.dumps({"lines": len(lines), "last": before}))


KINDS: dict[str, Callable[[random.Random, Path], None]] = {
    ".yml": _damage_text,
    ".md": _damage_text,
    ".svg": _damage_text,
    ".png": _damage_bytes,
    ".json": _damage_text,
    ".jsonl": _damage_register,
    ".pdf": _damage_bytes,
}


def _run(folder: Path, arguments: list[str]) -> tuple[int, str]:
    from letterkit.cli.main import main as letterkit

    said = io.StringIO()
    before, sys.argv = sys.argv, ["letterkit", *arguments]
    with _within(folder), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        # Of its own time: a machine at work on other things is no fault.
        signal.setitimer(signal.ITIMER_PROF, SLOW)
        try:
            letterkit()
        except SystemExit as left:
            return int(left.code or 0), said.getvalue()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            sys.argv = before
    return 0, said.getvalue()


@contextlib.contextmanager
def _within(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


class _TooSlowError(BaseException):
    """Nothing on the way takes it for a mistake in a file."""


def _too_slow(number: int, frame: FrameType | None) -> None:
    where = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}" if frame else ""
    raise _TooSlowError(where)


if __name__ == "__main__":
    sys.exit(main())
