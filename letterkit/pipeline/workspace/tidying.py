"""Tidy files for the command ``fmt``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from letterkit.foundation.files import shown
from letterkit.foundation.problems import Problem, UserError
from letterkit.foundation.strict_yaml import read_text
from letterkit.schema.amend import amend, read_whole
from letterkit.schema.tidy import tidied


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file with whether its white space changes, or the problems for which it stays as it is."""

    path: Path
    changes: bool = False
    problems: tuple[Problem, ...] = ()


def tidy(path: Path, *, write: bool) -> Tidied:
    """Tidy a file, or without ``write`` only say whether it would change."""
    try:
        read_text(path)
        before = read_whole(path)
        after = tidied(before, shown(path))
        if after != before and write:
            amend(path, before, after)
    except UserError as error:
        return Tidied(path, problems=error.problems)
    return Tidied(path, after != before)
