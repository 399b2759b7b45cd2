"""Names of towns, as they are spelt: "Dahka" is Dhaka, where no place of Bangladesh is known that is called so.

Looked at once a campaign, whatever its letters say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from letterkit.checks.wording.by_language import said_in
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.lexicon import frequency_in
from letterkit.language.spelling import exchanged, folded, plain
from letterkit.language.towns import Towns, towns_of
from letterkit.schema.campaign import Campaign, Person
from letterkit.schema.fields import PLAIN_LANGUAGE, Text
from letterkit.schema.library import Library

_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)*")
_MOVED, _SHORT, _LONG = 5, 6, 11
"""Of so many letters are names in which letters were moved, of which one is wrong, and of which two are."""


def towns_are_spelt_as_they_are_called(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """No place of an act or of an address is a letter or a swap from a town of the country, and none itself (LK819).

    What a campaign spells so twice is no slip, and neither is a name that it has elsewhere.
    """
    towns = towns_of(str(campaign.country))
    places = [(said, code, name) for said, code in _places(campaign, library) for name in _names(said)]
    often = Counter(folded(name) for _, _, name in places)
    known = _own_words(campaign)
    for said, code, name in places if towns.names else ():
        low = folded(name)
        strange = often[low] == 1 and low not in known and not _is_word(name, code, library)
        # Of two spellings of the campaign itself, LK608 tells.
        if strange and (town := _meant(name, towns)) and folded(town) not in often:
            hint = f"write '{town}'; or, if it is another place, leave it"
            yield Problem("LK819", f"'{name}' seems to be mistyped", said.location, hint)


def _places(campaign: Campaign, library: Library) -> Iterator[tuple[Scalar, str]]:
    """Where acts were done and people are held, and the last line of each address, with their language."""
    for record in (*campaign.people.values(), *campaign.organisations.values()):
        for act in record.acts:
            for text in (act.place, act.held_at):
                yield from ((said, code) for code, said in said_in(text, library))
    for target in campaign.targets.values():
        for line in target.address:
            yield from ((said, code) for code, said in said_in(line, library))


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


def _meant(name: str, towns: Towns) -> str:
    """The town that a name was meant for; "" where it is a place itself, or near to none."""
    low = folded(name)
    if towns.has(low):
        return ""
    for key, town in towns.names.items():
        if exchanged(name, town) or _is_near(low, key):
            return town
    return ""


def _is_near(low: str, town: str) -> bool:
    edits = OSA.distance(low, town, score_cutoff=2)
    size = min(len(low), len(town))
    moved = edits == 2 and low[0] == town[0] and sorted(low) == sorted(town)  # « Ebowola » of Ebolowa
    return (edits == 1 and size >= _SHORT) or (edits == 2 and len(town) >= _LONG) or (moved and size >= _MOVED)
