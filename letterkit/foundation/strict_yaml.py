"""Strict YAML: every value keeps its place, nothing is guessed, nothing is executed.

A scalar is the text the person wrote: ``NO``, ``on``, ``1.10`` and ``12:30`` stay strings, and the schema that
expects a number or a date reads it from that text. Tags, merge keys and duplicate keys are problems, as are
control and private-use characters, which have no business in a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from letterkit.foundation.limits import MAX_ENTRIES, MAX_KEY, excess_in_value
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.scalars import Scalar as Scalar
from letterkit.foundation.scalars import describe as describe
from letterkit.foundation.scalars import location_of as location_of
from letterkit.foundation.slips import mend_of, slip_in

MAX_BYTES = 4_000_000
MAX_NODES = 200_000
MAX_DEPTH = 40
_BULLETS = ("-", "–", "—", "•", "·", "▪", "‣")
"""Signs with which people begin the items of lists; no key begins with one."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
# A tag written out, after an anchor or not; yaml gives standard tags to values without one too.
_TAG = re.compile(r"(?:&\S+\s+)?(!\S*)")
_ANCHOR = re.compile(r"(&\S+)")
_BEGINNINGS = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_ENDINGS = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


class Table(dict[Scalar, Any]):
    """A YAML mapping with the place where it begins (None when a program made it); its keys carry theirs."""

    location: Location | None = None

    def key(self, name: str) -> Scalar | None:
        """The key as it was written, with its place."""
        return next((key for key in self if key == name), None)


class Row(list[Any]):
    """A YAML sequence with the place where it begins."""

    location: Location | None = None


class _TooDeepError(Exception):
    def __init__(self, location: Any) -> None:
        super().__init__()
        self.location = location


class _Loader(yaml.CSafeLoader):
    """Counts how deep the nodes lie: the C code calls itself for each level, and would crash far enough down."""

    depth = 0

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Called by the composer before each node."""
        self.depth += 1
        if self.depth > MAX_DEPTH + 1:
            raise _TooDeepError(current_node.start_mark)

    def ascend_resolver(self) -> None:
        """Called by the composer after each node."""
        self.depth -= 1


def parse(text: str, name: str, problems: list[Problem] | None = None) -> Table:
    """Read YAML text whose top level is a mapping.

    Takes the text and the file's name for places; gives nested `Table`, `Row` and `Scalar`. Raises `UserError`
    with every problem found; with ``problems``, those that leave something to go on with are added there instead.
    """
    unseen = list(invisible_characters(text, name))
    if unseen:
        raise UserError(unseen)
    root = _composed(text, name)
    if not isinstance(root, yaml.MappingNode):
        found = "a list" if isinstance(root, yaml.SequenceNode) else "text" if root and root.value else "nothing"
        hint = "begin each line with a word, a colon and a space; 'letterkit new' makes a campaign file"
        raise UserError([Problem("LK104", f"expected 'key: value' lines, found {found}", Location(name, 1), hint)])
    reader = _Reader(name, text)
    table = reader.table(root, 0)
    if reader.problems and (problems is None or any(problem.code == "LK103" for problem in reader.problems)):
        raise UserError(reader.problems)
    if problems is not None:
        problems.extend(reader.problems)
    return table


def _composed(text: str, name: str) -> Any:
    """The nodes of YAML text; raises `UserError` where it is none, or lies too deep."""
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        if at and (deep := _too_deep_before(at, text)):
            raise UserError([_too_deep(deep, name)]) from error
        if slip := slip_in(text, error):
            problem = Problem("LK102", slip.message, Location(name, slip.line, slip.column), slip.mend)
            raise UserError([problem]) from error
        location = Location(name, at.line + 1, at.column + 1) if at else Location(name, 1)
        raise UserError(
            [Problem("LK102", f"this is not valid YAML: {error.problem}", location, mend_of(error))]
        ) from error
    except _TooDeepError as error:
        raise UserError([_too_deep(error.location, name)]) from error


_AS_TEXT = "save it as plain text (in UTF-8), with a plain-text editor"
_AS_UTF8 = "save it as UTF-8: in Notepad under 'Save as', 'Encoding'"
_BEGINNINGS_OF_FILES = (
    (b"PK\x03\x04", ("one of a word processor or spreadsheet, or an archive, and no plain text", _AS_TEXT)),
    (b"\xd0\xcf\x11\xe0", ("one of an old word processor or spreadsheet, and no plain text", _AS_TEXT)),
    (b"%PDF", ("a PDF, and no plain text", _AS_TEXT)),
    (b"{\\rtf", ("in Rich Text Format, and no plain text", _AS_TEXT)),
    (b"\xff\xfe", ("in UTF-16 ('Unicode'), and not in UTF-8", _AS_UTF8)),
    (b"\xfe\xff", ("in UTF-16 ('Unicode'), and not in UTF-8", _AS_UTF8)),
)
"""How files begin that no text editor of today writes by itself, with what they are and the mend."""


def read_text(path: Path, asked_from: Location | None = None) -> str:
    """The UTF-8 text of a file; a file that cannot be read is a `UserError` at ``asked_from`` or at the file itself."""
    location = asked_from or Location(str(path), 1)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        near = get_close_matches(path.name, _names(path.parent), 1)
        hint = f"did you mean '{path.with_name(near[0])}'?" if near else "look at the name and the folder"
        if not near and not path.suffix and asked_from is None:
            hint = "the name of a campaign file ends in .yml; one of its letters is named with --letter"
        raise UserError([Problem("LK106", f"there is no file '{path}'", asked_from, hint)]) from error
    except OSError as error:
        raise UserError([Problem("LK106", f"'{path}' cannot be read: {error.strerror}", location)]) from error
    if len(content) > MAX_BYTES:
        raise UserError([Problem("LK101", f"the file is larger than {MAX_BYTES:,} bytes", Location(str(path), 1))])
    if kind := kind_of_file(content):
        message, hint = kind
        if path.suffix == ".pdf" and asked_from is None:
            hint = "name the campaign file of the letter, which ends in .yml"
        raise UserError([Problem("LK105", f"the file is {message}", Location(str(path), 1), hint)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace").split("\n")
        found = Location(str(path), len(before), len(before[-1]) + 1)
        raise UserError([Problem("LK105", "the file is not UTF-8 text", found, _AS_UTF8)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def kind_of_file(content: bytes) -> tuple[str, str] | None:
    """What a file is that no plain-text editor has written, with the mend; None where nothing shows that it is."""
    return next((kind for begins, kind in _BEGINNINGS_OF_FILES if content.startswith(begins)), None)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _too_deep(at: yaml.Mark, name: str) -> Problem:
    location = Location(name, at.line + 1, at.column + 1)
    return Problem("LK103", f"nested more than {MAX_DEPTH} levels deep", location, "write it flatter")


def _too_deep_before(end: yaml.Mark, text: str) -> yaml.Mark | None:
    """Where the text passes `MAX_DEPTH` before ``end``.

    The C code reads ahead of the nodes it composes, and may stop at a limit of its own before `_Loader` has counted
    that far. The scanner in Python has no limit and calls nothing by itself for a level.
    """
    begun: list[yaml.Mark] = []
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if token.start_mark.index > end.index:
                break
            if isinstance(token, _BEGINNINGS):
                begun.append(token.start_mark)
            elif isinstance(token, _ENDINGS) and begun:
                begun.pop()
            if len(begun) > MAX_DEPTH + 1:
                return begun[MAX_DEPTH]
    return None


def invisible_characters(text: str, name: str) -> Iterator[Problem]:
    """The control and private-use characters of a file, and those that turn the direction of writing (LK107)."""
    for found in _FORBIDDEN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        yield _unseen(found[0], Location(name, line, column))


def _unseen(character: str, location: Location) -> Problem:
    return Problem(
        "LK107", f"the invisible character U+{ord(character):04X} cannot stand in a file", location, "delete it"
    )


class _Reader:
    """Turns YAML nodes into tables, rows and scalars, noting problems as it goes."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.nodes = 0

    def location(self, node: yaml.Node) -> Location:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if start.line == end.line else 1
        return Location(self.name, start.line + 1, start.column + 1, max(1, length))

    def report(self, code: str, message: str, node: yaml.Node, hint: str = "") -> None:
        self.problems.append(Problem(code, message, self.location(node), hint))

    def value(self, node: yaml.Node, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            if not any(problem.code == "LK103" for problem in self.problems):
                limit = f"{MAX_DEPTH} levels deep" if depth > MAX_DEPTH else f"{MAX_NODES:,} values, aliases counted"
                self.report("LK103", f"the file holds more than {limit}", node, "write it flatter, without aliases")
            return Scalar("", self.location(node))
        if isinstance(node, yaml.MappingNode):
            return self.table(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return self.row(node, depth)
        return self.scalar(node) if isinstance(node, yaml.ScalarNode) else Scalar("")

    def table(self, node: yaml.MappingNode, depth: int) -> Table:
        self.refuse_tag(node)
        table = Table()
        table.location = self.location(node)
        places: dict[str, int] = {}
        for key_node, value_node in self.within_limit(node):
            if not isinstance(key_node, yaml.ScalarNode):
                self.report("LK108", "a key must be a word", key_node, "begin the line with a word and ':'")
                continue
            self.refuse_tag(key_node)
            self.refuse_invisible(key_node)
            if len(key_node.value) > MAX_KEY:
                message = f"a key of {len(key_node.value):,} characters; it can have {MAX_KEY:,}"
                self.report("LK134", message, key_node, "look for a missing quotation mark or line end")
                continue
            if key_node.value[:1] in _BULLETS and not key_node.style:
                word = key_node.value.lstrip("".join(_BULLETS) + " ")
                message = f"'{key_node.value[0]}' begins an item of a list only as a dash with a space behind it"
                self.report("LK108", message, key_node, f"write '- {word}: ...'")
                key_node.value = word
            key = Scalar(key_node.value, self.location(key_node))
            first = places.setdefault(key, key_node.start_mark.line + 1)
            if key_node.value == "<<" and not key_node.style:
                self.report("LK108", "merge keys ('<<') are not used here", key_node, "write the keys out")
            elif key in table:
                hint = f"it stands already on line {first}; keep one of the two"
                self.report("LK109", f"the key '{key}' is given twice", key_node, hint)
            else:
                table[key] = self.value(value_node, depth + 1)
        return table

    def row(self, node: yaml.SequenceNode, depth: int) -> Row:
        self.refuse_tag(node)
        row = Row(self.value(item, depth + 1) for item in self.within_limit(node))
        row.location = self.location(node)
        return row

    def within_limit(self, node: yaml.CollectionNode) -> list[Any]:
        """The entries of a mapping or list, as many as there can be."""
        if len(node.value) > MAX_ENTRIES:
            message = f"{len(node.value):,} entries; there can be {MAX_ENTRIES:,} in one place"
            self.report("LK135", message, node, "divide them among campaigns")
        entries: list[Any] = node.value[:MAX_ENTRIES]
        return entries

    def scalar(self, node: yaml.ScalarNode) -> Scalar:
        if sign := self.refuse_tag(node):
            return Scalar(node.value or sign, self.location(node))
        self.refuse_invisible(node)
        if much := excess_in_value(node.value):
            self.report("LK134", much.message, node, much.hint)
            return Scalar(node.value[:1], self.location(node))
        null = node.value in ("~", "null") and not node.style
        if node.style not in ("|", ">"):
            return Scalar("" if null else node.value, self.location(node))
        first, last = node.start_mark.line + 1, node.end_mark.line
        block = Scalar(node.value, Location(self.name, first + 1))
        block.written = "\n".join(self.lines[first:last])
        return block

    def refuse_tag(self, node: yaml.Node) -> str:
        """Report a tag, or a mark with nothing behind it, and give it; "" where there is none."""
        start = node.start_mark
        # A key without a value can stand behind the last line.
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        if found := _TAG.match(line, start.column):
            self.report("LK110", f"the tag '{found[1]}' is not used here", node, "delete it, or quote the value")
        elif node.value == "" and (found := _ANCHOR.match(line, start.column)):
            message = f"'{found[1]}' is a mark of YAML, and no text"
            self.report("LK110", message, node, "put the value between quotation marks")
        return found[1] if found else ""

    def refuse_invisible(self, node: yaml.ScalarNode) -> None:
        """Escapes in quotes can stand for characters that the text of the file cannot hold."""
        if found := _FORBIDDEN.search(node.value):
            self.problems.append(_unseen(found[0], self.location(node)))
