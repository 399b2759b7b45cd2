"""Read a passage for its names: word by word, each with what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from letterkit.checks.wording.masking import unquoted
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Location, Problem
from letterkit.language.grammar import Language
from letterkit.language.spelling import plain
from letterkit.letter.names import WORD

_MOST_LEADING = 8


class BareWord(NamedTuple):
    """A word of a text without the ending or elided article that it carries, from ``start`` to ``end``.

    ``before`` and ``after`` are its neighbours when they have a capital and only a space (or the full stop of a title)
    stands between, ``leading`` the capitalised words that so go before it (no more than a name has), ``previous`` the
    word before in any case. ``opens`` says that it begins a sentence, ``before_opens`` that ``before`` does.
    """

    text: str
    start: int
    end: int
    opens: bool
    before: str = ""
    before_opens: bool = False
    leading: tuple[str, ...] = ()
    after: str = ""
    previous: str = ""

    def parts(self) -> Iterator[BareWord]:
        """The words that hyphens join in it, as they stand alone."""
        if "-" in self.text:
            for found in re.finditer(r"[^\-]+", self.text):
                yield BareWord(found[0], self.start + found.start(), self.start + found.end(), self.opens)


@dataclass(frozen=True, slots=True)
class TextSlip:
    """What is wrong from ``start`` to ``end`` of a text, and the mend."""

    code: str
    start: int
    end: int
    message: str
    hint: str

    def overlaps(self, other: TextSlip) -> bool:
        """Whether two of one text share a character."""
        return self.start < other.end and other.start < self.end


def shown(document: Document) -> Iterator[Passage]:
    """The passages in which names stand: all but the reference."""
    return (passage for passage in document.everything if passage.part != "reference")


def reported(document: Document, passage: Passage, slips: Iterable[TextSlip]) -> Iterator[Problem]:
    """Slips of a passage as warnings, but for those in words of the tool, which the library's tests look after."""
    for slip in slips:
        if not is_ours(document, passage, slip.start):
            location = place_of(document, passage, slip.start, slip.end)
            yield Problem(slip.code, slip.message, location, slip.hint, Severity.WARNING)


def place_of(document: Document, passage: Passage, start: int, end: int) -> Location | None:
    """Where something was written; what the campaign makes the salutation say, in the campaign."""
    target, plan = document.letter.target, document.letter.plan
    if passage.part in ("salutation", "close") and not document.edited:
        return target.dear.first.location if target.dear else plan.to[0].location if plan.to else plan.location
    return document.place(passage, start, end)


def readable(text: str) -> str:
    """A text made plain, with quotations and addresses masked, each character in its place."""
    return unquoted(plain(text))


def is_ours(document: Document, passage: Passage, start: int) -> bool:
    """Whether the tool's own words stand at a place of a composed letter; in an edited draft all is a person's."""
    run = passage.run_at(start)
    if passage.part in ("salutation", "close") and document.letter.target.dear:
        return False
    return not (run.kind.is_given or run.kind is OriginKind.GENERATED)


def words_in(text: str, language: Language) -> tuple[BareWord, ...]:
    """The words of a text that `readable` gave."""
    elided = frozenset(f"{word[:-1]}'" for word in language.writing.elision)
    titles = frozenset(title.casefold() for words in language.checking.titles.values() for title in words)
    return _words_in(text, elided, tuple(language.checking.name_endings), titles)


@lru_cache(maxsize=256)
def _words_in(
    text: str, elided: frozenset[str], endings: tuple[str, ...], titles: frozenset[str]
) -> tuple[BareWord, ...]:
    words: list[BareWord] = []
    joined: list[bool] = []
    articles, ended, whole_before = tuple(elided), -1, False
    for found in WORD.finditer(text):
        word, (start, end) = found[0], found.span()
        if not word:
            continue
        low = word.casefold()
        lead = next(len(one) for one in articles if low.startswith(one)) if low.startswith(articles) else 0
        tail = next(len(one) for one in endings if low.endswith(one)) if low.endswith(endings) else 0
        if lead + tail < len(word):
            bare = BareWord(word[lead : len(word) - tail], start + lead, end - tail, _opens(text, start))
        else:
            bare, lead, tail = BareWord(word, start, end, False), 0, 0
        # Only what is written whole joins another word.
        joined.append(whole_before and not lead and _is_between(words[-1].text, text[ended:start], titles))
        words.append(bare)
        ended, whole_before = end, not tail
    return tuple(_beside(words, joined, at) for at in range(len(words)))


def _is_between(word: str, gap: str, titles: frozenset[str]) -> bool:
    """Whether only spaces follow a word, or the full stop of a title or an initial and spaces."""
    if gap == " ":
        return True
    if gap[:1] == "." and (len(word) == 1 or word.casefold() in titles):
        gap = gap[1:]
    return bool(gap) and not gap.strip(" ")


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins at a place: at the beginning of a text, or behind a full stop, a colon or the like."""
    while start and text[start - 1] in " “«\"'()”»":
        start -= 1
    return not start or text[start - 1] in ".!?:;…"


def _beside(words: list[BareWord], joined: list[bool], at: int) -> BareWord:
    word = words[at]
    leading: list[str] = []
    place = at
    while place > max(0, at - _MOST_LEADING) and joined[place] and words[place - 1].text[0].isupper():
        place -= 1
        leading.insert(0, words[place].text)
    has_after = at + 1 < len(words) and joined[at + 1] and words[at + 1].text[0].isupper()
    return BareWord(
        word.text,
        word.start,
        word.end,
        word.opens,
        before=leading[-1] if leading else "",
        before_opens=bool(leading) and words[at - 1].opens,
        leading=tuple(leading),
        after=words[at + 1].text if has_after else "",
        previous=words[at - 1].text if at and joined[at] else "",
    )
