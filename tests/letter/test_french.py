"""French letters: what agrees, contracts and elides, the registers of the close, and sentences a francophone signs."""

from __future__ import annotations

import itertools
import re

import pytest
from support.composed import texts_in
from support.library import library_of

from letterkit.language.grammar import make_language

CAMPAIGN = """
campaign: Lettres
country: KW
sources:
  note: {title: Note, date: 2026-03-01}
organisations:
  eleventh: {name: onzième section des dockers, short: {fr: OSD, en: OSD}, article: la}
  founders: {name: Travailleurs unis de la fonte, short: TUF, article: les}
  sailors: {name: Syndicat des marins du Golfe, short: SMG, acts: [{dissolved: 2026-02-03, by: {fr: le tribunal}, source: note}]}
  fitters: {name: Union des ajusteurs, short: UA, article: l', gender: female, acts: [{dissolved: 2026-02-04, source: note}]}
  dockers: {name: Syndicat des dockers, short: SD, article: le, acts: [{dissolved: 2026-02-05, by: {fr: les autorités}, alongside: fitters, source: note}]}
  yard: {name: Bourse du travail, article: la, acts: [{raided: 2026-02, by: {fr: la police}, object: {fr: la bibliothèque}, source: note}, {premises-closed: 2026-02, by: {fr: la police}, source: note}, {broken-into: 2026-02, source: note}]}
people:
  crew:
    count: 17
    noun: {fr: marins}
    acts:
      - {wages-withheld: 2025-07, lasted: {fr: sept mois}, source: note}
      - {passport-seized: 2026-02-10, by: {fr: "l'armateur"}, source: note}
  stewards:
    noun: {fr: délégués et déléguées}
    of: fitters
    acts: [{arrested: 2026-02-11, by: {fr: la police}, source: note}, {beaten: 2026-02-12, source: note}]
  marchers: {count: 74, noun: {fr: grévistes}, acts: [{arrested: 2026-02-20, source: note}, {released: 2026-02-21, source: note}]}
  held: {count: 42, of: marchers, noun: {fr: grévistes}, acts: [{detained: since 2026-02-20, source: note}]}
  left: {name: Yvon Andria, gender: male, publish: yes, acts: [{dismissed: 2026-02-01, by: eleventh, stated-reason: {fr: avoir quitté son poste}, source: note}]}
  cut: {name: Rova Raja, gender: female, publish: yes, acts: [{dismissed: 2026-02-02, stated-reason: {fr: restructuration}, source: note}]}
  twice: {name: Tiana Rakoto, gender: male, publish: yes, acts: [{arrested: 2026-01-05, source: note}, {released: 2026-01-06, source: note}, {arrested: 2026-02-05, source: note}, {summoned: 2026-02-09, outcome: {fr: une audition}, for: {fr: des tracts}, source: note}]}
  struck: {name: Lova Rabe, gender: female, publish: yes, acts: [{arrested: 2026-02-03, stated-reason: {fr: une grève illégale}, source: note}]}
targets:
  minister: {office: {fr: Ministre du Travail}, gender: female}
  head: {office: {fr: Président de la République}, gender: male}
  premier: {office: {fr: Première ministre}, gender: female}
  speaker: {is: parliament, office: {fr: Président}, gender: male}
  chair: {is: company, office: {fr: Directrice générale}, gender: female}
  king: {office: {fr: Roi}, gender: male}
  counsel: {is: court, name: Me Fatou Sarr, gender: female}
  labour: {office: {fr: "Secrétaire d'État chargée du Travail"}, gender: female}
  envoy: {is: embassy, office: {fr: Ambassadrice}, gender: female}
letters:
  facts:
    from: specimen
    language: fr
    to: minister
    date: 2026-03-02
    follows: {date: 2026-02-22, about: {fr: la grève}}
    opening: [protest, recall-letters]
    about: [stewards.arrested]
    facts:
      - [crew.wages-withheld, crew.passport-seized]
      - [stewards.arrested, stewards.beaten]
      - [marchers.arrested, held.detained]
      - [left.dismissed, cut.dismissed, struck.arrested]
      - [sailors.dissolved, fitters.dissolved, dockers.dissolved]
      - [twice.arrested.2026-01, twice.released, twice.arrested.2026-02, twice.summoned]
      - [yard.raided, yard.premises-closed, yard.broken-into]
    demands:
      - release: held
      - end-repression: [eleventh, founders]
      - recognise-and-bargain: founders
      - investigate-violence: {by: {fr: la police}, against: stewards}
      - refuse-assent: {bill: {fr: le projet de loi}}
      - text: {fr: le dédommager}
      - text: {fr: les libérer}
      - text: {fr: de abroger la loi}
    demands-as: list
  head: {like: facts, to: head, demands: [release: held, release: struck]}
  urgent: {like: head, form: urgent, opening: urgent}
  premier: {like: head, to: premier}
  speaker: {like: head, to: speaker}
  chair: {like: head, to: chair}
  envoy: {like: head, to: envoy}
  king: {like: head, to: king}
  counsel: {like: head, to: counsel}
  labour: {like: head, to: labour}
"""  # noqa: E501


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts_in(tmp_path_factory.mktemp("french"), CAMPAIGN)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("facts", "contre l'arrestation de délégués et déléguées de l'Union des ajusteurs (UA)."),
        ("facts", "Le 22 février, nous vous avons écrit au sujet de la grève."),
        ("facts", "ont été privés de leur salaire pendant sept mois à partir de juillet 2025."),
        ("facts", "Le 10 février 2026, l'armateur a confisqué leurs passeports."),
        ("facts", "Des délégués et déléguées ont été arrêtés par la police le 11 février."),
        ("facts", "Quarante-deux d'entre eux sont en détention depuis lors."),
        ("facts", "licencié par la onzième section des dockers (OSD) le 1er février, officiellement"),
        ("facts", "officiellement pour avoir quitté son poste."),
        ("facts", "officiellement pour cause de restructuration."),
        ("facts", "officiellement en raison d'une grève illégale."),
        ("facts", "Le tribunal a prononcé la dissolution du Syndicat des marins du Golfe (SMG) le 3 février."),
        ("facts", "Le 4 février, l'UA a été dissoute."),
        ("facts", "autorités ont prononcé la dissolution du Syndicat des dockers (SD), ainsi que celle de l'union."),
        ("facts", "dans les locaux de la Bourse du travail le mois dernier et n'a pas épargné la bibliothèque."),
        ("facts", "de libérer immédiatement et sans condition les 42 grévistes en détention ;"),
        (
            "facts",
            "l'OSD et les Travailleurs unis de la fonte (TUF) ainsi que leurs",
        ),
        ("facts", "de reconnaître les TUF en engageant avec eux des négociations"),
        ("facts", "sur les violences commises par la police contre les délégués et déléguées afin de"),
        ("facts", "de renvoyer le projet de loi au parlement pour une nouvelle délibération, plutôt que de"),
        ("facts", "Le 5 février, il a été de nouveau arrêté. Le 9 février, M. Rakoto a été convoqué en vue d'une"),
        ("facts", "de le dédommager ; de les libérer ; et d'abroger la loi."),
        ("facts", "Veuillez agréer, Madame la Ministre, l'expression de ma haute considération."),
        ("head", "Veuillez agréer, Monsieur le Président de la République, l'expression de ma très haute"),
        ("premier", "Veuillez agréer, Madame la Première ministre, l'expression de ma très haute considération."),
        ("speaker", "Veuillez agréer, Monsieur le Président, l'expression de ma haute considération."),
        ("chair", "Veuillez agréer, Madame la Directrice générale, l'expression de ma considération distinguée."),
        ("envoy", "Veuillez agréer, Madame l'Ambassadrice, l'expression de ma haute considération."),
        ("king", "Veuillez agréer, Sire, l'expression de ma très haute considération."),
        ("counsel", "Veuillez agréer, Maître, l'expression de ma haute considération."),
        ("labour", "Veuillez agréer, Madame la Secrétaire d'État, l'expression de ma haute considération."),
        ("urgent", "et des 1,2 million de travailleurs et travailleuses qu'elle représente, pour vous faire part"),
    ],
)
def test_a_sentence_is_french(letters: dict[str, str], name: str, said: str) -> None:
    assert said in letters[name], letters[name]


def test_a_month_is_named_once_where_all_was_done_in_it(letters: dict[str, str]) -> None:
    told = re.search(r"[^.]*Bourse du travail.*?Je demande", letters["facts"])
    assert told
    assert len(re.findall(r"mois", told[0])) == 2, told[0]  # "le mois dernier", "le même mois"


def test_nothing_elides_before_a_word_that_keeps_it_out() -> None:
    language = make_language(library_of().language("fr"))
    words = [*map(str, language.writing.unelided)]
    assert words
    for word, before in itertools.product(words, ("le", "la", "de", "que")):
        assert language.elided(f"{before} {word}") == f"{before} {word}"
    assert language.elided("la onzaine") == "l'onzaine"


def test_a_review_copy_has_french_titles_for_every_clause() -> None:
    library = library_of()
    review = library.language("fr").review
    shipped = {f"{clause.kind}/{clause.name}" for clause in library.clauses.values()}
    assert review is not None
    assert shipped
    assert shipped == {str(name) for name in review.clauses}


def test_what_somebody_undertook_has_its_particle_once() -> None:
    """A particle that stands behind its verb is not the one before it."""
    said = {
        "fr": {
            "œuvrer à la paix": "à œuvrer à la paix",
            "à œuvrer": "à œuvrer",
            "de ne rien dire": "de ne rien dire",
        },
        "en": {"work to end it": "to work to end it", "never to punish it": "never to punish it"},
    }
    for code, phrases in said.items():
        language = make_language(library_of().language(code))
        particle = {"fr": "à", "en": "to"}[code]
        assert {one: language.with_infinitive_particle(particle, one) for one in phrases} == phrases
