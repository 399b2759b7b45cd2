"""Sentences that an editor would join are joined, and names that need not be whole are short."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_composing import person, text
from test_who_they_are import group

pytestmark = pytest.mark.quick

POLICE = {"en": "the police", "fr": "la police"}
REASON = {"en": "critical articles", "fr": "des articles critiques"}


def test_states_of_one_kind_share_a_sentence_and_the_reason_ends_it(tmp_path: Path) -> None:
    since = {"held-incommunicado": "since 2021-05-01"}
    for reasons in ({}, {"for": REASON}), ({"for": REASON}, {}):
        acts = [{**since, **reasons[0]}, {"held-without-charge": "since 2021-05-01", **reasons[1]}]
        people = {"lot": group(2, *acts)}
        said = text(tmp_path, people=people, demands=[{"release": "lot"}])
        assert "have been held incommunicado and without charge since 1 May for critical articles." in said
        french = text(tmp_path, people=people, demands=[{"release": "lot"}], language="fr")
        assert "sont détenus au secret et sans inculpation depuis le 1er mai pour des articles critiques." in french


def test_what_befell_some_of_a_group_or_the_same_one_that_day_goes_on(tmp_path: Path) -> None:
    people = {
        "lot": group("more than 200", {"dispersed": "2021-05-04", "by": POLICE}),
        "hurt": group(17, {"injured": "2021-05-04"}, of="lot"),
        "lomi": person("Nana Lomi", "female", {"released": "2021-05-01"}, {"summoned": "2021-05-06"}),
    }
    people["lomi"]["acts"].append({"passport-seized": "2021-05-06", "source": "note"})
    facts = [["lot.dispersed", "hurt.injured"], ["lomi.released", "lomi.summoned", "lomi.passport-seized"]]
    given = {"people": people, "facts": facts, "about": ["lot.dispersed"], "demands": [{"compensate": "hurt"}]}
    said = text(tmp_path, **given)
    assert "The police dispersed these teachers on 4 May, and 17 of them were injured." in said
    assert "On 6 May, she was summoned and had her passport seized." in said
    french = text(tmp_path, **given, language="fr")
    assert " le 4 mai, et 17 d'entre eux ont été blessés." in french
    assert "elle a été convoquée, et son passeport a été confisqué." in french


def test_the_next_step_goes_on_where_both_are_short_and_another_acted(tmp_path: Path) -> None:
    def said(*days: str, **more: str) -> str:
        acts = [{kind: day} for kind, day in zip(("tried", "convicted", "sentenced"), days, strict=True)]
        acts[1] = {**acts[1], **more}
        return text(tmp_path, people={"lomi": person("Nana Lomi", "female", *acts)}, about=["lomi.tried"])

    days = ("2021-05-01", "2021-05-02", "2021-05-03")
    assert "was tried on 1 May, and on 2 May she was convicted. On 3 May, she was sentenced." in said(*days)
    assert "was tried on 1 May. On 2 May, she was convicted of what the prosecution called" in said(
        *days, outcome="what the prosecution called an incitement of others to disobey the law"
    )


def test_somebody_beside_relatives_is_called_shortly_and_they_are_introduced(tmp_path: Path) -> None:
    people = {
        "lomi": person("Jon Lomi", "male", {"arrested": "2021-05-01"}, {"searched": "2021-05-03", "by": POLICE}),
        "brother": person("Ray Lomi", "male", {"dismissed": "2021-05-04"}, office="brother", of="lomi"),
    }
    demands = [{"release": "lomi"}, {"reinstate": "brother"}]
    said = text(tmp_path, people=people, demands=demands, facts=[["brother.dismissed"], ["lomi.searched"]])
    assert "the arrest of Jon Lomi and the dismissal of Ray Lomi, brother of Mr Lomi." in said
    assert "Ray Lomi was dismissed on 4 May." in said
    # Behind a name that is short, the end of it says whose something is.
    assert "searched Mr Lomi's home on 3 May." in said
    assert "to release Mr Lomi" in said


def test_a_hunger_strike_is_concern_for_those_on_it_and_a_participle_is_set_off(tmp_path: Path) -> None:
    demanding = {"object": {"en": "demanding a trial", "fr": "pour demander un procès"}}
    people = {"lot": group(7, {"hunger-strike": "2021-05-04", **demanding}, {"arrested": "2021-05-01"})}
    given = {"people": people, "opening": "concern", "about": ["lot.hunger-strike"], "demands": [{"release": "lot"}]}
    said = text(tmp_path, **given)
    assert "to express my deep concern about the fate of seven teachers who are on hunger strike." in said
    assert "began a hunger strike on 4 May, demanding a trial." in said or "hunger strike, demanding a trial." in said
    french = text(tmp_path, **given, language="fr")
    assert "au sujet du sort de sept enseignants en grève de la faim." in french


def test_what_a_clause_recalls_of_those_just_told_of_is_theirs_and_dated_once(tmp_path: Path) -> None:
    people = {
        "lomi": person("Nana Lomi", "female", {"arrested": "2021-05-01"}),
        "dead": group("1,140", {"killed": "2020"}),
    }
    facts = [[{"pattern": {"acts": "dead.killed"}}, {"impunity": {"acts": "dead.killed"}}], ["dead.killed"]]
    given = {"people": people, "about": ["lomi.arrested"], "demands": [{"release": "lomi"}]}
    said = text(tmp_path, **given, facts=facts[:1])
    assert "the killing of 1,140 teachers in 2020" in said
    assert "nobody has been brought to justice for their killing." in said
    french = text(tmp_path, **given, facts=facts[:1], language="fr")
    assert "devant la justice de leur meurtre." in french
    assert "140 enseignants" in french
    # No sentence begins with a number in figures, where the day can stand before it.
    assert "In 2020, 1,140 teachers were killed." in text(tmp_path, **given, facts=facts[1:])


def test_two_bodies_on_two_days_and_all_who_write_share_a_sentence(tmp_path: Path) -> None:
    bodies = {
        key: {"name": f"Union of {name}", "acts": [{"dissolved": day, "by": "the court", "source": "note"}]}
        for key, name, day in (("one", "Bakers", "2021-05-03"), ("other", "Weavers", "2021-05-05"))
    }
    given = {"organisations": bodies, "about": ["one.dissolved"], "demands": [{"restore-registration": "one"}]}
    facts = [
        ["one.dissolved", "other.dissolved", {"affiliation": {"organisations": ["specimen", "etuc"], "of": "ituc"}}]
    ]
    said = text(tmp_path, **given, facts=facts, **{"from": ["specimen", "etuc"]})
    assert "on 3 and 5 May respectively" in said
    assert "Our two organisations belong to" in said


def test_what_befell_another_at_the_same_time_goes_on_where_it_is_slight(tmp_path: Path) -> None:
    people = {
        "dead": group("more than 250", {"killed": "2021-05-04"}),
        "hurt": group("dozens of", {"injured": "2021-05-04"}),
    }
    people["hurt"]["count"] = {"en": "dozens of", "fr": "des dizaines de"}
    facts = [["dead.killed", "hurt.injured"]]
    given = {"people": people, "facts": facts, "about": ["dead.killed"], "demands": [{"compensate": "hurt"}]}
    assert "were killed on 4 May, and dozens of others were injured." in text(tmp_path, **given)
    assert "tués le 4 mai, et des dizaines d'autres ont été blessés." in text(tmp_path, **given, language="fr")
    people["hurt"]["acts"][0]["by"] = "men who had come with the owner of the plant"
    assert "were killed on 4 May, and" not in text(tmp_path, **given)


def test_what_is_yet_to_be_told_tells_nobody_apart(tmp_path: Path) -> None:
    people = {
        "lot": group(86, {"dismissed": "2021-05-02"}, {"evicted": "2021-05-06"}),
        "marchers": group("about 300", {"dispersed": "2021-05-04"}),
    }
    facts = [["lot.dismissed", "marchers.dispersed", "lot.evicted"]]
    said = text(tmp_path, people=people, facts=facts, about=["lot.dismissed"], demands=[{"reinstate": "lot"}])
    assert "who were evicted were" not in said
    assert "The 86 teachers who were dismissed were evicted" in said
    assert "to have the 86 teachers who were dismissed reinstated" in said


def test_a_subsidiary_that_acts_again_is_that_and_thanks_name_once(tmp_path: Path) -> None:
    bodies = {
        "parent": {"name": "Tele World", "article": "none"},
        "call": {"name": "Tele World Madagascar", "article": "none", "owned-by": "parent"},
    }
    target = {"is": "company", "name": "Eva Strand", "gender": "female", "office": "President", "of": "Tele World"}
    deeds = [{kind: f"2021-05-0{day}", "by": "call"} for day, kind in ((1, "demoted"), (3, "dismissed"))]
    people = {"lomi": person("Nana Lomi", "female", *deeds)}
    given = {"people": people, "organisations": bodies, "target": target}
    said = text(tmp_path, **given, facts=[["lomi.demoted", "lomi.dismissed"]], demands=[{"reinstate": "lomi"}])
    assert "On 3 May, she was dismissed by your subsidiary." in said
