"""Lists of senders, as a campaign or a file of its own gives them: read record by record.

A record with a mistake is left out, and no other: a list of hundreds comes from hundreds of people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from letterkit.foundation.files import real_path, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_csv import CellRow, CellTable, parse_cells
from letterkit.foundation.strict_yaml import Row, Scalar, Table, parse, read_text
from letterkit.foundation.suggest import did_you_mean
from letterkit.schema.fields import PLAIN_LANGUAGE, ValidationContext
from letterkit.schema.letterhead import Figures, Letterhead
from letterkit.schema.library import Library
from letterkit.schema.sender import PLAIN, Sender, Signer, faults, letterhead_of
from letterkit.schema.validate import validate

Refused = dict[Scalar, tuple[Problem, ...]]
"""The senders of lists that have mistakes, by key, with these."""

_KEY = re.compile(r"\w[\w-]{0,29}")
_LINES = re.compile(r"\s*(?:\||\n)\s*")
_KEYS = Sender.keys()
_WITHIN = {"figures": Figures.keys(), "signatory": Signer.keys()}
_SEVERAL = {"address", "contacts"}
_IN_LANGUAGES = (
    "name",
    "short",
    "article",
    "place",
    "described-as",
    "speaks-for",
    "writes-as",
    "declares",
    "signatory.office",
)


def with_senders(table: Table, folder: Path, library: Library, refused: Refused, texts: dict[str, str]) -> Table:
    """What a campaign or an included file says, with its senders as records, those of a file that it names among them.

    The senders with mistakes go to ``refused``. What a YAML file says is added to ``texts``. Raises `UserError` when a
    file cannot be read, or is none of senders.
    """
    key = table.key("senders")
    if key is None or not isinstance(table[key], Table):
        return table
    written: Table = table[key]
    file = written.key("file")
    found: list[tuple[Scalar, Table, tuple[Problem, ...]]] = []
    if file is not None and isinstance(written[file], Scalar):
        found += _of_file(folder, written[file], texts)
        written = Table({name: value for name, value in written.items() if name != file})
    found += [(name, value, ()) for name, value in written.items()]
    senders, seen = Table(), dict[tuple[str, ...], Scalar]()
    senders.location = table[key].location
    for name, record, before in found:
        problems = list(before)
        sender = _sender(name, record, library, problems)
        problems.extend(_seen_before(name, sender, senders, seen))
        if problems or sender is None:
            refused[name] = (*refused.get(name, ()), *problems)
        else:
            senders[name] = sender
    whole = Table({**table, key: senders})
    whole.location = table.location
    return whole


def without_senders(table: Table) -> Table:
    """What a file says, without its senders."""
    rest = Table({key: value for key, value in table.items() if key != "senders"})
    rest.location = table.location
    return rest


def house_of(senders: Mapping[Scalar, Sender], library: Library, key: str) -> Letterhead:
    """The letterhead of a sender of a list, or else that of the name; KeyError when there is none."""
    sender = senders.get(Scalar(key))
    if sender is None:
        return library.letterhead(key)
    return letterhead_of(sender, key, None if sender.letterhead == PLAIN else library.letterhead(sender.letterhead))


def _sender(name: Scalar, record: object, library: Library, problems: list[Problem]) -> Sender | None:
    if not problems and not _KEY.fullmatch(name):
        hint = "letters take their names from it: use at most 30 letters, digits, hyphens and underscores"
        problems.append(Problem("LK126", f"a sender cannot have the key '{name}'", name.location, hint))
    if not isinstance(record, Table):
        record = Table()
        record.location = name.location
    # What a sender says plainly is in the language in which it writes.
    own = str(record.get(Scalar("language"), ""))
    plain = ("" if own == PLAIN_LANGUAGE else own) if own in library.language_codes() else library.plain_language
    sender = validate(Sender, record, ValidationContext(problems=problems, language=plain))
    if sender is None:
        return None
    if sender.letterhead not in (PLAIN, *library.letterhead_names()):
        hint = did_you_mean(sender.letterhead, (PLAIN, *library.letterhead_names()))
        message = f"no letterhead named '{sender.letterhead}'"
        problems.append(Problem("LK213", message, sender.letterhead.location, hint))
        return None
    problems.extend(faults(sender, library.language_codes()))
    if sender.name and name in library.letterhead_names():
        hint = "take another key, or leave the name out when it is the same organisation"
        problems.append(Problem("LK239", f"'{name}' is the key of a letterhead", name.location, hint))
    try:
        if not problems:
            house_of({name: sender}, library, name)
    except UserError as error:
        problems.extend(error.problems)
    return sender.model_copy(update={"told": _told(name, record)})


def _seen_before(
    name: Scalar, sender: Sender | None, senders: Table, seen: dict[tuple[str, ...], Scalar]
) -> Iterator[Problem]:
    """Of two records of one organisation, or with one key, the second."""
    marks: list[tuple[str, ...]] = [("key", name.casefold())]
    if sender and sender.name:
        names = {" ".join(text.casefold().split()) for text in sender.name.languages.values()}
        place = str(sender.place.first).casefold() if sender.writes_as and sender.place else ""
        marks += [("name", text, place) for text in sorted(names)]
    elif sender:
        marks.append(("letterhead", str(sender.letterhead)))
    for mark in marks:
        if mark in seen:
            first = seen[mark]
            what = "has the key" if mark[0] == "key" else "is the organisation" if not mark[2:] or not mark[2] else "is"
            message = f"'{name}' {what} of '{first}', which stands at {first.location}"
            yield Problem("LK239", message, name.location, "keep one of the two")
            return
    for mark in marks:
        seen[mark] = name


# Files


def _of_file(folder: Path, name: Scalar, texts: dict[str, str]) -> Iterator[tuple[Scalar, Table, tuple[Problem, ...]]]:
    path = folder / name
    if path.suffix not in (".csv", ".yml", ".yaml") or not real_path(path).is_relative_to(real_path(folder)):
        hint = f"name a .csv or .yml file of the folder '{shown(folder)}' or of one below it"
        raise UserError([Problem("LK124", f"'{name}' cannot be read for senders", name.location, hint)])
    text = read_text(path, name.location)
    if path.suffix != ".csv":
        texts[shown(path)] = text
        for key, record in parse(text, shown(path)).items():
            yield key, record, ()
        return
    cells = parse_cells(text, shown(path))
    faulty = [*cells.problems, *_strange(cells)]
    if faulty:
        raise UserError(faulty)
    at = next(number for number, column in enumerate(cells.columns) if column == "key")
    for row in cells.rows:
        missing = () if row.cells[at] else (Problem("LK122", "the sender has no 'key'", row.location, "add it"),)
        yield row.cells[at] or Scalar(f"row {row.number}", row.location), _record(cells, row), (*row.problems, *missing)


def _known_columns() -> tuple[str, ...]:
    within = tuple(f"{key}.{inner}" for key, keys in _WITHIN.items() for inner in keys)
    return ("key", *(name for name in _KEYS if name not in _WITHIN), *within)


def _strange(cells: CellTable) -> Iterator[Problem]:
    """The columns that say nothing of a sender, and those that are missing."""
    known = _known_columns()
    for column in filter(None, cells.columns):
        base, _, language = column.rpartition(".")
        if column not in known and not (base in _IN_LANGUAGES and re.fullmatch("[a-z]{2,3}", language)):
            yield Problem("LK121", f"unknown column '{column}'", column.location, did_you_mean(column, known))
    for needed in ("key", "letterhead"):
        if needed not in cells.columns:
            message = f"there is no column '{needed}'"
            yield Problem("LK122", message, cells.columns[0].location, "add it to the first row")


def _record(cells: CellTable, row: CellRow) -> Table:
    """A row as a campaign would write it: ``signatory.office.fr`` is within what is within."""
    record = Table()
    record.location = row.location
    for column, value in zip(cells.columns, row.cells, strict=True):
        if value and column and column != "key":
            _put(record, column.split("."), value)
    return record


def _put(record: Table, path: list[str], value: Scalar) -> None:
    key, inner = Scalar(path[0], value.location), path[1:]
    before = record.get(key)
    if not inner and before is None:
        several = key in _SEVERAL and _LINES.search(value)
        record[key] = _lines(value) if several else value
        return
    if not isinstance(before, Table):
        table = Table()
        table.location = value.location
        if before is not None:
            table[Scalar(PLAIN_LANGUAGE, before.location)] = before
        record[key] = before = table
    _put(before, inner or [PLAIN_LANGUAGE], value)


def _lines(value: Scalar) -> Row:
    row = Row(Scalar(line, value.location) for line in _LINES.split(value) if line)
    row.location = value.location
    return row


def _told(key: Scalar, record: Table, name: str = "") -> dict[Location, tuple[str, str]]:
    """What a spreadsheet says of a sender, by its place; what YAML says is found in its text."""
    told: dict[Location, tuple[str, str]] = {}
    for inner, value in record.items():
        whole = f"{name or f'senders/{key}'}/{inner}"
        if isinstance(value, Table):
            told |= _told(key, value, whole)
        elif isinstance(value, Scalar) and value.location and value.location.file.endswith(".csv"):
            told[value.location] = (whole, str(value))
        elif isinstance(value, Row) and value.location and value.location.file.endswith(".csv"):
            told[value.location] = (whole, " | ".join(map(str, value)))
    return told
