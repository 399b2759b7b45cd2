"""Names: one spelling a letter for everyone and everything it names, and a campaign for everyone it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from letterkit.known import WORD, Body, Known, Someone, groups, is_abbreviation, known_to, placed
from letterkit.problems import Mark, Problem, Severity
from letterkit.reading import Word, is_ours, readable, words_in
from letterkit.resolve import Letter
from letterkit.spelling import apart, folded, is_form, plain
from letterkit.subject import Passage, Subject


@dataclass(frozen=True, slots=True)
class _Slip:
    """What is written at a place, the right spelling, and what the mend is."""

    code: str
    start: int
    end: int
    message: str
    hint: str


def names_have_one_spelling(subject: Subject) -> Iterator[Problem]:
    """Whatever a letter names, it spells as the campaign does.

    A spelling that the campaign lists under ``also`` is a known variant (LK601). One that is near a name, letter by
    letter or by its sounds, and is no name that the letter knows, is probably a slip (LK602), or another spelling of a
    place (LK608). Quotations keep their own spelling, and so do e-mail addresses; other people keep their names, which
    their given names, titles and the campaign tell apart.
    """
    known = known_to(subject.letter, subject.language)
    variants = _variants(subject.letter, known)
    pattern = _pattern(variants)
    shown = [passage for passage in subject.everything if passage.part != "reference"]
    texts = [(passage, readable(passage.text)) for passage in shown]
    others = {other for _, text in texts for other in _other_people(words_in(text, subject.language), known, subject)}
    declared = {found for _, text in texts for found in _declared(text, known)}
    for passage, text in texts:
        listed = list(_listed(text, pattern, variants))
        taken = [(slip.start, slip.end) for slip in listed]
        near = list(_near_names(text, known, subject, frozenset(others), frozenset(declared)))
        for slip in (*listed, *(slip for slip in near if not any(slip.start < e and s < slip.end for s, e in taken))):
            if not is_ours(subject, passage, slip.start):
                mark = _place(subject, passage, slip.start, slip.end)
                yield Problem(slip.code, slip.message, mark, slip.hint, Severity.WARNING)


def _place(subject: Subject, passage: Passage, start: int, end: int) -> Mark | None:
    dear = subject.letter.target.dear
    if passage.part in ("salutation", "close") and not subject.edited and dear:
        return dear.first.mark
    return subject.place(passage, start, end)


# Known variants


def _variants(letter: Letter, known: Known) -> dict[str, str]:
    """Spellings that the campaign lists as other ones, and what the letter writes instead."""
    found: dict[str, str] = {}
    for person in known.people:
        if person.withheld:
            continue
        own = (*person.given, *person.surnames)
        for variant in person.also:
            found[variant] = person.name
            for word in (word[0] for word in WORD.finditer(variant) if len(word[0]) > 2):
                found.setdefault(word, min(own, key=lambda name: apart(word, name)))
    for body in known.bodies:
        for variant in body.also:
            found[variant] = body.short if body.short and " " not in variant else body.name
        for short in body.shorts:
            if is_abbreviation(short) and short != body.short:
                found.setdefault(short, body.short)
    for group in groups(letter):
        noun = plain(str(group.noun.within(letter.language) or group.noun.first))
        found.update((plain(variant), noun) for variant in group.also)
    right = {name.casefold() for person in known.people for name in (person.name, *person.given, *person.surnames)}
    right |= {name.casefold() for body in known.bodies for name in (body.name, body.short)}
    return {variant: name for variant, name in found.items() if variant.casefold() not in right}


def _pattern(variants: Mapping[str, str]) -> re.Pattern[str] | None:
    """Names of several words in any case; single words as they are written and in capitals."""
    parts = []
    for variant in sorted(variants, key=len, reverse=True):
        words = " +".join(map(re.escape, variant.split()))
        single = re.escape(variant) if variant.isupper() else f"{words}|{re.escape(variant.upper())}"
        parts.append(f"(?i:{words})" if " " in variant else single)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _listed(text: str, pattern: re.Pattern[str] | None, variants: Mapping[str, str]) -> Iterator[_Slip]:
    by_folded = {" ".join(variant.casefold().split()): name for variant, name in variants.items()}
    for found in pattern.finditer(text) if pattern else ():
        name = by_folded[" ".join(found[0].casefold().split())]
        message = f"'{found[0]}' is another spelling of '{name}'"
        hint = f"write '{name}', as the campaign does; '{found[0]}' is listed under 'also:'"
        yield _Slip("LK601", found.start(), found.end(), message, hint)


# Unknown near-variants


def _near_names(
    text: str, known: Known, subject: Subject, others: frozenset[str], declared: frozenset[str]
) -> Iterator[_Slip]:
    phrases = list(_near_phrases(text, known))
    yield from phrases
    for word in words_in(text, subject.language):
        if any(slip.start < word.end and word.start < slip.end for slip in phrases):
            continue
        for part in (word, *word.parts()):
            if known.is_right(part.text):
                break
            slip = _near_word(part, text, known, subject, others, declared)
            if slip:
                yield slip
                break


def _near_word(
    word: Word, text: str, known: Known, subject: Subject, others: frozenset[str], declared: frozenset[str]
) -> _Slip | None:
    if not word.text[0].isupper() or len(word.text) < 3:
        return None
    if is_abbreviation(word.text) and word.text not in subject.language.data["familiar"]:
        body = None if word.text in declared else _meant_body(word, text, known)
        if body:
            message = f"'{word.text}' seems to mean '{body.short}', {body.name}"
            hint = f"write '{body.short}'; if it is another organisation, write its name in full before '({word.text})'"
            return _Slip("LK602", word.start, word.end, message, hint)
    people = [] if word.text.casefold() in others else list(_meant_people(word, known, subject))
    places = list(_meant_places(word, known))
    if places and (not people or min(places)[0] < min(people, key=lambda meant: meant[0])[0]):
        name = min(places)[1]
        message = f"'{word.text}' and '{name}' seem to be one place"
        return _Slip("LK608", word.start, word.end, message, f"write '{name}', as the campaign does")
    if people:
        _, name, person = min(people, key=lambda meant: meant[0])
        message = f"'{word.text}' seems to be '{name}' ({person.name})"
        hint = f"write '{name}', as the campaign does; if it is somebody else, write the given name before it"
        if person.withheld:
            hint = "take the name out: the person has not agreed to be named"
        return _Slip("LK602", word.start, word.end, message, hint)
    return None


def _meant_people(word: Word, known: Known, subject: Subject) -> Iterator[tuple[int, str, Someone]]:
    """The people whom a word could mean: edits, the word of the name, the person."""
    if word.text.casefold() in known.ordinary and not word.before:
        return
    for person in known.people:
        context = _context(word, person, known, subject)
        for surname in person.surnames if context else ():
            edits = apart(word.text, surname)
            form = is_form(word.text, surname) and edits > 0
            if edits <= _allowed(surname, context) and (not form or _is_of(word, person, subject)):
                if edits and word.opens and len(surname) < 7 and context == "alone":
                    continue
                yield edits, surname, person
        if any(apart(word.after, surname) <= 1 for surname in person.surnames if word.after):
            for given in person.given:
                edits = apart(word.text, given)
                if edits <= _allowed(given, "named") and not (edits and is_form(word.text, given)):
                    yield edits, given, person


def _context(word: Word, person: Someone, known: Known, subject: Subject) -> str:
    """How a word stands that could be a person's surname.

    ``named``: by the given name, a title or an office; ``alone``; "" when it is somebody else's by the given name
    before it, or part of another name.
    """
    beside = (*word.leading, word.after)
    if any(_is_given(name, person) for name in beside if name):
        return "named"
    if word.before:
        if _introduces(word.before, known, subject):
            return "named"
        if not (word.before_opens and word.before.casefold() in known.ordinary):
            return ""
    if word.after and not (known.is_right(word.after) or word.after.casefold() in known.ordinary):
        return ""
    return "placed" if word.previous.casefold() in subject.language.data["prepositions"] else "alone"


def _is_given(name: str, person: Someone) -> bool:
    return any(apart(name, given) <= (1 if len(given) > 4 else 0) for given in person.given)


def _introduces(word: str, known: Known, subject: Subject) -> bool:
    """Whether a word before a name is a title or an office, and no name of a person."""
    names = {name.casefold() for person in known.people for name in (*person.given, *person.surnames)}
    return word.casefold() in _forms_of_address(subject) or (known.is_right(word) and word.casefold() not in names)


def _forms_of_address(subject: Subject) -> frozenset[str]:
    data = subject.language.data
    lists = (*data["titles"].values(), *data["forms-of-address"].values())
    return frozenset(word.casefold() for words in lists for word in words)


def _allowed(name: str, context: str) -> int:
    """How many edits can part a slip from a name: the fewer, the shorter the name and the less stands beside it."""
    size = len(folded(name))
    if context == "named":
        return 3 if size > 10 else 2 if size > 6 else 1 if size > 3 else -1
    if context == "placed":
        return 0 if size > 4 else -1
    return 2 if size > 8 else 1 if size > 4 else 0 if size > 3 else -1


def _is_of(word: Word, person: Someone, subject: Subject) -> bool:
    """Whether the ending of a name ("Omarova") cannot be that of a relative: the rest says that it is the person."""
    titles = subject.language.data["titles"].get(person.gender or "", ())
    by_title = word.before.casefold() in {title.casefold() for title in titles}
    return by_title or any(name.casefold() in map(str.casefold, person.given) for name in word.leading)


def _other_people(words: tuple[Word, ...], known: Known, subject: Subject) -> Iterator[str]:
    """The surnames, in lower case, of those who are introduced by a given name that nobody known has."""
    for word in words:
        if not word.before or known.is_right(word.text) or not word.text[0].isupper():
            continue
        if all(not _context(word, person, known, subject) for person in known.people):
            yield word.text.casefold()


def _meant_places(word: Word, known: Known) -> Iterator[tuple[int, str]]:
    if word.text.casefold() in known.ordinary or len(word.text) < 4:
        return
    for name in known.places:
        edits = apart(word.text, name)
        size = len(folded(name))
        allowed = 2 if size > 8 else 1 if size > 5 else 0
        if edits <= allowed and size > 3 and not (edits and (is_form(word.text, name) or (word.opens and size < 7))):
            yield edits, name


# Organisations


def _declared(text: str, known: Known) -> Iterator[str]:
    """Abbreviations that stand in parentheses after a name of their own, which is none of a known organisation."""
    for found in re.finditer(r"\(([^\W\d_][\w\-]+)\)", text):
        before = text[: found.start()].rstrip()
        words = [word[0] for word in WORD.finditer(before[-120:])][-10:]
        named = any(before.casefold().endswith(name.casefold()) for body in known.bodies for name in body.names)
        if not named and any(word[0] == found[1][0] for word in words if word[0].isupper()):
            yield found[1]


def _meant_body(word: Word, text: str, known: Known) -> Body | None:
    """The organisation that an unknown abbreviation seems to mean.

    It is near the short one, or near the initials of the name in some language; or the name itself stands before it.
    """
    before = text[: word.start].casefold()
    if before.endswith("("):
        named = before[:-1].rstrip()
        for body in known.bodies:
            if body.short and any(named.endswith(name.casefold()) for name in body.names):
                return body
    for body in known.bodies:
        if is_abbreviation(body.short) and _is_near_short(word.text, body.short):
            return body
    for body in known.bodies:
        if body.own and is_abbreviation(body.short):
            for initials in filter(None, map(_initials, body.names)):
                if _apart_capitals(word.text, initials) <= (1 if len(initials) > 4 else 0):
                    return body
    return None


def _initials(name: str) -> str:
    words = [word[0] for word in WORD.finditer(name) if len(word[0]) > 3 or word[0][0].isupper()]
    return "".join(word[0].upper() for word in words) if len(words) > 3 else ""


def _apart_capitals(written: str, short: str) -> int:
    """The edits between two abbreviations, whose letters stand for words and not for sounds."""
    return OSA.distance(folded(written), folded(short))


def _is_near_short(written: str, short: str) -> bool:
    one, other = folded(written), folded(short)
    if one == other:
        return True
    edits = _apart_capitals(written, short)
    if len(other) > 4:
        return edits == 1 and len(one) > 3
    return edits == 1 and (sorted(one) == sorted(other) or (len(other) == 4 and len(one) in (3, 5)))


def _near_phrases(text: str, known: Known) -> Iterator[_Slip]:
    """Names of organisations with a word misspelt, or with other small words between."""
    right = sorted({name for body in known.bodies for name in (*body.names, *body.also) if " " in name}, key=len)
    exact = re.compile("|".join(" +".join(map(re.escape, name.split())) for name in reversed(right)), re.IGNORECASE)
    masked = exact.sub(lambda found: "\n" * len(found[0]), text) if right else text
    words = [found for found in WORD.finditer(masked) if len(found[0]) > 3]
    ended = -1
    for at, first in enumerate(words):
        for body in known.bodies:
            parts = [word[0] for word in WORD.finditer(body.name) if len(word[0]) > 3]
            window = words[at : at + len(parts)]
            if first.start() > ended and _is_near_phrase(parts, window, masked, known):
                ended = window[-1].end()
                written = masked[first.start() : ended]
                message = f"'{written}' seems to be '{body.name}'"
                hint = f"write '{body.name}', as the campaign does" if body.own else f"write '{body.name}'"
                yield _Slip("LK602", first.start(), ended, message, hint)


def _is_near_phrase(parts: list[str], window: list[re.Match[str]], text: str, known: Known) -> bool:
    if len(parts) < 2 or len(window) < len(parts):
        return False
    slips = 0
    for name, found in zip(parts, window, strict=True):
        written = found[0]
        if written.casefold() == name.casefold():
            continue
        slips += 1
        edits = apart(written, name)
        capitals = name[0].isupper()
        if slips > len(parts) // 2 or len(name) < 5 or edits > (1 if len(name) < 8 else 2):
            return False
        if written[0].isupper() != capitals or (not capitals and written.casefold() in known.ordinary):
            return False
        if len(parts) == 2 and is_form(written, name):
            return False
    capitals = parts[0][0].isupper() and window[0][0][0].isupper()
    if len(parts) == 2 and not capitals:
        return False
    if not slips and not (capitals and len(parts) > 2 and window[-1][0][0].isupper()):
        return False
    between = text[window[0].start() : window[-1].end()]
    return re.fullmatch(r"[\w' &\-]+", between) is not None and (slips > 0 or len(between.split()) <= len(parts) + 6)


# The campaign's own entries


def entries_differ(subject: Subject) -> Iterator[Problem]:
    """No two entries are one person or organisation in two spellings (LK607), and no two places one (LK608)."""
    known = known_to(subject.letter, subject.language)
    own = subject.letter.campaign.texts
    for one, other in combinations(known.people, 2):
        if _is_same_person(one, other):
            yield _twice(one.name, other.name, one.mark, other.mark, own, "person")
    for body, twin in combinations((body for body in known.bodies if body.own), 2):
        if _is_same_body(body, twin):
            yield _twice(body.name, twin.name, body.mark, twin.mark, own, "organisation")
    places: dict[str, Mark | None] = {}
    for place, mark in placed(subject.letter):
        places.setdefault(place, mark)
    for (first, _), (second, mark) in combinations(places.items(), 2):
        if _is_same_place(first, second):
            message = f"'{second}' and '{first}' seem to be one place"
            yield Problem("LK608", message, mark, f"write '{first}' in both places", Severity.WARNING)


def _twice(one: str, other: str, first: Mark | None, second: Mark | None, own: Mapping[str, str], what: str) -> Problem:
    at = second if second and second.file in own else first
    hint = "write the name alike in both entries, and keep the other spelling under 'also:'"
    return Problem("LK607", f"'{one}' and '{other}' seem to be one {what}", at, hint, Severity.WARNING)


def _is_same_person(one: Someone, other: Someone) -> bool:
    if folded(one.name) == folded(other.name) and one.name.casefold() == other.name.casefold():
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    listed = {name.casefold() for name in other.also}, {name.casefold() for name in one.also}
    if one.name.casefold() in listed[0] or other.name.casefold() in listed[1]:
        return True
    return _are_alike(one.surnames, other.surnames, 1) and _are_alike(one.given, other.given, 1)


def _are_alike(ones: tuple[str, ...], others: tuple[str, ...], edits: int) -> bool:
    """Whether the words of two names are the same, or each near its fellow; names without words are not."""
    if not ones or len(ones) != len(others):
        return False
    return all(
        apart(one, other) <= min(edits, _allowed(other, "alone")) and not (apart(one, other) and is_form(one, other))
        for one, other in zip(ones, others, strict=True)
    )


def _is_same_body(one: Body, other: Body) -> bool:
    words = [
        tuple(word[0].casefold() for word in WORD.finditer(name) if len(word[0]) > 3) for name in (one.name, other.name)
    ]
    if {one.name, one.short} & set(other.also) - {""} or {other.name, other.short} & set(one.also) - {""}:
        return True
    same = len(words[0]) == len(words[1]) > 1 and one.name.casefold() != other.name.casefold()
    differing = [pair for pair in zip(*words, strict=False) if pair[0] != pair[1]]
    return (
        same
        and len(differing) <= len(words[0]) // 2
        and all(len(name) > 4 and apart(written, name) <= 1 for written, name in differing)
    )


def _is_same_place(one: str, other: str) -> bool:
    edits, size = apart(one, other), min(len(folded(one)), len(folded(other)))
    return (
        one.casefold() != other.casefold() and edits <= (1 if size > 5 else 0) and not (edits and is_form(one, other))
    )


CHECKS = (names_have_one_spelling, entries_differ)
