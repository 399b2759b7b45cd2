"""The register of a letter: whatever is done to it shows, in the right words, and no crash breaks it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.signoff import DECIDED, Dying, Killed
from support.strategies import tries

from letterkit.drafts.folder import LetterFolder
from letterkit.foundation.problems import UserError
from letterkit.signoff.register import digest_of_line, path_of, read_register, record

NAME = "case/one"
START = datetime.datetime(2024, 5, 20, 9, tzinfo=datetime.UTC)


def written(folder: Path, count: int = 4, letter: str = NAME) -> LetterFolder:
    place = LetterFolder(folder, "one")
    for number in range(count):
        at = START + datetime.timedelta(hours=number)
        record(place, letter, "approved", {**DECIDED, "role": f"role {number}", "by": "Ana Ibáñez"}, at)
    return place


def messages(place: LetterFolder) -> list[str]:
    return [problem.message for problem in read_register(place, NAME).problems]


def lines(place: LetterFolder) -> list[str]:
    return path_of(place).read_text(encoding="utf-8").splitlines()


def rewrite(place: LetterFolder, new: Sequence[str]) -> None:
    path_of(place).write_text("".join(f"{line}\n" for line in new), encoding="utf-8")


def test_people_can_read_it_and_it_verifies(tmp_path: Path) -> None:
    place = written(tmp_path)
    assert messages(place) == []
    first = json.loads(lines(place)[0])
    assert (first["line"], first["act"], first["by"], first["at"]) == (1, "approved", "Ana Ibáñez", START.isoformat())
    assert "Ibáñez" in lines(place)[0]


def edited(place: LetterFolder) -> None:
    rewrite(place, [line.replace("role 1", "role 9") for line in lines(place)])


def doubled(place: LetterFolder) -> None:
    """What a person reads first in a line, and a program does not."""
    rewrite(place, [line.replace('"role": "role 1"', '"role": "role 9", "role": "role 1"') for line in lines(place)])


def rebuilt(place: LetterFolder, change: Callable[[Path], LetterFolder]) -> None:
    """The register of another folder put into the place of this one's."""
    other = change(place.folder / "elsewhere")
    path_of(place).write_bytes(path_of(other).read_bytes())


def forged(place: LetterFolder) -> None:
    """A line appended with digests that fit, by somebody who knows how."""
    end = place.memory / "register.json"
    before = end.read_bytes()
    record(place, NAME, "approved", {**DECIDED, "role": "gs", "by": "Nobody"}, START + datetime.timedelta(days=1))
    end.write_bytes(before)


def put_in(place: LetterFolder) -> None:
    """A line whose own digest fits, put over the second one."""
    other = written(place.folder / "elsewhere", 1)
    record(other, NAME, "rejected", {**DECIDED, "role": "role 1", "by": "Nobody"}, START + datetime.timedelta(hours=1))
    rewrite(place, [lines(place)[0], lines(other)[1], *lines(place)[2:]])


TAMPERING: dict[str, tuple[Callable[[LetterFolder], object], str]] = {
    "a word": (edited, "line 2 of the register was changed after it was written"),
    "a key twice": (doubled, "line 2 of the register was changed after it was written"),
    "other white space": (
        lambda p: rewrite(p, [line.replace(": ", ":\t") for line in lines(p)]), "line 1 of the register was changed",
    ),
    "another way to write a time": (
        lambda p: rewrite(p, [lines(p)[0].replace("+00:00", "Z"), *lines(p)[1:]]), "line 1 of the register was changed",
    ),
    "a line taken out": (lambda p: rewrite(p, [*lines(p)[:1], *lines(p)[2:]]), "line 2 is missing"),
    "two lines taken out": (lambda p: rewrite(p, [lines(p)[0], lines(p)[3]]), "lines from 2 on are missing"),
    "the first line": (lambda p: rewrite(p, lines(p)[1:]), "line 1 is missing"),
    "the last line": (lambda p: rewrite(p, lines(p)[:-1]), "1 line is missing at the end"),
    "the last two": (lambda p: rewrite(p, lines(p)[:-2]), "2 lines are missing at the end"),
    "all lines": (lambda p: rewrite(p, []), "4 lines are missing at the end"),
    "the file": (lambda p: path_of(p).unlink(), "is missing; it had 4 lines"),
    "two exchanged": (
        lambda p: rewrite(p, [lines(p)[0], lines(p)[2], lines(p)[1], lines(p)[3]]),
        "in another order: line 3 stands where 2 should",
    ),
    "backwards": (lambda p: rewrite(p, lines(p)[::-1]), "in another order: line 4 stands where 1 should"),
    "a line twice": (lambda p: rewrite(p, [*lines(p), lines(p)[3]]), "line 4 stands in the register twice"),
    "broken off": (lambda p: path_of(p).write_bytes(path_of(p).read_bytes()[:-30]), "breaks off within its last line"),
    "no line end": (lambda p: path_of(p).write_bytes(path_of(p).read_bytes()[:-1]), "breaks off behind its last line"),
    "a line of nothing": (lambda p: rewrite(p, [*lines(p)[:2], "", *lines(p)[2:]]), "line 3 of the register is dam"),
    "bytes": (lambda p: path_of(p).write_bytes(b"\xff" + path_of(p).read_bytes()), "line 1 of the register is damaged"),
    "a list": (lambda p: rewrite(p, ["[]", *lines(p)[1:]]), "line 1 of the register is damaged"),
    "a time without zone": (
        lambda p: rewrite(p, [lines(p)[0].replace("+00:00", ""), *lines(p)[1:]]), "line 1 of the register is damaged",
    ),
    "from elsewhere": (
        lambda p: rebuilt(p, lambda folder: written(folder, 4, "other/one")), "is of the register of 'other/one'",
    ),
    "written anew": (
        lambda p: rebuilt(p, lambda folder: written(folder, 5)) or edit_and_chain(p), "was written anew",
    ),
    "appended": (forged, "line 5 of the register was not written by letterkit: it is forged"),
    "put in": (put_in, "line 3 was not written behind line 2 as it stands: one is forged"),
    "no memory": (lambda p: (p.memory / "register.json").unlink(), "is no longer known"),
    "a damaged memory": (lambda p: (p.memory / "register.json").write_text("{"), "is no longer known"),
}  # fmt: skip


def edit_and_chain(place: LetterFolder) -> None:
    """All of the register with another name in it, by somebody who computes every digest."""
    other = LetterFolder(place.folder / "another", "one")
    for number in range(5):
        record(
            other,
            NAME,
            "approved",
            {**DECIDED, "role": f"role {number}", "by": "Somebody"},
            START + datetime.timedelta(hours=number),
        )
    path_of(place).write_bytes(path_of(other).read_bytes())


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_shows_in_the_right_words(what: str, tmp_path: Path) -> None:
    place = written(tmp_path)
    tamper, words = TAMPERING[what]
    tamper(place)
    [first, *_] = messages(place)
    assert words in first
    before = path_of(place).read_bytes() if path_of(place).exists() else None
    with pytest.raises(UserError) as refused:
        record(place, NAME, "approved", {**DECIDED, "role": "x"}, START + datetime.timedelta(days=2))
    assert {problem.code for problem in refused.value.problems} == {"LK954"}
    assert (path_of(place).read_bytes() if path_of(place).exists() else None) == before


def test_a_clock_that_was_moved_back_is_refused(tmp_path: Path) -> None:
    place = written(tmp_path)
    before = path_of(place).read_bytes()
    with pytest.raises(UserError, match=r"LK955.*the clock says 2024-05-20T10:00:00") as refused:
        record(place, NAME, "approved", {**DECIDED, "role": "x"}, START + datetime.timedelta(hours=1))
    assert "set the clock right" in refused.value.problems[0].hint
    assert path_of(place).read_bytes() == before
    zone = datetime.timezone(datetime.timedelta(hours=-5))
    record(place, NAME, "approved", {**DECIDED, "role": "x"}, (START + datetime.timedelta(hours=4)).astimezone(zone))
    assert messages(place) == []


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(3))
def test_killed_at_any_write_it_verifies_and_goes_on(tmp_path: Path, step: int, after: bool) -> None:
    place = written(tmp_path, 2)
    with pytest.raises(Killed):
        record(
            LetterFolder(tmp_path, "one", Dying(step, after)), NAME, "approved", {**DECIDED, "role": "x"},
            START + datetime.timedelta(hours=5),
        )  # fmt: skip
    assert messages(place) == []
    assert len(read_register(place, NAME).entries) == (3 if (step, after) >= (1, True) else 2)
    record(place, NAME, "rejected", {**DECIDED, "role": "y"}, START + datetime.timedelta(hours=6))
    assert messages(place) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("role", None), ("role", ["x"]), ("binds", {"pdf": 7}), ("binds", []), ("state", "../../etc"), ("bytes", "many"),
     ("roles", {}), ("by", {}), ("version", 1e300), ("state", 7)],
)  # fmt: skip
def test_a_line_with_the_right_digest_that_letterkit_would_not_write(key: str, value: object, tmp_path: Path) -> None:
    place = written(tmp_path, 1)
    line = {**json.loads(lines(place)[0]), key: value}
    del line["digest"]
    line["digest"] = digest_of_line(line)
    rewrite(place, [json.dumps(line)])
    (place.memory / "register.json").write_text(json.dumps({"lines": 1, "last": line["digest"]}), encoding="utf-8")
    assert messages(place) == ["line 1 of the register is damaged: nobody can read it"]


@tries(40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["approved", "rejected", "of a later version"]), st.text(max_size=30)),
        min_size=1,
        max_size=6,
    )
)
def test_no_honest_register_is_doubted(tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str]]) -> None:
    place = LetterFolder(tmp_path_factory.mktemp("honest"), "one")
    for number, (act, comment) in enumerate(acts):
        record(place, NAME, act, {**DECIDED, "comment": comment}, START + datetime.timedelta(seconds=number))
        assert messages(place) == []
    assert [entry.told["comment"] for entry in read_register(place, NAME).entries] == [comment for _, comment in acts]
