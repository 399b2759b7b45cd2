"""What tells people from others of the same noun: what befell them last, or how they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from letterkit.letter.compose.act_phrases import ActPhrases
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.places import Deed
from letterkit.letter.compose.predicates import clause
from letterkit.letter.items import Event

_MORE = frozenset(
    {
        "by",
        "how",
        "place",
        "held_at",
        "for_",
        "stated_reason",
        "law",
        "lasted",
        "object",
        "outcome",
        "facing",
        "hearing",
    }
)
"""What an act says besides what was done: it is left out where it only tells people from others."""


class ToldApart:
    """Tells people of one letter from others of the same noun.

    ``act`` says a form of acts (see `Telling.act`), ``of_subject`` their statement of another subject than the name, ""
    where whom it befell is not its subject, ``told`` gives what the letter has told by now.
    """

    def __init__(
        self,
        naming: Naming,
        phrases: ActPhrases,
        act: Callable[[Sequence[Event], str, str, str], str],
        of_subject: Callable[[Sequence[Event], str, str], str],
        told: Callable[[], Collection[Deed]],
    ) -> None:
        self._naming, self._phrases = naming, phrases
        self._letter, self._language = naming.letter, naming.language
        self._act, self._of_subject, self._told = act, of_subject, told

    def as_told(self, key: str) -> str:
        """What befell people last, as it follows a noun, in few words: "who were killed"; "" for nothing."""
        acts = self._letter.acts(key)
        # What is yet to be told tells nobody apart: "the nurses who were evicted were evicted".
        told = [act for act in acts if (key, act.kind, act.date) in self._told()] or acts
        # By what the opening says of them, the reader knows them best.
        known = [event.act for event in self._letter.about if event.who == key and event.act in told]
        act = max(known or told, key=lambda act: act.date.last, default=None)
        if act is None:
            return ""
        wanted = {str(name) for name in self._letter.act_kinds[act.kind].wants}
        left = _MORE if self._phrases.is_lengthy(act.outcome) else _MORE - wanted
        event = Event(key, act.model_copy(update=dict.fromkeys(left)), act.location)
        relative = clause(self._of_subject([event], "", self._language.phrase("who")))
        return relative or self._act([event], "entry", "", "full")

    def as_they_stand(self, key: str) -> str:
        """How people for whom something is asked stand, as it follows a noun, in few words: "in detention"."""
        holding = self._letter.holding(key) if self._naming.is_asking else ()
        kinds = self._letter.act_kinds
        act = next((act for act in holding if kinds[act.kind].state and kinds[act.kind].grave), None)
        return self._act([Event(key, act, act.location)], "status", "", "full") if act else ""
