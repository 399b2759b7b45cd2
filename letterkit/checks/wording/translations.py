"""Texts in several languages: what one says of numbers, countries and names, the others say, too.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from babel import Locale
from rapidfuzz.fuzz import ratio

from letterkit.checks.wording.masking import unquoted
from letterkit.checks.wording.nations import countries_of
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, Table
from letterkit.language.grammar import make_language
from letterkit.language.lexicon import frequency_in, has_list
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import folded
from letterkit.schema.campaign import Campaign
from letterkit.schema.counts import count_of
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.letter_plan import ClauseCall
from letterkit.schema.library import Library
from letterkit.schema.person_names import is_particle
from letterkit.schema.reflection import records_in

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENOUGH, _MUCH = 2, 20
# A word that stands alone is well known in the other language, and in no list of its own.
_KNOWN = 1_000
"""Of so many words or more that are each so many times as common in another language, none is of its own."""
_NAME_LETTERS = 4
"""Shorter words with a capital are particles and titles more often than names."""
_LIKE = 50
"""Of two names that share fewer than this per cent of their letters, neither is the other in another language."""
_SELDOM = 60
"""A word with a capital that is met less often than this in the list of a language is a name."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text in one language says that every other language can say alike."""

    numbers: frozenset[int]
    countries: frozenset[str]
    names: frozenset[str]
    matters: frozenset[str]


def languages_say_the_same(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """The languages of a text give the same numbers, countries and names, and are about the same matter (LK614).

    A number, a country or a name that stands in one language alone may be said there in other words; two that stand
    against each other are not.
    """
    for text in _texts(campaign):
        known = [code for code in text if code in library.language_codes()]
        named = any(map(str.isupper, "".join(text.values())))
        for one, other in combinations(known, 2):
            mine, theirs = (_read(text[code], code, library, named) for code in (one, other))
            for said, against in _contradictions(mine, theirs):
                message = f"'{other}' says {against}, and '{one}' says {said}"
                hint = f"make the two say the same; '{one}' is at {text[one].location}"
                yield Problem("LK614", message, text[other].location, hint)
                break


def texts_are_in_their_language(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Each text that names its language is in it, and in no other of the campaign's (LK809).

    The small words of the languages tell: one of the other that is none of its own is enough where there are none of
    its own. Particles between capitals belong to names ("Rio de Janeiro").
    """
    yield from in_other_languages(campaign, library)


_SAID_IN_EVERY_LANGUAGE = frozenset({"none", "undisclosed", "yes", "no", "several"})
"""Words of the campaign file that stand in the place of a text, and that letters say in their own words."""
_FOUND: Kept[tuple[Problem, ...]] = Kept()


def in_other_languages(campaign: Campaign, library: Library) -> tuple[Problem, ...]:
    """The texts of a campaign that are in another language than they say, as problems (LK809)."""
    return _FOUND.of(campaign, Same(library), lambda: tuple(_in_other_languages(campaign, library)))


def _in_other_languages(campaign: Campaign, library: Library) -> Iterator[Problem]:
    words = small_words(library)
    for text in _named_languages(campaign):
        for code, written in text.items():
            # "More than 80" is said in every language, and an office that a language lists is its own: "organiser".
            everywhere = count_of(written) or str(written) in _SAID_IN_EVERY_LANGUAGE
            if everywhere or written.casefold() in library.derived(_offices, code):
                continue
            same = [one for one in text if one != code and text[one] == written]
            if (
                other := other_language(written, code, words)
                or _copied(written, code, same)
                or _held(written, code, library)
            ):
                own, found = (str(Locale(one).english_name) for one in (code, other))
                message = f"'{written}' reads as {found}, and stands under '{code}'"
                hint = f"write it in {own}" + ("" if text.get(other) == written else f", or move it to '{other}'")
                yield Problem("LK809", message, written.location, hint)


def _held(written: str, code: str, library: Library) -> str:
    """The language that lists a text as an office, where its own does not: « Président »; "" for none."""
    codes = sorted(map(str, library.language_codes()))
    own = map(frequency_in(code), re.findall(r"[^\W\d_]+", written.casefold()))
    if not has_list(code) or any(own):
        return ""
    others = (one for one in codes if one != code and code in codes)
    return next((one for one in others if written.casefold() in library.derived(_offices, one)), "")


def _offices(library: Library, code: str) -> frozenset[str]:
    """The offices that a language lists; none of one that is not known."""
    files = library.language(code) if code in library.language_codes() else None
    listed = (*files.writing.offices, *(files.reading.offices if files.reading else ())) if files else ()
    return frozenset(str(office).casefold() for office in listed)


def small_words(library: Library) -> Mapping[str, frozenset[str]]:
    """The small words of each language in which letters are written."""
    return library.derived(_small_words, "")


def _small_words(library: Library, _: str) -> dict[str, frozenset[str]]:
    codes = sorted(map(str, library.language_codes()))
    return {code: frozenset(library.language(code).checking.function_words or ()) for code in codes}


def other_language(written: str, code: str, words: Mapping[str, frozenset[str]]) -> str:
    """The language whose small words a text has, and not those of its own; "" where nothing tells."""
    own = words.get(code)
    if not own:
        return ""
    said = re.findall(r"[^\W\d_]+", unquoted(written))
    counts = {
        other: sum(_counts(said, at, own, foreign) for at in range(len(said)))
        for other, foreign in words.items()
        if other != code
    }
    best = max(counts, key=lambda one: counts[one], default="")
    home = any(word.lower() in own and not any(word.lower() in words[other] for other in counts) for word in said)
    return best if best and counts[best] and not home else "" if home else _by_words(said, code, words)


def _by_words(said: Sequence[str], code: str, spoken: Collection[str]) -> str:
    """The language that has all words of a text in lower case, where its own has none of them; "" for none."""
    words = [word.casefold() for word in said if len(word) >= _NAME_LETTERS and word.islower()]
    if not words or not has_list(code) or all(map(frequency_in(code), words)):
        return ""
    own, others = frequency_in(code), (other for other in spoken if other != code and has_list(other))
    for other in others:
        theirs = frequency_in(other)
        telling = len(words) >= _ENOUGH or theirs(words[0]) >= _KNOWN
        if telling and all(own(word) * _MUCH < theirs(word) for word in words):
            return other
    return ""


def _copied(written: str, code: str, others: Sequence[str]) -> str:
    """The language of which a text has a word, where it stands there in the same words; "" for words of both."""
    words = [word for word in re.findall(r"[^\W\d_]+", unquoted(written)) if len(word) >= _NAME_LETTERS]
    if not has_list(code) or not all(map(str.islower, words)):
        return ""
    own = frequency_in(code)
    for other in filter(has_list, others):
        theirs = frequency_in(other)
        strange = any(own(word) * _MUCH < theirs(word) for word in words)
        if strange and not any(theirs(word) * _MUCH < own(word) for word in words):
            return other
    return ""


def _counts(said: Sequence[str], at: int, own: frozenset[str], foreign: frozenset[str]) -> bool:
    """Whether a word is a small one of a foreign language alone, and no particle within a name."""
    word = said[at]
    if len(word) < 2 or word not in foreign or word in own or not word.islower():
        return False
    beside = [one for one in (*said[max(at - 1, 0) : at], *said[at + 1 : at + 2]) if not is_particle(one)]
    within = is_particle(word) and len(beside) > 0 and all(one[0].isupper() for one in beside)
    return not within


def _named_languages(campaign: Campaign) -> Iterator[Mapping[str, Scalar]]:
    """The texts of a campaign of which each says in what language it is."""
    for record in records_in(campaign):
        if isinstance(record, Text) and "" in record.languages and not record.neutral:
            yield {PLAIN_LANGUAGE: record.languages[""]}
        elif (
            isinstance(record, Text)
            and "" not in record.languages
            and (len(record.languages) > 1 or not record.neutral)
        ):
            yield record.languages
        elif isinstance(record, ClauseCall):
            yield from _in_arguments(record.arguments)


def _texts(campaign: Campaign) -> Iterator[Mapping[str, Scalar]]:
    """The texts of a campaign that stand there in several languages."""
    for record in records_in(campaign):
        if isinstance(record, Text) and len(record.languages) > 1:
            yield record.languages
        elif isinstance(record, ClauseCall):
            yield from _in_arguments(record.arguments)


def _in_arguments(value: Any) -> Iterator[Mapping[str, Scalar]]:
    if isinstance(value, Table):
        if len(value) > 1 and all(len(key) == 2 and isinstance(text, Scalar) for key, text in value.items()):
            yield {str(key): text for key, text in value.items()}
        for item in value.values():
            yield from _in_arguments(item)
    elif isinstance(value, list):
        for item in value:
            yield from _in_arguments(item)


def _read(text: Scalar, code: str, library: Library, named: bool) -> _Reading:
    """What a text says; its countries and names only where it, or the same in another language, has a capital."""
    numbers = numbers_in(text, make_language(library.language(code)))
    return _Reading(
        frozenset(each.number for each in numbers),
        frozenset(_countries(text, code, library) if named else ()),
        frozenset(_names(text, code) if named else ()),
        frozenset(_matters(text, code, library)),
    )


def _countries(text: str, code: str, library: Library) -> Iterator[str]:
    """The countries that a text names, or whose adjectives it has."""
    for word in _WORD.findall(text):
        yield from countries_of(word, code)
    for country, name in library.derived(_country_names, code):
        if name in text:
            yield country


def _country_names(library: Library, code: str) -> tuple[tuple[str, str], ...]:
    return tuple(library.language(code).writing.countries.every_name(code))


def _matters(text: str, code: str, library: Library) -> Iterator[str]:
    """What a text is about, of what the languages have words for: offices, laws, charges, penalties."""
    for matter, pattern in library.language(code).checking.matters.items():
        if pattern.search(text):
            yield str(matter)


def _names(text: str, code: str) -> Iterator[str]:
    """The words with a capital that the language hardly has as words: places, people, companies."""
    if not has_list(code):
        return
    frequency = frequency_in(code)
    for word in _WORD.findall(text):
        parts = [part for part in word.split("-") if len(part) >= _NAME_LETTERS and not part.isupper()]
        if any(part[0].isupper() and frequency(part.casefold()) < _SELDOM for part in parts):
            yield word


def _contradictions(mine: _Reading, theirs: _Reading) -> Iterator[tuple[str, str]]:
    """What stands against each other in two readings, as it is said."""
    if mine.numbers and theirs.numbers and len(mine.numbers) == len(theirs.numbers):
        yield from _pair(mine.numbers - theirs.numbers, theirs.numbers - mine.numbers, str)
    if mine.countries and theirs.countries and mine.countries.isdisjoint(theirs.countries):
        yield from _pair(mine.countries, theirs.countries, str)
    if mine.matters and theirs.matters and mine.matters.isdisjoint(theirs.matters):
        yield from _pair(mine.matters, theirs.matters, repr)
    ours, others = _unlike(mine.names, theirs.names), _unlike(theirs.names, mine.names)
    if len(ours) == len(mine.names) and len(others) == len(theirs.names):
        yield from _pair(ours, others, repr)


def _unlike(names: Collection[str], others: Collection[str]) -> list[str]:
    return [name for name in names if all(ratio(folded(name), folded(other)) < _LIKE for other in others)]


def _pair(ours: Collection[Any], others: Collection[Any], show: Callable[[Any], str]) -> Iterator[tuple[str, str]]:
    if ours and others:
        yield tuple(" and ".join(map(show, sorted(each))) for each in (ours, others))  # type: ignore[misc]
