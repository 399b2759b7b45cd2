"""What stands in the place of what, where all else of a sentence is word for word as it was drafted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import TextWord

_PLACES = 2
"""At so many places, at most, can words stand for others in a sentence that is otherwise as drafted."""
_WORDS = 5
"""So many words, at most, stand at one of them."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The words of a drafted sentence that are gone from one place, and those that stand there; either can be none."""

    gone: tuple[TextWord, ...]
    new: tuple[TextWord, ...]

    def holds(self, gone: Token, new: Token) -> bool:
        """Whether one of two tokens stood here, and the other stands here."""
        return _is_of(gone, self.gone) and _is_of(new, self.new)

    def has(self, words: Collection[str]) -> bool:
        """Whether one of some words, in lower case, stands here now."""
        return any(word.low in words for word in self.new)


def exchanged(before: Seen, said: Seen) -> tuple[Exchange, ...]:
    """The exchanges of a sentence that keeps most words of the drafted one, in their order; none of another one."""
    known, now = ([word.low for word in seen.words] for seen in (before, said))
    steps = [step for step in SequenceMatcher(None, known, now, autojunk=False).get_opcodes() if step[0] != "equal"]
    lengths = [max(until - was, last - first) for _, was, until, first, last in steps]
    if len(steps) > _PLACES or max(lengths, default=0) > _WORDS or 2 * sum(lengths) > len(known):
        return ()
    return tuple(Exchange(before.words[was:until], said.words[first:last]) for _, was, until, first, last in steps)


def _is_of(token: Token, words: Sequence[TextWord]) -> bool:
    return any(token.start <= word.start < token.end for word in words)
