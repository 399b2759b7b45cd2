"""Whom an edit puts beside those of a drafted sentence, in their place: their relatives, or all for so many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from letterkit.checks.ledger.edits.exchanged import exchanged
from letterkit.checks.ledger.edits.sides import Displaced, Side
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.words.lexicon import TextWord
from letterkit.drafts.drafted import DraftedSentence


class OthersOfTheirs:
    """Finds them in the edited sentences of one letter that are otherwise as drafted."""

    def __init__(self, eyes: Eyes) -> None:
        self._lists, self._dozens = eyes.lexicon.lists, eyes.lexicon.dozens

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Their children for them, and all for so many."""
        for place in exchanged(before[0], said[0]) if not drafted.asks else ():
            gone = [word.low for word in place.gone]
            if gone and gone[-1] in self._pronouns and (kin := self._kin(place.new)):
                says = f"the drafted sentence has '{place.gone[-1].text}'"
                yield Displaced(kin.start, kin.end, says, drafted.location, sure=True)
            elif self._is_number(place.gone, before) and (whole := self._whole(place.new, said)):
                says = f"the drafted sentence has '{before[0].text[place.gone[0].start : place.gone[-1].end]}'"
                yield Displaced(whole.start, whole.end, says, drafted.location, sure=True)

    @property
    def _pronouns(self) -> frozenset[str]:
        """The words for those spoken of."""
        return self._lists["persons"] | self._lists["objects-said"]

    def _kin(self, words: Sequence[TextWord]) -> TextWord | None:
        """A relative right behind a possessive: "their children"."""
        relatives = self._lists["relatives"] | self._lists["kinship"]
        owned = (two for one, two in pairwise(words) if one.low in self._lists["possessives"])
        return next((word for word in owned if word.low in relatives), None)

    def _is_number(self, words: Sequence[TextWord], side: Side) -> bool:
        """Whether words count so many, and not those already known by it: "the 62"."""
        counted = any(word.low in self._dozens or word.low.removesuffix("s") in self._dozens for word in words)
        starts = {word.start for word in words}
        counted = counted or any(each.start in starts for each in side[0].of("number"))
        return counted and not any(word.low in self._lists["definite"] & self._lists["articles"] for word in words[:1])

    def _whole(self, words: Sequence[TextWord], side: Side) -> TextWord | None:
        """The word for all in the place of a number."""
        numbers = {each.start for each in side[0].of("number")}
        if any(word.start in numbers for word in words):
            return None
        return next((word for word in words if word.low in self._lists["all-of"]), None)
