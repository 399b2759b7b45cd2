"""Each key of an act holds what it is for: a phrase of another kind, or of somebody else, is told at its words."""

from __future__ import annotations

from pathlib import Path

from support.composed import campaign_in
from support.library import library_of

from letterkit.checks.campaign.misplaced import HELD
from letterkit.checks.run import check_campaign
from letterkit.schema.organisation import Act
from letterkit.schema.reflection import phrases

FRAME = """
campaign: The quarry
country: MA
sources: {n: {title: Note, date: 2026-09-22}}
organisations:
  union: {name: {en: Union of Quarry Workers, fr: Syndicat des carriers}, short: {en: UQW, fr: SDC}, \
article: {en: the, fr: le}}
  quarry: {name: Settat Stone, article: none}
  sisters: {name: {en: Union of Packers, fr: Syndicat des emballeurs}, article: {en: the, fr: le}RELATIONS}
laws: {code: {name: {en: the Penal Code, fr: le Code pénal}, articles: [12]}}
people:
  idrissi: {name: Samir Idrissi, gender: male, publish: yes, office: treasurer, of: union, acts: [\
{arrested: 2026-09-01, by: {en: the gendarmerie, fr: la gendarmerie}, place: Settat, source: n}]}
  tazi: {name: Salma Tazi, gender: female, publish: yes, acts: [{charged: 2026-09-03, outcome: theft, source: n}]}
PEOPLE
targets: {pm: {office: Prime Minister, of: Morocco}}
letters: {en: {from: specimen, to: pm, date: 2026-09-28, facts: [tazi.charged, \
law-provides: {law: code, that: whoever insults an official is punished with up to two years in prison}]}}
""".replace("\\\n", "")

HONEST = (
    "arrested: 2026-09-02, by: outside contractors, place: at the police station of Settat, for: speaking in Settat",
    "arrested: 2026-08-02, by: local officers, place: Hotel du Juge, for: 20 years of service to the union",
    "detained: 2026-08-02, by: the prosecutor, lasted: six days, held-at: the police station",
    "charged: 2026-09-03, outcome: insulting an official, law: code, facing: up to two years in prison",
    "sentenced: 2026-09-04, outcome: '18 months in prison, six of them suspended'",
    "sentenced: 2026-09-04, outcome: {fr: 'deux ans de prison, dont dix-huit mois avec sursis'}",
    "beaten: 2026-09-05, by: {fr: des hommes en civil}, place: {fr: en garde à vue}",
    "threatened: 2026-09-06, by: her employer, outcome: dismissal, when: after the march of 1 September",
    "searched: 2026-09-07, by: the police, object: their home",
    "fled: 2026-09-09, outcome: Tunis",
    "dispersed: 2026-09-04, by: the police of Settat, outcome: dogs and batons",
    "demoted: 2026-09-04, outcome: driver",
    "complaint-filed: 2026-09-04, outcome: the prosecutor",
    "charged: 2026-09-04, outcome: {fr: agent de puissances étrangères}",
    "detention-extended: 2026-09-04, outcome: by two months",
    "injured: 2026-09-04, by: {fr: 'l''explosion'}, object: an assault",
)
HONEST_OF_GROUPS = (
    "arrested: 2026-09-10, by: {fr: deux gendarmes}, for: {fr: avoir fait grève}, confirmed: [2026-09-12]",
    "fined: 2026-09-10, outcome: '9,000 dirhams each, 36,000 in all'",
    "struck: 2026-09-11, object: in protest at the dust",
)

WRONG = (
    ("LK535", "arrested: 2026-09-02, by: «in Settat», place: the police"),
    ("LK535", "arrested: 2026-09-02, place: «two armed guards»"),
    ("LK535", "arrested: 2026-09-02, place: {fr: «avoir fait grève»}"),
    ("LK535", "arrested: 2026-09-02, for: «they spoke out»"),
    ("LK535", "arrested: 2026-09-02, for: {fr: «a parlé à la presse»}"),
    ("LK535", "arrested: 2026-09-02, for: «in Settat»"),
    ("LK535", "arrested: 2026-09-02, for: «six days»"),
    ("LK535", "arrested: 2026-09-02, by: «idrissi»"),
    ("LK535", "arrested: 2026-09-02, by: «Samir Idrissi»"),
    ("LK535", "arrested: 2026-09-02, by: {fr: «le trésorier du SDC»}"),
    ("LK535", "arrested: 2026-09-02, held-at: «2026-09-02»"),
    ("LK535", "arrested: 2026-09-02, held-at: «on 2 September 2026»"),
    ("LK535", "detained: 2026-09-02, lasted: «the police»"),
    ("LK535", "detained: 2026-09-02, reported: «in Settat»"),
    ("LK535", "sentenced: 2026-09-04, outcome: «espionage»"),
    ("LK535", "fined: 2026-09-04, outcome: «two months in prison»"),
    ("LK535", "charged: 2026-09-04, outcome: theft, facing: «fraud»"),
    ("LK535", "charged: 2026-09-04, outcome: theft, facing: «Settat»"),
    ("LK535", "arrested: 2026-09-02, by: «at the gate», place: a guard"),
    ("LK535", "arrested: 2026-09-02, by: {fr: «au siège du syndicat»}"),
    ("LK535", "sentenced: 2026-09-04, by: «two years in prison», outcome: the court"),
    ("LK535", "sentenced: 2026-09-04, outcome: «the gendarmerie»"),
    ("LK535", "threatened: 2026-09-04, by: a man, outcome: «Settat Stone»"),
    ("LK535", "ransacked: 2026-09-04, by: the register, object: «unknown men»"),
    ("LK535", "dispersed: 2026-09-04, by: dogs, outcome: {fr: «les gendarmes»}"),
    ("LK535", "released: 2026-09-04, outcome: «two months in prison»"),
    ("LK535", "died: 2026-09-04, outcome: {fr: «trois mineurs»}"),
    ("LK535", "summoned: 2026-09-04, outcome: «the lawyer»"),
    ("LK535", "hospitalised: 2026-09-04, object: «three weeks»"),
    ("LK535", "arrested: 2026-09-02, held-at: «Ms Tazi»"),
    ("LK535", "searched: 2026-09-02, object: {fr: «maître Naciri»}"),
    ("LK535", "threatened: 2026-09-02, by: «dismissal», outcome: prison"),
    ("LK535", "arrested: 2026-09-02, by: «without a warrant»"),
    ("LK535", "arrested: 2026-09-02, by: {fr: «Mme Tazi»}"),
    ("LK535", "charged: 2026-09-02, by: «quarry», outcome: theft"),
    ("LK132", "fined: 2026-09-04, outcome: «“9000 dirhams”»"),
    ("LK138", "arrested: 2026-09-02, by: «the police in Settat», place: Settat"),
    ("LK138", "arrested: 2026-09-02, for: {fr: «d'avoir fait grève»}"),
    ("LK138", "arrested: 2026-09-02, for: «to call a strike»"),
    ("LK138", "arrested: 2026-09-02, by: {fr: «gendarmes»}"),
    ("LK505", "charged: 2026-09-04, outcome: theft, law: code, facing: «up to six years in prison»"),
    ("LK505", "sentenced: 2026-09-04, outcome: «'18 months in prison, twenty of them suspended'»"),
    ("LK606", "searched: 2026-09-07, by: the police, object: «his home»"),
    ("LK606", "threatened: 2026-09-07, by: «his employer»"),
)
WRONG_OF_GROUPS = (
    ("LK505", "fined: 2026-09-10, outcome: «'9,000 dirhams each, 27,000 in all'»"),
    ("LK606", "searched: 2026-09-10, object: «her homes»"),
    ("LK535", "arrested: 2026-09-10, by: «pm»"),
    ("LK535", "fined: 2026-09-10, by: «the drivers», outcome: 100 dirhams"),
)
WRONG_ENTRIES = (
    (
        "LK517",
        "{name: Adil Alaoui, publish: yes, acts: [{«detained»: 2026-09-12, confirmed: [2026-09-11], source: n}]}",
    ),
    (
        "LK533",
        "{name: Younes Alaoui, publish: yes, acts: ["
        "{fired-on: 2026-09-12, outcome: gas, source: n}, {«fired-on»: 2026-09-12, outcome: tear gas, source: n}]}",
    ),
    (
        "LK533",
        "{name: Nadir Alaoui, publish: yes, acts: ["
        "{searched: 2026-09-12, object: the hut, source: n}, {«raided»: 2026-09-12, object: the hut, source: n}]}",
    ),
    ("LK535", "{name: Rania Alaoui, publish: yes, office: sister, of: «union», acts: [{fled: 2026-09-12, source: n}]}"),
    ("LK137", "{count: 3, noun: «the weighers», acts: [{dismissed: 2026-09-12, source: n}]}"),
    ("LK141", "{name: Aya Alaoui, publish: yes, office: «sister», acts: [{fled: 2026-09-12, source: n}]}"),
    (
        "LK535",
        "{name: Sara Alaoui, publish: yes, office: driver, of: «union», "
        "acts: [{dismissed: 2026-09-12, by: quarry, source: n}]}",
    ),
    (
        "LK533",
        "{name: Omar Alaoui, publish: yes, "
        "acts: [{dismissed: 2026-09-12, source: n}, {«forced-to-resign»: 2026-09-13, source: n}]}",
    ),
    (
        "LK606",
        "{name: Ali Alaoui, gender: male, publish: yes, office: «sister», of: tazi, "
        "acts: [{fled: 2026-09-12, source: n}]}",
    ),
    ("LK141", "{name: Sara Filali, publish: yes, office: «president», acts: [{dismissed: 2026-09-12, source: n}]}"),
    ("LK141", "{count: 3, noun: «members», acts: [{dismissed: 2026-09-12, source: n}]}"),
    ("LK141", "{count: 5, noun: {fr: «proches», en: kin}, acts: [{threatened: 2026-09-12, source: n}]}"),
)
CODES = {"LK132", "LK137", "LK517", "LK138", "LK141", "LK505", "LK533", "LK535", "LK606"}


def _people(acts: list[str], of_groups: list[str], entries: list[str]) -> list[str]:
    """Entries of people with one act each, and of groups of four."""
    names = (
        f"{first} {last}"
        for last in ("Alami", "Berrada", "Cherkaoui", "Daoudi", "Essaidi")
        for first in ["Amal", "Btissam", "Dounia", "Fatima", "Ghita", "Hind", "Imane", "Jihane", "Khadija", "Latifa"]
    )
    people = [f"{{name: {next(names)}, gender: female, publish: yes, acts: [{{{act}, source: n}}]}}" for act in acts]
    groups = [f"{{count: 4, noun: drivers, acts: [{{{act}, source: n}}]}}" for act in of_groups]
    return [f"  p{at}: {entry}" for at, entry in enumerate([*people, *groups, *entries])]


def _found(people: list[str], folder: Path, relations: str = "") -> list[tuple[str, str]]:
    """What is found in the frame with some people in it: each code, and its line with « and » around the place."""
    text = FRAME.replace("PEOPLE", "\n".join(people)).replace("RELATIONS", relations)
    lines, found = text.split("\n"), []
    for problem in check_campaign(campaign_in(folder, text), library_of())[0]:
        if problem.code in CODES and (at := problem.location):
            line, end = lines[at.line - 1], at.column - 1 + at.length
            found.append((problem.code, f"{line[: at.column - 1]}«{line[at.column - 1 : end]}»{line[end:]}"))
    return found


def test_each_key_of_an_act_that_holds_a_phrase_has_its_kinds() -> None:
    assert {name.rstrip("_").replace("_", "-") for name in HELD} == phrases(Act)


def test_what_keys_do_not_hold_is_told_at_its_words(tmp_path: Path) -> None:
    given = ([act for _, act in WRONG], [act for _, act in WRONG_OF_GROUPS], [entry for _, entry in WRONG_ENTRIES])
    marked = _people(*given)
    codes = [code for code, _ in (*WRONG, *WRONG_OF_GROUPS, *WRONG_ENTRIES)]
    found = _found([line.replace("«", "").replace("»", "") for line in marked], tmp_path)
    assert found == list(zip(codes, marked, strict=True))


def test_what_only_looks_like_another_kind_is_left_alone(tmp_path: Path) -> None:
    assert _found(_people([*HONEST], [*HONEST_OF_GROUPS], ["{count: 6, noun: union members}"]), tmp_path) == []


def test_what_organisations_are_to_each_other_is_held_to_what_they_are(tmp_path: Path) -> None:
    """Quarries have unions of theirs neither among their affiliates nor among their suppliers."""
    harm = "{premises-closed: 2026-09-02, by: quarry, source: n}"
    drivers = ["{name: Ali Alaoui, publish: yes, acts: [{dismissed: 2026-09-12, by: «DOER», source: n}]}"]
    drivers += ["{count: 3, noun: packers, of: idrissi, acts: [{dismissed: 2026-09-12, by: quarry, source: n}]}"]
    drivers += ["{count: 9, noun: packers, of: sisters, acts: [{dismissed: 2026-09-12, by: quarry, source: n}]}"]

    def found(relations: str, doer: str) -> list[str]:
        people = [line.replace("«DOER»", doer) for line in _people([], [], drivers)]
        return [line.strip() for code, line in _found(people, tmp_path, relations) if code == "LK535"]

    wrong = found(f", affiliated-to: quarry, supplies: quarry, acts: [{harm}]", "sisters")
    assert [line[line.index("«") - 6 : line.index("»") + 1] for line in wrong] == [
        "d-to: «quarry»",
        "lies: «quarry»",
        ", by: «sisters»",
        ", of: «idrissi»",
    ]
    right = found(", affiliated-to: union", "quarry")
    assert [line for line in right if "idrissi" not in line] == []
