"""What a campaign leaves open, and its letter shows: whom it greets, what an abbreviation means, what a demand ends."""

from __future__ import annotations

from pathlib import Path

from support.composed import problems_of

CAMPAIGN = """
campaign: Left open
country: NE
sources: {note: {title: Notes, date: 2020-03-26, confidential: yes}}
organisations:
  cnt: {name: {fr: Confédération des métiers}, short: CDM, article: {fr: la}}
people:
  dead:
    {noun: {fr: personnes}, gender: female, count: {fr: des},
     acts: [{killed-in-accident: 2020-03-15, object: {fr: cet incendie}, source: note}]}
  workers: {noun: {fr: ouvriers}, count: 12, acts: [{dismissed: 2020-03-16, by: {fr: le ministère}, source: note}]}
targets:
  minister: {is: government, office: {fr: "Ministre de l'Intérieur"}, of: {fr: République du Niger}, address: [Niamey]}
letters:
  minister:
    {form: protest, from: specimen, to: minister, date: 2020-03-27, language: fr, subject: Les cadres de la CDM,
     facts: [[dead.killed-in-accident, workers.dismissed]], demands: [resume-talks: workers]}
"""


def test_what_is_left_open_is_said_at_its_place(tmp_path: Path) -> None:
    found = {problem.code: problem for problem in problems_of(tmp_path, CAMPAIGN, "minister")}
    assert "LK138" not in found
    assert "'Monsieur le Ministre'" in (found["LK141"].hint or "")
    assert found["LK605"].message == "no sentence of the letter says what 'CDM' is"
    assert (found["LK501"].hint or "").endswith("bargaining-refused, recognition-refused, talks-broken-off")
    assert "'dead' are dead" in found["LK503"].message
    known = CAMPAIGN.replace('office: {fr: "Min', 'gender: male, office: {fr: "Min').replace(
        "la CDM", "la Confédération des métiers"
    )
    assert not {"LK141", "LK605"} & {problem.code for problem in problems_of(tmp_path, known, "minister")}
