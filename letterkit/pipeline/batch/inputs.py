"""Everything that goes into a letter, as a digest: what has the same need not be looked at again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from letterkit.drafts.job import Job
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library

_ROOM = Path(__file__).resolve().parents[2]


class Inputs:
    """The digests of the letters of a campaign.

    All letters share the programs, the library with its letterheads, and what the campaign's files say; of the senders
    of a list, each has its own. So a changed fact has every letter looked at, and a changed sender theirs alone.
    """

    def __init__(self, campaign: Campaign, library: Library) -> None:
        drawn = sorted({str(sender.letterhead) for sender in campaign.senders.values()})
        self._ground = _digest((*_program(), *_files(library.folders)))
        self._shared = _digest((self._ground, *_said(campaign), *drawn))

    def of(self, job: Job) -> str:
        """The digest of all that goes into a letter and its checks."""
        plan = job.campaign.letters[Scalar(job.letter)]
        own = (part for key in plan.from_ for part in _written(job.campaign.senders.get(key)))
        return _digest((self._shared, job.letter, str(job.date), *own, *_enclosed(job)))

    def ground(self, job: Job) -> str:
        """The digest of all that goes into a letter and its checks but for what the campaign says."""
        return _digest((self._ground, job.letter, str(job.date), *_enclosed(job)))


def _enclosed(job: Job) -> Iterator[str]:
    """The digests of the files that go out with a letter."""
    for one in job.campaign.letters[Scalar(job.letter)].attachments:
        path = Path(job.campaign.folder) / one.file
        yield _digest_of(path) if path.is_file() else ""


def _program() -> Iterator[str]:
    """This program and what is installed beside it: a checkout changes without its version."""
    yield sys.version
    for path in sorted(_ROOM.rglob("*.py")):
        yield f"{path.relative_to(_ROOM).as_posix()} {_digest_of(path)}"
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from sorted(entry.name for entry in folder.glob("*.dist-info"))


def _files(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"{path.relative_to(folder).as_posix()} {_digest_of(path)}"


def _said(campaign: Campaign) -> Iterator[str]:
    """What the files of a campaign say, but for lists of senders that are spreadsheets."""
    for name, text in campaign.texts.items():
        yield from (name, text)
    yield from _written(campaign.people)  # some may stand in a spreadsheet


def _written(value: Any) -> Iterator[str]:
    """A value as texts that are the same for the same value, wherever it was written."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in ("location", "told"):
                yield f"{name}="
                yield from _written(getattr(value, name))
    elif isinstance(value, Mapping):
        yield f"{{{len(value)}"
        for key, inner in value.items():
            yield str(key)
            yield from _written(inner)
    elif isinstance(value, tuple | list):
        yield f"({len(value)}"
        for inner in value:
            yield from _written(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            if one.name != "location":
                yield from _written(getattr(value, one.name))
    else:
        yield f"{type(value).__name__}:{value}"


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
