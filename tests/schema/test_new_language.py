"""A language is added with one folder; what is forgotten is said, and what is not checked is said too."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest
from support.helpers import letterkit
from support.library import ROOT, library_of

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document, edited_document
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.foundation.problems import Problem, UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

SPANISH = ROOT / "tests" / "spanish"
FOLDER = Path("templates") / "languages" / "es"


def drafted(workspace: Path) -> tuple[Draft, tuple[Problem, ...]]:
    library = library_of(workspace)
    campaign = read(workspace / "campaign.yml", library)
    letter = resolve(campaign, "president", library)
    draft = compose(letter)
    return draft, check(composed_document(letter, draft, campaign, library))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return shutil.copytree(SPANISH, tmp_path / "spanish")


def test_a_folder_is_enough_for_letters(workspace: Path) -> None:
    draft, problems = drafted(workspace)
    text = "\n\n".join(paragraph.text for paragraph in draft.paragraphs)
    assert text == (
        "Presidente:\n\n"
        "Escribo en nombre de la Federación de Puertos (FP) para protestar contra la detención de Ana Ruiz y "
        "de Luis Sosa.\n\n"
        "Sra. Ruiz y Sr. Sosa fueron detenidos por la policía en Montevideo el 23 de enero.\n\n"
        "La FP pide a su Gobierno poner en libertad a Sra. Ruiz y Sr. Sosa de inmediato y sin condiciones.\n\n"
        "Agradecería su respuesta.\n\n"
        "Atentamente,"
    )
    assert draft.sheet.place_and_date == "Montevideo, 30 de enero de 2017"
    assert [problem.code for problem in problems] == ["LK813"]
    assert problems[0].message.startswith("in Spanish, these are not checked: ")
    assert "words such as 'this week'" in problems[0].message


def test_dates_are_checked_all_the_same(workspace: Path) -> None:
    library = library_of(workspace)
    campaign = read(workspace / "campaign.yml", library)
    letter = resolve(campaign, "president", library)
    draft = compose(letter)
    content = write_markdown(draft).replace("el 23 de enero", "el 31 de febrero de 2017")
    read_back = read_markdown(content, "president.md")
    document = edited_document(
        letter, draft, campaign, library, read_back, "president.md", content, datetime.date(2017, 1, 30)
    )
    assert "there is no 31 de febrero de 2017" in [problem.message for problem in check(document)]


KEYS = re.findall(r"^([a-z-]+):", (SPANISH / FOLDER / "writing.yml").read_text(encoding="utf-8"), re.MULTILINE)
OPTIONAL = {"offices", "vowels", "contractions"}


@pytest.mark.parametrize("key", KEYS)
def test_what_writing_needs_and_is_forgotten_is_said(workspace: Path, key: str) -> None:
    file = workspace / FOLDER / "writing.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(rf"^{key}:.*\n(?:[ #].*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")
    if key in OPTIONAL:
        assert drafted(workspace)
        return
    with pytest.raises(UserError) as error:
        drafted(workspace)
    (problem,) = error.value.problems
    assert (problem.code, problem.message) == ("LK122", f"the key '{key}' is missing here")
    assert problem.location
    assert problem.location.file.endswith("es/writing.yml")


@pytest.mark.parametrize("clause", ["protest", "arrested", "release", "call-on-government", "expect-answer"])
def test_a_clause_that_is_forgotten_is_said(workspace: Path, clause: str) -> None:
    file = workspace / FOLDER / "clauses.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(rf"^{clause}:.*\n(?: .*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")
    with pytest.raises(UserError) as error:
        drafted(workspace)
    assert {problem.code for problem in error.value.problems} == {"LK206"}
    assert all(f"'{clause}'" in problem.message for problem in error.value.problems)
    assert all(f"'{clause}: ...' to templates/languages/es/clauses.yml" in one.hint for one in error.value.problems)


def test_a_clause_is_shown_in_the_languages_that_the_specimen_has(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    run = letterkit("clauses", "show", "release")
    assert run.code == 2
    assert "release Anna Lind" in run.out
    assert "Anna Lind" in run.out.partition("fr, as a list item")[2]
    assert "has no text in 'es'" in run.err


@pytest.mark.parametrize(
    ("old", "new", "file", "message"),
    [
        ("conjunction: y", "conjuncion: y", "writing.yml", "unknown key 'conjuncion'"),
        ("conjunction: y", "conjunction: [y]", "writing.yml", "expected text, found a list"),
        ("  this-week:", "  this-weak:", "writing.yml", "unknown key 'this-weak'"),
        ('  by: "por {}"', '  by: "por"', "writing.yml", "'por' has too few gaps"),
        ('  day: "el {date}"', '  day: "el {day}"', "writing.yml", "'el {day}' cannot have '{day}'"),
        ("  spelling: castellano", "  spelling: castelano", "writing.yml", "expected 'castellano'"),
        ("{locale: es}", "{locale: xx-yy-zz}", "writing.yml", "the CLDR has no language 'xx-yy-zz'"),
        ("  date: d", "  date: y #", "writing.yml", "is no pattern of a day and month"),
        ("  default: plain", "  default: plane", "writing.yml", "'countries: forms' has no 'plane'"),
        ("protest: >-", "protests: >-", "clauses.yml", "there is no clause 'protests'"),
        ("  noun: la", "  nown: la", "clauses.yml", "unknown key 'nown'"),
    ],
)
def test_a_slip_is_blamed_on_its_line(workspace: Path, old: str, new: str, file: str, message: str) -> None:
    path = workspace / FOLDER / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError) as error:
        drafted(workspace)
    found = [problem for problem in error.value.problems if message in problem.message]
    assert found, error.value
    location = found[0].location
    assert location
    assert location.file.endswith(f"es/{file}")
    assert location.line == text[: text.index(old)].count("\n") + 1


def test_a_file_that_no_language_has_is_said(workspace: Path) -> None:
    (workspace / FOLDER / "cheking.yml").write_text("titles: {}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"no language has a file 'cheking\.yml'"):
        drafted(workspace)


def test_checking_is_read_from_its_own_file(workspace: Path) -> None:
    (workspace / FOLDER / "checking.yml").write_text("relative: {yesterday: '\\bayer['}\n", encoding="utf-8")
    with pytest.raises(UserError, match="is no regular expression") as error:
        drafted(workspace)
    (problem,) = error.value.problems
    assert problem.location
    assert (Path(problem.location.file).name, problem.location.line) == ("checking.yml", 1)
