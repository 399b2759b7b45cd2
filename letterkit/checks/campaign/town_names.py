"""Names of towns, as they are spelt: "Dahka" is Dhaka, where no place of Bangladesh is known that is called so.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from letterkit.checks.campaign.phrase_kinds import acts_of
from letterkit.checks.ledger.words.lexicon import lexicon
from letterkit.checks.wording.by_language import said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.lexicon import frequency_in
from letterkit.language.spelling import exchanged, folded, plain, sounds
from letterkit.language.towns import towns_of
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.fields import PLAIN_LANGUAGE, Name, Text
from letterkit.schema.library import Library

# An apostrophe stands within a name, as in "N'Djamena", and behind an article that is none.
_WORD = r"[^\W\d_a-z](?:[^\W\d_]+|'[^\W\d_]{2,})"
_NAME = re.compile(rf"(?<![^\W\d_]){_WORD}(?:[ -]{_WORD})*")
_DOUBLED, _MOVED, _SHORT, _LONG = 3, 5, 6, 11
"""Of so many letters are names in which one was doubled, some were moved, one is wrong, and two are."""


def towns_are_spelt_as_they_are_called(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No place of an act or of an address is a letter or a swap from a town of the country, and none itself (LK819).

    What a campaign spells so twice is no slip, and neither is a name that it has elsewhere. In the other phrases of an
    act, what stands behind a preposition of places is one.
    """
    places = [(said, code, name) for said, code in _places(campaign, library) for name in _names(said)]
    further = [(said, code, name) for said, code, names in _further(campaign, library) for name in names]
    often = Counter(folded(name) for _, _, name in (*places, *further))
    towns, own = towns_of(str(campaign.country)), {folded(name): name for _, _, name in places}
    known = _own_words(campaign)

    def is_strange(name: str, code: str) -> bool:
        low = folded(name)
        return often[low] == 1 and not (low in known or towns.has(low) or _is_word(name, code, library))

    # Of two spellings among the places of a campaign, LK608 tells.
    for told, spelt, found in ((own, towns.names, places), ({}, {**towns.names, **own}, further)):
        for said, code, name in found if spelt else ():
            town = _meant(name, spelt) if is_strange(name, code) else ""
            if town and folded(town) not in told:
                hint = f"write '{town}'; or, if it is another place, leave it"
                yield Problem("LK819", f"'{name}' seems to be mistyped", said.location, hint)


def _places(campaign: Campaign, library: Library) -> Iterator[tuple[Scalar, str]]:
    """Where acts were done and people are held, with the language."""
    for _, _, act in acts_of(campaign):
        for text in (act.place, act.held_at):
            yield from ((said, code) for code, said in said_in(text, library))


def _further(campaign: Campaign, library: Library) -> Iterator[tuple[Scalar, str, list[str]]]:
    """The lines of addresses, and the other phrases of acts, with the names of places that stand in them."""
    for target in campaign.targets.values():
        for line in target.address:
            yield from ((said, code, _names(said)) for code, said in said_in(line, library))
    for _, _, act in acts_of(campaign):
        for text in (act.by, act.how, act.outcome, act.object, act.for_, act.stated_reason):
            for code, said in said_in(text, library) if not isinstance(text, Name) else ():
                words = lexicon(library, code or PLAIN_LANGUAGE)
                yield said, code, _led(plain(said), words.lists["places"] | words.lists["governed"])


def _led(text: str, prepositions: frozenset[str]) -> list[str]:
    """The names in a text that stand behind a preposition."""
    before = ((found[0], re.search(r"([^\W\d_]+)[ '’]$", text[: found.start()])) for found in _NAME.finditer(text))
    return [name for name, word in before if word and word[1].casefold() in prepositions]


def _names(said: str) -> list[str]:
    """The names in a text, whole, and the words of those of several."""
    found = _NAME.findall(plain(said))
    return [*found, *(word for name in found if " " in name for word in name.split(" "))]


def _own_words(campaign: Campaign) -> frozenset[str]:
    """The words of names of people, organisations and laws, folded."""
    names: list[Text] = [body.name for body in campaign.organisations.values()]
    names += [one.name for one in campaign.people.values() if isinstance(one, Person)]
    names += [one.name for one in campaign.targets.values() if one.name]
    return frozenset(
        folded(word) for name in names for text in name.languages.values() for word in re.findall(r"[^\W\d_]+", text)
    )


def _is_word(name: str, code: str, library: Library) -> bool:
    """Whether a name is a word of a language: "Central", "Hotel"."""
    return any(frequency_in(one)(name.casefold()) > 0 for one in {code or PLAIN_LANGUAGE, *library.language_codes()})


def _meant(name: str, towns: Mapping[str, str]) -> str:
    """The town that a name was meant for; "" where it is near to none."""
    low = folded(name)
    near = (town for key, town in towns.items() if key != low and (exchanged(name, town) or _is_near(low, key)))
    return next((town for town in near if not _is_romanised(name, town)), "")


def _is_romanised(name: str, town: str) -> bool:
    """Whether two spellings stand for the same sounds, as languages write them: « Zougdidi » and "Zugdidi"."""
    return _single(folded(name)) != _single(folded(town)) and not sounds(name).isdisjoint(sounds(town))


def _single(low: str) -> str:
    """A name in which no letter is doubled."""
    return re.sub(r"(.)\1", r"\1", low)


def _is_near(low: str, town: str) -> bool:
    edits = OSA.distance(low, town, score_cutoff=2)
    size = min(len(low), len(town))
    doubled = edits == 1 and size > _DOUBLED and _single(low) == _single(town)  # « Tuppi »
    moved = edits == 2 and low[0] == town[0] and sorted(low) == sorted(town)  # « Ebowola » of Ebolowa
    return (
        doubled or (edits == 1 and size >= _SHORT) or (edits == 2 and len(town) >= _LONG) or (moved and size >= _MOVED)
    )
