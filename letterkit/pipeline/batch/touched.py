"""Which letters a change of a campaign touches: what was read for each of them, and what of it says something else now.

What a letter was made of is noted while it is made (`letterkit.foundation.watch`), and kept beside the drafts in
digests that tell nothing without a secret of this user's. A letter is as it would become when all that was read for it
says what it said, and what was worked out for it together with others came out as before.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from letterkit.drafts.provenance import look_up
from letterkit.foundation.files import DISK
from letterkit.foundation.readings import Frame, Noted
from letterkit.foundation.watch import Watch, watched
from letterkit.schema.campaign import Campaign
from letterkit.schema.library import Library

_VERSION = 1
_WHOLES = frozenset({"letters", "lists", "senders"})
"""Records of which each letter has its own."""
_MOST, _FEW = 4, 10_000
"""How many times more parts may be remembered than there are, if they are no few; then all is forgotten."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a letter, or something worked out for several, was made of: the bits of facts and of frames.

    ``inputs`` and ``ground`` are the digests of a letter's, ``said`` that of what was worked out.
    """

    facts: int = 0
    frames: int = 0
    inputs: str = ""
    ground: str = ""
    said: bytes = b""


@dataclass(slots=True)
class _Remembered:
    """What was noted in the last runs: facts with what they said, things worked out for several letters, letters."""

    facts: dict[bytes, bytes] = field(default_factory=dict)
    frames: dict[bytes, _Made] = field(default_factory=dict)
    letters: dict[str, _Made] = field(default_factory=dict)


class Touched:
    """The letters of a campaign, with what was read for each; kept in the file of ``path``, sealed with ``secret``."""

    def __init__(self, path: Path, secret: bytes, campaign: Campaign, library: Library) -> None:
        self._path, self._secret, self._campaign, self._library = path, secret, campaign, library
        self._old = _read(path)
        self._facts, self._frames = _Numbers(self._old.facts), _Numbers(self._old.frames)
        self._open = ExitStack()
        self._watch: Watch | None = None
        self._now: dict[bytes, bytes] = {}
        self._changed = 0
        self._held: tuple[int, dict[int, bool]] = (0, {})
        self._readings: dict[str, Noted] = {}
        self._letters: dict[str, _Made] = {}

    def is_as_it_was(self, letter: str, inputs: str, ground: str) -> bool:
        """Whether a letter that was made of some inputs would become the same now, on the same ground."""
        made = self._old.letters.get(letter)
        return made is not None and (made.inputs, made.ground) == (inputs, ground) and self._holds(made)

    def stays(self, letter: str, inputs: str) -> None:
        """That a letter stays as it was made, although its inputs are others."""
        made = self._old.letters[letter]
        self._letters[letter] = _Made(made.facts, made.frames, inputs, made.ground)

    @contextmanager
    def reading(self, letter: str) -> Iterator[None]:
        """Note what is read for a letter meanwhile."""
        with self._watching().reading(self._readings.setdefault(letter, Noted())):
            yield

    def tells(self, owners: Iterable[str]) -> None:
        """That the letter which is being made tells of records, such as ``people/lomi``: all of these count."""
        for owner in owners:
            self._watching().note_owner(owner)

    def made(self, letter: str, inputs: str, ground: str) -> None:
        """That a letter was made of what was read for it."""
        reading = self._readings.pop(letter)
        self._letters[letter] = _Made(*self._bits(reading), inputs, ground)
        reading.forget()

    def stops(self, letter: str) -> None:
        """That a letter could not be made."""
        self._readings.pop(letter, Noted()).forget()

    def end(self) -> None:
        """Write down what was noted."""
        watch = self._watch
        if watch is None:
            return
        try:
            DISK.write(self._path, _written(self._remembered(watch)))
        finally:
            self._open.close()

    def _watching(self) -> Watch:
        if self._watch is None:
            library, campaign = self._library, self._campaign
            self._watch = watch = self._open.enter_context(
                watched(campaign, self._secret, _WHOLES, {"library": library})
            )
            look_up(campaign, library.language_codes())
            self._now = dict(watch.facts())
            said = self._old.facts.items()
            self._changed = sum(1 << at for at, (fact, before) in enumerate(said) if self._now.get(fact, b"") != before)
        return self._watch

    def _holds(self, made: _Made) -> bool:
        watch = self._watching()
        if self._held[0] != len(watch.frames):
            self._held = len(watch.frames), {}
        return not made.facts & self._changed and all(map(self._frame_holds, _bits_of(made.frames)))

    def _frame_holds(self, number: int) -> bool:
        """Whether something worked out for several letters is as it was."""
        held = self._held[1]
        if number not in held:
            held[number] = False  # what stands on itself stands on nothing
            name = self._frames.names[number]
            made, again = self._old.frames.get(name), self._watching().frames.get(name)
            if made is not None and again is not None and made.said and again.said:
                held[number] = made.said == again.said
            else:
                held[number] = made is not None and self._holds_below(made)
        return held[number]

    def _holds_below(self, made: _Made) -> bool:
        return not made.facts & self._changed and all(map(self._frame_holds, _bits_of(made.frames)))

    def _bits(self, reading: Noted | Frame) -> tuple[int, int]:
        return self._facts.bits(reading.facts), self._frames.bits(reading.frames)

    def _remembered(self, watch: Watch) -> _Remembered:
        """What the next run is to know: letters of this one, and those of earlier ones that would be the same now."""
        letters = {name: made for name, made in self._old.letters.items() if self._holds(made)} | self._letters
        new = {name: self._made_of(frame) for name, frame in watch.frames.items()}
        frames = {**self._old.frames, **new}
        used = _closed(letters.values(), frames, self._frames)
        facts = {fact: self._now.get(fact, b"") for fact in self._facts.names}
        if len(facts) > max(_FEW, _MOST * len(self._now)):
            return _Remembered()
        kept = {
            name: frames.get(name, _Made()) if used >> at & 1 else _Made() for at, name in enumerate(self._frames.names)
        }
        return _Remembered(facts, kept, letters)

    def _made_of(self, frame: Frame) -> _Made:
        facts, frames = self._bits(frame)
        return _Made(facts, frames, said=frame.said)


class _Numbers:
    """Numbers for names, so that many of them are the bits of one number."""

    def __init__(self, names: Iterable[bytes]) -> None:
        self.names = list(names)
        self._numbers = {name: number for number, name in enumerate(self.names)}

    def bits(self, names: Iterable[bytes]) -> int:
        """Names as the bits of a number; new ones get the next numbers."""
        numbers = []
        for name in names:
            number = self._numbers.setdefault(name, len(self.names))
            if number == len(self.names):
                self.names.append(name)
            numbers.append(number)
        content = bytearray(max(numbers, default=0) // 8 + 1)
        for number in numbers:
            content[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(content, "little")


def _bits_of(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _closed(made: Iterable[_Made], frames: Mapping[bytes, _Made], numbers: _Numbers) -> int:
    """The frames that letters use, and those that these use."""
    waiting, used = 0, 0
    for one in made:
        waiting |= one.frames
    while waiting:
        used |= waiting
        below = 0
        for number in _bits_of(waiting):
            below |= frames.get(numbers.names[number], _Made()).frames
        waiting = below & ~used
    return used


def _written(remembered: _Remembered) -> bytes:
    data = {
        "version": _VERSION,
        "facts": [[fact.hex(), said.hex()] for fact, said in remembered.facts.items()],
        "frames": [[n.hex(), f"{m.facts:x}", f"{m.frames:x}", m.said.hex()] for n, m in remembered.frames.items()],
        "letters": {n: [f"{m.facts:x}", f"{m.frames:x}", m.inputs, m.ground] for n, m in remembered.letters.items()},
    }
    return zlib.compress(json.dumps(data).encode(), 1)


def _read(path: Path) -> _Remembered:
    """What was noted; nothing where the file is not there, damaged, or of another version."""
    content = DISK.read(path)
    try:
        data: dict[str, Any] = json.loads(zlib.decompress(content)) if content else {}
        if data.get("version") != _VERSION:
            return _Remembered()
        return _Remembered(
            {bytes.fromhex(fact): bytes.fromhex(said) for fact, said in data["facts"]},
            {
                bytes.fromhex(name): _Made(int(facts, 16), int(frames, 16), said=bytes.fromhex(said))
                for name, facts, frames, said in data["frames"]
            },
            {
                name: _Made(int(facts, 16), int(frames, 16), str(inputs), str(ground))
                for name, (facts, frames, inputs, ground) in data["letters"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error):
        return _Remembered()
