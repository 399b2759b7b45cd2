"""Words as a merge and a comparison see them: what counts as the same, and how alike two texts are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from letterkit.typeset.typography import plain

_SPACE = re.compile(r"\s+")
_ODD_SPACE = re.compile(r"[^\S ]|  ")
_TOKEN = re.compile(r"\w+(?:['’.-]\w+)*|\s+|[^\w\s]")


def tokens(text: str) -> list[str]:
    """A text in its words, marks and spaces; together they are the text."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=512)  # a version is compared with the one before it and the one after
def words(text: str) -> tuple[str, ...]:
    """The words of a text, plainly typed."""
    return tuple(token for token in tokens(plain(text)) if is_word(token))


@lru_cache(maxsize=1024)
def key_of(text: str) -> str:
    """What two texts have in common that differ in line breaks, spaces and kinds of quotation marks only."""
    return " ".join(plain(text).split())


def likeness(one: str, other: str) -> float:
    """How alike two texts are in their words and the order of these, from 0 to 1."""
    return Indel.normalized_similarity(words(one), words(other)) if one.strip() and other.strip() else 0.0


def is_word(token: str) -> bool:
    """Whether a token is a word or a number, and no space or mark."""
    return token[:1].isalnum() or (len(token) > 1 and any(letter.isalnum() for letter in token))


def occurrences(words: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text behind each other, whatever space is between them, and with plain marks."""
    if any("’" in word or "“" in word for word in words):
        pattern = r"\s+".join(map(re.escape, words)).replace("’", "['’]").replace("“", '["“]')
        yield from (found.span() for found in re.finditer(pattern, text))
        return
    wanted, behind = " ".join(words), 0
    while True:
        start = text.find(wanted, behind)
        end = start + len(wanted) if start >= 0 else len(text)
        if _ODD_SPACE.search(text, behind, end):
            # Before the place with one space between the words there may be one with other space.
            start, end = next(_spaced(words, text, behind, end), (start, end))
        if start < 0:
            return
        yield start, end
        behind = end


def _spaced(words: Sequence[str], text: str, behind: int, before: int) -> Iterator[tuple[int, int]]:
    """Where words stand in a part of a text behind each other, whatever space is between them."""
    start = text.find(words[0], behind, before)
    while start >= 0:
        end = start + len(words[0])
        for word in words[1:]:
            space = _SPACE.match(text, end, before)
            if space is None or not text.startswith(word, space.end(), before):
                end = start
                break
            end = space.end() + len(word)
        if end > start:
            yield start, end
        start = text.find(words[0], max(end, start + 1), before)
