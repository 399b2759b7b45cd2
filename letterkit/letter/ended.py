"""What has come to an end since something was demanded: a bill that was adopted is not rejected any more."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from letterkit.letter.items import Event, FilledClause, acts_on
from letterkit.schema.campaign import Campaign
from letterkit.schema.clause import Demand
from letterkit.schema.fields import Text


def ending(item: FilledClause, day: datetime.date, campaign: Campaign) -> Event | None:
    """The newest act known on a day that leaves a demand without sense, by what both are about: a bill, a law.

    A demand lists the kinds of such acts; their ``object`` is what its own text names. None where there is no such act.
    """
    kinds = item.clause.ended_by if isinstance(item.clause, Demand) else ()
    named = [text for text in item.arguments.values() if isinstance(text, Text)] if kinds else []
    if not named:
        return None
    records = {**campaign.organisations, **campaign.people}.items()
    ended = [
        Event(str(key), act, act.location)
        for key, record in records
        for act in acts_on(record, day, campaign)
        if act.kind in kinds and act.object and any(_is_same(act.object, text) for text in named)
    ]
    return max(ended, key=lambda event: event.act.date.last, default=None)


def _is_same(one: Text, other: Text) -> bool:
    """Whether two texts name the same thing in some language, be it with an article or without."""
    return any(first in second or second in first for first in _said(one) for second in _said(other))


def _said(text: Text) -> Iterator[str]:
    yield from (" ".join(str(said).casefold().split()) for said in text.languages.values())
