"""Shares of a whole, told as a fraction or in the hundred: "a tenth of their weight", "10 per cent of it"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.lexicon import Lexicon

_Share = tuple[int, int, int]
"""Where a share stands in a sentence, and how many in the hundred it is."""


def as_shared(
    said: tuple[Seen, Sequence[Token]], known: tuple[Seen, Sequence[Token]], lexicon: Lexicon
) -> Sequence[Token]:
    """The tokens of a sentence, with those of the other one for each share that both tell, each in its own way."""
    (seen, tokens), (before, others) = said, known
    drafted = list(_shares(before, lexicon))
    for start, end, value in _shares(seen, lexicon) if drafted else ():
        there = next((one for one in drafted if abs(one[2] - value) <= 1), None)  # two thirds are 66 or 67
        if there:
            own = [one._replace(start=start, end=end) for one in others if there[0] <= one.start < there[1]]
            tokens = [
                *(one for one in tokens if one.end <= start),
                *own,
                *(one for one in tokens if one.start >= end),
            ]
    return tokens


def _shares(seen: Seen, lexicon: Lexicon) -> Iterator[_Share]:
    numbers = {each.last: each for each in seen.of("number")}
    for number in numbers.values():
        behind = seen.text[number.end :]
        if behind.lstrip(" ").startswith("%"):
            yield number.start, number.end + behind.index("%") + 1, number.number
            continue
        for phrase in lexicon.lists["per-cent"]:
            words = seen.words[number.last : number.last + len(phrase.split())]
            if words and " ".join(word.low for word in words) == phrase:
                yield number.start, words[-1].end, number.number
    for at, word in enumerate(seen.words):
        if word.low in lexicon.shares:
            counted = numbers.get(at)
            start, times = (counted.start, counted.number) if counted else (word.start, 1)
            yield start, word.end, times * lexicon.shares[word.low]
