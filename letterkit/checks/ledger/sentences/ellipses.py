"""A verb that is said once of several people, each with a day of their own: "A was held on 2 May, B on 9 May"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.predicates import NAMED
from letterkit.checks.ledger.sentences.seen import Mention, Seen

_BETWEEN = 4
"""How many words can stand between somebody and their day: "and Ms B in Port Louis on 9 May"."""


@dataclass(frozen=True, slots=True)
class Ellipses:
    """Finds them in the sentences of one letter."""

    eyes: Eyes

    def of(self, verb: Mention, within: tuple[int, int], seen: Seen) -> list[tuple[int, Mention]]:
        """Those of whom a verb is said again without its word, each with the word at which that begins."""
        if verb.kind != "verb" or len([each for each in seen.of("date") if verb.last <= each.first]) < 2:
            return []
        return list(self._found(verb, within, seen))

    def _found(self, verb: Mention, within: tuple[int, int], seen: Seen) -> Iterator[tuple[int, Mention]]:
        lists, dates, dated = self.eyes.lexicon.lists, seen.of("date"), verb.last
        skipped = lists["titles"] | lists["articles"]
        for at in range(verb.last + 1, within[1]):
            joins = seen.words[at].low in lists["joining"]
            named = at + joins
            while named < within[1] and seen.words[named].low in skipped:
                named += 1
            if not (joins or "," in seen.words[at].gap):
                continue
            who = next((each for each in seen.of(*NAMED) if each.first == named), None)
            own = any(dated <= each.first < at for each in dates)
            if who and own and self._has_day(who, within[1], seen):
                yield at, who
                dated = who.last

    def _has_day(self, who: Mention, end: int, seen: Seen) -> bool:
        """Whether a day follows somebody, with nothing between them but where that was."""
        day = next((each for each in seen.of("date") if who.last <= each.first < end), None)
        if day is None or day.first - who.last > _BETWEEN:
            return False
        return all(
            word.low in self.eyes.lexicon.function or word.is_capital for word in seen.words[who.last : day.first]
        )
