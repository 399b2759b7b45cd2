"""What a result was made of: the parts of records that were read for it, and what each of them said.

While a `Watch` lasts, the records of a campaign are empty, and what is read of them is put back and noted: whoever
asks for a value gets it, and nobody has to say what they read. What is worked out once for many results
(`letterkit.foundation.kept`) is noted as a frame: what was read for it counts for each result that uses it, but not
where what came of it is the same.
"""

from __future__ import annotations

import datetime
import itertools
import os
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from letterkit.foundation.digests import Digests, UnsayableError, given
from letterkit.foundation.readings import Frame, Noted
from letterkit.foundation.reads import NOTHING, TEXT, WATCHES, WHOLE, Keyed, Texts

_SET, _OWNER = "?set", "owner"
"""Which fields of a record were given; and all of a record below the root."""
_NAMED = 256
"""Things worked out for many results that are known again by what they are."""


@dataclass(slots=True)
class _Aside:
    """A record that was emptied: its path, its fields, and whether it is read as a whole or by parts."""

    record: BaseModel
    path: str
    fields: dict[str, Any]
    whole: bool


class Watch:
    """Notes what is read of the records below ``root``; ``secret`` keeps digests from being guessed.

    ``wholes`` are the fields of the root whose records are read as wholes. ``known`` are things besides that are the
    same in every run, by their names.
    """

    def __init__(self, root: BaseModel, secret: bytes, wholes: frozenset[str], known: Mapping[str, object]) -> None:
        self.root, self._digests = root, Digests(secret, self._standing_for)
        self._aside: dict[int, _Aside] = {}
        self._shown: list[tuple[dict[str, Any], str, Any]] = []
        self._stack: list[Noted] = [Noted()]
        self._names: dict[int, tuple[object, str]] = {id(thing): (thing, name) for name, thing in known.items()}
        self._worked_out: dict[int, tuple[object, str]] = {}
        self._ids: dict[tuple[str, str], bytes] = {}
        self._unnamed, self._run = itertools.count(), os.urandom(16).hex()
        self._texts: list[Texts] = []
        self._keyed: dict[str, Keyed[Any, Any]] = {}
        self.frames: dict[bytes, Frame] = {}
        self._set_aside(root, "", wholes)
        for one in self._aside.values():
            vars(one.record).clear()

    # Records

    def _set_aside(self, value: object, path: str, wholes: frozenset[str] = frozenset(), whole: bool = False) -> None:
        if isinstance(value, BaseModel):
            if id(value) in self._aside or not hasattr(value, "is_read_by_parts"):
                return
            self._aside[id(value)] = _Aside(value, path, dict(vars(value)), whole)
            for name, inner in () if whole else self._aside[id(value)].fields.items():
                self._set_aside(inner, f"{path}.{name}", whole=name in wholes)
        elif isinstance(value, Texts):
            self._texts.append(value)
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                self._set_aside(inner, f"{path}/{key}", whole=whole)
        elif isinstance(value, tuple | list):
            for number, inner in enumerate(value):
                self._set_aside(inner, f"{path}/{number}", whole=whole)
        elif is_dataclass(value) and not isinstance(value, type):
            for one in fields(value):
                self._set_aside(getattr(value, one.name), f"{path}:{one.name}", whole=whole)

    def read(self, record: BaseModel, name: str) -> Any:
        """A field of a record that was emptied; `NOTHING` for what is none."""
        aside = self._aside.get(id(record))
        if aside is None or name not in aside.fields:
            return NOTHING
        own = vars(record)
        if aside.whole:
            self.note(aside.path, WHOLE)
            own.update(aside.fields)
            self._shown.extend((own, one, value) for one, value in aside.fields.items())
        else:
            self.note(aside.path, name)
            own[name] = aside.fields[name]
            self._shown.append((own, name, own[name]))
        return own[name]

    def read_all(self, record: BaseModel) -> None:
        """All fields of a record, and which were given."""
        if aside := self._aside.get(id(record)):
            self.read_set(record)
            for name in aside.fields:
                if name not in vars(record):
                    self.read(record, name)

    def read_set(self, record: BaseModel) -> None:
        """Which fields of a record were given."""
        if aside := self._aside.get(id(record)):
            self.note(aside.path, WHOLE if aside.whole else _SET)

    def note(self, path: str, part: str) -> None:
        """Note that a part of something was read."""
        self._stack[-1].facts.add(self._ids.get((path, part)) or self._id(path, part))

    def note_part(self, keyed: Keyed[Any, Any], part: str) -> None:
        """Note that a part of something was read that is read key by key."""
        path = keyed.path or self._nameless()
        self.note(path, _SET)
        self.note(path, part)

    def note_owner(self, owner: str) -> None:
        """Note that all of a record below the root was read, such as ``people/lomi``."""
        self.note(_OWNER, owner)

    def _id(self, path: str, part: str) -> bytes:
        return self._ids.setdefault((path, part), self._digests.sealed("id", path, part))

    def facts(self) -> Iterator[tuple[bytes, bytes]]:
        """Each part of each record, and its digest; and all of each record below the root."""
        owners: dict[str, list[bytes]] = {}
        for aside in self._aside.values():
            parts = owners.setdefault("/".join(aside.path.lstrip(".").split("/")[:2]), [])
            for part, said in self._parts(aside):
                parts.extend((self._id(aside.path, part), said))
                yield self._id(aside.path, part), said
        for owner, parts in owners.items():
            yield self._id(_OWNER, owner), self._digests.sealed(*parts)
        for texts in self._texts:
            for name, part, value in texts.parts():
                yield self._id(f"{TEXT}{name}", part), self._digests.of(value)
        for keyed in self._keyed.values():
            yield self._id(keyed.path, _SET), b"known"
            for part, value in keyed.parts():
                yield self._id(keyed.path, part), self._digests.of(value)

    def _parts(self, aside: _Aside) -> Iterator[tuple[str, bytes]]:
        """The parts of a record with their digests."""
        if aside.whole:
            yield WHOLE, self._digests.of_record(aside.record, aside.fields)
            return
        yield _SET, self._digests.sealed(given(aside.record))
        for name, value in aside.fields.items():
            yield name, self._digests.of(value)

    # Results

    @contextmanager
    def reading(self, reading: Noted) -> Iterator[None]:
        """Note in a reading what is read meanwhile.

        What was put back before is put aside for as long; where that was read for no result, for good: it is put back
        when somebody asks for it again.
        """
        before, self._shown = self._shown, []
        for own, name, _ in before:
            own.pop(name, None)
        self._stack.append(reading)
        try:
            yield
        finally:
            self._stack.pop()
            for own, name, _ in self._shown:
                own.pop(name, None)
            if len(self._stack) > 1:
                for own, name, value in before:
                    own[name] = value
                self._shown = before
            else:
                self._shown = []

    def uses(self, frame: Frame | None) -> bool:
        """Note that something is used which was worked out before; whether it is known what was read for it."""
        if frame is None or frame.watch is not self:
            return False
        if frame.within is not None:
            return frame.within is self._stack[-1]
        self._use(frame)
        return True

    def _use(self, frame: Frame) -> None:
        if frame.name:
            self._stack[-1].frames.add(frame.name)
        elif frame.facts or frame.frames:
            self._stack[-1].take(frame)

    def is_apart(self, record: object, before: Frame | None) -> bool:
        """Whether it is to be noted apart what is read for something: of the root, and of what is used elsewhere, too.

        ``before`` is the frame in which it was worked out, if it was. What only one result uses is noted in that alone.
        """
        return record is self.root or (before is not None and before.watch is self)

    def within(self) -> Frame:
        """The frame of something that is worked out as a part of what is being made."""
        return Frame(watch=self, within=self._stack[-1])

    @contextmanager
    def frame(self, site: str, record: object, key: Hashable) -> Iterator[Frame]:
        """Note what is read while something is worked out for a record that can be used again; see `finish`.

        The result for which it is worked out has read all that: what it keeps for itself meanwhile is not the frame's.
        """
        frame, reading = Frame(watch=self), Noted()
        try:
            with self.reading(reading):
                yield frame
        finally:
            frame.take(reading)
            reading.forget()
            self._stack[-1].take(frame)
        if record is self.root:
            frame.name = self._digests.sealed("frame", site, self._stable(key))
            self._use(frame)

    def finish(self, frame: Frame, thing: object) -> None:
        """Take the digest of what was worked out."""
        if not frame.name:
            return
        if isinstance(thing, Keyed):
            thing.path = frame.name.hex()
            self._keyed[thing.path] = thing
        try:
            frame.said = self._digests.of(thing)
        except (UnsayableError, RecursionError):
            frame.said = b""
        self.frames[frame.name] = frame
        name = frame.name.hex()
        self._know(thing, name)
        for one in fields(thing) if is_dataclass(thing) and not isinstance(thing, type) else ():
            self._know(getattr(thing, one.name), f"{name}:{one.name}")

    def _know(self, thing: object, name: str) -> None:
        self._worked_out.pop(id(thing), None)
        self._worked_out[id(thing)] = (thing, name)
        while len(self._worked_out) > _NAMED:
            self._worked_out.pop(next(iter(self._worked_out)))

    def _stable(self, key: object) -> str:
        """A key of something worked out, in words that are the same in every run."""
        if isinstance(key, tuple):
            return f"({','.join(map(self._stable, key))})"
        if key is None or isinstance(key, str | int | datetime.date):
            return f"{str if isinstance(key, str) else type(key)} {str(key)!r}"
        record = getattr(key, "record", key)
        known = self._names.get(id(record)) or self._worked_out.get(id(record))
        if known and known[0] is record:
            return f"<{known[1]}>"
        aside = self._aside.get(id(record))
        return f"@{aside.path}" if aside else self._nameless()

    def _nameless(self) -> str:
        """A name that nothing else has, in this run or another."""
        return f"?{next(self._unnamed)} {self._run}"

    def _standing_for(self, value: object) -> bytes | None:
        """What stands in a digest for a value that is read by parts."""
        if isinstance(value, Texts | Keyed):
            return b"parts"
        aside = self._aside.get(id(value)) if isinstance(value, BaseModel) else None
        return self._digests.sealed("at", aside.path) if aside else None

    def end(self) -> None:
        """Put everything back."""
        self._shown.clear()
        for aside in self._aside.values():
            vars(aside.record).update(aside.fields)


@contextmanager
def watched(root: BaseModel, secret: bytes, wholes: frozenset[str], known: Mapping[str, object]) -> Iterator[Watch]:
    """Watch what is read of the records below ``root``."""
    watch = Watch(root, secret, wholes, known)
    WATCHES.append(watch)
    try:
        yield watch
    finally:
        WATCHES.remove(watch)
        watch.end()
