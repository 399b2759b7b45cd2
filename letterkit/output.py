"""Where drafts live: nothing in it is half-written, and nothing a person wrote is overwritten."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from letterkit.library import shown
from letterkit.problems import Mark, Problem, Severity, UserError
from letterkit.typography import plain


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a generated text with its origins, as the record keeps it."""

    text: str
    origins: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What the tool remembers of a draft: the text as generated, the one before it, and the origin of each sentence.

    ``offered`` is a newer generated text that was put beside an edited draft.
    """

    text: str
    before: str = ""
    offered: str = ""
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The files of one letter in the output folder."""

    folder: Path
    letter: str

    @property
    def draft(self) -> Path:
        """The draft that a person edits."""
        return self.folder / f"{self.letter}.md"

    @property
    def newer(self) -> Path:
        """A newly generated text beside a draft that a person has edited."""
        return self.folder / f"{self.letter}.new.md"

    @property
    def proof(self) -> Path:
        """The PDF marked as a draft."""
        return self.folder / f"{self.letter}-draft.pdf"

    @property
    def final(self) -> Path:
        """The clean PDF for sign-off."""
        return self.folder / f"{self.letter}.pdf"

    @property
    def record(self) -> Path:
        """What the tool remembers."""
        return self.folder / ".letterkit" / f"{self.letter}.json"


def read_record(place: Place) -> Record | None:
    """The record of a draft, or None when there is none that can be read."""
    try:
        data = json.loads(place.record.read_text(encoding="utf-8"))
        sentences = tuple(Sentence(item["text"], tuple(item["origins"])) for item in data["sentences"])
        return Record(str(data["text"]), str(data["before"]), str(data["offered"]), sentences)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_draft(place: Place) -> str | None:
    """The draft file's content, or None when there is none."""
    return _read(place.draft)


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        problem = Problem("LK911", f"'{shown(path)}' is not UTF-8 text", None, "save it as UTF-8")
        raise UserError([problem]) from error
    except OSError as error:
        hint = "move it away, or choose another folder with --output"
        raise UserError([Problem("LK911", f"'{shown(path)}' cannot be read: {error.strerror}", None, hint)]) from error


def keep(place: Place, text: str, sentences: tuple[Sentence, ...]) -> tuple[Problem, ...]:
    """Put a generated text into the output folder; an edited draft stays as it is.

    When the draft has been edited and the newly generated text differs from what the edits began with, the new
    text is written beside the draft, and a warning says so until the person has deleted it.
    """
    existing, record = read_draft(place), read_record(place)
    known = (record.text, record.before, record.offered) if record else ()
    if existing is None or existing == text or existing in known:
        before = existing if existing is not None and existing != text else (record.before if record else "")
        # The record goes first: whichever of the two texts a crash leaves in the draft, it is known as ours.
        _remember(place, Record(text, before, "", sentences))
        if existing != text:
            write(place.draft, text.encode())
        return ()
    if record is not None and plain(text) == plain(record.text):
        return ()
    beside = _read(place.newer)
    if record is not None and plain(text) == plain(record.offered) and beside is None:
        return ()
    if beside not in (None, text, record.offered if record else text):
        return (
            _kept(place.newer, "has been edited by hand, and was kept", "move what it says elsewhere, or delete it"),
        )
    if beside != text:
        write(place.newer, text.encode())
    if record is None:
        hint = f"the generated text is in '{shown(place.newer)}'; move over what you want, or delete the draft"
        return (_kept(place.draft, "was not written by this installation, and was kept", hint),)
    _remember(place, Record(record.text, record.before, text, record.sentences))
    hint = f"the new text is in '{shown(place.newer)}'; move over what you want, then delete that file"
    return (_kept(place.draft, "has been edited by hand and was kept; the campaign says something new", hint),)


def _kept(path: Path, why: str, hint: str) -> Problem:
    return Problem("LK921", f"'{shown(path)}' {why}", Mark(shown(path), 1), hint, Severity.WARNING)


def _remember(place: Place, record: Record) -> None:
    if record != read_record(place):
        write(place.record, (json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n").encode())


def write(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that it is there whole or not at all.

    A folder or disk that does not take it is a `UserError` (LK911).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        hints = {
            errno.ENOSPC: "make room on the disk, and run the command again; nothing was lost",
            errno.EACCES: "choose a folder you may write to with --output",
            errno.EROFS: "choose a folder you may write to with --output",
        }
        hint = hints.get(error.errno or 0, "choose another folder with --output")
        raise UserError(
            [Problem("LK911", f"'{shown(path)}' cannot be written: {error.strerror}", None, hint)]
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
