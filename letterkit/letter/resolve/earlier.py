"""A letter that follows another: what the earlier one was, what became of its demands, what stands for its grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.letter.following import DemandsSoFar, Earlier, instruments_in, outcome, replies_on, same_office
from letterkit.letter.items import Event, Item
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.context import Context
from letterkit.letter.resolve.plans import plan_of
from letterkit.letter.resolve.uses import items, paragraphs
from letterkit.schema.campaign import Target
from letterkit.schema.form import Form
from letterkit.schema.letter_plan import ClauseCall, EarlierLetter, Reply
from letterkit.schema.letterhead import Letterhead

UNMET = "unmet"
"""Stands among the demands of a letter for those of the letter it follows that are still unmet."""


def look_at(context: Context, before: Letter) -> None:
    """See that a letter can follow ``before``, a letter of its campaign."""
    followed = context.plan.follows
    assert followed is not None
    for key in sorted(followed.model_fields_set - {"letter", "location"}):
        hint = f"delete it; what '{before.name}' says of itself holds"
        context.report("LK230", f"'{key.rstrip('_')}' cannot stand beside 'letter'", followed.location, hint)
    for key, target in zip(before.plan.to, before.targets, strict=True):
        if context.plan.to is before.plan.to and target.until and target.until < context.day:
            _name_successor(context, before, key, target)


def _name_successor(context: Context, before: Letter, key: Scalar, target: Target) -> None:
    followed = context.plan.follows
    if followed is not None:
        message = f"'{key}', to whom '{before.name}' went, left office on {target.until}"
        others = [key for key, other in context.campaign.targets.items() if _succeeds(other, target)]
        hint = f"such as 'to: {others[0]}'" if others else "list the successor under 'targets:'"
        location = location_of(followed.letter)
        context.report("LK231", message, location, f"name the successor with 'to:', {hint}")


def became_of(context: Context, before: Letter | None) -> DemandsSoFar | None:
    """What has become of the demands of the letter before."""
    if before is None:
        return None
    return outcome(before.demands, before.date, context.day, context.campaign, context.library)


def demands_of(context: Context, became: DemandsSoFar | None) -> tuple[tuple[Item, ...], ...]:
    """The demands of the letter, with those still unmet of the letter before where it says so, or says nothing."""
    given = context.plan.demands
    if given is None and became:
        return became.unmet
    groups: list[tuple[Item, ...]] = []
    for calls in context.campaign.demands if given is None else given:
        if len(calls) != 1 or calls[0].name != UNMET or calls[0].arguments is not None:
            groups.append(items(context, calls, ("demands",)))
        elif became:
            groups.extend(became.unmet)
        else:
            message = f"there is no letter before whose demands '{UNMET}' could be"
            hint = "name with 'follows:' a letter of this campaign, or list the demands"
            context.report("LK232", message, calls[0].location, hint)
    return tuple(filter(None, groups))


def noting(
    context: Context, form: Form | None, became: DemandsSoFar | None, facts: tuple[tuple[Item, ...], ...]
) -> tuple[tuple[Item, ...], ...]:
    """The facts with the form's clause that notes what was met: before them, or after them when all are earlier."""
    if not (form and form.met and became and became.met):
        return facts
    note = items(context, [ClauseCall(name=form.met, location=form.met.location)])
    if not facts or context.plan.facts is not None:
        return (note, *facts)
    told = [item.act.date.last for paragraph in facts for item in paragraph if isinstance(item, Event)]
    if told and max(told) < became.since:
        return (*facts[:-1], (*facts[-1], *note))
    return ((*note, *facts[0]), *facts[1:])


def grounds_of(context: Context, form: Form | None, before: Letter | None) -> tuple[tuple[Item, ...], ...]:
    """The grounds; those of the letter before in the form's own brief words, when the letter gives none."""
    given = context.plan.grounds
    if given is None and before and form:
        return paragraphs(context, [form.calls("grounds")] if _argued(before) else [])
    return paragraphs(context, context.campaign.grounds if given is None else given)


def earlier_of(context: Context, before: Letter | None, senders: Sequence[Letterhead]) -> tuple[Earlier, ...]:
    """The letters that this one follows, the oldest first."""
    followed = context.plan.follows
    if followed is None:
        return ()
    if before is None:
        return (_outside(context, followed, senders),)
    *replies, last = _replies(context, before.name)
    chain = (
        replace(one, replies=replies_on(known, context.day, context.campaign))
        for one, known in zip(before.earlier, replies, strict=True)
    )
    grounds = [item for paragraph in before.grounds for item in paragraph]
    return (
        *chain,
        Earlier(
            date=PartialDate(before.date, before.date, "day", before.plan.location),
            reference=before.plan.reference,
            senders=tuple(house.key for house in before.senders),
            signatories=tuple(str(signatory.officer.name or "") for signatory in before.signatories),
            target=before.target,
            also_to=before.targets[1:],
            replies=replies_on(last, context.day, context.campaign),
            argued=_argued(before),
            instruments=instruments_in(grounds) or (before.earlier[-1].instruments if before.earlier else ()),
            location=followed.location,
        ),
    )


def _outside(context: Context, followed: EarlierLetter, senders: Sequence[Letterhead]) -> Earlier:
    """A letter that is none of the campaign, as far as the plan tells of it."""
    for key in followed.from_:
        context.references.look_up(key, context.known.organisations, "LK221", "no organisation named '{}'")
    return Earlier(
        followed.date,
        followed.reference,
        tuple(map(str, followed.from_)) or tuple(house.key for house in senders),
        about=followed.about,
        replies=replies_on(followed.replies, context.day, context.campaign),
        location=followed.location,
    )


def _replies(context: Context, name: str) -> list[tuple[Reply, ...]]:
    """All replies to the letters that a letter follows, the oldest first, and to itself."""
    plan = plan_of(context.campaign, name, context.references)
    if plan.follows is None:
        return [plan.replies]
    if plan.follows.letter is None:
        return [plan.follows.replies, plan.replies]
    return [*_replies(context, str(plan.follows.letter)), plan.replies]


def _argued(letter: Letter) -> bool:
    """Whether a letter, or one that it follows, named grounds."""
    return bool(letter.grounds) or any(one.argued for one in letter.earlier)


def _succeeds(target: Target, other: Target) -> bool:
    """Whether a target holds the office that another held before."""
    later = not other.until or not target.until or target.until > other.until
    return target is not other and same_office(target, other) and later
