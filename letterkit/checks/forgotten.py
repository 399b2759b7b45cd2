"""Whom a letter tells of and demands nothing for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from letterkit.checks.people import demanded, for_whom, misses
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.letter.answers import unanswered
from letterkit.letter.items import Event

_FEW = 3
"""Of so many people one finding has the keys; of more, it says how many they are."""


def every_harm_told_is_answered(document: Document) -> Iterator[Problem]:
    """What was done to people, and can be mended, is answered by a demand: each harm by itself (LK503, LK526).

    A demand for their organisation counts. A letter without any demand is a matter of its own.
    """
    letter = document.letter
    unfit = {key for item in demanded(letter) for key in for_whom(item) if misses(item, key, document)}
    forgotten: dict[tuple[str, str], list[Event]] = {}
    for found in unanswered(letter, document.library) if letter.demands else ():
        event, kind = found.event, found.event.act.kind
        if event.who in unfit:  # what the demand should have been is said where it stands
            continue
        hint = f"add a demand; these fit: {', '.join(found.fitting)}"
        if found.covered:
            message = (
                f"the letter tells of '{event.who}.{kind}', and none of its demands for '{event.who}' answers that"
            )
            yield Problem("LK526", message, event.location or event.act.location, hint)
        else:
            told = " and ".join(letter.statuses(event.who)) or str(kind)
            forgotten.setdefault((told, hint), []).append(event)
    yield from _forgotten(forgotten)


def _forgotten(by_reason: Mapping[tuple[str, str], Sequence[Event]]) -> Iterator[Problem]:
    """One finding for all of whom the same is told, and for whom the same could be demanded."""
    for (told, hint), events in by_reason.items():
        named = [f"'{who}'" for who in dict.fromkeys(event.who for event in events)]
        more = f" and {len(named) - _FEW} more" if len(named) > _FEW else ""
        who = ", ".join(named[:_FEW]) + more
        message = (
            f"the letter tells that {who} {'is' if len(named) == 1 else 'are'} {told}, and demands nothing for them"
        )
        yield Problem("LK503", message, events[0].location or events[0].act.location, hint, Severity.WARNING)
