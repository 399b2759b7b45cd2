"""Which acts a sentence tells: those that differ in their victim only, and those of one day against the same people."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from letterkit.foundation.dates import PartialDate
from letterkit.letter.items import Event, Item
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Group, Person
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Act

_MOST_TOGETHER = 3
"""How many acts against the same people one sentence tells."""


def runs(items: Iterable[Item], people: Container[str], own: Container[str] = ()) -> Iterator[list[Item]]:
    """Acts in the groups that one sentence tells; everything else alone.

    Neighbours share a sentence when they differ in their victim (and its reason) only, and small undated acts against
    one victim do. ``people`` are the keys of all of them: what they suffer is not told with what an organisation does.
    What both did themselves is: ``own`` are the kinds of such acts.
    """
    run: list[Item] = []
    for item in items:
        last = run[-1] if run else None
        if (
            isinstance(item, Event)
            and isinstance(last, Event)
            and ((item.is_as(last) and _share_a_subject(item, last, people, own)) or _in_passing(item, run))
        ):
            run.append(item)
            continue
        if run:
            yield run
        run = [item]
    if run:
        yield run


def _share_a_subject(item: Event, last: Event, people: Container[str], own: Container[str]) -> bool:
    """Whether those of whom two acts are told can be the subject of one sentence."""
    return (item.who in people) == (last.who in people) or item.act.kind in own


def of_two_days(runs_: Sequence[list[Item]], people: Mapping[str, Person | Group]) -> Iterator[list[Item]]:
    """Runs, two neighbours as one that tell the same of two but its day: "on 3 and 5 May respectively".

    Three days or more in a row are told one by one.
    """
    pairs = [_differ_in_their_day(one, other, people) for one, other in pairwise(runs_)]
    at = 0
    while at < len(runs_):
        alone = not any(pairs[near] for near in (at - 1, at + 1) if 0 <= near < len(pairs))
        if at < len(pairs) and pairs[at] and alone:
            yield [*runs_[at], *runs_[at + 1]]
            at += 2
        else:
            yield runs_[at]
            at += 1


def _differ_in_their_day(one: Sequence[Item], other: Sequence[Item], people: Mapping[str, Person | Group]) -> bool:
    """Whether two runs are of an act each, against two people, that are alike in all but their day."""
    events = [item for item in (*one, *other) if isinstance(item, Event)]
    if not (len(one) == len(other) == 1 and len(events) == 2):
        return False
    first, later = (event.act for event in events)
    # Of a group and a person, the person is named first, whatever the days.
    of_one_kind = len({type(people.get(event.who)) for event in events}) == 1
    if not (alike_in(events, "for_") and of_one_kind):
        return False
    moved = replace(events[1], act=later.model_copy(update={"date": first.date}))
    ordered = first.date.first < later.date.first and moved.is_as(events[0])
    return ordered and all(map(_has_a_plain_day, events))


def _has_a_plain_day(event: Event) -> bool:
    """Whether an act was done on a day of which no more is said, and has nothing that takes a sentence of its own."""
    act = event.act
    more = act.date.weekday or act.ongoing or act.held_at or act.alongside or act.when
    return act.date.exact and not (more or event.announced)


def of_one_day(runs_: Iterable[list[Item]], kinds: Mapping[str, ActKind]) -> Iterator[list[list[Item]]]:
    """Runs of acts together that befell the same people on the same day, up to three; others alone."""
    group: list[list[Item]] = []
    for run in runs_:
        if group and (len(group) == _MOST_TOGETHER or not _of_the_same(group[-1], run, kinds)):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _of_the_same(one: Sequence[Item], other: Sequence[Item], kinds: Mapping[str, ActKind]) -> bool:
    """Whether two runs tell what befell the same people on the same day, or since."""
    with_reason = _have_one_reason(one, other) or _make_the_same(one, other, kinds)
    first, later = (_plain_events(run, with_reason=with_reason) for run in (one, other))
    if not first or not later or [event.who for event in first] != [event.who for event in later]:
        return False
    act, next_ = first[0].act, later[0].act
    if [event.act.date for event in first] != [event.act.date for event in later]:
        return False
    reported = [one.reported and one.reported.first for one in (act, next_)]
    together = (act.date, act.ongoing) == (next_.date, next_.ongoing) and reported[0] == reported[1]
    return together and act.kind != next_.kind


def _have_one_reason(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Whether all acts of two runs were done for one and the same reason, so that the last to be told says it."""
    reasons = [item.act.for_ for item in (*one, *other) if isinstance(item, Event)]
    return all(reasons) and len({str(reason.first) for reason in reasons if reason}) == 1


def _make_the_same(one: Sequence[Item], other: Sequence[Item], kinds: Mapping[str, ActKind]) -> bool:
    """Whether acts of two runs have one status, so that the reason of one is that of both: verdict and sentence."""
    acts = [item.act for item in (*one, *other) if isinstance(item, Event)]
    statuses = {str(kinds[act.kind].status) for act in acts if kinds[act.kind].grave}
    reasons = {str(act.for_.first) for act in acts if act.for_}
    same = len(one) == len(other) == 1 and len(acts) > 1 and len(statuses) == 1 and len(reasons) == 1
    return same and all(kinds[act.kind].grave for act in acts)


def _plain_events(run: Sequence[Item], *, with_reason: bool = False) -> list[Event]:
    """The acts of a run, none where one has what takes a sentence of its own, which a reason does."""
    events = [item for item in run if isinstance(item, Event) and not item.announced]
    acts = [event.act for event in events]
    plain = len(events) == len(run) and not any(
        act.date.bound == "before" or (act.for_ and not with_reason) or act.stated_reason or act.alongside or act.when
        for act in acts
    )
    return events if plain else []


def shared_with(before: Sequence[Event], after: Sequence[Event], act: Act) -> dict[str, Text | None]:
    """What an act need not say, since the sentence says it of another: by whom, where, how the court sat, how long.

    Their reason is that of all of them, and stands behind the last: in between, it would be that of one.
    """
    left: dict[str, Text | None] = {}
    for name in ("by", "place"):
        left |= _left(name, before, act)
    # How long: the last of them says it.
    left |= _left("lasted", after, act)
    reasons = [one.for_ for one in (*(event.act for event in before), act, *(event.act for event in after)) if one.for_]
    left |= {"for_": None if after else next(iter(reasons), None)}
    if act.hearing and any(other.act.hearing == act.hearing for other in before):
        left["hearing"] = None
    return left


def _left(name: str, others: Sequence[Event], act: Act) -> dict[str, Text | None]:
    """The field of an act whose text another says; nothing where none does."""
    value: Text | None = getattr(act, name)
    said: list[Text | None] = [getattr(other.act, name) for other in others]
    return {name: None} if value and any(text and text.first == value.first for text in said) else {}


def last_run_of(people: Container[str], owners: set[str], items: Iterable[Item]) -> list[Event]:
    """The last acts that one sentence tells of any of ``owners``; none where nothing more of them is told."""
    told = ([one for one in run if isinstance(one, Event)] for run in runs(items, people))
    return next((run for run in reversed(list(told)) if any(one.who in owners for one in run)), [])


def all_women(people: Sequence[Person]) -> bool:
    """Whether all of them are women."""
    return all(person.gender == "female" for person in people)


def deed_runs(events: Iterable[Event], people: Container[str]) -> Iterator[list[Event]]:
    """Acts in the groups that one noun phrase tells: neighbours of one kind, of people or of organisations."""

    def alike(event: Event) -> tuple[str, bool, bool]:
        return str(event.act.kind), event.who in people, event.act.reported is not None

    return (list(run) for _, run in groupby(events, key=alike))


def alike_in(events: Sequence[Event], name: str) -> bool:
    """Whether acts have the same text in a field, or none has one."""
    texts: list[Text | None] = [getattr(event.act, name) for event in events]
    return len({text.first if text else "" for text in texts}) == 1


def _in_passing(event: Event, run: Sequence[Item]) -> bool:
    """Whether an act without a date of its own continues a series of such acts against the same victim."""
    return all(
        isinstance(other, Event) and other.who == event.who and other.act.date.bound == "by" and other.act.object
        for other in (*run, event)
    )


def turns(events: Sequence[Event], kinds: Mapping[str, ActKind]) -> bool:
    """Whether some acts relieve and others harm: nobody "was released and prosecuted"."""
    return len({kinds[event.act.kind].relief for event in events}) > 1


def has_happened(events: Sequence[Event], told: Iterable[tuple[str, str, PartialDate]]) -> bool:
    """Whether what befell people had befallen each of them before, by what a letter tells: "was arrested again"."""
    before = [(who, kind, date.last) for who, kind, date in told if not date.bound]
    return all(
        any((who, kind) == (event.who, event.act.kind) and day < event.act.date.first for who, kind, day in before)
        for event in events
    )
