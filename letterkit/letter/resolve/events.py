"""The acts that a letter names."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.foundation.suggest import did_you_mean
from letterkit.letter.items import Event, as_it_went, as_known, was_announced, was_known
from letterkit.letter.resolve.context import Context
from letterkit.schema.organisation import Act


def event(context: Context, reference: Scalar) -> Event | None:
    """The act that ``who.kind`` names (the newest known), or ``who.kind.2016`` (the newest of that date)."""
    campaign = context.campaign
    owner, _, rest = reference.partition(".")
    kind, *when = rest.split(".")
    record = campaign.people.get(Scalar(owner)) or campaign.organisations.get(Scalar(owner))
    if record is None:
        known = [*campaign.people, *campaign.organisations]
        message = "no person or organisation named '{}'"
        context.references.look_up(Scalar(owner, reference.location), known, "LK222", message)
        return None
    kinds = context.library.acts
    named = (act for act in record.acts if act.kind in kinds and kind in (act.kind, kinds[act.kind].form_of))
    chosen = [act for act in named if not when or _within(act, when[0])]
    if not chosen:
        hint = did_you_mean(reference, {f"{owner}.{act.kind}" for act in record.acts})
        message = f"'{owner}' has no act '{'.'.join([kind, *when])}'"
        context.misuse("LK223", message, reference.location, hint, of=[reference])
        return None
    return _newest(context, reference, owner, chosen)


def _newest(context: Context, reference: Scalar, owner: str, chosen: Sequence[Act]) -> Event | None:
    """The newest of some acts of one kind that the letter knows, or knows to be to come; that it knows none is told."""
    campaign = context.campaign
    heard_of = [act for act in chosen if was_known(act, context.day, campaign)]
    ahead = [act for act in chosen if was_announced(act, context.day, campaign, context.library.acts)]
    if not heard_of and not ahead:
        _report_unknown(context, reference, chosen[0])
        return None
    act = max((*heard_of, *ahead), key=lambda act: act.date.last)
    if act in ahead:
        return Event(owner, as_known(act, context.day), reference.location, announced=True)
    return Event(owner, _told(context, owner, act), reference.location)


def _told(context: Context, owner: str, act: Act) -> Act:
    """An act as a letter of that day tells it."""
    return as_it_went(as_known(act, context.day), context.known.acts(owner), context.library.acts)


def _report_unknown(context: Context, reference: Scalar, act: Act) -> None:
    """Say that an act was not known on the letter's date; of one that cannot be to come, say which kinds can."""
    kinds = context.library.acts
    hint = (
        f"it is dated {act.date}, the letter {context.day}; check the date, or name a source that reported it by then"
    )
    if act.date.first > context.day and not kinds[act.kind].can_be_ahead:
        hint += f"; these can be to come: {', '.join(sorted(name for name in kinds if kinds[name].can_be_ahead))}"
    context.report("LK403", f"'{reference}' was not known on the letter's date", reference.location, hint)


def known_of_one_day(context: Context) -> Sequence[Problem]:
    """The problems of a letter, in which one says all of a letter that is dated before anything had happened."""
    unknown = [one for one in context.problems if one.code == "LK403"]
    owners = {**context.campaign.people, **context.campaign.organisations}
    if len(unknown) < _SEVERAL or any(context.known.acts(str(owner)) for owner in owners):
        return context.problems
    first = min(act.date.first for record in owners.values() for act in record.acts)
    message = f"the letter is dated {context.day}, before all that it tells, of which the first is of {first}"
    hint = "give the letter a later 'date:', or correct those of the acts"
    one = Problem("LK403", message, location_of(context.plan.date, context.plan.location), hint)
    return [one, *(other for other in context.problems if other.code != "LK403")]


_SEVERAL = 2


def _within(act: Act, when: str) -> bool:
    try:
        stretch = PartialDate.parse(when)
    except ValueError:
        return False
    return stretch.first <= act.date.first and act.date.last <= stretch.last
