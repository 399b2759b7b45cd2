"""Which acts go on with the sentence before theirs: the third of a day, what befell some of a group, the next step."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.foundation.origins import bare
from letterkit.language.grammar import Language
from letterkit.letter.compose.last_sentence import LastSentence
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.runs import turns
from letterkit.letter.items import Event
from letterkit.letter.wholes import wholes_of
from letterkit.schema.organisation import Act

_MOST_GONE_ON = 20
"""Up to how many words a sentence has with which another goes on."""
_MOST_OF_A_STEP = 14
"""Up to how many words a sentence has with which the next step goes on, and how many that has."""
_MOST_BESIDES = 4
"""Of how many words what an act was about, and what came of it, are at most where it is slight."""
_UNTOLD = frozenset({"location", "announced", "kind", "date", "source", "confirmed", "reported"})
"""What an act has that its statement does not say in words of its own."""
_BESIDES = frozenset({"place", "object", "outcome"})
"""What an act may say besides where it is slight."""
_APART = 2
"""Of how many sentences one at most goes on with a step: all that come in twos are a rhythm, too."""


def is_one_sentence(text: str, language: Language) -> bool:
    """Whether a text is one sentence."""
    return len(list(language.sentences.of(bare(text)))) == 1


def is_plain(text: str, language: Language) -> bool:
    """Whether a text is one sentence of few words that tells one thing, so that another can go on with it."""
    said = bare(text)
    # Two commas are around what somebody is: "Lucia Example, vice president of the CSW, was arrested".
    brief = len(said.split()) <= _MOST_GONE_ON and said.count(",") in (0, 2) and ";" not in said
    return brief and f" {language.conjunction} " not in said and is_one_sentence(text, language)


class GoingOn:
    """Decides for acts of one letter whether they go on with the sentence before theirs."""

    def __init__(self, naming: Naming) -> None:
        self._naming, self._letter, self._language = naming, naming.letter, naming.language

    def at_once(self, events: Sequence[Event], when: str, before: LastSentence) -> bool:
        """Whether acts go on with the last sentence without a day of their own."""
        if len(events) > 1 or not before.is_known_as(events[0].act):
            return False
        return before.goes_on_at(when) or self._befell_them(events, when, before) or self._is_slight(events[0], before)

    def _befell_them(self, events: Sequence[Event], when: str, before: LastSentence) -> bool:
        """Whether an act befell the same day the one of whom the last sentence was, or a part of that group.

        "And her passport was seized", "and 17 of them were injured".
        """
        same = bare(when) == str(self._language.writing.times.same_day)
        if not (before.plain and same and len(before.owners) == 1):
            return False
        return before.owners[0] in (events[0].who, *wholes_of(events[0].who, self._letter.people))

    def _is_slight(self, event: Event, before: LastSentence) -> bool:
        """Whether what befell another at the same time is told in so few words that no sentence need begin for it.

        "A was killed on 11 February, and B was injured", "hundreds were injured in 2021, and dozens of others died".
        """
        act, last = event.act, before.act
        if last is None or last.date != act.date or last.kind == act.kind or event.announced:
            return False
        brief = before.plain and before.words <= _MOST_OF_A_STEP and self._tells_little(act)
        turned = turns([Event(event.who, last, None), event], self._letter.act_kinds)
        new = event.who in self._letter.people and self._naming.has_office_to_say(event.who)
        return brief and not turned and not new

    def _tells_little(self, act: Act) -> bool:
        """Whether an act is told with few words beside those of its kind: no more than what it was about or led to."""
        more = any(getattr(act, name) for name in Act.model_fields if name not in _UNTOLD | _BESIDES)
        texts = [text.within(self._language.code) or text.first for text in (act.object, act.outcome) if text]
        return not (more or act.date.bound) and sum(len(str(text).split()) for text in texts) <= _MOST_BESIDES

    def may_be_a_step(self, events: Sequence[Event], before: LastSentence) -> bool:
        """Whether acts befell on a later day those of whom the last sentence told another in few words."""
        last = before.act
        if last is None or before.owners != tuple(event.who for event in events):
            return False
        brief = before.plain and before.words <= _MOST_OF_A_STEP and before.steps_ago >= _APART
        if (
            not brief
            or not before.is_known_as(events[0].act)
            or turns([Event(events[0].who, last, None), *events], self._letter.act_kinds)
        ):
            return False
        return not events[0].announced and _follows(events[0].act, last)

    def is_brief(self, text: str) -> bool:
        """Whether a statement has few enough words for a step, and tells one thing."""
        return len(bare(text).split()) <= _MOST_OF_A_STEP and is_plain(text, self._language)


def _follows(act: Act, last: Act) -> bool:
    """Whether an act of one day, of which nothing takes a sentence of its own, came after the last and is another."""
    more = act.ongoing or act.lasted or act.when or act.date.weekday or act.held_at or act.alongside
    # "By the mill, and on 4 May ... by the mill" is no joint.
    same = last.kind == act.kind or (act.by and last.by and act.by.first == last.by.first)
    ordered = (last.date.exact or last.ongoing) and act.date.exact and last.date.last < act.date.first
    return ordered and not (more or same)
