"""Words that the sentence has already where a phrase of a campaign stands in it: "cut their pay *cut* by a fifth"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.checks.campaign.phrases import given
from letterkit.checks.ledger.words.lexicon import Lexicon, lexicon, words_of
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.origins import OriginKind
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import plain

_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?;]\s")
_SHORT = 3
_OWN = frozenset({OriginKind.CLAUSE, OriginKind.LANGUAGE})


def phrases_do_not_repeat_their_sentence(document: Document) -> Iterator[Problem]:
    """No phrase begins with the verb or noun to which its sentence has led up (LK535).

    A name or an article can stand in a sentence again.
    """
    lists = lexicon(document.library, document.language.code)
    for passage, start, text in given(document):
        first = _WORD.match(text)
        if passage.part != "text" or not first or passage.run_at(start).kind is not OriginKind.FACT:
            continue
        word, small = first[0], lists.function | lists.lists["governed"] | lists.lists["articles"]
        if len(word) < _SHORT or not word.islower() or word in small or first.end() == len(text):
            continue
        if word in _before(passage, start) and not _is_an_act(text, lists) and not text[first.end() :].startswith("-"):
            message = f"'{word}' begins '{text}', and the sentence has it already"
            place = document.place(passage, start, start + first.end())
            yield Problem("LK535", message, place, f"leave '{word}' out: the letter says it")


def _is_an_act(text: str, words: Lexicon) -> bool:
    """Whether a phrase begins with the verb of an act and a small word, of which another check tells."""
    spoken, leading = words_of(plain(text)), words.function | words.lists["outcomes"]
    return any(
        what == "verb" and any(word.low in leading for word in spoken[max(end - 1, 1) : end + 1])
        for end, (what, _) in (words.phrases.at(spoken, 0) if spoken else ())
    )


def _before(passage: Passage, start: int) -> frozenset[str]:
    """The words that a clause itself puts before a place in its sentence."""
    stops = [found.end() for found in _STOP.finditer(passage.text, 0, start)]
    at, words = 0, set[str]()
    for run in passage.runs:
        if run.kind in _OWN and at < start and at + len(run.text) > (stops[-1] if stops else 0):
            begun = max((stops[-1] if stops else 0) - at, 0)
            words.update(_WORD.findall(run.text[begun : max(start - at, 0)]))
        at += len(run.text)
    return frozenset(words)
