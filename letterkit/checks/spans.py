"""What has a beginning and an end, and what follows something else, outside the acts: looked at once a campaign."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from letterkit.checks.ledger.lexicon import lexicon
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import numbers_in
from letterkit.letter.items import Event
from letterkit.letter.resolve.plans import plan_of
from letterkit.schema.campaign import Campaign, Office, Person
from letterkit.schema.letter_plan import LetterPlan
from letterkit.schema.library import Library
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


def _offices(campaign: Campaign) -> Iterator[Office]:
    """The offices of the people of the campaign's own file; included ones are for other campaigns, too."""
    own = campaign.location.file if campaign.location else ""
    for person in campaign.people.values():
        if isinstance(person, Person) and person.location and person.location.file == own:
            yield from person.offices


def _exchanged(since: str, until: str, place: Location | None) -> Problem:
    message = f"the office begins on {since}, and ends on {until}"
    return Problem("LK517", message, place, "correct one of the two dates")


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
    letter, durations = document.letter, lexicon(document.library, document.language.code).durations
    for item in letter.items():
        said = item.act.lasted.within(document.language.code) if isinstance(item, Event) and item.act.lasted else None
        number = next(iter(numbers_in(str(said), document.language)), None) if said else None
        words = str(said)[number.end :].split() if number else []
        unit = _DAYS.get(durations.get(words[0].casefold(), ""), 0) if words else 0
        if said and number and unit and isinstance(item, Event):
            over = item.act.date.first + datetime.timedelta(days=min(number.number * unit, _LONG))
            if over > letter.date + datetime.timedelta(days=1):
                message = (
                    f"'{item.who}.{item.act.kind}' of {item.act.date} lasted '{said}', longer than to the letter's date"
                )
                hint = f"correct the length or the date; for what goes on still, write 'since {item.act.date.first}'"
                yield Problem("LK517", message, said.location, hint)


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_LONG = 36_500


def _plans(campaign: Campaign) -> dict[Scalar, LetterPlan]:
    """The letters of a campaign, each with what it takes from others; what they lack is told elsewhere."""
    return {name: plan_of(campaign, str(name), References()) for name in campaign.letters}
