"""The register of a letter: what was done with it, when, and by whom, in lines that hold each other.

``LETTER.register.jsonl`` beside the draft has a line of JSON for each act. A line has the SHA-256 of itself and of the
line before, so that none can be changed, taken out, put in or moved without showing. A chain does not show where its
end was cut off or where all of it was written anew: ``.letterkit/LETTER/register.json`` remembers the last line.

An act is written down in three steps, each whole or not done: the last line that will be (``next``), the register, the
last line that is. Whatever breaks it off, the register ends in the one or in the other.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letterkit.drafts.folder import LetterFolder
from letterkit.drafts.history import now
from letterkit.foundation.files import shown
from letterkit.foundation.problems import Location, Problem, UserError
from letterkit.signoff.acts import is_told

SUFFIX = ".register.jsonl"
_OWN = ("line", "at", "letter", "act", "previous", "digest")


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One act: a line of the register.

    ``act`` is ``approved``, ``rejected``, ``signed``, ``sent`` and the like, ``told`` what is told of it.
    """

    number: int
    at: datetime.datetime
    letter: str
    act: str
    told: Mapping[str, Any]
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Register:
    """The acts of a letter in their order; with problems nothing can be built on them."""

    entries: tuple[RegisterEntry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def last(self) -> str:
        """The digest of the last line, "" where there is none."""
        return self.entries[-1].digest if self.entries else ""

    def acts(self, *names: str) -> Iterator[RegisterEntry]:
        """The acts of some kinds."""
        return (entry for entry in self.entries if entry.act in names)


def path_of(place: LetterFolder) -> Path:
    """The register of a letter."""
    return place.folder / f"{place.letter}{SUFFIX}"


def read_register(place: LetterFolder, letter: str) -> Register:
    """The register of ``letter`` (campaign/letter), with everything in it that cannot be right."""
    content, name = place.files.read(path_of(place)), shown(path_of(place))
    end = _end(place)
    if content is None and end is None:
        return Register()
    if content is None:
        message = f"the register '{name}' is missing; it had {_lines(int(end['lines']) if end else 0)}"
        return Register(problems=(_problem(message, None),) if end and end["lines"] else ())
    lines = content.decode(errors="replace").split("\n")
    broken_off = lines.pop() != ""
    lines = lines if not broken_off else content.decode(errors="replace").split("\n")
    read = [_entry(line) for line in lines]
    entries = tuple(entry for entry in read if entry)
    problems = list(_damage(read, lines, broken_off, name)) or list(_of_another(entries, letter, name))
    problems = problems or list(_disorder(entries, name)) or list(_cut(entries, end, name))
    return Register(entries, tuple(problems))


def trusted(place: LetterFolder, letter: str) -> Register:
    """The register of ``letter``. Raises `UserError` (LK954) when something in it cannot be right."""
    register = read_register(place, letter)
    if register.problems:
        raise UserError(register.problems)
    return register


def record(
    place: LetterFolder, letter: str, act: str, told: Mapping[str, Any], at: datetime.datetime | None = None
) -> RegisterEntry:
    """Write down an act that has been done, behind those of the register.

    Call it alone in the letter's folder. Raises `UserError` when the register cannot be right (LK954), or when the
    clock is behind its last line (LK955); then nothing is written.
    """
    register = trusted(place, letter)
    at = in_time(register, at)
    number = len(register.entries) + 1
    data = {"line": number, "at": at.isoformat(timespec="seconds"), "letter": letter, "act": act, **told}
    data["previous"] = register.last
    data["digest"] = digest_of_line(data)
    before = place.files.read(path_of(place))
    line = json.dumps(data, ensure_ascii=False) + "\n"
    _remember(place, number - 1, register.last, data["digest"])
    place.files.write(path_of(place), (before or b"") + line.encode(), instead_of=before)
    _remember(place, number, data["digest"])
    return RegisterEntry(number, at, letter, act, told, register.last, data["digest"])


def in_time(register: Register, at: datetime.datetime | None = None) -> datetime.datetime:
    """The time by the clock, or ``at``. Raises `UserError` (LK955) when the register's last line is later."""
    at = (at or now()).replace(microsecond=0)
    if register.entries and at < register.entries[-1].at:
        last = register.entries[-1].at.isoformat(timespec="seconds")
        message = f"the clock says {at.isoformat(timespec='seconds')}, and the last line of the register is of {last}"
        raise UserError([Problem("LK955", message, None, "set the clock right, and run the command again")])
    return at


# What can be wrong


def _damage(
    read: Sequence[RegisterEntry | None], lines: Sequence[str], broken_off: bool, name: str
) -> Iterator[Problem]:
    for number, (entry, line) in enumerate(zip(read, lines, strict=True), 1):
        if entry is None and broken_off and number == len(read):
            yield _problem("the register breaks off within its last line", Location(name, number))
        elif entry is None:
            yield _problem(f"line {number} of the register is damaged: nobody can read it", Location(name, number))
        elif entry.digest != digest_of_line(_data(entry)) or line.removesuffix("\r") != _as_line(entry):
            yield _problem(f"line {number} of the register was changed after it was written", Location(name, number))
    if broken_off and read and read[-1] is not None:
        yield _problem("the register breaks off behind its last line", Location(name, len(read)))


def _of_another(entries: Sequence[RegisterEntry], letter: str, name: str) -> Iterator[Problem]:
    for number, entry in enumerate(entries, 1):
        if entry.letter != letter:
            message = f"line {number} is of the register of '{entry.letter}', and this letter is '{letter}'"
            yield _problem(message, Location(name, number))


def _disorder(entries: Sequence[RegisterEntry], name: str) -> Iterator[Problem]:
    """Lines that stand twice or in another order; else those that do not follow on each other."""
    numbers = [entry.number for entry in entries]
    if len(set(numbers)) < len(numbers):
        twice = next(number for number in numbers if numbers.count(number) > 1)
        yield _problem(f"line {twice} stands in the register twice", Location(name, numbers.index(twice) + 1))
    elif sorted(numbers) == list(range(1, len(numbers) + 1)) != numbers:
        at = next(at for at, number in enumerate(numbers, 1) if at != number)
        message = f"the lines of the register are in another order: line {numbers[at - 1]} stands where {at} should"
        yield _problem(message, Location(name, at))
    else:
        for at, (before, entry) in enumerate(zip((None, *entries), entries, strict=False), 1):
            if message := _unlinked(before, entry):
                yield _problem(message, Location(name, at))


def _unlinked(before: RegisterEntry | None, entry: RegisterEntry) -> str:
    """How a line does not follow on the one before, "" when it does."""
    expected, digest = (before.number + 1, before.digest) if before else (1, "")
    if entry.number != expected:
        missing = f"line {expected} is" if entry.number == expected + 1 else f"lines from {expected} on are"
        return f"{missing} missing from the register"
    if entry.previous != digest:
        return f"line {entry.number} was not written behind line {expected - 1} as it stands: one is forged"
    if before and entry.at < before.at:
        return f"line {entry.number} is dated before line {before.number}: a clock was moved back"
    return ""


def _cut(entries: Sequence[RegisterEntry], end: Mapping[str, Any] | None, name: str) -> Iterator[Problem]:
    """What the chain itself does not show: the end was cut off, or lines were written by somebody else."""
    last = entries[-1].digest if entries else ""
    if end is None:
        message = "how the register ended is no longer known, because .letterkit beside it is missing or damaged"
        yield _problem(message, None)
    elif last not in (end["last"], end.get("next") or end["last"]):
        count = int(end["lines"])
        if len(entries) < count:
            missing = count - len(entries)
            verb = "is" if missing == 1 else "are"
            yield _problem(f"{_lines(missing)} {verb} missing at the end of the register", Location(name, len(entries)))
        elif count and entries[count - 1].digest != end["last"]:
            yield _problem("the register was written anew: it is not the one that letterkit wrote", Location(name, 1))
        else:
            yield _problem(
                f"line {count + 1} of the register was not written by letterkit: it is forged",
                Location(name, count + 1),
            )


def _problem(message: str, location: Location | None) -> Problem:
    hint = "put it and the folder .letterkit back from a copy; or move both away, and have the letter approved anew"
    return Problem("LK954", message, location, hint)


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


# Lines and digests


def _entry(line: str) -> RegisterEntry | None:
    try:
        data = json.loads(line)
        at = datetime.datetime.fromisoformat(data["at"])
        told = {key: value for key, value in data.items() if key not in _OWN}
        if at.tzinfo is None or type(data["line"]) is not int:
            return None
        texts = [data[key] for key in ("letter", "act", "previous", "digest")]
        if not all(isinstance(text, str) for text in texts) or not is_told(texts[1], told):
            return None
        return RegisterEntry(data["line"], at, texts[0], texts[1], told, texts[2], texts[3])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _data(entry: RegisterEntry) -> dict[str, Any]:
    at = entry.at.isoformat(timespec="seconds")
    own = {"line": entry.number, "at": at, "letter": entry.letter, "act": entry.act}
    return {**own, **entry.told, "previous": entry.previous}


def _as_line(entry: RegisterEntry) -> str:
    """A line as it is written: people must not read in it what programs do not, such as a key that stands twice."""
    return json.dumps({**_data(entry), "digest": entry.digest}, ensure_ascii=False)


def digest_of_line(data: Mapping[str, Any]) -> str:
    """The SHA-256 of a line without its own digest, by its keys in their order."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _end_path(place: LetterFolder) -> Path:
    return place.memory / "register.json"


def _end(place: LetterFolder) -> Mapping[str, Any] | None:
    try:
        data = json.loads(place.files.read(_end_path(place)) or b"")
        return {"lines": int(data["lines"]), "last": str(data["last"]), "next": str(data.get("next", ""))}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _remember(place: LetterFolder, lines: int, last: str, following: str = "") -> None:
    data = {"lines": lines, "last": last, **({"next": following} if following else {})}
    place.files.write(_end_path(place), (json.dumps(data) + "\n").encode())
