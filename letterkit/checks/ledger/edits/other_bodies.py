"""What an edit says of the organisation that people are of: that it is another one, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from letterkit.checks.ledger.edits.exchanged import exchanged
from letterkit.checks.ledger.edits.sides import Displaced, Side
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.words.lexicon import TextWord
from letterkit.drafts.drafted import DraftedSentence, Stated
from letterkit.foundation.origins import OriginKind
from letterkit.language.spelling import plain

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
        for named, new in self._of_another_kind(bodies, before, said):
            says = f"the campaign says '{drafted.text[named.start : named.end].strip()}'"
            yield Displaced(new.start, new.end, says, named.location)
            return
        places = [*self._others(bodies, before, said), *self._denied(said), *self._unorganised(said)]
        for start, end in places[:1]:
            body = self._nearest(bodies, drafted, said[0].text, start)
            there = drafted.text[body.start : body.end].strip()
            yield Displaced(start, end, f"the campaign says '{there}'", body.location)

    @staticmethod
    def _nearest(bodies: list[Stated], drafted: DraftedSentence, said: str, at: int) -> Stated:
        """The organisation that an edited sentence names next behind a place, or else the first one that it lacks."""
        behind = ((said.find(plain(drafted.text[one.start : one.end]).strip(), at), one) for one in bodies)
        named = [(place, number, one) for number, (place, one) in enumerate(behind)]
        found = [each for each in named if each[0] >= 0]
        return min(found)[2] if found else next((one for place, _, one in named if place < 0), bodies[0])

    def _others(self, bodies: list[Stated], before: Side, said: Side) -> Iterator[tuple[int, int]]:
        """Words for another organisation where one of a record is left out: "of another union", "a competitor"."""
        if not exchanged(before[0], said[0]) and not _is_gone(bodies, before):
            return
        known = {word.low for word in before[0].words}
        new = (word for word in said[0].words if any(token.start == word.start for token in said[2]))
        yield from ((word.start, word.end) for word in new if word.low in self._lists["rivals"] - known)
        others, kinds = self._lists["others"], self._lists["bodies"]
        pairs = ((one, two) for one, two in pairwise(said[0].words) if one.low in others and two.low in kinds)
        yield from ((one.start, two.end) for one, two in pairs)

    def _of_another_kind(self, bodies: list[Stated], before: Side, said: Side) -> Iterator[tuple[Stated, TextWord]]:
        """Another kind of body in a name that is otherwise as it was: "Teachers' Association" for "Teachers' Union"."""
        for place in exchanged(before[0], said[0]):
            gone, new = (self._kind(words) for words in (place.gone, place.new))
            if gone is None or new is None or not new.is_capital or self._are_forms(gone, new):
                continue
            named = next((one for one in bodies if one.start <= gone.start < one.end), None)
            if named and any(named.start <= one.start < named.end for one in _kept(before)):
                yield named, new

    def _kind(self, words: Sequence[TextWord]) -> TextWord | None:
        """The one word of some for a kind of body, None without it or of several."""
        found = [word for word in words if word.low in self._lists["bodies"]]
        return found[0] if len(found) == 1 else None

    def _are_forms(self, one: TextWord, other: TextWord) -> bool:
        return self._folding.stem(one.low) == self._folding.stem(other.low)

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


def _kept(before: Side) -> list[Token]:
    """The words that tell something and that the other sentence has, too."""
    return [token for token in before[1] if not token.small and token not in before[2]]


def _is_gone(bodies: list[Stated], before: Side) -> bool:
    """Whether words of one of some organisations are left out."""
    told = [token for token in before[2] if not token.small]
    return any(one.start <= token.start < one.end for one in bodies for token in told)
