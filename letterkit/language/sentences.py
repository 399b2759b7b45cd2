"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_END = re.compile(r"[.!?…][”»\"]?(?=\s+[\w“«\"])")


def sentences_of(text: str, abbreviations: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends in it.

    A full stop after one of ``abbreviations`` ("Mr", "No", without their full stop) or after a single letter ends none.
    """
    protected = "|".join(re.escape(word) for word in abbreviations)
    start = 0
    for found in _END.finditer(text):
        if found[0].startswith(".") and re.search(rf"(?:^|[\s(])(?:{protected}|\w)$", text[: found.start()]):
            continue
        yield start, found.end()
        start = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
    yield start, len(text)
