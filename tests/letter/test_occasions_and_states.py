"""What a letter is about besides acts, how people stand, when in words, relatives, people from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from support.library import library_of

from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Person
from letterkit.schema.read import read

pytestmark = pytest.mark.quick


def person(name: str, gender: str, *acts: dict[str, Any], **more: Any) -> dict[str, Any]:
    told = [{**act, "source": "note"} for act in acts]
    return {"name": name, "gender": gender, "publish": "yes", "acts": told, **more}


def text(folder: Path, people: dict[str, Any], **letter: Any) -> str:
    data = {
        "campaign": "States",
        "country": "KE",
        "sources": {"note": {"title": "A note", "date": "2021-05-05"}},
        "people": people,
        "targets": {"minister": {"office": {"en": "Minister of Justice", "fr": "Ministre de la Justice"}}},
        "occasions": {
            "talks": {
                "name": {"en": "trade talks", "fr": "négociations"},
                "article": {"en": "the", "fr": "les"},
                "date": "2021-06-02",
            }
        },
        "letters": {"a": {"from": "specimen", "to": "minister", "date": "2021-05-10", **letter}},
    }
    path = folder / "campaign.yml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    library = library_of(folder)
    return "\n".join(one.text for one in compose(resolve(read(path, library), "a", library)).paragraphs)


LOMI = person("Nana Lomi", "female", {"arrested": "2021-05-04"}, {"released": "2021-05-05"})


@pytest.mark.parametrize(
    ("language", "opening"),
    [("en", "about the trade talks on 2 June."), ("fr", "au sujet des négociations du 2 juin.")],
)
def test_a_letter_is_about_an_occasion(tmp_path: Path, language: str, opening: str) -> None:
    said = text(tmp_path, {}, about="talks", opening="concern", demands="social-dialogue", language=language)
    assert opening in said


def test_a_letter_is_about_an_act_and_an_occasion(tmp_path: Path) -> None:
    said = text(tmp_path, {"lomi": LOMI}, about=["lomi.arrested", "talks"], demands="social-dialogue")
    assert "to protest against the arrest of Nana Lomi and the trade talks on 2 June." in said


@pytest.mark.parametrize("opening", ["protest", "condemn"])
def test_nobody_protests_against_a_release(tmp_path: Path, opening: str) -> None:
    with pytest.raises(UserError) as stopped:
        text(tmp_path, {"lomi": LOMI}, about="lomi.released", opening=opening, demands="social-dialogue")
    [problem] = stopped.value.problems
    assert problem.code == "LK243"
    assert "write 'lomi.arrested' in 'about:'" in problem.hint
    assert "the release of Nana Lomi" in text(
        tmp_path, {"lomi": LOMI}, about="lomi.released", opening="concern", demands="social-dialogue"
    )


def test_nobody_protests_against_what_people_did_themselves(tmp_path: Path) -> None:
    people = {"lomi": person("Nana Lomi", "female", {"hunger-strike": "2021-05-04"})}
    with pytest.raises(UserError, match="what people did themselves") as stopped:
        text(tmp_path, people, about="lomi.hunger-strike", demands="social-dialogue")
    assert "concern" in stopped.value.problems[0].hint


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "As far as I know, Peter Njoroge and Jean Otieno are still in detention; Nana Lomi has been released."),
        ("fr", "À ma connaissance, Peter Njoroge et Jean Otieno sont toujours en détention ; Nana Lomi a été libérée."),
    ],
)
@pytest.mark.parametrize("by_group", [False, True])
def test_members_are_told_together_by_how_they_stand(tmp_path: Path, language: str, words: str, by_group: bool) -> None:
    people = {
        "njoroge": person("Peter Njoroge", "male", {"arrested": "2021-05-04"}),
        "lomi": LOMI,
        "otieno": person("Jean Otieno", "male", {"arrested": "2021-05-04"}),
    }
    three = {"noun": {"en": "members", "fr": "membres"}, "count": "3", "members": list(people)}
    keys = "three" if by_group else ["njoroge", "lomi", "otieno"]
    facts = [[{"how-they-stand": keys}]]
    letter = {"language": language, "opening": "respect", "demands": "social-dialogue"}
    said = text(tmp_path, {**people, "three": three}, facts=facts, **letter)
    assert words in said


def test_when_is_said_in_words(tmp_path: Path) -> None:
    when = {"en": "after the march of 1 May", "fr": "après la marche du 1er mai"}
    people = {"lomi": person("Nana Lomi", "female", {"arrested": "2021-05-02", "when": when})}
    said = text(tmp_path, people, demands=[{"release": "lomi"}])
    assert "Ms Lomi was arrested after the march of 1 May." in said
    assert "2 May" not in said


@pytest.mark.parametrize(("language", "words"), [("en", "Ana Lomi, his wife,"), ("fr", "Ana Lomi, son épouse,")])
def test_a_relative_of_whom_the_last_sentence_was_is_theirs(tmp_path: Path, language: str, words: str) -> None:
    wife = person(
        "Ana Lomi",
        "female",
        {"threatened": "2021-05-04"},
        office={"en": "wife", "fr": "épouse"},
        of="berg",
    )
    people = {"berg": person("Jon Berg", "male", {"arrested": "2021-05-03"}), "lomi": wife}
    facts = [["berg.arrested", "lomi.threatened"]]
    said = text(tmp_path, people, facts=facts, about="berg.arrested", demands=[{"release": "berg"}], language=language)
    assert words in said


def test_people_of_a_file_are_people_of_the_campaign(tmp_path: Path) -> None:
    (tmp_path / "held.csv").write_text("name,gender,publish,arrested,source\nNana Lomi,female,yes,2021-05-04,note\n")
    people = {"file": "held.csv", "berg": person("Jon Berg", "male", {"arrested": "2021-05-04"})}
    said = text(tmp_path, people, demands=[{"release": ["held-1", "berg"]}])
    assert "Ms Lomi and Mr Berg were arrested on 4 May" in said
    campaign = read(tmp_path / "campaign.yml", library_of(tmp_path))
    assert {str(key) for key in campaign.people} == {"held-1", "berg"}
    assert all(isinstance(one, Person) for one in campaign.people.values())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["a person whose name", "another person whose name", "the first unnamed person and the second"]),
        ("fr", ["une autre personne", "la première personne et la seconde personne"]),
    ],
)
def test_two_whose_names_are_withheld_are_told_apart(tmp_path: Path, language: str, words: list[str]) -> None:
    one = person("Nana Lomi", "female", {"arrested": "2021-05-03"}) | {"publish": "no"}
    other = person("Jon Berg", "male", {"arrested": "2021-05-04"}) | {"publish": "no"}
    facts = [["one.arrested", "other.arrested"]]
    letter = {"facts": facts, "opening": "respect", "demands": [{"release": ["one", "other"]}], "language": language}
    said = text(tmp_path, {"one": one, "other": other}, **letter)
    for expected in words:
        assert expected.lower() in said.lower()
    assert "Lomi" not in said
