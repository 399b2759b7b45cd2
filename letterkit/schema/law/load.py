"""The law data as it was read last, while its files are the same; what reads them is imported when they are read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol

from letterkit.foundation.caches import content_of, prepared
from letterkit.foundation.files import real_path
from letterkit.foundation.kept import Kept
from letterkit.schema.law.tables import LawTables

_LAW: Kept[LawTables] = Kept()


class HasLawFiles(Protocol):
    """What knows where law data lies: a library."""

    def law_files(self) -> tuple[Path, tuple[Path, ...]]:
        """The folder of the law data, and the files of one instrument each."""


def law_of(library: HasLawFiles) -> LawTables:
    """The law data of a library, looked for once; as `load_law`."""
    return _LAW.of(library, None, lambda: load_law(*library.law_files()))


def load_law(folder: Path, own: Iterable[Path] | None = None) -> LawTables:
    """The law data in ``folder`` (``templates/law``), read once for each set of files.

    ``own`` are the files that hold one instrument each, those of ``folder / "instruments"`` when left out: one of the
    same name takes the place of an entry of ``instruments.yml``. The other files are part of letterkit: ValueError
    when one is malformed. `UserError` with every problem of a file of one instrument.
    """
    files = sorted((folder / "instruments").glob("*.yml")) if own is None else own
    return _load(real_path(folder), tuple(real_path(path) for path in files))


@cache
def _load(folder: Path, own: tuple[Path, ...]) -> LawTables:
    files = {path.name: path for path in (*sorted(folder.glob("*.yml")), *sorted(folder.glob("*.csv")))}
    files |= {f"instruments/{path.name}": path for path in own}

    def read() -> LawTables:
        from letterkit.schema.law.files import read_law

        return read_law(folder, own)

    return prepared("law", content_of(files), read, lambda: content_of(files))
