"""In which role words of a sentence stand: who did it, where, why, with what outcome; told by what leads them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.drafts.drafted import Stated

_ROLES = ("agents", "places", "reasons", "outcomes")
_NEAR = 4
"""How many words a name can have before the one that is looked at: "the provincial police chief"."""


class Roles:
    """Tells them in the language of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._eyes, self._folding = eyes, folding
        self._lists = eyes.lexicon.lists

    @cached_property
    def generic(self) -> frozenset[str]:
        """The words that name nobody in particular: "officers", "the authorities"."""
        return self._folding.folds([*self._lists["anything"], *self._lists["people"]])

    def of_stated(self, stated: Stated, seen: Seen) -> str:
        """The role of what a record gives, "" where nothing tells it."""
        at = next((at for at, word in enumerate(seen.words) if word.start >= stated.start), len(seen.words))
        if at < len(seen.words) and (own := self._led(seen.words[at].low)):
            return own
        return self._role(at, seen)

    def of(self, token: Token, seen: Seen, tokens: Sequence[Token]) -> str:
        """The role of a word, with those of its phrase before it."""
        at = next((at for at, word in enumerate(seen.words) if word.start >= token.start), 0)
        named = {n for each in seen.of("person", "body", "group") for n in range(each.first, each.last)}
        content = {one.start for one in tokens if not one.small and not one.days}
        content -= {seen.words[n].start for n in named}  # "The Smith Company barred"
        first = at
        while first and at - first < _NEAR and seen.words[first - 1].start in content and not _is_cut(seen, first):
            first -= 1
        return self._role(first, seen)

    def _role(self, at: int, seen: Seen) -> str:
        """The role of a phrase that begins at a word."""
        owned = {each.first for each in seen.of("possessives")}
        while at and (seen.words[at - 1].low in self._lists["articles"] or at - 1 in owned) and not _is_cut(seen, at):
            at -= 1
        if at and not _is_cut(seen, at) and (led := self._led(seen.words[at - 1].low)):
            return led
        return "agents" if self._is_subject(at, seen) else ""

    def _led(self, word: str) -> str:
        role = next((role for role in _ROLES if word in self._lists[role]), "")
        return role or ("places" if word in self._lists["spots"] else "")

    def _is_subject(self, at: int, seen: Seen) -> bool:
        """Whether an active verb follows a phrase that begins a sentence or clause, or stands behind a day there."""
        dated = {n for each in seen.of("date") for n in range(each.first, each.last)}
        begin = max((n for n in range(at + 1) if "," in seen.words[n].gap), default=0)
        ahead = [n for n in range(begin, at) if n not in dated and seen.words[n].low not in self._eyes.lexicon.function]
        verb = next((each for each in seen.of("verb") if each.first >= at), None)
        if ahead or verb is None:
            return False
        between = seen.words[at : verb.last]
        return not any(word.low in self._lists["be"] for word in between)

    def is_beside(self, token: Token, said: Seen, tokens: Sequence[Token], kept: Collection[str]) -> bool:
        """Whether a word stands next to one of some others, but for small words; another clause is not beside it."""
        told = [one for one in tokens if not one.small]
        at = told.index(token)
        near = (one for one in told[max(0, at - 1) : at + 2] if one is not token and one.fold in kept)
        return any(not self._is_apart(min(one.end, token.end), max(one.start, token.start), said) for one in near)

    def _is_apart(self, start: int, end: int, said: Seen) -> bool:
        """Whether a word has a verb of its own behind a mark: "over their wages, and they have not gone back"."""
        between = [word for word in said.words if start <= word.start <= end]
        verbs = self._lists["auxiliaries"] | self._lists["be"]
        return any("," in word.gap for word in between) and any(word.low in verbs for word in between)


def _is_cut(seen: Seen, at: int) -> bool:
    """Whether a mark stands before a word."""
    return bool(set(seen.words[at].gap) & set(",;:()"))
