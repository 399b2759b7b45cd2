"""What an edit says of the organisation that people are of: that it is another one, or none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from letterkit.checks.ledger.mentions import Eyes
from letterkit.checks.ledger.sides import Displaced, Side
from letterkit.checks.ledger.tokens import Folding, Token
from letterkit.drafts.drafted import DraftedSentence, Stated
from letterkit.foundation.origins import OriginKind

_NEAR = 6
"""Within how many words of what says that people are of an organisation a denial belongs to it."""


class OtherBodies:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._lists, self._folding = eyes.lexicon.lists, folding

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """What makes the organisation of a record another one, or denies that people are of it."""
        bodies = [
            one for one in drafted.stated if one.kind is OriginKind.FACT and one.name.startswith("organisations.")
        ]
        if not bodies or drafted.asks:
            return
        places = [*self._others(bodies, before, said), *self._denied(said), *self._unorganised(said)]
        for start, end in places[:1]:
            there = drafted.text[bodies[0].start : bodies[0].end].strip()
            yield Displaced(start, end, f"the campaign says '{there}'", bodies[0].location)

    def _others(self, bodies: list[Stated], before: Side, said: Side) -> Iterator[tuple[int, int]]:
        """Words for another organisation where one of a record is left out: "of another union", "a competitor"."""
        gone = [token for token in before[2] if any(one.start <= token.start < one.end for one in bodies)]
        if not any(not token.small for token in gone):
            return
        known = {word.low for word in before[0].words}
        new = (word for word in said[0].words if any(token.start == word.start for token in said[2]))
        yield from ((word.start, word.end) for word in new if word.low in self._lists["rivals"] - known)
        for word, behind in pairwise(said[0].words):
            if word.low in self._lists["others"] and behind.low in self._lists["bodies"]:
                yield word.start, behind.end

    def _denied(self, said: Side) -> Iterator[tuple[int, int]]:
        """A denial that was put in close to what says that people are of an organisation: "none of whom belongs to"."""
        denying = self._folding.denying | self._lists["nobody"] | self._lists["absent"]
        put_in = [token for token in said[2] if token.fold in denying or self._says(token, said) in denying]
        for each in said[0].of("member-of"):
            words = said[0].words
            first, last = words[max(0, each.first - _NEAR)].start, each.end
            near = [token for token in put_in if first <= token.start <= last]
            if near and any(one.first >= each.last for one in said[0].of("body", "stranger")):
                yield min(near[0].start, each.start), each.end

    def _unorganised(self, said: Side) -> Iterator[tuple[int, int]]:
        """Words that were put in, by which people are of no organisation."""
        for each in said[0].of("unorganised"):
            if any(each.start <= token.start < each.end for token in said[2]):
                yield each.start, each.end

    @staticmethod
    def _says(token: Token, said: Side) -> str:
        return said[0].text[token.start : token.end].casefold()
