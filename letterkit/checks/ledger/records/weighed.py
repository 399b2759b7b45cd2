"""What becomes of a claim that was held against one record."""

from __future__ import annotations

from dataclasses import dataclass

from letterkit.checks.ledger.records.records import Verdict
from letterkit.checks.ledger.sentences.seen import Mention
from letterkit.foundation.problems import Location

ORDER = (Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.CONTRADICTED)
"""The verdicts of records, from the best to the worst."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A verdict of one record: what it says or lacks, where, and the mentions that it accounts for.

    ``at`` is the mention that differs, None for the word of the act itself. ``unsure`` is as in `Claim`.
    """

    verdict: Verdict
    says: str = ""
    evidence: Location | None = None
    covers: frozenset[Mention] = frozenset()
    code: str = "LK521"
    at: Mention | None = None
    unsure: bool = False
