"""What is still to come: said as such before its day, and as past only when it is known to have happened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.library import library_of

from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

CAMPAIGN = """
campaign: A trial
country: IR
sources:
  lawyer: {title: Letter of the lawyer, date: 2022-12-10}
  court: {title: Record of the court, date: 2022-12-21}
  undated: {title: A call}
people:
  lomi:
    name: Nana Lomi
    gender: female
    publish: yes
    acts:
      - {arrested: 2022-11-01, source: lawyer}
      - {TRIAL}
targets: {minister: {office: {en: Minister of Justice, fr: ministre de la Justice}, gender: male}}
letters:
  a:
    {from: specimen, to: minister, date: DATE, language: LANGUAGE, opening: OPENING, facts: [lomi.KIND], MORE}
"""


def drafted(folder: Path, trial: str, date: str, language: str = "en", **more: Any) -> str:
    text = CAMPAIGN.replace("TRIAL", trial).replace("DATE", date).replace("LANGUAGE", language)
    text = text.replace("KIND", trial.split(":")[0]).replace("OPENING", more.get("opening", "concern"))
    about = f"about: {more['about']}, " if "about" in more else ""
    text = text.replace("MORE", f"{about}demands: [release: lomi]")
    path = folder / "trial.yml"
    path.write_text(text, encoding="utf-8")
    draft = compose(resolve(read(path, library_of()), "a", library_of()))
    return " ".join(paragraph.text for paragraph in draft.paragraphs)


TRIED = "tried: 2022-12-20, by: the Revolutionary Court, source: SOURCE"


@pytest.mark.parametrize(
    ("source", "date", "said"),
    [
        ("lawyer", "2022-12-15", "Ms Lomi is due to stand trial before the Revolutionary Court on 20 December"),
        ("lawyer", "2023-01-05", "Ms Lomi was due to stand trial before the Revolutionary Court on 20 December 2022"),
        ("court", "2023-01-05", "Ms Lomi was tried by the Revolutionary Court on 20 December 2022"),
        ("undated", "2022-12-15", "Ms Lomi is due to stand trial before the Revolutionary Court on 20 December"),
        ("undated", "2023-01-05", "Ms Lomi was tried by the Revolutionary Court on 20 December 2022"),
        ("lawyer, confirmed: 2022-12-28", "2023-01-05", "Ms Lomi was tried by the Revolutionary Court"),
        ("lawyer, confirmed: 2022-12-28", "2022-12-24", "Ms Lomi was due to stand trial"),
    ],
)
def test_a_trial_is_to_come_until_it_is_known_to_have_been(source: str, date: str, said: str, tmp_path: Path) -> None:
    assert said in drafted(tmp_path, TRIED.replace("SOURCE", source), date)


@pytest.mark.parametrize(
    ("act", "english", "french"),
    [
        ("tried: 2022-12-20", "due to stand trial on 20 December", "doit être jugée le 20 décembre"),
        ("tried: 2022-12", "due to stand trial in December", "doit être jugée en décembre"),
        (
            "heard: 2023-01-09",
            "due to appear in court on 9 January 2023",
            "doit comparaître devant le tribunal",
        ),
        (
            "executed: 2022-12-20, by: {en: the army, fr: l'armée}",
            "due to be executed by the army on 20 December",
            "doit être exécutée par l'armée le 20 décembre",
        ),
        ("judged: 2022-12-19/2022-12-20", "expected on 19 and 20 December", "doit être rendu les 19 et 20 décembre"),
        ("deported: 2022-W51", "due to be deported in the week of 19 December", "dans la semaine du 19 décembre"),
    ],
)
def test_what_can_be_to_come(act: str, english: str, french: str, tmp_path: Path) -> None:
    text = f"{act}, source: lawyer"
    assert english in drafted(tmp_path, text, "2022-12-15")
    assert french in drafted(tmp_path, text, "2022-12-15", "fr")


def test_a_letter_can_be_about_what_is_to_come(tmp_path: Path) -> None:
    about = drafted(tmp_path, TRIED.replace("SOURCE", "lawyer"), "2022-12-15", about="lomi.tried")
    assert "about the trial of Nana Lomi, due on 20 December" in about


def test_an_execution_to_come_is_what_a_letter_is_about(tmp_path: Path) -> None:
    assert "the execution of Nana Lomi, due on 20 December" in drafted(
        tmp_path, "executed: 2022-12-20, source: lawyer", "2022-12-15"
    )


def test_what_the_opening_has_announced_is_not_announced_again(tmp_path: Path) -> None:
    said = drafted(tmp_path, "executed: 2022-12-20, source: lawyer", "2022-12-15")
    assert said.count("20 December") == 1


def test_nobody_is_convicted_by_an_announcement(tmp_path: Path) -> None:
    drafted(tmp_path, TRIED.replace("SOURCE", "lawyer"), "2022-12-15")
    letter = resolve(read(tmp_path / "trial.yml", library_of()), "a", library_of())
    assert letter.statuses("lomi") == ("detained",)


def test_what_cannot_be_to_come_is_refused_with_what_can(tmp_path: Path) -> None:
    with pytest.raises(UserError) as failed:
        drafted(tmp_path, "beaten: 2022-12-20, source: lawyer", "2022-12-15")
    [problem] = failed.value.problems
    assert problem.code == "LK403"
    assert "tried" in problem.hint


def test_an_announcement_later_than_the_letter_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(UserError) as failed:
        drafted(tmp_path, "tried: 2022-12-25, source: court", "2022-12-15")
    assert [problem.code for problem in failed.value.problems] == ["LK403"]


def test_since_is_short_for_going_on(tmp_path: Path) -> None:
    said = drafted(tmp_path, "denied-counsel: since 2022-11-02, source: lawyer", "2022-12-15")
    assert "has been denied access to a lawyer since 2 November" in said
    with pytest.raises(UserError) as failed:
        drafted(tmp_path, "beaten: since 2022-11-02, source: lawyer", "2022-12-15")
    assert failed.value.problems[0].code == "LK224"


def test_how_long_it_lasted(tmp_path: Path) -> None:
    said = drafted(tmp_path, "denied-counsel: 2022-11-02, lasted: six days, source: lawyer", "2022-12-15")
    assert "was denied access to a lawyer for six days from 2 November" in said
    said = drafted(tmp_path, "detained: 2022-05-03/2022-05-08, source: lawyer", "2022-12-15")
    assert "was held in detention from 3 to 8 May" in said
