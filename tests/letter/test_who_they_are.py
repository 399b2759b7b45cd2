"""Who is named, in the opening and beside a group: nobody is dropped in silence, nobody introduced twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_composing import person, text

pytestmark = pytest.mark.quick

TEACHERS = {"en": "teachers", "fr": "enseignants"}
UNION = {
    "union": {
        "name": {"en": "Union of Teachers", "fr": "Syndicat des enseignants"},
        "short": {"en": "UT", "fr": "SE"},
        "article": {"en": "the", "fr": "le"},
    }
}
DISMISSED = {"dismissed": "2021-05-04"}


def group(count: Any, *acts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"noun": TEACHERS, "count": count, "acts": [{**act, "source": "note"} for act in acts], **more}


def test_who_belongs_to_a_group_is_named_beside_it_and_is_not_introduced_again(tmp_path: Path) -> None:
    lomi = person("Nana Lomi", "female", DISMISSED, {"threatened": "2021-05-01"}, office="president", of="union")
    everybody = {"lomi": lomi, "berg": person("Jon Berg", "male", office="treasurer", of="union")}
    lot = group(25, DISMISSED, of="union", among=["lomi", "berg"])
    given = {"people": {**everybody, "lot": lot}, "organisations": UNION, "demands": [{"reinstate": ["lomi", "lot"]}]}
    said = text(tmp_path, **given)
    assert "25 teachers who belong to the Union of Teachers (UT), among them Nana Lomi, president of the UT." in said
    french = text(tmp_path, **given, language="fr", about=["lomi.threatened"])
    assert "contre les menaces proférées contre Nana Lomi, présidente du Syndicat des enseignants (SE)." in french
    # A union called SE is not elided, and who was named before is among them all the same.
    assert "25 enseignants membres du SE, dont Mme Lomi et Jon Berg, trésorier du syndicat, ont été licenciés" in french


def test_people_stand_before_groups_and_groups_of_one_union_share_it(tmp_path: Path) -> None:
    people = {
        "lot": group("more than 1000", DISMISSED, of="union"),
        "nurses": group("at least 300", DISMISSED, of="union", noun={"en": "nurses", "fr": "infirmières"}),
        "hugo": person("Hugo Lomi", "male", DISMISSED),
    }
    given = {"people": people, "organisations": UNION, "demands": [{"reinstate": ["lot", "nurses", "hugo"]}]}
    said = text(tmp_path, **given)
    assert (
        "Hugo Lomi, more than 1,000 teachers and at least 300 nurses who belong to the Union of Teachers (UT)." in said
    )
    french = text(tmp_path, **given, language="fr")
    assert "d'Hugo Lomi, de plus de 1 000 enseignants et d'au moins 300 infirmières membres du Syndicat" in french


def test_what_a_text_introduces_is_not_introduced_again(tmp_path: Path) -> None:
    people = {"lomi": person("Nana Lomi", "female", DISMISSED, office="president", of="union")}
    own = "Nana Lomi, president of the Union of Teachers (UT), has lost her work."
    said = text(tmp_path, people=people, organisations=UNION, opening=[{"text": own}], demands=[{"reinstate": "lomi"}])
    assert "Ms Lomi was dismissed on 4 May." in said
    assert "The Federation of Specimen Unions calls on" in said


def test_an_occasion_stands_behind_its_day(tmp_path: Path) -> None:
    acts = [
        {"arrested": "2021-05-01/2021-05-04", "when": "after the march"},
        {"beaten": "2021-05-05", "when": "the next day"},
        {
            "transferred": "2021-05-06",
            "outcome": {"en": "a penal colony", "fr": "une colonie"},
            "when": "the day before 7 May",
        },
    ]
    said = text(tmp_path, people={"lot": group(7, *acts)}, demands=[{"release": "lot"}])
    assert "The seven teachers were arrested between 1 and 4 May, after the march." in said
    assert "The next day, they were attacked and beaten. The day before 7 May, they were transferred to a penal" in said


def test_some_of_a_group_stay_some_and_are_asked_for_as_they_are(tmp_path: Path) -> None:
    some = {"en": "a few", "fr": "quelques"}
    fired = {"fired-on": "2021-05-03", "by": {"en": "soldiers", "fr": "des soldats"}}
    people = {
        "held": group(some, {"held-incommunicado": "since 2021-05-03"}, of="lot"),
        "hurt": group(
            14,
            {"injured": "2021-05-03", "object": {"en": "the crush", "fr": "la bousculade"}},
            of="lot",
            among=["lomi"],
        ),
        "lomi": person(
            "Nana Lomi", "female", {"searched": "2021-05-04", "object": {"en": "her home", "fr": "sa maison"}}
        ),
        "lot": group("about 200", fired, of="union"),
    }
    asked = [{"release": "held"}, {"investigate-accident": "hurt"}, {"compensate": "hurt"}]
    given = {"people": people, "organisations": UNION, "demands": asked}
    said = text(tmp_path, **given)
    # The causes of an accident name nobody whom a pronoun could mean.
    assert "to have the causes of the crush investigated independently" in said
    assert "to compensate the 14 teachers who were injured" in said
    assert "detention of a few of the teachers who belong to the Union of Teachers (UT) and the injuries" in said
    assert "Soldiers fired at about 200 teachers who belong to the UT on 3 May. A few of them" in said
    # What the opening does not say is left to the fact.
    assert "and 14 of the teachers, among them Nana Lomi, were injured in the crush." in said
    assert "to release the teachers held incommunicado immediately" in said
    french = text(tmp_path, **given, language="fr", facts=["lomi.searched", "held.held-incommunicado"])
    assert "la détention au secret de quelques-uns des enseignants" in french
    assert "visant la maison de Nana Lomi" in french


def test_a_verdict_and_its_sentence_share_a_sentence_and_members_their_offices(tmp_path: Path) -> None:
    convicted = {"convicted": "2021-05-04", "outcome": "incitement", "for": "a speech", "by": "the court"}
    sentenced = {"sentenced": "2021-05-04", "outcome": "two years in prison", "by": "the court"}
    people = {
        "lomi": person("Nana Lomi", "female", office="president", of="union"),
        "berg": person("Jon Berg", "male", office="treasurer", of="union"),
        "two": group(2, convicted, sentenced, members=["lomi", "berg"]),
    }
    said = text(tmp_path, people=people, organisations=UNION, demands=[{"release": "two"}])
    assert "Nana Lomi, president of the Union of Teachers (UT), and Jon Berg, its treasurer, were convicted of" in said
    assert "incitement by the court and sentenced to two years in prison for a speech." in said
