"""What the ledger of a letter finds: claims that the campaign contradicts, and notes on what is on no record."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.records import Claim, Entry, Ledger, Verdict
from letterkit.foundation.problems import Location, Problem

_MENDS = {
    "LK501": "choose another demand, or add what was done to the campaign",
    "LK507": "correct the number here or in the campaign",
    "LK508": "correct it here or in the campaign",
    "LK512": "say what holds now",
    "LK521": "correct it here or in the campaign",
}


def contradicted(ledger: Ledger) -> Iterator[Problem]:
    """A finding for each claim of which a record says otherwise; those of the law are found elsewhere."""
    for entry in ledger.entries:
        for claim in entry.claims:
            if claim.verdict is Verdict.CONTRADICTED and claim.kind != "law":
                said = entry.text[claim.start : claim.end]
                message = claim.says if claim.says.startswith("'") else f"'{said}': {claim.says}"
                yield Problem(claim.code, message, _place(entry, claim), _mend(claim))


def _mend(claim: Claim) -> str:
    where = f"; the record is at {claim.evidence.file}:{claim.evidence.line}" if claim.evidence else ""
    return f"{_MENDS[claim.code]}{where}"


def on_no_record(ledger: Ledger) -> Iterator[Problem]:
    """A note for each sentence of which something is on no record, or of which nothing was understood."""
    hint = "add it to the campaign, or name its source beside it: <!-- source: KEY -->"
    for entry in ledger.entries:
        if entry.source:
            continue
        if entry.unread:
            words = ", ".join(f"'{word}'" for word in entry.missing)
            yield Problem("LK523", f"not read: what the sentence says of {words}", entry.location, hint)
            continue
        lacking = [
            f"'{entry.text[claim.start : claim.end]}': {claim.says}"
            for claim in entry.claims
            if claim.verdict is Verdict.UNSUPPORTED and claim.kind != "law"
        ]
        lacking += [f"'{word}'" for word in entry.missing]
        if lacking:
            message = f"no record of {'; '.join(dict.fromkeys(lacking))}"
            yield Problem("LK522", message, entry.location, hint)


def _place(entry: Entry, claim: Claim) -> Location | None:
    """Where the words of a claim stand."""
    return claim.location or entry.location
