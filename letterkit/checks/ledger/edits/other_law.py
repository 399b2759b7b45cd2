"""What an edit says of the law otherwise than the law data: another right, a denial of what a State is bound by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterkit.checks.ledger.edits.sides import Displaced, Side
from letterkit.checks.ledger.edits.tokens import Folding
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.drafts.drafted import DraftedSentence
from letterkit.foundation.origins import OriginKind

_BESIDE = 12
"""How many characters can stand between a denial and what it denies: "never has been"."""


class OtherLaw:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._folding = folding
        claims = eyes.language.claims
        self._relations = tuple(claims.relations.values()) if claims else ()
        self._not_bound = tuple(pattern for pattern in (claims.unratified, claims.left) if pattern) if claims else ()
        self._rights = {str(name): pattern for name, pattern in claims.rights.items()} if claims else {}

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """What an edited sentence says otherwise."""
        yield from self._another_right(drafted, before[0], said[0])
        yield from self._denied(drafted, said)

    def _another_right(self, drafted: DraftedSentence, before: Seen, said: Seen) -> Iterator[Displaced]:
        """Another right than the one that the law of a sentence has."""
        if not any(one.kind in (OriginKind.CITATION, OriginKind.LAW) for one in drafted.stated):
            return
        was, now = self._named_rights(before), self._named_rights(said)
        more, less = now.keys() - was.keys(), was.keys() - now.keys()
        if more and less:
            found, lost = now[min(more)], was[min(less)]
            yield Displaced(*found.span(), f"the drafted sentence has '{lost[0]}'")

    def _denied(self, drafted: DraftedSentence, said: Side) -> Iterator[Displaced]:
        """A word that denies what a State is to an instrument, as the law data have it: "signed but never ratified"."""
        if not any(one.kind is OriginKind.LAW for one in drafted.stated):
            return
        related = [found.start() for words in self._relations for found in words.finditer(said[0].text)]
        yield from self._unbound(said[0], related)
        for new in said[2]:
            if new.fold in self._folding.denying and any(0 < at - new.end < _BESIDE for at in related):
                says = f"'{said[0].text[new.start : new.end]}' denies what the law data have"
                yield Displaced(new.start, new.end, says)

    def _unbound(self, said: Seen, related: Sequence[int]) -> Iterator[Displaced]:
        """That a State is not bound, or no longer, where nothing else is said of what it is to an instrument."""
        unbound = [found for words in self._not_bound for found in words.finditer(said.text)]
        if all(any(found.start() <= at < found.end() for found in unbound) for at in related):
            yield from (Displaced(*found.span(), "the law data have it otherwise") for found in unbound)

    def _named_rights(self, seen: Seen) -> dict[str, re.Match[str]]:
        """The rights that a sentence names, each with its words."""
        return {name: found for name, words in self._rights.items() if (found := words.search(seen.text))}
