"""Sources and consent: every fact says how it is known, and nobody appears against their will."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterkit.checks.consent import is_named
from letterkit.problems import Problem, Severity
from letterkit.resolve import acts_on
from letterkit.subject import Subject

_MAILBOX = re.compile(r"[^@\s<>()\[\]\\,;:]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def facts_have_sources(subject: Subject) -> Iterator[Problem]:
    """Each act that a letter can tell names a source."""
    campaign, day = subject.letter.campaign, subject.letter.date
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in acts_on(record, day, campaign):
            if act.source is None:
                hint = "add 'source: ...', from the list under 'sources:'"
                yield Problem("LK701", f"the act '{act.kind}' has no source", act.mark, hint, Severity.WARNING)


def mailboxes_are_addresses(subject: Subject) -> Iterator[Problem]:
    """An e-mail address can be one."""
    letter = subject.letter
    for target in (letter.target, *letter.copies):
        for mail in target.email:
            if not _MAILBOX.fullmatch(mail.address):
                message = f"'{mail.address}' cannot be an e-mail address"
                yield Problem("LK704", message, mail.address.mark, "write it as name@example.org", Severity.WARNING)


CHECKS = (is_named, facts_have_sources, mailboxes_are_addresses)
