"""What became of the letters of a batch: a list for people (CSV), and for programs (JSON), with digests of the files.

While a run goes on, each letter that is finished is added to a journal; the lists are written whole at its end. A run
that was broken off has the lists of the one before, and its journal.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from letterkit.drafts.folder import LetterFolder
from letterkit.foundation.codes import Severity
from letterkit.foundation.files import DISK, told
from letterkit.foundation.problems import Location, Problem

MADE, UNCHANGED, STOPPED, REFUSED, NOT_MADE = "made", "unchanged", "stopped", "refused", "not made"
"""What can become of a letter: its files are new, or as they were; an error stops it, or a mistake in the record of its
sender; or nobody has asked for it yet."""
RESULTS = (MADE, UNCHANGED, STOPPED, REFUSED, NOT_MADE)
_VERSION = 1


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What became of one letter.

    ``sender`` and ``target`` are their keys, ``record`` is the file and line of the record that the letter is made
    from. ``draft`` and ``pdf`` are the digests (SHA-256) of its files, "" for none; ``inputs`` is that of all that went
    into them.
    """

    letter: str
    sender: str = ""
    target: str = ""
    record: str = ""
    result: str = NOT_MADE
    pages: int = 0
    words: int = 0
    draft: str = ""
    pdf: str = ""
    inputs: str = ""
    problems: tuple[Problem, ...] = ()

    def lies_in(self, place: LetterFolder) -> bool:
        """Whether the letter's files are those that were made."""
        return bool(self.draft and self.pdf) and (self.draft, self.pdf) == digests(place)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The folder of a campaign's drafts, in which the lists lie."""

    folder: Path

    @property
    def json(self) -> Path:
        """The list for programs."""
        return self.folder / "batch.json"

    @property
    def csv(self) -> Path:
        """The list for people."""
        return self.folder / "batch.csv"

    @property
    def journal(self) -> Path:
        """The letters that a run has finished which is not over, one a line."""
        return self.folder / ".letterkit" / "batch.jsonl"

    @property
    def reads(self) -> Path:
        """What was read for each letter, in digests."""
        return self.folder / ".letterkit" / "batch.reads"

    def known(self) -> tuple[dict[str, ManifestEntry], bool]:
        """The entries of the last runs by letter; and whether something was there that could not be read."""
        entries, damaged = dict[str, ManifestEntry](), False
        content = DISK.read(self.json)
        try:
            data: dict[str, Any] = json.loads(content) if content is not None else {"version": 0}
            if data["version"] == _VERSION:
                entries = {entry.letter: entry for entry in map(_entry, data["letters"])}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            damaged = True
        entries.update(self.broken_off())
        return entries, damaged

    def broken_off(self) -> dict[str, ManifestEntry]:
        """The entries of a run that was broken off, by letter; its last line may be half written."""
        entries: dict[str, ManifestEntry] = {}
        for line in (DISK.read(self.journal) or b"").splitlines():
            try:
                entry = _entry(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                continue
            entries[entry.letter] = entry
        return entries

    def add(self, entry: ManifestEntry) -> None:
        """Add a finished letter to the journal."""
        with told(self.journal):
            self.journal.parent.mkdir(parents=True, exist_ok=True)
            with self.journal.open("a", encoding="utf-8", newline="") as file:
                file.write(json.dumps(_data(entry), ensure_ascii=True) + "\n")

    def write(self, campaign: str, entries: Sequence[ManifestEntry]) -> None:
        """Write both lists, and end the journal."""
        DISK.write(self.json, as_json(campaign, entries).encode())
        DISK.write(self.csv, as_csv(entries, self.folder).encode("utf-8-sig"))
        if self.journal.exists():
            DISK.remove(self.journal)


def digests(place: LetterFolder) -> tuple[str, str]:
    """The digests of a letter's draft and its proof, "" for one that is not there."""
    contents = (place.files.read(path) for path in (place.draft, place.proof))
    draft, pdf = ("" if content is None else hashlib.sha256(content).hexdigest() for content in contents)
    return draft, pdf


def as_json(campaign: str, entries: Iterable[ManifestEntry]) -> str:
    """Entries as JSON text."""
    letters = [_data(entry) for entry in entries]
    return (
        json.dumps({"version": _VERSION, "campaign": campaign, "letters": letters}, indent=1, ensure_ascii=False) + "\n"
    )


def as_csv(entries: Iterable[ManifestEntry], folder: Path) -> str:
    """Entries as CSV text, with the names of the files."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    columns = ("letter", "sender", "target", "record", "result", "pages", "words")
    writer.writerow((*columns, "draft", "draft-sha256", "pdf", "pdf-sha256", "problems"))
    for entry in entries:
        place = LetterFolder(folder, entry.letter)
        files = [
            cell for path, digest in ((place.draft, entry.draft), (place.proof, entry.pdf))
            for cell in (path.name if digest else "", digest)
        ]  # fmt: skip
        codes = " ".join(dict.fromkeys(problem.code for problem in entry.problems))
        writer.writerow((*(getattr(entry, name) for name in columns), *files, codes))
    return text.getvalue()


def _data(entry: ManifestEntry) -> dict[str, Any]:
    """An entry as plain data; what of a problem is for insiders alone is left out."""
    data = {name: getattr(entry, name) for name in ManifestEntry.__slots__}
    return {**data, "problems": [_problem_data(problem) for problem in entry.problems]}


def _problem_data(problem: Problem) -> dict[str, Any]:
    place = asdict(problem.location) if problem.location else None
    said = {"code": problem.code, "severity": problem.severity.value, "message": problem.message}
    return {**said, "hint": problem.hint, "location": place}


def _entry(data: Mapping[str, Any]) -> ManifestEntry:
    entry = ManifestEntry(**{**data, "problems": tuple(map(_problem, data["problems"]))})
    texts = (entry.letter, entry.sender, entry.target, entry.record, entry.draft, entry.pdf, entry.inputs)
    if not all(isinstance(text, str) for text in texts) or entry.result not in RESULTS:
        raise ValueError(data)
    return replace(entry, pages=int(entry.pages), words=int(entry.words))


def _problem(data: Mapping[str, Any]) -> Problem:
    place = Location(**data["location"]) if data["location"] else None
    return Problem(str(data["code"]), str(data["message"]), place, str(data["hint"]), Severity(data["severity"]))
