"""Approvals: who may decide, in which order, what a decision binds, and what every later change does to it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.helpers import as_yaml, build, campaign, drafted_here, files, letterkit
from support.signoff import ALL, APPROVALS, Dying, Killed, approve, stand, with_approvals, workspace


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose letter all roles have approved."""
    folder = workspace(tmp_path_factory.mktemp("approved"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert letterkit("draft", "case.yml").code == 0
        for role, person in ALL:
            run = approve(role, person)
            assert run.code == 0, run.err
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def copy(approved: Path, folder: Path) -> Path:
    shutil.copytree(approved, folder, dirs_exist_ok=True)
    return folder


def drafted(data: object = None) -> None:
    drafted_here("case.yml", data or with_approvals())


def test_the_way_from_draft_to_approved(folder: Path) -> None:
    build(folder, {"case.yml": with_approvals()})
    assert stand()["stage"] == "not drafted"
    assert letterkit("draft", "case.yml").code == 0
    assert (stand()["stage"], stand()["waiting"]) == ("drafted", ["legal (Ines Okoro or Tomas Lind)"])
    for number, (role, person) in enumerate(ALL):
        run = approve(role, person, "--json", "--comment", f"Read, {number}")
        [letter] = json.loads(run.out)["letters"]
        assert (run.code, len(letter["waiting"])) == (0, 1 if number < 2 else 0)
        decided = next(one for one in letter["approvals"] if one["role"] == role)
        assert (decided["decided"], decided["by"], decided["holds"]) == ("approved", person, True)
        assert decided["comment"] == f"Read, {number}"
    assert (stand()["stage"], stand()["register"]["lines"]) == ("approved", 3)
    shown = letterkit("status", "case.yml").out
    assert "approved by Marit Holm" in shown
    assert stand()["register"]["last"][:16] in shown


REFUSED: dict[str, tuple[tuple[str, str], str, str]] = {
    "out of turn": (("gs", "Marit Holm"), "LK952", "comes after 'legal' and 'desk'"),
    "no such role": (("leagl", "Ines Okoro"), "LK951", "did you mean 'legal'?"),
    "somebody else": (("legal", "Marit Holm"), "LK951", "these may: Ines Okoro, Tomas Lind"),
    "a delegate too late": (("gs", "Ann Old"), "LK951", "these may: Marit Holm"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_who_may_not_decide_is_told_and_nothing_is_written(what: str, folder: Path) -> None:
    drafted()
    before = files(folder)
    who, code, words = REFUSED[what]
    run = approve(*who)
    assert run.code == 2
    assert code in run.err
    assert words in run.err
    assert files(folder) == before
    assert "drafted" in run.out


def test_a_delegate_acts_for_another_and_names_are_read_as_people_write_them(folder: Path) -> None:
    drafted()
    assert approve("legal", " ines  OKORO ").code == 0
    assert approve("desk", "Jon Dale").code == 0
    told = {one["role"]: (one.get("by"), one.get("for")) for one in stand()["approvals"]}
    assert told == {"legal": ("Ines Okoro", ""), "desk": ("Jon Dale", "Aino Saar"), "gs": (None, None)}


def test_roles_can_decide_beside_each_other(folder: Path) -> None:
    drafted(
        with_approvals({"legal": "A B", "desk": {"by": ["C D"], "after": []}, "gs": {"by": ["E F"], "after": ["desk"]}})
    )
    assert stand()["waiting"] == ["legal (A B)", "desk (C D)"]
    assert approve("desk", "C D").code == 0
    assert stand()["waiting"] == ["legal (A B)", "gs (E F)"]
    assert approve("gs", "E F").code == 0
    assert stand()["stage"] == "in review"
    assert approve("legal", "A B").code == 0
    assert stand()["stage"] == "approved"


def test_a_rejection_sends_the_letter_back(copy: Path) -> None:
    run = letterkit("reject", "case.yml", "one", "--as", "desk", "--by", "Aino Saar", "--comment", "Too long.")
    assert run.code == 0
    letter = stand()
    assert (letter["stage"], letter["waiting"]) == ("in review", ["desk (Aino Saar)"])
    assert any("desk: rejected by Aino Saar" in line and line.endswith(": Too long.") for line in letter["said"])
    assert approve("gs", "Marit Holm").code == 2
    assert approve("desk", "Aino Saar").code == 0
    assert stand()["stage"] == "approved"


def test_a_pdf_that_has_become_another_is_not_sent(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterkit.pipeline.copies.digest_of", lambda content: "another")
    run = letterkit("pdf", "case.yml", "--for", "sending")
    assert run.code == 2
    assert "LK957" in run.out + run.err


def test_deciding_twice_writes_once(copy: Path) -> None:
    before = files(copy)
    assert approve("gs", "Marit Holm").code == 0
    assert files(copy) == before


def test_a_rehearsal_writes_nothing(folder: Path) -> None:
    drafted()
    before = files(folder)
    run = approve("legal", "Ines Okoro", "--dry-run")
    assert run.code == 0
    assert "one.register.jsonl" in run.out
    assert "desk (Aino Saar)" in run.out
    assert files(folder) == before


def test_what_has_an_error_can_be_rejected_and_not_approved(folder: Path) -> None:
    drafted()
    draft = folder / "output/case/one.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("Dear", "Dear Madam"), encoding="utf-8")
    data = with_approvals()
    data["people"]["moe"] = {"name": "Tun Lin Moe", "publish": "no"}
    build(folder, {"case.yml": data})
    draft.write_text(draft.read_text(encoding="utf-8") + "\nTun Lin Moe was there.\n", encoding="utf-8")
    run = approve("legal", "Ines Okoro")
    assert (run.code, "LK706" in run.err) == (2, True)
    assert not (folder / "output/case/one.register.jsonl").exists()
    run = letterkit("reject", "case.yml", "one", "--as", "legal", "--by", "Ines Okoro")
    assert stand()["approvals"][0]["decided"] == "rejected"


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text, old
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def in_campaign(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def amend(folder: Path) -> None:
        data = yaml.safe_load((folder / "case.yml").read_text(encoding="utf-8"))
        change(data)
        (folder / "case.yml").write_text(as_yaml(data), encoding="utf-8")

    return amend


def first_text_line(folder: Path) -> tuple[int, str]:
    lines = (folder / "output/case/one.md").read_text(encoding="utf-8").split("\n")
    return next((number, line) for number, line in enumerate(lines, 1) if "Nobody has seen her" in line)


def an_act(data: dict[str, Any]) -> None:
    data["people"]["alia"]["acts"].append({"sentenced": "2017-01-22", "outcome": "two years", "source": "note"})


DRAFT, HEAD = "output/case/one.md", "letterheads/ituc"
CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a line": (edit(DRAFT, "Nobody has seen her since", "Nobody saw her"), "the draft's line {} was changed"),
    "a paragraph": (edit(DRAFT, "Dear", "A word.\n\nDear"), "the draft's line 8 was added"),
    "a line less": (
        edit(DRAFT, "reference: AB/cd\n", ""), "from the draft, above its line 5, 1 line was taken out",
    ),
    "an act": (in_campaign(an_act), "alia.sentenced was added"),
    "a place less": (
        in_campaign(lambda d: d["people"]["alia"]["acts"][0].pop("place")),
        "alia.detained: place was taken out",
    ),
    "a day": (
        in_campaign(lambda d: d["people"]["alia"]["acts"][0].update(detained="2017-01-21")),
        "alia.detained was changed",
    ),
    "a place": (
        in_campaign(lambda d: d["people"]["alia"]["acts"][0].update(place="Almaty")),
        "alia.detained: place was changed",
    ),
    "a consent": (in_campaign(lambda d: d["people"]["alia"].update(publish="initials")), "A. B.: publish was changed"),
    "a body": (in_campaign(lambda d: d["organisations"]["union"].update(short="FUK")), "union: short was changed"),
    "an address": (in_campaign(lambda d: d["targets"]["president"].update(email="x@b.example")), "targets president"),
    "a source": (in_campaign(lambda d: d["sources"]["note"].update(title="Another")), "sources note title was changed"),
    "the roles": (in_campaign(lambda d: d["approvals"].pop("desk")), "approvals desk"),
    "who may": (in_campaign(lambda d: d["approvals"]["legal"].append("Eve")), "approvals legal 3 was added"),
    "a subject": (in_campaign(lambda d: d["letters"]["one"].update(subject="Free")), "letters one subject was changed"),
    "a clause": (
        edit("templates/clauses/demands/release.yml", "title:", "# Reworded.\ntitle:"), "demands/release.yml",
    ),
    "a kind of act": (edit("templates/clauses/acts/detained.yml", "title:", "# New.\ntitle:"), "acts/detained.yml"),
    "a language": (edit("templates/languages/en/writing.yml", "\n", "\n# New.\n"), "languages/en/writing.yml"),
    "a form": (edit("templates/letters/protest.md.j2", "title:", "# Reworded.\ntitle:"), "letters/protest.md.j2"),
    "a letterhead": (
        edit(f"templates/{HEAD}/letterhead.yml", "place:", "# Moved.\nplace:"), HEAD + "/letterhead.yml",
    ),
    "a style sheet": (
        lambda f: (f / f"templates/{HEAD}/letter.css").write_text("p { color: #111 }"), HEAD + "/letter.css",
    ),
    "a logo": (lambda f: (f / f"templates/{HEAD}/new.png").write_bytes(b"x"), HEAD + "/new.png"),
}  # fmt: skip


@pytest.mark.sampled(5)
@pytest.mark.parametrize("what", CHANGES)
def test_any_change_voids_every_approval_and_is_named(what: str, copy: Path) -> None:
    line, _ = first_text_line(copy)
    change, words = CHANGES[what]
    change(copy)
    letter = stand()
    assert letter["stage"] == "in review"
    decided = [one for one in letter["approvals"] if one["decided"]]
    assert decided
    for one in decided:
        assert one["holds"] is False
        assert any(words.format(line) in said for said in one["changed"]), one["changed"]
    assert letter["waiting"]
    void, gone = "void, because since then", "this role is asked for no longer"
    assert all(void in line or gone in line for line in letter["said"])
    assert void in letter["said"][0]


def test_what_was_approved_is_told_when_nobody_asks_for_it_any_more(copy: Path) -> None:
    in_campaign(lambda d: d.update(approvals={}))(copy)
    said = stand()["said"]
    assert [line.partition(":")[0] for line in said if line.endswith("; this role is asked for no longer")] == [
        "legal",
        "desk",
        "gs",
    ]


def other_letter(data: dict[str, Any]) -> None:
    data["letters"]["two"] = {"like": "one", "to": "clerk", "subject": "To the clerk"}


def a_reply(data: dict[str, Any]) -> None:
    data["letters"]["one"]["replies"] = {"date": "2017-02-01", "says": "nothing"}


def later_act(data: dict[str, Any]) -> None:
    """A letter cannot know what was done after its day, nor from whom that is known."""
    data["sources"] |= {"late": {"title": "A call", "date": "2017-02-21"}, "undated": {"title": "A visit"}}
    data["people"]["alia"]["acts"] += [
        {"released": "2017-02-20", "outcome": "on bail", "source": "late"},
        {"dismissed": "2017-02-24", "source": "undated"},
    ]


HONEST: dict[str, Callable[[Path], object]] = {
    "nothing": lambda f: None,
    "drafting again": lambda f: letterkit("draft", "case.yml"),
    "the plain PDF": lambda f: letterkit("pdf", "case.yml"),
    "a comment": edit("case.yml", "campaign:", "# A comment.\ncampaign:"),
    "line ends": lambda f: (f / "output/case/one.md").write_bytes(
        (f / "output/case/one.md").read_bytes().replace(b"\n", b"\r\n")
    ),
    "another letter": in_campaign(other_letter),
    "an act of after its date": in_campaign(later_act),
    "a clause that it does not use": lambda f: build(
        f, {"templates/clauses/openings/mine.yml": "title: Mine\nsource: none\nwords: {en: Mine.}\n"}
    ),
    "what file managers and editors leave beside a letterhead": lambda f: build(
        f, {f"templates/{HEAD}/{name}": "x" for name in (".DS_Store", "Thumbs.db", ".letterhead.yml.swp", "a.yml~")}
    ),
    "an old PDF": lambda f: (f / "output/case/one-draft.pdf").write_bytes(b"old"),
    "another folder": lambda f: None,
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("what", HONEST)
def test_what_changes_nothing_of_the_letter_voids_nothing(what: str, copy: Path) -> None:
    HONEST[what](copy)
    letter = stand()
    assert (letter["stage"], letter["problems"]) == ("approved", [])


def test_a_reply_makes_it_answered(copy: Path) -> None:
    in_campaign(a_reply)(copy)
    assert stand()["stage"] == "answered"
    assert all(one["holds"] for one in stand()["approvals"])


def test_without_what_is_kept_the_part_is_named(copy: Path) -> None:
    for path in (copy / "output/case/.letterkit/one").glob("state-*.json"):
        path.unlink()
    assert stand()["stage"] == "approved"
    in_campaign(lambda d: d["people"]["alia"].update(surname="Bek"))(copy)
    assert stand()["approvals"][0]["changed"] == ["the facts of the campaign were changed"]


def test_a_damaged_register_stops_everything(copy: Path) -> None:
    path = copy / "output/case/one.register.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("Tomas", "Eve").replace("Ines", "Eve"), encoding="utf-8")
    before = files(copy)
    for run in (approve("gs", "Marit Holm"), letterkit("status", "case.yml")):
        assert (run.code, "LK954" in run.err) == (2, True)
        assert "line 1 of the register was changed" in run.err
        assert "unclear" in run.out
    assert files(copy) == before


MISTAKES: dict[str, tuple[object, str]] = {
    "nobody": ({"legal": []}, "nobody may act as 'legal'"),
    "a role below": ({"legal": {"by": "A", "after": "gs"}, "gs": "B"}, "no role 'gs' stands above 'legal'"),
    "itself": ({"legal": {"by": "A", "after": "legal"}}, "no role 'legal' stands above 'legal'"),
    "a key": ({"legal": {"by": "A", "delegate": "B"}}, "unknown key 'delegate'"),
    "a day": ({"legal": {"by": "A", "delegates": {"to": "B", "until": "May"}}}, "expected a day"),
    "a list": (["legal"], "'key: value' lines"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_mistakes_in_the_roles_are_shown_at_their_place(what: str, folder: Path) -> None:
    approvals, words = MISTAKES[what]
    build(folder, {"case.yml": with_approvals(approvals)})
    run = letterkit("status", "case.yml")
    assert run.code == 2
    assert words in run.err
    assert "case.yml:" in run.err


def test_a_letterhead_can_ask_for_all_its_letters_and_a_campaign_for_none(folder: Path) -> None:
    data = campaign()
    workspace(folder, data)
    head = folder / f"templates/{HEAD}/letterhead.yml"
    head.write_text(head.read_text(encoding="utf-8") + as_yaml({"approvals": APPROVALS}), encoding="utf-8")
    assert letterkit("draft", "case.yml").code == 0
    assert stand()["waiting"] == ["legal (Ines Okoro or Tomas Lind)"]
    run = letterkit("pdf", "case.yml")
    assert (run.code, "LK953" in run.err) == (0, True)
    build(folder, {"case.yml": {**data, "approvals": {}}})
    assert (stand()["waiting"], letterkit("pdf", "case.yml").err) == ([], "")
    assert "nobody is asked" in approve("legal", "Ines Okoro").err


def test_several_senders_each_ask_for_their_own(folder: Path) -> None:
    data = campaign("letters/one/from", ["ituc", "etuc"])
    data["letters"]["one"]["letterhead"] = "ituc"
    workspace(folder, data)
    templates = Path(__file__).resolve().parents[2] / "templates"
    shutil.copytree(templates / "letterheads/etuc", folder / "templates/letterheads/etuc")
    for house in ("ituc", "etuc"):
        head = folder / f"templates/letterheads/{house}/letterhead.yml"
        text = head.read_text(encoding="utf-8") + as_yaml({"approvals": {"legal": f"Of {house}"}})
        head.write_text(text, encoding="utf-8")
    assert letterkit("draft", "case.yml").code == 0
    assert stand()["waiting"] == ["ituc/legal (Of ituc)", "etuc/legal (Of etuc)"]


@pytest.mark.sampled(5)
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(4))
def test_killed_at_any_write_an_approval_is_there_or_not_and_never_half(step: int, after: bool, copy: Path) -> None:
    edit(DRAFT, "Nobody has seen", "Nobody had seen")(copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("letterkit.cli.sign_off.files_for", lambda dry: Dying(step, after))
        with pytest.raises(Killed):
            approve("legal", "Ines Okoro")
    assert letterkit("status", "case.yml").code == 0
    assert approve("legal", "Ines Okoro").code == 0
    [legal, *_] = stand()["approvals"]
    assert (legal["decided"], legal["holds"], stand()["register"]["lines"]) == ("approved", True, 4)
