"""Time: what a letter says holds on the day it is dated, and on the day it is sent."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.problems import Problem, Severity
from letterkit.subject import Subject


def target_is_in_office(subject: Subject) -> Iterator[Problem]:
    """The one written to, and those who get copies, hold their offices on the letter's date."""
    letter = subject.letter
    keys = (letter.plan.to, *letter.plan.copies)
    for key, target in zip(keys, (letter.target, *letter.copies), strict=True):
        if key and ((target.until and letter.date > target.until) or (target.from_ and letter.date < target.from_)):
            hint = f"the term runs from {target.from_ or '...'} until {target.until or '...'}"
            hint += "; name the successor as a target of their own"
            yield Problem("LK401", f"'{key}' is not in office on {letter.date}", key.mark, hint)


def signatory_is_in_office(subject: Subject) -> Iterator[Problem]:
    """Those who sign hold their offices on the letter's date."""
    letter = subject.letter
    for signer in letter.signers:
        officer = signer.officer
        if (officer.until and letter.date > officer.until) or (officer.from_ and letter.date < officer.from_):
            message = f"{officer.name or officer.office.first} is not in office on {letter.date}"
            hint = "name another officer with 'signed-by', or the successor in a letterhead of your own"
            yield Problem("LK402", message, signer.mark or letter.plan.mark, hint)


def occasion_is_ahead(subject: Subject) -> Iterator[Problem]:
    """An occasion at which demands are to be raised lies after the day on which the letter is sent."""
    occasion, plan = subject.letter.occasion, subject.letter.plan
    if occasion and occasion.date < subject.sending:
        day = "the letter's date" if subject.sending == subject.letter.date else f"it is sent on {subject.sending}"
        message = f"'{occasion.name.first}' was on {occasion.date}, before {day}"
        mark = plan.occasion.mark if plan.occasion else None
        yield Problem("LK405", message, mark, "name the next occasion", Severity.WARNING)


CHECKS = (target_is_in_office, signatory_is_in_office, occasion_is_ahead)
