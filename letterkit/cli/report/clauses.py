"""Show the clause library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from letterkit.cli.report.leaving import Printer, Styled
from letterkit.cli.report.tables import Column, show_pairs, show_table
from letterkit.schema.clause_list import Listed, listed

_NEAREST = 3
"""How many clauses are told that come near, where none fits."""

if TYPE_CHECKING:
    from letterkit.pipeline.clauses import Example
    from letterkit.schema.clause import Clause
    from letterkit.schema.key_search import FoundKey


def show_clauses(clauses: Iterable[Listed], console: Printer) -> None:
    """Print clauses by kind: name, what they take, title."""
    by_kind: dict[str, list[Listed]] = {}
    for clause in clauses:
        by_kind.setdefault(clause["kind"], []).append(clause)
    for kind, members in by_kind.items():
        lines = [(clause["name"], f"{clause['title']}{_takes(clause)}") for clause in members]
        show_pairs(f"{kind} ({len(members)})", lines, console)


def show_nearest(clauses: Iterable[Listed], keys: Sequence[FoundKey], console: Printer) -> None:
    """Print that no clause fits what was looked for, what comes nearest, and how to say it without one."""
    nearest = [(clause["name"], f"{clause['title']}{_takes(clause)}") for clause in clauses][:_NEAREST]
    if nearest:
        show_pairs("nothing fits closely; nearest", nearest, console)
    else:
        console.print("nothing fits")
    if keys:
        show_pairs(
            "keys of a campaign file that may hold it",
            [(f"{one.key} of {one.record}", one.says) for one in keys],
            console,
        )
    console.print(
        "Other words may find more: try one or two that say what was done, or what is asked. An act may say it, too: "
        "'letterkit clauses show ACT' lists its keys. What no clause says is free text: '{text: ..., source: KEY}', "
        "with the source of what it tells, or 'text: ...' for a demand."
    )


def _takes(clause: Listed) -> str:
    taken = ", ".join(f"{name}: {kind}" for name, kind in clause["takes"].items())
    return f"  [{taken}]" if taken else ""


def show_clause(clause: Clause, examples: Iterable[Example], console: Printer) -> None:
    """Print one clause: what it takes, when it fits, its source, and its examples by language and form."""
    from letterkit.schema.act_kind import ActKind
    from letterkit.schema.clause import Demand

    console.print(Styled(f"{clause.kind}/{clause.name}: {clause.title}", "bold"))
    if clause.takes:
        console.print(f"takes{_takes(listed([clause])[0])}")
    if isinstance(clause, ActKind):
        console.print(f"takes {', '.join(clause.keys_taken)}")
    if isinstance(clause, ActKind) and clause.status:
        console.print(f"makes people: {clause.status}")
    if isinstance(clause, Demand):
        console.print("takes besides [deadline?: deadline, before?: text]")
    if isinstance(clause, Demand) and clause.when:
        console.print(f"fits people who are: {', '.join(clause.when)}")
    console.print(f"source: {clause.source}")
    shown: set[Example] = set()
    for example in examples:
        if example in shown:
            continue
        shown.add(example)
        console.print(Styled(f"\n{example.language}, {example.form}\n", "dim"), f"  {example.text}")
    console.print()


def show_usage(used: Mapping[str, Sequence[str]], console: Printer) -> None:
    """Print each clause with the letters that use it."""
    rows = [(clause, ", ".join(letters)) for clause, letters in used.items()]
    show_table((Column("clause", whole=True), Column("used in")), rows, console)
