"""Demands that something end are made of what goes on, or holds still."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.letter.items import FilledClause
from letterkit.schema.clause import Demand


def what_is_to_end_goes_on(document: Document) -> Iterator[Problem]:
    """What a demand is to put an end to goes on at the letter's day, or what it made of its victim holds (LK501)."""
    letter = document.letter
    for said in letter.items_asked():
        if not (isinstance(said, FilledClause) and isinstance(said.clause, Demand) and said.clause.of_what_lasts):
            continue
        names = [parameter.name for parameter in said.clause.takes if parameter.type == "acts"]
        for event in (one for name in names for one in said.arguments.get(name) or ()):
            holding = {act.kind for act in letter.holding(event.who)}
            if not event.act.ongoing and event.act.kind not in holding:
                message = f"'{said.clause.name}' is demanded of '{event.who}.{event.act.kind}', which is over"
                hint = "name what goes on, with 'ongoing: yes' where it does, or ask for something else"
                yield Problem("LK501", message, event.location or said.location, hint, Severity.WARNING)
