"""Between whom a letter goes: those who write, who sign, to whom, who gets a copy, and who stands in its annex."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from letterkit.foundation.problems import UserError
from letterkit.foundation.strict_yaml import Scalar
from letterkit.foundation.suggest import did_you_mean, nearest
from letterkit.letter.items import Event
from letterkit.letter.letter import Signatory
from letterkit.letter.resolve.context import Context
from letterkit.letter.resolve.events import event
from letterkit.schema.campaign import Occasion, Target
from letterkit.schema.form import Form
from letterkit.schema.letterhead import Letterhead
from letterkit.schema.library import Library
from letterkit.schema.senders import house_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LetterParties:
    """Those whom a plan names; what it names wrongly is left out."""

    senders: tuple[Letterhead, ...]
    letterhead: Letterhead | None
    targets: tuple[Target, ...]
    copies: tuple[Target, ...]
    signatories: tuple[Signatory, ...]
    occasion: Occasion | None
    anniversary: Event | None
    notes: tuple[Letterhead, ...]
    annex: tuple[Scalar, ...]


def parties_of(context: Context) -> LetterParties:
    """Those whom a letter's plan names."""
    plan, campaign = context.plan, context.campaign
    senders = _houses(context, dict.fromkeys(plan.from_))
    since = event(context, plan.occasion) if plan.occasion and "." in plan.occasion else None
    drawn = _houses(context, (plan.letterhead,)) if plan.letterhead else senders
    return LetterParties(
        senders=senders,
        letterhead=drawn[0] if drawn else None,
        targets=_targets(context),
        copies=tuple(_named(context, "target", plan.copies, campaign.targets)),
        signatories=tuple(_signatories(context, senders)),
        occasion=next(_named(context, "occasion", (None if since else plan.occasion,), campaign.occasions), None),
        anniversary=since,
        notes=_houses(context, plan.notes),
        annex=_annex(context),
    )


def form_of(context: Context, default: Scalar | None) -> Form | None:
    """The form of a letter: its own, ``default`` (that of a letter that follows), or a protest."""
    name = context.plan.form or default or Scalar("protest", context.plan.location)
    try:
        return context.library.form(name)
    except KeyError:
        context.references.look_up(name, context.library.form_names(), "LK203", "no form named '{}'")
        return None


def _houses(context: Context, keys: Iterable[Scalar]) -> tuple[Letterhead, ...]:
    found = (_house(context, key) for key in keys)
    return tuple(_as_of(house, context.day) for house in found if house)


def _house(context: Context, key: Scalar) -> Letterhead | None:
    try:
        return house_of(context.campaign.senders, context.library, key)
    except KeyError:
        # A sender with a mistake is told of where it stands.
        known = (*context.campaign.senders, *context.campaign.refused, *context.library.letterhead_names())
        hint = partial(_key_of_house, context.library)
        context.references.look_up(key, known, "LK213", "no letterhead named '{}'", hint)
        return None


def _key_of_house(library: Library, name: str) -> str:
    """The mend for an organisation's name in the place of its letterhead's key, "" where there is none."""
    for key in sorted(library.letterhead_names()):
        with suppress(UserError):  # said where the letterhead is used
            house = library.letterhead(key)
            called = [text for one in (house.name, house.short) if one for text in one.languages.values()]
            if name.casefold() in map(str.casefold, called):
                return f"write '{key}', the word by which its letterhead is called"
    return ""


def _as_of(house: Letterhead, day: datetime.date) -> Letterhead:
    """A letterhead without figures of later days."""
    known = tuple(one for one in house.figures if one.as_of <= day)
    return house if len(known) == len(house.figures) else house.model_copy(update={"figures": known, "counted": True})


def _named(context: Context, what: str, keys: Iterable[Scalar | None], known: Mapping[Scalar, T]) -> Iterator[T]:
    for key in keys:
        message = f"no {what} named '{{}}' in this campaign"
        if key and context.references.look_up(key, known, "LK214", message, partial(_new_target, known)):
            yield known[key]


def _new_target(known: Collection[str], name: str) -> str:
    """The mend for a name that is near none of those known."""
    if nearest(name, known):
        return ""
    return f"write who that is under 'targets:', and its key here; {did_you_mean(name, known)}"


def _targets(context: Context) -> tuple[Target, ...]:
    """Those to whom the letter goes, of one role: of a company nobody asks what a government should do."""
    keys = context.plan.to
    found = tuple(_named(context, "target", keys, context.campaign.targets))
    for at, key in enumerate(keys):
        if key in keys[:at]:
            context.misuse("LK217", f"the letter goes to '{key}' twice", key.location, "keep one of the two", of=[key])
    roles = list(dict.fromkeys(target.is_ for target in found))
    if len(roles) > 1:
        message = f"one letter speaks to a {roles[0]} and to a {roles[1]}"
        hint = "write a letter to each: the second 'like:' the first, with its own 'to:'"
        context.misuse("LK217", message, keys[0].location, hint, of=map(str, keys))
    return found


def _annex(context: Context) -> tuple[Scalar, ...]:
    """The people and groups of the annex; ``all`` are those of whom an act is known on the letter's date."""
    people, keys = context.campaign.people, context.plan.annex
    if tuple(keys) == ("all",):
        return tuple(key for key in people if context.known.people[key].acts)

    def hint(key: str) -> str:
        return did_you_mean(key, [*people, "all"])

    found = (context.references.look_up(key, people, "LK221", "no person or group named '{}'", hint) for key in keys)
    return tuple(dict.fromkeys(filter(None, found)))


def _signatories(context: Context, senders: Sequence[Letterhead]) -> Iterator[Signatory]:
    if not context.plan.signed_by:
        for house in senders:
            yield from _signatory(context, house, house.signs or Scalar("", context.plan.location))
    for key in context.plan.signed_by:
        house_key, _, officer = key.rpartition(".")
        named = [house for house in senders if house.key == house_key] if house_key else list(senders[:1])
        if not named:
            hint = did_you_mean(house_key, (house.key for house in senders))
            message = f"'{house_key}' does not send this letter"
            context.misuse("LK213", message, key.location, hint, of=[house_key])
        for house in named:
            yield from _signatory(context, house, Scalar(officer, key.location))


def _signatory(context: Context, house: Letterhead, key: Scalar) -> Iterator[Signatory]:
    message = f"the letterhead '{house.key}' has no officer '{{}}'"
    if context.references.look_up(key, house.officers, "LK215", message) is not None:
        yield Signatory(house, house.officers[key], key.location)
