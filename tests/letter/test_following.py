"""Letters that follow letters: what is repeated, what is noted, and how it reads for every kind of people."""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from support.grammar import ELSE, HOUSES, LIBRARY, ORGANISATION_CASES, ORGANISATIONS, PEOPLE, PEOPLE_CASES, TEXTS, wrong
from support.helpers import as_yaml

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.calendars import rest_on, working_day_from
from letterkit.language.grammar import make_language
from letterkit.letter.compose.composer import compose
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign
from letterkit.schema.clause import Consequence
from letterkit.schema.read import read

MEETABLE = sorted(name for name, clause in LIBRARY.demands.items() if clause.wording("en", "met"))
SHOWN = {name: [str(kind) for kind in clause.met_by] for name, clause in LIBRARY.demands.items() if clause.met_by}
STATUS_ACTS = {"release": "detained", "reinstate": "dismissed", "register": "refused-registration"}


def campaign(letters: Mapping[str, Any], acts: Mapping[str, Sequence[Any]] | None = None, **more: Any) -> Campaign:
    """A campaign with acts and letters, of those people and organisations of the cases of grammar whom they name."""
    acts = acts or {}
    named = {*acts, *re.findall(r"'([\w-]+)'", repr((letters, acts, more)))}
    people = {
        key: record if "noun" in record else {"publish": "yes", **record}
        for key, record in PEOPLE.items()
        if key in named
    }
    named |= {record["of"] for record in people.values() if "of" in record}
    told: dict[str, Any] = {
        "campaign": "Letters that follow letters",
        "country": "KZ",
        "sources": {"note": {"title": "A note", "date": "2017-01-22"}},
        "people": {key: {**record, "acts": list(acts.get(key, []))} for key, record in people.items()},
        "organisations": {
            key: {**record, "acts": list(acts.get(key, []))} for key, record in ORGANISATIONS.items() if key in named
        },
        "laws": {"act": {"name": {"en": "the Law on Unions", "fr": "la loi sur les syndicats"}, "articles": [10]}},
        "targets": {
            "president": {"name": "Nazar Temir", "gender": "male", "office": "President", "until": "2017-12-31"},
            "successor": {"name": "Eva Strand", "gender": "female", "office": "President", "from": "2018-01-01"},
            "minister": {"name": "Ivan Lind", "gender": "male", "office": {"en": "Minister", "fr": "Ministre"}},
        },
        "letters": letters,
        **more,
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "following.yml"
        path.write_text(as_yaml(told), encoding="utf-8")
        return read(path, LIBRARY)


def first(demands: list[Any], form: str = "protest", **more: Any) -> dict[str, Any]:
    return {
        "form": form, "from": ["ituc"], "to": "president", "date": "2017-01-23", "facts": [], "demands": demands,
        "opening": [{"text": {"en": "We write to you.", "fr": "Nous vous écrivons."}}], "closing": ["prompt-action"],
        **more,
    }  # fmt: skip


def resolved(told: Campaign, name: str = "second", house: str = "british") -> Letter:
    return resolve(told, name, LIBRARY, language=HOUSES[house][1])


def paragraphs(letter: Letter) -> list[str]:
    return [paragraph.text.replace("\u00a0", " ") for paragraph in compose(letter).paragraphs]


def asked(letter: Letter) -> dict[str, list[str]]:
    """The demands of a letter with those whom they name."""
    found: dict[str, list[str]] = {}
    for item in (item for group in letter.demands for item in group):
        keys = [str(key) for value in item.arguments.values() if isinstance(value, tuple) for key in value]  # type: ignore[union-attr]
        found.setdefault(item.clause.name, []).extend(keys)  # type: ignore[union-attr]
    return found


HELD = {"detained": "2017-01-20", "source": "note"}
SECOND = {"follows": "first", "date": "2017-03-06"}


# What is repeated


def test_a_demand_is_repeated_for_those_for_whom_it_is_unmet() -> None:
    acts = {"man": [HELD, {"released": "2017-02-10", "source": "note"}], "woman": [HELD]}
    told = campaign({"first": first([{"release": ["man", "woman"]}]), "second": SECOND}, acts)
    letter = resolved(told)
    assert asked(letter) == {"release": ["woman"]}
    text = " ".join(paragraphs(letter))
    assert "I welcome the news that Oleg Adamov" not in text, "he has been named in full"
    assert re.search(r"I welcome the news that Mr Adamov was released on 10 February\.", text)
    assert "once more to release Ms Belova" in text


@pytest.mark.parametrize(
    ("later", "open_"),
    [
        ([], ["man"]),
        ([{"released": "2017-02-10"}], []),
        ([{"released": "2017-02-10"}, {"arrested": "2017-02-20"}], ["man"]),
        ([{"released": "2017-03-20"}], ["man"]),
        ([{"released": "2017-02-10"}, {"threatened": "2017-02-20"}], []),
        ([{"killed": "2017-02-10"}], []),
    ],
    ids=["nothing", "released", "held again", "released later than the letter", "threatened since", "dead"],
)
def test_what_a_release_is_worth(later: list[dict[str, str]], open_: list[str]) -> None:
    told = campaign({"first": first([{"release": "man"}]), "second": SECOND}, {"man": [HELD, *later]})
    assert asked(resolved(told)).get("release", []) == open_


def test_a_demand_that_has_lost_its_sense_is_not_repeated() -> None:
    acts = {"man": [{"charged": "2017-01-20"}, {"sentenced": "2017-02-10", "outcome": "two years"}]}
    letter = resolved(campaign({"first": first([{"drop-charges": "man"}]), "second": SECOND}, acts))
    assert asked(letter) == {}
    assert letter.outcome
    [gone] = letter.outcome.overtaken
    assert (gone.who, gone.statuses) == ("man", ("convicted",))


@pytest.mark.parametrize(
    ("record", "open_"),
    [
        ({"organisations": "union"}, ["confederation"]),
        ({}, []),
        ({"organisations": ["union", "confederation"]}, []),
        ({"organisations": "union", "date": "2017-03-07"}, ["union", "confederation"]),
        ({"organisations": "union", "demand": "restore-registration"}, ["union", "confederation"]),
    ],
    ids=["one of two", "all", "both", "later than the letter", "another demand"],
)
def test_a_record_says_that_a_demand_was_met(record: dict[str, Any], open_: list[str]) -> None:
    met = [{"demand": "register", "date": "2017-02-10", "source": "note", **record}]
    told = campaign({"first": first([{"register": ["union", "confederation"]}]), "second": SECOND}, met=met)
    assert asked(resolved(told)).get("register", []) == open_


def test_new_demands_stand_beside_those_that_are_unmet() -> None:
    second = {**SECOND, "demands": ["unmet", {"access": "man"}]}
    letter = resolved(campaign({"first": first([{"release": "man"}]), "second": second}, {"man": [HELD]}))
    assert asked(letter) == {"release": ["man"], "access": ["man"]}
    text = " ".join(paragraphs(letter))
    assert "once more" not in text
    assert "repeat and extend my requests, and ask you to release" in text


def test_a_demand_that_was_to_be_done_by_a_day_is_repeated_without_it() -> None:
    when = {"deadline": "2017-02-15", "before": {"en": "the trial", "fr": "le procès"}}
    told = campaign({"first": first([{"release": {"people": "man", **when}}]), "second": SECOND}, {"man": [HELD]})
    for house, words in {"british": "by 15 February before the trial", "french": "15 février avant le procès"}.items():
        assert words in " ".join(paragraphs(resolved(told, "first", house)))
        again = " ".join(paragraphs(resolved(told, "second", house)))
        assert "once more to release" in again or "de nouveau" in again
        assert not re.search("trial|procès", again)


def test_what_was_met_once_is_noted_once() -> None:
    acts = {"man": [HELD, {"released": "2017-02-10"}], "woman": [HELD]}
    letters = {
        "first": first([{"release": ["man", "woman"]}]),
        "second": SECOND,
        "third": {"follows": "second", "date": "2017-04-10"},
    }
    told = campaign(letters, acts)
    assert "released on" in " ".join(paragraphs(resolved(told, "second")))
    assert "released on" not in " ".join(paragraphs(resolved(told, "third")))


@pytest.mark.parametrize("later", [[], ["2017-02-12"], ["2017-02-12", "2018-06-01"]], ids=len)
def test_an_act_that_met_two_demands_is_noted_once(later: list[str]) -> None:
    """The days on which it was confirmed, those after the letter among them, make no other act of it."""
    acts = {"man": [HELD, {"charged": "2017-01-21"}, {"acquitted": "2017-02-10", "confirmed": later}]}
    told = campaign({"first": first([{"release": "man"}, {"drop-charges": "man"}]), "second": SECOND}, acts)
    letter = resolved(told)
    assert letter.outcome
    assert len(letter.outcome.shown) == 2
    assert " ".join(paragraphs(letter)).count("acquitted") == 1


def test_only_what_happened_since_is_told() -> None:
    acts = {
        "man": [HELD, {"charged": "2017-02-03", "outcome": "incitement"}, {"sentenced": "2017-03-20"}],
        "woman": [{"arrested": "2017-02-04"}],
    }
    text = " ".join(paragraphs(resolved(campaign({"first": first([{"release": "man"}]), "second": SECOND}, acts))))
    assert "charged with incitement on 3 February" in text
    assert "arrested" not in text, "the first letter did not speak of her"
    assert "sentenced" not in text, "it is later than the letter"


@pytest.mark.parametrize("how", ["dead near the river", "shot dead"])
def test_nobody_welcomes_that_somebody_was_found_dead(how: str) -> None:
    acts = {"man": [{"disappeared": "2017-01-20", "source": "note"}, {"found": "2017-02-03", "outcome": how}]}
    letter = resolved(campaign({"first": first([{"establish-fate": "man"}]), "second": SECOND}, acts))
    text = " ".join(paragraphs(letter))
    assert f"was found {how} on 3 February" in text
    assert "welcome" not in text
    assert not asked(letter)


# What is said of the earlier letters


@pytest.mark.parametrize(
    ("replies", "says"),
    [
        ([], "Six weeks have passed without a reply."),
        ([{"date": "2017-02-10", "says": "the courts decide"}], "On 10 February you replied that the courts decide."),
        (
            [{"date": "2017-02-10", "by": "the Ministry", "says": "nothing"}],
            "On 10 February the Ministry acknowledged my letter, but did not respond to what it asked.",
        ),
        ([{"date": "2017-03-07", "says": "the courts decide"}], "Six weeks have passed without a reply."),
    ],
    ids=["none", "one", "nothing in it", "later than the letter"],
)
def test_a_letter_says_what_came_back(replies: list[dict[str, str]], says: str) -> None:
    letters = {"first": first([{"release": "man"}], replies=replies), "second": SECOND}
    assert says in paragraphs(resolved(campaign(letters, {"man": [HELD]})))[1]


def test_a_reply_to_the_first_letter_is_known_to_the_third() -> None:
    letters = {
        "first": first([{"release": "man"}], replies=[{"date": "2017-03-20", "says": "the courts decide"}]),
        "second": SECOND,
        "third": {"follows": "second", "date": "2017-04-10"},
    }
    told = campaign(letters, {"man": [HELD]})
    assert "without a reply" in paragraphs(resolved(told, "second"))[1]
    opening = paragraphs(resolved(told, "third"))[1]
    assert "On 23 January and on 6 March I wrote to you" in opening
    assert "On 20 March you replied that the courts decide. My letter of 6 March has not been answered." in opening


def test_whom_the_earlier_letter_went_to() -> None:
    letters = {"first": first([{"release": "man"}]), "second": {"follows": "first", "date": "2018-02-05"}}
    with pytest.raises(UserError) as refused:
        resolved(campaign(letters, {"man": [HELD]}))
    assert [problem.code for problem in refused.value.problems] == ["LK231"]
    assert "to: successor" in refused.value.problems[0].hint
    for to, whom in (("successor", "your predecessor"), ("minister", "the President")):
        letters["second"]["to"] = to
        opening = paragraphs(resolved(campaign(letters, {"man": [HELD]})))[1]
        assert f"I wrote to {whom} on behalf of the ITUC" in opening
    letters["first"]["copies"] = ["minister", "successor"]
    again = resolved(campaign(letters, {"man": [HELD]}))
    assert [str(key) for key in again.plan.copies] == ["successor"], "who gets the letter gets no copy of it"


def test_somebody_else_signs_than_before() -> None:
    second = {**SECOND, "signed-by": ["president"]}
    told = campaign({"first": first([{"release": "man"}]), "second": second}, {"man": [HELD]})
    opening = paragraphs(resolved(told))[1]
    assert "the ITUC wrote to you about" in opening
    assert "I wrote" not in opening


BY_OTHERS = {
    "british": (
        "the European Trade Union Confederation (ETUC) wrote to you",
        "the ETUC's letter",
        "I therefore ask you to",
        "On 23 February I wrote to you on behalf of the ITUC",
    ),
    "french": (
        "la Confédération européenne des syndicats (CES) vous a écrit",
        "la lettre de la CES",
        "Je vous demande donc de",
        "Le 23 février, je vous ai écrit au nom de la",
    ),
}


@pytest.mark.parametrize("house", BY_OTHERS)
@pytest.mark.parametrize("known", ["of the campaign", "from outside"])
def test_a_letter_of_others_is_told_as_theirs(known: str, house: str) -> None:
    reply = {"date": "2017-02-02", "says": "nothing"}
    theirs = {**first([{"release": "man"}]), "from": ["etuc"], "replies": reply}
    outside = {"date": "2017-01-23", "from": "etuc", "replies": reply}
    second = {**first([{"release": "man"}]), "date": "2017-02-23", "opening": ["recall-letters", "replies-so-far"]}
    second |= {"follows": "first" if known == "of the campaign" else outside, "lead": "ask-again"}
    told = campaign({"first": theirs, "second": second, "third": {"follows": "second", "date": "2017-03-23"}})
    wrote, letter, asks, own = BY_OTHERS[house]
    text = " ".join(paragraphs(resolved(told, house=house)))
    assert [said for said in (wrote, letter, asks) if said not in text] == []
    assert [said for said in ("ITUC wrote", "my letter", "ma lettre", "CSI vous a") if said in text] == []
    third = " ".join(paragraphs(resolved(told, "third", house)))
    assert [said for said in (wrote, own) if said not in third] == []


def test_a_consequence_is_the_announced_one_or_none() -> None:
    announced = first([{"release": "man"}], closing=["expect-answer", "ilo-complaint"], consequences=["reputation"])
    letters = {"first": announced, "second": SECOND, "third": {"follows": "second", "date": "2017-04-10"}}
    told = campaign(letters, {"man": [HELD]})
    assert "will bring the matter before the ILO" in paragraphs(resolved(told, "second"))[-2]
    for name in ("second", "third"):
        text = " ".join(paragraphs(resolved(told, name)))
        assert "keeps its word" not in text, "a consequence is stated once"
    assert "Committee on Freedom" not in " ".join(paragraphs(resolved(told, "third")))


# Days


@pytest.mark.parametrize(
    ("day", "country", "working"),
    [
        ("2017-03-10", "KZ", "2017-03-10"),
        ("2017-03-11", "KZ", "2017-03-13"),
        ("2017-03-12", None, "2017-03-13"),
        ("2017-03-10", "EG", "2017-03-12"),
        ("2017-03-10", "IR", "2017-03-11"),
        ("2017-03-08", "KZ", "2017-03-09"),
        ("2017-05-01", "FR", "2017-05-02"),
        ("2017-12-25", None, "2017-12-27"),
        ("2017-12-25", "IL", "2017-12-25"),
        ("2017-03-11", "XX", "2017-03-13"),
    ],
)
def test_a_reply_is_asked_for_by_a_working_day(day: str, country: str | None, working: str) -> None:
    assert str(working_day_from(datetime.date.fromisoformat(day), country)) == working


def test_no_letter_of_a_year_asks_for_a_reply_on_a_day_of_rest() -> None:
    told = campaign({"first": first([{"release": "man"}]), "second": {**SECOND, "to": "minister"}}, {"man": [HELD]})
    second = told.letters[Scalar("second")]
    for days in range(1, 365, 3):
        day = datetime.date(2017, 1, 23) + datetime.timedelta(days=days)
        letters = {**told.letters, Scalar("second"): second.model_copy(update={"date": day})}
        by = resolved(told.model_copy(update={"letters": letters})).reply_by
        assert by
        assert not rest_on(by.first, "KZ")
        assert 21 <= (by.first - day).days <= 28


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        ("2017-01-30", "seven days", "sept jours"),
        ("2017-02-06", "two weeks", "deux semaines"),
        ("2017-02-27", "five weeks", "cinq semaines"),
        ("2017-03-01", "more than five weeks", "plus de cinq semaines"),
        ("2017-03-23", "two months", "deux mois"),
        ("2017-07-01", "more than five months", "plus de cinq mois"),
        ("2019-01-23", "two years", "deux ans"),
        ("2020-03-01", "more than three years", "plus de trois ans"),
    ],
)
def test_how_long_ago(day: str, english: str, french: str) -> None:
    since, today = datetime.date(2017, 1, 23), datetime.date.fromisoformat(day)
    for code, words in (("en", english), ("fr", french)):
        assert make_language(LIBRARY.language(code)).elapsed(since, today) == words


# Grammar


def demand(name: str, people: list[str], organisations: list[str]) -> dict[str, Any] | str:
    """A demand with all that it can take."""
    given: dict[str, Any] = {}
    for parameter in LIBRARY.clauses[name].takes:
        kinds: dict[str, Any] = {"people": people, "organisations": organisations, "law": "act"}
        kinds |= {"instruments": ["C087", "C098"], "acts": [f"{people[0]}.detained"]}
        kinds |= dict.fromkeys([parameter.type], parameter.choices[0]) if parameter.choices else {}
        both = parameter.optional and parameter.type == "people" and "people" not in name and organisations
        if not both:
            given[parameter.name] = kinds.get(parameter.type, TEXTS.get(parameter.name, ELSE))
    return {name: given} if given else name


CASES = {**{case: (keys, ["union"]) for case, keys in PEOPLE_CASES.items()},
         **{case: (["woman"], keys) for case, keys in ORGANISATION_CASES.items()}}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_demand_that_was_met_reads_well(case: str, every: bool) -> None:
    assert len(MEETABLE) >= 20
    people, organisations = CASES[case]
    demands = [demand(name, people, organisations) for name in MEETABLE]
    # One record each in a letter of its own would be the same sentences at many times the cost.
    days = [datetime.date(2017, 1, 23) + datetime.timedelta(days=day) for day in range(1, len(MEETABLE) + 1)]
    met = [{"demand": name, "date": str(day), "source": "note"} for day, name in zip(days, MEETABLE, strict=True)]
    letters, houses = {}, {}
    for house, form in product(houses_of(case, every), ("protest", "request")):
        name = f"{house}-{form}"
        letters[name] = first([*demands, "respect-rights"], form, **{"from": HOUSES[house][0]})
        letters[f"{name}-2"] = {"follows": name, "date": str(days[-1] + datetime.timedelta(days=1))}
        houses[f"{name}-2"] = house
    told, found = campaign(letters, {people[0]: [HELD]}, met=met), {}
    for name, house in houses.items():
        letter = resolved(told, name, house)
        assert letter.outcome
        assert len(letter.outcome.recorded) == len(MEETABLE)
        found[name] = wrong(raw(letter), HOUSES[house][1])
    assert not any(found.values()), found


def houses_of(case: str, every: bool) -> tuple[str, ...]:
    """The houses that write of a case: an American and a joint letter, which differ in few words, of every fourth."""
    return (*HOUSES,) if every or [*CASES].index(case) % 4 == 0 else ("british", "french")


def raw(letter: Letter) -> list[str]:
    return [paragraph.text for paragraph in compose(letter).paragraphs][1:-1]


@pytest.mark.parametrize("case", CASES)
def test_a_follow_up_reads_well(case: str, every: bool) -> None:
    """Unmet and partly met, answered and not, to the same target and to a successor, a second and a third letter."""
    people, organisations = CASES[case]
    gone = {"dismissed": "2017-01-05", "source": "note"}
    acts: dict[str, list[Any]] = {key: [HELD, gone, {"charged": "2017-02-03", "source": "note"}] for key in people}
    acts[people[0]].append({"released": "2017-02-10", "source": "note"})
    acts |= {key: [{"refused-registration": "2017-01-05", "source": "note"}] for key in organisations}
    demands = [{"release": people}, {"reinstate": people}, {"register": organisations}]
    replies = [
        {"date": "2017-02-10", "by": {"en": "the Ministry", "fr": "le ministère"}, "says": "nothing"},
        {"date": "2017-02-20", "says": {"en": "the courts decide", "fr": "il appartient aux tribunaux de décider"}},
    ]
    grounds = {"grounds": [{"ratified-conventions": ["C087", "C098"]}], "closing": ["expect-answer", "ilo-complaint"]}
    letters: dict[str, Any] = {}
    for house, form in product(houses_of(case, every), ("protest", "request")):
        senders, of = {"from": HOUSES[house][0]}, f"{house}-{form}-"
        letters |= {
            f"{of}first": first(demands, form, **grounds, **senders),
            f"{of}answered": first(demands, form, replies=replies, reference="AB/cd", **grounds, **senders),
            f"{of}second": {"follows": f"{of}first", "date": "2017-03-06"},
            f"{of}after-answer": {"follows": f"{of}answered", "date": "2017-03-06", "demands-as": "list"},
            f"{of}third": {"follows": f"{of}after-answer", "date": "2018-02-05", "to": "successor"},
            f"{of}fourth": {"follows": f"{of}third", "date": "2018-03-05"},
            f"{of}elsewhere": {"follows": f"{of}first", "date": "2017-03-06", "to": "minister"},
        }
    told, found = campaign(letters, acts), {}
    for name in letters:
        house = name.partition("-")[0]
        found[name] = wrong(raw(resolved(told, name, house)), HOUSES[house][1])
    assert not any(found.values()), "\n".join(f"{name}: {flaws}" for name, flaws in found.items() if flaws)


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_an_act_that_meets_a_demand_is_one_of_the_library(name: str) -> None:
    assert set(SHOWN[name]) <= set(LIBRARY.of_kind("acts"))


def test_each_next_step_is_a_consequence_that_takes_no_more() -> None:
    steps = [clause for clause in LIBRARY.clauses.values() if isinstance(clause, Consequence) and clause.next]
    assert len(steps) >= 2
    for clause in steps:
        step = LIBRARY.clauses[str(clause.next)]
        assert step.kind == "consequences"
        assert {parameter.name for parameter in step.required} <= {parameter.name for parameter in clause.takes}
