"""Figures within a text of a campaign that do not add up, and penalties beyond what the campaign says may follow.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from letterkit.checks.campaign.phrase_kinds import Owner, acts_of
from letterkit.checks.ledger.sentences.durations import DAYS
from letterkit.checks.ledger.words.lexicon import Lexicon, lexicon
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.foundation.sought import Sought, sought
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.language.mentions import dates_in, numbers_in
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Campaign, Group
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.letter_plan import ClauseCall
from letterkit.schema.library import Library
from letterkit.schema.organisation import Act
from letterkit.schema.reflection import records_in

_SOME_DAY = datetime.date(2000, 1, 1)
_TWO, _SEVERAL = 2, 3


class _Figure(NamedTuple):
    """A number of a text, from ``start`` to ``end``; ``days`` for a length of time, 0 for another."""

    start: int
    end: int
    number: int
    days: int


def figures_add_up(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What a text gives for each, in parts and in all goes together (LK505)."""
    counted = {id(text): _count(owner, library) for _, owner, act in acts_of(campaign) for text in _texts(act)}
    for record in records_in(campaign):
        for code, said in said_in(record, library) if isinstance(record, Text) else ():
            yield from _not_adding_up(said, code, counted.get(id(record), 0), library)
        if isinstance(record, ClauseCall) and isinstance(record.arguments, Scalar):
            yield from _not_adding_up(record.arguments, "", 0, library)


def _texts(act: Act) -> Iterator[Text]:
    values = (getattr(act, name) for name in type(act).model_fields)
    return (value for value in values if isinstance(value, Text))


def _count(owner: Owner, library: Library) -> int:
    """How many a group is, where that is a plain number; 0 for others."""
    if not isinstance(owner, Group):
        return 0
    said = str(owner.count.first).strip() if owner.count else str(len(owner.members))
    return int(said) if said.isdecimal() else 0


def _not_adding_up(said: Scalar, code: str, count: int, library: Library) -> Iterator[Problem]:
    text = plain(str(said))
    told = library.derived(_marks, code or PLAIN_LANGUAGE).told_in(text)
    if not told or (not any(map(str.isdigit, text)) and len(text.split()) < _SEVERAL):
        return
    language, words = language_of(library, code), lexicon(library, code or PLAIN_LANGUAGE)
    figures = sorted(_figures(text, language, words))
    if len(figures) < _TWO or next(dates_in(text, language, _SOME_DAY), None):
        return
    if wrong := _wrong(text, figures, count, told):
        yield Problem("LK505", f"'{said}': {wrong}", said.location, "correct one of the numbers", Severity.WARNING)


def _figures(text: str, language: Language, words: Lexicon) -> Iterator[_Figure]:
    """The numbers of a text, with the days of a length of time."""
    for found in numbers_in(text, language):
        unit = re.match(r"[\s-]*([^\W\d_]+)", text[found.end :])
        days = DAYS.get(words.durations.get(unit[1].casefold(), ""), 0) if unit else 0
        yield _Figure(found.start, found.end, found.number, days * found.number)


class _Told(NamedTuple):
    """Where a text first says of a number that it is of each, a part, or of all; -1 where it does not."""

    each: int
    part: int
    total: int


class _Marks(NamedTuple):
    """Words that say of a number that it is of each, a part, or of all."""

    each: Sought
    parts: Sought
    totals: Sought

    def told_in(self, text: str) -> _Told | None:
        """Where they stand in a text; None where nothing is said of a part or of all, so that nothing can be wrong."""
        low = text.casefold()
        each, part, total = (found.start() if (found := words.search(low)) else -1 for words in self)
        return _Told(each, part, total) if max(part, total) >= 0 else None


def _marks(library: Library, code: str) -> _Marks:
    reading = library.language(code).reading
    lists = (reading.each_of, reading.parts_of, reading.totals) if reading else ((), (), ())
    return _Marks(*map(_any_of, lists))


def _any_of(words: Sequence[str]) -> Sought:
    """Where one of some phrases stands in a text in lower case."""
    phrases = "|".join(re.escape(plain(str(word)).casefold()) for word in words)
    return sought(rf"(?<!\w)(?:{phrases or '(?!)'})(?!\w)")


def _wrong(text: str, figures: Sequence[_Figure], count: int, told: _Told) -> str:
    """What of the figures of a text cannot be; "" where nothing is known to be wrong."""
    each, at, total = told
    if len(figures) == _TWO and at > figures[0].start and _is_more(figures[1], figures[0]):
        said = (text[one.start : one.end] for one in reversed(figures))
        return "{} is more than the {} of which it is a part".format(*said)
    if total >= 0 and each >= 0 and len(figures) == _TWO and count > 1:
        one, all_ = sorted(figures, key=lambda figure: abs(figure.end - each))
        parts = one.number * count
        return f"{one.number} for each of {count} are {parts}, and not {all_.number}" if parts != all_.number else ""
    return _not_the_total(figures, total) if total >= 0 and each < 0 and len(figures) >= _SEVERAL else ""


def _not_the_total(figures: Sequence[_Figure], total: int) -> str:
    """What is wrong with the number that is said to be of all, which stands first or last; "" for nothing."""
    last = min(figures, key=lambda figure: min(abs(figure.start - total), abs(figure.end - total)))
    others = [figure for figure in figures if figure is not last]
    alike = len({bool(figure.days) for figure in figures}) == 1 and last in (figures[0], figures[-1])
    wrong = alike and sum(map(_size, others)) != _size(last)
    return f"the parts are {sum(one.number for one in others)}, and not {last.number}" if wrong else ""


def _size(figure: _Figure) -> int:
    return figure.days or figure.number


def _is_more(part: _Figure, whole: _Figure) -> bool:
    """Whether a part is larger than its whole; a part without a unit has that of the whole."""
    return part.days > whole.days if part.days and whole.days else part.number > whole.number and not part.days


# What may follow


def penalties_are_within_what_may_follow(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No sentence is longer than the penalty that was told to be possible, nor that than the law says (LK505)."""
    most = dict(_most_by_law(campaign, library))
    for key, owner in campaign.people.items():
        charges = [act for act in owner.acts if act.facing]
        for act in charges:
            law = most.get(str(act.law)) if act.law else None
            yield from _beyond(f"{key}.{act.kind}", act.facing, law, "what its law provides for", library)
        for act in owner.acts if len(charges) == 1 else ():
            kind = library.acts[act.kind]
            if kind.for_a_time and charges[0].date.first <= act.date.last:
                longest = length_of(charges[0].facing, library)
                what = f"what '{key}.{charges[0].kind}' said was possible"
                yield from _beyond(f"{key}.{act.kind}", act.outcome, longest, what, library)


def _beyond(where: str, text: Text | None, most: int | None, what: str, library: Library) -> Iterator[Problem]:
    """A length of time with which a text begins, where it is longer than it can be."""
    days = length_of(text, library)
    if text and days and most and days > most:
        message, hint = f"'{text.first}' of '{where}' is longer than {what}", "correct one of the two"
        yield Problem("LK505", message, text.first.location, hint, Severity.WARNING)


def length_of(text: Text | None, library: Library) -> int:
    """The days of the first number in a text, where that counts days, weeks, months or years; 0 for another."""
    for code, said in said_in(text, library):
        words = lexicon(library, code or PLAIN_LANGUAGE)
        figure = min(_figures(plain(str(said)), language_of(library, code), words), default=None)
        if figure:
            return figure.days
    return 0


def _most_by_law(campaign: Campaign, library: Library) -> Iterator[tuple[str, int]]:
    """The longest time that the campaign says of each of its laws, of which it names one article."""
    told: dict[str, list[int]] = {}
    for call in (one for one in records_in(campaign) if isinstance(one, ClauseCall)):
        arguments = call.arguments if isinstance(call.arguments, dict) else {}
        law = arguments.get(Scalar("law"))
        for value in arguments.values():
            days = _longest(value, library) if law and value is not law else 0
            if days:
                told.setdefault(str(law), []).append(days)
    for key, lengths in told.items():
        named = campaign.laws.get(Scalar(key))
        if named and len((*named.articles, *named.sections)) <= 1:
            yield key, max(lengths)


def _longest(value: object, library: Library) -> int:
    """The longest time in a text, in whichever language it is."""
    texts = value.items() if isinstance(value, dict) else [("", value)] if isinstance(value, Scalar) else []
    found = [0]
    for code, said in texts:
        known = str(code) if str(code) in library.language_codes() else PLAIN_LANGUAGE
        words = lexicon(library, known)
        found += [figure.days for figure in _figures(plain(str(said)), language_of(library, known), words)]
    return max(found)
