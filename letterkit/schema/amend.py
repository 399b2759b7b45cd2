"""Amend a campaign file: put a letter among its letters, and leave every other byte as a person wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from letterkit.foundation.files import DISK, shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.foundation.strict_yaml import Scalar, parse

_BREAK = re.compile(r"\r\n|\r|\n")


def with_letter(text: str, name: str, plan: Mapping[str, str], file: str) -> str:
    """The text of a campaign file with the letter ``name`` at the end of its letters.

    ``plan`` holds the keys of the letter with values as YAML has them. Everything else stays as it stands: comments,
    indentation, line ends. Raises `UserError` (LK128) when the place cannot be found.
    """
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    letters = next((value for key, value in pairs if key.value == "letters"), None)
    if isinstance(letters, yaml.MappingNode) and letters.value:
        ways = _in_braces(text, letters, name, plan) if letters.flow_style else _in_lines(text, letters, name, plan)
        for amended in ways:
            if _adds_only(text, amended, name, plan, file):
                return amended
    hint = "write it there yourself: " + ", ".join(f"{key}: {value}" for key, value in plan.items())
    raise UserError([Problem("LK128", f"no place was found for the letter '{name}'", Location(file, 1), hint)])


def _in_lines(text: str, letters: yaml.MappingNode, name: str, plan: Mapping[str, str]) -> Iterator[str]:
    """A letter below the last of those that stand on lines of their own, as they are indented.

    It stands before the blank lines that follow, or else after them: they can be part of a text.
    """
    lines = _lines(text)
    indent = letters.value[0][0].start_mark.column
    keys = [value.value[0][0].start_mark.column for _, value in letters.value if _is_in_lines(value)]
    deeper = " " * (keys[-1] if keys else indent + 2)
    end = found[0] if (found := _BREAK.search(text)) else "\n"
    apart = end if any(not lines[key.start_mark.line - 1].strip() for key, _ in letters.value[1:]) else ""
    entry = [f"{' ' * indent}{name}:", *(f"{deeper}{key}: {value}" for key, value in plan.items())]
    for place in _places_below(lines, _last_line(letters) + 1, indent):
        before = "".join(lines[:place])
        before += "" if _BREAK.search(before[-1:]) else end
        yield before + apart + "".join(f"{line}{end}" for line in entry) + "".join(lines[place:])


def _places_below(lines: Sequence[str], text_ends: int, indent: int) -> Iterator[int]:
    """The lines before which a letter can stand below others that end with their text, the best place first."""
    last = text_ends
    while not lines[last - 1].strip():
        last -= 1
    # A comment that stands as far in as the letters do belongs to them.
    after = last
    for number, line in enumerate(lines[last:], last):
        if line.strip() and not (line.lstrip(" ").startswith("#") and not line[:indent].strip(" ")):
            break
        after = number + 1 if line.strip() else after
    return iter(dict.fromkeys((after, last, text_ends)))


def _lines(text: str) -> list[str]:
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def _is_in_lines(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and not node.flow_style and bool(node.value)


def _last_line(node: yaml.Node) -> int:
    """The number of the last line, from 0, of what a node holds, without the blank lines and comments after it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) - (1 if block and node.end_mark.column == 0 else 0)


def _in_braces(text: str, letters: yaml.MappingNode, name: str, plan: Mapping[str, str]) -> Iterator[str]:
    """A letter before the brace that closes the others, with a comma before it or after the one that stands there."""
    at = sum(map(len, _lines(text)[: letters.end_mark.line])) + letters.end_mark.column - 1
    at += text.startswith("\ufeff") and not letters.end_mark.line
    inside = ", ".join(f"{key}: {value}" for key, value in plan.items())
    for comma in (",", ""):
        yield f"{text[:at]}{comma} {name}: {{{inside}}}{text[at:]}"


def _adds_only(text: str, amended: str, name: str, plan: Mapping[str, str], file: str) -> bool:
    """Whether the amended text says what the text says, and the letter besides."""
    try:
        old, new = parse(text.removeprefix("\ufeff"), file), parse(amended.removeprefix("\ufeff"), file)
    except UserError:
        return False
    letters = new[Scalar("letters")]
    return dict(letters.pop(Scalar(name), {})) == dict(plan) and new == old


def read_whole(path: Path) -> str:
    """The text of a file with its line ends and byte order mark as they are."""
    return path.read_bytes().decode("utf-8")


def amend(path: Path, before: str, after: str) -> None:
    """Put ``after`` in the place of a file that says ``before``, whole or not at all, keeping its rights.

    A file that says something else by now is left alone: a `UserError` (LK129). What a killed process has left of
    such a change beside the file is removed.
    """
    real = path.resolve()
    for name in DISK.names(real.parent):
        if name.startswith(f".{real.name}.") and name.endswith(".part"):
            DISK.remove(real.parent / name)
    if read_whole(real) != before:
        hint = "somebody is editing it; run the command again"
        raise UserError([Problem("LK129", f"'{shown(path)}' has changed meanwhile", Location(shown(path), 1), hint)])
    DISK.write(real, after.encode(), instead_of=before.encode())


# --- Replies ---


def with_reply(text: str, name: str, reply: Mapping[str, str], file: str) -> str:
    """The text of a campaign file with one more reply on the letter ``name``, behind those that it has.

    ``reply`` holds the keys of the reply with values as YAML has them. Everything else stays as it stands. Raises
    `UserError` (LK128) when the place cannot be found.
    """
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
    letters = _value(root, "letters")
    letter = _value(letters, name)
    inside = ", ".join(f"{key}: {value}" for key, value in reply.items())
    for amended in _with_reply(text, letter, "{" + inside + "}") if isinstance(letter, yaml.MappingNode) else ():
        if _replies_only(text, amended, name, file):
            return amended
    hint = f"write it there yourself, under 'replies:': {{{inside}}}"
    raise UserError([Problem("LK128", f"no place was found for a reply on '{name}'", Location(file, 1), hint)])


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _with_reply(text: str, letter: yaml.MappingNode, reply: str) -> Iterator[str]:
    """The ways to put a reply down: into the list that is there, beside the only one, or on a line of its own."""
    end = found[0] if (found := _BREAK.search(text)) else "\n"
    replies = _value(letter, "replies")
    lines = _lines(text)
    if replies is None and letter.flow_style:
        at = _at(text, letter.end_mark) - 1
        yield f"{text[:at]}, replies: [{reply}]{text[at:]}"
    elif replies is None and letter.value:
        indent = " " * letter.value[0][0].start_mark.column
        yield _after(lines, _last_line(letter), f"{indent}replies: [{reply}]", end)
    elif isinstance(replies, yaml.CollectionNode) and replies.flow_style:
        first, last = _at(text, replies.start_mark), _at(text, replies.end_mark)
        if isinstance(replies, yaml.SequenceNode):
            yield f"{text[: last - 1]}{', ' if replies.value else ''}{reply}{text[last - 1 :]}"
        else:
            yield f"{text[:first]}[{text[first:last]}, {reply}]{text[last:]}"
    elif isinstance(replies, yaml.SequenceNode):
        indent = " " * replies.start_mark.column
        yield _after(lines, _last_line(replies), f"{indent}- {reply}", end)
    elif isinstance(replies, yaml.MappingNode):
        first, last = replies.start_mark.line, _last_line(replies)
        column = replies.start_mark.column
        own = [line[column:] for line in lines[first : last + 1]]
        moved = [f"{' ' * column}{'  ' if number else '- '}{line}" for number, line in enumerate(own)]
        yield _after([*lines[:first], *moved, *lines[last + 1 :]], last, f"{' ' * column}- {reply}", end)


def _at(text: str, mark: yaml.Mark) -> int:
    """Where in a text a mark of YAML is, which does not count a byte order mark."""
    return sum(map(len, _lines(text)[: mark.line])) + mark.column + (text.startswith("\ufeff") and not mark.line)


def _after(lines: list[str], last: int, line: str, end: str) -> str:
    """The lines with one more behind a line, or behind the last before it that says something."""
    while not lines[last].strip():
        last -= 1
    before = "".join(lines[: last + 1])
    return before + ("" if _BREAK.search(before[-1:]) else end) + line + end + "".join(lines[last + 1 :])


def _replies_only(text: str, amended: str, name: str, file: str) -> bool:
    """Whether the amended text says what the text says, and one reply besides."""
    try:
        old, new = parse(text.removeprefix("\ufeff"), file), parse(amended.removeprefix("\ufeff"), file)
    except UserError:
        return False
    before, after = (data[Scalar("letters")][Scalar(name)].pop(Scalar("replies"), []) for data in (old, new))
    known = before if isinstance(before, list) else [before]
    return old == new and isinstance(after, list) and len(after) == len(known) + 1 and list(after[:-1]) == list(known)
