"""How many there are of a group, as a campaign writes it: "300", "at least 300", "more than 50 million", "all 23"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "at least": "at-least",
    "no fewer than": "at-least",
    "more than": "more-than",
    "over": "more-than",
    "nearly": "nearly",
    "almost": "nearly",
    "about": "about",
    "around": "about",
    "some": "about",
    "up to": "up-to",
    "all": "all",
    "several": "several",
}
_WITHOUT_NUMBER = frozenset({"all", "several"})
_UNITS = {"": 1, "thousand": 1000, "million": 1_000_000}
_COUNT = re.compile(
    rf"(?P<word>{'|'.join(_WORDS)})?\s*(?P<number>\d[\d ,]*(?:\.\d+)?)?\s*(?P<unit>thousand|million)?", re.IGNORECASE
)

_EXACT = 1e-3
"""Nobody is counted by halves: "1.3 million", and not "1.5"."""


@dataclass(frozen=True, slots=True)
class Count:
    """A count that every language can say: ``how`` it is meant ("at-least", "all", "" for exactly), and the number."""

    how: str
    number: int | None


def count_of(written: str) -> Count | None:
    """The count that some English words or figures say; None for other words, which only their own language can say."""
    found = _COUNT.fullmatch(written.strip())
    if not found or not (found["word"] or found["number"]):
        return None
    how = _WORDS[found["word"].lower()] if found["word"] else ""
    if not found["number"]:
        return Count(how, None) if how in _WITHOUT_NUMBER and not found["unit"] else None
    if how == "several":
        return None
    number = float(re.sub(r"[ ,]", "", found["number"])) * _UNITS[(found["unit"] or "").lower()]
    return Count(how, round(number)) if abs(number - round(number)) < _EXACT else None
