"""Whether what somebody was brought into still holds: said, known of late, or only never heard to have ended."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from letterkit.letter.items import FilledClause
from letterkit.letter.letter import Letter
from letterkit.schema.clause import Demand
from letterkit.schema.organisation import Act

_LONG_AGO = 366
"""After how many days nobody takes it for granted that somebody is still held of whom nothing was heard since."""


def last_known(act: Act, letter: Letter) -> datetime.date:
    """The last day, by the letter's date, on which an act or what it brought about was known to be so."""
    days = [min(act.date.last, letter.date), *act.confirmed]
    if act.ongoing and act.source and (source := letter.sources.get(act.source)) and source.date:
        days.append(min(source.date.last, letter.date))
    return max(days)


def is_only_presumed(act: Act, key: str, letter: Letter) -> bool:
    """Whether only silence says that what an act brought about still holds: it is old, and says no end.

    Of whom a letter demands what takes it for granted ("release"), it says that it does.
    """
    kind = letter.act_kinds[act.kind]
    if not kind.state or act.ongoing or act.lasted or act.date.ends:
        return False
    old = (letter.date - last_known(act, letter)).days > _LONG_AGO
    return old and not _is_taken_for_granted(str(kind.status), key, letter)


def is_newest(act: Act, keys: Sequence[str], letter: Letter) -> bool:
    """Whether nothing of another kind is known of ``keys`` that was done on the day of an act or later."""
    others = (one for key in keys for one in letter.acts(key) if one.kind != act.kind)
    return all(one.date.last < act.date.first for one in others)


def lasts(act: Act, keys: Sequence[str], letter: Letter) -> bool:
    """Whether what an act made of its victims still holds for each of them on the letter's date."""
    status = letter.act_kinds[act.kind].status
    known = not any(is_only_presumed(act, key, letter) for key in keys)
    return known and all(status in letter.statuses(key) for key in keys if key in letter.people)


def is_over(act: Act, keys: Sequence[str], letter: Letter) -> bool:
    """Whether what an act made of its victims has surely ended by the letter's date."""
    ended = act.date.ends is not None and act.date.last < letter.date
    return ended or act.lasted is not None or not lasts(act, keys, letter)


def is_moved(act: Act, keys: Sequence[str], letter: Letter) -> bool:
    """Whether somebody was taken elsewhere after an act that says where people are held.

    Of acts of one day, or of which only the day is known by which they were done, the one written later was later.
    """
    return any(letter.act_kinds[one.kind].moves for key in keys for one in _after(act, letter.acts(key)))


def _after(act: Act, acts: Sequence[Act]) -> Iterator[Act]:
    """Those of somebody's acts that were done after one of them."""
    at = next((at for at, one in enumerate(acts) if (one.kind, one.date) == (act.kind, act.date)), len(acts))
    for place, one in enumerate(acts):
        if one.date.first > act.date.first or (one.date.first == act.date.first and place > at):
            yield one


def _is_taken_for_granted(status: str, key: str, letter: Letter) -> bool:
    """Whether a demand of a letter makes sense only where somebody is in some status."""
    clauses = (item for item in letter.items_asked() if isinstance(item, FilledClause))
    asked = (one for one in clauses if isinstance(one.clause, Demand) and status in one.clause.when)
    return any(key in map(str, one.arguments.get("people") or ()) for one in asked)
