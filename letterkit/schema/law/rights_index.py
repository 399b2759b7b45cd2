"""The ITUC Global Rights Index: how countries are rated in the years of which that was seen."""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RATINGS = ("", "1", "2", "3", "4", "5", "5+")
"""From sporadic violations to no guarantee of rights since the rule of law has broken down; "" for one not seen."""


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """A country (ISO 3166 alpha-2) in the index of a year: its rating, and whether it is among the ten worst.

    ``ten_worst`` is None when that was not seen; ``seen`` says that the rating was read in the index itself, and was
    not worked out from that of the year after and the changes it names.
    """

    year: int
    country: str
    rating: str
    ten_worst: bool | None
    seen: bool

    def is_known_on(self, day: datetime.date) -> bool:
        """Whether a letter of ``day`` can cite it: the index of a year comes out in June."""
        return datetime.date(self.year, 7, 1) <= day


def read_places(path: Path) -> Mapping[str, tuple[IndexPlace, ...]]:
    """The places of each country, the oldest first. Raises `ValueError` for a row that cannot be one."""
    found: dict[str, list[IndexPlace]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            worst = {"yes": True, "no": False, "": None}
            if row["rating"] not in RATINGS or row["ten_worst"] not in worst or not (row["rating"] or row["ten_worst"]):
                raise ValueError(f"{path.name}: {row['year']} {row['country']} is no place in the index")
            place = IndexPlace(
                int(row["year"]), row["country"], row["rating"], worst[row["ten_worst"]], row["evidence"] == "seen"
            )
            found[place.country].append(place)
    return {code: tuple(sorted(all_, key=lambda one: one.year)) for code, all_ in found.items()}
