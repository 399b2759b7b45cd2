"""Edits of a draft: none that changes what a sentence says passes in silence, and honest ones are not contradicted."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.alterations import Alteration, judged_together, sample_named, samples, some_samples
from support.edited import HONEST, MISTAKEN, Case
from support.helpers import as_yaml, build, campaign, letterkit
from support.mutations import mutated

_TURNED = ("negation", "pronoun", "ratify", "voice")
_SAME = ("order", "split", "join", "punct", "emph", "same")
pytestmark = pytest.mark.xdist_group("samples")


def test_no_word_changes_in_silence(every: bool) -> None:
    """In the letters of some files, or of all: words left out, put in, exchanged, changing places."""
    rng = random.Random(11)
    letters = samples() if every else some_samples()
    made = [one for sample in letters for one in mutated(sample, rng)]
    chosen = made if every else rng.sample(made, 40)
    found = judged_together(chosen, "silent".__ne__)
    assert not [(one.kind, one.old, one.new) for one, verdict, _ in found if verdict == "silent"]


def _judged(cases: tuple[Case, ...], wanted: Callable[[str], bool]) -> dict[Case, tuple[str, list[str]]]:
    edits = [Alteration(sample_named(case.letter, case.language), case.kind, case.old, case.new) for case in cases]
    found = judged_together(edits, wanted)
    return {case: (verdict, said) for case, (_, verdict, said) in zip(cases, found, strict=True)}


def _some(cases: tuple[Case, ...], every: bool) -> tuple[Case, ...]:
    return cases if every else cases[::3]


def test_a_mistaken_edit_is_contradicted_or_noted(every: bool) -> None:
    found = _judged(_some(MISTAKEN, every), "contradicted".__eq__)
    assert not [case for case, (verdict, _) in found.items() if verdict == "silent"]
    turned = {
        case: said for case, (verdict, said) in found.items() if case.kind in ("negation", "pronoun", "ratify", "voice")
    }
    assert not [case for case, said in turned.items() if not any(each.startswith(("LK5", "LK3")) for each in said)]
    assert not [case for case, (verdict, _) in found.items() if case.kind == "displaced" and verdict != "contradicted"]


def test_an_honest_edit_is_not_contradicted(every: bool) -> None:
    found = _judged(_some(HONEST, every), "silent".__eq__)
    assert not [(case, said) for case, (verdict, said) in found.items() if verdict == "contradicted"]
    assert not [(case, said) for case, (verdict, said) in found.items() if case.kind in _SAME and verdict != "silent"]


def _edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> str:
    """What check says of a draft with an edit."""
    monkeypatch.chdir(tmp_path)
    data = campaign()
    data["letters"]["one"]["demands-as"] = "list"
    build(tmp_path, {"case.yml": data})
    assert letterkit("draft", "case.yml").code == 0
    draft = tmp_path / "output/case/one.md"
    text = draft.read_text(encoding="utf-8")
    assert old in text, text
    draft.write_text(text.replace(old, new, 1), encoding="utf-8")
    return letterkit("check", "case.yml").out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("\nYours", "\nWe thank you.\n\nWe met the police in Astana. <!-- source: nte -->\n\nYours", "error LK703"),
        ("\nYours", "\nShe was beaten on 22 January. <!-- source: note -->\n\nYours", "warning LK710"),
        ("- release Alia Bek", "- \n- release Alia Bek", "warning LK826"),
        ("- release Alia Bek", "- act at once;\n- act at once;\n- release Alia Bek", "warning LK525"),
        ("\nYours", "\nIn all 17 workers were fined: nine in Astana and seven in Almaty.\n\nYours", "warning LK507"),
    ],
)
def test_what_editing_leaves_is_told(
    old: str, new: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code in _edited(tmp_path, monkeypatch, old, new)


def test_a_sentence_that_was_taken_out_is_told_where_it_stood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"case.yml": campaign("letters/one/demands-as", "list")})
    assert letterkit("draft", "case.yml").code == 0
    draft = tmp_path / "output/case/one.md"
    text = draft.read_text(encoding="utf-8")
    sentence = next(each for each in text.splitlines() if "20 January" in each and "protest" not in each)
    demand = [each for each in text.splitlines() if each.startswith("- ")][1]
    draft.write_text(text.replace(f"{sentence}\n\n", "", 1).replace(f"{demand}\n", "", 1), encoding="utf-8")
    line = text[: text.index(sentence)].rstrip().count("\n") + 1
    out = letterkit("check", "case.yml").out
    before = draft.read_text(encoding="utf-8").splitlines().index(text.split(f"\n{demand}\n")[0].splitlines()[-1]) + 1
    assert f"one.md:{before}:" in out.split(" note LK528: ")[0].splitlines()[-1], out
    assert f"one.md:{line}:" in out.split(" note LK529: ")[0].splitlines()[-1], out
    assert "20 January" in out.split(" note LK529: ")[1].splitlines()[0]


ON_ONE_LINE = """
campaign: On one line
country: GE
sources: {note: {title: A note, date: 2024-03-12}}
people:
  lomi: {name: Ana Lomi, gender: female, publish: yes, acts: [{arrested: 2024-03-04, place: Poti, source: note}, \
{charged: 2024-03-06, outcome: obstruction, source: note}]}
targets:
  minister: {name: Zaza Beri, gender: male, office: Minister of Justice, of: Georgia}
letters:
  one: {from: specimen, to: minister, date: 2024-03-18, subject: "Georgia: Ana Lomi", about: lomi.arrested, \
demands: [release: lomi]}
""".replace("\\\n", "")


@pytest.mark.parametrize(
    ("told", "is_noted"),
    [
        ("Ms Lomi was arrested in Poti on 4 March. Two days later, she was charged with obstruction.", False),
        ("The arrest of Ms Lomi in Poti is known.", True),
    ],
)
def test_a_fact_that_was_taken_out_is_told_unless_another_sentence_has_it(
    told: str, is_noted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.yml").write_text(ON_ONE_LINE, encoding="utf-8")
    run = letterkit("draft", "case.yml")
    draft = tmp_path / "output/case/one.md"
    text = draft.read_text(encoding="utf-8")
    (charged,) = re.findall(r"[^.\n]*charged[^.\n]*\.", text)
    draft.write_text(text.replace(charged, "").replace("\nYours", f"\n{told}\n\nYours"), encoding="utf-8")
    assert ("LK529" in letterkit("check", "case.yml").out) is is_noted, run.err


def test_a_draft_that_breaks_off_makes_no_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    build(tmp_path, {"case.yml": campaign()})
    assert letterkit("draft", "case.yml").code == 0
    draft = tmp_path / "output/case/one.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text[: text.index("20 January")], encoding="utf-8")
    result = letterkit("pdf", "case.yml")
    assert result.code
    assert "error LK811" in result.err
    assert not (tmp_path / "output/case/one.pdf").exists()


def test_a_text_of_the_campaign_is_weighed_in_an_edited_draft_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = campaign("letters/one/facts", [["alia.detained", {"text": "The police beat the strikers."}]])
    (tmp_path / "case.yml").write_text(as_yaml(data), encoding="utf-8")
    assert letterkit("draft", "case.yml").code == 0
    draft = tmp_path / "output/case/one.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("I would be", "We would be"), encoding="utf-8")
    assert letterkit("check", "case.yml").out.count("no record says so: 'The police beat the strikers.'") == 1
    assert "no record says so" in letterkit("pdf", "case.yml").err or letterkit("pdf", "case.yml").code == 0
