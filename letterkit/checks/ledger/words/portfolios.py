"""What ministries are of, in other words: "the Interior", "Home Affairs"."""

from __future__ import annotations

import re
from functools import lru_cache

from letterkit.language.spelling import plain
from letterkit.schema.library import Library


def other_names(said: str, known: str, library: Library, code: str) -> tuple[tuple[int, int], ...]:
    """Where a text names a portfolio that another one has, too, in other words."""
    reading = library.language(code).reading
    groups = filter(any, reading.portfolios) if reading else ()
    texts = plain(said), plain(known)
    found = (_places(tuple(map(str, group)), *texts) for group in groups)
    return tuple(place for places in found for place in places)


@lru_cache(maxsize=512)
def _places(group: tuple[str, ...], said: str, known: str) -> tuple[tuple[int, int], ...]:
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, filter(None, group)))})(?!\w)", re.IGNORECASE)
    return tuple(each.span() for each in pattern.finditer(said)) if pattern.search(known) else ()
