"""What is remembered from one command to the next, and the command that forgets it."""

from __future__ import annotations

from pathlib import Path

import click

from letterkit.cli import options
from letterkit.cli.report.leaving import say
from letterkit.foundation.caches import PREPARED, cache_folder, forget

BATCHES = "batches"
"""What seals that which batches remember beside the drafts."""


def prints_folder() -> Path:
    """Where is remembered which PDFs are known."""
    return cache_folder() / "prints"


@click.group("cache", epilog=options.examples("letterkit cache clear"))
def cache_group() -> None:
    """What is remembered of PDFs and of what commands have said, so that nothing is worked out twice.

    It holds digests, and nothing that can be read without the files it was made from.
    """


@cache_group.command("clear", epilog=options.examples("letterkit cache clear"))
def clear_command() -> None:
    """Forget it, so that everything is worked out and made again."""
    from letterkit.cli.known_runs import RESULTS
    from letterkit.typeset.parsed import SHEETS
    from letterkit.typeset.prints import Prints

    known, said = Prints(prints_folder()).clear(), forget(RESULTS)
    for prepared in (PREPARED, SHEETS, BATCHES):
        forget(prepared)
    say(f"{known} PDF{'' if known == 1 else 's'} and {said} result{'' if said == 1 else 's'} forgotten")
