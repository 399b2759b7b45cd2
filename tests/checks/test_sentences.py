"""Sentences that a person could write into a letter: what is wrong is never silent, what is honest never contradicted.

They stand in ``tests/claims``: the case, and for each language what is said of it. All of a language stand in one
draft, each a paragraph; what changes words of the letter itself has a draft of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
import yaml
from support.library import library_of
from support.mistakes import ROOT

from letterkit.checks.run import check_whole
from letterkit.drafts.document import edited_document
from letterkit.drafts.markdown import read_markdown, write_markdown
from letterkit.foundation.codes import Severity
from letterkit.letter.compose.composer import compose
from letterkit.letter.draft import Draft
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.resolver import resolve
from letterkit.schema.campaign import Campaign
from letterkit.schema.read import read

FOLDER = ROOT / "tests" / "claims"
LIBRARY = library_of(ROOT / "tests")
FAMILIES = ("LK3", "LK4", "LK5")


@lru_cache(maxsize=4)
def _letter(language: str) -> tuple[Campaign, Letter, Draft, str]:
    campaign = read(FOLDER / "case.yml", LIBRARY)
    letter = resolve(campaign, "minister", LIBRARY, language=language)
    draft = compose(letter)
    return campaign, letter, draft, write_markdown(draft).replace("\u00a0", " ").replace("\u202f", " ")


def _found(language: str, text: str) -> Iterator[tuple[int, str, str]]:
    """What is found in a draft: line, "contradicted" or "noted", and the message."""
    campaign, letter, draft, _ = _letter(language)
    file = read_markdown(text, "a.md")
    checked = check_whole(edited_document(letter, draft, campaign, LIBRARY, file, "a.md", text))
    for problem in (*checked.problems, *checked.notes):
        if problem.code.startswith(FAMILIES) and problem.location and problem.location.file == "a.md":
            kind = "noted" if problem.severity is Severity.NOTE else "contradicted"
            yield problem.location.line, kind, f"{problem.code}: {problem.message}"


def _judged(language: str, sentences: list[Any]) -> dict[str, tuple[str, list[str]]]:
    """The verdict on each sentence: "contradicted", "noted" or "silent", and the messages."""
    *_, text = _letter(language)
    body, close = text.rstrip("\n").rsplit("\n\n", 1)
    added = [each for each in sentences if isinstance(each, str)]
    first = body.count("\n") + 3
    found = list(_found(language, "\n\n".join([body, *added, close]) + "\n"))
    verdicts = {each: _verdict(found, first + 2 * number) for number, each in enumerate(added)}
    for change in (each for each in sentences if isinstance(each, dict)):
        ((old, new),) = change.items()
        assert text.count(old) >= 1, old
        line = text[: text.index(old)].count("\n") + 1
        verdicts[f"{old} -> {new}"] = _verdict(list(_found(language, text.replace(old, new, 1))), line)
    return verdicts


def _verdict(found: list[tuple[int, str, str]], line: int) -> tuple[str, list[str]]:
    kinds = {kind for at, kind, _ in found if at == line}
    verdict = "contradicted" if "contradicted" in kinds else "noted" if kinds else "silent"
    return verdict, [message for at, _, message in found if at == line]


def _sentences(language: str, part: str) -> list[Any]:
    data = yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    return [each for listed in data[part].values() for each in listed]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_wrong_is_silent(language: str) -> None:
    verdicts = _judged(language, _sentences(language, "wrong"))
    assert len(verdicts) > 140
    assert not [said for said, (verdict, _) in verdicts.items() if verdict == "silent"]
    contradicted = sum(verdict == "contradicted" for verdict, _ in verdicts.values())
    assert contradicted >= 0.5 * len(verdicts)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_honest_is_contradicted(language: str) -> None:
    verdicts = _judged(language, _sentences(language, "honest"))
    assert len(verdicts) > 70
    assert not {said: messages for said, (verdict, messages) in verdicts.items() if verdict == "contradicted"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_said_of_what_claims_nothing_new(language: str) -> None:
    verdicts = _judged(language, _sentences(language, "silent"))
    assert len(verdicts) > 10
    assert not {said: messages for said, (verdict, messages) in verdicts.items() if verdict != "silent"}
