"""Check a letter as a sceptical reader would: functions of one shape, each looking for one kind of mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from letterkit.checks import (
    abbreviations,
    address,
    drift,
    following,
    form,
    law,
    names,
    organisations,
    people,
    prose,
    sources,
    time,
)
from letterkit.ignoring import comments, malformed, set_aside
from letterkit.problems import Mark, Problem, Severity, in_order
from letterkit.subject import Subject

Check = Callable[[Subject], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    *law.CHECKS,
    *time.CHECKS,
    *people.CHECKS,
    *drift.CHECKS,
    *organisations.CHECKS,
    *names.CHECKS,
    *abbreviations.CHECKS,
    *address.CHECKS,
    *sources.CHECKS,
    *form.CHECKS,
    *prose.CHECKS,
    *following.CHECKS,
)


def check(subject: Subject) -> tuple[Problem, ...]:
    """Everything doubtful about a letter, in the order of its files, but for what a comment sets aside."""
    return check_with_comments(subject)[0]


def check_with_comments(subject: Subject) -> tuple[tuple[Problem, ...], frozenset[Mark]]:
    """As `check`, with the places of the comments that set something aside."""
    said = comments(subject.files)
    found = _telling_most(in_order(problem for look in CHECKS for problem in look(subject)))
    kept, used = set_aside(found, said)
    return in_order((*_gravest(kept), *malformed(said))), used


def _gravest(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without warnings about words of which an error says that they cannot stay.

    A place of one character is a whole record, of which each problem says another thing.
    """
    problems = tuple(problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    words = [error.mark for error in errors if error.mark and error.mark.length > 1]
    for problem in problems:
        mark = problem.mark
        if problem.severity is Severity.ERROR or not (mark and any(map(mark.overlaps, words))):
            yield problem


def _telling_most(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without those that say less than another does of the same words."""
    telling = [problem.mark for problem in problems if problem.mark and problem.code in drift.CODES]
    return tuple(
        problem
        for problem in problems
        if problem.code not in drift.SUPERSEDES or not (problem.mark and any(map(problem.mark.overlaps, telling)))
    )
