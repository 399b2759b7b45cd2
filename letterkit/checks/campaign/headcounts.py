"""How many people a campaign speaks of: counts that can be read, and stand where they are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import make_language
from letterkit.language.lexicon import frequency_in
from letterkit.language.mentions import numbers_in
from letterkit.language.spelling import plain
from letterkit.letter.names import groups
from letterkit.schema.campaign import Campaign, Group, Person
from letterkit.schema.counts import Count, count_of
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library

# Letters within a number, but for ordinals and what follows figures with a hyphen: "14O", "l40".
_MIXED = re.compile(r"(?<![\w-])(?:\d+[^\W\d_]{1,2}\d*|[^\W\d_]\d+)(?![\w-])")
_NEGATIVE = re.compile(r"\s*[-–−]\s*\d")
_GROUPED = re.compile(r"\d[\d., \u00a0\u202f']*")
_NUMBER = re.compile(r"\d{1,3}(?:[, \u00a0\u202f']\d{3})+|\d+")
# "About 300" can be 320; whoever knows of 400 among them says another number.
_ABOUT = 1.15
_YEARS = range(1900, 2100)
_PAIR = 2
# A phrase so short is near to too many others.
_SHORT = 4
# The phrases of a language that tell so.
_PHRASES = ("at-least", "more-than", "nearly", "about", "up-to")


def counts_can_be_read(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """How many there are of a group is a number that can be one, and stands under 'count:' alone (LK137)."""
    for group in groups(campaign):
        for code, written in said_in(group.count, library):
            if why := _unreadable(str(written), code, library):
                yield Problem("LK137", f"'{written}': {why[0]}", written.location, why[1])
                break
        for code, noun in said_in(group.noun, library):
            if (number := _leading_number(str(noun), code, library)) is not None:
                stands = "as 'count:' does, and the letter says both" if group.count else "where nothing can count it"
                message = f"'{noun}': the noun says how many, {stands}"
                hint = f"write 'count: {number}', and the noun without the number"
                yield Problem("LK137", message, noun.location, hint)
                break


def counts_are_within_their_whole(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A count that is a part of another number is not more than that: "74 of 60" (LK505)."""
    for group in groups(campaign):
        for code, written in said_in(group.count, library):
            text = plain(str(written))
            found = sorted(numbers_in(text, language_of(library, code)), key=lambda one: one.start)
            if len(found) != _PAIR:
                continue
            (one, other), between = found, text[found[0].end : found[1].start].strip().casefold()
            if one.number > other.number and between in lexicon(library, code or PLAIN_LANGUAGE).lists["governed"]:
                message = f"'{written}': {one.number} is more than the {other.number} of which it is a part"
                yield Problem("LK505", message, written.location, "correct one of the two numbers", Severity.WARNING)
                break


def nouns_have_no_article(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What a group with a count is called has no article, which the letter puts where it is due (LK137)."""
    for group in groups(campaign):
        for code, noun in said_in(group.noun, library) if group.count else ():
            if first := _determiner(str(noun), code, library):
                added = first.casefold() in _added(code, library)
                message = f"'{noun}' begins with '{first}', and the letter counts them"
                hint = f"leave '{first}' out: the letter adds it"
                if not added and group.count:
                    message = f"'{noun}' is no noun of people: the letter would say '{group.count.first} {noun}'"
                    hint = "write who they are, such as 'members'; what was done to them stands under 'acts:'"
                yield Problem("LK137", message, noun.location, hint)
                break


def _determiner(noun: str, code: str, library: Library) -> str:
    """The article, or the word that points at somebody, with which a noun begins: "the", "those"; "" for none."""
    lists = lexicon(library, code or PLAIN_LANGUAGE).lists
    first = re.match(r"[^\W\d_]+(?=['’\s]+\w)", noun)
    return first[0] if first and first[0].casefold() in lists["articles"] | lists["definite"] else ""


def _added(code: str, library: Library) -> frozenset[str]:
    """The articles that a letter itself puts before those whom it counts."""
    return lexicon(library, code or PLAIN_LANGUAGE).lists["articles"]


def parts_are_in_the_whole(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """A group that is a part of another is not larger than it (LK505)."""
    parts: dict[str, list[tuple[str, Group]]] = {}
    for key, part in campaign.people.items():
        if isinstance(part, Group) and isinstance(campaign.people.get(part.of) if part.of else None, Group):
            parts.setdefault(str(part.of), []).append((str(key), part))
    for whole, of_it in parts.items():
        most = _number(campaign.people[Scalar(whole)], library, most=True)
        for name, part in of_it:
            least = _number(part, library, most=False)
            if most and least and least > most and part.count:
                counted = _written(campaign.people[Scalar(whole)])
                message = f"'{name}' counts {least}, and is a part of '{whole}', which counts {counted}"
                yield Problem("LK505", message, part.count.first.location, "correct one of the two counts")


def _written(group: Person | Group) -> str:
    return str(group.count.first) if isinstance(group, Group) and group.count else ""


def _number(group: Person | Group, library: Library, *, most: bool) -> int | None:
    """How many there are of a group, at most or at least; None where that cannot be told."""
    if not isinstance(group, Group) or group.count is None:
        return None
    count = count_of(str(group.count.first)) or _in_words_alone(group, library)
    if count is None or count.number is None:
        return None
    if most and count.how == "about":
        return int(count.number * _ABOUT)
    open_ended = ("at-least", "more-than") if most else ("nearly", "about", "up-to")
    return None if count.how in open_ended else count.number


def _in_words_alone(group: Group, library: Library) -> Count | None:
    """The count that words say which are a number and nothing else: "sixty-four"."""
    for code, written in said_in(group.count, library):
        for mention in numbers_in(str(written), language_of(library, code)):
            if (mention.start, mention.end) == (0, len(written.rstrip())):
                return Count("", mention.number)
    return None


def nouns_are_plural(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """What a group is called is in the plural, unless it counts one (LK137)."""
    for group in groups(campaign):
        for code, noun in said_in(group.noun, library) if group.count else ():
            pointed = _determiner(str(noun), code, library)
            if not pointed and (found := _number_slip(group, noun, code, library)):
                yield found
                break


def _number_slip(group: Group, noun: Scalar, code: str, library: Library) -> Problem | None:
    """A noun in the singular for several, or in the plural for one."""
    checking = language_of(library, code).checking
    head = _head(str(noun), frozenset(map(str, checking.function_words or ())))
    if not head or not group.count or not checking.plurals:
        return None
    if group.is_one:
        message = f"'{noun}' is in the plural, and the group counts one"
        hint = "write the noun in the singular, or how many they are"
        slip = checking.plurals.search(head[-1])
        return Problem("LK137", message, group.count.first.location, hint) if slip else None
    known = all(frequency_in(code or PLAIN_LANGUAGE)(word) for word in head)
    if known and not any(map(checking.plurals.search, head)):
        message = f"'{noun}' is in the singular, and the group counts '{group.count.first}'"
        return Problem("LK137", message, noun.location, "write the noun in the plural")
    return None


def _head(noun: str, small: frozenset[str]) -> list[str]:
    """The words of a noun, in lower case, before the first that leads to something else: "of", "in", "du"."""
    words = re.findall(r"[^\W\d_]+", noun.casefold())
    return words[: next((at for at, word in enumerate(words) if at and word in small), len(words))]


def _unreadable(written: str, code: str, library: Library) -> tuple[str, str] | None:
    """Why a count cannot be right, and the mend; None for one that can."""
    if mixed := _MIXED.search(written):
        return f"'{mixed[0]}' is half number, half letters", "write the number in figures"
    if _NEGATIVE.match(written):
        return "no group is less than nobody", "write how many they are, without a sign"
    figures = _GROUPED.search(written)
    grouped = figures[0].rstrip(" .,'") if figures else ""
    if grouped and not _NUMBER.fullmatch(grouped) and not (count_of(written) and "illion" in written):
        return f"'{grouped}' is no whole number", "write it as 1200 or as 1,200"
    numbers = [mention.number for mention in numbers_in(written, language_of(library, code))]
    numbers = numbers or ([int(written)] if written.isdecimal() else [])
    if numbers == [0]:
        return "nobody is in such a group", "write how many they are, or leave the group out"
    return _in_words(written, code, library)


def _in_words(written: str, code: str, library: Library) -> tuple[str, str] | None:
    """Why the words of a count cannot be right, and the mend; None for those that can."""
    language = language_of(library, code)
    answer = written.casefold() if written.casefold() in map(str, language.checking.answers) else ""
    answer = answer or next(iter(set(written.casefold().split()[:1]).intersection(language.checking.answers)), "")
    if answer:
        return f"'{answer}' is an answer, and counts nobody", "write how many they are, or leave the count out"
    if language.checking.bare_counts and language.checking.bare_counts.match(plain(written)):
        return "its article is missing", f"write it with the article that stands before '{written}' in a sentence"
    if meant := _meant(written, code, library):
        return f"'{meant[0]}' is nothing that counts", f"write '{meant[1]}'"
    return None


def _meant(written: str, code: str, library: Library) -> tuple[str, str] | None:
    """The words before a number that are a letter away from some that tell how it is meant, and those."""
    figures = _NUMBER.search(written)
    words = plain(written[: figures.start()]).strip().casefold() if figures else ""
    known = library.derived(_qualifiers, code or PLAIN_LANGUAGE)
    if len(words) <= _SHORT or words in known:
        return None
    near = (phrase for phrase in sorted(known) if OSA.distance(words, phrase) == 1 or _is_begun(words, phrase))
    meant = max(near, key=len, default="")
    return (words, meant) if meant else None


def _is_begun(words: str, phrase: str) -> bool:
    """Whether words begin as a phrase of several does, and end in another small word: "plus que" for "plus de"."""
    one, other = words.split(), phrase.split()
    return len(one) == len(other) > 1 and one[:-1] == other[:-1] and len(one[-1]) <= _SHORT


def _qualifiers(library: Library, code: str) -> frozenset[str]:
    """What tells in a language how a number is meant: "at least", "nearly"."""
    files = library.language(code)
    said = {make_language(files).phrase(f"count-{name}", "").strip().casefold() for name in _PHRASES}
    if files.reading:
        lists = (files.reading.more, files.reading.less, files.reading.about)
        said |= {str(phrase).casefold() for phrases in lists for phrase in phrases}
    return frozenset(map(plain, said))


def _leading_number(noun: str, code: str, library: Library) -> int | None:
    """The number with which a noun begins, with words before it at most that tell how it is meant."""
    language = language_of(library, code)
    small = {*map(str, language.checking.articles), *library.derived(_qualifiers, code or PLAIN_LANGUAGE)}
    for mention in sorted(numbers_in(noun, language), key=lambda one: one.start)[:1]:
        before = plain(noun[: mention.start]).strip().casefold()
        alone = re.match(r"\s+[^\W\d_]", noun[mention.end :])
        if alone and (not before or before in small) and mention.number not in _YEARS:
            return mention.number
    return None
