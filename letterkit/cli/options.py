"""Arguments and options that several commands take."""

from __future__ import annotations

import datetime
from pathlib import Path

import click


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime.date | None:
    """A day that was typed: ``2017-01-23``, or ``today``."""
    from letterkit.foundation.dates import parse_day

    if value is None:
        return None
    try:
        return datetime.date.today() if value == "today" else parse_day(value)
    except ValueError as error:
        raise click.BadParameter("expected a day such as 2017-01-23, or 'today'") from error


campaigns = click.argument("campaigns", nargs=-1, required=True, type=click.Path(path_type=Path))
campaign = click.argument("campaign", type=click.Path(path_type=Path))
letters = click.option("--letter", "letters", multiple=True, metavar="NAME", help="Only this letter (can be repeated).")
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
json = click.option("--json", "json_", is_flag=True, help="Print JSON, for scripts.")
internal = click.option(
    "--internal",
    is_flag=True,
    help="For those inside: name people who are withheld, and in a review copy confidential sources, too.",
)
