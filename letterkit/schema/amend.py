"""Amend a campaign file: put a record where it belongs, and leave every other byte as a person wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from letterkit.foundation.files import DISK, real_path, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Row, Scalar, Table, parse

_BREAK = re.compile(r"\r\n|\r|\n")

Written: TypeAlias = "str | Mapping[str, Written] | Sequence[Written]"
"""A value as YAML has it: text with the quotation marks that it needs, or records and lists of such."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is put into a file: ``value`` under ``key`` of the mapping at ``path``, or at the end of the list there.

    It goes to the end of a list where ``key`` is ""; one value that stands alone becomes a list of two. ``called`` is
    the entry in messages ("the letter 'b'").
    """

    path: tuple[str, ...]
    key: str
    value: Written
    called: str


def with_entry(text: str, entry: NewEntry, file: str) -> str:
    """The text of a file with an entry, and with the mappings and lists around it that are not there yet.

    Everything else stays as it stands: comments, indentation, line ends. Raises `UserError` (LK128) when the place
    cannot be found.
    """
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
    if isinstance(root, yaml.MappingNode) and not _is_there(root, entry):
        expected = _expected(text, entry, file)
        for amended in _ways(text, root, entry):
            if _parsed(amended, file) == expected:
                return amended
    where = " under '" + ": ".join(entry.path) + ":'" if entry.path else ""
    hint = f"write it there yourself{where}: {_item(entry.key, entry.value)}"
    raise UserError([Problem("LK128", f"no place was found for {entry.called}", Location(file, 1), hint)])


def with_letter(text: str, name: str, plan: Mapping[str, str], file: str) -> str:
    """The text of a campaign file with the letter ``name`` at the end of its letters; as `with_entry`."""
    letters = _value(yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader), "letters")
    entry = NewEntry(("letters",), name, plan, f"the letter '{name}'")
    if isinstance(letters, yaml.MappingNode) and letters.value:
        return with_entry(text, entry, file)
    hint = f"write it there yourself: {_item(name, plan)}"
    raise UserError([Problem("LK128", f"no place was found for {entry.called}", Location(file, 1), hint)])


def with_reply(text: str, name: str, reply: Mapping[str, str], file: str) -> str:
    """The text of a campaign file with one more reply on the letter ``name``; as `with_entry`."""
    entry = NewEntry(("letters", name, "replies"), "", reply, f"a reply on '{name}'")
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
    if _value(_value(root, "letters"), name) is not None:
        return with_entry(text, entry, file)
    hint = f"write it there yourself, under 'replies:': {_flow(reply)}"
    raise UserError([Problem("LK128", f"no place was found for {entry.called}", Location(file, 1), hint)])


# What is put there


def _flow(value: Written) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"


def _item(key: str, value: Written) -> str:
    return f"{key}: {_flow(value)}" if key else _flow(value)


def _block(key: str, value: Written, deeper: int) -> list[str]:
    """An entry on lines of its own, the records within it indented by ``deeper``; lists of records a line each."""
    if isinstance(value, Mapping):
        inner = [line for name, item in value.items() for line in _block(name, item, deeper)]
        return [f"{key}:", *(f"{' ' * deeper}{line}" for line in inner)]
    if not isinstance(value, str) and value and all(isinstance(item, Mapping) for item in value):
        return [f"{key}:", *(f"{' ' * deeper}- {_flow(item)}" for item in value)]
    return [f"{key}: {_flow(value)}"]


# What the file then says


def _parsed(text: str, file: str) -> Table | None:
    try:
        return parse(text.removeprefix("\ufeff"), file)
    except UserError:
        return None


def _expected(text: str, entry: NewEntry, file: str) -> Table:
    """What a file says with an entry. Raises `UserError` for a file that is no YAML."""
    table = parse(text.removeprefix("\ufeff"), file)
    value = parse(f"value: {_flow(entry.value)}", file)[Scalar("value")]
    steps = (*entry.path, entry.key) if entry.key else entry.path
    within: Any = table
    for step in steps[:-1]:
        inner = within.get(Scalar(step), "")
        if inner == "":
            inner = within[Scalar(step)] = Table()
        if not isinstance(inner, Table):
            return Table()
        within = inner
    last = Scalar(steps[-1])
    if not entry.key:
        there = within.get(last, "")
        value = Row([*(there if isinstance(there, list) else [there] if there != "" else []), value])
    within[last] = value
    return table


def _is_there(root: yaml.Node, entry: NewEntry) -> bool:
    """Whether the mapping has the key already."""
    node: yaml.Node | None = root
    for step in entry.path:
        node = _value(node, step)
    return bool(entry.key) and _value(node, entry.key) is not None


# Where it can stand


def _ways(text: str, root: yaml.MappingNode, entry: NewEntry) -> Iterator[str]:
    """The ways to put an entry into a text, the best first, from the innermost node on its path that is there."""
    node: yaml.Node = root
    path = list(entry.path)
    while path and (inner := _value(node, path[0])) is not None and not _is_empty(inner):
        node = inner
        path.pop(0)
    if not path and entry.key:
        yield from _into_mapping(text, node, entry.key, entry.value)
    elif not path:
        yield from _into_list(text, node, entry.value)
    else:
        value: Written = entry.value if entry.key else [entry.value]
        for step in reversed([*path[1:], *([entry.key] if entry.key else [])]):
            value = {step: value}
        if (empty := _value(node, path[0])) is not None:
            yield _in_place_of(text, empty, value)
        else:
            yield from _into_mapping(text, node, path[0], value)


def _is_empty(node: yaml.Node) -> bool:
    return not node.value or (isinstance(node, yaml.ScalarNode) and node.value in ("~", "null") and not node.style)


def _in_place_of(text: str, empty: yaml.Node, value: Written) -> str:
    """A value in the place of none, on the line of its key."""
    at, end = _at(text, empty.start_mark), _at(text, empty.end_mark)
    space = "" if text[at - 1 : at] in (" ", "") else " "
    return f"{text[:at]}{space}{_flow(value)}{text[end:]}"


def _into_mapping(text: str, node: yaml.Node, key: str, value: Written) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode) and node.flow_style:
        yield from _before_end(text, node, _item(key, value))
    elif isinstance(node, yaml.MappingNode):
        yield from _in_lines(text, node, key, value)


def _into_list(text: str, node: yaml.Node, value: Written) -> Iterator[str]:
    """One more item of a list; what stands alone where a list can stand becomes the first of two."""
    lines, end, item = _lines(text), _line_end(text), _flow(value)
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        yield from _before_end(text, node, item)
    elif isinstance(node, yaml.SequenceNode):
        alone = item[1:-1] if isinstance(value, Mapping) and len(value) == 1 else item
        yield _after(lines, _last_line(node), f"{' ' * node.start_mark.column}- {alone}", end)
    elif isinstance(node, yaml.MappingNode) and not node.flow_style:
        first, last, column = node.start_mark.line, _last_line(node), node.start_mark.column
        own = [line[column:] for line in lines[first : last + 1]]
        moved = [f"{' ' * column}{'  ' if number else '- '}{line}" for number, line in enumerate(own)]
        yield _after([*lines[:first], *moved, *lines[last + 1 :]], last, f"{' ' * column}- {item}", end)
    else:
        first, last = _at(text, node.start_mark), _at(text, node.end_mark)
        yield f"{text[:first]}[{text[first:last]}, {item}]{text[last:]}"


def _in_lines(text: str, node: yaml.MappingNode, key: str, value: Written) -> Iterator[str]:
    """An entry below the last of those that stand on lines of their own, as they are indented.

    It stands before the blank lines that follow, or else after them: they can be part of a text.
    """
    lines, end = _lines(text), _line_end(text)
    indent = node.value[0][0].start_mark.column
    columns = [inner.value[0][0].start_mark.column for _, inner in node.value if _is_in_lines(inner)]
    deeper = columns[-1] - indent if columns else 2
    is_spaced = any(not lines[other.start_mark.line - 1].strip() for other, _ in node.value[1:])
    apart = end if is_spaced and isinstance(value, Mapping) else ""
    entry = [f"{' ' * indent}{line}" for line in _block(key, value, deeper)]
    for place in _places_below(lines, _last_line(node) + 1, indent):
        before = "".join(lines[:place])
        before += "" if _BREAK.search(before[-1:]) else end
        yield before + apart + "".join(f"{line}{end}" for line in entry) + "".join(lines[place:])


def _places_below(lines: Sequence[str], text_ends: int, indent: int) -> Iterator[int]:
    """The lines before which an entry can stand below others that end with their text, the best place first."""
    last = text_ends
    while not lines[last - 1].strip():
        last -= 1
    # A comment that stands as far in as the entries do belongs to them.
    after = last
    for number, line in enumerate(lines[last:], last):
        if line.strip() and not (line.lstrip(" ").startswith("#") and not line[:indent].strip(" ")):
            break
        after = number + 1 if line.strip() else after
    return iter(dict.fromkeys((after, last, text_ends)))


def _lines(text: str) -> list[str]:
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def _line_end(text: str) -> str:
    return found[0] if (found := _BREAK.search(text)) else "\n"


def _is_in_lines(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and not node.flow_style and bool(node.value)


def _last_line(node: yaml.Node) -> int:
    """The number of the last line, from 0, of what a node holds, without the blank lines and comments after it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) - (1 if block and node.end_mark.column == 0 else 0)


def _before_end(text: str, node: yaml.CollectionNode, item: str) -> Iterator[str]:
    """An entry before the bracket that closes the others, with a comma before it or after the one that stands there."""
    at = _at(text, node.end_mark) - 1
    for comma in (", ", " ", ""):
        yield f"{text[:at]}{comma}{item}{text[at:]}"


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _at(text: str, mark: yaml.Mark) -> int:
    """Where in a text a mark of YAML is, which does not count a byte order mark."""
    return sum(map(len, _lines(text)[: mark.line])) + mark.column + (text.startswith("\ufeff") and not mark.line)


def _after(lines: list[str], last: int, line: str, end: str) -> str:
    """The lines with one more behind a line, or behind the last before it that says something."""
    while not lines[last].strip():
        last -= 1
    before = "".join(lines[: last + 1])
    return before + ("" if _BREAK.search(before[-1:]) else end) + line + end + "".join(lines[last + 1 :])


# The file


def read_whole(path: Path) -> str:
    """The text of a file with its line ends and byte order mark as they are."""
    return path.read_bytes().decode("utf-8")


def amend(path: Path, before: str, after: str) -> None:
    """Put ``after`` in the place of a file that says ``before``, whole or not at all, keeping its rights.

    A file that says something else by now is left alone: a `UserError` (LK129).
    """
    real = real_path(path)
    if read_whole(real) != before:
        hint = "somebody is editing it; run the command again"
        raise UserError([Problem("LK129", f"'{shown(path)}' has changed meanwhile", Location(shown(path), 1), hint)])
    DISK.write(real, after.encode(), instead_of=before.encode())
