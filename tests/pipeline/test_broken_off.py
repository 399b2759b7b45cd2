"""Every command that writes, broken off anywhere: the old or the new state, and run again it ends in the new.

The commands are all there are; which of them write is seen by running them. So whoever adds one says here how it is
run, and if it writes, it is killed (SIGKILL), interrupted (SIGINT), and run on a full disk and in a folder that nobody
may write into.
"""

from __future__ import annotations

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
from support.commands import INIT, ONE, RUNS, UNTRIED, commands
from support.helpers import build, files
from support.mail_server import PASSWORD, USER, Mailbox, mail_server
from support.signoff import ALL, HEAD, with_approvals

from letterkit.cli.main import cli
from letterkit.drafts.folder import LetterFolder
from letterkit.signoff.register import SUFFIX, read_register

HOWS = ("SIGKILL", "SIGINT", "full")
# What they do elsewhere is no state of their folder: these are killed, where others are looked at.
ELSEWHERE = {"send", "cache clear"}


def test_every_command_is_tried() -> None:
    assert {name.partition(" --")[0] for name in RUNS} | UNTRIED == set(commands(cli))


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
            ("LETTERKIT_PASSPHRASE", PASSPHRASE), ("LETTERKIT_CACHE", str(place / "cache")),
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
    found = {name: place / name for name in ("empty", "begun", "drafted", "edited", "approved", "sendable")}
    found["empty"].mkdir()
    shutil.copytree(found["empty"], found["begun"])
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
    run("drafted", "draft", "case.yml")
    shutil.copytree(found["drafted"], found["edited"])
    draft = found["edited"] / "output/case/one.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("Nobody has", "Nobody had"), encoding="utf-8")
    shutil.copytree(found["edited"], found["approved"])
    for role, person in ALL:
        run("approved", "approve", *ONE, "--as", role, "--by", person)
    shutil.copytree(found["approved"], found["sendable"])
    run("sendable", "pdf", "case.yml", "--for", "sending")
    return found


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


def whole(name: str, starts: dict[str, Path], breaker: Breaker, place: Path) -> Whole:
    if name not in _WHOLE:
        scenario, start = RUNS[name], starts[RUNS[name].start]
        ends = []
        for number in range(2):
            folder = Path(shutil.copytree(start, place / f"whole-{name}-{number}"))
            code, said = breaker.run(folder, scenario.arguments)
            assert code in (0, 1), f"{name}: {said}"
            ends.append(files(folder))
        differ = frozenset(file for file in ends[0] if ends[0][file] != ends[1].get(file))
        _WHOLE[name] = Whole(start, files(start), ends[0], differ)
    return _WHOLE[name]


def is_new(name: str, left: dict[str, bytes], sent: int) -> bool:
    """Whether a command was not run on such files yet; from the same files it does the same."""
    digest = hashlib.sha256()
    for file, content in sorted(left.items()):
        digest.update(f"{file}\0{len(content)}\0".encode() + content)
    before = len(_TRIED)
    _TRIED.add((name, digest.digest(), sent))
    return len(_TRIED) > before


def passing(name: str) -> bool:
    """Whether a file is one of those that a broken command may leave: the next one clears or finishes it."""
    # What a batch has done is told anew by each.
    return name.endswith((".part", "lock")) or "pending" in name or "/batch." in name


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
    code, said = breaker.run(folder, RUNS[name].arguments)
    if "LK974" in said:
        code, said = breaker.run(folder, (*RUNS[name].arguments, "--it-was", "sent" if sent else "not-sent"))
    assert code in (0, 1) or re.search("LK236|LK241|already", said), said
    assert "LK999" not in said


@pytest.mark.sampled(23)
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("name", RUNS)
def test_a_command_that_was_broken_off_can_be_run_again(
    name: str, how: str, starts: dict[str, Path], breaker: Breaker, place: Path, box: Mailbox,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    end = whole(name, starts, breaker, place)
    if end.old == end.new:
        return
    pace = 1 if request.config.getoption("--every") else 17
    if how == "SIGKILL" and name not in ELSEWHERE:
        folder = Path(shutil.copytree(end.start, place / f"{name}-{how}"))
        states = breaker.left_by(folder, RUNS[name].arguments)
        assert len(states) > 1
        for left in states[:: 1 + pace // 5]:
            is_whole_again(name, left, end, breaker, box)
        return
    broken, step = 0, 1
    while True:
        folder = Path(shutil.copytree(end.start, place / f"{name}-{how}-{step}"))
        box.messages.clear()
        code, said = breaker.run(folder, RUNS[name].arguments, step, how)
        if WHOLE in said:
            break
        assert "LK999" not in said
        broken += code not in (0, 1)
        is_whole_again(name, folder, end, breaker, box)
        shutil.rmtree(folder)
        step += pace
    assert broken or how == "full", "nothing broke it off"


def is_whole_again(name: str, folder: Path, end: Whole, breaker: Breaker, box: Mailbox) -> None:
    """What a command left when it was broken off is the old state or the new; run again, it ends in the new."""
    left = files(folder)
    is_old_or_new(left, end)
    registers_hold(folder)
    if is_new(name, left, len(box.messages)):
        again(name, folder, breaker, len(box.messages))
        now = files(folder)
        other = {file for file in {*now, *end.new} if now.get(file) != end.new.get(file)} - end.differ
        # How the register will end, written down before it does, is as good as how it ended.
        assert {file for file in other if not passing(file) and not file.endswith("register.json")} == set(), folder
        registers_hold(folder)
    assert len(box.messages) <= 1


@pytest.mark.sampled(13)
@pytest.mark.parametrize("name", RUNS)
def test_in_a_folder_nobody_may_write_a_command_says_so_and_changes_nothing(
    name: str, starts: dict[str, Path], breaker: Breaker, place: Path
) -> None:
    end = whole(name, starts, breaker, place)
    with tempfile.TemporaryDirectory() as around:
        folder = Path(shutil.copytree(end.start, Path(around) / "work"))
        inside = [folder, *folder.rglob("*")]
        for path in inside:
            path.chmod(0o555 if path.is_dir() else 0o444)
        code, said = breaker.run(folder, RUNS[name].arguments, how="read-only")
        for path in inside:
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert "LK999" not in said
        if end.old == end.new:
            assert code in (0, 1), said
        else:
            assert (code, "LK911" in said) == (2, True), said
        assert files(folder) == end.old
        again(name, folder, breaker, 0)
