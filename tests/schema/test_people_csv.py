"""People from a spreadsheet: each with consent, act and status; mistakes at their line; all of them in the annex."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.library import library_of

from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign
from letterkit.schema.read import read

CAMPAIGN = """
campaign: Dismissals
country: GE
sources: {minutes: {title: Minutes, date: 2024-03-04}}
people:
  dismissed:
    {noun: {en: workers of the port, fr: travailleurs du port}, file: dismissed.csv,
     acts: [{dismissed: 2024-03-01, source: minutes}]}
targets: {minister: {office: Minister of Labour}}
letters:
  a: {from: specimen, to: minister, date: 2024-03-06, demands: [reinstate: dismissed], annex: dismissed}
"""
ROWS = """name,gender,publish,office,office.fr,dismissed,by,source
Nana Lomi,female,yes,crane driver,grutière,2024-03-01,the port company,minutes
"Berg, Jon",male,initials,,,2024-03-02,,minutes

Ana Hidden,female,no,clerk,,,,
"""


def campaign(folder: Path, rows: str, text: str = CAMPAIGN) -> Campaign:
    (folder / "dismissed.csv").write_text(rows, encoding="utf-8")
    path = folder / "port.yml"
    path.write_text(text, encoding="utf-8")
    return read(path, library_of())


def test_rows_are_people(tmp_path: Path) -> None:
    people = campaign(tmp_path, ROWS).people
    assert [str(key) for key in people] == ["dismissed", "dismissed-1", "dismissed-2", "dismissed-4"]
    group = people[next(iter(people))]
    assert (str(group.count.first), len(group.members)) == ("3", 3)  # type: ignore[union-attr]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_a_letter_tells_of_the_group_and_its_annex_of_each(delimiter: str, begin: str, tmp_path: Path) -> None:
    rows = ROWS.replace('"Berg, Jon"', "Jon Berg").replace(",", delimiter)
    draft = compose(resolve(campaign(tmp_path, begin + rows), "a", library_of()))
    text = " ".join(paragraph.text for paragraph in draft.paragraphs)
    assert "dismissal of three workers of the port" in text
    assert "Lomi" not in text
    assert draft.sheet.annex is not None
    rows_said = [(name, date, status) for name, _, _, date, status in draft.sheet.annex.rows]
    assert rows_said == [
        ("Nana Lomi", "1 March 2024", "Dismissed"),
        ("J. B.", "2 March 2024", "Dismissed"),
        ("Name withheld", "1 March 2024", "Dismissed"),
    ]
    assert "Hidden" not in str(draft.sheet)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("gender", "gendre", "LK121", 1),
        ("female,yes", "female,maybe", "LK123", 2),
        ("2024-03-02", "2 March", "LK123", 3),
        (',minutes\n"', ',nowhere\n"', "LK703", 2),
        ("publish", "also", "LK122", 1),
    ],
)
def test_mistakes_have_their_line(old: str, new: str, code: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(UserError) as failed:
        campaign(tmp_path, ROWS.replace(old, new, 1))
    assert (code, "dismissed.csv", line) in [
        (problem.code, Path(problem.location.file).name, problem.location.line)
        for problem in failed.value.problems
        if problem.location
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Nana Lomi,female,yes\n", [("the first row names no column", "write into the first row")]),
        (
            "First name,Last name,publish\nNana,Lomi,yes\n",
            [("unknown column 'first name'", "put the whole name")],
        ),
        (
            "Nom,Sexe,publish\nNana Lomi,femme,yes\n",
            [("unknown column 'nom'", "write 'name'"), ("unknown column 'sexe'", "write 'gender'")],
        ),
        ("name,gender\nNana Lomi,female\nJon Berg,male\n", [("there is no column 'publish'", "add it")]),
        (
            "name,publish\nNana Lomi,\nJon Berg,yes\n",
            [("in row 2 the cell under 'publish' is empty", "write each person's own decision")],
        ),
        ("PK\x03\x04", [("the file is one of a word processor or spreadsheet", "save it as CSV")]),
    ],
)
def test_mistakes_of_the_whole_file_are_told_once(rows: str, told: list[tuple[str, str]], tmp_path: Path) -> None:
    with pytest.raises(UserError) as failed:
        campaign(tmp_path, rows)
    found = [problem for problem in failed.value.problems if problem.location and "csv" in problem.location.file]
    for problem, (message, mend) in zip(found, told, strict=True):
        assert problem.message.startswith(message)
        assert problem.hint.startswith(mend)


@pytest.mark.parametrize("name", ["../dismissed.csv", "dismissed.xlsx", "absent.csv"])
def test_only_files_of_the_folder_are_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as failed:
        campaign(tmp_path, ROWS, CAMPAIGN.replace("dismissed.csv", name))
    assert failed.value.problems[0].location is not None
