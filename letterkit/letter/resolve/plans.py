"""The plan of a letter with what it takes from other letters of its campaign."""

from __future__ import annotations

from letterkit.foundation.problems import Problem
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.campaign import Campaign, LetterPlan

_CARRIED = (
    "from_", "letterhead", "to", "language", "signed_by", "via", "delivery", "email", "initials", "union_label",
    "subject", "copies", "notes", "figures", "demands_as",
)  # fmt: skip
"""What a letter takes from the letter it follows when it does not give it itself."""


def plan_of(campaign: Campaign, name: str, problems: list[Problem], later: tuple[str, ...] = ()) -> LetterPlan:
    """The plan of a letter with what it takes from the letters it is ``like`` and it ``follows``.

    ``later`` are letters that follow it.
    """
    plan = _plan_like(campaign, name, problems)
    key = plan.follows.letter if plan.follows else None
    if key is None:
        return plan
    if key not in campaign.letters:
        hint = did_you_mean(key, campaign.letters)
        problems.append(Problem("LK211", f"no letter named '{key}'", key.location, hint))
        return plan
    if key in (*later, name):
        problems.append(Problem("LK211", f"'{key}' follows itself", key.location, "name an earlier letter"))
        return plan
    model = plan_of(campaign, str(key), problems, (*later, name))
    carried = {field: getattr(model, field) for field in _CARRIED if field not in plan.model_fields_set}
    return plan.model_copy(update=carried)


def _plan_like(campaign: Campaign, name: str, problems: list[Problem]) -> LetterPlan:
    """The plan of a letter with what it takes from the letter it is ``like``."""
    plan = next(plan for key, plan in campaign.letters.items() if key == name)
    seen = {name}
    while plan.like is not None:
        model = next((other for key, other in campaign.letters.items() if key == plan.like), None)
        if model is None:
            hint = did_you_mean(plan.like, campaign.letters)
            problems.append(Problem("LK211", f"no letter named '{plan.like}'", plan.like.location, hint))
            break
        if plan.like in seen:
            problems.append(
                Problem("LK211", f"'{plan.like}' is like itself", plan.like.location, "name another letter")
            )
            break
        seen.add(plan.like)
        own = {key: getattr(plan, key) for key in plan.model_fields_set if key not in ("like", "location")}
        plan = model.model_copy(update={**own, "location": plan.location})
    return plan
