"""Letters from each of many senders: who they are, what all of them ask for, and mistakes that stop nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.helpers import build, letterkit
from support.library import library_of

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.drafts.markdown import text_of
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_csv import parse_cells
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign
from letterkit.schema.read import read

CAMPAIGN = """
campaign: Dismissals
country: GE
sources: {minutes: {title: Minutes, date: 2023-03-04, confidential: yes}}
organisations:
  union:
    name: {en: Union of Crane Drivers, fr: Syndicat des grutiers}
    short: UCD
    article: {en: the, fr: le}
senders: {file: affiliates.csv}
people:
  lomi:
    name: Nana Lomi
    gender: female
    publish: yes
    office: {en: chair, fr: présidente}
    of: union
    acts: [{dismissed: 2023-03-01, source: minutes}]
  hidden: {name: Ana Verulashvili, gender: female, publish: no, acts: [{threatened: 2023-03-01, source: minutes}]}
targets:
  minister: {office: {en: Minister of Labour, fr: ministre du Travail}, of: {en: Georgia, fr: Géorgie}}
  prime: {office: {en: Prime Minister, fr: Premier ministre}, of: {en: Georgia, fr: Géorgie}}
demands: [reinstate: lomi]
letters:
  appeal: {from-each: all, to-each: [minister, prime], date: 2023-03-06}
"""
HEAD = (
    "key,letterhead,name,name.fr,article.fr,short,place,language,address,figures.as-of,figures.members,speaks-for,"
    "speaks-for.fr,signatory.name,signatory.gender,signatory.office,signatory.office.fr,declares,declares.fr,"
    "writes-as,publish"
)
DOCKERS = (
    "upw,base,Union of Port Workers,,,UPW,Rotterdam,en,1 Quay | Rotterdam,2023-01-01,12000,dockers,"
    ",Jan Berg,male,President,,Our members unload ships from Poti.,,,"
)
FRENCH = (
    "quais,base,Union of Quays,Syndicat des quais,le,SDQ,Le Havre,fr,1 quai,2023-01-01,900,dockers,dockers,"
    "Anne Duval,female,President,Présidente,,Nos membres déchargent les navires de Poti.,,"
)
HOUSE = "etuc,specimen,,,,,,,,,,,,,,,,,,,"
PERSON = "liv,base,Liv Aas,,,,Bergen,,2 Road,,,,,,female,Crane driver,,,,a crane driver in Bergen,yes"
ROWS = "\n".join((HEAD, DOCKERS, FRENCH, HOUSE, PERSON))


def campaign(folder: Path, rows: str = ROWS, text: str = CAMPAIGN) -> Campaign:
    build(folder, {"affiliates.csv": rows, "port.yml": text})
    return read(folder / "port.yml", library_of())


def composed(of: Campaign, letter: str) -> Draft:
    return compose(resolve(of, letter, library_of()))


def found(of: Campaign) -> list[tuple[str, int, int]]:
    problems = (problem for problems in of.refused.values() for problem in problems)
    return [(one.code, one.location.line, one.location.column) for one in problems if one.location]


def test_each_sender_writes_to_each_target(tmp_path: Path) -> None:
    letters = campaign(tmp_path).letters
    assert [str(name) for name in letters] == [
        f"appeal-{sender}-{target}" for sender in ("upw", "quais", "etuc", "liv") for target in ("minister", "prime")
    ]


def test_a_letter_is_its_senders_and_asks_for_what_all_ask(tmp_path: Path) -> None:
    of = campaign(tmp_path)
    dockers, french, person = (composed(of, f"appeal-{name}-minister") for name in ("upw", "quais", "liv"))
    said = {draft.letter: text_of(draft.paragraphs) for draft in (dockers, french, person)}
    head = dockers.sheet.heads[0]
    assert (head.names, head.address) == (("Union of Port Workers",), ("1 Quay", "Rotterdam"))
    assert dockers.sheet.signatures[0].name == "Jan Berg"
    assert (dockers.sheet.letterhead, dockers.sheet.look.logo) == ("base", "none")
    text = said["appeal-upw-minister"]
    assert "on behalf of the Union of Port Workers (UPW), which represents 12,000 dockers" in text
    assert "\n\nOur members unload ships from Poti.\n\n" in text
    assert "au nom du Syndicat des quais" in said["appeal-quais-minister"].replace("Au nom", "au nom")
    assert french.sheet.language == "fr"
    assert "I am writing as a crane driver in Bergen" in said["appeal-liv-minister"]
    assert [one.name for one in person.sheet.signatures] == ["Liv Aas"]
    assert all("reinstated" in said[name] for name in ("appeal-upw-minister", "appeal-liv-minister"))
    assert "Our members" not in said["appeal-liv-minister"]


def test_checks_hold_for_each_sender(tmp_path: Path) -> None:
    named = DOCKERS.replace("Our members unload ships from Poti.", "Ana Verulashvili has told us of it.")
    of = campaign(tmp_path, "\n".join((HEAD, named, HOUSE)))
    for letter, wanted in (("appeal-upw-prime", [("LK706", 2)]), ("appeal-etuc-prime", [])):
        resolved = resolve(of, letter, library_of())
        problems = check(composed_document(resolved, compose(resolved), of, library_of()))
        errors = [one for one in problems if one.severity is Severity.ERROR]
        assert [(one.code, one.location and one.location.line) for one in errors] == wanted
        assert all("Verulashvili" not in one.message for one in errors)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "cell"),
    [
        ("upw,base", "upw,bast", "LK213", 2, "bast"),
        ("12000", "many", "LK123", 2, "many"),
        ("quais,base,Union of Quays", "quais,base,Union of Port  Workers", "LK239", 3, "quais"),
        ("quais,base", "UPW,base", "LK239", 3, "UPW"),
        ("liv,base", "upw,base", "LK239", 5, "upw"),
        ("Rotterdam,en", "Rotterdam,xx", "LK212", 2, "xx"),
        ("Bergen,yes", "Bergen,no", "LK240", 5, "liv"),
        ("Bergen,yes", "Bergen,", "LK240", 5, "liv"),
        (",Jan Berg,male,President", ",,,", "LK122", 2, "upw"),
        ("UPW,Rotterdam", "UPW,", "LK122", 2, "upw"),
        ("etuc,specimen", "etuc,base", "LK122", 4, "etuc"),
        ("etuc,specimen,,,", "etuc,specimen,,,,Oslo", "LK121", 4, "etuc"),
        (",,,,,,,\nliv", ",,,,,,,,Oslo\nliv", "LK136", 4, "Oslo"),
        ("2023-01-01,900", "in January,900", "LK123", 3, "in January"),
        ("\nliv,", "\n,", "LK122", 5, ""),
        ("\nliv,", "\nl.v,", "LK126", 5, "l.v"),
    ],
)
def test_a_record_with_a_mistake_is_told_at_its_cell_and_stops_no_other(
    old: str, new: str, code: str, line: int, cell: str, tmp_path: Path
) -> None:
    assert ROWS.count(old) == 1
    rows = ROWS.replace(old, new)
    of = campaign(tmp_path, rows)
    assert found(of) == [(code, line, rows.split("\n")[line - 1].index(cell) + 1)]
    assert len(of.letters) == 6


@pytest.mark.parametrize(
    ("old", "new", "code", "cell"),
    [
        ("letterhead", "letter-head", "LK121", "letter-head"),
        ("speaks-for,", "speaks for,", "LK121", "speaks for"),
        ("name,name.fr", "name,name", "LK136", "name,article"),
        ("name,name.fr", "name,", "LK136", ",article"),
        ("key,", "code,", "LK122", "code"),
    ],
)
def test_a_column_that_says_nothing_stops_the_list(old: str, new: str, code: str, cell: str, tmp_path: Path) -> None:
    head = HEAD.replace(old, new)
    with pytest.raises(UserError) as failed:
        campaign(tmp_path, ROWS.replace(HEAD, head))
    assert (code, 1, head.index(cell) + 1) in [
        (one.code, one.location.line, one.location.column) for one in failed.value.problems if one.location
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("from-each: all", "from-each: all, from: ituc", "LK121"),
        ("from-each: all", "from-each: [upw, qais]", "LK213"),
        ("[minister, prime]", "[minister, primus]", "LK214"),
        ("senders: {file: affiliates.csv}", "", "LK241"),
        ("affiliates.csv", "../affiliates.csv", "LK124"),
        ("affiliates.csv", "affiliates.xlsx", "LK124"),
    ],
)
def test_a_list_names_only_who_is_there(old: str, new: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as failed:
        campaign(tmp_path, text=CAMPAIGN.replace(old, new))
    assert code in {problem.code for problem in failed.value.problems}


def test_a_list_follows_another_letter_by_letter_and_another_is_like_it(tmp_path: Path) -> None:
    more = "  june: {follows: appeal, from-each: all, to-each: all, date: 2023-06-06}\n  again: {like: appeal}\n"
    of = campaign(tmp_path, text=CAMPAIGN + more)
    assert len(of.letters) == 3 * 8
    letter = resolve(of, "june-upw-prime", library_of())
    assert [one.date and one.date.first.isoformat() for one in letter.earlier] == ["2023-03-06"]
    assert (letter.senders[0].key, letter.target.office and str(letter.target.office.first)) == (
        "upw",
        "Prime Minister",
    )
    assert resolve(of, "again-liv-minister", library_of()).senders[0].key == "liv"


def test_senders_of_yaml_are_read_as_strictly(tmp_path: Path) -> None:
    build(tmp_path, {"affiliates.yml": "a: {letterhead: specimen}\nb: {letterhead: specimen, size: 3}\n"})
    of = campaign(tmp_path, text=CAMPAIGN.replace(".csv", ".yml"))
    assert [str(name) for name in of.letters] == ["appeal-a-minister", "appeal-a-prime"]
    assert ("LK121", 2, 27) in found(of)


def test_the_command_makes_the_others_and_says_which_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaign(tmp_path, ROWS.replace("12000", "many").replace(FRENCH + "\n", "").replace(HOUSE + "\n", ""))
    done = letterkit("draft", "port.yml", "--letter", "appeal")
    assert done.code == 2
    assert "affiliates.csv:2:81: error LK123: expected a whole number, such as 250000" in done.err
    assert sorted(path.name for path in (tmp_path / "output" / "port").glob("*.pdf")) == [
        "appeal-liv-minister-draft.pdf",
        "appeal-liv-prime-draft.pdf",
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a,b\n1,"x\ny, ""z"""\n\n3,4\n', [["1", 'x\ny, "z"'], ["3", "4"]]),
        ("a;b\n1;2,5", [["1", "2,5"]]),
        ("a\tb\n1\n", [["1", ""]]),
        ("a,b,\n1,2,\n", [["1", "2", ""]]),
    ],
)
def test_cells(text: str, rows: list[list[str]]) -> None:
    assert [list(map(str, row.cells)) for row in parse_cells(text, "f").rows] == rows


@pytest.mark.parametrize("text", ['a,b\n1,"x', 'a,b\n"x"y,2', "", ",\n1,2", "a\ue000\n1", "a\n" + "1\n" * 10_001])
def test_cells_that_cannot_be_told_apart(text: str) -> None:
    with pytest.raises(UserError) as failed:
        parse_cells(text, "f")
    assert all(isinstance(one, Problem) and one.location for one in failed.value.problems)
