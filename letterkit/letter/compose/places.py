"""Where acts were done, and where those are held whom they befell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.origins import bare
from letterkit.letter.compose.act_phrases import ActPhrases
from letterkit.letter.compose.custody import Custody
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.runs import alike_in
from letterkit.letter.items import Event
from letterkit.letter.lasting import is_moved, lasts

_BRIEF = 3
"""How many words of a place can stand before whom it befell: "l'arrestation à La Haye de A"."""
Deed = tuple[str, str, PartialDate]


def deeds(events: Iterable[Event]) -> Iterator[Deed]:
    """What tells acts from others: whom they befell, their kinds and dates."""
    return ((event.who, event.act.kind, event.act.date) for event in events)


class Places:
    """Says the places of the acts of one letter. ``told`` are those that its facts tell."""

    def __init__(self, naming: Naming, phrases: ActPhrases, custody: Custody, told: Collection[Deed]) -> None:
        self._naming, self._letter, self._phrases = naming, naming.letter, phrases
        self._custody, self._told = custody, frozenset(told)

    def of(self, events: Sequence[Event], form: str, last: tuple[PartialDate, str] | None) -> dict[str, object]:
        """Where an act was done, and where its victims are held; ``last`` is where and when the last sentence was."""
        act, keys = events[0].act, [event.who for event in events]
        sources = self._phrases.sources(act)
        hidden = self._hides(events, form, last)
        # Where somebody is held is said in the present, and only while it lasts for all of them.
        held_at = act.held_at if lasts(act, keys, self._letter) and not is_moved(act, keys, self._letter) else None
        undisclosed = held_at is not None and held_at.first == "undisclosed"
        still = [] if hidden else self._custody.still_held(events)
        place = "" if hidden else self._phrases.phrase("place", act.place, sources)
        secret = act.held_at is None or act.held_at.first == "undisclosed"
        return {
            "place": place,
            "brief": len(bare(place).split()) <= _BRIEF,
            "undisclosed": undisclosed and not self._custody.is_hidden(events[0]),
            "held": "" if hidden or undisclosed else self._phrases.phrase("place", held_at, sources),
            "still": self._naming.people(still, befell=form == "statement") if still else None,
            "still_held": self._phrases.phrase("place", act.held_at, sources) if still and not secret else "",
        }

    def _hides(self, events: Sequence[Event], form: str, last: tuple[PartialDate, str] | None) -> bool:
        """Whether acts are told without where they were done."""
        act = events[0].act
        # A place would say who it is whose name is withheld, and in a noun phrase all must share it.
        if not alike_in(events, "place") or any(self._naming.is_withheld(event.who) for event in events):
            return True
        if form == "noun":
            # What the opening is about is told below, with its place.
            return self._told.issuperset(deeds(events))
        if act.place is None:
            return False
        # What the last sentence said of the same day and place is known; "by the military court of Douala" says where.
        known = form == "statement" and last == (act.date, act.place.first)
        return known or self._phrases.says_where(act, act.place)
