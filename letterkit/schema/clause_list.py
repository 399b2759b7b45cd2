"""The clauses as a list of plain data, which needs nothing of what reads them once it was made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from letterkit.schema.clause import Clause
    from letterkit.schema.library import Library


class Listed(TypedDict):
    """What a list says of a clause; a parameter that can be left out ends with a question mark."""

    name: str
    kind: str
    title: str
    takes: dict[str, str]
    keys: list[str]
    status: str
    when: list[str]
    languages: list[str]
    source: str


def clause_list(library: Library) -> list[Listed]:
    """All clauses of a library. Raises `UserError` with every problem of every clause file."""
    return library.derived(_all_of, "")


def _all_of(library: Library, _: str) -> list[Listed]:
    return listed(library.clauses.values())


def listed(clauses: Iterable[Clause]) -> list[Listed]:
    """Clauses as plain data."""
    from letterkit.schema.act_kind import ActKind
    from letterkit.schema.clause import Demand

    return [
        {
            "name": str(clause.name),
            "kind": str(clause.kind),
            "title": str(clause.title),
            "takes": {f"{one.name}{'?' if one.optional else ''}": one.written for one in clause.takes},
            "keys": list(map(str, clause.keys_taken)) if isinstance(clause, ActKind) else [],
            "status": str(clause.status or "") if isinstance(clause, ActKind) else "",
            "when": [str(status) for status in clause.when] if isinstance(clause, Demand) else [],
            "languages": [str(language) for language in clause.words],
            "source": str(clause.source),
        }
        for clause in clauses
    ]
