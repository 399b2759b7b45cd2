"""What an act takes for granted: that whoever is freed was held, and that nobody is arrested who is held already.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation

Owner = Person | Group | Organisation

_IN_CUSTODY = frozenset({"liberty", "treatment", "life"})
"""The topics of what is done to those who are held."""


def relief_has_something_to_undo(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Of whoever was freed or reinstated, the campaign tells what had been done to them (LK517).

    A charge tells of a case as an arrest does, and what a group suffered befell each of it. Where nothing but good news
    is told of somebody, the letter gives thanks, and its reader knows the rest.
    """
    kin, related = _kin(library), _related(campaign)
    for key, owner in (*campaign.people.items(), *campaign.organisations.items()):
        told = _harms_told((owner, *related.get(str(key), ())), library)
        for act in owner.acts if told else ():
            if (undone := _undone(library.acts[act.kind], kin)) and undone.isdisjoint(told):
                after = " or ".join(library.acts[act.kind].after)
                message = f"'{key}.{act.kind}' undoes what no act tells: that '{key}' was {after}"
                hint = "add what was done to them before, or let the act stand with those whom it befell"
                yield Problem("LK517", message, act.kind.location, hint)


def _harms_told(owners: Iterable[Owner], library: Library) -> frozenset[str]:
    """The statuses of which acts of some tell: those that they made, and those on which they follow.

    Who was beaten was often held, though nobody says so.
    """
    kinds = (library.acts[act.kind] for owner in owners for act in owner.acts)
    harms = [kind for kind in kinds if not (kind.relief or kind.own)]
    told = {str(status) for kind in harms for status in (kind.status or kind.name, *kind.after)}
    if any(_IN_CUSTODY.intersection(kind.topics) for kind in harms):
        told |= {str(kind.status) for kind in library.acts.values() if kind.grave and kind.state}
    return frozenset(told)


def _undone(kind: ActKind, kin: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The statuses of which one has to have been, for an act that is good news; none for another."""
    if not (kind.relief and kind.after):
        return frozenset()
    undone = frozenset(map(str, (*kind.after, *kind.ends)))
    return undone.union(*(kin.get(status, frozenset()) for status in undone))


def _kin(library: Library) -> Mapping[str, frozenset[str]]:
    """The statuses by which one case can be told, by each of them: whoever is acquitted was held, charged or tried."""
    found: dict[str, set[str]] = {}
    for kind in library.acts.values():
        for status in map(str, kind.after):
            found.setdefault(status, set()).update(map(str, kind.after))
    return {status: frozenset(others) for status, others in found.items()}


def _related(campaign: Campaign) -> Mapping[str, list[Owner]]:
    """By the key of each group, part or person those with whom they share what befell them: the whole, its members."""
    found: dict[str, list[Owner]] = {}
    for key, group in campaign.people.items():
        if not isinstance(group, Group):
            continue
        parts = [*group.members, *group.among, *([group.of] if group.of else [])]
        for part in parts:
            if other := campaign.people.get(Scalar(part)):
                found.setdefault(str(key), []).append(other)
                found.setdefault(str(part), []).append(group)
    return found


def nobody_is_made_what_they_are(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nobody is arrested who has been in detention since an earlier day (LK517): one of the two dates is wrong.

    What lasts names a state, such as "detained since", and what does not last begins it.
    """
    for key, owner in (*campaign.people.items(), *campaign.organisations.items()):
        for lasting in owner.acts if not isinstance(owner, Group) else ():
            kind = library.acts[lasting.kind]
            for act in owner.acts if _is_a_state(kind) and lasting.ongoing else ():
                other = library.acts[act.kind]
                begins = other.status == kind.status and not other.lasts and not other.relief
                if begins and act.date.first > lasting.date.last and not _ended(kind, lasting, act, owner, library):
                    message = f"'{key}.{act.kind}' is dated {act.date}, and '{key}' has been {kind.status}"
                    message += f" since {lasting.date}, by '{lasting.kind}'"
                    yield Problem("LK517", message, act.kind.location, "correct one of the two dates, or add a release")


def _is_a_state(kind: ActKind) -> bool:
    """Whether a kind of act is to be in a state, wherever that is; who is under house arrest can be taken to prison."""
    return bool(kind.lasts and kind.state and kind.status and not kind.moves)


def _ended(kind: ActKind, lasting: Act, act: Act, owner: Owner, library: Library) -> bool:
    """Whether something between two acts ended what the first made of somebody."""
    between = (one for one in owner.acts if lasting.date.last <= one.date.first <= act.date.first)
    return any(kind.status in library.acts[one.kind].ends for one in between)
