"""The days that a campaign names in its own words, and those of the correspondence and of what is to come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Days
from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.language.spelling import plain
from letterkit.letter.items import FilledClause, FreeText
from letterkit.letter.known import known_on
from letterkit.schema.fields import Text


def days_worded(document: Document, eyes: Eyes) -> frozenset[Days]:
    """The stretches of time that a campaign names in its own words within a letter; those of acts are found once."""
    letter, language = document.letter, document.language
    names = Same(letter.people), Same(letter.organisations), Same(document.known)
    key = (letter.date, *names, str(language.locale), Same(language.checking), Same(language.writing))

    def days_in(texts: Iterator[Text]) -> frozenset[Days]:
        said = (plain(str(text.within(language.code) or text.first)) for text in texts)
        return frozenset(days for text in said for mention in eyes.dates(text) for days in mention.days)

    return days_in(_own_words(document)) | _WORDED.of(document.campaign, key, lambda: days_in(_words_of_acts(document)))


_WORDED: Kept[frozenset[Days]] = Kept()


def _words_of_acts(document: Document) -> Iterator[Text]:
    """What the campaign says of acts in its own words."""
    letter = document.letter
    for record in (*letter.people.values(), *letter.organisations.values()):
        for act in record.acts:
            yield from filter(None, (act.for_, act.outcome, act.object, act.when))


def _own_words(document: Document) -> Iterator[Text]:
    """What the campaign says in its own words within the letter: to clauses, and in texts of its own."""
    for item in document.letter.items():
        if isinstance(item, FreeText):
            yield item.text
        elif isinstance(item, FilledClause):
            yield from (value for value in item.arguments.values() if isinstance(value, Text))


def own_days(document: Document) -> Iterator[datetime.date]:
    """The days of the correspondence: of the letters and replies so far, of this letter, and for the reply."""
    letter = document.letter
    yield letter.date
    for earlier in letter.earlier:
        for date in (earlier.date, *(reply.date for reply in earlier.replies)):
            if date:
                yield date.first
    yield from (one.date.first for one in document.campaign.occasions.values() if one.date)
    if letter.reply_by:
        yield letter.reply_by.first


def coming_days(document: Document) -> Iterator[datetime.date]:
    """The days on which, as the letter knows, something is to come, or was to come."""
    known = known_on(document.campaign, document.letter.date, document.library)
    yield from (act.date.first for acts in known.announced.values() for act in acts)
