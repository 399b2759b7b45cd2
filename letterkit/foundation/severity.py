"""How grave a problem is, and what a kind of problem is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """An error stops the letter it belongs to; a warning never does. A note says what nobody has on record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem.

    ``severity`` is what it usually has; ``otherwise`` says when it has the other one, "" for never. Where problems of
    the codes in ``yields_to`` are about the same words, they say more, and this one is left out. What is not
    ``ignorable`` is a person's own decision, which no comment and no option sets aside.
    """

    code: str
    severity: Severity
    title: str
    otherwise: str = ""
    ignorable: bool = True
    yields_to: frozenset[str] = frozenset()

    def can_be(self, severity: Severity) -> bool:
        """Whether a problem of this kind can be so grave."""
        return severity is self.severity or bool(self.otherwise)
