"""How a letter is put together: rights, pronouns, sets of people, whom it is to (docs/composing.md)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.library import library_of

from letterkit.drafts.markdown import write_markdown
from letterkit.foundation.origins import bare
from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.pipeline.check import examine
from letterkit.schema.clause import Ground
from letterkit.schema.read import read

pytestmark = pytest.mark.quick

POLICE = {"en": "the police", "fr": "la police"}


def person(name: str, gender: str, *acts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "gender": gender,
        "publish": "yes",
        "acts": [{**act, "source": "note"} for act in acts],
        **more,
    }


def campaign(country: str = "KE", day: str = "2021-05-10", **keys: Any) -> dict[str, Any]:
    people = keys.pop("people", {"lomi": person("Nana Lomi", "female", {"arrested": "2021-05-04", "by": POLICE})})
    union = {"name": {"en": "Tea Union", "fr": "Union du thé"}, "short": {"en": "TU", "fr": "UT"}}
    organisations = {"union": union, **keys.pop("organisations", {})}
    target = keys.pop("target", {"office": {"en": "Minister of Justice", "fr": "Ministre de la Justice"}})
    letter = {"from": "specimen", "to": "minister", "date": day, "demands": [{"release": "lomi"}], **keys}
    return {
        "campaign": "Composing",
        "country": country,
        "sources": {"note": {"title": "A note", "date": day}},
        "organisations": organisations,
        "people": people,
        "targets": {"minister": target},
        "letters": {"a": letter},
    }


def text(folder: Path, **keys: Any) -> str:
    path = folder / "campaign.yml"
    path.write_text(yaml.safe_dump(campaign(**keys), allow_unicode=True), encoding="utf-8")
    library = library_of(folder)
    return write_markdown(compose(resolve(read(path, library), "a", library)))


def findings(folder: Path, **keys: Any) -> dict[str, str]:
    path = folder / "campaigns" / "composing.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(campaign(**keys), allow_unicode=True), encoding="utf-8")
    batches = examine([path], library_of(folder), folder / "output")
    return {problem.code: f"{problem.message} {problem.hint}" for batch in batches for problem in batch.problems}


# Rights


def test_a_right_names_each_treaty_that_binds_the_country(tmp_path: Path) -> None:
    said = text(tmp_path, grounds="freedom-of-expression")
    assert "Article 19 of the International Covenant on Civil and Political Rights (ICCPR) and article 9 of" in said
    assert "to both of which Kenya is a party, protect everyone's right" in said


def test_rights_of_one_treaty_share_a_sentence_and_the_party_is_said_once(tmp_path: Path) -> None:
    said = text(tmp_path, grounds=["arbitrary-detention", "right-to-fair-trial", "no-torture"])
    assert "which forbids arbitrary arrest and detention (article 9)" in said
    assert "holds the same rights (articles 5, 6 and 7)" in said
    assert said.count("is a party to the") == 1
    assert said.count("to which your country is also a party") == 1


def test_where_no_treaty_binds_the_declaration_is_cited(tmp_path: Path) -> None:
    said = text(tmp_path, country="MM", grounds=["freedom-of-expression"])
    assert "Article 19 of the Universal Declaration of Human Rights protects" in said
    assert "party" not in said


def test_what_a_country_has_not_ratified_is_refused_where_nothing_else_holds_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="LK308"):
        text(tmp_path, country="US", grounds=["workers-representatives"])


def test_a_ground_can_be_kept_to_one_instrument(tmp_path: Path) -> None:
    said = text(tmp_path, grounds=[{"freedom-of-expression": {"under": "ACHPR"}}])
    assert "Article 9 of the African Charter" in said
    assert "Covenant" not in said


def test_an_instrument_of_the_workspace_joins_the_grounds(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "law" / "instruments" / "CCAR.yml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "names: {en: Convention on Tea, fr: Convention sur le thé}\narticle: {en: the, fr: la}\nadopted: 1999\n"
        "rights: {health-in-custody: 3}\nparties: {source: List, as-of: 2020, ratified: {KE: 2001}}\n",
        encoding="utf-8",
    )
    said = text(tmp_path, grounds="health-in-custody")
    assert "Article 3 of the Convention on Tea, to which Kenya is a party, entitles prisoners" in said


def test_rules_that_came_later_are_not_cited(tmp_path: Path) -> None:
    people = {"lomi": person("Nana Lomi", "female", {"arrested": "2015-11-04"})}
    said = text(tmp_path, people=people, date="2015-12-01", grounds=["health-in-custody"])
    assert "Rule 22 of the UN Standard Minimum Rules for the Treatment of Prisoners" in said
    people = {"lomi": person("Nana Lomi", "female", {"arrested": "2010-11-04"})}
    with pytest.raises(UserError, match="LK308"):
        text(tmp_path, people=people, date="2010-12-01", grounds=["domestic-workers-unions"])


def test_who_was_released_is_not_said_to_be_in_detention(tmp_path: Path) -> None:
    held = {"detained": "since 2021-03-01"}
    people = {
        "lomi": person("Nana Lomi", "female", held, office="journalist"),
        "obi": person("Ada Obi", "female", held, office="journalist"),
        "berg": person("Jon Berg", "male", held, {"released": "2021-05-01"}),
    }
    said = text(tmp_path, people=people, demands=[{"release": ["lomi", "obi"]}])
    assert "Nana Lomi and Ada Obi, both journalists." in said
    assert "Ms Lomi and Ms Obi have been in detention since 1 March." in said
    assert "was held in detention from 1 March to 1 May" in said


def test_a_group_is_named_shortly_when_it_is_known(tmp_path: Path) -> None:
    noun = {"en": "pickers of Lake Tea", "fr": "cueilleurs de Thé du Lac"}
    people = {"pickers": {"noun": noun, "count": "40", "acts": [{"dismissed": "2021-05-04", "source": "note"}]}}
    asked = [{"reinstate": "pickers"}]
    said = text(tmp_path, people=people, demands=asked)
    assert said.count("Lake Tea") == 1
    assert "have the 40 pickers reinstated" in said
    assert text(tmp_path, people=people, demands=asked, language="fr").count("Thé du Lac") == 1


def test_who_is_summoned_for_a_day_to_come_is_summoned(tmp_path: Path) -> None:
    people = {"lomi": person("Nana Lomi", "female", {"summoned": "2021-05-12", "by": POLICE})}
    target = {"office": {"en": "Minister of Justice", "fr": "ministre de l'Intérieur"}, "gender": "male"}
    found = findings(tmp_path, people=people, target=target, demands=[{"withdraw-summons": "lomi"}], language="fr")
    assert not found.keys() & {"LK502", "LK522", "LK609"}


def test_a_letter_is_about_what_still_holds(tmp_path: Path) -> None:
    held = {"detained": "since 2018-09", "confirmed": ["2021-05-01"]}
    lomi = person("Nana Lomi", "female", {"arrested": "2018-09"}, held, {"convicted": "2019-06"})
    said = text(tmp_path, people={"lomi": lomi})
    assert "protest against the continued detention of Nana Lomi" in said
    assert said.index("arrested") < said.index("in detention") < said.index("convicted")


def test_a_company_is_spoken_to(tmp_path: Path) -> None:
    by = {"en": "Acme's lawyer", "fr": "l'avocat d'Acme"}
    people = {"lomi": person("Nana Lomi", "female", {"threatened": "2021-05-04", "by": by})}
    target = {"is": "company", "office": {"en": "Director", "fr": "Directeur"}, "gender": "male", "of": "Acme"}
    asked = [{"investigate-threats": {"people": "lomi"}}]
    assert "by your company's lawyer" in text(tmp_path, people=people, target=target, demands=asked)
    said = text(tmp_path, people=people, target=target, demands=asked, language="fr")
    assert "par l'avocat de votre entreprise" in said
    for named in ("Acme, Ltd.", "Acme"):
        own = {"acme": {"name": "Acme Foods Ltd", "short": "Acme", "article": "none"}}
        packer = person("Nana Lomi", "female", {"dismissed": "2021-05-04", "by": named}, office="packer", of="acme")
        asked_back = [{"take-back": {"people": "lomi"}}]
        people_there = {"people": {"lomi": packer}, "organisations": own, "demands": asked_back}
        told = text(tmp_path, target={**target, "of": "Acme Foods"}, **people_there)
        assert "Nana Lomi, a packer at your company." in told
        assert "Ms Lomi was dismissed by your company on" in told
    supplier = {**target, "of": "Other Brand"}
    assert "by Acme's lawyer" in text(tmp_path, people=people, target=supplier, demands=asked)


def test_an_organisation_is_told_by_what_it_is_where_it_is_first_named(tmp_path: Path) -> None:
    """What it is, and whose: a company of the state is owned by those written to, and what it did the state did."""
    said_of = {"en": "the largest employer of the coast", "fr": "premier employeur de la côte"}
    mill = {"name": {"en": "Mill of Kisumu", "fr": "Moulin de Kisumu"}, "article": {"en": "the", "fr": "le"}}
    bodies = {"mill": {**mill, "owned-by": "state", "described-as": said_of}}
    how = {"en": "without notice", "fr": "sans préavis"}
    deeds = ({"dismissed": "2021-05-04", "by": "mill", "how": how}, {"demoted": "2021-04-02", "by": "mill"})
    lomi = person("Nana Lomi", "female", *deeds)
    told = {"people": {"lomi": lomi}, "organisations": bodies, "facts": [["lomi.demoted", "lomi.dismissed"]]}
    said = text(tmp_path, demands=[{"reinstate": "lomi"}], **told)
    first = "by the Mill of Kisumu, the largest employer of the coast and owned by your government, on 2 April"
    assert first in said
    assert "On 4 May, she was dismissed without notice by the Mill of Kisumu." in said
    assert said.count("largest employer") == 1
    assert "to reinstate Ms Lomi" in said
    said = text(tmp_path, language="fr", **told)
    assert (
        "par le Moulin de Kisumu, premier employeur de la côte et propriété de votre gouvernement, le 2 avril" in said
    )
    assert "licenciée sans préavis par le Moulin de Kisumu" in said
    bodies["parent"] = {"name": "Lake Foods", "article": "none"}
    bodies["mill"] = {**mill, "owned-by": "parent"}
    assert "by the Mill of Kisumu, owned by Lake Foods, on" in text(tmp_path, **told)


def test_who_writes_says_for_whom_where_no_figure_does(tmp_path: Path) -> None:
    house = tmp_path / "templates" / "letterheads" / "network" / "letterhead.yml"
    house.parent.mkdir(parents=True)
    officer = "officers: {chair: {name: Ida Moe, office: Chair}}\nsigns: chair\n"
    plain = f"name: Press Network\nshort: PN\nplace: Oslo\nspeaks-for: {{en: editors, fr: rédacteurs}}\n{officer}"
    house.write_text(plain)
    assert "of the Press Network (PN), which represents editors, to protest" in text(tmp_path, **{"from": "network"})
    house.write_text(f"{plain}figures: [{{as-of: 2020-01-01, countries: 12}}]\n")
    french = text(tmp_path, **{"from": "network"}, language="fr")
    assert "qui représente des rédacteurs dans 12 pays, je vous écris" in french
    house.write_text(f"{plain}described-as: a network of editors\nfigures: [{{as-of: 2022-01-01, members: 12}}]\n")
    assert "of the Press Network (PN), a network of editors, to protest" in text(tmp_path, **{"from": "network"})
    house.write_text(f"{plain}figures: [{{as-of: 2022-01-01, members: 12}}]\n")
    assert "of the Press Network (PN) to protest" in text(tmp_path, **{"from": "network"})


def test_demands_that_end_alike_say_so_once(tmp_path: Path) -> None:
    harmed = ({"tortured": "2021-05-04"}, {"threatened": "2021-05-05"})
    people = {"lomi": person("Nana Lomi", "female", *harmed), "obi": person("Ada Obi", "female", *harmed)}
    asked = [{"investigate-torture": "lomi"}, {"investigate-threats": "obi"}]
    said = text(tmp_path, people=people, demands=asked)
    assert said.count("bring those responsible to justice") == 1
    listed = text(tmp_path, people=people, demands=asked, **{"demands-as": "list"})
    assert listed.count("bring those responsible to justice") == 2


def test_french_contracts_and_agrees(tmp_path: Path) -> None:
    said = text(tmp_path, language="fr", grounds=["arbitrary-detention", "right-to-fair-trial"])
    assert "Le Kenya est partie au Pacte international relatif aux droits civils et politiques (PIDCP), qui" in said
    assert "à laquelle votre pays est également partie" in said


def test_a_ratification_is_said_once(tmp_path: Path) -> None:
    grounds = [["anti-union-discrimination", {"ratified-conventions": ["C098"]}]]
    said = text(tmp_path, grounds=[[{"ratified-conventions": ["C098"]}, "anti-union-discrimination"]])
    assert said.count("1964") == 1, grounds


# People


def test_demands_for_the_same_people_take_pronouns(tmp_path: Path) -> None:
    demands = [{"release": "lomi"}, {"counsel": "lomi"}, {"medical-care": "lomi"}, {"protect": "lomi"}]
    said = text(tmp_path, demands=demands)
    assert (
        "to release Ms Lomi immediately and without conditions; to allow her to see a lawyer of her own choosing in "
        "confidence; until her release, to see that she receives" in said
    )
    assert "to guarantee her safety." in said
    listed = text(tmp_path, demands=demands, **{"demands-as": "list"})
    assert listed.count("Nana Lomi") == 2, "the opening has the name, and the first item of a list"
    assert "- guarantee the safety of Ms Lomi." in listed, "after two pronouns the name stands again"
    numbered = text(tmp_path, demands=demands, **{"demands-as": "numbered"})
    assert re.findall(r"^\d\.", numbered, re.M) == ["1.", "2.", "3.", "4."]
    assert re.sub(r"(?m)^\d\.", "-", numbered) == listed


def test_a_pronoun_takes_two_places_and_the_name_the_next(tmp_path: Path) -> None:
    lomi = person(
        "Nana Lomi",
        "female",
        {"arrested": "2021-05-01"},
        {"charged": "2021-05-02", "outcome": "fraud"},
        {"beaten": "2021-05-03"},
        {"denied-counsel": "2021-05-04"},
    )
    said = text(tmp_path, people={"lomi": lomi}, about=["lomi.arrested"])
    # Two short sentences are one, and the next two are not: all that come in twos are a rhythm, too.
    assert "on 1 May, and on 2 May she was charged with fraud. On 3 May, she was attacked and beaten. On 4" in said
    assert "May, Ms Lomi was denied access to a lawyer." in said


def test_no_pronoun_for_one_without_a_gender_or_withheld(tmp_path: Path) -> None:
    acts = ({"arrested": "2021-05-01"}, {"charged": "2021-05-02", "outcome": "fraud"})
    alex = {**person("Alex Mar", "female", *acts), "publish": "no", "office": "treasurer", "of": "union"}
    said = text(tmp_path, people={"lomi": alex}, about=["lomi.arrested"])
    assert " she " not in said


def three(number: int) -> dict[str, Any]:
    names = ("Ana Ay", "Bea Be", "Cia Ce", "Dia De", "Eva Em", "Fia Ef", "Gia Ge", "Hia Ha")[:number]
    return {f"p{i}": person(name, "female", {"arrested": "2021-05-04"}) for i, name in enumerate(names)}


def test_three_who_were_introduced_together_are_the_three(tmp_path: Path) -> None:
    keys = ["p0", "p1", "p2"]
    said = text(tmp_path, people=three(3), about=[f"{key}.arrested" for key in keys], demands=[{"release": keys}])
    assert "Ms Ay, Ms Be and Ms Ce were arrested on 4 May." in said
    assert "to release the three women immediately" in said


def test_many_who_stand_in_the_annex_are_cut(tmp_path: Path) -> None:
    keys = [f"p{number}" for number in range(8)]
    about, demands = [f"{key}.arrested" for key in keys], [{"release": keys}]
    said = text(tmp_path, people=three(8), about=about, demands=demands, annex=keys)
    assert "the arrest of Ana Ay, Bea Be, Cia Ce and five others (listed in the annex)" in said
    assert "The eight women were arrested on 4 May." in said
    whole = text(tmp_path, people=three(8), about=about, demands=demands)
    assert whole.count("Hia Ha") == 1, "without an annex, all are named"
    assert "others" not in whole


def test_what_is_asked_for_the_dead_their_families_receive(tmp_path: Path) -> None:
    lomi = person("Nana Lomi", "female", {"dismissed": "2021-04-01"}, {"killed": "2021-05-04"})
    said = text(tmp_path, people={"lomi": lomi}, demands=[{"compensate": "lomi"}, {"protect": "lomi"}])
    assert "to compensate the family of Ms Lomi for her death, and to guarantee the safety of her family" in said


# Whom it is to


@pytest.mark.parametrize(
    ("role", "demand", "words"),
    [
        ("company", {"reinstate": "lomi"}, "I therefore ask you to reinstate Ms Lomi"),
        ("embassy", {"release": "lomi"}, "I ask you to convey to your government my appeal to release Ms Lomi"),
        ("international", {"release": "lomi"}, "and to press the government of Kenya to release Ms Lomi"),
        ("court", {"acquit": "lomi"}, "I therefore ask you to acquit Ms Lomi of every charge."),
        ("government", {"release": "lomi"}, "calls on your government to release Ms Lomi"),
    ],
)
def test_a_letter_speaks_to_each_as_one_does(role: str, demand: dict[str, str], words: str, tmp_path: Path) -> None:
    target = {"is": role, "name": "Ann Berg", "gender": "female", "office": "Chair"}
    grounds = [["freedom-of-expression", "arbitrary-detention"], ["ilo-membership"]]
    said = text(tmp_path, target=target, demands=[demand], grounds=grounds)
    assert words in said
    assert ("your government" in said) is (role in ("embassy", "government"))
    assert "Kenya is a party to" in said
    assert ("your country is obliged" in said) is (role not in ("company", "international"))
    assert ("to protest against" in said) is (role not in ("embassy", "international"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_speaks_to_a_company_of_its_government(language: str, tmp_path: Path) -> None:
    office = {"en": "Chief Executive", "fr": "Directrice générale"}
    target = {"is": "company", "name": "Ann Berg", "gender": "female", "office": office, "of": "Berg Foods"}
    grounds = [["un-guiding-principles", "oecd-guidelines", "national-law", "collective-bargaining"]]
    for form in ("protest", "urgent"):
        demands = [{"reinstate": "lomi"}, "social-dialogue"]
        said = text(tmp_path, language=language, target=target, form=form, grounds=grounds, demands=demands)
        assert "government" not in said.lower()
        assert "gouvernement" not in said.lower()
        assert "your own labour law" not in said


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ({"name": "Ann Berg", "gender": "female", "office": "Chair", "of": "Berg Foods"}, True),
        ({"office": "Chief Executive Officer", "of": "Berg Foods SA"}, True),
        ({"office": "Chair", "of": "Berg Foods", "is": "company"}, False),
        ({"office": "Chair", "of": "Berg Foods", "is": "government"}, False),
        ({"office": "Minister of Labour", "of": "Berg Land"}, False),
        ({"office": "Chair", "of": "Republic of Kenya"}, False),
        ({"office": "Chair", "of": "Tea Authority"}, False),
        ({"office": "Chair", "of": "Tea Board", "address": ["Tea House", "Nairobi, Kenya"]}, False),
    ],
)
def test_a_body_that_shows_no_sign_of_a_state_is_asked_about(
    target: dict[str, Any], found: bool, tmp_path: Path
) -> None:
    assert ("LK518" in findings(tmp_path, target=target)) is found


@pytest.mark.parametrize(
    ("role", "demand", "found"),
    [
        ("government", {"acquit": "lomi"}, True),
        ("court", {"acquit": "lomi"}, False),
        ("company", {"release": "lomi"}, True),
        ("embassy", {"release": "lomi"}, False),
        ("embassy", {"acquit": "lomi"}, True),
        ("parliament", {"reject-bill": {"bill": "the bill"}}, False),
        ("government", {"reject-bill": {"bill": "the bill"}}, True),
        ("company", {"reinstate": "lomi"}, False),
    ],
)
def test_a_demand_is_asked_of_who_can_meet_it(role: str, demand: dict[str, Any], found: bool, tmp_path: Path) -> None:
    target = {"is": role, "office": "Chair"}
    assert ("LK519" in findings(tmp_path, target=target, demands=[demand])) is found


# Demands that fit


FREE = ({"arrested": "2021-05-01"}, {"charged": "2021-05-02", "outcome": "fraud"}, {"released": "2021-05-05"})


@pytest.mark.parametrize(
    ("acts", "demand", "fits"),
    [
        (({"arrested": "2021-05-01"},), "release", True),
        (FREE, "release", False),
        (FREE, "drop-charges", True),
        (({"arrested": "2021-05-01"},), "drop-charges", False),
        (({"charged": "2021-05-01", "outcome": "fraud"},), "release", False),
        (({"dismissed": "2021-05-01"},), "reinstate", True),
        (({"dismissed": "2021-05-01"}, {"killed": "2021-05-02"}), "reinstate", False),
        (({"killed": "2021-05-02"},), "protect", False),
        (({"threatened": "2021-05-02"},), "protect", True),
        (({"killed": "2021-05-02"},), "compensate", True),
        (({"arrested": "2021-05-01"}, {"released": "2021-05-02"}), "medical-care", False),
        (({"arrested": "2021-05-01"}, {"released": "2021-05-02"}, {"arrested": "2021-05-03"}), "release", True),
    ],
)
def test_demands_fit_what_was_done(acts: Any, demand: str, fits: bool, tmp_path: Path) -> None:
    lomi = person("Nana Lomi", "female", *acts)
    found = findings(tmp_path, people={"lomi": lomi}, demands=[{demand: "lomi"}], about=[f"lomi.{next(iter(acts[0]))}"])
    assert ("LK501" in found) is not fits


def test_what_a_demand_asks_beyond_its_verb_comes_from_the_campaign(tmp_path: Path) -> None:
    lomi = {"lomi": person("Nana Lomi", "female", {"dismissed": "2021-05-04"})}
    assert "back pay" not in text(tmp_path, people=lomi, demands=[{"reinstate": "lomi"}])
    said = text(tmp_path, people=lomi, demands=[{"reinstate": {"people": "lomi", "with": "back pay"}}])
    assert "to have Ms Lomi reinstated with back pay" in said


def test_who_writes_alone_writes_as_somebody(tmp_path: Path) -> None:
    head = tmp_path / "templates" / "letterheads" / "anna" / "letterhead.yml"
    head.parent.mkdir(parents=True)
    head.write_text(
        "name: Anna Example\nplace: Bern\nlanguage: en\naddress: [Bern]\nsigns: self\n"
        "writes-as: {en: a teacher and a member of her union, fr: enseignante}\n"
        "officers: {self: {name: Anna Example, gender: female, office: {en: Teacher, fr: Enseignante}}}\n",
        encoding="utf-8",
    )
    said = text(tmp_path, **{"from": "anna"})
    assert "I am writing as a teacher and a member of her union to protest against the arrest of Nana Lomi." in said
    assert "I call on your government to release Ms Lomi" in said
    assert "behalf" not in said
    french = text(tmp_path, language="fr", **{"from": "anna"})
    assert "Je vous écris en qualité d'enseignante pour protester" in french


@pytest.mark.parametrize(("day", "name"), [("2014-03-06", "Swaziland"), ("2019-03-06", "Eswatini")])
def test_a_country_is_called_as_on_the_day_of_the_letter(day: str, name: str, tmp_path: Path) -> None:
    lomi = {"lomi": person("Nana Lomi", "female", {"arrested": day[:8] + "01"})}
    assert name in text(tmp_path, country="SZ", day=day, people=lomi, grounds="arbitrary-detention")


def test_an_organisation_written_with_its_article_has_one(tmp_path: Path) -> None:
    made = campaign()
    made["organisations"]["union"] = {"name": "The Union of Dockers"}
    made["people"]["lomi"] |= {"office": "chair", "of": "union"}
    path = tmp_path / "campaign.yml"
    path.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    library = library_of(tmp_path)
    assert "chair of the Union of Dockers." in write_markdown(compose(resolve(read(path, library), "a", library)))


# What shares a sentence, and how it is begun


def held(name: str, gender: str, **more: Any) -> dict[str, Any]:
    lasted = {"lasted": {"en": "four days", "fr": "quatre jours"}}
    return person(
        name,
        gender,
        {"arrested": "2021-05-04", "place": "Nakuru"},
        {"denied-counsel": "2021-05-04", **lasted},
        {"denied-visits": "2021-05-04", **lasted},
        {"charged": "2021-05-06", "outcome": {"en": "sedition", "fr": "sédition"}},
        **more,
    )


ACTS = [f"{who}.{kind}" for kind in ("arrested", "denied-counsel", "denied-visits", "charged") for who in ("a", "b")]
PAIR = {"facts": [[*ACTS, {"unfounded": ["a", "b"]}]], "demands": [{"release": ["a", "b"]}]}


@pytest.mark.parametrize(
    ("language", "genders", "expected"),
    [
        (
            "en",
            ("male", "male"),
            [
                "On 4 May, Mr Njoroge and Mr Otieno were arrested in Nakuru, and denied access to a lawyer and visits "
                "from their families for four days. On 6 May, both were charged with sedition.",
                "the accusations against them.",
                "to release Mr Njoroge and Mr Otieno immediately",
            ],
        ),
        ("en", ("female", "female"), ["both were charged", "the accusations against them."]),
        ("en", ("male", "female"), ["both were charged", "the accusations against them."]),
        (
            "fr",
            ("female", "female"),
            [
                "Mme Njoroge et Mme Otieno ont été arrêtées à Nakuru le 4 mai. Toutes deux se sont vu "
                "refuser l'accès à un avocat et les visites de leurs proches pendant quatre jours. Le 6 mai, elles ont",
                "contre les deux femmes.",
                "libérer immédiatement et sans condition Mme Njoroge et Mme Otieno",
            ],
        ),
        ("fr", ("male", "female"), ["Tous deux se sont vu refuser l'accès", "contre M. Njoroge et Mme Otieno."]),
    ],
)
def test_what_befell_two_on_one_day_shares_a_sentence(
    tmp_path: Path, language: str, genders: tuple[str, str], expected: list[str]
) -> None:
    people = {"a": held("Peter Njoroge", genders[0]), "b": held("Jean Otieno", genders[1])}
    said = text(tmp_path, people=people, language=language, **PAIR)
    for words in expected:
        assert words in said


def test_what_befell_one_since_a_day_shares_a_sentence(tmp_path: Path) -> None:
    acts = [{kind: "2021-05-04", "ongoing": "yes"} for kind in ("denied-counsel", "denied-visits")]
    people = {"lomi": person("Nana Lomi", "female", {"arrested": "2021-05-04"}, *acts)}
    said = text(tmp_path, people=people)
    assert "Since then, she has been denied access to a lawyer and visits from her family." in said


def test_sentences_that_begin_differently_stay_apart(tmp_path: Path) -> None:
    acts = [{"arrested": "2021-05-04"}, {"raided": "2021-05-04", "by": POLICE}, {"hunger-strike": "2021-05-04"}]
    said = text(tmp_path, people={"lomi": person("Nana Lomi", "female", *acts)})
    assert "Ms Lomi was arrested on 4 May, and the police raided her home. That day, she began a hunger" in said


def test_no_pronoun_of_several_where_it_could_be_those_who_acted(tmp_path: Path) -> None:
    def three(name: str) -> dict[str, Any]:
        acts = [
            {kind: f"2021-05-0{day}", "by": POLICE} for day, kind in ((1, "arrested"), (2, "beaten"), (3, "tortured"))
        ]
        return person(name, "male", *acts)

    people = {key: three(f"{name} Otieno-{name}") for key, name in (("a", "Ben"), ("b", "Jim"))}
    facts = [[f"{who}.{kind}" for kind in ("arrested", "beaten", "tortured") for who in ("a", "b")]]
    said = text(tmp_path, people=people, facts=facts, demands=[{"release": ["a", "b"]}])
    assert "both were attacked and beaten" in said
    assert "the two men were tortured" in said


@pytest.mark.parametrize(
    ("act", "opening"),
    [
        ({"arrested": "2021-01-04", "place": "Nakuru"}, "the continued detention of Nana Lomi."),
        ({"arrested": "2021-05-04", "place": "Nakuru"}, "the arrest of Nana Lomi."),
        ({"sentenced": "2020-01-04", "outcome": "a fine"}, "the sentence passed on Nana Lomi."),
    ],
)
def test_the_opening_tells_what_is_so_today_and_leaves_the_place_to_the_facts(
    tmp_path: Path, act: dict[str, Any], opening: str
) -> None:
    said = text(tmp_path, people={"lomi": person("Nana Lomi", "female", act)})
    assert opening in said
    kept = text(tmp_path, people={"lomi": person("Nana Lomi", "female", act)}, facts=[{"text": "This is so."}])
    assert ("in Nakuru" in kept) == (act.get("arrested") == "2021-05-04")


@pytest.mark.parametrize(
    ("office", "said_as"),
    [
        ("teacher", "a teacher,"),
        ("engineer", "an engineer,"),
        ("university lecturer", "a university lecturer,"),
        ("human rights lawyer", "a human rights lawyer,"),
        ("the only dentist of Nakuru", "the only dentist of Nakuru,"),
        ("president", "president,"),
        ("deputy general secretary", "deputy general secretary,"),
    ],
)
def test_what_somebody_is_has_an_article_and_an_office_has_none(tmp_path: Path, office: str, said_as: str) -> None:
    people = {"lomi": person("Nana Lomi", "female", {"arrested": "2021-05-04"}, office=office)}
    assert f"Nana Lomi, {said_as.rstrip(',')}" in text(tmp_path, people=people)
    people["lomi"]["of"] = "union"
    at_work = office in ("teacher", "engineer", "university lecturer")
    several = office == "human rights lawyer"
    held = f"{said_as.rstrip(',')} {'at' if at_work else 'of'}" if at_work or several else f"{office} of"
    assert f"Nana Lomi, {held} the Tea Union" in text(tmp_path, people=people)


def test_a_second_treaty_says_also(tmp_path: Path) -> None:
    grounds = [[{"freedom-of-expression": {"under": "ICCPR"}}], ["right-to-strike"]]
    said = text(tmp_path, grounds=grounds)
    assert "to which Kenya is a party" in said
    assert "to which your country is also a party" in said


def test_who_stands_trial_has_been_charged(tmp_path: Path) -> None:
    people = {"lomi": person("Nana Lomi", "female", {"arrested": "2021-05-04"}, {"tried": "2021-06-01"})}
    assert "LK501" not in findings(tmp_path, people=people, demands=[{"drop-charges": "lomi"}])


def test_neighbouring_rights_share_their_verb(tmp_path: Path) -> None:
    said = text(tmp_path, grounds=["freedom-of-expression", "right-to-life"])
    assert said.count("protects") == 1
    assert "(article 19) and the life of every human being (article 6)" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The Tea Union (TU) went on strike on 1 May. On 3 May, it went on strike again."),
        ("fr", "L'Union du thé (UT) s'est mise en grève le 1er mai. Le 3 mai, elle s'est mise en grève de nouveau."),
    ],
)
def test_what_people_did_comes_before_what_was_done_to_them(tmp_path: Path, language: str, words: str) -> None:
    again = {"en": "again", "fr": "de nouveau"}
    struck = [{"struck": "2021-05-01", "source": "note"}, {"struck": "2021-05-03", "object": again, "source": "note"}]
    path = tmp_path / "campaign.yml"
    data = campaign(language=language)
    data["sources"]["note"]["date"] = "2021-05-08"
    data["organisations"]["union"]["acts"] = struck
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    library = library_of(tmp_path)
    said = write_markdown(compose(resolve(read(path, library), "a", library)))
    assert words in said
    assert said.index(words) < said.index("on 4 May" if language == "en" else "le 4 mai")


@pytest.mark.parametrize(
    ("name", "article"),
    [("Syndicat du thé", "du Syndicat du"), ("Union du thé", "de l'Union du"), ("Ligue du thé", "de la Ligue du")],
)
def test_a_french_organisation_has_the_article_of_its_first_word(tmp_path: Path, name: str, article: str) -> None:
    data = campaign(language="fr")
    data["sources"]["note"]["date"] = "2021-05-08"
    act = {"dissolved": "2021-05-01", "by": {"fr": "les juges"}, "source": "note"}
    data["organisations"]["union"] = {"name": name, "acts": [act]}
    path = tmp_path / "campaign.yml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    library = library_of(tmp_path)
    assert f"Les juges ont prononcé la dissolution {article}" in write_markdown(
        compose(resolve(read(path, library), "a", library))
    )


def test_what_happened_this_month_comes_before_what_is_to_come(tmp_path: Path) -> None:
    acts = [{"tried": "2021-05-20"}, {"solitary-confinement": "2021-05"}, {"arrested": "2021-04-04"}]
    data = campaign(people={"lomi": person("Nana Lomi", "female", *acts)})
    data["sources"]["note"]["date"] = "2021-05-08"
    path = tmp_path / "campaign.yml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    library = library_of(tmp_path)
    said = write_markdown(compose(resolve(read(path, library), "a", library)))
    assert said.index("solitary confinement") < said.index("due to stand trial")


def test_a_group_takes_a_pronoun_where_nobody_else_acted(tmp_path: Path) -> None:
    def said(**more: Any) -> str:
        acts = [{"arrested": "2021-05-01", "source": "note", **more}, {"charged": "2021-05-03", "source": "note"}]
        acts[1]["outcome"] = "sedition"
        people = {"two": {"count": "2", "noun": "reporters", "acts": acts}}
        return text(tmp_path, people=people, demands=[{"release": "two"}])

    assert "were arrested on 1 May, and on 3 May they were charged with sedition." in said()
    assert "On 3 May, the two reporters were charged with sedition." in said(by="soldiers")


@pytest.mark.parametrize(
    ("country", "day", "language", "words"),
    [
        ("BY", "2026-07-10", "en", "The ITUC Global Rights Index of 2026 counts Belarus among the ten worst countries"),
        ("BY", "2026-05-10", "en", "The ITUC Global Rights Index of 2025 counts"),
        ("KE", "2026-08-10", "en", "of 2026 rates Kenya as a country with systematic violations of rights."),
        ("KE", "2026-08-10", "fr", "L'Indice CSI des droits dans le monde de 2026 classe le Kenya parmi les pays où"),
    ],
)
def test_the_index_is_that_of_the_letters_day(
    tmp_path: Path, country: str, day: str, language: str, words: str
) -> None:
    assert words in text(
        tmp_path, country=country, day=day, language=language, facts=[["lomi.arrested", "index-rating"]]
    )


def test_an_index_that_is_not_known_is_not_claimed(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="LK323"):
        text(tmp_path, country="KE", facts=[["lomi.arrested", "index-rating"]])
    given = {"index-rating": {"index": "The index of 2019", "rating": "the ten worst"}}
    assert "The index of 2019 lists Kenya among the ten worst." in text(tmp_path, facts=[["lomi.arrested", given]])


@pytest.mark.parametrize(
    ("count", "language", "words"),
    [
        ("9000", "fr", "9 000 reporters ont été arrêtés"),
        ("9000", "en", "9,000 reporters were arrested"),
        ("12", "fr", "Douze reporters ont été arrêtés"),
        ("12", "en", "Twelve reporters were arrested"),
    ],
)
def test_a_sentence_begins_with_small_numbers_in_words(tmp_path: Path, count: str, language: str, words: str) -> None:
    noun = {"en": "reporters", "fr": "reporters"}
    people = {"some": {"count": count, "noun": noun, "acts": [{"arrested": "2021-05-01", "source": "note"}]}}
    keys = {"opening": "respect", "demands": ["social-dialogue"], "facts": [["some.arrested"]], "language": language}
    assert words in text(tmp_path, people=people, **keys).replace("\u202f", " ").replace("\u00a0", " ")


def test_more_demands_than_a_sentence_holds_are_a_list(tmp_path: Path) -> None:
    demands: list[Any] = [{key: "lomi"} for key in ("release", "counsel", "family-visits-allowed", "medical-care")]
    assert "\n- " not in text(tmp_path, demands=demands)
    listed = text(tmp_path, demands=[*demands, "social-dialogue"])
    assert listed.count("\n- ") == 5
    assert "\n- " not in text(tmp_path, demands=[*demands, "social-dialogue"], **{"demands-as": "sentence"})


@pytest.mark.parametrize(
    ("language", "words"), [("en", "which binds your country as well,"), ("fr", "qui lie aussi votre pays,")]
)
def test_that_a_third_treaty_binds_is_said_in_other_words(tmp_path: Path, language: str, words: str) -> None:
    said = text(
        tmp_path, grounds=[["freedom-of-expression", "arbitrary-detention"], ["right-to-strike"]], language=language
    )
    assert words in said


@pytest.mark.parametrize(
    "written",
    [
        "|\n            We were\n            told.\n\n            Nothing is true.\n",
        ">\n            We were\n            told.\n\n\n            Nothing is true.\n",
        '"We were told.\\nNothing is true."\n',
    ],
)
@pytest.mark.parametrize("part", ["opening", "facts", "consequences", "closing"])
def test_paragraphs_of_a_text_stay_paragraphs(tmp_path: Path, part: str, written: str) -> None:
    path = tmp_path / "campaign.yml"
    told = yaml.safe_dump(campaign(**{part: [{"text": "BLOCK"}]}), allow_unicode=True)
    assert "text: BLOCK\n" in told
    path.write_text(told.replace("BLOCK\n", written), encoding="utf-8")
    library = library_of(tmp_path)
    kept = write_markdown(compose(resolve(read(path, library), "a", library)))
    assert "We were told.\n\nNothing is true." in kept


# Plain words, and what is found beside an error

FRENCH = """campaign: Port
country: SN
sources: {note: {title: Note, date: 2021-03-03}}
organisations: {port: {name: Société du port, article: la}}
people:
  diop:
    name: Awa Diop
    gender: female
    publish: yes
    acts: [{dismissed: 2021-03-01, by: port, source: note}]
targets: {ministre: {office: ministre du Travail, of: République du Sénégal, address: Dakar}}
letters:
  a:
    from: specimen
    to: ministre
    date: 2021-03-04
    language: fr
    subject: Licenciement d’Awa Diop
    facts: [diop.dismissed, {text: Nous le déplorons.}]
    demands: [{text: publier la décision}]
"""


def test_plain_words_are_in_the_one_language_of_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "letterkit.yml").write_text("organisation: Nous\nlanguages: [fr]\n", encoding="utf-8")
    path = tmp_path / "c.yml"
    path.write_text(FRENCH, encoding="utf-8")
    library = library_of(tmp_path)
    said = write_markdown(compose(resolve(read(path, library), "a", library)))
    assert "licenciée par la Société du port" in said
    assert "Nous le déplorons." in said
    assert "publier la décision" in said


def test_plain_words_within_a_letter_are_in_the_language_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "c.yml"
    facts = FRENCH.replace("office: ministre du Travail", "office: {en: Minister of Labour, fr: ministre du Travail}")
    path.write_text(facts + "  b: {like: a, language: en}\n", encoding="utf-8")
    library = library_of()
    draft = compose(resolve(read(path, library), "a", library))
    assert bare(str(draft.sheet.subject)) == "Licenciement d’Awa Diop"
    assert "Nous le déplorons." in write_markdown(draft)
    with pytest.raises(UserError, match=r"'Nous le déplorons\.' has no text in 'en'"):
        compose(resolve(read(path, library), "b", library))


def test_what_is_wrong_with_the_facts_is_said_beside_what_stops_the_letter(tmp_path: Path) -> None:
    people = {"lomi": person("Nana Lomi", "female", {"arrested": "2021-05-04"}, {"released": "2021-05-06"})}
    found = findings(tmp_path, country="US", people=people, grounds="workers-representatives")
    assert {"LK308", "LK501"} <= set(found)
    assert "nothing that holds the right" in found["LK308"]
    assert "binds United States" in found["LK308"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_ground_is_doubted_for_its_own_words(tmp_path: Path, language: str) -> None:
    """Each right in a paragraph of its own, with the articles of what binds a State that is party to nearly all."""
    clauses, unbound = library_of(tmp_path).clauses.values(), {"dismissal-needs-a-reason", "tripartite-consultation"}
    rights = [one for one in clauses if isinstance(one, Ground) and one.right and not one.required]
    grounds = [[one.name] for one in rights if one.name not in unbound]
    assert len(grounds) > 30
    found = findings(tmp_path, language=language, country="IT", day="2024-05-10", grounds=grounds)
    assert not {"LK219", "LK308", "LK320", "LK321", "LK322"} & found.keys(), found
