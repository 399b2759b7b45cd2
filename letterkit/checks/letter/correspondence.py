"""What a letter says of other papers: that something is enclosed, and that the addressee has written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from letterkit.checks.wording.masking import unquoted
from letterkit.drafts.document import Document, by_hand
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.language.mentions import dates_in

_NEAR = 12
"""Within how many characters a day stands behind the words for a letter that is of that day."""


def what_is_enclosed_is_there(document: Document) -> Iterator[Problem]:
    """A letter says that something is enclosed only when it has an enclosure (LK828)."""
    enclosing = document.language.checking.enclosing
    if enclosing is None or document.sheet.enclosures or document.sheet.annex or document.letter.plan.enclosures:
        return
    for passage, start, sentence in document.sentences():
        found = next(iter(_said_in(sentence, enclosing)), None)
        if found and by_hand(passage, start + found.start()):
            hint = "name it under 'enclosures:' or 'attachments:' of the letter, or say it otherwise"
            location = document.place(passage, start + found.start(), start + found.end())
            yield Problem("LK828", f"'{found[0]}': the letter has no enclosure", location, hint, Severity.WARNING)


@lru_cache(maxsize=1024)  # letters of other senders have the same sentences
def _said_in(sentence: str, expression: re.Pattern[str]) -> tuple[re.Match[str], ...]:
    """What an expression finds in a sentence outside of quotations."""
    return tuple(expression.finditer(unquoted(sentence)))


def letters_of_theirs_are_known(document: Document) -> Iterator[Problem]:
    """A letter of the addressee that is spoken of is among the replies that the campaign records (LK823)."""
    theirs = document.language.checking.their_letters
    if theirs is None or document.letter.plan.your_reference:
        return
    recorded = sorted(_recorded(document))
    for passage, start, sentence in document.sentences():
        for found in _said_in(sentence, theirs):
            days = _days(document, sentence, found)
            if (days if days is None else days & set(recorded)) or not by_hand(passage, start + found.start()):
                continue
            if days is None and recorded:
                continue
            hint = "record it under 'replies:' of the letter that it answers, or correct the day"
            location = document.place(passage, start + found.start(), start + found.end())
            yield Problem(
                "LK823", f"'{found[0]}': the campaign records no such letter", location, hint, Severity.WARNING
            )


def _days(document: Document, sentence: str, found: re.Match[str]) -> set[datetime.date] | None:
    """The days that can be meant by the one behind the words for a letter, None where there is none."""
    for each in dates_in(sentence, document.language, document.letter.date):
        if 0 <= each.start - found.end() <= _NEAR:
            return set(each.days)
    return None


def _recorded(document: Document) -> Iterator[datetime.date]:
    """The days of all papers that the campaign knows: replies, letters outside it, sources."""
    for plan in document.campaign.letters.values():
        yield from (reply.date.first for reply in plan.replies)
    for earlier in document.letter.earlier:
        yield from (reply.date.first for reply in earlier.replies)
    yield from (source.date.first for source in document.campaign.sources.values() if source.date)
