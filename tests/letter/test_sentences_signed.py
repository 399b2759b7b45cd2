"""Sentences that somebody can sign: people counted once, reasons shared, good neighbours of commas."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.composed import texts_in
from support.library import library_of

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

pytestmark = pytest.mark.quick

CAMPAIGN = """
campaign: Sentences
country: SZ
sources:
  note: {title: A note, date: 2026-11-12}
  later: {title: A later note, date: 2026-12-02}
organisations:
  union: {name: {en: Union of Teachers, fr: Syndicat des enseignants}, short: {en: UT, fr: SE}}
  mill: {name: Karim Mills Ltd, short: Karim Mills, article: none}
people:
  zulu:
    name: Thandeka Zulu
    gender: female
    publish: yes
    office: {en: president, fr: présidente}
    of: union
    acts: [{arrested: 2026-11-09, by: {en: the police, fr: la police}, for: {en: leading a march, fr: avoir conduit une marche}, source: note}]
  nkosi:
    name: Sipho Nkosi
    gender: male
    publish: yes
    office: {en: treasurer, fr: trésorier}
    of: union
    acts: [{arrested: 2026-11-09, by: {en: the police, fr: la police}, for: {en: leading a march, fr: avoir conduit une marche}, source: note}]
  abel: {name: Bongani Abel, gender: male, publish: yes, acts: [{arrested: 2026-11-09, by: {en: the police, fr: la police}, source: note}]}
  berg: {name: Jon Berg, gender: male, publish: yes, acts: [{beaten: 2026-11-02, source: note}]}
  lind: {name: Anna Lind, gender: female, publish: yes, acts: [{beaten: 2026-11-02, source: note}]}
  beaten: {count: 2, noun: {en: drivers, fr: chauffeurs}, members: [berg, lind], acts: [{beaten: 2026-11-02, source: note}]}
  crew:
    count: 17
    noun: {en: seafarers, fr: marins}
    among: captain
    acts: [{wages-withheld: since 2026-02, by: mill, source: note}, {wages-paid: 2026-11-28, source: later}]
  captain: {name: Anatole Ngassa, gender: male, publish: yes, office: {en: captain, fr: capitaine}}
  sacked:
    count: 85
    noun: {en: teachers, fr: enseignants}
    acts: [{suspended-from-work: 2026-11-03, by: {en: the Ministry of Education, fr: "le ministère de l'Éducation"}, source: note}]
  cooks: {count: 4, noun: {en: cooks, fr: cuisiniers}, acts: [{dismissed: 2026-11-03, by: mill, source: note}]}
  maid:
    name: Lalao Rasoa
    gender: female
    publish: yes
    acts:
      - {passport-seized: 2026-03-03, by: {en: her employer, fr: son employeur}, source: note}
      - {arrested: 2026-10-29, stated-reason: {en: leaving her post, fr: abandon de poste}, source: note}
  cook:
    name: Ines Ravao
    gender: female
    publish: yes
    acts: [{arrested: 2026-10-29, stated-reason: {en: the strike, fr: la grève}, source: note}, {died: 2026-11-06, place: Mbabane, source: note}]
targets:
  minister: {office: {en: Minister of Justice, fr: ministre de la Justice}, of: {en: Kingdom of Eswatini, fr: Royaume d'Eswatini}, email: m@example.org}
  speaker: {is: parliament, name: Jabu Strand, gender: male, office: Speaker, email: s@example.org}
  called: {is: parliament, name: Jabu Strand, gender: male, office: Speaker, dear: Mr Speaker, email: s@example.org}
  chair: {is: company, name: Helen Ash, gender: female, office: {en: Chair, fr: Présidente}, of: Northway plc, email: c@example.org}
letters:
  default: {from: specimen, to: minister, date: 2026-11-19, demands: [release: [zulu, nkosi, abel, beaten]]}
  both: {from: specimen, to: minister, date: 2026-11-19, facts: [[beaten.beaten, lind.beaten, berg.beaten]], demands: [protect: {people: [lind, beaten], family: {en: their families, fr: leurs familles}}]}
  deux: {like: both, language: fr}
  thanked: {from: specimen, to: minister, date: 2026-11-19, demands: [pay-wages-owed: crew]}
  thanks: {form: thanks, follows: thanked, date: 2026-12-05}
  remercie: {like: thanked, language: fr}
  merci: {form: thanks, follows: remercie, date: 2026-12-05}
  undone: {from: specimen, to: minister, date: 2026-11-19, demands: [reinstate: sacked, return-passport: maid, reinstate: cooks]}
  defaire: {like: undone, language: fr}
  dead: {from: specimen, to: minister, date: 2026-11-19, opening: protest, about: [cook.died], facts: [[maid.arrested, cook.arrested]], demands: [investigate-death: cook]}
  morte: {like: dead, language: fr}
  speaker: {from: specimen, to: speaker, date: 2026-11-19, facts: [[lind.beaten]], demands: [protect: lind]}
  called: {like: speaker, to: called}
  company:
    from: specimen
    to: chair
    date: 2026-11-19
    about: [cooks.dismissed]
    grounds: [framework-agreement: {with: specimen, says: {en: see that its suppliers respect the law, fr: respecter le droit}, source: note}]
    demands: [stay-with-supplier: {supplier: mill, after: {en: talks have failed, fr: "l'échec des discussions"}}, press-supplier: {supplier: mill}]
  societe: {like: company, language: fr}
"""  # noqa: E501


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts_in(tmp_path_factory.mktemp("signed"), CAMPAIGN)


def test_what_an_act_shows_and_a_record_says_is_told_once(letters: dict[str, str], tmp_path: Path) -> None:
    told = texts_in(tmp_path, CAMPAIGN + "met: [{demand: pay-wages-owed, people: crew, date: 2026-12-02}]\n")
    assert [told[one] for one in ("thanks", "merci")] == [letters[one] for one in ("thanks", "merci")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("default", "Mr Abel were arrested by the police, Ms Zulu and Mr Nkosi for leading a march."),
        ("default", "Ms Zulu, president of the Union of Teachers (UT); Mr Nkosi, its treasurer; and Mr Abel were"),
        ("thanked", "The 17 seafarers, among them Anatole Ngassa, a captain, have been"),
        ("both", "The two drivers, Jon Berg and Anna Lind, were attacked and beaten on 2 November."),
        ("both", "guarantee the safety of the two drivers, and that of their families."),
        ("deux", "Les deux chauffeurs, Jon Berg et Anna Lind, ont été battus le 2 novembre. Je demande"),
        ("thanks", "among them Anatole Ngassa, a captain. I am glad"),
        ("merci", "du non-paiement des salaires des 17 marins, dont Anatole Ngassa, capitaine. J'apprends"),
        (
            "undone",
            "to reinstate the 85 teachers, to see that Ms Rasoa gets her passport back, and to have the four cooks",
        ),
        (
            "defaire",
            "de réintégrer les 85 enseignants, de veiller à ce que Mme Rasoa récupère son passeport, et d'obtenir la",
        ),
        ("undone", "she was arrested, on the stated ground of leaving her post."),
        ("defaire", "elle a été arrêtée, officiellement pour cause d'abandon de poste."),
        ("defaire", "Ines Ravao a été arrêtée, officiellement en raison de la grève."),
        ("dead", "to express my dismay at the death in Mbabane of Ines Ravao."),
        ("morte", "pour vous dire mon indignation devant la mort à Mbabane d'Ines Ravao."),
        ("speaker", "Dear Mr Strand, "),
        ("called", "Dear Mr Speaker, "),
        ("company", "signed a framework agreement with us, by which it undertook to see that its suppliers"),
        (
            "company",
            "to stay with Karim Mills rather than withdraw before talks have failed, and to use your influence",
        ),
        ("company", "your influence with Karim Mills to have it"),
        ("societe", "a signé avec nous un accord-cadre par lequel elle s'est engagée à respecter le droit."),
        ("societe", "de ne pas rompre avec Karim Mills avant l'échec des discussions"),
    ],
)
def test_a_sentence_is_one_to_sign(letters: dict[str, str], name: str, said: str) -> None:
    assert said in letters[name]


def test_no_comma_stands_before_a_full_stop(letters: dict[str, str]) -> None:
    assert not [text for text in letters.values() if ",." in text or ",," in text or ",;" in text]


FOLLOWING = """
campaign: Following
country: SZ
sources: {n: {title: Note, date: 2026-11-12}, m: {title: Another, date: 2026-12-02}}
organisations:
  assembly:
    name: House of Assembly
    acts:
      - {law-adopted: 2026-12-01, object: {en: the Strikes Bill, fr: le projet de loi sur la grève}, source: n, confirmed: 2026-12-02}
people:
  alba: {name: Ann Alba, gender: female, publish: yes, acts: [{acquitted: 2026-12-01, source: m}]}
  berg: {name: Bo Berg, gender: male, publish: yes, acts: [{sentenced: 2026-12-01, outcome: two years in prison, source: m}]}
  cole: {name: Cy Cole, gender: male, publish: yes}
  dorn: {name: Di Dorn, gender: female, publish: yes}
  four:
    count: 4
    noun: teachers
    members: [alba, berg, cole, dorn]
    acts:
      - {arrested: 2026-11-09, by: the police, source: n}
      - {charged: 2026-11-10, outcome: sedition, source: n}
      - {tried: 2026-11-26, by: the High Court, source: n, confirmed: 2026-12-02}
targets:
  minister: {office: Minister of Justice, of: Kingdom of Eswatini, email: m@example.org}
  speaker: {is: parliament, office: Speaker, of: House of Assembly, email: s@example.org}
  union: {is: international, office: Head of Delegation, of: Delegation of the European Union, email: d@example.org}
letters:
  first: {from: specimen, to: minister, date: 2026-11-19, facts: [[four.charged, four.tried]], demands: [drop-charges: four, fair-trial: four]}
  second: {form: follow-up, follows: first, date: 2026-12-11}
  asked: {form: request, from: specimen, to: union, date: 2026-11-19, about: [four.tried], facts: [[four.charged, four.tried]], demands: [observe-trial: four]}
  vote: {from: specimen, to: speaker, date: 2026-11-19, about: [assembly.law-adopted], demands: [reject-bill: {bill: {en: Strikes Bill, fr: projet de loi sur la grève}}, text: receive us]}
  voted: {form: follow-up, follows: vote, date: 2026-12-11}
  late: {like: vote, date: 2026-12-11}
"""  # noqa: E501


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, list[str]]]:
    path = tmp_path_factory.mktemp("followed") / "followed.yml"
    path.write_text(FOLLOWING, encoding="utf-8")
    library = library_of()
    campaign = read(path, library)
    found = {}
    for name in map(str, campaign.letters):
        letter = resolve(campaign, name, library)
        draft = compose(letter)
        problems = check(composed_document(letter, draft, campaign, library))
        text = " ".join(paragraph.text for paragraph in draft.paragraphs)
        found[name] = text, [f"{problem.code} {problem.message}" for problem in problems]
    return found


def test_a_letter_that_follows_weighs_each_member_of_a_group(followed: dict[str, tuple[str, list[str]]]) -> None:
    text, problems = followed["second"]
    assert "the news that Ms Alba was acquitted on 1 December. The four teachers were tried" in text
    assert "Mr Berg was sentenced to two years in prison." in text
    assert "drop all charges against Mr Cole and Ms Dorn, and to guarantee Mr Berg" in text
    assert not [problem for problem in problems if problem.startswith(("LK406", "LK501", "LK502", "LK503"))]


def test_one_trial_is_one(followed: dict[str, tuple[str, list[str]]]) -> None:
    assert "send observers to the trial of the four teachers" in followed["asked"][0]


def test_a_bill_that_was_adopted_is_not_to_be_rejected_again(followed: dict[str, tuple[str, list[str]]]) -> None:
    assert "reject" in followed["vote"][0]
    text, problems = followed["voted"]
    assert "adopted it on 1 December" in text
    assert "reject" not in text
    assert not [problem for problem in problems if problem.startswith("LK406")]
    assert [problem for problem in followed["late"][1] if problem.startswith("LK501 'reject-bill'")]
    assert not [problem for problem in followed["vote"][1] if problem.startswith("LK501")]
