"""Somebody who is not named is not told by whose relative they are either, where that is somebody who is named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from letterkit.checks.ledger.sentences.cast import cast_of
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.words.lexicon import Lexicon, lexicon
from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Location, Problem
from letterkit.language.spelling import plain
from letterkit.language.words import key_of
from letterkit.letter.letter import Letter
from letterkit.schema.campaign import Campaign, Office, Person

_NEAR = 3
"""So many small words can stand between a relative and whose it is: "the wife of the late X"."""
_HINT = "leave out whose relative it is: 'of:' of their record, or the words of a text"


class _Relative(NamedTuple):
    """Where a sentence speaks of a relative, and the key of the person whose it says that it is."""

    start: int
    end: int
    whose: str


def relation_tells(document: Document) -> Iterator[Problem]:
    """No sentence tells of somebody withheld that it is a relative of somebody who is named (LK706).

    A family is small: its other members, and whoever knows them, know who is meant.
    """
    words = lexicon(document.library, document.language.code)
    kin = _kin(document.campaign, document.letter, words)
    if not kin or not words.can_read:
        return
    eyes = Eyes(words, document.language, cast_of(document), document.letter.date)
    drafted = {key_of(one.text) for one in document.drafted if not one.own}
    passage_of_last, last = None, frozenset[str]()
    for passage, start, text in document.sentences(document.passages):
        if passage is not passage_of_last:
            passage_of_last, last = passage, frozenset()
        seen = eyes.see(plain(text))
        for at, word in enumerate(seen.words if key_of(text) not in drafted else ()):
            whose = kin.get(word.low, {})
            if whose and (found := _told_of(at, whose.keys(), last, seen, eyes)):
                message = f"'{seen.text[found.start : found.end]}' says who somebody is who has not agreed to be named"
                place = document.place(passage, start + found.start, start + found.end)
                if passage.run_at(start + found.start).kind.is_ours:
                    place = whose[found.whose] or place
                yield Problem("LK706", message, place, _HINT, Severity.WARNING)
        last = next((each.values for each in reversed(seen.of("person"))), last)


def _kin(campaign: Campaign, letter: Letter, words: Lexicon) -> Mapping[str, Mapping[str, Location | None]]:
    """The words for relatives who are withheld, with those named whose relatives they are, and where that is said."""
    found: dict[str, dict[str, Location | None]] = {}
    any_relative = _any_relative(letter, words)
    for held in _RELATIONS.of(campaign, None, lambda: tuple(_relations(campaign))):
        for word in filter(None, (*_words_for(held, words), any_relative)):
            found.setdefault(word, {})[str(held.of)] = held.of.location if held.of else None
    return found


def _relations(campaign: Campaign) -> Iterator[Office]:
    """What makes people who are withheld relatives of people who are named."""
    for person in campaign.people.values():
        for held in person.offices if isinstance(person, Person) and person.publish != "yes" else ():
            whose = campaign.people.get(held.of) if held.of else None
            if isinstance(whose, Person) and whose.publish == "yes":
                yield held


_RELATIONS: Kept[tuple[Office, ...]] = Kept()


def _words_for(held: Office, words: Lexicon) -> frozenset[str]:
    """The words of a language for a relative: "sister" of "elder sister"."""
    titles = {plain(str(said)).casefold() for said in held.office.languages.values()}
    titles |= {same for title in titles for same in words.offices.get(title, ())}
    return words.lists["kinship"] & {word for title in titles for word in title.split()}


def _any_relative(letter: Letter, words: Lexicon) -> str:
    """The word with which a letter itself speaks of a relative whose name is withheld: "relative"."""
    said = letter.language.writing.phrases.unnamed_relative
    before = plain(str(said)).partition("{}")[0].casefold().split()
    return next((word for word in reversed(before) if word not in words.function), "")


def _told_of(at: int, whose: Collection[str], last: frozenset[str], seen: Seen, eyes: Eyes) -> _Relative | None:
    """What a sentence says of a relative, with whose it is; None where it does not say that."""
    word = seen.words[at]
    for named in (each for each in seen.of("person") if len(each.values) == 1 and each.values <= set(whose)):
        (key,) = named.values
        if at < named.first and _joined(seen, at + 1, named.first, eyes):
            return _Relative(word.start, named.end, key)
        if named.last <= at and _is_genitive(named, at, seen, eyes):
            return _Relative(named.start, word.end, key)
    before = next((each.values for each in reversed(seen.of("person")) if each.last <= at), last)
    own = at > 0 and seen.words[at - 1].low in eyes.lexicon.lists["possessives"]
    if own and len(before) == 1 and before <= set(whose):
        return _Relative(seen.words[at - 1].start, word.end, next(iter(before)))
    return None


def _joined(seen: Seen, first: int, last: int, eyes: Eyes) -> bool:
    """Whether small words alone stand between a relative and a name, and one of them that says whose it is."""
    between = [word.low for word in seen.words[first:last]]
    lists, belonging = eyes.lexicon.lists, eyes.lexicon.belonging
    small = eyes.lexicon.function | belonging | lists["articles"] | lists["titles"]
    joining = any(word in belonging for word in between)
    return len(between) <= _NEAR and joining and all(word in small for word in between)


def _is_genitive(named: Mention, at: int, seen: Seen, eyes: Eyes) -> bool:
    """Whether a name in the genitive stands right before a relative: "Mr Berg's wife"."""
    between = seen.words[named.last : at]
    marked = seen.text[named.end - 1 : seen.words[at].start]
    return (
        bool(eyes.lexicon.lists["genitive"])
        and "'" in marked
        and all(word.low in eyes.lexicon.lists["genitive"] for word in between)
    )
