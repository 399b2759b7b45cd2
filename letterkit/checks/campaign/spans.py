"""What has a beginning and an end, and what follows something else, outside the acts: looked at once a campaign."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.language.mentions import numbers_in
from letterkit.letter.items import Event, for_whom
from letterkit.letter.resolve.plans import plan_of
from letterkit.schema.campaign import Campaign, Office, Person
from letterkit.schema.clause import Demand
from letterkit.schema.letter_plan import LetterPlan
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act
from letterkit.schema.references import References


def offices_begin_before_they_end(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nobody leaves an office before taking it up (LK517)."""
    for office in _offices(campaign):
        if office.from_ and office.until and office.until.last < office.from_.first:
            yield _exchanged(str(office.from_), str(office.until), office.from_.location)
    for target in campaign.targets.values():
        if target.from_ and target.until and target.until < target.from_:
            yield _exchanged(str(target.from_), str(target.until), target.location)


def offices_are_held_in_letters(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No office begins after every letter of the campaign, so that none could tell it (LK517)."""
    days = [plan.date for plan in _plans(campaign).values() if plan.date]
    for office in _offices(campaign):
        if office.from_ and days and office.from_.first > max(days):
            message = f"'{office.office.first}' begins on {office.from_}, after every letter of the campaign"
            hint = "correct the date, or leave the office out"
            yield Problem("LK517", message, office.office.first.location, hint)


def the_newest_office_is_last(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Of somebody's offices, none that ended before another began stands behind it: letters use the last (LK517)."""
    for person in campaign.people.values():
        held = person.offices if isinstance(person, Person) else ()
        for one, other in pairwise(held):
            if one.from_ and other.until and other.until.last <= one.from_.first and not other.as_well:
                message = f"'{other.office.first}', until {other.until}, stands behind '{one.office.first}', "
                message += f"from {one.from_}, and letters use the last"
                yield Problem("LK517", message, other.office.first.location, "write the newest office last")


def _offices(campaign: Campaign) -> Iterator[Office]:
    """The offices of the people of the campaign's own file; included ones are for other campaigns, too."""
    own = campaign.location.file if campaign.location else ""
    for person in campaign.people.values():
        if isinstance(person, Person) and person.location and person.location.file == own:
            yield from person.offices


def _exchanged(since: str, until: str, place: Location | None) -> Problem:
    message = f"the office begins on {since}, and ends on {until}"
    return Problem("LK517", message, place, "correct one of the two dates")


def acts_are_confirmed_after_they_were_done(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What came of an act is known to hold still on a day after it, and on none before (LK517)."""
    for key, owner in (*campaign.people.items(), *campaign.organisations.items()):
        for act in owner.acts:
            early = [day for day in act.confirmed if day < act.date.first]
            if early:
                message = f"'{key}.{act.kind}' is dated {act.date}, and confirmed on {early[0]}"
                yield Problem("LK517", message, act.kind.location, "correct one of the two dates")


def answers_come_after_questions(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A reply comes after its letter, and a demand is met after it was made (LK517)."""
    plans = _plans(campaign)
    for plan in plans.values():
        for reply in plan.replies:
            if plan.date and reply.date.last < plan.date:
                message = f"the reply is dated {reply.date}, and the letter {plan.date}"
                yield Problem("LK517", message, reply.location, "correct one of the two dates")
    days = [plan.date for plan in plans.values() if plan.date]
    for met in campaign.met:
        if days and met.date.last < min(days):
            message = f"'{met.demand}' was met on {met.date}, before the first letter of {min(days)}"
            yield Problem("LK517", message, met.demand.location, "correct the date, or leave the record out")


def demands_met_are_for_somebody(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A record of a demand that was met names those for whom such a demand is made (LK219)."""
    for met in campaign.met:
        clause = library.demands.get(str(met.demand))
        takes = {parameter.type for parameter in clause.takes} if clause else set()
        for name, given in (("people", met.people), ("organisations", met.organisations)):
            if clause and given and name not in takes:
                message = f"'{met.demand}' takes no {name}"
                hint = f"it takes: {', '.join(sorted(takes))}" if takes else "leave it out"
                yield Problem("LK219", message, given[0].location, hint)


def what_lasted_is_over(document: Document) -> Iterator[Problem]:
    """What lasted for some days from a day on was over by the letter's date (LK517)."""
    letter = document.letter
    for item in letter.items():
        said = item.act.lasted.within(document.language.code) if isinstance(item, Event) and item.act.lasted else None
        if said and (days := _length(said, document)) and isinstance(item, Event):
            over = item.act.date.first + datetime.timedelta(days=days)
            if over > letter.date + datetime.timedelta(days=1):
                message = (
                    f"'{item.who}.{item.act.kind}' of {item.act.date} lasted '{said}', longer than to the letter's date"
                )
                hint = f"correct the length or the date; for what goes on still, write 'since {item.act.date.first}'"
                if "outcome" in document.library.acts[item.act.kind].keys_taken:
                    hint += ", and for how long it is to last, 'outcome:' in the place of 'lasted:'"
                yield Problem("LK517", message, said.location, hint)


def what_was_for_a_time_still_holds(document: Document) -> Iterator[Problem]:
    """No demand takes for granted what was to end by itself and nobody has confirmed since: a ban of a year (LK406)."""
    letter, told = document.letter, set[tuple[str, str]]()
    for said in letter.said():
        statuses = said.clause.when if isinstance(said.clause, Demand) else ()
        for key in for_whom(said) if statuses else ():
            for act, end in _ended_by_themselves(str(key), statuses, document):
                status = str(letter.act_kinds[act.kind].status)
                if (str(key), status) not in told:
                    told.add((str(key), status))
                    message = f"'{key}' was {status} on {act.date} for '{act.outcome.first if act.outcome else ''}'"
                    message += f", until {end}, and is demanded for as if that held on {letter.date}"
                    hint = "ask whether it does, and add 'confirmed: [DAY]', or the act that prolonged it"
                    place = location_of(key) or said.location
                    yield Problem("LK406", message, place, hint, Severity.WARNING)


def _ended_by_themselves(key: str, statuses: Sequence[str], document: Document) -> Iterator[tuple[Act, datetime.date]]:
    """The acts that alone brought statuses which somebody has, and whose time was over: each with its last day."""
    letter = document.letter
    holding = set(statuses).intersection(letter.statuses(key))
    for status in sorted(map(str, holding)):
        acts = [act for act in letter.acts(key) if letter.act_kinds[act.kind].status == status]
        ends = [_end(act, document) for act in acts]
        over = [one for one in ends if one is not None and one < letter.date]
        if over and len(over) == len(acts) and not any(day > over[-1] for day in acts[-1].confirmed):
            yield acts[-1], over[-1]


def _end(act: Act, document: Document) -> datetime.date | None:
    """The day when what an act made of its victim ends by itself; None for one that tells no time."""
    kind, said = document.letter.act_kinds[act.kind], act.outcome and act.outcome.within(document.language.code)
    days = _length(said, document) if said and kind.for_a_time else 0
    return act.date.last + datetime.timedelta(days=days) if days else None


def _length(said: str, document: Document) -> int:
    """The days of a length of time with which a phrase begins; 0 for another phrase."""
    units = lexicon(document.library, document.language.code).durations
    number = next(iter(numbers_in(str(said), document.language)), None)
    words = str(said)[number.end :].split() if number and number.start == 0 else []
    unit = _DAYS.get(units.get(words[0].casefold().strip(",.;"), ""), 0) if words else 0
    return min(number.number * unit, _LONG) if number else 0


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_LONG = 36_500


def _plans(campaign: Campaign) -> dict[Scalar, LetterPlan]:
    """The letters of a campaign, each with what it takes from others; what they lack is told elsewhere."""
    return {name: plan_of(campaign, str(name), References()) for name in campaign.letters}
