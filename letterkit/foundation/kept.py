"""What is worked out once and kept, for records that are too large to be compared.

Records are immutable, so one that was worked on is known again by being the same object.
"""

from __future__ import annotations

import sys
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

from letterkit.foundation import reads

if TYPE_CHECKING:
    from letterkit.foundation.readings import Frame

V = TypeVar("V")


class Same:
    """A record as part of a key: equal only to itself, and to nothing once it is gone. It keeps no record alive.

    A record that cannot be referred to weakly is held, so that no other takes its place.
    """

    __slots__ = ("_hash", "_record")

    def __init__(self, record: object) -> None:
        self._hash = id(record)
        self._record: Callable[[], object]
        try:
            self._record = weakref.ref(record)
        except TypeError:
            self._record = lambda: record

    @property
    def record(self) -> object:
        """The record; None once it is gone."""
        return self._record()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Same):
            return NotImplemented
        record = self._record()
        return self is other or (record is not None and record is other._record())

    def __hash__(self) -> int:
        return self._hash


class Kept(Generic[V]):
    """What was last made for a record, by key: at most ``most`` things, and none when the record is gone.

    What is made may not hold the record, which would then never go. While it is watched what is read
    (`letterkit.foundation.watch`), what was made before that is made anew.
    """

    def __init__(self, most: int = 4) -> None:
        made_at = sys._getframe(1)
        self._site = f"{made_at.f_globals.get('__name__')}:{made_at.f_lineno}"
        self._most = most
        self._things: dict[int, OrderedDict[Hashable, tuple[V, Frame | None]]] = {}

    def of(self, record: object, key: Hashable, make: Callable[[], V]) -> V:
        """The thing of that key, made when it is not kept; whatever making it raises."""
        if id(record) not in self._things:
            self._things[id(record)] = OrderedDict()
            weakref.finalize(record, self._things.pop, id(record), None).atexit = False
        things, watch = self._things[id(record)], reads.watching()
        known = things.get(key)
        if known is not None and (watch is None or watch.uses(known[1])):
            things.move_to_end(key)
            return known[0]
        frame: Frame | None = None
        if watch is None:
            thing = make()
        elif watch.is_apart(record, known and known[1]):
            with watch.frame(self._site, record, key) as frame:
                thing = make()
            watch.finish(frame, thing)
        else:
            thing, frame = make(), watch.within()
        things[key] = thing, frame
        things.move_to_end(key)
        while len(things) > self._most:
            things.popitem(last=False)
        return thing
