"""What a letter tells when its plan does not choose: acts known on its date, those of its demands before others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.following import DemandsSoFar, concerned
from letterkit.letter.items import Event, FilledClause, Item, as_it_went, still_holding, was_announced, was_known
from letterkit.letter.letter import Letter
from letterkit.letter.resolve.context import Context
from letterkit.letter.wholes import around, wholes_of, without_repeated
from letterkit.schema.act_kind import ActKind
from letterkit.schema.campaign import Group, Person
from letterkit.schema.clause import Demand

Demands = Sequence[Sequence[Item]]


def newest(context: Context, demands: Demands) -> tuple[Event, ...]:
    """What a letter is about: of each person whom the demands name, the newest act that took life or liberty.

    Of those of whom there is none, the newest that the first demand for them would undo, or the newest. Where the
    demands name organisations alone, likewise; and where they name nobody, the newest of all. It is never about good
    news, nor about what people did themselves.
    """
    kinds = context.library.acts

    def harms(event: Event) -> bool:
        return not (kinds[event.act.kind].relief or kinds[event.act.kind].own)

    def choose(named: Mapping[str, FilledClause]) -> list[Event]:
        """Of each, with the first demand for it, the newest act that weighs most of those that did harm."""
        chosen = []
        for key, demand in named.items():
            told = list(filter(harms, _events(context, (key,))))
            chosen += _weightiest(context, key, demand, told)
        return chosen

    events = choose(_first_for(demands, "people")) or choose(_first_for(demands, "organisations"))
    paragraphs = () if events else all_acts(context, demands)
    told = [item for paragraph in paragraphs for item in paragraph if isinstance(item, Event)]
    kinds_told = list(dict.fromkeys(event.act.kind for event in events))
    events.sort(key=lambda event: kinds_told.index(event.act.kind))
    return tuple(events or sorted(filter(harms, told), key=_last)[-1:])


def _weightiest(context: Context, key: str, demand: FilledClause, told: Sequence[Event]) -> list[Event]:
    """Of what was done to somebody, what a letter with a demand for them is about: one act, or none where none is told.

    What took life or liberty and still does; else what the demand would undo, done rather than to come: who was
    released and is to be tried is written for because of the charges.
    """
    kinds = context.library.acts
    holding = {kinds[act.kind].status for act in still_holding(context.known.acts(key), kinds)}
    grave = [event for event in told if kinds[event.act.kind].grave]
    lasting = [event for event in grave if event.announced or kinds[event.act.kind].status in holding]
    undone = [event for event in told if _would_undo(demand, kinds[event.act.kind])]
    done = [event for event in undone if not event.announced]
    most = next(filter(None, (lasting, done, undone, grave, told)), ())
    return [max(most, key=_heard_of)] if most else []


def refuse_good_news(context: Context, opening: Sequence[Item], about: Sequence[Event]) -> None:
    """Nobody protests to a government against a release, nor against what people did themselves (LK243)."""
    protest = next((one for one in opening if isinstance(one, FilledClause) and one.clause.protests), None)
    for event in about if protest else ():
        kind = context.library.acts[event.act.kind]
        if protest and (kind.relief or kind.own):
            what = "good news" if kind.relief else "what people did themselves"
            message = f"the opening '{protest.clause.name}' protests against '{event.who}.{event.act.kind}', {what}"
            context.report("LK243", message, event.location, _instead(context, event))


def refuse_hearsay(context: Context, opening: Sequence[Item], about: Sequence[Event]) -> None:
    """Nobody protests against what is only reported: a letter is concerned about reports of it (LK243)."""
    protest = next((one for one in opening if isinstance(one, FilledClause) and one.clause.protests), None)
    told = next((one for one in about if one.act.reported), None)
    if protest and told:
        message = (
            f"the opening '{protest.clause.name}' protests against '{told.who}.{told.act.kind}', what is only reported"
        )
        hint = "choose an opening such as 'concern', or take 'reported:' out of the act once it is known"
        context.report("LK243", message, told.location or protest.location, hint)


def refuse_a_day_before_all(context: Context, opening: Sequence[Item], about: Sequence[object]) -> None:
    """A letter that says what it is about is not older than everything that it could be about (LK225).

    A letter without a date has no day to be older on, and of one whose own facts were not known yet (LK403) it is said
    there, at each of them.
    """
    said = not context.plan.date or any(one.code == "LK403" for one in context.problems)
    if about or said or not _says_what_it_is_about(opening):
        return
    campaign, kinds = context.campaign, context.library.acts
    later = [
        (act.date.first, f"{key}.{act.kind}", act)
        for key, record in {**campaign.people, **campaign.organisations}.items()
        for act in record.acts
        if not (kinds[act.kind].relief or kinds[act.kind].own) and act.date.first > context.day
    ]
    if later:
        _, name, act = min(later, key=lambda one: one[:2])
        message = (
            f"the letter is dated {context.day}, before everything that it could be about: '{name}' is of {act.date}"
        )
        context.report("LK225", message, None, "give the letter a later 'date:', or correct that of the act")


def refuse_an_untold_occasion(context: Context, said: Sequence[Item]) -> None:
    """The occasion of a letter is told by one of its clauses, its opening or its lead (LK217)."""
    key = context.plan.occasion
    if key is None or key not in context.campaign.occasions:
        return
    if any(isinstance(one, FilledClause) and one.clause.tells_the_occasion() for one in said):
        return
    hint = "take an opening that begins with who writes, such as 'protest' or 'concern', or leave 'occasion' out"
    context.misuse("LK217", f"no opening of this letter says its occasion '{key}'", key.location, hint, of=[key])


def _says_what_it_is_about(opening: Sequence[Item]) -> bool:
    clauses = [one.clause for one in opening if isinstance(one, FilledClause)]
    return any("about" in str(clause.wording(str(code))) for clause in clauses for code in clause.words)


def _instead(context: Context, event: Event) -> str:
    """What a letter can be about in place of good news: the newest harm done to the same."""
    known = {**context.known.people, **context.known.organisations}[event.who].acts
    harms = [act for act in known if not (context.library.acts[act.kind].relief or context.library.acts[act.kind].own)]
    other = "choose another opening, such as 'opening: concern'"
    return f"write '{event.who}.{harms[-1].kind}' in 'about:', or {other}" if harms else other


def all_acts(context: Context, demands: Demands, about: Sequence[Event] = ()) -> tuple[tuple[Item, ...], ...]:
    """All known acts: first of the people whom the letter is about, then of others; then of the organisations.

    It is about those of its demands and of its opening. What befell others before is told after that.
    """
    people = _told_of_people(context, demands)
    meant = _meant(context, {*people_in(demands), *(event.who for event in about)}, people)
    first = [event for event in people if event.who in meant]
    besides = [event for event in people if event.who not in meant]
    bodies = _in_order(context, _events(context, context.campaign.organisations))
    before = _leading_up(context, first, bodies)
    others = [event for event in bodies if event not in before]
    return tuple(tuple(paragraph) for paragraph in ([*before, *first], besides, others) if paragraph)


def _told_of_people(context: Context, demands: Demands) -> list[Event]:
    """What is known of people, in order of time; of those in a spreadsheet their group tells."""
    everybody = dict.fromkeys([*people_in(demands), *map(str, context.campaign.people)])
    groups = (record for record in context.campaign.people.values() if isinstance(record, Group) and record.file)
    listed = {str(key) for group in groups for key in group.members}
    order = [key for key in everybody if key not in listed]
    return _beside_alike(_in_order(context, without_repeated(_events(context, order), context.known.people)))


def _in_order(context: Context, events: Iterable[Event]) -> list[Event]:
    """Events by the day by which each was over, or began that took several; what goes on is old.

    What is known of this month is over today.
    """

    def when(event: Event) -> datetime.date:
        if event.act.ongoing and event.act.date.last > context.day:
            return event.act.date.first
        if event.act.date.ends and not event.announced:
            return event.act.date.ends[0].last
        return event.act.date.last if event.announced else min(event.act.date.last, context.day)

    people = context.known.people
    wholes = {str(group.of) for group in people.values() if isinstance(group, Group) and group.of in people}

    def depth(event: Event) -> int:
        within = len(wholes_of(event.who, people)) if event.who in people else 0
        return within or -(event.who in wholes)

    # Some of the 50 are told behind what befell the 50 on that day.
    return sorted(events, key=lambda event: (when(event), depth(event)))


def _meant(context: Context, named: set[str], told: Sequence[Event]) -> set[str]:
    """The people whom a letter is about: those named, their groups, and who suffered the same with them.

    Everybody, where it names no people.
    """
    people = context.campaign.people
    meant = {key for key in named if key in people}
    if not meant:
        return set(map(str, people))
    for key, group in people.items():
        if isinstance(group, Group):
            around = {*map(str, group.listed), str(group.of)} & set(map(str, people))
            meant |= (around if str(key) in meant else set()) | ({str(key)} if around & meant else set())
    with_them = [event for event in told if event.who in meant]
    return meant | {event.who for event in told if any(event.is_as(other) for other in with_them)}


def _beside_alike(events: Iterable[Event]) -> list[Event]:
    """The events, what several suffered alike told together; they are of one day, so the order of days stays."""
    told: list[Event] = []
    for event in events:
        alike = (at for at in range(len(told) - 1, -1, -1) if event.is_as(told[at]))
        told.insert(next(alike, len(told) - 1) + 1, event)
    return told


def _leading_up(context: Context, people: Sequence[Event], bodies: Sequence[Event]) -> list[Event]:
    """Acts of organisations that are told before those of people: a strike, and what was done about it until then."""
    first = min(map(_last, people), default=datetime.date.min)
    own = (event for event in bodies if context.library.acts[event.act.kind].own)
    since = min((day for day in map(_last, own) if day < first), default=first)
    return [event for event in bodies if since <= _last(event) < first]


def news(
    context: Context, facts: Sequence[Sequence[Item]], before: Letter, became: DemandsSoFar
) -> tuple[tuple[Item, ...], ...]:
    """Of acts, those that the letter before did not know, but for what shows a demand met.

    They are everybody's when that letter told all it knew; else of those of whom it spoke, and of others of the same
    organisations.
    """
    about = _spoken_of(context, before)
    shown = [(event.who, event.act) for _, event in became.shown]

    def new(item: Item) -> bool:
        return (
            isinstance(item, Event)
            and item.who in about
            and (item.who, item.act) not in shown
            and not was_known(item.act, before.date, context.campaign)
            and not (item.announced and was_announced(item.act, before.date, context.campaign, context.library.acts))
        )

    return tuple(filter(None, (tuple(item for item in paragraph if new(item)) for paragraph in facts)))


def _spoken_of(context: Context, before: Letter) -> set[str]:
    """Of whom a letter that follows ``before`` tells the news."""
    people = context.campaign.people
    if before.plan.facts is None:
        return {*map(str, people), *map(str, context.campaign.organisations)}
    about = concerned(before.items())
    about = about.union(*(around(key, context.known.people) for key in about if key in context.known.people))
    bodies = about.union(*(_bodies(people[Scalar(key)]) for key in about if key in people))
    return about | {str(key) for key, record in people.items() if not bodies.isdisjoint(_bodies(record))}


def _bodies(record: Person | Group) -> set[str]:
    """The organisations to which somebody belongs."""
    named = [office.of for office in record.offices] if isinstance(record, Person) else [record.of]
    return {str(key) for key in named if key}


def people_in(demands: Demands) -> list[str]:
    """The people whom demands name, each once."""
    return list(dict.fromkeys(key for group in demands for item in group for key in _people_of(item)))


def _first_for(demands: Demands, kind: str) -> dict[str, FilledClause]:
    """The people, or the organisations, for whom something is demanded, each with the first demand for it."""
    first: dict[str, FilledClause] = {}
    for item in (item for group in demands for item in group if isinstance(item, FilledClause)):
        for key in (key for one in item.clause.takes if one.type == kind for key in item.arguments.get(one.name) or ()):
            first.setdefault(str(key), item)
    return first


def _would_undo(demand: FilledClause, kind: ActKind) -> bool:
    """Whether a demand is for those of whom an act of a kind made what they are."""
    clause = demand.clause
    answers = isinstance(clause, Demand) and (kind.status in clause.when or kind.name in clause.answers)
    return answers or clause.name in kind.demands


def _people_of(item: Item) -> Iterator[str]:
    for parameter in item.clause.takes if isinstance(item, FilledClause) else ():
        if parameter.type == "people":
            yield from map(str, item.arguments.get(parameter.name) or ())  # type: ignore[union-attr]


def _events(context: Context, keys: Iterable[str]) -> list[Event]:
    events, announced, kinds = [], context.known.announced, context.library.acts
    for key in map(str, keys):
        acts = context.known.acts(key)
        events += [Event(key, as_it_went(act, acts, kinds), act.location) for act in acts]
        events += [Event(key, act, act.location, announced=True) for act in announced[key]]
    return events


def _heard_of(event: Event) -> datetime.date:
    """The day as of which an act was last heard of: of what goes on, the newest on which that was known."""
    return max((event.act.date.last, *(event.act.confirmed if event.act.ongoing else ())))


def _last(event: Event) -> datetime.date:
    return event.act.date.last
