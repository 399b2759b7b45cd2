"""Whether a word of an edited sentence stands where another stood: behind the same word, or before it.

Words are held against each other in their order, so those of a sentence that is told anew stand beside any of the old
one; only what is led as the old word was can be taken to stand for it.
"""

from __future__ import annotations

from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen

_MARKS = frozenset(",;:()")


class Leading:
    """Tells it in the language of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._folding, self._function = folding, eyes.lexicon.function
        self._partitive = eyes.lexicon.lists["partitive"]
        self._articles = eyes.lexicon.lists["articles"] | eyes.lexicon.lists["definite"]

    def is_alike(self, one: Token, before: Seen, other: Token, said: Seen) -> bool:
        """Whether two words of two sentences are led by the same one, or both stand at the head and lead the same."""
        led = self._ahead(one, before)
        was, now = self._behind(one, before), self._behind(other, said)
        if led != self._ahead(other, said):
            return bool(was) and was == now and was not in self._function
        return bool(led) or was == now

    def _ahead(self, token: Token, seen: Seen) -> str:
        """The word before another, articles apart, and whether a mark stands between; "" at the head of a sentence.

        "Of" leads anything, so the word before it belongs to it.
        """
        at = next((at for at, word in enumerate(seen.words) if word.start >= token.start), len(seen.words))
        mark = self._is_cut(seen, at)
        while at and seen.words[at - 1].low in self._articles and not mark:
            at -= 1
            mark = self._is_cut(seen, at)
        if not at or (mark and any(each.last == at and not each.first for each in seen.of("date"))):
            return ""
        first = at - 1
        while first and seen.words[first].low in self._partitive | self._articles:
            first -= 1
        return " ".join(self._named(seen, each, mark and each == at - 1) for each in range(first, at))

    def _behind(self, token: Token, seen: Seen) -> str:
        """The word behind another, articles apart, and whether a mark stands between; "" at the end of a sentence."""
        at = next((at for at, word in enumerate(seen.words) if word.start >= token.end), len(seen.words))
        mark = self._is_cut(seen, at)
        while at < len(seen.words) and seen.words[at].low in self._articles and not mark:
            at += 1
            mark = self._is_cut(seen, at)
        return self._named(seen, at, mark) if at < len(seen.words) else ""

    def _named(self, seen: Seen, at: int, mark: bool) -> str:
        return f"{',' if mark else ''}{self._folding.stem(seen.words[at].low)}"

    @staticmethod
    def _is_cut(seen: Seen, at: int) -> bool:
        return at < len(seen.words) and bool(set(seen.words[at].gap) & _MARKS)
