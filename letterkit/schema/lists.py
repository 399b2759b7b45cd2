"""Letters that many send, or that go to many: one plan, and a letter for each sender and each target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.campaign import Campaign
from letterkit.schema.letter_plan import EarlierLetter, LetterPlan

ALL = "all"
"""In the place of keys, every sender or target that the campaign has."""


def with_each(campaign: Campaign, problems: list[Problem]) -> Campaign:
    """A campaign with a letter in the place of every plan that is for each sender or target, by its name and theirs.

    The letters have everything of their plan, which is then among ``lists``, but for who writes to whom.
    """
    lists = {name: plan for name, plan in campaign.letters.items() if _each(plan, campaign)}
    if not lists:
        return campaign
    letters: dict[Scalar, LetterPlan] = {}
    for name, plan in campaign.letters.items():
        if name not in lists:
            letters[name] = plan
            continue
        problems.extend(_beside(plan))
        whole = _whole(plan, campaign)
        senders = _keys(whole.from_each, campaign.senders, "LK213", "sender", campaign, problems)
        targets = _keys(whole.to_each, campaign.targets, "LK214", "target", campaign, problems)
        if not senders or not targets:
            if not problems and not campaign.refused:
                hint = "add some under 'senders:'" if not senders else "add some under 'targets:'"
                problems.append(Problem("LK241", f"'{name}' gives no letter", name.location, hint))
            continue
        for sender in senders:
            for target in targets:
                letter = Scalar("-".join(filter(None, (name, sender, target))), _place(sender, name, campaign))
                letters[letter] = _one(name, whole, sender, target, lists)
    return campaign.model_copy(update={"letters": letters, "lists": lists})


def _each(plan: LetterPlan, campaign: Campaign) -> bool:
    whole = _whole(plan, campaign)
    return bool(whole.from_each or whole.to_each)


def _whole(plan: LetterPlan, campaign: Campaign) -> LetterPlan:
    """A plan with what those that it is like say of each; one that says who writes to whom itself is for those."""
    seen: set[str] = set()
    own = {key: getattr(plan, key) for key in plan.model_fields_set}
    while plan.like and plan.like in campaign.letters and plan.like not in seen:
        seen.add(str(plan.like))
        plan = campaign.letters[plan.like]
        own = {**{key: getattr(plan, key) for key in plan.model_fields_set}, **own}
        for one, each in (("from_", "from_each"), ("to", "to_each")):
            if one in own and each in own and one not in plan.model_fields_set:
                del own[each]
    return LetterPlan().model_copy(update=own)


def _beside(plan: LetterPlan) -> Iterator[Problem]:
    for one, each in (("from_", "from-each"), ("to", "to-each")):
        if {one, each.replace("-", "_")} <= plan.model_fields_set:
            message = f"'{one.rstrip('_')}' and '{each}' stand side by side"
            yield Problem("LK121", message, plan.location, "delete one of the two")


def _keys(
    named: Sequence[Scalar],
    known: Mapping[Scalar, object],
    code: str,
    what: str,
    campaign: Campaign,
    problems: list[Problem],
) -> list[Scalar]:
    """The senders or targets that are named; one empty key where the plan names none, and says who it is itself."""
    if not named:
        return [Scalar("")]
    if tuple(named) == (ALL,):
        return list(known)
    found: list[Scalar] = []
    for key in dict.fromkeys(named):
        if key in known:
            found.append(key)
        elif not (what == "sender" and key in campaign.refused):
            hint = did_you_mean(key, [*known, ALL])
            problems.append(Problem(code, f"no {what} named '{key}' in this campaign", key.location, hint))
    return found


def _place(sender: Scalar, name: Scalar, campaign: Campaign) -> Location | None:
    return campaign.senders[sender].location if sender in campaign.senders else name.location


def _one(
    name: Scalar, whole: LetterPlan, sender: Scalar, target: Scalar, lists: Mapping[Scalar, LetterPlan]
) -> LetterPlan:
    """The letter of one sender to one target, ``like`` the plan; it follows that of the same two of an earlier list."""
    said: dict[str, object] = {"like": name, "from_each": (), "to_each": ()}
    if sender:
        said["from_"] = (sender,)
    if target:
        said["to"] = (target,)
    follows = whole.follows
    if follows and follows.letter and follows.letter in lists:
        before = Scalar("-".join(filter(None, (follows.letter, sender, target))), follows.letter.location)
        said["follows"] = EarlierLetter(letter=before, location=follows.location)
    return LetterPlan(location=whole.location).model_copy(update=said)
