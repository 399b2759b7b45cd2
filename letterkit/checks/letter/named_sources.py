"""Sources that a person names in a draft: each is one of the campaign's, and not older than what it answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.checks.ledger.answers import answers
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.foundation.suggest import did_you_mean
from letterkit.language.mentions import dates_in

_COMMENT = re.compile(r"<!--\s*sources?\b:?\s*(.*?)\s*-->", re.DOTALL | re.IGNORECASE)
_NAMED = re.compile(r"<!--\s*source:\s*([\w.-]+)\s*-->")


def named_sources_are_listed(document: Document) -> Iterator[Problem]:
    """A comment in a draft that names a source names one of the campaign's (LK703)."""
    first = document.passages[0].runs[0].location if document.edited and document.passages else None
    if first is None:
        return
    content, keys = document.files[first.file], [str(key) for key in document.campaign.sources]
    for comment in _COMMENT.finditer(content):
        named = _NAMED.fullmatch(comment[0])
        if named and named[1] in keys:
            continue
        line = content.count("\n", 0, comment.start()) + 1
        column = comment.start() - content.rfind("\n", 0, comment.start())
        place = Location(first.file, line, column, len(comment[0].split("\n")[0]))
        hint = did_you_mean(comment[1], keys) or "write <!-- source: KEY --> with one of those listed under 'sources:'"
        yield Problem("LK703", f"'{comment[1]}' is no source of the campaign: it answers for nothing", place, hint)


def named_sources_are_late_enough(document: Document) -> Iterator[Problem]:
    """The source that is named beside a sentence is not older than what the sentence tells (LK710)."""
    if not document.edited:
        return
    told = list(document.sentences())
    places = [document.place(passage, start, start + len(text)) for passage, start, text in told]
    for number, key in answers(document, places).items():
        date = document.campaign.sources[Scalar(key)].date
        for mention in dates_in(told[number][2], document.language, document.letter.date) if date else ():
            past = [day for day in mention.days if day <= document.letter.date]
            if date and past and all(day > date.last for day in past):
                passage, start, text = told[number]
                place = document.place(passage, start + mention.start, start + mention.end)
                message = f"'{key}' is of {date}, and cannot tell of '{text[mention.start : mention.end]}'"
                yield Problem(
                    "LK710", message, place, "name a source that reported it, or correct one of the two dates"
                )
