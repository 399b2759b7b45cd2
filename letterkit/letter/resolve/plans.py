"""The plan of a letter with what it takes from other letters of its campaign."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from letterkit.foundation.problems import Problem
from letterkit.schema.campaign import Campaign
from letterkit.schema.letter_plan import CARRIED, LetterPlan
from letterkit.schema.references import References


def plan_of(campaign: Campaign, name: str, references: References, later: tuple[str, ...] = ()) -> LetterPlan:
    """The plan of a letter with what it takes from the letters it is ``like`` and it ``follows``.

    ``later`` are letters that follow it.
    """
    plan = _plan_like(campaign, name, references)
    key = plan.follows.letter if plan.follows else None
    if key is None or not references.look_up(key, campaign.letters, "LK211", "no letter named '{}'"):
        return plan
    if key in (*later, name):
        hint = "name an earlier letter"
        references.report(Problem("LK211", f"'{key}' follows itself", key.location, hint), key)
        return plan
    model = plan_of(campaign, str(key), references, (*later, name))
    carried = {field: getattr(model, field) for field in CARRIED.fields() if field not in plan.model_fields_set}
    return plan.model_copy(update=carried)


def _plan_like(campaign: Campaign, name: str, references: References) -> LetterPlan:
    """The plan of a letter with what it takes from the letter it is ``like``."""
    # A key is text with its place.
    plans: Mapping[str, LetterPlan] = ChainMap(campaign.letters, campaign.lists)  # type: ignore[arg-type]
    plan, seen = plans[name], {name}
    while plan.like is not None:
        if not references.look_up(plan.like, plans, "LK211", "no letter named '{}'"):
            break
        if plan.like in seen:
            hint = "name another letter"
            references.report(Problem("LK211", f"'{plan.like}' is like itself", plan.like.location, hint), plan.like)
            break
        seen.add(plan.like)
        own = {key: getattr(plan, key) for key in plan.model_fields_set if key not in ("like", "location")}
        plan = plans[plan.like].model_copy(update={**own, "location": plan.location})
    return plan
