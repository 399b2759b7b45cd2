"""Time: what a letter says holds on the day it is dated, and on the day it is sent."""

from __future__ import annotations

import calendar
import datetime
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from babel.dates import format_date

from letterkit.drafts.document import Document, by_hand
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.dates import PartialDate
from letterkit.foundation.problems import Problem
from letterkit.language.grammar import Language
from letterkit.language.mentions import DateMention, dates_in
from letterkit.letter.items import Event
from letterkit.letter.lasting import is_only_presumed, last_known
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Group, Person, Target
from letterkit.schema.checking import Ahead
from letterkit.schema.clause import Demand
from letterkit.schema.letterhead import Figures, Letterhead, OfficerTerm
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
    if occasion and occasion.date < document.sending:
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
        if (name, str(event.act.date)) not in told:
            told.add((name, str(event.act.date)))
            message = f"'{name}' was to come on {event.act.date}, and nothing says what became of it by {day}"
            hint = "ask, and name a source of that day or later, or add 'confirmed: [DAY]'; or correct the date"
            place = event.act.date.location or event.act.location
            yield Problem("LK406", message, place, hint, Severity.WARNING)


def _known_statuses(letter: Letter, key: str, statuses: Collection[str]) -> list[tuple[datetime.date, Act, str]]:
    """The acts that brought about those of some statuses that somebody has, each with when it was last known so."""
    holding = {status for status in letter.statuses(key) if status in statuses}
    return [
        (last_known(act, letter), act, str(letter.act_kinds[act.kind].status))
        for act in letter.acts(key)
        if letter.act_kinds[act.kind].status in holding
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
                elif by_hand(passage, found.start()) and not any(
                    date.first <= last and first <= date.last for date in _known_dates(document)
                ):
                    message = f"'{found[0]}' is {_from_to(first, last)}, and the campaign tells of nothing then"
                    yield Problem("LK407", message, location, "name the day instead", Severity.WARNING)


def _known_dates(document: Document) -> Iterator[PartialDate]:
    """The dates of what the campaign tells."""
    yield from (act.date for record in _records(document.letter) for act in record.acts)
    yield from (_one_day(occasion.date) for occasion in document.campaign.occasions.values())


def stretch_of(name: str, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and last day of what is called "this week", "last month", "yesterday" on a day."""
    if name in ("yesterday", "tomorrow"):
        other = day + datetime.timedelta(days=1 if name == "tomorrow" else -1)
        return other, other
    which, _, unit = name.partition("-")
    steps = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        monday = day + datetime.timedelta(days=7 * steps - day.weekday())
        return monday, monday + datetime.timedelta(days=6)
    years, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
    return datetime.date(years, month + 1, 1), datetime.date(years, month + 1, calendar.monthrange(years, month + 1)[1])


def _from_to(first: datetime.date, last: datetime.date) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _one_day(day: datetime.date) -> PartialDate:
    return PartialDate(day, day, "day")


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


def nothing_is_told_before_it_happened(document: Document) -> Iterator[Problem]:
    """A day after the letter's date is spoken of as ahead, and a day before it is sent is not."""
    letter, ahead = document.letter, document.language.checking.ahead
    if ahead is None:
        return
    planned = {occasion.date for occasion in document.campaign.occasions.values()}
    planned |= {term for target in document.campaign.targets.values() for term in (target.from_, target.until) if term}
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


def figures_are_of_their_time(document: Document) -> Iterator[Problem]:
    """The sender is said to speak for as many people as its figures of the letter's date say."""
    letter, language = document.letter, document.language
    told = list(_amounts_told(document))
    if not told:
        return  # what words numbers takes long to import
    senders = tuple({house.key: house for house in (*letter.senders, *letter.notes)}.values())
    current = {amount for house in senders for amount in _amounts([house.figures_on(letter.date)], language)}
    said = [each for each in told if each[3].lower() not in current]
    for house in senders:
        valid, outdated = house.figures_on(letter.date), _amounts(house.figures, language)
        if valid is None or not valid.members:
            continue
        for passage, start, sentence, amount, noun in said:
            if amount.lower() in outdated or _speaks_for(house, noun, sentence, language):
                name = house.short.first if house.short else house.name.first
                message = f"'{amount}' are not those for whom {name} speaks on {letter.date}"
                hint = f"its figures of {valid.as_of} say {_amounts([valid], language)[-1]}"
                hint += "; newer ones belong into its letterhead, with their date"
                at = start + sentence.index(amount)
                location = document.place(passage, at, at + len(amount))
                yield Problem("LK410", message, location, hint, Severity.WARNING)


def _amounts_told(document: Document) -> Iterator[tuple[Passage, int, str, str, str]]:
    """The large numbers of a letter: passage, where its sentence begins in it, the sentence, amount and noun."""
    language = document.language
    patterns = _millions(language), _figures(tuple(language.checking.partitives))
    for passage, start, sentence in document.sentences((*document.body, *document.around)):
        for found in (each for pattern in patterns for each in pattern.finditer(sentence)):
            yield passage, start, sentence, found["amount"], found["noun"]


# Thousands in figures, and the noun that they count.
@cache
def _figures(partitives: tuple[str, ...]) -> re.Pattern[str]:
    amount = r"(?<![\w$€£.,])(?P<amount>\d{1,3}(?:[ ,]\d{3})+)(?![\d,.]\d)"
    return re.compile(rf"{amount} (?:{_joining(partitives)})?(?P<noun>[\w-]+)")


def _joining(partitives: Iterable[str]) -> str:
    """A pattern for what can stand between a number and what it counts, with its space: "of ", "d’"."""
    ended = (
        re.sub("['’]", "['’]", re.escape(word)) + ("" if word.endswith(("'", "’")) else " ") for word in partitives
    )
    return "|".join(ended) or "(?!)"


def _amounts(figures: Iterable[Figures | None], language: Language) -> list[str]:
    """Numbers of members as a text can write them, in words and in figures."""
    return [
        language.number(entry.members, words).lower().translate({0xA0: " ", 0x202F: " "})
        for entry in figures
        if entry and entry.members
        for words in (True, False)
    ]


def _millions(language: Language) -> re.Pattern[str]:
    unit = "|".join(sorted(map(re.escape, {*language.writing.numbers.million.all})))
    return _amount_pattern(unit, language.writing.phrases.half.first, tuple(language.checking.partitives))


@cache
def _amount_pattern(unit: str, half: str, partitives: tuple[str, ...]) -> re.Pattern[str]:
    halves = re.escape(half).replace(r"\{\}", "{}").format(r"[^\W\d_-]+", f"(?:{unit})")
    return re.compile(
        rf"(?<![\w$€£])(?P<amount>{halves}|(?:[^\W\d_][\w-]*|\d[\d.,]*) (?:{unit}))(?!\w)"
        rf" (?:{_joining(partitives)})?(?P<noun>[\w-]*)",
        re.IGNORECASE,
    )


def _speaks_for(house: Letterhead, noun: str, sentence: str, language: Language) -> bool:
    """Whether a sentence says for how many a house speaks: of its noun, by its name or in the first person."""
    nouns = house.speaks_for.within(language.code) if house.speaks_for else None
    names = [text.within(language.code) for text in (house.name, house.short) if text]
    first_person = language.checking.first_person
    itself = (first_person and first_person.search(sentence)) or any(name and name in sentence for name in names)
    return bool(itself) and bool(nouns) and noun == str(nouns).split()[0]
