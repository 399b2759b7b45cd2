"""Lengths of time that a demand names, held against what was done to those for whom it is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from letterkit.checks.campaign.sums import length_of
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.letter.items import FilledClause, for_whom
from letterkit.schema.clause import Demand
from letterkit.schema.fields import Text

_SLACK = 1.3
"""People say "two months" of nine weeks."""


def demands_ask_for_what_is_owed(document: Document) -> Iterator[Problem]:
    """What is asked for some months is what was kept back for so many (LK505)."""
    for item in (one for group in document.letter.demands for one in group if isinstance(one, FilledClause)):
        asked = _lengths(item.arguments.values(), document)
        for key in for_whom(item) if asked else ():
            told = _told(str(key), item, document)
            for text, days in asked if len(told) == 1 else ():
                if not told[0][1] / _SLACK <= days <= told[0][1] * _SLACK:
                    message = f"'{text.first}' is asked for '{key}', of whom it is told '{told[0][0].first}'"
                    yield Problem("LK505", message, text.first.location, "correct one of the two", Severity.WARNING)


def _told(key: str, item: FilledClause, document: Document) -> Sequence[tuple[Text, int]]:
    """How long that went on which a demand answers, where it was done once to somebody."""
    answers = frozenset(map(str, item.clause.answers)) if isinstance(item.clause, Demand) else frozenset[str]()
    acts = [act for act in document.letter.acts(key) if str(act.kind) in answers]
    return _lengths((acts[0].outcome, acts[0].lasted), document) if len(acts) == 1 else ()


def _lengths(values: Iterable[object], document: Document) -> Sequence[tuple[Text, int]]:
    """The texts among values that say how long, each with its days."""
    texts = ((text, length_of(text, document.library)) for text in values if isinstance(text, Text))
    return [(text, days) for text, days in texts if days]
