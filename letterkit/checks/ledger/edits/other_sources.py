"""Who, by an edit, says what a drafted sentence gives as the words of others: "according to the police"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.checks.ledger.edits.sides import Displaced, Side, are_kin, names_thing
from letterkit.checks.ledger.edits.tokens import Folding, Token
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention
from letterkit.drafts.drafted import DraftedSentence

_MARKS = frozenset(",;:()")
_MOST = 0.75
"""The share of what others say that an edited sentence still tells, at least, if it is the same that they say."""


class OtherSources:
    """Finds it in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes, folding: Folding) -> None:
        self._lists, self._folding = eyes.lexicon.lists, folding

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Another source than the drafted sentence has, or none: what others say is told as known."""
        if drafted.asks:
            return
        source = self._source(before)
        if not source or self._is_told(source, said) or not self._is_kept(source, before, said):
            return
        there = before[0].text[source[0].start : source[-1].end]
        other = [one for one in self._source(said) if one in said[2]]
        if other:
            says = f"the drafted sentence has it from '{there}'"
            yield Displaced(other[0].start, other[-1].end, says, drafted.location, sure=True)
        elif not self._is_others(said):
            says = f"told as known: by the drafted sentence it is what '{there}' say"
            yield Displaced(0, len(said[0].text), says, drafted.location, sure=True)

    def _source(self, side: Side) -> list[Token]:
        """The words for those who say it: behind "according to", or before "say"; none where nobody is named."""
        seen = side[0]
        for each in seen.of("according"):
            words = seen.words[each.last :]
            if words and words[0].gap == " ":
                end = next((one.start for one in words[1:] if set(one.gap) & _MARKS), len(seen.text))
                return self._things(side, each.end, end)
        passives = self._lists["be"]
        for each in (one for one in seen.of("saying") if seen.words[one.first - 1].low not in passives):
            marks = [one.start for one in seen.words[: each.first] if set(one.gap) & _MARKS]
            return self._things(side, max(marks, default=0), each.start)
        return []

    @staticmethod
    def _things(side: Side, start: int, end: int) -> list[Token]:
        return [one for one in side[1] if start <= one.start < end and (names_thing(one) or one.fold[:1] == "@")]

    @staticmethod
    def _is_told(source: Sequence[Token], said: Side) -> bool:
        """Whether one of those words, or a form of one, stands in the edited sentence."""
        return any(one.fold == each.fold or are_kin(one.fold, each.fold) for one in source for each in said[1])

    @staticmethod
    def _is_kept(source: Sequence[Token], before: Side, said: Side) -> bool:
        """Whether what they say is told still."""
        told = {one.fold for one in before[1] if not one.small and one not in source}
        kept = told & {one.fold for one in said[1]}
        return bool(told) and len(kept) >= _MOST * len(told)

    def _is_others(self, said: Side) -> bool:
        """Whether a sentence gives what others say, whoever they are, denies it, or leaves it open."""
        hedged: tuple[Mention, ...] = said[0].of("according", "saying", "unreal", "negations", "demanding")
        words = self._lists["reporting"] | self._lists["distancing"] | self._lists["possibly"]
        return bool(hedged) or any(word.low in words for word in said[0].words)
