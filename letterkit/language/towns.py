"""The towns of each country, by which the place of an act is known: larger ones, and what is easily taken for them.

From GeoNames; ``templates/towns.csv`` says as of when, and ``scripts/towns.py`` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from letterkit.foundation.caches import content_of, prepared
from letterkit.language.spelling import folded
from letterkit.schema.templates import shipped_templates

_FILE, _COLUMNS = "towns.csv", 4


@dataclass(frozen=True, slots=True)
class Towns:
    """The larger towns of a country by their folded names, and the folded names of other places and spellings."""

    names: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Whether a folded name is one of a place of the country, as far as is known."""
        return name in self.names or name in self.others


@lru_cache(maxsize=16)
def towns_of(country: str) -> Towns:
    """The towns of a country by its code; none of one that is not known."""
    text = _text()
    begins = text.find(f"\n{country},") + 1
    row = text[begins : text.find("\n", begins)].split(",") if begins else []
    if len(row) != _COLUMNS:
        return Towns()
    return Towns({folded(name): name for name in row[1].split(";")}, frozenset(map(folded, row[3].split(";"))))


@cache
def large_towns() -> Mapping[str, str]:
    """The towns of 100,000 people and more of whose name no other country has one, folded, each with its country."""
    files = {_FILE: shipped_templates() / _FILE}
    return prepared("large towns", content_of(files), _large, lambda: content_of(files))


def _large() -> Mapping[str, str]:
    rows = (line.split(",") for line in _text().splitlines() if not line.startswith("#"))
    return {folded(name): row[0] for row in rows if len(row) == _COLUMNS for name in row[2].split(";") if name}


@cache
def _text() -> str:
    return (shipped_templates() / _FILE).read_text(encoding="utf-8")
