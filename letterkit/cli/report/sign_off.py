"""Show where letters stand."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from letterkit.cli.report.answers import DecisionAnswer, SignatureAnswer, StandingLetter, StandingLetters, VerifiedFile
from letterkit.cli.report.machine import problems_data
from letterkit.cli.report.problems import visible
from letterkit.cli.report.tables import show_table
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem
from letterkit.pipeline.sign_off import LetterStatus
from letterkit.pipeline.signing import Verified
from letterkit.signoff.approvals import Decision
from letterkit.signoff.verifying import FoundSignature

# So many digits of a digest are enough to note it elsewhere and compare.
_DIGITS = 16


def show_status(found: Sequence[LetterStatus], console: Console) -> None:
    """Print the table of letters (stage, whom they wait for), then what is told of each."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("letter", "stage", "waiting for"):
        table.add_column(column, no_wrap=column != "waiting for")
    for one in found:
        table.add_row(Text(f"{one.campaign}/{one.letter}"), one.stage, Text(visible(", ".join(one.waiting))))
    show_table(table, console)
    for one in found:
        if one.said or one.register:
            console.print(Text(f"\n{one.campaign}/{one.letter}", "bold"), soft_wrap=True)
        for line in one.said:
            console.print(Text(f"  {visible(line)}"), soft_wrap=True)
        if one.register:
            lines = "1 line" if one.register == 1 else f"{one.register} lines"
            console.print(Text(f"  register: {lines}, the last is {one.last[:_DIGITS]}", "dim"), soft_wrap=True)


def standing_data(found: Sequence[LetterStatus], problems: Sequence[Problem]) -> StandingLetters:
    """Where letters stand, and the problems of no letter, as plain data."""
    return {"letters": [status_data(one) for one in found], "problems": problems_data(problems)}


def status_data(one: LetterStatus) -> StandingLetter:
    """Where a letter stands, as plain data."""
    roles = one.standing.required if one.standing else ()
    decisions = one.standing.decisions if one.standing else {}
    return {
        "campaign": one.campaign,
        "letter": one.letter,
        "stage": one.stage,
        "waiting": list(one.waiting),
        "approvals": [
            {"role": role.role, "may": list(role.by), "after": list(role.after), **_decision(decisions.get(role.role))}
            for role in roles
        ],
        "said": list(one.said),
        "register": {"lines": one.register, "last": one.last},
        "problems": problems_data(one.problems),
    }


def verified_data(found: Verified) -> VerifiedFile:
    """What is to say of a PDF, as plain data."""
    return {
        "file": shown(found.path),
        "holds": found.holds,
        "letter": found.letter or None,
        "said": list(found.said),
        "signatures": list(map(_signature, found.signatures)),
    }


def _signature(one: FoundSignature) -> SignatureAnswer:
    return {
        "field": one.field,
        "signer": one.signer,
        "issuer": one.issuer,
        "at": one.at.isoformat() if one.at else None,
        "stamped_by": one.stamped_by,
        "broken": one.broken,
        "last": one.last,
        "self_made": one.self_made,
        "trusted": one.trusted,
        "fingerprint": one.fingerprint,
        "answered": one.answered,
        "level": one.level,
    }


def _decision(decision: Decision | None) -> DecisionAnswer:
    if decision is None:
        return {"decided": None}
    return {
        "decided": "approved" if decision.approves else "rejected",
        "by": decision.by,
        "for": decision.for_,
        "at": decision.at.isoformat(),
        "comment": decision.comment,
        "holds": decision.holds,
        "changed": list(decision.changed),
    }
