"""What was read: for one result, and for something that is worked out once for many."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Noted:
    """What was read for one result: parts of records by their digests' names, and frames."""

    facts: set[bytes] = field(default_factory=set)
    frames: set[bytes] = field(default_factory=set)

    def take(self, other: Frame) -> None:
        """Read also what was read for something that is worked out once."""
        self.facts.update(other.facts)
        self.frames.update(other.frames)

    def forget(self) -> None:
        """Hold nothing any more: what was worked out within knows this reading only as the one in which it was."""
        self.facts.clear()
        self.frames.clear()


@dataclass(slots=True, eq=False, kw_only=True)
class Frame:
    """What was read for something that is worked out once for many; ``said`` is its digest, b"" where it has none.

    Of one without a ``name``, whoever uses it has read what it has. What was worked out ``within`` a reading has been
    read there, and is not known apart from it. A long run has thousands of them: they hold little.
    """

    watch: object
    facts: tuple[bytes, ...] = ()
    frames: tuple[bytes, ...] = ()
    within: Noted | None = None
    name: bytes = b""
    said: bytes = b""

    def take(self, reading: Noted) -> None:
        """Hold what was noted while the thing was worked out."""
        self.facts, self.frames = tuple(reading.facts), tuple(reading.frames)
