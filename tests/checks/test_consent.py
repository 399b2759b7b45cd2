"""Nobody is named against their will, however the name is written; and honest sentences are left alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support.helpers import as_yaml, build, campaign, letterkit
from support.withheld import Withholding, withholding
from support.writings import HONEST_PEOPLE, KINDS, NAMES, cases, honest

from letterkit.foundation.codes import Severity

# Every twelfth, in an order that mixes kinds and names; benchmarks/consent.py goes through all of them.
WRITTEN = sorted(cases(), key=lambda case: random.Random(str(case)).random())[::12]


@pytest.fixture(scope="module")
def english() -> Withholding:
    return withholding("arrests")


@pytest.fixture(scope="module")
def french() -> Withholding:
    return withholding("en-francais")


def test_there_are_many_ways_and_names() -> None:
    assert len(KINDS) >= 70
    assert len(NAMES) == 50
    assert len(WRITTEN) > 240


def test_a_name_is_found_however_it_is_written_and_nearly_all_ways_stop_the_letter(english: Withholding) -> None:
    """A few that may be words are asked about."""
    found = {(name, kind, line): english.found(line, name) for name, kind, _, line in WRITTEN}
    assert [case for case, problems in found.items() if not problems] == []
    asked = [case for case, problems in found.items() if not any(one.severity is Severity.ERROR for one in problems)]
    assert len(asked) < len(WRITTEN) / 25, asked


@pytest.mark.parametrize(
    "written",
    [
        *("Quellenberg", "quellenberg", "Quellen-\nberg", "Quellen-\\\nberg", r"Quellen\-berg", "Quel.len.berg"),
        *("Q.u.e.l.l.e.n.b.e.r.g", "Quel•lenberg", "Quellen'berg", "MartaQuellenberg", "Quellenbergers"),
        *(
            "proQuellenberg",
            "Que11enberg",
            "Quellen<b></b>berg",
            "\u202egrebnelleuQ\u202c",
            "Квелленберг",
            "Qu€llenberg",
        ),
        *("https://example.org/Qu%65llenberg", "#FreeMartaQuellenberg", "Quel\u200blenberg", "M. Q.", "Marta"),
    ],
)
def test_each_of_these_ways_stops_it(written: str, english: Withholding) -> None:
    assert english.stops(f"We have heard of {written} today.", "Marta Quellenberg")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Abdul Rahman Khalili", "Abdulrahman"),
        ("Abdul Rahman Khalili", "Abdurrahman"),
        ("Abdul Rahman Khalili", "Abderrahmane"),
        ("Abdul Rahman Khalili", "Rahman"),
        ("Mohammed Benali", "Muhammad"),
        ("Youssef Mansour", "Yusuf"),
        ("Xiao Zhang", "Hsiao"),
        ("Park Ji-young", "Pak"),
        ("Claire Lefèvre-Dubois", "Dubois"),
        ("Claire Lefèvre-Dubois", "lefevre"),
        ("María José Núñez", "nunez"),
        ("Anne-Marie Leroy-Durand", "A.-M. L.-D."),
        ("Trần Thị Đặng", "Dang"),
        ("Olga Kushakbaeva", "Kushakbayevoy"),
        ("Nikita Khrushchev", "Chruschtschow"),
        ("Hong Li", "Ms Li"),
        ("Hong Li", "Li Hong"),
        ("Hong Li", "Li"),
        ("Ko Aung Zaw", "Ko"),
        ("Rose Park", "Rose Park"),
        ("Rose Park", "Park Rose"),
        ("Hoàng Ngọc Bình", "H.Ng.Bi."),
        ("Adelheid Kronshage", "Kron -shage"),
        ("Ho Minh", "**M****i****n****h**"),
        ("Bùi Hạnh", "https://example.org/H%25E1%25BA%25A1nh"),
        ("Ai Tun", "#releaseaitunnow"),
        ("Ελευθερία Μανωλάκη", "Eleftheriachen"),
        ("Conceição Brandão", "Консейсан"),
    ],
)
def test_spellings_of_one_name_stop_it(name: str, written: str, english: Withholding) -> None:
    assert english.stops(f"We have heard of {written} today.", name)


@pytest.mark.parametrize(
    "line",
    [
        *("The hong of the port is closed.", "A ko was found.", "A word from park came.", "The Zawers are safe."),
        "The exhong camp is safe.",
    ],
)
def test_a_short_name_that_may_be_a_word_is_asked_about(line: str, english: Withholding) -> None:
    found = english.found(line, "Hong Li", "Ko Zaw", "Rose Park")
    assert [problem.severity for problem in found if problem.code == "LK706"] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("name", "line"),
    [("Han Sang", "We met $@ng."), ("Dien Bong", "We met Дьен."), ("Hong Li", "Write to lih@example.org today.")],
)
def test_what_may_be_a_short_name_in_disguise_is_found(name: str, line: str, english: Withholding) -> None:
    assert english.found(line, name)


@pytest.mark.parametrize(
    "line", ["They park there.", "The park is closed.", "A long day of a rose grower.", "It was found at dawn."]
)
def test_a_common_word_where_no_name_would_stand_is_asked_about_and_stops_nothing(
    line: str, english: Withholding
) -> None:
    found = english.found(line, "Rose Park", "Dawn Long", "Ian Day")
    assert {problem.code for problem in found} == {"LK706"}
    assert {problem.severity for problem in found} <= {Severity.WARNING, Severity.NOTE}


@pytest.mark.parametrize(
    ("name", "line", "severity"),
    [
        ("Most Akter", "Most of them went, and most came back.", "note"),
        ("Pham Van An", "There is an end to it, and an answer.", "note"),
        ("Hope Adeyemi", "We hope for an answer; we hope it is soon.", "note"),
        ("Grace Nakato", "By your grace they live, and by grace alone.", "warning"),
        ("Rose Achieng", "The rose and the other rose are red.", "warning"),
        ("Jordan Price", "Jordan has answered; we went to Jordan.", "warning"),
        ("May Thu", "In May we met May again.", "warning"),
        ("May Thu", "It was on 3 May 2016.", None),
        ("Victor Rich", "We met Vic\ntor today.", "warning"),
        ("Jordan Price", "We met Прайс today.", "error"),
    ],
)
def test_a_name_that_is_a_word_is_asked_about_once_a_draft_and_word(
    name: str, line: str, severity: str | None, english: Withholding
) -> None:
    assert [problem.severity.value for problem in english.found(line, name)] == ([severity] if severity else [])


def test_words_that_letterkit_has_written_itself_are_no_question(english: Withholding) -> None:
    """Words of the generated text are names, and yet it is only what a person types that is asked about."""
    names = [f"{word.capitalize()} Quellenberg" for word in ("most", "will", "an", "you", "release", "the", "workers")]
    assert english.found("", *names) == []


def test_a_name_that_somebody_who_agreed_has_too_is_asked_about_where_it_stands_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = campaign()
    told["people"]["other"] = {"name": "Alia Quellenberg", "gender": "female", "publish": "no", "acts": []}
    for said, asked in (("Alia Bek is ill.", False), ("Ms Bek is ill.", False), ("Alia is ill.", True)):
        told["letters"]["one"]["facts"] = [["alia.detained"], [{"text": said}]]
        (tmp_path / "example.yml").write_text(as_yaml(told), encoding="utf-8")
        assert ("warning LK706" in letterkit("check", "example.yml").out) == asked, said


def test_honest_sentences_are_left_alone(english: Withholding, french: Withholding, every: bool) -> None:
    """Few are stopped."""
    sentences = list(honest(400))[:: 1 if every else 2]
    found = [
        (line, problem.severity, problem.internal)
        for language, line in sentences
        for problem in (english if language == "en" else french).found(line, *HONEST_PEOPLE)
    ]
    stopped = {line: inside for line, severity, inside in found if severity is Severity.ERROR}
    assert len(stopped) <= len(sentences) / 200, stopped


def test_of_a_word_somebody_is_asked_once_however_often_it_stands(english: Withholding) -> None:
    written = [sentence for language, sentence in honest(150) if language == "en"]
    found = english.found("\n\n".join(written), *HONEST_PEOPLE)
    assert len({problem.message for problem in found if problem.severity is not Severity.ERROR}) > 5
    asked = [problem.internal.message for problem in found if problem.internal and "taken for" in problem.message]
    assert len({message.lower() for message in asked}) == len(asked)


@pytest.mark.parametrize(
    "line",
    [
        "The dana of the harvest is paid.",
        "We met Dina Omarova and Aigul Bekova in Atyrau.",
        "On 3 May, Mr Timur Omarov spoke in Hong Kong.",
        "The unnamed officer is safe; nobody is unnamed for ever.",
    ],
)
def test_names_that_the_letter_may_say_are_left_alone(line: str, english: Withholding) -> None:
    assert english.stops(line.replace("dana", "danger"), "Aida Unnamed", "Timur Kongsberg", "May Hongo") == []


def test_what_others_read_does_not_name_them(english: Withholding) -> None:
    [problem] = english.stops("We have spoken with Marta Quellenberg.", "Marta Quellenberg")
    assert "Quellenberg" not in problem.message + problem.hint
    assert "M. Q., who" in problem.message
    assert problem.internal is not None
    assert "Marta Quellenberg" in problem.internal.message


@pytest.mark.parametrize(
    ("character", "severity"),
    [
        *(("\u200b", "warning"), ("\u00ad", "warning"), ("\u2060", "warning"), ("\ufeff", "warning")),
        *(
            ("\u2066", "error"),
            ("\u202e", "error"),
            ("\u200f", "error"),
            ("\u2028", "warning"),
            ("\U000e0041", "warning"),
        ),
    ],
)
def test_a_character_that_nobody_sees_is_a_finding(character: str, severity: str, english: Withholding) -> None:
    found = english.found(f"She is fr{character}ee.", "Marta Quellenberg")
    assert [(problem.code, problem.severity.value) for problem in found] == [("LK711", severity)]


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍ष", "👩‍🏭"])
def test_a_joiner_that_a_script_needs_is_none(text: str, english: Withholding) -> None:
    assert not [problem for problem in english.found(f"Words: {text}.", "Marta Quellenberg") if problem.code == "LK711"]


@pytest.mark.parametrize(
    "text",
    [
        "“الحرية\u200f!” they cried",
        "“\u2067نطالب بالإفراج عن ITUC\u2069”",
        "“\u202bשרה לוי\u202c”",
        "نطالب \u2066ILO\u2069 بالإفراج",
        "(\u200fالمادة 12\u200e)",
        "5\u061c مارس",
    ],
)
def test_a_mark_of_direction_in_words_that_are_read_leftwards_is_none(text: str, english: Withholding) -> None:
    assert not [problem for problem in english.found(f"Words: {text}.", "Marta Quellenberg") if problem.code == "LK711"]


@pytest.mark.parametrize(
    "text",
    ["\u2067free\u2069 الحرية", "\u2066ILO\u2069 alone", "\u2067الحرية", "\u202eالحرية\u202c", "re\u200flease, الحرية"],
)
def test_a_mark_that_turns_other_words_stops_the_letter(text: str, english: Withholding) -> None:
    found = english.found(f"Words: {text}.", "Marta Quellenberg")
    assert {problem.severity.value for problem in found if problem.code == "LK711"} == {"error"}


def test_a_name_within_a_compound_in_small_letters_is_asked_about_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = campaign("people/alia/publish", "no")
    told["people"]["alia"]["name"] = "Jean Martin"
    for said, word in (("A martin-bird sat there.", "warning"), ("Mr Martin sat there.", "error")):
        told["letters"]["one"]["facts"] = [["alia.detained"], [{"text": said}]]
        (tmp_path / "example.yml").write_text(as_yaml(told), encoding="utf-8")
        assert f"{word} LK706" in letterkit("check", "example.yml").out, said


@pytest.mark.parametrize("publish", ["no", "initials"])
def test_a_sister_may_be_named_and_her_brother_may_not(
    publish: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relatives share a surname: it is hers where it stands with her name or her title, and his with his."""
    monkeypatch.chdir(tmp_path)
    data = campaign()
    data["people"]["alia"] |= {"name": "Solange Ebanda", "gender": "female"}
    data["people"]["brother"] = {
        "name": "Barnabé Ebanda", "gender": "male", "publish": publish,
        "acts": [{"threatened": "2017-01-19", "source": next(iter(data["sources"]))}],
    }  # fmt: skip
    build(tmp_path, {"case.yml": data})
    run = letterkit("draft", "case.yml")
    assert (run.code, "LK706" in run.err) == (0, False), run.err
    draft = tmp_path / "output/case/one.md"
    text = draft.read_text(encoding="utf-8")
    assert "Ms Ebanda" in text
    for typed in ("Mr Ebanda is afraid.", "Her brother, Mr B. Ebanda, is afraid.", "B Ebanda is afraid."):
        draft.write_text(text.replace("\nYours", f"\n{typed}\n\nYours"), encoding="utf-8")
        run = letterkit("pdf", "case.yml")
        assert (run.code, "LK706" in run.err) == (2, True), typed
