"""What the ledger of a letter finds: claims that the campaign contradicts, and notes on what is on no record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.checks.ledger.records.records import MOST_WORDS, Claim, Ledger, LedgerEntry, Verdict
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Location, Problem

_WHOLE, _SHOWN = ("edited: ", "no record "), 100
_MENDS = {
    "LK501": "choose another demand, or add what was done to the campaign",
    "LK507": "correct the number here or in the campaign",
    "LK508": "correct it here or in the campaign",
    "LK512": "say what holds now",
    "LK525": "leave out one of the two",
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


def on_no_record(ledger: Ledger, document: Document, told: Sequence[Location] = ()) -> Iterator[Problem]:
    """A note for each sentence of which something is on no record, or of which nothing was understood.

    ``told`` are the places at which a problem says what is wrong with the facts: nothing more is said there.
    """
    for entry in ledger.entries:
        place, cut = _place_of(entry)
        if entry.source or (not cut and place and any(place.overlaps(one) for one in told)):
            continue
        hint = _answer(entry, document)
        if entry.long:
            message = f"not read: a sentence of {entry.long:,} words; up to {MOST_WORDS:,} are"
            yield Problem("LK523", message, place, "divide it")
            continue
        if entry.unread:
            words = ", ".join(f"'{word}'" for word in entry.missing)
            yield Problem("LK523", f"not read: what the sentence says of {words}", place, hint)
            continue
        lacking = [_lacking(entry, claim) for claim in entry.claims if claim.verdict is Verdict.UNSUPPORTED]
        lacking += [f"'{word}'" for word in entry.missing]
        if telling := list(dict.fromkeys(filter(None, lacking))):
            message = telling[0] if telling[0].startswith(_WHOLE) else f"no record of {'; '.join(telling)}"
            yield Problem("LK522", message, place, hint)


def _place_of(entry: LedgerEntry) -> tuple[Location | None, bool]:
    """Where a note on a sentence stands: at the words that an edit put in; and whether it only left words out."""
    edit = next((claim for claim in entry.claims if claim.kind == "edit"), None)
    whole = edit is None or (edit.start, edit.end) == (0, len(entry.text))
    return (entry.location if edit is None else edit.location or entry.location), edit is not None and whole


def not_demanded(ledger: Ledger, document: Document) -> Iterator[Problem]:
    """A note for each drafted demand that an edited draft does not make; those of letters of a list are locked."""
    if document.list_of:
        return
    hint = "put it back; or take it out of 'demands:' in the campaign, so that no later letter repeats it"
    for demand, place in ledger.taken_out:
        short = demand if len(demand) < _SHOWN else f"{demand[: _SHOWN - 3]}..."
        yield Problem("LK528", f"the draft does not ask what the campaign demands: '{short}'", place, hint)


def not_told(ledger: Ledger) -> Iterator[Problem]:
    """A note for each drafted sentence with a fact of the campaign that an edited draft does not tell."""
    for sentence, place in ledger.untold:
        short = sentence if len(sentence) < _SHOWN else f"{sentence[: _SHOWN - 3]}..."
        hint = "put it back if it was not meant; what follows in the letter may rest on it"
        yield Problem("LK529", f"a sentence was taken out here: '{short}'", place, hint)


def _lacking(entry: LedgerEntry, claim: Claim) -> str:
    """What a claim lacks, "" for one of the law, which has findings of its own."""
    if claim.kind == "law":
        return ""
    said = entry.text[claim.start : claim.end]
    if claim.kind == "statement":
        return f"{claim.says}: '{said if len(said) < _SHOWN else said[: _SHOWN - 3] + '...'}'"
    return claim.says if claim.kind == "edit" else f"'{said}': {claim.says}"


def _answer(entry: LedgerEntry, document: Document) -> str:
    """What answers a note: a record, or a source where the sentence stands."""
    lacking = [claim for claim in entry.claims if claim.verdict is Verdict.UNSUPPORTED]
    acts = [claim for claim in lacking if claim.kind == "act"]
    record = next((f"'- {claim.what}: DAY' to '{claim.who[0]}'" for claim in acts if claim.who), "the fact")
    in_draft = entry.location is None or entry.location.file not in document.campaign.texts
    named = "<!-- source: KEY --> behind it" if in_draft else "{text: ..., source: KEY}"
    if lacking and all(claim.what == "order" for claim in lacking) and not entry.missing:
        return f"see that it still says who did what, and when; {named} sets this aside"
    return f"add {record} in the campaign, or name the source of the sentence: {named}"


def _place(entry: LedgerEntry, claim: Claim) -> Location | None:
    """Where the words of a claim stand."""
    return claim.location or entry.location
