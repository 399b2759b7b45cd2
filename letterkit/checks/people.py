"""People: demands fit what was done to those they name, and everyone told of is counted and covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letterkit.library import Clause
from letterkit.problems import Problem, Severity
from letterkit.records import Group
from letterkit.resolve import Letter, Said, statuses_on
from letterkit.source import Scalar
from letterkit.subject import Subject


def demand_fits_status(subject: Subject) -> Iterator[Problem]:
    """A demand makes sense for the status of each person it names ("release" for someone who is held)."""
    letter = subject.letter
    for item in (item for group in letter.demands for item in group):
        if isinstance(item, Said) and item.clause.when:
            for key in item.arguments.get("people") or ():
                person = letter.campaign.people[Scalar(key)]
                statuses = statuses_on(person, letter.date, letter.campaign, letter.library)
                name = item.clause.name
                if not statuses and not isinstance(person, Group):
                    message = f"'{name}' is demanded for '{key}', of whom the campaign tells no act that fits"
                    yield _doubt("LK502", message, key, item, "add what was done to the person under 'acts:'")
                elif statuses and not set(statuses).intersection(item.clause.when):
                    fitting = sorted(clause.name for clause in _fitting(letter, statuses))
                    hint = f"these fit: {', '.join(fitting)}" if fitting else "choose another demand"
                    message = f"'{name}' does not fit '{key}', who is {' and '.join(statuses)} on {letter.date}"
                    yield _doubt("LK501", message, key, item, hint)


def _fitting(letter: Letter, statuses: Iterable[str]) -> Iterator[Clause]:
    demands = letter.library.of_kind("demands").values()
    return (clause for clause in demands if set(statuses).intersection(clause.when))


def _doubt(code: str, message: str, key: str, item: Said, hint: str) -> Problem:
    mark = key.mark if isinstance(key, Scalar) else item.mark
    return Problem(code, message, mark or item.mark, hint, Severity.WARNING)


CHECKS = (demand_fits_status,)
