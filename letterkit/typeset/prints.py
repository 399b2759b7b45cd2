"""Which PDFs are known to be what their letters give, so that a letter that did not change is not set again.

What is kept is no letter: of each PDF that was made without anything to mend, the digest of all that went into it, its
own digest, and its number of pages. A PDF that lies where it was written is known again by the two; any other is made.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from letterkit import __version__
from letterkit.foundation.caches import keep, version_of
from letterkit.foundation.problems import Location
from letterkit.typeset.sheet import Phrase, Sheet
from letterkit.typeset.typeset import Typeset, typeset

_DRAWN_BY = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "tinyhtml5",
    "fonttools",
    "pillow",
    "pypdf",
    "jinja2",
    "markdown-it-py",
    "uharfbuzz",
)
_FONTS = "rendercv-fonts"
_ENTRY = re.compile(rb"([0-9a-f]{64}) ([1-9]\d{0,4})\n")
_MOST = 128
"""Entries in one of the 256 folders; when there are more, the older half goes."""


@dataclass(frozen=True, slots=True)
class Prints:
    """The PDFs that are known, in a folder that several processes can use at once.

    An entry that cannot be read, that is damaged or of another version is as good as none. One that cannot be written
    is left out: the next run only takes longer.
    """

    folder: Path

    def pages(self, key: str, pdf: bytes) -> int | None:
        """The number of pages of a PDF, when it is the one that the inputs of ``key`` give."""
        try:
            entry = self._path(key).read_bytes()
        except OSError:
            return None
        found = _ENTRY.fullmatch(entry)
        return int(found[2]) if found and found[1].decode() == hashlib.sha256(pdf).hexdigest() else None

    def remember(self, key: str, pdf: bytes, pages: int) -> None:
        """Keep that the inputs of ``key`` give this PDF."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            keep(path, f"{hashlib.sha256(pdf).hexdigest()} {pages}\n".encode("ascii"), _MOST)

    def clear(self) -> int:
        """Forget all PDFs; gives how many they were."""
        paths = list(self.folder.glob("[0-9a-f][0-9a-f]/*"))
        for path in paths:
            path.unlink(missing_ok=True)
        return len(paths)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def typeset_anew(
    sheet: Sheet,
    markdown: str,
    there: bytes | None,
    prints: Prints | None,
    *,
    templates: Sequence[Path],
    proof: bool,
    written_at: Location | None = None,
) -> Typeset:
    """As `typeset`; a PDF that is ``there`` already and known to be this one is given back as it is."""
    key = key_of(sheet, markdown, templates, proof) if prints else ""
    if prints and there is not None and (pages := prints.pages(key, there)):
        return Typeset(there, pages)
    made = typeset(sheet, markdown, templates=templates, proof=proof, written_at=written_at)
    if prints and not made.problems:
        prints.remember(key, made.pdf, made.pages)
    return made


# What goes into a PDF


def key_of(sheet: Sheet, markdown: str, templates: Sequence[Path], proof: bool) -> str:
    """The digest of all that goes into a PDF: text, sheet, files of letterheads, fonts, programs.

    Where the texts of the sheet were written does not: it shows in problems alone, and what has any is not kept.
    """
    parts = [*_program(), *_files(templates), repr(proof), markdown, *_written(sheet)]
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


def _written(value: Any) -> Iterator[str]:
    """A value of a sheet as texts that are the same for the same value, and for no other."""
    if isinstance(value, str):
        yield f"{value.language if isinstance(value, Phrase) else ''}:{value}"
    elif isinstance(value, bytes):
        yield hashlib.sha256(value).hexdigest()
    elif value is None or isinstance(value, bool | int | float):
        yield repr(value)
    elif is_dataclass(value):
        for field in fields(value):
            if Location.__name__ not in str(field.type):
                yield f"{field.name}="
                yield from _written(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield f"{{{len(value)}"
        for key in sorted(value):
            yield from _written(key)
            yield from _written(value[key])
    elif isinstance(value, frozenset):
        yield from _written(tuple(sorted(value)))
    elif isinstance(value, tuple):
        yield f"({len(value)}"
        for item in value:
            yield from _written(item)
    else:
        raise TypeError(f"a sheet cannot hold {type(value).__name__}")


@cache
def _program() -> tuple[str, ...]:
    """The programs that draw a letter, and what of this one does: a checkout changes without its version."""
    rooms = (Path(__file__).parent, Path(__file__).parent.parent / "foundation")
    own = (_digest_of(str(path), 0, 0) for room in rooms for path in sorted(room.rglob("*.py")))
    return (__version__, sys.version, *map(version_of, (*_DRAWN_BY, _FONTS)), *own)


def _files(templates: Sequence[Path]) -> Iterator[str]:
    """The names and contents of all files that a letter's page can be drawn from, in the order they are looked for."""
    for root in templates:
        yield f"[{root.name}"
        for path in sorted((root / "letterheads").rglob("*")):
            status = path.stat()
            if path.is_file():
                yield path.relative_to(root).as_posix()
                yield _digest_of(str(path), status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4096)
def _digest_of(path: str, changed: int, size: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
