"""Acts of another year than all that stands around them: a date that was copied from the last campaign."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Location, Problem
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act

_FRESH = 31
"""Days within which a source most often reports what happened."""

_AROUND = 183
"""Days before a source in which the acts of its case lie."""

_YEAR = 366

_ALONE = 120
"""Days on either side of an act of another time in which nothing else was done."""


def acts_are_of_the_year_of_their_case(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No harm stands alone in an earlier year, on a day that in its source's year would be just before it (LK537).

    What lies far back for good reason has acts around it, or a source of its time.
    """
    for where, act, right in _of_another_year(campaign, library):
        source = campaign.sources[act.source] if act.source else None
        of = f", and '{act.source}', which reports it, is of {source.date}" if source else ""
        hint = f"write the year {right.year}, if that is right; or name a source of that time"
        yield Problem("LK537", f"'{where}' is dated {act.date}{of}", act.kind.location, hint)


def year_is_doubted(act: Act, campaign: Campaign, library: Library) -> bool:
    """Whether an act has its own finding for its year, so that what follows from that needs none."""
    return act.kind.location in _DOUBTED.of(
        campaign,
        Same(library),
        lambda: frozenset(one.kind.location for _, one, _ in _of_another_year(campaign, library)),
    )


_DOUBTED: Kept[frozenset[Location | None]] = Kept()


def _of_another_year(campaign: Campaign, library: Library) -> Iterator[tuple[str, Act, datetime.date]]:
    """The acts of another year, each with what it is called and its day in the year of its source."""
    owners = (*campaign.people.items(), *campaign.organisations.items())
    acts = [(f"{key}.{act.kind}", act) for key, owner in owners for act in owner.acts]
    for where, act in acts:
        source = campaign.sources.get(act.source) if act.source else None
        if source is None or source.date is None or not _is_a_dated_harm(act, library):
            continue
        day = source.date.last
        others = [other.date.first for _, other in acts if other is not act]
        if (right := _in_its_year(act, day)) and _has_company(right, day, others) and _is_alone(act, others):
            yield where, act, right


def _is_a_dated_harm(act: Act, library: Library) -> bool:
    kind = library.acts[act.kind]
    chosen = kind.own and not (kind.lasts and act.ongoing)
    return not (kind.relief or chosen or act.date.bound or act.date.about)


def _in_its_year(act: Act, day: datetime.date) -> datetime.date | None:
    """The day of an act in the year of its source, where that is just before the source; None where it is not."""
    first = act.date.first
    if (day - first).days < _YEAR - _FRESH or act.date.last.year != first.year or (act.date.last - first).days > _FRESH:
        return None
    years = (day.year, day.year - 1)
    shifted = (first.replace(year=year, day=min(first.day, 28)) for year in years if year > first.year)
    return next((one for one in shifted if 0 <= (day - one).days <= _FRESH), None)


def _has_company(right: datetime.date, day: datetime.date, others: Sequence[datetime.date]) -> bool:
    """Whether most of what else was done lies around the day on which an act would be in the other year."""
    near = sum(abs((right - other).days) <= _AROUND for other in others)
    return near > 1 and 2 * near >= len(others)


def _is_alone(act: Act, others: Sequence[datetime.date]) -> bool:
    """Whether nothing else was done within a year of an act, as it is dated, but for what lies around its source."""
    return not any(abs((act.date.first - other).days) <= _ALONE for other in others)
