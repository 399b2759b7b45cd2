"""Show where letters stand."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.cli.report.answers import DecisionAnswer, SignatureAnswer, StandingLetter, StandingLetters, VerifiedFile
from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.machine import problems_data
from letterkit.cli.report.problems import visible
from letterkit.cli.report.tables import Column, show_table
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem
from letterkit.pipeline.sign_off import LetterStatus
from letterkit.pipeline.signing import Verified
from letterkit.signoff.approvals import Decision
from letterkit.signoff.verifying import FoundSignature

# So many digits of a digest are enough to note it elsewhere and compare.
_DIGITS = 16


def show_status(found: Sequence[LetterStatus], console: Printer) -> None:
    """Print the table of letters (stage, whom they wait for), then what is told of each."""
    columns = (Column("letter", whole=True), Column("stage", whole=True), Column("waiting for"))
    rows = [(f"{one.campaign}/{one.letter}", one.stage, visible(", ".join(one.waiting))) for one in found]
    show_table(columns, rows, console)
    for one in found:
        if one.said or one.register:
            console.print(Styled(f"\n{one.campaign}/{one.letter}", "bold"))
        for line in one.said:
            console.print(f"  {visible(line)}")
        if one.register:
            lines = "1 line" if one.register == 1 else f"{one.register} lines"
            console.print(Styled(f"  register: {lines}, the last is {one.last[:_DIGITS]}", "dim"))


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
