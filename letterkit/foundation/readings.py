"""What was read: for one result, and for something that is worked out once for many."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Noted:
    """What was read for one result: parts of records by their digests' names, and frames."""

    facts: set[bytes] = field(default_factory=set)
    frames: set[bytes] = field(default_factory=set)

    def take(self, other: Noted) -> None:
        """Read also what was read for another result."""
        self.facts |= other.facts
        self.frames |= other.frames


@dataclass(slots=True, eq=False, kw_only=True)
class Frame(Noted):
    """What was read for something that is worked out once for many; ``said`` is its digest, b"" where it has none.

    Of one without a ``name``, whoever uses it has read what it has. What was worked out ``within`` a reading has been
    read there, and is not known apart from it.
    """

    watch: object
    within: Noted | None = None
    name: bytes = b""
    said: bytes = b""
