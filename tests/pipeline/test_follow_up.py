"""The command ``follow-up``: what it writes into a campaign file, and what it leaves alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from support.helpers import as_yaml, campaign, files, letterkit
from support.strategies import tries

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import parse
from letterkit.schema.amend import amend, with_letter

DATE = ("--date", "2017-03-06")


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yml").write_text(as_yaml(campaign()), encoding="utf-8")
    return tmp_path


def written(text: str) -> Path:
    path = Path("case.yml")
    path.write_bytes(text.encode())
    return path


def test_it_writes_the_letter_and_drafts_it() -> None:
    before = Path("case.yml").read_text(encoding="utf-8")
    run = letterkit("follow-up", "case.yml", "one", *DATE)
    assert run.code == 0, run.err
    after = Path("case.yml").read_text(encoding="utf-8")
    assert after.startswith(before)
    added = yaml.safe_load(after)["letters"]["one-2"]
    assert {key: str(value) for key, value in added.items()} == {
        "form": "follow-up", "follows": "one", "date": "2017-03-06", "reply-by": "2017-03-27",
    }  # fmt: skip
    draft = Path("output/case/one-2.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "On 23 January (reference AB/cd) I wrote to you" in draft
    assert "by 27 March" in draft
    assert Path("output/case/one-2-draft.pdf").exists()
    assert "No reply to 'one' is recorded" in run.out
    assert "Asked for: release (alia), revise-law." in run.out


def test_a_dry_run_writes_nothing() -> None:
    before = files(Path())
    run = letterkit("follow-up", "case.yml", "one", *DATE, "--dry-run")
    assert run.code == 0
    assert files(Path()) == before
    assert "follows: one" in run.out
    assert "I wrote to you" in run.out


def test_a_letter_is_followed_once_and_then_the_newest() -> None:
    for name, day in (("one", "2017-02-20"), ("one-2", "2017-03-13"), ("one-3", "2017-04-10")):
        assert letterkit("follow-up", "case.yml", name, "--date", day).code == 0
    before = files(Path())
    for name in ("one", "one-2"):
        run = letterkit("follow-up", "case.yml", name, "--date", "2018-01-08")
        assert (run.code, "LK236" in run.err) == (2, True)
        assert "letterkit follow-up case.yml one-4" in run.err
    assert files(Path()) == before
    draft = Path("output/case/one-4.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "None of these letters has been answered." in draft


def test_where_all_is_met_no_letter_is_written() -> None:
    data = campaign()
    data["people"]["alia"]["acts"].append({"released": "2017-02-20", "source": "note"})
    data["met"] = {"demand": "revise-law", "date": "2017-02-21"}
    written(as_yaml(data))
    before = files(Path())
    run = letterkit("follow-up", "case.yml", "one", *DATE)
    assert (run.code, run.err) == (1, "")
    assert files(Path()) == before
    assert "Met: release (alia). The campaign has alia.released of 2017-02-20" in run.out
    assert "Met: revise-law. The campaign records it for 2017-02-21" in run.out
    assert "No letter was written" in run.out
    assert "letter of thanks" in run.out


def test_a_letter_with_an_error_is_not_written() -> None:
    before = files(Path())
    run = letterkit("follow-up", "case.yml", "one", "--date", "2019-06-03")
    assert (run.code, "LK231" in run.err) == (2, True)
    assert letterkit("follow-up", "case.yml", "one", "--date", "2017-01-23").code == 2
    assert letterkit("follow-up", "case.yml", "one", *DATE, "--name", "one").code == 2
    assert letterkit("follow-up", "case.yml", "one", *DATE, "--name", "a/b").code == 2
    assert letterkit("follow-up", "case.yml", "on", *DATE).code == 2
    assert files(Path()) == before


def test_a_problem_is_shown_where_it_is_in_the_file_as_it_stands() -> None:
    written(as_yaml({"letters": campaign()["letters"], **campaign("demands/0", {"release": "aila"})}))
    run = letterkit("follow-up", "case.yml", "one", *DATE)
    assert run.code == 2
    line = Path("case.yml").read_text(encoding="utf-8").split("\n").index("- release: aila") + 1
    assert f"case.yml:{line}:12: error LK221" in run.err
    written(as_yaml(campaign()))
    run = letterkit("follow-up", "case.yml", "one", *DATE, "--to", "clrek")
    assert run.err.startswith("error LK214: no target named 'clrek'"), run.err


def test_name_target_and_day_can_be_given() -> None:
    options = ("--name", "again", "--to", "clerk", "--reply-by", "2017-04-03")
    assert letterkit("follow-up", "case.yml", "one", *DATE, *options).code == 0
    added = yaml.safe_load(Path("case.yml").read_text(encoding="utf-8"))["letters"]["again"]
    assert (added["to"], str(added["reply-by"])) == ("clerk", "2017-04-03")
    assert "the President" in Path("output/case/again.md").read_text(encoding="utf-8")


def test_an_old_name_with_a_number_is_counted_on() -> None:
    data = campaign()
    data["letters"]["one-2"] = {"like": "one", "date": "2017-01-24"}
    written(as_yaml(data))
    letterkit("follow-up", "case.yml", "one", *DATE)
    assert "one-3" in yaml.safe_load(Path("case.yml").read_text(encoding="utf-8"))["letters"]


def test_the_rights_of_the_file_and_a_link_to_it_stay() -> None:
    path = Path("case.yml")
    path.chmod(0o640)
    Path("link.yml").symlink_to(path)
    assert letterkit("follow-up", "link.yml", "one", *DATE).code == 0
    assert Path("link.yml").is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "one-2" in path.read_text(encoding="utf-8")


def test_a_file_that_was_changed_meanwhile_is_left_alone() -> None:
    path = written("letters: {a: {date: 2017-01-01}}\n")
    with pytest.raises(UserError) as refused:
        amend(path, "letters: {}\n", "letters: {b: c}\n")
    assert refused.value.problems[0].code == "LK129"
    assert path.read_text(encoding="utf-8") == "letters: {a: {date: 2017-01-01}}\n"


# Where the letter is put

PLAN = {"follows": "a", "date": "2017-03-06"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "letters:\n  a:\n    date: 2017-01-01\n",
            "letters:\n  a:\n    date: 2017-01-01\n  b:\n    follows: a\n    date: 2017-03-06\n",
        ),
        ("letters:\n  a: {date: 1}", "letters:\n  a: {date: 1}\n  b:\n    follows: a\n    date: 2017-03-06\n"),
        (
            "letters:\n    a:\n       date: 1 # one\n\n    # of a\ncountry: KZ\n",
            "letters:\n    a:\n       date: 1 # one\n\n    # of a\n"
            "    b:\n       follows: a\n       date: 2017-03-06\ncountry: KZ\n",
        ),
        (
            "letters:\n  a: {date: 1}\n\n  c: {date: 2}\n\n# the end\n",
            "letters:\n  a: {date: 1}\n\n  c: {date: 2}\n\n  b:\n    follows: a\n    date: 2017-03-06\n\n# the end\n",
        ),
        (
            "letters:\r\n  a:\r\n    via: >-\r\n      # no comment\r\n\r\nx: y\r\n",
            "letters:\r\n  a:\r\n    via: >-\r\n      # no comment\r\n"
            "  b:\r\n    follows: a\r\n    date: 2017-03-06\r\n\r\nx: y\r\n",
        ),
        ("\ufeffletters: {a: {date: 1}}\n", "\ufeffletters: {a: {date: 1}, b: {follows: a, date: 2017-03-06}}\n"),
        (
            "letters: {\n  a: {date: 1}, # one\n}\nx: y\n",
            "letters: {\n  a: {date: 1}, # one\n b: {follows: a, date: 2017-03-06}}\nx: y\n",
        ),
    ],
    ids=["lines", "no end of line", "comments", "blank lines", "block and CRLF", "braces", "braces on lines"],
)
def test_where_a_letter_is_put(before: str, after: str) -> None:
    assert with_letter(before, "b", PLAN, "case.yml") == after


@pytest.mark.parametrize(
    "text", ["letters: &x {}\n", "letters: []\n", "other: x\n", "letters:\n  a: {b: 1}\n  b: {c: 1}\n"]
)
def test_a_place_that_is_not_found_is_said(text: str) -> None:
    with pytest.raises(UserError) as refused:
        with_letter(text, "b", PLAN, "case.yml")
    assert refused.value.problems[0].code == "LK128"
    assert "follows: a" in refused.value.problems[0].hint


words = st.text(st.sampled_from("abcé #:-'\"{}[]|>"), max_size=12)
values = st.recursive(words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3))


@tries(100, *HealthCheck)
@given(
    letters=st.dictionaries(words, values, min_size=1, max_size=3),
    rest=st.dictionaries(words.filter(lambda key: key != "letters"), values, max_size=2),
    flow=st.sampled_from([None, False, True]),
    indent=st.integers(2, 6),
    end=st.sampled_from(["\n", "\r\n"]),
    notes=st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(["", "# a note", "  # b: c", "      # {"])), max_size=6
    ),
)
def test_nothing_else_changes(
    letters: dict[str, object],
    rest: dict[str, object],
    flow: bool | None,
    indent: int,
    end: str,
    notes: list[tuple[int, str]],
) -> None:
    """Whatever the file holds, its lines stay as they are, and it says what it said, and the letter."""
    text = yaml.safe_dump({"letters": letters, **rest}, default_flow_style=flow, indent=indent, allow_unicode=True)
    lines = text.split("\n")
    for at, note in notes:
        lines.insert(min(at, len(lines) - 1), note)
    text = end.join(lines)
    try:
        old = parse(text, "case.yml")
        after = with_letter(text, "new", PLAN, "case.yml")
    except UserError:
        return  # a note within a text can make it no YAML, or the place unknown
    new = parse(after, "case.yml")
    assert dict(new["letters"].pop("new")) == PLAN  # type: ignore[call-overload]
    assert new == old
    kept = iter(after)
    assert all(character in kept for character in text), "every character of the file is there, in its order"


def test_it_tells_of_people_who_were_not_spoken_of_before() -> None:
    data = campaign()
    data["people"]["new"] = {
        "name": "Jon Berg",
        "gender": "male",
        "publish": "yes",
        "acts": [{"charged": "2017-02-20", "source": next(iter(data["sources"]))}],
    }
    data["letters"]["one"].pop("facts", None)
    Path("case.yml").write_text(as_yaml(data), encoding="utf-8")
    run = letterkit("follow-up", "case.yml", "one", *DATE, "--dry-run")
    assert "Jon Berg" in run.out
    assert "Nothing is recorded since" not in run.out
    said = " ".join(run.out.split())
    assert "The letter tells of new.charged, and asks nothing about it." in said
    assert "letterkit add demand case.yml drop-charges people=new --letter one-2" in said


def test_it_says_what_it_does_not_tell() -> None:
    data = campaign()
    data["people"]["new"] = {
        "name": "Jon Berg",
        "gender": "male",
        "publish": "yes",
        "acts": [{"charged": "2017-02-20", "source": next(iter(data["sources"]))}],
    }
    assert data["letters"]["one"]["facts"]
    Path("case.yml").write_text(as_yaml(data), encoding="utf-8")
    run = letterkit("follow-up", "case.yml", "one", *DATE, "--dry-run")
    assert "Not told: new.charged of 2017-02-20" in " ".join(run.out.split())
    assert "Jon Berg" not in run.out


def test_it_says_what_was_changed_by_hand_in_the_letter_before() -> None:
    assert letterkit("draft", "case.yml").code == 0
    untouched = letterkit("follow-up", "case.yml", "one", *DATE, "--dry-run")
    assert "by hand" not in untouched.out
    draft = Path("output/case/one.md")
    text = draft.read_text(encoding="utf-8")
    salutation = next(line for line in text.splitlines() if line.startswith("Dear"))
    lines = [line for line in text.replace(salutation, "Dear Eva,").splitlines() if "to release" not in line]
    draft.write_text("\n".join(lines), encoding="utf-8")
    run = " ".join(letterkit("follow-up", "case.yml", "one", *DATE, "--dry-run").out.split())
    assert "The demand 'release' was taken out of 'one'" in run
    assert "changed by hand to 'Dear Eva,'" in run
    assert "'dear:'" in run
