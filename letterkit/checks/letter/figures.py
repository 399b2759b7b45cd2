"""Figures: the sender speaks for as many people, in as many countries, as its figures of the letter's date say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache

from letterkit.drafts.document import Document, by_hand
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Location, Problem
from letterkit.language.grammar import Language
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.letter.names import groups
from letterkit.schema.letterhead import COUNTED, Figures, Letterhead

# A number and what it counts stand so near: "48 countries", "320 affiliated unions".
_BEHIND = 2
_Amount = tuple[Passage, int, str, str, str]
"""A passage, where a sentence begins in it, the sentence, the amount that it tells, and what it counts."""


def figures_are_of_their_time(document: Document) -> Iterator[Problem]:
    """The sender is said to speak for as many people as its figures of the letter's date say."""
    letter, language = document.letter, document.language
    told = list(_amounts_told(document))
    if not told:
        return  # what words numbers takes long to import
    senders = tuple({house.key: house for house in (*letter.senders, *letter.notes)}.values())
    for passage, start, sentence, amount, noun in _others(told, senders, document):
        for house in [_named_before(amount, sentence, senders, language)] if len(senders) > 1 else senders:
            valid, outdated = house.figures_on(letter.date), _amounts(house.figures, language)
            told_as_theirs = amount.lower() in outdated or _speaks_for(house, noun, sentence, language)
            if valid and valid.members and told_as_theirs:
                at = start + sentence.index(amount)
                place = document.place(passage, at, at + len(amount))
                right = _amounts([valid], language)[-1]
                figures = f"its figures of {valid.as_of} say {right}"
                bounds = _bounds(amount, right, sentence, document)
                yield from () if bounds else (_outdated(amount, house, letter.date, figures, place),)


def _others(told: Iterable[_Amount], senders: Iterable[Letterhead], document: Document) -> list[_Amount]:
    """Those of some amounts that are neither those of the senders on the letter's date nor those of its groups."""
    day, language = document.letter.date, document.language
    current = {amount for house in senders for amount in _amounts([house.figures_on(day)], language)}
    groups = _counts_of_groups(document)
    return [each for each in told if each[3].lower() not in current and _digits(each[3]) not in groups]


def _bounds(amount: str, right: str, sentence: str, document: Document) -> bool:
    """Whether an amount is told as a bound that is near the right one: "more than a million" of 1.2 million."""
    reading, language = document.library.language(document.language.code).reading, document.language
    ahead = plain(sentence[: sentence.index(amount)]).casefold().rstrip(" '")
    more = any(f" {ahead}".endswith(f" {plain(str(phrase))}") for phrase in (reading.more if reading else ()))
    told, known = (next((each.number for each in numbers_in(text, language)), 0) for text in (amount, right))
    return more and told <= known <= 2 * told


def _outdated(amount: str, house: Letterhead, day: datetime.date, figures: str, place: Location | None) -> Problem:
    name = house.short.first if house.short else house.name.first
    message = f"'{amount}' are not those for whom {name} speaks on {day}"
    hint = f"{figures}; newer ones belong into its letterhead, with their date"
    return Problem("LK410", message, place, hint, Severity.WARNING)


def _counts_of_groups(document: Document) -> set[str]:
    """The numbers of those whom a letter is about: "the 1,500 workers" who were dismissed are nobody's members."""
    return {_digits(str(one.count.first)) for one in groups(document.campaign) if one.count} - {""}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _amounts_told(document: Document) -> Iterator[_Amount]:
    """The large numbers of a letter: passage, where its sentence begins in it, the sentence, amount and noun."""
    language = document.language
    patterns = _millions(language), _figures(tuple(language.checking.partitives))
    for passage, start, sentence in document.sentences((*document.body, *document.around)):
        for found in (each for pattern in patterns for each in pattern.finditer(sentence)):
            yield passage, start, sentence, _whole(found, sentence, language), found["noun"]


def _whole(found: re.Match[str], sentence: str, language: Language) -> str:
    """An amount with the words of the same number before it: "one hundred and eighty-one million"."""
    first, last = found.span("amount")
    wider = (each for each in numbers_in(sentence, language) if each.start < first < each.end)
    return next((sentence[each.start : max(each.end, last)] for each in wider), found["amount"])


def reach_is_that_of_the_figures(document: Document) -> Iterator[Problem]:
    """The sender is said to have as many affiliates, in as many countries, as its figures of that day say (LK410).

    What the figures leave out is unknown.
    """
    letter, language = document.letter, document.language
    represents = language.checking.represents
    if represents is None:
        return
    for passage, start, sentence in document.sentences((*document.body, *document.around)):
        house = next((one for one in letter.senders if _is_named(one, sentence, language)), None)
        figures = house.figures_on(letter.date) if house and represents.search(sentence) else None
        if house is None or figures is None or not by_hand(passage, start):
            continue
        for first, last, what, right in _other_figures(sentence, figures, language):
            name = house.short.first if house.short else house.name.first
            message = f"'{sentence[first:last]}' {what} are not those of {name} on {letter.date}"
            hint = f"its figures of {figures.as_of} say {right}; newer ones belong into its letterhead, with their date"
            yield Problem("LK410", message, document.place(passage, start + first, start + last), hint)


def _other_figures(sentence: str, figures: Figures, language: Language) -> Iterator[tuple[int, int, str, int]]:
    """The numbers of a sentence that are not those of figures: where each stands, what it counts, and the right one.

    A number counts what is named first behind it, before the next one.
    """
    kinds = [(str(kind), {*map(str, nouns)}) for kind, nouns in language.checking.counted.items() if kind != "members"]
    told = sorted(numbers_in(sentence, language), key=lambda each: each.start)
    for number, mention in enumerate(told, 1):
        end = told[number].start if number < len(told) else len(sentence)
        after = re.findall(r"[^\W\d_]+", sentence[mention.end : end])
        at, what = next(
            (
                (at, kind)
                for at, word in enumerate(after[: _BEHIND + 1])
                for kind, own in kinds
                if word.casefold() in own
            ),
            (0, ""),
        )
        right = next((figures.number(kind) for kind in COUNTED if kind == what), None)
        # "affiliates in six countries of Africa" are some of them.
        some = right is not None and mention.number < right and any(map(str.istitle, after[at + 1 : at + 1 + _BEHIND]))
        if right is not None and mention.number != right and not some:
            yield mention.start, mention.end, what, right


def _named_before(amount: str, sentence: str, senders: Iterable[Letterhead], language: Language) -> Letterhead:
    """Of several senders the one that a sentence names last before an amount, the first of them where it names none."""
    before = sentence[: sentence.index(amount)]

    def place(house: Letterhead) -> int:
        return max((before.rfind(name) for name in _names(house, language)), default=-1)

    return max(senders, key=place)


def _names(house: Letterhead, language: Language) -> list[str]:
    return [name for text in (house.name, house.short) if text and (name := text.within(language.code))]


def _is_named(house: Letterhead, sentence: str, language: Language) -> bool:
    """Whether a sentence is about a house: by its name, or in the first person."""
    first_person = language.checking.first_person
    return bool(first_person and first_person.search(sentence)) or any(
        name in sentence for name in _names(house, language)
    )


# Thousands in figures, and the noun that they count.
@cache
def _figures(partitives: tuple[str, ...]) -> re.Pattern[str]:
    amount = r"(?<![\w$€£.,])(?P<amount>\d{1,3}(?:[ ,]\d{3})+)(?![\d,.]\d)"
    return re.compile(rf"{amount} (?:{_joining(partitives)})?(?P<noun>[\w-]+)")


def _joining(partitives: Iterable[str]) -> str:
    """A pattern for what can stand between a number and what it counts, with its space: "of ", "d’"."""
    ended = (
        re.sub("['’]", "['’]", re.escape(word)) + ("" if word.endswith(("'", "’")) else " ") for word in partitives
    )
    return "|".join(ended) or "(?!)"


def _amounts(figures: Iterable[Figures | None], language: Language) -> list[str]:
    """Numbers of members as a text can write them, in words and in figures."""
    return [
        language.number(number, words).lower().translate({0xA0: " ", 0x202F: " "})
        for entry in figures
        if entry and (number := entry.number("members"))
        for words in (True, False)
    ]


def _millions(language: Language) -> re.Pattern[str]:
    unit = "|".join(sorted(map(re.escape, {*language.writing.numbers.million.all})))
    return _amount_pattern(unit, language.writing.phrases.half.first, tuple(language.checking.partitives))


@cache
def _amount_pattern(unit: str, half: str, partitives: tuple[str, ...]) -> re.Pattern[str]:
    halves = re.escape(half).replace(r"\{\}", "{}").format(r"[^\W\d_-]+", f"(?:{unit})")
    return re.compile(
        rf"(?<![\w$€£])(?P<amount>{halves}|(?:[^\W\d_][\w-]*|\d[\d.,]*) (?:{unit}))(?!\w)"
        rf" (?:{_joining(partitives)})?(?P<noun>[\w-]*)",
        re.IGNORECASE,
    )


def _speaks_for(house: Letterhead, noun: str, sentence: str, language: Language) -> bool:
    """Whether a sentence says for how many a house speaks: of its noun or of its members."""
    nouns = house.speaks_for.within(language.code) if house.speaks_for else None
    own = {str(nouns).split()[0]} if nouns else set()
    if language.checking.represents and language.checking.represents.search(sentence):
        own |= {str(word) for kind, words in language.checking.counted.items() if kind == "members" for word in words}
    return bool(nouns) and noun in own and _is_named(house, sentence, language)
