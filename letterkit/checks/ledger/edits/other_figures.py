"""Numbers, days and countries that an edit puts in the place of others."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from letterkit.checks.ledger.edits.estimates import Estimates
from letterkit.checks.ledger.edits.sides import Displaced, Side, is_number, put_for
from letterkit.checks.ledger.edits.tokens import Token
from letterkit.checks.ledger.sentences.durations import DAYS
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import words_of
from letterkit.drafts.drafted import DraftedSentence


class OtherFigures:
    """Finds them in the edited sentences of one letter."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes, self._estimates = eyes, Estimates(eyes)

    def found(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """Figures that stand for others."""
        for kind in (_is_day, is_number, _is_country):
            gone = [each for each in before[2] if kind(each) and not _is_said(each, before[0], said[0])]
            new = [each for each in said[2] if kind(each) and not self._is_counted_from(each, said[0])]
            if kind is is_number and not new:
                gone, new = [each for each in gone if " " in each.fold], _lengths(said)
            if kind is _is_day and gone and not new:
                yield from self._told_otherwise(drafted, before, said, gone)
            yield from self._put(drafted, before[0], said, gone, new)

    def _told_otherwise(
        self, drafted: DraftedSentence, before: Side, said: Side, gone: list[Token]
    ) -> Iterator[Displaced]:
        """Words for a time that stand where a day stood."""
        if new := self._beside(said):
            yield from self._put(drafted, before[0], said, gone, new)
        else:
            yield from self._since_then(drafted, before, said)

    def _is_counted_from(self, token: Token, seen: Seen) -> bool:
        """Whether a length only says when something was, by something else: "four days after the strike"."""
        behind = next((word.low for word in seen.words if word.start >= token.end), "")
        words = words_of(seen.text[token.start : token.end])
        named = any(word.low.isdigit() or word.low in self._eyes.lexicon.months for word in words)
        relative = bool(token.days) and not named
        return (_is_length(token) or relative) and behind in self._eyes.lexicon.lists["subordinating"]

    def _put(
        self, drafted: DraftedSentence, before: Seen, said: Side, gone: list[Token], new: list[Token]
    ) -> Iterator[Displaced]:
        """Each figure that stands for another, but for a day before which something is to be done."""
        lengths = [[one for one in side if _is_length(one)] for side in (gone, new)]
        others = [[one for one in side if not _is_length(one)] for side in (gone, new)]
        for other, token in (*zip(*lengths, strict=False), *zip(*others, strict=False)):
            if not (self._is_day_before(other, token, said) or self._estimates.can_be(other, before, token, said)):
                yield put_for(drafted, before, other, token)

    def _is_day_before(self, other: Token, token: Token, said: Side) -> bool:
        """Whether a day is the one before which something is to be done: "before 25 August", "by 24 August"."""
        if not (other.days and token.days) or not _led_by(token, said) & self._eyes.lexicon.lists["earlier"]:
            return False
        return bool({day + datetime.timedelta(days=1) for _, day in other.days} & {day for day, _ in token.days})

    def _since_then(self, drafted: DraftedSentence, before: Side, said: Side) -> Iterator[Displaced]:
        """A length in the place of the day since which something lasts, where so much has not passed since then."""
        since, words = self._eyes.lexicon.lists["since"], before[0].words
        led = {two.start for one, two in pairwise(words) if one.low in since}
        gone = [each for each in before[2] if _is_day(each) and each.start in led]
        lengths = {each.start: each for each in said[0].of("duration") if each.values}
        for new in (each for each in said[2] if each.start in lengths) if gone else ():
            if not self._has_passed(gone[0], lengths[new.start]):
                yield put_for(drafted, before[0], gone[0], new)

    def _has_passed(self, since: Token, length: Mention) -> bool:
        """Whether a length has passed since a day, one unit more or less."""
        unit = DAYS[min(length.values)]
        passed = ((self._eyes.today - day).days for span in since.days for day in span)
        return any(abs(days - unit * length.number) <= unit for days in passed)

    def _beside(self, said: Side) -> list[Token]:
        """Units of time that an edit puts in, told by the one that the sentence names: "the next day"."""
        lists = self._eyes.lexicon.lists
        beside = lists["next-day"] | lists["previous-day"] | lists["following"] | lists["same-time"]
        told = ((one.low, two) for one, two in pairwise(said[0].words))
        units = {two.start for low, two in told if low in beside and two.low in self._eyes.lexicon.durations}
        return [each for each in said[2] if each.start in units]


def _led_by(token: Token, side: Side) -> frozenset[str]:
    """The two words before another, in lower case."""
    return frozenset([word.low for word in side[0].words if word.end <= token.start][-2:])


def _is_day(token: Token) -> bool:
    return bool(token.days)


def _lengths(said: Side) -> list[Token]:
    """The days that an edit tells by a length: "for two weeks" may be the days since then."""
    ago = {each.start for each in said[0].of("date") if "ago" in each.values}
    return [each for each in said[2] if each.start in ago]


def _is_said(token: Token, before: Seen, said: Seen) -> bool:
    """Whether the year or day of a token stands in another sentence, too, with other words around it."""
    days = {span for each in said.of("date") for span in each.days}
    own = [word.low for word in words_of(before.text[token.start : token.end])]
    words = [word.low for word in said.words]
    there = bool(own) and any(words[at : at + len(own)] == own for at in range(len(words)))
    return bool(token.days) and (there or not days.isdisjoint(token.days))


def _is_length(token: Token) -> bool:
    """Whether a figure has a unit of time, and so counts no people."""
    return token.fold.startswith("=") and not token.days and " " in token.fold


def _is_country(token: Token) -> bool:
    return token.fold.startswith("#")
