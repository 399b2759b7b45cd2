"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Sentences:
    """How a language divides a paragraph: by the rules of sentencex for its ``code``.

    A full stop after one of ``abbreviations`` ("Mr", "No", without their full stop) or after a single letter ends none,
    nor does one before a small letter ("Sanayi A.Ş. in Gebze").
    """

    code: str
    abbreviations: tuple[str, ...] = ()

    def of(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each sentence of a paragraph begins and ends in it."""
        return iter(_sentences(text, self.code, self.abbreviations))


@lru_cache(maxsize=4096)
def _sentences(text: str, code: str, abbreviations: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    from sentencex import get_sentence_boundaries

    words = "|".join(map(re.escape, abbreviations))
    goes_on = re.compile(rf"(?:^|[\s(])(?:{words}|\w)\.$") if words else re.compile(r"(?:^|[\s(])\w\.$")
    found: list[tuple[int, int]] = []
    joined = False
    # A paragraph has no lines: a draft may break them anywhere.
    for boundary in get_sentence_boundaries(code, re.sub(r"\s", " ", text)):
        said = text[boundary["start_index"] : boundary["end_index"]]
        if not said.strip():
            continue
        start = boundary["start_index"] + len(said) - len(said.lstrip())
        end = boundary["end_index"] - len(said) + len(said.rstrip())
        # Marks without a word, such as those that close emphasis, end what they stand beside.
        closing = re.match(r"[^\w\s]+(?=\s|$)", said) if start and not text[start - 1].isspace() else None
        if found and closing and not joined:
            found[-1] = (found[-1][0], start + closing.end())
            start += closing.end() + len(said[closing.end() :]) - len(said[closing.end() :].lstrip())
            if start >= end:
                continue
        elif found and (joined or (text[start - 1 :: -1].lstrip()[:1] == "." and text[start].islower())):
            start = found.pop()[0]
        found.append((start, end))
        joined = goes_on.search(text, 0, end) is not None
    return tuple(found) or ((0, len(text)),)
