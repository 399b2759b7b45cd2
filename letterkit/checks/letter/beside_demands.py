"""Demands of a letter beside each other: none repeats another, asks for the same, or leaves it without sense."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.letter.people import demanded, doubt
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.letter.items import for_whom
from letterkit.schema.clause import Demand


def demands_do_not_exclude_each_other(document: Document) -> Iterator[Problem]:
    """Of whoever's sentence is to be set aside, nobody asks that it be shortened (LK525)."""
    asked = [(item, str(key), key) for item in demanded(document.letter) for key in for_whom(item)]
    first = {(item.clause.name, who): item.clause for item, who, _ in reversed(asked)}
    for item, who, key in asked:
        for (name, other), clause in first.items():
            excluded = isinstance(clause, Demand) and item.clause.name in clause.excludes
            if other == who and excluded:
                message = (
                    f"'{item.clause.name}' is demanded for '{who}', and so is '{name}', which leaves no sense to it"
                )
                yield doubt("LK525", message, key, item, "keep one of the two")


def demands_ask_for_different_things(document: Document) -> Iterator[Problem]:
    """No two demands for somebody ask for what the same acts show met, in two wordings (LK525)."""
    asked = [(item, str(key), key) for item in demanded(document.letter) for key in for_whom(item)]
    for at, (item, who, key) in enumerate(asked):
        for other, whose, _ in asked[:at]:
            one, same = item.clause, other.clause
            if whose == who and isinstance(one, Demand) and isinstance(same, Demand) and _are_one(one, same):
                message = f"'{one.name}' is demanded for '{who}', and so is '{same.name}', which asks for the same"
                yield doubt("LK525", message, key, item, "keep one of the two")


def _are_one(one: Demand, other: Demand) -> bool:
    """Whether two demands are for those of the same statuses, and met by the same acts."""
    same = (one.met_by, one.when, one.unless) == (other.met_by, other.when, other.unless)
    return one.name != other.name and bool(one.met_by) and bool(one.when) and same


def demands_are_made_once(document: Document) -> Iterator[Problem]:
    """No demand is made twice for the same people or organisations (LK525)."""
    made: set[tuple[str, str]] = set()
    for item in demanded(document.letter):
        for key in for_whom(item):
            if (item.clause.name, str(key)) in made:
                message = f"'{item.clause.name}' is demanded for '{key}' a second time"
                yield doubt("LK525", message, key, item, "delete one of the two")
            made.add((item.clause.name, str(key)))
