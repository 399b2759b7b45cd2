"""What a letter says once: a body's name, a past year, the names of a group; and who did it, in French."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.library import library_of

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

pytestmark = pytest.mark.quick

CAMPAIGN = """
campaign: Told once
country: BF
sources: {note: {title: A note, date: 2023-05-20}}
organisations:
  union:
    name: {en: Union of Railway Workers, fr: Syndicat des cheminots}
    short: {en: URW, fr: SC}
    acts:
      - {suspended: 2023-05-08, outcome: {en: six months, fr: six mois}, by: {en: the ministry, fr: le ministère}, source: note}
      - {assets-frozen: 2023-05-09, by: {en: the prosecutor of Ouagadougou, fr: le procureur de Ouagadougou}, source: note}
      - {website-blocked: 2023-05-10, source: note}
      - {premises-closed: 2023-05-11, by: {en: the authorities, fr: les autorités}, source: note}
people:
  berg: {name: Jon Berg, gender: male, publish: yes, office: president, of: union}
  lind: {name: Anna Lind, gender: female, publish: yes, office: treasurer, of: union}
  holm: {name: Eva Holm, gender: female, publish: yes}
  three:
    noun: {en: leaders, fr: dirigeants}
    count: 3
    of: union
    members: [berg, lind, holm]
    acts:
      - {charged: 2021-03-03, outcome: {en: sedition, fr: sédition}, source: note, confirmed: 2023-05-19}
      - {arrested: 2021-03-09, source: note, confirmed: 2023-05-19}
  okoro:
    name: Ines Okoro
    gender: female
    publish: yes
    acts: [{abducted: 2023-05-12, by: {en: two men, fr: deux hommes}, source: note}]
targets: {minister: {office: {en: Minister of Justice, fr: ministre de la Justice}, gender: male, email: m@example.org}}
letters:
  union:
    from: specimen
    to: minister
    date: 2023-05-20
    facts: [union.suspended, union.assets-frozen, union.website-blocked, union.premises-closed]
    demands: [lift-suspension: union, release-assets: {organisations: union}, reopen-premises: union]
  syndicat: {like: union, language: fr}
  leaders:
    from: specimen
    to: minister
    date: 2023-05-20
    facts: [three.charged, three.arrested, union.suspended]
    demands: [drop-charges: three]
    demands-as: list
  dirigeants: {like: leaders, language: fr}
  abducted: {from: specimen, to: minister, date: 2023-05-20, facts: [okoro.abducted], demands: [establish-fate: okoro]}
  enlevement: {like: abducted, language: fr}
"""  # noqa: E501


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("once") / "once.yml"
    path.write_text(CAMPAIGN, encoding="utf-8")
    library = library_of()
    campaign = read(path, library)
    told = {}
    for name in campaign.letters:
        letter = resolve(campaign, name, library)
        draft = compose(letter)
        told[name] = " ".join(paragraph.text for paragraph in draft.paragraphs)
        found = check(composed_document(letter, draft, campaign, library))
        assert not [problem.message for problem in found if problem.code in ("LK409", "LK506", "LK521")]
    return told


@pytest.mark.parametrize(
    ("name", "words"),
    [
        # The first demand would lift the suspension: it is what the letter is about, though the closure is newer.
        ("union", "to protest against the suspension for six months of the Union of Railway Workers (URW)."),
        ("union", "8 May, and on 9 May the prosecutor of Ouagadougou froze its assets. On 10 May, the website of the"),
        ("union", "On 11 May, your authorities closed its premises."),
        ("union", "to lift the suspension of the URW, to unfreeze its assets, and to let it use its premises again."),
        ("syndicat", "par le ministère le 8 mai, et le 9 mai le procureur de Ouagadougou a gelé ses avoirs."),
        ("syndicat", "Le 11 mai, vos autorités ont fermé ses locaux."),
        ("syndicat", "de débloquer ses avoirs, et de lui permettre de disposer à nouveau de ses locaux."),
        ("leaders", "the three leaders, Jon Berg, president of the URW; Anna Lind, its treasurer; and Eva Holm, were"),
        ("leaders", "On 9 March, they were arrested. The union was suspended for six months by the ministry on"),
        ("leaders", "to drop all charges against the three leaders."),
        ("dirigeants", "Les trois dirigeants, Jon Berg, président du SC ; Anna Lind, trésorière ; et Eva Holm, ont"),
        ("abducted", "Ms Okoro was abducted by two men on 12 May."),
        ("enlevement", "Mme Okoro a été enlevée par deux hommes le 12 mai."),
    ],
)  # fmt: skip
def test_a_letter_says_it_once(letters: dict[str, str], name: str, words: str) -> None:
    assert words.casefold() in letters[name].casefold()


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("la police", "one"),
        ("l'usine", "one"),
        ("les autorités", "many"),
        ("deux hommes armés", "many"),
        ("la police et l'armée", "many"),
        ("le ministère de la Justice et des Droits humains", "one"),
        ("Northgate Apparel", "one"),
        ("policiers", ""),
    ],
)
def test_the_words_before_a_noun_tell_its_number(said: str, number: str) -> None:
    from letterkit.language.grammar import make_language

    assert make_language(library_of().language("fr")).number_of(said) == number


SUCCESSION = """
campaign: One after the other
country: ZW
sources: {note: {title: A note, date: 2003-11-19}}
organisations: {union: {name: {en: Congress of Workers, fr: Congrès des travailleurs}, short: {en: CW, fr: CT}}}
people:
  moyo:
    name: Peter Moyo
    gender: male
    publish: yes
    acts: [{arrested: 2003-11-17, place: Gweru, held-at: undisclosed, source: note}]
  dube:
    name: David Dube
    gender: male
    publish: yes
    acts:
      - {arrested: 2003-11-17, held-at: undisclosed, source: note}
      - {beaten: 2003-11-17, source: note}
  all: {count: nearly 200, noun: {en: leaders, fr: dirigeants}, of: union, acts: [{arrested: 2003-11-18, source: note}]}
  ill:
    count: 20
    of: all
    noun: {en: people living with HIV, fr: personnes vivant avec le VIH}
    gender: female
    acts: [{denied-medical-care: 2003-11-19, source: note}]
targets:
  commissioner:
    is: embassy
    dear: {en: Madam High Commissioner, fr: Madame la Haute-Commissaire}
    name: Jo Lind
    gender: female
    email: hc@example.org
letters:
  a:
    from: specimen
    to: commissioner
    date: 2003-11-20
    about: [moyo.arrested, all.arrested, ill.denied-medical-care]
    facts: [moyo.arrested, dube.arrested, dube.beaten, all.arrested, ill.denied-medical-care]
    grounds: [freedom-of-expression, presumption-of-innocence, no-torture]
    demands: [release: [moyo, dube, all], medical-care: ill]
    form: request
  b: {like: a, language: fr}
"""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a", "Dear Madam High Commissioner, "),
        (
            "a",
            "of Peter Moyo and nearly 200 leaders of the Congress of Workers (CW), and the denial of medical care",
        ),
        ("a", "20 people living with HIV among the leaders."),
        ("a", "Mr Moyo was arrested in Gweru on 17 November. The same day, David Dube was arrested, and attacked and"),
        ("a", "Where Mr Moyo and Mr Dube are held has not been disclosed."),
        ("a", "Nearly 200 leaders were arrested on 18 November."),
        ("b", "Le lieu de détention de M. Moyo et de M. Dube n'a pas été communiqué."),
        ("b", "Près de 200 dirigeants ont été arrêtés le 18 novembre."),
    ],
)
def test_what_is_alike_of_one_after_the_other_is_said_once(tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / "succession.yml"
    path.write_text(SUCCESSION, encoding="utf-8")
    library = library_of()
    letter = resolve(read(path, library), name, library)
    assert words in " ".join(paragraph.text for paragraph in compose(letter).paragraphs)
