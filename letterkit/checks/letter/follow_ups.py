"""Letters that follow letters: they come in time, ask for what is unmet, know what was answered, and set a fair day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from letterkit.drafts.document import Document, by_hand
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.language.calendars import rest_on
from letterkit.letter.following import outcome

_SOON = 5
"""Days within which nobody can have answered a letter."""
_SHORT = 7
_LONG = 184
"""Who asks for a reply later than in half a year has mistyped the day, or wants none."""
"""Days below which a reply cannot be asked for: a letter has to arrive, and an answer to be signed."""


def letter_follows_later(document: Document) -> Iterator[Problem]:
    """A letter is dated after the one that it follows (LK820), and not within a few days of it (LK821)."""
    letter = document.letter
    before = letter.earlier[-1] if letter.earlier else None
    if before is None or before.date is None:
        return
    days = (letter.date - before.date.last).days
    if days <= 0:
        message = f"the letter is dated {letter.date}, the one that it follows {before.date}"
        yield Problem("LK820", message, before.location, "correct one of the two dates")
    elif days < _SOON:
        message = f"the letter follows one of {before.date} within {days} {'day' if days == 1 else 'days'}"
        yield Problem("LK821", message, before.location, "give the target time to answer", Severity.WARNING)


def thanks_have_a_reason(document: Document) -> Iterator[Problem]:
    """A letter gives thanks only where something was met (LK827)."""
    letter = document.letter
    if letter.form.thanks and letter.outcome and not letter.outcome.met:
        message = f"the letter gives thanks, and no demand of the earlier one was met by {letter.date}"
        hint = "correct the date, add the act that shows it or a record under 'met:', or take another form"
        yield Problem("LK827", message, letter.plan.location, hint)


def nothing_met_is_demanded(document: Document) -> Iterator[Problem]:
    """A demand is not made again for those for whom the campaign records that it was met (LK822)."""
    letter = document.letter
    found = outcome(letter.demands, datetime.date.min, letter.date, document.campaign, document.library)
    for said, met in found.recorded:
        message = f"'{said.clause.name}' is demanded, and was met on {met.date}"
        hint = f"leave it out, or correct the record under 'met:' ({met.location})"
        yield Problem("LK822", message, said.location, hint, Severity.WARNING)


def replies_are_known(document: Document) -> Iterator[Problem]:
    """A letter does not say that no answer came when the campaign records one (LK823)."""
    letter = document.letter
    replies = letter.earlier[-1].replies if letter.earlier else ()
    if not replies:
        return
    silence = document.language.checking.no_answer
    if silence is None:
        return
    for passage, start, sentence in document.sentences():
        found = silence.search(sentence)
        if found and by_hand(passage, start + found.start()):
            message = f"'{found[0]}': the campaign records a reply of {replies[-1].date}"
            hint = f"say what it said, or correct the record ({replies[-1].location})"
            location = document.place(passage, start + found.start(), start + found.end())
            yield Problem("LK823", message, location, hint, Severity.WARNING)


def reply_can_be_in_time(document: Document) -> Iterator[Problem]:
    """The day of the reply lies ahead by a week or more (LK824), and is no day of rest for the target (LK825)."""
    letter, by = document.letter, document.letter.reply_by
    if by is None:
        return
    location = by.location or letter.plan.location
    days = (by.last - letter.date).days
    if by.last < document.sending:
        message = f"a reply is asked for by {by}, which is past on {document.sending}"
        yield Problem("LK824", message, location, "ask for it by a later day", Severity.WARNING)
    elif days < _SHORT:
        message = f"a reply is asked for by {by}, {days} {'day' if days == 1 else 'days'} after the letter"
        yield Problem("LK824", message, location, f"leave at least {_SHORT} days", Severity.WARNING)
    elif days > _LONG:
        message = f"a reply is asked for by {by}, {days} days after the letter"
        yield Problem("LK824", message, location, "ask for it within half a year", Severity.WARNING)
    abroad = not letter.direct or letter.target.is_ in ("embassy", "international")
    if why := rest_on(by.last, None if abroad else str(document.campaign.country)):
        message = f"a reply is asked for by {by}, which is {why}"
        yield Problem("LK825", message, location, "take a working day", Severity.WARNING)
