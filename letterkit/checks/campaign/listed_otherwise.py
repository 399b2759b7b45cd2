"""Those whom a group lists and of whom the campaign tells otherwise: arrested alone before the group was.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act


def nobody_listed_suffered_it_another_day(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Whoever a group lists was not arrested or dismissed on one day with it and on another alone (LK533).

    What ended it in between, such as a release, lets it come again.
    """
    undone = frozenset(str(status) for kind in library.acts.values() if kind.relief for status in kind.ends)
    for key, group in campaign.people.items():
        for member in group.listed if isinstance(group, Group) else ():
            person = campaign.people.get(Scalar(member))
            pairs = ((act, own) for act in group.acts for own in person.acts) if isinstance(person, Person) else ()
            for act, own in pairs:
                around = (*group.acts, *(person.acts if person else ()))
                if str(library.acts[act.kind].status) in undone and _is_another(act, own, around, library):
                    message = f"'{member}' is listed in '{key}', of which '{act.kind}' is dated {act.date}, and "
                    message += f"'{member}.{own.kind}' is of {own.date}"
                    hint = f"take them out of '{key}', correct one of the two dates, or add what ended the first"
                    yield Problem("LK533", message, member.location or own.kind.location, hint)
                    break


def _is_another(act: Act, own: Act, around: Sequence[Act], library: Library) -> bool:
    """Whether two acts of a kind are of two days, with nothing in between that ended what the first brought about."""
    if own.kind != act.kind or act.date.bound or own.date.bound or library.acts[act.kind].lasts:
        return False
    first, last = sorted((act, own), key=lambda one: one.date.first)
    ends = (one for one in around if library.acts[act.kind].status in library.acts[one.kind].ends)
    ended = any(first.date.first <= one.date.last and one.date.first <= last.date.last for one in ends)
    return first.date.last < last.date.first and not ended
