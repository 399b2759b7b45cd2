"""How the letters of this folder repeat themselves, and how long their sentences are: measured on every one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pytest

pytestmark = pytest.mark.quick

LETTERS = sorted(Path(__file__).resolve().parent.glob("*/*.md"))
IDS = [f"{path.parent.name}/{path.stem}" for path in LETTERS]
WORD = re.compile(r"[\w’'.&-]*\w")
# A full stop that ends a sentence: not that of an abbreviation, an initial or a number.
_ABBREVIATIONS = "".join(rf"(?<!\b{word}\.)" for word in ("No", "Nos", "Mr", "Ms", r"U\.S", "[A-Z]"))
END = re.compile(rf"{_ABBREVIATIONS}(?<=[.!?])\s+(?=[A-ZÀ-Ý«“\"])")


_CAPITAL = r"[A-ZÀ-Ý][\w’'&.-]*"
_WITHIN = r"(?:of|the|and|on|for|de|des|du|la|le|les|et|sur|d[’'](?=[A-ZÀ-Ý])|l[’'](?=[A-ZÀ-Ý])|\d+)"
NAME = re.compile(rf"{_CAPITAL}(?:(?:\s+{_WITHIN})*\s+(?:{_CAPITAL}|\d+))+")


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a letter, without its head, its salutation and its close."""
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    blocks = [" ".join(block.split()) for block in body.strip().split("\n\n")]
    return blocks[1:-1]


def sentences(path: Path) -> Iterator[list[str]]:
    for paragraph in paragraphs(path):
        for item in re.split(r"(?:^| )- ", paragraph):
            for sentence in END.split(item):
                if words := WORD.findall(sentence):
                    yield words


def without_names(text: str) -> str:
    """The text with each name, the numbers of conventions too, as one word: a name has to be said as it is."""
    return NAME.sub("NAME", text)


def runs(words: Sequence[str], length: int) -> Counter[tuple[str, ...]]:
    lower = [word.casefold() for word in words]
    return Counter(tuple(lower[start : start + length]) for start in range(len(lower) - length + 1))


def test_there_are_letters_to_measure() -> None:
    assert len(LETTERS) >= 50


@pytest.mark.parametrize("path", LETTERS, ids=IDS)
def test_a_letter_repeats_little_and_can_be_read_aloud(path: Path) -> None:
    """No phrase of four words over and over, no clause of six twice, few abbreviations again, no endless sentence."""
    told, said = paragraphs(path), list(sentences(path))
    each = [runs(WORD.findall(paragraph), 4) for paragraph in told]
    clauses = sum((runs(WORD.findall(without_names(" ".join(words))), 6) for words in said), Counter())
    abbreviations = Counter(re.findall(r"\b[A-Z]{3,}\b", " ".join(told)))
    found = {
        "four words three times in a paragraph": [run for counted in each for run in more_than(2, counted)],
        "four words five times": list(more_than(4, sum(each, Counter()))),
        "six words twice": list(more_than(1, clauses)),
        "an abbreviation seven times": list(more_than(6, abbreviations)),
        "more than sixty words in a sentence": [" ".join(words) for words in said if len(words) > 60],
    }
    assert not any(found.values()), {what: runs for what, runs in found.items() if runs}


def more_than(most: int, counted: Counter[Any]) -> Iterator[str]:
    """What was counted more often than so."""
    return (run if isinstance(run, str) else " ".join(run) for run, times in counted.items() if times > most)


def test_sentences_of_the_median_letter_can_be_read_aloud() -> None:
    assert median(max(map(len, sentences(path))) for path in LETTERS) <= 45
