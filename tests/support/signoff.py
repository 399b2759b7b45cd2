"""What the tests of sign-off share: a campaign whose letters need approvals, and its files as they stand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.helpers import Result, build, campaign, letterkit

from letterkit.foundation.files import Files

APPROVALS: dict[str, Any] = {
    "legal": ["Ines Okoro", "Tomas Lind"],
    "desk": {"by": "Aino Saar", "delegates": [{"to": "Jon Dale", "from": "2024-01-01"}]},
    "gs": {"by": "Marit Holm", "delegates": {"to": "Ann Old", "until": "2020-12-31"}},
}
ALL = (("legal", "Ines Okoro"), ("desk", "Aino Saar"), ("gs", "Marit Holm"))

HEAD = {
    "name": "Federation of Dock Workers",
    "short": "FDW",
    "place": "Rotterdam",
    "speaks-for": "dock workers",
    "signs": "president",
    "officers": {
        "president": {"name": "Nadia Verbeek", "office": "President", "head": "yes"},
        "secretary": {"name": "Marit Holm", "office": "General Secretary"},
    },
    "figures": [{"as-of": "2010-01-01", "members": 640000, "countries": 31}],
}
DECIDED: dict[str, Any] = {
    "role": "legal",
    "by": "Ines Okoro",
    "version": 1,
    "roles": ["legal"],
    "bytes": 9,
    "state": "0" * 64,
    "binds": {"pdf": "1" * 64},
}
"""What the register tells of a decision."""
_OWN = (
    "clauses/demands/release.yml",
    "clauses/acts/detained.yml",
    "languages/en/writing.yml",
    "letters/protest.md.j2",
)


def with_approvals(approvals: object = APPROVALS) -> dict[str, Any]:
    """The small campaign, with roles that must approve, and a letter in two more languages' worth of facts."""
    return {**campaign(), "approvals": approvals}


def workspace(folder: Path, data: object | None = None) -> Path:
    """A workspace with a letterhead and clauses of its own, and a draft."""
    templates = Path(__file__).resolve().parents[2] / "templates"
    shutil.copytree(templates / "letterheads" / "ituc", folder / "templates" / "letterheads" / "ituc")
    for name in _OWN:
        (folder / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(templates / name, folder / "templates" / name)
    return build(folder, {"case.yml": data or with_approvals()})


def approve(role: str, person: str, *options: object) -> Result:
    return letterkit("approve", "case.yml", "one", "--as", role, "--by", person, *options)


def stand(*options: object) -> dict[str, Any]:
    """Where the letter stands."""
    found = json.loads(letterkit("status", "case.yml", "--json", "--letter", "one", *options).out)
    [letter] = found["letters"]
    return dict(letter)


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Dying(Files):
    """A disk on which the process is killed at its Nth change, before or after it."""

    left: int
    after: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def _step(self, change: Callable[[], None]) -> None:
        self.left -= 1
        if self.left < 0:
            if self.after:
                change()
            raise Killed
        change()

    def write(self, path: Path, content: bytes, instead_of: bytes | None = b"") -> None:
        self._step(lambda: super(Dying, self).write(path, content, instead_of))

    def move(self, source: Path, target: Path) -> None:
        self._step(lambda: super(Dying, self).move(source, target))

    def remove(self, path: Path) -> None:
        self._step(lambda: super(Dying, self).remove(path))
