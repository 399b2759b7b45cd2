"""Trade preferences: on which lists of beneficiaries a country was seen, and with what arrangement.

A list that does not name a country was not read to its end, or has changed since: nothing follows from that.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ARRANGEMENTS = {
    "eu-gsp": {"standard": "standard GSP", "gsp-plus": "GSP+", "eba": "Everything But Arms"},
    "us-gsp": {"designated": "designated; the preferences have lapsed since 31 December 2020"},
}
"""What each scheme can grant, in words."""


@dataclass(frozen=True, slots=True)
class Preference:
    """What a country (ISO 3166 alpha-2) had under a scheme by the list of a year."""

    country: str
    scheme: str
    year: int
    arrangement: str

    @property
    def in_words(self) -> str:
        """The arrangement: "GSP+"."""
        return ARRANGEMENTS[self.scheme][self.arrangement]


def read_preferences(path: Path) -> Mapping[str, tuple[Preference, ...]]:
    """The preferences of each country, by scheme and year. Raises `ValueError` for a row that cannot be one."""
    found: dict[str, list[Preference]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["arrangement"] not in ARRANGEMENTS.get(row["scheme"], {}):
                raise ValueError(f"{path.name}: {row['scheme']} of {row['country']} has no '{row['arrangement']}'")
            one = Preference(row["country"], row["scheme"], int(row["list"]), row["arrangement"])
            found[one.country].append(one)
    return {code: tuple(sorted(all_, key=lambda one: (one.scheme, one.year))) for code, all_ in found.items()}
