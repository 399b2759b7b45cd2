"""What a resolved letter is made of: acts, clauses with their arguments, free text; and what is known on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Campaign, Group, Met, Person
from letterkit.schema.clause import Clause, Demand
from letterkit.schema.fields import Text
from letterkit.schema.letter_plan import Reply
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation


@dataclass(frozen=True, slots=True)
class Event:
    """An act with the key of the person or organisation it is told of.

    ``announced`` says that the letter knows no more than that it is to come, or was to come.
    """

    who: str
    act: Act
    location: Location | None = None
    announced: bool = False

    def is_as(self, other: Event) -> bool:
        """Whether somebody else suffered the same: all but the reason is alike, so that one sentence tells both."""
        return self.who != other.who and self.announced == other.announced and _told_of(self.act) == _told_of(other.act)


def _told_of(act: Act) -> tuple[object, ...]:
    """What a sentence tells of an act beside its reason."""
    texts = (
        act.place,
        act.by,
        act.how,
        act.held_at,
        act.outcome,
        act.object,
        act.facing,
        act.lasted,
        act.when,
        act.stated_reason,
        act.reported,
    )
    said = (text.first if text else None for text in texts)
    return (act.kind, act.date, act.ongoing, act.law, act.alongside, act.hearing, act.deadline, act.until, *said)


@dataclass(frozen=True, slots=True)
class FilledClause:
    """A clause with its arguments.

    An argument is a tuple of keys (people, organisations, instruments, precedents, laws), of `Event`, or a
    `Text`, an int, a `PartialDate` or an `Occasion`.
    """

    clause: Clause
    arguments: Mapping[str, Any]
    location: Location | None = None

    @property
    def acts(self) -> tuple[Event, ...]:
        """The acts that it names."""
        named = (self.arguments.get(one.name) or () for one in self.clause.takes if one.type == "acts")
        return tuple(event for events in named for event in events)


def parties(said: FilledClause) -> list[tuple[str, ...]]:
    """The people and the organisations that a clause names, those of each parameter together."""
    named = (said.arguments.get(one.name) for one in said.clause.takes if one.type in ("people", "organisations"))
    return [tuple(map(str, keys)) for keys in named if keys]


def for_whom(item: FilledClause) -> Iterator[str]:
    """The keys of the people and organisations for whom a demand is made, or of whose wrong it speaks."""
    for name in ("people", "organisations", "against"):
        yield from item.arguments.get(name) or ()


@dataclass(frozen=True, slots=True)
class FreeText:
    """Text that the campaign gives in its own words, for what is said once; ``source`` is what it rests on."""

    text: Text
    location: Location | None = None
    source: Scalar | None = None


Item = Event | FilledClause | FreeText


def tells_a_day(item: Item) -> bool:
    """Whether a sentence that tells no act may tell of a day of its own: a text, or a dated clause."""
    dates = item.arguments.values() if isinstance(item, FilledClause) else ()
    return isinstance(item, FreeText) or any(isinstance(value, PartialDate) for value in dates)


def was_known(act: Act | Reply | Met, day: datetime.date, campaign: Campaign) -> bool:
    """Whether a letter of ``day`` can know of an act, a reply or that a demand was met.

    It was over by then; or, when its date is known to the week, month or year only, it had begun and its source
    is from that day or earlier. An act of which only the announcement is reported was not known before it was
    confirmed.
    """
    if isinstance(act, Act) and act.announced:
        return any(act.date.first <= one <= day for one in act.confirmed)
    source = campaign.sources.get(act.source) if act.source else None
    reported = source is not None and source.date is not None and source.date.first <= day
    return act.date.last <= day or (act.date.first <= day and reported)


def acts_on(record: Person | Group | Organisation, day: datetime.date, campaign: Campaign) -> tuple[Act, ...]:
    """The acts known on a day, oldest first, with what is known of them by then."""
    known = (as_known(act, day) for act in record.acts if was_known(act, day, campaign))
    return tuple(sorted(known, key=lambda act: act.date.last))


def announced_on(
    record: Person | Group | Organisation, day: datetime.date, campaign: Campaign, kinds: Mapping[str, ActKind]
) -> tuple[Act, ...]:
    """The acts of which a letter of ``day`` knows that they are to come, or were to come and were not heard of since.

    What was to come and is older than something known of the same person is overtaken, and left out.
    """
    newest = max((act.date.last for act in acts_on(record, day, campaign)), default=datetime.date.min)
    return tuple(
        act
        for act in sorted(record.acts, key=lambda act: act.date.last)
        if was_heard_of(act, day, campaign, kinds) and (act.date.last >= day or act.date.last > newest)
    )


def was_heard_of(act: Act, day: datetime.date, campaign: Campaign, kinds: Mapping[str, ActKind]) -> bool:
    """Whether a letter of ``day`` knows of an announced act even where it does not tell it.

    Days of trials are fixed before. Of a dismissal that a source without a date reports, nobody knows whether it was
    known before it was done.
    """
    source = campaign.sources.get(act.source) if act.source else None
    dated = source is None or source.date is not None
    return (dated or bool(kinds[act.kind].scheduled)) and was_announced(act, day, campaign, kinds)


def was_announced(act: Act, day: datetime.date, campaign: Campaign, kinds: Mapping[str, ActKind]) -> bool:
    """Whether a letter of ``day`` knows of an act that it is or was to come, and no more."""
    source = campaign.sources.get(act.source) if act.source else None
    reported = source is None or source.date is None or source.date.first <= day
    ahead = act.announced or (kinds[act.kind].begins(act.date) > day and not act.date.bound)
    return ahead and reported and kinds[act.kind].can_be_ahead and not was_known(act, day, campaign)


def as_known(act: Act, day: datetime.date) -> Act:
    """An act without the later days on which what it brought about was known still to hold."""
    confirmed = tuple(one for one in act.confirmed if one <= day)
    return act if confirmed == act.confirmed else act.model_copy(update={"confirmed": confirmed})


def as_it_went(act: Act, acts: Iterable[Act], kinds: Mapping[str, ActKind]) -> Act:
    """An act against life or liberty that is said to go on, told until the day on which one of ``acts`` ended it.

    Who was detained "since 1 March" and released on 1 May was detained from 1 March to 1 May.
    """
    kind, start = kinds[act.kind], act.date.ends[0] if act.date.ends else act.date
    if not (act.ongoing and kind.grave) or start.bound:
        return act
    later = (one for one in acts if one.date.first > start.last and not one.date.bound)
    end = next((one.date for one in later if kind.status in kinds[one.kind].ends), None)
    if end is None or end.precision != start.precision or end.ends:
        return act
    span = PartialDate(start.first, end.last, "span", act.date.location, ends=(start, end))
    return act.model_copy(update={"ongoing": False, "date": span})


def statuses_on(
    record: Person | Group | Organisation, day: datetime.date, campaign: Campaign, library: Library
) -> tuple[str, ...]:
    """What the acts known on a day have made of someone ("detained", "charged"), the newest first."""
    acts = still_holding(acts_on(record, day, campaign), library.acts)
    return tuple(str(library.acts[act.kind].status) for act in acts)


def still_holding(acts: Iterable[Act], kinds: Mapping[str, ActKind]) -> tuple[Act, ...]:
    """Of acts, the oldest first, those whose status holds still, one for each status, the newest first.

    An act ends the statuses that its kind says it ends: who is released is no longer detained. Neither is who was
    detained from one day to another, or for some time.
    """
    holding: list[Act] = []
    for act in acts:
        kind = kinds[act.kind]
        ended = kind.grave and kind.lasts and not act.ongoing and (act.date.ends is not None or act.lasted is not None)
        if ended and kind.status in kind.after and any(kinds[one.kind].status == kind.status for one in holding):
            continue  # How somebody was held is over, and not that they are held.
        holding = [one for one in holding if kinds[one.kind].status not in (*kind.ends, kind.status)]
        if kind.status and not ended:
            holding.insert(0, act)
    return tuple(holding)


def fits(clause: Demand, statuses: Sequence[str], library: Library) -> bool:
    """Whether a demand fits statuses, the newest first; what rules it out must have been overtaken by a newer one.

    A demand that lists none fits any.
    """
    acts = library.acts.values() if clause.unless else ()
    ended = {status for act in acts if act.status in clause.unless for status in act.ends}
    telling = next((status for status in statuses if status in clause.unless or status in ended), None)
    return telling not in clause.unless and (not clause.when or bool(set(statuses).intersection(clause.when)))


def paragraphs_of(text: Scalar) -> tuple[Scalar, ...]:
    """The paragraphs of a text as it was written, each with its first line; the text itself where it is one.

    Blank lines divide those of a block, the line breaks that are left those of a text between quotation marks.
    """
    place, lines = text.location, (text.written or text.strip()).split("\n")
    written: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if not written or text.written is None or not lines[number - 1].strip():
            written.append((number, []))
        written[-1][1].append(line.strip())
    if len(written) <= 1:
        return (text,)
    return tuple(
        Scalar(" ".join(said), replace(place, line=place.line + number) if place and text.written else place)
        for number, said in written
    )
