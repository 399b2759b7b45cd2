"""What the ledger of a letter holds: claims with their verdicts, and sentences that were not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from letterkit.foundation.problems import Location

MOST_WORDS = 500
"""The words of a sentence that is read: each is weighed by the others."""
STATING = ("act", "status")
"""The kinds of claims that say of somebody what was done to them, or how they stand."""
TELLING = (*STATING, "demand")
"""Those, and what is asked for somebody."""


class Verdict(StrEnum):
    """How a claim stands to what the campaign, the letterheads and the law data say as of the letter's date."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "without a record"
    ANSWERED = "answered by a source"
    ATTRIBUTED = "attributed"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a sentence claims.

    ``kind`` is ``act``, ``status``, ``office``, ``count``, ``law`` or ``demand``; ``edit`` for what an edit
    changes, and ``statement`` for what a sentence says in other words than those of records. ``what`` is what is
    claimed, in the words of the library ("arrested", "detained", "C087"); ``who`` are keys of the campaign. ``start``
    and ``end`` are the words that claim it, in the sentence. ``evidence`` is the place of the record that decided;
    ``says`` tells what it says, or what is missing. ``code`` is that of the finding of a contradicted one, ``location``
    its words' place. ``unsure`` says of one without a record that a record speaks against it, and that the words may
    mean something else.
    """

    kind: str
    what: str
    who: tuple[str, ...]
    start: int
    end: int
    verdict: Verdict
    says: str = ""
    evidence: Location | None = None
    code: str = ""
    location: Location | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A sentence of a letter with its claims.

    ``missing`` are the words in it with a name, number or date of which nothing is on record; with no claim at all the
    sentence is ``unread``. One by hand that has neither, nor a claim, is ``bare``: it states nothing. One of more words
    than a sentence has is ``unread``, too, and ``long`` says of how many. ``source`` is the key of the source that
    a person has named beside it.
    """

    text: str
    location: Location | None
    claims: tuple[Claim, ...] = ()
    missing: tuple[str, ...] = ()
    unread: bool = False
    bare: bool = False
    source: str = ""
    long: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """The sentences of one letter, in order, and what was drafted and an edited draft lacks.

    ``taken_out`` are demands, ``untold`` sentences with facts, each with the place where it stood.
    """

    entries: tuple[LedgerEntry, ...] = ()
    taken_out: tuple[tuple[str, Location | None], ...] = ()
    untold: tuple[tuple[str, Location | None], ...] = ()

    def claims(self) -> Iterator[Claim]:
        """All claims, in order."""
        return (claim for entry in self.entries for claim in entry.claims)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims of each verdict, how many sentences were not read, and how many state nothing.

    ``answered`` are claims that rest on a source which somebody has named, and on no record; ``sourced`` are sentences
    of which nothing else is known.
    """

    claims: int = 0
    supported: int = 0
    contradicted: int = 0
    unsupported: int = 0
    attributed: int = 0
    unread: int = 0
    bare: int = 0
    answered: int = 0
    sourced: int = 0

    def __add__(self, other: Tally) -> Tally:
        """The figures of two together."""
        return Tally(
            self.claims + other.claims,
            self.supported + other.supported,
            self.contradicted + other.contradicted,
            self.unsupported + other.unsupported,
            self.attributed + other.attributed,
            self.unread + other.unread,
            self.bare + other.bare,
            self.answered + other.answered,
            self.sourced + other.sourced,
        )


def tally(ledger: Ledger) -> Tally:
    """The figures of a ledger."""
    found = Counter(claim.verdict for claim in ledger.claims())
    return Tally(
        claims=found.total(),
        supported=found[Verdict.SUPPORTED],
        contradicted=found[Verdict.CONTRADICTED],
        unsupported=found[Verdict.UNSUPPORTED],
        attributed=found[Verdict.ATTRIBUTED],
        unread=sum(entry.unread for entry in ledger.entries),
        bare=sum(entry.bare for entry in ledger.entries),
        answered=found[Verdict.ANSWERED],
        sourced=sum(bool(entry.source) and not entry.claims for entry in ledger.entries),
    )
