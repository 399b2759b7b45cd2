"""What letters judge, and what they ask of third parties, said by clauses as somebody would sign it."""

from __future__ import annotations

import pytest
from support.composed import texts_in
from support.library import library_of

from letterkit.checks.run import check
from letterkit.drafts.document import composed_document
from letterkit.letter.compose.composer import compose
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.read import read

CAMPAIGN = """
campaign: Judgements
country: KH
sources:
  note: {title: A note, date: 2022-02-08}
organisations:
  union: {name: {en: Hotel Workers' Union, fr: Union des employés d'hôtel}, short: HWU, article: {en: the, fr: la}, gender: female}
  hotel: {name: Grand Hotel, article: none}
people:
  sok:
    name: Sok Vannary
    surname: Sok
    gender: female
    publish: yes
    acts:
      - {arrested: 2021-09-04, source: note}
      - {transferred: 2021-12-20, outcome: {en: the central prison, fr: la prison centrale}, source: note}
      - {harsh-conditions: since 2021-09-05, outcome: {en: an overcrowded cell, fr: une cellule surpeuplée}, source: note}
  unions:
    noun: {en: trade unions, fr: syndicats}
    count: several
    acts: [{accused-in-public: 2022-01-12, by: {en: the government, fr: le gouvernement}, outcome: {en: attempting to overthrow it, fr: vouloir le renverser}, ongoing: yes, source: note}]
  strikers:
    noun: {en: strikers, fr: grévistes}
    count: 368
    acts:
      - {suspended-or-dismissed: 2022-01-15, by: hotel, source: note}
      - {replaced-at-work: 2022-01-16, by: hotel, outcome: {en: agency workers, fr: intérimaires}, source: note}
targets:
  pm: {office: {en: Prime Minister, fr: Premier ministre}, gender: male}
  chief: {is: company, of: hotel, office: {en: Chief Executive, fr: Directeur général}, gender: male}
letters:
  pm:
    from: specimen
    to: pm
    date: 2022-02-14
    about: sok.arrested
    facts:
      - [sok.harsh-conditions, unions.accused-in-public, strikers.suspended-or-dismissed, strikers.replaced-at-work]
      - - precedent: {acts: strikers.suspended-or-dismissed, encourages: {en: other hotels, fr: d'autres hôtels}, to: {en: to do the same, fr: de faire de même}}
        - pretext: {of: {en: the strike, fr: la grève}, to: {en: silence the union, fr: faire taire le syndicat}}
        - they-maintain: {that: {en: nobody was harmed, fr: nul n'a été blessé}, how: admit}
        - they-deny: {people: sok}
        - message: {to: {en: the strikers, fr: les grévistes}, that: {en: they have no rights, fr: "ils n'ont aucun droit"}}
        - law-used-against: {bill: {en: the law on strikes, fr: la loi sur les grèves}, against: {en: unions, fr: les syndicats}, how: misuse}
    grounds:
      - - arbitrary-detention
        - in-breach: {acts: sok.arrested}
        - national-law: {law: {en: the Constitution, fr: la Constitution}, article: {en: 36 and 37, fr: 36 et 37}, grants: {en: the right to strike, fr: le droit de grève}}
        - commitment: {to: {en: act on it, fr: à le respecter}, broken-by: sok.arrested, source: note}
    demands:
      - release: sok
      - prison-conditions: sok
      - cease-accusing: {people: unions, how: label, of: {en: terrorists, fr: terroristes}}
      - put-an-end-to: unions.accused-in-public
      - urge-others: {company: hotel, people: strikers, to: {en: to open talks, fr: d'ouvrir des discussions}}
    closing: stay-with-them
  ministre: {like: pm, language: fr}
  chief:
    from: specimen
    to: chief
    date: 2022-02-14
    about: strikers.suspended-or-dismissed
    facts: [[strikers.replaced-at-work, pretext: {of: {en: the strike, fr: la grève}, to: {en: silence the union, fr: faire taire le syndicat}}]]
    grounds: [company-code: {code: {en: code of conduct, fr: code de conduite}, says: {en: workers may strike, fr: les travailleurs peuvent faire grève}, broken-by: strikers.replaced-at-work, source: note}]
    demands: [press-supplier: {supplier: union, to: {en: takes part in talks, fr: prendre part à des discussions}}]
"""  # noqa: E501

SAID = {
    "pm": (
        "Ms Sok has been held in an overcrowded cell",
        "several trade unions have been publicly accused by your government of attempting to overthrow it",
        "368 strikers were suspended or dismissed by Grand Hotel",
        "They were replaced by Grand Hotel with agency workers",
        "sets a dangerous precedent, and may encourage other hotels to do the same.",
        "Your authorities are using the strike as a pretext to silence the union.",
        "Your authorities admit that nobody was harmed.",
        "The message to the strikers is that they have no rights. The law on strikes is being misused against unions.",
        "For her part, Ms Sok denies the accusations.",
        "The arrest of Ms Sok cannot, in my view, be reconciled with this.",
        "Under articles 36 and 37 of the Constitution, your authorities are equally bound to respect the right to"
        " strike.",
        "The arrest of Ms Sok belies that undertaking.",
        "improve the conditions in which she is held",
        "cease to label the trade unions in public as terrorists",
        "urge Grand Hotel to take the 368 strikers back and to open talks",
        "will follow closely what your government does until the matter is settled.",
    ),
    "ministre": (
        "Mme Sok est détenue dans une cellule surpeuplée",
        "plusieurs syndicats sont publiquement accusés par votre gouvernement de vouloir le renverser",
        "Ils ont été écartés par Grand Hotel au profit d'intérimaires",
        "Les suspensions et licenciements des 368 grévistes créent un précédent dangereux, qui peut encourager d'autres"
        " hôtels à faire de même.",
        "Vos autorités prennent prétexte de la grève pour faire taire le syndicat.",
        "De l'aveu même de vos autorités, nul n'a été blessé.",
        "Le message adressé aux grévistes est qu'ils n'ont aucun droit. On abuse de la loi sur les grèves contre les"
        " syndicats.",
        "Pour sa part, Mme Sok rejette ces accusations.",
        "À mes yeux, rien de tout cela n'autorise l'arrestation de Mme Sok.",
        "Aux termes des articles 36 et 37 de la Constitution, vos autorités sont également tenues de respecter le droit"
        " de grève.",
        "s'est engagé à le respecter. L'arrestation de Mme Sok dément cet engagement.",
        "inciter Grand Hotel à réintégrer les 368 grévistes et à ouvrir des discussions",
        "suivra de près l'action de votre gouvernement jusqu'au règlement de l'affaire.",
    ),
    "chief": (
        "Your company is using the strike as a pretext",
        "The replacement of the 368 strikers with agency workers is contrary to that rule.",
    ),
}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return texts_in(tmp_path_factory.mktemp("judged"), CAMPAIGN)


@pytest.mark.parametrize("name", SAID)
def test_what_is_judged_and_asked_reads_as_somebody_would_sign_it(name: str, letters: dict[str, str]) -> None:
    assert [said for said in SAID[name] if said not in " ".join(letters[name].split())] == []


def test_what_is_put_behind_to_is_an_infinitive_and_what_befalls_prisoners_shows_that_they_are_held(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("judged")
    (folder / "campaign.yml").write_text(CAMPAIGN, encoding="utf-8")
    library = library_of(folder)
    campaign = read(folder / "campaign.yml", library)
    letters = [resolve(campaign, name, library) for name in ("pm", "chief")]
    documents = [composed_document(letter, compose(letter), campaign, library) for letter in letters]
    found = [(one.code, one.message) for document in documents for one in check(document)]
    said = "'takes part in talks' is no infinitive phrase, and follows 'to' or its like in 'press-supplier'"
    assert [message for code, message in found if code == "LK138"] == [said]
    assert [message for code, message in found if code in ("LK406", "LK501", "LK535")] == []
