"""Check a resolved letter: functions of one shape, each looking for one kind of mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from letterkit.law import Evidence
from letterkit.library import Clause
from letterkit.problems import Problem, Severity, in_order
from letterkit.records import Group
from letterkit.resolve import Letter, Said, acts_on, statuses_on
from letterkit.source import Scalar

_MAILBOX = re.compile(r"[^@\s<>()\[\]\\,;:]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def check(letter: Letter) -> tuple[Problem, ...]:
    """Everything doubtful about a letter, in the order of its files."""
    return in_order(problem for look in CHECKS for problem in look(letter))


def occasion_ahead(letter: Letter) -> Iterator[Problem]:
    """An occasion at which demands are to be raised lies after the letter's date."""
    occasion = letter.occasion
    if occasion and occasion.date < letter.date:
        message = f"'{occasion.name.first}' was on {occasion.date}, before the letter's date"
        yield Problem(
            "LK405",
            message,
            letter.plan.occasion.mark if letter.plan.occasion else None,
            "name the next occasion",
            Severity.WARNING,
        )


def demand_fits_status(letter: Letter) -> Iterator[Problem]:
    """A demand makes sense for the status of each person it names ("release" for someone who is held)."""
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


def facts_have_sources(letter: Letter) -> Iterator[Problem]:
    """Each act that a letter can tell names a source."""
    campaign = letter.campaign
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in acts_on(record, letter.date, campaign):
            if act.source is None:
                yield Problem(
                    "LK701",
                    f"the act '{act.kind}' has no source",
                    act.mark,
                    "add 'source: ...', from the list under 'sources:'",
                    Severity.WARNING,
                )


def precedents_are_proven(letter: Letter) -> Iterator[Problem]:
    """A precedent that a letter recalls was read in a document, all that matters of it."""
    evidence = {precedent.id: precedent for precedent in letter.law.every_precedent}
    paragraphs = (*letter.facts, *letter.grounds, *letter.consequences, letter.closing)
    for item in (item for paragraph in paragraphs for item in paragraph):
        for key in (item.arguments.get("precedents") or ()) if isinstance(item, Said) else ():
            if evidence[key].evidence is not Evidence.SEEN:
                unverified = ", ".join(evidence[key].unverified)
                message = f"of '{key}' these were not seen in a document: {unverified}"
                yield Problem("LK307", message, key.mark, "confirm them, or leave it out", Severity.WARNING)


def mailboxes_are_addresses(letter: Letter) -> Iterator[Problem]:
    """An e-mail address can be one."""
    for target in (letter.target, *letter.copies):
        for mail in target.email:
            if not _MAILBOX.fullmatch(mail.address):
                yield Problem(
                    "LK704",
                    f"'{mail.address}' cannot be an e-mail address",
                    mail.address.mark,
                    "write it as name@example.org",
                    Severity.WARNING,
                )


def something_is_demanded(letter: Letter) -> Iterator[Problem]:
    """A letter asks for something."""
    if not letter.demands:
        yield Problem(
            "LK801", f"the letter '{letter.name}' demands nothing", letter.plan.mark, "add 'demands:'", Severity.WARNING
        )


def someone_signs(letter: Letter) -> Iterator[Problem]:
    """A letter is signed."""
    if not letter.signers:
        yield Problem(
            "LK802", f"nobody signs the letter '{letter.name}'", letter.plan.mark, "add 'signed-by:'", Severity.WARNING
        )


CHECKS: tuple[Callable[[Letter], Iterator[Problem]], ...] = (
    occasion_ahead,
    demand_fits_status,
    facts_have_sources,
    precedents_are_proven,
    mailboxes_are_addresses,
    something_is_demanded,
    someone_signs,
)
