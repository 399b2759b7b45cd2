"""Why those who suffered the same did so, each for their own reason: "A for calling a strike and B for a speech"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from letterkit.foundation.origins import bare
from letterkit.language.grammar import Language
from letterkit.letter.compose.predicates import clause
from letterkit.letter.compose.runs import alike_in
from letterkit.letter.items import Event
from letterkit.letter.wholes import of_each_once
from letterkit.schema.campaign import Group, Person

_MOST_REASONS = 3
"""How many reasons one sentence gives."""
_BESIDES = ("stated_reason", "place", "by", "how", "law", "held_at", "outcome", "facing", "hearing")


class Reasons:
    """The reasons of acts told together that their statement does not say.

    ``told`` tells acts with their reason as a sentence, ``named`` tells of whom acts are and their reason alone.
    """

    def __init__(
        self,
        language: Language,
        people: Mapping[str, Person | Group],
        told: Callable[[Sequence[Event]], str],
        named: Callable[[Sequence[Event]], str],
    ) -> None:
        self._language, self._people = language, people
        self._told, self._named = told, named
        self._said: Sequence[Sequence[Event]] = ()

    def within(self, statement: str, events: Sequence[Event], told: Sequence[Event]) -> str:
        """A statement with the reasons of those whom it names, where it is one sentence and they have few."""
        apart = self._apart(events, told)
        self._said = ()
        reasons = _MOST_REASONS if told[0].act.facing is None else 0
        if not 0 < len(apart) <= reasons or len(told) == 1 or self._sentences(statement) > 1:
            return statement
        self._said = apart
        return f"{clause(statement)}, {self._language.list([self._named(group) for group in apart])}."

    def besides(self, events: Sequence[Event], told: Sequence[Event]) -> list[str]:
        """The reasons that the statement leaves, in a sentence: "A was arrested for a strike, and B for a speech"."""
        apart = [group for group in self._apart(events, told) if group not in self._said]
        if not apart:
            return []
        first, *others = apart
        sentence = self._told(first)
        if not 0 < len(others) < _MOST_REASONS or self._sentences(sentence) > 1:
            return [sentence, *map(self._told, others)]
        return [f"{self._language.series([clause(sentence), *map(self._named, others)])}."]

    def _sentences(self, text: str) -> int:
        return len(list(self._language.sentences.of(bare(text))))

    def _apart(self, events: Sequence[Event], told: Sequence[Event]) -> list[list[Event]]:
        """The acts of each reason that is not that of all, plain: what the statement said of them is not said again."""
        said = told[0].act.for_ if alike_in(told, "for_") else None
        by_reason: dict[str, list[Event]] = {}
        for event in events:
            if event.act.for_ and not (said and said.first == event.act.for_.first):
                by_reason.setdefault(str(event.act.for_.first), []).append(event)
        return [
            [
                replace(one, act=one.act.model_copy(update=dict.fromkeys(_BESIDES)))
                for one in of_each_once(alike, self._people)
            ]
            for alike in by_reason.values()
        ]
