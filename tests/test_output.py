"""Drafts on disk: nothing half-written, nothing lost that a person wrote, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from helpers import build, campaign, files, letterkit
from hypothesis import given, settings
from hypothesis import strategies as st

from letterkit.output import Place, Sentence, keep, read_record
from letterkit.problems import UserError

SENTENCES = (Sentence("A.", ({"kind": "clause", "name": "a"},)),)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "campaign", "one")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return build(tmp_path, {"c.yml": campaign()})


# Edits


def test_an_edited_draft_is_kept_and_the_new_text_laid_beside_it(place: Place) -> None:
    assert keep(place, "first", SENTENCES) == ()
    place.draft.write_text("first, edited")
    assert keep(place, "first", SENTENCES) == ()
    for _ in range(2):
        (warning,) = keep(place, "second", SENTENCES)
        assert warning.code == "LK921"
        assert "one.new.md" in warning.hint
        assert (place.draft.read_text(), place.newer.read_text()) == ("first, edited", "second")
    place.newer.unlink()  # the person has dealt with it
    assert keep(place, "second", SENTENCES) == ()
    assert not place.newer.exists()
    assert keep(place, "third", SENTENCES)
    place.newer.write_text("third, edited too")
    (warning,) = keep(place, "fourth", SENTENCES)
    assert "one.new.md' has been edited" in warning.message
    assert (place.draft.read_text(), place.newer.read_text()) == ("first, edited", "third, edited too")


def test_a_new_text_moved_over_the_draft_is_ours_again(place: Place) -> None:
    keep(place, "first", SENTENCES)
    place.draft.write_text("edited")
    keep(place, "second", SENTENCES)
    place.newer.replace(place.draft)
    assert keep(place, "third", SENTENCES) == ()
    assert place.draft.read_text() == "third"


@pytest.mark.parametrize("record", [None, b"", b"{}", b"[]", b'{"text": 1}', b"\xff"])
def test_a_draft_of_unknown_origin_is_kept(place: Place, record: bytes | None) -> None:
    build(place.folder, {"one.md": "a person's"})
    if record is not None:
        build(place.folder, {".letterkit/one.json": record})
    for _ in range(2):
        assert [problem.code for problem in keep(place, "generated", SENTENCES)] == ["LK921"]
        assert (place.draft.read_text(), place.newer.read_text()) == ("a person's", "generated")


STEPS = ["generate a", "generate b", "edit draft", "edit newer", "delete draft", "delete newer", "move newer", "crash"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(STEPS), max_size=12))
def test_what_a_person_wrote_goes_only_when_the_person_takes_it_away(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        place = Place(Path(folder) / "c", "one")
        written: dict[Path, str] = {}
        for number, step in enumerate(steps):
            what, _, which = step.partition(" ")
            path = place.newer if which == "newer" else place.draft
            if what == "generate":
                keep(place, which, ())
            elif what == "crash":
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(os, "fsync", _failing(KeyboardInterrupt(), number % 3))
                    with contextlib.suppress(KeyboardInterrupt):
                        keep(place, "c", ())
            elif what == "edit" and place.folder.exists():
                written[path] = f"edit {number}"
                path.write_text(written[path])
            elif what == "delete":
                path.unlink(missing_ok=True)
                written.pop(path, None)
            elif what == "move" and place.newer.exists():
                place.newer.replace(place.draft)
                written.pop(place.draft, None)
                if place.newer in written:
                    written[place.draft] = written.pop(place.newer)
            assert {path: path.read_text() for path in written} == written
        assert not list(Path(folder).rglob("*.part"))


# Mishaps while writing


def _failing(error: BaseException, after: int) -> Callable[..., None]:
    calls = iter(range(after))

    def fail(*_: object, **__: object) -> None:
        if next(calls, None) is None:
            raise error

    return fail


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("after", range(3))
def test_each_file_is_old_or_new_when_writing_fails(
    error: BaseException, after: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert letterkit("draft", "c.yml").code == 0
    old = files(folder / "output")
    build(folder, {"c.yml": campaign("people/alia/name", "Alia Changed")})
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _failing(error, after))
        run = letterkit("draft", "c.yml")
    if isinstance(error, OSError):
        assert run.code == 2
        assert "LK911" in run.err
        assert "make room" in run.err
    else:
        assert run.code == 130
    halfway = files(folder / "output")
    assert letterkit("draft", "c.yml").code == 0
    new = files(folder / "output")
    assert halfway.keys() == old.keys() == new.keys()
    assert sum(halfway[name] == new[name] for name in new) == after
    assert all(halfway[name] in (old[name], new[name]) for name in new)
    assert not (folder / "output/c/one.new.md").exists(), "what was left is known as ours"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_process_stopped_while_it_writes_leaves_whole_files(number: signal.Signals, code: int, folder: Path) -> None:
    program = f"""
import os, sys
from letterkit.cli import main
count, fsync = 0, os.fsync
def stop(handle):
    global count
    count += 1
    if count == 2:
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
    assert left == {"c/.letterkit/one.json"}
    assert number == signal.SIGKILL or not list(folder.rglob("*.part"))
    assert letterkit("draft", "c.yml").code == 0
    assert read_record(Place(folder / "output/c", "one")).text == (folder / "output/c/one.md").read_text()  # type: ignore[union-attr]


@pytest.mark.parametrize("blocked", ["output", "output/c", "output/c/.letterkit"])
def test_a_folder_that_cannot_be_written_is_a_mistake_with_a_mend(blocked: str, folder: Path) -> None:
    build(folder, {blocked: "a file where a folder should be"})
    run = letterkit("draft", "c.yml")
    assert run.code == 2
    assert "LK911" in run.err
    assert "--output" in run.err
    assert files(folder).keys() == {"c.yml", blocked}


def test_a_draft_that_cannot_be_read_is_a_mistake(place: Place) -> None:
    place.draft.mkdir(parents=True)
    with pytest.raises(UserError, match=r"LK911.*one\.md' cannot be read"):
        keep(place, "text", ())
    place.draft.rmdir()
    place.draft.write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match=r"LK911.*one\.md' is not UTF-8"):
        keep(place, "text", ())
    assert place.draft.read_bytes() == b"\xff\xfe"


def test_twice_is_once(folder: Path) -> None:
    def everything() -> dict[str, bytes]:
        assert letterkit("draft", "c.yml").code == 0
        assert letterkit("pdf", "c.yml").code == 0
        return files(folder / "output")

    first = everything()
    assert first.keys() == {f"c/{name}" for name in (".letterkit/one.json", "one.md", "one-draft.pdf", "one.pdf")}
    assert everything() == first
