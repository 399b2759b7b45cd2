"""How a letter tells its facts: each once, and what befell somebody in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.checks.letter.years import year_is_doubted
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.letter.items import Event, Item
from letterkit.schema.organisation import Act


def facts_are_told_once(document: Document) -> Iterator[Problem]:
    """No act stands twice among the facts of a letter, or among what it is about (LK531)."""
    letter = document.letter
    for items in ([item for paragraph in letter.facts for item in paragraph], letter.about):
        told: dict[tuple[str, int], Event] = {}
        for event in _events(items):
            first = told.setdefault((event.who, id(event.act)), event)
            if first is not event and first.location and event.location:
                message = f"'{event.who}.{event.act.kind}' is told a second time"
                yield Problem("LK531", message, event.location, "delete one of the two")


def facts_come_in_order(document: Document) -> Iterator[Problem]:
    """Within a paragraph, nothing is told of somebody before what befell them earlier (LK532).

    A paragraph of its own can go back: to what led to the news with which the letter begins.
    """
    for paragraph in document.letter.facts:
        latest: dict[str, Event] = {}
        for event in _events(paragraph):
            last = latest.get(event.who, event).act
            doubted = (year_is_doubted(one, document.campaign, document.library) for one in (event.act, last))
            if event.location and _is_before(event.act, last) and not any(doubted):
                message = f"'{event.who}.{event.act.kind}' ({event.act.date}) is told after '{last.kind}' ({last.date})"
                hint = "list them in the order in which they happened"
                yield Problem("LK532", message, event.location, hint)
            else:
                latest[event.who] = event


def _is_before(one: Act, other: Act) -> bool:
    """Whether an act surely came before another; of "by" and "before" a day nobody knows."""
    return not (one.date.bound or other.date.bound) and one.date.last < other.date.first


def _events(items: Sequence[Item]) -> Iterator[Event]:
    return (item for item in items if isinstance(item, Event))
