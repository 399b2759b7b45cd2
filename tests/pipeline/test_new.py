"""``letterkit new``: whatever is answered, the campaign drafts at once, with nothing to mend, and makes its letter."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from support.helpers import as_yaml, build, files
from support.helpers import letterkit as run
from support.library import library_of

from letterkit.checks.run import check, check_campaign
from letterkit.cli import asking, newcomer
from letterkit.cli.main import cli
from letterkit.cli.newcomer import init_command, new_command
from letterkit.drafts.document import composed_document
from letterkit.foundation.codes import Severity
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.workspace.begin import questions as workspace_questions
from letterkit.pipeline.workspace.campaign import BegunCampaign, begin_campaign
from letterkit.pipeline.workspace.campaign_questions import questions
from letterkit.pipeline.workspace.questions import MissingError, WrongAnswerError, answered
from letterkit.schema.campaign import Person
from letterkit.schema.clause import ROLES
from letterkit.schema.library import Library
from letterkit.schema.read import read
from letterkit.typeset.typography import plain

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = library_of(ROOT)
TODAY = datetime.date(2017, 3, 1)
COUNTRIES = ("PH", "KZ", "SA", "US", "BY", "BD", "ZW", "TR", "FR", "QA", "IR", "MY", "GE")
ACTS = sorted(name for name, act in LIBRARY.acts.items() if act.demands)
WORDS = {
    "en": {"by": "the police", "for": "calling a strike", "role": "president"},
    "fr": {"by": "la police", "for": "avoir appelé à la grève", "role": "présidente"},
}
# A minister is not written to as to a company, a court or an embassy (LK518).
OFFICES = {"en": "Minister of Labour", "fr": "Ministre du Travail"}
COMPANIES = {"en": ("Managing Director",) * 2, "fr": ("Directeur général", "Directrice générale")}
OTHERS = {
    "authority": {"en": "Prosecutor General", "fr": "Procureure générale"},
    "embassy": {"en": "Ambassador", "fr": "Ambassadrice"},
    "court": {"en": "Judge", "fr": "Juge"},
    "parliament": {"en": "Speaker of Parliament", "fr": "Présidente du Parlement"},
    "international": {"en": "High Commissioner", "fr": "Haute-Commissaire"},
}
WHAT = {"source": "Note of the union", "source-date": "2017-02-27", "letterhead": "ituc", "place": "Lindau"}


def combined(number: int, act: str) -> dict[str, Any]:
    """Answers for an act, in which country, people, addressee, form and language vary with ``number``."""
    kind = LIBRARY.acts[act]
    language = ("en", "fr", "en")[number % 3]
    words = WORDS[language]
    given: dict[str, Any] = {**WHAT, "act": act, "language": language, "country": COUNTRIES[number % len(COUNTRIES)]}
    given["date"] = ("2017-02-25", "2017-02", "2017-W08", "2017-02-20")[number % 4]
    if kind.scheduled:  # what is dated in a month that is not over is still to come
        given["date"] = "2017-02-25"
    given |= {key: words[key] for key in ("by", "for") if number % 2 and key in kind.keys_taken}
    given |= {key: kind.example[key][language] for key in kind.wants}
    people = [
        {"person": ("Rosario Magtibay",), "publish": ("yes",), "gender": ("female",), "role": (words["role"],)},
        {"person": ("Rosario Magtibay", "Efren Dalisay"), "publish": ("initials", "yes"), "gender": ("female", "male")},
        {"person": ("Rosario Magtibay",), "publish": ("no",)},
        {"noun": "ouvriers du port" if language == "fr" else "dockers", "count": "19"},
    ][number % 4]
    if kind.of == "organisation" or (kind.of == "either" and number % 2):
        given |= {"organisation": "Dockers' Alliance", "short": "DA"}
    else:
        given |= {**people, "union": "Dockers' Alliance", "short": "DA"}
    asked = set().union(*(LIBRARY.demands[str(name)].asked_of or ROLES for name in kind.demands))
    roles = [
        role for role in ROLES if role in asked or (role in ("embassy", "international") and "government" in asked)
    ]
    role = roles[number % len(roles)]
    office = COMPANIES[language][number % 2] if role == "company" else OFFICES[language]
    office = OTHERS[role][language] if role in OTHERS else office
    given |= {"to": role, "to-office": office, "to-of": "Republic"}
    given["to-address"] = ("1 Palace Square",)
    if number % 2:
        given |= {"to-name": "Eva Strand"}
    given |= {"to-gender": "female", "to-is": "none"}
    given["form"] = ("protest", "urgent")[number % 2]
    return given


def begun(given: dict[str, Any], path: Path, library: Library = LIBRARY) -> BegunCampaign:
    answers = answered(questions(library, path.parent.parent, None, TODAY), given, None)
    return begin_campaign(path, answers, path.parent.parent, library)


@pytest.mark.sampled(13)
@pytest.mark.parametrize("number", range(len(ACTS)), ids=ACTS)
@pytest.mark.parametrize("shift", [0, 5])
def test_whatever_is_answered_it_drafts_with_nothing_to_mend(number: int, shift: int, tmp_path: Path) -> None:
    given = combined(number + shift, ACTS[number])
    made = begun(given, tmp_path / "campaigns" / "a.yml")
    assert not made.problems
    campaign = read(made.path, LIBRARY)
    assert not [one for one in check_campaign(campaign, LIBRARY)[0] if one.severity is not Severity.NOTE]
    letter = resolve(campaign, made.letter, LIBRARY)
    composed = compose(letter)
    assert not check(composed_document(letter, composed, campaign, LIBRARY))
    text = plain("\n".join(paragraph.text for paragraph in composed.paragraphs))
    assert letter.grounds
    assert letter.facts
    for demand in letter.demands:
        assert demand
    assert not re.search(r"[{}<>]|\(\)| ,|\.\.|None|  ", text)
    if "no" in given.get("publish", ()):
        assert "Magtibay" not in text
    if "initials" in given.get("publish", ()):
        assert "Rosario" not in text
    if "no" not in given.get("publish", ()) and "place" in LIBRARY.acts[given["act"]].keys_taken:
        assert "Lindau" in text


def test_acts_that_begin_a_letter_are_many_and_harm() -> None:
    assert len(ACTS) > 40
    assert not [name for name in ACTS if LIBRARY.acts[name].relief or LIBRARY.acts[name].own]
    without = [name for name in ACTS if not LIBRARY.acts[name].grounds]
    assert without == []


# On the command line


def test_each_question_is_an_option() -> None:
    asked = {question.name for question in questions(LIBRARY, ROOT, None, TODAY)}
    assert {option.opts[0] for option in new_command.params} == {f"--{name}" for name in asked} | {"--file"}
    of_workspace = {question.name for question in workspace_questions(LIBRARY)}
    assert {option.opts[0] for option in init_command.params} == {f"--{name}" for name in of_workspace} | {"folder"}


FLAGS = {
    "--letterhead": "ituc",
    "--country": "Kazakhstan",
    "--act": "arrested",
    "--date": "2017-02-25",
    "--person": "Rosario Magtibay",
    "--publish": "yes",
    "--source": "Note: of the union",
    "--to-office": "Minister of Justice",
    "--to-address": "1 Palace Square",
    "--letter-date": "2017-03-01",
}


def typed(*more: str, **changed: str | None) -> list[str]:
    flags = {**FLAGS, **{f"--{name.replace('_', '-')}": value for name, value in changed.items()}}
    return ["new", *(word for flag, value in flags.items() if value is not None for word in (flag, value)), *more]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_campaign_by_options(here: Path) -> None:
    result = run(*typed())
    assert (result.code, result.err) == (0, "")
    assert list(files(here)) == ["campaigns/kazakhstan-2017.yml"]
    assert "letterkit draft campaigns/kazakhstan-2017.yml" in result.out
    checked = run("check", "campaigns/kazakhstan-2017.yml", "--strict")
    assert (checked.code, "Nothing to mend" in checked.out) == (0, True)
    assert list(files(here)) == ["campaigns/kazakhstan-2017.yml"]
    assert run(*typed()).code == 0
    assert list(files(here)) == ["campaigns/kazakhstan-2017-2.yml", "campaigns/kazakhstan-2017.yml"]


def test_without_a_terminal_each_missing_option_is_named(here: Path) -> None:
    result = run(*typed(source=None, publish=None, to_office=None))
    assert result.code == 2
    for missing in ("--source", "--publish", "--to-office"):
        assert missing in result.err.split("missing:")[1]
    assert not files(here)
    nothing_fits = run(*typed(act="dissolved", person=None, publish=None, to="court"), "--organisation", "Dockers")
    assert (nothing_fits.code, "--demand: What do you ask for? (one of" in nothing_fits.err) == (2, True)


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("act", "arested", "such as 'arrested'"),
        ("country", "Kazakstn", "such as 'KZ' (Kazakhstan)"),
        ("country", "Kongo", "one of CG (Republic of the Congo), CD"),
        ("act", "put on trial", "such as 'tried' (Tried)"),
        ("act", "released", "'letterkit add act' puts 'released' beside it"),
        ("date", "25.2.2017", "a date such as"),
        ("date", "2017-05-01", "not after that of the letter"),
        ("publish", "maybe", "one of"),
        ("letterhead", "itu", "such as"),
        ("demand", "reinstate", "for people who are dismissed"),
        ("demand", "freedom", "a demand such as"),
        ("to", "goverment", "such as 'government'"),
        ("role", "president", "the organisation of that office"),
        ("form", "request", "one of"),
        ("letter_date", "tomorrow", "a day such as"),
    ],
)
def test_wrong_answer_says_what_was_expected(here: Path, option: str, value: str, expected: str) -> None:
    result = run(*typed(**{option: value}))
    assert result.code == 2
    assert f"--{option.replace('_', '-')}: found " in result.err
    assert expected in result.err
    assert not files(here)


def test_what_the_answers_leave_to_mend_is_shown_and_nothing_written(here: Path) -> None:
    result = run(*typed(source_date="2017-03-20"))
    assert result.code == 2
    assert "LK702" in result.err
    assert "was not written" in result.err
    assert "arrested: 2017-02-25" in result.err
    assert not files(here)


def test_what_is_left_to_mend_can_be_kept_and_mended_in_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomer, "agreed", lambda words: "Keep the file" in words)
    result = run(*typed(source_date="2017-03-20"))
    assert (result.code, "LK702" in result.err, "Mend the lines above in it" in result.err) == (2, True, True)
    build(here, {"campaigns/kazakhstan-2017.yml": written(here).replace("2017-03-20", "2017-02-27")})
    assert run("check", "campaigns/kazakhstan-2017.yml", "--strict").code == 0


def test_surname_that_is_no_safe_guess_is_asked_for(here: Path) -> None:
    result = run(*typed("--gender", "female", country="CN"))
    assert (result.code, "--surname" in result.err) == (2, True)
    assert run(*typed("--gender", "female", "--surname", "Rosario", country="CN")).code == 0
    assert "\n  rosario:\n" in written(here)


def written(here: Path) -> str:
    """The one campaign that was made."""
    (path,) = here.glob("campaigns/*.yml")
    return path.read_text(encoding="utf-8")


def text_of(here: Path) -> str:
    """The text of the one letter of the one campaign."""
    (path,) = here.glob("campaigns/*.yml")
    composed = compose(resolve(read(path, LIBRARY), "minister-of-justice", LIBRARY))
    return plain("\n".join(paragraph.text for paragraph in composed.paragraphs))


@pytest.mark.parametrize("name", ["Cameroun", "Kamerun", "cameroon", "Camerún", "Камерун"])
def test_a_country_by_its_name_in_other_languages(here: Path, name: str) -> None:
    assert run(*typed(country=name)).code == 0
    assert "country: CM" in written(here)


@pytest.mark.parametrize("words", ["sacked", "fired", "licencié"])
def test_an_act_in_everyday_words(here: Path, words: str) -> None:
    assert run(*typed(act=words)).code == 0
    assert "{dismissed: 2017-02-25" in written(here)


def test_an_answer_for_one_of_several_people_is_refused(here: Path) -> None:
    several = ("--person", "Efren Dalisay")
    result = run(*typed("--gender", "female", *several))
    assert (result.code, "one for each of" in result.err, "Efren Dalisay" in result.err) == (2, True, True)
    assert run(*typed("--gender", "female", "--gender", "male", "--role", "", "--role", "teacher", *several)).code == 0
    assert written(here).count("gender:") == 2
    assert written(here).count("office: teacher") == 1


def test_who_has_a_trade_needs_no_organisation_and_no_law_of_unions(here: Path) -> None:
    assert run(*typed(role="journalist", activity="expression")).code == 0
    assert "office: journalist" in written(here)
    assert "grounds:\n  - [freedom-of-expression, arbitrary-detention]" in written(here)
    letter = text_of(here)
    assert "Magtibay, a journalist." in letter
    assert "Convention" not in letter


def test_titles_and_offices_typed_together_are_told_apart(here: Path) -> None:
    who = typed("--person", "Mr Efren Dalisay", person="Dr Alia Kim", gender="female", role="treasurer, speaker")
    assert run(*who, "--role", "teacher", "--union", "Union of Teachers").code == 0
    campaign = read(here / "campaigns/kazakhstan-2017.yml", LIBRARY)
    kim, dalisay = campaign.people.values()
    assert isinstance(kim, Person)
    assert isinstance(dalisay, Person)
    assert (str(kim.name.first), str(dalisay.name.first), dalisay.gender) == ("Dr Alia Kim", "Efren Dalisay", "male")
    assert [str(one.office.first) for one in kim.offices] == ["treasurer and speaker"]
    assert "subject: Arrest of Dr Alia Kim and Efren Dalisay" in written(here)


def test_an_answer_that_says_nothing_is_refused(here: Path) -> None:
    result = run(*typed(act="dismissed", held_at="Baku", union="Yeni Meydan", article="none"))
    assert (result.code, "--held-at: the other answers leave nothing" in result.err) == (2, True)
    assert run(*typed(union="Yeni Meydan", role="editor-in-chief", article="none")).code == 0
    assert "editor-in-chief of Yeni Meydan" in text_of(here)


def test_subject_is_what_the_letter_is_about(here: Path) -> None:
    three = ("--person", "Efren Dalisay", "--person", "Marit Holm")
    assert run(*typed(*three)).code == 0
    assert "subject: Arrest of Rosario Magtibay and two others" in written(here)
    for name, told in (("none", ""), ("No more arrests", "subject: No more arrests")):
        assert run(*typed(subject=name, file=f"campaigns/{name[:4]}.yml")).code == 0
        text = (here / f"campaigns/{name[:4]}.yml").read_text(encoding="utf-8")
        assert ("subject:" in text, told in text) == (bool(told), True)
    assert run(*typed(publish="no", file="campaigns/withheld.yml")).code == 0
    assert "subject:" not in (here / "campaigns/withheld.yml").read_text(encoding="utf-8")


def test_who_has_a_trade_is_a_member_of_a_union(here: Path) -> None:
    assert run(*typed(role="teacher", union="Union of Teachers", short="UT")).code == 0
    assert "office: teacher and member" in written(here)
    assert "teacher and member of the Union of Teachers" in text_of(here)


def test_old_act_has_to_be_confirmed(here: Path) -> None:
    assert "--confirmed" in run(*typed(date="2016-09")).err
    assert run(*typed(date="2016-09", confirmed="2017-02-20")).code == 0


CSV = "name,gender,publish,office\n" + "".join(
    f"{name},female,yes,crane driver\n"
    for name in ("Nana Lomi", "Jane Berg", "Rut Holm", "Eva Strand", "Ida Qvist", "Mai Okoro", "Zoe Ward", "Pia Frey")
)


def test_questions_at_a_terminal(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing to a campaign that drafts, with the keyboard alone."""
    house = ("--name", "Harbour Union", "--place", "Rotterdam", "--signs", "Marit Holm", "--letterhead", "hu")
    assert run("init", ".", *house).code == 0
    enter = "\r"
    typed = [
        *("", "", "Kazakhstan", "arrested", "2024-05-13"),  # who writes, in which language, what was done
        *("Nana Lomi", "", "", ""),  # one person, to be named; a woman or a man is not said
        *("Alliance of Dockers", "AD", "president", ""),  # for union work, as is supposed of a union's president
        *("the police", "", "", ""),  # where, why and where held nobody knows
        *("Note of the union", "", ""),
        *("", "Minister of Justice", "", "", "1 Palace Square", ""),  # to the government of the country, by office
        *("", ""),  # a protest, with the usual demands
    ]
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        monkeypatch.setattr(asking, "at_a_terminal", lambda: True)
        keys.send_text("".join(f"{text}{enter}" for text in typed) + "\x03")
        with pytest.raises(SystemExit) as left:
            cli.main(["new", "--letter-date", "2024-05-20"], standalone_mode=False)
    assert left.value.code == 0
    assert run("check", "campaigns/kazakhstan-2024.yml", "--strict").code == 0
    assert run("fmt", "--check", "campaigns/kazakhstan-2024.yml", "letterkit.yml").code == 0


def test_few_people_of_a_spreadsheet_are_named(here: Path) -> None:
    few = "\n".join(CSV.split("\n")[:3]) + "\n"
    few = few.replace("name,gender", "Name,Gender").replace("female,yes", "Female,Yes")
    build(here, {"lists/people.csv": few})
    result = run(*typed(act="dismissed", person=None, publish=None), "--from", "lists/people.csv")
    assert (result.code, result.err) == (0, "")
    text = (here / "campaigns/kazakhstan-2017.yml").read_text(encoding="utf-8")
    assert "Nana Lomi" in text
    assert "reinstate: [lomi, berg]" in text
    assert run("check", "campaigns/kazakhstan-2017.yml", "--strict").code == 0


def test_many_people_of_a_spreadsheet_are_a_group_with_an_annex(here: Path) -> None:
    build(here, {"lists/people.csv": CSV})
    result = run(*typed(act="dismissed", person=None, publish=None), "--from", "lists/people.csv", "--noun", "dockers")
    assert (result.code, result.err) == (0, "")
    assert list(files(here)) == ["campaigns/kazakhstan-2017.yml", "campaigns/people.csv", "lists/people.csv"]
    assert run("check", "campaigns/kazakhstan-2017.yml", "--strict").code == 0
    letter = resolve(read(here / "campaigns/kazakhstan-2017.yml", LIBRARY), "minister-of-justice", LIBRARY)
    composed = compose(letter)
    assert composed.sheet.annex
    assert len(composed.sheet.annex.rows) == 8


def test_spreadsheet_with_a_mistake_says_where(here: Path) -> None:
    build(here, {"people.csv": "name,gendre,publish\nAlia Bek,female,yes\n"})
    result = run(*typed(act="dismissed", person=None, publish=None), "--from", "people.csv", "--noun", "dockers")
    assert (result.code, "people.csv:1" in result.err, "did you mean 'gender'" in result.err) == (2, True, True)
    assert list(files(here)) == ["people.csv"]


def test_target_of_the_address_file(here: Path) -> None:
    minister = {"office": "Minister of Justice", "of": "Kazakhstan", "checked": "2017-02-01", "email": "a@example.org"}
    targets = {"minister": minister}
    build(here, {"campaigns/shared/addresses.yml": as_yaml({"targets": targets})})
    assert run(*typed(to="minister", to_office=None, to_address=None)).code == 0
    text = (here / "campaigns/kazakhstan-2017.yml").read_text(encoding="utf-8")
    assert "include: shared/addresses.yml" in text
    assert run("check", "campaigns/kazakhstan-2017.yml", "--strict").code == 0


def test_file_that_is_there_stays(here: Path) -> None:
    build(here, {"a.yml": "mine"})
    result = run(*typed("--file", "a.yml"))
    assert (result.code, "already" in result.err) == (2, True)
    assert files(here) == {"a.yml": b"mine"}


@pytest.mark.parametrize("number", range(12))
def test_whatever_is_left_out_is_asked_for_by_name(number: int) -> None:
    """Where nobody can be asked, missing answers are named, whatever else depends on them."""
    whole = combined(number, ACTS[number * 3])
    for left_out in ([], [name for name in whole if hash_of(name) % 3 == number % 3], *([name] for name in whole)):
        given = {name: value for name, value in whole.items() if name not in left_out}
        try:
            answered(questions(LIBRARY, ROOT, None, TODAY), given, None)
        except WrongAnswerError:
            assert left_out, "an answer that goes with another one, which was left out"
        except MissingError as error:
            names = [question.name for question in error.questions]
            assert names
            assert not {*names} & {*given}


def hash_of(name: str) -> int:
    return sum(map(ord, name))


def test_a_parent_company_is_asked_to_have_undone_what_its_subsidiary_did(tmp_path: Path) -> None:
    given = {
        **WHAT, "act": "dismissed", "language": "en", "country": "PH", "date": "2017-02-25", "by": "the Harbour Works",
        "noun": "dockers", "count": "19", "to": "company", "to-office": "Managing Director", "to-of": "Vesta Group",
        "to-name": "Eva Strand", "to-gender": "female", "to-is": "parent", "to-address": ("1 Palace Square",),
    }  # fmt: skip
    made = begun(given, tmp_path / "campaigns" / "a.yml")
    assert not made.problems
    letter = resolve(read(made.path, LIBRARY), made.letter, LIBRARY)
    text = " ".join(plain(paragraph.text) for paragraph in compose(letter).paragraphs)
    assert "your subsidiary, the Harbour Works" in text
    assert "to have the 19 dockers reinstated" in text
    assert "in each of its subsidiaries, to respect" in text
