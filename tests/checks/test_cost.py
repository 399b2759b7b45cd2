"""What checking a letter costs follows from its own words, not from how many letters and people its campaign has."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

from support.library import library_of

from letterkit.checks.run import check_whole
from letterkit.pipeline.check import subjects
from letterkit.pipeline.plan import plan

GIVEN = ("Amina", "Bolat", "Dana", "Erlan", "Fatima", "Hassan", "Leila", "Murat")
PARTS = ("bar", "kan", "mur", "tel", "son", "dau", "gim", "rol")


def _campaign(letters: int) -> str:
    lines = ["campaign: Arrests", "country: KZ", "sources:", "  note: {title: Note, date: 2017-02-15}", "people:"]
    for at in range(2 * letters):
        surname = (PARTS[at // 64 % 8] + PARTS[at // 8 % 8] + PARTS[at % 8] + "ov").capitalize()
        lines.append(f"  p{at}:")
        lines.append(f"    {{name: {GIVEN[at % 8]} {surname}, gender: male, publish: yes,")
        lines.append("    acts: [{arrested: 2017-01-04, by: the police, source: note}]}")
    lines.append("targets:")
    lines += [f"  t{at}: {{office: Minister {at}, of: Republic of Kazakhstan}}" for at in range(letters)]
    lines += ["demands: [release: p0]", "letters:"]
    for at in range(letters):
        words = f"Mr Murat Barkanmurow told us of it, and Erlan Kanbartelof saw {at} men. Mr Nobodyknown was there."
        lines.append(f"  l{at}:")
        lines.append(f"    {{from: ituc, to: t{at}, date: 2017-03-01, subject: Arrests, about: [p0.arrested],")
        lines.append(f"    facts: [[p{2 * at}.arrested, p{2 * at + 1}.arrested], [text: '{words}']]}}")
    return "\n".join(lines) + "\n"


def _calls(folder: Path, letters: int) -> int:
    """The calls of functions that checking the third letter of a campaign makes, when others were checked before."""
    file = folder / f"c{letters}.yml"
    file.write_text(_campaign(letters), encoding="utf-8")
    library = library_of()
    jobs, problems = plan([file], library, folder)
    assert not problems

    def look(at: int) -> None:
        for document in subjects(jobs[at], library):
            assert any(problem.code == "LK602" for problem in check_whole(document).problems)

    look(0)
    look(1)
    profile = cProfile.Profile()
    profile.runcall(look, 2)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_a_letter_of_a_large_campaign_costs_what_one_of_a_small_costs(tmp_path: Path) -> None:
    _calls(tmp_path, 10)  # what is worked out once for all
    assert _calls(tmp_path, 160) <= 1.1 * _calls(tmp_path, 20)
