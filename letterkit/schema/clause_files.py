"""Read the files of clauses: each by itself, then what they name of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, Table, parse, read_text
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.act_kind import ActKind
from letterkit.schema.clause import KINDS, Clause, Consequence, Demand, Ground, TextClause
from letterkit.schema.fields import ValidationContext
from letterkit.schema.validate import validate

_RECORDS: Mapping[str, type[Clause]] = {
    "acts": ActKind,
    "grounds": Ground,
    "consequences": Consequence,
    "demands": Demand,
}
"""The records of the kinds of clauses that have keys of their own."""


def read_clauses(files: Callable[[str], Mapping[str, Path]]) -> dict[str, Clause]:
    """The clauses of the files that ``files`` gives for a pattern, by name.

    Raises `UserError` with every problem of every file.
    """
    problems: list[Problem] = []
    clauses: dict[str, Clause] = {}
    translated = _translations(files, problems)
    for relative, path in files("clauses/*/*.yml").items():
        kind, name = Path(relative).parts[1], path.stem
        file = shown(path)
        if kind not in KINDS:
            problems.append(
                Problem("LK201", f"there is no kind of clause '{kind}'", Location(file, 1), did_you_mean(kind, KINDS))
            )
            continue
        words = {code: table[key] for code, table in translated.items() if (key := Scalar(name)) in table}
        try:
            clause, found = read_clause(kind, name, read_text(path), file, words)
        except UserError as error:
            problems.extend(error.problems)
            continue
        problems.extend(found)
        if clause is None:
            continue
        if name in clauses:
            problems.append(
                Problem(
                    "LK202",
                    f"the clause '{name}' stands in two folders",
                    Location(file, 1),
                    "rename one of the two",
                )
            )
        clauses[name] = clause
    problems.extend(_unheard_of(clauses))
    for words in translated.values():
        for name in words:
            if name not in clauses:
                message = f"there is no clause '{name}'"
                problems.append(Problem("LK228", message, name.location, did_you_mean(name, clauses)))
    if problems:
        raise UserError(problems)
    return clauses


def _translations(files: Callable[[str], Mapping[str, Path]], problems: list[Problem]) -> dict[Scalar, Table]:
    """The words of clauses that languages bring in their own folders, by the language's code."""
    found: dict[Scalar, Table] = {}
    for relative, path in files("languages/*/clauses.yml").items():
        try:
            table = parse(read_text(path), shown(path))
        except UserError as error:
            problems.extend(error.problems)
        else:
            found[Scalar(Path(relative).parts[1], Location(shown(path), 1))] = table
    return found


def read_clause(
    kind: str, name: str, text: str, file: str, words: Mapping[Scalar, Any]
) -> tuple[Clause | None, tuple[Problem, ...]]:
    """A clause and what is wrong with it, from the text of its file.

    ``words`` are what languages bring for it, by code; they are added where it has none in them itself. Raises
    `UserError` when the text is no YAML.
    """
    table, reading = parse(text, file), ValidationContext()
    own: Any = table.get(Scalar("words"))
    if isinstance(own, Table):
        for code, theirs in words.items():
            own.setdefault(code, theirs)
    clause = validate(_RECORDS.get(kind, TextClause), table, reading)
    if clause is None:
        return None, tuple(reading.problems)
    return clause.model_copy(update={"name": name, "kind": kind}), (*reading.problems, *clause.faults())


def _unheard_of(clauses: Mapping[str, Clause]) -> Iterator[Problem]:
    """The statuses, acts and clauses that clauses name and that there are not: no act could ever fit them."""
    acts = {name: clause for name, clause in clauses.items() if isinstance(clause, ActKind)}
    statuses = {str(act.status) for act in acts.values() if act.status}
    for clause in clauses.values():
        named: list[tuple[str, Iterable[Scalar], Iterable[str]]] = []
        if isinstance(clause, ActKind):
            form_of = [clause.form_of] if clause.form_of else []
            named = [("status", clause.ends, statuses), ("act", form_of, acts), *_begun_with(clause, clauses)]
        elif isinstance(clause, Demand):
            named = [
                ("status", (*clause.when, *clause.unless), statuses),
                ("act", (*clause.met_by, *clause.answers, *clause.ended_by), acts),
                ("clause", clause.excludes, clauses),
            ]
        elif isinstance(clause, Consequence) and clause.next:
            named = [("clause", [clause.next], clauses)]
        for what, words, known in named:
            for word in words:
                if word not in known:
                    message = f"there is no {what} '{word}'"
                    yield Problem("LK238", message, word.location, did_you_mean(word, known))


def _begun_with(act: ActKind, clauses: Mapping[str, Clause]) -> Iterator[tuple[str, Iterable[Scalar], Iterable[str]]]:
    """The clauses that a new letter about an act begins with, beside those that there are."""
    for what, named in (("ground", act.grounds), ("demand", act.demands)):
        yield what, named, [name for name, clause in clauses.items() if clause.kind == f"{what}s"]
