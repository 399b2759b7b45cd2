"""People from a spreadsheet: a row each, saved as CSV, whose columns are the keys of a person and of one act.

``people: {dismissed: {noun: workers, file: dismissed.csv}}`` makes a group whose members are the rows, and
``people: {file: dismissed.csv}`` makes people of them and no group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from letterkit.foundation.files import real_path, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_csv import CellRow, parse_cells
from letterkit.foundation.strict_yaml import Row, Scalar, Table, read_text
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.campaign import Person
from letterkit.schema.fields import PLAIN_LANGUAGE, ValidationContext
from letterkit.schema.organisation import Act
from letterkit.schema.other_words import key_meant

_AS_CSV = "save it as CSV in UTF-8: in Excel under 'Save as', 'CSV UTF-8'; in LibreOffice as 'Text CSV', UTF-8"
_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers", ".xlsm")
_GIVEN = "given-name"
"""What columns of first names stand for among other words; there is no such key."""
_NEEDED = (("name", "the whole name"), ("publish", "each person's own decision: yes, initials or no"))
"""The columns that each person needs, and what is in them."""
_OF_A_FEW = ("gender", "publish")
"""Columns whose cells are one of a few words: spreadsheets begin a cell with a capital."""


def with_rows(table: Table, folder: Path, reading: ValidationContext) -> Table:
    """What a campaign or an included file says, with the rows of the files that its groups name among its people.

    What is wrong with a file is added to ``reading.problems``. Its text is none of the campaign's own, which is YAML.
    """
    key = table.key("people")
    people = table[key] if key is not None else None
    if key is None or not isinstance(people, Table):
        return table
    joined = Table(people)
    joined.location = people.location
    file = people.key("file")
    if file is not None and isinstance(people[file], Scalar):
        del joined[file]
        joined.update(rows(Path(people[file]).stem, people[file], folder, reading))
    for name, group in people.items():
        file = group.key("file") if isinstance(group, Table) else None
        if file is not None and isinstance(group[file], Scalar):
            found = rows(str(name), group[file], folder, reading)
            joined.update(_people(found, group))
            joined[name] = _with_members(group, list(found))
    return _replaced(table, key, joined)


def rows(group: str, name: Scalar, folder: Path, reading: ValidationContext) -> dict[Scalar, Table]:
    """The people of a file by key, as a campaign would write them; none when it cannot be read.

    ``name`` is that of a file in ``folder`` or below it. What is wrong with it is added to ``reading.problems``.
    """
    path = folder / name
    if path.suffix != ".csv" or not real_path(path).is_relative_to(real_path(folder)):
        hint = (
            _AS_CSV
            if path.suffix in _SPREADSHEETS
            else f"name a .csv file of the folder '{shown(folder)}' or of one below it"
        )
        reading.problems.append(Problem("LK124", f"'{name}' cannot be read for people", name.location, hint))
        return {}
    try:
        text = read_text(path, name.location)
    except UserError as error:
        encoded = (replace(one, hint=_AS_CSV) if one.code == "LK105" else one for one in error.problems)
        reading.problems.extend(encoded)
        return {}
    try:
        table = parse_cells(text, shown(path))
    except UserError as error:
        reading.problems.extend(error.problems)
        return {}
    columns = [_key(column) for column in table.columns]
    faults = [*_strange(columns, reading)]
    reading.problems.extend((*table.problems, *faults))
    if lacking := [*_lacking(columns)]:
        # Where a column is called otherwise, it may be the one.
        reading.problems.extend([] if faults else lacking)
        return {}
    people: dict[Scalar, Table] = {}
    for row in table.rows:
        reading.problems.extend(row.problems)
        if empty := [*_empty(columns, row)]:
            reading.problems.extend(empty)
            continue
        people[Scalar(f"{group}-{row.number - 1}", row.location)] = _person(columns, row, reading)
    return people


def _key(column: Scalar) -> Scalar:
    """A heading as the key that it is: spreadsheets begin headings with a capital."""
    return Scalar(column.lower(), column.location)


def _strange(columns: Sequence[Scalar], reading: ValidationContext) -> Iterator[Problem]:
    """The columns that say nothing of a person or an act."""
    known = {*Person.keys(), *Act.keys(), *reading.acts} - {"acts", "offices", "kind", "date"}
    strange = [column for column in columns if column and column.split(".")[0] not in known]
    divided = any(key_meant(column, (_GIVEN,)) for column in strange)
    if strange and len(strange) == len(columns) and not any(key_meant(column, known) for column in strange):
        hint = "write into the first row what each column holds, such as: name, gender, publish, office"
        yield Problem("LK121", "the first row names no column that is known", columns[0].location, hint)
        return
    for column in strange:
        meant = key_meant(column, known)
        hint = f"columns are keys of a person, the kind of an act, and its keys; {did_you_mean(column, known)}"
        if divided and meant == "surname":
            continue  # said of the column of first names
        if divided and key_meant(column, (_GIVEN,)):
            hint = "put the whole name, first and last, into one column 'name'"
        elif meant:
            hint = f"write '{meant}', as this column is called"
        yield Problem("LK121", f"unknown column '{column}'", column.location, hint)


def _lacking(columns: Sequence[Scalar]) -> Iterator[Problem]:
    """The columns that each person needs, said once and not for each row."""
    for needed, what in _NEEDED:
        if not any(column.split(".")[0] == needed for column in columns):
            place = columns[0].location if columns else None
            yield Problem("LK122", f"there is no column '{needed}'", place, f"add it to the first row: {what}")


def _empty(columns: Sequence[Scalar], row: CellRow) -> Iterator[Problem]:
    """The cells that each person needs, and that have nothing in them."""
    for needed, what in _NEEDED:
        if not any(value for column, value in zip(columns, row.cells, strict=True) if column.split(".")[0] == needed):
            message = f"in row {row.number} the cell under '{needed}' is empty"
            yield Problem("LK122", message, row.location, f"write {what} there")


def _person(columns: Sequence[Scalar], row: CellRow, reading: ValidationContext) -> Table:
    """A row as a person with an act: a column 'office.fr' is the French of the office."""
    person, act = _placed(row.location), _placed(row.location)
    own, keys_of_acts = Person.keys(), Act.keys()
    for column, value in zip(columns, row.cells, strict=True):
        name, _, language = column.partition(".")
        if not value or (name not in own and name not in reading.acts and name not in keys_of_acts):
            continue
        if name in _OF_A_FEW:
            value = Scalar(value.lower(), value.location)
        put(person if name in own else act, name, language, value)
    if act:
        acts = Row([act])
        acts.location = row.location
        person[Scalar("acts", row.location)] = acts
    return person


def put(table: Table, name: str, language: str, value: Scalar) -> None:
    """Add a cell to a record, where it has a language beside those that are there."""
    key = Scalar(name, value.location)
    before = table.get(key)
    if before is None and not language:
        table[key] = value
        return
    texts = before if isinstance(before, Table) else _placed(value.location)
    if before is not None and not isinstance(before, Table):
        texts[Scalar(PLAIN_LANGUAGE, before.location)] = before
    texts[Scalar(language or PLAIN_LANGUAGE, value.location)] = value
    table[key] = texts


def _people(rows: dict[Scalar, Table], group: Table) -> dict[Scalar, Table]:
    """The rows; those without an act of their own have those of the group."""
    acts = group.key("acts")
    if acts is not None:
        for person in rows.values():
            person.setdefault(Scalar("acts", acts.location), group[acts])
    return rows


def _with_members(group: Table, keys: Sequence[Scalar]) -> Table:
    """A group with its members, and as many as there are where it does not say how many."""
    filled = Table(group)
    filled.location = group.location
    members = Row(Scalar(key, key.location) for key in keys)
    members.location = group.location
    filled[Scalar("members", group.location)] = members
    if group.key("count") is None:
        filled[Scalar("count", group.location)] = Scalar(str(len(keys)), group.location)
    return filled


def _placed(location: Location | None) -> Table:
    table = Table()
    table.location = location
    return table


def _replaced(table: Table, key: Scalar, value: Table) -> Table:
    whole = Table({**table, key: value})
    whole.location = table.location
    return whole
