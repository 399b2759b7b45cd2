"""The one way out: whatever a command prints leaves here, without the names and titles that are not for everybody.

Nothing of what is hidden is known before a campaign has been read; until then nothing more is imported.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import click

from letterkit.schema.names_read import names_read

_EFFECTS = {"bold": "bold", "dim": "dim", "underline": "underline", "strike": "strikethrough"}
_PLAIN = ("dumb", "unknown")


class Styled(NamedTuple):
    """A part of a line with its look: a colour or effects, as words ("bold red"); "" for none."""

    text: str
    style: str = ""


class Printer:
    """A terminal or a pipe, on which lines are printed without what is withheld. The terminal breaks long ones."""

    def __init__(self, *, stderr: bool = False, internal: bool = False) -> None:
        self._stderr, self._internal = stderr, internal

    @property
    def width(self) -> int:
        """How many columns it has."""
        return shutil.get_terminal_size().columns

    @property
    def is_coloured(self) -> bool:
        """Whether it shows colours."""
        stream = sys.stderr if self._stderr else sys.stdout
        return stream.isatty() and os.environ.get("TERM") not in _PLAIN and not os.environ.get("NO_COLOR")

    def print(self, *parts: str | Styled) -> None:
        """Print a line of parts; it is plain where what is withheld runs from one into another."""
        line = [Styled(self.without(text), style) for text, style in map(_styled, parts)]
        plain = "".join(part.text for part in line)
        said = self.without(plain)
        click.echo("".join(map(self._looking, line)) if said == plain else said, err=self._stderr)

    def without(self, text: str) -> str:
        """A text without what is withheld."""
        hide = None if self._internal else _what_hides()
        return hide(text) if hide else text

    def _looking(self, part: Styled) -> str:
        words = part.style.split() if part.text and os.environ.get("TERM") not in _PLAIN else []
        colour = next((word for word in words if word not in _EFFECTS and self.is_coloured), None)
        effects = {_EFFECTS[word]: True for word in words if word in _EFFECTS}
        return click.style(part.text, fg=colour, **effects) if colour or effects else part.text


def _styled(part: str | Styled) -> Styled:
    return part if isinstance(part, Styled) else Styled(part)


def say(text: str, *, err: bool = False, nl: bool = True, internal: bool = False) -> None:
    """Print a text as it stands, on standard output or standard error, without what is withheld."""
    click.echo(Printer(internal=internal).without(text), err=err, nl=nl)


def answer(data: Any, *, internal: bool = False) -> None:
    """Print an answer for programs as JSON, without what is withheld; its keys stay."""
    if not internal and names_read():
        from letterkit.cli.report.discretion import hidden_within

        data = hidden_within(data)
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def _what_hides() -> Callable[[str], str] | None:
    """What hides in a text what is withheld; None where nothing is."""
    if not names_read():
        return None
    from letterkit.cli.report.discretion import hidden

    return hidden
