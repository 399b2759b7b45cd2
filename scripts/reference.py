"""Writes the parts of the documentation that are made from the program: its commands, and its clauses.

Usage: python scripts/reference.py [--check]

A page has them between ``<!-- begin: NAME -->`` and ``<!-- end: NAME -->``; the rest of it is written by hand. With
``--check`` nothing is written, and the exit code is 1 when a page is not as the program is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from letterkit.cli.main import cli
from letterkit.schema.clause import KINDS, Clause
from letterkit.schema.library import open_library

ROOT = Path(__file__).resolve().parents[1]


def commands_of(group: click.Group, path: str = "letterkit") -> Iterator[tuple[str, click.Command]]:
    """Every command with what is typed to run it, groups first."""
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands_of(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def commands() -> str:
    """What each command does, and its options."""
    return "\n\n".join(_command(path, command) for path, command in commands_of(cli) if path != "letterkit")


def _command(path: str, command: click.Command) -> str:
    with click.Context(command, info_name=path) as context:
        usage = " ".join([path, *(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")])
        options = [one for one in command.get_params(context) if isinstance(one, click.Option) and not one.hidden]
        rows = [(_typed(one, context), _told(one)) for one in options if "--help" not in one.opts]
    said = re.sub(r"\s*\n\s*\n\s*", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", (command.help or "").replace("\b\n", "")))
    parts = [f"## {path}", f"`{usage}`", re.sub(r"(?<!\n)\n(?!\n)", " ", said.strip())]
    if command.epilog:
        examples = command.epilog.replace("\b\nExamples:\n", "").replace("\n  ", "\n").removeprefix("  ")
        parts.append(f"```text\n{examples}\n```")
    if rows:
        parts.append("\n".join(["| option | meaning |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)]))
    return "\n\n".join(parts)


def _typed(option: click.Option, context: click.Context) -> str:
    value = "" if option.is_flag else f" {option.make_metavar(context)}".replace("|", "\\|")
    return ", ".join(f"`{name}{value}`" for name in option.opts)


def _told(option: click.Option) -> str:
    said = (option.help or "").strip()
    needed = " Required." if option.required else ""
    default = f" `{option.default}` when left out." if option.show_default and option.default is not None else ""
    return f"{said}{needed}{default}"


def clauses() -> str:
    """Every shipped clause by kind: its name, what it is for, what it takes. Acts have a table of their own."""
    library = open_library(ROOT)
    return "\n\n".join(_kind(kind, library.of_kind(kind).values()) for kind in KINDS if kind != "acts")


def _kind(kind: str, found: Iterable[Clause]) -> str:
    rows = [f"| `{one.name}` | {one.title} | {_takes(one)} |" for one in found]
    return "\n".join(
        [f"## {kind.capitalize()}", "", "| clause | what it is for | takes |", "| --- | --- | --- |", *rows]
    )


def _takes(clause: Clause) -> str:
    return ", ".join(f"`{one.name}`{' (may be left out)' if one.optional else ''}" for one in clause.takes)


PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "docs/commands.md": ("commands", commands),
    "docs/clause-list.md": ("clauses", clauses),
}


def pages() -> Iterator[tuple[Path, str, str]]:
    """Each page with a part made from the program: its file, its text, and its text as the program is."""
    for name, (part, made) in PARTS.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        begin, end = f"<!-- begin: {part} -->", f"<!-- end: {part} -->"
        before, _, rest = text.partition(begin)
        after = rest.partition(end)[2]
        yield ROOT / name, text, f"{before}{begin}\n\n{made()}\n\n{end}{after}"


def main() -> int:
    """Write the pages, or say which are not as the program is."""
    stale = [(path, new) for path, old, new in pages() if new != old]
    if "--check" in sys.argv[1:]:
        for path, _ in stale:
            print(f"{path.relative_to(ROOT)} is not as the program is: make docs")
        return 1 if stale else 0
    for path, new in stale:
        path.write_text(new, encoding="utf-8")
        print(f"{path.relative_to(ROOT)} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
