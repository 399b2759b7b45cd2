"""Tidy a YAML file: indentation, blank lines and spaces at the ends of lines; nothing that says anything.

Only white space is changed, so that comments, quotation marks and the order of keys stay as a person wrote them: what
writes YAML anew from its data cannot promise that. Keys stand two columns further in than the key that holds them, and
so does the dash of a list; what follows a dash stands two columns behind it. A text or a bracket over several lines
moves as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

import yaml

from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Table, parse

_DEEPER = 2


def tidied(text: str, file: str) -> str:
    """The text of a YAML file with its white space in order; the line ends and the byte order mark stay.

    Raises `UserError` for a file that is no YAML, and for one whose meaning would change (LK139).
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(mark).replace("\r\n", "\n").replace("\r", "\n")
    if all(not line.strip() or line.lstrip().startswith("#") for line in plain.split("\n")):
        return mark + "\n".join(line.rstrip() for line in plain.split("\n")).replace("\n", ends)  # a file of notes
    before = parse(plain, file)
    after = _Tidying(plain).text()
    if _bare(plain) != _bare(after) or _parsed(after, file) != before:
        hint = "look for a text over several lines that is indented in an unusual way, and indent it as the others"
        message = "the file is laid out in a way that cannot be tidied without changing what it says"
        raise UserError([Problem("LK139", message, Location(file, 1), hint)])
    return mark + after.replace("\n", ends)


def _bare(text: str) -> str:
    """A text without its white space."""
    return re.sub(r"\s+", "", text)


def _parsed(text: str, file: str) -> Table | None:
    try:
        return parse(text, file)
    except UserError:
        return None


class _Tidying:
    """Where the dashes and keys of each line stand, and where they are to stand.

    ``columns`` has them by line, from 0: pairs of the column now and then. ``inside`` has the lines that lie within a
    text or a bracket, by the line on which that began, and whether white space matters on them.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.columns: dict[int, list[tuple[int, int]]] = {}
        self.inside: dict[int, tuple[int, bool]] = {}
        self._node(yaml.compose(text, Loader=yaml.CSafeLoader), 0)
        self._known = sorted(self.columns)

    def text(self) -> str:
        """The tidied text, which ends in one line end."""
        found = list(self._tidied())
        kept = [line for at, line in enumerate(found) if at in self.inside or line or not at or found[at - 1]]
        return "\n".join(kept).strip("\n") + "\n"

    def _tidied(self) -> Iterator[str]:
        for at, line in enumerate(self.lines):
            within = self.inside.get(at)
            if within is not None:
                first, exact = within
                moved = _moved(line, self._shift(first)) if line.strip() else line
                yield moved if exact else moved.rstrip()
            elif at in self.columns:
                yield self._with_columns(line, sorted(self.columns[at])).rstrip()
            elif line.strip():
                yield _moved(line, self._shift_of_comment(at)).rstrip()
            else:
                yield ""

    def _with_columns(self, line: str, columns: Sequence[tuple[int, int]]) -> str:
        """A line with its dashes and its key where they are to stand."""
        made = ""
        for (now, then), end in zip(columns, [*(now for now, _ in columns[1:]), len(line)], strict=True):
            made = made.ljust(then) + (line[now:end].rstrip() if end < len(line) else line[now:end])
        return made

    def _shift(self, at: int) -> int:
        """How far what follows on a line moves to the right."""
        while at not in self.columns and at in self.inside:
            at = self.inside[at][0]
        now, then = max(self.columns.get(at, [(0, 0)]))
        return then - now

    def _shift_of_comment(self, at: int) -> int:
        """How far a comment moves: as what stands below it as far in, or above it, or else as what comes next."""
        column = len(self.lines[at]) - len(self.lines[at].lstrip(" "))
        next_ = bisect(self._known, at)
        for line in (*self._known[next_ : next_ + 1], *reversed(self._known[:next_])):
            for now, then in self.columns[line]:
                if now == column:
                    return then - now
        nearest = self._known[next_ : next_ + 1] or self._known[next_ - 1 : next_]
        return min(then - now for now, then in self.columns[nearest[0]]) if nearest else 0

    def _node(self, node: yaml.Node | None, column: int) -> None:
        """Note where a node's own lines are to stand: its keys or dashes in ``column``."""
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            for key, value in node.value:
                self._put(key.start_mark.line, key.start_mark.column, column)
                self._span(key)
                self._node(value, column + _DEEPER)
        elif isinstance(node, yaml.SequenceNode) and not node.flow_style:
            for item in node.value:
                self._put(self._dash_of(item, node), node.start_mark.column, column)
                if item.start_mark.line not in self.columns or isinstance(item, yaml.ScalarNode) or item.flow_style:
                    self._put(item.start_mark.line, item.start_mark.column, column + _DEEPER)
                self._node(item, column + _DEEPER)
        elif node is not None:
            self._span(node)

    def _put(self, line: int, now: int, then: int) -> None:
        known = self.columns.setdefault(line, [])
        if now not in [column for column, _ in known] and not self.lines[line][:now].strip(" -?"):
            known.append((now, then))
        if not known:
            del self.columns[line]

    def _dash_of(self, item: yaml.Node, row: yaml.SequenceNode) -> int:
        """The line of the dash before an item."""
        at, column = item.start_mark.line, row.start_mark.column
        while at and self.lines[at][column : column + 1] != "-":
            at -= 1
        return int(at)

    def _span(self, node: yaml.Node) -> None:
        """Note the further lines of a text or a bracket; on those of a text, the spaces at their ends may matter."""
        first, last = node.start_mark.line, node.end_mark.line
        block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        if node.end_mark.column == 0 and last > first:
            last -= 1
        while block and last > first and not self.lines[last].strip():
            last -= 1
        for line in range(first + 1, last + 1):
            self.inside.setdefault(line, (first, block))


def _moved(line: str, by: int) -> str:
    """A line further in or out; one that would lose more than spaces stays."""
    if by >= 0:
        return " " * by + line
    return line[-by:] if not line[:-by].strip(" ") else line
