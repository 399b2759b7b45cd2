"""By force: work ends, memory has a bound, and nothing a user can have in their files is a fault of letterkit."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.helpers import as_yaml, build, campaign, drafted_here, letterkit
from support.repeats import pattern, repeated

SECONDS = 25
"""CPU time that any of these may take, on a slow machine."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*arguments: object) -> list[dict[str, Any]]:
    """The problems that `check` finds, in bounded time, none of them a fault of letterkit."""
    begun = time.process_time()
    run = letterkit("check", *arguments, "--format", "json")
    assert time.process_time() - begun < SECONDS
    assert run.code in (0, 1)
    assert run.err == ""
    problems: list[dict[str, Any]] = json.loads(run.out)
    assert not [one for one in problems if one["code"] == "LK999"]
    return problems


# What is longer than it can be


@pytest.mark.parametrize(
    ("path", "value", "limit"),
    [
        ("letters/one/subject", "Release them now " * 5300, "10,000"),
        ("letters/one/subject", "Release them now " * 300, "3,000"),
        ("letters/one/reference", "A/b " * 1000, "3,000"),
        ("people/alia/name", " ".join(f"Name{number}" for number in range(400)), "400 and 30"),
        ("people/alia/name", {"en": "Alia", "fr": "Alia " * 31}, "400 and 30"),
        ("people/alia/also", ["Aliya Bek", "Alia " * 31], "400 and 30"),
        ("organisations/union/name", "Union " * 70, "400 and 30"),
        ("sources/note/title", "abcd" * 251, "1,000"),
        ("demands", [{"text": "to pay " + "9" * 101}], "100"),
        ("demands", [{"text": "to stop" + "!" * 500}], "400"),
        ("demands", [{"text": "to answer " * 1001}], "10,000"),
    ],
)
def test_a_value_has_a_length(path: str, value: object, limit: str, folder: Path) -> None:
    build(folder, {"c.yml": campaign(path, value)})
    [one] = [one for one in found("c.yml") if one["code"] == "LK134"]
    assert limit in one["message"]
    assert one["hint"]
    assert one["line"] > 1


def test_every_text_of_a_campaign_has_a_length(folder: Path) -> None:
    """Whatever key takes text takes no book."""
    tried = 0

    def walk(value: Any, put: Callable[[Any], None]) -> None:
        nonlocal tried
        if isinstance(value, str):
            tried += 1
            put("word " * 3000)
            assert "LK134" in {one["code"] for one in found("c.yml")}
            put(value)
        elif isinstance(value, (dict, list)):
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                walk(inner, lambda new, key=key: (value.__setitem__(key, new), build(folder, {"c.yml": data})))

    data = campaign()
    data["letters"]["one"]["facts"] = data["letters"]["one"]["facts"][:1]
    walk({"people": data["people"]["alia"], "target": data["targets"]["president"]}, lambda new: None)
    assert tried > 10


def test_a_key_has_a_length_and_a_place_a_number_of_entries(folder: Path) -> None:
    build(folder, {"c.yml": as_yaml(campaign()) + f"? {'key' * 80}\n: x\n"})
    assert {one["code"] for one in found("c.yml")} == {"LK134"}
    build(folder, {"c.yml": campaign("letters/one/enclosures", ["x"] * 10_001)})
    assert {one["code"] for one in found("c.yml")} == {"LK135"}


DRAFTS = {
    "of three megabytes": ("Nobody was paid. " * 180_000, "200,000"),
    "of one word": ("a" * 50_000, "400 times"),
    "of one word of many letters": ("abcde" * 10_000, "1,000"),
    "of hyphens": ("well-" * 10_000, "1,000"),
    "of signs": ("@" * 50_000, "400 times"),
    "of one number": ("1" * 5_000, "100"),
    "of one paragraph": ("Nobody was paid. " * 2_000, "20,000"),
    "of empty lines": ("\n" * 5_000, "400 can stand"),
    "of spaces": (" " * 5_000, "400 can stand"),
    "of many paragraphs": ("Nobody.\n\n" * 2_000, "1,000 paragraphs"),
    "of a long list": ("- pay\n" * 2_000, "1,000 paragraphs"),
}


@pytest.mark.parametrize("kind", DRAFTS)
def test_a_draft_is_no_longer_than_a_letter(kind: str, folder: Path) -> None:
    text, limit = DRAFTS[kind]
    draft = drafted(folder)
    before = draft.read_text()
    draft.write_text(before.replace("Nobody has", f"{text}\n\nNobody has"))
    for command in ("check", "pdf"):
        run = letterkit(command, "c.yml")
        assert (run.code, "LK917" in run.out + run.err, limit in run.out + run.err) == (
            1 if command == "check" else 2,
            True,
            True,
        )
    assert text in draft.read_text()


SLOW = ("?! ", "***http://a.b/c to ", "l'\n'", "1-2-3-4/5/6 ", "ß ", "20/1/2017, ", "ILO ", "\n😀 ", "No. 7 of May ")
"""What took long."""


@pytest.mark.sampled(10)
@pytest.mark.parametrize("written", [*SLOW, *(pattern(random.Random(seed)) for seed in range(40))])
def test_what_a_letter_can_hold_is_read_in_time(written: str, folder: Path) -> None:
    draft = drafted(folder)
    before = draft.read_text()
    begun = time.process_time()
    draft.write_text(before.replace("Nobody has", f"{repeated(written, 12_000)}\n\nNobody has"))
    found("c.yml")
    assert time.process_time() - begun < SECONDS / 3, "it takes more for more, and not so much more"


# Many findings


def test_many_mistakes_of_a_kind_are_summed_up(folder: Path) -> None:
    build(folder, {"c.yml": as_yaml(campaign()) + "".join(f"key{number}: x\n" for number in range(9_000))})
    problems = found("c.yml")
    assert len(problems) == 101
    assert any("8,900 more unknown keys" in one["message"] for one in problems)
    said = letterkit("check", "c.yml").out
    assert said.count("unknown key 'key") == 20
    assert "and 81 more of LK121" in said


def test_of_people_who_are_called_nearly_alike_some_are_told(folder: Path) -> None:
    data = campaign()
    letters = "bcdfghjk"
    names = [f"Temir{one}{two} Kushakbaye{three}" for one in letters for two in letters for three in letters]
    data["people"] |= {f"p{at}": {"name": name, "publish": "yes"} for at, name in enumerate(names)}
    build(folder, {"c.yml": data})
    assert 1 <= len([one for one in found("c.yml") if one["code"] == "LK607"]) < 70


def test_numbers_and_initials_tell_people_apart(folder: Path) -> None:
    data = campaign()
    names = [*(f"Ali Witness {number}" for number in range(30)), "Marit B. Holm", "Marit D. Holm"]
    data["people"] |= {f"p{at}": {"name": name, "publish": "yes"} for at, name in enumerate(names)}
    build(folder, {"c.yml": data})
    assert "LK607" not in {one["code"] for one in found("c.yml")}


# Damage


def drafted(folder: Path) -> Path:
    drafted_here("c.yml", campaign())
    return folder / "output/c/one.md"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("draft", ["a", "b"]),
        ("draft", {"a": "b"}),
        ("generated", ["a"]),
        ("at", {"a": "b"}),
        ("cause", ["a"]),
        ("because", {"a": ["b"]}),
        ("sentences", "abc"),
        ("sentences", ["a"]),
        ("sentences", [{"text": ["a"], "origins": []}]),
        ("sentences", [{"text": "a", "origins": [{"kind": {"a": "b"}}]}]),
        ("sentences", [{"text": "a", "origins": [{"kind": "fact"}]}]),
        ("sentences", [{"text": "a", "origins": [{"kind": "fact", "name": "b", "file": ["c"], "line": "1"}]}]),
        ("sentences", [{"text": "a", "origins": [{"kind": "fact", "name": "b", "sources": "c"}]}]),
        ("sentences", [{"text": "a", "origins": [], "facts": [{"name": ["a"]}]}]),
        ("version", "many"),
        ("version", "9" * 5000),
        ("former", "abc"),
    ],
)
def test_a_remembered_version_that_somebody_changed_is_damage(key: str, value: object, folder: Path) -> None:
    draft = drafted(folder)
    memory = folder / "output/c/.letterkit/one/0001.yml"
    memory.write_text(as_yaml({**yaml.load(memory.read_text(), Loader=yaml.BaseLoader), key: value}))
    draft.write_text(draft.read_text().replace("Nobody", "Still nobody"))
    for command in ("history", "explain", "diff"):
        run = letterkit(command, "c.yml")
        assert (run.code in (0, 1, 2), "LK999" in run.out + run.err) == (True, False)
    assert "Still nobody" in draft.read_text()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2017-02-30"])
def test_a_draft_of_no_likely_day_is_damaged(day: str, folder: Path) -> None:
    draft = drafted(folder)
    draft.write_text(
        draft.read_text().replace("date: 2017-01-23", f"date: {day}").replace("Nobody", "On 3 May, nobody")
    )
    for command in ("check", "pdf"):
        run = letterkit(command, "c.yml")
        assert (run.code, "LK914" in run.out + run.err) == (1 if command == "check" else 2, True)


HEAD = {
    "name": "Federation of Harbour Unions",
    "short": "FHU",
    "place": "Rotterdam",
    "language": "en",
    "address": ["1 Example Quay"],
    "speaks-for": "workers in ports",
    "signs": "secretary",
    "officers": {"secretary": {"name": "Marit Holm", "gender": "female", "office": "General Secretary", "head": "yes"}},
    "figures": [{"as-of": "2014-01-01", "members": "640000", "countries": "31"}],
    "style": {"en": {"spelling": "british", "close": "Yours sincerely"}},
    "look": {"logo": "logo.svg"},
}


@pytest.mark.parametrize("encoding", ["UTF-7", "utf-32", "nonsense", "base64"])
def test_an_svg_in_a_strange_encoding_is_named(encoding: str, folder: Path) -> None:
    svg = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 2 1'>&a;</svg>"
    build(
        folder,
        {
            "c.yml": campaign("letters/one/from", "ours"),
            "templates/letterheads/ours/letterhead.yml": HEAD,
            "templates/letterheads/ours/logo.svg": svg,
        },
    )
    run = letterkit("draft", "c.yml")
    assert (run.code, "LK907" in run.err or "LK908" in run.err) == (2, True)


@pytest.mark.parametrize("box", ["/dev/null0 0 40 20", "0 0 40 20x", "0 0 40", "a b c d", "0 0 1e 5", "1" * 30_000, ""])
def test_an_svg_that_does_not_say_how_large_it_is_is_named(box: str, folder: Path) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="M0 0h40v20z"/></svg>'
    build(
        folder,
        {
            "c.yml": campaign("letters/one/from", "ours"),
            "templates/letterheads/ours/letterhead.yml": HEAD,
            "templates/letterheads/ours/logo.svg": svg,
        },
    )
    run = letterkit("draft", "c.yml")
    assert (run.code, "LK907" in run.err or "LK908" in run.err) == (2, True)


def test_links_that_lead_to_each_other_are_no_picture(folder: Path) -> None:
    build(
        folder,
        {"c.yml": campaign("letters/one/from", "ours"), "templates/letterheads/ours/letterhead.yml": HEAD},
    )
    head = folder / "templates/letterheads/ours"
    (head / "logo.svg").symlink_to("other.svg")
    (head / "other.svg").symlink_to("logo.svg")
    run = letterkit("draft", "c.yml")
    assert (run.code, "LK906" in run.err) == (2, True)


@pytest.mark.parametrize("command", ["check", "draft", "status", "fmt", "pdf"])
def test_a_campaign_that_is_a_link_to_itself_is_named(command: str, folder: Path) -> None:
    (folder / "c.yml").symlink_to("c.yml")
    run = letterkit(command, "c.yml")
    assert (run.code in (1, 2), "LK999" in run.out + run.err, "c.yml" in run.out + run.err) == (True, False, True)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("end", ["\r", "\r\n", "\n\r", "\x0b", "\x0c", "\x85", "\u2028", "\x1e"])
def test_whatever_ends_the_lines_of_a_draft(end: str, folder: Path) -> None:
    draft = drafted(folder)
    before = draft.read_bytes().decode()
    draft.write_bytes(before.replace("Nobody has", f"p|a|{end}|-|{end * 40}1. Nobody{end}{end}has").encode())
    for command in ("check", "diff", "draft", "pdf", "explain", "history"):
        run = letterkit(command, "c.yml")
        assert (run.code in (0, 1, 2), "LK999" in run.out + run.err) == (True, False)
