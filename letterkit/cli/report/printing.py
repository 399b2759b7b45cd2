"""Print texts and tables without what is withheld."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

Hides = Callable[[], Callable[[str], str] | None]
"""Gives what hides in a text what is withheld; None where nothing is."""


class Printer(Console):
    """A terminal or a pipe; what is to be hidden is asked for anew with each print."""

    def __init__(self, hides: Hides, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, emoji=False)
        self._hides = hides

    def print(self, *objects: Any, **options: Any) -> None:
        """As rich does, without what is withheld. What cannot be looked through is refused (`TypeError`)."""
        hide = self._hides()
        super().print(*(_without(thing, hide) if hide else thing for thing in objects), **options)


def _without(thing: Any, hide: Callable[[str], str]) -> Any:
    """A text or table with nothing to hide; its look stays where nothing changes."""
    if isinstance(thing, str):
        return hide(thing)
    if isinstance(thing, Text):
        said = hide(thing.plain)
        return thing if said == thing.plain else Text(said, thing.style)
    if isinstance(thing, Table):
        for column in thing.columns:
            column._cells = [_without(cell, hide) for cell in column._cells]
        return thing
    raise TypeError(f"{type(thing).__name__} is printed in a way that is not looked through")
