"""Read a campaign file and what it includes into one `Campaign`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from letterkit.library import Library, shown
from letterkit.problems import Mark, Problem, UserError
from letterkit.records import Campaign, Reading, Shared, validate
from letterkit.source import Row, Scalar, Table, mark_of, parse, read_text

SUFFIXES = (".yml", ".yaml")


def read(path: Path, library: Library) -> Campaign:
    """The campaign of a YAML file, with the facts of its included files joined in.

    Raises `UserError` with every problem of the campaign file and of all included ones. An included file lies
    in the campaign's folder or below it; the campaign's own entries cannot be given again there.
    """
    act_kinds = frozenset(library.of_kind("acts"))
    reading = Reading(act_kinds)
    if path.is_dir():
        raise UserError(
            [Problem("LK106", f"'{shown(path)}' is a folder", hint="name a campaign file, such as campaigns/NAME.yml")]
        )
    table = parse(read_text(path), shown(path))
    own = validate(Campaign, table, reading)
    included = [_included(path, name, reading) for name in _include_names(table)]
    if own is None or None in included or reading.problems:
        raise UserError(reading.problems)
    return _join(own.model_copy(update={"key": path.stem}), [file for file in included if file])


def _include_names(table: Table) -> list[Scalar]:
    value: Any = table.get("include", [])  # type: ignore[call-overload]
    items = value if isinstance(value, Row) else [value]
    return [item for item in items if isinstance(item, Scalar) and item.strip()]


def _included(campaign: Path, name: Scalar, reading: Reading) -> Shared | None:
    folder = campaign.parent.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder) or path.suffix not in SUFFIXES:
        hint = f"include a .yml file of the folder '{shown(campaign.parent)}' or of one below it"
        reading.problems.append(Problem("LK124", f"'{name}' cannot be included", name.mark, hint))
        return None
    try:
        return validate(Shared, parse(read_text(path, name.mark), shown(campaign.parent / name)), reading)
    except UserError as error:
        reading.problems.extend(error.problems)
        return None


def _join(own: Campaign, included: list[Shared]) -> Campaign:
    problems: list[Problem] = []
    joined: dict[str, Mapping[Scalar, Any]] = {}
    for kind in Shared.model_fields:
        if kind == "mark":
            continue
        entries: dict[Scalar, Any] = {}
        for file in [*included, own]:
            for key, entry in getattr(file, kind).items():
                first = next((known for known in entries if known == key), None)
                if first is not None:
                    where = mark_of(first, Mark("", 1))
                    problems.append(
                        Problem(
                            "LK125",
                            f"'{key}' is given twice",
                            mark_of(key),
                            f"it stands already at {where}; keep one of the two",
                        )
                    )
                entries[key] = entry
        joined[kind] = entries
    if problems:
        raise UserError(problems)
    return own.model_copy(update=joined)
