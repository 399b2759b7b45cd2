"""The plan of a letter with what it takes from other letters of its campaign."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
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
    return _without_copies_to_those_written_to(plan.model_copy(update=carried), plan, campaign)


def _without_copies_to_those_written_to(whole: LetterPlan, own: LetterPlan, campaign: Campaign) -> LetterPlan:
    """A plan whose copies, where they are another letter's, go to nobody to whom it is written itself."""
    if "copies" in own.model_fields_set or "to" not in own.model_fields_set:
        return whole
    to = {*whole.to, *(_called(key, campaign) for key in whole.to)}
    return whole.model_copy(
        update={"copies": tuple(key for key in whole.copies if not to & {key, _called(key, campaign)})}
    )


def _called(key: Scalar, campaign: Campaign) -> tuple[str, ...]:
    """What tells a target from others: itself by name, office and state or body."""
    target = campaign.targets.get(key)
    texts = (target.name, target.office, target.of) if target else ()
    return tuple(str(text.first) if text else "" for text in texts) or (str(key),)


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
        model = plans[plan.like].model_copy(update={**own, "location": plan.location})
        plan = _without_copies_to_those_written_to(model, plan, campaign)
    return plan
