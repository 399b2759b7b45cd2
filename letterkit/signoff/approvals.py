"""Who must approve a letter, who has, and what of it still holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from letterkit.drafts.folder import LetterFolder
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import Scalar
from letterkit.foundation.suggest import did_you_mean
from letterkit.letter.letter import Letter
from letterkit.schema.approvals import Delegation, Role
from letterkit.schema.campaign import Campaign
from letterkit.signoff.register import Register, RegisterEntry
from letterkit.signoff.state import State, changes, kept_state


@dataclass(frozen=True, slots=True)
class Requirement:
    """A role that must approve, once the roles ``after`` have; ``by`` may act in it, or whom they delegate."""

    role: str
    by: tuple[str, ...]
    after: tuple[str, ...]
    delegates: tuple[Delegation, ...] = ()

    def may_act(self, person: str, day: datetime.date) -> bool:
        """Whether a person may act in the role on a day."""
        own = any(_same(person, name) for name in self.by)
        return own or any(_same(person, other.to) and other.holds(day) for other in self.delegates)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a role decided last: ``changed`` says what is other since, and while it is empty the decision holds."""

    role: str
    by: str
    at: datetime.datetime
    approves: bool
    comment: str = ""
    for_: str = ""
    changed: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the letter is still as it was when the role decided."""
        return not self.changed


@dataclass(frozen=True, slots=True)
class ApprovalStanding:
    """Where the approvals of a letter stand: the roles in their order, and the decision of each that took one.

    ``unasked`` are the decisions of roles that nobody asks for any more.
    """

    required: tuple[Requirement, ...]
    decisions: Mapping[str, Decision]
    unasked: Mapping[str, Decision] = field(default_factory=dict)

    def approved(self, role: str) -> bool:
        """Whether a role's approval holds."""
        decision = self.decisions.get(role)
        return decision is not None and decision.approves and decision.holds

    @property
    def complete(self) -> bool:
        """Whether all roles have approved the letter as it is; not where none is asked to."""
        return bool(self.required) and all(self.approved(one.role) for one in self.required)

    @property
    def waiting(self) -> tuple[Requirement, ...]:
        """The roles whose turn it is."""
        open_ = (one for one in self.required if not self.approved(one.role))
        return tuple(one for one in open_ if all(map(self.approved, one.after)))


def required_of(campaign: Campaign, letter: Letter) -> tuple[Requirement, ...]:
    """The approvals that a letter needs: its campaign's, else its letterhead's, else those of all its senders.

    Where several senders ask for approvals, each role is called by its house: ``ituc/legal``.
    """
    if campaign.approvals is not None:
        return tuple(_requirements(campaign.approvals))
    houses = {house.key: house for house in (letter.letterhead, *letter.senders) if house.approvals}
    if letter.letterhead.key in houses and letter.letterhead.joint:
        houses = {letter.letterhead.key: letter.letterhead}
    if len(houses) == 1:
        return tuple(_requirements(next(iter(houses.values())).approvals))
    return tuple(one for key, house in houses.items() for one in _requirements(house.approvals, f"{key}/"))


def _requirements(roles: Mapping[Scalar, Role], prefix: str = "") -> Iterator[Requirement]:
    above: list[str] = []
    for name, role in roles.items():
        after = above if role.after is None else role.after
        people = tuple(str(person) for person in role.by)
        yield Requirement(f"{prefix}{name}", people, tuple(f"{prefix}{one}" for one in after), role.delegates)
        above.append(str(name))


def standing(
    place: LetterFolder, required: tuple[Requirement, ...], register: Register, now: State
) -> ApprovalStanding:
    """Where the approvals of a letter stand, by its register and by what the letter is made of now."""
    decisions: dict[str, Decision] = {}
    same: dict[str, tuple[str, ...]] = {}
    for entry in register.acts("approved", "rejected"):
        if entry.told["state"] not in same:
            same[entry.told["state"]] = changes(entry.told["binds"], kept_state(place, entry.told["state"]), now)
        decision = _decision(entry, same[entry.told["state"]])
        decisions.pop(decision.role, None)
        decisions[decision.role] = decision
    roles = {one.role for one in required}
    asked = {role: one for role, one in decisions.items() if role in roles}
    return ApprovalStanding(required, asked, {role: one for role, one in decisions.items() if role not in roles})


def _decision(entry: RegisterEntry, changed: tuple[str, ...]) -> Decision:
    told = entry.told
    comment, for_ = str(told.get("comment", "")), str(told.get("for", ""))
    return Decision(told["role"], told["by"], entry.at, entry.act == "approved", comment, for_, changed)


def acting(required: tuple[Requirement, ...], role: str, person: str, day: datetime.date) -> Requirement:
    """The role that somebody acts in. Raises `UserError` when there is no such role, or when they may not (LK951)."""
    found = next((one for one in required if one.role == role), None)
    if found is None:
        hint = did_you_mean(role, [one.role for one in required])
        message = f"no role '{role}' is asked to approve this letter"
        if not required:
            message, hint = "nobody is asked to approve this letter", "write who is, under 'approvals:' of the campaign"
        raise UserError([Problem("LK951", message, None, hint)])
    if not found.may_act(person, day):
        names = [*found.by, *(str(other.to) for other in found.delegates if other.holds(day))]
        message = f"'{person}' may not act as '{role}' on {day}"
        raise UserError([Problem("LK951", message, None, f"these may: {', '.join(names)}")])
    return found


def in_turn(requirement: Requirement, standing: ApprovalStanding) -> None:
    """Raise `UserError` (LK952) when others have to approve before, and have not."""
    missing = [role for role in requirement.after if not standing.approved(role)]
    if missing:
        have = "has" if len(missing) == 1 else "have"
        message = f"'{requirement.role}' comes after {_named(missing)}, who {have} not approved the letter as it is"
        raise UserError([Problem("LK952", message, None, f"ask {_named(missing)} first")])


def stands_for(requirement: Requirement, person: str) -> tuple[str, str]:
    """A person's name as the role has it, and in whose place they act ("" when they are named themselves)."""
    own = next((name for name in requirement.by if _same(name, person)), None)
    if own:
        return own, ""
    other = next(str(one.to) for one in requirement.delegates if _same(one.to, person))
    return other, " or ".join(requirement.by)


def _named(roles: list[str]) -> str:
    return " and ".join(f"'{role}'" for role in roles)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
