"""Groups as they are: how many in every language, of which union, of whose family, and parts of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.composed import campaign_in, problems_of
from support.library import library_of

from letterkit.checks.run import check_campaign
from letterkit.foundation.problems import UserError
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.counts import Count, count_of
from letterkit.schema.read import read

CAMPAIGN = """
campaign: Groups
country: GE
sources: {note: {title: A note, date: 2024-03-04}}
organisations:
  lrsu: {name: {en: Lake Region Seafarers' Union, fr: Union des marins}, short: LRSU, article: {en: the, fr: la}}
people:
  berg: {name: Jon Berg, gender: male, publish: yes, acts: [{arrested: 2024-02-20, source: note}]}
  lind: {name: Anna Lind, gender: female, publish: yes, acts: [{dismissed: 2024-03-02, source: note}]}
  crew: {noun: {en: seafarers, fr: marins}, GROUP, acts: [{dismissed: 2024-03-01, source: note}]}
  part: {noun: {en: seafarers, fr: marins}, count: 7, of: crew, acts: [{detained: 2024-03-02, source: note}]}
targets: {minister: {office: {en: Minister of Labour, fr: ministre du Travail}, gender: male}}
letters:
  a: {from: specimen, to: minister, date: 2024-03-06, language: LANGUAGE, facts: [FACTS], demands: [reinstate: crew], annex: [ANNEX]}
"""  # noqa: E501


def drafted(folder: Path, group: str, *, language: str = "en", facts: str = "crew.dismissed", annex: str = "") -> Draft:
    text = CAMPAIGN.replace("GROUP", group).replace("LANGUAGE", language).replace("FACTS", facts)
    path = folder / "groups.yml"
    path.write_text(text.replace("ANNEX", annex or "crew"), encoding="utf-8")
    return compose(resolve(read(path, library_of()), "a", library_of()))


def said(folder: Path, group: str, **more: str) -> str:
    return " ".join(paragraph.text for paragraph in drafted(folder, group, **more).paragraphs)


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        ("19", "the dismissal of 19 seafarers", "le licenciement de 19 marins"),
        ("at least 300", "the dismissal of at least 300 seafarers", "le licenciement d'au moins 300 marins"),
        ("more than 50 million", "of more than 50 million seafarers", "de plus de 50 millions de marins"),
        ("some 50", "the dismissal of about 50 seafarers", "d'environ 50 marins"),
        ("nearly 1,200", "of nearly 1,200 seafarers", "de près de 1 200 marins"),
        ("up to 40", "of up to 40 seafarers", "d'au plus 40 marins"),
        ("all", "the dismissal of all seafarers", "de tous les marins"),
        ("all 23", "the dismissal of all 23 seafarers", "des 23 marins"),
    ],
)
def test_counts_are_said_in_every_language(count: str, english: str, french: str, tmp_path: Path) -> None:
    assert english in said(tmp_path, f'count: "{count}"')
    assert french in said(tmp_path, f'count: "{count}"', language="fr").replace("\u202f", " ").replace("’", "'")


def test_a_group_belongs_to_an_organisation(tmp_path: Path) -> None:
    text = said(tmp_path, "count: all, of: lrsu")
    assert "all seafarers of the Lake Region Seafarers' Union (LRSU)" in text
    assert "have the seafarers reinstated" in text


def test_relatives_are_those_of_a_person(tmp_path: Path) -> None:
    text = said(tmp_path, "count: 2, of: berg", facts="berg.arrested, crew.dismissed")
    assert "two seafarers of Jon Berg" in text


def test_a_part_of_a_group_is_so_many_of_it(tmp_path: Path) -> None:
    text = said(tmp_path, "count: some 50", facts="crew.dismissed, part.detained")
    assert "Seven of them have been in detention since 2 March" in text
    assert "Seven of the 50 have" in said(tmp_path, "count: 50", facts="part.detained")


def test_whoever_was_released_with_the_group_is_held_no_longer(tmp_path: Path) -> None:
    group = "count: 2, members: [berg, lind], acts: [{released: 2024-03-05, source: note}]"
    text = CAMPAIGN.replace(", acts: [{dismissed: 2024-03-01, source: note}]}", "}").replace("arrested:", "detained:")
    text = text.replace("GROUP", group).replace("LANGUAGE", "en").replace("reinstate: crew", "reinstate: lind")
    path = tmp_path / "groups.yml"
    path.write_text(text.replace("FACTS", "berg.detained, crew.released").replace("ANNEX", ""), encoding="utf-8")
    letter = resolve(read(path, library_of()), "a", library_of())
    assert letter.statuses("berg") == ("released",)
    said = " ".join(paragraph.text for paragraph in compose(letter).paragraphs)
    assert "was held in detention on 20 February" in said


def test_an_annex_has_a_row_for_each_member(tmp_path: Path) -> None:
    annex = drafted(tmp_path, "members: [berg, lind], count: 2", annex="crew, part").sheet.annex
    assert annex is not None
    assert [row[0] for row in annex.rows[:2]] == ["Jon Berg", "Anna Lind"]
    assert len(annex.rows) == 3


def test_a_group_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as failed:
        drafted(tmp_path, "count: 2, of: nobody")
    assert [problem.code for problem in failed.value.problems] == ["LK221"]


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("300", Count("", 300)),
        ("at least 3,000", Count("at-least", 3000)),
        ("over 3.4 million", Count("more-than", 3_400_000)),
        ("All", Count("all", None)),
        ("dozens of", None),
        ("at least", None),
        ("million", None),
        ("", None),
    ],
)
def test_counts_are_read(written: str, count: Count | None) -> None:
    assert count_of(written) == count


def test_groups_of_a_group_are_added_up_and_asked_for_together(tmp_path: Path) -> None:
    both = {
        "  part:": "  both: {noun: trade unionists, count: 27, members: [crew, part], "
        "acts: [{charged: 2024-03-03, outcome: mutiny, source: note}]}\n  part:",
        "GROUP": "count: 20",
        "{dismissed: 2024-03-01, source": "{arrested: 2024-03-01, source",
        "count: 7, of: crew": "count: 7",
        "LANGUAGE": "en",
        "FACTS": "both.charged",
        "reinstate: crew": "release: both",
        ", annex: [ANNEX]": "",
    }
    text = CAMPAIGN
    for old, new in both.items():
        text = text.replace(old, new)
    assert not {"LK501", "LK505"}.intersection(problem.code for problem in problems_of(tmp_path, text, "a"))
    found = {problem.message for problem in problems_of(tmp_path, text.replace("count: 27", "count: 28"), "a")}
    assert "the group counts 28, and lists 2 members with 27 in all" in found
    each = text.replace("facts: [both.charged]", "facts: [crew.arrested, part.detained]").replace(
        ", acts: [{charged: 2024-03-03, outcome: mutiny, source: note}]", ""
    )
    assert not {"LK501", "LK502", "LK504"}.intersection(one.code for one in problems_of(tmp_path, each, "a"))
    freed = text.replace("{detained: 2024-03-02, source: note}", "{released: 2024-03-02, source: note}")
    assert "LK501" in {problem.code for problem in problems_of(tmp_path, freed, "a")}


def test_a_count_is_in_no_language(tmp_path: Path) -> None:
    text = CAMPAIGN.replace("GROUP", "count: more than 80").replace(
        "campaign: Groups", "campaign: Groups\nlanguage: fr"
    )
    text = text.replace("LANGUAGE", "fr").replace("FACTS", "crew.dismissed").replace("ANNEX", "crew")
    found, _ = check_campaign(campaign_in(tmp_path, text), library_of())
    assert "LK809" not in {one.code for one in found}
    assert "plus de 80 marins" in said(tmp_path, "count: more than 80", language="fr").replace("\u202f", " ")
