"""Names: one spelling a letter for every person and place it names."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.names.organisations import listed_slip, names_to_find, near_phrases
from letterkit.checks.wording.crowd import crowd_of, is_given
from letterkit.checks.wording.tokens import BareWord, TextSlip, readable, reported, shown, words_in
from letterkit.drafts.document import Document
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import apart, folded, is_form, plain
from letterkit.letter.names import Someone


def names_have_one_spelling(document: Document) -> Iterator[Problem]:
    """Whatever person or place a letter names, it spells as the campaign does.

    A spelling that the campaign lists under ``also`` is a known variant (LK601). One that is near a name, letter by
    letter or by its sounds, and is no name that the letter knows, is probably a slip (LK602), or another spelling of a
    place (LK608). Quotations keep their own spelling, and so do e-mail addresses; other people keep their names, which
    their given names, titles and the campaign tell apart.
    """
    texts = [(passage, readable(passage.text)) for passage in shown(document)]
    names = names_to_find(document)
    words = [words_in(text, document.language) for _, text in texts]
    others = frozenset(other for each in words for other in _other_people(each, document))
    for (passage, text), each in zip(texts, words, strict=True):
        phrases = near_phrases(text, names, document.known)
        street = passage.part == "address" and any(map(str.isdigit, text))  # called like anybody
        slips = (slip for word in each for slip in _slips(word, document, others) if not street or slip.code != "LK602")
        yield from reported(document, passage, (slip for slip in slips if not any(map(slip.overlaps, phrases))))


def _slips(word: BareWord, document: Document, others: frozenset[str]) -> Iterator[TextSlip]:
    """What is wrong with a word, or else with one of the parts that hyphens join in it."""
    for part in (word, *word.parts()):
        if document.known.is_right(part.text):
            return
        if part.text[0].isupper() and len(part.text) > 2 and (slip := _slip(part, document, others)):
            yield slip
            return


def _slip(word: BareWord, document: Document, others: frozenset[str]) -> TextSlip | None:
    people = [] if word.text.casefold() in others else list(_meant_people(word, document))
    places = list(_meant_places(word, document))
    if any(name == word.text for _, name in places):
        return None
    nearest = min((edits for edits, _, _ in people), default=None)
    if places and (nearest is None or min(places)[0] < nearest):
        name = min(places)[1]
        message = f"'{word.text}' and '{name}' seem to be one place"
        return TextSlip("LK608", word.start, word.end, message, f"write '{name}', as the campaign does")
    if not people:
        return None
    edits, name, person = min(people, key=lambda meant: meant[0])
    if edits < 0:
        return listed_slip(word.text, word.start, word.end, name)
    otherwise = "say so in a comment" if name in person.given else "write the full name"
    hint = f"write '{name}', as the campaign does; if it is somebody else, {otherwise}"
    return TextSlip("LK602", word.start, word.end, f"'{word.text}' seems to be '{name}' ({person.name})", hint)


# People


def _meant_people(word: BareWord, document: Document) -> Iterator[tuple[int, str, Someone]]:
    """The people whom a word could mean: edits (less than 0 for a listed variant), the word of the name, the person."""
    if word.text.casefold() in document.known.ordinary and not word.before:
        return
    # That those withheld are named at all, in whatever spelling, is for the check of consent.
    for person in crowd_of(document.campaign, document.known).near(word.text, word.after):
        context = _context(word, person, document)
        if context:
            yield from _meant_surnames(word, person, context, document)
        if word.after and (word.after in person.given or any(apart(word.after, name) <= 1 for name in person.surnames)):
            yield from _meant_given(word, person)


def _meant_surnames(
    word: BareWord, person: Someone, context: str, document: Document
) -> Iterator[tuple[int, str, Someone]]:
    """As a listed variant, or as one of the surnames misspelt, as far as what stands around a word allows it."""
    if word.text.casefold() in person.variants:
        yield -1, min((*person.surnames, *person.given), key=lambda name: apart(word.text, name)), person
    for surname in person.surnames:
        edits = apart(word.text, surname)
        relative = edits > 0 and is_form(word.text, surname) and not _is_of(word, person, document)
        ordinary = edits > 0 and word.opens and context == "alone" and len(surname) < 7
        if edits <= allowed(surname, context) and not relative and not ordinary:
            yield edits, surname, person


def _meant_given(word: BareWord, person: Someone) -> Iterator[tuple[int, str, Someone]]:
    """As one of the given names misspelt, before the rest of the name."""
    for given in person.given:
        edits = apart(word.text, given)
        namesake = folded(word.text).removesuffix("a") == folded(given).removesuffix("a")
        if edits <= allowed(given, "named") and not (edits and namesake):
            yield edits, given, person


def _context(word: BareWord, person: Someone, document: Document) -> str:
    """How a word stands that could be a person's surname.

    ``named``: by the given name, a title or an office; ``placed``: behind a preposition of place; ``alone``; "" when it
    is somebody else's by the given name before it, or part of another name.
    """
    return "named" if any(is_given(name, person) for name in _around(word)) else _standing(word, document)


def _around(word: BareWord) -> tuple[str, ...]:
    """The words beside a word that can be a given name."""
    return tuple(name for name in (*word.leading, word.after) if name)


def _standing(word: BareWord, document: Document) -> str:
    """How a word stands that is beside nobody's given name, as `_context` tells it."""
    known = document.known
    if word.text.isupper() and (word.before.isupper() or word.after.isupper()):
        return "alone"  # in words all of capitals, a capital tells nothing
    if word.before:
        if _introduces(word.before, document):
            return "named"
        if not (word.before_opens and word.before.casefold() in known.ordinary):
            return ""
    if word.after and not (known.is_right(word.after) or word.after.casefold() in known.ordinary):
        return ""
    return "placed" if word.previous.casefold() in document.language.writing.prepositions else "alone"


def _introduces(word: str, document: Document) -> bool:
    """Whether a word before a name is a title, an office or the like, and no name of a person."""
    return document.known.is_right(word) and word.casefold() not in document.known.of_people


def allowed(name: str, context: str) -> int:
    """How many edits can part a slip from a name: the fewer, the shorter the name and the less stands beside it."""
    size = len(folded(name))
    if context == "named":
        return 3 if size > 10 else 2 if size > 6 else 1 if size > 3 else -1
    if context == "placed":
        return 0 if size > 4 else -1
    return 2 if size > 8 else 1 if size > 4 else 0 if size > 3 else -1


def _is_of(word: BareWord, person: Someone, document: Document) -> bool:
    """Whether a name with another ending ("Omarova") is no relative's, as the title or the given name tell."""
    titles = document.language.checking.titles_of(person.gender)
    by_title = word.before.casefold() in {title.casefold() for title in titles}
    return by_title or any(name.casefold() in map(str.casefold, person.given) for name in word.leading)


def _other_people(words: tuple[BareWord, ...], document: Document) -> Iterator[str]:
    """The surnames, in lower case, of those who are introduced by a given name that nobody known has."""
    for word in words:
        if not word.before or document.known.is_right(word.text) or not word.text[0].isupper():
            continue
        crowd = crowd_of(document.campaign, document.known)
        if not _standing(word, document) and not any(map(crowd.has_given, _around(word))):
            yield word.text.casefold()


# Places


def _is_of_people(word: str, place: str, of_the_country: bool) -> bool:
    """Whether a word is what the people of a place are called: "Philippine", of the Philippines; "Honduran"."""
    return (len(place) > 8 and place == f"{word}s") or (of_the_country and word[:-1] == place[:-1])


def _meant_places(word: BareWord, document: Document) -> Iterator[tuple[int, str]]:
    """The places that a word could mean: edits, and the name.

    The name of a country with another end is what its people are called: "Honduran" is no slip of "Honduras".
    """
    known, country = document.known, plain(document.language.country(str(document.campaign.country)))
    if word.text.casefold() in known.ordinary:
        return
    for name in known.places:
        edits, size = apart(word.text, name), len(folded(name))
        another = is_form(word.text, name) or (word.opens and size < 7) or abs(len(word.text) - len(name)) > 1
        another = another or _is_of_people(folded(word.text), folded(name), name == country)
        if size > 3 and edits <= (2 if size > 8 else 1 if size > 5 else 0) and not (edits and another):
            yield edits, name
