"""Drafts on disk: nothing half-written, nothing lost that a person wrote, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st
from support.helpers import build, campaign, files, letterkit
from support.library import library_of
from support.strategies import tries

from letterkit.drafts import folder as drafts_folder
from letterkit.drafts.folder import LetterFolder, alone_in
from letterkit.drafts.history import (
    Fact,
    Generated,
    Sentence,
    Version,
    as_yaml,
    newest,
    read_version,
    recover,
    versions,
)
from letterkit.drafts.redraft import bring_back, keep, notes_for, redraft
from letterkit.foundation.files import Rehearsal
from letterkit.foundation.problems import Problem, UserError

WORDING = notes_for("en", library_of(Path.cwd()))
HEAD = "---\nletter: c/one\nlanguage: en\ndate: 2017-01-23\n---\n\n"
FIRST = HEAD + "Dear President,\n\nNineteen workers were arrested in Imus. The law forbids it.\n\nYours sincerely,\n"
SECOND = FIRST.replace("Nineteen", "Twenty-two")
NOON = datetime.datetime(2017, 1, 23, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterkit.drafts.redraft.now", lambda: NOON)


@pytest.fixture
def place(tmp_path: Path) -> LetterFolder:
    return LetterFolder(tmp_path / "c", "one")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return build(tmp_path, {"c.yml": campaign()})


def draft(place: LetterFolder, text: str) -> tuple[Problem, ...]:
    """Draft a generated text, as the command does."""
    with alone_in(place):
        recover(place)
        redrafted = redraft(place, Generated(text), WORDING)
        keep(place, redrafted)
        return redrafted.problems


def edit(place: LetterFolder, old: str, new: str) -> None:
    text = place.draft.read_text()
    assert old in text
    place.draft.write_text(text.replace(old, new))


def causes(place: LetterFolder) -> list[str]:
    return [version.cause for version in versions(place)]


# Edits


def test_new_facts_come_into_an_edited_draft(place: LetterFolder) -> None:
    assert draft(place, FIRST) == ()
    edit(place, "forbids it", "forbids it plainly")
    assert draft(place, FIRST) == ()
    assert draft(place, SECOND) == ()
    assert place.draft.read_text() == SECOND.replace("forbids it", "forbids it plainly")
    assert causes(place) == ["drafted", "edited", "merged"]
    assert not place.newer.exists()


def test_every_state_of_a_draft_can_be_brought_back(place: LetterFolder) -> None:
    draft(place, FIRST)
    edit(place, "forbids it", "forbids it plainly")
    edited = place.draft.read_text()
    draft(place, SECOND)
    edit(place, "Yours sincerely", "Yours ever")
    last = place.draft.read_text()
    keep(place, bring_back(place, 2))
    assert place.draft.read_text() == edited
    assert causes(place) == ["drafted", "edited", "merged", "edited", "restored"]
    assert read_version(place, 4).draft == last  # type: ignore[union-attr]
    # What it was made from has come back with it, so that what is new comes in again.
    draft(place, SECOND)
    assert place.draft.read_text() == SECOND.replace("forbids it", "forbids it plainly")
    keep(place, bring_back(place, 4))
    assert place.draft.read_text() == last
    with pytest.raises(UserError, match="LK935"):
        bring_back(place, 99)


def test_a_deleted_draft_is_drafted_anew_and_can_be_brought_back(place: LetterFolder) -> None:
    draft(place, FIRST)
    edit(place, "forbids it", "forbids it plainly")
    edited = place.draft.read_text()
    draft(place, FIRST)
    place.draft.unlink()
    draft(place, FIRST)
    assert place.draft.read_text() == FIRST
    number = next(version.number for version in versions(place) if version.draft == edited)
    keep(place, bring_back(place, number))
    assert place.draft.read_text() == edited


def test_a_renamed_draft_is_pointed_out_and_can_get_its_name_back(place: LetterFolder) -> None:
    draft(place, FIRST)
    edit(place, "forbids it", "forbids it plainly")
    renamed = place.draft.rename(place.folder / "letter to the president.md")
    (warning,) = draft(place, SECOND)
    assert (warning.code, "letter to the president.md" in warning.message) == ("LK936", True)
    assert place.draft.read_text() == SECOND
    renamed.replace(place.draft)
    assert draft(place, SECOND) == ()
    assert place.draft.read_text() == SECOND.replace("forbids it", "forbids it plainly")


def test_an_edit_of_line_ends_is_no_loss(place: LetterFolder) -> None:
    draft(place, FIRST)
    place.draft.write_bytes(FIRST.replace("\n", "\r\n").encode())
    draft(place, SECOND)
    assert place.draft.read_bytes() == SECOND.replace("\n", "\r\n").encode()
    assert causes(place) == ["drafted", "redrafted"]


@pytest.mark.parametrize("damage", ["gone", "empty", "half", "other"])
def test_without_its_record_a_draft_is_kept_and_the_next_change_is_merged_again(
    place: LetterFolder, damage: str
) -> None:
    draft(place, FIRST)
    edit(place, "forbids it", "forbids it plainly")
    record = place.memory / "0001.yml"
    content = {"gone": b"", "empty": b"", "half": record.read_bytes()[:300], "other": b"[1, 2]"}[damage]
    record.write_bytes(content)
    if damage == "gone":
        record.unlink()
    edited = place.draft.read_text()
    problems = draft(place, SECOND)
    assert {problem.code for problem in problems} == ({"LK921"} if damage == "gone" else {"LK921", "LK932"})
    assert (place.draft.read_text(), place.newer.read_text()) == (edited, SECOND)
    place.newer.unlink()
    assert draft(place, SECOND) == ()
    draft(place, SECOND.replace("Imus", "Bacoor"))
    assert place.draft.read_text() == edited.replace("Imus", "Bacoor")


def test_a_new_text_beside_a_draft_is_never_overwritten_once_edited(place: LetterFolder) -> None:
    build(place.folder, {"one.md": FIRST.replace("law", "Law of 2014"), "one.new.md": "a person's"})
    (warning,) = draft(place, SECOND)
    assert "one.new.md' has been edited" in warning.message
    assert place.newer.read_text() == "a person's"


lines = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@tries(150)
@given(lines, st.lists(lines, max_size=4).map("\n".join), lines)
def test_what_is_remembered_is_read_back_as_it_was(one: str, several: str, other: str) -> None:
    fact = Fact(one, other, several, one, 3, 4)
    sentences = (Sentence(several, ({"kind": one, "name": other, "line": 7, "sources": [other]},), (fact,)),)
    version = Version(12, one, other, (several,), several, Generated(other, sentences))
    place = LetterFolder(Path("nowhere"), "one", Rehearsal())
    place.files.write(place.memory / "0012.yml", as_yaml(version).encode())
    assert newest(place) == version


def test_a_record_can_be_read_by_people(place: LetterFolder) -> None:
    draft(place, FIRST)
    record = (place.memory / "0001.yml").read_text()
    assert "draft: |\n  ---\n  letter: c/one\n" in record
    assert "\n  Nineteen workers were arrested in Imus. The law forbids it.\n" in record
    assert "at: '2017-01-23T12:00:00+00:00'" in record


STEPS = ["draft a", "draft b", "edit", "delete", "crash 0", "crash 1", "crash 2", "crash 3", "crash 4"]


@tries(40)
@given(st.lists(st.sampled_from(STEPS), max_size=10))
def test_what_a_person_wrote_goes_only_when_the_person_takes_it_away(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        place = LetterFolder(Path(folder) / "c", "one")
        written: list[str] = []
        for number, step in enumerate(steps):
            what, _, which = step.partition(" ")
            if what == "draft":
                draft(place, FIRST if which == "a" else SECOND)
            elif what == "crash":
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(os, "fsync", _failing(KeyboardInterrupt(), int(which)))
                    with contextlib.suppress(KeyboardInterrupt):
                        draft(place, SECOND if number % 2 else FIRST.replace("Imus", "Bacoor"))
            elif what == "edit" and place.draft.exists():
                written.append(f"Hand{number} wrote this.")
                edit(place, "\n\nYours", f"\n\n{written[-1]}\n\nYours")
            elif what == "delete":
                place.draft.unlink(missing_ok=True)
                written.clear()
            if written:
                assert all(text in place.draft.read_text() for text in written)
        draft(place, FIRST)
        assert not list(Path(folder).rglob("*.part"))
        assert not list(Path(folder).rglob("pending.yml"))


# Mishaps while writing


def _failing(error: BaseException, after: int) -> Callable[..., None]:
    calls = iter(range(after))

    def fail(*_: object, **__: object) -> None:
        if next(calls, None) is None:
            raise error

    return fail


# A child process drafts an edited draft, and is killed before, or after, one of its calls to the system.
CHILD = """
import os, signal, sys
from pathlib import Path
step = int(sys.argv[1])
count = 0
def counted(call):
    def stopping(*arguments, **named):
        global count
        for late in (False, True):
            if late:
                result = call(*arguments, **named)
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1
        return result
    return stopping
for name in ("fsync", "replace", "rename", "unlink", "mkdir", "write", "chmod", "fdopen"):
    setattr(os, name, counted(getattr(os, name)))
import letterkit.drafts.redraft
import datetime
letterkit.drafts.redraft.now = lambda: datetime.datetime(2017, 1, 23, 12, tzinfo=datetime.UTC)
from letterkit.drafts.folder import LetterFolder, alone_in
from letterkit.drafts.history import Generated, recover
from letterkit.drafts.redraft import keep, notes_for, redraft
from letterkit.schema.library import open_library
words = notes_for("en", open_library(Path.cwd()))
step = None
for line in sys.stdin:
    folder, text, after = eval(line)
    # What each child would work out anew.
    redraft(LetterFolder(Path(folder), "one"), Generated(text), words)
    step = after
    pid = os.fork()
    if not pid:
        count = 0
        place = LetterFolder(Path(folder), "one")
        with alone_in(place):
            recover(place)
            keep(place, redraft(place, Generated(text), words))
        os._exit(7)
    _, status = os.waitpid(pid, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


@pytest.fixture(scope="module")
def child() -> Iterator[Callable[[Path, str, int], int]]:
    """A process whose children draft, and are killed at a step."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, "-1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout

        def run(folder: Path, text: str, step: int) -> int:
            process.stdin.write(repr((str(folder), text, step)) + "\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            return int(process.stdout.readline())  # type: ignore[union-attr]

        yield run
        process.stdin.close()


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("story", "meanwhile"),
    [
        *(("first", "nothing"), ("first", "an edit"), ("redrafted", "an edit"), ("redrafted", "nothing")),
        *(("merged", "nothing"), ("merged", "an edit"), ("deleted", "an edit"), ("deleted", "nothing")),
    ],
)
def test_a_process_killed_at_any_step_leaves_the_old_or_the_new_state(
    story: str, meanwhile: str, tmp_path: Path, child: Callable[[Path, str, int], int], every: bool
) -> None:
    """What is left after one call to the system is what is left before the next: both are tried with ``--every``."""

    def start(name: str) -> LetterFolder:
        place = LetterFolder(tmp_path / name / "c", "one")
        if story != "first":
            draft(place, FIRST)
        if story == "merged":
            edit(place, "forbids it", "forbids it plainly")
            os.utime(place.draft, (0, 0))
        if story == "deleted":
            place.draft.unlink()
        return place

    whole = start("whole")
    old = whole.draft.read_text() if whole.draft.exists() else None
    draft(whole, SECOND)
    new = whole.draft.read_text()
    expected = files(whole.folder)
    steps = 0
    while (code := child((place := start(f"step{steps}")).folder, SECOND, steps)) == -signal.SIGKILL:
        left = place.draft.read_text() if place.draft.exists() else None
        assert left in (old, new), "a mixture"
        if meanwhile == "nothing":
            draft(place, SECOND)
            assert files(place.folder) == expected, steps
        elif left is not None:
            edit(place, "Dear President,", "Dear President,\n\nHand wrote this.")
            draft(place, SECOND)
            assert place.draft.read_text() == new.replace("Dear President,", "Dear President,\n\nHand wrote this."), (
                steps
            )
        steps += 1 if every else 2
    assert code == 7
    assert steps > 15


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("after", range(0, 9, 2))
def test_each_file_is_old_or_new_when_writing_fails(
    error: BaseException, after: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert letterkit("draft", "c.yml").code == 0
    old = files(folder / "output")
    build(folder, {"c.yml": campaign("people/alia/name", "Alia Changed")})
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _failing(error, after))
        run = letterkit("draft", "c.yml")
    if after == 8:
        assert run.code == 0
    elif isinstance(error, OSError):
        assert run.code == 2
        assert "LK911" in run.err
        assert "make room" in run.err
    else:
        assert run.code == 130
    halfway = files(folder / "output")
    assert letterkit("draft", "c.yml").code == 0
    new = files(folder / "output")
    assert all(halfway[name] in (old[name], new[name]) for name in old)
    assert not (folder / "output/c/one.new.md").exists(), "what was left is known as ours"
    assert {name for name in new if "pending" in name or name.endswith(".part")} == set()


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_process_stopped_while_it_writes_leaves_whole_files(number: signal.Signals, code: int, folder: Path) -> None:
    program = f"""
import os, signal, sys
from letterkit.cli.main import main
# Who runs tests in the background of a shell has it ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
count, fsync = 0, os.fsync
def stop(handle):
    global count
    count += 1
    if count == 3:
        os.kill(os.getpid(), {int(number)})
    fsync(handle)
os.fsync = stop
sys.argv = ["letterkit", "draft", "c.yml"]
main()
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=folder)
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    left = {name for name in files(folder / "output") if not name.endswith(".part")}
    assert left == {"c/.letterkit/lock", "c/.letterkit/one/pending.yml"}
    assert number == signal.SIGKILL or not list(folder.rglob("*.part"))
    assert letterkit("draft", "c.yml").code == 0
    assert not list(folder.rglob("*.part"))
    assert newest(LetterFolder(folder / "output/c", "one")).draft == (folder / "output/c/one.md").read_text()  # type: ignore[union-attr]


@pytest.mark.parametrize("blocked", ["output", "output/c", "output/c/.letterkit"])
def test_a_folder_that_cannot_be_written_is_a_mistake_with_a_mend(blocked: str, folder: Path) -> None:
    build(folder, {blocked: "a file where a folder should be"})
    run = letterkit("draft", "c.yml")
    assert run.code == 2
    assert "LK911" in run.err
    assert "--output" in run.err
    assert files(folder).keys() == {"c.yml", blocked}


def test_a_draft_that_cannot_be_read_is_a_mistake(place: LetterFolder) -> None:
    place.draft.mkdir(parents=True)
    with pytest.raises(UserError, match=r"LK911.*one\.md' cannot be read"):
        draft(place, FIRST)
    place.draft.rmdir()
    for content, what in (
        (b"\xe9", "not UTF-8"),
        (b"\xff\xfe", "in UTF-16"),
        (b"PK\x03\x04\xff", "one of a word processor"),
    ):
        place.draft.write_bytes(content)
        with pytest.raises(UserError, match=rf"LK911.*one\.md' is {what}"):
            draft(place, FIRST)
        assert place.draft.read_bytes() == content


def test_twice_is_once(folder: Path) -> None:
    def everything() -> dict[str, bytes]:
        assert letterkit("draft", "c.yml").code == 0
        assert letterkit("pdf", "c.yml").code == 0
        return files(folder / "output")

    first = everything()
    memory = (".letterkit/lock", ".letterkit/one/0001.yml", ".letterkit/one/pdfs.txt")
    assert first.keys() == {f"c/{name}" for name in (*memory, "one.md", "one-draft.pdf", "one.pdf")}
    assert everything() == first


# Two at once


def test_a_second_process_waits_and_then_says_who_is_in_the_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts_folder, "_PATIENCE", 0.05)
    assert letterkit("draft", "c.yml").code == 0
    with FileLock(folder / "output/c/.letterkit/lock"):
        before = files(folder / "output")
        run = letterkit("draft", "c.yml")
        assert run.code == 2
        assert "LK933" in run.err
        assert "another letterkit" in run.err
        assert files(folder / "output") == before
        assert letterkit("diff", "c.yml").code == 0, "reading needs no lock"
    assert letterkit("draft", "c.yml").code == 0


def test_a_draft_that_is_saved_meanwhile_is_not_overwritten(place: LetterFolder) -> None:
    draft(place, FIRST)
    redrafted = redraft(place, Generated(SECOND), WORDING)
    edit(place, "forbids it", "forbids it plainly")
    with pytest.raises(UserError, match="LK934"):
        keep(place, redrafted)
    assert draft(place, SECOND) == ()
    assert place.draft.read_text() == SECOND.replace("forbids it", "forbids it plainly")


def test_a_rehearsal_writes_nothing_and_finds_what_it_would_have_written(place: LetterFolder) -> None:
    draft(place, FIRST)
    before = files(place.folder)
    rehearsal = Rehearsal()
    assert draft(replace(place, files=rehearsal), SECOND) == ()
    assert rehearsal.read(place.draft) == SECOND.encode()
    assert rehearsal.files() == [place.draft, place.memory / "0002.yml"]
    assert files(place.folder) == before
