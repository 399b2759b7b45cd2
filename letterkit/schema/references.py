"""Names that a campaign's facts use of each other: whether there is what they name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.library import Library
from letterkit.schema.organisation import STATE

K = TypeVar("K", bound=Scalar)
Hint = Callable[[str], str] | None


@dataclass(frozen=True, slots=True)
class References:
    """Looks names up, and gathers a problem for each that stands for nothing.

    ``taken`` are keys that were left out of a campaign with problems: nothing is said of what names them. ``location``
    is that of names that a program gives.
    """

    taken: frozenset[str] = frozenset()
    location: Location | None = None
    problems: list[Problem] = field(default_factory=list)

    def look_up(self, name: K, known: Collection[str], code: str, message: str, hint: Hint = None) -> K | None:
        """The name, or None when it is not known: ``message`` says so of ``{}``, ``hint`` what to do about it.

        Without hint, it is the nearest name that is known.
        """
        if name in known:
            return name
        said, location = message.replace("{}", name), name.location or self.location
        mend = (hint and hint(name)) or did_you_mean(name, known)
        self.report(Problem(code, said, location, mend), name)
        return None

    def report(self, problem: Problem, *names: str) -> None:
        """Add a problem that speaks of ``names`` (KEY or KEY.ACT), unless one of them was left out."""
        if self.taken.isdisjoint(part for name in names for part in name.split(".")):
            self.problems.append(problem)


def check_references(campaign: Campaign, library: Library, references: References) -> None:
    """Look up every source, person, organisation and demand that the facts of a campaign name."""
    bodies = {*library.bodies(), *campaign.organisations}
    _acts(campaign, bodies, references)
    _affiliations(campaign, bodies, references)
    _people(campaign, bodies, references)
    _wholes(campaign, references)
    _replies_and_met(campaign, library, bodies, references)


def _acts(campaign: Campaign, bodies: Collection[str], references: References) -> None:
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in record.acts:
            if act.source:
                by_title = _by_name(campaign.sources)
                references.look_up(act.source, campaign.sources, "LK703", "no source named '{}'", by_title)
            for key in act.alongside:
                references.look_up(key, bodies, "LK221", "no organisation named '{}'")


def _affiliations(campaign: Campaign, bodies: Collection[str], references: References) -> None:
    for record in campaign.organisations.values():
        for key in record.affiliated_to:
            references.look_up(key, {*bodies, *campaign.senders}, "LK221", "no organisation named '{}'")
        for key in (*record.owned_by, *record.supplies):
            known = {*bodies, STATE} if key in record.owned_by else bodies
            references.look_up(key, known, "LK221", "no organisation named '{}'", _by_name(campaign.organisations))


def _by_name(records: Mapping[Scalar, Any]) -> Callable[[str], str]:
    """The mend for what was called by its name or title, and not by its key."""

    def hint(name: str) -> str:
        for key, record in records.items():
            texts = (getattr(record, part, None) for part in ("name", "short", "title"))
            each = (one for text in texts if text for one in getattr(text, "languages", {"": text}).values())
            if name.casefold() in {str(one).casefold() for one in each}:
                return f"write '{key}', the word by which it is called here"
        return ""

    return hint


def _people(campaign: Campaign, bodies: Collection[str], references: References) -> None:
    for record in campaign.people.values():
        for member in record.listed if isinstance(record, Group) else ():
            references.look_up(member, campaign.people, "LK221", "no person named '{}'")
        if isinstance(record, Group) and record.of and record.of not in campaign.people:
            references.look_up(record.of, bodies, "LK221", "no organisation, person or group named '{}'")
        for office in record.offices if isinstance(record, Person) else ():
            if office.of and office.of not in campaign.people:
                message, by_name = "no organisation or person named '{}'", _by_name(campaign.organisations)
                references.look_up(office.of, bodies, "LK221", message, by_name)


def _wholes(campaign: Campaign, references: References) -> None:
    """No group is a part of itself, no organisation its own affiliate, nobody their own relative (LK246)."""
    above: dict[str, list[Scalar]] = {
        str(key): list(body.affiliated_to) for key, body in campaign.organisations.items()
    }
    for key, record in campaign.people.items():
        if isinstance(record, Person):
            # A wife is of her husband, and he is hers.
            above.setdefault(str(key), []).extend(office.of for office in record.offices if office.of == key)
            continue
        if record.of:
            above.setdefault(str(key), []).append(record.of)
        for member in record.listed:
            above.setdefault(str(member), []).append(Scalar(key, member.location))
    for own, wholes in above.items():
        for whole in wholes:
            # Of two that each belong to the other, the first is told.
            if own == whole or (own in _all_above(str(whole), above) and own < whole):
                by = "" if own == whole else f", by way of '{whole}'"
                message, hint = f"'{own}' belongs to itself{by}", "name the one that is meant, or leave it out"
                references.report(Problem("LK246", message, whole.location, hint), own, str(whole))


def _all_above(key: str, above: Mapping[str, Sequence[Scalar]]) -> frozenset[str]:
    """A key, and all to which it belongs, directly or through others."""
    found, waiting = set[str](), [key]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(map(str, above.get(one, ())))
    return frozenset(found)


def _replies_and_met(campaign: Campaign, library: Library, bodies: Collection[str], references: References) -> None:
    plans = (*campaign.letters.values(), *campaign.lists.values())
    replies = (reply for plan in plans for reply in (*plan.replies, *(plan.follows.replies if plan.follows else ())))
    sources = (*(reply.source for reply in replies), *(met.source for met in campaign.met))
    for source in sources:
        if source:
            references.look_up(source, campaign.sources, "LK703", "no source named '{}'")
    demands = library.of_kind("demands")
    for met in campaign.met:
        references.look_up(met.demand, demands, "LK216", "no demand named '{}'")
        for key in met.people:
            references.look_up(key, campaign.people, "LK221", "no person named '{}'")
        for key in met.organisations:
            references.look_up(key, bodies, "LK221", "no organisation named '{}'")
