"""Time: what a letter says holds on the day it is dated, and on the day it is sent."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from babel.dates import format_date

from letterkit.checks.ledger.sentences.cast import cast_of
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.stretches import stretch_of
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.letter.years import year_is_doubted
from letterkit.drafts.document import Document, by_hand
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.dates import PartialDate
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Problem
from letterkit.language.mentions import DateMention, dates_in
from letterkit.language.spelling import plain
from letterkit.letter.items import Event
from letterkit.letter.known import known_on
from letterkit.letter.lasting import is_only_presumed, last_known
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Campaign, Group, Person, Target
from letterkit.schema.checking import Ahead
from letterkit.schema.clause import Demand
from letterkit.schema.letterhead import OfficerTerm
from letterkit.schema.organisation import Act, Organisation


def target_is_in_office(document: Document) -> Iterator[Problem]:
    """The one written to, and those who get copies, hold their offices on the letter's date and when it is sent."""
    letter = document.letter
    keys = (*letter.plan.to, *letter.plan.copies)
    for key, target in zip(keys, letter.recipients, strict=True):
        day = _out_of_office(target, document)
        if key and day:
            hint = f"the term runs from {target.from_ or '...'} until {target.until or '...'}"
            hint += "; name the successor as a target of their own"
            yield Problem("LK401", f"'{key}' is not in office on {day}", key.location, hint)


def signatory_is_in_office(document: Document) -> Iterator[Problem]:
    """Those who sign hold their offices on the letter's date and when it is sent."""
    for signatory in document.letter.signatories:
        officer = signatory.officer
        if day := _out_of_office(officer, document):
            message = f"{officer.name or officer.office.first} is not in office on {day}"
            hint = "name another officer with 'signed-by', or the successor in a letterhead of your own"
            yield Problem("LK402", message, signatory.location or document.letter.plan.location, hint)


def _out_of_office(term: Target | OfficerTerm, document: Document) -> datetime.date | None:
    """The first of the letter's days on which a term has not begun or has ended; None when it includes them all."""
    days = dict.fromkeys((document.letter.date, document.sending))
    return next((day for day in days if (term.until and day > term.until) or (term.from_ and day < term.from_)), None)


def occasion_is_ahead(document: Document) -> Iterator[Problem]:
    """An occasion at which demands are to be raised lies after the day on which the letter is sent."""
    occasion, plan = document.letter.occasion, document.letter.plan
    clauses = [one.clause for one in document.letter.said()]
    clauses += [document.letter.lead.clause] if document.letter.lead else []
    raised = any(clause.tells_the_occasion(ahead=True) for clause in clauses)
    if raised and occasion and occasion.date and occasion.date.last < document.sending:
        day = "the letter's date" if document.sending == document.letter.date else f"it is sent on {document.sending}"
        message = f"'{occasion.name.first}' was on {occasion.date}, before {day}"
        location = plan.occasion.location if plan.occasion else None
        yield Problem("LK405", message, location, "name the next occasion", Severity.WARNING)


def statuses_are_confirmed(document: Document) -> Iterator[Problem]:
    """What a demand takes for granted ("release": she is held) was known to hold not long before the letter is sent.

    It is known from the act that brought it about, and on each day that the act lists as ``confirmed``; only statuses
    that some act can end are asked about. How long it holds is the house's ``status-days``.
    """
    letter = document.letter
    endable = {status for clause in document.library.acts.values() for status in clause.ends}
    limit = letter.letterhead.limits.status_days
    end = "the letter" if document.sending <= letter.date else f"it is sent on {document.sending}"
    told: set[tuple[str, str]] = set()
    for said in letter.said():
        assumed = endable.intersection(said.clause.when) if isinstance(said.clause, Demand) else ()
        for key in (said.arguments.get("people") or ()) if assumed else ():
            known = _known_statuses(letter, key, assumed)
            if not known:
                continue
            day, act, status = max(known, key=lambda entry: entry[0])
            if year_is_doubted(act, document.campaign, document.library):
                continue
            age = (max(letter.date, document.sending) - day).days
            # One record is missing, however many demands take the status for granted.
            if age > limit and (str(key), status) not in told:
                told.add((str(key), status))
                message = f"that '{key}' is {status} was last known {age} days before {end}, on {day}"
                hint = f"ask again, and add 'confirmed: [DAY]' to the act '{act.kind}'"
                hint += f" ({act.location}), or the act that ended it" if act.location else ", or the act that ended it"
                yield Problem("LK406", message, key.location or said.location, hint, Severity.WARNING)


def announced_days_are_ahead(document: Document) -> Iterator[Problem]:
    """What a letter knows from an announcement only lies ahead of it: of what was to come by then, news is asked for.

    The letter says "was due to stand trial on 18 April", and its reader knows what came of that (LK406).
    """
    letter, day = document.letter, max(document.letter.date, document.sending)
    told: set[tuple[str, str]] = set()
    for event in letter.items():
        if not isinstance(event, Event) or not event.announced or event.act.date.last >= day:
            continue
        name = f"{event.who}.{event.act.kind}"
        if any((one.kind, one.date) == (event.act.kind, event.act.date) for one in letter.acts(event.who)):
            continue  # The letter before was written ahead of it; this one knows what came of it.
        if (name, str(event.act.date)) not in told:
            told.add((name, str(event.act.date)))
            message = f"'{name}' was to come on {event.act.date}, and nothing says what became of it by {day}"
            hint = "ask, and name a source of that day or later, or add 'confirmed: [DAY]'; or correct the date"
            place = event.act.date.location or event.act.location
            yield Problem("LK406", message, place, hint, Severity.WARNING)


def _known_statuses(letter: Letter, key: str, statuses: Collection[str]) -> list[tuple[datetime.date, Act, str]]:
    """The acts that brought about those of some statuses that somebody has, each with when it was last known so.

    Who asked on a day about a later step of the same case, and notes it as confirmed, heard of no end of it. What is
    done to prisoners, such as a transfer, shows that they were held on its day.
    """
    holding, acts = letter.statuses(key), letter.acts(key)
    steps = [one for one in acts if one.confirmed and {*letter.act_kinds[one.kind].after}.intersection(holding)]
    heard = [day for one in steps if letter.act_kinds[one.kind].status in holding for day in one.confirmed]

    def shown(status: str) -> list[datetime.date]:
        kinds = ((one, letter.act_kinds[one.kind]) for one in acts)
        return [last_known(one, letter) for one, kind in kinds if status in kind.after and "treatment" in kind.topics]

    return [
        (max([last_known(act, letter), *(day for day in (*heard, *shown(status)) if day > act.date.last)]), act, status)
        for act in acts
        if (status := str(letter.act_kinds[act.kind].status)) in statuses and status in holding
    ]


def no_state_is_only_presumed(document: Document) -> Iterator[Problem]:
    """Of whom the letter tells that they were detained long ago, it is known whether they still are (LK406).

    No demand takes it for granted, so the letter tells it as past, and a reader asks what became of them.
    """
    letter = document.letter
    for event in (item for paragraph in letter.facts for item in paragraph if isinstance(item, Event)):
        act, kind = event.act, letter.act_kinds[event.act.kind]
        tells = kind.lasts or act.held_at is not None
        if tells and kind.status in letter.statuses(event.who) and is_only_presumed(act, event.who, letter):
            still = f"whether '{event.who}' is still {kind.status} is not known: '{act.kind}: {act.date}' has no end"
            goes_on = (
                f"write '{act.kind}: since {act.date}'"
                if kind.lasts
                else "add 'confirmed: [DAY]', when it was last known"
            )
            ended = f"when it ended ('{act.kind}: {act.date}/...'), or " if kind.lasts else ""
            hint = f"{goes_on} if it goes on; if not, {ended}the act that ended it"
            message = f"{still}; the letter tells it as past"
            yield Problem("LK406", message, act.date.location or act.location, hint, Severity.WARNING)


def relative_time_holds(document: Document) -> Iterator[Problem]:
    """Words such as "this week" and "last month" hold on the letter's date, and still on the day it is sent.

    What a person wrote, in the campaign or in the draft, must have something in the campaign that it can mean.
    """
    letter = document.letter
    stretches = document.language.checking.relative
    for passage in document.passages:
        for name, pattern in stretches.items():
            for found in pattern.finditer(passage.text):
                first, last = stretch_of(name, letter.date)
                location = document.place(passage, *found.span())
                if document.sending != letter.date and stretch_of(name, document.sending) != (first, last):
                    message = f"'{found[0]}' no longer holds on {document.sending}, when the letter is sent"
                    hint = f"name the day, or date the letter {document.sending} with 'letterkit draft --date'"
                    yield Problem("LK407", message, location, hint, Severity.WARNING)
                elif (
                    by_hand(passage, found.start())
                    and not _is_of_the_writers(document, passage, found.start())
                    and not any(date.first <= last and first <= date.last for date in _known_dates(document))
                    and (first <= letter.date or _tells_of_the_case(document, passage, found.start()))
                ):
                    message = f"'{found[0]}' is {_from_to(first, last)}, and the campaign tells of nothing then"
                    yield Problem("LK407", message, location, "name the day instead", Severity.WARNING)


def _is_of_the_writers(document: Document, passage: Passage, at: int) -> bool:
    """Whether the sentence at a place is about those who write: "Our affiliates are holding vigils this week"."""
    start, end = next(span for span in document.language.sentences.of(passage.text) if at < span[1])
    first = document.language.checking.first_person
    return bool(first and first.match(passage.text[start:end].lstrip()))


def _tells_of_the_case(document: Document, passage: Passage, at: int) -> bool:
    """Whether the sentence at a place tells an act of somebody in the campaign, and not what others will do then."""
    start, end = next(span for span in document.language.sentences.of(passage.text) if at < span[1])
    words = lexicon(document.library, document.language.code)
    eyes = Eyes(words, document.language, cast_of(document), document.letter.date)
    seen = eyes.see(plain(passage.text[start:end]))
    coming = {str(act.kind) for act in chain.from_iterable(_coming(document))}
    told = frozenset[str]().union(*(each.values for each in seen.of("verb", "noun")))
    return bool(told & coming or (seen.of("verb") and seen.of("person", "group", "persons")))


def _days_of_occasions(document: Document) -> Iterator[datetime.date]:
    """The days on which an occasion begins and ends."""
    for occasion in document.campaign.occasions.values():
        if occasion.date:
            yield from (occasion.date.first, occasion.date.last)


def _known_dates(document: Document) -> Iterator[PartialDate]:
    """The dates of what the campaign tells."""
    yield from (act.date for record in _records(document.letter) for act in record.acts)
    yield from (one.date for one in document.campaign.occasions.values() if one.date)


def _from_to(first: datetime.date, last: datetime.date) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _records(letter: Letter) -> Iterator[Person | Group | Organisation]:
    yield from letter.people.values()
    yield from letter.organisations.values()


def dates_are_right(document: Document) -> Iterator[Problem]:
    """A date that a letter mentions exists, and the weekday beside it is its own."""
    for passage, mention in _dates(document):
        text = passage.text[mention.start : mention.end]
        location = document.place(passage, mention.start, mention.end)
        if not mention.days:
            yield Problem("LK408", f"there is no {text}", location, "correct the date")
        elif mention.weekday not in (None, *(day.weekday() for day in mention.days)):
            right = format_date(mention.days[-1], "EEEE", locale=document.language.locale)
            hint = f"{mention.days[-1]} is a {right}; correct the weekday or the date"
            yield Problem("LK408", f"'{text}': the weekday does not fit the date", location, hint)


def _is_ahead(mention: DateMention, letter: Letter) -> bool:
    """Whether a date is later than a letter; one without its year can be that of an act of a year before."""
    if min(mention.days) <= letter.date:
        return False
    named = {(day.month, day.day) for day in mention.days}
    acts = (act.date for record in _records(letter) for act in record.acts)
    return all((date.first.month, date.first.day) not in named for date in acts if date.first <= letter.date)


def _terms(campaign: Campaign) -> frozenset[datetime.date]:
    """The days on which terms of those begin or end who can be written to."""
    days = (day for target in campaign.targets.values() for day in (target.from_, target.until))
    return frozenset(filter(None, days))


_TERMS: Kept[frozenset[datetime.date]] = Kept()


def _ends_before_it_began(campaign: Campaign) -> tuple[Problem, ...]:
    """What is wrong with the days to which acts of a campaign last, or by which they ask for something."""
    found = []
    for act in (act for record in (*campaign.people.values(), *campaign.organisations.values()) for act in record.acts):
        for key, day in (("until", act.until), ("deadline", act.deadline)):
            if day is not None and day.last < act.date.first:
                message = f"'{key}: {day}' comes before '{act.kind}: {act.date}'"
                found.append(Problem("LK408", message, day.location, "correct one of the two"))
    return tuple(found)


_ENDS: Kept[tuple[Problem, ...]] = Kept()


def acts_end_after_they_began(document: Document) -> Iterator[Problem]:
    """The day until which an act lasts, or by which it asks for something, does not come before the act (LK408)."""
    yield from _ENDS.of(document.campaign, None, lambda: _ends_before_it_began(document.campaign))


def deadlines_are_ahead(document: Document) -> Iterator[Problem]:
    """The day by which a demand is to be done comes after the letter, and after the day it is sent (LK411)."""
    for said in document.letter.said():
        for parameter in said.clause.accepts if said.clause.kind == "demands" else ():
            by = said.arguments.get(parameter.name) if parameter.type == "deadline" else None
            if isinstance(by, PartialDate) and by.last <= document.sending:
                message = (
                    f"'{said.clause.name}' is demanded by {by.last}, and the letter goes out on {document.sending}"
                )
                yield Problem("LK411", message, by.location, "give it a later day, or none", Severity.WARNING)


def nothing_is_told_before_it_happened(document: Document) -> Iterator[Problem]:
    """A day after the letter's date is spoken of as ahead, and a day before it is sent is not."""
    letter, ahead = document.letter, document.language.checking.ahead
    if ahead is None:
        return
    planned: set[datetime.date] = set(_days_of_occasions(document))
    planned |= _TERMS.of(document.campaign, None, lambda: _terms(document.campaign))
    planned |= set(_announced(document))
    for passage, mention, hinted, announced in _days_told(document, ahead):
        text = passage.text[mention.start : mention.end]
        location = document.place(passage, mention.start, mention.end)
        if not mention.days or planned.intersection(mention.days):
            continue
        if _is_ahead(mention, letter) and not hinted:
            message = f"'{text}' is later than the letter, which is dated {letter.date}"
            hint = "correct the date, or say that it is still to come"
            yield Problem("LK409", message, location, hint, Severity.WARNING)
        elif max(mention.days) < document.sending and announced:
            day = "the letter's date" if document.sending == letter.date else f"{document.sending}, when it is sent"
            message = f"'{text}' is announced, and lies before {day}"
            hint = "say what happened, or correct the date"
            yield Problem("LK411", message, location, hint, Severity.WARNING)


def _announced(document: Document) -> Iterator[datetime.date]:
    """The days of what the campaign announces, as the letter's date knows it."""
    for act in chain.from_iterable(_coming(document)):
        if act.date.first == act.date.last and act.date.first > document.letter.date:
            yield act.date.first


def _coming(document: Document) -> Iterable[Sequence[Act]]:
    """What the campaign announces, as the letter's date knows it."""
    return known_on(document.campaign, document.letter.date, document.library).announced.values()


def _days_told(document: Document, ahead: Ahead) -> Iterator[tuple[Passage, DateMention, bool, bool]]:
    """The days that the body mentions, each with whether its sentence looks ahead, and whether it announces it before.

    They are read in their paragraph, in which an earlier sentence may have said the year.
    """
    for passage in document.body:
        told = list(dates_in(passage.text, document.language, document.letter.date))
        for _, start, sentence in document.sentences([passage]) if told else ():
            first = bisect_left(told, start, key=lambda mention: mention.start)
            last = bisect_left(told, start + len(sentence), key=lambda mention: mention.start)
            hinted = first < last and ahead.hints.search(sentence) is not None
            announced = next(ahead.announces.finditer(sentence), None) if first < last else None
            for mention in told[first:last]:
                before = announced is not None and start + announced.end() <= mention.start
                yield passage, mention, hinted, before


def _dates(document: Document) -> Iterator[tuple[Passage, DateMention]]:
    for passage in document.everything:
        for mention in dates_in(passage.text, document.language, document.letter.date):
            yield passage, mention
