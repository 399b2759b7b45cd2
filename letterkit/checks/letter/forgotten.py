"""Whom a letter tells of and demands nothing for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from letterkit.checks.letter.people import demanded, misses
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.language.mentions import numbers_in
from letterkit.letter.answers import Unanswered, unanswered
from letterkit.letter.items import Event, Item, for_whom
from letterkit.schema.campaign import Group

_FEW = 3
"""Of so many people one finding has the keys; of more, it says how many they are."""
_REASONS = 2
"""For so many reasons there is a finding each; of more, one says that the letter asks for nobody."""
_FITTING = 6
"""So many demands a finding names."""
_LONG_AGO = 366
"""What befell a group so many days before a letter is told as what goes before."""

_Forgotten = Mapping[tuple[str, tuple[str, ...]], Sequence[Unanswered]]


def every_harm_told_is_answered(document: Document) -> Iterator[Problem]:
    """What was done to people, and can be mended, is answered by a demand: each harm by itself (LK503, LK526).

    A demand for their organisation counts. A letter without any demand is a matter of its own. What has one cause is
    one finding: a demand that is lacking for several, and a letter that asks for hardly anybody.
    """
    letter = document.letter
    unfit = {key for item in demanded(letter) for key in for_whom(item) if misses(item, key, document)}
    forgotten: dict[tuple[str, tuple[str, ...]], list[Unanswered]] = {}
    besides: dict[tuple[str, tuple[str, ...]], list[Unanswered]] = {}
    for found in unanswered(letter, document.library) if letter.demands else ():
        event, kind = found.event, found.event.act.kind
        if event.who in unfit:  # what the demand should have been is said where it stands
            continue
        told = str(kind) if found.covered else " and ".join(letter.statuses(event.who)) or str(kind)
        (besides if found.covered else forgotten).setdefault((told, found.fitting), []).append(found)
    yield from _answered_otherwise(besides)
    yield from _forgotten(forgotten, document)


def _answered_otherwise(by_reason: _Forgotten) -> Iterator[Problem]:
    """What is told of those for whom something else is demanded, one finding for what one demand would answer."""
    for (kind, fitting), found in by_reason.items():
        events = [one.event for one in found]
        told, for_whom = _listed([f"{one.who}.{kind}" for one in events]), _listed([one.who for one in events])
        message = f"the letter tells of {told}, and none of its demands for {for_whom} answers that"
        place = events[0].location or events[0].act.location
        yield Problem("LK526", message, place, f"add a demand; these fit: {_some(fitting)}")


def _forgotten(by_reason: _Forgotten, document: Document) -> Iterator[Problem]:
    """One finding for all of whom the same is told, and for whom the same could be demanded."""
    background = {reason for reason, found in by_reason.items() if _is_background(found, document)}
    clear = {reason: found for reason, found in by_reason.items() if reason not in background}
    if len(clear) > _REASONS:
        yield _hardly_anybody(clear, document)
    for (told, fitting), found in by_reason.items():
        is_note = (told, fitting) in background
        if is_note or len(clear) <= _REASONS:
            events = [one.event for one in found]
            are = "are" if _are_several({one.who for one in events}, document) else "is"
            message = f"the letter tells that {_listed([one.who for one in events])} {are} {told}"
            message += ", and demands nothing for them"
            place, hint = events[0].location or events[0].act.location, f"add a demand; these fit: {_some(fitting)}"
            yield Problem("LK503", message, place, hint, Severity.NOTE if is_note else Severity.WARNING)


def _are_several(keys: set[str], document: Document) -> bool:
    """Whether keys are those of several people, or of a group."""
    group = document.letter.people.get(next(iter(keys)))
    return len(keys) > 1 or (isinstance(group, Group) and not group.is_one)


def _hardly_anybody(by_reason: _Forgotten, document: Document) -> Problem:
    """That a letter asks for hardly anybody of whom it tells."""
    order = [item for paragraph in document.letter.facts for item in paragraph]
    events = sorted((one.event for found in by_reason.values() for one in found), key=lambda one: _place(one, order))
    message = f"the letter tells what befell {_listed([one.who for one in events])}, and demands nothing for them"
    hint = f"add demands, such as {_some(tuple(dict.fromkeys(fitting[0] for _, fitting in by_reason)))}"
    return Problem("LK503", message, events[0].location or events[0].act.location, hint, Severity.WARNING)


def _place(event: Event, order: Sequence[Item]) -> int:
    return order.index(event) if event in order else len(order)


def _is_background(found: Sequence[Unanswered], document: Document) -> bool:
    """Whether those of whom a letter tells are groups that it tells of beside its matter.

    They are counted by words ("dozens of"), or nothing has befallen them for a year.
    """
    letter = document.letter
    for one in found:
        group = letter.people.get(one.event.who)
        if not isinstance(group, Group):
            return False
        counted = not group.count or any(numbers_in(str(group.count.first), document.language))
        old = (letter.date - max(act.date.last for act in letter.acts(one.event.who))).days > _LONG_AGO
        if counted and not old:
            return False
    return True


def _listed(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    named = [f"'{name}'" for name in dict.fromkeys(names)]
    return ", ".join(named[:_FEW]) + (f" and {len(named) - _FEW} more" if len(named) > _FEW else "")


def _some(demands: Sequence[str]) -> str:
    return ", ".join(demands[:_FITTING]) + (", ..." if len(demands) > _FITTING else "")
