"""What the parts of resolving a letter share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from letterkit.foundation.problems import Location, Problem
from letterkit.letter.known import KnownFacts
from letterkit.schema.campaign import Campaign
from letterkit.schema.law.tables import LawTables
from letterkit.schema.letter_plan import LetterPlan
from letterkit.schema.library import Library
from letterkit.schema.references import References


@dataclass(frozen=True, slots=True)
class Context:
    """One letter that is being resolved: its plan, and all that the plan can name.

    ``day`` is the letter's date, ``known`` what it can know. Problems of names gather in ``references``, all others
    in ``problems``.
    """

    campaign: Campaign
    name: str
    plan: LetterPlan
    day: datetime.date
    known: KnownFacts
    law: LawTables
    library: Library
    references: References
    problems: list[Problem]

    def report(self, code: str, message: str, location: Location | None, hint: str = "") -> None:
        """Add a problem, at the letter's own place when it has none."""
        self.problems.append(Problem(code, message, location or self.plan.location, hint))

    def misuse(self, code: str, message: str, location: Location | None, hint: str = "", *, of: Iterable[str]) -> None:
        """Add a problem of how something is used, which speaks of the names ``of``."""
        self.references.report(Problem(code, message, location or self.plan.location, hint), *of)
