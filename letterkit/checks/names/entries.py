"""Entries: everyone and everything that a campaign names has one entry, in one spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import TypeVar

from letterkit.checks.names.names import allowed
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Location, Problem
from letterkit.language.spelling import apart, exchanged, folded, is_form, plain, sounds
from letterkit.language.towns import towns_of
from letterkit.letter.names import Body, Someone, placed, places_named, telling_words
from letterkit.schema.campaign import Campaign, Person, Target
from letterkit.schema.courtesy import courtesy_of, courtesy_titles

T = TypeVar("T")

_MOST = 50
"""Pairs of one kind that are told one by one; more are not read."""

_FEW = 8
"""So many are compared each with each, which costs less than telling them apart first."""

_WORDS = re.compile(r"[^\W\d_]+")

# What tells apart those who are called alike on purpose: "Witness 1" and "Witness 2", "Ali B. Khan" and "Ali D. Khan".
_TELLING = re.compile(r"\d+|\b[^\W\d_]\b")

_FOUND: Kept[tuple[Problem, ...]] = Kept()


def entries_differ(document: Document) -> Iterator[Problem]:
    """No two entries are one person or organisation in two spellings (LK607), and no two places one (LK608)."""
    yield from _FOUND.of(document.campaign, Same(document.known), lambda: tuple(_alike_entries(document)))


def _alike_entries(document: Document) -> Iterator[Problem]:
    known, campaign = document.known, document.campaign
    people = _pairs(known.people, ((_spellings,), (_turned,), (_surnames, _given)), _is_same_person)
    yield from _told("LK607", "person", map(_named, people), campaign)
    yield from _called_alike(document)
    yield from _more_than_a_name(document)
    yield from _abbreviated_alike(document)
    bodies = _pairs([body for body in known.bodies if body.own], ((_spellings,), (_words,)), _is_same_body)
    yield from _told("LK607", "organisation", map(_named, bodies), campaign)
    yield from _bodies_called_alike(document)
    yield from _nearly_listed(document)
    places: dict[str, Location | None] = {}
    for place, location in placed(campaign, document.language):
        places.setdefault(place, location)
    same = [*_pairs(tuple(places), ((_near_word,),), _is_same_place), *_joined_otherwise(document, places)]
    yield from _told("LK608", "place", _at_the_slip(same, places, campaign), campaign)


def _at_the_slip(
    pairs: Iterable[tuple[str, str]], places: dict[str, Location | None], campaign: Campaign
) -> Iterator[tuple[Named, Named]]:
    """Pairs of places with where they stand: of one that is a town of the country and one that is none, the latter."""
    towns = towns_of(str(campaign.country))
    for pair in pairs:
        strange = [name for name in pair if not towns.has(folded(name))]
        told = {name: places[name] for name in (strange if len(strange) == 1 else pair)}
        one, other = ((name, told.get(name)) for name in pair)
        yield one, other


def _nearly_listed(document: Document) -> Iterator[Problem]:
    """Companies written to whose name is nearly that of an organisation of the campaign (LK602)."""
    own = [body for body in document.known.bodies if body.own]
    right = {name.casefold() for body in own for name in (*body.names, *body.shorts, *body.also)}
    for target in document.campaign.targets.values():
        name = target.of.first if target.of and target.is_ == "company" else None
        if name is None or plain(str(name)).casefold() in right:
            continue
        words = _WORDS.findall(plain(str(name)).casefold())
        near = (body for body in own if _is_a_slip(words, _WORDS.findall(body.name.casefold())))
        if body := next(near, None):
            message = f"'{name}' seems to be '{body.name}'"
            yield Problem("LK602", message, name.location, f"write '{body.name}'")


def _is_a_slip(words: Sequence[str], right: Sequence[str]) -> bool:
    """Whether words are those of a name, but for one that is some letters apart."""
    if len(words) != len(right) or len(right) < 2:
        return False
    differing = [(word, other) for word, other in zip(words, right, strict=True) if word != other]
    once = len(differing) == 1 and apart(*differing[0]) <= max(1, len(differing[0][1]) // 3)
    return once or (len(differing) == 2 < len(right) and all(apart(*pair) == 1 for pair in differing))


def _joined_otherwise(document: Document, places: dict[str, Location | None]) -> Iterator[tuple[str, str]]:
    """Places of several words that differ in hyphens, gaps and accents alone: "Fort Portal" and "Fort-Portal"."""
    spelt: dict[str, str] = {}
    for name, location in places_named(document.campaign, document.language):
        first = spelt.setdefault("".join(filter(str.isalpha, folded(name))).casefold(), name)
        if first.casefold() != name.casefold() and not {first, name} <= places.keys():
            places[first], places[name] = places.get(first), location
            yield first, name


def _called_alike(document: Document) -> Iterator[Problem]:
    """People of whom two entries have the very same name, and no office that tells them apart (LK607).

    Where the two are a man and a woman, one of the names is hardly right.
    """
    called: dict[str, Person] = {}
    for person in document.campaign.people.values():
        if not isinstance(person, Person) or person.name is None:
            continue
        first = called.setdefault(str(person.name.first).casefold(), person)
        if first is person:
            continue
        if first.gender != person.gender and first.gender and person.gender:
            message = "two entries have the same name, one of them of a man and the other of a woman"
            yield Problem("LK607", message, person.name.location, "correct one of the names, or 'gender:'")
        elif not (_offices(first) and _offices(person) and _offices(first) != _offices(person)):
            message = "two entries have the same name, gender and office"
            hint = "make one entry of them; if they are two people, say under 'office:' and 'of:' what tells them apart"
            yield Problem("LK607", message, person.name.location, hint, Severity.WARNING)


def _bodies_called_alike(document: Document) -> Iterator[Problem]:
    """Organisations of the campaign of which two have one name, but for small words in it (LK607)."""
    small = frozenset(map(str, document.language.checking.function_words or ()))
    called: dict[tuple[str, ...], str] = {}
    for key, body in document.campaign.organisations.items():
        name = body.name.within(document.language.code) or body.name.first
        words = tuple(word for word in _WORDS.findall(plain(str(name)).casefold()) if word not in small)
        first = called.setdefault(words, str(key))
        if first != key and words:
            message = f"'{first}' and '{key}' have one name: '{name}'"
            hint = "make one entry of them; if they are two organisations, write what tells them apart into the names"
            yield Problem("LK607", message, name.location, hint, Severity.WARNING)


def _more_than_a_name(document: Document) -> Iterator[Problem]:
    """Each person's name is the name of one person, and nothing else, a Mr or Mme among it (LK619)."""
    everybody = (*document.campaign.people.values(), *document.campaign.targets.values())
    titles = courtesy_titles(document.library, document.language.code)
    for one in everybody:
        name = one.name.first if isinstance(one, Person | Target) and one.name else None
        if name is not None and (found := courtesy_of(name, titles)):
            message = f"'{found[0]}' is no part of a name"
            said = "" if one.gender else f", and add 'gender: {found[1]}'"
            hint = f"write 'name: {found[2]}'{said}: letters put the title where it is due"
            yield Problem("LK619", message, name.location, hint, Severity.WARNING)
    joining = {str(document.language.writing.conjunction), "&", "+", "/", ";"}
    for person in document.campaign.people.values():
        if not isinstance(person, Person) or person.name is None:
            continue
        for name in person.name.languages.values():
            if joining.intersection(re.findall(r"[^\W\d_]+|[&+/;]", str(name))):
                message, hint = "this seems to name several people", "give each an entry, with their own 'publish:'"
            elif re.search(r"[\d()\[\]]", name) and not re.fullmatch(r"[^\W\d_]+ \d+", name):
                message, hint = "this seems to say more than a name", "leave only the name; say the rest by other keys"
            else:
                continue
            yield Problem("LK619", message, name.location, hint, Severity.WARNING)


def _abbreviated_alike(document: Document) -> Iterator[Problem]:
    """Two organisations with one abbreviation (LK612)."""
    shorts: dict[str, Body] = {}
    for body in (body for body in document.known.bodies if body.own and body.short):
        first_body = shorts.setdefault(body.short, body)
        if first_body.name != body.name:
            message = f"'{body.short}' stands for '{first_body.name}' and for '{body.name}'"
            places = (one.location for one in (body, first_body) if one.location)
            place = next((one for one in places if one.file in document.campaign.texts), None)
            hint = "give one of them another 'short:', or none"
            yield Problem("LK612", message, place, hint, Severity.WARNING)


def _offices(person: Person) -> frozenset[tuple[str, str]]:
    """What a person is or was, and where."""
    return frozenset((str(office.office.first), str(office.of)) for office in person.offices)


# What is told

_HINTS = {
    "LK607": "write the name alike in both entries, and keep the other spelling under 'also:'",
    "LK608": "write one of them in both places",
}

Named = tuple[str, Location | None]


def _named(pair: tuple[Someone, Someone] | tuple[Body, Body]) -> tuple[Named, Named]:
    one, other = pair
    return (one.name, one.location), (other.name, other.location)


def _told(code: str, what: str, pairs: Iterable[tuple[Named, Named]], campaign: Campaign) -> Iterator[Problem]:
    """Pairs of names that seem to be one, each at the later of them in the campaign's files."""
    for at, (one, other) in enumerate(islice(pairs, _MOST + 1)):
        if at == _MOST:
            message = f"more than {_MOST} pairs of names seem to be one {what} each; further ones are not told"
            hint = "mend these first, and check again"
            yield Problem(code, message, campaign.location, hint, Severity.WARNING)
            return
        names = " and ".join(f"'{name}'" for name in sorted((one[0], other[0])))
        marks = [location for _, location in (one, other) if location and location.file in campaign.texts]
        message = f"{names} seem to be one {what}"
        yield Problem(code, message, max(marks, default=None), _HINTS[code], Severity.WARNING)


# Who is compared with whom

Keys = Callable[[T], Iterable[Hashable]]


def _pairs(
    things: Sequence[T], ways: Sequence[Sequence[Keys[T]]], is_same: Callable[[T, T], bool]
) -> Iterator[tuple[T, T]]:
    """The pairs of ``things`` that are the same, each once.

    Two that are the same share a key of each function of one of the ``ways``; so of a long list not everything is
    compared with everything.
    """
    seen: set[tuple[int, int]] = set()
    for way in ways:
        for group in _groups(range(len(things)), [_by_place(keys, things) for keys in way]):
            for pair in combinations(group, 2):
                if pair not in seen:
                    seen.add(pair)
                    if is_same(things[pair[0]], things[pair[1]]):
                        yield things[pair[0]], things[pair[1]]


def _by_place(keys: Keys[T], things: Sequence[T]) -> Keys[int]:
    return lambda place: keys(things[place])


def _groups(things: Sequence[T], way: Sequence[Keys[T]]) -> Iterator[Sequence[T]]:
    if len(things) <= _FEW or not way:
        yield things
        return
    groups: dict[Hashable, list[T]] = {}
    for thing in things:
        for key in dict.fromkeys(way[0](thing)):
            groups.setdefault(key, []).append(thing)
    for group in groups.values():
        if len(group) > 1:
            yield from _groups(group, way[1:])


def _near_word(word: str) -> Iterator[str]:
    """Keys of a word: two words that are at most one edit `apart` share one.

    Of two spellings an edit apart, taking a letter out of the one or of both makes them the same.
    """
    for spelling in {folded(word), *sounds(word)}:
        yield spelling
        yield from (spelling[:at] + spelling[at + 1 :] for at in range(len(spelling)))


def _near_words(words: Sequence[str]) -> Iterator[Hashable]:
    """Keys of words: two rows of as many words, the first at most one edit apart, share one."""
    return ((len(words), key) for key in (_near_word(words[0]) if words else ()))


def _surnames(one: Someone) -> Iterator[Hashable]:
    return _near_words(one.surnames)


def _given(one: Someone) -> Iterator[Hashable]:
    return _near_words(one.given)


def _words(one: Body) -> Iterator[Hashable]:
    return _near_words(telling_words(one.name.casefold()))


def _turned(one: Someone) -> Iterator[Hashable]:
    """The words of a name, in whatever order: "Kim Jong-su" and "Jong-su Kim"."""
    yield tuple(sorted(one.name.casefold().replace(",", " ").split()))


def _spellings(one: Someone | Body) -> tuple[str, ...]:
    short = (one.short,) if isinstance(one, Body) else ()
    return tuple(name.casefold() for name in (one.name, *short, *one.also) if name)


# Who is the same


def _is_same_person(one: Someone, other: Someone) -> bool:
    if one.name.casefold() == other.name.casefold() or (one.gender and other.gender and one.gender != other.gender):
        return False
    if one.name.casefold() in map(str.casefold, other.also) or other.name.casefold() in map(str.casefold, one.also):
        return True
    if _told_apart(one.name, other.name):
        return False
    if tuple(_turned(one)) == tuple(_turned(other)):
        return True
    return _are_alike(one.surnames, other.surnames) and _are_alike(one.given, other.given)


def _told_apart(one: str, other: str) -> bool:
    """Whether the figures and single letters of two names differ, where both have some."""
    tells, others = (_TELLING.findall(name.casefold()) for name in (one, other))
    return bool(tells and others) and tells != others


def _are_alike(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether the words of two names are the same, or each at most an edit from its fellow."""
    return bool(ones) and len(ones) == len(others) and all(map(_is_alike, ones, others))


def _is_alike(one: str, other: str) -> bool:
    edits = apart(one, other)
    if one == other or exchanged(one, other):
        return True
    return edits <= min(1, allowed(other, "alone")) and not (edits and is_form(one, other))


def _is_same_body(one: Body, other: Body) -> bool:
    if {one.name, one.short} & set(other.also) or {other.name, other.short} & set(one.also):
        return True
    words, others = telling_words(one.name.casefold()), telling_words(other.name.casefold())
    differing = [(word, fellow) for word, fellow in zip(words, others, strict=False) if word != fellow]
    alike = len(words) == len(others) > 1 and 0 < len(differing) <= len(words) // 2
    alike = alike and not _told_apart(one.name, other.name)
    return alike and all(len(fellow) > 4 and apart(word, fellow) <= 1 for word, fellow in differing)


def _is_same_place(one: str, other: str) -> bool:
    edits, size = apart(one, other), min(len(folded(one)), len(folded(other)))
    if exchanged(one, other):
        return True
    return one.casefold() != other.casefold() and edits <= (size > 5) and not (edits and is_form(one, other))
