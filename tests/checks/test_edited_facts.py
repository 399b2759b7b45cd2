"""What an edit says otherwise than the campaign is warned of, whatever form it takes; what says the same is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alterations import Alteration, Sample, judged_together, sample_of
from support.composed import campaign_in
from support.library import library_of

CAMPAIGN = """
campaign: Held to the records
country: ZW
sources: {n: {title: Note, date: 2023-10-25}}
organisations:
  union: {name: {en: Teachers' Alliance, fr: Alliance des enseignants}, short: TA, article: {en: the, fr: l'}, \
gender: female}
  mine: {name: Dyke Platinum, article: none}
people:
  moyo: {name: Tendai Moyo, gender: female, publish: yes, office: president, of: union, acts: [
    {arrested: 2023-09-12, by: {en: the police, fr: la police}, place: Masvingo, source: n},
    {denied-counsel: 2023-09-12, lasted: {en: four days, fr: quatre jours}, source: n},
    {sentenced: 2023-10-09, outcome: {en: two years in prison, fr: deux ans de prison}, source: n},
    {transferred: 2023-10-11, outcome: {en: Chikurubi prison, fr: la prison de Chikurubi}, source: n},
    {hunger-strike: 2023-10-16, ongoing: yes, source: n}]}
  ncube: {name: Farai Ncube, gender: male, publish: yes, office: {en: brother, fr: frère}, of: moyo, acts: [
    {threatened: 2023-09-15, by: {en: two officers, fr: deux agents}, source: n},
    {charged: 2023-09-16, outcome: {en: obstructing traffic, fr: entrave à la circulation}, source: n},
    {tried: 2023-11-20, place: Harare, source: n}]}
  miners: {count: 62, noun: {en: miners, fr: mineurs}, acts: [{dismissed: 2023-09-29, by: mine, source: n}]}
targets: {min: {office: {en: Minister of Justice, fr: ministre de la Justice}, \
of: {en: Zimbabwe, fr: Zimbabwe}, address: [Harare]}}
demands: [release: moyo, drop-charges: ncube, reinstate: miners]
letters:
  en: {from: specimen, to: min, language: en, date: 2023-10-30, grounds: right-to-fair-trial}
  fr: {from: specimen, to: min, language: fr, date: 2023-10-30, grounds: right-to-fair-trial}
""".replace("\\\n", "")
WRONG = {
    "en": [
        ("for four days", "for two weeks"),
        ("she was transferred to Chikurubi prison", "she was transferred. She is held in Khami prison"),
        ("by two officers", "by a score of officers"),
        ("he was charged with obstructing traffic", "he, who had obstructed traffic, was charged"),
        ("Since 16 October, she has been on hunger strike", "Since her arrest, she has been on hunger strike"),
        ("against Farai Ncube, brother of Ms Moyo", "against Ms Moyo's husband, Farai Ncube"),
        ("is due to stand trial in Harare on 20 November", "has been tried in Harare"),
        ("to both of which Zimbabwe is a party", "both of which Zimbabwe has yet to ratify"),
        ("I would be grateful", "We ask you to pardon Mr Ncube. I would be grateful"),
        ("were dismissed by Dyke Platinum", "are due to be dismissed by Dyke Platinum"),
        ("On 12 September, Ms Moyo was arrested", "On 12 September, Ms Moyo was reportedly arrested"),
        ("Mr Ncube is due to stand trial", "Mr Ncube may stand trial"),
        ("Ms Moyo was sentenced to two years", "Ms Moyo was sentenced to more than two years"),
        ("The 62 miners were", "One of them was"),
        ("the dismissal of 62 miners", "the dismissal of all miners"),
        ("was arrested by the police in Masvingo", "was arrested by soldiers in Masvingo"),
        ("On 12 September, Ms Moyo was arrested", "Six weeks ago, on 21 September, Ms Moyo was arrested"),
        ("were dismissed by Dyke Platinum", "were dismissed by the army"),
        ("I would be grateful", "All that we asked for has been done. I would be grateful"),
    ],
    "fr": [
        ("pendant quatre jours", "pendant deux semaines"),
        ("il a été inculpé d'entrave", "il a été inculpé, lui qui avait commis une entrave"),
        ("Depuis le 16 octobre, elle est en grève de la faim", "Depuis son arrestation, elle est en grève de la faim"),
        ("Farai Ncube, frère de Mme Moyo", "Farai Ncube, mari de Mme Moyo"),
        ("doit être jugé à Harare le 20 novembre", "vient d'être jugé à Harare"),
        ("Les 62 mineurs ont été licenciés", "Une vingtaine de mineurs ont été licenciés"),
        ("Mme Moyo a été condamnée à deux ans", "Mme Moyo aurait été condamnée à deux ans"),
        ("Mme Moyo a été condamnée à deux ans", "Mme Moyo a été condamnée à moins de deux ans"),
        ("Les 62 mineurs ont été licenciés", "Une vingtaine d'entre eux ont été licenciés"),
        (", elle est en grève de la faim", ", son mari est en grève de la faim"),
        ("M. Ncube a été menacé par deux agents", "M. Ncube a été menacé par deux ministres"),
        ("Je vous saurais gré", "Nous vous prions de gracier M. Ncube. Je vous saurais gré"),
        ("Je vous saurais gré", "Vous avez donné suite à toutes nos demandes. Je vous saurais gré"),
        ("Mme Moyo a été condamnée à deux ans", "Le mois dernier, le 9 octobre, Mme Moyo a été condamnée à deux ans"),
    ],
}
RIGHT = {
    "en": [
        ("Ms Moyo was arrested by the police in Masvingo", "Ms Moyo, of the TA, who was arrested in Masvingo"),
        ("I would be grateful", "Our branches are holding vigils this week. I would be grateful"),
        ("I would be grateful", "We have affiliates in six countries of Africa. I would be grateful"),
        ("to drop all charges against Mr Ncube", "Minister, to drop all charges against Mr Ncube"),
        ("to Chikurubi prison", "to Chikurubi prison. She is held in Gweru"),
        ("president of the Teachers", "a leader of the Teachers"),
        ("to two years in prison", "to some 24 months in prison"),
        ("The 62 miners were", "Some five dozen miners were"),
        ("by two officers on 15 September", "by two officers in the middle of September"),
        ("I would be grateful", "In 2019, the police arrested dozens of teachers in Masvingo. I would be grateful"),
        ("I would be grateful", "Ms Moyo's lawyer has asked for her release. I would be grateful"),
        ("I would be grateful", "May I say that I would be grateful"),
        ("I would be grateful", "Two officers threatened Ms Moyo's brother, Mr Ncube. I would be grateful"),
        ("I would be grateful", "For four days, Ms Moyo could not see a lawyer. I would be grateful"),
        ("I would be grateful", "In Zambia, 40 miners were dismissed in August. I would be grateful"),
        ("to drop all charges against Mr Ncube", "to withdraw every charge against Mr Ncube"),
        ("The 62 miners were dismissed", "No fewer than 62 miners were dismissed"),
        ("Mr Ncube was threatened by two officers", "Two policemen threatened Mr Ncube"),
        ("is due to stand trial", "will stand trial"),
        ("Since 16 October, she has been on hunger strike", "She has been on hunger strike for two weeks"),
        ("the 62 miners reinstated", "the 62 dismissed miners reinstated"),
        ("I would be grateful", "We hope that all our demands will be met. I would be grateful"),
        ("The 62 miners were dismissed", "The 62 workers were dismissed"),
        ("and denied access to a lawyer for four days", "and, three days after a rally, denied access to a lawyer"),
        ("to have the 62 miners reinstated", "to see that the 62 dismissed miners get their jobs back"),
        ("in Harare on 20 November", "in that city on 20 November"),
        ("against Farai Ncube, brother of Ms Moyo", "against Farai Ncube, whose sister is Ms Moyo"),
        ("The 62 miners were dismissed by Dyke Platinum on", "The mine dismissed the 62 on"),
    ],
    "fr": [
        ("Tendai Moyo, présidente", "Tendai Moyo, dirigeante"),
        ("Les 62 mineurs ont été", "Une soixantaine de mineurs ont été"),
        ("à la prison de Chikurubi", "à la prison de Chikurubi. Elle est détenue à Gweru"),
        ("Depuis le 16 octobre, elle", "Depuis le 16 octobre, dans l'attente d'un jugement en appel, elle"),
        ("Je vous saurais gré", "En 2019 déjà, la police avait arrêté à Masvingo des enseignants. Je vous saurais gré"),
        ("et s'est vu refuser l'accès à un avocat pendant", "et n'a pas eu accès à un avocat pendant"),
        ("Je vous saurais gré", "Deux agents ont menacé le frère de Mme Moyo, M. Ncube. Je vous saurais gré"),
        ("Mme Moyo a été condamnée à deux ans", "Mme Moyo a été condamnée, un mois plus tard, à deux ans"),
        ("Je vous saurais gré", "Il faut que toutes nos demandes soient satisfaites. Je vous saurais gré"),
        ("Les 62 mineurs ont été licenciés", "Les 62 ouvriers ont été licenciés"),
        ("à Harare le 20 novembre", "dans cette ville le 20 novembre"),
        ("Je vous saurais gré", "En Zambie, 40 mineurs ont été licenciés en août. Je vous saurais gré"),
    ],
}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    campaign = campaign_in(tmp_path_factory.mktemp("facts"), CAMPAIGN)
    return {code: sample_of(campaign, code, library_of(), code) for code in WRONG}


@pytest.mark.parametrize("code", WRONG)
def test_edits_are_held_to_the_records(code: str, letters: dict[str, Sample]) -> None:
    wrong, right = ([Alteration(letters[code], "", *each) for each in edits[code]] for edits in (WRONG, RIGHT))
    found = judged_together(wrong, "contradicted".__eq__)
    assert not {one.new: said for one, verdict, said in found if verdict != "contradicted"}
    found = judged_together(right, "contradicted".__ne__)
    assert not {one.new: said for one, verdict, said in found if verdict == "contradicted"}


OWNED = """
campaign: Dismissed by a subsidiary
country: ZW
sources: {n: {title: Note, date: 2023-10-25}}
organisations:
  parent: {name: Example Metals, article: none}
  mine: {name: Dyke Platinum, article: none, owned-by: parent}
people:
  moyo: {name: Tendai Moyo, gender: female, publish: yes, acts: [
    {demoted: 2023-09-12, by: mine, source: n}, {dismissed: 2023-09-29, by: mine, source: n}]}
targets: {head: {office: Chief Executive Officer, of: Example Metals, is: company}}
letters:
  en: {from: specimen, to: head, date: 2023-10-27, facts: [moyo.demoted, moyo.dismissed], demands: [reinstate: moyo]}
"""


def test_a_company_called_your_subsidiary_can_be_called_by_its_name(tmp_path: Path) -> None:
    letter = sample_of(campaign_in(tmp_path, OWNED), "en", library_of(), "en")
    assert "she was dismissed by your subsidiary" in letter.text
    name, others = (f"{who} dismissed her" for who in ("Dyke Platinum", "The Harbour Board"))
    edits = [Alteration(letter, "", "she was dismissed by your subsidiary", new) for new in (name, others)]
    found = {one.new: verdict for one, verdict, _ in judged_together(edits, "contradicted".__eq__)}
    assert found == {name: "noted", others: "contradicted"}
