"""Compare two versions of a draft: what differs, in words, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from letterkit.drafts.merge.words import matching
from letterkit.language.words import key_of, likeness, tokens, words

Kind = Literal["same", "removed", "added"]

# Paragraphs less alike than this are two paragraphs, not one that was changed.
_CHANGED = 0.3


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that differs: ``line`` is where it stands in the later version (or would stand), from 1.

    ``runs`` are its words, each run with whether it stayed, was removed, or was added.
    """

    line: int
    runs: tuple[tuple[Kind, str], ...]

    def count(self, kind: Kind) -> int:
        """How many of its words are of a kind."""
        return sum(len(words(text)) for what, text in self.runs if what == kind)


def compare(before: str, after: str) -> tuple[Change, ...]:
    """The paragraphs in which two drafts differ, in the order of the later one."""
    return tuple(_changes(list(_paragraphs(before)), list(_paragraphs(after))))


def summary(changes: Sequence[Change]) -> str:
    """How many words were added and removed: "+3 -1"."""
    added = sum(change.count("added") for change in changes)
    removed = sum(change.count("removed") for change in changes)
    return f"+{added} -{removed}"


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its number: a paragraph is one, unless a person has divided it."""
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip(" -"))


def _changes(before: Sequence[tuple[int, str]], after: Sequence[tuple[int, str]]) -> Iterator[Change]:
    keys, others = [key_of(text) for _, text in before], [key_of(text) for _, text in after]
    for what, start, end, first, last in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        old, new = list(before[start:end]), list(after[first:last])
        line = after[min(first, len(after) - 1)][0] if after else 1
        while old or new:
            if old and new and (best := _alike(old[0][1], new)) is not None:
                yield from (Change(number, (("added", text),)) for number, text in new[:best])
                line = new[best][0]
                yield Change(line, tuple(_runs(old.pop(0)[1], new[best][1])))
                del new[: best + 1]
            elif old:
                yield Change(line, (("removed", old.pop(0)[1]),))
            else:
                line, text = new.pop(0)
                yield Change(line, (("added", text),))


def _alike(text: str, others: Sequence[tuple[int, str]]) -> int | None:
    scores = [likeness(text, other) for _, other in others]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best if scores[best] >= _CHANGED else None


def _runs(before: str, after: str) -> Iterator[tuple[Kind, str]]:
    old, new = tokens(before), tokens(after)
    at = there = 0
    for start, first, size in [*matching(old, new), (len(old), len(new), 0)]:
        if at < start:
            yield "removed", "".join(old[at:start])
        if there < first:
            yield "added", "".join(new[there:first])
        if size:
            yield "same", "".join(new[first : first + size])
        at, there = start + size, first + size
