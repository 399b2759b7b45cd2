"""What is remembered from one command to the next, and the command that forgets it."""

from __future__ import annotations

import os
from pathlib import Path

import click

VARIABLE = "LETTERKIT_CACHE"


def prints_folder() -> Path:
    """Where is remembered which PDFs are known: a folder of the user's caches, or that of ``LETTERKIT_CACHE``."""
    from platformdirs import user_cache_path

    named = os.environ.get(VARIABLE)
    return (Path(named) if named else user_cache_path("letterkit", appauthor=False)) / "prints"


@click.group("cache")
def cache_group() -> None:
    """What is remembered of PDFs, so that those that would come out the same are not made again.

    It holds digests, and no letter.
    """


@cache_group.command("clear")
def clear_command() -> None:
    """Forget it, so that every PDF is made again."""
    from letterkit.typeset.prints import Prints

    known = Prints(prints_folder()).clear()
    click.echo(f"{known} PDF{'' if known == 1 else 's'} forgotten")
