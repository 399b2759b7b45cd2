"""People by the words of their names: who can be meant by a word, without asking each of thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from letterkit.foundation.kept import Kept, Same
from letterkit.language.spelling import apart, folded, sounds
from letterkit.letter.names import NameIndex, Someone
from letterkit.schema.campaign import Campaign

FURTHEST = 3
"""The most edits that can part a slip from a name."""

_KEPT: Kept[Crowd] = Kept()


class Crowd:
    """The people whom a letter can name and is not to leave out, by the words of their names.

    It is ``made_of`` all whom it can name.
    """

    def __init__(self, people: Sequence[Someone]) -> None:
        self.made_of = self._people = people
        open_ = [(at, person) for at, person in enumerate(people) if not person.withheld]
        self._surnames = _Words((at, name) for at, person in open_ for name in person.surnames)
        self._given = _Words((at, name) for at, person in enumerate(people) for name in person.given)
        self._variants = _Words((at, word) for at, person in open_ for word in person.variants)
        self._withheld = frozenset(range(len(people))) - {at for at, _ in open_}

    def near(self, word: str, after: str) -> list[Someone]:
        """Those who can be meant by a word, written so or with edits, or by what stands after it; in their order."""
        found = self._variants.bearing(word.casefold()) | self._surnames.near(word, FURTHEST)
        if after:
            found |= self._given.bearing(after) | self._surnames.near(after, 1)
        return [self._people[at] for at in sorted(found - self._withheld)]

    def has_given(self, name: str) -> bool:
        """Whether somebody, withheld or not, has a given name, as far as `is_given` tells."""
        return any(is_given(name, self._people[at]) for at in self._given.near(name, 1))


class _Words:
    """Words and the numbers of those who bear them."""

    def __init__(self, borne: Iterable[tuple[int, str]]) -> None:
        bearers: dict[str, set[int]] = {}
        for at, word in borne:
            bearers.setdefault(word, set()).add(at)
        self._bearers = {word: frozenset(found) for word, found in bearers.items()}
        # It does not hold these words themselves, which would then stay until Python looks for what only holds itself.
        self.near = lru_cache(maxsize=4096)(_near(self._bearers))

    def bearing(self, word: str) -> frozenset[int]:
        """Those who bear a word as it is written."""
        return self._bearers.get(word, frozenset())


def _near(bearers: Mapping[str, frozenset[int]]) -> Callable[[str, int], frozenset[int]]:
    """What finds those who bear a word that is so many edits `apart` at the most."""
    both = [(form, word) for word in bearers for form in _forms(word)]
    forms, words = [form for form, _ in both], [word for _, word in both]

    def near(word: str, edits: int) -> frozenset[int]:
        close = {
            words[at]
            for form in _forms(word)
            for _, _, at in extract(form, forms, scorer=OSA.distance, score_cutoff=edits, limit=None)
        }
        return frozenset().union(*(bearers[one] for one in close if apart(word, one) <= edits))

    return near


def _forms(word: str) -> set[str]:
    """What `apart` compares of a word."""
    return {folded(word), *sounds(word)}


def crowd_of(campaign: Campaign, known: NameIndex) -> Crowd:
    """The crowd of what a letter of a campaign knows by name; letters that know the same share it."""
    return _KEPT.of(campaign, Same(known), lambda: Crowd(known.people))


def is_given(name: str, person: Someone) -> bool:
    """Whether a word is a given name of a person, or one edit apart from a long one."""
    return any(apart(name, given) <= (1 if len(given) > 4 else 0) for given in person.given)
