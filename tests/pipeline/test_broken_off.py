"""Every command that writes, broken off anywhere: the old or the new state, and run again it ends in the new.

The commands are all there are; which of them write is seen by running them. So whoever adds one says here how it is
run, and if it writes, it is killed (SIGKILL), interrupted (SIGINT), and run on a full disk and in a folder that nobody
may write into.
"""

from __future__ import annotations

import ast
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.authority import PASSPHRASE, authority
from support.broken import WHOLE, Breaker
from support.commands import INIT, ONE, RUNS, SERVING, WRITES, commands
from support.helpers import build, files
from support.library import ROOT
from support.mail_server import PASSWORD, USER, Mailbox, mail_server
from support.signoff import ALL, HEAD, with_approvals

from letterkit.cli.main import cli
from letterkit.drafts.folder import LetterFolder
from letterkit.signoff.register import SUFFIX, read_register

HOWS = ("SIGKILL", "SIGINT", "full")
TRIED = {**RUNS, **SERVING}
# A message cannot be sent in two processes at once, nor a page be served: these are run anew for each step.
ANEW = {"send", *SERVING}
MOST_RUN_AGAIN = 12
"""Of what a command leaves at more steps than this, some are run to their end; with ``--every``, all."""


WRITING = "write|move|remove|write_text|write_bytes|mkdir|makedirs|touch|symlink_to|rmtree|mkstemp|fdopen"
"""What writes, moves or removes a file, as methods of `Files` and as Python's own."""


def test_every_command_is_tried() -> None:
    assert {name.partition(" --")[0] for name in TRIED} == set(commands(cli))


def test_whatever_writes_is_tried() -> None:
    """What writes a file is run by a command that is broken off, and nothing writes but through `Files`."""
    through, past = set[str](), set[str]()
    for path in sorted((ROOT / "letterkit").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT / "letterkit").with_suffix("").parts)
        text = path.read_text(encoding="utf-8")
        if not module.startswith("foundation.") and re.search(rf"\b({WRITING})\s*\(", text):
            for function, called in calls(ast.parse(text), module):
                if re.search(r"(\.files|\bDISK)\.(write|move|remove)$", called):
                    through.add(function)
                elif re.search(rf"\.({WRITING})$", called) and not re.search(r"\.(write|move|remove)$", called):
                    past.add(function)
    assert through == set(WRITES)
    assert set(WRITES.values()) <= set(TRIED)
    # Locks, the line that a batch adds for each letter, caches, the fonts of one process.
    assert past == {
        "drafts.folder.alone_in", "pipeline.batch.manifest.Manifest.add", "pipeline.batch.run._alone_in",
        "typeset.fonts.only_ours", "typeset.prints.Prints.remember",
    }  # fmt: skip


def calls(node: ast.AST, within: str) -> Iterator[tuple[str, str]]:
    """What is called in a module, each with the function that calls it."""
    for inner in ast.iter_child_nodes(node):
        named = isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if (
            isinstance(inner, ast.Call)
            and isinstance(inner.func, ast.Attribute)
            and inner.func.attr in WRITING.split("|")
        ):
            yield within, ast.unparse(inner.func)
        yield from calls(inner, f"{within}.{inner.name}" if named else within)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("broken")


@pytest.fixture(scope="module")
def box(place: Path) -> Iterator[Mailbox]:
    """A mail server, which every process finds in its environment."""
    with mail_server(place) as (box, server), pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("LETTERKIT_SMTP_SERVER", server), ("LETTERKIT_SMTP_USER", USER), ("LETTERKIT_SMTP_PASSWORD", PASSWORD),
            ("LETTERKIT_MAIL_FROM", "office@fdw.example"), ("SSL_CERT_FILE", str(place / "server.pem")),
            ("LETTERKIT_PASSPHRASE", PASSPHRASE), ("LETTERKIT_CACHE", "cache"),
        ):  # fmt: skip
            patch.setenv(name, value)
        yield box


@pytest.fixture(scope="module")
def breaker(place: Path, box: Mailbox) -> Iterator[Breaker]:
    with Breaker(place) as breaker:
        yield breaker


@pytest.fixture(scope="module")
def starts(place: Path, breaker: Breaker) -> dict[str, Path]:
    """The workspaces that commands begin with, each made from the one before."""
    data = with_approvals()
    data["targets"]["president"]["until"] = "2099-01-01"
    data["letters"]["one"] |= {"from": "fdw", "signed-by": ["president", "secretary"]}
    names = (
        "empty",
        "own clause",
        "logo",
        "begun",
        "undrafted",
        "drafted",
        "edited",
        "forgotten",
        "pending",
        "approved",
        "sendable",
    )
    found = {name: place / name for name in names}
    found["empty"].mkdir()
    shutil.copytree(found["empty"], found["begun"])
    own = found["own clause"] / "templates/clauses/acts/arrested.yml"
    own.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates/clauses/acts/arrested.yml", own)
    build(found["logo"], {"logo.svg": LOGO})
    tree = {"case.yml": data, "templates/letterheads/fdw/letterhead.yml": HEAD, "scan.pdf": b"%PDF-1.7 the reply"}
    untidy = "a:   b   \n\n\n\nc: d\n"
    build(found["drafted"], {**tree, "untidy.yml": untidy, "untidy-too.yml": untidy})
    authority().key_file(found["drafted"] / "verbeek.p12", "Nadia Verbeek")

    def run(name: str, *arguments: str) -> None:
        code, said = breaker.run(found[name], arguments, how="here")
        assert code == 0, said

    run("begun", *INIT)
    shutil.move(found["begun"], place / "around")
    shutil.move(place / "around" / "letters", found["begun"])
    build(found["begun"], {"people.csv": "name,gender,publish\nAlia Bek,female,yes\nOmar Sadykov,male,yes\n"})
    shutil.copytree(found["drafted"], found["undrafted"])
    run("drafted", "draft", "case.yml")
    shutil.copytree(found["drafted"], found["edited"])
    draft = found["edited"] / "output/case/one.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("Nobody has", "Nobody had"), encoding="utf-8")
    shutil.copytree(found["edited"], found["forgotten"])
    shutil.rmtree(found["forgotten"] / "output/case/.letterkit")
    shutil.copytree(found["edited"], place / "changing")
    between = breaker.killed(place / "changing", RUNS["restore"].arguments)
    shutil.copytree(
        next(one for one in between if (one / "output/case/.letterkit/one/pending.yml").exists()), found["pending"]
    )
    shutil.copytree(found["edited"], found["approved"])
    for role, person in ALL:
        run("approved", "approve", *ONE, "--as", role, "--by", person)
    shutil.copytree(found["approved"], found["sendable"])
    run("sendable", "pdf", "case.yml", "--for", "sending")
    return found


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z"/></svg>'


@dataclass(frozen=True)
class Whole:
    """A command that nothing breaks off: the files before and after, and those that differ from run to run."""

    start: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    differ: frozenset[str]


_WHOLE: dict[str, Whole] = {}
_TRIED: set[tuple[str, bytes, int]] = set()
"""What was run again already: the command, a digest of what was left, and how many messages had been sent."""


def state(name: str, folder: Path) -> dict[str, bytes]:
    """The files in a folder; of what was edited while a command served a page, all but the second it was saved in."""
    found = files(folder)
    if name in SERVING:
        for file in found:
            if EDITED.search(found[file]) and "/.letterkit/" in file:
                found[file] = EDITED.sub(b"", found[file])
    return found


EDITED = re.compile(rb"^at: '[^'\n]*'\n(?=cause: edited\n)", re.MULTILINE)


def whole(name: str, starts: dict[str, Path], breaker: Breaker, place: Path) -> Whole:
    if name not in _WHOLE:
        scenario, start = TRIED[name], starts[TRIED[name].start]
        ends = []
        breaker.sites()
        for number in range(2):
            folder = Path(shutil.copytree(start, place / f"whole-{name}-{number}"))
            code, said = breaker.run(folder, scenario.arguments)
            assert code in (0, 1), f"{name}: {said}"
            ends.append(state(name, folder))
        missing = {site for site, by in WRITES.items() if by == name} - breaker.sites()
        assert not missing, f"{name} does not come to {missing}"
        differ = frozenset(file for file in ends[0] if ends[0][file] != ends[1].get(file))
        _WHOLE[name] = Whole(start, state(name, start), ends[0], differ)
    return _WHOLE[name]


def is_new(name: str, left: dict[str, bytes], sent: int) -> bool:
    """Whether a command was not run on such files yet; from the same files it does the same."""
    digest = hashlib.sha256()
    for file, content in sorted((UNFINISHED.sub(".part", file), content) for file, content in left.items()):
        digest.update(f"{file}\0{len(content)}\0".encode() + content)
    before = len(_TRIED)
    _TRIED.add((name, digest.digest(), sent))
    return len(_TRIED) > before


UNFINISHED = re.compile(r"\.[a-z0-9_]{8}\.part$")


def passing(name: str) -> bool:
    """Whether a file is one of those that a broken command may leave: the next one clears or finishes it."""
    # What a batch has done is told anew by each; what a preview shows is as old as the draft that it showed last.
    known = any(part in name for part in ("pending", "/batch.", "/preview/"))
    return known or name.endswith((".part", "lock")) or name.startswith("cache/")


def is_old_or_new(left: dict[str, bytes], end: Whole) -> None:
    for file, content in left.items():
        known = (
            content in (end.old.get(file), end.new.get(file)) or file in end.differ or file.endswith("register.json")
        )
        assert known or passing(file) or (file.startswith("output/case/.letterkit/") and file not in end.old), file
    assert set(end.old) & set(end.new) <= set(left), "something is gone"


def registers_hold(folder: Path) -> None:
    for path in folder.rglob(f"*{SUFFIX}"):
        letter = path.name.removesuffix(SUFFIX)
        assert read_register(LetterFolder(path.parent, letter), f"{path.parent.name}/{letter}").problems == ()


def again(name: str, folder: Path, breaker: Breaker, sent: int) -> None:
    """Run a command once more, until it is done; for a message of which nobody knows, a person says what happened."""
    code, said = breaker.run(folder, TRIED[name].arguments)
    if "LK974" in said:
        code, said = breaker.run(folder, (*TRIED[name].arguments, "--it-was", "sent" if sent else "not-sent"))
    assert code in (0, 1) or re.search("LK236|LK241|already", said), said
    assert "LK999" not in said


@pytest.mark.sampled(23)
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("name", TRIED)
def test_a_command_that_was_broken_off_can_be_run_again(
    name: str, how: str, starts: dict[str, Path], breaker: Breaker, place: Path, box: Mailbox, every: bool
) -> None:
    """What was left at each step is looked at; where that is many times, the command is run again in some of them."""
    end = whole(name, starts, breaker, place)
    if end.old == end.new:
        return
    folder, arguments = Path(shutil.copytree(end.start, place / f"{name}-{how}")), TRIED[name].arguments
    box.messages.clear()
    if name in ANEW and not (name in SERVING and how == "SIGKILL"):
        broken_anew(name, how, end, breaker, place, box, 1 if every else 17)
    elif how == "SIGKILL":
        states = breaker.killed(folder, arguments)
        assert len(states) > 1
        pace = 1 if every else 1 + len(states) // MOST_RUN_AGAIN
        for number, left in enumerate(states):
            is_whole_again(name, left, end, breaker, box, run=number % pace == 0)
    else:
        steps = breaker.broken(folder, arguments, how)
        needs_room = name != "cache clear"
        assert bool([one for one in steps if one.code not in (0, 1)]) == (needs_room or how != "full"), steps
        pace = 1 if every else 1 + len(steps) // MOST_RUN_AGAIN
        for number, one in enumerate(steps):
            assert "LK999" not in one.said
            assert one.code >= 0, f"{one.folder}: {one.code}"
            is_whole_again(name, one.folder, end, breaker, box, run=number % pace == 0)


def broken_anew(name: str, how: str, end: Whole, breaker: Breaker, place: Path, box: Mailbox, pace: int) -> None:
    """As the others, run once for each step, or for each of some."""
    broken, step = 0, 1
    while True:
        folder = Path(shutil.copytree(end.start, place / f"{name}-{how}-{step}"))
        box.messages.clear()
        code, said = breaker.run(folder, TRIED[name].arguments, step, how)
        if WHOLE in said:
            break
        assert "LK999" not in said
        broken += code not in (0, 1)
        is_whole_again(name, folder, end, breaker, box)
        shutil.rmtree(folder)
        step += pace
    assert broken or how == "full" or name in SERVING, "nothing broke it off"


def is_whole_again(name: str, folder: Path, end: Whole, breaker: Breaker, box: Mailbox, *, run: bool = True) -> None:
    """What a command left when it was broken off is the old state or the new; run again, it ends in the new."""
    left = state(name, folder)
    is_old_or_new(left, end)
    registers_hold(folder)
    if run and is_new(name, left, len(box.messages)):
        again(name, folder, breaker, len(box.messages))
        now = state(name, folder)
        other = {file for file in {*now, *end.new} if now.get(file) != end.new.get(file)} - end.differ
        # How the register will end, written down before it does, is as good as how it ended.
        assert {file for file in other if not passing(file) and not file.endswith("register.json")} == set(), folder
        registers_hold(folder)
    assert len(box.messages) <= 1


@pytest.mark.sampled(13)
@pytest.mark.parametrize("name", TRIED)
def test_in_a_folder_nobody_may_write_a_command_says_so_and_changes_nothing(
    name: str, starts: dict[str, Path], breaker: Breaker, place: Path
) -> None:
    end = whole(name, starts, breaker, place)
    with tempfile.TemporaryDirectory() as around:
        folder = Path(shutil.copytree(end.start, Path(around) / "work"))
        inside = [folder, *folder.rglob("*")]
        for path in inside:
            path.chmod(0o555 if path.is_dir() else 0o444)
        code, said = breaker.run(folder, TRIED[name].arguments, how="read-only")
        for path in inside:
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert "LK999" not in said
        if end.old == end.new:
            assert code in (0, 1), said
        else:
            assert (code, "LK911" in said) == (0 if name in SERVING else 2, True), said
        assert state(name, folder) == end.old
        again(name, folder, breaker, 0)
