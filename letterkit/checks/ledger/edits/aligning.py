"""Hold the tokens of an edited sentence against the drafted ones: what is more, what is less, in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.seen import Seen
from letterkit.checks.ledger.words.meanings import EITHER

_CLOSING = (",", ";", ".", ")", "")
"""What stands behind a number that counts nothing."""


def surplus(tokens: Sequence[Token], more: Counter[str]) -> list[Token]:
    """The tokens that a sentence has more of, the last of each."""
    left, found = Counter(more), []
    for token in reversed(tokens):
        if left[token.fold] > 0:
            left[token.fold] -= 1
            found.append(token)
    return found[::-1]


def runs(chosen: Sequence[Token], tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Where tokens stand, neighbours together."""
    runs: list[list[Token]] = []
    order = {token: at for at, token in enumerate(tokens)}
    for token in chosen:
        if runs and order[token] == order[runs[-1][-1]] + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple((run[0].start, run[-1].end) for run in runs)


def pairs(
    seen: Seen,
    said: Sequence[Token],
    added: Sequence[tuple[int, int]],
    before: Seen,
    known: Sequence[Token],
    gone: Sequence[tuple[int, int]],
) -> Iterator[tuple[str, str]]:
    """The runs put in, each with one left out that stood between the same words on one side."""
    for here in added:
        around = _beside(here, said)
        for there in gone:
            if _beside(there, known) == around:
                yield seen.text[slice(*here)], before.text[slice(*there)]


def _beside(run: tuple[int, int], tokens: Sequence[Token]) -> tuple[str, str]:
    """The words before and behind a run, "" at the ends of a sentence."""
    before = [token.fold for token in tokens if token.end <= run[0]]
    behind = [token.fold for token in tokens if token.start >= run[1]]
    return (before or [""])[-1], (behind or [""])[0]


def is_in_order(known: Sequence[Token], said: Sequence[Token]) -> bool:
    """Whether the same words stand in the same order, but for one phrase that was moved as a whole."""
    one, other = [token.fold for token in known], [token.fold for token in said]
    first = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if first is None or len(one) != len(other):
        return True
    end = next(at for at in range(len(one)) if one[-1 - at] != other[-1 - at])
    here, there = one[first : len(one) - end], other[first : len(other) - end]
    for cut in range(1, len(here)):
        if here[cut:] + here[:cut] == there:
            divided = len(here) - cut
            return all(token.bound for token in (known[first], known[first + cut], said[first], said[first + divided]))
    return False


Phrase = tuple[str, ...]


def phrases(
    seen: Seen, tokens: Sequence[Token], prepositions: frozenset[str], articles: frozenset[str]
) -> list[Phrase]:
    """The tokens of a sentence in the phrases in which they can be moved, each with the preposition before it."""
    found: list[list[str]] = []
    for token in tokens:
        if token.small and token.fold in prepositions:
            continue
        if found and not token.bound:
            found[-1].append(token.fold)
            continue
        before = [word for word in seen.words if word.end <= token.start]
        while before and before[-1].low in articles:
            before.pop()
        led = before[-1].low if before and before[-1].low in prepositions else ""
        led = led or ("=" if token.days else "")
        found.append([led, token.fold])
    return [tuple(phrase) for phrase in found]


def is_one_moved(known: Sequence[Phrase], said: Sequence[Phrase]) -> bool:
    """Whether the same phrases stand in the same order, but for one of them."""
    if Counter(known) != Counter(said):
        return False
    kept = sum(block.size for block in SequenceMatcher(None, known, said, autojunk=False).get_matching_blocks())
    return kept >= len(known) - 1


def are_led_otherwise(known: Sequence[Phrase], said: Sequence[Phrase], partitive: frozenset[str]) -> bool:
    """Whether the same phrases stand in another order, and those that moved are told apart by their prepositions.

    "arrested by the police in Moundou on 14 March" and "arrested on 14 March in Moundou by the police" say the same.
    """
    leads = Counter(phrase[0] for phrase in known)

    def fixed(phrases: Sequence[Phrase]) -> list[Phrase]:
        return [phrase for phrase in phrases if not phrase[0] or leads[phrase[0]] > 1 or phrase[0] in partitive]

    return Counter(known) == Counter(said) and fixed(known) == fixed(said)


def as_dated(said: Sequence[Token], known: Sequence[Token], text: str) -> Sequence[Token]:
    """Tokens of which a stretch of time is the day that the drafted sentence gives, if that lies in it.

    So is a number that counts nothing, of a day whose month was said before: « le 14 mai, et B le 17, ».
    """
    days = [token for token in known if token.days]
    dated = any(token.days for token in said)
    said = [token for token in said if not _is_told_exactly(token, said)]

    def meant(token: Token) -> Token:
        if token.days:
            return token._replace(fold=next((day.fold for day in days if _overlap(token, day)), token.fold))
        alone = dated and token.fold.startswith("=") and text[token.end : token.end + 1] in _CLOSING
        found = next((day for day in days if alone and token.fold == f"={day.days[0][0].day}"), None)
        return token._replace(fold=found.fold, days=found.days) if found else token

    return list(map(meant, said))


def _is_told_exactly(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a stretch of time holds a day that a sentence names, too: "last month, on 3 May"."""
    exact = [day for one in tokens for day, last in one.days if day == last]
    return any(first < last and first <= day <= last for first, last in token.days for day in exact)


def as_meant(tokens: Sequence[Token], others: Sequence[Token]) -> Sequence[Token]:
    """Tokens of which those that mean one thing or another mean what the other sentence says, or else the first."""
    known = {token.fold for token in others}

    def meant(token: Token) -> Token:
        if not (token.fold.startswith("~") and EITHER in token.fold):
            return token
        able = token.fold.split(EITHER)
        return token._replace(fold=next((each for each in able if each in known), able[0]))

    return [meant(token) for token in tokens]


def _overlap(one: Token, other: Token) -> bool:
    return any(first <= until and since <= last for first, last in one.days for since, until in other.days)
