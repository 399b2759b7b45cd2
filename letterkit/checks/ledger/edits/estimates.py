"""Whether a figure can be told for another, less exactly or in another unit: "more than two dozen" of 27.

What is told so is no mistake for sure; what no bound, unit or dozen explains is another figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from letterkit.checks.ledger.edits.exchanged import exchanged
from letterkit.checks.ledger.edits.sides import Side
from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.durations import DAYS, are_about_as_long
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.language.grammar import Language
from letterkit.language.mentions import numbers_in
from letterkit.schema.campaign import Campaign, Group

_EXACT, _DOZENS = 0.1, 0.2
"""By what share of a figure "about 50" and "some fifty" can differ from it."""
_UNIT = 3
"""Of so many words is a length at the end of a phrase."""
_TWICE = 2
"""A bound is told near what it bounds: "more than ten" are not a hundred."""


class Estimates:
    """Tells it in the language of one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes, self._lexicon = eyes, eyes.lexicon

    def can_be(self, known: Token, before: Seen, told: Token, said: Side) -> bool:
        """Whether a figure of an edited sentence can mean the one that it stands for, or counts something else."""
        if known.days:
            return self._lasts_as_long(known, before, told, said[0])
        if told.days:
            return False
        lengths = _length_at(known, before), _length_at(told, said[0])
        if lengths[0] and lengths[1]:
            return are_about_as_long(lengths[0], lengths[1], bool(self._bounds(told, said[0])))
        was, now = _number_at(known, before), _number_at(told, said[0])
        if any(lengths) or was is None or now is None:
            return False
        return self._holds(was.number, now.number, told, said[0]) or self._is_of_others(was, now, before, said)

    def _is_of_others(self, was: Mention, now: Mention, before: Seen, said: Side) -> bool:
        """Whether a figure counts others than the drafted one, or some that are added up.

        Other things ("on three continents" for "in 12 countries"), and in a sentence that is told anew those whom the
        campaign counts so ("and 14 of them were hurt"), or somebody named among them ("65 people, among them Mr A").
        """
        if self._counts_other_things((was, before), (now, said[0]), said[2]):
            return True
        people = sum(one.fold.startswith("@") for one in said[1])
        return not exchanged(before, said[0]) and (
            now.number in self._counted or was.number < now.number <= was.number + people
        )

    def _counts_other_things(self, was: tuple[Mention, Seen], now: tuple[Mention, Seen], new: Sequence[Token]) -> bool:
        """Whether the noun behind a number is put in, no unit and not for people, and the drafted one is gone."""
        nouns = [seen.words[each.last] for each, seen in (was, now) if each.last < len(seen.words)]
        if len(nouns) < len((was, now)) or any(word.low in self._lexicon.durations for word in nouns):
            return False
        people = now[1].of("group", "head", "person", "persons")
        put_in = any(one.start == nouns[1].start and not one.small for one in new)
        kept = any(word.low == nouns[0].low for word in now[1].words)
        anybody = self._lexicon.lists["people"] | self._lexicon.lists["any-office"]
        return put_in and not kept and nouns[1].low not in anybody and all(each.first != now[0].last for each in people)

    @cached_property
    def _counted(self) -> frozenset[int]:
        return counted(self._eyes.cast.campaign, self._eyes.language)

    def _lasts_as_long(self, known: Token, before: Seen, told: Token, said: Seen) -> bool:
        """Whether a length is that of a stretch of days: "for five days" for "from 24 to 28 May"."""
        last = max(last for _, last in known.days)
        days = (last - min(first for first, _ in known.days)).days + 1
        at = next((at for at, word in enumerate(before.words) if word.start >= known.start), 0)
        ahead = before.words[at - 2].text if at > 1 else ""  # "from 20 to 28 May"
        begun = int(ahead) if ahead.isdecimal() else 0
        days = last.day - begun + 1 if 0 < begun < last.day else days
        text = said.text[told.start : told.end]
        # Without what leads it: "for five days" is seen as the days since then.
        ends = (text[word.start :] for word in words_of(text)[-_UNIT:-1])
        lengths = (each for end in ends for each in self._eyes.see(end).of("duration") if each.values)
        units = ((each.number, DAYS[min(each.values)]) for each in lengths)
        return days > 1 and any(abs(days - number * unit) <= max(1, unit // 2) for number, unit in units)

    def _holds(self, known: int, told: int, token: Token, said: Seen) -> bool:
        """Whether a number holds of another, with what is said before it."""
        bounds = self._bounds(token, said)
        if "more" in bounds:
            return told <= known <= _TWICE * told
        if "less" in bounds:
            return known <= told <= _TWICE * known
        dozens = any(word.low.rstrip("s") in self._dozens for word in words_of(said.text[token.start : token.end]))
        if dozens or "about" in bounds:
            return abs(told - known) <= known * (_DOZENS if dozens else _EXACT)
        return False

    @property
    def _dozens(self) -> frozenset[str]:
        return frozenset(self._lexicon.dozens)

    @staticmethod
    def _bounds(token: Token, said: Seen) -> frozenset[str]:
        """What is said right before a figure, or behind it, of how exactly it is meant."""
        at = next((at for at, word in enumerate(said.words) if word.start >= token.start), 0)
        end = next((at for at, word in enumerate(said.words) if word.start >= token.end), len(said.words))
        told = said.of("more", "less", "about")
        return frozenset(each.kind for each in told if each.last == at or (each.first == end and each.kind == "about"))


def counted(campaign: Campaign, language: Language) -> frozenset[int]:
    """How many the groups of a campaign are."""
    groups = (one for one in campaign.people.values() if isinstance(one, Group) and one.count)
    texts = (str(text) for one in groups if one.count for text in one.count.languages.values())
    return frozenset(each.number for text in texts for each in numbers_in(text, language))


def _length_at(token: Token, seen: Seen) -> Mention | None:
    return next((each for each in seen.of("duration") if each.start == token.start and each.values), None)


def _number_at(token: Token, seen: Seen) -> Mention | None:
    return next((each for each in seen.of("number") if token.start <= each.start < token.end), None)
