"""What commands print as JSON, held against the shapes that they declare."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator, Sequence
from typing import Any

import click

from letterkit.cli.main import cli
from letterkit.cli.options import JsonOption


def commands(group: click.Group = cli, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command there is, with the words that call it."""
    for name, command in group.commands.items():
        yield (*before, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


SHAPES: dict[tuple[str, ...], Any] = {
    words: option.shape for words, command in commands() for option in command.params if isinstance(option, JsonOption)
}


def wrong_answer(arguments: Sequence[str], out: str) -> list[str]:
    """Where what a command has printed has not the shape that it declares; nothing when it was not asked for JSON."""
    asked = "--json" in arguments or arguments[-2:] == ("--format", "json")
    words = next((words for words in (arguments[:2], arguments[:1]) if words in SHAPES), None)
    return list(misfits(json.loads(out), SHAPES[words])) if asked and words and out else []


def misfits(value: Any, kind: Any, at: str = "") -> Iterator[str]:
    """Where a value has not the shape."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if typing.is_typeddict(kind):
        keys = set(value) if isinstance(value, dict) else set()
        if not kind.__required_keys__ <= keys <= {*kind.__required_keys__, *kind.__optional_keys__}:
            yield f"{at}: {sorted(keys)}"
        hints = typing.get_type_hints(kind)
        for key in keys & hints.keys():
            yield from misfits(value[key], hints[key], f"{at}.{key}")
    elif origin in (list, dict) and isinstance(value, origin):
        for key, item in enumerate(value) if origin is list else value.items():
            yield from misfits(item, inner[-1], f"{at}.{key}")
    elif inner and origin not in (list, dict):
        if all(any(misfits(value, one)) for one in inner):
            yield f"{at}: {value!r}"
    elif type(value) is not kind:
        yield f"{at}: {value!r}"
