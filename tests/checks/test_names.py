"""Names misspelt at random are found where they stand, and right ones are left alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from support.library import library_of
from support.strategies import tries

from letterkit.checks.letter import address
from letterkit.checks.names import abbreviations, names, organisations
from letterkit.checks.registry import of_letters
from letterkit.drafts.document import Document, edited_document
from letterkit.drafts.markdown import DraftFile, text_of
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import apart, is_form
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.library import Library
from letterkit.schema.read import read

ROOT = Path(__file__).resolve().parents[2]
CHECKS = of_letters(organisations, names, abbreviations, address)
LETTERS = [
    ("campaigns/kazakhstan-2017.yml", "ituc"),
    ("campaigns/kazakhstan-2017.yml", "ituc-fr"),
    ("campaigns/kazakhstan-2017.yml", "aflcio"),
    ("campaigns/kazakhstan-2019-zhanaozen.yml", "industriall"),
    ("tests/mistakes/base/arrests.yml", "president"),
    ("tests/mistakes/base/council.yml", "commissioner"),
]
TITLES = {"en": {"male": "Mr", "female": "Ms"}, "fr": {"male": "M.", "female": "Mme"}}
# Ordinary sentences, where {0} and {1} are people as letters call them, {2} a surname alone and {3} an organisation.
SENTENCES = {
    "en": [
        "We fear for {0} and for {1}, whom nobody has seen since Monday.",
        "{0} was taken to Moscow; {1}’s family has no news.",
        "When {0} called, the police of the Ministry of the Interior had already left.",
        "Borrow, more, moors and harbours are words; Marsh Street and the Black Sea are places.",
        "Members of {3} in Berlin, Paris and New York stand by {2}.",
        "The lawyers, Maria Lopez and John Smith, were not let in; Ms Lopez has complained.",
        "In May, the Supreme Court heard {1}, and Judge Adamova adjourned.",
        "Workers’ rights are human rights, in Europe as in Asia, says {0}.",
        "“Free {2}!”, they wrote, and the EU, the UN and NGOs heard it.",
    ],
    "fr": [
        "Nous craignons pour {0} et pour {1}, que personne n’a vus depuis lundi.",
        "La famille de {0} est sans nouvelles, et celle de {1} aussi.",
        "Lorsque {0} a appelé, la police du ministère de l’Intérieur était déjà partie.",
        "Les membres de {3} à Berlin, à Paris et à New York soutiennent {2}.",
        "L’avocate Marie Lopez et l’avocat Jean Dupont n’ont pas pu entrer ; Mme Lopez s’est plainte.",
        "En mai, la Cour suprême a entendu {1}, et le juge Adamov a ajourné l’audience.",
        "L’UE, l’ONU et des ONG d’Asie et d’Europe l’ont dit à {0}.",
    ],
}


@cache
def library() -> Library:
    return library_of(ROOT)


@cache
def composed(path: str, name: str) -> tuple[Letter, Draft, str]:
    letter = resolve(read(ROOT / path, library()), name, library())
    draft = compose(letter)
    return letter, draft, text_of(draft.paragraphs).strip("\n")


def edited(path: str, name: str, text: str) -> Document:
    letter, draft, _ = composed(path, name)
    file = DraftFile(f"x/{name}", letter.date, text + "\n", 1)
    campaign = read(ROOT / path, library())
    return edited_document(letter, draft, campaign, library(), file, "draft.md", text + "\n")


def findings(subject: Document) -> list[Problem]:
    return [problem for look in CHECKS for problem in look(subject)]


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str, str, int, int, str]:
    """A letter with one edit in a surname of five letters or more: path, name, text, line, column, what was written."""
    path, name = draw(st.sampled_from(LETTERS))
    _, _, text = composed(path, name)
    subject = edited(path, name, text)
    people = [person for person in subject.known.people if not person.withheld]
    surnames = sorted({person.surnames[0] for person in people if len(person.surnames[0]) > 4})
    places = [found for surname in surnames for found in re.finditer(rf"\b{surname}\b", text)]
    found = draw(st.sampled_from(places))
    word, at = found[0], draw(st.integers(0, len(found[0]) - 2))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyzéïçž"))
    kind = draw(st.sampled_from(["drop", "add", "change", "swap"]))
    slip = {
        "drop": word[:at] + word[at + 1 :],
        "add": word[: at + 1] + letter + word[at + 1 :],
        "change": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[kind]
    slip = slip[0].upper() + slip[1:].lower()
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    return path, name, text[: found.start()] + slip + text[found.end() :], line, column, slip


@tries(40, HealthCheck.filter_too_much)
@given(misspelt())
def test_a_misspelt_surname_is_found_where_it_stands(case: tuple[str, str, str, int, int, str]) -> None:
    path, name, text, line, column, slip = case
    subject = edited(path, name, text)
    if subject.known.is_right(slip):
        return
    found = [problem for problem in findings(subject) if problem.code in ("LK601", "LK602")]
    places = [
        (problem.location.line, problem.location.column, problem.location.length)
        for problem in found
        if problem.location
    ]
    assert places == [(line, column, len(slip))], (slip, [str(problem) for problem in found])


@tries(30)
@given(st.data())
def test_right_names_in_ordinary_sentences_are_left_alone(data: st.DataObject) -> None:
    path, name = data.draw(st.sampled_from(LETTERS))
    _, _, text = composed(path, name)
    subject = edited(path, name, text)
    code = subject.language.code
    people = [person for person in subject.known.people if not person.withheld]
    bodies = [body for body in subject.known.bodies if body.own]

    def called() -> str:
        person = data.draw(st.sampled_from(people))
        title = TITLES[code].get(person.gender or "")
        return data.draw(st.sampled_from([person.name, *([f"{title} {' '.join(person.surnames)}"] if title else [])]))

    sentences = [
        sentence.format(called(), called(), data.draw(st.sampled_from(people)).surnames[-1], body.name)
        for sentence in data.draw(st.lists(st.sampled_from(SENTENCES[code]), min_size=1, max_size=4))
        for body in [data.draw(st.sampled_from(bodies))]
    ]
    paragraphs = text.split("\n\n")
    changed = "\n\n".join([*paragraphs[:-1], " ".join(sentences), paragraphs[-1]])
    assert [str(problem) for problem in findings(edited(path, name, changed))] == [], sentences


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kushakbayev", "Kushakbaev"),
        ("Kouchakbaïev", "Kushakbaev"),
        ("Nazarbaev", "Nazarbayev"),
        ("Janaozen", "Zhanaozen"),
        ("Senijavskij", "Seniyavskiy"),
        ("Iéléoussinov", "Yeleusinov"),
        ("Harkova", "Kharkova"),
        ("Yerlan", "Erlan"),
        ("Joao", "João"),
        ("OBrien", "O'Brien"),
        ("Tskhadadze", "Cxadadze"),
    ],
)
def test_romanisations_of_one_name_are_no_edit_apart(written: str, name: str) -> None:
    assert apart(written, name) == apart(name, written) == 0


def test_other_names_are_apart() -> None:
    pairs = [("Omarov", "Askarov"), ("Kharkova", "Petrova"), ("Yeleusinov", "Suleimenov"), ("ITUC", "WFTU")]
    assert all(apart(one, other) > 2 for one, other in pairs)
    assert is_form("Omarova", "Omarov")
    assert is_form("Omarov", "Omarova")
    assert is_form("Kazakhstani", "Kazakhstan")
    assert not is_form("Omarof", "Omarov")
