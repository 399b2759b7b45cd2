"""The towns of each country, by which the place of an act is known: larger ones, and what is easily taken for them.

From GeoNames; ``templates/towns.csv`` says as of when, and ``scripts/towns.py`` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from letterkit.language.spelling import folded
from letterkit.schema.templates import shipped_templates

_COLUMNS = 4


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
    row = _rows().get(country)
    if row is None:
        return Towns()
    return Towns({folded(name): name for name in row[0].split(";")}, frozenset(map(folded, row[2].split(";"))))


@cache
def large_towns() -> Mapping[str, str]:
    """The towns of 100,000 people and more of whose name no other country has one, folded, each with its country."""
    return {folded(name): country for country, (_, large, _) in _rows().items() for name in large.split(";") if name}


@cache
def _rows() -> Mapping[str, tuple[str, str, str]]:
    text = (shipped_templates() / "towns.csv").read_text(encoding="utf-8")
    lines = (line.split(",") for line in text.splitlines() if not line.startswith("#"))
    return {line[0]: (line[1], line[2], line[3]) for line in lines if len(line) == _COLUMNS}
