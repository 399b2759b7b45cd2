"""What many tests need and is the same each time is made once: libraries, tables of YAML, what checks find, PDFs.

So is what is read in a PDF: its texts, and who signed it.

What is made from the same texts, files and programs is the same: `letterkit.typeset.prints` and its tests hold that. A
test of the making itself calls `letterkit.typeset.typeset.typeset`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from support.checked import checked_once
from support.library import library_of

from letterkit.foundation import strict_yaml
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Row, Table
from letterkit.pipeline import copies, enclosed, letterheads, post, signing
from letterkit.schema import clause_files, library
from letterkit.signoff.verifying import FoundSignature, signatures_of
from letterkit.typeset import prints, readback
from letterkit.typeset.sheet import Sheet
from letterkit.typeset.typeset import Typeset, typeset


@contextmanager
def made_once(folder: Path) -> Iterator[None]:
    """Within it, what the program makes for the second time is what was made before, PDFs by other processes, too.

    Nor does anything wait for a disk: no test goes on after a power cut.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        patch.setattr(library, "open_library", library_of)
        for module in (strict_yaml, clause_files):
            patch.setattr(module, "parse", parsed)
        patch.setattr(clause_files, "read_clause", clause_read)
        patch.setattr(library, "prepared", prepared_once)
        for module in (prints, copies, letterheads):
            patch.setattr(module, "typeset", set_once(folder))
        for module in (readback, copies, enclosed, post):
            patch.setattr(module, "texts_in", texts_read)
        patch.setattr(signing, "signatures_of", signatures_found)
        with checked_once():
            yield


def set_once(folder: Path) -> Callable[..., Typeset]:
    """As `typeset`; a PDF without anything to mend is kept in a folder, by all that went into it."""

    def instead(sheet: Sheet, markdown: str, *, templates: Path | Sequence[Path], proof: bool, **more: Any) -> Typeset:
        roots = (templates,) if isinstance(templates, Path) else tuple(templates)
        if more.get("behind"):  # it looks at the lines as they are set
            return typeset(sheet, markdown, templates=templates, proof=proof, **more)
        path = folder / prints.key_of(sheet, markdown, roots, proof)
        if path.exists():
            pages, _, pdf = path.read_bytes().partition(b"\n")
            return Typeset(pdf, int(pages))
        made = typeset(sheet, markdown, templates=templates, proof=proof, **more)
        if not made.problems:
            own = path.with_name(f"{path.name}-{os.getpid()}")
            own.write_bytes(b"%d\n%b" % (made.pages, made.pdf))
            own.replace(path)
        return made

    folder.mkdir(exist_ok=True)
    return instead


def parsed(text: str, name: str, problems: list[Problem] | None = None) -> Table:
    """As `strict_yaml.parse`: a copy, since who asked may add to it."""
    return _parse(text, name, problems) if problems is not None else _copy(_parsed(text, name))


def clause_read(kind: str, name: str, text: str, file: str, words: Mapping[Any, Any]) -> Any:
    """As `clause_files.read_clause`."""
    return _read_clause(kind, name, text, file, words) if words else _clause_read(kind, name, text, file)


def prepared_once(what: str, content: str | None, make: Callable[[], Any], now: Callable[[], str | None]) -> Any:
    """As `caches.prepared`; what this process has of the same files it does not read again, and it keeps no file."""
    key = (what, content)
    made = make() if content is None or key not in _prepared else _prepared.pop(key)
    _prepared[key] = made
    for longest_unasked in [*_prepared][:-_MOST]:
        del _prepared[longest_unasked]
    return made


_prepared: dict[tuple[str, str | None], Any] = {}
_MOST = 400
_read_clause = clause_files.read_clause


@lru_cache(maxsize=1024)
def _clause_read(kind: str, name: str, text: str, file: str) -> Any:
    return _read_clause(kind, name, text, file, {})


def texts_read(pdf: bytes) -> Iterator[tuple[str, str]]:
    """As `readback.texts_in`."""
    yield from _texts_read(pdf)


_texts_in = readback.texts_in


@lru_cache(maxsize=256)
def _texts_read(pdf: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(_texts_in(pdf))


def signatures_found(pdf: bytes, trusted: Sequence[Any] = ()) -> tuple[FoundSignature, ...]:
    """As `verifying.signatures_of`."""
    from pyhanko_certvalidator import context  # whose clock a test may set

    return _signatures_found(pdf, tuple(trusted), context.datetime.now().date())


@lru_cache(maxsize=256)
def _signatures_found(pdf: bytes, trusted: tuple[Any, ...], day: object) -> tuple[FoundSignature, ...]:
    return signatures_of(pdf, trusted)


_parse = strict_yaml.parse
_parsed = lru_cache(maxsize=1024)(_parse)


def _copy(value: Any) -> Any:
    if isinstance(value, Table):
        new: Any = Table({key: _copy(inner) for key, inner in value.items()})
    elif isinstance(value, Row):
        new = Row(map(_copy, value))
    else:
        return value
    new.location = value.location
    return new
