"""Every kind of problem is raised somewhere in the tests: here those that no other module asks for.

The example of a page of ``docs/findings`` is a case, too (``tests/checks/test_findings_pages.py``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.helpers import as_yaml, build, campaign, letterkit
from support.library import ROOT, library_of

from letterkit.foundation.codes import CODES, Severity
from letterkit.foundation.problems import Problem, UserError
from letterkit.pipeline.batch.run import died
from letterkit.pipeline.check import examine
from letterkit.schema.tidy import tidied
from letterkit.signoff.mail import covering_text

TESTS = Path(__file__).resolve().parents[1]


def test_every_code_is_asked_for_in_a_test() -> None:
    texts = [path.read_text(encoding="utf-8") for suffix in ("py", "yml") for path in TESTS.rglob(f"*.{suffix}")]
    named = {code for text in texts for code in re.findall(r"LK\d{3}", text)}
    named |= {page.stem for page in (ROOT / "docs" / "findings").glob("LK*.md")}
    assert len(texts) > 200
    assert set(CODES) - named == set()


def _ground(text: str, **keys: object) -> dict[str, object]:
    return {"title": "Ours", "source": "Ours", "words": {"en": text}, **keys}


CLAUSES = {
    "campaigns/one.yml": campaign(),
    "templates/clauses/speeches/loud.yml": _ground("this is loud."),
    "templates/clauses/demands/expect-answer.yml": _ground("answer"),
    "templates/clauses/demands/ours.yml": _ground("answer", when=["nowhere"]),
    "templates/clauses/consequences/lost.yml": _ground("Lost.", schemes=["us-gps"], measures=["withdrwn"]),
    "templates/languages/en/clauses.yml": {"nobody-wrote-this": "words"},
}
"""Mistakes that keep all clauses from being read."""


def _letter(**keys: object) -> dict[str, object]:
    return {"from": "specimen", "to": "president", "date": "2017-01-23", "facts": ["alia.detained"], **keys}


LETTERS: dict[str, dict[str, object]] = {
    "LK204": _letter(form="headless"),
    "LK208": _letter(lead="mute"),
    "LK209": _letter(**{"from": "ours"}),
    "LK210": _letter(form="short"),
    "LK218": _letter(grounds=[{"law-breaches-convention": "C087"}]),
    "LK225": _letter(demands=["social-dialogue"], facts=[{"text": "Talks have stopped."}], date="2015-01-23"),
    "LK226": _letter(grounds=["endless"]),
    "LK227": _letter(grounds=["groundless", "rightless"]),
    "LK303": _letter(consequences=["gsp-petitions"]),
    "LK304": _letter(consequences=[{"eu-withdrawals": {"precedents": ["ilo-article-33-myanmar-2000"]}}]),
    "LK404": _letter(notes=["etuc"]),
    "LK412": _letter(to="checked"),
    "LK611": _letter(facts=["one.fined", "two.fined", "three.fined"]),
    "LK133": _letter(demands=[{"text": "BLOCK"}]),
}
"""A letter for each, all in one campaign."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with clauses and forms that only a letter finds wrong."""
    told: dict[str, Any] = campaign()
    for key in ("one", "two", "three"):
        act = {"fined": "2017-01-20", "source": "note"}
        told["people"][key] = {"name": f"{key.title()} Unnamed", "gender": "male", "publish": "no", "acts": [act]}
    told["targets"]["checked"] = {"office": "Minister", "of": "Kazakhstan", "checked": "2012-01-01"}
    told["letters"] = {code.lower(): plan for code, plan in LETTERS.items()}
    text = as_yaml(told).replace(
        "text: BLOCK", "text: |-\n" + " " * 10 + "One thing.\n\n" + " " * 10 + "Another thing."
    )
    head = library_of(TESTS).files("letterheads/specimen/*.yml")
    ours = next(iter(head.values())).read_text(encoding="utf-8").replace("Dear {dear} {surname},", "Dear {nobody},")
    form = library_of(TESTS).files("letters/*.md.j2")["letters/protest.md.j2"].read_text(encoding="utf-8")
    return build(
        tmp_path_factory.mktemp("codes"),
        {
            "one.yml": text,
            "templates/letters/headless.md.j2": "{{ opening }}\n",
            "templates/letters/short.md.j2": form.partition("\n---\n")[0] + "\n---\n{{ opening }}\n",
            "templates/clauses/leads/mute.yml": _ground("we ask you for nothing."),
            "templates/clauses/grounds/endless.yml": _ground("this has no end"),
            "templates/clauses/grounds/groundless.yml": _ground("the law says so.", **{"relies-on": ["NOWHERE"]}),
            "templates/clauses/grounds/rightless.yml": _ground("protects it", right="expresion", under=["ICPR"]),
            "templates/letterheads/ours/letterhead.yml": ours,
        },
    )


@pytest.fixture(scope="module")
def problems(workspace: Path) -> tuple[Problem, ...]:
    """The problems of all letters of that campaign."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(workspace)
        [examined] = examine([Path("one.yml")], library_of(workspace), Path("output"))
    return tuple(examined.problems)


@pytest.fixture(scope="module")
def found(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    """Their codes, each with the file that its place is in."""
    return {(one.code, one.location.file if one.location else "") for one in problems}


@pytest.mark.parametrize("code", LETTERS)
def test_letters_with_a_mistake(code: str, found: set[tuple[str, str]]) -> None:
    assert code in {one for one, _ in found}, found


def test_a_clause_without_its_full_stop_is_told_where_the_letter_uses_it(found: set[tuple[str, str]]) -> None:
    assert ("LK226", "one.yml") in found


def test_law_that_a_clause_mistypes_is_told_where_it_is_named(problems: tuple[Problem, ...]) -> None:
    mistyped = {"NOWHERE": "", "ICPR": "did you mean 'ICCPR'?", "expresion": "did you mean 'expression'?"}
    hints = {
        word: one.hint for one in problems for word in mistyped if one.code == "LK227" and f"'{word}'" in one.message
    }
    assert hints | {"NOWHERE": ""} == mistyped


def test_a_pattern_that_cannot_be_filled_is_told_at_its_place(found: set[tuple[str, str]]) -> None:
    assert ("LK209", "templates/letterheads/ours/letterhead.yml") in found


def test_clauses_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, CLAUSES)
    run = letterkit("check", "campaigns/one.yml")
    assert {code for code in ("LK201", "LK202", "LK228", "LK238") if code not in run.out + run.err} == set()
    assert {"did you mean 'us-gsp'?", "did you mean 'withdrawn'?"} <= {
        line.partition("hint: ")[2] for line in (run.out + run.err).splitlines()
    }


def test_a_letter_of_that_name_is_there_and_there_is_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"one.yml": campaign()})
    run = letterkit("follow-up", "one.yml", "one", "--date", "2017-02-23", "--name", "one")
    assert "LK235" in run.out + run.err
    run = letterkit("pdf", "one.yml")
    assert "LK912" in run.out + run.err


def _raised(do: Callable[[], object]) -> set[str]:
    with pytest.raises(UserError) as failed:
        do()
    return {problem.code for problem in failed.value.problems}


def test_what_ends_a_command() -> None:
    library = library_of(TESTS)
    assert _raised(lambda: covering_text(library, "tlh", {})) == {"LK972"}
    assert {died("one", severity).code for severity in (Severity.ERROR, Severity.WARNING)} == {"LK925"}
    assert _raised(lambda: tidied(UNTIDY, "one.yml")) == {"LK139"}


UNTIDY = "a: |+\n    what ends with empty lines that count\n\n\nb: 1\n"


def test_a_reply_is_no_older_than_its_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"one.yml": campaign()})
    early = datetime.date(2017, 1, 2)
    run = letterkit("reply", "one.yml", "one", "--date", early, "--says", "nothing")
    assert "LK975" in run.out + run.err
