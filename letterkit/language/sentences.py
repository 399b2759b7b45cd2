"""Where sentences end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

_WORD = re.compile(r"\w")
# A full stop, with what stands before an abbreviation or within the number of a point: no letter has so many points.
_POINT = 6
# Up to so many characters, spaces and marks, stand between sentences.
_SPACES = 400


@dataclass(frozen=True, slots=True)
class Sentences:
    """How a language divides a paragraph: by the rules of sentencex for its ``code``.

    A full stop after one of ``abbreviations`` ("Mr", "No", without their full stop) or after a single letter ends none,
    nor does one before a small letter ("Sanayi A.Ş. in Gebze"). One after the whole name of a month ("on 2 May. She"),
    which can look like an abbreviation, ends one before a capital, as does one after a figure where the language
    writes dates without a full stop ("on day 3. She", but not "am 3. Mai"); both as of the CLDR.
    """

    code: str
    abbreviations: tuple[str, ...] = ()

    def of(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each sentence of a paragraph begins and ends in it."""
        return iter(_sentences(text, self.code, self.abbreviations))

    def at(self, text: str, position: int) -> str:
        """The sentence of a paragraph that holds the character at a position, "" for none."""
        found = _sentences(text, self.code, self.abbreviations)
        at = bisect_right(found, position, key=lambda each: each[0]) - 1
        return text[slice(*found[at])] if at >= 0 and position < found[at][1] else ""


@lru_cache(maxsize=4096)
def _sentences(text: str, code: str, abbreviations: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    words = "|".join([*map(re.escape, abbreviations), r"[^\W\d_]"])
    # The number of a point stands before its first sentence.
    goes_on = re.compile(rf"(?:^|[\s(])(?:{words})\.$|^\d+\.$")
    longest = max(map(len, abbreviations), default=0) + _POINT
    found: list[tuple[int, int]] = []
    joined = False
    for start, end in _stretches(text, code):
        # Marks without a word, such as those that close emphasis, end what they stand beside.
        said = text[start:end]
        closing = re.match(r"[^\w\s]+(?=\s|$)", said) if start and not text[start - 1].isspace() else None
        if found and closing and not joined:
            found[-1] = (found[-1][0], start + closing.end())
            start += closing.end() + len(said[closing.end() :]) - len(said[closing.end() :].lstrip())
            if start >= end:
                continue
        elif found and (
            joined or (text[max(start - _SPACES, 0) : start].rstrip()[-1:] == "." and text[start].islower())
        ):
            start = found.pop()[0]
        found.append((start, end))
        joined = text[end - 1] == "." and goes_on.search(text, max(end - longest, 0), end) is not None
    return tuple(found) or ((0, len(text)),)


def _stretches(text: str, code: str) -> Iterator[tuple[int, int]]:
    """What sentencex takes for sentences, divided further, without the space around each."""
    from sentencex import get_sentence_boundaries

    # A paragraph has no lines: a draft may break them anywhere.
    flat = re.sub(r"\s", " ", text)
    for boundary in get_sentence_boundaries(code, flat):
        for start, end in _further(flat, boundary["start_index"], boundary["end_index"], code):
            said = flat[start:end]
            if said.strip():
                yield start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _further(text: str, start: int, end: int, code: str) -> Iterator[tuple[int, int]]:
    """A stretch of a text, divided where it holds ends of sentences that look like abbreviations or ordinals."""
    for mark in _ends_after(code).finditer(text, start, end):
        begun = text[mark.end() : min(mark.end() + _SPACES, end)].lstrip("“‘«\"'(*_\u00a0\u202f ")
        if begun[:1].isupper() and _is_behind_a_word(text, start, mark.start()):
            yield start, mark.end()
            start = mark.end()
    yield start, end


def _is_behind_a_word(text: str, start: int, at: int) -> bool:
    """Whether a word of a stretch stands before a place of it, with a space between."""
    before = at
    while before > start and not _WORD.match(text, before - 1):
        before -= 1
    return before > start and any(map(str.isspace, text[before:at]))


@cache
def _ends_after(code: str) -> re.Pattern[str]:
    """Words that end a sentence, with their full stop and the space behind it; no initial has a space before it."""
    from babel import Locale

    locale = Locale.parse(code)
    names = [*locale.months["format"]["wide"].values(), *locale.months["stand-alone"]["wide"].values()]
    ordinals = "d." in locale.date_formats["long"].pattern
    words = [*sorted({re.escape(name) for name in names}), *([] if ordinals else [r"\d+"])]
    return re.compile(rf"\b(?:(?:{'|'.join(words)})|[^\W\d_]\s+)\.\s+")
