"""Drift: whatever old value a person's words keep is found, through several changes, and nothing else is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.helpers import as_yaml, build, campaign, letterkit
from support.library import library_of
from support.mistakes import ROOT
from support.strategies import tries

from letterkit.checks.ledger.findings import contradicted
from letterkit.checks.ledger.ledger import ledger_of
from letterkit.checks.letter import drift as of_drift
from letterkit.checks.registry import of_letters
from letterkit.drafts.document import edited_document
from letterkit.drafts.history import Generated, following
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.drafts.provenance import record_of
from letterkit.letter.compose.composer import compose
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign
from letterkit.schema.read import read

Facts = Mapping[str, Any]
LIBRARY = library_of(ROOT / "tests")

NAMES = ("Bekova", "Sarsenova", "Dzhumabek", "Invented", "Tulegen")
PLACES = ("Kulsary", "Makat", "Dossor", "Inderbor")
CODES = {"number": "LK511", "status": "LK512", "date": "LK513", "name": "LK514", "place": "LK515"}
LETTERS = {
    "number": (
        "All {0} workers of the mill have families.",
        "They took {0} away in one night.",
        "The {0} are waiting.",
    ),
    "date": ("Nobody has come since {0}.", "What was done on {0} is known."),
    "name": ("Ms {0} needs medicine.", "The mother of {0} came to us."),
    "place": ("In {0} everybody knows it.", "The hospital of {0} was closed to her."),
}

facts = st.fixed_dictionaries(
    {
        "number": st.integers(11, 99),
        "date": st.integers(2, 20),
        "name": st.sampled_from(NAMES),
        "place": st.sampled_from(PLACES),
        "status": st.sampled_from(["held", "free"]),
    }
)
"""What the campaign says at a time; the date is a day of January."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drift")


def letter_of(folder: Path, said: Facts) -> Letter:
    return resolve(campaign_of(folder, said), "one", LIBRARY)


def campaign_of(folder: Path, said: Facts) -> Campaign:
    return _letter(folder, *(said[key] for key in sorted(said)))


@lru_cache(maxsize=64)
def _letter(folder: Path, day: int, name: str, number: int, place: str, status: str) -> Letter:
    data = campaign("people/crowd", {"noun": "workers", "count": str(number),
                    "acts": [{"rally": "2017-01-21", "object": "higher pay", "source": "note"}]})  # fmt: skip
    acts = [{"detained": f"2017-01-{day:02}", "place": place, "source": "note"}]
    acts += [{"released": "2017-01-22", "source": "note"}] if status == "free" else []
    data["people"]["alia"].update(name=f"Alia {name}", acts=acts)
    data["letters"]["one"]["subject"] = "A detention"
    data["letters"]["one"]["facts"] = [["alia.detained", "crowd.rally"], ["union.registered"]]
    build(folder, {"example.yml": data})
    return read(folder / "example.yml", LIBRARY)


def record(campaign: Campaign) -> Generated:
    letter = resolve(campaign, "one", LIBRARY)
    composed = compose(letter)
    return record_of(letter, campaign, composed, write_markdown(composed))


def drift(folder: Path, states: Sequence[Facts], paragraph: str) -> list[tuple[str, str]]:
    """The findings in a paragraph that was added by hand at the first state: code and the words pointed at."""
    known = record(campaign_of(folder, states[0]))
    for state in states[1:]:
        known = following(known, record(campaign_of(folder, state)))
    campaign = campaign_of(folder, states[-1])
    letter = resolve(campaign, "one", LIBRARY)
    composed = compose(letter)
    body, close = write_markdown(composed).rstrip("\n").rsplit("\n\n", 1)
    content = f"{body}\n\n{paragraph}\n\n{close}\n"
    file = read_markdown(content, "one.md")
    subject = edited_document(letter, composed, campaign, LIBRARY, file, "one.md", content, None, known)
    lines = content.split("\n")
    found = []
    of_statuses = (problem for problem in contradicted(ledger_of(subject)) if problem.code == "LK512")
    for problem in (*(problem for look in of_letters(of_drift) for problem in look(subject)), *of_statuses):
        assert problem.location, problem
        assert problem.location.file == "one.md"
        at = problem.location.column - 1
        found.append((problem.code, lines[problem.location.line - 1][at : at + problem.location.length]))
    return found


def written(kind: str, value: Any, letter: Letter, way: int) -> str:
    if kind == "number":
        return str(value)
    if kind == "date":
        day = datetime.date(2017, 1, value)
        return (f"{value} January", f"January {value}", f"{day:%A}, {value} January 2017")[way % 3]
    return str(value)


def test_draft_check_and_pdf_say_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"example.yml": campaign()})
    assert letterkit("draft", "example.yml").code == 0
    draft = tmp_path / "output/example/one.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(
        text.replace("Nobody has seen her since.", "Nobody has seen her since. All 19 workers are afraid.")
    )
    (tmp_path / "example.yml").write_text(as_yaml(campaign("people/crowd/count", "22")))
    drafted, checked, final = (letterkit(command, "example.yml") for command in ("draft", "check", "pdf"))
    assert "All 19 workers are afraid." in draft.read_text(encoding="utf-8")
    for said in (drafted.err, checked.out, final.err):
        assert said.count("LK511") == 1
        assert "the campaign now says '22'" in said
        assert "LK507" not in said
    assert (drafted.code, checked.code, final.code) == (0, 0, 0)


@tries(50)
@given(st.lists(facts, min_size=1, max_size=3), st.dictionaries(st.sampled_from(sorted(LETTERS)), st.tuples(
    st.integers(0, 2), st.integers(0, 2)), max_size=4), st.booleans())  # fmt: skip
def test_an_old_value_is_found_and_no_other(
    folder: Path, states: list[Facts], said: dict[str, tuple[int, int]], held: bool
) -> None:
    now = states[-1]
    sentences, expected = [], []
    for kind, (when, way) in said.items():
        value = states[when % len(states)][kind]
        words = written(kind, value, letter_of(folder, now), way)
        sentences.append(LETTERS[kind][way % len(LETTERS[kind])].format(words))
        if value != now[kind]:
            expected.append((CODES[kind], words))
    if held:
        sentences.append(f"Ms {now['name']} is in detention.")
        expected += [(CODES["status"], "is in detention")] if now["status"] == "free" else []
    found = drift(folder, states, " ".join(sentences) or "Nothing is said here.")
    assert sorted(found) == sorted(expected), (states, sentences)


@tries(30)
@given(st.lists(facts, min_size=2, max_size=4))
def test_what_holds_again_is_not_old(folder: Path, states: list[Facts]) -> None:
    back = [*states, states[0]]
    words = " ".join(
        form.format(written(kind, states[0][kind], letter_of(folder, states[0]), number))
        for kind, forms in LETTERS.items()
        for number, form in enumerate(forms)
    )
    assert drift(folder, back, words) == []


@tries(30)
@given(facts, facts)
def test_a_record_knows_what_has_changed_and_nothing_twice(folder: Path, one: Facts, other: Facts) -> None:
    before, after = record(campaign_of(folder, one)), record(campaign_of(folder, other))
    known = following(before, after)
    hold = {(fact.name, fact.value) for fact in after.facts()}
    assert not hold.intersection((fact.name, fact.value) for fact in known.former)
    assert len(set(known.former)) == len(known.former)
    assert replace(known, former=()) == after
    assert following(known, known) == known, "drafting again changes nothing"
    changed = {fact.name for fact in before.facts()} & {fact.name for fact in known.former}
    assert ("people/crowd/count" in changed) == (one["number"] != other["number"])
