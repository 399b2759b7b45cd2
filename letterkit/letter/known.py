"""What can be known on a day: acts and what they made of whom they befell, replies, demands that were met."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from letterkit.foundation.kept import Kept, Same
from letterkit.letter.items import acts_on, announced_on
from letterkit.schema.campaign import Campaign, Group, Person, Source
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation

R = TypeVar("R", Person, Group, Person | Group, Organisation)


_KEPT: Kept[KnownFacts] = Kept()


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """The facts of a campaign as far as a letter of one day can know them.

    ``people`` and ``organisations`` (the international bodies among them) have the acts known on the day, the oldest
    first. ``sources`` are those of the day or earlier, and those without a date. ``announced`` are acts of people and
    organisations of which is known that they are or were to come, and no more. ``shared`` are the acts of the groups to
    which a person belongs.
    """

    people: Mapping[str, Person | Group]
    organisations: Mapping[str, Organisation]
    sources: Mapping[str, Source]
    announced: Mapping[str, tuple[Act, ...]]
    shared: Mapping[str, tuple[Act, ...]]

    def acts(self, key: str) -> tuple[Act, ...]:
        """The acts of somebody or of an organisation that are known on the day, the oldest first."""
        return (self.people.get(key) or self.organisations[key]).acts


def known_on(campaign: Campaign, day: datetime.date, library: Library) -> KnownFacts:
    """What a letter of ``day`` can know; the letters of one day share it."""
    return _KEPT.of(campaign, (day, Same(library)), lambda: _known_on(campaign, day, library))


def _known_on(campaign: Campaign, day: datetime.date, library: Library) -> KnownFacts:
    people: dict[str, Person | Group] = {key: _as_of(record, day, campaign) for key, record in campaign.people.items()}
    return KnownFacts(
        people=people,
        shared=_shared(people.values()),
        organisations={
            key: _as_of(record, day, campaign) for key, record in {**library.bodies(), **campaign.organisations}.items()
        },
        sources={
            key: source for key, source in campaign.sources.items() if source.date is None or source.date.first <= day
        },
        announced={
            str(key): announced_on(record, day, campaign, library.acts)
            for key, record in {**campaign.people, **campaign.organisations}.items()
        },
    )


def _shared(people: Iterable[Person | Group]) -> Mapping[str, tuple[Act, ...]]:
    """The acts of the groups to which people belong, by their members."""
    shared: dict[str, tuple[Act, ...]] = {}
    for group in people:
        for member in group.listed if isinstance(group, Group) else ():
            shared[str(member)] = (*shared.get(str(member), ()), *group.acts)
    return shared


def _as_of(record: R, day: datetime.date, campaign: Campaign) -> R:
    """A record without what happened after a day: acts, and terms of office that had not begun."""
    acts = acts_on(record, day, campaign)
    changed: dict[str, object] = {} if acts == record.acts else {"acts": acts}
    if isinstance(record, Person):
        offices = tuple(one for one in record.offices if not one.from_ or one.from_.begun(day))
        changed.update({} if len(offices) == len(record.offices) else {"offices": offices})
    return record.model_copy(update=changed) if changed else record
