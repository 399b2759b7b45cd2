"""Somebody who is not named is not told by an office either: one that nobody else of the campaign holds."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.consent.withheld import withheld
from letterkit.checks.ledger.sentences.cast import cast_of
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.checks.ledger.weighing.offices import beside_of, is_same
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.drafts.document import Document, by_hand
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.language.spelling import plain
from letterkit.language.words import key_of
from letterkit.schema.campaign import Office, Person

_NEAR = 3
"""So many small words can stand between an office and its organisation: "secretary of the union"."""


def office_tells(document: Document) -> Iterator[Problem]:
    """No words of a person, nor of a fact, say the office of somebody withheld together with the organisation (LK706).

    letterkit writes "an officer of the union" of them. An office that somebody else of the campaign holds there, too,
    and one that says no more than that ("official", "member") tells nobody.
    """
    hidden = {person.key for person in withheld(document.campaign)}
    words = lexicon(document.library, document.language.code)
    if not hidden or not words.can_read:
        return
    eyes = Eyes(words, document.language, cast_of(document), document.letter.date)
    drafted = {key_of(one.text) for one in document.drafted if not one.own}
    for passage, start, text in document.sentences(document.passages):
        if key_of(text) in drafted:
            continue
        seen = eyes.see(plain(text))
        for office, body in _offices(seen, eyes):
            if _is_by_hand(document, passage, start + office.start) and _holders(seen, office, body, eyes) & hidden:
                said = seen.text[office.start : office.end]
                message = f"'{said}', with the organisation, says who somebody is who has not agreed to be named"
                hint = "say 'an officer' of it, or leave the organisation out"
                place = document.place(passage, start + office.start, start + office.end)
                yield Problem("LK706", message, place, hint, Severity.WARNING)


def _is_by_hand(document: Document, passage: Passage, start: int) -> bool:
    if document.edited:
        return by_hand(passage, start)
    return passage.run_at(start).kind.is_given


def _offices(seen: Seen, eyes: Eyes) -> Iterator[tuple[Mention, Mention]]:
    """The offices of a sentence that no named person is given, each with its organisation beside it."""
    given = {beside_of(named, seen, eyes) for named in seen.of("person")}
    for office in seen.of("office"):
        if office in given or seen.text[office.start : office.end].casefold() in eyes.lexicon.lists["any-office"]:
            continue
        for body in seen.of("body"):
            first, last = (office.last, body.first) if body.first >= office.last else (body.last, office.first)
            between = seen.words[first:last]
            if len(between) <= _NEAR and all(_is_small(word.low, eyes) for word in between):
                yield office, body


def _is_small(word: str, eyes: Eyes) -> bool:
    lists = eyes.lexicon.lists
    return word in eyes.lexicon.function or any(word in lists[name] for name in ("articles", "genitive"))


def _holders(seen: Seen, office: Mention, body: Mention, eyes: Eyes) -> frozenset[str]:
    """The one person of the campaign who holds an office in an organisation, nobody when there are several."""
    title = seen.text[office.start : office.end]

    def fits(held: Office) -> bool:
        return held.of is not None and str(held.of) in body.values and is_same(title, held, eyes)

    people = eyes.cast.campaign.people.items()
    found = [str(key) for key, one in people if isinstance(one, Person) and any(map(fits, one.offices))]
    return frozenset(found if len(found) == 1 else ())
