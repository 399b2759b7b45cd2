"""Nobody is let out of prison whose sentence is suspended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.checks.letter.people import demanded, doubt
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.mentions import numbers_in
from letterkit.letter.items import for_whom
from letterkit.schema.clause import Demand
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act

_SUSPENDED = Scalar("probation")


def nobody_is_freed_from_a_suspended_sentence(document: Document) -> Iterator[Problem]:
    """No release is demanded for who has been given a suspended sentence, and was not taken again since (LK501)."""
    library, letter = document.library, document.letter
    held = frozenset(str(kind.status) for kind in library.acts.values() if kind.grave and kind.state)
    for item in demanded(letter):
        frees = isinstance(item.clause, Demand) and not held.isdisjoint(map(str, item.clause.when))
        for key in for_whom(item) if frees else ():
            last = _last_suspended(letter.acts(str(key)), held, library)
            if last:
                message = f"'{item.clause.name}' is demanded for '{key}', whose sentence of {last.date} is suspended"
                yield doubt(
                    "LK501", message, key, item, "ask for the sentence to be quashed, or say that they are held"
                )


def _last_suspended(acts: Sequence[Act], held: frozenset[str], library: Library) -> Act | None:
    """The suspended sentence of somebody since which they were not taken, or known to be held, again."""
    last = max((act for act in acts if _is_suspended(act, library)), key=lambda act: act.date.last, default=None)
    if last is None:
        return None
    taken = any(str(library.acts[act.kind].status) in held and act.date.last >= last.date.last for act in acts)
    known = any(day > last.date.last for act in acts for day in act.confirmed)
    return None if taken or known else last


def _is_suspended(act: Act, library: Library) -> bool:
    """Whether an act is a sentence that is suspended as a whole: of one in part, another length is told."""
    if not library.acts[act.kind].for_a_time:
        return False
    for code, said in said_in(act.outcome, library):
        language = language_of(library, code)
        pattern = language.checking.matters.get(_SUSPENDED)
        if pattern and pattern.search(str(said)) and len(list(numbers_in(str(said), language))) <= 1:
            return True
    return False
