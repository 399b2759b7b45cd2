"""Arguments and options that several commands take."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    """A day that was typed: ``2017-01-23``, or ``today``."""
    if value is None:
        return None
    from letterkit.foundation.dates import parse_day

    try:
        return datetime.date.today() if value == "today" else parse_day(value)
    except ValueError as error:
        raise click.BadParameter("expected a day such as 2017-01-23, or 'today'") from error


def examples(*lines: str) -> str:
    """Examples of a command for its ``epilog``; a line that begins with two spaces goes on with the one before."""
    return "\b\n" + "\n".join(["Examples:", *(f"  {line}" for line in lines)])


def offering(what: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """What a shell offers for a parameter: a function of `completing`, which is imported when a shell asks."""

    def offered(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        found: list[CompletionItem] = getattr(import_module("letterkit.cli.completing"), what)(
            context, parameter, typed
        )
        return found

    return offered


class JsonOption(click.Option):
    """The option by which a command prints JSON; ``shape`` is the type of that (`letterkit.cli.report.answers`)."""

    def __init__(self, names: Sequence[str], shape: object, **attributes: Any) -> None:
        super().__init__(names, **attributes)
        self.shape = shape


def json(shape: object) -> Callable[[Command], Command]:
    """The option ``--json`` of a command that then prints a value of that shape."""
    return click.option("--json", "json_", cls=JsonOption, shape=shape, is_flag=True, help="Print JSON, for scripts.")


_path = click.Path(path_type=Path)
campaigns = click.argument("campaigns", nargs=-1, required=True, type=_path, shell_complete=offering("campaigns"))
any_campaigns = click.argument("campaigns", nargs=-1, type=_path, shell_complete=offering("campaigns"))
campaign = click.argument("campaign", type=_path, shell_complete=offering("campaigns"))
letter = click.argument("letter", shell_complete=offering("letters"))
letters = click.option(
    "--letter",
    "letters",
    multiple=True,
    metavar="NAME",
    shell_complete=offering("letters"),
    help="Only this letter (can be repeated).",
)
named_letters = click.argument("named", nargs=-1, metavar="[LETTER]...", shell_complete=offering("letters"))
output = click.option(
    "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Where the files go."
)
date = click.option("--date", callback=day, metavar="DAY", help="Date the letters DAY (or 'today') instead.")
dry = click.option("--dry-run", "dry", is_flag=True, help="Say what would be written, and write nothing.")
cached = click.option(
    "--no-cache",
    "cached",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Work everything out and make every PDF again.",
)
internal = click.option(
    "--internal",
    is_flag=True,
    help="For those inside: name people who are withheld, and where sources are told, confidential ones, too.",
)
