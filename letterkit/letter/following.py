"""Letters that follow letters: what is known of the earlier one, and what has become of its demands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.calendars import working_day_from
from letterkit.letter.ended import ending
from letterkit.letter.items import Event, FilledClause, Item, acts_on, fits, statuses_on, was_known
from letterkit.schema.campaign import Campaign, Group, Met, Person, Target
from letterkit.schema.clause import WHEN, Clause, Consequence, Demand
from letterkit.schema.fields import Text
from letterkit.schema.form import Form
from letterkit.schema.letter_plan import Reply
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act, Organisation

_MOST_MEMBERS = 6
"""Up to how many members of a group a demand names one by one, where it is past for the others."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A letter that another follows, as far as the later one can know.

    ``senders`` are the keys of those who wrote it, ``signers`` the names of those who signed it (none when that is
    not known), ``also_to`` those to whom it went with ``target``, ``replies`` those known by then, the oldest first.
    ``about`` is what it was about where the campaign says so in its own words, ``instruments`` those that its grounds
    named. ``location`` is where the later letter names it.
    """

    date: PartialDate | None
    reference: Scalar | None
    senders: tuple[str, ...]
    signatories: tuple[str, ...] = ()
    target: Target | None = None
    also_to: tuple[Target, ...] = ()
    about: Text | None = None
    replies: tuple[Reply, ...] = ()
    argued: bool = False
    instruments: tuple[str, ...] = ()
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A demand that no longer makes sense for someone, who has another status since ("convicted").

    ``by`` is the act that has ended what it was about, where that is nobody's status: the bill was adopted.
    """

    demand: FilledClause
    who: str
    statuses: tuple[str, ...]
    by: Event | None = None


@dataclass(frozen=True, slots=True)
class DemandsSoFar:
    """What has become of demands: for each that was met what shows it, an act or a record of the campaign.

    In ``unmet`` and ``recorded``, a demand names only those for whom it is unmet, or met.
    """

    unmet: tuple[tuple[Item, ...], ...] = ()
    shown: tuple[tuple[FilledClause, Event], ...] = ()
    recorded: tuple[tuple[FilledClause, Met], ...] = ()
    overtaken: tuple[Overtaken, ...] = ()

    @property
    def met(self) -> bool:
        """Whether something was met."""
        return bool(self.shown or self.recorded)

    @property
    def since(self) -> datetime.date:
        """The day on which the first of what was met was met."""
        return min((*(event.act.date.last for _, event in self.shown), *(met.date.last for _, met in self.recorded)))


def replies_on(replies: Sequence[Reply], day: datetime.date, campaign: Campaign) -> tuple[Reply, ...]:
    """The replies known on a day, the oldest first."""
    known = (reply for reply in replies if was_known(reply, day, campaign))
    return tuple(sorted(known, key=lambda reply: reply.date.last))


def outcome(
    demands: Sequence[Sequence[Item]], since: datetime.date, day: datetime.date, campaign: Campaign, library: Library
) -> DemandsSoFar:
    """What has become by ``day`` of the demands of a letter of the day ``since``, for each whom they name."""
    return _Weighing(since, day, campaign, library).outcome(demands)


class _Weighing:
    def __init__(self, since: datetime.date, day: datetime.date, campaign: Campaign, library: Library) -> None:
        self.since = since
        self.day = day
        self.campaign = campaign
        self.library = library
        self.shown: list[tuple[FilledClause, Event]] = []
        self.recorded: list[tuple[FilledClause, Met]] = []
        self.overtaken: list[Overtaken] = []

    def outcome(self, demands: Sequence[Sequence[Item]]) -> DemandsSoFar:
        late = ([_without_its_day(one) for one in group] for group in demands)
        groups = (tuple(item for one in group if (item := self.unmet(one)) is not None) for group in late)
        unmet = tuple(group for group in groups if group)
        return DemandsSoFar(unmet, tuple(self.shown), tuple(self.recorded), tuple(self.overtaken))

    def unmet(self, item: Item) -> Item | None:
        """What is left of a demand: of those whom it names, the ones for whom it is neither met nor overtaken."""
        if not isinstance(item, FilledClause):
            return item
        named = {name: keys for name, keys in _named(item) if keys}
        if not named:
            return self.unmet_of_nobody(item)
        left = self.left(item, named)
        required = {parameter.name for parameter in item.clause.required}
        if not any(left.values()) or any(not keys for name, keys in left.items() if name in required):
            return None
        return _narrowed(item, named, left)

    def unmet_of_nobody(self, item: FilledClause) -> FilledClause | None:
        """A demand that names nobody, unless a record says that it was met, or what it is about has ended."""
        record = next((met for met in self.records(item.clause) if not met.people and not met.organisations), None)
        ended = ending(item, self.day, self.campaign)
        if record:
            self.recorded.append((item, record))
        elif ended:
            self.overtaken.append(Overtaken(item, "", (), ended))
        return None if record or ended else item

    def left(self, item: FilledClause, named: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Those of the named, by parameter, for whom a demand is open; records that it was met are noted."""
        left: dict[str, tuple[str, ...]] = {}
        met: dict[int, tuple[Met, dict[str, tuple[str, ...]]]] = {}
        for name, keys in named.items():
            rest = []
            for key in keys:
                record = self.record(item.clause, key)
                if record and (record.how or not self.event(item.clause, key)):  # an act says more than the record
                    _, narrowed = met.setdefault(id(record), (record, {}))
                    narrowed[name] = (*narrowed.get(name, ()), key)
                elif self.is_open(item, name, key):
                    rest += self.open_of(item, name, key)
            left[name] = tuple(rest)
        self.recorded.extend((_narrowed(item, named, narrowed), record) for record, narrowed in met.values())
        return left

    def is_open(self, item: FilledClause, name: str, key: str, shared: Sequence[Act] = ()) -> bool:
        """Whether a demand for someone is still to be met; what shows that it is not is noted.

        ``shared`` are acts that befell somebody with a group.
        """
        event, record = self.event(item.clause, key), _record(key, self.campaign)
        if event and record and self.library.acts[event.act.kind].grave:
            # Where somebody is found dead, what was asked is known, and nothing was met that a letter could welcome.
            self.overtaken.append(Overtaken(item, key, statuses_on(record, self.day, self.campaign, self.library)))
            return False
        if event:
            self.shown.append((_narrowed(item, {name: (key,)}, {name: (key,)}), event))
            return False
        if record is None or not isinstance(item.clause, Demand) or not item.clause.when:
            return True
        if shared:
            record = record.model_copy(update={"acts": (*shared, *record.acts)})
        before = statuses_on(record, self.since, self.campaign, self.library)
        statuses = statuses_on(record, self.day, self.campaign, self.library)
        if fits(item.clause, before, self.library) and not fits(item.clause, statuses, self.library):
            self.overtaken.append(Overtaken(item, key, statuses))
            return False
        return True

    def open_of(self, item: FilledClause, name: str, key: str) -> list[str]:
        """Those of a group of few for whom a demand is open, or the group where it is for all of them; else ``key``.

        What befell their group befell its members. Of many, the group stays what it is asked for.
        """
        group = self.campaign.people.get(Scalar(key))
        members = [str(one) for one in group.members if one in self.campaign.people] if isinstance(group, Group) else []
        if not isinstance(group, Group) or not members or len(members) < len(group.members):
            return [key]
        noted = len(self.shown), len(self.overtaken)
        left = [member for member in members if self.is_open(item, name, member, group.acts)]
        if len(left) <= _MOST_MEMBERS and len(left) < len(members):
            return left
        del self.shown[noted[0] :], self.overtaken[noted[1] :]
        return [key]

    def event(self, clause: Clause, key: str) -> Event | None:
        """The act that has met a demand for someone, unless a later one has undone it."""
        record = _record(key, self.campaign)
        found: Event | None = None
        for act in acts_on(record, self.day, self.campaign) if record else ():
            new = not was_known(act, self.since, self.campaign)
            if new and isinstance(clause, Demand) and str(act.kind) in clause.met_by:
                found = Event(key, act, act.location)
            elif found and self.library.acts[act.kind].status in self.library.acts[found.act.kind].ends:
                found = None
        return found

    def records(self, clause: Clause) -> Iterator[Met]:
        """The records known by now that a demand was met, but for those of earlier days than the letter's."""
        for met in self.campaign.met:
            if met.demand == clause.name and was_known(met, self.day, self.campaign) and met.date.last >= self.since:
                yield met

    def record(self, clause: Clause, key: str) -> Met | None:
        """The record that a demand was met for someone, unless a later act has undone it.

        A record that names nobody speaks of all.
        """
        for met in self.records(clause):
            speaks = key in (*met.people, *met.organisations) or not (met.people or met.organisations)
            if speaks and not self.undone(clause, key, met):
                return met
        return None

    def undone(self, clause: Clause, key: str, met: Met) -> bool:
        """Whether an act after a demand was met calls for it again."""
        record = _record(key, self.campaign)
        acts = acts_on(record, self.day, self.campaign) if record else ()
        later = (self.library.acts[act.kind] for act in acts if act.date.first > met.date.last)
        return isinstance(clause, Demand) and any(act.status in clause.when for act in later)


def _record(key: str, campaign: Campaign) -> Person | Group | Organisation | None:
    return campaign.people.get(Scalar(key)) or campaign.organisations.get(Scalar(key))


def _named(item: FilledClause) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The people and organisations that a demand names, by its parameters."""
    for parameter in item.clause.takes:
        if parameter.type in ("people", "organisations"):
            yield parameter.name, tuple(item.arguments.get(parameter.name) or ())


def _without_its_day(item: Item) -> Item:
    """A demand without when it was to be done: what is asked again is late."""
    when = {parameter.name for parameter in WHEN}
    if not isinstance(item, FilledClause) or when.isdisjoint(item.arguments):
        return item
    return replace(item, arguments={name: value for name, value in item.arguments.items() if name not in when})


def _narrowed(
    item: FilledClause, named: Mapping[str, tuple[str, ...]], left: Mapping[str, tuple[str, ...]]
) -> FilledClause:
    """A demand that names only those who are left of the ones it named."""
    return replace(item, arguments={**item.arguments, **{name: left.get(name, ()) for name in named}})


def same_office(target: Target, other: Target) -> bool:
    """Whether two targets hold or held the same office of the same state or body."""
    if not target.office or not other.office or target.office.first != other.office.first:
        return False
    return not target.of or not other.of or target.of.first == other.of.first


def concerned(items: Iterable[Item]) -> set[str]:
    """The people and organisations of whom items speak."""
    keys: set[str] = set()
    for item in items:
        if isinstance(item, Event):
            keys.add(item.who)
        elif isinstance(item, FilledClause):
            keys.update(key for _, named in _named(item) for key in named)
    return keys


def instruments_in(items: Iterable[Item]) -> tuple[str, ...]:
    """The instruments that clauses take, each once."""
    return tuple(
        dict.fromkeys(
            str(key)
            for item in items
            if isinstance(item, FilledClause)
            for parameter in item.clause.takes
            if parameter.type == "instruments"
            for key in item.arguments.get(parameter.name) or ()
        )
    )


def next_steps(items: Iterable[Item], library: Library) -> Iterator[FilledClause]:
    """What a letter that follows says in place of the consequences that the earlier one announced."""
    for item in items:
        if isinstance(item, FilledClause) and isinstance(item.clause, Consequence) and item.clause.next:
            clause = library.clauses[item.clause.next]
            taken = {parameter.name for parameter in clause.takes}
            yield FilledClause(
                clause, {name: value for name, value in item.arguments.items() if name in taken}, item.location
            )


def deadline(form: Form, asked: PartialDate | None, day: datetime.date, country: str | None) -> PartialDate | None:
    """The day by which a letter of ``day`` asks for a reply: as asked, or else the form's, on a working day."""
    if asked or form.reply_days is None:
        return asked
    by = working_day_from(day + datetime.timedelta(days=form.reply_days), country)
    return PartialDate(by, by, "day")


def with_deadline(items: Sequence[Item], by: PartialDate | None) -> tuple[Item, ...]:
    """Clauses that can say a deadline and have none of their own, with this one."""

    def filled(item: Item) -> Item:
        if not isinstance(item, FilledClause) or by is None:
            return item
        open_ = [one.name for one in item.clause.takes if one.type == "deadline" and not item.arguments.get(one.name)]
        return replace(item, arguments={**item.arguments, **dict.fromkeys(open_, by)}) if open_ else item

    return tuple(filled(item) for item in items)
