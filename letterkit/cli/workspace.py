"""The folder in which the commands work, and the library as it is seen from there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from letterkit.schema.library import Library


@dataclass
class Workspace:
    """A folder with campaigns and, perhaps, templates of its own."""

    root: Path = field(default_factory=Path.cwd)

    @cached_property
    def library(self) -> Library:
        """The clauses, forms, languages and letterheads: the workspace's own first, then the shipped ones."""
        from letterkit.schema.library import open_library

        return open_library(self.root)


with_workspace = click.make_pass_decorator(Workspace, ensure=True)
