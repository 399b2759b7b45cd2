"""Show what became of letters that were sent, and of replies."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.cli.report.answers import SentLetter
from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.machine import problems_data
from letterkit.cli.report.problems import visible
from letterkit.foundation.files import shown
from letterkit.pipeline.dispatch import Sent


def show_sent(found: Sequence[Sent], console: Printer) -> None:
    """Print each letter with its envelope and what became of it."""
    for one in found:
        console.print(Styled(f"{one.campaign}/{one.letter}", "bold"))
        if envelope := one.envelope:
            told = {"to": ", ".join(envelope.to), "cc": ", ".join(envelope.copies), "from": envelope.sender}
            told |= {"subject": envelope.subject, "attached": envelope.file}
            for key, value in told.items():
                if value:
                    console.print(f"  {key}: {visible(value)}")
        for line in one.done:
            console.print(f"  {visible(line)}")


def sent_data(one: Sent) -> SentLetter:
    """What became of a letter, as plain data."""
    envelope = one.envelope
    return {
        "campaign": one.campaign,
        "letter": one.letter,
        "to": list(envelope.to) if envelope else [],
        "copies": list(envelope.copies) if envelope else [],
        "subject": envelope.subject if envelope else None,
        "attached": envelope.file if envelope else None,
        "message_id": one.message_id or None,
        "accepted": list(one.delivery.accepted),
        "refused": dict(one.delivery.refused),
        "later": dict(one.delivery.later),
        "done": list(one.done),
        "file": shown(one.written) if one.written else None,
        "problems": problems_data(one.problems),
    }
