"""Whether a place that a sentence gives is surely another than that of a record: a prison can lie in any town."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.language.spelling import folded
from letterkit.language.towns import towns_of

_CALLED = 3
"""Within so many words of a name stands what it is the name of: "the prison of X"."""


def is_elsewhere(place: Mention, record: str, seen: Seen, eyes: Eyes) -> bool:
    """Whether a place is another than a record has: the same kind of house by another name, or another known town."""
    around = (*seen.words[max(0, place.first - _CALLED) : place.first], *seen.words[place.last : place.last + 1])
    towns = towns_of(str(eyes.cast.campaign.country))
    known = towns.has(folded(seen.text[place.start : place.end])) and any(map(towns.has, _runs(record)))
    own = {word.low for word in words_of(record)} - eyes.lexicon.function - eyes.lexicon.lists["articles"]
    return known or any(word.low in own for word in around)


def _runs(text: str) -> Iterator[str]:
    """All runs of up to three words of a text, as names of towns are held against each other."""
    words = [folded(word.text) for word in words_of(text)]
    yield from (" ".join(words[at : at + many]) for many in (1, 2, 3) for at in range(len(words)))
